//! What the user wrote beside bank lines.

use domain::ids::StatementLineId;
use rusqlite::{Connection, Transaction};

use crate::StoreError;
use crate::read::{plain, row, run};

/// The note of a line; empty for none.
pub fn of(db: &Connection, line: StatementLineId) -> Result<String, StoreError> {
    let sql = "SELECT words FROM line_notes WHERE line_id = ?1";
    let found: Option<String> = row(db, sql, [line.to_string()], |row| plain(row, "words"))?;
    Ok(found.unwrap_or_default())
}

/// Writes a note, or takes it away where it is empty.
pub fn write(tx: &Transaction<'_>, line: StatementLineId, words: &str) -> Result<(), StoreError> {
    run(tx, "DELETE FROM line_notes WHERE line_id = ?1", [line.to_string()])?;
    if !words.is_empty() {
        let sql = "INSERT INTO line_notes (line_id, words) VALUES (?1, ?2)";
        run(tx, sql, [line.to_string(), words.to_owned()])?;
    }
    Ok(())
}
