//! The program in which a practice keeps its clients and its work, and what was sent there.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::OfficeId;
use domain::named::Named;
use domain::office::{Kind, State};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at_opt, date, id, instant_text, parsed, plain, row, rows, run};

/// A connected office.
#[derive(Clone, Debug)]
pub struct Office {
    /// The connection.
    pub id: OfficeId,
    /// The office's own name of the practice.
    pub reference: String,
    /// To whom work is given there.
    pub assignee: String,
    /// What was accepted before is not sent.
    pub from_on: NaiveDate,
    /// Why nothing is sent any more; empty while all is well.
    pub stopped: String,
    /// Until when.
    pub disconnected_at: Option<DateTime<Utc>>,
}

/// What of ours is there, or is to be.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The id of our row.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The office's own name of it; empty where it has none. Of what is asked, the one that may be
    /// meant.
    pub reference: String,
    /// Why it stands so, or what people call the one that may be meant.
    pub words: String,
    /// Whether the user wants a new one beside the one that may be meant.
    pub anew: bool,
}

fn office(row: &Row<'_>) -> Result<Office, StoreError> {
    Ok(Office {
        id: id(row, "id")?,
        reference: plain(row, "reference")?,
        assignee: plain(row, "assignee")?,
        from_on: date(row, "from_on")?,
        stopped: plain(row, "stopped")?,
        disconnected_at: at_opt(row, "disconnected_at")?,
    })
}

fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    Ok(Entry {
        key: plain(row, "key")?,
        kind: parsed(row, "kind", "kind of an entry", Kind::named)?,
        state: parsed(row, "state", "state of an entry", State::named)?,
        reference: plain::<Option<String>>(row, "reference")?.unwrap_or_default(),
        words: plain(row, "words")?,
        anew: plain(row, "anew")?,
    })
}

/// The office that is written into now.
pub fn connected(db: &Connection) -> Result<Option<Office>, StoreError> {
    row(db, "SELECT * FROM offices WHERE disconnected_at IS NULL", [], office)
}

/// An office that was connected before, by its own name of the practice.
pub fn by_reference(db: &Connection, reference: &str) -> Result<Option<Office>, StoreError> {
    row(db, "SELECT * FROM offices WHERE reference = ?1", [reference], office)
}

/// Writes an office down as it is now.
pub fn save(tx: &Transaction<'_>, now: &Office) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO offices (id, reference, assignee, from_on, stopped, disconnected_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (id) DO UPDATE SET assignee = ?3, from_on = ?4, stopped = ?5,
                disconnected_at = ?6",
        params![
            now.id.to_string(),
            now.reference,
            now.assignee,
            now.from_on.to_string(),
            now.stopped,
            now.disconnected_at.map(instant_text)
        ],
    )?;
    Ok(())
}

/// Every entry of an office, by key.
pub fn entries(db: &Connection, of: OfficeId) -> Result<BTreeMap<String, Entry>, StoreError> {
    let all =
        rows(db, "SELECT * FROM office_entries WHERE office_id = ?1", [of.to_string()], entry)?;
    Ok(all.into_iter().map(|entry| (entry.key.clone(), entry)).collect())
}

/// Writes an entry down as it is now.
pub fn keep(tx: &Transaction<'_>, of: OfficeId, now: &Entry) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO office_entries (office_id, key, kind, state, reference, words, anew)
            VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), ?6, ?7)
            ON CONFLICT (office_id, key) DO UPDATE SET state = ?4, reference = nullif(?5, ''),
                words = ?6, anew = ?7",
        params![
            of.to_string(),
            now.key,
            now.kind.name(),
            now.state.name(),
            now.reference,
            now.words,
            now.anew
        ],
    )?;
    Ok(())
}

/// After an end of the program what was being sent is unknown, and what was looked up is looked up
/// again; tells how much was being sent.
pub fn recover(tx: &Transaction<'_>) -> Result<usize, StoreError> {
    run(tx, "UPDATE office_entries SET state = 'planned' WHERE state = 'ready'", [])?;
    run(tx, "UPDATE office_entries SET state = 'unknown' WHERE state = 'sending'", [])
}
