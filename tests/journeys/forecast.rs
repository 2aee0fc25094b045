//! The cash that is coming: a band that is made of the book alone, and held against what came.

use serde_json::{Value, json};
use tests::{Desk, id, monthly, table};

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

fn weeks(late_days: u32) -> Value {
    json!({ "unit": "week", "late_days": late_days })
}

fn pay(desk: &mut Desk, client: &str, number: &str, on: &str, amount: &str) {
    let invoice = desk.invoice(number)["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": on, "amount": amount, "method": "transfer",
            "reference": "", "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
    );
}

/// Bookkeeping for 900.00 each month since January 2025, due after 15 days, paid 5 days late.
fn steady() -> (Desk, String) {
    let mut desk = Desk::on("2025-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2025-01-01", json!([monthly("Bookkeeping", "900.00")]));
    for month in 1..=14_u32 {
        let (year, of) = (2025 + (month - 1) / 12, (month - 1) % 12 + 1);
        desk.turn_to(&format!("{year}-{of:02}-01"));
        let numbers = desk.bill_all();
        desk.turn_to(&format!("{year}-{of:02}-21"));
        pay(&mut desk, &client, &numbers[0], &format!("{year}-{of:02}-21"), "900.00");
    }
    desk.turn_to("2026-03-02");
    desk.bill_all();
    (desk, client)
}

fn middles(page: &Value) -> Vec<i64> {
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| minor(&row["received"]["middle"])).collect()
}

#[test]
fn what_a_steady_client_pays_is_expected_in_its_week_from_invoice_agreement_and_habit() {
    let (mut desk, _) = steady();
    let page = desk.call("forecast.show", weeks(0));
    // Billed on the 1st, due on the 16th, paid on the 21st: 21 March, April and May.
    let mut expected = vec![0; 13];
    for week in [2, 7, 11] {
        expected[week] = 90_000;
    }
    assert_eq!(middles(&page), expected);
    assert_eq!(table(&page["sources"], &["key", "count"]), "open | 1\nagreed | 2\n");
    assert_eq!(minor(&page["sources"][0]["amount"]), 90_000);
    assert_eq!(minor(&page["sources"][1]["amount"]), 180_000);
    let behind =
        desk.call("insights.behind", json!({ "chart": "forecast_week", "key": "2026-03-16" }));
    assert_eq!(
        table(&behind["rows"], &["on", "client", "words"]),
        "2026-03-21 | Alder Bakery LLC | INV-0015\n"
    );
    assert_eq!(desk.call("forecast.show", weeks(0)), page, "the same book, the same forecast");
    let months = desk.call("forecast.show", json!({ "unit": "month", "late_days": 0 }));
    assert_eq!(middles(&months), vec![90_000; 12]);
}

#[test]
fn earlier_forecasts_know_only_what_the_book_knew_then_and_are_held_against_what_came() {
    let (mut desk, client) = steady();
    let past = desk.call("forecast.past", json!({}));
    let rows = past["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["key"]), (12, &json!("2025-03")));
    let of = |row: &Value| (minor(&row["expected"]["middle"]), minor(&row["came"]));
    assert_eq!(of(&rows[11]), (90_000, 90_000));
    assert_eq!(
        (&past["within"], past["words"].as_str().unwrap().contains("months what came")),
        (&json!(12), true)
    );
    // Another agreement of today changes nothing that was expected then.
    desk.agreement(&client, "2025-06-01", json!([monthly("Payroll", "5000.00")]));
    assert_eq!(desk.call("forecast.past", json!({}))["rows"], past["rows"]);
    // An amendment of today neither, nor a payment of today.
    pay(&mut desk, &client, "INV-0015", "2026-03-02", "900.00");
    assert_eq!(desk.call("forecast.past", json!({}))["rows"], past["rows"]);
}

#[test]
fn what_was_expected_of_a_month_stays_as_it_stood_when_the_month_began() {
    let (mut kept, client) = steady();
    let before = kept.call("forecast.past", json!({}));
    // A few at a time, until there is none left on this day.
    let mut rounds = 0;
    while kept.app.keep_forecasts().unwrap() {
        rounds += 1;
    }
    assert_eq!(rounds, 5, "twelve months that are over and the one that began, three at a time");
    assert_eq!(kept.call("forecast.past", json!({})), before, "kept as it would be made");
    let words = |desk: &mut Desk| {
        let page = desk.call("history.list", json!({ "filter": "", "offset": 0, "limit": 1 }));
        page["rows"][0]["words"].as_str().unwrap().to_owned()
    };
    assert_eq!(words(&mut kept), "What was expected of Mar 2026 is kept");
    // The next day nothing is missing.
    kept.turn_to("2026-03-03");
    assert!(!kept.app.keep_forecasts().unwrap());

    // A payment of March that is told in April was not known when April began.
    let (mut other, its_client) = steady();
    for desk in [&mut kept, &mut other] {
        desk.turn_to("2026-04-01");
        desk.bill_all();
    }
    assert!(kept.app.keep_forecasts().unwrap());
    for (desk, client) in [(&mut kept, client), (&mut other, its_client)] {
        pay(desk, &client, "INV-0015", "2026-03-21", "900.00");
        desk.turn_to("2026-05-02");
    }
    let april = |desk: &mut Desk| {
        let page = desk.call("forecast.past", json!({}));
        let rows = page["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["key"] == "2026-04").unwrap();
        (minor(&row["expected"]["middle"]), minor(&row["came"]))
    };
    assert_eq!(april(&mut kept), (180_000, 0), "as it was told on 1 April");
    assert_eq!(april(&mut other), (90_000, 0), "as it would be made with what is known now");
}

#[test]
fn a_book_without_history_says_that_it_guesses() {
    let mut desk = Desk::on("2026-03-02");
    let empty = desk.call("forecast.show", weeks(0));
    assert!(middles(&empty).iter().all(|minor| *minor == 0));
    assert_eq!(empty["opening"], Value::Null);
    assert!(empty["remarks"][0].as_str().unwrap().starts_with("No invoice was paid yet"));
    let past = desk.call("forecast.past", json!({}));
    assert_eq!((&past["rows"], &past["off"]), (&json!([]), &Value::Null));
    assert!(past["words"].as_str().unwrap().starts_with("Not enough yet"));
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-01", json!([monthly("Bookkeeping", "900.00")]));
    desk.bill_all();
    let first = desk.call("forecast.show", weeks(0));
    let band = &first["rows"][2]["left"];
    assert_eq!((minor(&band["low"]), minor(&band["high"])), (0, 90_000), "wide");
}

#[test]
fn what_goes_out_as_planned_and_what_is_set_aside_is_taken_off_and_can_be_taken_back() {
    let (mut desk, _) = steady();
    let plain = desk.call("forecast.show", weeks(0));
    let rent = json!({ "what": "Rent", "amount": "250.00", "first_on": "2026-01-31",
        "repeats": "month", "until_on": "" });
    let planned = desk.done("outgoings.keep", rent.clone());
    let aside = desk.done("forecast.set_aside", json!({ "percent": "20" }));
    let page = desk.call("forecast.show", weeks(0));
    // Rent on 31 March, 30 April, 31 May; 20 per cent of three times 900.00.
    assert_eq!(minor(&page["rows"][4]["planned"]), 25_000);
    let left = |page: &Value| minor(&page["rows"][12]["left"]["middle"]);
    assert_eq!(left(&page), left(&plain) - 3 * 25_000 - 54_000);
    assert_eq!(minor(&page["set_aside"]), 54_000);
    let row = desk.call("outgoings.list", json!({}))["rows"][0].clone();
    let mut dearer = rent;
    dearer["id"] = row["id"].clone();
    dearer["amount"] = json!("300.00");
    let changed = desk.done("outgoings.keep", dearer);
    assert_eq!(minor(&desk.call("outgoings.list", json!({}))["rows"][0]["amount"]), 30_000);
    desk.undo(&changed);
    assert_eq!(desk.call("outgoings.list", json!({}))["rows"][0], row);
    let removed = desk.done("outgoings.remove", json!({ "id": row["id"] }));
    desk.undo(&removed);
    assert_eq!(desk.call("outgoings.list", json!({}))["rows"][0]["what"], "Rent");
    let again = desk.call("outgoings.list", json!({}))["rows"][0]["id"].clone();
    desk.call("outgoings.remove", json!({ "id": again }));
    desk.undo(&aside);
    assert_eq!(desk.call("forecast.show", weeks(0)), plain);
    assert!(planned.undo.is_some());
    let wrong = desk.refused(
        "outgoings.keep",
        json!({ "what": "Rent", "amount": "0", "first_on": "2026-01-31", "repeats": "month",
            "until_on": "" }),
    );
    assert_eq!(wrong.field.as_deref(), Some("amount"));
}

#[test]
fn a_promise_brings_its_day_and_a_stress_brings_it_later() {
    let (mut desk, client) = steady();
    let promise = json!({ "client_id": client, "amount": "900.00", "promised_for": "2026-03-30",
        "words": "After the fair." });
    desk.call("promises.keep", promise);
    let page = desk.call("forecast.show", weeks(0));
    let sources: Vec<&str> = page["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["key"].as_str().unwrap())
        .collect();
    assert_eq!(sources, ["promised", "agreed"]);
    assert_eq!(middles(&page)[2], 0);
    assert_eq!(page["top"], json!(["Alder Bakery LLC"]));
    let late = desk.call("forecast.show", weeks(30));
    for (before, after) in
        page["rows"].as_array().unwrap().iter().zip(late["rows"].as_array().unwrap())
    {
        for place in ["low", "middle", "high"] {
            assert!(minor(&after["left"][place]) <= minor(&before["left"][place]));
        }
    }
    assert!(middles(&late).iter().sum::<i64>() < middles(&page).iter().sum::<i64>());
}

#[test]
fn an_open_proposal_counts_by_its_chance_and_the_forecast_goes_on_paper() {
    let (mut desk, _) = steady();
    let other = desk.client("Brook Dental PA");
    let (_, revision) = desk.sent(&other, "2026-03-02", json!([monthly("Payroll", "100.00")]));
    let page = desk.call("forecast.show", weeks(0));
    let proposed = page["sources"].as_array().unwrap().iter().find(|one| one["key"] == "proposed");
    assert!(minor(&proposed.unwrap()["amount"]) > 0);
    let without = minor(&page["received"]["middle"]);
    desk.call("acceptances.in_person", tests::in_person(&revision, "Bea Brook"));
    let after = desk.call("forecast.show", weeks(0));
    assert!(minor(&after["received"]["low"]) > 0 && without > 0);
    let sources = after["sources"].to_string();
    assert!(!sources.contains("proposed"), "what is agreed is no proposal: {sources}");
    let file = desk.call("forecast.paper", weeks(0));
    assert_eq!(file["name"], "Cash forecast 2026-03-02.pdf");
    assert!(!id(&json!({ "id": file["content"] })).is_empty());
}

#[test]
fn what_is_disputed_is_not_expected_before_the_dispute_is_over() {
    let (mut desk, _) = steady();
    let invoice = desk.invoice("INV-0015")["id"].clone();
    let opened = desk.call(
        "invoice_disputes.open",
        json!({ "invoice_id": invoice, "amount": "300.00", "about": "quality", "words": "Late." }),
    );
    let open_of = |page: &Value| {
        (page["sources"][0]["key"].clone(), page["sources"][0]["amount"]["minor"].clone())
    };
    let page = desk.call("forecast.show", weeks(0));
    assert_eq!(open_of(&page), (json!("open"), json!(60_000)));
    assert_eq!(middles(&page)[2], 60_000);
    let past = desk.call("forecast.past", json!({}));
    desk.call(
        "invoice_disputes.close",
        json!({ "id": opened["id"], "outcome": "uphold", "answer": "As agreed." }),
    );
    assert_eq!(open_of(&desk.call("forecast.show", weeks(0))), (json!("open"), json!(90_000)));
    assert_eq!(desk.call("forecast.past", json!({})), past, "the past knew of no dispute");
}
