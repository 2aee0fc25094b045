//! Places in the scopes of numbered series, and the codes of clients that stand in numbers.

use domain::ids::ClientId;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{number, plain, row, rows, run};

/// What is numbered with places of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbered {
    /// Invoices.
    Invoices,
    /// Credit notes.
    CreditNotes,
}

impl Numbered {
    /// The name of the series.
    pub fn series(self) -> &'static str {
        match self {
            Numbered::Invoices => "invoice",
            Numbered::CreditNotes => "credit_note",
        }
    }
}

/// The highest number that any document has behind exactly this text; 0 where none has.
pub fn highest(db: &Connection, of: Numbered, scope: &str) -> Result<i64, StoreError> {
    let table = match of {
        Numbered::Invoices => "invoices WHERE import_id IS NULL",
        Numbered::CreditNotes => "credit_notes WHERE 1",
    };
    let sql = format!(
        "SELECT coalesce(max(CAST(substr(number, length(?1) + 1) AS INTEGER)), 0)
            FROM {table} AND substr(number, 1, length(?1)) = ?1
            AND length(number) > length(?1)
            AND substr(number, length(?1) + 1) NOT GLOB '*[^0-9]*'"
    );
    number(db, &sql, [scope])
}

/// Keeps the place of a document in its scope.
pub fn keep_place(
    tx: &Transaction<'_>,
    of: Numbered,
    document: &str,
    scope: &str,
    place: i64,
) -> Result<(), StoreError> {
    let series = of.series();
    let sql =
        format!("INSERT INTO {series}_places ({series}_id, scope, place) VALUES (?1, ?2, ?3)");
    run(tx, &sql, params![document, scope, place])?;
    Ok(())
}

/// The code of a client, if it has one.
pub fn client_code(db: &Connection, client: ClientId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT code FROM client_codes WHERE client_id = ?1";
    row(db, sql, [client.to_string()], |row| plain(row, "code"))
}

/// Every code that is taken.
pub fn client_codes(db: &Connection) -> Result<Vec<String>, StoreError> {
    rows(db, "SELECT code FROM client_codes ORDER BY code", [], |row| plain(row, "code"))
}

/// Gives a client its code, for ever.
pub fn keep_client_code(
    tx: &Transaction<'_>,
    client: ClientId,
    code: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO client_codes (client_id, code) VALUES (?1, ?2)";
    run(tx, sql, params![client.to_string(), code])?;
    Ok(())
}

/// Numbers that follow each other.
#[derive(Clone, Debug)]
pub struct Run {
    /// `invoice` or `credit_note`.
    pub series: String,
    /// What stands before the digits; empty for all numbers of a series in order of issue.
    pub scope: String,
    /// The first number as printed.
    pub first: String,
    /// The last number as printed.
    pub last: String,
    /// How many there are.
    pub count: i64,
    /// How many are missing between the first and the last; none is good.
    pub missing: i64,
}

/// Every run of numbers: each series in order of issue, and each scope.
pub fn runs(db: &Connection) -> Result<Vec<Run>, StoreError> {
    let sql = "WITH numbered AS (
            SELECT 'invoice' AS series, '' AS scope, sequence AS place, number FROM invoices
                WHERE import_id IS NULL
            UNION ALL SELECT 'credit_note', '', sequence, number FROM credit_notes
            UNION ALL SELECT 'invoice', p.scope, p.place, i.number
                FROM invoice_places p JOIN invoices i ON i.id = p.invoice_id
            UNION ALL SELECT 'credit_note', p.scope, p.place, n.number
                FROM credit_note_places p JOIN credit_notes n ON n.id = p.credit_note_id),
        runs AS (SELECT series, scope, min(place) AS lowest, max(place) AS highest,
            count(*) AS count FROM numbered GROUP BY series, scope)
        SELECT r.series, r.scope, r.count, r.highest - r.lowest + 1 - r.count AS missing,
            f.number AS first, l.number AS last FROM runs r
        JOIN numbered f ON (f.series, f.scope, f.place) = (r.series, r.scope, r.lowest)
        JOIN numbered l ON (l.series, l.scope, l.place) = (r.series, r.scope, r.highest)
        ORDER BY r.series DESC, r.scope";
    rows(db, sql, [], |row| {
        Ok(Run {
            series: plain(row, "series")?,
            scope: plain(row, "scope")?,
            first: plain(row, "first")?,
            last: plain(row, "last")?,
            count: plain(row, "count")?,
            missing: plain(row, "missing")?,
        })
    })
}
