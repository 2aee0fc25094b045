//! Mails about what follows an acceptance or an invoice: amendments, credit notes, statements of
//! account, payment plans.

use domain::ids::CreditNoteId;
use store::corrections::{self, CreditNote};
use store::{clients, documents};

use super::words::{COLLECTION_NOTICE, CREDIT_NOTE, FOLLOW_UP, Kind, PLAN, STATEMENT};
use super::{Composed, MAIN, MailFile, offered, usual};
use crate::account_statements;
use crate::amendments;
use crate::collecting;
use crate::context::Look;
use crate::failure::{Failure, conflict, not_found};
use crate::{plans, wire};

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
    Ok(Composed { subject, client, to, kind: &CREDIT_NOTE, values, files, later: "" })
}

/// The page of a credit note.
pub(super) fn credit_note_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let note = one_credit(look, id)?;
    Ok(MailFile { name: format!("{}.pdf", note.number), sha256: note.document })
}

/// An amendment for the client whose terms it changes, or a reminder of it.
pub(super) fn amendment(
    look: &Look<'_>,
    id: &str,
    kind: &'static Kind,
) -> Result<Composed, Failure> {
    let sent = amendments::sent(look, id)?;
    let client = clients::show(look.db, sent.client)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let number = format!("{}, amendment {}", sent.agreement, sent.number);
    let mut values = usual(look, name, &client.name, &number);
    values.push(("changes", sent.sentences.join("\n")));
    values.push(("holds_from", look.long_date(sent.effective_on)));
    let files = vec![offered(MAIN, sent.file_name(), None)];
    values.push(("consent", sent.consent));
    let (subject, to, client) = (id.to_owned(), client.email, client.id);
    Ok(Composed { subject, client, to, kind, values, files, later: "" })
}

/// The letter of an amendment.
pub(super) fn amendment_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let sent = amendments::sent(look, id)?;
    Ok(MailFile { name: sent.file_name(), sha256: sent.letter })
}

/// A notice to the client from whose method an invoice is collected.
pub(super) fn collection_notice(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let coming = collecting::coming(look, id)?;
    let invoice = coming.invoice;
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let mut values = usual(look, name, &client.name, &invoice.number);
    values.push(("total", format!("{} {}", coming.amount.shown(), invoice.currency)));
    values.push(("collect_on", look.long_date(coming.on)));
    values.push(("method", coming.method));
    let files = vec![offered(MAIN, format!("{}.pdf", invoice.number), None)];
    let (subject, to, client) = (id.to_owned(), client.email, client.id);
    Ok(Composed { subject, client, to, kind: &COLLECTION_NOTICE, values, files, later: "" })
}

/// The invoice that is collected.
pub(super) fn collection_notice_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let invoice = collecting::coming(look, id)?.invoice;
    Ok(MailFile { name: format!("{}.pdf", invoice.number), sha256: invoice.document })
}

/// A message about what is owed, in the words it was written in.
pub(super) fn follow_up(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let said = crate::follow_ups::told(look, id)?;
    let client = clients::show(look.db, said.client_id)?.ok_or_else(|| not_found("client"))?;
    let values = vec![("subject", said.subject), ("body", said.body)];
    let (subject, to, client) = (said.id.to_string(), client.email, client.id);
    Ok(Composed { subject, client, to, kind: &FOLLOW_UP, values, files: Vec::new(), later: "" })
}

/// A statement of account for its client.
pub(super) fn statement(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let made = account_statements::one(look, id)?;
    let client = clients::show(look.db, made.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let mut values = usual(look, name, &client.name, &look.long_date(made.until));
    let balance = format!("{} {}", made.owed.shown(), made.owed.currency());
    values.push(("balance", balance));
    values.push(("how_to_pay", look.practice.how_to_pay.clone()));
    let files = vec![offered(MAIN, statement_name(look, id)?, None)];
    let (subject, to, client) = (made.id.to_string(), client.email, client.id);
    Ok(Composed { subject, client, to, kind: &STATEMENT, values, files, later: "" })
}

/// A payment plan for its client, while it can be signed.
pub(super) fn plan(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let plan = plans::one(look, id)?;
    if plan.accepted.is_some() || plan.ended_on.is_some() || plan.first_on < look.today {
        return Err(conflict("this plan is signed or over; offer another"));
    }
    let client = clients::show(look.db, plan.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let numbers = plans::numbers(look, &plan)?.join(", ");
    let mut values = usual(look, name, &client.name, &numbers);
    values.push(("total", format!("{} {}", plan.total.shown(), plan.total.currency())));
    values.push(("until", look.long_date(plan.first_on)));
    let files = vec![offered(MAIN, plan_file(look, id)?.name, None)];
    let (subject, to, client) = (plan.id.to_string(), client.email, client.id);
    Ok(Composed { subject, client, to, kind: &PLAN, values, files, later: "" })
}

/// The agreement of a payment plan.
pub(super) fn plan_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let sha256 = plans::one(look, id)?.letter;
    let kept = documents::show(look.db, &sha256)?.ok_or_else(|| not_found("document"))?;
    Ok(MailFile { name: kept.name, sha256 })
}

fn statement_name(look: &Look<'_>, id: &str) -> Result<String, Failure> {
    Ok(format!("Statement {}.pdf", account_statements::one(look, id)?.until))
}

/// The page of a statement of account.
pub(super) fn statement_file(look: &Look<'_>, id: &str) -> Result<MailFile, Failure> {
    let sha256 = account_statements::one(look, id)?.document;
    Ok(MailFile { name: statement_name(look, id)?, sha256 })
}
