//! The payment plan: what is owed, its instalments, the terms, and the place for both signatures.

mod setting;

use domain::money::Money;

use crate::invoice::{Note, TotalRow};
use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// An agreement to pay what is owed in instalments. Its figures come computed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentPlan {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// Date, until when it is open, how many instalments.
    pub meta: Vec<MetaRow>,
    /// All of it.
    pub total: Money,
    /// In how many instalments, and the last day.
    pub says: String,
    /// The invoices and their sum, in order.
    pub owed: Vec<TotalRow>,
    /// The instalments, in order.
    pub instalments: Vec<DuePart>,
    /// The terms.
    pub notes: Vec<Note>,
    /// Who signs: name and for whom.
    pub signatories: Vec<String>,
}

/// An instalment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DuePart {
    /// Its number, from 1.
    pub number: usize,
    /// "On signing, by March 2, 2026", or the day.
    pub when: String,
    /// How much.
    pub amount: Money,
}

impl PaymentPlan {
    /// The agreement as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
