//! Agreements that were agreed elsewhere: what is known of them, what proof is missing, and the
//! letter that confirms one and takes its place.

use domain::amendment::Service;
use domain::charge::Billing;
use domain::ids::AgreementId;
use store::agreements::{self, Agreement};
use store::charges::{self as outcomes, Outcome};
use store::revisions::Revision;
use store::{clients, proposals, services};

use super::{AgreedElsewhere, Confirming, KeepLetter, Whole};
use crate::acceptances::keep_evidence;
use crate::agreements::whole_of;
use crate::billing;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::proposals::{DraftLine, confirming};
use crate::services::other_kind;
use crate::wire::{self, ById, FileIn, Made, Nothing, encode};

/// What is known of an agreement that was brought over.
pub(super) fn page(
    look: &Look<'_>,
    agreement: &Agreement,
) -> Result<Option<AgreedElsewhere>, Failure> {
    let Some(from) = agreement.elsewhere() else { return Ok(None) };
    let confirmed_by = proposals::confirming(look.db, agreement.id)?.into_iter().next();
    let lacks = if from.letter.is_some() {
        "It was agreed elsewhere. The letter is kept as you gave it; no acceptance, seal or \
         certificate of this program stands behind it."
    } else {
        "It was agreed elsewhere. This book holds no letter, no signature and no certificate of \
         it: what it bills rests on the list it came from."
    };
    Ok(Some(AgreedElsewhere {
        reference: from.reference.clone(),
        note: from.note.clone(),
        bills_from: from.bills_from.to_string(),
        letter: from.letter.clone(),
        lacks: lacks.to_owned(),
        confirmed_by: confirmed_by.map(|proposal| Confirming {
            id: proposal.id.to_string(),
            number: proposal.number,
            agreement_id: proposal.agreement_id.map(|id| id.to_string()),
        }),
    }))
}

/// Keeps the letter by which an agreement was agreed elsewhere, or takes it off.
pub fn keep_letter(act: &mut Act<'_>, question: KeepLetter) -> Result<Nothing, Failure> {
    let id: AgreementId = wire::id("id", &question.id)?;
    let agreement = agreements::show(act.tx, id)?.ok_or_else(|| not_found("agreement"))?;
    let number = &agreement.number;
    let Some(from) = agreement.elsewhere() else {
        return Err(conflict(format!("{number} has the letter by which it was accepted")));
    };
    let before = match &from.letter {
        None => None,
        Some(hash) => store::documents::show(act.tx, hash)?
            .map(|kept| FileIn { name: kept.name, content: encode(&kept.bytes) }),
    };
    let document = match &question.file {
        Some(file) => Some(keep_evidence(act, "file", &file.name, &file.bytes()?)?),
        None => None,
    };
    agreements::keep_letter(act.tx, id, document.as_deref(), act.now)?;
    let done = if document.is_some() { "kept with" } else { "taken off" };
    act.say(format!("Letter from elsewhere {done} {number}"), Some(agreement.client_id));
    let undo = KeepLetter { id: question.id, file: before };
    act.offer_undo("Letter from elsewhere", "agreements.keep_letter", undo);
    Ok(Nothing {})
}

/// Begins a proposal with the terms of an agreement that was brought over. Its letter confirms
/// them; once it is accepted, the new agreement takes the place of the old one.
pub fn confirm(act: &mut Act<'_>, asked: ById) -> Result<Made, Failure> {
    let whole = whole_of(act, wire::id("id", &asked.id)?)?;
    let (id, number) = (whole.agreement.id, &whole.agreement.number);
    if whole.agreement.elsewhere().is_none() {
        return Err(conflict(format!("{number} was accepted here; nothing is to be confirmed")));
    }
    if let Some(proposal) = proposals::confirming(act.tx, id)?.first() {
        return Err(conflict(format!("{} confirms it already", proposal.number)));
    }
    let terms = whole.terms_on(act.today);
    if terms.services.is_empty() {
        return Err(conflict(format!("{number} is over; nothing is left to confirm")));
    }
    let client = clients::show(act.tx, terms.client)?.ok_or_else(|| not_found("client"))?;
    // The days of both schedules are counted from the same day, so that none is billed twice.
    let starts_on = whole.agreement.starts_on;
    let lines =
        terms.services.iter().map(|service| line(act, service)).collect::<Result<_, _>>()?;
    confirming(act, client.id, id, starts_on, terms.payment_days, lines)
}

fn line(look: &Look<'_>, service: &Service) -> Result<DraftLine, Failure> {
    let terms = &service.terms;
    let own = agreements::show_service(look.db, terms.id)?.and_then(|own| own.service_id);
    let kind = match own {
        Some(id) => services::show(look.db, id)?.map(|known| known.kind.as_str().to_owned()),
        None => None,
    };
    let quantity = match terms.billing {
        Billing::Logged { cap, .. } => cap.most,
        _ => terms.quantity,
    };
    Ok(DraftLine {
        service_id: own.map(|id| id.to_string()),
        kind: kind.unwrap_or_else(other_kind),
        name: service.name.clone(),
        description: service.scope.clone(),
        billing: billing::written(terms.billing, &terms.milestones),
        quantity: quantity.normalize().to_string(),
        price: terms.price.plain(),
        pricing: Default::default(),
        tax: terms.taxing.code.clone(),
        offered: Default::default(),
        discount: None,
        deposit_percent: String::new(),
    })
}

/// Refuses an acceptance by which something would be billed twice: by the agreement that the letter
/// confirms, and by the one it begins.
pub(crate) fn take_the_place(
    act: &Act<'_>,
    confirms: AgreementId,
    revision: &Revision,
    accepted_on: chrono::NaiveDate,
) -> Result<(), Failure> {
    let whole: Whole = whole_of(act, confirms)?;
    let from = accepted_on.max(revision.starts_on);
    let ended = outcomes::outcomes(act.tx, Some(confirms))?;
    let billed = |key| matches!(ended.get(&key), Some(Outcome::Billed { .. }));
    let all = whole.all(act.today)?;
    let twice = all.iter().rev().find(|one| one.charge.due_on >= from && billed(one.key()));
    let Some(last) = twice else { return Ok(()) };
    Err(conflict(format!(
        "{} has billed what fell due on {}; send the letter again to start after that day",
        whole.agreement.number,
        act.long_date(last.charge.due_on)
    )))
}
