//! Public holidays of Ireland.

use chrono::Weekday::Mon;

use super::{Day, Kept, Rule};
use crate::schedule::Nth;

/// Source: Organisation of Working Time Act 1997, second schedule, with St Brigid's Day since 2023
/// and the day of remembrance of 18 March 2022, both by regulations of 2022. The Act moves no
/// holiday that falls on a weekend.
pub(super) const IRELAND: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::Stays),
    Rule::new("St Brigid's Day", Day::FridayFirstOrMonday(2), Kept::Stays).since(2023),
    Rule::new("St Patrick's Day", Day::Fixed(3, 17), Kept::Stays),
    Rule::once("Day of remembrance", 2022, 3, 18),
    Rule::new("Easter Monday", Day::Easter(1), Kept::Stays),
    Rule::new("May holiday", Day::Nth(Nth::First, Mon, 5), Kept::Stays).since(1994),
    Rule::new("June holiday", Day::Nth(Nth::First, Mon, 6), Kept::Stays),
    Rule::new("August holiday", Day::Nth(Nth::First, Mon, 8), Kept::Stays),
    Rule::new("October holiday", Day::Nth(Nth::Last, Mon, 10), Kept::Stays),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::Stays),
    Rule::new("St Stephen's Day", Day::Fixed(12, 26), Kept::Stays),
];
