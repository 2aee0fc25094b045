//! A thousand invoices collected from a stand-in for Stripe on this computer, and what an hour of
//! having nothing to do costs.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::collecting::What;
use connect::http::{Outside, Patience};
use connect::processors;
use domain::ports::{Call, Processor, Secret};
use domain::processor::Brand;
use serde_json::json;
use tests::stripe::{Conduct, KEY, Means, StripeServer};
use tests::{Desk, Folder, StoppedWorld, line};

use crate::{Report, memory, milliseconds};

/// Clients, each with one invoice.
const CLIENTS: usize = 1_000;

/// The days on which they agree and are billed, and on which they are collected.
const DAYS: [&str; 2] = ["2026-03-02", "2026-03-17"];

/// The days of as many clients more, whose charges are read in sweeps with the others'.
const MORE: [&str; 2] = ["2026-03-17", "2026-04-01"];

pub(crate) fn measure(report: &mut Report) {
    let folder = Folder::new();
    let mut office = Office::new(&folder);
    office.permitted(DAYS[0], 0);
    office.billed(DAYS[0], 0);

    office.turn_to(&format!("{}T14:00:00Z", DAYS[1]), 15 * 86_400);
    let (from, before) = (Instant::now(), office.server.calls().len());
    let charged = office.turns();
    let (took, calls) = (from.elapsed(), office.server.calls().len() - before);
    assert_eq!(charged, CLIENTS);
    let each = format!("{}.{:02}", calls / CLIENTS, calls % CLIENTS * 100 / CLIENTS);
    report.add("1,000 due invoices collected from a stand-in for Stripe", milliseconds(took));
    report.add("the same: requests for each", each);
    report.add(
        "Memory of this process after it, stand-in included (PSS)",
        memory(std::process::id()),
    );

    office.turn_to(&format!("{}T15:01:00Z", DAYS[1]), 3_660);
    office.turns();
    let from = Instant::now();
    for _ in 0..60 {
        assert!(office.desk.app.next_turn().expect("turns can be planned").is_none());
    }
    report.add("An hour with nothing to do: 60 looks into the book", milliseconds(from.elapsed()));
    office.permitted(MORE[0], CLIENTS);
    office.billed(MORE[0], CLIENTS);
    office.turn_to(&format!("{}T14:00:00Z", MORE[1]), 15 * 86_400);
    assert_eq!(office.turns(), CLIENTS);
    sweeps(&mut office, report);
    assert_eq!(office.desk.findings(), Vec::<String>::new());
    assert_eq!(office.server.wrongs(), Vec::<String>::new());
}

/// The computer is off for longer than the processor keeps its events, five times: each time every
/// charge that could still come back is read anew.
fn sweeps(office: &mut Office, report: &mut Report) {
    let (from, before) = (Instant::now(), office.server.calls().len());
    let mut day: chrono::NaiveDate = MORE[1].parse().expect("a day");
    for _ in 0..5 {
        day = day + chrono::Days::new(31);
        office.turn_to(&format!("{day}T15:01:00Z"), 31 * 86_400);
        office.turns();
    }
    let calls = office.server.calls().len() - before;
    assert!(calls >= 10 * CLIENTS, "each charge is read in each sweep: {calls}");
    let what = "10,000 charges read anew in five sweeps, each after a month away";
    let what = format!("{what}: {calls} requests");
    report.add(&what, milliseconds(from.elapsed()));
}

struct Office {
    desk: Desk,
    server: StripeServer,
    world: Arc<StoppedWorld>,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Office {
    fn new(folder: &Folder) -> Office {
        let morning = chrono::DateTime::parse_from_rfc3339("2026-03-02T14:00:00Z");
        let at = morning.expect("an instant of RFC 3339").timestamp();
        let mut office = Office {
            desk: folder.desk(DAYS[0]),
            server: StripeServer::at(at),
            world: Arc::new(StoppedWorld::on(DAYS[0])),
            calls: Arc::default(),
        };
        let standing = office.stripe().check().expect("the stand-in answers");
        let key = Secret::new(KEY);
        office.desk.app.connect(Brand::Stripe, &standing, &key).expect("it can be connected");
        office
    }

    fn stripe(&self) -> Box<dyn Processor + Send> {
        let calls = Arc::clone(&self.calls);
        let outside = Outside {
            world: self.world.clone(),
            note: Arc::new(move |call| calls.lock().expect("nobody panics with it").push(call)),
            pause: Arc::new(|_| {}),
            patience: Patience {
                connect: Duration::from_secs(20),
                whole: Duration::from_secs(20),
                tries: 3,
            },
        };
        let url = self.server.url();
        let opened = processors::open(Brand::Stripe, Secret::new(KEY), Some(&url), outside);
        opened.expect("a client can be built").expect("Stripe is known")
    }

    /// Takes every turn there is; how many of them took money.
    fn turns(&mut self) -> usize {
        let (stripe, mut charged) = (self.stripe(), 0);
        while let Some(turn) = self.desk.app.next_turn().expect("turns can be planned") {
            charged += usize::from(matches!(turn.what, What::Charge(..)));
            let said = turn.take(stripe.as_ref());
            let calls = std::mem::take(&mut *self.calls.lock().expect("nobody panics with it"));
            self.desk.app.end_turn(turn, said, &calls).expect("a turn can be settled");
        }
        charged
    }

    fn turn_to(&mut self, instant: &str, seconds: i64) {
        self.desk.turn_to_instant(instant);
        self.world.turn_to_instant(instant);
        self.server.pass(seconds);
    }

    /// Clients from the nth on agree on a day, and each permits a card.
    fn permitted(&mut self, day: &str, from: usize) {
        let mut clients = Vec::new();
        for n in from..from + CLIENTS {
            let client = self.desk.client(&format!("Client {n}"));
            let work = line("Books", "450.00", json!({ "kind": "on_acceptance" }));
            self.desk.agreement(&client, day, json!([work]));
            self.desk.call("permissions.ask", json!({ "client_id": client, "brand": "stripe" }));
            clients.push(client);
        }
        self.turns();
        for client in clients {
            let asked = self.desk.call("permissions.of_client", json!({ "id": client }));
            let url = asked["asked"][0]["url"].as_str().expect("a page was made");
            let page = url.rsplit('/').next().expect("a page has a name");
            self.server.complete(page, Means::Card, Conduct::Pays);
        }
        self.turn_to(&format!("{day}T16:30:00Z"), 5_400);
        self.turns();
    }

    /// Every client from the nth on is billed and told.
    fn billed(&mut self, day: &str, from: usize) {
        self.desk.bill_all();
        self.turns();
        for offset in (from..from + CLIENTS).step_by(500) {
            let asked = json!({ "view": "all", "filter": "", "sort": "number",
                "descending": false, "offset": offset, "limit": 500 });
            let invoices = self.desk.call("invoices.list", asked)["rows"].clone();
            for row in invoices.as_array().into_iter().flatten() {
                let of = self.desk.call("collections.of_invoice", json!({ "id": row["id"] }));
                let told = json!({ "id": of["rows"][0]["id"], "on": day });
                self.desk.call("collections.told", told);
            }
        }
    }
}
