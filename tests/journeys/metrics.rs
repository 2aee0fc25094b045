//! How well money comes in: the figures follow from the invoices and payments of the book.

use serde_json::{Value, json};
use tests::{Desk, line, monthly, table};

#[test]
fn the_figures_of_collecting_follow_from_the_book_and_say_how_they_are_computed() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.turn_to("2026-03-31");
    assert_eq!(desk.bill_all().len(), 3);
    // January on the day it is due, February ten days after; March stays open and is late.
    for (number, on) in [("INV-0001", "2026-01-16"), ("INV-0002", "2026-02-26")] {
        let invoice = desk.invoice(number)["id"].clone();
        desk.call(
            "payments.record",
            json!({ "client_id": client, "received_on": on, "amount": "900.00",
                "method": "transfer", "reference": "",
                "allocations": [{ "invoice_id": invoice, "amount": "900.00" }] }),
        );
    }
    let asked = json!({ "from": "2026-01-01", "to": "2026-03-31" });
    let page = desk.call("metrics.show", asked);
    let getting_paid: Vec<Value> = page["rows"].as_array().unwrap()[..11].to_vec();
    assert_eq!(
        table(&json!(getting_paid), &["key", "now", "before", "unit"]),
        "countback_dso | 31.0 | null | days\n\
         dso | 30.0 | null | days\n\
         best_possible_dso | 0.0 | null | days\n\
         delinquent_days | 30.0 | null | days\n\
         days_to_pay | 20.0 | null | days\n\
         days_late | 5.0 | null | days\n\
         days_late_floored | 5.0 | null | days\n\
         effectiveness | 66.7 | null | %\n\
         on_time | 33.3 | null | %\n\
         on_time_by_value | 33.3 | null | %\n\
         at_risk | 0.0 | null | %\n"
    );
    let told = page["rows"].as_array().unwrap();
    assert!(told.iter().all(|row| !row["how"].as_str().unwrap().is_empty()));
    assert_eq!(
        (&page["before_from"], &page["before_to"]),
        (&json!("2025-10-03"), &json!("2025-12-31"))
    );
}

fn figures(desk: &mut Desk, from: &str, to: &str) -> Value {
    let page = desk.call("metrics.show", json!({ "from": from, "to": to }));
    let rows = page["rows"].as_array().unwrap();
    Value::Object(
        rows.iter().map(|row| (row["key"].as_str().unwrap().to_owned(), row.clone())).collect(),
    )
}

fn pay(desk: &mut Desk, client: &str, number: &str, on: &str, amount: &str) {
    let invoice = desk.invoice(number)["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": on, "amount": amount, "method": "transfer",
            "reference": "", "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
    );
}

#[test]
fn what_cannot_be_worked_out_yet_is_nothing_and_never_a_made_up_number() {
    let mut desk = Desk::on("2026-03-31");
    let found = figures(&mut desk, "2026-01-01", "2026-03-31");
    for key in [
        "roll_1_30",
        "first_attempt",
        "recovery",
        "promises_kept",
        "dispute_rate",
        "dispute_days",
        "written_off",
        "leakage",
        "largest",
        "largest_five",
        "hourly",
        "cost",
    ] {
        assert_eq!(found[key]["now"], Value::Null, "{key}");
    }
    assert_eq!(found["recurring"]["now"], "0.00");
}

#[test]
fn what_recurs_moves_by_clients_that_come_and_amendments_and_each_figure_shows_its_rows() {
    let mut desk = Desk::on("2026-01-01");
    let old = desk.client("Alder Bakery LLC");
    desk.agreement(&old, "2026-01-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.turn_to("2026-02-10");
    let new = desk.client("Brook Dental PA");
    let hours = json!({ "kind": "logged", "unit": "hour", "cap": "5", "per": "month" });
    let agreement = desk.agreement(
        &new,
        "2026-02-10",
        json!([monthly("Payroll", "100.00"), line("Advice", "120.00", hours)]),
    );
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let work = json!({ "agreement_service_id": page["services"][1]["id"],
        "delivered_on": "2026-02-10", "hours": "6.5", "note": "" });
    desk.call("deliveries.record", work);
    desk.turn_to("2026-03-31");
    desk.bill_all();
    let found = figures(&mut desk, "2026-02-01", "2026-03-31");
    let now = |key: &str| found[key]["now"].clone();
    assert_eq!((now("recurring"), now("recurring_new")), (json!("1000.00"), json!("100.00")));
    assert_eq!(
        (now("recurring_churn"), now("recurring_expansion")),
        (json!("0.00"), json!("0.00"))
    );
    // 900.00 twice, 100.00 twice, and five hours of 120.00; 1.5 hours are beyond the cap.
    assert_eq!((now("earned"), now("largest")), (json!("2600.00"), json!("69.2")));
    assert_eq!((now("hourly"), &found["hourly"]["unit"]), (json!("92.31"), &json!("USD")));
    let asked = json!({ "key": "recurring_new", "from": "2026-02-01", "to": "2026-03-31" });
    let behind = desk.call("metrics.behind", asked);
    assert_eq!(
        table(&behind["rows"], &["client", "words"]),
        "Alder Bakery LLC | 900.00 before\nBrook Dental PA | new\n"
    );
    assert_eq!(behind["total"]["minor"], 100_000);
}

#[test]
fn promises_disputes_and_losses_are_counted_on_their_days() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.turn_to("2026-03-02");
    desk.bill_all();
    for (on, amount) in [("2026-03-05", "900.00"), ("2026-03-09", "5000.00")] {
        desk.call(
            "promises.keep",
            json!({ "client_id": client, "amount": amount,
            "promised_for": on, "words": "" }),
        );
    }
    desk.turn_to("2026-03-05");
    pay(&mut desk, &client, "INV-0001", "2026-03-05", "900.00");
    let second = desk.invoice("INV-0002")["id"].clone();
    let dispute = desk.call(
        "invoice_disputes.open",
        json!({ "invoice_id": second,
        "amount": "300.00", "about": "quality", "words": "The payroll." }),
    );
    desk.turn_to("2026-03-12");
    desk.call(
        "invoice_disputes.close",
        json!({ "id": dispute["id"], "outcome": "uphold",
        "answer": "It is as agreed." }),
    );
    desk.call(
        "invoices.write_off",
        json!({ "id": second, "reason": "Not worth it.",
            "approved": "900.00" }),
    );
    let found = figures(&mut desk, "2026-03-01", "2026-03-31");
    let now = |key: &str| found[key]["now"].clone();
    assert_eq!(now("promises_kept"), "50.0");
    // 300.00 and 900.00 of 900.00 billed in March; seven days from 5 to 12 March.
    assert_eq!((now("dispute_rate"), now("dispute_days")), (json!("33.3"), json!("7.0")));
    assert_eq!(now("written_off"), "100.0");
    // Due on 16 January, 16 February: late on 1 March, of which nothing of the second is open.
    assert_eq!(now("roll_1_30"), "0.0");
    for (key, rows) in [
        ("promises_kept", 2),
        ("dispute_days", 1),
        ("written_off", 1),
        ("dso", 1),
        ("days_late", 1),
        ("on_time", 1),
    ] {
        let asked = json!({ "key": key, "from": "2026-03-01", "to": "2026-03-31" });
        let behind = desk.call("metrics.behind", asked);
        assert_eq!(behind["rows"].as_array().unwrap().len(), rows, "{key}: {behind}");
    }
}
