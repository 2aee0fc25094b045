//! Federal holidays of the United States and of Canada.

use chrono::Weekday::{Mon, Thu};

use super::{Day, Kept, Rule};
use crate::schedule::Nth;

/// Source: 5 USC 6103(a), as it is since 1978 and with Juneteenth since 2021 (Public Law 117-17)
/// and the birthday of Martin Luther King since 1986 (Public Law 98-144); for Saturdays 6103(b),
/// for Sundays Executive Order 11582, section 3. Inauguration Day is kept around Washington only.
pub(super) const UNITED_STATES: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::Nearest),
    Rule::new("Martin Luther King's Birthday", Day::Nth(Nth::Third, Mon, 1), Kept::Stays)
        .since(1986),
    Rule::new("Washington's Birthday", Day::Nth(Nth::Third, Mon, 2), Kept::Stays),
    Rule::new("Memorial Day", Day::Nth(Nth::Last, Mon, 5), Kept::Stays),
    Rule::new("Juneteenth", Day::Fixed(6, 19), Kept::Nearest).since(2021),
    Rule::new("Independence Day", Day::Fixed(7, 4), Kept::Nearest),
    Rule::new("Labor Day", Day::Nth(Nth::First, Mon, 9), Kept::Stays),
    Rule::new("Columbus Day", Day::Nth(Nth::Second, Mon, 10), Kept::Stays),
    Rule::new("Veterans Day", Day::Fixed(11, 11), Kept::Nearest),
    Rule::new("Thanksgiving Day", Day::Nth(Nth::Fourth, Thu, 11), Kept::Stays),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::Nearest),
];

/// Source: Canada Labour Code (RSC 1985, c L-2), section 166, with the National Day for Truth and
/// Reconciliation since 2021 (SC 2021, c 11); for weekends section 193(1), of which the working
/// day after is taken here.
pub(super) const CANADA: &[Rule] = &[
    Rule::new("New Year's Day", Day::Fixed(1, 1), Kept::NextFree),
    Rule::new("Good Friday", Day::Easter(-2), Kept::Stays),
    Rule::new("Victoria Day", Day::MondayBefore(5, 25), Kept::Stays),
    Rule::new("Canada Day", Day::Fixed(7, 1), Kept::NextFree),
    Rule::new("Labour Day", Day::Nth(Nth::First, Mon, 9), Kept::Stays),
    Rule::new("Truth and Reconciliation Day", Day::Fixed(9, 30), Kept::NextFree).since(2021),
    Rule::new("Thanksgiving Day", Day::Nth(Nth::Second, Mon, 10), Kept::Stays),
    Rule::new("Remembrance Day", Day::Fixed(11, 11), Kept::NextFree),
    Rule::new("Christmas Day", Day::Fixed(12, 25), Kept::NextFree),
    Rule::new("Boxing Day", Day::Fixed(12, 26), Kept::NextFree),
];
