//! Rule 6: numbers without gaps, whatever stands before them.

use serde_json::{Value, json};
use tests::{Desk, Folder, monthly, practice, table};

fn with_prefix(prefix: &str, next: &str) -> Value {
    let mut form = practice();
    form["invoice_prefix"] = json!(prefix);
    form["next_invoice"] = json!(next);
    form
}

fn agreed(desk: &mut Desk, names: &[&str], starts_on: &str) {
    for name in names {
        let client = desk.client(name);
        desk.agreement(&client, starts_on, json!([monthly("Bookkeeping", "450.00")]));
    }
}

fn report(desk: &mut Desk) -> String {
    let report = desk.call("numbering.report", json!({}));
    assert_eq!(report["missing"], 0);
    table(&report["rows"], &["label", "first", "last", "count", "missing"])
}

#[test]
fn rule_6_each_year_and_month_counts_for_itself_by_the_invoices_own_date() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-11-02", with_prefix("{year}-{month}-", "1"));
    agreed(&mut desk, &["Alder Bakery LLC", "Birch Cafe LLC"], "2026-11-02");
    desk.turn_to("2027-01-05");
    let numbers = desk.bill_all();
    let expected = [
        "2026-11-0001",
        "2026-11-0002",
        "2026-12-0001",
        "2026-12-0002",
        "2027-01-0001",
        "2027-01-0002",
    ];
    assert_eq!(numbers, expected);
    expect_test::expect![[r#"
        Invoices, in order of issue | 2026-11-0001 | 2027-01-0002 | 6 | 0
        Invoices 2026-11- | 2026-11-0001 | 2026-11-0002 | 2 | 0
        Invoices 2026-12- | 2026-12-0001 | 2026-12-0002 | 2 | 0
        Invoices 2027-01- | 2027-01-0001 | 2027-01-0002 | 2 | 0
    "#]]
    .assert_eq(&report(&mut desk));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_a_clients_code_is_given_once_and_is_nobody_elses() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", with_prefix("{client}/{year}/", "1"));
    agreed(&mut desk, &["Alder Bakery LLC", "Alder Books LLC"], "2026-03-02");
    desk.turn_to("2026-04-02");
    let mut numbers = desk.bill_all();
    numbers.sort();
    let expected = ["ALDE.2/2026/0001", "ALDE.2/2026/0002", "ALDE/2026/0001", "ALDE/2026/0002"];
    assert_eq!(numbers, expected);
    folder.refuses("UPDATE client_codes SET code = 'X'");
    folder.refuses("DELETE FROM invoice_places");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_a_change_of_the_prefix_never_prints_a_number_again() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-01-02", with_prefix("2026-", "1"));
    agreed(&mut desk, &["Alder Bakery LLC"], "2026-01-02");
    assert_eq!(desk.bill_all(), ["2026-0001"]);
    desk.call("practice.save", with_prefix("{year}-", "2"));
    desk.turn_to("2026-02-02");
    assert_eq!(desk.bill_all(), ["2026-0002"]);
    desk.call("practice.save", with_prefix("INV-", "3"));
    desk.turn_to("2026-03-02");
    assert_eq!(desk.bill_all(), ["INV-0003"]);
    desk.call("practice.save", with_prefix("{year}-", "4"));
    desk.turn_to("2026-07-02");
    assert_eq!(desk.bill_all(), ["2026-0003", "2026-0004", "2026-0005", "2026-0006"]);
    desk.call("practice.save", with_prefix("2026-", "8"));
    desk.turn_to("2026-08-02");
    assert_eq!(desk.bill_all(), ["2026-0008"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_a_prefix_whose_numbers_are_there_already_is_refused() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-01-02", with_prefix("A-", "900"));
    agreed(&mut desk, &["Alder Bakery LLC"], "2026-01-02");
    assert_eq!(desk.bill_all(), ["A-0900"]);
    desk.call("practice.save", with_prefix("A-0", "901"));
    for (prefix, said) in [
        ("{month}-", "needs {year}"),
        ("{year}", "end it with a mark"),
        ("{week}-", "in braces stand"),
        ("{year}-{year}-", "once at most"),
    ] {
        let refusal = desk.refused("practice.save", with_prefix(prefix, "901"));
        assert_eq!(refusal.field.as_deref(), Some("invoice_prefix"));
        assert!(refusal.message.contains(said), "{}", refusal.message);
    }
}

#[test]
fn rule_6_the_check_of_the_books_finds_a_gap_in_a_year() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-01-02", with_prefix("{year}-", "1"));
    agreed(&mut desk, &["Alder Bakery LLC"], "2026-01-02");
    desk.turn_to("2026-03-02");
    assert_eq!(desk.bill_all().len(), 3);
    drop(desk);
    let raw = folder.raw();
    raw.execute_batch(
        "DROP TRIGGER invoice_places_never_go; DELETE FROM invoice_places
        WHERE place = 2",
    )
    .unwrap();
    let mut desk = folder.desk("2026-03-02");
    assert_eq!(desk.findings(), ["numbers 2026- have a gap before 0003"]);
    assert_eq!(desk.call("numbering.report", json!({}))["missing"], 1);
}

#[test]
fn an_example_shows_what_a_prefix_comes_out_as() {
    let mut desk = Desk::on("2026-03-02");
    for (prefix, example) in [
        ("INV-", "INV-0042"),
        ("{year}-", "2026-0001"),
        ("{client}-{year}{month}-", "ALDE-202603-0001"),
    ] {
        let asked = json!({ "prefix": prefix, "next": "42" });
        assert_eq!(desk.call("numbering.example", asked)["example"], example);
    }
    let wrong = desk.refused("numbering.example", json!({ "prefix": "{week}-", "next": "1" }));
    assert_eq!(wrong.field.as_deref(), Some("prefix"));
}
