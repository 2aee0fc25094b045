//! The evidence for a disputed payment: what the client accepted and permitted, what was billed,
//! what they were told, and what happened, for the practice to hand in at the processor.

use domain::ids::{CollectionId, InvoiceId};
use domain::named::Named;
use store::collections::{self, Collection};
use store::invoices::Invoice;
use store::{agreements, outbox, permissions};

use super::{Pack, zip};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::proposals::file_name;
use crate::wire::{self, ById, FileOut};

/// The evidence pack for the dispute of a collection.
pub fn dispute(act: &mut Act<'_>, asked: ById) -> Result<FileOut, Failure> {
    let id: CollectionId = wire::id("id", &asked.id)?;
    let collection = collections::show(act.tx, id)?.ok_or_else(|| not_found("collection"))?;
    let disputes = collections::disputes(act.tx, id)?;
    if disputes.is_empty() {
        return Err(conflict("nobody disputes this payment"));
    }
    let invoice = crate::invoices::one(act, collection.invoice)?;
    let mut pack = Pack::default();
    pack.text(
        "dispute.txt",
        &summary(act, &collection, &invoice)?,
        "What is disputed, and until when to answer",
    );
    if let Some(accepted) = agreement_of(act, invoice.id)?.and_then(|one| one.acceptance()) {
        pack.accepted(act, accepted)?;
    }
    permission(act, &mut pack, &collection)?;
    let name = format!("invoice-{}.pdf", file_name(&invoice.number));
    pack.document(act, &name, &invoice.document, "The invoice as it was issued")?;
    notices(act, &mut pack, &collection)?;
    pack.text("history.txt", &history(act, &collection)?, "Every step of the collection");
    pack.journal(act, invoice.client_id)?;
    let bytes = pack.sealed(act, &invoice.client_name, &invoice.number)?;
    let words = format!("Evidence for the dispute of {} made", invoice.number);
    act.say(words, Some(invoice.client_id));
    Ok(zip(format!("{} dispute evidence.zip", file_name(&invoice.number)), &bytes))
}

/// The agreement that an invoice bills; one that was accepted first.
pub(crate) fn agreement_of(
    look: &Look<'_>,
    invoice: InvoiceId,
) -> Result<Option<agreements::Agreement>, Failure> {
    let mut found = Vec::new();
    for line in store::invoices::lines(look.db, invoice)? {
        let service = agreements::show_service(look.db, line.service)?;
        let agreement = service.map(|service| agreements::show(look.db, service.agreement_id));
        found.extend(agreement.transpose()?.flatten());
    }
    found.sort_by_key(|agreement| agreement.acceptance().is_none());
    Ok(found.into_iter().next())
}

/// What the processor says of the client's permission, to the byte.
fn permission(act: &Act<'_>, pack: &mut Pack, collection: &Collection) -> Result<(), Failure> {
    // What was paid on a page of the invoice was permitted there, and for that once.
    let Some(instrument) = collection.instrument else { return Ok(()) };
    let kept =
        permissions::instrument(act.tx, instrument)?.ok_or_else(|| not_found("payment method"))?;
    let asked = permissions::authorization_by_id(act.tx, kept.authorization)?
        .ok_or_else(|| not_found("permission"))?;
    pack.text("permission-terms.txt", &asked.terms, "What the client agreed to with the method");
    match &asked.evidence {
        Some(hash) => pack.document(
            act,
            "permission.json",
            hash,
            "What the processor says of the permission, to the byte",
        ),
        None => Ok(()),
    }
}

/// The messages about the collection and its invoice, as they were sent.
fn notices(act: &Act<'_>, pack: &mut Pack, collection: &Collection) -> Result<(), Failure> {
    let mut sent = outbox::of_subject(act.tx, &collection.invoice.to_string())?;
    sent.extend(outbox::of_subject(act.tx, &collection.id.to_string())?);
    sent.sort_by_key(|intent| intent.planned_at);
    for (at, intent) in sent.iter().enumerate() {
        let number = at + 1;
        match &intent.message {
            Some(message) => {
                let what = "A message to the client, as it was handed over";
                pack.document(act, &format!("notice-{number}.eml"), message, what)?;
            }
            None => pack.text(
                &format!("notice-{number}.json"),
                &intent.request,
                "A message to the client, as it was handed to the mail program",
            ),
        }
    }
    Ok(())
}

fn summary(act: &Act<'_>, collection: &Collection, invoice: &Invoice) -> Result<String, Failure> {
    let mut lines = vec![
        format!("Client: {}", invoice.client_name),
        format!("Invoice: {}, issued on {}", invoice.number, invoice.issued_on),
        format!("Collected: {}", collection.amount.shown()),
        format!(
            "Processor's name of the charge: {}",
            collection.reference.as_deref().unwrap_or("-")
        ),
    ];
    if let Some(told) = collection.notified_on {
        lines.push(format!("The client was told on {told} that it would be taken"));
    }
    for dispute in collections::disputes(act.tx, collection.id)? {
        lines.push(String::new());
        lines.push(format!("Dispute {}: {}", dispute.reference, dispute.amount.shown()));
        lines.push(format!("Reason: {}", dispute.reason));
        lines.push(match dispute.reply_by {
            Some(by) => format!("Answer by: {}", act.local(by).date()),
            None => "It cannot be contested".to_owned(),
        });
        lines.push(format!("State: {}", dispute.state.name().replace('_', " ")));
    }
    Ok(lines.join("\n") + "\n")
}

fn history(act: &Act<'_>, collection: &Collection) -> Result<String, Failure> {
    let steps = collections::steps(act.tx, collection.id)?;
    let line = |step: &collections::Step| {
        let (on, state) = (step.on, step.state.name());
        let parts = [&step.words, &step.code, &step.trace].into_iter();
        let rest: Vec<&str> = parts.map(String::as_str).filter(|part| !part.is_empty()).collect();
        format!("{on} attempt {}: {state} {}", step.attempt, rest.join("; ")).trim_end().to_owned()
    };
    Ok(steps.iter().map(line).collect::<Vec<_>>().join("\n") + "\n")
}
