//! The practice's own wording of clauses, and what it fills into their blanks.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, instant_text, plain, rows, run};

/// A version of a clause, frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The clause's id: `PAY-LATE`.
    pub clause: String,
    /// 1, 2, 3…
    pub version: u32,
    /// The section of the letter, by the name of its heading.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The text with its placeholders.
    pub text: String,
    /// `standard`, `optional`, `unused`, or `library` where the library's own wording is back.
    pub standing: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

fn version(row: &Row<'_>) -> Result<Version, StoreError> {
    Ok(Version {
        clause: plain(row, "clause")?,
        version: plain(row, "version")?,
        section: plain(row, "section")?,
        heading: plain(row, "heading")?,
        text: plain(row, "text")?,
        standing: plain(row, "standing")?,
        made_at: at(row, "made_at")?,
    })
}

/// The newest version of every clause that was ever changed.
pub fn newest(db: &Connection) -> Result<Vec<Version>, StoreError> {
    let sql = "SELECT * FROM clause_versions v WHERE version =
        (SELECT max(version) FROM clause_versions WHERE clause = v.clause) ORDER BY clause";
    rows(db, sql, [], version)
}

/// Every version of a clause, the newest first.
pub fn versions(db: &Connection, clause: &str) -> Result<Vec<Version>, StoreError> {
    let sql = "SELECT * FROM clause_versions WHERE clause = ?1 ORDER BY version DESC";
    rows(db, sql, [clause], version)
}

/// Adds the next version of a clause; its number is set here.
pub fn add(tx: &Transaction<'_>, version: &Version) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO clause_versions (clause, version, section, heading, text, standing, made_at)
        VALUES (?1, (SELECT coalesce(max(version), 0) + 1 FROM clause_versions WHERE clause = ?1),
            ?2, ?3, ?4, ?5, ?6)",
        params![
            version.clause,
            version.section,
            version.heading,
            version.text,
            version.standing,
            instant_text(version.made_at)
        ],
    )?;
    Ok(())
}

/// What the practice fills into blanks, by the placeholder's name.
pub fn values(db: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let found = rows(db, "SELECT name, value FROM clause_values", [], |row| {
        Ok((plain(row, "name")?, plain(row, "value")?))
    })?;
    Ok(found.into_iter().collect())
}

/// Sets what a blank is filled with; an empty value clears it.
pub fn set_value(tx: &Transaction<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    if value.is_empty() {
        run(tx, "DELETE FROM clause_values WHERE name = ?1", [name])?;
    } else {
        run(
            tx,
            "INSERT INTO clause_values (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )?;
    }
    Ok(())
}
