//! What a rule can say about how often and on which day. What it cannot mean cannot be written.

use std::num::NonZeroU8;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::last_of_month;

/// How often, and on which day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cadence {
    /// Each so many weeks, on the weekday of the anchor.
    Weeks(NonZeroU8),
    /// By months, on a day of the month.
    Months(Every, DueDay),
}

/// In which months.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    /// Each so many months, counted from the anchor's.
    Months(NonZeroU8),
    /// In these months of each year.
    Chosen(MonthSet),
}

/// Months of the year, at least one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthSet {
    /// Bit 0 is January.
    bits: u16,
}

/// On which day of its month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DueDay {
    /// The day of the anchor, clamped to the month's length.
    StartDay,
    /// This day, clamped to the month's length.
    Day(MonthDay),
    /// The last day of the month.
    LastDay,
    /// A weekday of the month: the second Tuesday.
    Weekday(Nth, Weekday),
    /// Two days of each month.
    TwoDays(TwoDays),
}

/// A day of the month, 1 to 31.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthDay(u8);

/// Two days of the month that are apart even in February.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TwoDays {
    first: MonthDay,
    second: Option<MonthDay>,
}

/// Which of a month's same weekdays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, be it the fourth or the fifth.
    Last,
}

/// Why a rule cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Months are counted from 1 to 12, and there is at least one.
    #[error("choose at least one month, from 1 to 12")]
    Months,
    /// No month has such a day.
    #[error("a day of the month is from 1 to 31")]
    Day,
    /// In February the two days would be one.
    #[error("of two days the first is the 27th at most and the second is later")]
    TwoDays,
}

impl Every {
    /// Each month.
    pub const MONTH: Every = Every::Months(NonZeroU8::MIN);
    /// Each three months.
    pub const QUARTER: Every = Every::Months(NonZeroU8::MIN.saturating_add(2));
    /// Each twelve months.
    pub const YEAR: Every = Every::Months(NonZeroU8::MIN.saturating_add(11));
}

impl MonthSet {
    /// These months, 1 for January.
    pub fn new(months: impl IntoIterator<Item = u32>) -> Result<MonthSet, RuleError> {
        let bits = months.into_iter().try_fold(0_u16, |bits, month| match month {
            1..=12 => Ok(bits | 1 << (month - 1)),
            _ => Err(RuleError::Months),
        })?;
        if bits == 0 { Err(RuleError::Months) } else { Ok(MonthSet { bits }) }
    }

    /// The months in order, 1 for January.
    pub fn months(self) -> impl Iterator<Item = u32> {
        (1..=12).filter(move |month| self.bits & 1 << (month - 1) != 0)
    }
}

impl MonthDay {
    /// This day of the month.
    pub fn new(day: u32) -> Result<MonthDay, RuleError> {
        match u8::try_from(day) {
            Ok(day @ 1..=31) => Ok(MonthDay(day)),
            _ => Err(RuleError::Day),
        }
    }

    /// The number, 1 to 31.
    pub fn number(self) -> u32 {
        u32::from(self.0)
    }
}

impl TwoDays {
    /// The `first` and the `second`; nothing is the last day of the month.
    pub fn new(first: MonthDay, second: Option<MonthDay>) -> Result<TwoDays, RuleError> {
        let apart = first.0 <= 27 && second.is_none_or(|second| second.0 > first.0);
        if apart { Ok(TwoDays { first, second }) } else { Err(RuleError::TwoDays) }
    }

    /// The first day.
    pub fn first(self) -> MonthDay {
        self.first
    }

    /// The second day; nothing is the last day of the month.
    pub fn second(self) -> Option<MonthDay> {
        self.second
    }
}

impl DueDay {
    /// How many billing days a month holds.
    pub(crate) fn per_month(self) -> u32 {
        if matches!(self, DueDay::TwoDays(_)) { 2 } else { 1 }
    }

    /// Whether a month's last billing day is the last day of that month.
    pub(super) fn closes_the_month(self) -> bool {
        match self {
            DueDay::LastDay => true,
            DueDay::TwoDays(days) => days.second.is_none(),
            DueDay::StartDay | DueDay::Day(_) | DueDay::Weekday(..) => false,
        }
    }

    /// The number of the day the rule asks for, where it asks for one; of two days the later.
    pub(super) fn number(self, anchor: NaiveDate) -> Option<u32> {
        match self {
            DueDay::StartDay => Some(anchor.day()),
            DueDay::Day(day) => Some(day.number()),
            DueDay::TwoDays(days) => days.second.map(MonthDay::number),
            DueDay::LastDay | DueDay::Weekday(..) => None,
        }
    }

    /// The billing day `which`, 0 or 1, of the month that begins on `month`.
    pub(super) fn in_month(self, month: NaiveDate, which: u32, anchor: NaiveDate) -> NaiveDate {
        let clamped = |day: u32| month.with_day(day).unwrap_or(last_of_month(month));
        match self {
            DueDay::StartDay => clamped(anchor.day()),
            DueDay::Day(day) => clamped(day.number()),
            DueDay::LastDay => last_of_month(month),
            DueDay::Weekday(nth, weekday) => nth.in_month(month, weekday),
            DueDay::TwoDays(days) if which == 0 => clamped(days.first.number()),
            DueDay::TwoDays(days) => {
                days.second.map_or(last_of_month(month), |day| clamped(day.number()))
            }
        }
    }
}

impl Nth {
    /// This `weekday` of the month that begins on `month`.
    pub fn in_month(self, month: NaiveDate, weekday: Weekday) -> NaiveDate {
        let at =
            |week| NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), weekday, week);
        let found = match self {
            Nth::First => at(1),
            Nth::Second => at(2),
            Nth::Third => at(3),
            Nth::Fourth => at(4),
            Nth::Last => at(5).or_else(|| at(4)),
        };
        // Every month has four of each weekday.
        found.unwrap_or(month)
    }
}
