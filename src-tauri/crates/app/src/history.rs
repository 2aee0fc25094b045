//! The history: the journal in words, with Undo where it is real.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::documents;
use store::journal::{self, Written};
use ts_rs::TS;

use crate::context::Look;
use crate::failure::Failure;

/// A journal entry for people.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Happening {
    /// Its place in the journal, counted from 1.
    pub seq: i64,
    /// When, as an instant.
    pub at: String,
    /// The noun of its command: `invoices`, `payments`; picks the icon.
    pub noun: String,
    /// What happened, in a sentence.
    pub words: String,
    /// The client it is about.
    pub client_id: Option<String>,
    /// How to undo it, if it can be undone.
    pub undo: Option<crate::command::Undo>,
}

/// Which part of the history.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListHistory {
    /// Only entries whose words hold this.
    pub filter: String,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to send, 500 at most.
    pub limit: u32,
}

/// A part of the history, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct History {
    /// Rows.
    pub rows: Vec<Happening>,
    /// All entries after the filter.
    pub count: i64,
}

/// The history, a part at a time.
pub fn list(look: &Look<'_>, asked: ListHistory) -> Result<History, Failure> {
    let limit = asked.limit.min(500);
    let found = journal::list(look.db, &asked.filter, asked.offset, limit)?;
    Ok(History {
        rows: found.iter().map(happening).collect(),
        count: journal::count(look.db, &asked.filter)?,
    })
}

/// A journal entry for people.
pub(crate) fn happening(written: &Written) -> Happening {
    let entry = &written.entry;
    Happening {
        seq: written.seq,
        at: store::instant_text(entry.at),
        noun: entry.command.split('.').next().unwrap_or_default().to_owned(),
        words: entry.words.clone(),
        client_id: entry.client_id.map(|id| id.to_string()),
        undo: serde_json::from_str(&entry.undo).ok(),
    }
}

/// A question as the journal keeps it: the contents of files and drawn signatures are kept
/// elsewhere by their hash, so only the hash and the size stand here. A password is in the keyring,
/// and not even its hash may be guessed at.
pub(crate) fn without_contents(question: &Value) -> Value {
    match question {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| match (name.as_str(), value) {
                ("content", Value::String(content)) => {
                    let hash = documents::sha256(content.as_bytes());
                    (name.clone(), json!({ "sha256_of_base64": hash, "length": content.len() }))
                }
                ("password", Value::String(_)) => (name.clone(), json!("in the keyring")),
                _ => (name.clone(), without_contents(value)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(without_contents).collect(),
        other => other.clone(),
    }
}
