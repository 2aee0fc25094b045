//! The law on late payment as dated data, each pack and each reference rate with its source.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::jurisdiction::Jurisdiction;
use crate::money::{Currency, Money};

/// What the law of a place gives on a late payment between businesses, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Where.
    pub place: Jurisdiction,
    /// For debts that fall late on this day or after it.
    pub since: NaiveDate,
    /// How the law is called.
    pub name: &'static str,
    /// Where the rule is found.
    pub source: &'static str,
    /// Per cent a year over the reference rate.
    pub margin: Decimal,
    /// Whose reference rate.
    pub series: Series,
    /// How the reference rate moves with time, as the law says.
    pub method: Method,
    /// The sums for the cost of recovery, by the size of the debt, the smallest first.
    pub sums: &'static [FixedSum],
    /// The currency of the sums.
    pub currency: Currency,
    /// What else to know, in a sentence.
    pub note: &'static str,
}

/// A sum for the cost of recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedSum {
    /// For debts of this size or more, whole minor units.
    pub from_minor: i64,
    /// The sum, whole minor units.
    pub sum_minor: i64,
}

/// Whose reference rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The Bank of England's official dealing rate.
    BankOfEngland,
    /// The rate of the European Central Bank's main refinancing operations.
    CentralBank,
}

/// How the reference rate of a debt moves with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It is that of the half-year in which interest starts, for as long as the debt lasts.
    Fixed,
    /// It is that of each half-year.
    EachHalfYear,
}

/// A reference rate: what held when a half-year began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whose.
    pub series: Series,
    /// The first day of the half-year, 1 January or 1 July.
    pub half: NaiveDate,
    /// Per cent a year.
    pub per_cent: Decimal,
    /// Where it was read.
    pub source: &'static str,
}

/// A reference rate that the user typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnReference {
    /// Whose.
    pub series: Series,
    /// The first day of the half-year.
    pub half: NaiveDate,
    /// Per cent a year.
    pub per_cent: Decimal,
}

/// A reference rate that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the {} for the half-year from {half} is not known to this version; type it in under \
     Settings, Following up",
    series.words()
)]
pub struct Unknown {
    /// Whose.
    pub series: Series,
    /// The first day of the half-year.
    pub half: NaiveDate,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

const fn hundredths(per_cent: u32) -> Decimal {
    Decimal::from_parts(per_cent, 0, 0, false, 2)
}

static PACKS: [Pack; 2] = [
    Pack {
        place: Jurisdiction::Gb,
        since: day(2013, 3, 16),
        name: "Late Payment of Commercial Debts (Interest) Act 1998",
        source: "Late Payment of Commercial Debts (Interest) Act 1998 s. 1, 4, 5A and 6; Late \
                 Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002, SI 2002/1675 \
                 art. 4",
        margin: hundredths(800),
        series: Series::BankOfEngland,
        method: Method::Fixed,
        sums: &[
            FixedSum { from_minor: 0, sum_minor: 4_000 },
            FixedSum { from_minor: 100_000, sum_minor: 7_000 },
            FixedSum { from_minor: 1_000_000, sum_minor: 10_000 },
        ],
        currency: Currency::Gbp,
        note: "8% over the rate in force on the 30 June or 31 December before interest starts to \
               run; it stays so for as long as the debt lasts.",
    },
    Pack {
        place: Jurisdiction::Ie,
        since: day(2013, 3, 16),
        name: "European Communities (Late Payment in Commercial Transactions) Regulations 2012",
        source: "SI 580/2012 and its Schedule; Directive 2011/7/EU art. 2(6), 2(7), 3 and 6; \
                 Department of Enterprise, Late Payments in Commercial Transactions: only one \
                 rate applies to a late payment, that in force on the payment date",
        margin: hundredths(800),
        series: Series::CentralBank,
        method: Method::Fixed,
        sums: &[
            FixedSum { from_minor: 0, sum_minor: 4_000 },
            FixedSum { from_minor: 100_001, sum_minor: 7_000 },
            FixedSum { from_minor: 1_000_001, sum_minor: 10_000 },
        ],
        currency: Currency::Eur,
        note: "8% over the rate in force on 1 January for what falls late in the first half of the \
               year and on 1 July for the second; 40 euro up to 1,000, 70 up to 10,000, 100 above.",
    },
];

const BANK: &str = "Bank of England, official Bank Rate history";
const ECB: &str = "European Central Bank, key interest rates, main refinancing operations";

const fn uk(year: i32, month: u32, per_cent: u32) -> Reference {
    let (series, half) = (Series::BankOfEngland, day(year, month, 1));
    Reference { series, half, per_cent: hundredths(per_cent), source: BANK }
}

const fn eu(year: i32, month: u32, per_cent: u32) -> Reference {
    let (series, half) = (Series::CentralBank, day(year, month, 1));
    Reference { series, half, per_cent: hundredths(per_cent), source: ECB }
}

/// What held when each half-year began: for the Bank of England on the day before it.
static REFERENCES: [Reference; 26] = [
    uk(2020, 1, 75),
    uk(2020, 7, 10),
    uk(2021, 1, 10),
    uk(2021, 7, 10),
    uk(2022, 1, 25),
    uk(2022, 7, 125),
    uk(2023, 1, 350),
    uk(2023, 7, 500),
    uk(2024, 1, 525),
    uk(2024, 7, 525),
    uk(2025, 1, 475),
    uk(2025, 7, 425),
    uk(2026, 1, 375),
    eu(2020, 1, 0),
    eu(2020, 7, 0),
    eu(2021, 1, 0),
    eu(2021, 7, 0),
    eu(2022, 1, 0),
    eu(2022, 7, 0),
    eu(2023, 1, 250),
    eu(2023, 7, 400),
    eu(2024, 1, 450),
    eu(2024, 7, 425),
    eu(2025, 1, 315),
    eu(2025, 7, 215),
    eu(2026, 1, 215),
];

/// The law of a place on a debt that falls late on a day; nothing where there is none.
pub fn pack(place: Jurisdiction, late_on: NaiveDate) -> Option<&'static Pack> {
    PACKS.iter().rfind(|pack| pack.place == place && pack.since <= late_on)
}

impl Pack {
    /// The rate of a day, per cent a year, for a debt on which interest starts on `start`.
    pub fn rate(
        &self,
        method: Method,
        start: NaiveDate,
        on: NaiveDate,
        own: &[OwnReference],
    ) -> Result<Decimal, Unknown> {
        let half = half_year(match method {
            Method::Fixed => start,
            Method::EachHalfYear => on,
        });
        Ok(self.margin + self.series.reference(half, own)?)
    }

    /// The sum for the cost of recovering a debt of this size; nothing in another currency, which
    /// the law does not name.
    pub fn fixed_sum(&self, debt: Money) -> Option<Money> {
        let fits = |sum: &&FixedSum| sum.from_minor <= debt.minor();
        let sum = self.sums.iter().rfind(fits).filter(|_| debt.currency() == self.currency)?;
        Money::new(sum.sum_minor, self.currency).ok()
    }
}

impl Series {
    /// Each.
    pub const ALL: [Series; 2] = [Series::BankOfEngland, Series::CentralBank];

    /// Its name in the book.
    pub fn name(self) -> &'static str {
        match self {
            Series::BankOfEngland => "bank_of_england",
            Series::CentralBank => "central_bank",
        }
    }

    /// The series with this name.
    pub fn named(name: &str) -> Option<Series> {
        Series::ALL.into_iter().find(|series| series.name() == name)
    }

    /// In a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Series::BankOfEngland => "Bank of England rate",
            Series::CentralBank => "European Central Bank rate",
        }
    }

    /// The rates that this program knows, the oldest first.
    pub fn references(self) -> impl Iterator<Item = &'static Reference> {
        REFERENCES.iter().filter(move |reference| reference.series == self)
    }

    /// The rate of a half-year: what the user typed, or what this program knows.
    pub fn reference(self, half: NaiveDate, own: &[OwnReference]) -> Result<Decimal, Unknown> {
        let typed = own.iter().find(|own| own.series == self && own.half == half);
        let known = || self.references().find(|known| known.half == half);
        typed
            .map(|own| own.per_cent)
            .or_else(|| known().map(|known| known.per_cent))
            .ok_or(Unknown { series: self, half })
    }
}

/// The first day of the half-year of a day.
pub fn half_year(on: NaiveDate) -> NaiveDate {
    day(on.year(), if on.month() < 7 { 1 } else { 7 }, 1)
}
