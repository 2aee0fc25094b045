//! A first sync of 2,000 invoices and their payments with stand-ins for Xero and QuickBooks that
//! keep the real limits, on a clock of their own, and a run that has nothing to do.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use app::ledgers::Next;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connect::http::{Outside, Patience};
use connect::ledgers::{self, Keys};
use domain::ledgers::Brand;
use domain::ports::{Ledger, Secret, Secrets};
use serde_json::{Value, json};
use tests::quickbooks::QuickBooksServer;
use tests::xero::XeroServer;
use tests::{Desk, StoppedWorld, monthly};

use crate::{Report, memory, milliseconds};

/// Clients, each with this many months.
const CLIENTS: usize = 200;
const MONTHS: usize = 10;

/// The day on which they agree, and the day on which all months are billed and paid.
const DAYS: [&str; 2] = ["2026-03-02", "2026-12-02"];

pub(crate) fn measure(report: &mut Report) {
    let begun = DateTime::parse_from_rfc3339("2026-12-02T14:00:00Z").expect("an instant");
    let xero = Arc::new(XeroServer::at(begun.timestamp()));
    let clock = Arc::clone(&xero);
    let mut office = Office::new(Brand::Xero, &xero.url(), xero.tenant(), &xero.kept());
    let pass = move |seconds| clock.pass(seconds);
    office.measure(report, "Xero, 60 calls a minute", pass, &|| xero.calls().len());
    assert_eq!(xero.wrongs(), Vec::<String>::new());

    let books = Arc::new(QuickBooksServer::at(begun.timestamp()));
    let income = json!({ "value": books.account("Services") });
    let item = json!({ "Name": "Services", "Type": "Service", "IncomeAccountRef": income });
    books.enter("Item", &item);
    let clock = Arc::clone(&books);
    let mut office = Office::new(Brand::QuickBooks, &books.url(), books.realm(), &books.kept());
    let pass = move |seconds| clock.pass(seconds);
    office.measure(report, "QuickBooks, 500 calls a minute", pass, &|| books.calls().len());
    assert_eq!(books.wrongs(), Vec::<String>::new());
}

struct Office {
    desk: Desk,
    brand: Brand,
    url: String,
    reference: String,
    kept: Value,
    world: Arc<StoppedWorld>,
    now: DateTime<Utc>,
    /// Seconds that were waited on the stand-in's clock.
    waited: Arc<AtomicI64>,
}

impl Office {
    fn new(brand: Brand, url: &str, reference: &str, kept: &Value) -> Office {
        let now = DateTime::parse_from_rfc3339("2026-12-02T14:00:00Z").expect("an instant");
        Office {
            desk: Desk::on(DAYS[0]),
            brand,
            url: url.to_owned(),
            reference: reference.to_owned(),
            kept: kept.clone(),
            world: Arc::new(StoppedWorld::on(DAYS[1])),
            now: now.with_timezone(&Utc),
            waited: Arc::default(),
        }
    }

    fn ledger(
        &self,
        name: &str,
        pass: &(impl Fn(i64) + Clone + Send + Sync + 'static),
    ) -> Box<dyn Ledger + Send> {
        let (waited, pass) = (Arc::clone(&self.waited), pass.clone());
        let outside = Outside {
            world: self.world.clone(),
            note: Arc::new(|_| ()),
            pause: Arc::new(move |time: Duration| {
                let seconds = i64::try_from(time.as_secs()).unwrap_or(0).max(1);
                waited.fetch_add(seconds, Ordering::SeqCst);
                pass(seconds);
            }),
            patience: Patience::default(),
        };
        let keys = Keys { secrets: self.desk.keyring.clone(), name: name.to_owned() };
        ledgers::open(self.brand, &self.reference, &keys, Some(&self.url), outside)
            .expect("a stand-in is on this computer")
    }

    fn measure(
        &mut self,
        report: &mut Report,
        name: &str,
        pass: impl Fn(i64) + Clone + Send + Sync + 'static,
        calls: &dyn Fn() -> usize,
    ) {
        self.connected(&pass);
        self.billed();
        let entry = self.desk.keyring.names().into_iter().find(|one| one.starts_with("ledger:"));
        let ledger = self.ledger(&entry.expect("it is connected"), &pass);
        self.runs(true, &*ledger, &pass);
        self.desk.call("ledgers.accept_proposals", json!({}));
        self.rest_chosen();

        let (from, before) = (Instant::now(), calls());
        self.waited.store(0, Ordering::SeqCst);
        let run = self.runs(false, &*ledger, &pass);
        let (took, met) = (from.elapsed(), calls() - before);
        assert_eq!(run["pushed"], CLIENTS + 2 * CLIENTS * MONTHS, "{run}");
        let waited = self.waited.load(Ordering::SeqCst);
        report.add(
            &format!("First sync of 2,000 invoices and payments with a stand-in for {name}"),
            format!("{met} calls, {waited} s of waiting for its limit"),
        );
        report.add("the same: time of this program and the stand-in", milliseconds(took));
        report.add(
            "Memory of this process after it, stand-in included (PSS)",
            memory(std::process::id()),
        );
        // The next run meets what the first one changed, and reads it back once more.
        self.later(3_600, &pass);
        self.runs(false, &*ledger, &pass);
        self.later(3_600, &pass);
        let (from, before) = (Instant::now(), calls());
        let run = self.runs(false, &*ledger, &pass);
        assert_eq!(run["words"], "pushed 0, verified 0, differences 0");
        let (took, met) = (milliseconds(from.elapsed()), calls() - before);
        report.add("the same: a run with nothing to do", format!("{met} calls, {took}"));
    }

    /// The first look at the organisation, on the day on which clients agree.
    fn connected(&mut self, pass: &(impl Fn(i64) + Clone + Send + Sync + 'static)) {
        let kept = Secret::new(self.kept.to_string());
        self.desk.keyring.keep("fresh", &kept).expect("the keyring is in memory");
        let who = self.ledger("fresh", pass).organisation().expect("the stand-in answers");
        let kept = self.desk.keyring.read("fresh").ok().flatten().expect("it was kept");
        self.desk.app.connect_ledger(self.brand, &who, &kept).expect("it can be connected");
    }

    /// Every client agrees, and all months are billed and paid at once.
    fn billed(&mut self) {
        let clients: Vec<String> = (0..CLIENTS)
            .map(|number| {
                let client = self.desk.client(&format!("Client {number:03}"));
                let lines = json!([monthly("Bookkeeping", "450.00")]);
                self.desk.agreement(&client, DAYS[0], lines);
                client
            })
            .collect();
        self.desk.turn_to(DAYS[1]);
        assert_eq!(self.desk.bill_all().len(), CLIENTS * MONTHS);
        for client in clients {
            let amount = format!("{}.00", 450 * MONTHS);
            let asked = json!({ "client_id": client, "amount": amount });
            let open = self.desk.call("payments.suggest", asked)["rows"].clone();
            let parts: Vec<Value> = open
                .as_array()
                .into_iter()
                .flatten()
                .map(|row| json!({ "invoice_id": row["invoice_id"], "amount": "450.00" }))
                .collect();
            self.desk.call(
                "payments.record",
                json!({ "client_id": client, "received_on": DAYS[1], "amount": amount,
                    "method": "transfer", "reference": "", "allocations": parts }),
            );
        }
    }

    /// What nothing was proposed for: the code of what is not taxed.
    fn rest_chosen(&mut self) {
        let mapping = self.desk.call("ledgers.mapping", json!({}));
        let rows = mapping["rows"].as_array().cloned().unwrap_or_default();
        for row in rows.iter().filter(|row| row["theirs"] == "") {
            let chosen = json!({ "ours": row["ours"], "theirs": "NON" });
            self.desk.call("ledgers.choose", chosen);
        }
    }

    /// A whole run; what came of it.
    fn runs(&mut self, dry: bool, ledger: &dyn Ledger, pass: &impl Fn(i64)) -> Value {
        self.desk.call("ledgers.run", json!({ "dry": dry }));
        loop {
            while let Next::Take(turn) =
                self.desk.app.next_sync_turn().expect("turns can be planned")
            {
                let heard = turn.take(ledger);
                self.desk.app.end_sync_turn(turn, heard, &[]).expect("it can be settled");
            }
            let page = self.desk.call("ledgers.show", json!({}));
            let run = page["connected"]["runs"][0].clone();
            if run["state"] != "running" {
                return run;
            }
            // The ledger wants to be left alone for a while.
            self.waited.fetch_add(61, Ordering::SeqCst);
            self.later(61, pass);
        }
    }

    /// Every clock goes on.
    fn later(&mut self, seconds: i64, pass: &impl Fn(i64)) {
        self.now += TimeDelta::seconds(seconds);
        pass(seconds);
        let at = self.now.to_rfc3339_opts(SecondsFormat::Millis, true);
        self.desk.turn_to_instant(&at);
        self.world.turn_to_instant(&at);
    }
}
