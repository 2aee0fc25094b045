//! Price reviews that were made, and the values of indexes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::PriceReviewId;
use domain::review::IndexValue;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{at, date, decimal, id, instant_text, plain, rows, run};

/// A price review as it was made.
#[derive(Clone, Debug)]
pub struct PriceReview {
    /// The review.
    pub id: PriceReviewId,
    /// What was asked, as JSON.
    pub plan: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// A published value of an index.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// The index.
    pub name: String,
    /// The day and the points.
    pub value: IndexValue,
    /// Where it was published; may be empty.
    pub source: String,
}

/// All reviews, the newest first.
pub fn list(db: &Connection) -> Result<Vec<PriceReview>, StoreError> {
    rows(db, "SELECT * FROM price_reviews ORDER BY made_at DESC, id DESC", [], |row| {
        Ok(PriceReview {
            id: id(row, "id")?,
            plan: plain(row, "plan")?,
            made_at: at(row, "made_at")?,
        })
    })
}

/// Records a review.
pub fn add(tx: &Transaction<'_>, review: &PriceReview) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO price_reviews (id, plan, made_at) VALUES (?1, ?2, ?3)",
        params![review.id.to_string(), review.plan, instant_text(review.made_at)],
    )?;
    Ok(())
}

/// Every value of every index, by name and day.
pub fn values(db: &Connection) -> Result<Vec<NamedValue>, StoreError> {
    rows(db, "SELECT * FROM index_values ORDER BY name, for_on", [], |row| {
        Ok(NamedValue {
            name: plain(row, "name")?,
            value: IndexValue { on: date(row, "for_on")?, value: decimal(row, "value")? },
            source: plain(row, "source")?,
        })
    })
}

/// Keeps a value; a later one for the same day takes its place.
pub fn save_value(tx: &Transaction<'_>, value: &NamedValue) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO index_values (name, for_on, value, source) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (name, for_on)
            DO UPDATE SET value = excluded.value, source = excluded.source",
        params![
            value.name,
            value.value.on.to_string(),
            value.value.value.to_string(),
            value.source
        ],
    )?;
    Ok(())
}

/// Takes a value out; how many there were.
pub fn remove_value(tx: &Transaction<'_>, name: &str, on: NaiveDate) -> Result<usize, StoreError> {
    let sql = "DELETE FROM index_values WHERE name = ?1 AND for_on = ?2";
    run(tx, sql, params![name, on.to_string()])
}
