//! Intents to act on the outside world, committed before the act.

use chrono::{DateTime, Utc};
use domain::ids::OutboxId;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{at, at_opt, id, instant_text, plain, row, rows, run};

/// An intent.
#[derive(Clone, Debug)]
pub struct Intent {
    /// The intent, and the key under which it is never done twice.
    pub id: OutboxId,
    /// `mail_draft` or `mail`.
    pub kind: String,
    /// What it is about: the id of a revision or an invoice.
    pub subject: String,
    /// What is to be done, as JSON.
    pub request: String,
    /// `planned`, `sending`, `unknown`, `confirmed`, `failed` or `cancelled`.
    pub state: String,
    /// How often it was begun.
    pub attempts: i64,
    /// The message that is handed over, by its hash; none before the first attempt.
    pub message: Option<String>,
    /// Why the last attempt did not end well.
    pub failure: Option<String>,
    /// When it was written down.
    pub planned_at: DateTime<Utc>,
    /// When it may be tried next.
    pub not_before: DateTime<Utc>,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
}

fn intent(row: &rusqlite::Row<'_>) -> Result<Intent, StoreError> {
    Ok(Intent {
        id: id(row, "id")?,
        kind: plain(row, "kind")?,
        subject: plain(row, "subject")?,
        request: plain(row, "request")?,
        state: plain(row, "state")?,
        attempts: plain(row, "attempts")?,
        message: plain(row, "message")?,
        failure: plain(row, "failure")?,
        planned_at: at(row, "planned_at")?,
        not_before: at(row, "not_before")?,
        settled_at: at_opt(row, "settled_at")?,
    })
}

/// An intent to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The intent.
    pub id: OutboxId,
    /// `mail_draft` or `mail`.
    pub kind: &'a str,
    /// What it is about: the id of a revision or an invoice.
    pub subject: &'a str,
    /// What is to be done, as JSON.
    pub request: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
    /// When it may be done.
    pub not_before: DateTime<Utc>,
}

/// Writes an intent down.
pub fn plan(tx: &Transaction<'_>, plan: Plan<'_>) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO outbox (id, kind, subject, request, state, attempts, planned_at, not_before)
            VALUES (?1, ?2, ?3, ?4, 'planned', 0, ?5, ?6)",
        params![
            plan.id.to_string(),
            plan.kind,
            plan.subject,
            plan.request,
            instant_text(plan.at),
            instant_text(plan.not_before)
        ],
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

/// Mail to be sent by the program: what needs the user first, then the newest.
pub fn mails(db: &Connection, limit: u32) -> Result<Vec<Intent>, StoreError> {
    let sql = "SELECT * FROM outbox WHERE kind = 'mail'
        ORDER BY state NOT IN ('unknown', 'failed'), planned_at DESC, id DESC LIMIT ?1";
    rows(db, sql, [limit], intent)
}

/// The mail that may be sent now and has waited longest.
pub fn next_mail(db: &Connection, now: DateTime<Utc>) -> Result<Option<Intent>, StoreError> {
    let sql = "SELECT * FROM outbox WHERE kind = 'mail' AND state = 'planned' AND not_before <= ?1
        ORDER BY not_before, id LIMIT 1";
    row(db, sql, [instant_text(now)], intent)
}

/// Begins an attempt with the message it hands over. Tells whether the intent was planned.
pub fn begin(tx: &Transaction<'_>, id: OutboxId, message: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'sending', attempts = attempts + 1, message = ?2
        WHERE id = ?1 AND state = 'planned'";
    Ok(run(tx, sql, params![id.to_string(), message])? == 1)
}

/// Moves an intent to `planned` for another attempt, which may begin at `not_before`.
pub fn plan_again(
    tx: &Transaction<'_>,
    id: OutboxId,
    failure: Option<&str>,
    not_before: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE outbox SET state = 'planned', failure = ?2, not_before = ?3, settled_at = NULL
        WHERE id = ?1";
    run(tx, sql, params![id.to_string(), failure, instant_text(not_before)])?;
    Ok(())
}

/// Counts the attempts from nought again.
pub fn forget_attempts(tx: &Transaction<'_>, id: OutboxId) -> Result<(), StoreError> {
    run(tx, "UPDATE outbox SET attempts = 0 WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// Notes where an intent stands: `confirmed`, `failed`, `unknown` or `cancelled`.
pub fn end(
    tx: &Transaction<'_>,
    id: OutboxId,
    state: &str,
    failure: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE outbox SET state = ?2, failure = ?3, settled_at = ?4 WHERE id = ?1",
        params![id.to_string(), state, failure, instant_text(at)],
    )?;
    Ok(())
}

/// Notes what became of a draft: `confirmed`, or `failed` with a reason.
pub fn settle(
    tx: &Transaction<'_>,
    id: OutboxId,
    failure: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?1";
    run(tx, sql, [id.to_string()])?;
    end(tx, id, if failure.is_none() { "confirmed" } else { "failed" }, failure, at)
}

/// Mail that was being sent when the program went away may have left: it becomes `unknown`. The
/// count of it.
pub fn recover(tx: &Transaction<'_>, at: DateTime<Utc>) -> Result<usize, StoreError> {
    let words = "the program ended while this was being sent, so it may have arrived; \
        ask the client, or look into the sent mail of your provider";
    let sql = "UPDATE outbox SET state = 'unknown', failure = ?1, settled_at = ?2
        WHERE state = 'sending'";
    run(tx, sql, params![words, instant_text(at)])
}
