//! Civil dates: month arithmetic that clamps without forgetting, and the range of years we accept.
//!
//! Dates that people agree on are `NaiveDate` in the practice's time zone (rule 2). Nothing here
//! knows what day it is.

use chrono::{Datelike, Months, NaiveDate};

/// The first and last year that any date in the books may have.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// The first day a book knows.
pub const BEGINNING: NaiveDate = day(1900, 1, 1);

/// The last day a book knows.
pub const END: NaiveDate = day(2999, 12, 31);

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("a constant date exists"),
    }
}

/// Text that is not a date of the books.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date between 1900 and 2999 written as 2026-03-31")]
pub struct NotADate(pub String);

/// Reads `2026-03-31` strictly, and only within [`YEARS`].
pub fn parse_date(text: &str) -> Result<NaiveDate, NotADate> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let read = |text: &[u8]| match text {
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
            let year = i32::try_from(number(year)?).ok().filter(|year| YEARS.contains(year))?;
            NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
        }
        _ => None,
    };
    read(text.as_bytes()).ok_or_else(|| NotADate(text.to_owned()))
}

/// The last day of the month that `date` is in.
pub fn last_of_month(date: NaiveDate) -> NaiveDate {
    first_of_month(date)
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(NaiveDate::MAX)
}

/// The first day of the month that `date` is in.
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

#[cfg(test)]
mod tests;
