//! A letter or an invoice as a draft that the user's own mail program opens.
//!
//! The draft is a file in the Internet Message Format (RFC 5322) with `X-Unsent: 1`, the header by
//! which mail programs open a message for writing instead of reading. Nothing is sent from here,
//! and nothing is known of where the words come from.

use lettre::message::header::{
    self, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MimeVersion,
};
use lettre::message::{Attachment, Body, Mailboxes, MultiPart, SinglePart};
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
    /// The subject, one line.
    pub subject: &'a str,
    /// The words, plain text.
    pub body: &'a str,
    /// The file name of the attached PDF.
    pub attachment: &'a str,
    /// The attached PDF.
    pub pdf: &'a [u8],
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
    let kind = ContentType::parse("application/pdf").expect("a media type as RFC 8118 names it");
    let pdf = Body::new_with_encoding(draft.pdf.to_vec(), ContentTransferEncoding::Base64)
        .expect("base64 carries any bytes");
    let pdf = Attachment::new(one_line(draft.attachment)).body(pdf, kind);
    let mut message =
        MultiPart::mixed().singlepart(SinglePart::plain(draft.body.to_owned())).singlepart(pdf);
    let headers = message.headers_mut();
    let unsent = HeaderName::new_from_ascii_str("X-Unsent");
    headers.insert_raw(HeaderValue::new(unsent, "1".to_owned()));
    if let Some(from) = from {
        headers.set(header::From::from(from));
    }
    if let Some(to) = to {
        headers.set(header::To::from(to));
    }
    headers.set(header::Subject::from(one_line(draft.subject)));
    headers.set(MimeVersion::default());
    Ok(message.formatted())
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
