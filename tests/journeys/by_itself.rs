//! Bank lines that explain themselves where the user switched that on, and what the book learns of
//! who pays under which name: all of it derived from matches, and taken back with them.

use app::Done;
use serde_json::{Value, json};
use tests::{Desk, Folder, monthly, table};

use crate::reconciling::{accept, billed, import, line_of, lines};

fn switch(desk: &mut Desk, account: &Value, on: bool) -> Done {
    desk.done("bank.apply_by_itself", json!({ "account_id": account, "on": on }))
}

fn apply(desk: &mut Desk) -> Value {
    desk.call("matches.apply_by_itself", json!({}))["applied"].clone()
}

fn states(desk: &mut Desk, account: &Value) -> String {
    let mut rows = lines(desk, account);
    rows.sort_by_key(|row| row["description"].to_string());
    table(&rows.into(), &["description", "state", "by_itself"])
}

const PAID: &str = "2026-03-30,ALDER BAKERY LLC INV-0001,450.00\n";

#[test]
fn nothing_explains_itself_until_the_user_says_so_for_the_account() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, PAID)["account_id"].clone();
    assert_eq!(apply(&mut desk), 0);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    let on = switch(&mut desk, &account, true);
    assert_eq!(apply(&mut desk), 1);
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(apply(&mut desk), 0, "what is explained is not explained again");
    let asked = json!({ "account_id": account, "view": "by_itself", "filter": "", "offset": 0,
        "limit": 10 });
    let listed = desk.call("lines.list", asked);
    assert_eq!(
        table(&listed["rows"], &["description", "by_itself"]),
        "ALDER BAKERY LLC INV-0001 | true\n"
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
    desk.undo(&on);
    let accounts = desk.call("bank.accounts", json!({}));
    assert_eq!(accounts["rows"][0]["by_itself"], false);
}

#[test]
fn what_explained_itself_is_taken_back_with_one_key_and_is_then_left_to_people() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, PAID)["account_id"].clone();
    switch(&mut desk, &account, true);
    apply(&mut desk);
    let history = desk.call("history.list", json!({ "filter": "", "offset": 0, "limit": 1 }));
    let last = &history["rows"][0];
    assert!(last["words"].as_str().unwrap().ends_with("applied by itself"), "{last}");
    let undo = &last["undo"];
    desk.call(undo["name"].as_str().unwrap(), undo["question"].clone());
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    assert_eq!(apply(&mut desk), 0, "a person took it back");
    assert_eq!(states(&mut desk, &account), "ALDER BAKERY LLC INV-0001 | to_explain | false\n");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn doubtful_lines_wait_for_the_user() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    desk.agreement(&client, "2026-03-02", json!([monthly("Payroll", "450.00")]));
    desk.bill_all();
    let rows = "2026-03-28,ALDER BAKERY LLC,450.00\n2026-03-29,COUNTER DEPOSIT,450.00\n\
        2026-03-30,ALDER BAKERY INV-0001,435.00\n2026-03-31,INTEREST PAID,1.20\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    switch(&mut desk, &account, true);
    assert_eq!(apply(&mut desk), 0);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
}

#[test]
fn a_closed_period_and_what_people_explained_are_never_touched() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, PAID)["account_id"].clone();
    let line = line_of(&mut desk, &account, "ALDER");
    let other = json!({ "kind": "not_an_invoice", "category": "other", "note": "" });
    accept(&mut desk, &line, other);
    switch(&mut desk, &account, true);
    assert_eq!(apply(&mut desk), 0);
    assert_eq!(line_of(&mut desk, &account, "ALDER")["words"], "Other");

    // March is closed; what a later file has of it is not even taken in.
    let march = json!({ "account_id": account, "until": "2026-03-31", "opening": "0.00",
        "stated": "450.00", "differences": [] });
    desk.call("periods.close", march);
    let late = format!("{PAID}2026-03-31,ALDER BAKERY LLC INV-0001,450.00\n");
    let again = import(&mut desk, &account, &late);
    assert_eq!((&again["added"], &again["rejected"][0]["line"]), (&json!(0), &json!(3)));
    assert_eq!(apply(&mut desk), 0);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
}

/// A run that ends after any of its lines has explained those and no other in part.
#[test]
fn a_run_that_is_ended_is_gone_on_with_line_by_line() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    for (name, price) in
        [("Alder Bakery LLC", "450.00"), ("Cole Dental PC", "310.00"), ("Larkspur Farm", "725.00")]
    {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", price)]));
    }
    desk.bill_all();
    desk.turn_to("2026-04-01");
    let rows = "2026-03-28,ALDER BAKERY LLC,450.00\n2026-03-30,COLE DENTAL PC,310.00\n\
        2026-03-31,LARKSPUR FARM,725.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    switch(&mut desk, &account, true);
    for left in [2, 1, 0] {
        let done = desk.call("matches.apply_by_itself", json!({ "most": 1 }));
        assert_eq!((&done["applied"], &done["left"]), (&json!(1), &json!(left)));
        assert_eq!(desk.findings(), Vec::<String>::new());
    }
    assert_eq!([desk.open_of("INV-0001"), desk.open_of("INV-0003")], [0, 0]);
}

fn decided(desk: &mut Desk, line: &Value) -> String {
    let page = desk.call("lines.show", json!({ "id": line["id"] }));
    page["row"]["certainty"].as_str().unwrap().to_owned()
}

#[test]
fn a_name_counts_by_itself_after_two_confirmations_and_no_longer_when_one_is_taken_back() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let rows = "2026-03-28,FPS J DOYLE,10.00\n2026-03-29,BGC J DOYLE 4471,20.00\n\
        2026-03-30,ZELLE FROM J DOYLE,450.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let (first, second, third) = (
        line_of(&mut desk, &account, "FPS"),
        line_of(&mut desk, &account, "BGC"),
        line_of(&mut desk, &account, "ZELLE"),
    );
    let credit = json!({ "kind": "invoices", "client_id": client, "invoices": [] });
    assert_ne!(decided(&mut desk, &third), "certain");
    accept(&mut desk, &first, credit.clone());
    assert_ne!(decided(&mut desk, &third), "certain", "one confirmation is not enough");
    let done = accept(&mut desk, &second, credit);
    assert_eq!(decided(&mut desk, &third), "certain");
    let known = desk.call("clients.known_payers", json!({ "id": client }));
    assert_eq!(table(&known["rows"], &["name", "times", "sure"]), "J DOYLE | 2 | true\n");
    let forgotten = desk.done("clients.forget_payers", json!({ "id": client }));
    assert_ne!(decided(&mut desk, &third), "certain");
    desk.undo(&forgotten);
    assert_eq!(decided(&mut desk, &third), "certain");
    desk.undo(&done);
    assert_ne!(decided(&mut desk, &third), "certain", "undo unlearns");
}

#[test]
fn a_client_that_a_line_turned_out_not_to_be_of_is_not_proposed_for_the_name_again() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let rows = "2026-03-28,ALDER SUPPLIES,450.00\n2026-04-01,ALDER SUPPLIES,450.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let all = lines(&mut desk, &account);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let pays = json!({ "kind": "invoices", "client_id": client, "invoices": [invoice] });
    let named = |desk: &mut Desk| {
        let page = desk.call("lines.show", json!({ "id": all[0]["id"] }));
        page["explanations"][0]["why"].to_string().contains("names Alder")
    };
    assert!(named(&mut desk));
    let done = accept(&mut desk, &all[1], pays);
    desk.undo(&done);
    assert!(named(&mut desk), "a slip that was taken back says nothing");
    let other = json!({ "kind": "not_an_invoice", "category": "other", "note": "" });
    accept(&mut desk, &all[1], other);
    assert!(!named(&mut desk));
}
