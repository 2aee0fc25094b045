//! Files made for other programs, and which documents each holds.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::ExportId;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, date, id, instant_text, plain, rows, run};

/// A file that was made.
#[derive(Clone, Debug)]
pub struct Export {
    /// The export.
    pub id: ExportId,
    /// In which format.
    pub format: String,
    /// From this day.
    pub from_on: NaiveDate,
    /// Through this day.
    pub until_on: NaiveDate,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The file's name.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many documents it holds.
    pub documents: i64,
}

fn export(row: &Row<'_>) -> Result<Export, StoreError> {
    Ok(Export {
        id: id(row, "id")?,
        format: plain(row, "format")?,
        from_on: date(row, "from_on")?,
        until_on: date(row, "until_on")?,
        made_at: at(row, "made_at")?,
        name: plain(row, "name")?,
        sha256: plain(row, "sha256")?,
        documents: plain(row, "documents")?,
    })
}

/// Every file that was made, the newest first.
pub fn list(db: &Connection) -> Result<Vec<Export>, StoreError> {
    let sql = "SELECT e.*, (SELECT count(*) FROM exported x WHERE x.export_id = e.id) AS documents
        FROM exports e ORDER BY e.made_at DESC, e.id DESC";
    rows(db, sql, [], export)
}

/// The documents that a file of a format holds already.
pub fn exported(db: &Connection, format: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT x.key FROM exported x JOIN exports e ON e.id = x.export_id
        WHERE e.format = ?1";
    rows(db, sql, [format], |row| plain(row, "key"))
}

/// Records a file with the documents it holds.
pub fn add(tx: &Transaction<'_>, new: &Export, keys: &[String]) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO exports (id, format, from_on, until_on, made_at, name, sha256)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.id.to_string(),
            new.format,
            new.from_on.to_string(),
            new.until_on.to_string(),
            instant_text(new.made_at),
            new.name,
            new.sha256
        ],
    )?;
    for key in keys {
        let sql = "INSERT INTO exported (export_id, key) VALUES (?1, ?2)";
        run(tx, sql, params![new.id.to_string(), key])?;
    }
    Ok(())
}
