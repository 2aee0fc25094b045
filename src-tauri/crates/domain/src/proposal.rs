//! Proposals: what the lines of an offer come to.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::charge::{Billing, worth};
use crate::money::{Currency, Money, MoneyError};
use crate::schedule::{DueDay, Every};

/// A line of an offer, read and whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What makes it fall due.
    pub billing: Billing,
    /// How many each time; for hourly lines the hours expected.
    pub quantity: Decimal,
    /// Price of one, before the discount.
    pub price: Money,
    /// Per cent of tax added.
    pub tax_percent: Decimal,
}

/// What an offer comes to. Without tax unless a name says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Each month.
    pub per_month: Money,
    /// Each quarter.
    pub per_quarter: Money,
    /// Each year.
    pub per_year: Money,
    /// Once.
    pub once: Money,
    /// Twelve months of everything.
    pub first_year: Money,
    /// Tax in those twelve months.
    pub first_year_tax: Money,
    /// Billed on the start date, with tax.
    pub due_on_acceptance: Money,
    /// Each line each time, in order.
    pub lines: Vec<Money>,
}

/// The price after a discount of `discount_percent`, rounded once, so that price times quantity
/// can be checked by hand on every document.
pub fn discounted(price: Money, discount_percent: Decimal) -> Result<Money, MoneyError> {
    price.per_cent(Decimal::ONE_HUNDRED - discount_percent)
}

/// The totals of `lines` in `currency`. Fails on mixed currencies and beyond the limit.
pub fn totals(
    currency: Currency,
    lines: &[Line],
    discount_percent: Decimal,
    starts_on: NaiveDate,
) -> Result<Totals, MoneyError> {
    let zero = Money::zero(currency);
    let mut totals = Totals {
        per_month: zero,
        per_quarter: zero,
        per_year: zero,
        once: zero,
        first_year: zero,
        first_year_tax: zero,
        due_on_acceptance: zero,
        lines: Vec::with_capacity(lines.len()),
    };
    for line in lines {
        let price = discounted(line.price, discount_percent)?;
        let (net, tax) = worth(price, line.quantity, line.tax_percent)?;
        totals.lines.push(net);
        let (bucket, times) = match line.billing {
            Billing::Recurring(rule) => match rule.every {
                Every::Month => (&mut totals.per_month, 12),
                Every::Quarter => (&mut totals.per_quarter, 4),
                Every::Year => (&mut totals.per_year, 1),
            },
            _ => (&mut totals.once, 1),
        };
        *bucket = bucket.plus(net)?;
        totals.first_year = totals.first_year.plus(net.at_rate(Decimal::from(times))?)?;
        totals.first_year_tax = totals.first_year_tax.plus(tax.at_rate(Decimal::from(times))?)?;
        if due_at_start(line.billing, starts_on) {
            totals.due_on_acceptance = totals.due_on_acceptance.plus(net.plus(tax)?)?;
        }
    }
    Ok(totals)
}

fn due_at_start(billing: Billing, starts_on: NaiveDate) -> bool {
    match billing {
        Billing::OnAcceptance => true,
        Billing::Recurring(rule) => {
            rule.day == DueDay::StartDay
                || rule.occurrence(starts_on, 0).is_some_and(|first| first.due_on == starts_on)
        }
        Billing::OnCompletion | Billing::Hourly { .. } => false,
    }
}

#[cfg(test)]
mod tests;
