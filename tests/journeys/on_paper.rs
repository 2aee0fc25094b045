//! Reminders on paper: made as one file, kept as messages, posted by the user, and held to the same
//! rules as e-mails.

use app::failure::Code;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::{Desk, id, monthly, texts};

/// Clients who each owe 450.00 since 17 March, with a policy that writes letters on paper.
pub(crate) fn owing(names: &[&str]) -> (Desk, Vec<String>) {
    let mut desk = Desk::on("2026-03-02");
    let mut policy = desk.call("follow_policy.show", json!({}));
    let step = |days: i32, says: &str| {
        json!({ "days": days, "channel": "letter", "says": says, "tone": "formal",
            "approve": false })
    };
    policy["tiers"][0]["steps"] =
        json!([step(3, "reminder"), step(7, "third_reminder"), step(30, "formal_letter")]);
    desk.call("follow_policy.keep", policy);
    let mut clients = Vec::new();
    for name in names {
        let form = json!({ "name": name, "kind": "business", "contact": "", "email": "",
            "phone": "", "address": "1 Main Street\nPortland, ME 04101", "tax_number": "",
            "payer_names": "", "notes": "" });
        let client = id(&desk.call("clients.add", form));
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
        clients.push(client);
    }
    assert_eq!(desk.bill_all().len(), names.len());
    (desk, clients)
}

fn morning(desk: &Desk, day: &str) {
    desk.turn_to_instant(&format!("{day}T15:00:00Z"));
}

fn for_clients(clients: &[String]) -> Value {
    let letters: Vec<Value> = clients.iter().map(|id| json!({ "client_id": id })).collect();
    json!({ "letters": letters })
}

fn to_post(desk: &mut Desk) -> Vec<Value> {
    desk.call("follow_ups.board", json!({}))["to_post"].as_array().cloned().unwrap()
}

fn ids(letters: &[Value]) -> Value {
    json!({ "ids": letters.iter().map(|letter| letter["id"].clone()).collect::<Vec<_>>() })
}

fn reasons(desk: &mut Desk, client: &str) -> Vec<String> {
    texts(&desk.call("follow_ups.of_client", json!({ "id": client }))["row"]["reasons"])
}

fn needs(desk: &mut Desk) -> String {
    desk.call("today.show", json!({}))["needs"].to_string()
}

#[test]
fn rule_13_letters_are_made_as_one_file_posted_and_counted_on_that_day() {
    let (mut desk, clients) = owing(&["Alder Bakery LLC", "Birch & Co"]);
    morning(&desk, "2026-03-20");
    assert!(needs(&mut desk).contains("Letters to 2 clients are to be printed"));
    let made = desk.done("follow_ups.print", for_clients(&clients));
    let pdf = STANDARD.decode(made.reply["content"].as_str().unwrap()).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(made.reply["name"], "Letters 2026-03-20 (2).pdf");
    let letters = to_post(&mut desk);
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0]["subject"], "A reminder: invoice INV-0001");
    assert_eq!(letters[0]["printed_in"], letters[1]["printed_in"]);
    assert_ne!(letters[0]["document"], letters[1]["document"]);
    assert!(needs(&mut desk).contains("2 letters are to be posted"));
    // Each is a message with its text, and its own page among the documents.
    let seen = desk.call("follow_ups.of_client", json!({ "id": clients[0] }));
    let row = &seen["history"][0];
    assert_eq!((&row["channel"], &row["state"]), (&json!("letter"), &json!("to_post")));
    let body = row["body"].as_str().unwrap();
    assert!(body.contains("INV-0001 of March 2, 2026, due March 17, 2026: 450.00 USD"), "{body}");
    desk.call("documents.show", json!({ "sha256": row["document"] }));
    // Nothing else is said until it is posted; then it is the message of that day.
    morning(&desk, "2026-03-24");
    assert_eq!(reasons(&mut desk, &clients[0]), ["a message to them has not left yet"]);
    let posted = desk.done("follow_ups.posted", ids(&letters));
    assert_eq!(to_post(&mut desk), Vec::<Value>::new());
    assert_eq!(reasons(&mut desk, &clients[0]), ["had a message today"]);
    desk.undo(&posted);
    assert_eq!(to_post(&mut desk).len(), 2);
    desk.call("follow_ups.posted", ids(&letters));
    let twice = desk.refused("follow_ups.posted", ids(&letters));
    assert_eq!(twice.code, Code::Conflict);
    // The next step keeps its distance from the day on which the one before was made.
    morning(&desk, "2026-03-25");
    desk.call("follow_ups.print", for_clients(&clients));
    assert_eq!(to_post(&mut desk)[0]["subject"], "invoice INV-0001: 450.00 USD is 8 days late");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_letter_that_was_taken_back_was_never_said_and_is_made_again_the_same_day() {
    let (mut desk, clients) = owing(&["Alder Bakery LLC"]);
    morning(&desk, "2026-03-20");
    let made = desk.done("follow_ups.print", for_clients(&clients));
    desk.undo(&made);
    assert_eq!((to_post(&mut desk).len(), reasons(&mut desk, &clients[0]).len()), (0, 0));
    let seen = desk.call("follow_ups.preview", json!({ "id": clients[0] }));
    assert_eq!((&seen["channel"], &seen["findings"]), (&json!("letter"), &json!([])));
    assert_eq!(seen["to"], "1 Main Street\nPortland, ME 04101");
    // The user's own words keep the table where its name stands.
    let body = seen["body"].as_str().unwrap().replace("Dear Alder Bakery LLC", "Dear June");
    assert!(body.contains("\n\n{invoices}\n\n"), "{body}");
    let write = |body: &str| {
        json!({ "letters": [{ "client_id": clients[0], "subject": seen["subject"],
            "body": body }] })
    };
    let own = json!({ "client_id": clients[0], "subject": seen["subject"], "body": body });
    let own = desk.call("follow_ups.preview", json!({ "id": clients[0], "words": own }));
    assert_ne!(own["pdf"], seen["pdf"]);
    for wrong in ["Pay or else.", "It is 540.00 now.", "{nothing}"] {
        let refused = desk.refused("follow_ups.print", write(&format!("{body}\n\n{wrong}")));
        assert_eq!(refused.field.as_deref(), Some("body"), "{wrong}");
    }
    desk.call("follow_ups.print", write(&body));
    let history = desk.call("follow_ups.of_client", json!({ "id": clients[0] }))["history"].clone();
    assert!(history[0]["body"].as_str().unwrap().starts_with("Dear June,"));
    assert_eq!(history[1]["why"], "taken back before it was posted");
}

/// Rules 12 and 13: what stops an e-mail stops a letter, when it is made and before it is posted.
#[test]
fn rules_12_and_13_money_a_dispute_a_promise_and_a_hold_stop_letters_too() {
    let (mut desk, clients) = owing(&["Alder Bakery LLC"]);
    let client = clients[0].clone();
    morning(&desk, "2026-03-20");
    desk.call("follow_ups.print", for_clients(&clients));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let opened = json!({ "invoice_id": invoice, "amount": "150.00", "about": "quality",
        "words": "The payroll of February" });
    desk.call("invoice_disputes.open", opened);
    assert_eq!(to_post(&mut desk)[0]["trouble"], "what is asked for on INV-0001 is in dispute");
    assert!(needs(&mut desk).contains("not to be posted any more"));
    let letters = to_post(&mut desk);
    desk.call("follow_ups.drop_letters", ids(&letters));
    for (stops, mut question, why) in [
        (
            "promises.keep",
            json!({ "amount": "450.00", "promised_for": "2026-03-27", "words": "" }),
            "promised to pay by Mar 27, 2026",
        ),
        (
            "holds.set",
            json!({ "until": "2026-03-30", "reason": "On leave" }),
            "left alone until Mar 30, 2026",
        ),
    ] {
        question["client_id"] = json!(client);
        let stopped = desk.done(stops, question);
        let refused = desk.refused("follow_ups.print", for_clients(&clients));
        assert!(refused.message.ends_with(why), "{}", refused.message);
        desk.undo(&stopped);
    }
    // A day off is one for letters too; the evening is not.
    desk.turn_to_instant("2026-03-21T15:00:00Z");
    let refused = desk.refused("follow_ups.print", for_clients(&clients));
    assert!(refused.message.ends_with("today is no working day"), "{}", refused.message);
    desk.turn_to_instant("2026-03-23T23:30:00Z");
    desk.call("follow_ups.print", for_clients(&clients));
    let paid = json!({ "client_id": client, "received_on": "2026-03-23", "amount": "450.00",
        "method": "transfer", "reference": "",
        "allocations": [{ "invoice_id": invoice, "amount": "450.00" }] });
    desk.call("payments.record", paid);
    assert_eq!(to_post(&mut desk)[0]["trouble"], "nothing is open on INV-0001 any more");
}

#[test]
fn a_letter_needs_an_address_to_post_to_and_none_for_e_mail() {
    let (mut desk, clients) = owing(&["Alder Bakery LLC"]);
    morning(&desk, "2026-03-20");
    assert_eq!(reasons(&mut desk, &clients[0]), Vec::<String>::new());
    let form = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "",
        "email": "june@alder.example", "phone": "", "address": "", "tax_number": "",
        "payer_names": "", "notes": "" });
    let keep = json!({ "id": clients[0], "form": form });
    desk.call("clients.save", keep);
    assert_eq!(reasons(&mut desk, &clients[0]), ["there is no address to post to"]);
    let wrong = json!({ "client_id": clients[0], "subject": "Reminder", "body": "Please pay." });
    let refused = desk.refused("follow_ups.send", wrong);
    assert!(refused.message.contains("is a letter; print it"), "{}", refused.message);
}
