//! A mail as the outbox keeps it until it has left, and the list of them.

use domain::ids::{Id, OutboxId};
use domain::mail::Envelope;
use serde::{Deserialize, Serialize};
use store::outbox::{self, Intent};
use ts_rs::TS;

use super::{ComposeMail, MailFile};
use crate::context::{Act, Look};
use crate::failure::{Code, Failure, conflict, failure, not_found};
use crate::wire::{ById, Nothing};

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) about: ComposeMail,
    pub(super) client: String,
    pub(super) from_name: String,
    pub(super) from: String,
    pub(super) reply_to: String,
    pub(super) to: Vec<String>,
    pub(super) cc: Vec<String>,
    pub(super) bcc: Vec<String>,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) files: Vec<MailFile>,
}

impl Request {
    pub(super) fn parse(text: &str) -> Result<Request, Failure> {
        serde_json::from_str(text)
            .map_err(|wrong| failure(Code::BooksDamaged, format!("an e-mail of it: {wrong}")))
    }

    pub(super) fn written(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|wrong| failure(Code::Bug, wrong.to_string()))
    }

    /// Everyone once.
    pub(super) fn envelope(&self) -> Envelope {
        let mut to: Vec<String> = Vec::new();
        for one in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if !to.iter().any(|known| known.eq_ignore_ascii_case(one)) {
                to.push(one.clone());
            }
        }
        Envelope { from: self.from.clone(), to }
    }

    /// Stable, so that a second copy could be recognised as one.
    pub(super) fn message_id(&self, id: OutboxId) -> String {
        let domain = self.from.rsplit('@').next().unwrap_or_default();
        format!("{id}@{domain}")
    }
}

/// A mail of the outbox.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OutboxRow {
    /// Its row.
    pub id: String,
    /// What it is about.
    pub about: ComposeMail,
    /// To, with commas between.
    pub to: String,
    /// Cc, with commas between.
    pub cc: String,
    /// The subject.
    pub subject: String,
    /// The names of its files.
    pub files: Vec<String>,
    /// `planned`, `sending`, `unknown`, `confirmed`, `failed` or `cancelled`.
    pub state: String,
    /// Why the last attempt did not end well, and what to do.
    pub failure: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was asked for.
    pub planned_at: String,
    /// When it may be tried next.
    pub not_before: String,
    /// When it was settled.
    pub settled_at: Option<String>,
    /// The copy of what was handed to the server: the hash of a document.
    pub message: Option<String>,
}

/// The outbox: what needs the user first, then the newest.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Outbox {
    /// 300 rows at most.
    pub rows: Vec<OutboxRow>,
}

/// What the user found out about a mail that may have left.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleUnknownMail {
    /// Its row in the outbox.
    pub id: String,
    /// Whether it arrived; if not, it is sent again, the same to the byte.
    pub arrived: bool,
}

fn row(intent: Intent) -> Result<OutboxRow, Failure> {
    let request = Request::parse(&intent.request)?;
    Ok(OutboxRow {
        id: intent.id.to_string(),
        about: request.about,
        to: request.to.join(", "),
        cc: request.cc.join(", "),
        subject: request.subject,
        files: request.files.into_iter().map(|file| file.name).collect(),
        state: intent.state,
        failure: intent.failure,
        attempts: intent.attempts,
        planned_at: store::instant_text(intent.planned_at),
        not_before: store::instant_text(intent.not_before),
        settled_at: intent.settled_at.map(store::instant_text),
        message: intent.message,
    })
}

/// The outbox.
pub fn outbox(look: &Look<'_>, _: Nothing) -> Result<Outbox, Failure> {
    let rows = outbox::mails(look.db, 300)?.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(Outbox { rows })
}

/// Sends a mail that certainly did not leave once more.
pub fn retry(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let (intent, request) = one(act, &asked.id)?;
    let waits = intent.state == "planned";
    if intent.state != "failed" && !waits {
        return Err(conflict("only e-mail that was not sent can be tried again"));
    }
    outbox::plan_again(act.tx, intent.id, None, act.now)?;
    outbox::forget_attempts(act.tx, intent.id)?;
    act.say(format!("E-mail tried again: {}", request.subject), request.client());
    Ok(Nothing {})
}

/// Takes back a mail that has not left.
pub fn cancel(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let (intent, request) = one(act, &asked.id)?;
    if !matches!(intent.state.as_str(), "planned" | "failed") {
        return Err(conflict("this e-mail has left, or is leaving; it cannot be taken back"));
    }
    outbox::end(act.tx, intent.id, "cancelled", None, act.now)?;
    crate::follow_ups::taken_back(act, &request.about)?;
    act.say(format!("E-mail taken back: {}", request.subject), request.client());
    Ok(Nothing {})
}

/// The user knows what the program does not: whether a mail arrived.
pub fn settle_unknown(act: &mut Act<'_>, question: SettleUnknownMail) -> Result<Nothing, Failure> {
    let (intent, request) = one(act, &question.id)?;
    if intent.state != "unknown" {
        return Err(conflict("it is known what became of this e-mail"));
    }
    let client = request.client();
    if question.arrived {
        match intent.message {
            Some(_) => outbox::end(act.tx, intent.id, "confirmed", None, act.now)?,
            None => outbox::end(act.tx, intent.id, "cancelled", None, act.now)?,
        }
        act.say(format!("E-mail arrived: {}", request.subject), client);
    } else {
        outbox::plan_again(act.tx, intent.id, None, act.now)?;
        outbox::forget_attempts(act.tx, intent.id)?;
        act.say(format!("E-mail sent again: {}", request.subject), client);
    }
    Ok(Nothing {})
}

fn one(act: &Act<'_>, id: &str) -> Result<(Intent, Request), Failure> {
    let id = OutboxId::parse(id).map_err(|_| not_found("e-mail"))?;
    let found = outbox::show(act.tx, id)?.filter(|intent| intent.kind == "mail");
    let intent = found.ok_or_else(|| not_found("e-mail"))?;
    let request = Request::parse(&intent.request)?;
    Ok((intent, request))
}

impl Request {
    fn client(&self) -> Option<domain::ids::ClientId> {
        domain::ids::ClientId::parse(&self.client).ok()
    }
}
