//! The quittance, which says that a debt is paid, and the plain receipt for a part of it.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::page::Rendered;
use crate::stationery::Stationery;

/// A receipt for money that was received.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// The printed number.
    pub number: String,
    /// The date of issue.
    pub issued_on: NaiveDate,
    /// The agreement's number, if there is one.
    pub agreement: Option<String>,
    /// Whose debt it was: "Cole Dental PC".
    pub received_from: String,
    /// The sum received, printed in words and in figures.
    pub sum: Money,
    /// Whether everything is settled.
    pub kind: ReceiptKind,
    /// Each payment with the day it settled.
    pub payments: Vec<ReceivedPayment>,
    /// The invoices it pays, at least one.
    pub invoices: Vec<PaidInvoice>,
    /// The name under the signature line: "Ruth Halden, CPA".
    pub signatory: String,
    /// What happens if a bank takes money back; small type at the foot.
    pub note: String,
}

/// What a receipt says about the debt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReceiptKind {
    /// Nothing more is owed: the quittance.
    Settled {
        /// The day the last money settled.
        on: NaiveDate,
    },
    /// A part payment: a plain receipt.
    Part {
        /// What remains to be paid.
        still_owed: Money,
    },
}

/// A payment named on a receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceivedPayment {
    /// The day it was made.
    pub paid_on: NaiveDate,
    /// "Check 5120, held as credit".
    pub how: String,
    /// A second line in small type; may be empty.
    pub sub_line: String,
    /// The day it settled; nothing while it is on its way.
    pub settled_on: Option<NaiveDate>,
    /// The amount.
    pub amount: Money,
}

/// An invoice named on a receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaidInvoice {
    /// The printed number.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Its total.
    pub total: Money,
}

impl Receipt {
    /// The receipt as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
