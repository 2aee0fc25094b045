//! The payers: what each does by itself, and what a message makes of them. They know nothing of the
//! program; what they did is the truth that it is held against.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::Value;

/// A sequence of numbers that a seed makes.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % limit
    }

    /// Whether what happens once in so many times happens now.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// A number of a client's own for an event of an invoice, whatever else was thrown for.
    fn of(number: &str, times: u64) -> u64 {
        let seed = number.bytes().fold(17, |sum, byte| sum * 31 + u64::from(byte));
        Dice(seed).below(times)
    }
}

/// What a payer does by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Has a method on file that behaves so; by transfer where it failed for good and they hear of
    /// it.
    OnFile(&'static str),
    /// Pays on the due date.
    Prompt,
    /// Pays so many days after it.
    Late(u64),
    /// Pays two days after a message that names the invoice, or after so many days.
    Forgetful(u64),
    /// Pays all that is due in one sum, on the 20th.
    Together,
    /// Promises a day when reminded, and keeps to it two times of three.
    Promises,
    /// Disputes some invoices when reminded, and pays three days after the answer.
    Disputes,
    /// Asks for a plan when reminded; keeps every other one, and pays the rest of the others late.
    Plans,
    /// Never pays.
    Never,
}

impl Habit {
    pub(super) fn thrown(dice: &mut Dice) -> Habit {
        match dice.below(40) {
            0..=3 => Habit::OnFile("pays"),
            4 | 5 => Habit::OnFile("pays_later"),
            6 | 7 => Habit::OnFile("debit"),
            8 => Habit::OnFile("comes_back"),
            9 => Habit::OnFile("dead"),
            10 => Habit::OnFile("disputes"),
            11..=15 => Habit::Prompt,
            16..=20 => Habit::Late(3 + dice.below(20)),
            21..=26 => Habit::Forgetful(40 + dice.below(40)),
            27..=29 => Habit::Together,
            30..=32 => Habit::Promises,
            33..=35 => Habit::Disputes,
            36..=38 => Habit::Plans,
            _ => Habit::Never,
        }
    }

    /// So many days after the due date they pay whatever is said; nothing where they do not.
    fn days(self) -> Option<u64> {
        match self {
            Habit::Prompt => Some(0),
            Habit::Late(days) | Habit::Forgetful(days) => Some(days),
            Habit::Disputes => Some(50),
            Habit::Promises => Some(60),
            Habit::Plans => Some(90),
            Habit::OnFile(_) | Habit::Together | Habit::Never => None,
        }
    }

    /// Whether a method on file does not do what it is for.
    fn fails(self) -> bool {
        matches!(self, Habit::OnFile("comes_back" | "dead" | "disputes"))
    }
}

/// Who pays.
pub(super) struct Payer {
    pub(super) id: String,
    pub(super) agreement: String,
    pub(super) name: String,
    pub(super) habit: Habit,
}

/// A dispute of an invoice.
pub(super) struct Dispute {
    pub(super) id: String,
    pub(super) minor: i64,
    pub(super) answered_on: NaiveDate,
}

/// A plan over an invoice.
pub(super) struct Plan {
    /// What is still to be paid, and when it will be.
    pub(super) parts: Vec<(NaiveDate, i64)>,
    /// The last day on which nothing else is to be said.
    pub(super) until: NaiveDate,
}

/// An invoice as its payer sees it.
pub(super) struct Bill {
    pub(super) id: Value,
    pub(super) client: usize,
    pub(super) due_on: NaiveDate,
    pub(super) total: i64,
    /// What was credited or given up.
    pub(super) less: i64,
    /// What was transferred, and how much of it the practice's statements show.
    pub(super) sent: i64,
    pub(super) shown: i64,
    pub(super) pays_on: Option<NaiveDate>,
    pub(super) dispute: Option<Dispute>,
    pub(super) disputed_once: bool,
    pub(super) plan: Option<Plan>,
    pub(super) promised_for: Option<NaiveDate>,
}

impl Bill {
    /// What they still owe beside what a method on file paid.
    pub(super) fn owed(&self, taken: i64) -> i64 {
        self.total - self.less - self.sent - taken
    }
}

/// Money on its way to the bank.
pub(super) struct Paid {
    pub(super) client: usize,
    pub(super) parts: Vec<(String, i64)>,
}

/// What a payer says to the practice.
pub(super) enum Wish {
    Dispute(String, i64),
    Plan(String),
    Promise(String, NaiveDate),
}

/// What a method on file paid of each invoice, by its number.
pub(super) type Taken = BTreeMap<String, i64>;

fn of(taken: &Taken, number: &str) -> i64 {
    taken.get(number).copied().unwrap_or(0)
}

/// Everybody.
#[derive(Default)]
pub(super) struct Payers {
    pub(super) clients: Vec<Payer>,
    pub(super) bills: BTreeMap<String, Bill>,
}

impl Payers {
    /// A bill comes to its payer.
    pub(super) fn bill(&mut self, row: &Value) {
        let client = self.clients.iter().position(|one| row["client_id"] == *one.id).unwrap();
        let due_on: NaiveDate = row["due_on"].as_str().unwrap().parse().unwrap();
        let days = self.clients[client].habit.days();
        let bill = Bill {
            id: row["id"].clone(),
            client,
            due_on,
            total: row["total"]["minor"].as_i64().unwrap(),
            less: 0,
            sent: 0,
            shown: 0,
            pays_on: days.map(|days| due_on + Days::new(days)),
            dispute: None,
            disputed_once: false,
            plan: None,
            promised_for: None,
        };
        self.bills.insert(row["number"].as_str().unwrap().to_owned(), bill);
    }

    /// What they pay on a day, whether the practice is open or not. `taken`: what a method on file
    /// paid of an invoice.
    pub(super) fn pay(&mut self, today: NaiveDate, taken: &Taken) -> Vec<Paid> {
        let mut paid = Vec::new();
        let mut together: BTreeMap<usize, Vec<(String, i64)>> = BTreeMap::new();
        for (number, bill) in &mut self.bills {
            let owed = bill.owed(0);
            if owed <= 0 || bill.dispute.is_some() {
                continue;
            }
            if let Some(plan) = &mut bill.plan {
                while plan.parts.first().is_some_and(|part| part.0 <= today) {
                    let part = plan.parts.remove(0).1;
                    bill.sent += part;
                    paid.push(Paid { client: bill.client, parts: vec![(number.clone(), part)] });
                }
                continue;
            }
            let gathers = self.clients[bill.client].habit == Habit::Together;
            if gathers && today.day() == 20 && bill.due_on <= today {
                together.entry(bill.client).or_default().push((number.clone(), owed));
                bill.sent += owed;
            } else if bill.pays_on.is_some_and(|on| on <= today) && of(taken, number) == 0 {
                paid.push(Paid { client: bill.client, parts: vec![(number.clone(), owed)] });
                bill.sent += owed;
            }
        }
        paid.extend(together.into_iter().map(|(client, parts)| Paid { client, parts }));
        paid
    }

    /// What is wrong with a message to a client on a day.
    pub(super) fn wrong(
        &self,
        today: NaiveDate,
        to: usize,
        body: &str,
        taken: &Taken,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (number, bill) in self.bills.iter().filter(|(_, bill)| bill.client == to) {
            let kept = bill.plan.as_ref().filter(|plan| today <= plan.until);
            if kept.is_some_and(|plan| !plan.parts.is_empty()) {
                wrong.push(format!("{number} is on a plan"));
            }
            if bill.promised_for.is_some_and(|on| today <= on) && bill.owed(0) > 0 {
                wrong.push(format!("{number} was promised"));
            }
            let Some(line) = body.lines().find(|line| line.contains(&format!("{number} "))) else {
                continue;
            };
            if bill.owed(of(taken, number)) <= 0 {
                wrong.push(format!("{number} was paid"));
            }
            if bill.dispute.is_some() && !line.contains("in dispute and not asked for") {
                wrong.push(format!("{number} is in dispute"));
            }
        }
        wrong
    }

    /// They read a message, and say something to the practice or change their mind.
    pub(super) fn read(&mut self, today: NaiveDate, to: usize, body: &str) -> Vec<Wish> {
        let (mut wishes, mut asks) = (Vec::new(), true);
        let habit = self.clients[to].habit;
        for (number, bill) in self.bills.iter_mut().filter(|(_, bill)| bill.client == to) {
            if !body.contains(&format!("{number} ")) || today <= bill.due_on {
                continue;
            }
            match habit {
                Habit::Forgetful(_) => {
                    bill.pays_on = bill.pays_on.map(|on| on.min(today + Days::new(2)));
                }
                Habit::OnFile(_) if habit.fails() => {
                    bill.pays_on = bill.pays_on.or(Some(today + Days::new(3)));
                }
                Habit::Promises if bill.promised_for.is_none() => {
                    let on = today + Days::new(6);
                    let late = if Dice::of(number, 3) == 0 { 9 } else { 0 };
                    bill.promised_for = Some(on);
                    bill.pays_on = Some(on - Days::new(1) + Days::new(late));
                    wishes.push(Wish::Promise(number.clone(), on));
                }
                Habit::Disputes if !bill.disputed_once && Dice::of(number, 3) > 0 => {
                    bill.disputed_once = true;
                    let whole = Dice::of(number, 4) == 0;
                    let minor = if whole { bill.owed(0) } else { bill.owed(0) / 2 };
                    wishes.push(Wish::Dispute(number.clone(), minor));
                }
                Habit::Plans if bill.plan.is_none() && asks => {
                    asks = false;
                    wishes.push(Wish::Plan(number.clone()));
                }
                _ => {}
            }
        }
        wishes
    }

    /// They signed a plan over an invoice in two parts, the first at once.
    pub(super) fn planned(&mut self, today: NaiveDate, number: &str, parts: [i64; 2]) {
        let second = today + Months::new(1);
        let late = if Dice::of(number, 2) == 0 { 0 } else { 40 };
        let parts = vec![(today, parts[0]), (second + Days::new(late), parts[1])];
        let bill = self.bills.get_mut(number).unwrap();
        bill.plan = Some(Plan { parts, until: second + Days::new(5) });
    }
}
