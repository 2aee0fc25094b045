//! Intents to act on the outside world, committed before the act.

use chrono::{DateTime, Utc};
use domain::ids::OutboxId;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{id, instant_text, plain, row, rows, run};

/// An intent.
#[derive(Clone, Debug)]
pub struct Intent {
    /// The intent, and the key under which it is never done twice.
    pub id: OutboxId,
    /// What it is about: the id of a revision or an invoice.
    pub subject: String,
    /// What is to be done, as JSON.
    pub request: String,
    /// `planned`, `sending`, `unknown`, `confirmed`, `failed` or `cancelled`.
    pub state: String,
}

fn intent(row: &rusqlite::Row<'_>) -> Result<Intent, StoreError> {
    Ok(Intent {
        id: id(row, "id")?,
        subject: plain(row, "subject")?,
        request: plain(row, "request")?,
        state: plain(row, "state")?,
    })
}

/// Plans a mail draft.
pub fn plan(
    tx: &Transaction<'_>,
    id: OutboxId,
    subject: &str,
    request: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO outbox (id, kind, subject, request, state, attempts, planned_at)
            VALUES (?1, 'mail_draft', ?2, ?3, 'planned', 0, ?4)",
        params![id.to_string(), subject, request, instant_text(at)],
    )?;
    Ok(())
}

/// An intent by its id.
pub fn show(db: &Connection, id: OutboxId) -> Result<Option<Intent>, StoreError> {
    row(db, "SELECT * FROM outbox WHERE id = ?1", [id.to_string()], intent)
}

/// Intents about a row, the newest first.
pub fn of_subject(db: &Connection, subject: &str) -> Result<Vec<Intent>, StoreError> {
    rows(db, "SELECT * FROM outbox WHERE subject = ?1 ORDER BY id DESC", [subject], intent)
}

/// Notes what became of an intent: `confirmed`, or `failed` with a reason.
pub fn settle(
    tx: &Transaction<'_>,
    id: OutboxId,
    failure: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE outbox SET state = CASE WHEN ?2 IS NULL THEN 'confirmed' ELSE 'failed' END,
            failure = ?2, attempts = attempts + 1, settled_at = ?3 WHERE id = ?1",
        params![id.to_string(), failure, instant_text(at)],
    )?;
    Ok(())
}
