//! Charges handed over ahead: the processor takes them on their day, whether this computer is on or
//! not, and gives them back when they are not wanted any more.

use serde_json::{Value, json};
use tests::Desk;

use super::{ask, billed_and_told, newest, permitted, state};

/// A client with an invoice of 450.00 whose charge the trial processor holds for March 17.
fn held() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "pays");
    hold(&mut desk);
    billed_and_told(&mut desk, "2026-03-02");
    assert_eq!(desk.turns(), ["Charge"]);
    let now = newest(&mut desk);
    assert_eq!((&now["state"], &now["collect_on"]), (&json!("held"), &json!("2026-03-17")));
    assert_eq!(now["may_retract"], true);
    (desk, client)
}

/// Lets the processor hold charges.
fn hold(desk: &mut Desk) {
    let row = desk.call("connections.list", json!({}))["rows"][0].clone();
    let mut form = row["form"].clone();
    assert_eq!(form["holds"], false, "it is the user's choice");
    form["holds"] = json!(true);
    desk.call("connections.save", json!({ "id": row["id"], "form": form }));
}

fn pay(desk: &mut Desk, client: &str, amount: &str) {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let paid = json!({ "client_id": client, "received_on": "2026-03-05", "amount": amount,
        "method": "cheque", "reference": "",
        "allocations": [{ "invoice_id": invoice, "amount": amount }] });
    desk.call("payments.record", paid);
}

/// State, amount in minor units and method of every collection, the newest first.
fn all(desk: &mut Desk) -> Vec<String> {
    let rows = desk.call("collections.list", json!({}))["rows"].clone();
    let words =
        |row: &Value| format!("{} {}", row["state"], row["amount"]["minor"]).replace('"', "");
    rows.as_array().unwrap().iter().map(words).collect()
}

#[test]
fn a_lid_that_is_closed_on_the_day_does_not_matter() {
    let (mut desk, _) = held();
    desk.turn_to("2026-04-20");
    desk.turns();
    assert_eq!((state(&mut desk).as_str(), desk.open_of("INV-0001")), ("settled", 0));
    let paid = desk.call("payments.list", json!({}))["rows"][0].clone();
    assert_eq!(paid["received_on"], "2026-03-17", "the day it was taken");
    assert_eq!(all(&mut desk), ["settled 45000"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_is_held_is_taken_back_when_the_invoice_was_paid_otherwise() {
    let (mut desk, client) = held();
    desk.turn_to("2026-03-05");
    pay(&mut desk, &client, "450.00");
    assert_eq!(desk.turns()[0], "Recall");
    desk.turn_to("2026-03-20");
    desk.turns();
    assert_eq!(all(&mut desk), ["retracted 45000"]);
    assert_eq!(desk.call("payments.list", json!({}))["rows"].as_array().unwrap().len(), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_is_left_after_a_part_payment_is_told_and_held_instead() {
    let (mut desk, client) = held();
    desk.turn_to("2026-03-05");
    pay(&mut desk, &client, "200.00");
    desk.turns();
    assert_eq!(all(&mut desk), ["planned 25000", "retracted 45000"]);
    let rest = newest(&mut desk);
    desk.call("collections.told", json!({ "id": rest["id"], "on": "2026-03-05" }));
    desk.turns();
    assert_eq!(all(&mut desk), ["held 25000", "retracted 45000"]);
    desk.turn_to("2026-03-17");
    desk.turns();
    assert_eq!((all(&mut desk)[0].as_str(), desk.open_of("INV-0001")), ("settled 25000", 0));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_user_takes_back_what_is_held_until_it_has_left() {
    let (mut desk, _) = held();
    let one = newest(&mut desk);
    desk.call("collections.retract", json!({ "id": one["id"] }));
    assert_eq!(newest(&mut desk)["may_retract"], false, "it is asked for once");
    desk.turns();
    assert_eq!(state(&mut desk), "retracted");
    desk.turn_to("2026-03-20");
    desk.turns();
    assert_eq!(
        (all(&mut desk), desk.open_of("INV-0001")),
        (vec!["retracted 45000".into()], 45_000)
    );

    let (mut desk, _) = held();
    desk.turn_to("2026-03-17");
    let one = newest(&mut desk);
    desk.call("collections.retract", json!({ "id": one["id"] }));
    desk.turns();
    assert_eq!((state(&mut desk).as_str(), desk.open_of("INV-0001")), ("settled", 0));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_is_held_moves_to_the_method_that_took_the_place_of_its_own() {
    let (mut desk, client) = held();
    ask(&mut desk, &client, "debit");
    desk.turns();
    let rows = all(&mut desk);
    assert_eq!(rows, ["planned 45000", "retracted 45000"]);
    assert!(newest(&mut desk)["method"].as_str().unwrap().contains("6789"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
