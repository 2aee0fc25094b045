//! Where the next look for what changed begins.
//!
//! Lists of events may come late, twice or out of order, so each look goes back ten minutes before
//! the newest event seen, and the names of those it meets again are part of the cursor.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How far before the newest event seen a look goes back.
const OVERLAP_SECONDS: i64 = 600;

/// Where the next look begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// When the newest event seen was made, in seconds.
    pub(super) at: i64,
    /// The events seen that the next look meets again.
    seen: BTreeSet<String>,
}

impl Cursor {
    /// A cursor at an event, or at a second if there is none yet.
    pub(super) fn begin(at: i64, newest: Option<String>) -> Cursor {
        Cursor { at, seen: newest.into_iter().collect() }
    }

    /// Reads one that was written; one of another kind is none.
    pub(super) fn read(text: &str) -> Option<Cursor> {
        serde_json::from_str(text).ok()
    }

    /// As text, for the book.
    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The second from which on the next look asks.
    pub(super) fn from(&self) -> i64 {
        (self.at - OVERLAP_SECONDS).max(0)
    }

    /// The events that are new, in order of time, and the cursor after them. `key` gives the second
    /// and the name of an event.
    pub(super) fn advance<E>(
        &self,
        mut events: Vec<E>,
        key: impl Fn(&E) -> (i64, String),
    ) -> (Vec<E>, Cursor) {
        events.sort_by_key(&key);
        events.dedup_by_key(|event| key(event).1);
        let newest = events.last().map_or(self.at, |event| key(event).0.max(self.at));
        let mut next = Cursor { at: newest, seen: BTreeSet::new() };
        let met = events.iter().map(&key).filter(|(at, _)| *at >= next.from());
        next.seen = met.map(|(_, name)| name).collect();
        events.retain(|event| !self.seen.contains(&key(event).1));
        (events, next)
    }
}
