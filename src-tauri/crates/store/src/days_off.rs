//! Days on which the practice is closed, besides weekends and holidays.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{date, plain, rows, run};

/// A stretch of days off, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysOff {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    /// What it is for; may be empty.
    pub name: String,
}

/// All, by day.
pub fn list(db: &Connection) -> Result<Vec<DaysOff>, StoreError> {
    rows(db, "SELECT * FROM days_off ORDER BY from_on", [], |row| {
        Ok(DaysOff {
            from_on: date(row, "from_on")?,
            until_on: date(row, "until_on")?,
            name: plain(row, "name")?,
        })
    })
}

/// Every single day.
pub fn days(db: &Connection) -> Result<BTreeSet<NaiveDate>, StoreError> {
    let days = |off: DaysOff| off.from_on.iter_days().take_while(move |day| *day <= off.until_on);
    Ok(list(db)?.into_iter().flat_map(days).collect())
}

/// Adds a stretch; the schema refuses one that overlaps another.
pub fn add(tx: &Transaction<'_>, off: &DaysOff) -> Result<(), StoreError> {
    let sql = "INSERT INTO days_off (from_on, until_on, name) VALUES (?1, ?2, ?3)";
    run(tx, sql, params![off.from_on.to_string(), off.until_on.to_string(), off.name])?;
    Ok(())
}

/// Takes out the stretch that begins on a day.
pub fn remove(tx: &Transaction<'_>, from: NaiveDate) -> Result<(), StoreError> {
    run(tx, "DELETE FROM days_off WHERE from_on = ?1", [from.to_string()])?;
    Ok(())
}
