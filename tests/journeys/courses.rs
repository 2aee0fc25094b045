//! Every rhythm in the product, and what is decided about an agreement on its way: each charge is
//! billed exactly once, whatever was skipped, moved, paused or approved.

use serde_json::{Value, json};
use tests::{Desk, id, line, monthly, table};

fn due(desk: &mut Desk) -> String {
    let review = desk.call("catch_up.show", json!({}));
    let mut text = String::new();
    for client in review["clients"].as_array().unwrap() {
        text += &table(&client["charges"], &["due_on", "service", "from", "to", "total"]);
    }
    text
}

fn held(desk: &mut Desk) -> Vec<Value> {
    let review = desk.call("catch_up.show", json!({}));
    let rows = review["held"].as_array().unwrap();
    rows.iter().map(|row| row["charge"].clone()).collect()
}

fn key(charge: &Value) -> Value {
    json!({ "agreement_service_id": charge["agreement_service_id"],
        "occurrence": charge["occurrence"], "beyond_cap": charge["beyond_cap"] })
}

fn coming(desk: &mut Desk, agreement: &str, at: usize) -> Value {
    desk.call("agreements.show", json!({ "id": agreement }))["coming"][at].clone()
}

/// An agreement with one line, begun on 2026-01-01.
fn begun(desk: &mut Desk, billing: Value) -> String {
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([line("Work", "100.00", billing)]))
}

/// Bills everything; afterwards nothing is due and nothing is wrong.
fn settled(desk: &mut Desk) {
    desk.bill_all();
    assert_eq!(due(desk), "");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn every_rhythm_of_the_library_is_kept_and_comes_back_as_it_was() {
    let mut desk = Desk::on("2026-01-01");
    let rules = [
        json!({ "kind": "recurring", "every": { "weeks": 2 } }),
        json!({ "kind": "recurring", "every": { "months": 4 }, "day": { "day": 15 } }),
        json!({ "kind": "recurring", "every": { "chosen": [4, 9] },
            "day": { "weekday": { "nth": "last", "weekday": "friday" } }, "cycles": "6" }),
        json!({ "kind": "recurring", "every": "month", "billed": "in_arrears",
            "day": { "two_days": { "first": 15, "second": null } }, "shift": "previous",
            "proration": "by_day", "ends_on": "2027-06-30", "continues": true }),
        json!({ "kind": "on_completion", "milestones": [{ "name": "Draft", "weight": 2 }] }),
        json!({ "kind": "logged", "unit": "piece", "cap": "12", "per": "quarter" }),
    ];
    for (at, rule) in rules.iter().enumerate() {
        let form = json!({ "name": format!("Service {at}"), "kind": "other", "description": "",
            "billing": rule, "price": "1.00", "tax": "none" });
        desk.call("services.add", form);
    }
    let list = desk.call("services.list", json!({ "archived": false }));
    for (row, rule) in list["rows"].as_array().unwrap().iter().zip(&rules) {
        for (part, value) in rule.as_object().unwrap() {
            assert_eq!(&row["form"]["billing"][part], value, "{rule}");
        }
    }
    let zero = json!({ "kind": "recurring", "every": { "weeks": 0 } });
    let form = json!({ "name": "Never", "kind": "other", "description": "", "billing": zero,
        "price": "1.00", "tax": "none" });
    assert_eq!(desk.refused("services.add", form).field.as_deref(), Some("billing.every"));
}

#[test]
fn a_fortnight_and_a_last_working_day_in_arrears_are_billed_once() {
    let mut desk = Desk::on("2026-01-01");
    begun(&mut desk, json!({ "kind": "recurring", "every": { "weeks": 2 } }));
    let client = desk.client("Birch Café");
    let arrears = json!({ "kind": "recurring", "every": "month", "day": "last_day",
        "billed": "in_arrears", "shift": "previous" });
    desk.agreement(&client, "2026-01-01", json!([line("Payroll", "90.00", arrears)]));
    desk.turn_to("2026-02-01");
    expect_test::expect![[r#"
        2026-01-01 | Work | 2026-01-01 | 2026-01-14 | 10000
        2026-01-15 | Work | 2026-01-15 | 2026-01-28 | 10000
        2026-01-29 | Work | 2026-01-29 | 2026-02-11 | 10000
        2026-01-30 | Payroll | 2026-01-01 | 2026-01-31 | 9000
    "#]]
    .assert_eq(&due(&mut desk));
    settled(&mut desk);
}

#[test]
fn a_pause_over_three_periods_lists_them_for_decision() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let agreement = desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    desk.bill_all();
    desk.call("agreements.pause", json!({ "id": agreement, "from": "2026-01-15" }));
    desk.turn_to("2026-04-10");
    assert_eq!(due(&mut desk), "");
    assert!(held(&mut desk).is_empty(), "while it lasts there is nothing to decide");
    let resumed = json!({ "id": agreement, "on": "2026-04-10" });
    desk.call("agreements.resume", resumed);
    let waiting = held(&mut desk);
    assert_eq!(waiting.len(), 3);
    let bill = json!({ "charges": [key(&waiting[0])], "date": "today", "merge": false });
    desk.call("catch_up.issue", bill);
    let rest = json!({ "charges": [key(&waiting[1]), key(&waiting[2])], "reason": "Closed" });
    desk.call("catch_up.waive", rest);
    assert!(held(&mut desk).is_empty());
    desk.turn_to("2026-05-01");
    assert_eq!(due(&mut desk), "2026-05-01 | Books | 2026-05-01 | 2026-05-31 | 10000\n");
    settled(&mut desk);
}

#[test]
fn a_charge_is_skipped_moved_and_priced_for_once_and_each_is_taken_back() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let agreement = desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    let charges: Vec<Value> = (0..3).map(|at| coming(&mut desk, &agreement, at)).collect();
    let skipped = desk.done("charges.skip", json!({ "charge": key(&charges[0]) }));
    let again = json!({ "charge": key(&charges[0]) });
    assert!(desk.refused("charges.skip", again).message.contains("skipped"));
    let moved = json!({ "charge": key(&charges[1]), "due_on": "2026-02-20" });
    desk.call("charges.move", moved);
    let silent = json!({ "charge": key(&charges[2]), "price": "80", "reason": " " });
    assert_eq!(desk.refused("charges.reprice", silent).field.as_deref(), Some("reason"));
    let price = json!({ "charge": key(&charges[2]), "price": "80", "reason": "Half the work" });
    desk.call("charges.reprice", price);
    desk.turn_to("2026-03-01");
    expect_test::expect![[r#"
        2026-02-20 | Books | 2026-02-01 | 2026-02-28 | 10000
        2026-03-01 | Books | 2026-03-01 | 2026-03-31 | 8000
    "#]]
    .assert_eq(&due(&mut desk));
    desk.undo(&skipped);
    settled(&mut desk);
    let late = json!({ "charge": key(&charges[1]), "due_on": "2026-04-20" });
    assert!(desk.refused("charges.move", late).message.contains("billed"));
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    assert_eq!(page["past"].as_array().unwrap().len(), 3);
    let decision = json!({ "id": page["decisions"][0]["id"] });
    assert!(desk.refused("decisions.withdraw", decision).message.contains("billed"));
}

#[test]
fn work_beyond_the_cap_of_a_month_waits_for_approval() {
    let mut desk = Desk::on("2026-01-01");
    let rule = json!({ "kind": "logged", "unit": "hour", "cap": "5", "per": "month" });
    let agreement = begun(&mut desk, rule);
    desk.turn_to("2026-01-20");
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let work = json!({ "agreement_service_id": page["services"][0]["id"],
        "delivered_on": "2026-01-20", "hours": "6.5", "note": "" });
    id(&desk.call("deliveries.record", work));
    assert_eq!(due(&mut desk), "2026-01-20 | Work | 2026-01-20 | 2026-01-20 | 50000\n");
    let beyond = held(&mut desk);
    assert_eq!(beyond[0]["total"]["minor"], 15000);
    settled(&mut desk);
    let billed = json!({ "charges": [key(&beyond[0])], "date": "today", "merge": false });
    desk.refused("catch_up.issue", billed);
    let approved = json!({ "charge": key(&beyond[0]), "reason": "By e-mail, 21 January" });
    desk.call("deliveries.approve", approved);
    assert_eq!(due(&mut desk), "2026-01-20 | Work | 2026-01-20 | 2026-01-20 | 15000\n");
    settled(&mut desk);
}

#[test]
fn milestones_share_a_price_and_fall_due_as_they_are_done() {
    let mut desk = Desk::on("2026-01-01");
    let parts = json!([{ "name": "Draft", "weight": 2 }, { "name": "Filing", "weight": 1 }]);
    let agreement = begun(&mut desk, json!({ "kind": "on_completion", "milestones": parts }));
    desk.turn_to("2026-02-10");
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let done = |milestone: Value| {
        json!({ "agreement_service_id": page["services"][0]["id"], "milestone": milestone,
            "delivered_on": "2026-02-10", "hours": "", "note": "" })
    };
    assert_eq!(
        desk.refused("deliveries.record", done(json!(2))).field.as_deref(),
        Some("milestone")
    );
    desk.call("deliveries.record", done(json!(1)));
    desk.refused("deliveries.record", done(json!(1)));
    assert_eq!(due(&mut desk), "2026-02-10 | Work: Filing | 2026-02-10 | 2026-02-10 | 3333\n");
    settled(&mut desk);
    desk.call("deliveries.record", done(json!(0)));
    assert_eq!(due(&mut desk), "2026-02-10 | Work: Draft | 2026-02-10 | 2026-02-10 | 6667\n");
    settled(&mut desk);
}

#[test]
fn an_agreement_started_by_hand_bills_nothing_before() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-01");
    draft["start"] = json!("by_hand");
    draft["lines"] = json!([monthly("Books", "100.00")]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    let accepted = desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));
    let agreement = accepted["agreement_id"].clone();
    desk.turn_to("2026-03-15");
    assert_eq!(due(&mut desk), "");
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    assert_eq!(page["waits_for_start"], true);
    desk.call("agreements.start", json!({ "id": agreement, "on": "2026-03-10" }));
    desk.refused("agreements.start", json!({ "id": agreement, "on": "2026-03-10" }));
    desk.turn_to("2026-04-01");
    assert_eq!(due(&mut desk), "2026-04-01 | Books | 2026-03-10 | 2026-04-30 | 10000\n");
    settled(&mut desk);
}

#[test]
fn what_falls_on_a_day_off_of_the_practice_moves_and_comes_back_with_it() {
    let mut desk = Desk::on("2026-01-01");
    let agreement = begun(
        &mut desk,
        json!({ "kind": "recurring", "every": "month", "day": { "day": 12 }, "shift": "next" }),
    );
    let days = |desk: &mut Desk| -> Vec<String> {
        let page = desk.call("agreements.show", json!({ "id": agreement }));
        let coming = page["coming"].as_array().unwrap().iter();
        coming.map(|charge| charge["due_on"].as_str().unwrap().to_owned()).take(4).collect()
    };
    let usual = ["2026-01-12", "2026-02-12", "2026-03-12", "2026-04-13"];
    assert_eq!(days(&mut desk), usual);

    let closed =
        |from: &str, until: &str| json!({ "from_on": from, "until_on": until, "name": "" });
    let added = desk.done("days_off.add", closed("2026-02-12", "2026-02-13"));
    desk.call("days_off.add", closed("2026-04-13", ""));
    // Past the weekend, and past Presidents' Day.
    assert_eq!(days(&mut desk), ["2026-01-12", "2026-02-17", "2026-03-12", "2026-04-14"]);
    let list = desk.call("days_off.list", json!({}));
    assert_eq!(
        table(&list["rows"], &["from_on", "until_on"]),
        "2026-02-12 | 2026-02-13\n2026-04-13 | 2026-04-13\n"
    );

    for (form, field) in [
        (closed("2026-02-13", "2026-03-01"), "from_on"),
        (closed("2026-06-02", "2026-06-01"), "until_on"),
        (closed("2026-06-02", "2027-06-03"), "until_on"),
        (closed("", ""), "from_on"),
    ] {
        assert_eq!(desk.refused("days_off.add", form).field.as_deref(), Some(field));
    }

    // What is billed stays billed once, whatever is closed afterwards.
    desk.turn_to("2026-01-12");
    desk.bill_all();
    let late = desk.done("days_off.add", closed("2026-01-12", ""));
    assert_eq!(due(&mut desk), "");
    desk.turn_to("2026-01-14");
    assert_eq!(due(&mut desk), "");
    desk.undo(&late);
    desk.undo(&added);
    assert_eq!(days(&mut desk), ["2026-02-12", "2026-03-12", "2026-04-14", "2026-05-12"]);
    settled(&mut desk);
}
