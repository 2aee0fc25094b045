//! What happened, in words for somebody who was not there: contacts, disputes, payments.

use domain::collection::State;
use domain::follow::Channel;
use domain::ids::ClientId;
use domain::named::Named;
use store::{
    collections, follow_ups, following, invoice_disputes, invoices, outbox, payments, plans,
    replies,
};

use crate::context::Look;
use crate::failure::Failure;

/// So many payments at most.
const MOST: u32 = 1_000;

/// Every message in full, and every call and answer by its day, the oldest first. What was noted of
/// a call, and what the client wrote of themselves, stays here.
pub(super) fn contacts(look: &Look<'_>, client: ClientId) -> Result<String, Failure> {
    let mut parts = Vec::new();
    for reply in replies::of_client(look.db, client)? {
        parts.push((reply.on, format!("{} answer of theirs, kept here", reply.on)));
    }
    for said in follow_ups::of_client(look.db, client)?.into_iter().rev() {
        let on = said.said_on;
        if !said.held_back.is_empty() {
            continue;
        }
        if said.channel == Channel::Call {
            parts.push((on, format!("{on} call: {}", said.outcome.replace('_', " "))));
            continue;
        }
        if let Some(letter) = &said.letter {
            let state = match letter.posted_on {
                Some(on) => format!("posted {on}"),
                None => "not posted".to_owned(),
            };
            let (subject, body) = (&said.subject, &said.body);
            parts.push((on, format!("{on} letter, {state}: {subject}\n\n{body}")));
            continue;
        }
        let sent = outbox::of_subject(look.db, &said.id.to_string())?;
        let state = sent.first().map_or("written", |mail| match mail.state.as_str() {
            "confirmed" => "sent",
            "failed" => "not delivered",
            _ => "written",
        });
        parts.push((on, format!("{on} e-mail, {state}: {}\n\n{}", said.subject, said.body)));
    }
    parts.sort_by_key(|(on, _)| *on);
    let parts = parts.into_iter().map(|(_, words)| words).collect();
    Ok(whole(parts, "No contact about this debt is recorded.", "\n\n----\n\n"))
}

/// Every dispute with what was answered.
pub(super) fn disputes(look: &Look<'_>, client: ClientId) -> Result<String, Failure> {
    let mut parts = Vec::new();
    for dispute in invoice_disputes::of_client(look.db, client)?.into_iter().rev() {
        let number = crate::invoices::one(look, dispute.invoice_id)?.number;
        let about = dispute.about.replace('_', " ");
        let mut lines = vec![
            format!("{} {number}: {} ({about})", dispute.opened_on, dispute.amount.shown()),
            format!("They say: {}", dispute.words),
        ];
        lines.push(match (dispute.closed_on, &dispute.outcome) {
            (Some(on), Some(outcome)) => format!("{on} answered ({outcome}): {}", dispute.answer),
            _ => "Not answered yet".to_owned(),
        });
        parts.push(lines.join("\n"));
    }
    Ok(whole(parts, "No dispute is recorded.", "\n\n"))
}

/// Payments, payments that failed, promises and plans.
pub(super) fn payments(look: &Look<'_>, client: ClientId) -> Result<String, Failure> {
    let mut lines = Vec::new();
    for payment in payments::list(look.db, Some(client), MOST)? {
        let (on, amount, method) = (payment.received_on, payment.amount.shown(), &payment.method);
        let what = match payment.reversed {
            Some(_) => "taken back".to_owned(),
            None if payment.invoices.is_empty() => "received".to_owned(),
            None => format!("received for {}", payment.invoices),
        };
        lines.push((on, format!("{on} payment of {amount} by {method}, {what}")));
    }
    for invoice in invoices::open(look.db, Some(client))? {
        for collection in collections::of_invoice(look.db, invoice.id)? {
            for step in collections::steps(look.db, collection.id)? {
                if matches!(step.state, State::Declined | State::Returned) {
                    let (state, code) = (step.state.name(), &step.code);
                    let amount = collection.amount.shown();
                    let words =
                        format!("{} {amount} of {}: {state} {code}", step.on, invoice.number);
                    lines.push((step.on, words));
                }
            }
        }
    }
    for promise in following::promises(look.db, client)? {
        let (on, by, amount) = (promise.made_on, promise.promised_for, promise.amount.shown());
        lines.push((on, format!("{on} promise to pay {amount} by {by}")));
    }
    for plan in plans::of_client(look.db, client)? {
        let state = crate::plans::stands(look, &plan)?.state();
        let (on, total) = (plan.offered_on, plan.total.shown());
        lines.push((on, format!("{on} payment plan over {total}: {state}")));
    }
    lines.sort();
    let lines = lines.into_iter().map(|(_, words)| words).collect();
    Ok(whole(lines, "No payment is recorded.", "\n"))
}

fn whole(parts: Vec<String>, nothing: &str, between: &str) -> String {
    match parts.is_empty() {
        true => format!("{nothing}\n"),
        false => parts.join(between) + "\n",
    }
}
