//! Charges: what an agreement's terms entitle the practice to bill. Computed, never stored until
//! they are billed or waived.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ids::AgreementServiceId;
use crate::money::{Money, MoneyError};
use crate::schedule::{Period, Recurrence};

/// What makes a service fall due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Billing {
    /// A fixed price again and again, in advance.
    Recurring(Recurrence),
    /// Once, on the agreement's start date.
    OnAcceptance,
    /// Once, when the work is complete.
    OnCompletion,
    /// By hours logged.
    Hourly {
        /// Hours agreed at most, over the whole agreement.
        cap_hours: Decimal,
    },
}

impl Billing {
    /// How it is billed, in the words of a list: `each month`, `once, when done`.
    pub fn words(self) -> &'static str {
        match self {
            Billing::Recurring(rule) => match rule.every {
                crate::schedule::Every::Month => "each month",
                crate::schedule::Every::Quarter => "each quarter",
                crate::schedule::Every::Year => "each year",
            },
            Billing::OnAcceptance => "once, at the start",
            Billing::OnCompletion => "once, when done",
            Billing::Hourly { .. } => "by the hour",
        }
    }
}

/// The price of the first periods of what recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introductory {
    /// Price of one, after any discount.
    pub price: Money,
    /// For how many periods.
    pub periods: u32,
}

/// The terms of one service of an agreement, as accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTerms {
    /// The service of the agreement.
    pub id: AgreementServiceId,
    /// What makes it fall due.
    pub billing: Billing,
    /// How many each time; hours come from the deliveries instead.
    pub quantity: Decimal,
    /// Price of one, after any discount.
    pub price: Money,
    /// The price of the first periods, where it differs.
    pub introductory: Option<Introductory>,
    /// Per cent of tax added.
    pub tax_percent: Decimal,
}

impl ServiceTerms {
    /// The price of one in occurrence `n`.
    pub fn price_of(&self, n: u32) -> Money {
        match self.introductory {
            Some(first) if n < first.periods => first.price,
            _ => self.price,
        }
    }
}

/// Work done that a service bills by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Counted from 0 within the service; never used twice.
    pub sequence: u32,
    /// The day.
    pub on: NaiveDate,
    /// Hours; ignored where the terms fix the quantity.
    pub quantity: Decimal,
}

/// One amount an agreement entitles the practice to bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The service of the agreement.
    pub service: AgreementServiceId,
    /// Which occurrence; with `service` the key under which it is billed once (rule 4).
    pub occurrence: u32,
    /// The days it covers.
    pub period: Period,
    /// The day it falls due to be billed.
    pub due_on: NaiveDate,
    /// How many.
    pub quantity: Decimal,
    /// Without tax.
    pub net: Money,
    /// Tax, rounded on this line.
    pub tax: Money,
}

impl Charge {
    /// With tax.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.net.plus(self.tax)
    }
}

/// What `quantity` at `price` comes to, and the tax on it. The one function behind every figure on
/// screen, paper and ledger (rule 1).
pub fn worth(
    price: Money,
    quantity: Decimal,
    tax_percent: Decimal,
) -> Result<(Money, Money), MoneyError> {
    let net = price.at_rate(quantity)?;
    Ok((net, net.per_cent(tax_percent)?))
}

/// Every charge of one service that falls due on or before `until`, the oldest first. Fails only
/// where an amount is beyond the limit.
pub fn charges(
    terms: &ServiceTerms,
    starts_on: NaiveDate,
    delivered: &[Delivered],
    until: NaiveDate,
) -> Result<Vec<Charge>, MoneyError> {
    let charge = |occurrence: u32, due_on: NaiveDate, period: Period, quantity: Decimal| {
        let (net, tax) = worth(terms.price_of(occurrence), quantity, terms.tax_percent)?;
        Ok(Charge { service: terms.id, occurrence, period, due_on, quantity, net, tax })
    };
    let day = |on: NaiveDate| Period { from: on, to: on };
    match terms.billing {
        Billing::Recurring(rule) => rule
            .due_through(starts_on, until)
            .map(|o| charge(o.n, o.due_on, o.period, terms.quantity))
            .collect(),
        Billing::OnAcceptance if starts_on <= until => {
            Ok(vec![charge(0, starts_on, day(starts_on), terms.quantity)?])
        }
        Billing::OnAcceptance => Ok(Vec::new()),
        Billing::OnCompletion => delivered
            .iter()
            .filter(|done| done.on <= until)
            .map(|done| charge(done.sequence, done.on, day(done.on), terms.quantity))
            .collect(),
        Billing::Hourly { .. } => delivered
            .iter()
            .filter(|done| done.on <= until)
            .map(|done| charge(done.sequence, done.on, day(done.on), done.quantity))
            .collect(),
    }
}

#[cfg(test)]
mod tests;
