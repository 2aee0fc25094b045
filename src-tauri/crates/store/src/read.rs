//! From plain columns to domain values and back.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::ids::Id;
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::payment_terms::{PaymentRule, PaymentTerms};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Params, Row, RowIndex};
use rust_decimal::Decimal;

use crate::StoreError;

/// A plain column, by its name or, where many rows are read, by its place.
pub(crate) fn plain<T: FromSql>(row: &Row<'_>, column: impl RowIndex) -> Result<T, StoreError> {
    Ok(row.get(column)?)
}

/// A text column, parsed; `what` names it where it cannot be.
pub(crate) fn parsed<T>(
    row: &Row<'_>,
    column: impl RowIndex,
    what: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    parse(text).ok_or_else(|| StoreError::Corrupt { what, value: text.to_owned() })
}

/// As [`parsed`], for a column that may be NULL.
pub(crate) fn parsed_opt<T>(
    row: &Row<'_>,
    column: impl RowIndex,
    what: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let read = |text: &str| {
        parse(text).ok_or_else(|| StoreError::Corrupt { what, value: text.to_owned() })
    };
    text.map(read).transpose()
}

/// An id.
pub(crate) fn id<T: Id>(row: &Row<'_>, column: impl RowIndex) -> Result<T, StoreError> {
    parsed(row, column, "id", |text| T::parse(text).ok())
}

/// An id that may be NULL.
pub(crate) fn id_opt<T: Id>(row: &Row<'_>, column: impl RowIndex) -> Result<Option<T>, StoreError> {
    parsed_opt(row, column, "id", |text| T::parse(text).ok())
}

/// A civil date.
pub(crate) fn date(row: &Row<'_>, column: impl RowIndex) -> Result<NaiveDate, StoreError> {
    parsed(row, column, "date", |text| domain::calendar::parse_date(text).ok())
}

/// A currency that may be missing.
pub(crate) fn currency_opt(
    row: &Row<'_>,
    column: impl RowIndex,
) -> Result<Option<Currency>, StoreError> {
    let code: Option<String> = plain(row, column)?;
    let known = |code: String| {
        Currency::from_code(&code).ok_or(StoreError::Corrupt { what: "currency", value: code })
    };
    code.map(known).transpose()
}

/// A civil date that may be NULL.
pub(crate) fn date_opt(
    row: &Row<'_>,
    column: impl RowIndex,
) -> Result<Option<NaiveDate>, StoreError> {
    parsed_opt(row, column, "date", |text| domain::calendar::parse_date(text).ok())
}

/// Payment terms: a rule and its number.
pub(crate) fn payment_terms(row: &Row<'_>) -> Result<PaymentTerms, StoreError> {
    let rule = parsed(row, "payment_rule", "payment rule", PaymentRule::named)?;
    let days: u32 = plain(row, "payment_days")?;
    PaymentTerms::new(rule, days)
        .map_err(|_| StoreError::Corrupt { what: "days to pay", value: days.to_string() })
}

/// An instant.
pub(crate) fn at(row: &Row<'_>, column: impl RowIndex) -> Result<DateTime<Utc>, StoreError> {
    parsed(row, column, "instant", instant)
}

/// An instant that may be NULL.
pub(crate) fn at_opt(
    row: &Row<'_>,
    column: impl RowIndex,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    parsed_opt(row, column, "instant", instant)
}

/// A rate or a quantity.
pub(crate) fn decimal(row: &Row<'_>, column: impl RowIndex) -> Result<Decimal, StoreError> {
    parsed(row, column, "number", |text| text.parse().ok())
}

/// A currency.
pub(crate) fn currency(row: &Row<'_>, column: impl RowIndex) -> Result<Currency, StoreError> {
    parsed(row, column, "currency", Currency::from_code)
}

/// An amount in the row's `currency` column.
pub(crate) fn money(row: &Row<'_>, column: &str) -> Result<Money, StoreError> {
    amount(row.get(column)?, currency(row, "currency")?)
}

/// Whole minor units from the file as an amount.
pub(crate) fn amount(minor: i64, currency: Currency) -> Result<Money, StoreError> {
    Money::new(minor, currency)
        .map_err(|_| StoreError::Corrupt { what: "amount", value: minor.to_string() })
}

/// The condition that narrows a query to `?1` in a column, where there is something to narrow it
/// to: so that an index serves it, which it does not where one condition speaks of both.
pub(crate) fn only<T>(column: &str, one: Option<&T>) -> String {
    if one.is_some() { format!("{column} = ?1") } else { "?1 IS NULL".to_owned() }
}

/// Every row of a query.
pub(crate) fn rows<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut found = statement.query(params)?;
    let mut values = Vec::new();
    while let Some(row) = found.next()? {
        values.push(read(row)?);
    }
    Ok(values)
}

/// The first row of a query, if there is one.
pub(crate) fn row<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    statement.query_row(params, |row| Ok(read(row))).optional()?.transpose()
}

/// A query that always has one row with one number.
pub(crate) fn number(db: &Connection, sql: &str, params: impl Params) -> Result<i64, StoreError> {
    Ok(db.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
}

/// Runs a statement that writes; the number of rows it changed.
pub(crate) fn run(db: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(db.prepare_cached(sql)?.execute(params)?)
}

/// Reads `2026-03-02T09:00:00.000Z`.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
}

/// Writes `2026-03-02T09:00:00.000Z`, which sorts as time.
pub fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
