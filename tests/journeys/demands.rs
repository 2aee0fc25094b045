//! Formal demands: a person's decision, with the term of the place, over what nobody disputes; then
//! everything else waits until the term has passed, and the user is asked.

use app::failure::Code;
use domain::mail::Outcome;
use serde_json::{Value, json};
use tests::{Desk, id, practice, texts};

use crate::on_paper::owing;

/// A client who owes 450.00 since 17 March, in April.
fn late() -> (Desk, String) {
    let (desk, clients) = owing(&["Alder Bakery LLC"]);
    desk.turn_to_instant("2026-04-20T15:00:00Z");
    (desk, clients[0].clone())
}

fn form(desk: &mut Desk, client: &str) -> Value {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    json!({ "client_id": client, "invoices": [invoice], "channel": "letter", "person": false,
        "days": "", "forms_enclosed": false, "subject": "", "body": "" })
}

fn followed(desk: &mut Desk, client: &str) -> Value {
    desk.call("follow_ups.of_client", json!({ "id": client }))
}

fn needs(desk: &mut Desk) -> String {
    desk.call("today.show", json!({}))["needs"].to_string()
}

#[test]
fn a_demand_is_posted_runs_its_term_and_then_asks_the_user() {
    let (mut desk, client) = late();
    let form = form(&mut desk, &client);
    let seen = desk.call("demands.preview", form.clone());
    assert_eq!((&seen["title"], &seen["least_days"]), (&json!("Formal demand"), &json!(14)));
    assert!(seen["rule"].as_str().unwrap().contains("fourteen are the custom"), "{seen}");
    assert_eq!((&seen["findings"], &seen["reasons"]), (&json!([]), &json!([])));
    let made = desk.done("demands.make", form.clone());
    let seen = followed(&mut desk, &client);
    assert_eq!(seen["demand"]["answer_by"], "2026-05-04");
    assert_eq!(seen["demand"]["asked"]["minor"], 45_000);
    let body = seen["history"][0]["body"].as_str().unwrap();
    for said in [
        "INV-0001, due March 17, 2026: 450.00",
        "This rests on our agreement PR-0001 of March 2, 2026.",
        "No late charge is in it.",
        "Please pay 450.00 USD by May 4, 2026, which is 14 days from the date of this letter.",
        "If you dispute any part of it",
        "Nothing of that kind is done before that day.",
    ] {
        assert!(body.contains(said), "{said}: {body}");
    }
    // It is a letter to post; posted too late its days would not be those it names.
    let to_post = |desk: &mut Desk| {
        desk.call("follow_ups.board", json!({}))["to_post"].as_array().cloned().unwrap()
    };
    assert_eq!(to_post(&mut desk)[0]["trouble"], Value::Null);
    desk.turn_to_instant("2026-04-22T15:00:00Z");
    let trouble = to_post(&mut desk)[0]["trouble"].clone();
    assert_eq!(trouble, "its days count from its date; make it anew");
    desk.undo(&made);
    assert_eq!(followed(&mut desk, &client)["demand"], Value::Null);
    let made = id(&desk.call("demands.make", form.clone()));
    desk.call("follow_ups.posted", json!({ "ids": [made] }));
    // Nothing else is said while it runs, by whatever way.
    desk.turn_to_instant("2026-05-05T15:00:00Z");
    let row = followed(&mut desk, &client)["row"].clone();
    assert_eq!(texts(&row["reasons"]), ["a formal demand runs until May 6, 2026"]);
    assert_eq!(desk.refused("demands.make", form).code, Code::Conflict);
    assert!(!needs(&mut desk).contains("The term of the demand"));
    desk.turn_to_instant("2026-05-07T15:00:00Z");
    assert!(needs(&mut desk).contains("The term of the demand to Alder Bakery LLC has passed"));
    // Handing it off takes the letter along and answers the question.
    let hand = json!({ "client_id": client, "goes_to": "court", "name": "District Court",
        "reason": "No answer", "left_out": [] });
    let pack = desk.call("hand_offs.preview", hand.clone());
    let names: Vec<&str> =
        pack["files"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"05-demand-2026-04-22.pdf"), "{names:?}");
    let contacts = pack["files"].to_string();
    assert!(contacts.contains("2026-04-22 letter, posted 2026-04-22: Formal demand"), "{contacts}");
    desk.call("hand_offs.make", hand);
    assert!(!needs(&mut desk).contains("The term of the demand"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_demand_leaves_by_e_mail_with_its_letter_and_its_invoices() {
    let (mut desk, client) = late();
    let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
        "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
        "copy_to_self": "none", "password": null, "sends_notices": false });
    desk.call("mail.save_account", account);
    let mut form = form(&mut desk, &client);
    form["channel"] = json!("mail");
    let refused = desk.refused("demands.make", form.clone());
    assert!(refused.message.ends_with("there is no e-mail address"), "{}", refused.message);
    let address = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "",
        "email": "june@alder.example", "phone": "", "address": "1 Main Street",
        "tax_number": "", "payer_names": "", "notes": "" });
    desk.call("clients.save", json!({ "id": client, "form": address }));
    desk.call("demands.make", form.clone());
    desk.turn_to_instant("2026-04-20T15:05:00Z");
    let app::mail::Next::Send(outgoing) = desk.app.next_mail().unwrap() else {
        panic!("nothing leaves")
    };
    let app::mail::Content::Fresh(letter) = &outgoing.content else { panic!("it is built") };
    let names: Vec<&str> = letter.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["Formal demand Alder Bakery LLC.pdf", "INV-0001.pdf"]);
    assert!(desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
    desk.app.end_mail(outgoing.id, &Outcome::Taken("250 OK".to_owned())).unwrap();
    let demand = followed(&mut desk, &client)["demand"]["id"].clone();
    let ended = json!({ "id": demand, "reason": "They called" });
    let ended = desk.done("demands.end", ended);
    assert_eq!(followed(&mut desk, &client)["demand"], Value::Null);
    desk.undo(&ended);
    assert_ne!(followed(&mut desk, &client)["demand"], Value::Null);
}

#[test]
fn rule_13_a_demand_is_refused_where_anything_speaks_against_it() {
    for (stops, mut question, why) in [
        (
            "invoice_disputes.open",
            json!({ "amount": "50.00", "about": "quality", "words": "The payroll" }),
            "INV-0001 is in dispute; answer that first",
        ),
        (
            "promises.keep",
            json!({ "amount": "450.00", "promised_for": "2026-04-30", "words": "" }),
            "promised to pay by Apr 30, 2026",
        ),
        (
            "holds.set",
            json!({ "until": "2026-04-30", "reason": "On leave" }),
            "left alone until Apr 30, 2026",
        ),
        (
            "following.keep",
            json!({ "tier": "usual", "circumstance": "hardship" }),
            "the client is in hardship; offer a plan",
        ),
        (
            "following.keep",
            json!({ "tier": "usual", "circumstance": "insolvency" }),
            "the client is insolvent; the claim goes to whoever administers it",
        ),
        (
            "following.keep",
            json!({ "tier": "usual", "circumstance": "death" }),
            "the client has died; write to the estate by hand",
        ),
        (
            "plans.offer",
            json!({ "parts": "3", "monthly": "", "first_on": "2026-05-01", "at_signing": false,
                "grace_days": 5, "frozen": true }),
            "INV-0001 is on a plan",
        ),
    ] {
        let (mut desk, client) = late();
        let form = form(&mut desk, &client);
        match stops {
            "invoice_disputes.open" => question["invoice_id"] = form["invoices"][0].clone(),
            "plans.offer" => question["invoices"] = form["invoices"].clone(),
            _ => {}
        }
        if stops != "invoice_disputes.open" {
            question["client_id"] = json!(client);
        }
        desk.call(stops, question);
        let refused = desk.refused("demands.make", form);
        assert!(refused.message.ends_with(why), "{}", refused.message);
    }
    // That a client is followed up by hand does not stop what is done by hand.
    let (mut desk, client) = late();
    let form = form(&mut desk, &client);
    let by_hand = json!({ "client_id": client, "tier": "never", "circumstance": "none" });
    desk.call("following.keep", by_hand);
    for wrong in ["or else", "{unknown}", "It is 540.00."] {
        let mut own = form.clone();
        own["subject"] = json!("Formal demand");
        own["body"] = json!(format!("Please pay {wrong}"));
        assert_eq!(desk.refused("demands.make", own).field.as_deref(), Some("body"), "{wrong}");
    }
    desk.call("demands.make", form);
}

#[test]
fn in_england_a_person_has_thirty_days_and_the_forms_by_post() {
    let (mut desk, client) = late();
    let mut place = practice();
    place["next_invoice"] = json!("2");
    place["jurisdiction"] = json!("GB");
    place["region"] = json!("");
    place["time_zone"] = json!("Europe/London");
    desk.call("practice.save", place);
    let mut form = form(&mut desk, &client);
    let business = desk.call("demands.preview", form.clone());
    assert_eq!(
        (&business["title"], &business["least_days"]),
        (&json!("Letter before claim"), &json!(14))
    );
    form["person"] = json!(true);
    let person = desk.call("demands.preview", form.clone());
    assert_eq!((&person["title"], &person["least_days"]), (&json!("Letter of claim"), &json!(30)));
    assert_eq!(person["answer_by"], "2026-05-20");
    assert!(person["forms"].as_str().unwrap().contains("reply form"));
    let refused = desk.refused("demands.make", form.clone());
    assert_eq!(refused.field.as_deref(), Some("forms_enclosed"));
    form["forms_enclosed"] = json!(true);
    let mut sooner = form.clone();
    sooner["days"] = json!("14");
    assert_eq!(desk.refused("demands.make", sooner).field.as_deref(), Some("days"));
    let mut mailed = form.clone();
    mailed["channel"] = json!("mail");
    let refused = desk.refused("demands.make", mailed);
    assert!(refused.message.contains("e-mail address") || refused.message.contains("by post"));
    desk.call("demands.make", form);
}
