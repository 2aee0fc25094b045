//! Days on which getting paid does not go as it should, with the whole program: each has words and
//! a next step, and no money is lost or taken twice.

use domain::ports::Secret;
use domain::processor::Brand;
use serde_json::json;
use tests::stripe::{KEY, StripeServer};
use tests::{Desk, Fault, Folder, monthly};

use crate::practice::Practice;

fn practice() -> Practice<StripeServer> {
    Practice::at(Desk::on("2026-03-02"))
}

#[test]
fn the_sample_practice_takes_no_real_account() {
    let standing = practice().processor().check().unwrap();
    let folder = Folder::new();
    let mut sample = folder.closed_desk("2026-03-02");
    sample.call("sample.create", json!({}));
    let no = sample.app.connect(Brand::Stripe, &standing, &Secret::new(KEY)).unwrap_err();
    assert!(no.message.contains("trial processor only"), "{}", no.message);
    let there = sample.call("connections.list", json!({}))["connections"].to_string();
    assert!(!there.contains("\"stripe\""), "{there}");
}

/// The processor answers nobody for so many days from the morning of a collection on.
fn down_for(days: usize) -> Practice<StripeServer> {
    let mut practice = practice();
    practice.bill_and_tell();
    practice.server.strike(Fault::Refused, 1, usize::MAX);
    for _ in 0..days {
        practice.pass_minutes(1_440);
        assert_eq!(practice.state(), "notified", "what did not leave is planned as before");
    }
    practice.server.mend();
    practice.pass_minutes(6);
    practice.pass_minutes(60);
    practice
}

#[test]
fn a_processor_that_was_down_for_some_days_takes_the_money_once() {
    let mut practice = down_for(5);
    assert_eq!((practice.state().as_str(), practice.taken()), ("settled", vec![45_000]));
    practice.is_sound();
}

#[test]
fn after_more_days_than_the_user_allows_they_are_asked_first() {
    let mut practice = down_for(10);
    assert_eq!((practice.state().as_str(), practice.taken()), ("notified", vec![]));
    let needs = practice.desk.call("today.show", json!({}))["needs"].to_string();
    assert!(needs.contains("was to be collected and was not"), "{needs}");
    let invoice = practice.newest()["invoice_id"].clone();
    practice.desk.call("collections.collect", json!({ "invoice_id": invoice, "on": "" }));
    practice.pass_minutes(6);
    assert_eq!((practice.state().as_str(), practice.taken()), ("settled", vec![45_000]));
    practice.is_sound();
}

#[test]
fn an_amount_below_the_minimum_is_said_and_stays_open() {
    let mut practice = practice();
    let client = practice.client.clone();
    practice.desk.agreement(&client, "2026-03-02", json!([monthly("Postage", "0.30")]));
    practice.bill_and_tell();
    practice.turns();
    let rows = practice.desk.call("collections.list", json!({}))["rows"].clone();
    let small = rows.as_array().unwrap().iter().find(|row| row["amount"]["minor"] == 30).unwrap();
    assert_ne!(small["state"], "settled");
    assert!(small["words"].as_str().unwrap().contains("below Stripe's minimum"), "{small}");
    let number = small["number"].as_str().unwrap().to_owned();
    assert_eq!(practice.desk.open_of(&number), 30);
    practice.is_sound();
}
