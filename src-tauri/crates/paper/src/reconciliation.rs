//! The report of a reconciled period: the bank's balance, what proves it, every line with what it
//! was explained as.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// The report of a period. Its figures come computed; nothing is added up here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reconciliation {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The account, one line each: its name, how its number ends.
    pub account: Vec<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, whose end the balances mean.
    pub until: NaiveDate,
    /// Further rows beside the account.
    pub meta: Vec<MetaRow>,
    /// The balance the bank states.
    pub stated: Money,
    /// Whether it is proved, and what stands apart.
    pub says: String,
    /// From the opening balance to the bank's, the last row being that balance.
    pub by_bank: Vec<Sum>,
    /// From the books to the bank's balance, likewise.
    pub by_books: Vec<Sum>,
    /// Every line of the period that is explained, in order.
    pub lines: Vec<Line>,
    /// Their sum.
    pub lines_sum: Money,
    /// The lines that are set aside, with their reasons.
    pub aside: Vec<Line>,
    /// Currency and where the bank's balance comes from; small type.
    pub note: String,
}

/// A row that is added up or a sum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sum {
    /// What it is.
    pub label: String,
    /// More about it; may be empty.
    pub sub_line: String,
    /// How much.
    pub amount: Money,
}

/// A bank line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The bank's date.
    pub on: NaiveDate,
    /// The bank's text.
    pub text: String,
    /// What it is, or why it is set aside.
    pub words: String,
    /// Signed.
    pub amount: Money,
}

impl Reconciliation {
    /// The report as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
