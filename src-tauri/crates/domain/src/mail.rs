//! E-mail: the account it leaves by, the message that leaves, what became of it, and when it is
//! tried again. How it is carried is for others to know.

use chrono::{DateTime, Duration, Utc};

/// How the connection to a mail server is kept from listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte (RFC 8314), as on port 465.
    Tls,
    /// Encrypted by STARTTLS (RFC 3207), as on port 587; never without it.
    StartTls,
    /// Not encrypted: only to a server on this computer.
    Loopback,
}

impl Security {
    /// Its name in the book and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Security::Tls => "tls",
            Security::StartTls => "starttls",
            Security::Loopback => "none",
        }
    }

    /// By its name.
    pub fn from_name(name: &str) -> Option<Security> {
        [Security::Tls, Security::StartTls, Security::Loopback]
            .into_iter()
            .find(|security| security.name() == name)
    }
}

/// Whether a host is this computer by its name; mail may go there without encryption.
pub fn is_loopback(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "::1" | "localhost")
}

/// The server that takes the practice's mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from listeners.
    pub security: Security,
    /// Who signs in; empty where nobody has to.
    pub user: String,
}

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// `application/pdf` and so on.
    pub media_type: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A message before it is written in the format of mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its Message-ID without the angle brackets; the same at every attempt.
    pub message_id: String,
    /// When it was asked for.
    pub dated: DateTime<Utc>,
    /// The name of the sender; may be empty.
    pub from_name: String,
    /// The sender's address.
    pub from: String,
    /// Where answers go; empty for the sender.
    pub reply_to: String,
    /// The receivers' addresses.
    pub to: Vec<String>,
    /// Those who get a copy.
    pub cc: Vec<String>,
    /// The subject, one line.
    pub subject: String,
    /// The words, plain text.
    pub body: String,
    /// What goes with it.
    pub files: Vec<File>,
}

/// Who a message goes from and to, whatever its headers say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The sender's address.
    pub from: String,
    /// Every receiver, each once.
    pub to: Vec<String>,
}

/// What became of an attempt to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took the message; its words.
    Taken(String),
    /// The message certainly did not leave.
    Kept {
        /// Whether another attempt may help.
        passing: bool,
        /// What happened and what to do, one sentence.
        words: String,
    },
    /// The message was handed over and no answer came: it may have left.
    Unknown(String),
}

/// How long to wait after `attempts` that certainly did not send; none when it is enough.
pub fn wait_after(attempts: i64) -> Option<Duration> {
    let minutes = match attempts {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        4 => 60,
        5 => 180,
        _ => return None,
    };
    Some(Duration::minutes(minutes))
}

/// What planned mail may be late, in hours: after that the user decides, since the book may be a
/// copy of one that sent it, and its words may no longer be true.
pub const LATE_HOURS: i64 = 12;

/// A provider's server, so that nobody has to look it up.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The provider.
    pub name: &'static str,
    /// The server; empty where the user names it.
    pub host: &'static str,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from listeners.
    pub security: Security,
    /// What to know before typing the password.
    pub note: &'static str,
}

/// As the providers commonly give them; the connection test says where one has changed.
pub const PRESETS: [Preset; 8] = [
    Preset {
        name: "Gmail, Google Workspace",
        host: "smtp.gmail.com",
        port: 465,
        security: Security::Tls,
        note: "Google wants an app password, not your own: turn on 2-Step Verification, then make \
               one at myaccount.google.com/apppasswords",
    },
    Preset {
        name: "Outlook, Microsoft 365",
        host: "smtp.office365.com",
        port: 587,
        security: Security::StartTls,
        note: "Microsoft is giving up sign-in by password: it works only where the mailbox allows \
               Authenticated SMTP, and not for personal Outlook.com; otherwise use drafts in your \
               mail program",
    },
    Preset {
        name: "iCloud",
        host: "smtp.mail.me.com",
        port: 587,
        security: Security::StartTls,
        note: "Apple wants an app-specific password: make one at account.apple.com",
    },
    Preset {
        name: "Yahoo",
        host: "smtp.mail.yahoo.com",
        port: 465,
        security: Security::Tls,
        note: "Yahoo wants an app password: make one under Account security",
    },
    Preset {
        name: "Fastmail",
        host: "smtp.fastmail.com",
        port: 465,
        security: Security::Tls,
        note: "Fastmail wants an app password: make one under Privacy & Security",
    },
    Preset {
        name: "Zoho",
        host: "smtp.zoho.com",
        port: 465,
        security: Security::Tls,
        note: "accounts in Europe use smtp.zoho.eu, paid ones smtppro; two-factor sign-in wants \
               an application-specific password",
    },
    Preset {
        name: "Proton Mail Bridge",
        host: "127.0.0.1",
        port: 1025,
        security: Security::StartTls,
        note: "Bridge must run on this computer; use the name and the password that Bridge shows",
    },
    Preset {
        name: "Another provider",
        host: "",
        port: 587,
        security: Security::StartTls,
        note: "your provider's help names the server for outgoing mail",
    },
];

/// What to know of a server's provider, where it is a known one.
pub fn note_of(host: &str) -> Option<&'static str> {
    let known = PRESETS.iter().filter(|preset| !preset.host.is_empty());
    known.clone().find(|preset| preset.host.eq_ignore_ascii_case(host)).map(|preset| preset.note)
}

/// The text with each `{name}` replaced by what `value` gives for it. Fails with the first name
/// that has no value.
pub fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> Result<String, String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            return Err(after.chars().take(20).collect());
        };
        filled.push_str(value(name).ok_or_else(|| name.to_owned())?);
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests;
