//! Local work for the worker.

use chrono::{DateTime, Utc};
use domain::ids::JobId;
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::read::{at_opt, id, instant_text, plain, row, run};

/// A job.
#[derive(Clone, Debug)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// `backup`.
    pub kind: String,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// How often it was begun.
    pub attempts: i64,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// What it made, as JSON.
    pub answer: String,
    /// Why it failed.
    pub failure: Option<String>,
}

fn job(row: &Row<'_>) -> Result<Job, StoreError> {
    Ok(Job {
        id: id(row, "id")?,
        kind: plain(row, "kind")?,
        state: plain(row, "state")?,
        attempts: plain(row, "attempts")?,
        finished_at: at_opt(row, "finished_at")?,
        answer: plain(row, "answer")?,
        failure: plain(row, "failure")?,
    })
}

/// Puts a backup on the list.
pub fn add_backup(db: &Connection, id: JobId, not_before: DateTime<Utc>) -> Result<(), StoreError> {
    run(
        db,
        "INSERT INTO jobs (id, kind, state, attempts, not_before, answer)
            VALUES (?1, 'backup', 'waiting', 0, ?2, '')",
        params![id.to_string(), instant_text(not_before)],
    )?;
    Ok(())
}

/// The next job that may begin.
pub fn next(db: &Connection, now: DateTime<Utc>) -> Result<Option<Job>, StoreError> {
    let sql = "SELECT * FROM jobs WHERE state = 'waiting' AND not_before <= ?1
        ORDER BY not_before, id LIMIT 1";
    row(db, sql, [instant_text(now)], job)
}

/// The job that runs now, or waits.
pub fn current(db: &Connection) -> Result<Option<Job>, StoreError> {
    let sql = "SELECT * FROM jobs WHERE state IN ('running', 'waiting')
        ORDER BY state, not_before LIMIT 1";
    row(db, sql, [], job)
}

/// The last backup that succeeded.
pub fn last_backup(db: &Connection) -> Result<Option<Job>, StoreError> {
    let sql = "SELECT * FROM jobs WHERE kind = 'backup' AND state = 'done'
        ORDER BY finished_at DESC LIMIT 1";
    row(db, sql, [], job)
}

/// Begins a job.
pub fn begin(db: &Connection, id: JobId) -> Result<(), StoreError> {
    let sql = "UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = ?1";
    run(db, sql, [id.to_string()])?;
    Ok(())
}

/// Ends a job: done with an answer, or failed with a reason.
pub fn end(
    db: &Connection,
    id: JobId,
    outcome: Result<&str, &str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        db,
        "UPDATE jobs SET state = ?2, answer = ?3, failure = ?4, finished_at = ?5 WHERE id = ?1",
        params![
            id.to_string(),
            if outcome.is_ok() { "done" } else { "failed" },
            outcome.unwrap_or_default(),
            outcome.err(),
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// Puts jobs back on the list that were running when the program went away.
pub fn recover(db: &Connection) -> Result<usize, StoreError> {
    run(db, "UPDATE jobs SET state = 'waiting' WHERE state = 'running'", [])
}
