//! What the user decides where a ledger says otherwise.

use domain::ids::{Id, PaymentId};
use domain::ledgers::Kind;
use domain::sync::{Link, LinkState};
use store::ledgers::{self as kept, PaymentThere};
use store::payments;

use super::connected;
use super::runs::Known;
use super::shapes::{DecideConflict, NamePaymentThere};
use crate::context::Act;
use crate::failure::{Failure, conflict, not_found, refused};
use crate::payments::{AllocationForm, RecordPayment, record};
use crate::wire::{Made, Nothing};

/// Keeps ours, takes what is there as it is, or leaves the document to the ledger for good. Our
/// books never change by it.
pub fn decide(act: &mut Act<'_>, question: DecideConflict) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    let found = kept::link(act.tx, ledger.id, &question.key)?;
    let link = found.map(|kept| kept.link).filter(|link| link.state == LinkState::Conflict);
    let link = link.ok_or_else(|| conflict("nothing is to be decided about this any more"))?;
    let known = Known::of(act, &ledger)?;
    let want = known.ours.wants.iter().find(|want| want.key == question.key);
    let title = want.map_or_else(String::new, |want| want.title.clone());
    let content = want.map_or_else(String::new, |want| want.content.clone());
    let words = String::new();
    let name = ledger.brand.capabilities().name;
    let (link, said) = match question.decision.as_str() {
        "keep_ours" => (keep_ours(link), format!("{title}: ours is put right in {name}")),
        "take_theirs" if link.reference.is_empty() => {
            return Err(refused("decision", "there is nothing there to take"));
        }
        "take_theirs" => {
            let state = LinkState::Verified;
            let words = "it differs, as you decided".to_owned();
            (Link { state, content, words, ..link }, format!("{title}: left as it is in {name}"))
        }
        "detach" => {
            let (state, reference) = (LinkState::Detached, String::new());
            let link = Link { state, reference, words, ..link };
            (link, format!("{title}: no longer compared with {name}"))
        }
        _ => return Err(refused("decision", "choose one of the three")),
    };
    kept::keep(act.tx, ledger.id, &link, &[], act.now)?;
    act.say(said, None);
    Ok(Nothing {})
}

/// What is there is put right; what is gone there, or never was, is made again after a look.
fn keep_ours(link: Link) -> Link {
    let words = String::new();
    if link.reference.is_empty() || link.is_gone() {
        Link {
            state: LinkState::Planned,
            reference: String::new(),
            generation: link.generation + 1,
            content: String::new(),
            words,
            ..link
        }
    } else {
        Link { state: LinkState::Pushed, content: String::new(), words, ..link }
    }
}

/// A payment there by its name, with all its parts.
fn there(act: &Act<'_>, reference: &str) -> Result<Vec<PaymentThere>, Failure> {
    let ledger = connected(act)?;
    let mut parts = kept::payments_there(act.tx, ledger.id)?;
    parts.retain(|one| one.reference == reference && one.state == "suggested");
    if parts.is_empty() { Err(not_found("payment")) } else { Ok(parts) }
}

/// Records a payment here that somebody recorded there, and joins both, so that it is not sent.
pub fn record_payment(act: &mut Act<'_>, question: NamePaymentThere) -> Result<Made, Failure> {
    let ledger = connected(act)?;
    let parts = there(act, &question.reference)?;
    let first = parts.first().ok_or_else(|| not_found("payment"))?;
    let invoice = crate::invoices::one(act, first.invoice)?;
    let amounts = parts.iter().map(|part| part.amount);
    let sum = domain::money::Money::sum(first.amount.currency(), amounts)?;
    let made = record(
        act,
        RecordPayment {
            client_id: invoice.client_id.to_string(),
            received_on: first.received_on.to_string(),
            method: "transfer".to_owned(),
            reference: format!("Recorded in {}", ledger.brand.capabilities().name),
            amount: sum.plain(),
            currency: Some(sum.currency().code().to_owned()),
            allocations: parts
                .iter()
                .map(|part| AllocationForm {
                    invoice_id: part.invoice.to_string(),
                    amount: part.amount.plain(),
                })
                .collect(),
        },
    )?;
    let id = PaymentId::parse(&made.id).map_err(|_| not_found("payment"))?;
    let known = Known::of(act, &ledger)?;
    for (at, part) in payments::allocations(act.tx, id)?.iter().enumerate() {
        let key = part.id.to_string();
        let want = known.ours.wants.iter().find(|want| want.key == key);
        // One of theirs stands for one of ours; the other parts are in it.
        let (state, reference) = if at == 0 {
            (LinkState::Verified, question.reference.clone())
        } else {
            (LinkState::Detached, String::new())
        };
        let link = Link {
            key,
            kind: Kind::Payment,
            state,
            reference,
            version: String::new(),
            generation: 1,
            content: want.map_or_else(String::new, |want| want.content.clone()),
            words: String::new(),
        };
        kept::keep(act.tx, ledger.id, &link, &[], act.now)?;
    }
    kept::settle_payment(act.tx, ledger.id, &question.reference, "recorded")?;
    Ok(made)
}

/// Passes over a payment there: it is no longer suggested.
pub fn pass_over(act: &mut Act<'_>, question: NamePaymentThere) -> Result<Nothing, Failure> {
    let ledger = connected(act)?;
    there(act, &question.reference)?;
    kept::settle_payment(act.tx, ledger.id, &question.reference, "passed_over")?;
    act.say(format!("A payment in {} is passed over", ledger.name), None);
    Ok(Nothing {})
}
