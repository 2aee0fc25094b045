//! The credit note, which corrects an issued invoice: what is credited, why, and what it leaves.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::invoice::{InvoiceLine, Note, TotalRow};
use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// A credit note. Its figures come computed; nothing is added up here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreditNote {
    /// Letterhead (with tax registration lines where the law asks), paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// "Credit note", "VAT credit note".
    pub title: String,
    /// The printed number.
    pub number: String,
    /// The date of issue.
    pub issued_on: NaiveDate,
    /// The number of the invoice it corrects.
    pub corrects: String,
    /// The date of that invoice.
    pub invoice_issued_on: NaiveDate,
    /// Further rows beside the addressee: the agreement.
    pub meta: Vec<MetaRow>,
    /// What is credited, tax included; a positive sum.
    pub credit: Money,
    /// Why, in a sentence or two.
    pub reason: String,
    /// What is credited line by line; positive sums.
    pub lines: Vec<InvoiceLine>,
    /// The name of the tax for column heads, "VAT"; used when a line has tax.
    pub tax_name: String,
    /// Net, tax, total credit, in order.
    pub totals: Vec<TotalRow>,
    /// What this leaves of the invoice: its total, the credit, what is still to pay.
    pub leaves: Vec<TotalRow>,
    /// What happens next, the effect on input tax.
    pub notes: Vec<Note>,
}

impl CreditNote {
    /// The credit note as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
