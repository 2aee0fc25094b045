//! Invoices issued without being asked for: only of agreements the user trusts, within the limits
//! of the policy, and the same ones however often the run is ended and begun again.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, line, monthly, table, texts};

fn agreement(desk: &mut Desk, client: &str, starts_on: &str) -> String {
    let client = desk.client(client);
    desk.agreement(&client, starts_on, json!([monthly("Bookkeeping", "450.00")]))
}

fn trust(desk: &mut Desk, agreement: &str) {
    desk.call("agreements.set_automatic", json!({ "id": agreement, "automatic": true }));
}

fn limits(desk: &mut Desk, charges: &str, days: &str) {
    let policy = json!({ "date": "own_date", "merge": false, "most_charges": charges,
        "most_days": days });
    desk.call("catch_up.save_policy", policy);
}

fn run(desk: &mut Desk) -> Vec<String> {
    texts(&desk.call("catch_up.run", json!({}))["numbers"])
}

fn waits(desk: &mut Desk) -> String {
    table(&desk.call("catch_up.show", json!({}))["waits"], &["charges", "why"])
}

#[test]
fn nothing_is_issued_by_itself_until_the_user_trusts_the_agreement() {
    let mut desk = Desk::on("2026-03-02");
    let id = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    assert_eq!(desk.call("agreements.show", json!({ "id": id }))["automatic"], false);
    assert_eq!(run(&mut desk), Vec::<String>::new());
    trust(&mut desk, &id);
    assert_eq!(desk.call("agreements.show", json!({ "id": id }))["automatic"], true);
    assert_eq!(run(&mut desk), ["INV-0001"]);
    assert_eq!(run(&mut desk), Vec::<String>::new());
    let asked = json!({ "filter": "", "offset": 0, "limit": 1 });
    let newest = &desk.call("history.list", asked)["rows"][0].clone();
    assert_eq!(newest["words"], "INV-0001 issued, 450.00, automatically", "{newest}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn trust_is_taken_back_with_one_key() {
    let mut desk = Desk::on("2026-03-02");
    let id = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    let trusted = desk.done("agreements.set_automatic", json!({ "id": id, "automatic": true }));
    desk.undo(&trusted);
    assert_eq!(run(&mut desk), Vec::<String>::new());
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 1);
}

#[test]
fn what_is_due_longer_than_the_limit_waits_with_all_that_follows_it() {
    let mut desk = Desk::on("2026-03-02");
    let old = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    trust(&mut desk, &old);
    desk.turn_to("2026-05-04");
    let new = agreement(&mut desk, "Birch Dental LLC", "2026-05-04");
    trust(&mut desk, &new);
    assert_eq!(run(&mut desk), ["INV-0001"]);
    assert_eq!(desk.invoice("INV-0001")["client"], "Birch Dental LLC");
    expect![[r#"
        3 | it fell due on March 2, 2026, and what is older than 45 days waits for you
    "#]]
    .assert_eq(&waits(&mut desk));
    // What waits is billed by the user, as ever.
    assert_eq!(desk.bill_all(), ["INV-0002", "INV-0003", "INV-0004"]);
    assert_eq!(waits(&mut desk), "");
}

#[test]
fn more_charges_than_the_limit_wait_all_together() {
    let mut desk = Desk::on("2026-03-02");
    for name in ["Alder Bakery LLC", "Birch Dental LLC", "Cedar Homes LLC"] {
        let id = agreement(&mut desk, name, "2026-03-02");
        trust(&mut desk, &id);
    }
    limits(&mut desk, "2", "45");
    assert_eq!(run(&mut desk), Vec::<String>::new());
    expect![[r#"
        1 | 3 charges are due at once, and more than 2 wait for you
        1 | 3 charges are due at once, and more than 2 wait for you
        1 | 3 charges are due at once, and more than 2 wait for you
    "#]]
    .assert_eq(&waits(&mut desk));
    limits(&mut desk, "3", "45");
    assert_eq!(run(&mut desk), ["INV-0001", "INV-0002", "INV-0003"]);
}

#[test]
fn what_was_on_a_voided_invoice_is_not_billed_again_by_itself() {
    let mut desk = Desk::on("2026-03-02");
    let id = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    trust(&mut desk, &id);
    run(&mut desk);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call("invoices.void", json!({ "id": invoice, "reason": "The wrong month" }));
    assert_eq!(run(&mut desk), Vec::<String>::new());
    expect![[r#"
        1 | it was billed before, on an invoice that was voided
    "#]]
    .assert_eq(&waits(&mut desk));
}

#[test]
fn what_is_paused_or_skipped_or_of_an_archived_client_is_left_alone() {
    let mut desk = Desk::on("2026-03-02");
    let paused = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    let gone = desk.client("Birch Dental LLC");
    let archived = desk.agreement(&gone, "2026-03-02", json!([monthly("Payroll", "90.00")]));
    trust(&mut desk, &paused);
    trust(&mut desk, &archived);
    let from = json!({ "id": paused, "agreement_service_id": null, "from": "2026-03-01" });
    desk.call("agreements.pause", from);
    desk.call("clients.archive", json!({ "id": gone }));
    assert_eq!(run(&mut desk), Vec::<String>::new());
    expect![[r#"
        1 | the client is archived
    "#]]
    .assert_eq(&waits(&mut desk));
}

#[test]
fn the_policy_is_what_the_review_begins_with_and_can_be_taken_back() {
    let mut desk = Desk::on("2026-03-02");
    let usual = json!({ "date": "today", "merge": false, "most_charges": "100",
        "most_days": "45" });
    assert_eq!(desk.call("catch_up.policy", json!({})), usual);
    let own = json!({ "date": "own_date", "merge": true, "most_charges": "7",
        "most_days": "30" });
    let saved = desk.done("catch_up.save_policy", own.clone());
    assert_eq!(desk.call("catch_up.show", json!({}))["policy"], own);
    desk.undo(&saved);
    assert_eq!(desk.call("catch_up.policy", json!({})), usual);
    for (field, value) in [("date", "soon"), ("most_charges", "many"), ("most_days", "3651")] {
        let mut wrong = own.clone();
        wrong[field] = json!(value);
        let refusal = desk.refused("catch_up.save_policy", wrong);
        assert_eq!(refusal.field.as_deref(), Some(field));
    }
}

#[test]
fn the_policy_dates_and_merges_what_is_issued_automatically() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    for name in ["Bookkeeping", "Payroll"] {
        let id = desk.agreement(&client, "2026-03-02", json!([monthly(name, "100.00")]));
        trust(&mut desk, &id);
    }
    desk.turn_to("2026-03-05");
    let policy = json!({ "date": "own_date", "merge": true, "most_charges": "9",
        "most_days": "45" });
    desk.call("catch_up.save_policy", policy);
    assert_eq!(run(&mut desk), ["INV-0001"]);
    let invoice = desk.invoice("INV-0001");
    assert_eq!(
        (&invoice["issued_on"], &invoice["total"]["minor"]),
        (&json!("2026-03-02"), &json!(20_000))
    );
}

/// Number, client, day and total of every invoice.
fn invoices(desk: &mut Desk) -> String {
    let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    let rows = desk.call("invoices.list", asked)["rows"].clone();
    table(&rows, &["number", "client", "issued_on", "total"])
}

fn twelve(folder: &Folder) -> Desk {
    let mut desk = folder.desk("2026-03-02");
    for n in 0..12 {
        let id = agreement(&mut desk, &format!("Client {n:02}"), "2026-03-02");
        trust(&mut desk, &id);
    }
    desk.turn_to("2026-04-03");
    desk
}

#[test]
fn a_run_that_ends_after_any_invoice_is_gone_on_with_to_the_same_numbers_and_totals() {
    let whole = Folder::new();
    let mut undisturbed = twelve(&whole);
    assert_eq!(run(&mut undisturbed).len(), 24);
    let expected = invoices(&mut undisturbed);
    for most in [1, 5, 23] {
        let folder = Folder::new();
        let mut desk = twelve(&folder);
        let first = desk.call("catch_up.run", json!({ "most": most }));
        assert_eq!(first["left"], 24 - most);
        drop(desk);
        let mut again = folder.desk("2026-04-03");
        run(&mut again);
        assert_eq!(invoices(&mut again), expected);
        assert_eq!(again.findings(), Vec::<String>::new());
    }
}

#[test]
fn the_program_looks_at_a_start_after_an_hour_and_on_another_day_and_not_in_between() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let id = agreement(&mut desk, "Alder Bakery LLC", "2026-03-02");
    trust(&mut desk, &id);
    assert_eq!(desk.app.catch_up(), Ok(true));
    assert_eq!(desk.app.catch_up(), Ok(false));
    let second = agreement(&mut desk, "Birch Dental LLC", "2026-03-02");
    trust(&mut desk, &second);
    assert_eq!(desk.app.catch_up(), Ok(false), "it looked just now");
    desk.turn_to_instant("2026-03-02T15:00:00Z");
    assert_eq!(desk.app.catch_up(), Ok(true), "an hour has passed");
    desk.turn_to_instant("2026-04-02T04:10:00Z");
    assert_eq!(desk.app.catch_up(), Ok(true), "it is April 2 in Maine");
    assert_eq!(desk.app.catch_up(), Ok(false));
    let third = agreement(&mut desk, "Cedar Homes LLC", "2026-04-02");
    trust(&mut desk, &third);
    drop(desk);
    let mut opened = folder.desk("2026-04-02");
    assert_eq!(opened.app.catch_up(), Ok(true), "it has just been opened");
}

#[test]
fn a_thousand_chosen_charges_are_issued_a_few_invoices_at_a_time() {
    let mut desk = Desk::on("2026-03-02");
    for n in 0..4 {
        agreement(&mut desk, &format!("Client {n}"), "2026-03-02");
    }
    desk.turn_to("2026-05-04");
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let asked = |charges: &Value| {
        json!({ "charges": charges, "date": "own_date",
        "merge": false, "most": 5 })
    };
    let first = desk.call("catch_up.issue", asked(&json!(keys)));
    assert_eq!(first["numbers"].as_array().map(Vec::len), Some(5));
    assert_eq!(first["rest"].as_array().map(Vec::len), Some(7));
    let second = desk.call("catch_up.issue", asked(&first["rest"]));
    let third = desk.call("catch_up.issue", asked(&second["rest"]));
    assert_eq!(texts(&third["numbers"]), ["INV-0011", "INV-0012"]);
    assert_eq!(third["rest"], json!([]));
    let mut at_once = Desk::on("2026-03-02");
    for n in 0..4 {
        agreement(&mut at_once, &format!("Client {n}"), "2026-03-02");
    }
    at_once.turn_to("2026-05-04");
    at_once.bill_all();
    assert_eq!(invoices(&mut desk), invoices(&mut at_once));
}

fn three_services() -> Desk {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let weekly = json!({ "kind": "recurring", "every": { "weeks": 1 } });
    let quarterly = json!({ "kind": "recurring", "every": { "months": 3 }, "day": "start_day" });
    let lines = json!([
        line("Payroll", "60.00", weekly),
        monthly("Bookkeeping", "450.00"),
        line("Review", "900.00", quarterly)
    ]);
    desk.agreement(&client, "2026-03-02", lines);
    desk.bill_all();
    desk
}

#[test]
fn golden_2_a_laptop_off_for_93_days_with_three_services_misses_and_doubles_nothing() {
    let mut away = three_services();
    away.turn_to("2026-06-03");
    let due = away.call("catch_up.show", json!({}));
    assert_eq!(charge_keys(&due).len(), 13 + 3 + 1);
    assert_eq!(away.bill_all().len(), 16, "the review is of the day of the bookkeeping");
    assert_eq!(charge_keys(&away.call("catch_up.show", json!({}))), Vec::<Value>::new());
    // Who looks every day bills the same.
    let mut daily = three_services();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    for day in first.iter_days().take(94) {
        daily.turn_to(&day.to_string());
        daily.bill_all();
    }
    assert_eq!(invoices(&mut daily), invoices(&mut away));
}
