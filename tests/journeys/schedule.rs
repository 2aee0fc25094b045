//! Rule 3 through the program: what falls due follows from anchor, rule and count alone.

use serde_json::{Value, json};
use tests::{Desk, charge_keys, id, line, monthly, table};

fn recurring(name: &str, price: &str, every: &str, day: &str) -> Value {
    line(name, price, json!({ "kind": "recurring", "every": every, "day": day }))
}

fn three_services() -> Value {
    json!([
        recurring("Bookkeeping", "450.00", "month", "start_day"),
        recurring("Payroll", "120.00", "month", "last_day"),
        recurring("Sales tax", "300.00", "quarter", "start_day"),
    ])
}

fn due(desk: &mut Desk) -> String {
    let review = desk.call("catch_up.show", json!({}));
    let mut text = String::new();
    for client in review["clients"].as_array().unwrap() {
        text += &table(&client["charges"], &["due_on", "service", "from", "to", "total"]);
    }
    text
}

/// Every charge that was ever billed, without the numbers of the invoices.
fn billed(desk: &mut Desk, agreement: &str) -> Vec<String> {
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let fields = ["due_on", "service", "from", "to", "total", "state"];
    let mut rows: Vec<String> = table(&page["past"], &fields).lines().map(str::to_owned).collect();
    rows.sort();
    rows
}

#[test]
fn rule_3_a_laptop_off_for_93_days_lists_exactly_what_was_missed_once() {
    let mut desk = Desk::on("2026-01-31");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-31", three_services());
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    desk.turn_to("2026-05-04");
    expect_test::expect![[r#"
        2026-02-28 | Bookkeeping | 2026-02-28 | 2026-03-30 | 45000
        2026-02-28 | Payroll | 2026-02-28 | 2026-03-30 | 12000
        2026-03-31 | Bookkeeping | 2026-03-31 | 2026-04-29 | 45000
        2026-03-31 | Payroll | 2026-03-31 | 2026-04-29 | 12000
        2026-04-30 | Bookkeeping | 2026-04-30 | 2026-05-30 | 45000
        2026-04-30 | Payroll | 2026-04-30 | 2026-05-30 | 12000
        2026-04-30 | Sales tax | 2026-04-30 | 2026-07-30 | 30000
    "#]]
    .assert_eq(&due(&mut desk));
    // Looking does not change it; billing it leaves nothing behind.
    assert_eq!(due(&mut desk).lines().count(), 7);
    assert_eq!(desk.bill_all().len(), 3);
    assert_eq!(due(&mut desk), "");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_3_day_by_day_bills_what_all_at_once_bills() {
    let mut daily = Desk::on("2026-01-31");
    let client = daily.client("Alder Bakery LLC");
    let by_day = daily.agreement(&client, "2026-01-31", three_services());
    let mut day: chrono::NaiveDate = "2026-01-31".parse().unwrap();
    for _ in 0..=93 {
        daily.turn_to(&day.to_string());
        daily.bill_all();
        day = day.succ_opt().unwrap();
    }

    let mut late = Desk::on("2026-01-31");
    let client = late.client("Alder Bakery LLC");
    let at_once = late.agreement(&client, "2026-01-31", three_services());
    late.turn_to("2026-05-04");
    late.bill_all();

    let (each_day, once) = (billed(&mut daily, &by_day), billed(&mut late, &at_once));
    assert_eq!(each_day.len(), 10);
    assert_eq!(each_day, once);
    assert_eq!(daily.findings(), late.findings());
}

#[test]
fn rule_3_the_31st_and_the_last_day_of_the_month_are_two_choices() {
    let mut desk = Desk::on("2026-01-30");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([
        recurring("The 30th", "1.00", "month", "start_day"),
        recurring("The last day", "2.00", "month", "last_day"),
    ]);
    desk.agreement(&client, "2026-01-30", lines);
    desk.turn_to("2026-05-01");
    expect_test::expect![[r#"
        2026-01-30 | The 30th | 2026-01-30 | 2026-02-27 | 100
        2026-01-31 | The last day | 2026-01-30 | 2026-02-27 | 200
        2026-02-28 | The 30th | 2026-02-28 | 2026-03-29 | 100
        2026-02-28 | The last day | 2026-02-28 | 2026-03-30 | 200
        2026-03-30 | The 30th | 2026-03-30 | 2026-04-29 | 100
        2026-03-31 | The last day | 2026-03-31 | 2026-04-29 | 200
        2026-04-30 | The 30th | 2026-04-30 | 2026-05-29 | 100
        2026-04-30 | The last day | 2026-04-30 | 2026-05-30 | 200
    "#]]
    .assert_eq(&due(&mut desk));
}

#[test]
fn rule_3_a_leap_day_comes_back_each_leap_year() {
    let mut desk = Desk::on("2028-02-29");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(
        &client,
        "2028-02-29",
        json!([recurring("Accounts", "900.00", "year", "start_day")]),
    );
    desk.turn_to("2032-12-31");
    let review = desk.call("catch_up.show", json!({}));
    let days = table(&review["clients"][0]["charges"], &["due_on"]);
    assert_eq!(days, "2028-02-29\n2029-02-28\n2030-02-28\n2031-02-28\n2032-02-29\n");
}

#[test]
fn rule_3_what_was_billed_or_waived_moves_no_later_occurrence() {
    let mut desk = Desk::on("2026-01-31");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-31", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-02");
    let before = due(&mut desk);
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    assert_eq!(keys.len(), 3);
    desk.call("catch_up.waive", json!({ "charges": [keys[1]], "reason": "A gift" }));
    let asked = json!({ "charges": [keys[0]], "date": "today", "merge": false });
    desk.call("catch_up.issue", asked);
    let after = due(&mut desk);
    assert_eq!(before.lines().nth(2), after.lines().next());
    assert_eq!(after.lines().count(), 1);
}

#[test]
fn rule_3_hours_and_completions_fall_due_on_the_day_they_were_done() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let agreement = desk.agreement(
        &client,
        "2026-03-02",
        json!([line("Advice", "150.00", json!({ "kind": "hourly", "cap_hours": "3" }))]),
    );
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let service = page["services"][0]["id"].clone();
    let work = |hours: &str| {
        json!({ "agreement_service_id": service, "delivered_on": "2026-03-02",
            "hours": hours, "note": "" })
    };
    id(&desk.call("deliveries.record", work("1.25")));
    let nothing = desk.refused("deliveries.record", work("0"));
    assert_eq!(nothing.field.as_deref(), Some("hours"));
    assert_eq!(due(&mut desk), "2026-03-02 | Advice | 2026-03-02 | 2026-03-02 | 18750\n");
}
