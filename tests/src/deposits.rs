//! A made-up practice with its invoices and the deposits at its bank, by which matching is judged.
//!
//! Whoever writes the matcher has no part in these files, and they know nothing of the matcher.
//! Everything follows from the settings and a seed. What each deposit truly is stands beside the
//! input, never in it.

mod bank;
pub mod baselines;
mod batches;
mod chance;
pub mod changes;
pub mod hard;
mod invoices;
mod people;
pub mod scoring;
mod stories;
mod strangers;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde_json::{Value, json};

use stories::Practice;

/// What a deposit truly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// One invoice, paid in full.
    One,
    /// A part of one invoice, the rest of which comes in other deposits.
    Instalment,
    /// Several invoices of one client.
    Many,
    /// A part of one invoice, the rest of which never comes.
    Partial,
    /// A processor's payout that comes with its items.
    Payout,
    /// A processor's payout without its items.
    BarePayout,
    /// One invoice less what a bank kept.
    BankFee,
    /// One invoice and something above it.
    Over,
    /// One invoice, paid in another currency.
    Foreign,
    /// Cheques of several clients, paid in together.
    Cheques,
    /// One invoice of a client, paid by another client.
    Sibling,
    /// One invoice of one of several clients for whom the same stranger pays.
    Agent,
    /// One invoice, paid before it was issued.
    Early,
    /// The same payment once more, by mistake.
    Duplicate,
    /// A payment under the number of an invoice that was paid long ago.
    PaidBefore,
    /// A deposit that the bank took back, as the line below zero that says so.
    Reversal,
    /// Nothing to do with any invoice.
    None,
}

impl Class {
    /// Every class, in the order of the tables.
    pub const ALL: [Class; 17] = [
        Class::One,
        Class::Instalment,
        Class::Many,
        Class::Partial,
        Class::Payout,
        Class::BarePayout,
        Class::BankFee,
        Class::Over,
        Class::Foreign,
        Class::Cheques,
        Class::Sibling,
        Class::Agent,
        Class::Early,
        Class::Duplicate,
        Class::PaidBefore,
        Class::Reversal,
        Class::None,
    ];

    /// Whether a bank or a rate of exchange stands between what is paid and what arrives.
    pub fn arrives_changed(self) -> bool {
        matches!(self, Class::BankFee | Class::Foreign)
    }
}

/// What is true of one deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The deposit's id.
    pub deposit: String,
    /// What it is.
    pub class: Class,
    /// The client whose invoices it pays, where there is one.
    pub client: Option<String>,
    /// What it pays: the invoice's id and an amount in minor units. Empty where it pays none.
    pub allocations: Vec<(String, i64)>,
    /// The invoice that is open again when the bank takes its money back.
    pub reopens: Option<String>,
    /// What there was to pay with, in minor units: the deposit and what was kept on the way.
    pub gross: i64,
    /// Whether the payer tried to name what is paid.
    pub cited: bool,
}

/// An input for the matcher and what is true of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// `{clients, invoices, deposits}`, amounts in whole minor units, the deposits by their date.
    pub input: Value,
    /// One for each deposit, in the same order.
    pub truths: Vec<Truth>,
}

/// How often things go wrong, each so many times in a thousand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// Clients that usually do not say what they pay.
    pub name_only: u32,
    /// Clients whose fee is one of a few that everybody pays.
    pub equal_fees: u32,
    /// References in which the number is written badly.
    pub mangled: u32,
    /// References that name another invoice that there is.
    pub wrong_number: u32,
    /// Lines on which a bank cuts the texts at 18 or 22 letters.
    pub cuts: u32,
    /// Names without their blanks.
    pub joined: u32,
    /// Names with a slip of the hand.
    pub slips: u32,
    /// People of whose given name the bank shows the initial.
    pub initials: u32,
    /// Names without their marks.
    pub lost_marks: u32,
    /// Clients that pay under a trading name.
    pub trading_names: u32,
    /// Clients for which a person pays.
    pub people: u32,
    /// Clients whose name is nearly that of another.
    pub near_names: u32,
    /// Lines on which all words stand in the description.
    pub one_field: u32,
}

/// What to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many clients there are.
    pub clients: usize,
    /// How many invoices they have.
    pub invoices: usize,
    /// How many deposits come.
    pub deposits: usize,
    /// How many of a thousand deposits are of a class; the rest are of [`Class::One`].
    pub shares: Vec<(Class, usize)>,
    /// How often things go wrong.
    pub noise: Noise,
}

impl Settings {
    /// A solo accountant's year: 80 clients, 900 invoices, 450 deposits.
    pub fn practice() -> Settings {
        Settings {
            clients: 80,
            invoices: 900,
            deposits: 450,
            shares: vec![
                (Class::Instalment, 105),
                (Class::Many, 85),
                (Class::None, 70),
                (Class::Partial, 50),
                (Class::Payout, 35),
                (Class::BarePayout, 22),
                (Class::BankFee, 36),
                (Class::Over, 29),
                (Class::Foreign, 20),
                (Class::Cheques, 18),
                (Class::Sibling, 13),
                (Class::Agent, 18),
                (Class::Early, 9),
                (Class::Duplicate, 11),
                (Class::PaidBefore, 7),
                (Class::Reversal, 9),
            ],
            noise: Noise {
                name_only: 330,
                equal_fees: 420,
                mangled: 340,
                wrong_number: 15,
                cuts: 260,
                joined: 50,
                slips: 60,
                initials: 200,
                lost_marks: 350,
                trading_names: 90,
                people: 130,
                near_names: 70,
                one_field: 300,
            },
        }
    }

    /// Many practices in one: 10,000 deposits, 20,000 invoices.
    pub fn large() -> Settings {
        let (clients, invoices, deposits) = (1_800, 20_000, 10_000);
        Settings { clients, invoices, deposits, ..Settings::practice() }
    }

    /// A practice whose clients mostly do not say what they pay.
    pub fn more_name_only() -> Settings {
        let mut settings = Settings::practice();
        settings.noise.name_only = 750;
        settings
    }

    /// A practice where most clients pay one of a few fees.
    pub fn more_equal_fees() -> Settings {
        let mut settings = Settings::practice();
        settings.noise.equal_fees = 850;
        settings
    }

    /// Deposits that pay no invoice, 3,000 of them, beside 2,000 invoices that are open.
    pub fn none_only() -> Settings {
        let shares = vec![(Class::None, 1000)];
        let (clients, invoices, deposits) = (200, 2_000, 3_000);
        Settings { clients, invoices, deposits, shares, ..Settings::practice() }
    }

    /// How many deposits of a class are wanted.
    fn wanted(&self, class: Class) -> usize {
        let share = self.shares.iter().find(|(of, _)| *of == class).map_or(0, |(_, share)| *share);
        self.deposits * share / 1000
    }
}

/// A line of the bank before it has an id, and what is true of it.
struct Deposit {
    on: NaiveDate,
    amount: i64,
    texts: bank::Texts,
    /// A processor's own items: number and amount.
    items: Option<Vec<(String, i64)>>,
    class: Class,
    client: Option<String>,
    allocations: Vec<(String, i64)>,
    reopens: Option<String>,
    gross: i64,
    cited: bool,
}

/// The practice of these settings and this seed.
pub fn generate(settings: &Settings, seed: u64) -> Case {
    let mut practice = Practice::new(settings, seed);
    practice.play();
    let Practice { clients, invoices, mut deposits, .. } = practice;
    deposits.sort_by_key(|deposit| deposit.on);
    deposits.truncate(settings.deposits);
    let mut rows = Vec::new();
    let mut truths = Vec::new();
    for (at, deposit) in deposits.into_iter().enumerate() {
        let id = format!("d{:05}", at + 1);
        rows.push(row(&id, &deposit));
        truths.push(Truth {
            deposit: id,
            class: deposit.class,
            client: deposit.client,
            allocations: deposit.allocations,
            reopens: deposit.reopens,
            gross: deposit.gross,
            cited: deposit.cited,
        });
    }
    let people: Vec<Value> = clients
        .iter()
        .map(|client| json!({ "id": client.id, "name": client.name, "contacts": client.contacts }))
        .collect();
    let bills: Vec<Value> = invoices
        .iter()
        .map(|invoice| {
            json!({ "id": invoice.id, "number": invoice.number, "amount": invoice.amount,
                "client": clients[invoice.client].id, "issued": invoice.issued.to_string(),
                "due": invoice.due.to_string() })
        })
        .collect();
    Case { input: json!({ "clients": people, "invoices": bills, "deposits": rows }), truths }
}

/// A deposit as the matcher gets it.
fn row(id: &str, deposit: &Deposit) -> Value {
    let mut row = json!({ "id": id, "date": deposit.on.to_string(), "amount": deposit.amount,
        "payer": deposit.texts.payer, "reference": deposit.texts.reference,
        "description": deposit.texts.description });
    if let Some(items) = &deposit.items {
        let listed =
            items.iter().map(|(number, amount)| json!({ "number": number, "amount": amount }));
        row["payout"] = listed.collect();
    }
    row
}
