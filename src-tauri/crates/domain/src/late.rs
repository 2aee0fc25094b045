//! Late charges: what may be claimed on an invoice that was not paid in time, worked out by day.
//!
//! Interest is simple and counted by the day on a year of 365 days. The sum of the days is exact;
//! it is rounded once, where it becomes an amount. What is in dispute bears none, and neither does
//! what is on a plan that freezes it. Which rates hold is dated data ([`law`]); whether a charge
//! may be made at all is for [`lawful`].

mod law;
mod lawful;

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

pub use law::{FixedSum, Method, OwnReference, Pack, Reference, Series, Unknown, half_year, pack};
pub use lawful::{Asked, Remark, Terms, remarks};

use crate::money::{Money, MoneyError};

/// The days of a year, by which a daily rate is reckoned.
const YEAR: u32 = 365;

/// What is owed on an invoice, and how that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The day it was due; interest starts on the next.
    pub due_on: NaiveDate,
    /// All of it.
    pub total: Money,
    /// What it fell by, and on which day: payments, credit notes, write-offs. Below zero where one
    /// of them was taken back. The day itself still bears interest on the amount before.
    pub less: Vec<(NaiveDate, Money)>,
    /// What bears none for a time.
    pub spared: Vec<Spared>,
}

/// A part that bears no interest for a time: it is in dispute, or on a plan that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spared {
    /// How much.
    pub amount: Money,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; nothing while it lasts.
    pub until: Option<NaiveDate>,
}

/// One day of a working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub on: NaiveDate,
    /// What bears interest: unpaid when the day began, and not spared.
    pub unpaid: Money,
    /// The rate, per cent a year.
    pub per_cent: Decimal,
    /// Minor units times per cent, up to and with this day; see [`Day::running`].
    numerator: Decimal,
    /// The same of this day alone.
    own: Decimal,
}

/// A working, day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// Every day from the first to the last, those on which nothing was unpaid too.
    pub days: Vec<Day>,
    /// What they come to, rounded once.
    pub interest: Money,
}

/// Why interest cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LateError {
    /// The invoice is not late on the last day.
    #[error("nothing is late by then; interest starts on the day after the due date")]
    NotLate,
    /// A reference rate that this program does not hold.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// Two currencies, or a sum beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Debt {
    /// What bears interest on a day: the total less what it fell by before, less what is spared;
    /// never below zero.
    pub fn unpaid(&self, on: NaiveDate) -> Result<Money, MoneyError> {
        let mut unpaid = self.total;
        for (day, less) in &self.less {
            if *day < on {
                unpaid = unpaid.minus(*less)?;
            }
        }
        for part in &self.spared {
            if part.from <= on && part.until.is_none_or(|until| on <= until) {
                unpaid = unpaid.minus(part.amount.at_most(unpaid)?)?;
            }
        }
        Ok(if unpaid.is_positive() { unpaid } else { Money::zero(self.total.currency()) })
    }

    /// The first day that bears interest.
    pub fn starts_on(&self) -> NaiveDate {
        self.due_on + Days::new(1)
    }

    /// The interest from `from`, or from the day after the due date where that is later, up to and
    /// with `to`, at the rate of each day.
    pub fn interest(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        rate: impl Fn(NaiveDate) -> Result<Decimal, Unknown>,
    ) -> Result<Working, LateError> {
        let first = from.max(self.starts_on());
        if to < first {
            return Err(LateError::NotLate);
        }
        let mut numerator = Decimal::ZERO;
        let mut days = Vec::new();
        for on in first.iter_days().take_while(|on| *on <= to) {
            let (unpaid, per_cent) = (self.unpaid(on)?, rate(on)?);
            let own = Decimal::from(unpaid.minor()) * per_cent;
            numerator += own;
            days.push(Day { on, unpaid, per_cent, numerator, own });
        }
        let one = Money::new(1, self.total.currency())?;
        let interest = one.at_rate(numerator / Decimal::from(YEAR * 100))?;
        Ok(Working { days, interest })
    }
}

impl Day {
    /// The interest of the day, with four places more than the currency has.
    pub fn interest(&self) -> Decimal {
        places(self.own, self.unpaid)
    }

    /// The interest up to and with this day, alike.
    pub fn running(&self) -> Decimal {
        places(self.numerator, self.unpaid)
    }
}

impl Working {
    /// What one further day adds, were nothing to change.
    pub fn daily(&self) -> Decimal {
        self.days.last().map_or(Decimal::ZERO, Day::interest)
    }
}

/// Minor units times per cent as whole units of the currency of `like`, with four places.
fn places(numerator: Decimal, like: Money) -> Decimal {
    let whole = Decimal::from(10_u32.pow(like.currency().digits()));
    let exact = numerator / Decimal::from(YEAR * 100) / whole;
    exact.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests;
