//! What changed at GoCardless, by its list of events. Nothing is taken from an event but what it is
//! about.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use domain::processor::{Hint, Hints, Object, Trouble};

use super::GoCardless;
use super::wire::{Event, link};
use crate::processors::cursor::Cursor;

/// How long GoCardless keeps events: eighteen months.
const KEPT_SECONDS: i64 = 548 * 86_400;

/// What changed since a cursor; an empty one begins now.
pub(super) fn since(account: &GoCardless, text: &str) -> Result<Hints, Trouble> {
    let now = account.http.world().now().timestamp();
    let known = Cursor::read(text);
    // A cursor that cannot be read is as good as one that is forgotten.
    let gap = match &known {
        Some(cursor) => now - cursor.at > KEPT_SECONDS,
        None => !text.is_empty(),
    };
    let begun = known.is_some();
    let cursor = known.unwrap_or_else(|| Cursor::begin(now, None));
    let from = DateTime::from_timestamp(cursor.from(), 0).unwrap_or_default();
    let query = [("created_at[gte]", from.to_rfc3339_opts(SecondsFormat::Secs, true))];
    let events: Vec<Event> = account.list("see what is new", "events", &query)?;
    let key = |event: &Event| (event.created_at.timestamp(), event.id.clone());
    let (events, next) = cursor.advance(events, key);
    let news = if begun { events.as_slice() } else { &[] };
    Ok(Hints { hints: hints(news), cursor: next.written(), gap })
}

/// What the events are about, each once, at its last time, in order of time.
fn hints(events: &[Event]) -> Vec<Hint> {
    let mut found = BTreeMap::new();
    for event in events {
        let (about, name) = match event.resource_type.as_str() {
            "payments" => (Object::Charge, "payment"),
            "mandates" => (Object::Instrument, "mandate"),
            "refunds" => (Object::Refund, "refund"),
            "payouts" => (Object::Payout, "payout"),
            "billing_requests" => (Object::Page, "billing_request"),
            _ => continue,
        };
        if let Some(reference) = link(&event.links, name) {
            found.insert((about, reference.to_owned()), event.created_at);
        }
        // A refund changes its payment too.
        if let ("refunds", Some(payment)) = (&*event.resource_type, link(&event.links, "payment")) {
            found.insert((Object::Charge, payment.to_owned()), event.created_at);
        }
    }
    let all = found.into_iter();
    let mut hints: Vec<Hint> =
        all.map(|((about, reference), at)| Hint { about, reference, at }).collect();
    hints.sort_by_key(|hint| hint.at);
    hints
}
