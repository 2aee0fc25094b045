//! Letters, invoices and receipts by e-mail: through the practice's own mail account, or handed to
//! the user's mail program as a draft. Both are written down in the outbox before they leave.

use chrono::Duration;
use domain::ids::{ClientId, Id, OutboxId};
use serde::{Deserialize, Serialize};
use store::invoices::Invoice;
use store::outbox::{self, Plan};
use store::{clients, mail, proposals};
use ts_rs::TS;

use crate::acceptances::open_revision;
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found, refused};
use crate::proposals::{frozen, one_revision};
use crate::wire::{self, ById, Made, Nothing};
use crate::{collecting, seal};

mod about;
mod account;
mod files;
mod paying;
mod request;
mod sending;
mod words;

pub use account::{
    MailAccount, MailAccountPage, MailPreset, MailPresets, Password, SaveMailAccount, account,
    forget_account, presets, save_account,
};
use files::{file_of, sized};
use request::Request;
pub use request::{Outbox, OutboxRow, SettleUnknownMail, cancel, outbox, retry, settle_unknown};
pub(crate) use sending::recover;
pub use sending::{Content, Next, Outgoing};
use words::{AMENDMENT, AMENDMENT_REMINDER, INVOICE, Kind, LETTER, RECEIPT, Values, written};
pub use words::{
    MailExample, MailTemplate, MailTemplates, SaveMailTemplate, save_template, templates,
    try_template,
};

/// The letter of a revision, an invoice, a receipt: a document's key among the files of a mail.
const MAIN: &str = "document";
/// The client pack's key among the files of a mail.
const PACK: &str = "pack";

/// The pay slip's key among the files of an invoice's mail.
const SLIP: &str = "slip";

/// What a client does with the page that goes with a letter.
const HOW_TO_ANSWER: &str = "To accept it, save the attached page, open it in your browser and \
                             follow it; it makes a small file that you send back by answering \
                             this e-mail.\n\n";
/// How long a mail waits so that it can be taken back, in seconds.
pub(crate) const UNDO_SECONDS: i64 = 10;

/// What to write about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ComposeMail {
    /// A sent revision, with its letter.
    Revision {
        /// The revision.
        id: String,
        /// To which of the letter's signatories, counted from 0; their client pack can go with it.
        #[serde(default)]
        #[ts(optional)]
        signatory: Option<u32>,
    },
    /// An invoice, with its PDF.
    Invoice {
        /// The invoice.
        id: String,
    },
    /// The receipt of a paid invoice.
    Receipt {
        /// The invoice.
        id: String,
    },
    /// A credit note, with its PDF.
    CreditNote {
        /// The credit note.
        id: String,
    },
    /// An amendment that was sent, with its letter.
    Amendment {
        /// The amendment.
        id: String,
    },
    /// A reminder of an amendment whose notice runs, with its letter.
    AmendmentReminder {
        /// The amendment.
        id: String,
    },
    /// A notice that the money of an invoice will be taken, with the invoice.
    CollectionNotice {
        /// The collection.
        id: String,
    },
    /// A page on which a client gives a payment method, with the letter it goes with.
    PaymentPage {
        /// What they were asked.
        id: String,
    },
    /// A message about what is owed, with the invoices.
    FollowUp {
        /// The message.
        id: String,
    },
    /// A statement of account, with its PDF.
    Statement {
        /// The statement.
        id: String,
    },
    /// A payment plan that was offered, with its agreement to sign.
    Plan {
        /// The plan.
        id: String,
    },
    /// The summary of a week, which goes to the practice itself.
    Summary {
        /// Its Monday.
        week_on: String,
    },
}

/// A file of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MailFile {
    /// Its name.
    pub name: String,
    /// SHA-256, the name of its document.
    pub sha256: String,
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
    /// Cc, with commas between; may be empty.
    pub cc: String,
    /// Subject.
    pub subject: String,
    /// Body, plain text.
    pub body: String,
    /// The attachment's file name.
    pub attachment: String,
    /// The attachment: SHA-256, the name of its document.
    pub sha256: String,
    /// What else goes with it.
    pub more: Vec<MailFile>,
}

/// A file that can go with a mail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfferedFile {
    /// `document`, `pack` or `slip`; what `mail.send` is told.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it goes along unless the user says otherwise.
    pub chosen: bool,
    /// Why it cannot go along now.
    pub trouble: Option<String>,
}

/// A mail as the templates write it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MailPreview {
    /// From; may be empty.
    pub from: String,
    /// To, with commas between; may be empty.
    pub to: String,
    /// Cc, with commas between.
    pub cc: String,
    /// Subject.
    pub subject: String,
    /// Body, plain text.
    pub body: String,
    /// What can go with it.
    pub files: Vec<OfferedFile>,
    /// Whether there is an account to send by; if not, it can go as a draft.
    pub can_send: bool,
    /// What goes in an e-mail of its own, because it is not there yet; may be empty.
    pub later: String,
}

/// A mail as the user left it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteMail {
    /// What it is about.
    pub about: ComposeMail,
    /// To, with commas between.
    pub to: String,
    /// Cc, with commas between.
    pub cc: String,
    /// Subject.
    pub subject: String,
    /// Body, plain text.
    pub body: String,
    /// The keys of the files that go with it; `document` always does in a draft.
    pub files: Vec<String>,
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

/// What a mail is about, in the words of the book.
struct Composed {
    subject: String,
    client: ClientId,
    to: String,
    kind: &'static Kind,
    values: Values,
    files: Vec<OfferedFile>,
    /// What is not there yet and follows.
    later: &'static str,
}

/// A mail as the templates write it; nothing is written down.
pub fn preview(look: &Look<'_>, about: ComposeMail) -> Result<MailPreview, Failure> {
    let composed = composed(look, &about)?;
    let (subject, body) = written(look, composed.kind, &composed.values)?;
    let account = mail::account(look.db)?;
    let own_copy = account.as_ref().filter(|account| account.copy_to_self == "cc");
    Ok(MailPreview {
        from: account.as_ref().map_or(&look.practice.email, |a| &a.from_address).clone(),
        to: composed.to,
        cc: own_copy.map(|account| account.from_address.clone()).unwrap_or_default(),
        subject,
        body,
        files: composed.files,
        can_send: account.is_some() && !look.practice.sample,
        later: composed.later.to_owned(),
    })
}

/// Writes a draft in the templates' words into the outbox; the shell opens it in the mail program
/// and settles it.
pub fn compose(act: &mut Act<'_>, about: ComposeMail) -> Result<MailDraft, Failure> {
    let composed = composed(act, &about)?;
    let (subject, body) = written(act, composed.kind, &composed.values)?;
    let files = composed.files.iter().filter(|file| file.chosen).map(|file| file.key.clone());
    let files = files.collect();
    let to = composed.to;
    draft(act, WriteMail { about, to, cc: String::new(), subject, body, files })
}

/// Writes a draft in the user's words into the outbox; the shell opens it in the mail program and
/// settles it.
pub fn draft(act: &mut Act<'_>, question: WriteMail) -> Result<MailDraft, Failure> {
    let Composed { subject: subject_id, client, .. } = composed(act, &question.about)?;
    let mut files = vec![file_of(act, &question.about, MAIN)?];
    for key in question.files.iter().filter(|key| *key != MAIN) {
        files.push(file_of(act, &question.about, key)?);
    }
    let main = files.remove(0);
    let id: OutboxId = act.new_id();
    let draft = MailDraft {
        id: id.to_string(),
        from: act.practice.email.clone(),
        to: question.to,
        cc: question.cc,
        subject: wire::line("subject", &question.subject, 300)?,
        body: wire::text("body", &question.body, 20_000)?,
        attachment: main.name,
        sha256: main.sha256,
        more: files,
    };
    let request =
        serde_json::to_string(&draft).map_err(|wrong| failure(Code::Bug, wrong.to_string()))?;
    let (subject, request) = (subject_id.as_str(), request.as_str());
    let (at, not_before) = (act.now, act.now);
    outbox::plan(act.tx, Plan { id, kind: "mail_draft", subject, request, at, not_before })?;
    act.say(format!("E-mail drafted: {}", draft.subject), Some(client));
    Ok(draft)
}

/// Writes a mail into the outbox, to be sent by the practice's account.
pub fn send(act: &mut Act<'_>, question: WriteMail) -> Result<Made, Failure> {
    if act.practice.sample {
        return Err(conflict("nothing is sent from the sample practice; its people are made up"));
    }
    let account = mail::account(act.tx)?.ok_or_else(|| {
        conflict("there is no mail account; set one up in Settings, or open this as a draft")
    })?;
    let to = addresses("to", &question.to)?;
    if to.is_empty() {
        return Err(refused("to", "type the address this goes to"));
    }
    let cc = addresses("cc", &question.cc)?;
    let subject = wire::line("subject", &question.subject, 300)?;
    let body = wire::text("body", &question.body, 20_000)?;
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if text.is_empty() {
            return Err(refused(field, "an e-mail needs a subject and words"));
        }
    }
    let composed = composed(act, &question.about)?;
    let mut files = Vec::new();
    for key in &question.files {
        files.push(file_of(act, &question.about, key)?);
    }
    sized(act, &files)?;
    let to_self = account.copy_to_self == "bcc";
    let request = Request {
        about: question.about,
        client: composed.client.to_string(),
        bcc: to_self.then(|| account.from_address.clone()).into_iter().collect(),
        from_name: account.from_name,
        from: account.from_address,
        reply_to: account.reply_to,
        to,
        cc,
        subject,
        body,
        files,
    };
    not_again(act, &composed.subject, &request)?;
    let id: OutboxId = act.new_id();
    let not_before = act.now + Duration::seconds(UNDO_SECONDS);
    let (subject, text) = (composed.subject.as_str(), request.written()?);
    let plan = Plan { id, kind: "mail", subject, request: &text, at: act.now, not_before };
    outbox::plan(act.tx, plan)?;
    let words = format!("E-mail to {}: {}", request.to.join(", "), request.subject);
    act.say(words, Some(composed.client));
    act.offer_undo("E-mail on its way", "mail.cancel", ById { id: id.to_string() });
    Ok(Made { id: id.to_string() })
}

/// Writes a mail in the templates' words into the outbox without being asked, where the user has
/// switched that on and the client has an address. Tells whether it did.
pub(crate) fn send_by_itself(act: &mut Act<'_>, about: ComposeMail) -> Result<bool, Failure> {
    let account = mail::account(act.tx)?.filter(|account| account.notices_since.is_some());
    let Some(account) = account.filter(|_| !act.practice.sample) else { return Ok(false) };
    let composed = composed(act, &about)?;
    if !addresses("to", &composed.to).is_ok_and(|to| !to.is_empty()) {
        return Ok(false);
    }
    let (subject, body) = written(act, composed.kind, &composed.values)?;
    let own_copy = account.copy_to_self == "cc";
    let cc = if own_copy { account.from_address } else { String::new() };
    let chosen = composed.files.into_iter().filter(|file| file.chosen);
    let files = chosen.map(|file| file.key).collect();
    send(act, WriteMail { about, to: composed.to, cc, subject, body, files })?;
    Ok(true)
}

/// Writes a mail with one file to the practice itself into the outbox.
pub(crate) fn to_self(
    act: &mut Act<'_>,
    about: ComposeMail,
    subject: String,
    body: String,
    file: MailFile,
) -> Result<OutboxId, Failure> {
    let account = mail::account(act.tx)?
        .ok_or_else(|| conflict("there is no mail account; set one up in Settings"))?;
    let request = Request {
        about,
        client: String::new(),
        from_name: account.from_name,
        to: vec![account.from_address.clone()],
        from: account.from_address,
        reply_to: account.reply_to,
        cc: Vec::new(),
        bcc: Vec::new(),
        subject,
        body,
        files: vec![file],
    };
    let id: OutboxId = act.new_id();
    let (at, subject, text) = (act.now, request.subject.as_str(), request.written()?);
    let plan = Plan { id, kind: "mail", subject, request: &text, at, not_before: at };
    outbox::plan(act.tx, plan)?;
    Ok(id)
}

/// Whether the practice's own account can send.
pub(crate) fn by_account(look: &Look<'_>) -> Result<bool, Failure> {
    Ok(!look.practice.sample && mail::account(look.db)?.is_some())
}

/// What a mail says of the page on which an invoice can be paid; may be empty.
pub(crate) fn pay_page(look: &Look<'_>, invoice: &Invoice) -> Result<String, Failure> {
    Ok(paying::with_invoice(look, invoice)?.0)
}

/// Whether a mail about this could leave by the practice's account in the templates' words.
pub(crate) fn reaches(look: &Look<'_>, about: ComposeMail) -> Result<bool, Failure> {
    if look.practice.sample || mail::account(look.db)?.is_none() {
        return Ok(false);
    }
    let Ok(preview) = preview(look, about) else { return Ok(false) };
    Ok(addresses("to", &preview.to).is_ok_and(|to| !to.is_empty()))
}

/// Writes a mail that [`reaches`] its client into the outbox, in the templates' words.
pub(crate) fn send_as_written(act: &mut Act<'_>, about: ComposeMail) -> Result<(), Failure> {
    let preview = preview(act, about.clone())?;
    let files = preview.files.into_iter().filter(|file| file.chosen).map(|file| file.key).collect();
    let (to, cc, subject, body) = (preview.to, preview.cc, preview.subject, preview.body);
    send(act, WriteMail { about, to, cc, subject, body, files })?;
    act.undo = None;
    Ok(())
}

/// Takes back what waits in the outbox about a row and has not left; how many there were.
pub(crate) fn take_back(
    act: &Act<'_>,
    subject: &str,
    which: impl Fn(&ComposeMail) -> bool,
) -> Result<usize, Failure> {
    let mut taken = 0;
    for intent in outbox::of_subject(act.tx, subject)? {
        let waits = intent.kind == "mail" && intent.state == "planned";
        if waits && which(&Request::parse(&intent.request)?.about) {
            outbox::end(act.tx, intent.id, "cancelled", None, act.now)?;
            taken += 1;
        }
    }
    Ok(taken)
}

/// A draft of the outbox, as it was written.
pub fn show(look: &Look<'_>, asked: ById) -> Result<MailDraft, Failure> {
    let id = OutboxId::parse(&asked.id).map_err(|_| not_found("draft"))?;
    let found = outbox::show(look.db, id)?.filter(|intent| intent.kind == "mail_draft");
    let intent = found.ok_or_else(|| not_found("draft"))?;
    serde_json::from_str(&intent.request)
        .map_err(|wrong| failure(Code::BooksDamaged, wrong.to_string()))
}

/// Notes what became of a draft. A settled one stays as it is.
pub fn settle(act: &mut Act<'_>, question: SettleMail) -> Result<Nothing, Failure> {
    let id = OutboxId::parse(&question.id).map_err(|_| not_found("draft"))?;
    let found = outbox::show(act.tx, id)?.filter(|intent| intent.kind == "mail_draft");
    let intent = found.ok_or_else(|| not_found("draft"))?;
    if intent.state != "planned" {
        return Err(conflict("this draft is settled already"));
    }
    outbox::settle(act.tx, id, question.failure.as_deref(), act.now)?;
    Ok(Nothing {})
}

/// Refuses what was asked for within the hour, to the letter: a second click is no second mail.
fn not_again(act: &Act<'_>, subject: &str, request: &Request) -> Result<(), Failure> {
    for intent in outbox::of_subject(act.tx, subject)? {
        let counts = intent.kind == "mail" && !matches!(&*intent.state, "failed" | "cancelled");
        let recent = act.now - intent.planned_at < Duration::hours(1);
        if counts && recent && Request::parse(&intent.request)? == *request {
            return Err(conflict("this e-mail is in the outbox already, word for word"));
        }
    }
    Ok(())
}

fn composed(look: &Look<'_>, about: &ComposeMail) -> Result<Composed, Failure> {
    match about {
        ComposeMail::Revision { id, signatory } => letter(look, id, *signatory),
        ComposeMail::Invoice { id } => invoice(look, id, &INVOICE),
        ComposeMail::Receipt { id } => invoice(look, id, &RECEIPT),
        ComposeMail::CreditNote { id } => about::credit_note(look, id),
        ComposeMail::Amendment { id } => about::amendment(look, id, &AMENDMENT),
        ComposeMail::AmendmentReminder { id } => about::amendment(look, id, &AMENDMENT_REMINDER),
        ComposeMail::CollectionNotice { id } => about::collection_notice(look, id),
        ComposeMail::PaymentPage { id } => paying::payment_page(look, id),
        ComposeMail::Statement { id } => about::statement(look, id),
        ComposeMail::FollowUp { id } => about::follow_up(look, id),
        ComposeMail::Plan { id } => about::plan(look, id),
        ComposeMail::Summary { .. } => Err(conflict("the summary is written by itself")),
    }
}

fn letter(look: &Look<'_>, id: &str, signatory: Option<u32>) -> Result<Composed, Failure> {
    let revision = one_revision(look, id)?;
    let proposal =
        proposals::show(look.db, revision.proposal_id)?.ok_or_else(|| not_found("proposal"))?;
    let client = clients::show(look.db, revision.client_id)?.ok_or_else(|| not_found("client"))?;
    let offer = frozen(look, &proposal.number, &revision)?.offer;
    let at = signatory.map_or(Some(0), |at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
    let who = offer.signatories.get(at);
    if signatory.is_some() && who.is_none() {
        return Err(refused("signatory", "choose who signs"));
    }
    let own = who.map(|who| who.email.clone()).filter(|email| !email.is_empty());
    let name = who.map_or(&client.name, |who| &who.name);
    let number = &proposal.number;
    let mut files = vec![offered(MAIN, format!("{number}.pdf"), None)];
    if signatory.is_some() {
        let trouble = match (open_revision(look, id, None), seal::answers(look)) {
            (Err(why), _) | (_, Err(why)) => Some(why.message),
            _ => None,
        };
        let page = format!("{number} {}.html", crate::proposals::file_name(name));
        files.push(offered(PACK, page, trouble));
    }
    let with_pack = files.iter().any(|file| file.key == PACK && file.chosen);
    let note = &offer.cover_note;
    let mut values = usual(look, name, &client.name, number);
    values.push(("until", look.long_date(revision.valid_until)));
    values
        .push(("cover_note", if note.is_empty() { String::new() } else { format!("{note}\n\n") }));
    values
        .push(("how_to_answer", if with_pack { HOW_TO_ANSWER.to_owned() } else { String::new() }));
    let (page, later) = paying::with_letter(look, &revision)?;
    values.push(("payment_page", page));
    let to = own.unwrap_or(client.email);
    let (subject, client) = (revision.id.to_string(), client.id);
    Ok(Composed { subject, client, to, kind: &LETTER, values, files, later })
}

fn invoice(look: &Look<'_>, id: &str, kind: &'static Kind) -> Result<Composed, Failure> {
    let invoice = crate::invoices::one(look, wire::id("id", id)?)?;
    let client = clients::show(look.db, invoice.client_id)?.ok_or_else(|| not_found("client"))?;
    let name = if client.contact.is_empty() { &client.name } else { &client.contact };
    let due = look.long_date(invoice.due_on);
    let owed = if invoice.open.is_positive() {
        format!("{} {} is due on {due}", invoice.open.shown(), invoice.currency)
    } else {
        "It is paid; nothing more is owed on it".to_owned()
    };
    let number = &invoice.number;
    let is_receipt = kind.name == RECEIPT.name;
    let unpaid = is_receipt && invoice.paid_on.is_none();
    let trouble = unpaid.then(|| format!("{} is still owed on {number}", invoice.open.shown()));
    let file = if is_receipt {
        let client = crate::proposals::file_name(&invoice.client_name);
        format!("Receipt {number} {client}.pdf")
    } else {
        format!("{number}.pdf")
    };
    let mut files = vec![offered(MAIN, file, trouble)];
    let mut values = usual(look, name, &client.name, number);
    values.push(("total", format!("{} {}", invoice.total.shown(), invoice.currency)));
    values.push(("due_on", due));
    values.push(("owed", owed));
    values.push(("how_to_pay", look.practice.how_to_pay.clone()));
    let (page, later) = paying::with_invoice(look, &invoice)?;
    if !is_receipt && !page.is_empty() {
        files.push(offered(SLIP, collecting::slip_name(&invoice), None));
    }
    values.push(("pay_page", page));
    let later = if is_receipt { "" } else { later };
    let (subject, to, client) = (invoice.id.to_string(), client.email, client.id);
    Ok(Composed { subject, client, to, kind, values, files, later })
}

fn offered(key: &str, name: String, trouble: Option<String>) -> OfferedFile {
    OfferedFile { key: key.to_owned(), name, chosen: trouble.is_none(), trouble }
}

/// What fills the placeholders of every kind.
pub(crate) fn usual(look: &Look<'_>, name: &str, client: &str, number: &str) -> Values {
    let practice = &look.practice;
    let signed = if practice.person.is_empty() {
        practice.name.clone()
    } else {
        format!("{}\n{}", practice.person, practice.name)
    };
    vec![
        ("first_name", name.split_whitespace().next().unwrap_or(name).to_owned()),
        ("client", client.to_owned()),
        ("practice", practice.name.clone()),
        ("signed", signed),
        ("number", number.to_owned()),
    ]
}

/// The addresses of a line, with commas or semicolons between. Empty is none.
fn addresses(field: &'static str, text: &str) -> Result<Vec<String>, Failure> {
    let line = wire::line(field, text, 2_000)?;
    let parts = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let plausible = part.split_once('@').is_some_and(|(user, domain)| {
                let outside = |c: char| c.is_whitespace() || "<>()[]\"\\:@".contains(c);
                !user.is_empty()
                    && domain.contains('.')
                    && !domain.contains("..")
                    && !domain.starts_with('.')
                    && !domain.ends_with('.')
                    && !user.contains(outside)
                    && !domain.contains(outside)
            });
            if plausible && part.is_ascii() && part.len() <= 254 {
                Ok(part.to_owned())
            } else {
                Err(refused(field, format!("\"{part}\" is not an e-mail address")))
            }
        })
        .collect()
}
