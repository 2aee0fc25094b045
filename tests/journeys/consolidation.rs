//! Whether a client's agreements are billed together is a rule of the client, seen where it acts.

use serde_json::{Value, json};
use tests::{Desk, monthly};

/// A client with two agreements of one day.
fn two_agreements(desk: &mut Desk) -> String {
    let client = desk.client("Alder Bakery LLC");
    for name in ["Bookkeeping", "Payroll"] {
        desk.agreement(&client, "2026-03-02", json!([monthly(name, "100.00")]));
    }
    client
}

fn together(desk: &mut Desk, client: &str) -> (Value, Value) {
    let page = desk.call("clients.show", json!({ "id": client }))["bills_together"].clone();
    let review = desk.call("catch_up.show", json!({}));
    (page, review["clients"][0]["bills_together"].clone())
}

#[test]
fn a_client_billed_together_gets_one_invoice_a_day_and_no_mix_of_days() {
    let mut desk = Desk::on("2026-03-02");
    let client = two_agreements(&mut desk);
    assert_eq!(together(&mut desk, &client), (json!(false), json!(false)));
    assert_eq!(desk.bill_all().len(), 2, "one for each agreement");

    let asked = json!({ "id": client, "together": true });
    let done = desk.done("clients.bill_together", asked);
    desk.turn_to("2026-05-02");
    assert_eq!(together(&mut desk, &client), (json!(true), json!(true)));
    let numbers = desk.bill_all();
    assert_eq!(numbers.len(), 2, "one for each day");
    for (number, day) in numbers.iter().zip(["2026-04-02", "2026-05-02"]) {
        let row = desk.invoice(number);
        assert_eq!((&row["issued_on"], &row["total"]["minor"]), (&json!(day), &json!(20_000)));
    }

    desk.undo(&done);
    desk.turn_to("2026-06-02");
    assert_eq!(desk.bill_all().len(), 2, "one for each agreement again");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_client_with_a_rule_and_nothing_else_can_still_be_taken_out() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.call("clients.bill_together", json!({ "id": client, "together": true }));
    desk.call("clients.discard", json!({ "id": client }));
}
