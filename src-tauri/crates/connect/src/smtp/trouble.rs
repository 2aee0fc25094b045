//! Where sending stopped, in words that name the step, the server's own words, and what to do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::error::Error as _;
use std::io::ErrorKind;

use domain::mail::{Security, Server, note_of};
use domain::ports::Secret;
use lettre::transport::smtp::Error;

/// A step on the way of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server's name was found.
    Name,
    /// The server was reached.
    Connection,
    /// The connection was encrypted.
    Encryption,
    /// The server said who it is.
    Greeting,
    /// The user signed in.
    Login,
    /// The sender was taken.
    Sender,
    /// A receiver was taken.
    Recipient,
    /// The message was taken.
    Content,
}

impl Step {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Step::Name => "name",
            Step::Connection => "connection",
            Step::Encryption => "encryption",
            Step::Greeting => "greeting",
            Step::Login => "login",
            Step::Sender => "sender",
            Step::Recipient => "recipient",
            Step::Content => "content",
        }
    }
}

/// Why a message certainly did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where it stopped.
    pub step: Step,
    /// What happened, with the server's own words where it said any.
    pub words: String,
    /// What the provider is known to want.
    pub advice: Option<&'static str>,
    /// Whether trying again later may help.
    pub passing: bool,
}

impl Trouble {
    /// A trouble that stays until somebody changes something.
    pub(super) fn lasting(step: Step, words: &str) -> Trouble {
        Trouble { step, words: words.to_owned(), advice: None, passing: false }
    }

    /// With what the provider is known to want, in the words too.
    pub(super) fn advised(self, advice: Option<&'static str>) -> Trouble {
        let words = match advice {
            Some(advice) => format!("{}; {advice}", self.words),
            None => self.words,
        };
        Trouble { words, advice, ..self }
    }
}

/// What went wrong in a conversation, without any secret.
pub(super) enum Refusal {
    /// The server said no: its code, and its words.
    Said(u16, String),
    /// It did not answer in time.
    Late,
    /// Nobody was reached.
    Unreached(ErrorKind),
    /// The encryption failed: the library's words.
    Unencrypted(String),
    /// The connection ended.
    Closed,
    /// What came was not SMTP.
    Garbled,
}

impl Refusal {
    /// What an error means. A server that repeats the secret is not quoted on it.
    pub(super) fn of(error: &Error, secret: Option<&Secret>) -> Refusal {
        if let Some(code) = error.status() {
            let words = error.source().map(ToString::to_string).unwrap_or_default();
            return Refusal::Said(u16::from(code), told(&without(words, secret)));
        }
        if is_late(error) {
            return Refusal::Late;
        }
        let io = io_of(error);
        let shown = error.to_string();
        // The library tells these apart by nothing but the beginning of its words.
        if shown.starts_with("Connection error") {
            return Refusal::Unreached(io.map_or(ErrorKind::Other, std::io::Error::kind));
        }
        if let Some(io) = io {
            return match io.kind() {
                ErrorKind::InvalidData => Refusal::Unencrypted(told(&io.to_string())),
                _ => Refusal::Closed,
            };
        }
        if shown.contains("incomplete response") { Refusal::Closed } else { Refusal::Garbled }
    }

    /// Where connecting stopped, which the library does in one go.
    pub(super) fn step_of_connecting(&self, security: Security) -> Step {
        match self {
            Refusal::Unreached(_) => Step::Connection,
            Refusal::Unencrypted(_) if security == Security::Tls => Step::Encryption,
            Refusal::Closed | Refusal::Late if security == Security::Tls => Step::Encryption,
            _ => Step::Greeting,
        }
    }

    /// The trouble at a step.
    pub(super) fn at(self, step: Step, server: &Server) -> Trouble {
        self.about(step, server, "")
    }

    /// The trouble at a step with `whom`: the user, the sender, or a receiver.
    pub(super) fn about(self, step: Step, server: &Server, whom: &str) -> Trouble {
        let (host, port) = (&server.host, server.port);
        let passing = match &self {
            Refusal::Said(code, _) => (400..500).contains(code),
            Refusal::Late | Refusal::Closed => true,
            Refusal::Unreached(_) => true,
            Refusal::Unencrypted(_) | Refusal::Garbled => false,
        };
        let words = match self {
            Refusal::Said(code, said) => refused(step, server, whom, code, &said),
            Refusal::Late => format!("{host} did not answer in time{}", during(step)),
            Refusal::Closed => format!("{host} ended the connection{}", during(step)),
            Refusal::Unreached(ErrorKind::ConnectionRefused) => {
                format!("{host} takes no connection on port {port}; check the port")
            }
            Refusal::Unreached(_) => format!(
                "{host} could not be reached on port {port}; check whether this computer is \
                 online, and whether a firewall stops it"
            ),
            Refusal::Unencrypted(why) => unencrypted(server, &why),
            Refusal::Garbled => {
                format!("what answers at {host} on port {port} is no mail server; check both")
            }
        };
        let lasting_login = step == Step::Login && !passing;
        let advice = lasting_login.then(|| note_of(host)).flatten();
        Trouble { step, words, advice: None, passing }.advised(advice)
    }
}

/// The server's no, with its words.
fn refused(step: Step, server: &Server, whom: &str, code: u16, said: &str) -> String {
    let host = &server.host;
    let said = format!("{host} said: {code} {said}");
    match step {
        Step::Login if (400..500).contains(&code) => {
            format!("signing in as {whom} did not work just now; {said}")
        }
        Step::Login => {
            format!("the name or the password was refused; check both for {whom}; {said}")
        }
        Step::Sender => format!("{whom} may not send from here; {said}"),
        Step::Recipient => format!("the address {whom} was refused; {said}"),
        Step::Content if matches!(code, 552 | 523) => {
            format!("the message is too large for this server; send fewer files; {said}")
        }
        Step::Content => format!("the message was refused; {said}"),
        _ => format!("the server takes no mail{}; {said}", during(step)),
    }
}

fn unencrypted(server: &Server, why: &str) -> String {
    let (host, port) = (&server.host, server.port);
    let because = if why.contains("UnknownIssuer") {
        "its certificate is signed by nobody this program trusts"
    } else if why.contains("NotValidForName") || why.contains("not valid for name") {
        "its certificate is made out to another name; check the name of the server"
    } else if ["Expired", "NotValidYet", "expired", "not valid yet"].iter().any(|w| why.contains(w))
    {
        "its certificate is out of date; check this computer's clock, then ask the provider"
    } else if why.contains("corrupt message") || why.contains("UTF-8") {
        "it does not speak TLS on this port; try STARTTLS, or port 465"
    } else {
        return format!("the connection to {host} on port {port} could not be encrypted: {why}");
    };
    format!("the connection to {host} on port {port} could not be encrypted: {because}")
}

fn during(step: Step) -> &'static str {
    match step {
        Step::Name | Step::Connection => " when it was called",
        Step::Encryption => " when encryption was to begin; try the other kind, or another port",
        Step::Greeting => " before it said who it is",
        Step::Login => " while signing in",
        Step::Sender | Step::Recipient => " before it took the addresses",
        Step::Content => " before it took the message",
    }
}

/// Whether the error is a clock that ran out.
pub(super) fn is_late(error: &Error) -> bool {
    io_of(error).is_some_and(|io| matches!(io.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock))
        && !error.to_string().starts_with("Connection error")
}

fn io_of(error: &Error) -> Option<&std::io::Error> {
    error.source().and_then(|source| source.downcast_ref())
}

/// Words of a server on one line, 300 characters at most.
pub(super) fn told(words: &str) -> String {
    let spaced = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let line: String = spaced.collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn without(words: String, secret: Option<&Secret>) -> String {
    let Some(secret) = secret.filter(|secret| !secret.expose().is_empty()) else {
        return words;
    };
    let plain = String::from_utf8_lossy(secret.expose()).into_owned();
    words.replace(&STANDARD.encode(secret.expose()), "…").replace(&plain, "…")
}
