//! The cost of credit cards, passed on to clients who pay by one.

use domain::ledgers::Brand;
use serde_json::{Value, json};
use tests::{BooksThere, Desk, id, in_person, monthly, practice};

use super::{ask, live, newest};

/// A practice in a region, with a client whose letter adds so much to what a credit card pays.
fn passing_on(region: &str, percent: &str, conduct: &str) -> (Desk, String) {
    let mut desk = Desk::bare("2026-03-02", app::home::Home::Memory);
    let mut form = practice();
    form["region"] = json!(region);
    desk.call("books.create", json!({ "practice": form, "folder": null }));
    let client = desk.client("Alder Bakery LLC");
    let (_, revision) = desk.sent_with("2026-03-02", &client, |draft| with_clause(draft, percent));
    desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    desk.call("connections.connect", json!({ "brand": "trial" }));
    ask(&mut desk, &client, conduct);
    (desk, client)
}

fn with_clause(draft: &mut Value, percent: &str) {
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["clauses"]["added"] = json!(["PAY-CARD"]);
    draft["clauses"]["values"] = json!({ "card_cost": percent });
}

/// Bills what is due, and tells the client of what is to be collected.
fn billed(desk: &mut Desk, on: &str) -> Value {
    desk.bill_all();
    desk.turns();
    let planned = newest(desk);
    if planned["waits_for_notice"] == true {
        desk.call("collections.told", json!({ "id": planned["id"], "on": on }));
    }
    planned
}

/// What was passed on by the end of a day, in minor units.
fn passed_on(desk: &mut Desk, on: &str) -> i64 {
    let sheets = desk.call("ledger.trial_balance", json!({ "on": on }));
    let rows = sheets["sheets"][0]["rows"].as_array().unwrap().clone();
    let row = rows.iter().find(|row| row["account"] == "Card costs passed on");
    row.map_or(0, |row| row["credit"]["minor"].as_i64().unwrap())
}

#[test]
fn a_credit_card_pays_its_cost_on_top_and_the_client_is_told_before() {
    let (mut desk, _) = passing_on("Oregon", "2.5%", "pays");
    let planned = billed(&mut desk, "2026-03-02");
    assert_eq!(planned["amount"]["minor"], 46_125);
    assert_eq!(planned["card_cost"]["minor"], 1_125);
    let about = json!({ "kind": "collection_notice", "id": planned["id"] });
    let notice = desk.call("mail.compose", about)["body"].as_str().unwrap().to_owned();
    assert!(notice.contains("461.25 USD"), "{notice}");
    assert!(notice.contains("with 11.25 for paying by credit card"), "{notice}");

    assert_eq!(live(&mut desk, &["2026-03-17"]), ["2026-03-17 settled 0"]);
    assert_eq!(passed_on(&mut desk, "2026-03-17"), 1_125);
    let fees = desk.call("fees.show", json!({ "from": "2026-03-01", "to": "2026-03-31" }));
    // 2.9 % and 0.30 of 461.25 are 13.68.
    assert_eq!(fees["together"][0]["fee"]["minor"], 1_368);
    assert_eq!(fees["together"][0]["passed_on"]["minor"], 1_125);
    let leaks = desk.call("leakage.show", json!({ "from": "2026-03-01", "to": "2026-03-31" }));
    assert_eq!(leaks["fees_absorbed"]["minor"], 1_368 - 1_125);
    live(&mut desk, &["2026-03-19"]);
    let payouts = desk.call("payouts.list", json!({}));
    assert_eq!(payouts["rows"][0]["amount"]["minor"], 46_125 - 1_368);
    assert_eq!(payouts["clearing"][0]["held"]["minor"], 0, "rule 11: it returns to zero");
}

#[test]
fn no_more_is_passed_on_than_cards_cost_so_far() {
    let (mut desk, _) = passing_on("Oregon", "3%", "pays");
    let first = billed(&mut desk, "2026-03-02");
    assert_eq!(first["card_cost"]["minor"], 1_350);
    live(&mut desk, &["2026-03-17", "2026-03-19", "2026-04-02"]);
    // 13.74 were kept of 463.50, which is 2.96 in a hundred and a little.
    assert_eq!(billed(&mut desk, "2026-04-02")["card_cost"]["minor"], 1_332);
}

#[test]
fn a_bank_debit_pays_what_is_owed_alone_and_so_does_another_method_in_time() {
    let (mut desk, _) = passing_on("Oregon", "2.5%", "debit");
    assert_eq!(billed(&mut desk, "2026-03-02")["amount"]["minor"], 45_000);

    let (mut desk, client) = passing_on("Oregon", "2.5%", "pays");
    let planned = billed(&mut desk, "2026-03-02");
    ask(&mut desk, &client, "debit");
    let invoice = planned["invoice_id"].clone();
    desk.call("collections.collect", json!({ "invoice_id": invoice, "on": "2026-03-17" }));
    let rows = desk.call("collections.of_invoice", json!({ "id": invoice }))["rows"].clone();
    let rows: Vec<(&str, i64)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["state"].as_str().unwrap(), row["amount"]["minor"].as_i64().unwrap()))
        .collect();
    assert_eq!(rows, [("planned", 45_000), ("retracted", 46_125)]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn of_what_is_paid_back_the_same_share_of_the_cost_goes_back() {
    let (mut desk, _) = passing_on("Oregon", "2.5%", "pays");
    let planned = billed(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17"]);
    let back = |amount| json!({ "id": planned["id"], "amount": amount, "reason": "a mistake" });
    desk.call("collections.refund", back("153.75"));
    desk.turns();
    assert_eq!(desk.findings(), Vec::<String>::new());
    // A third of 461.25; a third of 11.25 is 3.75, and 150.00 of the invoice is open again.
    assert_eq!(passed_on(&mut desk, "2026-03-17"), 750);
    assert_eq!(desk.open_of("INV-0001"), 15_000);
    desk.call("collections.refund", back("307.50"));
    desk.turns();
    assert_eq!(desk.findings(), Vec::<String>::new());
    assert_eq!(passed_on(&mut desk, "2026-03-17"), 0);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
}

#[test]
fn a_lost_dispute_takes_the_cost_back_with_the_payment() {
    let (mut desk, _) = passing_on("Oregon", "2.5%", "disputes");
    billed(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17"]);
    assert_eq!(passed_on(&mut desk, "2026-03-17"), 1_125);
    let seen = live(&mut desk, &["2026-03-24", "2026-04-02", "2026-05-20"]);
    assert!(seen.last().unwrap().ends_with("returned 45000"), "{seen:?}");
    assert_eq!(passed_on(&mut desk, "2026-05-20"), 0);
}

#[test]
fn where_it_is_not_allowed_or_more_than_allowed_the_letter_is_not_sent() {
    for (region, percent, says) in [
        ("Maine", "2.5%", "9-A M.R.S. § 8-509"),
        ("", "2.5%", "say in Settings where the practice is"),
        ("Colorado", "2.5%", "No more than 2%"),
    ] {
        let mut desk = Desk::bare("2026-03-02", app::home::Home::Memory);
        let mut form = practice();
        form["region"] = json!(region);
        desk.call("books.create", json!({ "practice": form, "folder": null }));
        let client = desk.client("Alder Bakery LLC");
        let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
        let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
        with_clause(&mut draft, percent);
        desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
        let page = desk.call("proposals.show", json!({ "id": proposal })).to_string();
        assert!(page.contains("L39-card-cost") && page.contains(says), "{region}");
        desk.refused("proposals.send", json!({ "id": proposal }));
    }
}

#[test]
fn in_a_ledger_of_others_the_cost_comes_to_the_processors_account_beside_the_payment() {
    let (mut desk, _) = passing_on("Oregon", "2.5%", "pays");
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    billed(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17", "2026-03-19"]);
    desk.sync(&books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    assert_eq!(desk.sync(&books, false), "pushed 6, verified 4, differences 0");
    let entries: Vec<String> =
        books.shown().into_iter().filter(|one| !one.starts_with("Contact")).collect();
    let amounts: Vec<&str> = entries.iter().map(|one| one.rsplit(' ').next().unwrap()).collect();
    // What is held there: 450.00 and 11.25 in, 447.57 out to the bank with 13.68 of fees.
    assert_eq!(amounts, ["11.25", "447.57", "450.00", "450.00"]);
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
}
