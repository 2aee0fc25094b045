//! Mails about what follows an invoice: credit notes.

use domain::ids::CreditNoteId;
use store::clients;
use store::corrections::{self, CreditNote};

use super::words::CREDIT_NOTE;
use super::{Composed, MAIN, MailFile, offered, usual};
use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::wire;

fn one_credit(look: &Look<'_>, id: &str) -> Result<CreditNote, Failure> {
    let id: CreditNoteId = wire::id("id", id)?;
    corrections::show_credit(look.db, id)?.ok_or_else(|| not_found("credit note"))
}

/// A credit note for the client whose invoice it corrects.
pub(super) fn credit_note(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let note = one_credit(look, id)?;
    let invoice = crate::invoices::one(look, note.invoice_id)?;
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let mut values = usual(look, name, &client.name, &note.number);
    values.push(("total", format!("{} {}", note.total.shown(), invoice.currency)));
    values.push(("invoice", invoice.number.clone()));
    values.push(("reason", note.reason.clone()));
    let files = vec![offered(MAIN, format!("{}.pdf", note.number), None)];
    let (subject, to, client) = (note.id.to_string(), client.email, client.id);
    Ok(Composed { subject, client, to, kind: &CREDIT_NOTE, values, files })
}

/// The page of a credit note.
pub(super) fn credit_note_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let note = one_credit(look, id)?;
    Ok(MailFile { name: format!("{}.pdf", note.number), sha256: note.document })
}
