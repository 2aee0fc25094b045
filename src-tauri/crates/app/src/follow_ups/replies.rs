//! What a client answered, attached by the user as a saved e-mail or a text. Its words are read as
//! text alone, and its file is kept as it came.

use chrono::NaiveDate;
use domain::ids::{ClientId, ReplyId};
use serde::{Deserialize, Serialize};
use store::replies::{self, Reply};
use store::{clients, documents};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, FileIn, Made, Nothing};

/// So many characters of a text are shown; all of it is kept.
const SHOWN: usize = 20_000;
/// The largest text that is read, in bytes.
const LARGEST_TEXT: usize = 1 << 20;

/// A message of a client's to be attached.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddReply {
    /// The client.
    pub client_id: String,
    /// A saved e-mail (`.eml`) or a text.
    pub file: FileIn,
}

/// What was read of a file.
struct Told {
    on: NaiveDate,
    from: String,
    subject: String,
    body: String,
    media_type: &'static str,
}

/// Attaches a message to a client.
pub fn add_reply(act: &mut Act<'_>, asked: AddReply) -> Result<Made, Failure> {
    let id: ClientId = wire::id("client_id", &asked.client_id)?;
    let client = clients::show(act.tx, id)?.ok_or_else(|| not_found("client"))?;
    let name = crate::proposals::file_name(&asked.file.name);
    let bytes = asked.file.bytes().map_err(|why| refused("file", why.message))?;
    let told = match is_text(&name) {
        true => text(act, &name, &bytes)?,
        false => message(act, &bytes)?,
    };
    let document = documents::keep(act.tx, &name, told.media_type, &bytes)?;
    if replies::is_there(act.tx, client.id, &document)? {
        return Err(conflict("this message is there already"));
    }
    let reply = Reply {
        id: act.new_id(),
        client_id: client.id,
        on: told.on,
        from: told.from,
        subject: told.subject,
        body: told.body,
        document,
    };
    replies::add(act.tx, &reply)?;
    act.say(format!("An answer of {} was attached: {}", client.name, reply.subject), Some(id));
    let id = reply.id.to_string();
    act.offer_undo("Attached", "replies.remove", ById { id: id.clone() });
    Ok(Made { id })
}

/// Takes a message out again.
pub fn remove_reply(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: ReplyId = wire::id("id", &asked.id)?;
    let reply = replies::show(act.tx, id)?.ok_or_else(|| not_found("message"))?;
    replies::remove(act.tx, id)?;
    act.say(format!("An answer was taken out: {}", reply.subject), Some(reply.client_id));
    Ok(Nothing {})
}

fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ending == "txt")
}

/// A saved e-mail: who, when, about what, and its words without any markup.
fn message(look: &Look<'_>, bytes: &[u8]) -> Result<Told, Failure> {
    let read = evidence::message::read(bytes).map_err(|why| refused("file", why.to_string()))?;
    let sent = read.sent_at.map_or(look.today, |at| look.local(at).date());
    Ok(Told {
        // A clock that is ahead cannot put an answer into the future.
        on: sent.min(look.today),
        from: read.from,
        subject: read.subject,
        body: read.text.trim().to_owned(),
        media_type: "message/rfc822",
    })
}

/// A text in UTF-8, of today.
fn text(look: &Look<'_>, name: &str, bytes: &[u8]) -> Result<Told, Failure> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.filter(|_| bytes.len() <= LARGEST_TEXT).ok_or_else(|| {
        refused("file", "a text has at most 1 MB and is saved as UTF-8; or save the e-mail (.eml)")
    })?;
    let shown = text.chars().filter(|c| !c.is_control() || *c == '\n').take(SHOWN);
    let body: String = shown.collect::<String>().trim().to_owned();
    if body.is_empty() {
        return Err(refused("file", "there is nothing in this text"));
    }
    let subject = name.to_owned();
    Ok(Told { on: look.today, from: String::new(), subject, body, media_type: "text/plain" })
}
