//! What the parts of a rule are called in the book and on the wire.

use chrono::Weekday;

use super::{Billed, Nth, Past, Proration, Shift, StartOption};
use crate::named::Named;

impl Named for Billed {
    const NAMES: &'static [(&'static str, Billed)] =
        &[("in_advance", Billed::InAdvance), ("in_arrears", Billed::InArrears)];
}

impl Named for Shift {
    const NAMES: &'static [(&'static str, Shift)] = &[
        ("none", Shift::None),
        ("next", Shift::Next),
        ("previous", Shift::Previous),
        ("modified_following", Shift::ModifiedFollowing),
    ];
}

impl Named for Proration {
    const NAMES: &'static [(&'static str, Proration)] = &[
        ("none", Proration::None),
        ("by_day", Proration::ByDay),
        ("full", Proration::Full),
        ("half", Proration::Half),
        ("free", Proration::Free),
    ];
}

impl Named for Past {
    const NAMES: &'static [(&'static str, Past)] =
        &[("billed", Past::Billed), ("not_billed", Past::NotBilled)];
}

impl Named for StartOption {
    const NAMES: &'static [(&'static str, StartOption)] = &[
        ("start_date", StartOption::StartDate),
        ("start_date_not_past", StartOption::StartDateNotPast),
        ("next_billing_day", StartOption::NextBillingDay),
        ("on_acceptance", StartOption::OnAcceptance),
        ("by_hand", StartOption::ByHand),
    ];
}

impl Named for Nth {
    const NAMES: &'static [(&'static str, Nth)] = &[
        ("first", Nth::First),
        ("second", Nth::Second),
        ("third", Nth::Third),
        ("fourth", Nth::Fourth),
        ("last", Nth::Last),
    ];
}

impl Named for Weekday {
    const NAMES: &'static [(&'static str, Weekday)] = &[
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
}
