//! The journal's extract: one JSON object a line, from which the chain of hashes can be computed
//! again. Entries about other clients are there by their hashes alone.

use serde::{Deserialize, Serialize};

use super::report::{Finding, wrong};
use crate::canonical;
use crate::hash::sha256_hex;

/// The extract's name in an evidence pack.
pub const JOURNAL: &str = "journal.jsonl";

/// A line of the extract: an entry of the journal exactly as it was hashed, or only its place in
/// the chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum JournalLine {
    /// Shown in full. The texts are those the store hashed.
    Entry(Box<JournalEntry>),
    /// About somebody else: only what the chain needs.
    Withheld(JournalPlace),
}

/// An entry's place in the chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalPlace {
    /// Counted from 1.
    pub seq: u64,
    /// The hash of the entry before.
    pub previous: String,
    /// Its own.
    pub hash: String,
}

/// An entry with every field that was hashed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalEntry {
    /// Counted from 1.
    pub seq: u64,
    /// The instant as stored.
    pub at: String,
    /// Who.
    pub actor: String,
    /// The command.
    pub command: String,
    /// What happened.
    pub words: String,
    /// The client, or empty.
    pub client_id: String,
    /// The question as JSON.
    pub payload: String,
    /// How to undo it, or empty.
    pub undo: String,
    /// The hash of the entry before.
    pub previous: String,
    /// Its own.
    pub hash: String,
}

impl JournalEntry {
    /// The hash as the store makes it: each field with its length before it.
    pub fn linked(&self) -> String {
        let seq = self.seq.to_string();
        let fields: [&str; 9] = [
            &seq,
            &self.previous,
            &self.at,
            &self.actor,
            &self.command,
            &self.words,
            &self.client_id,
            &self.payload,
            &self.undo,
        ];
        let all: String = fields.iter().map(|field| format!("{}:{field}\n", field.len())).collect();
        sha256_hex(all.as_bytes())
    }
}

impl JournalLine {
    fn place(&self) -> (u64, &str, &str) {
        match self {
            JournalLine::Entry(entry) => (entry.seq, &entry.previous, &entry.hash),
            JournalLine::Withheld(place) => (place.seq, &place.previous, &place.hash),
        }
    }
}

/// The extract as a file.
pub fn journal_file(lines: &[JournalLine]) -> Vec<u8> {
    lines.iter().map(|line| canonical::of(line) + "\n").collect::<String>().into_bytes()
}

/// Walks the chain and says where it breaks first, or that it holds.
pub(super) fn check(bytes: &[u8], head: &str) -> Finding {
    let text = String::from_utf8_lossy(bytes);
    let mut before: Option<(u64, String)> = None;
    let (mut first, mut count, mut withheld) = (0, 0_u64, 0_u64);
    for (at, line) in text.lines().enumerate() {
        let Ok(line) = serde_json::from_str::<JournalLine>(line) else {
            return wrong(JOURNAL, "journal_unreadable", &[("line", &(at + 1).to_string())]);
        };
        let (seq, previous, hash) = line.place();
        let named = seq.to_string();
        match &before {
            None => first = seq,
            Some((last, _)) if seq != last + 1 => {
                return wrong(JOURNAL, "journal_gap", &[("seq", &(last + 1).to_string())]);
            }
            Some(_) => {}
        }
        let beginning = (seq == 1).then(|| "0".repeat(64));
        let due = before.map(|(_, hash)| hash).or(beginning);
        if due.is_some_and(|due| due != previous) {
            return wrong(JOURNAL, "journal_broken", &[("seq", &named)]);
        }
        match &line {
            JournalLine::Entry(entry) if entry.linked() != hash => {
                return wrong(JOURNAL, "journal_altered", &[("seq", &named)]);
            }
            JournalLine::Entry(_) => {}
            JournalLine::Withheld(_) => withheld += 1,
        }
        count += 1;
        before = Some((seq, hash.to_owned()));
    }
    let Some((last, hash)) = before else {
        return wrong(JOURNAL, "journal_empty", &[]);
    };
    if !head.is_empty() && hash != head {
        return wrong(JOURNAL, "journal_head", &[]);
    }
    let numbers = [count - withheld, withheld, first, last].map(|number| number.to_string());
    let [shown, withheld, first, last] = &numbers;
    super::report::right(
        JOURNAL,
        "journal_right",
        &[("shown", shown), ("withheld", withheld), ("first", first), ("last", last)],
    )
}
