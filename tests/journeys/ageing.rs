//! What clients owe by age: every part adds up to the balance owed, and what stands apart is shown.

use app::home::Home;
use serde_json::{Value, json};
use tests::{Desk, id, monthly, table};

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

fn due() -> Value {
    json!({ "by": "due" })
}

/// Every part of a row, added up.
fn parts(row: &Value) -> i64 {
    let ages: i64 = row["by_age"].as_array().unwrap().iter().map(minor).sum();
    ages + minor(&row["in_flight"]) + minor(&row["disputed"]) + minor(&row["on_plan"])
}

#[test]
fn the_ages_of_every_client_add_up_to_what_is_owed_on_every_other_screen() {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.call("sample.create", json!({}));
    let open = json!({ "view": "open", "filter": "", "sort": "number", "descending": true,
        "offset": 0, "limit": 1 });
    let owed = minor(&desk.call("invoices.list", open)["open"]);
    let ages = desk.call("insights.show", json!({}))["ageing"]["buckets"].clone();
    for by in ["due", "issued"] {
        let page = desk.call("ageing.show", json!({ "by": by }));
        assert_eq!((minor(&page["total"]["owed"]), parts(&page["total"])), (owed, owed));
        let rows = page["rows"].as_array().unwrap().clone();
        assert!(rows.len() > 2, "the sample is lived in");
        assert_eq!(rows.iter().map(|row| minor(&row["owed"])).sum::<i64>(), owed);
        for row in rows {
            assert_eq!(parts(&row), minor(&row["owed"]), "{row}");
            let asked = json!({ "client_id": row["client_id"], "by": by });
            let of_client = desk.call("ageing.of_client", asked);
            assert_eq!(of_client["owed"], row["owed"]);
            let invoices = of_client["rows"].as_array().unwrap();
            assert_eq!(json!(invoices.len()), row["count"]);
            assert_eq!(
                invoices.iter().map(|one| minor(&one["disputed"])).sum::<i64>(),
                minor(&row["disputed"])
            );
        }
        if by == "due" {
            let all: i64 = ages.as_array().unwrap().iter().map(|age| minor(&age["amount"])).sum();
            assert_eq!(all, owed);
        }
    }
}

#[test]
fn what_is_disputed_or_on_a_plan_stands_apart_and_credit_is_not_netted() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.turn_to("2026-03-20");
    assert_eq!(desk.bill_all(), ["INV-0001", "INV-0002", "INV-0003"]);
    let page = desk.call("ageing.show", due());
    // Due on 16 January, 16 February and 16 March.
    let shown = |page: &Value| -> Vec<i64> {
        page["rows"][0]["by_age"].as_array().unwrap().iter().map(minor).collect()
    };
    assert_eq!(shown(&page), [0, 90_000, 90_000, 90_000, 0]);
    assert_eq!(shown(&desk.call("ageing.show", json!({ "by": "issued" })))[4], 0);
    let first = id(&desk.invoice("INV-0001"));
    desk.call(
        "invoice_disputes.open",
        json!({ "invoice_id": first, "amount": "100.00", "about": "quality", "words": "Late." }),
    );
    let second = desk.invoice("INV-0002")["id"].clone();
    let plan = desk.call(
        "plans.offer",
        json!({ "client_id": client, "invoices": [second], "first_on": "2026-04-01", "parts": "3",
            "monthly": "", "at_signing": false, "grace_days": 5, "frozen": true }),
    );
    desk.call(
        "plans.accept",
        json!({ "id": plan["id"], "signed_on": "2026-03-20", "signed_by": "June Alder",
            "how": "on_behalf" }),
    );
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-03-20", "amount": "50.00",
            "method": "transfer", "reference": "", "allocations": [] }),
    );
    let page = desk.call("ageing.show", due());
    assert_eq!(shown(&page), [0, 90_000, 0, 80_000, 0]);
    let row = &page["rows"][0];
    assert_eq!((minor(&row["disputed"]), minor(&row["on_plan"])), (10_000, 90_000));
    assert_eq!(minor(&row["owed"]), 270_000, "credit is not taken off");
    let credits = desk.call("ageing.credits", json!({}));
    assert_eq!(minor(&credits["total"]), 5_000);
    let of_client = desk.call("ageing.of_client", json!({ "client_id": client, "by": "due" }));
    assert_eq!(
        table(&of_client["rows"], &["number", "age"]),
        "INV-0001 | 61_90\nINV-0002 | 31_60\nINV-0003 | 1_30\n"
    );
    let file = desk.call("ageing.paper", due());
    assert_eq!(file["media_type"], "application/pdf");
}
