//! What Square writes, as far as it is read. Words that it may add to are kept as text.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// An instant.
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

/// An amount in the smallest unit of its currency.
#[derive(Clone, Deserialize)]
pub(super) struct Amount {
    pub(super) amount: i64,
    pub(super) currency: String,
}

#[derive(Deserialize)]
pub(super) struct Location {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    pub(super) business_name: Option<String>,
    #[serde(default)]
    pub(super) merchant_id: String,
    #[serde(default)]
    pub(super) currency: String,
    #[serde(default)]
    pub(super) status: String,
    #[serde(default)]
    pub(super) capabilities: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct TokenStatus {
    #[serde(default)]
    pub(super) scopes: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Customer {
    pub(super) id: String,
}

#[derive(Deserialize)]
pub(super) struct Ordered {
    pub(super) id: String,
    pub(super) reference_id: Option<String>,
    pub(super) customer_id: Option<String>,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) version: i64,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    pub(super) total_money: Option<Amount>,
    #[serde(default)]
    pub(super) tenders: Vec<Tender>,
}

#[derive(Deserialize)]
pub(super) struct Tender {
    pub(super) payment_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Invoice {
    pub(super) id: String,
    #[serde(default)]
    pub(super) version: i64,
    pub(super) order_id: Option<String>,
    #[serde(default)]
    pub(super) status: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    #[serde(deserialize_with = "parsed")]
    pub(super) updated_at: DateTime<Utc>,
    pub(super) public_url: Option<String>,
    pub(super) primary_recipient: Option<Recipient>,
    #[serde(default)]
    pub(super) payment_requests: Vec<PaymentRequest>,
}

#[derive(Deserialize)]
pub(super) struct Recipient {
    pub(super) customer_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PaymentRequest {
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) due_date: Option<NaiveDate>,
    pub(super) automatic_payment_source: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) status: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    pub(super) amount_money: Amount,
    pub(super) refunded_money: Option<Amount>,
    #[serde(default)]
    pub(super) processing_fee: Vec<ProcessingFee>,
    pub(super) order_id: Option<String>,
    #[serde(default)]
    pub(super) refund_ids: Vec<String>,
    pub(super) card_details: Option<CardDetails>,
}

#[derive(Deserialize)]
pub(super) struct ProcessingFee {
    pub(super) amount_money: Amount,
}

#[derive(Deserialize)]
pub(super) struct CardDetails {
    #[serde(default)]
    pub(super) errors: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) card_brand: Option<String>,
    /// `CREDIT`, `DEBIT` or `UNKNOWN_CARD_TYPE`.
    pub(super) card_type: Option<String>,
    pub(super) last_4: Option<String>,
    pub(super) exp_month: Option<u32>,
    pub(super) exp_year: Option<i32>,
    pub(super) customer_id: Option<String>,
    #[serde(default)]
    pub(super) enabled: bool,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    /// Set where the issuer says that further charges will be declined.
    pub(super) issuer_alert: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Refunded {
    pub(super) id: String,
    pub(super) status: Option<String>,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Disputed {
    pub(super) id: String,
    pub(super) amount_money: Option<Amount>,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) disputed_payment: Option<DisputedPayment>,
}

#[derive(Deserialize)]
pub(super) struct DisputedPayment {
    pub(super) payment_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) event_id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) created_at: DateTime<Utc>,
    pub(super) data: EventData,
}

#[derive(Deserialize)]
pub(super) struct EventData {
    pub(super) id: String,
    #[serde(default)]
    pub(super) object: Value,
}

#[derive(Deserialize)]
pub(super) struct Paid {
    pub(super) id: String,
    #[serde(default)]
    pub(super) status: String,
    pub(super) amount_money: Option<Amount>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) arrival_date: Option<NaiveDate>,
    pub(super) end_to_end_id: Option<String>,
}

/// A part of a payout. What it belongs to stands in a field of its own for each kind.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) id: String,
    #[serde(rename = "type", default)]
    pub(super) kind: String,
    pub(super) gross_amount_money: Amount,
    pub(super) fee_amount_money: Option<Amount>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

impl Entry {
    /// The payment it belongs to, where there is one.
    pub(super) fn payment(&self) -> Option<&str> {
        let details = self.rest.iter().filter(|(name, _)| name.starts_with("type_"));
        details.into_iter().find_map(|(_, value)| value["payment_id"].as_str())
    }
}

/// The answer to a call that did not go well.
#[derive(Deserialize)]
pub(super) struct Failed {
    pub(super) errors: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) category: String,
    #[serde(default)]
    pub(super) code: String,
    pub(super) detail: Option<String>,
}
