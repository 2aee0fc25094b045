//! The journal: every change, in the same transaction, chained by hashes (rule 14).

use chrono::{DateTime, Utc};
use domain::ids::ClientId;
use rusqlite::{Connection, Row, Transaction, params};
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::read::{at, id_opt, instant_text, number, plain, row, rows, run};

/// A change as it is written down.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `user` or `worker`.
    pub actor: String,
    /// The command.
    pub command: String,
    /// What happened, in a sentence.
    pub words: String,
    /// The client it is about.
    pub client_id: Option<ClientId>,
    /// The question as JSON, large contents replaced by their hashes.
    pub payload: String,
    /// How to undo it, as JSON; empty if it cannot be.
    pub undo: String,
}

/// A written entry with its place in the chain.
#[derive(Clone, Debug)]
pub struct Written {
    /// Counted from 1.
    pub seq: i64,
    /// The change.
    pub entry: Entry,
    /// The hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// SHA-256 over `previous` and every field.
    pub hash: String,
}

/// Appends an entry.
pub fn append(tx: &Transaction<'_>, entry: &Entry) -> Result<Written, StoreError> {
    let last = row(tx, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
        Ok((plain::<i64>(row, "seq")?, plain::<String>(row, "hash")?))
    })?;
    let (seq, previous) = last.map_or((1, "0".repeat(64)), |(seq, hash)| (seq + 1, hash));
    let hash = link(seq, &previous, entry);
    run(
        tx,
        "INSERT INTO journal (seq, at, actor, command, words, client_id, payload, undo, previous,
            hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            seq,
            instant_text(entry.at),
            entry.actor,
            entry.command,
            entry.words,
            entry.client_id.map(|id| id.to_string()),
            entry.payload,
            entry.undo,
            previous,
            hash
        ],
    )?;
    Ok(Written { seq, entry: entry.clone(), previous, hash })
}

/// The hash that chains an entry: each field with its length before it, so that no two entries
/// can be written alike.
fn link(seq: i64, previous: &str, entry: &Entry) -> String {
    let client = entry.client_id.map(|id| id.to_string()).unwrap_or_default();
    let fields: [&str; 9] = [
        &seq.to_string(),
        previous,
        &instant_text(entry.at),
        &entry.actor,
        &entry.command,
        &entry.words,
        &client,
        &entry.payload,
        &entry.undo,
    ];
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(format!("{}:{field}\n", field.len()));
    }
    hex(&hasher.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn written(row: &Row<'_>) -> Result<Written, StoreError> {
    Ok(Written {
        seq: plain(row, "seq")?,
        entry: Entry {
            at: at(row, "at")?,
            actor: plain(row, "actor")?,
            command: plain(row, "command")?,
            words: plain(row, "words")?,
            client_id: id_opt(row, "client_id")?,
            payload: plain(row, "payload")?,
            undo: plain(row, "undo")?,
        },
        previous: plain(row, "previous")?,
        hash: plain(row, "hash")?,
    })
}

/// Entries whose words hold `filter`, the newest first.
pub fn list(
    db: &Connection,
    filter: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<Written>, StoreError> {
    rows(
        db,
        "SELECT * FROM journal WHERE words <> '' AND instr(lower(words), lower(?1)) > 0
            ORDER BY seq DESC LIMIT ?3 OFFSET ?2",
        params![filter, offset, limit],
        written,
    )
}

/// How many entries there are whose words hold `filter`.
pub fn count(db: &Connection, filter: &str) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM journal WHERE words <> '' AND
        instr(lower(words), lower(?1)) > 0";
    number(db, sql, [filter])
}

/// The newest entries about a client.
pub fn of_client(
    db: &Connection,
    client: ClientId,
    limit: u32,
) -> Result<Vec<Written>, StoreError> {
    rows(
        db,
        "SELECT * FROM journal WHERE client_id = ?1 AND words <> '' ORDER BY seq DESC LIMIT ?2",
        params![client.to_string(), limit],
        written,
    )
}

/// Entries since an instant, the newest first.
pub fn since(
    db: &Connection,
    after: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Written>, StoreError> {
    rows(
        db,
        "SELECT * FROM journal WHERE at >= ?1 AND words <> '' ORDER BY seq DESC LIMIT ?2",
        params![instant_text(after), limit],
        written,
    )
}

/// The hash of the newest entry; 64 zeros where there is none.
pub fn head(db: &Connection) -> Result<String, StoreError> {
    let sql = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1";
    Ok(row(db, sql, [], |row| plain(row, "hash"))?.unwrap_or_else(|| "0".repeat(64)))
}

/// Every entry, the oldest first.
pub fn all(db: &Connection) -> Result<Vec<Written>, StoreError> {
    rows(db, "SELECT * FROM journal ORDER BY seq", [], written)
}

/// Walks the whole chain; each entry that does not follow from the one before is named.
pub fn verify(db: &Connection) -> Result<(i64, Vec<String>), StoreError> {
    let mut findings = Vec::new();
    let mut previous = "0".repeat(64);
    let mut count = 0;
    for entry in rows(db, "SELECT * FROM journal ORDER BY seq", [], written)? {
        count += 1;
        if entry.seq != count {
            findings.push(format!("journal entry {count} is missing"));
            count = entry.seq;
        }
        if entry.previous != previous
            || link(entry.seq, &entry.previous, &entry.entry) != entry.hash
        {
            findings.push(format!("journal entry {} was altered", entry.seq));
        }
        previous = entry.hash;
    }
    let sql = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'journal'";
    let last = number(db, sql, [])?;
    findings.extend((count + 1..=last).map(|seq| format!("journal entry {seq} is missing")));
    Ok((count, findings))
}
