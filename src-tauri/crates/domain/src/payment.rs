//! Payments: how an amount is joined to open invoices.

use chrono::NaiveDate;

use crate::ids::InvoiceId;
use crate::money::{Money, MoneyError};

/// An invoice that still has something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The invoice.
    pub id: InvoiceId,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Still owed, more than zero.
    pub open: Money,
}

/// A part of a payment for an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The invoice.
    pub id: InvoiceId,
    /// More than zero.
    pub amount: Money,
}

/// Why parts cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// A part that is not more than zero.
    #[error("a part of a payment must be more than 0.00")]
    NotPositive,
    /// The same invoice twice.
    #[error("an invoice appears twice; give it one amount")]
    Twice,
    /// More than the invoice has open.
    #[error("{asked} is more than the {open} still open on it")]
    MoreThanOpen {
        /// What the part asks for, as shown.
        asked: String,
        /// What is open, as shown.
        open: String,
    },
    /// More than the payment has left.
    #[error("the parts come to {parts}, more than the {left} there is")]
    MoreThanPaid {
        /// The sum of the parts, as shown.
        parts: String,
        /// What there is to join, as shown.
        left: String,
    },
    /// Mixed currencies, or beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Joins `amount` to `open`: an invoice of exactly that amount if there is one, else the oldest
/// due first. The parts never exceed the amount.
pub fn suggest(amount: Money, open: &[Open]) -> Result<Vec<Part>, MoneyError> {
    let mut oldest: Vec<&Open> = open.iter().collect();
    oldest.sort_by_key(|invoice| (invoice.due_on, invoice.id));
    if let Some(exact) = oldest.iter().find(|invoice| invoice.open == amount) {
        return Ok(vec![Part { id: exact.id, amount }]);
    }
    let mut left = amount;
    let mut parts = Vec::new();
    for invoice in oldest {
        if !left.is_positive() {
            break;
        }
        let part = invoice.open.at_most(left)?;
        left = left.minus(part)?;
        parts.push(Part { id: invoice.id, amount: part });
    }
    Ok(parts)
}

/// Checks `parts` of a payment that has `left` to join against the invoices' open amounts, given
/// in the same order. What remains of `left` comes back. Checks in the order of [`PartsError`].
pub fn check(left: Money, parts: &[(Part, Money)]) -> Result<Money, PartsError> {
    if parts.iter().any(|(part, _)| !part.amount.is_positive()) {
        return Err(PartsError::NotPositive);
    }
    for (index, (part, _)) in parts.iter().enumerate() {
        if parts[..index].iter().any(|(earlier, _)| earlier.id == part.id) {
            return Err(PartsError::Twice);
        }
    }
    for (part, open) in parts {
        if open.minus(part.amount)?.minor() < 0 {
            let (asked, open) = (part.amount.shown(), open.shown());
            return Err(PartsError::MoreThanOpen { asked, open });
        }
    }
    let sum = Money::sum(left.currency(), parts.iter().map(|(part, _)| part.amount))?;
    let rest = left.minus(sum)?;
    if rest.minor() < 0 {
        return Err(PartsError::MoreThanPaid { parts: sum.shown(), left: left.shown() });
    }
    Ok(rest)
}

#[cfg(test)]
mod tests;
