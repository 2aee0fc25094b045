//! The user, who follows the rules: opens the laptop or not, imports what the bank says, explains
//! what the program does not, decides what it asks, and answers clients.

mod money;
mod talking;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use app::collecting::Trial;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::ports::Processor;
use domain::processor::{DisputeState, Taken};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tests::{Desk, charge_keys, id, monthly, texts};

use super::bank::{Bank, Truth};
use super::payers::{Dice, Habit, Payer, Payers};

/// What the years came to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Figures {
    pub(super) days: usize,
    pub(super) invoices: usize,
    pub(super) messages: usize,
    pub(super) wrong: Vec<String>,
    pub(super) charged_twice: Vec<String>,
    pub(super) held_back: usize,
    /// What is open for four months in the end of clients with a method on file: what others owe
    /// is held against what they paid.
    pub(super) forgotten: Vec<String>,
    /// What the user decided, by what it was about.
    pub(super) decisions: BTreeMap<String, usize>,
    /// Lines of clients and payouts, and how many explained themselves.
    pub(super) deposits: usize,
    pub(super) by_itself: usize,
    pub(super) leaked: i64,
    /// The days outstanding at each end of a month added up, and how often they were counted.
    pub(super) outstanding: String,
    pub(super) months: usize,
}

impl Figures {
    /// The days outstanding at the ends of months, added up.
    pub(super) fn days_outstanding(&self) -> Decimal {
        self.outstanding.parse().unwrap_or_default()
    }

    /// The user decided something.
    pub(super) fn decided(&mut self, about: &str) {
        *self.decisions.entry(about.to_owned()).or_default() += 1;
    }
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
    /// What the processor knows, whether the program heard of it or not, and what it has of each
    /// invoice today.
    processor: String,
    taken: BTreeMap<String, i64>,
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

/// What the processor has of each invoice, on a day.
fn taken(processor: &str, today: NaiveDate) -> BTreeMap<String, i64> {
    let kept: Value = serde_json::from_str(processor).unwrap();
    let trial = Trial::at(processor, DateTime::<Utc>::default(), today).unwrap();
    let mut taken = BTreeMap::new();
    for one in kept["charges"].as_array().unwrap() {
        let charge = trial.read(&format!("trial_ch_{}", one["key"].as_str().unwrap())).unwrap();
        let minor = match charge.state {
            Taken::Disputed(dispute) if dispute.state == DisputeState::Lost => 0,
            Taken::Settled { .. }
            | Taken::Processing { .. }
            | Taken::Held { .. }
            | Taken::Disputed(_) => charge.amount.minor() - charge.refunded.minor(),
            _ => 0,
        };
        *taken.entry(one["invoice"].as_str().unwrap().to_owned()).or_default() += minor;
    }
    taken
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
            taken: BTreeMap::new(),
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

    /// What happens in the world on a day: payers pay, the processor pays out.
    pub(super) fn world(&mut self, today: NaiveDate) {
        self.bank.live(today, &mut self.dice);
        self.taken = taken(&self.processor, today);
        for paid in self.payers.pay(today, &self.taken) {
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
        if let Some(days) = days {
            let figures = &mut self.figures;
            figures.outstanding = (figures.days_outstanding() + days).to_string();
            figures.months += 1;
        }
    }

    /// Rule 8, at the end of a day: of those who pay by transfer the book never holds for paid what
    /// they have not paid, and asks for no more than it billed.
    pub(super) fn holds(&mut self, today: NaiveDate) {
        let asked = json!({ "view": "open", "filter": "", "sort": "number", "descending": false,
            "offset": 0, "limit": 500 });
        let page = self.desk.call("invoices.list", asked);
        let rows = page["rows"].as_array().unwrap();
        let open: BTreeMap<&str, i64> = rows
            .iter()
            .map(|row| (row["number"].as_str().unwrap(), row["open"]["minor"].as_i64().unwrap()))
            .collect();
        assert!(open.len() < 500, "{today}: all that is open is looked at");
        for (number, bill) in &self.payers.bills {
            let open = open.get(number.as_str()).copied().unwrap_or(0);
            let on_file = matches!(self.payers.clients[bill.client].habit, Habit::OnFile(_));
            assert!(on_file || open >= bill.owed(0), "{today}: {number} was not paid");
            assert!(open <= bill.total - bill.less, "{today}: {number} was billed for less");
        }
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
        let leaked = self.desk.call("leakage.show", span)["leaked"]["minor"].clone();
        self.figures.leaked = leaked.as_i64().unwrap();
        self.figures.deposits = self.bank.deposits();
        for (number, bill) in &self.payers.bills {
            let habit = self.payers.clients[bill.client].habit;
            let open = self.desk.open_of(number);
            if !matches!(habit, Habit::OnFile(_)) {
                assert_eq!(open, bill.owed(0), "{number} in the end");
            }
            let old = last > bill.due_on + Days::new(120);
            if matches!(habit, Habit::OnFile(_)) && open > 0 && old {
                self.figures.forgotten.push(format!("{number} of {habit:?}: {open}"));
            }
        }
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
