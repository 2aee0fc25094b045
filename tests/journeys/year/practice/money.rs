//! Money: turns with the processor, statements of the bank, and what the user explains of them.

use app::collecting::{Said, Trial, What};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::processor::Trouble;
use serde_json::{Value, json};
use tests::file;

use super::super::bank::Truth;
use super::{Practice, taken, text};

impl Practice {
    /// Takes turns with the processor; some are not sent, and the answer of some is lost.
    pub(super) fn collect(&mut self, today: NaiveDate) {
        let now = DateTime::<Utc>::default();
        for _ in 0..400 {
            let Some(turn) = self.desk.app.next_turn().unwrap() else {
                self.taken = taken(&self.processor, today);
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
            self.desk.app.end_turn(turn, said, &[]).unwrap();
        }
        panic!("turns end");
    }

    /// Clients hear what is to be collected, and what was not collected on its day for long is
    /// collected now: the program asks for a word where it is late.
    pub(super) fn told(&mut self, today: NaiveDate) {
        let planned = self.desk.call("collections.list", json!({}));
        for row in planned["rows"].as_array().into_iter().flatten() {
            if row["waits_for_notice"] == true {
                let told = json!({ "id": row["id"], "on": text(today) });
                self.desk.call("collections.told", told);
            }
            let waits = ["planned", "notified", "declined"].map(|state| row["state"] == state);
            let late = row["collect_on"].as_str() < Some(text(today - Days::new(7)).as_str());
            if waits.contains(&true) && row["stopped"] == "" && late {
                let collect = json!({ "invoice_id": row["invoice_id"], "on": "" });
                self.desk.call("collections.collect", collect);
                self.figures.decided("late charge");
            }
        }
    }

    /// Imports what the bank says up to yesterday.
    pub(super) fn import(&mut self, through: NaiveDate) {
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
    pub(super) fn explain(&mut self) {
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
                    self.figures.decided("bank line");
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
                    if found.is_some() {
                        self.figures.decided("bank line");
                    }
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
