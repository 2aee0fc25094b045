//! The user, who follows the rules: opens the laptop or not, imports what the bank says, explains
//! what the program does not, decides what it asks, and answers clients.

use std::collections::{BTreeMap, BTreeSet};

use app::collecting::{Said, Trial, What};
use app::mail::{Content, Next};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::mail::Outcome;
use domain::ports::Processor;
use domain::processor::{DisputeState, Taken, Trouble};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tests::{Desk, charge_keys, file, id, monthly, texts};

use super::bank::{Bank, Truth, amount};
use super::payers::{Dice, Dispute, Habit, Payer, Payers, Wish};

/// What the years came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    pub(super) days: usize,
    pub(super) invoices: usize,
    pub(super) messages: usize,
    pub(super) wrong: Vec<String>,
    pub(super) charged_twice: Vec<String>,
    pub(super) held_back: usize,
    pub(super) decisions: usize,
    /// Lines of clients and payouts, and how many explained themselves.
    pub(super) deposits: usize,
    pub(super) by_itself: usize,
    pub(super) leaked: i64,
    /// Days outstanding at each end of a month, and days to pay over all.
    pub(super) outstanding: Vec<Decimal>,
}

/// An amendment that waits for its client's word.
struct Asked {
    amendment: String,
    effective_on: NaiveDate,
    answers_on: NaiveDate,
}

/// A practice, its payers and its bank.
pub(super) struct Practice {
    pub(super) desk: Desk,
    dice: Dice,
    pub(super) payers: Payers,
    bank: Bank,
    account: Value,
    /// What the processor knows, whether the program heard of it or not.
    processor: String,
    paid_out_through: NaiveDate,
    asked: Vec<Asked>,
    /// What messages in the outbox say, and which of them arrived.
    bodies: BTreeMap<String, String>,
    arrived: BTreeSet<String>,
    bounced: Vec<(NaiveDate, String, &'static str)>,
    written: BTreeSet<(NaiveDate, String)>,
    pub(super) figures: Figures,
}

fn text(day: NaiveDate) -> String {
    day.to_string()
}

/// What the processor has of an invoice, on a day.
fn taken(processor: &str, today: NaiveDate, number: &str) -> i64 {
    let kept: Value = serde_json::from_str(processor).unwrap();
    let trial = Trial::at(processor, DateTime::<Utc>::default(), today).unwrap();
    let charges = kept["charges"].as_array().into_iter().flatten();
    let of_it = charges.filter(|charge| charge["invoice"] == number);
    of_it
        .map(|charge| {
            let name = format!("trial_ch_{}", charge["key"].as_str().unwrap());
            let charge = trial.read(&name).unwrap();
            match charge.state {
                Taken::Disputed(dispute) if dispute.state == DisputeState::Lost => 0,
                Taken::Settled { .. }
                | Taken::Processing { .. }
                | Taken::Held { .. }
                | Taken::Disputed(_) => charge.amount.minor() - charge.refunded.minor(),
                _ => 0,
            }
        })
        .sum()
}

impl Practice {
    pub(super) fn founded(seed: u64, clients: usize, by_itself: bool) -> Practice {
        let mut desk = Desk::on("2026-01-01");
        let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
            "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
            "copy_to_self": "none", "password": null, "sends_notices": false });
        desk.call("mail.save_account", account);
        let mut policy = desk.call("follow_policy.show", json!({}));
        policy["by_itself"] = json!(by_itself);
        policy["fresh_days"] = json!(1);
        desk.call("follow_policy.keep", policy);
        desk.call("connections.connect", json!({ "brand": "trial" }));
        let bank = json!({ "name": "Operating", "currency": "USD" });
        let account = desk.call("bank.add_account", bank)["id"].clone();
        desk.call("bank.apply_by_itself", json!({ "account_id": account, "on": true }));
        let mut practice = Practice {
            desk,
            dice: Dice(seed),
            payers: Payers::default(),
            bank: Bank::default(),
            account,
            processor: r#"{"pages":[],"revoked":[],"charges":[],"refunds":[]}"#.to_owned(),
            paid_out_through: "2026-01-01".parse().unwrap(),
            asked: Vec::new(),
            bodies: BTreeMap::new(),
            arrived: BTreeSet::new(),
            bounced: Vec::new(),
            written: BTreeSet::new(),
            figures: Figures::default(),
        };
        for at in 0..clients {
            practice.engage(at);
        }
        practice
    }

    /// A client signs a letter, and puts a method on file where that is their habit.
    fn engage(&mut self, at: usize) {
        const FIRST: [&str; 10] = [
            "Alder", "Birch", "Cole", "Dunmore", "Elm", "Fenwick", "Garrow", "Hazel", "Ivory",
            "Juno",
        ];
        const SECOND: [&str; 10] = [
            "Bakery", "Dental", "Motors", "Roofing", "Florists", "Brewing", "Optics", "Freight",
            "Studio", "Farms",
        ];
        let name = format!("{} {} LLC", FIRST[at % 10], SECOND[(at / 10 + at) % 10]);
        let form = json!({ "name": name, "kind": "business", "contact": "",
            "email": format!("c{at}@clients.example"), "phone": "", "address": "1 Main Street",
            "tax_number": "", "payer_names": "", "notes": "" });
        let client = id(&self.desk.call("clients.add", form));
        let price = format!("{}.00", 100 + self.dice.below(20) * 50);
        let day = format!("2026-01-{:02}", 1 + self.dice.below(28));
        let agreement = self.desk.agreement(&client, &day, json!([monthly("Bookkeeping", &price)]));
        let habit = Habit::thrown(&mut self.dice);
        if let Habit::OnFile(conduct) = habit {
            let ask = json!({ "client_id": client, "brand": "trial" });
            let asked = id(&self.desk.call("permissions.ask", ask));
            self.desk.turns();
            self.desk.call("permissions.try", json!({ "id": asked, "conduct": conduct }));
            self.desk.turns();
        }
        self.payers.clients.push(Payer { id: client, agreement, name, habit });
    }

    fn taken(&self, today: NaiveDate) -> impl Fn(&str) -> i64 + use<> {
        let processor = self.processor.clone();
        move |number: &str| taken(&processor, today, number)
    }

    /// What happens in the world on a day: payers pay, the processor pays out.
    pub(super) fn world(&mut self, today: NaiveDate) {
        self.bank.live(today, &mut self.dice);
        for paid in timed("PAY", || self.payers.pay(today, self.taken(today))) {
            let payer = &self.payers.clients[paid.client];
            self.bank.receive(today, &mut self.dice, payer, paid);
        }
        let trial = Trial::at(&self.processor, DateTime::<Utc>::default(), today).unwrap();
        for payout in trial.payouts(self.paid_out_through + Days::new(1)).unwrap() {
            let (text, minor) = ("TRIAL PROCESSOR PAYOUT".to_owned(), payout.amount.minor());
            self.bank.post(payout.arrives_on, text, minor, Truth::Payout);
        }
        self.paid_out_through = today;
    }

    /// Bills what is due, client by client: what sets off more than it bills with the next charge.
    fn bill(&mut self) {
        let due = self.desk.call("catch_up.show", json!({}));
        let mut numbers = Vec::new();
        for client in due["clients"].as_array().into_iter().flatten() {
            let keys = charge_keys(&json!({ "clients": [client] }));
            for merge in [false, true] {
                let asked = json!({ "charges": keys, "date": "own_date", "merge": merge });
                if let Ok(issued) = self.desk.app.call("catch_up.issue", asked) {
                    numbers.extend(texts(&issued.reply["numbers"]));
                    break;
                }
            }
        }
        if !numbers.is_empty() {
            let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": true,
                "offset": 0, "limit": numbers.len() });
            let rows = self.desk.call("invoices.list", asked)["rows"].clone();
            rows.as_array().unwrap().iter().for_each(|row| self.payers.bill(row));
        }
        self.figures.invoices = self.payers.bills.len();
    }

    /// Takes turns with the processor; some are not sent, and the answer of some is lost.
    fn collect(&mut self, today: NaiveDate) {
        let now = DateTime::<Utc>::default();
        for _ in 0..400 {
            let Some(turn) = timed("NEXT", || self.desk.app.next_turn().unwrap()) else {
                return self.told(today);
            };
            let trial = turn.trial().unwrap();
            let said = match self.dice.below(40) {
                0 => {
                    let copy = Trial::at(&trial.kept().unwrap(), now, today).unwrap();
                    failed(turn.take(&copy), Trouble::NotSent("no network".to_owned()))
                }
                1 => failed(turn.take(trial), Trouble::Unknown("no answer came".to_owned())),
                _ => turn.take(trial),
            };
            if let (What::Charge(_, order), Said::Charge(Ok(_))) = (&turn.what, &said) {
                let bill = &self.payers.bills[&order.invoice];
                if bill.shown + bill.less + order.amount.minor() > bill.total {
                    self.figures.charged_twice.push(format!("{today} {}", order.invoice));
                }
            }
            self.processor = turn.trial().unwrap().kept().unwrap();
            timed("END", || self.desk.app.end_turn(turn, said, &[]).unwrap());
        }
        panic!("turns end");
    }

    /// Clients hear what is to be collected.
    fn told(&mut self, today: NaiveDate) {
        let planned = self.desk.call("collections.list", json!({}));
        for row in planned["rows"].as_array().into_iter().flatten() {
            if row["waits_for_notice"] == true {
                let told = json!({ "id": row["id"], "on": text(today) });
                self.desk.call("collections.told", told);
            }
        }
    }

    /// Imports what the bank says up to yesterday.
    fn import(&mut self, through: NaiveDate) {
        let (rows, shown) = self.bank.statement(through);
        if rows.lines().count() == 1 {
            return;
        }
        let mapping = json!({ "skip_rows": 1, "date": 0, "amount": 2, "inverted": false,
            "out_flags": [], "description": [1] });
        let question = json!({ "account_id": self.account, "mapping": mapping,
            "file": file("bank.csv", rows.as_bytes()) });
        self.desk.call("statements.import", question);
        for (number, minor) in shown {
            self.payers.bills.get_mut(&number).unwrap().shown += minor;
        }
        let done = self.desk.call("matches.apply_by_itself", json!({}));
        self.figures.by_itself += usize::try_from(done["applied"].as_u64().unwrap()).unwrap();
    }

    /// Explains what the program left, as the user knows it to be.
    fn explain(&mut self) {
        let asked = json!({ "account_id": self.account, "view": "to_explain", "filter": "",
            "offset": 0, "limit": 500 });
        let waiting = self.desk.call("lines.list", asked)["rows"].clone();
        for row in waiting.as_array().unwrap() {
            let key = (
                row["posted_on"].as_str().unwrap().to_owned(),
                row["description"].as_str().unwrap().to_owned(),
                row["amount"]["minor"].as_i64().unwrap(),
            );
            let truths = self.bank.truths.get_mut(&key).unwrap();
            let truth = truths.pop().unwrap_or_else(|| panic!("{row}"));
            let explain = match &truth {
                Truth::Other(what) => {
                    Some(json!({ "kind": "not_an_invoice", "category": what, "note": "" }))
                }
                Truth::Paid { client, parts } => {
                    let bills = &self.payers.bills;
                    let invoices: Vec<&Value> =
                        parts.iter().map(|part| &bills[&part.0].id).collect();
                    self.figures.decisions += 1;
                    let client = &self.payers.clients[*client].id;
                    Some(json!({ "kind": "invoices", "client_id": client, "invoices": invoices }))
                }
                // The program may not have heard of it yet.
                Truth::Payout => {
                    let payouts = self.desk.call("payouts.list", json!({}))["rows"].clone();
                    let payouts = payouts.as_array().unwrap().iter();
                    let mut of_it = payouts.filter(|payout| {
                        payout["arrives_on"] == *key.0 && payout["amount"]["minor"] == key.2
                    });
                    let found = of_it.next().map(|payout| payout["id"].clone());
                    self.figures.decisions += usize::from(found.is_some());
                    found.map(|payout| json!({ "kind": "payout", "payout_id": payout }))
                }
            };
            match explain {
                Some(explain) => {
                    let accept = json!({ "line_id": row["id"], "explain": explain });
                    self.desk.call("matches.accept", accept);
                }
                None => self.bank.truths.get_mut(&key).unwrap().push(truth),
            }
        }
    }

    /// Sends every message that waits for the user's yes, and notes every call.
    fn decide(&mut self) {
        let board = self.desk.call("follow_ups.board", json!({}));
        for row in board["rows"].as_array().cloned().unwrap() {
            let client = &row["client_id"];
            if row["can_send"] == true {
                let seen = self.desk.call("follow_ups.preview", json!({ "id": client }));
                let words = json!({ "client_id": client, "subject": seen["subject"],
                    "body": seen["body"] });
                self.desk.call("follow_ups.send", words);
                self.figures.decisions += 1;
            }
            if row["call"].is_object() {
                let note = json!({ "client_id": client, "outcome": "reached", "note": "" });
                self.desk.call("follow_ups.call", note);
                self.figures.decisions += 1;
            }
        }
    }

    /// Lets the outbox leave; some is not taken, and of some nobody knows whether it was.
    fn deliver(&mut self, today: NaiveDate) {
        loop {
            let outgoing = match timed("NEXTMAIL", || self.desk.app.next_mail().unwrap()) {
                Next::Nothing => return,
                Next::Settled => {
                    self.figures.held_back += 1;
                    continue;
                }
                Next::Send(outgoing) => outgoing,
            };
            let key = outgoing.id.to_string();
            // What asks for money has its invoices with it; a page to pay on has not.
            if let Content::Fresh(letter) = &outgoing.content
                && !letter.files.is_empty()
            {
                self.bodies.insert(key.clone(), letter.body.clone());
            }
            assert!(self.desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
            let to = outgoing.envelope.to[0].clone();
            let fate = self.dice.below(50);
            let outcome = match fate {
                0 | 1 => Outcome::Kept { passing: true, words: "try later".to_owned() },
                2 | 3 => Outcome::Unknown("no answer came".to_owned()),
                _ => Outcome::Taken("250 OK".to_owned()),
            };
            self.desk.app.end_mail(outgoing.id, &outcome).unwrap();
            let arrived = fate == 2 || fate > 3;
            if arrived {
                self.arrived.insert(key.clone());
            }
            if let Some(body) = self.bodies.get(&key).filter(|_| arrived).cloned() {
                self.arrive(today, &to, &body);
            }
        }
    }

    /// A message arrives, or comes back.
    fn arrive(&mut self, today: NaiveDate, to: &str, body: &str) {
        let at = to.trim_start_matches('c').split('@').next().unwrap().parse().unwrap();
        self.figures.messages += 1;
        let mut wrong = timed("WRONG", || self.payers.wrong(today, at, body, self.taken(today)));
        if !self.written.insert((today, to.to_owned())) {
            wrong.push("a second message of the day".to_owned());
        }
        let name = &self.payers.clients[at].name;
        let told = wrong.iter().map(|why| format!("{today} {name}: {why}"));
        self.figures.wrong.extend(told);
        if self.dice.once_in(100) {
            let client = self.payers.clients[at].id.clone();
            self.bounced.push((today, client, "mailbox full"));
            return;
        }
        for wish in self.payers.read(today, at, body) {
            self.grant(today, wish);
        }
    }

    /// The user writes down what a client says, and offers a plan to whoever asks for one.
    fn grant(&mut self, today: NaiveDate, wish: Wish) {
        self.figures.decisions += 1;
        match wish {
            Wish::Dispute(number, minor) => {
                let bill = self.payers.bills.get_mut(&number).unwrap();
                let opened = json!({ "invoice_id": bill.id, "amount": amount(minor),
                    "about": "quality", "words": "Not what we expected" });
                let id = id(&self.desk.call("invoice_disputes.open", opened));
                bill.dispute = Some(Dispute { id, minor, answered_on: today + Days::new(5) });
            }
            Wish::Promise(number, on) => {
                let bill = &self.payers.bills[&number];
                let client = &self.payers.clients[bill.client].id;
                let promise = json!({ "client_id": client, "amount": amount(bill.owed(0)),
                    "promised_for": text(on), "words": "" });
                self.desk.call("promises.keep", promise);
            }
            Wish::Plan(number) => {
                let bill = &self.payers.bills[&number];
                let form = json!({ "client_id": self.payers.clients[bill.client].id,
                    "invoices": [bill.id], "parts": "2", "monthly": "", "first_on": text(today),
                    "at_signing": true, "grace_days": 5, "frozen": true });
                let seen = self.desk.call("plans.preview", form.clone());
                let part = |at: usize| seen["instalments"][at]["amount"]["minor"].as_i64().unwrap();
                let parts = [part(0), part(1)];
                let plan = id(&self.desk.call("plans.offer", form));
                let signed = json!({ "id": plan, "signed_on": text(today), "signed_by": "They",
                    "how": "on_behalf" });
                self.desk.call("plans.accept", signed);
                self.payers.planned(today, &number, parts);
            }
        }
    }

    /// Answers what clients dispute, five days later: as agreed, all credited, or half of it.
    fn answer(&mut self, today: NaiveDate) {
        let due = |bill: &&mut super::payers::Bill| {
            bill.dispute.as_ref().is_some_and(|one| one.answered_on <= today)
        };
        for bill in self.payers.bills.values_mut().filter(due) {
            let dispute = bill.dispute.take().unwrap();
            let half = dispute.minor / 2;
            let (outcome, credited) = match self.dice.below(4) {
                0 => ("credit", dispute.minor),
                1 if half > 0 => ("split", half),
                _ => ("uphold", 0),
            };
            let mut close = json!({ "id": dispute.id, "outcome": outcome, "answer": "We agreed." });
            if outcome == "split" {
                close["credited"] = json!(amount(credited));
            }
            self.desk.call("invoice_disputes.close", close);
            bill.less += credited;
            bill.pays_on = Some(today + Days::new(3));
            self.figures.decisions += 1;
        }
    }

    /// Looks at what came back and at what may have left, and gives up what is four months late.
    fn tidy(&mut self, today: NaiveDate) {
        let outbox = self.desk.call("mail.outbox", json!({}));
        for row in outbox["rows"].as_array().unwrap() {
            // What waited too long never left.
            if row["state"] == "unknown" {
                let id = id(row);
                let arrived = self.arrived.contains(&id);
                self.desk.call("mail.settle_unknown", json!({ "id": id, "arrived": arrived }));
                self.figures.decisions += 1;
            }
        }
        for (on, client, why) in std::mem::take(&mut self.bounced) {
            if on == today {
                self.bounced.push((on, client, why));
                continue;
            }
            let page = self.desk.call("follow_ups.of_client", json!({ "id": client }));
            let history = page["history"].as_array().cloned().unwrap();
            let last = history.iter().find(|row| row["channel"] == "mail").unwrap();
            let noted = json!({ "id": last["id"], "why": why });
            self.desk.call("follow_ups.came_back", noted);
            self.figures.decisions += 1;
            if !why.is_empty() {
                self.bounced.push((today, client, ""));
            }
        }
        for bill in self.payers.bills.values_mut() {
            let never = self.payers.clients[bill.client].habit == Habit::Never;
            if never && bill.less == 0 && today > bill.due_on + Days::new(120) {
                let asked = json!({ "id": bill.id, "reason": "Cannot be recovered",
                    "approved": amount(bill.total) });
                self.desk.call("invoices.write_off", asked);
                bill.less = bill.total;
                self.figures.decisions += 1;
            }
        }
    }

    /// Changes an agreement now and then, and all prices at the beginning of a year.
    fn change(&mut self, today: NaiveDate, review: bool) {
        if review {
            let plan = json!({ "by": { "kind": "per_cent", "percent": "4" }, "step": "5",
                "towards": "down", "notice_days": "30", "not_before": text(today) });
            self.desk.call("price_reviews.make", plan);
            for at in 0..self.payers.clients.len() {
                let agreement = self.payers.clients[at].agreement.clone();
                let list = self.desk.call("amendments.list", json!({ "id": agreement }));
                for row in list["rows"].as_array().unwrap() {
                    if row["state"] == "proposed" {
                        let on = row["effective_on"].as_str().unwrap().parse().unwrap();
                        self.send_amendment(today, id(row), on);
                    }
                }
            }
        } else if self.dice.once_in(30) {
            let at = usize::try_from(self.dice.below(self.payers.clients.len() as u64)).unwrap();
            let agreement = self.payers.clients[at].agreement.clone();
            let page = self.desk.call("agreements.show", json!({ "id": agreement }));
            let service = &page["services"][0];
            // Up to a fifth less, or a third more.
            let minor = service["price"]["minor"].as_i64().unwrap();
            let per_cent = 80 + i64::try_from(self.dice.below(53)).unwrap();
            let change = json!({ "kind": "price", "service_id": service["id"],
                "price": amount(minor * per_cent / 10_000 * 100) });
            let mid = ["prorate", "from_next_period", "credit_the_rest"];
            let mid = mid[usize::try_from(self.dice.below(3)).unwrap()];
            let on = today + Days::new(self.dice.below(50));
            let form = json!({ "agreement_id": agreement, "effective_on": text(on),
                "mid_period": mid, "changes": [change] });
            // The same price is no change.
            if let Ok(made) = self.desk.app.call("amendments.create", form) {
                self.send_amendment(today, id(&made.reply), on);
            }
        }
        self.hear_amendments(today);
    }

    /// Sends an amendment; its client answers some day, or does not.
    fn send_amendment(&mut self, today: NaiveDate, amendment: String, effective_on: NaiveDate) {
        self.desk.call("amendments.send", json!({ "id": amendment }));
        let answers_on = today + Days::new(self.dice.below(40));
        self.asked.push(Asked { amendment, effective_on, answers_on });
    }

    /// What clients approve in time holds; what they have not answered by its day is taken back.
    fn hear_amendments(&mut self, today: NaiveDate) {
        for asked in std::mem::take(&mut self.asked) {
            let id = &asked.amendment;
            if asked.answers_on <= today && asked.answers_on <= asked.effective_on {
                let answer = json!({ "id": id, "answer": "approved", "on": text(asked.answers_on),
                    "words": "By telephone", "file": null });
                self.desk.call("amendments.answer", answer);
            } else if asked.effective_on <= today {
                // What needs no word of theirs holds already.
                let back = json!({ "id": id, "reason": "Not answered in time" });
                let _ = self.desk.app.call("amendments.withdraw", back);
            } else {
                self.asked.push(asked);
            }
        }
    }

    /// The lid stays closed on one day of five, and for a week at times.
    pub(super) fn lid_is_open(&mut self, today: NaiveDate) -> bool {
        !self.dice.once_in(5) && (today.ordinal() / 7) % 11 != 10
    }

    /// Notes how many days of sales are open.
    pub(super) fn measure(&mut self, today: NaiveDate) {
        self.desk.turn_to_instant(&format!("{today}T20:00:00Z"));
        let span = json!({ "from": text(today - Days::new(90)), "to": text(today) });
        let rows = self.desk.call("metrics.show", span)["rows"].clone();
        let rows = rows.as_array().unwrap().iter();
        let row = rows.into_iter().find(|row| row["key"] == "countback_dso").unwrap();
        let days: Option<Decimal> = row["now"].as_str().and_then(|days| days.parse().ok());
        self.figures.outstanding.extend(days);
    }

    /// The last day ends: everything is billed, imported and explained, and what the book says of
    /// each invoice is what its payer did.
    pub(super) fn close(&mut self, first: NaiveDate, last: NaiveDate) {
        self.desk.turn_to_instant(&format!("{last}T23:00:00Z"));
        self.bill();
        self.collect(last);
        self.import(last);
        self.explain();
        let span = json!({ "from": text(first), "to": text(last) });
        let leakage = self.desk.call("leakage.show", span);
        for row in leakage["leaks"].as_array().unwrap().iter().take(3) {
            println!(
                "LEAK {} {} {} {} {}",
                row["client"], row["period"], row["cause"], row["words"], row["proof"]
            );
        }
        for row in self.desk.call("catch_up.show", json!({}))["clients"].as_array().unwrap() {
            println!("DUE {row}");
        }
        self.figures.leaked = leakage["leaked"]["minor"].as_i64().unwrap();
        self.figures.deposits = self.bank.deposits();
    }

    /// A day on which the laptop is open. By hand: clients hear of what they owe when `chases`.
    pub(super) fn open(&mut self, today: NaiveDate, by_hand: bool, chases: bool, review: bool) {
        self.desk.turn_to_instant(&format!("{today}T15:00:00Z"));
        self.figures.days += 1;
        self.change(today, review);
        self.bill();
        self.collect(today);
        // The bank's page is down at times.
        if !self.dice.once_in(8) {
            self.import(today - Days::new(1));
            // On some days the user has no time for it.
            if !self.dice.once_in(8) {
                self.explain();
            }
        }
        self.answer(today);
        self.tidy(today);
        if !by_hand {
            self.desk.call("follow_ups.run", json!({}));
        }
        if !by_hand || chases {
            self.decide();
        }
        self.desk.turn_to_instant(&format!("{today}T15:05:00Z"));
        self.deliver(today);
    }
}

/// What was said, with trouble in its place.
fn failed(said: Said, why: Trouble) -> Said {
    match said {
        Said::Page(_) => Said::Page(Err(why)),
        Said::Answer(_) => Said::Answer(Err(why)),
        Said::Closed(_) => Said::Closed(Err(why)),
        Said::Found(_) => Said::Found(Err(why)),
        Said::Charge(_) => Said::Charge(Err(why)),
        Said::FoundRefund(_) => Said::FoundRefund(Err(why)),
        Said::Refund(_) => Said::Refund(Err(why)),
        Said::Changes(_) => Said::Changes(Err(why)),
        Said::Payouts(_) => Said::Payouts(Err(why)),
    }
}

fn timed<T>(name: &str, f: impl FnOnce() -> T) -> T {
    let t = std::time::Instant::now();
    let r = f();
    tests::TIMES
        .lock()
        .unwrap()
        .entry(name.to_owned())
        .and_modify(|e| {
            e.0 += t.elapsed().as_micros();
            e.1 += 1;
        })
        .or_insert((t.elapsed().as_micros(), 1));
    r
}
