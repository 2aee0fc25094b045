//! When something recurs: occurrence *n* as a pure function of anchor, rule and *n* (rule 3).
//!
//! A [`Recurrence`] cuts the days from the anchor on into periods with neither gap nor overlap.
//! Nothing here knows which of them were billed. "The 31st" and "the last day" are two rules; a
//! short month clamps the date that is shown and never moves the anchor, and a holiday moves the
//! billing day and never the period.

mod names;
mod occurrence;
mod rule;
mod shift;
mod start;
mod words;

use std::num::NonZeroU32;

use chrono::NaiveDate;

pub use occurrence::{Occurrence, Share};
pub use rule::{Cadence, DueDay, Every, MonthDay, MonthSet, Nth, RuleError, TwoDays};
pub use shift::Shift;
pub use start::{Beginning, Past, Start, StartOption};
pub use words::{date_words, ordinal};

/// A rule of recurrence. [`Recurrence::each`] makes a plain one; the other fields refine it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recurrence {
    /// How often, and on which day.
    pub cadence: Cadence,
    /// At which end of a period it is billed.
    pub billed: Billed,
    /// What a billing day does that is no working day.
    pub shift: Shift,
    /// What a broken period costs.
    pub proration: Proration,
    /// How many cycles at most; nothing for no limit.
    pub cycles: Option<NonZeroU32>,
    /// The last day, where one is agreed.
    pub end: Option<End>,
}

/// At which end of a period it is billed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Billed {
    /// On its first day.
    InAdvance,
    /// When it is over: on the billing day that follows it. A last day of the month closes its
    /// own period, so what is billed on 28 February covers February.
    InArrears,
}

/// What a first or last period costs that is shorter than the rule makes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proration {
    /// There is none: a price is a price. The days before the first billing day belong to the
    /// first whole period.
    None,
    /// Its days' share of the whole period.
    ByDay,
    /// The whole price.
    Full,
    /// Half of the price.
    Half,
    /// Nothing.
    Free,
}

/// An agreed last day, itself included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct End {
    /// The last day.
    pub on: NaiveDate,
    /// What happens after it.
    pub then: After,
}

/// What happens after the agreed last day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Nothing more is billed, and the last period ends with it.
    Stop,
    /// Billing goes on until somebody ends it: the last day was a minimum term.
    Continue,
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// How many days it has.
    pub fn days(self) -> u64 {
        u64::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }
}

impl Recurrence {
    /// Billed in advance on that very day, for as long as the agreement lasts, without proration.
    pub fn new(cadence: Cadence) -> Recurrence {
        Recurrence {
            cadence,
            billed: Billed::InAdvance,
            shift: Shift::None,
            proration: Proration::None,
            cycles: None,
            end: None,
        }
    }

    /// As [`Recurrence::new`], by months.
    pub fn each(every: Every, day: DueDay) -> Recurrence {
        Recurrence::new(Cadence::Months(every, day))
    }

    /// The agreed last day, where it ends the billing.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.end.filter(|end| end.then == After::Stop).map(|end| end.on)
    }
}

#[cfg(test)]
mod tests;
