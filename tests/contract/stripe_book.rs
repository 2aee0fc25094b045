//! The whole program against the stand-in for Stripe: a client permits a card or a bank account,
//! an invoice is collected, and whatever goes wrong, the book and Stripe agree in the end.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::collecting::What;
use chrono::{DateTime, Utc};
use connect::processors;
use domain::ports::{Call, Processor, Secret};
use domain::processor::Brand;
use serde_json::{Value, json};
use tests::stripe::{Conduct, KEY, Means, StripeServer};
use tests::{Desk, Fault, Folder, StoppedWorld, id, monthly};

use crate::office::{declines, outside};

/// A practice that is connected with the stand-in.
pub(crate) struct Practice {
    pub(crate) desk: Desk,
    pub(crate) server: StripeServer,
    world: Arc<StoppedWorld>,
    calls: Arc<Mutex<Vec<Call>>>,
    client: String,
    pub(crate) now: DateTime<Utc>,
}

impl Practice {
    /// A client with an agreement at 450.00 a month permitted a method.
    fn with(means: Means, conduct: Conduct) -> Practice {
        Practice::at(Desk::on("2026-03-02"), means, conduct)
    }

    pub(crate) fn at(desk: Desk, means: Means, conduct: Conduct) -> Practice {
        let now: DateTime<Utc> = "2026-03-02T14:00:00Z".parse().unwrap();
        let mut practice = Practice {
            desk,
            server: StripeServer::at(now.timestamp()),
            world: Arc::new(StoppedWorld::on("2026-03-02")),
            calls: Arc::default(),
            client: String::new(),
            now,
        };
        let client = practice.desk.client("Alder Bakery LLC");
        let lines = json!([monthly("Bookkeeping", "450.00")]);
        practice.desk.agreement(&client, "2026-03-02", lines);
        practice.client = client;
        let standing = practice.processor().check().unwrap();
        practice.desk.app.connect(Brand::Stripe, &standing, &Secret::new(KEY)).unwrap();
        let asked = json!({ "client_id": practice.client, "brand": "stripe" });
        practice.desk.call("permissions.ask", asked);
        practice.turns();
        let page = practice.asked()["url"].as_str().unwrap().to_owned();
        practice.server.complete(page.rsplit('/').next().unwrap(), means, conduct);
        practice.pass_minutes(60);
        assert_eq!(practice.asked()["state"], "permitted", "{}", practice.asked());
        practice
    }

    fn stripe(&self, whole: Duration) -> Box<dyn Processor + Send> {
        let outside = outside(&self.world, &self.calls, &Arc::default(), whole);
        let url = self.server.url();
        processors::open(Brand::Stripe, Secret::new(KEY), Some(&url), outside).unwrap().unwrap()
    }

    /// What the client was asked.
    fn asked(&mut self) -> Value {
        let asked = json!({ "id": self.client });
        self.desk.call("permissions.of_client", asked)["asked"][0].clone()
    }

    pub(crate) fn newest(&mut self) -> Value {
        self.desk.call("collections.list", json!({}))["rows"][0].clone()
    }

    pub(crate) fn state(&mut self) -> String {
        self.newest()["state"].as_str().unwrap_or("none").to_owned()
    }

    /// Every turn there is; what moves money goes wrong as `fault` says.
    pub(crate) fn turns_with(&mut self, fault: Option<(Fault, usize, usize)>) {
        let mut done = 0;
        while let Some(turn) = self.desk.app.next_turn().unwrap() {
            done += 1;
            assert!(done < 100, "turns end: {:?}", turn.what);
            let moves = matches!(turn.what, What::Charge(..) | What::Refund(..));
            let struck = fault.filter(|_| moves);
            let patience = if struck.is_some() { 150 } else { 20_000 };
            if let Some((fault, first, last)) = struck {
                self.server.strike(fault, first, last);
            }
            let said = turn.take(self.stripe(Duration::from_millis(patience)).as_ref());
            if struck.is_some() {
                self.server.mend();
            }
            let calls = std::mem::take(&mut *self.calls.lock().unwrap());
            self.desk.app.end_turn(turn, said, &calls).unwrap();
        }
    }

    pub(crate) fn turns(&mut self) {
        self.turns_with(None);
    }

    /// Turns up to one that moves money; the program ends before it, or before its answer is kept,
    /// and is started again.
    fn killed_at_the_money(&mut self, folder: &Folder, done: bool) {
        loop {
            let turn = self.desk.app.next_turn().unwrap().expect("money is to be moved");
            let moves = matches!(turn.what, What::Charge(..) | What::Refund(..));
            let stripe = self.processor();
            if moves {
                let lost = done.then(|| turn.take(stripe.as_ref()));
                drop(lost);
                break;
            }
            let said = turn.take(stripe.as_ref());
            self.desk.app.end_turn(turn, said, &[]).unwrap();
        }
        self.start_again(folder);
    }

    /// The program ends and starts again.
    pub(crate) fn start_again(&mut self, folder: &Folder) {
        // The lock on the book goes with the program.
        let desk = std::mem::replace(&mut self.desk, Desk::on("2026-03-02"));
        self.desk = folder.again(desk);
    }

    /// Stripe, with the patience of a usual day.
    pub(crate) fn processor(&self) -> Box<dyn Processor + Send> {
        self.stripe(Duration::from_secs(20))
    }

    /// Time goes on, here and at Stripe.
    pub(crate) fn pass_minutes(&mut self, minutes: i64) {
        self.turn_clocks(minutes);
        self.turns();
    }

    pub(crate) fn turn_clocks(&mut self, minutes: i64) {
        self.now += chrono::TimeDelta::minutes(minutes);
        self.desk.turn_to_instant(&self.now.to_rfc3339());
        self.world.turn_to_instant(&self.now.to_rfc3339());
        self.server.pass(minutes * 60);
    }

    /// Bills what is due and tells the client, and stops before the morning of the collection.
    fn bill_and_tell(&mut self) {
        self.desk.bill_all();
        self.turns();
        let planned = self.newest();
        let told = json!({ "id": planned["id"], "on": "2026-03-02" });
        self.desk.call("collections.told", told);
        self.pass_minutes(14 * 1_440);
        assert_eq!(self.state(), "notified");
        self.turn_clocks(1_440);
    }

    /// What Stripe took for the newest collection.
    pub(crate) fn taken(&mut self) -> Vec<i64> {
        let collection = id(&self.newest());
        self.server.taken(&collection)
    }

    /// Nothing is wrong in the book, nor in what was said.
    pub(crate) fn is_sound(&mut self) {
        assert_eq!(self.desk.findings(), Vec::<String>::new());
        assert_eq!(self.server.wrongs(), Vec::<String>::new());
    }
}

#[test]
fn a_card_is_permitted_and_the_invoice_collected_on_its_day() {
    let mut practice = Practice::with(Means::Card, Conduct::Pays);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "settled");
    assert_eq!(practice.taken(), [45_000]);
    assert_eq!(practice.desk.open_of("INV-0001"), 0);
    practice.server.pay_out();
    practice.pass_minutes(1_440);
    let payouts = practice.desk.call("payouts.list", json!({}));
    assert_eq!(payouts["rows"][0]["amount"]["minor"], 43_665, "{payouts}");
    assert_eq!(payouts["clearing"][0]["held"]["minor"], 0, "rule 11: it returns to zero");
    let calls = practice.desk.call("calls.list", json!({})).to_string();
    assert!(calls.contains("charge a client") && !calls.contains("canary"), "{calls}");
    practice.is_sound();
}

#[test]
fn a_debit_settles_in_days_comes_back_and_opens_the_invoice() {
    let mut practice = Practice::with(Means::Bank, Conduct::Pays);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "processing");
    assert_eq!(practice.desk.open_of("INV-0001"), 45_000, "rule 8: paid when it has settled");
    let charge = practice.newest()["reference"].as_str().map(str::to_owned);
    let charge = charge.unwrap_or_else(|| practice.server.newest("payment_intent"));
    practice.turn_clocks(4 * 1_440);
    practice.server.settle(&charge);
    practice.turns();
    assert_eq!((practice.state().as_str(), practice.desk.open_of("INV-0001")), ("settled", 0));
    practice.turn_clocks(10 * 1_440);
    practice.server.dispute(&charge, "insufficient_funds");
    practice.turns();
    assert_eq!(practice.state(), "returned");
    assert_eq!(practice.desk.open_of("INV-0001"), 45_000);
    practice.is_sound();
}

#[test]
fn a_card_without_money_is_tried_again_and_pays() {
    let poor = declines("card_declined", "insufficient_funds");
    let mut practice = Practice::with(Means::Card, poor);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "declined");
    assert_eq!(practice.taken(), [0_i64; 0]);
    let card = practice.server.newest("payment_method");
    practice.server.behave(&card, Conduct::Pays);
    for _ in 0..10 {
        practice.pass_minutes(1_440);
    }
    assert_eq!(practice.state(), "settled");
    assert_eq!(practice.taken(), [45_000]);
    practice.is_sound();
}

#[test]
fn whatever_goes_wrong_while_charging_the_book_and_stripe_agree_in_the_end() {
    for fault in Fault::ALL {
        for step in 1..=3 {
            for last in [step, usize::MAX] {
                let mut practice = Practice::with(Means::Card, Conduct::Pays);
                practice.bill_and_tell();
                practice.turns_with(Some((fault, step, last)));
                // An error that Stripe gives again is gone after a day.
                for minutes in [6, 6, 6, 60, 1_440, 60] {
                    practice.pass_minutes(minutes);
                }
                let name = format!("{fault:?} from call {step} to {last}");
                assert_eq!(practice.taken(), [45_000], "{name}: {}", practice.newest());
                assert_eq!(practice.state(), "settled", "{name}");
                assert_eq!(practice.desk.open_of("INV-0001"), 0, "{name}");
                practice.is_sound();
            }
        }
    }
}

#[test]
fn whatever_goes_wrong_while_paying_back_the_book_and_stripe_agree_in_the_end() {
    for fault in Fault::ALL {
        for step in 1..=2 {
            for last in [step, usize::MAX] {
                let mut practice = Practice::with(Means::Card, Conduct::Pays);
                practice.bill_and_tell();
                practice.turns();
                let asked = json!({ "id": practice.newest()["id"], "amount": "100.00",
                    "reason": "agreed" });
                practice.desk.call("collections.refund", asked);
                practice.turns_with(Some((fault, step, last)));
                for minutes in [6, 6, 6, 60, 1_440, 60] {
                    practice.pass_minutes(minutes);
                }
                let name = format!("{fault:?} from call {step} to {last}");
                let refund = practice.newest()["refunds"][0].clone();
                let back = practice.server.refunded(&id(&refund));
                // What the book calls failed was not paid back.
                let expected: &[i64] = if refund["state"] == "failed" { &[] } else { &[10_000] };
                assert_eq!(back, expected, "{name}: {refund}");
                assert!(
                    refund["state"] == "done" || refund["state"] == "failed",
                    "{name}: {refund}"
                );
                practice.is_sound();
            }
        }
    }
}

#[test]
fn a_program_that_ends_at_the_money_moves_it_once() {
    for done in [false, true] {
        for twice in [false, true] {
            let folder = Folder::new();
            let desk = folder.desk("2026-03-02");
            let mut practice = Practice::at(desk, Means::Card, Conduct::Pays);
            practice.bill_and_tell();
            practice.killed_at_the_money(&folder, done);
            assert_eq!(practice.state(), "unknown");
            if twice && !done {
                practice.killed_at_the_money(&folder, true);
            }
            practice.turns();
            assert_eq!((practice.state().as_str(), practice.taken()), ("settled", vec![45_000]));

            let asked = json!({ "id": practice.newest()["id"], "amount": "100.00",
                "reason": "agreed" });
            practice.desk.call("collections.refund", asked);
            practice.killed_at_the_money(&folder, done);
            practice.pass_minutes(6);
            let refund = practice.newest()["refunds"][0].clone();
            assert_eq!(practice.server.refunded(&id(&refund)), [10_000], "{refund}");
            assert_eq!(refund["state"], "done");
            practice.is_sound();
        }
    }
}
