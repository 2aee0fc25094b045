//! The bank: what its statements say of money that came, as noisily as banks do, and of what has
//! nothing to do with clients.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;

use super::payers::{Dice, Paid, Payer};

/// What a line really is.
#[derive(Clone)]
pub(super) enum Truth {
    /// A client's money for these invoices.
    Paid { client: usize, parts: Vec<(String, i64)> },
    /// A payout of the processor.
    Payout,
    /// Not from a client; its category.
    Other(&'static str),
}

/// A line of the account.
pub(super) struct Line {
    pub(super) on: NaiveDate,
    pub(super) text: String,
    pub(super) minor: i64,
    pub(super) truth: Truth,
}

/// An account at a bank.
#[derive(Default)]
pub(super) struct Bank {
    lines: Vec<Line>,
    /// How many lines the practice has read.
    read: usize,
    /// What is there to be explained, by day, text and amount.
    pub(super) truths: BTreeMap<(String, String, i64), Vec<Truth>>,
}

/// An amount as a bank writes it.
pub(super) fn amount(minor: i64) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let minor = minor.abs();
    format!("{sign}{}.{:02}", minor / 100, minor % 100)
}

impl Bank {
    /// A line of a day.
    pub(super) fn post(&mut self, on: NaiveDate, text: String, minor: i64, truth: Truth) {
        self.lines.push(Line { on, text, minor, truth });
    }

    /// Money of a client: with the numbers, some digits, the name alone, or nothing of use.
    pub(super) fn receive(&mut self, today: NaiveDate, dice: &mut Dice, payer: &Payer, paid: Paid) {
        let name = payer.name.to_uppercase();
        let numbers: Vec<&str> = paid.parts.iter().map(|part| part.0.as_str()).collect();
        let digits: Vec<&str> =
            numbers.iter().map(|number| number.rsplit('-').next().unwrap()).collect();
        let trace = dice.below(900_000) + 100_000;
        let text = match dice.below(20) {
            0..=8 => format!("ACH CREDIT {name} {}", numbers.join(" ")),
            9..=12 => format!("{} INV {}", name.split(' ').next().unwrap(), digits.join(",")),
            13..=16 => {
                format!("TRANSFER FROM {} TRN {trace}", name[..name.len().min(16)].trim_end())
            }
            17 | 18 => format!("{} {trace}", name.split(' ').next().unwrap()),
            _ => "COUNTER DEPOSIT".to_owned(),
        };
        let minor = paid.parts.iter().map(|part| part.1).sum();
        let truth = Truth::Paid { client: paid.client, parts: paid.parts };
        self.post(today, text, minor, truth);
    }

    /// What has nothing to do with clients; on every day a little.
    pub(super) fn live(&mut self, today: NaiveDate, dice: &mut Dice) {
        let (text, minor, what) = match dice.below(12) {
            0 => ("CUSTOM HOUSE PROPERTIES RENT", -90_000, "expense:rent"),
            1 => ("MONTHLY SERVICE FEE", -1_500, "fee"),
            2 => ("INTEREST PAID", 41, "interest"),
            3 => ("TAX REFUND STATE OF MAINE", 12_345, "other"),
            _ => ("CARD PURCHASE HARBOR COFFEE", -480, "expense:other"),
        };
        let minor = minor - i64::try_from(dice.below(40)).unwrap();
        self.post(today, text.to_owned(), minor, Truth::Other(what));
    }

    /// The lines up to a day that the practice has not read, as a file; and the parts that clients
    /// paid by them.
    pub(super) fn statement(&mut self, through: NaiveDate) -> (String, Vec<(String, i64)>) {
        self.lines[self.read..].sort_by_key(|line| line.on);
        let mut rows = String::from("Date,Description,Amount\n");
        let mut shown = Vec::new();
        while let Some(line) = self.lines.get(self.read).filter(|line| line.on <= through) {
            let (on, minor) = (line.on.to_string(), line.minor);
            let _ = writeln!(rows, "{on},\"{}\",{}", line.text, amount(minor));
            if let Truth::Paid { parts, .. } = &line.truth {
                shown.extend(parts.iter().cloned());
            }
            let key = (on, line.text.clone(), minor);
            self.truths.entry(key).or_default().push(line.truth.clone());
            self.read += 1;
        }
        (rows, shown)
    }

    /// How many lines were read that are money of clients or of the processor.
    pub(super) fn deposits(&self) -> usize {
        let of_clients = |line: &&Line| !matches!(line.truth, Truth::Other(_));
        self.lines[..self.read].iter().filter(of_clients).count()
    }
}
