//! Price reviews: seen for every client before anything is written, one amendment for each
//! agreement, taken back until somebody was told.

use serde_json::{Value, json};
use tests::{Desk, id, line, monthly, table};

fn plan(percent: &str, step: &str) -> Value {
    json!({ "by": { "kind": "per_cent", "percent": percent }, "step": step, "towards": "down",
        "notice_days": "30", "not_before": "2026-01-01" })
}

/// Two clients: bookkeeping at 350.00 a month, and at 200.00 a month with advice by the hour.
fn practice_of_two(desk: &mut Desk) -> [String; 2] {
    let alder = desk.client("Alder Bakery LLC");
    let elm = desk.client("Elm Street Dental");
    let hours = json!({ "kind": "logged", "unit": "hour", "cap": "10" });
    [
        desk.agreement(&alder, "2026-01-01", json!([monthly("Bookkeeping", "350.00")])),
        desk.agreement(
            &elm,
            "2026-01-01",
            json!([monthly("Bookkeeping", "200.00"), line("Advice", "90.00", hours)]),
        ),
    ]
}

fn new_prices(preview: &Value) -> Vec<i64> {
    let rows = preview["rows"].as_array().unwrap();
    rows.iter().filter_map(|row| row["new"]["minor"].as_i64()).collect()
}

/// Golden 6 of the facts: 350.00 and 8.5 per cent.
#[test]
fn golden_6_a_rise_is_rounded_down_to_1_5_and_10() {
    let mut desk = Desk::on("2026-01-01");
    practice_of_two(&mut desk);
    for (step, new) in [("1", 37_900), ("5", 37_500), ("10", 37_000), ("", 37_975)] {
        let preview = desk.call("price_reviews.preview", plan("8.5", step));
        assert_eq!(new_prices(&preview)[0], new, "to {step}");
    }
}

#[test]
fn a_review_is_seen_for_every_client_with_its_effect_before_anything_is_written() {
    let mut desk = Desk::on("2026-01-01");
    let [first, _] = practice_of_two(&mut desk);
    let preview = desk.call("price_reviews.preview", plan("10", "1"));
    expect_test::expect![[r#"
        Alder Bakery LLC | Bookkeeping | 35000 | 38500 | 42000 | 2026-02-01 | changed
        Elm Street Dental | Bookkeeping | 20000 | 22000 | 24000 | 2026-02-01 | changed
    "#]]
    .assert_eq(&table(
        &preview["rows"],
        &["client", "service", "old", "new", "per_year", "effective_on", "state"],
    ));
    let sums = ["before", "after", "more"].map(|sum| preview[sum]["minor"].as_i64().unwrap());
    assert_eq!(sums, [660_000, 726_000, 66_000]);
    let mut less = plan("10", "1");
    less["left_out"] = json!([preview["rows"][1]["agreement_service_id"]]);
    less["notices"] = json!([{ "client_id": preview["rows"][0]["client_id"], "days": "60" }]);
    let preview = desk.call("price_reviews.preview", less);
    assert_eq!(preview["rows"][0]["effective_on"], "2026-03-03");
    assert_eq!(preview["rows"][1]["state"], "left_out");
    assert_eq!(preview["changed"], 1);
    let none = desk.call("amendments.list", json!({ "id": first }));
    assert_eq!(none["rows"], json!([]));
}

#[test]
fn a_review_writes_an_amendment_for_each_agreement_and_is_undone_until_somebody_was_told() {
    let mut desk = Desk::on("2026-01-01");
    let [first, second] = practice_of_two(&mut desk);
    let done = desk.done("price_reviews.make", plan("10", "1"));
    let made = desk.call("price_reviews.list", json!({}))["reviews"][0].clone();
    assert_eq!((&made["to_send"], &made["can_undo"]), (&json!(2), &json!(true)));
    desk.undo(&done);
    let states = |desk: &mut Desk, agreement: &str| -> Vec<String> {
        let list = desk.call("amendments.list", json!({ "id": agreement }));
        let rows = list["rows"].as_array().unwrap().iter();
        rows.map(|row| row["state"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&mut desk, &first), ["withdrawn"]);
    let again = desk.done("price_reviews.make", plan("10", "1"));
    let list = desk.call("amendments.list", json!({ "id": second }));
    let amendment = id(&list["rows"][0]);
    desk.call("amendments.send", json!({ "id": amendment }));
    let undo = again.undo.unwrap();
    let refused = desk.refused(&undo.name, undo.question);
    assert!(refused.message.contains("told already"), "{}", refused.message);
    let answer = json!({ "id": amendment, "answer": "approved", "on": "2026-01-01",
        "words": "By e-mail", "file": null });
    desk.call("amendments.answer", answer);
    desk.turn_to("2026-02-01");
    let page = desk.call("agreements.show", json!({ "id": second }));
    assert_eq!(page["services"][0]["price"]["minor"], 22_000);
    assert_eq!(states(&mut desk, &first), ["proposed", "withdrawn"]);
    desk.bill_all();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_review_follows_an_index_whose_values_are_dated_within_floor_and_cap() {
    let mut desk = Desk::on("2026-06-01");
    practice_of_two(&mut desk);
    let values = json!({ "name": "Consumer prices", "text": "2025-01-01, 300.0\n2026-01-01\t312",
        "source": "The office of statistics" });
    assert_eq!(desk.call("index_values.import", values)["count"], 2);
    let mut question = plan("0", "");
    question["by"] = json!({ "kind": "index", "name": "Consumer prices", "from": "2025-01-01",
        "to": "2026-01-01" });
    assert_eq!(new_prices(&desk.call("price_reviews.preview", question.clone())), [36_400, 20_800]);
    question["cap_percent"] = json!("3");
    assert_eq!(new_prices(&desk.call("price_reviews.preview", question.clone())), [36_050, 20_600]);
    question["cap_percent"] = json!("");
    question["floor_amount"] = json!("10.00");
    assert_eq!(new_prices(&desk.call("price_reviews.preview", question.clone())), [36_400, 21_000]);
    question["cap_amount"] = json!("5.00");
    assert_eq!(
        desk.refused("price_reviews.preview", question).field.as_deref(),
        Some("floor_percent")
    );
    let bad = json!({ "name": "Consumer prices", "text": "2025-01-01, 300.0\nsoon, 4" });
    let refused = desk.refused("index_values.import", bad);
    assert!(refused.message.contains("line 2"), "{}", refused.message);
    let gone = json!({ "name": "Consumer prices", "on": "2026-01-01" });
    let done = desk.done("index_values.remove", gone);
    assert_eq!(desk.call("price_reviews.list", json!({}))["values"].as_array().unwrap().len(), 1);
    desk.undo(&done);
    assert_eq!(desk.call("price_reviews.list", json!({}))["values"].as_array().unwrap().len(), 2);
}

/// The letter's own clause agreed to a rise of 3.5 per cent on each anniversary.
#[test]
fn a_rise_within_the_letters_clause_needs_no_consent_and_waits_for_the_anniversary() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-01");
    draft["lines"] = json!([monthly("Bookkeeping", "400.00")]);
    draft["clauses"]["added"] = json!(["FEE-REV"]);
    draft["clauses"]["values"] = json!({ "review_percent": "3.5%", "review_notice_days": "45" });
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap();
    desk.call("acceptances.in_person", tests::in_person(revision, "June Alder"));
    desk.turn_to("2026-10-01");
    let row = desk.call("price_reviews.preview", plan("3.5", ""))["rows"][0].clone();
    assert_eq!((&row["under_clause"], &row["effective_on"]), (&json!(true), &json!("2027-01-01")));
    assert!(row["consent_words"].as_str().unwrap().contains("no consent"), "{row}");
    let more = desk.call("price_reviews.preview", plan("3.6", ""))["rows"][0].clone();
    assert_eq!(more["under_clause"], false);
    assert!(more["consent_words"].as_str().unwrap().contains("approval"), "{more}");
}
