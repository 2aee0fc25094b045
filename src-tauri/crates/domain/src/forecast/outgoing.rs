//! What the user plans to pay.

use chrono::{Months, NaiveDate};

use crate::money::Money;
use crate::named::Named;

/// How often it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Once.
    Once,
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each year.
    Year,
}

impl Named for Repeats {
    const NAMES: &'static [(&'static str, Repeats)] = &[
        ("once", Repeats::Once),
        ("month", Repeats::Month),
        ("quarter", Repeats::Quarter),
        ("year", Repeats::Year),
    ];
}

/// A planned outgoing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What it is: `Rent`.
    pub what: String,
    /// How much each time.
    pub amount: Money,
    /// The first day.
    pub first_on: NaiveDate,
    /// How often.
    pub repeats: Repeats,
    /// The last day; nothing while it goes on.
    pub until_on: Option<NaiveDate>,
}

impl Outgoing {
    /// The days on which it is paid, both ends included. The n-th is a function of the first day
    /// and n (rule 3); a month that is too short has it on its last day.
    pub fn days(&self, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
        let last = self.until_on.map_or(until, |own| own.min(until));
        let step = match self.repeats {
            Repeats::Once => {
                return Some(self.first_on)
                    .into_iter()
                    .filter(|on| from <= *on && *on <= last)
                    .collect();
            }
            Repeats::Month => 1,
            Repeats::Quarter => 3,
            Repeats::Year => 12,
        };
        (0..)
            .map_while(|n: u32| self.first_on.checked_add_months(Months::new(n * step)))
            .take_while(|on| *on <= last)
            .filter(|on| from <= *on)
            .collect()
    }
}
