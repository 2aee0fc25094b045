//! Letters and invoices by e-mail: handed to the user's own mail program as a draft.

use domain::ids::{Id, OutboxId};
use serde::{Deserialize, Serialize};
use store::{clients, outbox, proposals};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found};
use crate::proposals::{frozen, one_revision};
use crate::wire::{self, ById, Nothing};

/// What to write a draft about.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ComposeMail {
    /// A sent revision, with its letter.
    Revision {
        /// The revision.
        id: String,
    },
    /// An invoice, with its PDF.
    Invoice {
        /// The invoice.
        id: String,
    },
}

/// A draft, saved in the outbox before it leaves.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MailDraft {
    /// Its row in the outbox.
    pub id: String,
    /// From, the practice's address; may be empty.
    pub from: String,
    /// To, the client's address; may be empty.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body, plain text.
    pub body: String,
    /// The attachment's file name.
    pub attachment: String,
    /// The attachment: SHA-256, the name of its document.
    pub sha256: String,
}

/// What became of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleMail {
    /// Its row in the outbox.
    pub id: String,
    /// Why it could not be handed over; none when the mail program has it.
    pub failure: Option<String>,
}

/// Writes a draft into the outbox; the shell opens it in the mail program and settles it.
pub fn compose(act: &mut Act<'_>, question: ComposeMail) -> Result<MailDraft, Failure> {
    let (subject_id, draft, client) = match question {
        ComposeMail::Revision { id } => letter(act, &id)?,
        ComposeMail::Invoice { id } => invoice(act, &id)?,
    };
    let id: OutboxId = act.new_id();
    let draft = MailDraft { id: id.to_string(), ..draft };
    let request =
        serde_json::to_string(&draft).map_err(|wrong| failure(Code::Bug, wrong.to_string()))?;
    outbox::plan(act.tx, id, &subject_id, &request, act.now)?;
    act.say(format!("E-mail drafted: {}", draft.subject), Some(client));
    Ok(draft)
}

/// A draft of the outbox, as it was written.
pub fn show(look: &Look<'_>, asked: ById) -> Result<MailDraft, Failure> {
    let id = OutboxId::parse(&asked.id).map_err(|_| not_found("draft"))?;
    let intent = outbox::show(look.db, id)?.ok_or_else(|| not_found("draft"))?;
    serde_json::from_str(&intent.request)
        .map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
}

/// Notes what became of a draft. A settled one stays as it is.
pub fn settle(act: &mut Act<'_>, question: SettleMail) -> Result<Nothing, Failure> {
    let id = OutboxId::parse(&question.id).map_err(|_| not_found("draft"))?;
    let intent = outbox::show(act.tx, id)?.ok_or_else(|| not_found("draft"))?;
    if intent.state != "planned" {
        return Err(conflict("this draft is settled already"));
    }
    outbox::settle(act.tx, id, question.failure.as_deref(), act.now)?;
    Ok(Nothing {})
}

type Composed = (String, MailDraft, domain::ids::ClientId);

fn letter(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let revision = one_revision(look, id)?;
    let proposal =
        proposals::show(look.db, revision.proposal_id)?.ok_or_else(|| not_found("proposal"))?;
    let client = clients::show(look.db, revision.client_id)?.ok_or_else(|| not_found("client"))?;
    let offer = frozen(look, &proposal.number, &revision)?.offer;
    let name = offer.signatories.first().map_or(&client.name, |first| &first.name);
    let body = format!(
        "Dear {},\n\nThe engagement letter {} is attached. It says what we will do, what it costs \
         and how it is paid. It can be accepted until {}.\n\nPlease write or call with any \
         question.\n\n{}",
        name.split_whitespace().next().unwrap_or(name),
        proposal.number,
        look.long_date(revision.valid_until),
        signed(look)
    );
    let subject = format!("Engagement letter {} from {}", proposal.number, look.practice.name);
    let attachment = format!("{}.pdf", proposal.number);
    let draft = draft(look, &client.email, subject, body, attachment, revision.letter);
    Ok((revision.id.to_string(), draft, client.id))
}

fn invoice(look: &Look<'_>, id: &str) -> Result<Composed, Failure> {
    let invoice = crate::invoices::one(look, wire::id("id", id)?)?;
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let owed = if invoice.open.is_positive() {
        let due = look.long_date(invoice.due_on);
        format!("{} {} is due on {due}", invoice.open.shown(), invoice.currency)
    } else {
        "It is paid; nothing more is owed on it".to_owned()
    };
    let body = format!(
        "Dear {},\n\nInvoice {} is attached. {owed}.\n\nPlease write or call with any \
         question.\n\n{}",
        name.split_whitespace().next().unwrap_or(name),
        invoice.number,
        signed(look)
    );
    let subject = format!("Invoice {} from {}", invoice.number, look.practice.name);
    let attachment = format!("{}.pdf", invoice.number);
    let draft = draft(look, &client.email, subject, body, attachment, invoice.document);
    Ok((invoice.id.to_string(), draft, client.id))
}

fn signed(look: &Look<'_>) -> String {
    let practice = &look.practice;
    if practice.person.is_empty() {
        practice.name.clone()
    } else {
        format!("{}\n{}", practice.person, practice.name)
    }
}

fn draft(
    look: &Look<'_>,
    to: &str,
    subject: String,
    body: String,
    attachment: String,
    sha256: String,
) -> MailDraft {
    let from = look.practice.email.clone();
    MailDraft { id: String::new(), from, to: to.to_owned(), subject, body, attachment, sha256 }
}
