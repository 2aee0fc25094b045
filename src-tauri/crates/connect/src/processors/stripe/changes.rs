//! What changed at Stripe, by its list of events.
//!
//! An event is a doorbell: it is written in the version of the account, so nothing is taken from it
//! but what it is about.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::processor::{Hint, Hints, Object, Trouble};
use serde::Deserialize;

use super::call::{Whole, name};
use super::form::Form;
use super::wire::{Disputed, Event, Intent, List, Mandate, Session, Taking};
use super::{Stripe, held, read};
use crate::processors::cursor::Cursor;

/// How long Stripe keeps events.
const KEPT_SECONDS: i64 = 30 * 86_400;

/// What is asked for: Stripe takes twenty kinds in one question.
const KINDS: [&[&str]; 2] = [
    &[
        "checkout.session.completed",
        "checkout.session.expired",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "setup_intent.succeeded",
        "setup_intent.setup_failed",
        "mandate.updated",
        "payment_intent.processing",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
        "charge.refunded",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "payout.paid",
        "payout.failed",
        "payout.reconciliation_completed",
    ],
    &[
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.payment_action_required",
        "invoice.voided",
        "payment_method.automatically_updated",
        "payment_method.detached",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
        "refund.created",
    ],
];

/// What changed since a cursor.
pub(super) fn since(stripe: &Stripe, text: &str) -> Result<Hints, Trouble> {
    let Some(cursor) = Cursor::read(text) else {
        // A cursor that cannot be read is as good as one that Stripe has forgotten.
        return begin(stripe, !text.is_empty());
    };
    let mut events = Vec::new();
    let mut now = None;
    for kinds in KINDS {
        let (some, at) = list(stripe, kinds, cursor.from())?;
        events.extend(some);
        now = now.or(at);
    }
    let now = now.unwrap_or_else(|| stripe.http.world().now()).timestamp();
    let (events, next) = cursor.advance(events, |event| (event.created, event.id.clone()));
    Ok(Hints {
        hints: hints(stripe, &events)?,
        cursor: next.written(),
        gap: now - cursor.at > KEPT_SECONDS,
    })
}

/// A cursor at the newest event there is.
fn begin(stripe: &Stripe, gap: bool) -> Result<Hints, Trouble> {
    let query = Form::new().put("limit", 1);
    let whole: Whole<List<Event>> = stripe.get_whole("see what is new", "/v1/events", &query)?;
    let now = whole.at.unwrap_or_else(|| stripe.http.world().now()).timestamp();
    let newest = whole.object.data.first();
    let cursor = Cursor::begin(
        newest.map_or(now, |event| event.created),
        newest.map(|event| event.id.clone()),
    );
    Ok(Hints { hints: Vec::new(), cursor: cursor.written(), gap })
}

/// The events of some kinds since a second, and Stripe's clock.
fn list(
    stripe: &Stripe,
    kinds: &[&str],
    from: i64,
) -> Result<(Vec<Event>, Option<DateTime<Utc>>), Trouble> {
    let query = Form::new().list("types", kinds).put("created[gte]", from).put("limit", 100);
    let mut all: Vec<Event> = Vec::new();
    let mut now = None;
    loop {
        let after = all.last().map(|last| last.id.clone());
        let page = query.clone().put_some("starting_after", after);
        let whole: Whole<List<Event>> = stripe.get_whole("see what is new", "/v1/events", &page)?;
        now = now.or(whole.at);
        let more = whole.object.has_more && !whole.object.data.is_empty();
        all.extend(whole.object.data);
        if !more {
            return Ok((all, now));
        }
    }
}

/// What the events are about, each once, at its last time, in order of time.
fn hints(stripe: &Stripe, events: &[Event]) -> Result<Vec<Hint>, Trouble> {
    let mut rung: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for event in events {
        let bell = event.kind.rsplit_once('.').map_or("", |(object, _)| object);
        let about = &event.data.object;
        let name = about.payment_link.as_ref().unwrap_or(&about.id);
        rung.insert((bell, name), event.created);
    }
    let mut found: BTreeMap<(Object, String), i64> = BTreeMap::new();
    for ((bell, reference), at) in rung {
        if let Some(hint) = about(stripe, bell, reference)? {
            let last = found.entry(hint).or_insert(at);
            *last = at.max(*last);
        }
    }
    let mut hints: Vec<Hint> = found
        .into_iter()
        .map(|((about, reference), at)| Hint { about, reference, at: read::instant(at) })
        .collect();
    hints.sort_by_key(|hint| hint.at);
    Ok(hints)
}

/// What a bell is about, in the names that the book keeps.
fn about(
    stripe: &Stripe,
    bell: &str,
    reference: &str,
) -> Result<Option<(Object, String)>, Trouble> {
    let plain = |object| Ok(Some((object, reference.to_owned())));
    match bell {
        "checkout.session" => plain(Object::Page),
        "setup_intent" => passing(page_of(stripe, reference)),
        "mandate" => passing(mandated(stripe, reference)),
        "payment_intent" | "invoice" => plain(Object::Charge),
        "refund" => plain(Object::Refund),
        "payout" => plain(Object::Payout),
        "payment_method" => plain(Object::Instrument),
        "charge" => passing(charged(stripe, reference)),
        "charge.dispute" => passing(disputed(stripe, reference)),
        _ => Ok(None),
    }
}

/// What no longer exists at Stripe needs no look.
fn passing<T>(found: Result<Option<T>, Trouble>) -> Result<Option<T>, Trouble> {
    match found {
        Err(Trouble::Refused(no)) if no.reason == domain::processor::Reason::NotFound => Ok(None),
        found => found,
    }
}

fn mandated(stripe: &Stripe, reference: &str) -> Result<Option<(Object, String)>, Trouble> {
    let mandate: Mandate = super::methods::mandate(stripe, reference)?;
    Ok(mandate.payment_method.map(|method| (Object::Instrument, method)))
}

/// The page that a setup intent belongs to: one of the payer's, made shortly before.
fn page_of(stripe: &Stripe, reference: &str) -> Result<Option<(Object, String)>, Trouble> {
    #[derive(Deserialize)]
    struct Owned {
        customer: Option<String>,
    }
    let path = format!("/v1/setup_intents/{}", name(reference)?);
    let owned: Owned = stripe.get("read a client's answer", &path, &Form::new())?;
    let Some(payer) = owned.customer else {
        return Ok(None);
    };
    let query = Form::new().put("customer", payer);
    let purpose = "look for the page of an answer";
    let all = stripe.list(purpose, "/v1/checkout/sessions", &query, |one: &Session| &one.id)?;
    let ours = all.into_iter().find(|session| match &session.setup_intent {
        Some(super::wire::Given::Name(name)) => name == reference,
        _ => false,
    });
    Ok(ours.map(|session| (Object::Page, session.id)))
}

fn charged(stripe: &Stripe, reference: &str) -> Result<Option<(Object, String)>, Trouble> {
    let path = format!("/v1/charges/{}", name(reference)?);
    let taking: Taking = stripe.get("read a charge", &path, &Form::new())?;
    match taking.payment_intent {
        None => Ok(None),
        Some(_) if taking.metadata.contains_key("collection") => {
            Ok(taking.payment_intent.map(|intent| (Object::Charge, intent)))
        }
        Some(intent) => charge_name(stripe, intent, taking.customer.as_deref()).map(Some),
    }
}

fn disputed(stripe: &Stripe, reference: &str) -> Result<Option<(Object, String)>, Trouble> {
    let path = format!("/v1/disputes/{}", name(reference)?);
    let dispute: Disputed = stripe.get("read a dispute", &path, &Form::new())?;
    let Some(reference) = dispute.payment_intent else {
        return Ok(None);
    };
    let path = format!("/v1/payment_intents/{}", name(&reference)?);
    let intent: Intent = stripe.get("read a charge", &path, &Form::new())?;
    if intent.metadata.contains_key("collection") {
        return Ok(Some((Object::Charge, reference)));
    }
    charge_name(stripe, reference, intent.customer.as_deref()).map(Some)
}

/// The name under which the book knows what an intent took: the invoice's, where it was held.
fn charge_name(
    stripe: &Stripe,
    intent: String,
    payer: Option<&str>,
) -> Result<(Object, String), Trouble> {
    let held = match payer {
        Some(payer) => held::of_payer(stripe, payer)?,
        None => Vec::new(),
    };
    let known = held.into_iter().find(|(behind, _)| *behind == intent).map(|(_, name)| name);
    Ok((Object::Charge, known.unwrap_or(intent)))
}
