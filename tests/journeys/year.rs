//! A year in the life of a practice: payers of several habits, a lid that is closed at random, and
//! a user who follows the rules, told through the command list. The same payers are then chased by
//! hand, once a month. Larger by `YEAR_CLIENTS` and `YEAR_SEEDS`.

use std::collections::BTreeMap;

use app::mail::{Content, Next};
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::mail::Outcome;
use serde_json::{Value, json};
use tests::{Desk, id, monthly, texts};

/// What a payer does by themselves.
#[derive(Clone, Copy)]
enum Habit {
    /// Pays on the due date.
    Prompt,
    /// Pays so many days after it.
    Late(u64),
    /// Pays two days after a message that names the invoice, or after so many days.
    Forgetful(u64),
    /// Disputes half of some invoices when reminded, and pays three days after the answer.
    Disputes,
    /// Asks for a plan when reminded; keeps every other one, and pays the rest of the others late.
    Plans,
}

/// A sequence of numbers that a seed makes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// An invoice as its payer sees it.
struct Bill {
    id: Value,
    client: usize,
    due_on: NaiveDate,
    total: i64,
    pays_on: NaiveDate,
    recorded: bool,
    dispute: Option<(String, NaiveDate)>,
    disputed_once: bool,
    /// What is still to be paid of a plan, and the last day on which nothing else is to be said.
    parts: Vec<(NaiveDate, i64)>,
    planned_until: Option<NaiveDate>,
}

impl Bill {
    /// Half of it, and the rest.
    fn halves(&self) -> (i64, i64) {
        (self.total / 2, self.total - self.total / 2)
    }
}

/// What a year came to.
#[derive(Default)]
struct Year {
    messages: usize,
    wrong: usize,
    held_back: usize,
    decisions: usize,
    invoices: usize,
    leaked: i64,
    dso: String,
    days_late: String,
}

/// Money of a client for one invoice.
fn paid(client: &str, invoice: &Value, on: NaiveDate, minor: i64) -> Value {
    let amount = format!("{}.{:02}", minor / 100, minor % 100);
    json!({ "client_id": client, "received_on": text(on), "amount": amount, "method": "transfer",
        "reference": "", "allocations": [{ "invoice_id": invoice, "amount": amount }] })
}

struct Practice {
    desk: Desk,
    dice: Dice,
    clients: Vec<(String, Habit)>,
    bills: BTreeMap<String, Bill>,
    year: Year,
}

fn text(day: NaiveDate) -> String {
    day.to_string()
}

impl Practice {
    fn founded(seed: u64, clients: usize, by_itself: bool) -> Practice {
        let mut desk = Desk::on("2026-01-01");
        let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
            "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
            "copy_to_self": "none", "password": null, "sends_notices": false });
        desk.call("mail.save_account", account);
        let mut policy = desk.call("follow_policy.show", json!({}));
        policy["by_itself"] = json!(by_itself);
        desk.call("follow_policy.keep", policy);
        let mut dice = Dice(seed);
        let mut known = Vec::new();
        for at in 0..clients {
            let form = json!({ "name": format!("Client {at}"), "kind": "business", "contact": "",
                "email": format!("c{at}@clients.example"), "phone": "", "address": "1 Main Street",
                "tax_number": "", "payer_names": "", "notes": "" });
            let client = id(&desk.call("clients.add", form));
            let price = format!("{}.00", 100 + dice.below(20) * 50);
            desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", &price)]));
            let habit = match dice.below(5) {
                0 => Habit::Prompt,
                1 => Habit::Late(3 + dice.below(20)),
                2 => Habit::Forgetful(40 + dice.below(40)),
                3 => Habit::Plans,
                _ => Habit::Disputes,
            };
            known.push((client, habit));
        }
        Practice { desk, dice, clients: known, bills: BTreeMap::new(), year: Year::default() }
    }

    fn bill(&mut self) {
        for number in self.desk.bill_all() {
            let row = self.desk.invoice(&number);
            let client = self.clients.iter().position(|(id, _)| row["client_id"] == **id).unwrap();
            let due_on: NaiveDate = row["due_on"].as_str().unwrap().parse().unwrap();
            let after = match self.clients[client].1 {
                Habit::Prompt => 0,
                Habit::Late(days) | Habit::Forgetful(days) => days,
                Habit::Disputes => 50,
                Habit::Plans => 90,
            };
            let bill = Bill {
                id: row["id"].clone(),
                client,
                due_on,
                total: row["total"]["minor"].as_i64().unwrap(),
                pays_on: due_on + Days::new(after),
                recorded: false,
                dispute: None,
                disputed_once: false,
                parts: Vec::new(),
                planned_until: None,
            };
            self.bills.insert(number, bill);
        }
    }

    /// Records what came by a day and closes disputes whose answer is due.
    fn book(&mut self, today: NaiveDate) {
        for bill in self.bills.values_mut().filter(|bill| !bill.recorded) {
            if let Some((dispute, on)) = bill.dispute.clone().filter(|(_, on)| *on <= today) {
                let answer = json!({ "id": dispute, "outcome": "uphold", "answer": "As agreed." });
                self.desk.call("invoice_disputes.close", answer);
                (bill.dispute, bill.pays_on) = (None, on + Days::new(3));
            } else if bill.planned_until.is_some() {
                while let Some((on, minor)) = bill.parts.first().copied().filter(|p| p.0 <= today) {
                    let client = &self.clients[bill.client].0;
                    self.desk.call("payments.record", paid(client, &bill.id, on, minor));
                    bill.parts.remove(0);
                }
                bill.recorded = bill.parts.is_empty();
            } else if bill.dispute.is_none() && bill.pays_on <= today {
                let client = &self.clients[bill.client].0;
                let whole = paid(client, &bill.id, bill.pays_on, bill.total);
                self.desk.call("payments.record", whole);
                bill.recorded = true;
            }
        }
    }

    /// Offers a plan of two instalments to the client of an invoice, who signs at once.
    fn plan(&mut self, today: NaiveDate, number: &str) {
        let kept = self.bills.values().filter(|bill| bill.planned_until.is_some()).count() % 2 == 0;
        let Some(bill) = self.bills.get_mut(number) else { return };
        let form = json!({ "client_id": self.clients[bill.client].0, "invoices": [bill.id],
            "parts": "2", "monthly": "", "first_on": text(today), "at_signing": true,
            "grace_days": 5, "frozen": true });
        let plan = id(&self.desk.call("plans.offer", form));
        let signed = json!({ "id": plan, "signed_on": text(today), "signed_by": "They",
            "how": "on_behalf" });
        self.desk.call("plans.accept", signed);
        self.year.decisions += 1;
        let second = today + Months::new(1);
        let (half, rest) = bill.halves();
        let pays_on = if kept { second } else { second + Days::new(40) };
        bill.parts = vec![(today, half), (pays_on, rest)];
        bill.planned_until = Some(second + Days::new(5));
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
                self.year.decisions += 1;
            }
            if row["call"].is_object() {
                let note = json!({ "client_id": client, "outcome": "reached", "note": "" });
                self.desk.call("follow_ups.call", note);
                self.year.decisions += 1;
            }
        }
    }

    /// Lets the outbox leave, and the payers read it.
    fn deliver(&mut self, today: NaiveDate) {
        loop {
            match self.desk.app.next_mail().unwrap() {
                Next::Nothing => return,
                Next::Settled => self.year.held_back += 1,
                Next::Send(outgoing) => {
                    let Content::Fresh(letter) = &outgoing.content else { panic!("sent twice") };
                    let body = letter.body.clone();
                    assert!(self.desk.app.begin_mail(outgoing.id, b"From: x\r\n\r\n").unwrap());
                    let taken = Outcome::Taken("250 OK".to_owned());
                    self.desk.app.end_mail(outgoing.id, &taken).unwrap();
                    self.year.messages += 1;
                    self.read(today, &body);
                }
            }
        }
    }

    fn read(&mut self, today: NaiveDate, body: &str) {
        let mut asks = None;
        let to = self.bills.iter().find(|(number, _)| body.contains(number.as_str()));
        let to = to.map(|(_, bill)| bill.client);
        let on_plan = |bill: &Bill| {
            Some(bill.client) == to
                && !bill.recorded
                && bill.planned_until.is_some_and(|until| today <= until)
        };
        self.year.wrong += self.bills.values().filter(|bill| on_plan(bill)).count();
        for (number, bill) in &mut self.bills {
            if !body.contains(number.as_str()) {
                continue;
            }
            self.year.wrong += usize::from(bill.recorded);
            let late = today > bill.due_on;
            match self.clients[bill.client].1 {
                Habit::Forgetful(_) if late => {
                    bill.pays_on = bill.pays_on.min(today + Days::new(2));
                }
                Habit::Disputes if late && !bill.disputed_once => {
                    bill.disputed_once = true;
                    let half = format!("{}.{:02}", bill.total / 200, bill.total / 2 % 100);
                    let opened = json!({ "invoice_id": bill.id, "amount": half,
                        "about": "quality", "words": "Not what we expected" });
                    let dispute = id(&self.desk.call("invoice_disputes.open", opened));
                    bill.dispute = Some((dispute, today + Days::new(5)));
                }
                Habit::Plans if late && bill.planned_until.is_none() => {
                    asks = asks.or(Some(number.clone()));
                }
                _ => {}
            }
        }
        if let Some(number) = asks {
            self.plan(today, &number);
        }
    }

    /// Lives through the year; `by_hand`: messages leave on the first of a month alone.
    fn live(mut self, by_hand: bool) -> Year {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        let last: NaiveDate = "2026-12-31".parse().unwrap();
        for today in first.iter_days().take_while(|day| *day <= last) {
            // The lid stays closed on one day of five, and for all of a week at times.
            if self.dice.below(5) == 0 || (today.ordinal() / 7) % 11 == 10 {
                continue;
            }
            self.desk.turn_to_instant(&format!("{today}T15:00:00Z"));
            self.bill();
            self.book(today);
            if !by_hand {
                self.desk.call("follow_ups.run", json!({}));
            }
            if !by_hand || today.day() == 1 {
                self.decide();
            }
            // Money that came while the messages waited.
            self.book(today);
            self.desk.turn_to_instant(&format!("{today}T15:05:00Z"));
            self.deliver(today);
            if today.day() == 1 {
                assert_eq!(self.desk.findings(), Vec::<String>::new(), "{today}");
            }
        }
        self.desk.turn_to_instant("2026-12-31T20:00:00Z");
        self.bill();
        let span = json!({ "from": "2026-01-01", "to": "2026-12-31" });
        let leakage = self.desk.call("leakage.show", span.clone());
        self.year.leaked = leakage["leaked"]["minor"].as_i64().unwrap();
        let rows = self.desk.call("metrics.show", span)["rows"].as_array().cloned().unwrap();
        let figure = |key: &str| {
            let row = rows.iter().find(|row| row["key"] == key).unwrap();
            texts(&json!([row["now"]])).join("")
        };
        (self.year.dso, self.year.days_late) = (figure("countback_dso"), figure("days_late"));
        self.year.invoices = self.bills.len();
        assert_eq!(self.desk.findings(), Vec::<String>::new());
        self.year
    }
}

/// A number of the environment, for larger runs.
fn many(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Rule 13: in a year nobody hears of what they have paid, nor while they keep a plan; nothing
/// leaks; nothing is said twice.
#[test]
fn rule_13_in_a_year_no_message_is_wrong_and_nothing_leaks() {
    let clients = many("YEAR_CLIENTS", 10);
    println!("seed | invoices | messages | wrong | held back | decisions | leaked | DSO | late");
    for seed in 1..=many("YEAR_SEEDS", 1) as u64 {
        let mut late = Vec::new();
        for by_hand in [false, true] {
            let year = Practice::founded(seed, clients, !by_hand).live(by_hand);
            println!(
                "{seed}{} | {} | {} | {} | {} | {} | {} | {} | {}",
                if by_hand { " by hand" } else { "" },
                year.invoices,
                year.messages,
                year.wrong,
                year.held_back,
                year.decisions,
                year.leaked,
                year.dso,
                year.days_late
            );
            assert_eq!((year.wrong, year.leaked), (0, 0), "seed {seed}");
            assert_eq!(year.invoices, clients * 12, "seed {seed}");
            late.push(year.days_late.parse::<rust_decimal::Decimal>().unwrap());
        }
        assert!(late[0] <= late[1], "seed {seed}: {late:?}");
    }
}
