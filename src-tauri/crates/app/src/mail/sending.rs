//! What the worker does with planned mail: takes the next, begins it with its bytes, and settles
//! it. Between the two the book is free, and what is begun and never settled is *unknown* when the
//! book is opened again: it is never sent by itself a second time (rule 10).

use chrono::{DateTime, Duration, Utc};
use domain::ids::{ClientId, Id, OutboxId};
use domain::mail::{Envelope, File, LATE_HOURS, Letter, Outcome, Server, wait_after};
use domain::ports::Secret;
use serde_json::json;
use store::journal::{self, Entry};
use store::outbox::{self, Intent};
use store::{Connection, Transaction, documents, mail};

use super::ComposeMail;
use super::account::kept_as;
use super::paying;
use super::request::Request;
use crate::App;
use crate::context::Look;
use crate::failure::{Failure, not_found};
use crate::follow_ups::{self, LastLook};

/// A mail that is to be sent now.
pub struct Outgoing {
    /// Its row in the outbox.
    pub id: OutboxId,
    /// Who takes it.
    pub server: Server,
    /// What signs in there.
    pub secret: Option<Secret>,
    /// From whom and to whom.
    pub envelope: Envelope,
    /// What it says.
    pub content: Content,
}

/// What a mail says.
pub enum Content {
    /// It was not written in the format of mail yet.
    Fresh(Box<Letter>),
    /// What an earlier attempt handed over, to the byte.
    Kept(Vec<u8>),
}

/// What there is to do.
pub enum Next {
    /// Nothing now.
    Nothing,
    /// A mail could not be begun; its row says why.
    Settled,
    /// A mail is to be sent.
    Send(Box<Outgoing>),
}

/// Why a mail is not begun.
enum Obstacle {
    /// Nobody knows whether it left, or whether it still should.
    Unsure(&'static str),
    /// It cannot leave until the user changes something.
    Lasting(String),
    /// It may leave later, and not before an instant where that is known.
    Passing(String, Option<DateTime<Utc>>),
    /// It is not to be said any more: the message about what is owed, and why.
    Over(String, String),
}

impl App {
    /// The next mail to be sent; nothing is changed for it yet.
    pub fn next_mail(&mut self) -> Result<Next, Failure> {
        let now = self.world.now();
        let Some(book) = &mut self.book else {
            return Ok(Next::Nothing);
        };
        let Some(intent) = outbox::next_mail(book.db(), now)? else {
            return Ok(Next::Nothing);
        };
        let secrets = self.secrets.as_ref();
        match outgoing(book.db(), secrets, &intent, now)? {
            Ok(outgoing) => Ok(Next::Send(Box::new(outgoing))),
            Err(obstacle) => {
                book.write(|tx| settle_obstacle(tx, &intent, obstacle, now))?;
                Ok(Next::Settled)
            }
        }
    }

    /// Who takes the practice's mail, and what signs in there; for the test of the connection.
    pub fn mail_server(&mut self) -> Result<(Server, Option<Secret>), Failure> {
        let account = mail::account(self.open_book()?.db())?.ok_or_else(|| {
            crate::failure::conflict("there is no mail account; set one up in Settings")
        })?;
        let secret = match account.server.user.as_str() {
            "" => None,
            _ => self.secrets.read(&kept_as(&account.server))?,
        };
        Ok((account.server, secret))
    }

    /// Writes down that the mail is being sent, and keeps its bytes. Tells whether it still was to
    /// be sent; only then may it be.
    pub fn begin_mail(&mut self, id: OutboxId, message: &[u8]) -> Result<bool, Failure> {
        self.open_book_mut()?.write(|tx| {
            let Some(intent) = outbox::show(tx, id)? else {
                return Ok(false);
            };
            let request = Request::parse(&intent.request)?;
            let name = format!("{}.eml", crate::proposals::file_name(&request.subject));
            let hash = documents::keep(tx, &name, "message/rfc822", message)?;
            Ok(outbox::begin(tx, id, &hash)?)
        })
    }

    /// Writes down what became of a mail that was begun. One that the book does not hold, or that
    /// was settled since, stays as it is.
    pub fn end_mail(&mut self, id: OutboxId, outcome: &Outcome) -> Result<(), Failure> {
        let now = self.world.now();
        self.open_book_mut()?.write(|tx| {
            let stayed = matches!(outcome, Outcome::Kept { .. });
            let open = |intent: &Intent| match intent.state.as_str() {
                "sending" | "unknown" => true,
                // What cannot even be written in the format of mail was never begun.
                state => state == "planned" && stayed,
            };
            let Some(intent) = outbox::show(tx, id)?.filter(open) else {
                return Ok(());
            };
            match outcome {
                Outcome::Taken(_) => outbox::end(tx, id, "confirmed", None, now)?,
                Outcome::Unknown(words) => outbox::end(tx, id, "unknown", Some(words), now)?,
                Outcome::Kept { passing, words } => {
                    let wait = passing.then(|| wait_after(intent.attempts)).flatten();
                    match wait {
                        Some(wait) => outbox::plan_again(tx, id, Some(words), now + wait)?,
                        None => outbox::end(tx, id, "failed", Some(words), now)?,
                    }
                }
            }
            note(tx, id, now)
        })
    }
}

fn outgoing(
    db: &Connection,
    secrets: &dyn domain::ports::Secrets,
    intent: &Intent,
    now: DateTime<Utc>,
) -> Result<Result<Outgoing, Obstacle>, Failure> {
    let late = intent.not_before + Duration::hours(LATE_HOURS) < now;
    let request = Request::parse(&intent.request)?;
    match &request.about {
        // However late it is, the last look says whether it is still to be said.
        ComposeMail::FollowUp { id } => {
            match follow_ups::last_look(&Look::at(db, secrets, now)?, id)? {
                LastLook::Holds => {}
                LastLook::Waits(why, until) => return Ok(Err(Obstacle::Passing(why, until))),
                LastLook::Over(why) => return Ok(Err(Obstacle::Over(id.clone(), why))),
            }
        }
        _ if late => {
            return Ok(Err(Obstacle::Unsure(
                "this waited too long, or this is an older copy of the book; send it only if it \
                 has not arrived and its words still hold",
            )));
        }
        ComposeMail::PaymentPage { id } => {
            if let Some(until) = paying::waits(&Look::at(db, secrets, now)?, id)? {
                let words = "the client had a message today; this one leaves tomorrow";
                return Ok(Err(Obstacle::Passing(words.to_owned(), Some(until))));
            }
        }
        _ => {}
    }
    let Some(account) = mail::account(db)? else {
        let words = "there is no mail account; set one up in Settings, or open it as a draft";
        return Ok(Err(Obstacle::Lasting(words.to_owned())));
    };
    let secret = match secrets.read(&kept_as(&account.server)) {
        _ if account.server.user.is_empty() => None,
        Ok(Some(kept)) => Some(kept),
        Ok(None) => {
            let words = "this computer's keyring holds no password for the mail account; type it \
                         in Settings";
            return Ok(Err(Obstacle::Lasting(words.to_owned())));
        }
        Err(why) => return Ok(Err(Obstacle::Passing(why.to_string(), None))),
    };
    let content = match &intent.message {
        Some(hash) => Content::Kept(document(db, hash)?.bytes),
        None => Content::Fresh(Box::new(letter(db, intent, &request)?)),
    };
    let (id, server, envelope) = (intent.id, account.server, request.envelope());
    Ok(Ok(Outgoing { id, server, secret, envelope, content }))
}

fn letter(db: &Connection, intent: &Intent, request: &Request) -> Result<Letter, Failure> {
    let file = |file: &super::MailFile| -> Result<File, Failure> {
        let kept = document(db, &file.sha256)?;
        Ok(File { name: file.name.clone(), media_type: kept.media_type, bytes: kept.bytes })
    };
    Ok(Letter {
        message_id: request.message_id(intent.id),
        dated: intent.planned_at,
        from_name: request.from_name.clone(),
        from: request.from.clone(),
        reply_to: request.reply_to.clone(),
        to: request.to.clone(),
        cc: request.cc.clone(),
        subject: request.subject.clone(),
        body: request.body.clone(),
        files: request.files.iter().map(file).collect::<Result<_, _>>()?,
    })
}

fn document(db: &Connection, hash: &str) -> Result<documents::Document, Failure> {
    documents::show(db, hash)?.ok_or_else(|| not_found("document"))
}

fn settle_obstacle(
    tx: &Transaction<'_>,
    intent: &Intent,
    obstacle: Obstacle,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    match obstacle {
        // If it left, then when it was to.
        Obstacle::Unsure(words) => {
            outbox::end(tx, intent.id, "unknown", Some(words), intent.not_before)?;
        }
        Obstacle::Lasting(words) => outbox::end(tx, intent.id, "failed", Some(&words), now)?,
        Obstacle::Over(id, why) => {
            outbox::end(tx, intent.id, "cancelled", Some(&why), now)?;
            follow_ups::dropped(tx, &id, &why)?;
        }
        Obstacle::Passing(words, until) => {
            // No attempt was made, so none is counted, and the journal is spared each look.
            let later = until.unwrap_or(now + Duration::minutes(5));
            return Ok(outbox::plan_again(tx, intent.id, Some(&words), later)?);
        }
    }
    note(tx, intent.id, now)
}

/// Tells the journal where a mail stands.
fn note(tx: &Transaction<'_>, id: OutboxId, now: DateTime<Utc>) -> Result<(), Failure> {
    let intent = outbox::show(tx, id)?.ok_or_else(|| not_found("e-mail"))?;
    let request = Request::parse(&intent.request)?;
    let what = match intent.state.as_str() {
        "confirmed" => "E-mail sent",
        "unknown" => "E-mail may have been sent",
        "failed" => "E-mail not sent",
        "cancelled" => "E-mail held back",
        _ => "E-mail not sent yet",
    };
    let payload = json!({ "id": id.to_string(), "state": intent.state,
        "attempts": intent.attempts, "failure": intent.failure, "message": intent.message });
    let entry = Entry {
        at: now,
        actor: "worker".to_owned(),
        command: "mail.sent".to_owned(),
        words: format!("{what}: {}", request.subject),
        client_id: ClientId::parse(&request.client).ok(),
        payload: payload.to_string(),
        undo: String::new(),
    };
    journal::append(tx, &entry)?;
    Ok(())
}

/// Settles what was being sent when the program went away.
pub(crate) fn recover(book: &mut store::Book, now: DateTime<Utc>) -> Result<(), Failure> {
    book.write(|tx| {
        let count = outbox::recover(tx, now)?;
        if count > 0 {
            let entry = Entry {
                at: now,
                actor: "worker".to_owned(),
                command: "mail.recovered".to_owned(),
                words: "The program ended while e-mail was being sent".to_owned(),
                client_id: None,
                payload: json!({ "count": count }).to_string(),
                undo: String::new(),
            };
            journal::append(tx, &entry)?;
        }
        Ok(())
    })
}
