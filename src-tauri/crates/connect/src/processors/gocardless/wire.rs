//! What GoCardless writes, as far as it is read. Words that it may add to are kept as text.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A day or an instant.
fn parsed<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

/// A day or an instant that may be null.
fn maybe_parsed<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}

/// Our own marks on an object: three at most, of 500 characters.
pub(super) type Marks = BTreeMap<String, String>;

/// Names of other objects.
pub(super) type Links = BTreeMap<String, serde_json::Value>;

/// The name that a link holds.
pub(super) fn link<'a>(links: &'a Links, name: &str) -> Option<&'a str> {
    links.get(name).and_then(serde_json::Value::as_str)
}

/// Where a list goes on.
#[derive(Deserialize)]
pub(super) struct Meta {
    pub(super) cursors: Cursors,
}

#[derive(Deserialize)]
pub(super) struct Cursors {
    pub(super) after: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Creditor {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) verification_status: Option<String>,
    #[serde(default)]
    pub(super) scheme_identifiers: Vec<SchemeIdentifier>,
}

#[derive(Deserialize)]
pub(super) struct SchemeIdentifier {
    pub(super) scheme: String,
}

#[derive(Deserialize)]
pub(super) struct BillingRequest {
    pub(super) id: String,
    pub(super) status: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    #[serde(default)]
    pub(super) metadata: Marks,
    pub(super) mandate_request: Option<MandateRequest>,
    #[serde(default)]
    pub(super) links: Links,
}

#[derive(Deserialize)]
pub(super) struct MandateRequest {
    #[serde(default)]
    pub(super) links: Links,
}

#[derive(Deserialize)]
pub(super) struct Flow {
    pub(super) authorisation_url: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) expires_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
pub(super) struct Mandate {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) scheme: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) next_possible_charge_date: Option<NaiveDate>,
    #[serde(default)]
    pub(super) links: Links,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) bank_name: Option<String>,
    pub(super) account_number_ending: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) amount: i64,
    #[serde(default)]
    pub(super) amount_refunded: i64,
    pub(super) currency: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) charge_date: Option<NaiveDate>,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    #[serde(default)]
    pub(super) metadata: Marks,
    #[serde(default)]
    pub(super) links: Links,
}

impl Payment {
    /// The mandate it is debited by.
    pub(super) fn mandate(&self) -> &str {
        link(&self.links, "mandate").unwrap_or_default()
    }
}

#[derive(Deserialize)]
pub(super) struct Refunded {
    pub(super) id: String,
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) metadata: Marks,
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) id: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    pub(super) resource_type: String,
    pub(super) action: String,
    #[serde(default)]
    pub(super) links: Links,
    pub(super) details: Option<Details>,
}

#[derive(Deserialize)]
pub(super) struct Details {
    pub(super) cause: Option<String>,
    pub(super) description: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Paid {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) status: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) arrival_date: Option<NaiveDate>,
    pub(super) reference: Option<String>,
}

/// A part of a payout. Its amount has one decimal beyond the minor unit.
#[derive(Deserialize)]
pub(super) struct Item {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) amount: String,
    #[serde(default)]
    pub(super) links: Links,
}

/// The answer to a call that did not go well.
#[derive(Deserialize)]
pub(super) struct Failed {
    pub(super) error: Problem,
}

#[derive(Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) message: String,
    #[serde(default)]
    pub(super) errors: Vec<Detail>,
}

#[derive(Deserialize)]
pub(super) struct Detail {
    pub(super) reason: Option<String>,
    pub(super) message: Option<String>,
    pub(super) field: Option<String>,
    #[serde(default)]
    pub(super) links: Links,
}
