//! What a billing day does that falls on a weekend or a holiday.

use chrono::{Datelike, NaiveDate};

use crate::holidays::Holidays;

/// What a billing day does that is no working day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    /// It stays.
    None,
    /// It moves to the next working day.
    Next,
    /// It moves to the working day before.
    Previous,
    /// It moves to the next working day, or back where that would be in another month.
    ModifiedFollowing,
}

impl Shift {
    /// The working day for `day`. Never before `earliest`: where the working day before is too
    /// early, the next one is taken.
    pub fn apply(self, day: NaiveDate, earliest: NaiveDate, holidays: &Holidays) -> NaiveDate {
        let next = || working_day(day, holidays, |day| day.succ_opt());
        let previous = || {
            let found = working_day(day, holidays, |day| day.pred_opt());
            if found < earliest { next() } else { found }
        };
        match self {
            Shift::None => day,
            Shift::Next => next(),
            Shift::Previous => previous(),
            Shift::ModifiedFollowing if next().month() == day.month() => next(),
            Shift::ModifiedFollowing => previous(),
        }
    }
}

/// The first working day from `day` on, itself included, step by step. A calendar that leaves no
/// working day in sixty has said nothing about them, and `day` stays.
fn working_day(
    day: NaiveDate,
    holidays: &Holidays,
    step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
) -> NaiveDate {
    std::iter::successors(Some(day), step)
        .take(60)
        .find(|day| holidays.is_working_day(*day))
        .unwrap_or(day)
}
