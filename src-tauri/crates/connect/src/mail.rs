//! A letter or an invoice in the Internet Message Format (RFC 5322): as a draft that the user's own
//! mail program opens, or as the message that is handed to a mail server.
//!
//! A draft carries `X-Unsent: 1`, the header by which mail programs open a message for writing
//! instead of reading. Nothing is sent from here, and nothing is known of where the words come
//! from.

use std::time::SystemTime;

use domain::mail::{File, Letter};
use lettre::message::header::{
    self, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MimeVersion,
};
use lettre::message::{Attachment, Body, Mailbox, Mailboxes, MultiPart, SinglePart};
use thiserror::Error;

#[cfg(test)]
mod tests;

/// What the draft says, and what goes with it.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The sender's address; empty leaves it to the mail program.
    pub from: &'a str,
    /// The receivers' addresses, with commas between; empty leaves them to the user.
    pub to: &'a str,
    /// Those who get a copy, with commas between.
    pub cc: &'a str,
    /// The subject, one line.
    pub subject: &'a str,
    /// The words, plain text.
    pub body: &'a str,
    /// The file name of the attached PDF.
    pub attachment: &'a str,
    /// The attached PDF.
    pub pdf: &'a [u8],
    /// What else goes with it.
    pub more: &'a [File],
}

/// Why a draft cannot be written, in the order of the checks.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DraftError {
    /// The sender's address is none.
    #[error("\"{0}\" is not an e-mail address; correct it in the practice's settings")]
    From(String),
    /// A receiver's address is none.
    #[error("\"{0}\" is not an e-mail address; correct it on the client's page")]
    To(String),
}

/// The bytes of the `.eml` file. No `Date` and no `Message-ID`: the mail program gives the message
/// both when the user sends it.
pub fn draft(draft: &Draft<'_>) -> Result<Vec<u8>, DraftError> {
    let from = addresses(draft.from).map_err(DraftError::From)?;
    let to = addresses(draft.to).map_err(DraftError::To)?;
    let cc = addresses(draft.cc).map_err(DraftError::To)?;
    let pdf = part(draft.attachment, "application/pdf", draft.pdf);
    let words = SinglePart::plain(draft.body.to_owned());
    let mut message = MultiPart::mixed().singlepart(words).singlepart(pdf);
    for file in draft.more {
        message = message.singlepart(part(&file.name, &file.media_type, &file.bytes));
    }
    let headers = message.headers_mut();
    let unsent = HeaderName::new_from_ascii_str("X-Unsent");
    headers.insert_raw(HeaderValue::new(unsent, "1".to_owned()));
    if let Some(from) = from {
        headers.set(header::From::from(from));
    }
    if let Some(to) = to {
        headers.set(header::To::from(to));
    }
    if let Some(cc) = cc {
        headers.set(header::Cc::from(cc));
    }
    headers.set(header::Subject::from(one_line(draft.subject)));
    headers.set(MimeVersion::default());
    Ok(message.formatted())
}

/// The bytes that a mail server is handed. Those who get a blind copy stand only in the envelope.
pub fn message(letter: &Letter) -> Result<Vec<u8>, DraftError> {
    let from = letter.from.trim().parse().map_err(|_| DraftError::From(letter.from.clone()))?;
    let name = one_line(&letter.from_name);
    let from = Mailbox::new((!name.is_empty()).then_some(name), from);
    let to = addresses(&letter.to.join(", ")).map_err(DraftError::To)?;
    let cc = addresses(&letter.cc.join(", ")).map_err(DraftError::To)?;
    let answers = addresses(&letter.reply_to).map_err(DraftError::From)?;
    let mut message = MultiPart::mixed().singlepart(SinglePart::plain(letter.body.clone()));
    for file in &letter.files {
        message = message.singlepart(part(&file.name, &file.media_type, &file.bytes));
    }
    let headers = message.headers_mut();
    headers.set(header::Date::from(SystemTime::from(letter.dated)));
    headers.set(header::MessageId::from(format!("<{}>", letter.message_id)));
    headers.set(header::From::from(Mailboxes::from(from)));
    if let Some(answers) = answers {
        headers.set(header::ReplyTo::from(answers));
    }
    if let Some(to) = to {
        headers.set(header::To::from(to));
    }
    if let Some(cc) = cc {
        headers.set(header::Cc::from(cc));
    }
    headers.set(header::Subject::from(one_line(&letter.subject)));
    headers.set(MimeVersion::default());
    Ok(message.formatted())
}

/// An attached file. What calls itself by no media type goes as plain bytes.
fn part(name: &str, media_type: &str, bytes: &[u8]) -> SinglePart {
    let kind = ContentType::parse(media_type).unwrap_or_else(|_| {
        ContentType::parse("application/octet-stream").expect("a media type of RFC 2046")
    });
    let body = Body::new_with_encoding(bytes.to_vec(), ContentTransferEncoding::Base64)
        .expect("base64 carries any bytes");
    Attachment::new(one_line(name)).body(body, kind)
}

/// The addresses of a line; none where it is empty. The line itself where it holds none.
fn addresses(line: &str) -> Result<Option<Mailboxes>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(None);
    }
    line.parse().map(Some).map_err(|_| line.to_owned())
}

/// The text without line breaks and other control characters: a name can never begin a header.
fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    spaced.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
