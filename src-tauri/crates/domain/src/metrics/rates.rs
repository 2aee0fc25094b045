//! Figures of collecting that follow from counts and sums: rolls from age to age, shares, averages,
//! what recurs and how it moved, what an hour brings.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Billed, major, per_cent, ratio};
use crate::ids::ClientId;
use crate::invoice::Age;
use crate::money::{Currency, Money, MoneyError};

/// The days from one age to the next.
const STEP: u64 = 30;

/// How much of what had an age thirty days before `to` went on to the next: what is still open of
/// it ÷ what was open, per cent, from not due to 1 to 30 days late and so on. Of what was not due,
/// only what fell due meanwhile counts.
pub fn rolls(billed: &[Billed], to: NaiveDate) -> Result<[Option<Decimal>; 4], MoneyError> {
    let then = to - Days::new(STEP);
    let mut found = [None; 4];
    for (place, rate) in found.iter_mut().enumerate() {
        let (mut was, mut is) = (Decimal::ZERO, Decimal::ZERO);
        for one in billed.iter().filter(|one| one.due_on < to) {
            if Age::on(one.due_on, then) == Age::ALL[place] {
                was += major(one.open(then)?);
                // What was issued since had no age then.
                is += if one.issued_on <= then { major(one.open(to)?) } else { Decimal::ZERO };
            }
        }
        *rate = per_cent(is, was);
    }
    Ok(found)
}

/// A part of a number of things, per cent, one place; nothing where there are none.
pub fn share_of_count(part: usize, whole: usize) -> Option<Decimal> {
    per_cent(Decimal::from(part as u64), Decimal::from(whole as u64))
}

/// A part of a sum, per cent, one place; nothing where the sum is zero or below.
pub fn share(part: Money, whole: Money) -> Option<Decimal> {
    per_cent(major(part), major(whole))
}

/// The average of days, one place; nothing of none.
pub fn average(days: &[i64]) -> Option<Decimal> {
    ratio(days.iter().copied().map(Decimal::from).sum(), Decimal::from(days.len() as u64))
}

/// What an hour brings: earned ÷ hours, rounded to the minor unit; nothing without hours.
pub fn hourly(earned: Money, hours: Decimal) -> Option<Money> {
    let each = (hours > Decimal::ZERO).then(|| major(earned) / hours)?;
    let whole = each.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Money::new(i64::try_from(whole).ok()?, earned.currency()).ok()
}

/// How much of a sum the largest parts are: the largest alone, and the largest five.
pub fn concentration(
    currency: Currency,
    parts: &[Money],
) -> Result<[Option<Decimal>; 2], MoneyError> {
    let whole = Money::sum(currency, parts.iter().copied())?;
    let mut sorted = parts.to_vec();
    sorted.sort_by_key(|part| std::cmp::Reverse(part.minor()));
    let largest = |count: usize| -> Result<Option<Decimal>, MoneyError> {
        let sum = Money::sum(currency, sorted.iter().copied().take(count))?;
        Ok(share(sum, whole))
    };
    Ok([largest(1)?, largest(5)?])
}

/// How what recurs moved between two days, by client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// What recurred on the first day.
    pub before: Money,
    /// Of clients of whom nothing recurred before.
    pub new: Money,
    /// More of clients of whom something did.
    pub expansion: Money,
    /// Less of clients of whom something still does.
    pub contraction: Money,
    /// Of clients of whom nothing recurs any more.
    pub churn: Money,
    /// What recurs on the last day: before + new + expansion − contraction − churn.
    pub after: Money,
}

/// How what recurs moved.
pub fn movement(
    currency: Currency,
    before: &BTreeMap<ClientId, Money>,
    after: &BTreeMap<ClientId, Money>,
) -> Result<Movement, MoneyError> {
    let zero = Money::zero(currency);
    let mut found = Movement {
        before: Money::sum(currency, before.values().copied())?,
        new: zero,
        expansion: zero,
        contraction: zero,
        churn: zero,
        after: Money::sum(currency, after.values().copied())?,
    };
    let clients: std::collections::BTreeSet<&ClientId> =
        before.keys().chain(after.keys()).collect();
    for client in clients {
        let (was, is) = (*before.get(client).unwrap_or(&zero), *after.get(client).unwrap_or(&zero));
        let more = is.minus(was)?;
        match (was.is_positive(), is.is_positive(), more.is_positive()) {
            (false, ..) => found.new = found.new.plus(more)?,
            (true, false, _) => found.churn = found.churn.minus(more)?,
            (true, true, true) => found.expansion = found.expansion.plus(more)?,
            (true, true, false) => found.contraction = found.contraction.minus(more)?,
        }
    }
    Ok(found)
}
