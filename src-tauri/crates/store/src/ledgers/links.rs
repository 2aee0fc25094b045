//! Links: which document there stands for which of ours.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::LedgerId;
use domain::ledgers::Kind;
use domain::named::Named;
use domain::sync::{Link, LinkState};
use rusqlite::{Connection, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::read::{at, instant_text, parsed, plain, row, rows, run};

/// A place where a ledger says otherwise, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// Of what.
    pub what: String,
    /// What we have.
    pub ours: String,
    /// What stands there.
    pub theirs: String,
}

/// A link with what it differs in.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The link.
    pub link: Link,
    /// Where it differs.
    pub differences: Vec<Differing>,
    /// When it changed last.
    pub changed_at: DateTime<Utc>,
}

fn kept(row: &Row<'_>) -> Result<Kept, StoreError> {
    let differences: String = plain(row, "differences")?;
    Ok(Kept {
        link: Link {
            key: plain(row, "key")?,
            kind: parsed(row, "kind", "kind of a link", Kind::named)?,
            state: parsed(row, "state", "state of a link", LinkState::named)?,
            reference: plain::<Option<String>>(row, "reference")?.unwrap_or_default(),
            version: plain(row, "version")?,
            generation: plain(row, "generation")?,
            content: plain(row, "content")?,
            words: plain(row, "words")?,
        },
        differences: serde_json::from_str(&differences)
            .map_err(|_| StoreError::Corrupt { what: "differences", value: differences })?,
        changed_at: at(row, "changed_at")?,
    })
}

/// Every link of an organisation, by key.
pub fn links(db: &Connection, of: LedgerId) -> Result<BTreeMap<String, Kept>, StoreError> {
    let sql = "SELECT * FROM ledger_links WHERE ledger_id = ?1";
    let all = rows(db, sql, [of.to_string()], kept)?;
    Ok(all.into_iter().map(|kept| (kept.link.key.clone(), kept)).collect())
}

/// A link by its key.
pub fn link(db: &Connection, of: LedgerId, key: &str) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT * FROM ledger_links WHERE ledger_id = ?1 AND key = ?2";
    row(db, sql, params![of.to_string(), key], kept)
}

/// A link by the ledger's own name.
pub fn of_reference(
    db: &Connection,
    of: LedgerId,
    kind: Kind,
    reference: &str,
) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT * FROM ledger_links WHERE ledger_id = ?1 AND kind = ?2 AND reference = ?3";
    row(db, sql, params![of.to_string(), kind.name(), reference], kept)
}

/// Writes a link down as it is now.
pub fn keep(
    tx: &Transaction<'_>,
    of: LedgerId,
    link: &Link,
    differences: &[Differing],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO ledger_links (ledger_id, key, kind, state, reference, version, generation,
            content, words, differences, changed_at)
            VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (ledger_id, key) DO UPDATE SET state = ?4, reference = nullif(?5, ''),
                version = ?6, generation = ?7, content = ?8, words = ?9, differences = ?10,
                changed_at = ?11",
        params![
            of.to_string(),
            link.key,
            link.kind.name(),
            link.state.name(),
            link.reference,
            link.version,
            link.generation,
            link.content,
            link.words,
            serde_json::to_string(differences).unwrap_or_else(|_| "[]".to_owned()),
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// What was looked up in a run before is looked up again before it is made.
pub fn look_up_again(tx: &Transaction<'_>, of: LedgerId) -> Result<(), StoreError> {
    let sql = "UPDATE ledger_links SET state = 'planned' WHERE ledger_id = ?1 AND state = 'ready'";
    run(tx, sql, [of.to_string()])?;
    Ok(())
}

/// All that is there is read back once more.
pub fn read_again(tx: &Transaction<'_>, of: LedgerId) -> Result<(), StoreError> {
    let sql = "UPDATE ledger_links SET state = 'pushed' WHERE ledger_id = ?1
        AND state = 'verified' AND kind NOT IN ('contact', 'item', 'attachment')";
    run(tx, sql, [of.to_string()])?;
    Ok(())
}

/// What was being sent when the program went away is unknown; tells how much that is.
pub fn recover(tx: &Transaction<'_>) -> Result<usize, StoreError> {
    run(tx, "UPDATE ledger_links SET state = 'unknown' WHERE state = 'sending'", [])
}
