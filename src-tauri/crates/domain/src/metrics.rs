//! How well money comes in: the figures of collecting, by their exact formulas, on civil days.
//!
//! Everything follows from what was billed, when it was due, and by what it fell on which day.
//! A figure whose denominator is zero or below is nothing, never a made-up number. Amounts are of
//! one currency, which the caller sees to.

mod rates;

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::calendar::{first_of_month, last_of_month};
use crate::money::{Currency, Money, MoneyError};

pub use rates::{Movement, average, concentration, hourly, movement, rolls, share, share_of_count};

/// An invoice and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it was due.
    pub due_on: NaiveDate,
    /// All of it.
    pub total: Money,
    /// What it fell by, and on which day: payments, credit notes, write-offs. Below zero where one
    /// was taken back.
    pub less: Vec<(NaiveDate, Money)>,
    /// The day it was paid in full; nothing while it is open, and where it was written off.
    pub paid_on: Option<NaiveDate>,
}

/// The figures of a time, both days included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Days sales outstanding: open at the end ÷ sales × days.
    pub dso: Option<Decimal>,
    /// The same, counted back month by month; nothing where all sales do not make what is open.
    pub countback_dso: Option<Decimal>,
    /// Open and not yet due at the end ÷ sales × days.
    pub best_possible_dso: Option<Decimal>,
    /// What late payers add: days sales outstanding less the best possible.
    pub delinquent_days: Option<Decimal>,
    /// From issue to payment, weighted by amount, over what was paid.
    pub days_to_pay: Option<Decimal>,
    /// From due date to payment, likewise; early ones count below zero.
    pub days_late: Option<Decimal>,
    /// Likewise, where an early payment counts as none.
    pub days_late_floored: Option<Decimal>,
    /// The collection effectiveness index, per cent.
    pub effectiveness: Option<Decimal>,
    /// Invoices that fell due and were paid by then, per cent of their number.
    pub on_time: Option<Decimal>,
    /// The same by amount.
    pub on_time_by_value: Option<Decimal>,
    /// Amounts that reached 90 days late, per cent of what fell due.
    pub at_risk: Option<Decimal>,
}

/// The figures of the time from `from` to `to`.
pub fn metrics(
    billed: &[Billed],
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Metrics, MoneyError> {
    let sum = |of: &mut dyn Iterator<Item = Money>| Money::sum(currency, of);
    let open = |on: NaiveDate, current: bool| -> Result<Money, MoneyError> {
        let mut parts = Vec::new();
        for one in billed.iter().filter(|one| !current || one.due_on >= on) {
            parts.push(one.open(on)?);
        }
        sum(&mut parts.into_iter())
    };
    let within = |day: NaiveDate| from <= day && day <= to;
    let sales = sum(&mut billed.iter().filter(|one| within(one.issued_on)).map(|one| one.total))?;
    let (closing, current) = (open(to, false)?, open(to, true)?);
    let opening = open(from - Days::new(1), false)?;
    let days = Decimal::from((to - from).num_days() + 1);
    let turned = |open: Money| ratio(major(open) * days, major(sales));
    let (dso, best) = (turned(closing), turned(current));
    let base = major(opening) + major(sales);
    let collected = base - major(closing);
    let effectiveness = ratio(collected * Decimal::ONE_HUNDRED, base - major(current));
    let due: Vec<&Billed> = billed.iter().filter(|one| within(one.due_on)).collect();
    let timely = |one: &&&Billed| one.paid_on.is_some_and(|paid| paid <= one.due_on);
    let risky = |one: &&&Billed| one.late_on(to) >= 90;
    let of_due = |part: Vec<&&Billed>| -> Result<Option<Decimal>, MoneyError> {
        let whole = sum(&mut due.iter().map(|one| one.total))?;
        Ok(per_cent(major(sum(&mut part.iter().map(|one| one.total))?), major(whole)))
    };
    let count = |many: usize| Decimal::from(many as u64);
    let paid: Vec<&Billed> = billed.iter().filter(|one| one.paid_on.is_some_and(within)).collect();
    Ok(Metrics {
        dso,
        countback_dso: countback(billed, closing, to)?,
        best_possible_dso: best,
        delinquent_days: dso.zip(best).map(|(dso, best)| dso - best),
        days_to_pay: weighted(&paid, |one, on| (on - one.issued_on).num_days()),
        days_late: weighted(&paid, |one, on| (on - one.due_on).num_days()),
        days_late_floored: weighted(&paid, |one, on| (on - one.due_on).num_days().max(0)),
        effectiveness,
        on_time: per_cent(count(due.iter().filter(timely).count()), count(due.len())),
        on_time_by_value: of_due(due.iter().filter(timely).collect())?,
        at_risk: of_due(due.iter().filter(risky).collect())?,
    })
}

impl Billed {
    /// What was open at the end of a day; nothing before it was issued, and never below zero.
    pub fn open(&self, on: NaiveDate) -> Result<Money, MoneyError> {
        let mut open = Money::zero(self.total.currency());
        if self.issued_on > on {
            return Ok(open);
        }
        open = self.total;
        for (day, less) in &self.less {
            if *day <= on {
                open = open.minus(*less)?;
            }
        }
        Ok(if open.is_positive() { open } else { Money::zero(self.total.currency()) })
    }

    /// How many days it was late when it was paid, or is by a day.
    pub fn late_on(&self, on: NaiveDate) -> i64 {
        (self.paid_on.unwrap_or(on).min(on) - self.due_on).num_days()
    }
}

/// What is open, counted back: the sales of the last month are taken from it and its days counted,
/// then those of the month before; of the month that holds the rest, the part that it is.
fn countback(billed: &[Billed], open: Money, to: NaiveDate) -> Result<Option<Decimal>, MoneyError> {
    let issued = billed.iter().map(|one| one.issued_on).filter(|on| *on <= to);
    let Some(oldest) = issued.min() else { return Ok(None) };
    let (mut left, mut counted, mut last) = (open, Decimal::ZERO, to);
    while left.is_positive() {
        if last < oldest {
            return Ok(None);
        }
        let first = first_of_month(last);
        let of_month = billed.iter().filter(|one| first <= one.issued_on && one.issued_on <= last);
        let sales = Money::sum(open.currency(), of_month.map(|one| one.total))?;
        let days = Decimal::from((last - first).num_days() + 1);
        if sales.minor() > left.minor() {
            counted += major(left) / major(sales) * days;
            break;
        }
        counted += days;
        left = left.minus(sales)?;
        last = last_of_month(first - Days::new(1));
    }
    Ok(Some(rounded(counted)))
}

/// Days weighted by amount.
fn weighted(paid: &[&Billed], days: impl Fn(&Billed, NaiveDate) -> i64) -> Option<Decimal> {
    let (mut sum, mut weight) = (Decimal::ZERO, Decimal::ZERO);
    for one in paid {
        let Some(on) = one.paid_on else { continue };
        sum += major(one.total) * Decimal::from(days(one, on));
        weight += major(one.total);
    }
    ratio(sum, weight)
}

/// Minor units as a number to reckon with.
fn major(money: Money) -> Decimal {
    Decimal::from(money.minor())
}

/// A quotient with one place; nothing where the divisor is zero or below.
fn ratio(of: Decimal, by: Decimal) -> Option<Decimal> {
    (by > Decimal::ZERO).then(|| rounded(of / by))
}

fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    ratio(part * Decimal::ONE_HUNDRED, whole)
}

fn rounded(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests;
