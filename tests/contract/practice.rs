//! A practice with a client, as the whole program sees it, against any of the stand-ins.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::collecting::{Turn, What};
use chrono::{DateTime, TimeDelta, Utc};
use connect::processors;
use domain::named::Named;
use domain::ports::{Call, Processor, Secret};
use domain::processor::Brand;
use serde_json::{Value, json};
use tests::gocardless::GoCardlessServer;
use tests::square::SquareServer;
use tests::stripe::{Conduct, Means, StripeServer};
use tests::{Desk, Fault, Folder, StoppedWorld, charge_keys, id, in_person, monthly};
use tests::{gocardless, square, stripe};

use crate::office::outside;

/// What every story begins on.
const MORNING: &str = "2026-03-02T14:00:00Z";

/// The processor's side of a story.
pub(crate) trait StandIn {
    const BRAND: Brand;
    /// The key or token that opens the account.
    const KEY: &'static str;
    /// An account whose clock stands at an instant in seconds.
    fn at(now: i64) -> Self;
    fn url(&self) -> String;
    fn strike(&self, fault: Fault, first: usize, last: usize);
    fn mend(&self) -> usize;
    fn pass(&self, seconds: i64);
    fn wrongs(&self) -> Vec<String>;
    /// Every amount that is on its way or was taken for an obligation.
    fn taken(&self, collection: &str) -> Vec<i64>;
    /// The client goes through a page, with a method that pays.
    fn complete(&self, page: &str);
    /// The banks let through what is on its way.
    fn settle(&self);
    /// A payout is sent, and the practice's bank sends it back.
    fn bounce(&self);
    /// What happened is told twice and in another order from now on.
    fn disorder(&self);
}

macro_rules! answers {
    ($server:ty, $brand:expr, $key:expr) => {
        const BRAND: Brand = $brand;
        const KEY: &'static str = $key;
        fn at(now: i64) -> Self {
            <$server>::at(now)
        }
        fn url(&self) -> String {
            self.url()
        }
        fn strike(&self, fault: Fault, first: usize, last: usize) {
            self.strike(fault, first, last);
        }
        fn mend(&self) -> usize {
            self.mend()
        }
        fn pass(&self, seconds: i64) {
            self.pass(seconds);
        }
        fn wrongs(&self) -> Vec<String> {
            self.wrongs()
        }
        fn taken(&self, collection: &str) -> Vec<i64> {
            self.taken(collection)
        }
    };
}

impl StandIn for StripeServer {
    answers!(StripeServer, Brand::Stripe, stripe::KEY);

    fn complete(&self, page: &str) {
        self.complete(page, Means::Card, Conduct::Pays);
    }

    /// A card has paid at once.
    fn settle(&self) {}

    fn bounce(&self) {
        let payout = self.pay_out();
        self.bounce(&payout);
    }

    fn disorder(&self) {
        self.disorder();
    }
}

impl StandIn for GoCardlessServer {
    answers!(GoCardlessServer, Brand::GoCardless, gocardless::TOKEN);

    fn complete(&self, page: &str) {
        self.complete(page);
    }

    fn settle(&self) {
        self.settle();
    }

    fn bounce(&self) {
        let payout = self.pay_out(100, &[]);
        self.becomes("payouts", &payout, "bounced", "");
    }

    fn disorder(&self) {
        self.disorder();
    }
}

impl StandIn for SquareServer {
    answers!(SquareServer, Brand::Square, square::TOKEN);

    fn complete(&self, page: &str) {
        self.pay_page(page, true);
    }

    /// A card has paid at once.
    fn settle(&self) {}

    fn bounce(&self) {
        let payout = self.pay_out(100, &[]);
        self.alter("payouts", &payout, json!({ "status": "FAILED" }));
    }

    fn disorder(&self) {
        self.jumble_events();
    }
}

/// A practice that is connected with the stand-in, with one client at 450.00 a month.
pub(crate) struct Practice<S> {
    pub(crate) desk: Desk,
    pub(crate) server: S,
    world: Arc<StoppedWorld>,
    calls: Arc<Mutex<Vec<Call>>>,
    client: String,
    pub(crate) now: DateTime<Utc>,
    /// How long a call may take, in milliseconds.
    pub(crate) patience: u64,
}

impl<S: StandIn> Practice<S> {
    /// The client has permitted a method that pays.
    pub(crate) fn at(desk: Desk) -> Practice<S> {
        let (mut practice, page) = Practice::asking(desk);
        practice.answered(|server: &S| server.complete(&page));
        practice
    }

    /// The client has a page to permit a method on; the page's name at the processor.
    pub(crate) fn asking(desk: Desk) -> (Practice<S>, String) {
        let now: DateTime<Utc> = MORNING.parse().unwrap();
        let mut practice = Practice {
            desk,
            server: S::at(now.timestamp()),
            world: Arc::new(StoppedWorld::on("2026-03-02")),
            calls: Arc::default(),
            client: String::new(),
            now,
            patience: 20_000,
        };
        practice.client = practice.desk.client("Alder Bakery LLC");
        let keeps = S::BRAND.capabilities().keeps_without_charge;
        practice.agree();
        let standing = practice.processor().check().unwrap();
        practice.desk.app.connect(S::BRAND, &standing, &Secret::new(S::KEY)).unwrap();
        if keeps {
            let asked = json!({ "client_id": practice.client, "brand": S::BRAND.name() });
            practice.desk.call("permissions.ask", asked);
        } else {
            practice.desk.bill_all();
        }
        practice.turns();
        let url = practice.page_url();
        let page = url.rsplit('/').next().unwrap().to_owned();
        (practice, page)
    }

    /// Where the client answers: a page of its own, or that of the first invoice.
    fn page_url(&mut self) -> String {
        let asked = self.asked()["url"].as_str().map(str::to_owned);
        asked.unwrap_or_else(|| {
            let invoice = self.desk.invoice("INV-0001")["id"].clone();
            let page = self.desk.call("pay_pages.of_invoice", json!({ "id": invoice }));
            page["page"]["url"].as_str().unwrap().to_owned()
        })
    }

    /// The client does what they are asked, and an hour later the program knows.
    pub(crate) fn answered(&mut self, answer: impl Fn(&S)) {
        answer(&self.server);
        self.pass_minutes(60);
        assert_eq!(self.asked()["state"], "permitted", "{}", self.asked());
    }

    /// The letter, which wants a payment method, is sent and accepted.
    fn agree(&mut self) {
        let desk = &mut self.desk;
        desk.fill_blanks();
        let proposal = id(&desk.call("proposals.create", json!({ "client_id": self.client })));
        let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
        draft["starts_on"] = json!("2026-03-02");
        draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
        draft["method"] = json!("wanted");
        draft["clauses"]["added"] = json!(["PAY-AUTH/card", "PAY-AUTH/business-ach", "PAY-FAIL"]);
        desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
        let sent = desk.call("proposals.send", json!({ "id": proposal }));
        let revision = id(&sent["revision"]);
        desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
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

    /// What is open on the newest collection's invoice, in whole minor units.
    pub(crate) fn open(&mut self) -> i64 {
        let number = self.newest()["number"].as_str().unwrap().to_owned();
        self.desk.open_of(&number)
    }

    /// Takes a turn, and settles it with the calls it made.
    fn take(&mut self, turn: Turn, processor: &dyn Processor) {
        let said = turn.take(processor);
        let calls = std::mem::take(&mut *self.calls.lock().unwrap());
        self.desk.app.end_turn(turn, said, &calls).unwrap();
    }

    /// Every turn there is; what moves money goes wrong as `fault` says.
    pub(crate) fn turns_with(&mut self, fault: Option<(Fault, usize, usize)>) {
        let mut done = 0;
        while let Some(turn) = self.desk.app.next_turn().unwrap() {
            done += 1;
            assert!(done < 100, "turns end: {:?}", turn.what);
            let Some((fault, first, last)) = fault.filter(|_| moves_money(&turn)) else {
                self.take(turn, self.processor().as_ref());
                continue;
            };
            self.server.strike(fault, first, last);
            self.take(turn, self.open_with(150).as_ref());
            self.server.mend();
        }
    }

    pub(crate) fn turns(&mut self) {
        self.turns_with(None);
    }

    /// Turns up to one that moves money; the program ends before it, or before its answer is kept,
    /// and is started again.
    pub(crate) fn killed_at_the_money(&mut self, folder: &Folder, done: bool) {
        loop {
            let turn = self.desk.app.next_turn().unwrap().expect("money is to be moved");
            let processor = self.processor();
            if moves_money(&turn) {
                let lost = done.then(|| turn.take(processor.as_ref()));
                drop(lost);
                break;
            }
            self.take(turn, processor.as_ref());
        }
        self.start_again(folder);
    }

    /// The program ends at its next turn, before it or before its answer is kept, and is started
    /// again; whether the turn moved money.
    pub(crate) fn ends(&mut self, folder: &Folder, answered: bool) -> bool {
        let turn = self.desk.app.next_turn().unwrap();
        let moves = turn.as_ref().is_some_and(moves_money);
        if let Some(turn) = turn.filter(|_| answered) {
            drop(turn.take(self.processor().as_ref()));
        }
        self.start_again(folder);
        moves
    }

    /// The program ends and starts again.
    pub(crate) fn start_again(&mut self, folder: &Folder) {
        // The lock on the book goes with the program.
        let desk = std::mem::replace(&mut self.desk, Desk::on("2026-03-02"));
        self.desk = folder.again(desk);
    }

    pub(crate) fn processor(&self) -> Box<dyn Processor + Send> {
        self.open_with(self.patience)
    }

    fn open_with(&self, patience: u64) -> Box<dyn Processor + Send> {
        let whole = Duration::from_millis(patience);
        let outside = outside(&self.world, &self.calls, &Arc::default(), whole);
        let url = self.server.url();
        processors::open(S::BRAND, Secret::new(S::KEY), Some(&url), outside).unwrap().unwrap()
    }

    /// Time goes on, here and at the processor.
    pub(crate) fn pass_minutes(&mut self, minutes: i64) {
        self.turn_clocks(minutes);
        self.turns();
    }

    pub(crate) fn turn_clocks(&mut self, minutes: i64) {
        self.set_clock(minutes);
        self.server.pass(minutes * 60);
    }

    /// The clock of this computer alone is set so many minutes on or back.
    pub(crate) fn set_clock(&mut self, minutes: i64) {
        self.now += TimeDelta::minutes(minutes);
        self.desk.turn_to_instant(&self.now.to_rfc3339());
        self.world.turn_to_instant(&self.now.to_rfc3339());
    }

    /// Bills the next month and tells the client, and stops before the morning of the collection.
    pub(crate) fn bill_and_tell(&mut self) {
        while charge_keys(&self.desk.call("catch_up.show", json!({}))).is_empty() {
            self.turn_clocks(1_440);
        }
        self.desk.bill_all();
        self.turns();
        let planned = self.newest();
        // The day before is over everywhere.
        let yesterday = (self.now - TimeDelta::days(1)).date_naive();
        let told = json!({ "id": planned["id"], "on": yesterday.to_string() });
        self.desk.call("collections.told", told);
        self.pass_minutes(13 * 1_440);
        self.turn_clocks(2 * 1_440);
    }

    /// What the processor took for the newest collection.
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

fn moves_money(turn: &Turn) -> bool {
    matches!(turn.what, What::Charge(..) | What::Refund(..))
}
