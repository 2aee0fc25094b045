//! Karbon: what an accepted agreement becomes there, once and in nobody else's, whatever fails.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::office::OfficeTurn;
use chrono::{DateTime, TimeDelta, Utc};
use connect::karbon::{Karbon, keys};
use domain::office::Reason;
use domain::ports::{Call, Office};
use serde_json::{Value, json};
use tests::karbon::{ACCESS, APPLICATION, KarbonServer, PERSON};
use tests::{Desk, Fault, Folder, StoppedWorld, id, line, monthly, table};

use crate::dice::Dice;
use crate::ledger_office::counted;
use crate::office::outside;

/// How often the program ends, where nothing else is said.
const ENDS: usize = 25;

/// A practice, and its Karbon.
struct Practice {
    desk: Desk,
    there: KarbonServer,
    world: Arc<StoppedWorld>,
    calls: Arc<Mutex<Vec<Call>>>,
    now: DateTime<Utc>,
}

impl Practice {
    fn with(desk: Desk) -> Practice {
        let now: DateTime<Utc> = "2026-03-02T14:00:00Z".parse().unwrap();
        let mut practice = Practice {
            desk,
            there: KarbonServer::at(now.timestamp()),
            world: Arc::new(StoppedWorld::on("2026-03-02")),
            calls: Arc::default(),
            now,
        };
        practice.connect();
        practice
    }

    fn open() -> Practice {
        Practice::with(Desk::on("2026-03-02"))
    }

    fn karbon(&self, whole: Duration) -> Karbon {
        self.with_keys(APPLICATION, whole)
    }

    fn with_keys(&self, application: &str, whole: Duration) -> Karbon {
        let outside = outside(&self.world, &self.calls, &Arc::default(), whole);
        Karbon::new(&keys(application, ACCESS).unwrap(), Some(&self.there.url()), outside).unwrap()
    }

    fn connect(&mut self) {
        let standing = self.karbon(Duration::from_secs(20)).check().unwrap();
        let keys = keys(APPLICATION, ACCESS).unwrap();
        self.desk.app.connect_office(&standing, PERSON, &keys).unwrap();
    }

    fn take(&mut self, turn: OfficeTurn, whole: Duration) {
        let heard = turn.take(&self.karbon(whole));
        let calls = std::mem::take(&mut *self.calls.lock().unwrap());
        self.desk.app.end_office_turn(turn, heard, &calls).unwrap();
    }

    fn turns(&mut self) {
        while let Some(turn) = self.desk.app.next_office_turn().unwrap() {
            self.take(turn, Duration::from_secs(20));
        }
    }

    fn pass(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
        let at = self.now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        self.desk.turn_to_instant(&at);
        self.world.turn_to_instant(&at);
        self.there.pass(seconds);
    }

    fn settle(&mut self) {
        for _ in 0..4 {
            self.pass(61);
            self.turns();
        }
    }

    /// A client whose accepted letter has two services.
    fn accepted(&mut self, name: &str) -> String {
        let form = json!({ "name": name, "kind": "business", "contact": "",
            "email": format!("{}@example.com", name.to_lowercase().replace([' ', '&'], "")),
            "phone": "(207) 555-0110", "address": "1 Main Street\nPortland, Maine 04101",
            "tax_number": "", "payer_names": "", "notes": "" });
        let client = id(&self.desk.call("clients.add", form));
        let advice =
            line("Advice", "120.00", json!({ "kind": "logged", "unit": "hour", "cap": "10" }));
        let lines = json!([monthly("Bookkeeping", "450.00"), advice]);
        self.desk.agreement(&client, "2026-04-01", lines);
        client
    }

    fn connected(&mut self) -> Value {
        self.desk.call("office.show", json!({}))["connected"].clone()
    }

    fn entries(&mut self) -> String {
        table(&self.connected()["entries"], &["kind", "title", "state", "words"])
    }

    /// Everything is there once, and nothing was said that Karbon would not understand.
    fn is_sound(&self, clients: &[&str]) {
        let shown = self.there.shown();
        let of = |what: &str| shown.iter().filter(|line| line.starts_with(what)).count();
        for name in clients {
            assert_eq!(of(&format!("client {name}")), 1, "{shown:#?}");
            for service in ["Bookkeeping", "Advice"] {
                assert_eq!(of(&format!("work {service} - {name} (")), 1, "{shown:#?}");
            }
        }
        assert_eq!(of("file Engagement letter"), clients.len(), "{shown:#?}");
        assert_eq!(shown.len(), clients.len() * 4, "{shown:#?}");
        assert_eq!(self.there.wrongs(), Vec::<String>::new());
    }
}

#[test]
fn an_accepted_agreement_becomes_a_client_work_and_its_signed_letter() {
    let mut practice = Practice::open();
    practice.accepted("Alder Bakery");
    assert_eq!(
        practice.entries(),
        "client | Alder Bakery | planned | \n\
         work | Bookkeeping - Alder Bakery (PR-0001) | planned | \n\
         work | Advice - Alder Bakery (PR-0001) | planned | \n\
         letter | Engagement letter PR-0001.pdf | planned | \n"
    );
    practice.turns();
    let shown = practice.there.shown();
    assert_eq!(
        shown[..3],
        [
            "client Alder Bakery".to_owned(),
            format!("work Bookkeeping - Alder Bakery (PR-0001), 450.0, {PERSON}"),
            format!("work Advice - Alder Bakery (PR-0001), null, {PERSON}"),
        ]
    );
    practice.is_sound(&["Alder Bakery"]);
    assert!(practice.entries().lines().all(|line| line.contains("| done |")));
    // Nothing is left to be said.
    let calls = practice.there.calls().len();
    practice.settle();
    assert_eq!(practice.there.calls().len(), calls);
    assert_eq!(practice.desk.findings(), Vec::<String>::new());
}

#[test]
fn every_kind_of_call_to_karbon_is_held_against_its_own_description() {
    let mut practice = Practice::open();
    practice.accepted("Alder Bakery");
    practice.accepted("Birch & Co");
    practice.turns();
    counted("Karbon", practice.there.checked(), &practice.there.wrongs());
}

#[test]
fn nothing_is_sent_before_it_is_connected_or_of_what_was_accepted_before() {
    let mut practice = Practice::open();
    practice.desk.call("office.disconnect", json!({}));
    practice.accepted("Alder Bakery");
    practice.pass(86_400);
    practice.turns();
    practice.connect();
    practice.accepted("Birch & Co");
    practice.settle();
    // It was connected on the second; what was accepted on that day counts.
    practice.is_sound(&["Alder Bakery", "Birch & Co"]);
    practice.desk.call("office.save", json!({ "assignee": PERSON, "from_on": "2026-03-04" }));
    practice.accepted("Cole Dental");
    practice.settle();
    practice.is_sound(&["Alder Bakery", "Birch & Co"]);
}

#[test]
fn a_client_of_the_same_address_is_asked_about_and_linked_or_made_anew() {
    for (decision, clients) in [("link", 1), ("make", 2)] {
        let mut practice = Practice::open();
        let client = practice.accepted("Alder Bakery");
        practice.there.organisation("The Alder Bakery LLC", "alderbakery@example.com");
        practice.turns();
        let asked = "client | Alder Bakery | asked | The Alder Bakery LLC\n";
        assert!(practice.entries().starts_with(asked), "{}", practice.entries());
        assert_eq!(practice.there.shown().len(), 1, "nothing is made before the user says so");
        let today = practice.desk.call("today.show", json!({}));
        assert!(today["needs"].to_string().contains("1 entry for Karbon waits for you"), "{today}");
        practice.desk.call("office.decide", json!({ "key": client, "decision": decision }));
        practice.turns();
        let shown = practice.there.shown();
        assert_eq!(shown.iter().filter(|one| one.starts_with("client")).count(), clients);
        assert_eq!(shown.iter().filter(|one| one.starts_with("work")).count(), 2);
        assert_eq!(practice.there.wrongs(), Vec::<String>::new());
    }
}

#[test]
fn rule_10_what_is_there_under_our_mark_is_found_by_a_restored_backup() {
    let folder = Folder::new();
    let mut practice = Practice::with(folder.desk("2026-03-02"));
    practice.accepted("Alder Bakery");
    let before = folder.path().join("yesterday.quittance");
    folder.raw().execute("VACUUM INTO ?1", [before.display().to_string()]).unwrap();
    practice.turns();
    practice.there.rename_work("Advice - Alder Bakery (PR-0001)", "Tax advice for Alder");
    practice.desk = folder.restored(practice.desk, &before);
    assert!(practice.entries().contains("| planned |"));
    practice.settle();
    assert_eq!(practice.there.shown().len(), 4, "{:#?}", practice.there.shown());
    assert!(practice.entries().lines().all(|line| line.contains("| done |")));
}

#[test]
fn nothing_is_written_into_another_practices_karbon() {
    let mut practice = Practice::open();
    practice.there.becomes("another");
    practice.accepted("Alder Bakery");
    practice.turns();
    assert_eq!(practice.there.shown(), Vec::<String>::new());
    let words = "these keys open another practice's Karbon";
    assert_eq!(practice.connected()["stopped"], words);
    let standing = practice.karbon(Duration::from_secs(20)).check().unwrap();
    let keys = keys(APPLICATION, ACCESS).unwrap();
    let why = practice.desk.app.connect_office(&standing, PERSON, &keys).unwrap_err();
    assert_eq!(why.message, "disconnect the other Karbon first");
}

#[test]
fn work_for_nobody_there_is_refused_and_sent_again_after_it_is_mended() {
    let mut practice = Practice::open();
    let gone = json!({ "assignee": "gone@bell.example", "from_on": "2026-03-02" });
    practice.desk.call("office.save", gone);
    practice.accepted("Alder Bakery");
    practice.turns();
    let refused = "refused | Karbon does not take it: Assignee Email Address is not valid";
    assert!(practice.entries().contains(refused), "{}", practice.entries());
    practice.desk.call("office.save", json!({ "assignee": PERSON, "from_on": "2026-03-02" }));
    for entry in practice.connected()["entries"].as_array().unwrap() {
        if entry["state"] == "refused" {
            let again = json!({ "key": entry["key"], "decision": "make" });
            practice.desk.call("office.decide", again);
        }
    }
    practice.settle();
    practice.is_sound(&["Alder Bakery"]);
}

#[test]
fn rule_10_whatever_fails_at_whichever_call_everything_is_there_once() {
    for fault in Fault::ALL {
        for length in [0, usize::MAX >> 1] {
            let mut practice = Practice::open();
            practice.accepted("Alder Bakery");
            let mut at = 0;
            while let Some(turn) = practice.desk.app.next_office_turn().unwrap() {
                if at < 12 {
                    practice.there.strike(fault, 1, 1_usize.saturating_add(length));
                }
                practice.take(turn, Duration::from_millis(150));
                if at < 12 {
                    practice.there.mend();
                }
                at += 1;
                practice.pass(61);
            }
            practice.is_sound(&["Alder Bakery"]);
        }
    }
}

#[test]
fn keys_that_end_stop_it_and_others_let_it_go_on() {
    let mut practice = Practice::open();
    practice.accepted("Alder Bakery");
    practice.there.strike(Fault::Unauthorised, 4, usize::MAX);
    practice.turns();
    practice.there.mend();
    assert_eq!(practice.connected()["stopped"], "Karbon does not take these keys");
    let today = practice.desk.call("today.show", json!({}));
    assert!(today["needs"].to_string().contains("Nothing is sent to Karbon any more"), "{today}");
    practice.settle();
    assert!(practice.there.shown().is_empty());
    practice.connect();
    practice.settle();
    practice.is_sound(&["Alder Bakery"]);
}

/// `QUITTANCE_KILLS=500 cargo test --workspace --test contract karbon -- --nocapture`
#[test]
#[allow(clippy::print_stdout, reason = "the counts are what is asked for")]
fn rule_10_the_program_ends_at_random_and_karbon_has_everything_once() {
    let (mut dice, mut ends, mut makes) = (Dice::from(0x0063_1002_2026_1123), 0, 0);
    let most = crate::dice::ends(ENDS);
    let folder = Folder::new();
    let mut practice = Practice::with(folder.desk("2026-03-02"));
    let mut names: Vec<String> = Vec::new();
    while ends < most {
        names.push(format!("Client {:03}", names.len()));
        practice.accepted(names.last().unwrap());
        while let Some(turn) = practice.desk.app.next_office_turn().unwrap() {
            if ends < most && dice.below(4) == 0 {
                // It ends before the call, or after it and before its answer is written down.
                if dice.below(2) == 0 {
                    let _ = turn.take(&practice.karbon(Duration::from_secs(20)));
                }
                ends += 1;
                makes += usize::from(turn.makes());
                practice.desk = folder.again(practice.desk);
                practice.pass(61);
                continue;
            }
            practice.take(turn, Duration::from_secs(20));
        }
        practice.pass(61);
    }
    practice.settle();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    practice.is_sound(&names);
    println!(
        "Karbon: {ends} ends of the program, {makes} of them while something was sent; {} things, \
         each there once",
        practice.there.shown().len()
    );
}

#[test]
fn no_key_is_in_the_book_a_backup_the_history_the_calls_or_an_error() {
    let folder = Folder::new();
    let mut practice = Practice::with(folder.desk("2026-03-02"));
    practice.accepted("Alder Bakery");
    let mut said = String::new();
    for fault in Fault::ALL.into_iter().chain([Fault::Unauthorised]) {
        practice.there.strike(fault, 1, usize::MAX);
        let hasty = practice.karbon(Duration::from_millis(150));
        said += &format!("{:?}", hasty.check());
        practice.there.mend();
    }
    let wrong = practice.with_keys("wrong-canary4711-wrong", Duration::from_secs(20)).check();
    assert_eq!(refused_office(&wrong), Reason::Keys);
    said += &format!("{wrong:?} {:?}", keys("canary4711 with a space", ACCESS));
    practice.turns();
    said += &format!("{:?}", practice.calls.lock().unwrap());
    for command in ["office.show", "calls.list"] {
        said += &practice.desk.call(command, json!({})).to_string();
    }
    assert!(!said.contains("canary4711"), "{said}");
    practice.desk.call("books.backup", json!({}));
    for (name, bytes) in folder.files() {
        let holds = bytes.windows(10).any(|ten| ten == b"canary4711");
        assert!(!holds, "{name} holds a key");
    }
    practice.desk.call("office.disconnect", json!({}));
    let names = practice.desk.keyring.names();
    assert!(!names.iter().any(|name| name.starts_with("office:")), "{names:?}");
}

fn refused_office<T: std::fmt::Debug>(outcome: &Result<T, domain::office::Trouble>) -> Reason {
    match outcome {
        Err(domain::trouble::Trouble::Refused(no)) => no.reason,
        other => panic!("{other:?} is not refused"),
    }
}
