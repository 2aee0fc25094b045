//! The working of a late charge: the claim, the rule with its source, the method, every day.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::invoice::{Note, TotalRow};
use crate::page::Rendered;
use crate::stationery::Stationery;

/// How a late charge was worked out, so that anyone can check it by hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LateCharge {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// Who owes it.
    pub debtor: String,
    /// The number of the invoice.
    pub invoice: String,
    /// Its date.
    pub invoice_issued_on: NaiveDate,
    /// The last day that is counted.
    pub worked_to: NaiveDate,
    /// "Interest and fixed sum on one unpaid invoice."
    pub summary: String,
    /// What is claimed: the invoice, interest, fixed sum, what is owed; in order.
    pub claim: Vec<TotalRow>,
    /// What each further day adds, tax remarks; small type.
    pub claim_note: String,
    /// The rule with its source, the method, the check; a new line begins a paragraph.
    pub notes: Vec<Note>,
    /// Every day.
    pub days: Vec<ChargedDay>,
    /// What changed on the days in semibold, one line each: day and remark.
    pub remarks: Vec<(String, String)>,
}

/// One day of the working.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChargedDay {
    /// The day.
    pub on: NaiveDate,
    /// What bears interest on it: unpaid when it began, and not in dispute.
    pub unpaid: Money,
    /// The interest of the day as printed, with as many places as are kept: "0.8499".
    pub interest: String,
    /// The interest up to and with this day: "23.4742".
    pub running: String,
    /// Whether the unpaid amount changed on this day, which is then set in semibold.
    pub changed: bool,
}

impl LateCharge {
    /// The working as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
