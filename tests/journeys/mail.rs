//! Rules 10 and 15 by e-mail: what is sent leaves once, what may have left is never sent again by
//! itself, and the password is in the keyring only.

use std::time::Duration;

use app::failure::Code;
use app::mail::{Content, Next};
use connect::smtp::{self, Patience, Step};
use domain::mail::Outcome;
use domain::ports::{Secret, Secrets};
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use tests::{Desk, Folder, MailServer, Mood, cli, monthly};

const WORD: &str = "correct-horse-battery";

/// Long enough for a busy machine, short enough for a test of silence.
const PATIENCE: Patience =
    Patience { step: Duration::from_secs(20), last: Duration::from_millis(300) };

fn account(server: &MailServer, user: &str) -> Value {
    json!({ "host": "127.0.0.1", "port": server.port, "security": "none", "user": user,
        "from_name": "Nora Halloway, CPA", "from_address": "nora@halloway.example",
        "reply_to": "", "copy_to_self": "bcc", "password": if user.is_empty() { None } else {
            Some(WORD) } })
}

/// A desk with an account at `server`, a sent letter and an invoice.
struct Office {
    desk: Desk,
    invoice: Value,
    revision: String,
}

fn office(folder: &Folder, server: &MailServer, user: &str) -> Office {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    desk.agreement(&client, "2026-03-02", lines.clone());
    let (_, revision) = desk.sent(&client, "2026-03-02", lines);
    desk.bill_all();
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call("mail.save_account", account(server, user));
    Office { desk, invoice, revision }
}

impl Office {
    /// What is sent about the invoice.
    fn question(&mut self) -> Value {
        let about = json!({ "kind": "invoice", "id": self.invoice });
        let preview = self.desk.call("mail.preview", about.clone());
        json!({ "about": about, "to": "june@alder.example, pat@alder.example",
            "cc": "books@alder.example", "subject": preview["subject"], "body": preview["body"],
            "files": ["document"] })
    }

    fn send(&mut self) -> Value {
        let question = self.question();
        self.desk.call("mail.send", question)["id"].clone()
    }

    /// The worker's part, at an instant.
    fn work(&mut self, at: &str) {
        self.desk.turn_to_instant(at);
        work(&mut self.desk);
    }

    fn row(&mut self) -> Value {
        self.desk.call("mail.outbox", json!({}))["rows"][0].clone()
    }

    fn state(&mut self) -> String {
        self.row()["state"].as_str().unwrap().to_owned()
    }

    fn failure(&mut self) -> String {
        self.row()["failure"].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends all that is due, as the window's worker does.
fn work(desk: &mut Desk) {
    loop {
        let outgoing = match desk.app.next_mail().unwrap() {
            Next::Nothing => return,
            Next::Settled => continue,
            Next::Send(outgoing) => outgoing,
        };
        let bytes = match &outgoing.content {
            Content::Fresh(letter) => connect::mail::message(letter).unwrap(),
            Content::Kept(bytes) => bytes.clone(),
        };
        if desk.app.begin_mail(outgoing.id, &bytes).unwrap() {
            let (server, secret) = (&outgoing.server, outgoing.secret.as_ref());
            let outcome = smtp::send(server, secret, &outgoing.envelope, &bytes, PATIENCE);
            desk.app.end_mail(outgoing.id, &outcome).unwrap();
        }
    }
}

const SOON: &str = "2026-03-02T14:01:00Z";

#[test]
fn rule_10_a_mail_leaves_once_with_its_files_and_a_copy_is_kept() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    let id = office.send();
    work(&mut office.desk);
    assert_eq!(server.calls(), 0, "it waits a moment, so that it can be taken back");
    office.work(SOON);
    office.work("2026-03-02T18:00:00Z");
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].from, "nora@halloway.example");
    let to = ["june@alder.example", "pat@alder.example", "books@alder.example"];
    assert_eq!(received[0].to[..3], to);
    assert_eq!(received[0].to[3..], ["nora@halloway.example"], "the blind copy");

    let row = office.row();
    assert_eq!((row["state"].as_str(), row["attempts"].as_i64()), (Some("confirmed"), Some(1)));
    let kept = office.desk.call("documents.show", json!({ "sha256": row["message"] }));
    assert_eq!(kept["media_type"], "message/rfc822");
    let sent = String::from_utf8(received[0].bytes.clone()).unwrap();
    let kept_bytes = base64(&kept["content"]);
    assert_eq!(sent.trim_end(), String::from_utf8(kept_bytes).unwrap().trim_end());
    assert!(sent.lines().all(|line| line.len() <= 998));

    let mail = MessageParser::default().parse(&received[0].bytes).unwrap();
    let named = format!("{}@halloway.example", id.as_str().unwrap());
    assert_eq!(mail.message_id(), Some(named.as_str()));
    assert_eq!(mail.subject(), Some("Invoice INV-0001 from Halloway Accounting"));
    assert_eq!(mail.from().unwrap().first().unwrap().name(), Some("Nora Halloway, CPA"));
    assert!(mail.bcc().is_none());
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-03-02T14:00:00Z");
    assert!(mail.body_text(0).unwrap().contains("450.00 USD is due on March 17, 2026"));
    let file = mail.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("INV-0001.pdf"));
    assert!(file.contents().starts_with(b"%PDF-"));
    assert_eq!(office.desk.findings(), Vec::<String>::new());
}

fn base64(text: &Value) -> Vec<u8> {
    use base64::Engine;
    let text = text.as_str().unwrap();
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

#[test]
fn rule_10_a_connection_lost_after_the_message_is_unknown_and_nothing_is_sent_again() {
    for mood in [Mood::DropsAfterData, Mood::SilentAfterData, Mood::DropsInData] {
        let (folder, server) = (Folder::new(), MailServer::start(mood));
        let mut office = office(&folder, &server, "nora");
        office.send();
        office.work(SOON);
        assert_eq!(office.state(), "unknown", "{mood:?}");
        assert!(office.failure().contains("it may have arrived"), "{}", office.failure());
        server.turn(Mood::Kind);
        for at in ["2026-03-02T15:00:00Z", "2026-03-03T15:00:00Z", "2026-04-03T15:00:00Z"] {
            office.work(at);
        }
        assert_eq!(server.calls(), 1, "{mood:?}");
        let id = office.row()["id"].clone();
        for name in ["mail.retry", "mail.cancel"] {
            let refusal = office.desk.refused(name, json!({ "id": id }));
            assert_eq!(refusal.code, Code::Conflict);
        }
    }
}

#[test]
fn rule_10_the_user_decides_what_became_of_a_mail_that_may_have_left() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::DropsAfterData));
    let mut office = office(&folder, &server, "nora");
    let id = office.send();
    office.work(SOON);
    server.turn(Mood::Kind);
    office.desk.call("mail.settle_unknown", json!({ "id": id, "arrived": false }));
    office.work("2026-03-02T14:05:00Z");
    assert_eq!(office.state(), "confirmed");
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].bytes, received[1].bytes, "the same to the byte, Message-ID and all");
    let again = office.desk.refused("mail.settle_unknown", json!({ "id": id, "arrived": false }));
    assert_eq!(again.code, Code::Conflict);

    server.turn(Mood::DropsAfterData);
    let mut question = office.question();
    question["subject"] = json!("Another");
    let id = office.desk.call("mail.send", question)["id"].clone();
    office.work("2026-03-02T14:10:00Z");
    office.desk.call("mail.settle_unknown", json!({ "id": id, "arrived": true }));
    office.work("2026-03-02T15:10:00Z");
    assert_eq!(server.received().len(), 3);
}

#[test]
fn rule_10_a_program_that_went_away_while_sending_sends_nothing_twice() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut before = office(&folder, &server, "nora");
    before.send();
    before.desk.turn_to_instant(SOON);
    let Next::Send(outgoing) = before.desk.app.next_mail().unwrap() else { panic!("it is due") };
    let Content::Fresh(letter) = &outgoing.content else { panic!("it is new") };
    let bytes = connect::mail::message(letter).unwrap();
    assert!(before.desk.app.begin_mail(outgoing.id, &bytes).unwrap());
    assert!(!before.desk.app.begin_mail(outgoing.id, &bytes).unwrap(), "only once");
    let Office { desk, invoice, revision } = before;
    drop(desk);

    let desk = folder.desk("2026-03-02");
    let mut after = Office { desk, invoice, revision };
    assert_eq!(after.state(), "unknown");
    assert!(after.failure().contains("the program ended while this was being sent"));
    after.work("2026-03-02T16:00:00Z");
    assert_eq!(server.calls(), 0);
    // The answer of a server that was slow to come is still worth having.
    let taken = Outcome::Taken("250 Ok".to_owned());
    after.desk.app.end_mail(outgoing.id, &taken).unwrap();
    assert_eq!(after.state(), "confirmed");
    let late = Outcome::Kept { passing: true, words: "late".to_owned() };
    after.desk.app.end_mail(outgoing.id, &late).unwrap();
    assert_eq!(after.state(), "confirmed");
}

#[test]
fn rule_10_the_file_itself_refuses_to_send_what_left_or_to_change_it() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    office.send();
    office.work(SOON);
    drop(office);
    for statement in [
        "UPDATE outbox SET state = 'planned' WHERE kind = 'mail'",
        "UPDATE outbox SET message = NULL WHERE kind = 'mail'",
        "DELETE FROM outbox WHERE kind = 'mail'",
    ] {
        let why = folder.refuses(statement);
        let refused = ["stays so", "cannot be removed", "hands over the same message"];
        assert!(refused.iter().any(|words| why.contains(words)), "{why}");
    }
}

#[test]
fn a_passing_trouble_is_tried_again_until_it_is_enough() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Greylists));
    let mut office = office(&folder, &server, "nora");
    let id = office.send();
    office.work(SOON);
    assert_eq!(office.state(), "planned");
    assert!(office.failure().contains("451 4.7.1 Greylisted"), "{}", office.failure());
    office.work("2026-03-02T14:01:30Z");
    assert_eq!(server.calls(), 1, "not before its time");
    for at in ["14:02", "14:07", "14:22", "15:22", "18:22"] {
        assert_eq!(office.state(), "planned", "before {at}");
        office.work(&format!("2026-03-02T{at}:01Z"));
    }
    assert_eq!((office.state().as_str(), server.calls()), ("failed", 6));
    server.turn(Mood::Kind);
    office.desk.call("mail.retry", json!({ "id": id }));
    office.work("2026-03-02T18:30:00Z");
    assert_eq!((office.state().as_str(), server.received().len()), ("confirmed", 1));
}

#[test]
fn a_lasting_trouble_stops_at_once_with_the_servers_own_words() {
    for (mood, words) in [
        (Mood::RefusesLogin, "the name or the password was refused; check both for nora"),
        (Mood::RefusesLogin, "127.0.0.1 said: 535 5.7.8 Username and Password not accepted"),
        (Mood::RefusesSender, "nora@halloway.example may not send from here"),
        (Mood::RefusesRecipient, "the address june@alder.example was refused; 127.0.0.1 said: 550"),
        (Mood::RefusesContent, "too large for this server"),
        (Mood::Garbage, "is no mail server"),
    ] {
        let (folder, server) = (Folder::new(), MailServer::start(mood));
        let mut office = office(&folder, &server, "nora");
        office.send();
        office.work(SOON);
        office.work("2026-03-02T18:00:00Z");
        assert_eq!(office.state(), "failed", "{mood:?}: {}", office.failure());
        assert!(office.failure().contains(words), "{mood:?}: {}", office.failure());
        assert_eq!((server.calls(), server.received().len()), (1, 0), "{mood:?}");
    }
}

#[test]
fn a_server_that_hangs_up_is_called_again_later() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::ClosesAtOnce));
    let mut office = office(&folder, &server, "nora");
    office.send();
    office.work(SOON);
    assert_eq!(office.state(), "planned");
    assert!(office.failure().contains("ended the connection before it said who it is"));
    server.turn(Mood::Kind);
    office.work("2026-03-02T14:03:00Z");
    assert_eq!((office.state().as_str(), server.received().len()), ("confirmed", 1));
}

#[test]
fn the_test_of_a_connection_names_the_step_that_failed() {
    let secret = Secret::new(WORD);
    let quick = Patience { step: Duration::from_millis(300), last: Duration::from_millis(300) };
    let probe = |mood: Mood, security: &str| {
        let server = MailServer::start(mood);
        let at = domain::mail::Server {
            host: "127.0.0.1".to_owned(),
            port: server.port,
            security: domain::mail::Security::from_name(security).unwrap(),
            user: "nora".to_owned(),
        };
        let patience = if mood == Mood::Silent { quick } else { PATIENCE };
        let found = smtp::probe(&at, Some(&secret), patience);
        assert!(server.received().is_empty());
        (found.passed, found.trouble.map(|trouble| (trouble.step, trouble.words)))
    };
    let reached = vec![Step::Name, Step::Connection];
    let greeted = vec![Step::Name, Step::Connection, Step::Greeting];
    let (passed, trouble) = probe(Mood::Kind, "none");
    assert_eq!(trouble, None);
    assert_eq!(passed, [greeted.clone(), vec![Step::Login]].concat());
    for (mood, security, passed, step, words) in [
        (Mood::RefusesLogin, "none", &greeted, Step::Login, "the password was refused"),
        (Mood::Silent, "none", &reached, Step::Greeting, "did not answer in time"),
        (Mood::ClosesAtOnce, "none", &reached, Step::Greeting, "ended the connection"),
        (Mood::Garbage, "none", &reached, Step::Greeting, "is no mail server"),
        (Mood::Kind, "starttls", &greeted, Step::Encryption, "offers no STARTTLS"),
        (Mood::Kind, "tls", &reached, Step::Encryption, "it does not speak TLS on this port"),
    ] {
        let (went, trouble) = probe(mood, security);
        let (at, said) = trouble.unwrap();
        assert_eq!((&went, at), (passed, step), "{mood:?} {security}: {said}");
        assert!(said.contains(words), "{mood:?} {security}: {said}");
    }
    // A server that repeats what it was told does not bring the password into our words.
    let (_, told) = probe(Mood::Tells, "none");
    let (_, words) = told.unwrap();
    assert!(!words.contains(WORD), "{words}");
}

#[test]
fn rule_15_the_password_is_in_the_keyring_and_nowhere_else() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Tells));
    let mut office = office(&folder, &server, "nora");
    assert!(office.desk.keyring.names().contains(&"mail nora@127.0.0.1".to_owned()));
    office.send();
    office.work(SOON);
    office.desk.call("books.backup", json!({}));
    let page = office.desk.call("mail.account", json!({})).to_string();
    assert!(page.contains("\"password_kept\":true") && !page.contains(WORD));
    let listed = office.desk.call(
        "history.list",
        json!({ "filter": "", "offset": 0,
        "limit": 500 }),
    );
    assert!(!listed.to_string().contains(WORD));
    let mut files = 0;
    let mut folders = vec![folder.path().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = std::fs::read(entry.path()).unwrap();
            let found = bytes.windows(WORD.len()).any(|part| part == WORD.as_bytes());
            assert!(!found, "{} holds the password", entry.path().display());
            files += 1;
        }
    }
    assert!(files >= 2, "the book and its backup");
    office.desk.call("mail.forget_account", json!({}));
    assert!(!office.desk.keyring.names().iter().any(|name| name.starts_with("mail")));
}

#[test]
fn without_a_keyring_the_program_says_so_and_waits() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    office.send();
    office.desk.keyring.lock(true);
    office.work(SOON);
    assert_eq!((office.state().as_str(), server.calls()), ("planned", 0));
    assert!(office.failure().contains("no keyring answers on this computer"));
    let page = office.desk.call("mail.account", json!({}));
    assert!(page["trouble"].as_str().unwrap().contains("no keyring answers"));
    let refusal = office.desk.refused("mail.save_account", account(&server, "nora"));
    assert_eq!(refusal.code, Code::KeyringMissing);
    office.desk.keyring.lock(false);
    office.work("2026-03-02T14:10:00Z");
    assert_eq!(office.state(), "confirmed");
    office.desk.keyring.forget("mail nora@127.0.0.1").unwrap();
    let mut question = office.question();
    question["subject"] = json!("Another");
    office.desk.call("mail.send", question);
    office.work("2026-03-02T14:20:00Z");
    assert!(office.failure().contains("type it in Settings"), "{}", office.failure());
}

#[test]
fn a_mail_can_be_taken_back_and_a_second_click_is_no_second_mail() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "");
    let question = office.question();
    let done = office.desk.done("mail.send", question.clone());
    let again = office.desk.refused("mail.send", question.clone());
    assert_eq!(again.code, Code::Conflict);
    office.desk.undo(&done);
    office.work("2026-03-02T14:30:00Z");
    assert_eq!((office.state().as_str(), server.calls()), ("cancelled", 0));
    office.desk.call("mail.send", question);
    office.work("2026-03-02T14:40:00Z");
    assert_eq!(server.received().len(), 1);
    assert!(server.sign_ins().is_empty());
}

#[test]
fn rule_10_what_waited_too_long_asks_before_it_leaves() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    office.send();
    office.work("2026-03-04T09:00:00Z");
    assert_eq!((office.state().as_str(), server.calls()), ("unknown", 0));
    assert!(office.failure().contains("older copy of the book"));
}

#[test]
fn a_letter_goes_with_the_client_pack_of_its_signatory() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    office.desk.fill_blanks();
    let about = json!({ "kind": "revision", "id": office.revision, "signatory": 0 });
    let preview = office.desk.call("mail.preview", about.clone());
    let keys: Vec<&str> = preview["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, ["document", "pack"], "{preview}");
    assert!(preview["body"].as_str().unwrap().contains("open it in your browser"));
    let question = json!({ "about": about, "to": "june@alder.example", "cc": "",
        "subject": preview["subject"], "body": preview["body"], "files": keys });
    office.desk.call("mail.send", question);
    office.work(SOON);
    let received = server.received();
    let mail = MessageParser::default().parse(&received[0].bytes).unwrap();
    let names: Vec<_> = mail.attachments().filter_map(|file| file.attachment_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[1].ends_with(".html"));
    office.desk.keyring.lock(true);
    let about = json!({ "kind": "revision", "id": office.revision, "signatory": 0 });
    let preview = office.desk.call("mail.preview", about);
    assert_eq!(preview["files"][1]["chosen"], false);
    assert!(preview["files"][1]["trouble"].as_str().unwrap().contains("no keyring"));
}

#[test]
fn templates_are_the_users_words_and_an_unknown_placeholder_is_named() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    let words =
        |subject: &str, body: &str| json!({ "kind": "invoice", "subject": subject, "body": body });
    let wrong = words("Bill {number}", "Hello {nmae}");
    let refusal = office.desk.refused("mail.save_template", wrong);
    assert_eq!(refusal.field.as_deref(), Some("body"));
    assert!(refusal.message.starts_with("nothing fills {nmae} here; there are {first_name}"));
    let own = words("Bill {number}", "{client} owes {total}.");
    let example = office.desk.call("mail.try_template", own.clone());
    assert_eq!(example["body"], "Alder Bakery LLC owes 450.00 USD.");
    let wrong = words("{until}", "Pay.");
    assert_eq!(office.desk.refused("mail.try_template", wrong).field.as_deref(), Some("subject"));
    office.desk.call("mail.save_template", own);
    let about = json!({ "kind": "invoice", "id": office.invoice });
    let preview = office.desk.call("mail.preview", about.clone());
    assert_eq!(preview["subject"], "Bill INV-0001");
    assert_eq!(preview["body"], "Alder Bakery LLC owes 450.00 USD.");
    let draft = office.desk.call("mail.compose", about);
    assert_eq!(draft["subject"], "Bill INV-0001");
    office.desk.call("mail.save_template", words("", ""));
    assert!(office.question()["subject"].as_str().unwrap().starts_with("Invoice INV-0001"));
}

#[test]
fn addresses_and_accounts_are_checked_where_they_are_typed() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::Kind));
    let mut office = office(&folder, &server, "nora");
    for to in ["", "june", "june@alder", "june@alder.example\r\nBcc: eve@x.example", "a b@c.de"] {
        let mut question = office.question();
        question["to"] = json!(to);
        let refusal = office.desk.refused("mail.send", question);
        assert_eq!(refusal.field.as_deref(), Some("to"), "{to}: {}", refusal.message);
    }
    let mut far = account(&server, "nora");
    far["host"] = json!("mail.example.com");
    let refusal = office.desk.refused("mail.save_account", far.clone());
    assert_eq!(refusal.field.as_deref(), Some("security"));
    far["security"] = json!("tls");
    far["password"] = Value::Null;
    let refusal = office.desk.refused("mail.save_account", far);
    assert_eq!(refusal.field.as_deref(), Some("password"), "no server gets another's password");
}

#[test]
fn nothing_is_sent_from_the_sample_practice() {
    let folder = Folder::new();
    let mut desk = folder.closed_desk("2026-03-02");
    desk.call("sample.create", json!({}));
    let invoice = desk.invoice("")["id"].clone();
    let about = json!({ "kind": "invoice", "id": invoice });
    let preview = desk.call("mail.preview", about.clone());
    assert_eq!(preview["can_send"], false);
    let question = json!({ "about": about, "to": "a@b.example", "cc": "", "subject": "x",
        "body": "y", "files": [] });
    assert!(desk.refused("mail.send", question).message.contains("sample practice"));
}

#[test]
fn rule_10_the_real_program_killed_after_handing_a_mail_over_sends_nothing_twice() {
    let (folder, server) = (Folder::new(), MailServer::start(Mood::SilentAfterData));
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    desk.call("mail.save_account", account(&server, ""));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    drop(desk);
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(cli());
        command.arg("--book").arg(folder.book()).args(words);
        command
    };
    let question = json!({ "about": { "kind": "invoice", "id": invoice },
        "to": "june@alder.example", "cc": "", "subject": "Invoice", "body": "Attached.",
        "files": ["document"] });
    let planned = run(&["call", "mail.send", &question.to_string()]).output().unwrap();
    assert!(planned.status.success());
    // It may be taken back for a moment; the file is moved on instead of waiting for it.
    let hurry = "UPDATE outbox SET not_before = planned_at WHERE kind = 'mail'";
    folder.raw().execute_batch(hurry).unwrap();
    let mut sending = run(&["mail", "send"]).spawn().unwrap();
    while server.received().is_empty() {
        std::thread::yield_now();
    }
    sending.kill().unwrap();
    sending.wait().unwrap();
    server.turn(Mood::Kind);
    for _ in 0..3 {
        assert!(run(&["mail", "send"]).output().unwrap().status.success());
    }
    assert_eq!((server.received().len(), server.calls()), (1, 1));
    let row = folder.number("SELECT count(*) FROM outbox WHERE state = 'unknown'");
    assert_eq!(row, 1);
}
