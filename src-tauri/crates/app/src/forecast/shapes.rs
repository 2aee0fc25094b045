//! What is asked and answered about the forecast of cash.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire::Amount;

/// Which forecast.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowForecast {
    /// `week` for 13 weeks, `month` for this month and eleven more.
    pub unit: String,
    /// What if the two clients of whom most is expected paid so many days later; 0 to 365.
    pub late_days: u32,
}

/// The tenth, fiftieth and ninetieth hundredth of what may be.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BandRow {
    /// In nine of ten courses of things it is at least this.
    pub low: Amount,
    /// In half of them.
    pub middle: Amount,
    /// In one of ten.
    pub high: Amount,
}

/// A week or month.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ForecastRow {
    /// Its first day, by which its rows are asked for.
    pub key: String,
    /// `Nov 23`, `Dec 2026`.
    pub label: String,
    /// Its last day.
    pub until: String,
    /// What comes in it.
    pub received: BandRow,
    /// What goes out in it as planned.
    pub planned: Amount,
    /// What is left at its end, after what goes out and is set aside.
    pub left: BandRow,
}

/// What a forecast is made of.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ForecastSource {
    /// Its name for ever: `open`.
    pub key: String,
    /// For people.
    pub label: String,
    /// How many rows.
    pub count: u32,
    /// All that is due within the forecast, whether it comes in it or not.
    pub amount: Amount,
    /// When it is taken to come.
    pub how: String,
}

/// The forecast, home currency.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ForecastPage {
    /// Its weeks or months.
    pub rows: Vec<ForecastRow>,
    /// What comes in all of them.
    pub received: BandRow,
    /// What of the expected comes after them.
    pub later: BandRow,
    /// What there is now; nothing where no bank statement says.
    pub opening: Option<Amount>,
    /// What of the middle of `received` is set aside for tax.
    pub set_aside: Amount,
    /// That in per cent.
    pub set_aside_percent: String,
    /// What is expected, by where it comes from.
    pub sources: Vec<ForecastSource>,
    /// The clients of whom most is expected.
    pub top: Vec<String>,
    /// When there may be less than nothing left, in a sentence.
    pub short: Option<String>,
    /// What keeps the forecast from saying more, a sentence each.
    pub remarks: Vec<String>,
}

/// A month that was forecast and is over.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PastRow {
    /// `2026-10`.
    pub key: String,
    /// `Oct 2026`.
    pub label: String,
    /// What would have been expected on its first day.
    pub expected: BandRow,
    /// What came.
    pub came: Amount,
    /// Whether the band held it.
    pub within: bool,
}

/// How far earlier forecasts were off.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PastForecasts {
    /// Month by month, the oldest first.
    pub rows: Vec<PastRow>,
    /// How far off, in a sentence.
    pub words: String,
    /// How many bands held what came.
    pub within: u32,
    /// Σ |middle − what came| ÷ Σ what came in per cent; nothing where nothing came.
    pub off: Option<String>,
}

/// How much is set aside.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepSetAside {
    /// Of a hundred, plain decimal.
    pub percent: String,
}

/// Weeks or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Week,
    Month,
}

impl Unit {
    pub(super) fn read(text: &str) -> Result<Unit, Failure> {
        match text {
            "week" => Ok(Unit::Week),
            "month" => Ok(Unit::Month),
            _ => Err(refused("unit", "weeks or months")),
        }
    }

    pub(super) fn label(self, look: &Look<'_>, from: NaiveDate) -> String {
        match self {
            Unit::Week => look.day(from),
            Unit::Month => from.format("%b %Y").to_string(),
        }
    }

    pub(super) fn words(self, look: &Look<'_>, from: NaiveDate) -> String {
        match self {
            Unit::Week => format!("in the week from {}", look.short_date(from)),
            Unit::Month => format!("in {}", from.format("%B %Y")),
        }
    }
}
