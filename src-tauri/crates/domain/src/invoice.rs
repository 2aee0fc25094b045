//! Invoices: from charges to an issued document, what is open on it, and how old that is.

use chrono::{Days, NaiveDate};

use crate::charge::Charge;
use crate::money::{Currency, Money, MoneyError};

/// An invoice before it has a number: the charges it bills, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    charges: Vec<Charge>,
    currency: Currency,
}

/// Why charges do not make an invoice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// No charges at all.
    #[error("choose at least one charge to bill")]
    Empty,
    /// Two currencies, or a sum beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// An issued invoice: numbered, dated, immutable (rule 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The number in its series.
    pub number: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// The charges it bills, as lines in order.
    pub charges: Vec<Charge>,
    /// Sum without tax.
    pub net: Money,
    /// Sum of the lines' tax (rounded by line).
    pub tax: Money,
    /// Sum.
    pub total: Money,
}

impl Draft {
    /// A draft of `charges`. Refuses none, and more than one currency.
    pub fn new(charges: Vec<Charge>) -> Result<Draft, DraftError> {
        let currency = charges.first().ok_or(DraftError::Empty)?.net.currency();
        Money::sum(currency, charges.iter().map(|charge| charge.net))?;
        Ok(Draft { charges, currency })
    }

    /// Issues it. `payment_days` are counted from the day of issue.
    pub fn issue(
        self,
        number: String,
        issued_on: NaiveDate,
        payment_days: u32,
    ) -> Result<Issued, DraftError> {
        let net = Money::sum(self.currency, self.charges.iter().map(|charge| charge.net))?;
        let tax = Money::sum(self.currency, self.charges.iter().map(|charge| charge.tax))?;
        let due_on = issued_on.checked_add_days(Days::new(u64::from(payment_days)));
        Ok(Issued {
            number,
            issued_on,
            due_on: due_on.unwrap_or(issued_on),
            total: net.plus(tax)?,
            charges: self.charges,
            net,
            tax,
        })
    }
}

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Owed, nothing received, not past due.
    Open,
    /// Owed, part received, not past due.
    PartPaid,
    /// Owed and past its due date.
    Overdue,
    /// Nothing is owed; the money has been received (rule 8).
    Paid,
}

/// The state of an invoice with `open` still owed of `total`.
pub fn state(total: Money, open: Money, due_on: NaiveDate, today: NaiveDate) -> State {
    if !open.is_positive() {
        State::Paid
    } else if due_on < today {
        State::Overdue
    } else if open.minor() < total.minor() {
        State::PartPaid
    } else {
        State::Open
    }
}

/// How long past due, in the steps of every ageing report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Not past its due date.
    NotDue,
    /// 1 to 30 days.
    To30,
    /// 31 to 60 days.
    To60,
    /// 61 to 90 days.
    To90,
    /// More than 90 days.
    Over90,
}

impl Age {
    /// Every age, the youngest first.
    pub const ALL: [Age; 5] = [Age::NotDue, Age::To30, Age::To60, Age::To90, Age::Over90];

    /// The age on `today` of what was due on `due_on`.
    pub fn on(due_on: NaiveDate, today: NaiveDate) -> Age {
        match (today - due_on).num_days() {
            ..=0 => Age::NotDue,
            1..=30 => Age::To30,
            31..=60 => Age::To60,
            61..=90 => Age::To90,
            _ => Age::Over90,
        }
    }
}

#[cfg(test)]
mod tests;
