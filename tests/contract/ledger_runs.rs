//! The whole program against the stand-ins for Xero and QuickBooks: a practice syncs month after
//! month while calls fail and the program ends at random, and in the end each document is there
//! once, to the cent.
//!
//! `cargo test -p tests --test contract ledger_runs -- --nocapture` prints how much was met.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::ledgers::{Heard, Next, SyncTurn};
use connect::ledgers::{self, Keys};
use domain::ledgers::Brand;
use domain::ports::{Call, Ledger, Secret, Secrets};
use serde_json::{Value, json};
use tests::{Desk, Fault, Folder, StoppedWorld, id, monthly};

use crate::dice::{Dice, ends};
use crate::ledger_there::There;
use crate::office::outside;

/// Clients of the practice: a contact, an invoice and a payment each make a run of 60 documents.
const CLIENTS: usize = 20;
/// How often the program ends at each ledger, where nothing else is said.
const ENDS: usize = 100;

/// A practice whose books are kept at a stand-in too.
pub(crate) struct Practice {
    pub(crate) desk: Desk,
    pub(crate) there: There,
    world: Arc<StoppedWorld>,
    calls: Arc<Mutex<Vec<Call>>>,
    pub(crate) clients: Vec<String>,
    now: chrono::DateTime<chrono::Utc>,
    /// Months that were billed and paid.
    months: usize,
    /// Invoices that were issued.
    invoices: usize,
    /// Invoices of which the rest was credited.
    credited: usize,
    /// Numbers of invoices that were voided with their payment.
    voided: Vec<String>,
}

impl Practice {
    fn at(brand: Brand, desk: Desk) -> Practice {
        Practice::of(CLIENTS, brand, desk)
    }

    pub(crate) fn of(clients: usize, brand: Brand, mut desk: Desk) -> Practice {
        let now: chrono::DateTime<chrono::Utc> = "2026-03-02T14:00:00Z".parse().unwrap();
        let clients = (0..clients).map(|number| {
            let client = desk.client(&format!("Client {number:02}"));
            desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
            client
        });
        let clients = clients.collect();
        let mut practice = Practice {
            desk,
            there: There::at(brand, now.timestamp()),
            world: Arc::new(StoppedWorld::on("2026-03-02")),
            calls: Arc::default(),
            clients,
            now,
            months: 0,
            invoices: 0,
            credited: 0,
            voided: Vec::new(),
        };
        practice.bill();
        practice.connect();
        practice
    }

    fn ledger(&self, name: &str, whole: Duration) -> Box<dyn Ledger + Send> {
        let outside = outside(&self.world, &self.calls, &Arc::default(), whole);
        let keys = Keys { secrets: self.desk.keyring.clone(), name: name.to_owned() };
        let (reference, _) = self.there.signs_in();
        let url = self.there.url();
        ledgers::open(self.there.brand(), reference, &keys, Some(&url), outside).unwrap()
    }

    fn connect(&mut self) {
        let (_, kept) = self.there.signs_in();
        self.desk.keyring.keep("fresh", &Secret::new(kept.to_string())).unwrap();
        let who = self.ledger("fresh", Duration::from_secs(20)).organisation().unwrap();
        let secret = self.desk.keyring.read("fresh").unwrap().unwrap();
        self.desk.keyring.forget("fresh").unwrap();
        self.desk.app.connect_ledger(self.there.brand(), &who, &secret).unwrap();
        self.desk.call("ledgers.run", json!({ "dry": true }));
        self.turns();
        self.desk.call("ledgers.accept_proposals", json!({}));
        let mapping = self.desk.call("ledgers.mapping", json!({}));
        for row in mapping["rows"].as_array().unwrap() {
            if row["theirs"] == "" {
                assert_eq!(row["list"], "tax", "{row}");
                let chosen = json!({ "ours": row["ours"], "theirs": "NON" });
                self.desk.call("ledgers.choose", chosen);
            }
        }
    }

    /// A month is billed and paid.
    fn bill(&mut self) {
        let numbers = self.desk.bill_all();
        // What was voided is billed again.
        assert_eq!(
            self.invoices + numbers.len(),
            self.clients.len() * (self.months + 1) + self.voided.len()
        );
        self.invoices += numbers.len();
        self.months += 1;
        for client in self.clients.clone() {
            let asked = json!({ "client_id": client, "amount": "225.00" });
            let open = self.desk.call("payments.suggest", asked)["rows"][0]["invoice_id"].clone();
            // The day in Portland, Maine.
            let received = (self.now - chrono::TimeDelta::hours(5)).date_naive().to_string();
            id(&self.desk.call(
                "payments.record",
                json!({ "client_id": client, "received_on": received, "amount": "225.00",
                    "method": "transfer", "reference": "",
                    "allocations": [{ "invoice_id": open, "amount": "225.00" }] }),
            ));
        }
    }

    /// The month's first two invoices are credited with what is open.
    fn credit(&mut self) {
        for at in 0..2 {
            let client = &self.clients[at];
            let asked = json!({ "client_id": client, "amount": "225.00" });
            let rows = self.desk.call("payments.suggest", asked)["rows"].clone();
            let newest = rows.as_array().unwrap().last().unwrap()["invoice_id"].clone();
            self.desk.call(
                "credit_notes.issue",
                json!({ "invoice_id": newest, "what": { "kind": "sum", "amount": "225.00" },
                    "reason": "The agreed price was lower", "rest": "credit" }),
            );
            self.credited += 1;
        }
    }

    /// An invoice that is half paid was a mistake: it is voided, and its payment taken back.
    fn void(&mut self) {
        let asked = json!({ "client_id": self.clients[2], "amount": "225.00" });
        let open = self.desk.call("payments.suggest", asked)["rows"].clone();
        let payments = self.desk.call("payments.list", json!({}))["rows"].clone();
        let pays = |number: &Value| {
            let mut rows = payments.as_array().unwrap().iter();
            rows.find(|row| row["reversed"].is_null() && row["invoices"][0] == *number)
        };
        let mut rows = open.as_array().unwrap().iter();
        let half = rows.find_map(|row| Some((row, pays(&row["number"])?)));
        let (row, payment) = half.unwrap();
        let reason = "Billed by mistake";
        self.desk.call("payments.reverse", json!({ "id": payment["id"], "reason": reason }));
        self.desk.call("invoices.void", json!({ "id": row["invoice_id"], "reason": reason }));
        self.voided.push(row["number"].as_str().unwrap().to_owned());
    }

    /// Every document that a run may send, with the files beside invoices.
    fn with_files(&mut self) {
        let files = json!({ "from_on": "2026-03-02", "automatic": false, "files": true });
        self.desk.call("ledgers.save", files);
    }

    pub(crate) fn pass(&mut self, seconds: i64) {
        self.now += chrono::TimeDelta::seconds(seconds);
        let at = self.now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        self.desk.turn_to_instant(&at);
        self.world.turn_to_instant(&at);
        self.there.pass(seconds);
    }

    pub(crate) fn take(&self, turn: &SyncTurn, whole: Duration) -> Heard {
        turn.take(&*self.ledger(&turn.kept_as, whole))
    }

    /// Every turn of the run that is being made.
    pub(crate) fn turns(&mut self) {
        while let Next::Take(turn) = self.desk.app.next_sync_turn().unwrap() {
            let heard = self.take(&turn, Duration::from_secs(20));
            self.desk.app.end_sync_turn(turn, heard, &[]).unwrap();
        }
    }

    pub(crate) fn run(&mut self) -> Value {
        self.desk.call("ledgers.show", json!({}))["connected"]["runs"][0].clone()
    }

    /// Runs go on until one finds nothing to do.
    fn settle(&mut self) {
        for _ in 0..10 {
            self.pass(400);
            if self.run()["state"] != "running" {
                self.desk.call("ledgers.run", json!({ "dry": false }));
            }
            self.turns();
            if self.run()["words"] == "pushed 0, verified 0, differences 0" {
                return;
            }
        }
        let page = self.desk.call("ledgers.show", json!({}));
        panic!("it does not come to rest: {:#}", page["connected"]);
    }

    /// Each document is there once, to the cent.
    fn is_sound(&mut self) {
        let many = self.invoices;
        let contacts = self.there.shown("contacts");
        let expected: Vec<String> =
            (0..CLIENTS).map(|number| format!("Client {number:02}")).collect();
        let names: Vec<String> = contacts.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, expected);
        let invoices = self.there.shown("invoices");
        let numbers = (1..=many).map(|number| format!("INV-{number:04}"));
        let numbers = numbers.filter(|number| !self.voided.contains(number));
        let expected: Vec<(String, String)> =
            numbers.map(|number| (number, "450.0".to_owned())).collect();
        assert_eq!(invoices, expected);
        let mut payments = self.there.shown("payments");
        assert!(payments.iter().all(|(_, amount)| amount == "225.0"), "{payments:?}");
        let paid = CLIENTS * self.months - self.voided.len();
        assert_eq!(payments.len(), paid, "no payment twice");
        payments.dedup();
        assert_eq!(payments.len(), paid, "each payment once");
        let credits = self.there.shown("credits");
        assert!(credits.iter().all(|(_, rest)| rest == "0" || rest == "0.0"), "{credits:?}");
        assert_eq!(credits.len(), self.credited, "each joined, and there once");
        let files = self.there.shown("files").len();
        // The signed letter goes beside the next invoice where the first one was voided.
        let (least, most) = (many + CLIENTS, many + CLIENTS + self.voided.len());
        assert!(files == 0 || (least..=most).contains(&files), "{files} files of {many} invoices");
        assert_eq!(self.there.wrongs(), Vec::<String>::new());
        assert_eq!(self.desk.findings(), Vec::<String>::new());
        let said = format!("{:?}", self.calls.lock().unwrap());
        assert!(!said.contains("canary47"), "{said}");
    }
}

/// A run of sixty documents, the second that has nothing to do, and what they cost.
#[allow(clippy::print_stdout, reason = "the calls are what is asked for")]
fn sixty_documents(brand: Brand) {
    let mut practice = Practice::at(brand, Desk::on("2026-03-02"));
    let before = practice.there.calls();
    practice.desk.call("ledgers.run", json!({ "dry": false }));
    practice.turns();
    let run = practice.run();
    assert_eq!((&run["state"], &run["differences"]), (&json!("done"), &json!(0)), "{run}");
    assert_eq!(run["pushed"], 60, "{run}");
    let first = practice.there.calls() - before;
    practice.is_sound();
    practice.settle();
    let rest = practice.there.calls() - before - first;
    println!("{brand:?}: 60 documents in {first} calls; {rest} calls where there is nothing to do");
}

#[test]
fn sixty_documents_reach_xero_and_the_second_run_does_nothing() {
    sixty_documents(Brand::Xero);
}

#[test]
fn sixty_documents_reach_quickbooks_and_the_second_run_does_nothing() {
    sixty_documents(Brand::QuickBooks);
}

/// Each fault at each call of a run of sixty documents.
fn struck(brand: Brand) {
    let soon = Duration::from_millis(150);
    for fault in Fault::ALL.into_iter().chain([Fault::Unauthorised]) {
        let mut practice = Practice::at(brand, Desk::on("2026-03-02"));
        practice.with_files();
        practice.credit();
        practice.desk.call("ledgers.run", json!({ "dry": false }));
        // One call of each turn fails, another one in each.
        for at in 0.. {
            let Next::Take(turn) = practice.desk.app.next_sync_turn().unwrap() else { break };
            practice.there.strike(fault, 1 + at % 4, 1 + at % 4);
            let heard = practice.take(&turn, soon);
            practice.there.mend();
            practice.desk.app.end_sync_turn(turn, heard, &[]).unwrap();
            practice.pass(400);
            if practice.run()["state"] != "running" && at < 40 {
                practice.desk.call("ledgers.run", json!({ "dry": false }));
            }
        }
        practice.settle();
        practice.is_sound();
    }
}

#[test]
fn whatever_fails_at_whichever_call_of_a_run_xero_has_each_document_once() {
    struck(Brand::Xero);
}

#[test]
fn whatever_fails_at_whichever_call_of_a_run_quickbooks_has_each_document_once() {
    struck(Brand::QuickBooks);
}

/// `QUITTANCE_KILLS=500 cargo test --workspace --test contract ends_at_random -- --nocapture`: the
/// program ends at random, before a call, within it or after it, while months are synced.
#[allow(clippy::print_stdout, reason = "the counts are what is asked for")]
fn ended(brand: Brand, seed: u64) {
    let (most, mut dice, mut ended, mut sending) = (ends(ENDS), Dice::from(seed), 0, 0);
    let folder = Folder::new();
    let mut practice = Practice::at(brand, folder.desk("2026-03-02"));
    practice.with_files();
    practice.credit();
    loop {
        practice.desk.call("ledgers.run", json!({ "dry": false }));
        while let Next::Take(turn) = practice.desk.app.next_sync_turn().unwrap() {
            if dice.below(3) > 0 {
                // It ends before the call, or after it and before its answer is written down.
                if dice.below(2) == 0 {
                    let _ = practice.take(&turn, Duration::from_secs(20));
                }
                ended += 1;
                sending += u32::from(matches!(turn.say, app::ledgers::Say::Put(_)));
                practice.desk = folder.again(practice.desk);
                let waits = i64::try_from(dice.below(300)).unwrap();
                practice.pass(waits);
                continue;
            }
            let heard = practice.take(&turn, Duration::from_secs(20));
            practice.desk.app.end_sync_turn(turn, heard, &[]).unwrap();
        }
        practice.settle();
        practice.is_sound();
        if ended >= most {
            break;
        }
        // What is taken back after it was sent is taken out there while the program ends too.
        practice.void();
        practice.pass(31 * 86_400);
        practice.bill();
        practice.credit();
    }
    println!(
        "{brand:?}: {ended} ends of the program, {sending} of them while something was sent; {} \
         documents, each there once",
        CLIENTS + practice.invoices + CLIENTS * practice.months
    );
}

#[test]
fn the_program_ends_at_random_and_xero_has_each_document_once() {
    ended(Brand::Xero, 0x0051_7452_9914_2026);
}

#[test]
fn the_program_ends_at_random_and_quickbooks_has_each_document_once() {
    ended(Brand::QuickBooks, 0x0062_0262_1199_4715);
}

/// No token is in the book, a backup, an export, the history, the calls or an answer.
fn kept_to_the_keyring(brand: Brand) {
    let folder = Folder::new();
    let mut practice = Practice::at(brand, folder.desk("2026-03-02"));
    practice.desk.call("ledgers.run", json!({ "dry": false }));
    practice.there.strike(Fault::Unauthorised, 2, 3);
    practice.turns();
    practice.there.mend();
    practice.settle();
    practice.desk.call("books.backup", json!({}));
    let made = json!({ "format": "journal", "from": "2026-03-01", "until": "2026-12-31",
        "account": "", "again": false });
    let mut said = practice.desk.call("exports.make", made).to_string();
    for (name, question) in [
        ("ledgers.show", json!({})),
        ("ledgers.mapping", json!({})),
        ("calls.list", json!({})),
        ("today.show", json!({})),
    ] {
        said += &practice.desk.call(name, question).to_string();
    }
    said += &format!("{:?}", practice.calls.lock().unwrap());
    assert!(!said.contains("canary47"), "{said}");
    for (name, bytes) in folder.files() {
        assert!(!bytes.windows(8).any(|eight| eight == b"canary47"), "{name} holds a token");
    }
}

#[test]
fn rule_15_tokens_of_ledgers_are_in_the_keyring_and_nowhere_else() {
    kept_to_the_keyring(Brand::Xero);
    kept_to_the_keyring(Brand::QuickBooks);
}
