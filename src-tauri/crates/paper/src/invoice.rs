//! The invoice, the VAT or GST invoice among them.

pub(crate) mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// An issued invoice. Its figures come computed; nothing is added up here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invoice {
    /// Letterhead (with tax registration lines where the law asks), paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// "Invoice", "VAT invoice", "Tax invoice".
    pub title: String,
    /// The printed number.
    pub number: String,
    /// The date of issue.
    pub issued_on: NaiveDate,
    /// The tax point, where the law wants it shown.
    pub tax_point: Option<NaiveDate>,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Further rows beside the addressee: agreement, purchase order, the client's tax number.
    pub meta: Vec<MetaRow>,
    /// What is to be paid, after credits.
    pub amount_due: Money,
    /// What will happen by itself, and what to do if anything.
    pub what_happens: String,
    /// The lines.
    pub lines: Vec<InvoiceLine>,
    /// The name of the tax for column heads, "VAT"; used when a line has tax.
    pub tax_name: String,
    /// Subtotal, tax (even when there is none), total, credits used, in order.
    pub totals: Vec<TotalRow>,
    /// The sums by rate of tax; nothing where the law does not ask.
    pub tax_summary: Option<TaxSummary>,
    /// Another way to pay, how to question it, what lateness means, tax remarks.
    pub notes: Vec<Note>,
}

/// A line of an invoice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvoiceLine {
    /// The key of its box.
    pub key: String,
    /// The service.
    pub name: String,
    /// Period and clause, in small type: "November 1 to 30, 2026 · clause 4.1, FEE".
    pub sub_line: String,
    /// "1 month", "11", "2.75 h".
    pub quantity: String,
    /// The price of one; nothing where there is none.
    pub rate: Option<Money>,
    /// The amount without tax where tax is shown apart.
    pub amount: Money,
    /// The tax on this line; a line without gives an invoice without the tax columns.
    pub tax: Option<LineTax>,
}

/// The tax on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineTax {
    /// The rate as printed: "20%", "none".
    pub rate: String,
    /// The tax; nothing prints as a dash.
    pub amount: Option<Money>,
}

/// A row of the totals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TotalRow {
    /// "Subtotal", "Sales tax (none applies in Oregon)", "Amount due, US dollars".
    pub label: String,
    /// The sum.
    pub amount: Money,
    /// Whether it is in semibold between rules: the total and the amount due.
    pub strong: bool,
}

/// The tax by rate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaxSummary {
    /// One row for each rate.
    pub rows: Vec<TaxSummaryRow>,
    /// The last row, which sums the others.
    pub together: TaxSummaryRow,
}

/// One rate of the tax summary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaxSummaryRow {
    /// "Standard rate, 20%".
    pub label: String,
    /// The sum without tax.
    pub net: Money,
    /// The tax; nothing prints as a dash.
    pub tax: Option<Money>,
}

/// A labelled remark under the totals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// "Another way to pay", "A question?", "If it is late".
    pub label: String,
    /// The remark.
    pub text: String,
}

impl Invoice {
    /// The invoice as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
