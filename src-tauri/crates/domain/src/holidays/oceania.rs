//! Public holidays of Australia, in all states and territories, and of New Zealand.

use chrono::Weekday::Mon;

use super::{Day, Kept, Rule};
use crate::schedule::Nth;

/// Source: Fair Work Act 2009 (Cth), section 115(1)(a), with the substitutes that the states'
/// holiday acts have in common (for example Public Holidays Act 2010 (NSW), sections 4 and 5), and
/// the National Day of Mourning of 2022. Anzac Day is left where it falls: the states differ. The
/// sovereign's birthday has no day that all keep.
pub(super) const AUSTRALIA: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::NextFree),
    Rule::new("Australia Day", Day::Fixed(1, 26), Kept::Monday),
    Rule::new("Good Friday", Day::Easter(-2), Kept::Stays),
    Rule::new("Easter Monday", Day::Easter(1), Kept::Stays),
    Rule::new("Anzac Day", Day::Fixed(4, 25), Kept::Stays),
    Rule::once("National Day of Mourning", 2022, 9, 22),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::NextFree),
    Rule::new("Boxing Day", Day::Fixed(12, 26), Kept::NextFree),
];

/// Source: Holidays Act 2003 (NZ), sections 44, 45 and 45A; Waitangi and Anzac Day move to Monday
/// since 2014 (Holidays (Full Recognition of Waitangi Day and ANZAC Day) Amendment Act 2013); the
/// memorial day by the Queen Elizabeth II Memorial Day Act 2022. Without provincial anniversaries.
pub(super) const NEW_ZEALAND: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::NextFree),
    Rule::new("Day after New Year's Day", Day::Fixed(1, 2), Kept::NextFree),
    Rule::new("Waitangi Day", Day::Fixed(2, 6), Kept::Stays).years(1974, 2013),
    Rule::new("Waitangi Day", Day::Fixed(2, 6), Kept::Monday).since(2014),
    Rule::new("Good Friday", Day::Easter(-2), Kept::Stays),
    Rule::new("Easter Monday", Day::Easter(1), Kept::Stays),
    Rule::new("Anzac Day", Day::Fixed(4, 25), Kept::Stays).years(1921, 2013),
    Rule::new("Anzac Day", Day::Fixed(4, 25), Kept::Monday).since(2014),
    Rule::new("Sovereign's Birthday", Day::Nth(Nth::First, Mon, 6), Kept::Stays),
    Rule::once("Queen Elizabeth II Memorial Day", 2022, 9, 26),
    Rule::new("Labour Day", Day::Nth(Nth::Fourth, Mon, 10), Kept::Stays),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::NextFree),
    Rule::new("Boxing Day", Day::Fixed(12, 26), Kept::NextFree),
];

/// Source: Te Kāhui o Matariki Public Holiday Act 2022 (NZ), schedule 1: dates until 2052.
pub(super) const MATARIKI: &[Rule] = &[
    Rule::once("Matariki", 2022, 6, 24),
    Rule::once("Matariki", 2023, 7, 14),
    Rule::once("Matariki", 2024, 6, 28),
    Rule::once("Matariki", 2025, 6, 20),
    Rule::once("Matariki", 2026, 7, 10),
    Rule::once("Matariki", 2027, 6, 25),
    Rule::once("Matariki", 2028, 7, 14),
    Rule::once("Matariki", 2029, 7, 6),
    Rule::once("Matariki", 2030, 6, 21),
    Rule::once("Matariki", 2031, 7, 11),
    Rule::once("Matariki", 2032, 7, 2),
    Rule::once("Matariki", 2033, 6, 24),
    Rule::once("Matariki", 2034, 7, 7),
    Rule::once("Matariki", 2035, 6, 29),
    Rule::once("Matariki", 2036, 7, 18),
    Rule::once("Matariki", 2037, 7, 10),
    Rule::once("Matariki", 2038, 6, 25),
    Rule::once("Matariki", 2039, 7, 15),
    Rule::once("Matariki", 2040, 7, 6),
    Rule::once("Matariki", 2041, 7, 19),
    Rule::once("Matariki", 2042, 7, 11),
    Rule::once("Matariki", 2043, 7, 3),
    Rule::once("Matariki", 2044, 6, 24),
    Rule::once("Matariki", 2045, 7, 7),
    Rule::once("Matariki", 2046, 6, 29),
    Rule::once("Matariki", 2047, 7, 19),
    Rule::once("Matariki", 2048, 7, 3),
    Rule::once("Matariki", 2049, 6, 25),
    Rule::once("Matariki", 2050, 7, 15),
    Rule::once("Matariki", 2051, 6, 30),
    Rule::once("Matariki", 2052, 6, 21),
];
