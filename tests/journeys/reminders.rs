//! Notices of amendments and their reminders leave by themselves where the user has switched it
//! on: each once, none too late, and none after an answer.

use domain::mail::Outcome;
use serde_json::{Value, json};
use tests::{Desk, Folder, id, in_person, monthly};

/// An account that only plans: nothing of this story reaches a server.
fn account(by_itself: bool) -> Value {
    json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "", "from_name": "Nora",
        "from_address": "nora@halloway.example", "reply_to": "", "copy_to_self": "none",
        "password": null, "sends_notices": by_itself })
}

/// An agreement whose letter lets silence consent within 30 days, since 2026-01-01; an amendment
/// of its price is written.
fn written(desk: &mut Desk, email: &str) -> String {
    let form = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "June Alder",
        "email": email, "phone": "", "address": "1 Main Street", "tax_number": "",
        "payer_names": "", "notes": "" });
    let client = id(&desk.call("clients.add", form));
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-01");
    draft["lines"] = json!([monthly("Bookkeeping", "350.00")]);
    draft["clauses"]["added"] = json!(["AMEND/notice"]);
    draft["clauses"]["values"] = json!({ "consent_days": "30" });
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let mut signed = in_person(sent["revision"]["id"].as_str().unwrap(), "June Alder");
    signed["signing"]["initials"] = json!("JA");
    let accepted = desk.call("acceptances.in_person", signed);
    let agreement = accepted["agreement_id"].clone();
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let change = json!({ "kind": "price", "service_id": page["services"][0]["id"],
        "price": "400.00" });
    let form = json!({ "agreement_id": agreement, "effective_on": "2026-04-01",
        "mid_period": "from_next_period", "changes": [change] });
    id(&desk.call("amendments.create", form))
}

/// The same, switched on and sent on 1 February: the client may object until 3 March.
fn noticed(desk: &mut Desk) -> String {
    desk.call("mail.save_account", account(true));
    let amendment = written(desk, "june@alder.example");
    desk.turn_to("2026-02-01");
    desk.call("amendments.send", json!({ "id": amendment }));
    amendment
}

/// The mails of the outbox, the oldest first: what about, and where each stands.
fn outbox(desk: &mut Desk) -> Vec<String> {
    let rows = desk.call("mail.outbox", json!({}))["rows"].as_array().cloned().unwrap();
    let mut told: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            let words = [&row["about"]["kind"], &row["state"]].map(|word| word.as_str().unwrap());
            (row["planned_at"].as_str().unwrap().to_owned(), words.join(" "))
        })
        .collect();
    told.sort();
    told.into_iter().map(|(_, words)| words).collect()
}

/// The worker's look for what is due.
fn look(desk: &mut Desk) -> Value {
    desk.call("amendments.send_reminders", json!({}))
}

/// Everything that waits is taken by the server.
fn deliver(desk: &mut Desk, at: &str) {
    desk.turn_to_instant(at);
    while let app::mail::Next::Send(outgoing) = desk.app.next_mail().unwrap() {
        assert!(desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
        desk.app.end_mail(outgoing.id, &Outcome::Taken("250 OK".to_owned())).unwrap();
    }
}

fn reminds_today(desk: &mut Desk) -> usize {
    let needs = desk.call("today.show", json!({}))["needs"].as_array().cloned().unwrap();
    needs.iter().filter(|need| need["title"].as_str().unwrap().starts_with("Remind")).count()
}

#[test]
fn nothing_leaves_by_itself_until_it_is_switched_on_and_today_lists_it_either_way() {
    let mut desk = Desk::on("2026-01-01");
    desk.call("mail.save_account", account(false));
    let amendment = written(&mut desk, "june@alder.example");
    desk.turn_to("2026-02-01");
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.turn_to("2026-02-16");
    assert_eq!(look(&mut desk)["sent"], 0);
    assert_eq!(outbox(&mut desk), Vec::<String>::new());
    assert_eq!(reminds_today(&mut desk), 1);
    // What was sent before it was switched on stays the user's to remind of.
    desk.call("mail.save_account", account(true));
    assert_eq!(look(&mut desk)["sent"], 0);
    assert_eq!(reminds_today(&mut desk), 1);
}

#[test]
fn the_notice_leaves_with_the_sending_and_each_reminder_once_on_its_day() {
    let mut desk = Desk::on("2026-01-01");
    noticed(&mut desk);
    assert_eq!(outbox(&mut desk), ["amendment planned"]);
    deliver(&mut desk, "2026-02-01T15:00:00Z");
    desk.turn_to("2026-02-15");
    assert_eq!(look(&mut desk)["sent"], 0);
    desk.turn_to("2026-02-16");
    assert_eq!(reminds_today(&mut desk), 1);
    assert_eq!(look(&mut desk)["sent"], 1);
    assert_eq!((look(&mut desk)["sent"].clone(), reminds_today(&mut desk)), (json!(0), 0));
    deliver(&mut desk, "2026-02-16T15:00:00Z");
    desk.turn_to("2026-03-02");
    assert_eq!(look(&mut desk)["sent"], 1);
    deliver(&mut desk, "2026-03-02T15:00:00Z");
    desk.turn_to("2026-03-04");
    assert_eq!(look(&mut desk), json!({ "sent": 0, "taken_back": 0 }));
    let left = "confirmed";
    let all = [format!("amendment {left}"), format!("amendment_reminder {left}")];
    assert_eq!(outbox(&mut desk), [&all[0][..], &all[1], &all[1]]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn after_a_closed_lid_one_reminder_leaves_and_after_the_notice_none() {
    let mut desk = Desk::on("2026-01-01");
    noticed(&mut desk);
    // Both days have passed: the client is reminded once.
    desk.turn_to("2026-03-03");
    assert_eq!(look(&mut desk)["sent"], 1);
    assert_eq!(look(&mut desk)["sent"], 0);
    assert_eq!(outbox(&mut desk), ["amendment planned", "amendment_reminder planned"]);
    // It could not leave in time, so it does not leave at all.
    desk.turn_to("2026-03-04");
    assert_eq!(look(&mut desk), json!({ "sent": 0, "taken_back": 1 }));
    assert_eq!(outbox(&mut desk), ["amendment planned", "amendment_reminder cancelled"]);
}

#[test]
fn a_reminder_that_still_waits_makes_way_for_the_next() {
    let mut desk = Desk::on("2026-01-01");
    noticed(&mut desk);
    deliver(&mut desk, "2026-02-01T15:00:00Z");
    desk.turn_to("2026-02-16");
    look(&mut desk);
    desk.turn_to("2026-03-02");
    look(&mut desk);
    let told = outbox(&mut desk);
    assert_eq!(told[1..], ["amendment_reminder cancelled", "amendment_reminder planned"]);
}

#[test]
fn whoever_has_objected_is_not_reminded() {
    let mut desk = Desk::on("2026-01-01");
    let amendment = noticed(&mut desk);
    deliver(&mut desk, "2026-02-01T15:00:00Z");
    desk.turn_to("2026-02-16");
    look(&mut desk);
    let no = json!({ "id": amendment, "answer": "objected", "on": "2026-02-16",
        "words": "June Alder, by telephone", "file": null });
    desk.call("amendments.answer", no);
    assert_eq!(outbox(&mut desk), ["amendment confirmed", "amendment_reminder cancelled"]);
    desk.turn_to("2026-03-02");
    assert_eq!(look(&mut desk), json!({ "sent": 0, "taken_back": 0 }));
}

#[test]
fn an_amendment_taken_back_takes_its_notice_out_of_the_outbox() {
    let mut desk = Desk::on("2026-01-01");
    desk.call("mail.save_account", account(true));
    let amendment = written(&mut desk, "june@alder.example");
    desk.call("amendments.send", json!({ "id": amendment }));
    desk.call("amendments.withdraw", json!({ "id": amendment, "reason": "A mistake" }));
    assert_eq!(outbox(&mut desk), ["amendment cancelled"]);
}

#[test]
fn a_client_without_an_address_stays_on_today() {
    let mut desk = Desk::on("2026-01-01");
    desk.call("mail.save_account", account(true));
    let amendment = written(&mut desk, "");
    desk.turn_to("2026-02-01");
    desk.call("amendments.send", json!({ "id": amendment }));
    assert_eq!(outbox(&mut desk), Vec::<String>::new());
    desk.turn_to("2026-02-16");
    assert_eq!((look(&mut desk)["sent"].clone(), reminds_today(&mut desk)), (json!(0), 1));
}

#[test]
fn rule_10_a_program_that_went_away_reminds_nobody_twice() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    noticed(&mut desk);
    deliver(&mut desk, "2026-02-01T15:00:00Z");
    // It went away right after the reminder was written down.
    desk.turn_to("2026-02-16");
    look(&mut desk);
    drop(desk);
    let mut desk = folder.desk("2026-02-16");
    assert_eq!(look(&mut desk)["sent"], 0);
    assert_eq!(outbox(&mut desk)[1..], ["amendment_reminder planned"]);
    // It went away while the server had it: nobody knows, so nothing is sent again by itself.
    desk.turn_to_instant("2026-02-16T15:00:00Z");
    let app::mail::Next::Send(outgoing) = desk.app.next_mail().unwrap() else {
        panic!("a reminder waits");
    };
    assert!(desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
    drop(desk);
    let mut desk = folder.desk("2026-02-16");
    assert_eq!(look(&mut desk)["sent"], 0);
    assert_eq!(outbox(&mut desk)[1..], ["amendment_reminder unknown"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
