//! What changed at Square, by its list of events. Nothing is taken from an event but what it is
//! about.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::processor::{Hint, Hints, Object, Reason, Trouble};
use serde_json::{Value, json};

use super::wire::Event;
use super::{Square, charges};
use crate::processors::cursor::Cursor;

/// How long Square keeps events: 28 days.
const KEPT_SECONDS: i64 = 28 * 86_400;

/// What is asked for.
const KINDS: [&str; 17] = [
    "card.automatically_updated",
    "card.disabled",
    "card.forgotten",
    "card.updated",
    "dispute.created",
    "dispute.state.updated",
    "invoice.canceled",
    "invoice.payment_made",
    "invoice.refunded",
    "invoice.scheduled_charge_failed",
    "payment.created",
    "payment.updated",
    "payout.failed",
    "payout.paid",
    "payout.sent",
    "refund.created",
    "refund.updated",
];

/// What changed since a cursor; an empty one begins now.
pub(super) fn since(account: &Square, text: &str) -> Result<Hints, Trouble> {
    let now = account.http.world().now().timestamp();
    let known = Cursor::read(text);
    // A cursor that cannot be read is as good as one that is forgotten.
    let gap = match &known {
        Some(cursor) => now - cursor.at > KEPT_SECONDS,
        None => !text.is_empty(),
    };
    let Some(cursor) = known else {
        // Only what happens from then on is kept for us.
        account.put("let Square keep what happens", "/v2/events/enable", &json!({}))?;
        return Ok(Hints { hints: Vec::new(), cursor: Cursor::begin(now, None).written(), gap });
    };
    let from = DateTime::from_timestamp(cursor.from(), 0).unwrap_or_default();
    let description = json!({
        "limit": 100,
        "query": {
            "filter": {
                "event_types": KINDS,
                "created_at": { "start_at": from.to_rfc3339_opts(SecondsFormat::Secs, true) },
            },
            "sort": { "field": "DEFAULT", "order": "ASC" },
        },
    });
    let events: Vec<Event> =
        account.search("see what is new", "/v2/events", "events", &description)?;
    let key = |event: &Event| (event.created_at.timestamp(), event.event_id.clone());
    let (events, next) = cursor.advance(events, key);
    Ok(Hints { hints: hints(account, &events)?, cursor: next.written(), gap })
}

/// What the events are about, each once, at its last time, in order of time.
fn hints(account: &Square, events: &[Event]) -> Result<Vec<Hint>, Trouble> {
    let mut found: BTreeMap<(Object, String), DateTime<Utc>> = BTreeMap::new();
    for event in events {
        let object = &event.data.object;
        let mut say = |about: Object, reference: &str| {
            found.insert((about, reference.to_owned()), event.created_at);
        };
        let id = event.data.id.as_str();
        match event.kind.split('.').next().unwrap_or_default() {
            "payment" => say_order(&mut say, &object["payment"]["order_id"]),
            "invoice" => {
                say(Object::Page, id);
                say_order(&mut say, &object["invoice"]["order_id"]);
            }
            "refund" => say(Object::Refund, id),
            "card" => say(Object::Instrument, id),
            "payout" => say(Object::Payout, id),
            "dispute" => {
                let of = object["dispute"]["disputed_payment"]["payment_id"].as_str();
                if let Some(order) = of.map(|of| order_of(account, of)).transpose()?.flatten() {
                    say(Object::Charge, &order);
                }
            }
            _ => {}
        }
    }
    let all = found.into_iter();
    let mut hints: Vec<Hint> =
        all.map(|((about, reference), at)| Hint { about, reference, at }).collect();
    hints.sort_by_key(|hint| hint.at);
    Ok(hints)
}

fn say_order(say: &mut impl FnMut(Object, &str), order: &Value) {
    if let Some(order) = order.as_str() {
        say(Object::Charge, order);
    }
}

/// The order that a payment pays; nothing where it is not ours to read.
pub(super) fn order_of(account: &Square, payment: &str) -> Result<Option<String>, Trouble> {
    match charges::payment(account, payment) {
        Ok(payment) => Ok(payment.order_id),
        Err(Trouble::Refused(refusal)) if refusal.reason == Reason::NotFound => Ok(None),
        Err(trouble) => Err(trouble),
    }
}
