//! The reminder on paper: what is owed in words and in a table, ways to pay with their codes, and
//! room to sign. Several go to the printer as one file.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::invoice::TotalRow;
use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// A letter to a client about what they owe. Its figures come computed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each, inside the window of an envelope.
    pub addressee: Vec<String>,
    /// Date and reference.
    pub meta: Vec<MetaRow>,
    /// What it is about.
    pub subject: String,
    /// The letter, in order.
    pub parts: Vec<Part>,
}

/// A part of a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A paragraph; a new line begins a line.
    Words(String),
    /// What is owed.
    Owed(Owed),
    /// How it can be paid: words, a paragraph each line, and the pages it can be paid on.
    Pay {
        /// By transfer and other means; may be empty.
        words: String,
        /// The pages, each with the invoice it is for.
        pages: Vec<PayPage>,
    },
    /// Who signs, one line each, under room for a pen.
    Signed(Vec<String>),
}

/// What is owed, as a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owed {
    /// The invoices and late charges, in order.
    pub rows: Vec<OwedRow>,
    /// All of it, a row for each currency.
    pub together: Vec<TotalRow>,
}

/// A row of what is owed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwedRow {
    /// "INV-0042 of March 2, 2026".
    pub label: String,
    /// The day it was due; none for what is due at once.
    pub due_on: Option<NaiveDate>,
    /// How many days that is ago; none where it is not past.
    pub days_late: Option<i64>,
    /// What is asked for.
    pub amount: Money,
}

/// A page an invoice can be paid on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PayPage {
    /// The invoice's number.
    pub invoice: String,
    /// The page's address.
    pub link: String,
}

impl Reminder {
    /// The letter as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self, &[])
    }

    /// This letter and others as one file to print, each from a new sheet on.
    pub fn render_with(&self, others: &[Reminder]) -> Rendered {
        setting::render(self, others)
    }
}

#[cfg(test)]
mod tests;
