//! The public halves of the keys the practice has sealed with.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{instant_text, plain, rows, run};

/// Remembers a public key, 64 hex digits; one that is known stays as it is.
pub fn remember(
    tx: &Transaction<'_>,
    public_key: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR IGNORE INTO seal_keys (public_key, made_at) VALUES (?1, ?2)",
        params![public_key, instant_text(at)],
    )?;
    Ok(())
}

/// Every public key, the oldest first.
pub fn list(db: &Connection) -> Result<Vec<String>, StoreError> {
    rows(db, "SELECT public_key FROM seal_keys ORDER BY made_at, public_key", [], |row| {
        plain(row, "public_key")
    })
}
