//! Invoices: from charges to an issued document, what is open on it, and how old that is.

use chrono::NaiveDate;

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
    /// What is set off is more than what is billed.
    #[error(
        "this sets off more than it bills; bill it with the client's next charge, or waive it and \
         issue a credit note"
    )]
    BelowZero,
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

    /// Issues it, due on `due_on` or, were that earlier, on the day of issue.
    pub fn issue(
        self,
        number: String,
        issued_on: NaiveDate,
        due_on: NaiveDate,
    ) -> Result<Issued, DraftError> {
        let net = Money::sum(self.currency, self.charges.iter().map(|charge| charge.net))?;
        let tax = Money::sum(self.currency, self.charges.iter().map(|charge| charge.tax))?;
        if net.plus(tax)?.minor() < 0 {
            return Err(DraftError::BelowZero);
        }
        Ok(Issued {
            number,
            issued_on,
            due_on: due_on.max(issued_on),
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
    /// Issued by mistake; it counts for nothing but its number.
    Void,
    /// Nothing is owed, because all of it was credited.
    Credited,
    /// Nothing is owed, because the rest was given up.
    WrittenOff,
}

/// What became of an invoice's total so far. The parts and what was paid add up to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// All of it.
    pub total: Money,
    /// Still owed.
    pub open: Money,
    /// Taken back by credit notes.
    pub credited: Money,
    /// Given up.
    pub written_off: Money,
    /// Whether it was issued by mistake.
    pub void: bool,
}

impl Standing {
    /// What was paid and not freed by a credit note.
    pub fn paid(&self) -> Result<Money, MoneyError> {
        if self.void {
            return Ok(Money::zero(self.total.currency()));
        }
        self.total.minus(self.open)?.minus(self.credited)?.minus(self.written_off)
    }

    /// What can still be credited.
    pub fn creditable(&self) -> Result<Money, MoneyError> {
        if self.void {
            return Ok(Money::zero(self.total.currency()));
        }
        self.total.minus(self.credited)?.minus(self.written_off)
    }

    /// The state of an invoice due on `due_on`.
    pub fn state(&self, due_on: NaiveDate, today: NaiveDate) -> State {
        if self.void {
            State::Void
        } else if self.open.is_positive() && due_on < today {
            State::Overdue
        } else if self.open.is_positive() {
            let paid = self.paid().is_ok_and(Money::is_positive);
            if paid { State::PartPaid } else { State::Open }
        } else if self.written_off.is_positive() {
            State::WrittenOff
        } else if self.credited.is_positive() && self.credited == self.total {
            State::Credited
        } else {
            State::Paid
        }
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
