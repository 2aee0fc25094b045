//! Snoozed matters and visits.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{at, date, instant_text, plain, row, rows, run};

/// A snoozed matter.
#[derive(Clone, Debug)]
pub struct Snoozed {
    /// Its key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// The day it comes back.
    pub until: NaiveDate,
    /// Why it was put off.
    pub reason: String,
}

/// Matters that are snoozed on `today`, the soonest first.
pub fn snoozed(db: &Connection, today: NaiveDate) -> Result<Vec<Snoozed>, StoreError> {
    rows(db, "SELECT * FROM snoozes WHERE until > ?1 ORDER BY until", [today.to_string()], |row| {
        Ok(Snoozed {
            key: plain(row, "key")?,
            title: plain(row, "title")?,
            until: date(row, "until")?,
            reason: plain(row, "reason")?,
        })
    })
}

/// Puts a matter off.
pub fn snooze(tx: &Transaction<'_>, snoozed: &Snoozed) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO snoozes (key, title, until, reason) VALUES (?1, ?2, ?3, ?4)";
    let until = snoozed.until.to_string();
    run(tx, sql, params![snoozed.key, snoozed.title, until, snoozed.reason])?;
    Ok(())
}

/// Brings a matter back.
pub fn wake(tx: &Transaction<'_>, key: &str) -> Result<(), StoreError> {
    run(tx, "DELETE FROM snoozes WHERE key = ?1", [key])?;
    Ok(())
}

/// Notes a visit on `today`.
pub fn visit(tx: &Transaction<'_>, today: NaiveDate, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO visits (visited_on, visited_at) VALUES (?1, ?2)";
    run(tx, sql, params![today.to_string(), instant_text(now)])?;
    Ok(())
}

/// The last visit on a day before `today`.
pub fn last_visit(db: &Connection, today: NaiveDate) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql =
        "SELECT visited_at FROM visits WHERE visited_on < ?1 ORDER BY visited_on DESC LIMIT 1";
    row(db, sql, [today.to_string()], |row| at(row, "visited_at"))
}
