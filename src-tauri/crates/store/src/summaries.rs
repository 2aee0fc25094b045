//! The weekly summary: on which day it is sent, and the weeks that have theirs.

use chrono::NaiveDate;
use domain::ids::OutboxId;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{number, plain, row, run};

/// The day of the week on which it is sent, Monday being 1; nothing where it is not.
pub fn weekday(db: &Connection) -> Result<Option<u32>, StoreError> {
    row(db, "SELECT weekday FROM summary_policy", [], |row| plain(row, "weekday"))
}

/// Keeps the day of the week, or that none is sent.
pub fn keep_weekday(tx: &Transaction<'_>, weekday: Option<u32>) -> Result<(), StoreError> {
    run(tx, "DELETE FROM summary_policy", [])?;
    if let Some(weekday) = weekday {
        run(tx, "INSERT INTO summary_policy (only, weekday) VALUES (1, ?1)", [weekday])?;
    }
    Ok(())
}

/// Whether a week has its summary, by its Monday.
pub fn was_sent(db: &Connection, week_on: NaiveDate) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM summaries WHERE week_on = ?1)";
    Ok(number(db, sql, [week_on.to_string()])? == 1)
}

/// Writes down that a week has its summary; the schema refuses a second.
pub fn add(tx: &Transaction<'_>, week_on: NaiveDate, out: OutboxId) -> Result<(), StoreError> {
    let sql = "INSERT INTO summaries (week_on, outbox_id) VALUES (?1, ?2)";
    run(tx, sql, params![week_on.to_string(), out.to_string()])?;
    Ok(())
}
