//! Values of ledgers as ours. They are read leniently: amounts come as numbers and as texts, days
//! in three ways of writing.

use chrono::{DateTime, NaiveDate};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use serde_json::Value;

/// A text or number as text; empty for anything else.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether it is yes; Xero's own examples write it as a text too.
pub(super) fn yes(value: &Value) -> bool {
    *value == true || value.as_str() == Some("true")
}

/// The rows of a list; none where it is left out.
pub(super) fn rows(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// An amount, where it is one that this program can hold.
pub(super) fn money(value: &Value, currency: Currency) -> Option<Money> {
    Money::parse(&text(value), currency).ok()
}

/// An amount as a number with its decimals. Up to 15 digits it is exact on its way through JSON.
pub(super) fn figure(money: Money) -> Value {
    serde_json::from_str(&money.plain()).unwrap_or_default()
}

/// A percentage without the zeros behind it; empty where it is none.
pub(super) fn percent(value: &Value) -> String {
    let rate = text(value).parse::<Decimal>();
    rate.map(|rate| rate.normalize().to_string()).unwrap_or_default()
}

/// A day: `2026-03-02`, with a time behind it, or `/Date(1772409600000+0000)/`.
pub(super) fn day(value: &Value) -> Option<NaiveDate> {
    let text = value.as_str()?;
    if let Some(inner) = text.strip_prefix("/Date(") {
        let end = inner.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit())?.0;
        let milliseconds = inner.get(..end)?.parse().ok()?;
        return DateTime::from_timestamp_millis(milliseconds).map(|at| at.date_naive());
    }
    text.get(..10)?.parse().ok()
}

/// A person's first names and last name.
pub(super) fn names(person: &str) -> (&str, &str) {
    person.trim().rsplit_once(' ').unwrap_or(("", person.trim()))
}
