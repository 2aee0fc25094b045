//! The statement of account: what is owed and since when, every movement, every open invoice.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// A statement of account. Its figures come computed; nothing is added up here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// The first day of the movements.
    pub from: NaiveDate,
    /// The day whose end the balances mean.
    pub until: NaiveDate,
    /// Further rows beside the addressee: the agreement.
    pub meta: Vec<MetaRow>,
    /// What is owed at the end, after money that is not yet set against an invoice. Negative when
    /// the client has paid too much.
    pub owed: Money,
    /// How much of it is past due, held, in dispute, on its way.
    pub says: String,
    /// What is open by age: not yet due, 1–30 days late and so on, in order.
    pub ageing: Vec<AgeBand>,
    /// The sum of the open invoices, printed after the bands.
    pub invoices_open: Money,
    /// Every movement in order, the balance brought forward first.
    pub movements: Vec<Movement>,
    /// All that was billed in these movements.
    pub billed: Money,
    /// All that was paid or credited in them, as printed: negative.
    pub paid: Money,
    /// The open invoices in order of their due dates.
    pub open_invoices: Vec<OpenInvoice>,
    /// The sums of the open invoices.
    pub together: OpenSums,
    /// Currency, what is left out, how days are counted; small type.
    pub note: String,
}

/// A band of age.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgeBand {
    /// "1–30 days late".
    pub label: String,
    /// What is open in it.
    pub open: Money,
}

/// Something that changed the balance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The day.
    pub on: NaiveDate,
    /// "Invoice 2026-0104", "Payment, check 2231".
    pub what: String,
    /// The day it is due, for an invoice.
    pub due_on: Option<NaiveDate>,
    /// What was billed.
    pub billed: Option<Money>,
    /// What was paid or credited, as printed: negative.
    pub paid: Option<Money>,
    /// The balance after it.
    pub balance: Money,
}

/// An invoice that is not paid in full.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenInvoice {
    /// The printed number.
    pub number: String,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Days since that day; nothing prints as a dash while it is not past due.
    pub days_late: Option<u32>,
    /// Its sums.
    pub sums: OpenSums,
}

/// The sums of one open invoice, or of all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenSums {
    /// What was billed.
    pub total: Money,
    /// What was paid or credited, as printed: negative.
    pub paid: Money,
    /// What is open.
    pub open: Money,
}

impl Statement {
    /// The statement as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
