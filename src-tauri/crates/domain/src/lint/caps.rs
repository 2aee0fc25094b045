//! How high a late rate may be, as dated data with the source.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::facts::{ClientKind, LetterFacts};
use crate::clause::Regime;

/// A limit on the interest an invoice may bear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    /// Where.
    pub regime: Regime,
    /// For which client; nothing: for any.
    pub client: Option<ClientKind>,
    /// For letters dated on or after this day.
    pub from: NaiveDate,
    /// The most per cent a year.
    pub percent_a_year: Decimal,
    /// Whether the limit is a rule of law that was read and holds for every such letter. One that
    /// is not only warns.
    pub verified: bool,
    /// The limit in words.
    pub words: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the calendar has the day")
}

const fn whole(percent: u32) -> Decimal {
    Decimal::from_parts(percent, 0, 0, false, 0)
}

/// The limits known in November 2026. A place that is not here has none that we know of.
pub const CAPS: [Cap; 3] = [
    Cap {
        regime: Regime::Canada,
        client: Some(ClientKind::Consumer),
        from: day(2025, 1, 1),
        percent_a_year: whole(35),
        verified: true,
        words: "the criminal rate of interest, 35% a year",
        source: "Criminal Code s. 347; Criminal Interest Rate Regulations, in force 2025-01-01",
    },
    Cap {
        regime: Regime::Canada,
        client: Some(ClientKind::Business),
        from: day(2025, 1, 1),
        percent_a_year: whole(35),
        verified: false,
        words: "the criminal rate of interest, 35% a year, from which larger debts of companies \
                may be exempt",
        source: "Criminal Code s. 347; Criminal Interest Rate Regulations, in force 2025-01-01",
    },
    Cap {
        regime: Regime::UnitedStates,
        client: None,
        from: day(2026, 1, 1),
        percent_a_year: whole(18),
        verified: false,
        words: "18% a year (1.5% a month), above which the usury laws of many states may bite",
        source: "state law, from a survey of late charge limits",
    },
];

/// The limits that bind a letter.
pub(super) fn of(letter: &LetterFacts) -> impl Iterator<Item = &'static Cap> {
    CAPS.iter().filter(|cap| {
        cap.regime == letter.law
            && cap.client.is_none_or(|client| client == letter.client)
            && cap.from <= letter.dated
    })
}
