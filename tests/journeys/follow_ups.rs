//! Following up: who is late hears of it once a step and day, and nobody does who has paid,
//! disputes, promised, or of whom too little is known.

use app::failure::Code;
use domain::mail::Outcome;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, texts};

use crate::reconciling::{accept, import, line_of};

/// An account that only plans: nothing of this story reaches a server.
fn account() -> Value {
    json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "", "from_name": "Nora",
        "from_address": "nora@halloway.example", "reply_to": "", "copy_to_self": "none",
        "password": null, "sends_notices": false })
}

/// A client who owes 450.00, due on 17 March, and messages that leave by themselves.
pub(crate) fn owing() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = owing_at(&mut desk);
    (desk, client)
}

fn owing_at(desk: &mut Desk) -> String {
    desk.call("mail.save_account", account());
    let mut policy = desk.call("follow_policy.show", json!({}));
    policy["by_itself"] = json!(true);
    desk.call("follow_policy.keep", policy);
    let form = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "June Alder",
        "email": "june@alder.example", "phone": "", "address": "1 Main Street", "tax_number": "",
        "payer_names": "", "notes": "" });
    let client = id(&desk.call("clients.add", form));
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    client
}

/// The morning of a day: ten o'clock in Portland.
pub(crate) fn morning(desk: &Desk, day: &str) {
    desk.turn_to_instant(&format!("{day}T15:00:00Z"));
}

pub(crate) fn run(desk: &mut Desk) -> Value {
    desk.call("follow_ups.run", json!({}))
}

/// What leaves when the outbox is worked through: the subjects.
pub(crate) fn deliver(desk: &mut Desk, at: &str) -> Vec<String> {
    desk.turn_to_instant(at);
    let mut left = Vec::new();
    loop {
        match desk.app.next_mail().unwrap() {
            app::mail::Next::Send(outgoing) => {
                assert!(desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
                desk.app.end_mail(outgoing.id, &Outcome::Taken("250 OK".to_owned())).unwrap();
                left.push(outgoing.id.to_string());
            }
            app::mail::Next::Settled => {}
            app::mail::Next::Nothing => return left,
        }
    }
}

fn followed(desk: &mut Desk, client: &str) -> Value {
    desk.call("follow_ups.of_client", json!({ "id": client }))
}

/// The history of a client: day, subject, state and why, the newest first.
pub(crate) fn history(desk: &mut Desk, client: &str) -> Vec<String> {
    let rows = followed(desk, client)["history"].as_array().cloned().unwrap();
    let told = |row: &Value| {
        let part = |name: &str| row[name].as_str().unwrap().to_owned();
        let words = [part("on"), part("subject"), part("state"), part("why")].join(" | ");
        words.trim_end_matches(" | ").to_owned()
    };
    rows.iter().map(told).collect()
}

fn paid(desk: &mut Desk, client: &str, on: &str) {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": on, "amount": "450.00", "method": "transfer",
            "reference": "", "allocations": [{ "invoice_id": invoice, "amount": "450.00" }] }),
    );
}

/// Rule 13: one message a client and day, one reminder a step and invoice.
#[test]
fn rule_13_each_step_is_said_once_on_its_day() {
    let (mut desk, client) = owing();
    for (day, sent) in [
        ("2026-03-12", 0),
        ("2026-03-13", 0), // Due on Tuesday; three days before is Saturday.
        ("2026-03-14", 0),
        ("2026-03-16", 1),
        ("2026-03-17", 1),
        ("2026-03-19", 0),
        ("2026-03-20", 1),
        ("2026-03-24", 1),
        ("2026-03-31", 1),
    ] {
        morning(&desk, day);
        assert_eq!(run(&mut desk)["sent"], sent, "{day}");
        assert_eq!(run(&mut desk)["sent"], 0, "{day}, once more");
        assert_eq!(deliver(&mut desk, &format!("{day}T15:05:00Z")).len(), sent, "{day}");
    }
    assert_eq!(
        history(&mut desk, &client),
        [
            "2026-03-31 | invoice INV-0001: 450.00 USD is 14 days late | confirmed",
            "2026-03-24 | Is something wrong with invoice INV-0001? | confirmed",
            "2026-03-20 | A reminder: invoice INV-0001 | confirmed",
            "2026-03-17 | Due today: invoice INV-0001 | confirmed",
            "2026-03-16 | Due soon: invoice INV-0001 | confirmed",
        ]
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn from_the_21st_day_on_the_user_reads_first_and_may_change_the_words() {
    let (mut desk, client) = owing();
    for day in ["2026-03-20", "2026-03-24", "2026-03-31"] {
        morning(&desk, day);
        run(&mut desk);
        deliver(&mut desk, &format!("{day}T15:05:00Z"));
    }
    morning(&desk, "2026-04-02");
    let row = followed(&mut desk, &client)["row"].clone();
    assert_eq!(row["call"]["channel"], "call");
    let called = json!({ "client_id": client, "outcome": "reached", "note": "Will look" });
    desk.call("follow_ups.call", called);
    morning(&desk, "2026-04-07");
    assert_eq!(run(&mut desk), json!({ "sent": 0, "waiting": 1, "held": 0 }));
    let needs = desk.call("today.show", json!({}))["needs"].to_string();
    assert!(needs.contains("A message to Alder Bakery LLC waits for your yes"), "{needs}");
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    assert_eq!(seen["label"], "Notice of late charges");
    assert_eq!((&seen["findings"], &seen["reasons"]), (&json!([]), &json!([])));
    let body = seen["body"].as_str().unwrap().to_owned();
    assert!(body.contains("INV-0001 of March 2, 2026, due March 17, 2026: 450.00 USD"), "{body}");
    let write =
        |body: String| json!({ "client_id": client, "subject": seen["subject"], "body": body });
    for wrong in ["Pay or else.", "It is 540.00 now.", "We will withhold your papers."] {
        let refused = desk.refused("follow_ups.send", write(format!("{body}\n\n{wrong}")));
        assert_eq!(refused.field.as_deref(), Some("body"), "{wrong}");
    }
    desk.call("follow_ups.send", write(body));
    assert_eq!(deliver(&mut desk, "2026-04-07T15:05:00Z").len(), 1);
}

/// Rule 13: what is true when it is written may not be when it leaves.
#[test]
fn a_reminder_is_held_back_because_the_money_arrived() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    assert_eq!(run(&mut desk)["sent"], 1);
    paid(&mut desk, &client, "2026-03-20");
    assert_eq!(deliver(&mut desk, "2026-03-20T15:05:00Z"), Vec::<String>::new());
    assert_eq!(
        history(&mut desk, &client),
        [
            "2026-03-20 | A reminder: invoice INV-0001 | held_back | nothing is open on INV-0001 any more"
        ]
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_promise_a_hold_a_circumstance_and_a_dispute_each_stop_what_waits() {
    for (stops, question, why) in [
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
        (
            "following.keep",
            json!({ "tier": "usual", "circumstance": "hardship" }),
            "the client is in hardship; offer a plan",
        ),
        (
            "following.keep",
            json!({ "tier": "never", "circumstance": "none" }),
            "this client is followed up by hand",
        ),
    ] {
        let (mut desk, client) = owing();
        morning(&desk, "2026-03-20");
        run(&mut desk);
        let mut question = question;
        question["client_id"] = json!(client);
        desk.call(stops, question);
        assert_eq!(deliver(&mut desk, "2026-03-20T15:05:00Z"), Vec::<String>::new());
        let told = history(&mut desk, &client);
        assert!(told[0].ends_with(why), "{told:?}");
        morning(&desk, "2026-03-23");
        assert_eq!(run(&mut desk)["sent"], 0, "{stops}");
    }
}

#[test]
fn only_the_disputed_part_is_left_alone_and_the_rest_is_asked_for() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    run(&mut desk);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let question = json!({ "invoice_id": invoice, "amount": "150.00", "about": "quality",
        "words": "The payroll of February" });
    let dispute = id(&desk.call("invoice_disputes.open", question.clone()));
    assert_eq!(desk.refused("invoice_disputes.open", question).code, Code::Conflict);
    deliver(&mut desk, "2026-03-20T15:05:00Z");
    assert!(history(&mut desk, &client)[0].ends_with("is in dispute"));
    // The next day the rest is asked for, and the amount in dispute is named.
    morning(&desk, "2026-03-23");
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    let body = seen["body"].as_str().unwrap();
    assert!(body.contains("300.00 USD; 150.00 USD is in dispute and not asked for"), "{body}");
    assert_eq!(followed(&mut desk, &client)["disputes"][0]["reply_by"], "2026-03-27");
    let close = json!({ "id": dispute, "outcome": "uphold", "answer": "The work was as agreed." });
    desk.call("invoice_disputes.close", close.clone());
    assert_eq!(desk.refused("invoice_disputes.close", close).code, Code::Conflict);
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    assert!(seen["body"].as_str().unwrap().contains("450.00 USD"));
}

#[test]
fn when_everything_was_said_the_user_decides_what_comes_next() {
    let (mut desk, client) = owing();
    let mut policy = desk.call("follow_policy.show", json!({}));
    policy["tiers"][0]["steps"] = json!([{ "days": 3, "channel": "mail", "says": "reminder",
        "tone": "friendly", "approve": false }]);
    desk.call("follow_policy.keep", policy);
    let asks = |desk: &mut Desk| {
        let needs = desk.call("today.show", json!({}))["needs"].to_string();
        needs.contains("Decide what becomes of what Alder Bakery LLC owes")
    };
    morning(&desk, "2026-03-19");
    assert!(!asks(&mut desk), "something is still to be said");
    morning(&desk, "2026-03-20");
    run(&mut desk);
    assert_eq!(deliver(&mut desk, "2026-03-20T15:05:00Z").len(), 1);
    morning(&desk, "2026-03-23");
    assert!(asks(&mut desk));
    let promise = json!({ "client_id": client, "amount": "450.00", "promised_for": "2026-03-30",
        "words": "" });
    desk.call("promises.keep", promise);
    assert!(!asks(&mut desk), "a promise runs");
}

/// Rule 13: a message that could not leave on its day is not followed by another before it has
/// left, and counts on the day on which it does.
#[test]
fn rule_13_a_message_that_leaves_days_later_is_the_one_of_that_day() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    assert_eq!(run(&mut desk)["sent"], 1);
    let first: chrono::DateTime<chrono::Utc> = "2026-03-20T15:30:00Z".parse().unwrap();
    // The laptop is open all the time; their mail server is busy for three days.
    for hours in (0..76).step_by(6) {
        let now = first + chrono::Duration::hours(hours);
        desk.turn_to_instant(&now.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        assert_eq!(run(&mut desk)["sent"], 0, "{now}");
        if let app::mail::Next::Send(outgoing) = desk.app.next_mail().unwrap() {
            assert!(desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
            let busy = Outcome::Kept { passing: true, words: "the server is busy".to_owned() };
            desk.app.end_mail(outgoing.id, &busy).unwrap();
        }
    }
    let reasons = followed(&mut desk, &client)["row"]["reasons"].clone();
    assert_eq!(reasons, json!(["a message to them has not left yet"]));
    assert_eq!(deliver(&mut desk, "2026-03-23T21:30:00Z").len(), 1);
    assert_eq!(run(&mut desk)["sent"], 0, "they had it today");
    let reasons = followed(&mut desk, &client)["row"]["reasons"].clone();
    assert_eq!(reasons, json!(["had a message today"]));
    morning(&desk, "2026-03-24");
    assert_eq!(run(&mut desk)["sent"], 1);
}

/// Quiet hours and days off are those of the place where the client is.
#[test]
fn messages_leave_in_the_office_hours_and_on_the_working_days_of_the_clients_place() {
    let (mut desk, client) = owing();
    // Eleven in the morning in Portland is four in the afternoon in London, and a day off there:
    // the 6th of April 2026 is Easter Monday.
    let there = json!({ "client_id": client, "tier": "usual", "circumstance": "none",
        "time_zone": "Europe/London" });
    let kept = desk.done("following.keep", there);
    desk.turn_to_instant("2026-04-06T15:00:00Z");
    assert_eq!(run(&mut desk)["sent"], 0);
    let reasons = |desk: &mut Desk| followed(desk, &client)["row"]["reasons"].clone();
    assert_eq!(reasons(&mut desk), json!(["today is no working day"]));
    // Six in the evening in London, and one in the afternoon in Portland.
    desk.turn_to_instant("2026-04-07T17:30:00Z");
    assert_eq!(run(&mut desk)["sent"], 0);
    assert_eq!(reasons(&mut desk), json!(["messages leave between 8:00 and 18:00"]));
    desk.turn_to_instant("2026-04-08T07:30:00Z");
    assert_eq!(run(&mut desk)["sent"], 1, "half past eight in London, in the night in Portland");
    desk.undo(&kept);
    assert_eq!(followed(&mut desk, &client)["time_zone"], "");
    let nowhere = json!({ "client_id": client, "tier": "usual", "circumstance": "none",
        "time_zone": "Europe/Atlantis" });
    let refused = desk.refused("following.keep", nowhere);
    assert_eq!(refused.field, Some("time_zone".to_owned()));
}

/// Rule 12: money that came and that nobody has explained yet keeps those from being asked whose it
/// may be, and nobody else.
#[test]
fn rule_12_whoever_may_have_paid_hears_nothing_until_the_bank_line_is_explained() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    assert_eq!(run(&mut desk)["sent"], 1);
    let account = import(&mut desk, &Value::Null, "2026-03-19,ALDER BAKERY LLC,400.00\n");
    assert_eq!(deliver(&mut desk, "2026-03-20T15:30:00Z"), Vec::<String>::new());
    let reasons = followed(&mut desk, &client)["row"]["reasons"].clone();
    let waits = "400.00 USD of Mar 19, 2026 may be theirs; explain that bank line first";
    assert!(texts(&reasons).contains(&waits.to_owned()), "{reasons}");
    let line = line_of(&mut desk, &account["account_id"], "ALDER");
    let other = json!({ "kind": "not_an_invoice", "category": "owner", "note": "" });
    accept(&mut desk, &line, other);
    assert_eq!(deliver(&mut desk, "2026-03-20T16:00:00Z").len(), 1);
}

/// A message that came back pauses the clock and becomes a task, until the address changes or is
/// said to be right.
#[test]
fn a_message_that_came_back_is_a_task_and_is_said_again_to_the_right_address() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    run(&mut desk);
    assert_eq!(deliver(&mut desk, "2026-03-20T15:05:00Z").len(), 1);
    let said = followed(&mut desk, &client)["history"][0]["id"].clone();
    let noted = desk.done("follow_ups.came_back", json!({ "id": said, "why": "mailbox full" }));
    morning(&desk, "2026-03-24");
    assert_eq!(run(&mut desk), json!({ "sent": 0, "waiting": 0, "held": 1 }));
    let reasons = texts(&followed(&mut desk, &client)["row"]["reasons"]);
    assert_eq!(reasons, ["the last message came back (mailbox full); look at the address"]);
    let needs = desk.call("today.show", json!({}))["needs"].to_string();
    assert!(needs.contains("A message to Alder Bakery LLC came back"), "{needs}");
    desk.undo(&noted);
    assert_eq!(texts(&followed(&mut desk, &client)["row"]["reasons"]), Vec::<String>::new());
    desk.call("follow_ups.came_back", json!({ "id": said, "why": "no such mailbox" }));
    let mut form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
    form["email"] = json!("office@alder.example");
    desk.call("clients.save", json!({ "id": client, "form": form }));
    assert_eq!(run(&mut desk)["sent"], 1);
    assert_eq!(deliver(&mut desk, "2026-03-24T15:05:00Z").len(), 1);
    // The first reminder was not read by anybody, and is said first.
    let subjects = history(&mut desk, &client);
    assert_eq!(subjects[0], "2026-03-24 | A reminder: invoice INV-0001 | confirmed");
    assert_eq!(
        subjects[1],
        "2026-03-20 | A reminder: invoice INV-0001 | came_back | no such mailbox"
    );
}

/// Each outcome of a dispute about 150.00 of 450.00: what is open then, and what was done.
#[test]
fn an_outcome_of_a_dispute_does_what_it_says_in_one_step() {
    for (outcome, credited, open, done) in [
        ("credit", Value::Null, 30_000, "CN-0001 credits 150.00"),
        ("split", json!("50.00"), 40_000, "CN-0001 credits 50.00"),
        ("revise", Value::Null, 0, "INV-0001 is void, and its charges are billed anew"),
        ("uphold", Value::Null, 45_000, "INV-0001 stands"),
        ("plan", Value::Null, 45_000, "INV-0001 stands and is paid in parts"),
    ] {
        let (mut desk, client) = owing();
        morning(&desk, "2026-03-20");
        let invoice = desk.invoice("INV-0001")["id"].clone();
        let question = json!({ "invoice_id": invoice, "amount": "150.00", "about": "quality",
            "words": "The payroll of February" });
        let dispute = id(&desk.call("invoice_disputes.open", question));
        let mut close =
            json!({ "id": dispute, "outcome": outcome, "answer": "Payroll was late.\n" });
        if outcome == "split" {
            for wrong in ["", "0.00", "150.00"] {
                close["credited"] = json!(wrong);
                let refused = desk.refused("invoice_disputes.close", close.clone());
                assert_eq!(refused.field.as_deref(), Some("credited"), "{wrong}");
            }
        }
        close["credited"] = credited;
        let closed = desk.call("invoice_disputes.close", close);
        assert_eq!(closed["words"], done);
        assert_eq!(desk.open_of("INV-0001"), open, "{outcome}");
        let shown = followed(&mut desk, &client)["disputes"][0]["outcome"].clone();
        assert_eq!(shown, outcome);
        if outcome == "revise" {
            assert_eq!(desk.bill_all(), ["INV-0002"], "its charge is billed anew");
        }
        assert_eq!(desk.findings(), Vec::<String>::new(), "{outcome}");
    }
}

#[test]
fn a_promise_is_kept_or_broken_by_what_was_received() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    let promise = |amount: &str| {
        let day = "2026-03-25";
        json!({ "client_id": client, "amount": amount, "promised_for": day, "words": "" })
    };
    desk.call("promises.keep", promise("450.00"));
    desk.call("promises.keep", promise("500.00"));
    morning(&desk, "2026-03-26");
    paid(&mut desk, &client, "2026-03-25");
    let rows = followed(&mut desk, &client)["promises"].as_array().cloned().unwrap();
    let states: Vec<&str> = rows.iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["broken", "kept"]);
    // One invoice eight days late and one broken promise.
    let standing = followed(&mut desk, &client)["standing"].clone();
    assert_eq!((&standing["points"], &standing["invoices"]), (&json!(50), &json!(1)));
}

/// Rule 12: no chasing on stale knowledge.
#[test]
fn rule_12_nothing_leaves_while_the_bank_is_out_of_date_and_the_reason_is_said() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = owing_at(&mut desk);
    let bank =
        id(&desk.call("bank.add_account", json!({ "name": "Casco Bank", "currency": "USD" })));
    let csv = "Date,Description,Amount\n2026-03-10,Coffee,-4.00\n";
    let list = file("march.csv", csv.as_bytes());
    let import = json!({ "account_id": bank, "file": list, "mapping": null });
    desk.call("statements.import", import);
    morning(&desk, "2026-03-20");
    assert_eq!(run(&mut desk), json!({ "sent": 0, "waiting": 0, "held": 1 }));
    let reasons = texts(&followed(&mut desk, &client)["row"]["reasons"]);
    assert_eq!(
        reasons,
        ["the statements of Casco Bank end on Mar 10, 2026, 10 days ago; import the newest first"]
    );
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    let write = json!({ "client_id": client, "subject": seen["subject"], "body": seen["body"] });
    assert_eq!(desk.refused("follow_ups.send", write).code, Code::Conflict);
}

#[test]
fn what_the_user_sends_at_night_leaves_in_the_morning_of_the_next_working_day() {
    let (mut desk, client) = owing();
    // Friday evening, nine o'clock in Portland.
    desk.turn_to_instant("2026-03-21T01:00:00Z");
    assert_eq!(run(&mut desk)["held"], 1);
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    assert_eq!(seen["reasons"], json!(["messages leave between 8:00 and 18:00"]));
    let write = json!({ "client_id": client, "subject": seen["subject"], "body": seen["body"] });
    desk.call("follow_ups.send", write);
    assert_eq!(deliver(&mut desk, "2026-03-21T15:00:00Z"), Vec::<String>::new());
    assert_eq!(deliver(&mut desk, "2026-03-23T12:00:05Z").len(), 1);
}

#[test]
fn the_policy_and_the_words_are_the_users_and_the_review_holds_them() {
    let (mut desk, client) = owing();
    let mut policy = desk.call("follow_policy.show", json!({}));
    let steps = json!([{ "days": 1, "channel": "mail", "says": "reminder", "tone": "friendly",
        "approve": false }]);
    policy["tiers"][0]["steps"] = steps.clone();
    desk.call("follow_policy.keep", policy.clone());
    assert_eq!(desk.call("follow_policy.show", json!({})), policy);
    let twice = json!([steps[0], steps[0]]);
    policy["tiers"][0]["steps"] = twice;
    assert_eq!(desk.refused("follow_policy.keep", policy).field.as_deref(), Some("tiers"));
    let words = |body: &str| {
        let (says, tone) = ("reminder", "friendly");
        json!({ "says": says, "tone": tone, "subject": "{number}", "body": body })
    };
    for wrong in ["Hello {nobody}", "Yours, the legal department", "It is 12.00"] {
        let refused = desk.refused("follow_words.keep", words(wrong));
        assert_eq!(refused.field.as_deref(), Some("body"), "{wrong}");
    }
    desk.call("follow_words.keep", words("{total} is open. {signed}"));
    morning(&desk, "2026-03-18");
    let seen = desk.call("follow_ups.preview", json!({ "id": client }));
    assert_eq!(seen["body"], "450.00 USD is open. Nora Halloway, CPA\nHalloway Accounting");
}

#[test]
fn a_message_that_is_taken_back_may_be_said_again_on_another_day() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    run(&mut desk);
    let mail = desk.call("mail.outbox", json!({}))["rows"][0]["id"].clone();
    desk.call("mail.cancel", json!({ "id": mail }));
    assert_eq!(run(&mut desk)["sent"], 0);
    morning(&desk, "2026-03-23");
    assert_eq!(run(&mut desk)["sent"], 1);
    assert_eq!(history(&mut desk, &client).len(), 2);
}
