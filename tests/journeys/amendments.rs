//! Amendments: what was accepted stays, a change is numbered, sent and holds once it has the
//! consent it needs, and every day is billed once at the price of its day (rules 4 and 5).

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, in_person, monthly, table};

/// An agreement with bookkeeping at 350.00 a month from 2026-01-01; its id and its service's.
fn begun(desk: &mut Desk) -> (String, String) {
    let client = desk.client("Alder Bakery LLC");
    let agreement =
        desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "350.00")]));
    let service = service_of(desk, &agreement, 0);
    (agreement, service)
}

fn service_of(desk: &mut Desk, agreement: &str, at: usize) -> String {
    id(&desk.call("agreements.show", json!({ "id": agreement }))["services"][at])
}

/// The same under a letter with consent by notice, initialled, and the given clauses.
fn begun_with(desk: &mut Desk, added: &[&str], values: Value) -> (String, String) {
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-01");
    draft["lines"] = json!([monthly("Bookkeeping", "350.00")]);
    draft["clauses"]["added"] = json!(added);
    draft["clauses"]["values"] = values;
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let mut signed = in_person(sent["revision"]["id"].as_str().unwrap(), "June Alder");
    if added.contains(&"AMEND/notice") {
        signed["signing"]["initials"] = json!("JA");
    }
    let accepted = desk.call("acceptances.in_person", signed);
    let agreement = accepted["agreement_id"].as_str().unwrap().to_owned();
    let service = service_of(desk, &agreement, 0);
    (agreement, service)
}

fn form(agreement: &str, on: &str, mid_period: &str, changes: Value) -> Value {
    json!({ "agreement_id": agreement, "effective_on": on, "mid_period": mid_period,
        "changes": changes })
}

fn price(service: &str, price: &str) -> Value {
    json!({ "kind": "price", "service_id": service, "price": price })
}

fn answer(amendment: &str, answer: &str, on: &str) -> Value {
    json!({ "id": amendment, "answer": answer, "on": on, "words": "June Alder, by telephone",
        "file": null })
}

fn rows(desk: &mut Desk, agreement: &str) -> Value {
    desk.call("amendments.list", json!({ "id": agreement }))["rows"].clone()
}

/// Written, sent and approved on the desk's day.
fn approved(desk: &mut Desk, form: Value, today: &str) -> String {
    let amendment = id(&desk.call("amendments.create", form));
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.call("amendments.answer", answer(&amendment, "approved", today));
    amendment
}

fn lines(desk: &mut Desk) -> String {
    let mut text = String::new();
    let list = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 50 });
    for row in desk.call("invoices.list", list)["rows"].as_array().unwrap() {
        let page = desk.call("invoices.show", json!({ "id": row["id"] }));
        text += &format!("{} {}\n", row["number"].as_str().unwrap(), row["issued_on"]);
        text += &table(&page["lines"], &["description", "period", "net"]);
    }
    text
}

#[test]
fn a_rise_is_told_in_plain_words_waits_for_consent_and_then_bills() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    desk.bill_all();
    desk.turn_to("2026-02-10");
    desk.bill_all();
    let rise = form(&agreement, "2026-03-01", "prorate", json!([price(&service, "362.00")]));
    let seen = desk.call("amendments.preview", rise.clone());
    assert_eq!(seen["sentences"][0], "You will pay 12.00 more a month from March 1, 2026.");
    assert_eq!(seen["consent"], "approval", "{seen}");
    assert_eq!(seen["charges"][0]["net"]["minor"], 36_200);
    let amendment = id(&desk.call("amendments.create", rise));
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "proposed");
    desk.call("amendments.send", json!({ "id": amendment }));
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "waiting");
    desk.turn_to("2026-03-02");
    assert_eq!(desk.call("catch_up.show", json!({}))["total"]["minor"], 35_000);
    desk.call("amendments.answer", answer(&amendment, "approved", "2026-03-02"));
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "holds");
    assert_eq!(desk.call("catch_up.show", json!({}))["total"]["minor"], 36_200);
    desk.bill_all();
    assert_eq!(desk.findings(), Vec::<String>::new());
    expect![[r#"
        INV-0001 "2026-01-01"
        Bookkeeping | January 2026 | 35000
        INV-0002 "2026-02-01"
        Bookkeeping | February 2026 | 35000
        INV-0003 "2026-03-01"
        Bookkeeping | March 2026 | 36200
    "#]]
    .assert_eq(&lines(&mut desk));
}

/// Rule 5: the accepted terms are written once, and the terms of any day can be shown and compared.
#[test]
fn rule_5_the_terms_of_any_day_are_shown_and_the_accepted_past_never_changes() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    let changes = json!([price(&service, "300.00"), { "kind": "payment_days", "days": "30" }]);
    let cheaper = form(&agreement, "2026-03-01", "prorate", changes);
    let amendment = id(&desk.call("amendments.create", cheaper));
    desk.call("amendments.send", json!({ "id": amendment }));
    let on = |day: &str| json!({ "id": agreement, "on": day });
    let before = desk.call("agreements.terms_on", on("2026-02-28"));
    let after = desk.call("agreements.terms_on", on("2026-03-01"));
    assert_eq!(before["services"][0]["price"]["minor"], 35_000);
    assert_eq!((&before["sentences"], &before["amendment"]), (&json!([]), &Value::Null));
    assert_eq!(after["services"][0]["price"]["minor"], 30_000);
    assert_eq!((&after["payment_days"], &after["amendment"]), (&json!(30), &json!(1)));
    assert_eq!(after["sentences"][0], "You will pay 50.00 less a month from March 1, 2026.");
    assert_eq!(after["stages"].as_array().unwrap().len(), 2);
    for statement in [
        "UPDATE agreement_services SET price_minor = 1",
        "UPDATE amendments SET effective_on = '2026-01-01'",
        "DELETE FROM amendments",
        "UPDATE amendment_changes SET price_minor = 1",
        "DELETE FROM amendment_changes",
        "UPDATE amendment_events SET happened_on = '2026-01-01'",
        "DELETE FROM amendment_events",
        "INSERT INTO amendments SELECT 'x', agreement_id, 7, effective_on, mid_period, consent,
            notice_days, note, review_id, written_at FROM amendments",
    ] {
        let said = folder.refuses(statement);
        assert!(said.contains("cannot") || said.contains("without gaps"), "{statement}: {said}");
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn in_mid_period_the_change_is_prorated_kept_for_the_next_or_set_off() {
    for (mid, expected) in [
        ("prorate", "2026-03-01 17500\n2026-03-16 18064\n2026-04-01 36200\n"),
        ("from_next_period", "2026-03-01 35000\n2026-04-01 36200\n"),
        ("credit_the_rest", "2026-03-01 35000\n2026-03-16 619\n2026-04-01 36200\n"),
    ] {
        let mut desk = Desk::on("2026-01-01");
        let (agreement, service) = begun(&mut desk);
        desk.turn_to("2026-02-10");
        desk.bill_all();
        let rise = form(&agreement, "2026-03-16", mid, json!([price(&service, "362.00")]));
        approved(&mut desk, rise, "2026-02-10");
        desk.turn_to("2026-04-01");
        let mut text = String::new();
        let review = desk.call("catch_up.show", json!({}));
        for charge in review["clients"][0]["charges"].as_array().unwrap() {
            text += &format!("{} {}\n", charge["due_on"].as_str().unwrap(), charge["net"]["minor"]);
        }
        if mid == "prorate" {
            let sum: i64 = review["clients"][0]["charges"].as_array().unwrap()[..2]
                .iter()
                .map(|charge| charge["net"]["minor"].as_i64().unwrap())
                .sum();
            assert!((35_000..36_200).contains(&sum), "{sum}");
            assert_eq!(review["clients"][0]["charges"].as_array().unwrap().len(), 3);
        } else {
            assert_eq!(text, expected, "{mid}");
        }
        desk.bill_all();
        assert_eq!(desk.findings(), Vec::<String>::new());
    }
}

/// The period was billed whole in advance while the notice ran: what was billed is set off.
#[test]
fn rule_4_a_period_billed_before_the_consent_came_is_not_billed_twice() {
    let mut desk = Desk::on("2026-03-01");
    let (agreement, service) = begun(&mut desk);
    let rise = form(&agreement, "2026-03-16", "prorate", json!([price(&service, "362.00")]));
    let amendment = id(&desk.call("amendments.create", rise));
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.bill_all();
    desk.turn_to("2026-03-20");
    desk.call("amendments.answer", answer(&amendment, "approved", "2026-03-20"));
    let review = desk.call("catch_up.show", json!({}));
    let charges = review["clients"][0]["charges"].as_array().unwrap();
    assert_eq!(charges.len(), 1, "{charges:?}");
    let more = charges[0]["net"]["minor"].as_i64().unwrap();
    assert!((600..=640).contains(&more), "sixteen days of twelve a month, not of 362: {more}");
    desk.bill_all();
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn silence_is_consent_only_where_the_letter_says_so_and_the_client_initialled() {
    let mut desk = Desk::on("2026-01-01");
    let values = json!({ "consent_days": "30" });
    let (agreement, service) = begun_with(&mut desk, &["AMEND/notice"], values);
    desk.turn_to("2026-02-01");
    let early = form(&agreement, "2026-02-20", "prorate", json!([price(&service, "400.00")]));
    let seen = desk.call("amendments.preview", early.clone());
    assert_eq!((&seen["consent"], &seen["earliest_on"]), (&json!("notice"), &json!("2026-03-04")));
    let refused = desk.refused("amendments.create", early);
    assert_eq!(refused.field.as_deref(), Some("effective_on"));
    let rise = form(&agreement, "2026-04-01", "prorate", json!([price(&service, "400.00")]));
    let amendment = id(&desk.call("amendments.create", rise));
    desk.call("amendments.send", json!({ "id": amendment }));
    let row = rows(&mut desk, &agreement)[0].clone();
    assert_eq!(row["reminders"], json!(["2026-02-16", "2026-03-02"]));
    assert_eq!(row["words"], "The client may object until March 3, 2026.");
    // Half-time and the day before ask for a reminder, each once.
    let asked = |desk: &mut Desk| {
        let needs = desk.call("today.show", json!({}))["needs"].clone();
        let own = needs.as_array().unwrap().iter().filter(|need| need["kind"] == "amendment");
        own.map(|need| need["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    desk.turn_to("2026-02-15");
    assert_eq!(asked(&mut desk), Vec::<String>::new());
    desk.turn_to("2026-02-16");
    assert_eq!(asked(&mut desk), ["Remind Alder Bakery LLC of amendment 1"]);
    let mail = json!({ "kind": "amendment_reminder", "id": amendment });
    let draft = desk.call("mail.preview", mail);
    assert!(draft["body"].as_str().unwrap().contains("until March 3, 2026"), "{draft}");
    desk.call("amendments.remind", json!({ "id": amendment }));
    assert_eq!(asked(&mut desk), Vec::<String>::new());
    desk.turn_to("2026-03-02");
    assert_eq!(asked(&mut desk).len(), 1);
    desk.turn_to("2026-03-04");
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "coming");
    desk.turn_to("2026-04-01");
    assert_eq!(
        desk.call("agreements.show", json!({ "id": agreement }))["row"]["per_year"],
        json!({ "minor": 480_000, "currency": "USD" })
    );
}

#[test]
fn an_objection_stops_the_change() {
    let mut desk = Desk::on("2026-01-01");
    let values = json!({ "consent_days": "30" });
    let (agreement, service) = begun_with(&mut desk, &["AMEND/notice"], values);
    let rise = form(&agreement, "2026-04-01", "prorate", json!([price(&service, "400.00")]));
    let amendment = id(&desk.call("amendments.create", rise));
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.turn_to("2026-01-20");
    desk.call("amendments.answer", answer(&amendment, "objected", "2026-01-19"));
    desk.turn_to("2026-05-01");
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "objected");
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    assert_eq!(page["row"]["per_year"]["minor"], 420_000);
    let again = desk.refused("amendments.answer", answer(&amendment, "approved", "2026-05-01"));
    assert!(again.message.contains("refused"), "{}", again.message);
}

#[test]
fn a_change_that_is_no_worse_holds_when_it_is_sent_and_its_letter_says_so() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    let less = form(&agreement, "2026-02-01", "prorate", json!([price(&service, "300.00")]));
    let amendment = id(&desk.call("amendments.create", less));
    desk.call("amendments.send", json!({ "id": amendment }));
    let row = rows(&mut desk, &agreement)[0].clone();
    assert_eq!((&row["state"], &row["consent"]), (&json!("coming"), &json!("silent")));
    let letter = desk.call("documents.show", json!({ "sha256": row["letter"] }));
    assert_eq!(letter["name"], "PR-0001 amendment 1.pdf");
    let mail = desk.call("mail.preview", json!({ "kind": "amendment", "id": amendment }));
    assert_eq!(mail["subject"], "A change to our agreement PR-0001, amendment 1");
    assert!(mail["body"].as_str().unwrap().contains("You will pay 50.00 less a month"));
}

#[test]
fn services_come_and_go_and_what_no_longer_fits_says_so() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, _) = begun(&mut desk);
    let advice = json!({ "kind": "add_service", "name": "Advice", "description": "A call a month.",
        "billing": { "kind": "recurring", "every": "month" }, "quantity": "1", "price": "100.00",
        "tax": "none" });
    let add = form(&agreement, "2026-02-01", "prorate", json!([advice]));
    let amendment = id(&desk.call("amendments.create", add));
    desk.call("amendments.send", json!({ "id": amendment }));
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let new = page["services"].as_array().unwrap().iter().find(|one| one["name"] == "Advice");
    assert_eq!(new.unwrap()["standing"], "waiting");
    desk.call("amendments.answer", answer(&amendment, "approved", "2026-01-01"));
    let service = service_of(&mut desk, &agreement, 1);
    let dearer = form(&agreement, "2026-03-01", "prorate", json!([price(&service, "120.00")]));
    approved(&mut desk, dearer, "2026-01-01");
    desk.turn_to("2026-03-01");
    desk.bill_all();
    expect![[r#"
        INV-0001 "2026-01-01"
        Bookkeeping | January 2026 | 35000
        INV-0002 "2026-02-01"
        Bookkeeping | February 2026 | 35000
        Advice | February 2026 | 10000
        INV-0003 "2026-03-01"
        Bookkeeping | March 2026 | 35000
        Advice | March 2026 | 12000
    "#]]
    .assert_eq(&lines(&mut desk));
    let ends = json!([{ "kind": "end_service", "service_id": service }]);
    let end = form(&agreement, "2026-04-01", "prorate", ends.clone());
    let ending = id(&desk.call("amendments.create", end));
    desk.call("amendments.send", json!({ "id": ending }));
    let late = form(&agreement, "2026-06-01", "prorate", json!([price(&service, "90.00")]));
    let later = id(&desk.call("amendments.create", late));
    desk.call("amendments.send", json!({ "id": later }));
    desk.call("amendments.answer", answer(&ending, "approved", "2026-03-01"));
    let found = rows(&mut desk, &agreement);
    assert_eq!((&found[0]["state"], &found[1]["state"]), (&json!("unfit"), &json!("coming")));
    desk.turn_to("2026-05-01");
    desk.bill_all();
    assert_eq!(desk.findings(), Vec::<String>::new());
    assert_eq!(desk.call("catch_up.show", json!({}))["count"], 0);
}

#[test]
fn an_agreement_ends_with_its_final_bill_and_today_asks_for_the_records() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, _) = begun(&mut desk);
    let end = json!([{ "kind": "end", "on": "2026-03-15" }]);
    let seen =
        desk.call("amendments.preview", form(&agreement, "2026-03-01", "prorate", end.clone()));
    assert!(
        seen["sentences"].to_string().contains("The agreement ends on March 15, 2026"),
        "{seen}"
    );
    assert!(seen["remarks"].to_string().contains("records"), "{seen}");
    approved(&mut desk, form(&agreement, "2026-03-01", "prorate", end), "2026-01-01");
    desk.turn_to("2026-03-16");
    desk.bill_all();
    let list = lines(&mut desk);
    assert!(list.contains("Mar 1 to Mar 15, 2026 | 16935"), "{list}");
    let needs = desk.call("today.show", json!({}))["needs"].clone();
    assert!(needs.to_string().contains("Return the records of Alder Bakery LLC"), "{needs}");
    desk.turn_to("2026-08-01");
    assert_eq!(desk.call("catch_up.show", json!({}))["count"], 0);
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    assert_eq!(page["row"]["state"], "complete");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_transfer_bills_the_new_client_from_its_day_and_needs_a_signature() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, _) = begun(&mut desk);
    let other = desk.client("Alder Holdings Inc");
    let change = json!([{ "kind": "transfer", "client_id": other }]);
    let amendment =
        id(&desk.call("amendments.create", form(&agreement, "2026-02-01", "prorate", change)));
    desk.call("amendments.send", json!({ "id": amendment }));
    let page = rows(&mut desk, &agreement)[0].clone();
    assert_eq!(page["consent"], "new_signature");
    assert!(page["sentences"].to_string().contains("Alder Holdings Inc takes over"), "{page}");
    let bare = desk.refused("amendments.answer", answer(&amendment, "signed", "2026-01-01"));
    assert_eq!(bare.field.as_deref(), Some("file"));
    let mut signed = answer(&amendment, "signed", "2026-01-01");
    signed["file"] = file("signed.pdf", b"%PDF-1.7 a scan");
    desk.call("amendments.answer", signed);
    desk.turn_to("2026-02-01");
    desk.bill_all();
    let list = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 50 });
    let invoices = desk.call("invoices.list", list);
    expect![[r#"
        INV-0001 | Alder Bakery LLC | 35000
        INV-0002 | Alder Holdings Inc | 35000
    "#]]
    .assert_eq(&table(&invoices["rows"], &["number", "client", "total"]));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_consent_matrix_is_the_practices_and_never_alters_what_was_written() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    let save = json!({ "kind": "price", "direction": "worse",
        "field": { "consent": "new_signature", "days": 0 } });
    let done = desk.done("consent.save", save);
    let rise = form(&agreement, "2026-03-01", "prorate", json!([price(&service, "400.00")]));
    assert_eq!(desk.call("amendments.preview", rise.clone())["consent"], "new_signature");
    let amendment = id(&desk.call("amendments.create", rise));
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.undo(&done);
    let matrix = desk.call("consent.matrix", json!({}));
    assert_eq!(matrix["rows"][2]["worse"], json!({ "consent": "notice", "days": 30 }));
    assert_eq!(rows(&mut desk, &agreement)[0]["consent"], "new_signature");
    desk.call("amendments.answer", answer(&amendment, "approved", "2026-01-01"));
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "waiting");
}

#[test]
fn what_is_written_can_be_taken_back_until_it_holds() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    let rise = form(&agreement, "2026-03-01", "prorate", json!([price(&service, "400.00")]));
    let done = desk.done("amendments.create", rise.clone());
    desk.undo(&done);
    assert_eq!(rows(&mut desk, &agreement)[0]["state"], "withdrawn");
    let second = approved(&mut desk, rise, "2026-01-01");
    assert_eq!(rows(&mut desk, &agreement)[0]["number"], 2);
    desk.turn_to("2026-03-01");
    let refused = desk.refused("amendments.withdraw", json!({ "id": second }));
    assert!(refused.message.contains("holds already"), "{}", refused.message);
}

#[test]
fn wrong_forms_are_refused_beside_their_field() {
    let mut desk = Desk::on("2026-01-01");
    let (agreement, service) = begun(&mut desk);
    let mut check = |changed: Value, field: &str| {
        let mut question =
            form(&agreement, "2026-03-01", "prorate", json!([price(&service, "400.00")]));
        for (key, value) in changed.as_object().unwrap() {
            question[key] = value.clone();
        }
        let refused = desk.refused("amendments.create", question);
        assert_eq!(refused.field.as_deref(), Some(field), "{changed}: {}", refused.message);
    };
    check(json!({ "effective_on": "2025-12-31" }), "effective_on");
    check(json!({ "effective_on": "soon" }), "effective_on");
    check(json!({ "mid_period": "guess" }), "mid_period");
    check(json!({ "changes": [] }), "changes");
    check(json!({ "changes": [price(&service, "-4.00")] }), "changes");
    check(json!({ "changes": [price(&service, "350.00")] }), "changes");
    check(json!({ "changes": [price(&service, "three")] }), "price");
    check(json!({ "changes": [{ "kind": "payment_days", "days": "400" }] }), "days");
    check(json!({ "changes": [{ "kind": "end", "on": "2026-01-15" }] }), "changes");
}
