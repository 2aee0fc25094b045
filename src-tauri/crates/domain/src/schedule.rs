//! When something recurs: occurrence *n* as a pure function of anchor, rule and *n* (rule 3).
//!
//! Nothing here knows which occurrences were billed. "The 31st" and "the last day" are two rules;
//! a short month clamps the date that is shown and never moves the anchor.

use chrono::{Datelike, Months, NaiveDate};

use crate::calendar::{first_of_month, last_of_month};

/// How often.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    /// Each month.
    Month,
    /// Each three months.
    Quarter,
    /// Each twelve months.
    Year,
}

impl Every {
    /// How many months lie between two occurrences.
    pub fn months(self) -> u32 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::Year => 12,
        }
    }

    /// How many occurrences a year holds.
    pub fn per_year(self) -> u32 {
        12 / self.months()
    }
}

/// On which day of its month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DueDay {
    /// The day of the anchor, clamped to the month's length.
    StartDay,
    /// The last day of the month.
    LastDay,
}

/// A rule of recurrence. Each occurrence is billed in advance, on the first day of its period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recurrence {
    /// How often.
    pub every: Every,
    /// On which day.
    pub day: DueDay,
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// One occurrence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// Counted from 0.
    pub n: u32,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// The days it covers. The first begins on the anchor; each ends the day before the next
    /// falls due, so that there is neither gap nor overlap.
    pub period: Period,
}

impl Recurrence {
    /// Occurrence `n` counted from `anchor`. `None` beyond the end of the calendar.
    pub fn occurrence(self, anchor: NaiveDate, n: u32) -> Option<Occurrence> {
        let due_on = self.due_on(anchor, n)?;
        let next = self.due_on(anchor, n.checked_add(1)?)?;
        let from = if n == 0 { anchor } else { due_on };
        Some(Occurrence { n, due_on, period: Period { from, to: next.pred_opt()? } })
    }

    /// All occurrences that fall due on or before `until`, the first first.
    pub fn due_through(
        self,
        anchor: NaiveDate,
        until: NaiveDate,
    ) -> impl Iterator<Item = Occurrence> {
        (0..)
            .map_while(move |n| self.occurrence(anchor, n))
            .take_while(move |occurrence| occurrence.due_on <= until)
    }

    fn due_on(self, anchor: NaiveDate, n: u32) -> Option<NaiveDate> {
        let months = Months::new(self.every.months().checked_mul(n)?);
        match self.day {
            DueDay::StartDay => anchor.checked_add_months(months),
            DueDay::LastDay => first_of_month(anchor).checked_add_months(months).map(last_of_month),
        }
    }

    /// The rule in words, with what a short month does to it: `each month on the 31st`.
    pub fn words(self, anchor: NaiveDate) -> String {
        let each = match self.every {
            Every::Month => "each month",
            Every::Quarter => "each quarter",
            Every::Year => "each year",
        };
        match self.day {
            DueDay::StartDay => format!("{each} on the {}", ordinal(anchor.day())),
            DueDay::LastDay => format!("{each} on the last day of the month"),
        }
    }
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`…
pub fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests;
