//! What a schedule would bill, asked without a book and before anything is agreed.

use std::collections::BTreeMap;
use std::process::Command;

use app::home::Home;
use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, cli, monthly, practice, table};

fn ask(question: Value) -> Value {
    Desk::bare("2026-01-01", Home::Memory).call("schedules.preview", question)
}

fn shown(charges: &Value) -> String {
    let mut text = table(charges, &["n", "due_on", "period_from", "period_to", "words"]);
    for (at, charge) in charges.as_array().unwrap().iter().enumerate() {
        if at < 2 {
            let [net, tax, total] = ["net", "tax", "total"].map(|part| &charge[part]["minor"]);
            text += &format!("{net} + {tax} = {total}\n");
        }
    }
    text
}

fn check(question: Value, expected: Expect) {
    let preview = ask(question);
    let mut text = format!(
        "{}\n",
        preview["in_words"].as_str().unwrap().replace("; ", "\n").replace(", ", ",\n")
    );
    text += &shown(&preview["charges"]);
    for held in preview["held"].as_array().unwrap() {
        text += &format!("{}: {}\n", held["why"], held["charge"]["due_on"]);
    }
    expected.assert_eq(&text);
}

fn months(count: u32, day: Value) -> Value {
    json!({ "kind": "recurring", "every": { "months": count }, "day": day })
}

#[test]
fn the_31st_is_clamped_and_moved_from_a_weekend_and_says_so() {
    let mut rule = months(1, json!({ "day": 31 }));
    rule["shift"] = json!("next");
    let question = json!({ "rule": rule, "anchor": "2026-01-31", "from": "2026-02-01",
        "to": "2026-05-31", "price": "450.00", "currency": "GBP", "tax": "20",
        "holidays": { "place": "GB-EAW" } });
    check(
        question,
        expect![[r#"
            each month on the 31st,
            or the next working day
            from 31 January 2026 on
            0 | 2026-02-02 | 2026-01-31 | 2026-02-27 | each month on the 31st, or the next working day; moved from Saturday 31 January to Monday 2 February 2026
            1 | 2026-03-02 | 2026-02-28 | 2026-03-30 | each month on the 31st, or the next working day, here the 28th: the month is shorter; moved from Saturday 28 February to Monday 2 March 2026
            2 | 2026-03-31 | 2026-03-31 | 2026-04-29 | each month on the 31st, or the next working day
            3 | 2026-04-30 | 2026-04-30 | 2026-05-30 | each month on the 31st, or the next working day, here the 30th: the month is shorter
            45000 + 9000 = 54000
            45000 + 9000 = 54000
        "#]],
    );
}

#[test]
fn a_quarter_in_arrears_is_prorated_paused_skipped_and_priced_once() {
    let mut rule = months(3, json!("last_day"));
    rule["billed"] = json!("in_arrears");
    rule["proration"] = json!("by_day");
    rule["ends_on"] = json!("2027-08-14");
    let question = json!({ "rule": rule, "anchor": "2026-01-15", "price": "900.00",
        "changes": [{ "n": 1, "skip": true }, { "n": 2, "price": "100" },
            { "n": 4, "due_on": "2027-04-09" }],
        "pauses": [{ "from": "2026-12-01", "to": "2027-01-31" }] });
    check(
        question,
        expect![[r#"
            each quarter on the last day of the month,
            in arrears,
            broken periods by the day,
            until 14 August 2027
            from 15 January 2026 on
            0 | 2026-03-31 | 2026-01-15 | 2026-03-31 | each quarter on the last day of the month, in arrears, broken periods by the day, until 14 August 2027; 76 of 90 days
            2 | 2026-09-30 | 2026-07-01 | 2026-09-30 | each quarter on the last day of the month, in arrears, broken periods by the day, until 14 August 2027; price for this once
            4 | 2027-04-09 | 2027-01-01 | 2027-03-31 | each quarter on the last day of the month, in arrears, broken periods by the day, until 14 August 2027; moved by hand from 31 March 2027 to 9 April 2027
            5 | 2027-06-30 | 2027-04-01 | 2027-06-30 | each quarter on the last day of the month, in arrears, broken periods by the day, until 14 August 2027
            6 | 2027-08-14 | 2027-07-01 | 2027-08-14 | each quarter on the last day of the month, in arrears, broken periods by the day, until 14 August 2027; 45 of 92 days
            76000 + 0 = 76000
            10000 + 0 = 10000
            "skipped": "2026-06-30"
            "paused": "2026-12-31"
        "#]],
    );
}

#[test]
fn hours_beyond_a_cap_are_asked_for_and_milestones_share_a_price() {
    let hours = json!({ "rule": { "kind": "logged", "unit": "hour", "cap": "5", "per": "month" },
        "anchor": "2026-01-01", "price": "100", "work": [{ "n": 0, "on": "2026-01-20",
        "quantity": "6.5" }, { "n": 1, "on": "2026-02-01", "quantity": "1" }] });
    check(
        hours,
        expect![[r#"
            by the hour,
            at most 5 hours each month
            from 1 January 2026 on
            0 | 2026-01-20 | 2026-01-20 | 2026-01-20 | by the hour, at most 5 hours each month
            1 | 2026-02-01 | 2026-02-01 | 2026-02-01 | by the hour, at most 5 hours each month
            50000 + 0 = 50000
            10000 + 0 = 10000
            "beyond_cap": "2026-01-20"
        "#]],
    );
    let parts = json!([{ "name": "Draft", "weight": 2 }, { "name": "Filing", "weight": 1 }]);
    let milestones = json!({ "rule": { "kind": "on_completion", "milestones": parts },
        "anchor": "2026-01-01", "price": "100", "work": [{ "n": 1, "on": "2026-03-01" }] });
    check(
        milestones,
        expect![[r#"
            once,
            when done
            from 1 January 2026 on
            1 | 2026-03-01 | 2026-03-01 | 2026-03-01 | milestone "Filing", when done
            3333 + 0 = 3333
        "#]],
    );
}

#[test]
fn a_start_by_hand_waits_and_one_on_acceptance_bills_at_once() {
    let rule = months(1, json!({ "day": 1 }));
    let mut question = json!({ "rule": rule, "anchor": "2026-01-01", "price": "450",
        "accepted_on": "2026-03-16", "to": "2026-05-31", "start": { "kind": "by_hand" } });
    check(
        question.clone(),
        expect![[r#"
        each month on the 1st
        waits until somebody starts it
    "#]],
    );
    question["start"] = json!({ "kind": "on_acceptance" });
    check(
        question.clone(),
        expect![[r#"
        each month on the 1st
        the first on acceptance
        3 | 2026-03-16 | 2026-03-16 | 2026-04-30 | each month on the 1st; billed on acceptance in place of 1 April 2026
        4 | 2026-05-01 | 2026-05-01 | 2026-05-31 | each month on the 1st
        45000 + 0 = 45000
        45000 + 0 = 45000
    "#]],
    );
    question["start"] = json!({ "kind": "date", "on": "2026-02-01", "past": "billed" });
    check(
        question,
        expect![[r#"
        each month on the 1st
        from 1 February 2026 on
        1 | 2026-03-16 | 2026-02-01 | 2026-02-28 | each month on the 1st; billed on acceptance in place of 1 February 2026
        2 | 2026-03-16 | 2026-03-01 | 2026-03-31 | each month on the 1st; billed on acceptance in place of 1 March 2026
        3 | 2026-04-01 | 2026-04-01 | 2026-04-30 | each month on the 1st
        4 | 2026-05-01 | 2026-05-01 | 2026-05-31 | each month on the 1st
        45000 + 0 = 45000
        45000 + 0 = 45000
    "#]],
    );
}

#[test]
fn the_next_24_charges_are_shown_where_no_last_day_is_asked_for() {
    let rule = json!({ "kind": "recurring", "every": { "chosen": [9, 4] },
        "day": { "weekday": { "nth": "last", "weekday": "friday" } } });
    let preview = ask(json!({ "rule": rule, "anchor": "2026-01-01", "from": "2030-01-01" }));
    let charges = preview["charges"].as_array().unwrap();
    assert_eq!(charges.len(), 24);
    assert_eq!(charges[0]["due_on"], "2030-04-26");
    assert_eq!(charges[23]["due_on"], "2041-09-27");
}

#[test]
fn what_cannot_be_meant_is_refused_by_its_field() {
    let rule = || months(1, json!("start_day"));
    let with = |field: &str, value: Value| {
        let mut rule = rule();
        rule[field] = value;
        json!({ "rule": rule, "anchor": "2026-01-31" })
    };
    let two = json!({ "two_days": { "first": 28, "second": 31 } });
    let arrears = with("billed", json!("in_arrears"));
    let at_once = json!({ "rule": arrears["rule"], "anchor": "2026-01-31",
        "start": { "kind": "on_acceptance" } });
    for (question, field) in [
        (json!({ "rule": rule(), "anchor": "31 January" }), "anchor"),
        (with("shift", json!("later")), "rule.shift"),
        (with("cycles", json!("0")), "rule.cycles"),
        (json!({ "rule": months(0, json!("start_day")), "anchor": "2026-01-31" }), "rule.every"),
        (json!({ "rule": months(1, two), "anchor": "2026-01-31" }), "rule.day"),
        (json!({ "rule": rule(), "anchor": "2026-01-31", "currency": "XYZ" }), "currency"),
        (
            json!({ "rule": rule(), "anchor": "2026-01-31", "holidays": { "place": "FR" } }),
            "holidays.place",
        ),
        (at_once, "start"),
    ] {
        let refused = Desk::bare("2026-01-01", Home::Memory).refused("schedules.preview", question);
        assert_eq!(refused.field.as_deref(), Some(field));
    }
}

/// Golden test 1, over the command line and without a book.
#[test]
fn golden_1_the_command_line_counts_twelve_a_year_for_400_years() {
    let rule = months(1, json!("start_day"));
    let question = json!({ "rule": rule, "anchor": "2026-01-31", "to": "2425-12-31" });
    let asked = ["call", "schedules.preview", &question.to_string()];
    let output = Command::new(cli()).args(asked).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let preview: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut years: BTreeMap<&str, u32> = BTreeMap::new();
    for charge in preview["charges"].as_array().unwrap() {
        *years.entry(&charge["due_on"].as_str().unwrap()[..4]).or_default() += 1;
    }
    assert_eq!(years.len(), 400);
    assert!(years.values().all(|count| *count == 12));
}

#[test]
fn the_list_of_commands_tells_the_shape_of_the_question() {
    let output = Command::new(cli()).arg("list").output().unwrap();
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let commands = list["commands"].as_array().unwrap();
    let preview = commands.iter().find(|one| one["name"] == "schedules.preview").unwrap();
    assert_eq!(preview["question"], "PreviewSchedule");
    let shape = list["types"]["BillingEvery"].as_str().unwrap();
    assert!(shape.contains("chosen") && shape.contains("1 for January"));
}

/// Pain 13: a charge falls due when its civil day begins where the practice is, from UTC-12 to
/// UTC+14, and on the days when clocks change.
#[test]
fn pain_13_a_charge_falls_due_at_midnight_of_the_practice_in_every_zone() {
    for (zone, day, midnight, before) in [
        ("Etc/GMT+12", "2026-10-01", "2026-10-01T12:00:00Z", "2026-10-01T11:59:59Z"),
        ("Pacific/Kiritimati", "2026-10-01", "2026-09-30T10:00:00Z", "2026-09-30T09:59:59Z"),
        ("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-01T03:59:59Z"),
        ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-08T04:59:59Z"),
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-03T13:29:59Z"),
    ] {
        let folder = Folder::new();
        let mut form = practice();
        form["time_zone"] = json!(zone);
        let mut desk = folder.desk_of("2026-02-01", form);
        let client = desk.client("Alder Bakery LLC");
        desk.agreement(&client, day, json!([monthly("Bookkeeping", "450.00")]));
        desk.turn_to_instant(before);
        assert_eq!(charge_keys(&desk.call("catch_up.show", json!({}))).len(), 0, "{zone}");
        desk.turn_to_instant(midnight);
        let review = desk.call("catch_up.show", json!({}));
        assert_eq!(table(&review["clients"][0]["charges"], &["due_on"]), format!("{day}\n"));
    }
}
