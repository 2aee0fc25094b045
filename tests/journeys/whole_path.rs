//! From proposal to reconciled cash, once, without a window.

use serde_json::json;
use tests::{Desk, charge_keys, file, id, in_person, line, monthly, table};

const STATEMENT: &str = "Date,Description,Amount,Balance\n\
    2026-04-03,ZELLE FROM ALDER BAKERY INV-0001,450.00,1450.00\n\
    2026-04-05,MONTHLY SERVICE FEE,-15.00,1435.00\n";

#[expect(clippy::too_many_lines, reason = "it is one story")]
#[test]
fn a_proposal_becomes_reconciled_cash() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([
        monthly("Monthly bookkeeping", "450.00"),
        line("Set-up of the books", "600.00", json!({ "kind": "on_completion" })),
    ]);
    let (proposal, revision) = desk.sent(&client, "2026-03-15", lines);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["row"]["state"], "sent");
    assert_eq!(page["totals"]["first_year"]["minor"], 12 * 45_000 + 60_000);

    let accepted = desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    let agreement = accepted["agreement_id"].as_str().unwrap().to_owned();
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 0);

    desk.turn_to("2026-03-16");
    let numbers = desk.bill_all();
    assert_eq!(numbers, ["INV-0001"]);
    assert_eq!(desk.open_of("INV-0001"), 45_000);

    desk.turn_to("2026-04-06");
    let preview = desk.call(
        "statements.preview",
        json!({ "account_id": null, "file": file("april.csv", STATEMENT.as_bytes()),
            "mapping": null }),
    );
    assert_eq!(preview["outcome"], "import", "{preview:#}");
    assert_eq!(preview["proof"], "Balances prove every line");
    let imported = desk.call(
        "statements.import",
        json!({ "account_id": null, "file": file("april.csv", STATEMENT.as_bytes()),
            "mapping": null }),
    );
    assert_eq!((&imported["added"], &imported["known"]), (&json!(2), &json!(0)));
    let again = desk.call(
        "statements.import",
        json!({ "account_id": imported["account_id"],
            "file": file("april.csv", STATEMENT.as_bytes()), "mapping": null }),
    );
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(2)));

    let asked = json!({ "account_id": imported["account_id"], "view": "all", "filter": "",
        "offset": 0, "limit": 10 });
    let lines = desk.call("lines.list", asked.clone());
    expect_test::expect![[r#"
        2026-04-05 | MONTHLY SERVICE FEE | -1500 | none | No explanation found
        2026-04-03 | ZELLE FROM ALDER BAKERY INV-0001 | 45000 | certain | Alder Bakery LLC, INV-0001
    "#]]
    .assert_eq(&table(
        &lines["rows"],
        &["posted_on", "description", "amount", "certainty", "words"],
    ));

    let line = desk.call("lines.show", json!({ "id": lines["rows"][1]["id"] }));
    let best = &line["explanations"][0];
    assert_eq!(best["sentence"], "Alder Bakery LLC pays INV-0001 in full.");
    let parts: Vec<_> =
        best["parts"].as_array().unwrap().iter().map(|part| part["invoice_id"].clone()).collect();
    let done = desk.done(
        "matches.accept",
        json!({ "line_id": lines["rows"][1]["id"],
        "explain": { "kind": "invoices", "client_id": best["client_id"], "invoices": parts } }),
    );
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(desk.invoice("INV-0001")["state"], "paid");
    desk.undo(&done);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    desk.call(
        "matches.accept",
        json!({ "line_id": lines["rows"][1]["id"],
        "explain": { "kind": "invoices", "client_id": best["client_id"], "invoices": parts } }),
    );
    desk.call(
        "matches.accept",
        json!({ "line_id": lines["rows"][0]["id"],
        "explain": { "kind": "not_an_invoice", "category": "fee", "note": "" } }),
    );
    let standing = desk.call("lines.list", asked);
    assert_eq!((&standing["to_explain"], &standing["left"]["minor"]), (&json!(0), &json!(0)));

    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let set_up = page["services"][1]["id"].clone();
    id(&desk.call(
        "deliveries.record",
        json!({ "agreement_service_id": set_up,
        "delivered_on": "2026-04-02", "hours": "", "note": "" }),
    ));
    assert_eq!(desk.bill_all(), ["INV-0002"]);
    for command in ["today.show", "insights.show", "status.show", "bank.accounts", "payments.list"]
    {
        desk.call(command, json!({}));
    }
    desk.call("clients.show", json!({ "id": client }));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call("receipts.make", json!({ "id": invoice }));
    desk.call("invoices.show", json!({ "id": invoice }));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
