//! What time does to a debt: until when it can be taken to court, and what unpaid fees mean for
//! the independence of whoever attests the client's statements.

use serde_json::{Value, json};
use tests::{Desk, monthly, texts};

/// A client in Oregon who owes 450.00 since 17 March.
fn owing() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let mut practice = tests::practice();
    practice["region"] = json!("OR");
    desk.call("practice.save", practice);
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    (desk, client)
}

fn needs(desk: &mut Desk) -> String {
    desk.call("today.show", json!({}))["needs"].to_string()
}

/// Rule 20: the period is dated data with its source.
#[test]
fn rule_20_the_last_day_to_go_to_court_is_told_with_its_source_and_in_time() {
    let (mut desk, client) = owing();
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let shown = desk.call("invoices.show", json!({ "id": invoice }))["limitation"].clone();
    assert_eq!(
        (&shown["on"], &shown["words"], &shown["source"]),
        (
            &json!("2032-03-17"),
            &json!("Can be taken to court until March 17, 2032: 6 years from the day it was due."),
            &json!("Or. Rev. Stat. § 12.080"),
        )
    );
    let row = desk.call("follow_ups.of_client", json!({ "id": client }))["invoices"][0].clone();
    assert_eq!(row["limitation"]["on"], "2032-03-17");
    desk.turn_to("2031-09-16");
    assert!(!needs(&mut desk).contains("can be taken to court"));
    desk.turn_to("2031-09-18");
    let told = needs(&mut desk);
    assert!(told.contains("INV-0001 can be taken to court until Mar 17"), "{told}");
    // A place of which nothing is known says nothing.
    let mut practice = tests::practice();
    practice["region"] = json!("Nowhere");
    practice["next_invoice"] = json!("2");
    desk.call("practice.save", practice);
    let shown = desk.call("invoices.show", json!({ "id": invoice }));
    assert_eq!(shown["limitation"], Value::Null);
}

#[test]
fn unpaid_fees_of_a_client_whose_statements_are_attested_are_told_of_from_the_ninth_month() {
    let (mut desk, client) = owing();
    let followed = |desk: &mut Desk| desk.call("follow_ups.of_client", json!({ "id": client }));
    desk.turn_to("2026-12-02");
    assert_eq!(followed(&mut desk)["independence"], Value::Null, "nobody attests anything");
    let question = json!({ "client_id": client, "mark": "attest", "set": true });
    let marked = desk.done("clients.mark", question);
    assert_eq!(texts(&followed(&mut desk)["marks"]), ["attest"]);
    let words = followed(&mut desk)["independence"].to_string();
    assert!(words.contains("Unpaid fees are 9 months old"), "{words}");
    assert!(needs(&mut desk).contains("Independence: Alder Bakery LLC has not paid for 9 months"));
    desk.turn_to("2027-03-02");
    assert!(needs(&mut desk).contains("has not paid for 12 months"));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let plan = json!({ "client_id": client, "invoices": [invoice], "parts": "3", "monthly": "",
        "first_on": "2027-03-02", "at_signing": true, "grace_days": 5, "frozen": true });
    let remarks = desk.call("plans.preview", plan)["remarks"].to_string();
    assert!(remarks.contains("A plan does not cure a threat to independence"), "{remarks}");
    desk.undo(&marked);
    assert_eq!(followed(&mut desk)["independence"], Value::Null);
}

#[test]
fn whoever_is_on_the_watch_list_is_told_apart_among_those_who_owe() {
    let (mut desk, client) = owing();
    let watched =
        |desk: &mut Desk| desk.call("follow_ups.board", json!({}))["rows"][0]["watched"].clone();
    assert_eq!(watched(&mut desk), false);
    let question = json!({ "client_id": client, "mark": "watched", "set": true });
    desk.call("clients.mark", question);
    assert_eq!(watched(&mut desk), true);
}

/// A pause ends future work; the client's own records never wait for money.
#[test]
fn work_is_not_paused_to_hold_a_clients_records_back() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let agreement = desk.agreement(&client, "2026-03-02", json!([monthly("Books", "450.00")]));
    let mut pause = json!({ "id": agreement, "from": "2026-03-10",
        "reason": "We withhold their ledgers until they pay" });
    let refused = desk.refused("agreements.pause", pause.clone());
    assert_eq!(refused.field.as_deref(), Some("reason"));
    assert!(refused.message.contains("returned on request"), "{}", refused.message);
    pause["reason"] = json!("Two invoices are unpaid");
    desk.call("agreements.pause", pause);
}
