//! Lists of other programs that were brought over, and what they say was billed elsewhere.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ClientId, ImportId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, id, instant_text, money, plain, row, rows, run};

/// An invoice that another program issued, as a list tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number there.
    pub number: String,
    /// The client.
    pub client: ClientId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// All that was billed, with tax.
    pub total: Money,
}

/// Notes an import.
pub fn add(
    tx: &Transaction<'_>,
    id: ImportId,
    kind: &str,
    file: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO imports (id, kind, file, imported_at) VALUES (?1, ?2, ?3, ?4)",
        params![id.to_string(), kind, file, instant_text(at)],
    )?;
    Ok(())
}

/// The kind of an import.
pub fn kind(db: &Connection, id: ImportId) -> Result<Option<String>, StoreError> {
    row(db, "SELECT kind FROM imports WHERE id = ?1", [id.to_string()], |row| plain(row, "kind"))
}

/// Keeps what a list tells of an invoice; of two rows of one number the first.
pub fn tell(tx: &Transaction<'_>, import: ImportId, told: &Told) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT OR IGNORE INTO invoices_told (import_id, number, client_id, issued_on, currency,
            total_minor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            import.to_string(),
            told.number,
            told.client.to_string(),
            told.issued_on.to_string(),
            told.total.currency().code(),
            told.total.minor()
        ],
    )?;
    Ok(())
}

/// Forgets what a list told.
pub fn untell(tx: &Transaction<'_>, import: ImportId) -> Result<usize, StoreError> {
    run(tx, "DELETE FROM invoices_told WHERE import_id = ?1", [import.to_string()])
}

/// What all lists tell, each number of a client once, the oldest first.
pub fn told(db: &Connection) -> Result<Vec<Told>, StoreError> {
    let sql = "SELECT number, client_id, issued_on, currency, total_minor FROM invoices_told
        GROUP BY client_id, number ORDER BY issued_on, number";
    rows(db, sql, [], one)
}

fn one(row: &Row<'_>) -> Result<Told, StoreError> {
    Ok(Told {
        number: plain(row, "number")?,
        client: id(row, "client_id")?,
        issued_on: date(row, "issued_on")?,
        total: money(row, "total_minor")?,
    })
}
