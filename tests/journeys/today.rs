//! Rule 2: what day it is, everywhere the sun is somewhere else. And the order of a day's work.

use app::home::Home;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, line, monthly, practice};

fn living_in(zone: &str, country: &str, currency: &str) -> Value {
    let mut form = practice();
    form["time_zone"] = json!(zone);
    form["jurisdiction"] = json!(country);
    form["currency"] = json!(currency);
    form["region"] = json!("");
    form
}

fn desk_in(folder: &Folder, zone: &str) -> Desk {
    folder.desk_of("2026-09-01", living_in(zone, "US", "USD"))
}

fn today(desk: &mut Desk) -> String {
    desk.call("today.show", json!({}))["today"].as_str().unwrap().to_owned()
}

#[test]
fn rule_2_today_is_the_practices_day_and_not_that_of_greenwich() {
    for (zone, instant, day) in [
        ("Pacific/Auckland", "2026-06-30T11:59:59Z", "2026-06-30"),
        ("Pacific/Auckland", "2026-06-30T12:00:00Z", "2026-07-01"),
        ("Pacific/Honolulu", "2026-07-01T09:59:59Z", "2026-06-30"),
        ("Pacific/Honolulu", "2026-07-01T10:00:00Z", "2026-07-01"),
        ("Pacific/Kiritimati", "2026-06-30T10:00:00Z", "2026-07-01"),
        ("America/New_York", "2026-12-31T23:59:59Z", "2026-12-31"),
        ("America/New_York", "2027-01-01T04:59:59Z", "2026-12-31"),
    ] {
        let folder = Folder::new();
        let mut desk = desk_in(&folder, zone);
        desk.turn_to_instant(instant);
        assert_eq!(today(&mut desk), day, "{zone} at {instant}");
    }
}

/// A firm in Sydney at five past midnight on 1 October, while Greenwich still has 30 September.
#[test]
fn rule_2_sydney_bills_on_the_first_of_october_while_greenwich_has_september() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-09-01", living_in("Australia/Sydney", "AU", "AUD"));
    let client = desk.client("Wattle Bakery Pty Ltd");
    desk.agreement(&client, "2026-10-01", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to_instant("2026-09-30T13:55:00Z");
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 0);
    desk.turn_to_instant("2026-09-30T14:05:00Z");
    assert_eq!(today(&mut desk), "2026-10-01");
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["issued_on"], &row["due_on"]), (&json!("2026-10-01"), &json!("2026-10-16")));
    // The same day everywhere: on the line's period and in the words of the history.
    let page = desk.call("invoices.show", json!({ "id": row["id"] }));
    assert_eq!(page["lines"][0]["period"], "October 2026");
    // 31 October, the last day of that period, is not yet November: the clock went forward between.
    desk.turn_to_instant("2026-10-31T12:59:59Z");
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 0);
    desk.turn_to_instant("2026-10-31T13:00:00Z");
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 1);
}

#[test]
fn rule_2_the_days_on_which_clocks_change_bill_once_and_keep_their_dates() {
    // New York: spring forward on 8 March 2026, fall back on 1 November 2026.
    for (starts_on, instants) in [
        ("2026-03-08", ["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2026-03-09T03:59:59Z"]),
        ("2026-11-01", ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T04:59:59Z"]),
    ] {
        let folder = Folder::new();
        let mut desk = folder.desk("2026-02-02");
        let client = desk.client("Alder Bakery LLC");
        let once = line("Set-up", "600.00", json!({ "kind": "on_acceptance" }));
        desk.agreement(&client, starts_on, json!([once]));
        let mut numbers = Vec::new();
        for instant in instants {
            desk.turn_to_instant(instant);
            assert_eq!(today(&mut desk), starts_on, "{instant}");
            numbers.extend(desk.bill_all());
        }
        assert_eq!(numbers, ["INV-0001"]);
        assert_eq!(desk.invoice("INV-0001")["issued_on"], starts_on);
    }
}

#[test]
fn rule_2_an_invoice_is_late_the_day_after_it_was_due_where_the_practice_is() {
    let folder = Folder::new();
    let mut desk = desk_in(&folder, "Pacific/Honolulu");
    let client = desk.client("Pikake Flowers LLC");
    let once = line("Set-up", "600.00", json!({ "kind": "on_acceptance" }));
    desk.agreement(&client, "2026-09-01", json!([once]));
    desk.bill_all();
    // Due on 16 September: that day ends at 10:00 UTC on the 17th.
    desk.turn_to_instant("2026-09-17T09:59:59Z");
    assert_eq!(desk.invoice("INV-0001")["state"], "open");
    desk.turn_to_instant("2026-09-17T10:00:00Z");
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["state"], &row["days_late"]), (&json!("overdue"), &json!(1)));
}

#[test]
fn rule_2_a_clock_set_back_takes_nothing_back() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    desk.turn_to("2016-03-02");
    assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 0);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    desk.turn_to("2026-04-02");
    assert_eq!(desk.bill_all(), ["INV-0002"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// In the evening of Maine it is tomorrow by the clock of the world: nothing in the sample is.
#[test]
fn the_sample_practice_ends_on_the_day_of_its_own_place() {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.turn_to_instant("2026-11-22T02:30:00Z");
    desk.call("sample.create", json!({}));
    let today = desk.call("today.show", json!({}));
    assert_eq!(today["today"], "2026-11-21");
    let bank = desk.call("bank.accounts", json!({}));
    assert!(bank["rows"][0]["through"].as_str().unwrap() <= "2026-11-21", "{bank}");
    let history = desk.call("history.list", json!({ "filter": "", "offset": 0, "limit": 50 }));
    assert!(!history.to_string().contains("2026-11-22"), "{history}");
}

/// What would be lost by waiting stands before what is worth more; then what brings most for a
/// minute of work; what has no money in it stands last.
#[test]
fn the_day_is_ordered_by_what_can_be_lost_by_money_and_by_effort() {
    let mut desk = Desk::on("2026-03-02");
    for (name, price) in [("Alder Bakery LLC", "450.00"), ("Birch & Co", "9200.00")] {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", price)]));
    }
    assert_eq!(desk.bill_all().len(), 2);
    let kinds = |desk: &mut Desk| -> Vec<String> {
        let needs = desk.call("today.show", json!({}))["needs"].clone();
        let shown = |need: &Value| {
            let (minutes, by) = (&need["minutes"], need["by"].as_str().unwrap_or("whenever"));
            let stake = need["at_stake"]["minor"].as_i64().unwrap_or_default();
            format!("{} {stake} {minutes} min {by}", need["kind"].as_str().unwrap())
        };
        needs.as_array().unwrap().iter().map(shown).collect()
    };
    desk.turn_to("2026-04-02");
    let catch_up_first = ["catch_up 965000 3 min whenever"];
    assert_eq!(kinds(&mut desk)[..1], catch_up_first);
    let small = desk.invoice("INV-0001")["id"].clone();
    let question = json!({ "invoice_id": small, "amount": "150.00", "about": "quality",
        "words": "The payroll of February" });
    desk.call("invoice_disputes.open", question);
    desk.turn_to("2026-04-08");
    let day = kinds(&mut desk);
    assert_eq!(day[0], "dispute 15000 15 min 2026-04-09", "{day:?}");
    assert_eq!(day[1], "catch_up 965000 3 min whenever", "{day:?}");
}
