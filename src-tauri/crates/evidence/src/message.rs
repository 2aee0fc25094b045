//! A saved e-mail as evidence: what its headers say, its words, and the answer it may carry.
//!
//! Nothing here is a proof of origin. What receiving servers noted about it (`dkim=pass`) is
//! repeated as they noted it.

use chrono::{DateTime, Utc};
use mail_parser::{Address, HeaderValue, MessageParser, MimeHeaders};

/// The largest message that is read.
pub const LARGEST: usize = 32 << 20;

/// A message as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// From whom: `June Alder <june@alder.example>`.
    pub from: String,
    /// The bare address of the sender in lower case; empty where there is none.
    pub from_address: String,
    /// To whom.
    pub to: String,
    /// When, as the message says, in RFC 3339; empty where it does not.
    pub date: String,
    /// The same as an instant.
    pub sent_at: Option<DateTime<Utc>>,
    /// Subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// What the receiving server noted of its origin; may be empty.
    pub checks: String,
    /// Attached answers: `.quittance-acceptance` files.
    pub answers: Vec<Vec<u8>>,
}

/// Why a file is not read as a message.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAMessage {
    /// It is too large.
    #[error("this message is larger than 32 MB; save it without its attachments")]
    TooLarge,
    /// It is no message.
    #[error("this is not a saved e-mail; save the message as a file (.eml) and try again")]
    NotAMessage,
}

impl Message {
    /// Whether the receiving server noted a good DKIM signature of the sender's own domain.
    pub fn origin_noted(&self) -> bool {
        let domain = self.from_address.rsplit('@').next().unwrap_or_default();
        let checks = self.checks.to_lowercase();
        !domain.is_empty()
            && checks.split(';').any(|check| {
                check.contains("dkim=pass") && check.contains(&format!("={domain}"))
                    || check.contains("dkim=pass") && check.contains(&format!("@{domain}"))
            })
    }
}

/// Reads a message. Every string is cut to a length that can be shown.
pub fn read(bytes: &[u8]) -> Result<Message, NotAMessage> {
    if bytes.len() > LARGEST {
        return Err(NotAMessage::TooLarge);
    }
    let message = MessageParser::default().parse(bytes).ok_or(NotAMessage::NotAMessage)?;
    let from_address = message
        .from()
        .and_then(Address::first)
        .and_then(|one| one.address())
        .unwrap_or_default()
        .to_lowercase();
    if from_address.is_empty() || message.date().is_none() {
        return Err(NotAMessage::NotAMessage);
    }
    let sent_at = message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
    let answers = message
        .attachments()
        .filter(|part| {
            part.attachment_name().is_some_and(|name| name.ends_with(".quittance-acceptance"))
        })
        .map(|part| part.contents().to_vec())
        .collect();
    Ok(Message {
        from: shown(message.from()),
        from_address,
        to: shown(message.to()),
        date: message.date().map(|date| date.to_rfc3339()).unwrap_or_default(),
        sent_at,
        subject: cut(message.subject().unwrap_or_default(), 400),
        text: cut(&message.body_text(0).unwrap_or_default(), 20_000),
        checks: checks(&message),
        answers,
    })
}

/// The first note of a receiving server; later ones may be the sender's own.
fn checks(message: &mail_parser::Message<'_>) -> String {
    match message.header("Authentication-Results") {
        Some(HeaderValue::Text(text)) => cut(text, 1_000),
        Some(HeaderValue::TextList(all)) => cut(&all.join("; "), 1_000),
        _ => String::new(),
    }
}

fn shown(addresses: Option<&Address<'_>>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.to_owned(),
        (name, None) => name.unwrap_or_default().to_owned(),
    };
    let all: Vec<String> =
        addresses.map(|all| all.iter().take(20).map(one).collect()).unwrap_or_default();
    cut(&all.join(", "), 1_000)
}

/// The first letters of a text, without characters that cannot be shown.
fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').take(most).collect()
}

#[cfg(test)]
mod tests;
