//! Shapes shared by several nouns on the wire, and their way to and from domain values.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use domain::calendar;
use domain::ids::Id;
use domain::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::card::refuse_card_number;
use crate::failure::{Failure, refused};

/// An amount: whole minor units (cents, pence) and the ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Whole minor units; exact in JavaScript.
    pub minor: i64,
    /// Three letters, upper case.
    pub currency: String,
}

impl Amount {
    /// The money again, which this was made of.
    pub(crate) fn money(&self) -> Result<Money, Failure> {
        let currency = Currency::from_code(&self.currency)
            .ok_or_else(|| refused("currency", "choose one of the currencies of the list"))?;
        Ok(Money::new(self.minor, currency)?)
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Amount {
        Amount { minor: money.minor(), currency: money.currency().code().to_owned() }
    }
}

/// A file the user picked: its name and its bytes in base64. Paths never cross this border.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileIn {
    /// The name without its folder.
    pub name: String,
    /// The bytes, standard base64 with padding.
    pub content: String,
}

/// A file for the user: what [`FileIn`] is, with its media type.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileOut {
    /// A file name that is safe on every system.
    pub name: String,
    /// `application/pdf`, `image/png` and so on.
    pub media_type: String,
    /// The bytes, standard base64 with padding.
    pub content: String,
}

/// A question without fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// One row by its id.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ById {
    /// The id with its prefix, `inv_…`.
    pub id: String,
}

/// The id of what was made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Made {
    /// The id with its prefix.
    pub id: String,
}

/// A file may be this large, in bytes, when it comes through the window.
pub const FILE_LIMIT: usize = 64 * 1024 * 1024;

impl FileIn {
    /// The bytes. Refuses what is not base64, is empty or is beyond [`FILE_LIMIT`].
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        if self.content.len() / 4 * 3 > FILE_LIMIT {
            let mib = self.content.len() / 4 * 3 / (1024 * 1024);
            return Err(refused("file", format!("{} has {mib} MB; the limit is 64 MB", self.name)));
        }
        let bytes = STANDARD
            .decode(&self.content)
            .map_err(|_| refused("file", format!("{} could not be read", self.name)))?;
        if bytes.is_empty() {
            return Err(refused("file", format!("{} is empty", self.name)));
        }
        Ok(bytes)
    }
}

/// Base64 for the way out.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads an id of the wire strictly.
pub fn id<T: Id>(field: &'static str, text: &str) -> Result<T, Failure> {
    T::parse(text).map_err(|wrong| refused(field, wrong.to_string()))
}

/// Reads a date of the wire strictly.
pub fn date(field: &'static str, text: &str) -> Result<NaiveDate, Failure> {
    calendar::parse_date(text).map_err(|wrong| refused(field, wrong.to_string()))
}

/// Reads an amount that a person typed.
pub fn amount(field: &'static str, text: &str, currency: Currency) -> Result<Money, Failure> {
    Money::parse(text, currency).map_err(|wrong: MoneyError| refused(field, wrong.to_string()))
}

/// Reads a plain decimal that a person typed: a quantity or a rate, at most six decimals.
pub fn decimal(field: &'static str, text: &str) -> Result<Decimal, Failure> {
    let cleaned = text.trim().trim_end_matches('%').trim_end();
    let plain = !cleaned.is_empty()
        && cleaned.len() <= 18
        && cleaned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain
        .then(|| cleaned.parse::<Decimal>().ok())
        .flatten()
        .filter(|number| number.scale() <= 6)
        .ok_or_else(|| refused(field, format!("\"{}\" is not a number like 1.5", text.trim())))
}

/// Trims a line of text, refuses control characters and card numbers, and refuses more than
/// `limit` characters.
pub fn line(field: &'static str, text: &str, limit: usize) -> Result<String, Failure> {
    let trimmed = text.trim();
    if trimmed.chars().count() > limit {
        return Err(refused(field, format!("this is longer than {limit} characters")));
    }
    if trimmed.chars().any(|c| c.is_control()) {
        return Err(refused(field, "this holds a character that cannot be shown"));
    }
    refuse_card_number(field, trimmed)?;
    Ok(trimmed.to_owned())
}

/// As [`line`], but line breaks and tabs are welcome.
pub fn text(field: &'static str, text: &str, limit: usize) -> Result<String, Failure> {
    let unix = text.replace("\r\n", "\n");
    let trimmed = unix.trim();
    if trimmed.chars().count() > limit {
        return Err(refused(field, format!("this is longer than {limit} characters")));
    }
    if trimmed.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(refused(field, "this holds a character that cannot be shown"));
    }
    refuse_card_number(field, trimmed)?;
    Ok(trimmed.to_owned())
}

/// A place in a list, for the wire.
pub(crate) fn count(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
