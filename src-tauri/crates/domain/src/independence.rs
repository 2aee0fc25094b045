//! Unpaid fees of clients whose statements one attests: with age they stand in the way of
//! independence.

use chrono::{Months, NaiveDate};

/// Where it comes from.
pub const SOURCE: &str = "AICPA Code of Professional Conduct 1.230.010, unpaid fees";

/// One is warned from the first of these months on, each month; after the last the fees are more
/// than a year old.
const MONTHS: std::ops::RangeInclusive<u32> = 9..=12;

/// How many whole months old an unpaid fee is, from the ninth on and 12 at most; nothing before.
pub fn months_old(issued_on: NaiveDate, today: NaiveDate) -> Option<u32> {
    MONTHS.rev().find(|months| {
        issued_on.checked_add_months(Months::new(*months)).is_some_and(|on| on <= today)
    })
}

#[cfg(test)]
mod tests;
