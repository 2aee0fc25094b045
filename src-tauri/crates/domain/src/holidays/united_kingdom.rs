//! Bank holidays of the United Kingdom: what all keep, and what each part keeps besides.
//!
//! Source: Banking and Financial Dealings Act 1971, section 1 and schedule 1, and the royal
//! proclamations under it, as gov.uk/bank-holidays lists them. Substitute days are the next
//! weekday that is none itself.

use chrono::Weekday::Mon;

use super::{Day, Kept, Rule};
use crate::schedule::Nth;

const EARLY_MAY: Day = Day::Nth(Nth::First, Mon, 5);
const SPRING: Day = Day::Nth(Nth::Last, Mon, 5);

/// Kept everywhere. The early May holiday was moved in 1995 and 2020, the spring one in 2002, 2012
/// and 2022.
pub(super) const WHOLE_KINGDOM: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::NextFree).since(1974),
    Rule::new("Good Friday", Day::Easter(-2), Kept::Stays),
    Rule::new("Early May bank holiday", EARLY_MAY, Kept::Stays).years(1978, 1994),
    Rule::once("Early May bank holiday (VE Day)", 1995, 5, 8),
    Rule::new("Early May bank holiday", EARLY_MAY, Kept::Stays).years(1996, 2019),
    Rule::once("Early May bank holiday (VE Day)", 2020, 5, 8),
    Rule::new("Early May bank holiday", EARLY_MAY, Kept::Stays).since(2021),
    Rule::new("Spring bank holiday", SPRING, Kept::Stays).years(1971, 2001),
    Rule::once("Golden Jubilee", 2002, 6, 3),
    Rule::once("Spring bank holiday", 2002, 6, 4),
    Rule::new("Spring bank holiday", SPRING, Kept::Stays).years(2003, 2011),
    Rule::once("Spring bank holiday", 2012, 6, 4),
    Rule::once("Diamond Jubilee", 2012, 6, 5),
    Rule::new("Spring bank holiday", SPRING, Kept::Stays).years(2013, 2021),
    Rule::once("Spring bank holiday", 2022, 6, 2),
    Rule::once("Platinum Jubilee", 2022, 6, 3),
    Rule::new("Spring bank holiday", SPRING, Kept::Stays).since(2023),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::NextFree),
    Rule::new("Boxing Day", Day::Fixed(12, 26), Kept::NextFree),
    Rule::once("Millennium", 1999, 12, 31),
    Rule::once("Royal wedding", 2011, 4, 29),
    Rule::once("State funeral of Queen Elizabeth II", 2022, 9, 19),
    Rule::once("Coronation of King Charles III", 2023, 5, 8),
];

/// Kept in England and Wales besides.
pub(super) const ENGLAND_AND_WALES: &[Rule] = &[
    Rule::new("Easter Monday", Day::Easter(1), Kept::Stays),
    Rule::new("Summer bank holiday", Day::Nth(Nth::Last, Mon, 8), Kept::Stays).since(1971),
];

/// Kept in Scotland besides; St Andrew's Day by the St Andrew's Day Bank Holiday (Scotland) Act
/// 2007, the day after the first match of the World Cup by the proclamation of 4 February 2026
/// under section 1(3) of the Act of 1971.
pub(super) const SCOTLAND: &[Rule] = &[
    Rule::new("2nd January", Day::Fixed(1, 2), Kept::NextFree).since(1973),
    Rule::new("Summer bank holiday", Day::Nth(Nth::First, Mon, 8), Kept::Stays).since(1971),
    Rule::new("St Andrew's Day", Day::Fixed(11, 30), Kept::NextFree).since(2007),
    Rule::once("World Cup", 2026, 6, 15),
];

/// Kept in Northern Ireland besides.
pub(super) const NORTHERN_IRELAND: &[Rule] = &[
    Rule::new("St Patrick's Day", Day::Fixed(3, 17), Kept::NextFree),
    Rule::new("Easter Monday", Day::Easter(1), Kept::Stays),
    Rule::new("Battle of the Boyne", Day::Fixed(7, 12), Kept::NextFree),
    Rule::new("Summer bank holiday", Day::Nth(Nth::Last, Mon, 8), Kept::Stays).since(1971),
];
