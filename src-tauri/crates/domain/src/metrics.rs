//! How well money comes in: the figures of collecting, by their exact formulas, on civil days.
//!
//! Everything follows from what was billed, when it was due, and by what it fell on which day.
//! A figure whose denominator is zero or below is nothing, never a made-up number. Amounts are of
//! one currency, which the caller sees to.

mod rates;

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::calendar::first_of_month;
use crate::money::{Currency, Money, MoneyError};

pub use rates::{Movement, average, concentration, hourly, movement, rolls, share, share_of_count};

/// An invoice and what became of it; or several whose days are all the same, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it was due.
    pub due_on: NaiveDate,
    /// All of it.
    pub total: Money,
    /// How many invoices.
    pub count: u32,
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

/// The figures of the time from `from` to `to`, of every invoice that was open, issued, due or paid
/// in it. `sales` are those of the month of `to` up to that day, of the month before, and so on
/// back to the oldest invoice, each with its days; no more of them are asked for than it takes.
pub fn metrics<E: From<MoneyError>>(
    billed: &[Billed],
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
    sales: impl Iterator<Item = Result<(i64, Money), E>>,
) -> Result<Metrics, E> {
    let back = countback(open(billed, currency, to, false)?, sales)?;
    Ok(Metrics { countback_dso: back, ..figures(billed, currency, from, to)? })
}

/// The months back from a day: the first and the last day of each that count.
pub fn months_back(to: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    let before = |(first, _): &(NaiveDate, NaiveDate)| {
        let last = first.pred_opt()?;
        Some((first_of_month(last), last))
    };
    std::iter::successors(Some((first_of_month(to), to)), before)
}

/// What was open at the end of a day, all of it or what was not due yet.
fn open(
    billed: &[Billed],
    currency: Currency,
    on: NaiveDate,
    current: bool,
) -> Result<Money, MoneyError> {
    let mut sum = Money::zero(currency);
    for one in billed.iter().filter(|one| !current || one.due_on >= on) {
        sum = sum.plus(one.open(on)?)?;
    }
    Ok(sum)
}

/// Every figure but the one that is counted back.
fn figures(
    billed: &[Billed],
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Metrics, MoneyError> {
    let sum = |of: &mut dyn Iterator<Item = Money>| Money::sum(currency, of);
    let open = |on, current| open(billed, currency, on, current);
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
    let count = |of: &mut dyn Iterator<Item = u32>| Decimal::from(of.map(u64::from).sum::<u64>());
    let timely_count = count(&mut due.iter().filter(timely).map(|one| one.count));
    let due_count = count(&mut due.iter().map(|one| one.count));
    let paid: Vec<&Billed> = billed.iter().filter(|one| one.paid_on.is_some_and(within)).collect();
    Ok(Metrics {
        dso,
        countback_dso: None,
        best_possible_dso: best,
        delinquent_days: dso.zip(best).map(|(dso, best)| dso - best),
        days_to_pay: weighted(&paid, |one, on| (on - one.issued_on).num_days()),
        days_late: weighted(&paid, |one, on| (on - one.due_on).num_days()),
        days_late_floored: weighted(&paid, |one, on| (on - one.due_on).num_days().max(0)),
        effectiveness,
        on_time: per_cent(timely_count, due_count),
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
/// then those of the month before; of the month that holds the rest, the part that it is. Nothing
/// where no invoice was ever issued, or all of them do not make what is open.
fn countback<E: From<MoneyError>>(
    open: Money,
    sales: impl Iterator<Item = Result<(i64, Money), E>>,
) -> Result<Option<Decimal>, E> {
    let (mut left, mut counted, mut any) = (open, Decimal::ZERO, false);
    for month in sales {
        let (days, sales) = month?;
        any = true;
        if !left.is_positive() {
            break;
        }
        if sales.minor() > left.minor() {
            let part = major(left) / major(sales) * Decimal::from(days);
            return Ok(Some(rounded(counted + part)));
        }
        counted += Decimal::from(days);
        left = left.minus(sales)?;
    }
    Ok((any && !left.is_positive()).then(|| rounded(counted)))
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
