//! Mail to the user's own server by SMTP (RFC 5321), and the test of the connection.
//!
//! What comes back tells apart what certainly stayed from what may have left: from the moment the
//! content is handed over until the server's answer, a lost connection means *unknown*. The
//! certificate is checked as this computer checks any other, except where the server is named as
//! this computer, where the traffic meets nobody.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use domain::mail::{Envelope, Outcome, Security, Server, is_loopback, note_of};
use domain::ports::Secret;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;

mod trouble;

use trouble::{Refusal, told};
pub use trouble::{Step, Trouble};

/// How long a server may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For connecting, and for each answer but the last.
    pub step: Duration,
    /// For the answer to the whole message (RFC 5321 4.5.3.2.6 asks for minutes).
    pub last: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { step: Duration::from_secs(30), last: Duration::from_secs(300) }
    }
}

/// What the test of a connection found, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The steps that went well, in their order.
    pub passed: Vec<Step>,
    /// Where it stopped; none when everything went well.
    pub trouble: Option<Trouble>,
}

/// Connects and signs in, and sends nothing.
pub fn probe(server: &Server, secret: Option<&Secret>, patience: Patience) -> Diagnosis {
    let mut passed = Vec::new();
    let trouble = match open(server, secret, patience, &mut passed) {
        Ok(mut connection) => {
            // What was to be learnt is learnt; a farewell that fails changes nothing.
            let _ = connection.quit();
            None
        }
        Err(trouble) => Some(trouble),
    };
    Diagnosis { passed, trouble }
}

/// Hands one message over, to all its receivers or to none.
pub fn send(
    server: &Server,
    secret: Option<&Secret>,
    envelope: &Envelope,
    message: &[u8],
    patience: Patience,
) -> Outcome {
    let mut connection = match ready(server, secret, envelope, patience) {
        Ok(connection) => connection,
        Err(trouble) => return Outcome::Kept { passing: trouble.passing, words: trouble.words },
    };
    if let Err(wrong) = connection.set_timeout(Some(patience.last)) {
        connection.abort();
        return Outcome::Kept { passing: true, words: format!("the connection broke: {wrong}") };
    }
    let outcome = match connection.message(message) {
        Ok(answer) => Outcome::Taken(words_of(&answer)),
        Err(error) if error.status().is_some() => {
            let refusal = Refusal::of(&error, secret);
            let trouble = refusal.at(Step::Content, server);
            Outcome::Kept { passing: trouble.passing, words: trouble.words }
        }
        Err(error) => {
            let what = if trouble::is_late(&error) {
                "the server took the message and did not answer in time"
            } else {
                "the connection broke after the message was handed over"
            };
            Outcome::Unknown(format!(
                "{what}, so it may have arrived; ask the client, or look into the sent mail of \
                 your provider"
            ))
        }
    };
    match outcome {
        // After the server's answer nothing is owed but good manners, within the usual time.
        Outcome::Taken(_) => {
            let _ = connection.set_timeout(Some(patience.step));
            let _ = connection.quit();
        }
        _ => connection.abort(),
    }
    outcome
}

/// A connection that waits for the content: sender and receivers are taken.
fn ready(
    server: &Server,
    secret: Option<&Secret>,
    envelope: &Envelope,
    patience: Patience,
) -> Result<SmtpConnection, Trouble> {
    let from = address(&envelope.from, Step::Sender)?;
    let to: Vec<Address> = envelope
        .to
        .iter()
        .map(|one| address(one, Step::Recipient))
        .collect::<Result<_, Trouble>>()?;
    if to.is_empty() {
        return Err(Trouble::lasting(Step::Recipient, "the message has no receiver"));
    }
    let mut connection = open(server, secret, patience, &mut Vec::new())?;
    let say = |step: Step, answer: Result<Response, _>, whom: &str| {
        answer.map(drop).map_err(|error| Refusal::of(&error, secret).about(step, server, whom))
    };
    let begun = connection.command(Mail::new(Some(from), Vec::new()));
    let mut taken = say(Step::Sender, begun, &envelope.from);
    for (one, text) in to.into_iter().zip(&envelope.to) {
        if taken.is_ok() {
            let answer = connection.command(Rcpt::new(one, Vec::new()));
            taken = say(Step::Recipient, answer, text);
        }
    }
    if taken.is_ok() {
        let answer = connection.command(Data);
        taken = say(Step::Content, answer, "");
    }
    match taken {
        Ok(()) => Ok(connection),
        Err(trouble) => {
            connection.abort();
            Err(trouble)
        }
    }
}

/// A connection on which the user has signed in; `passed` collects the steps that went well.
fn open(
    server: &Server,
    secret: Option<&Secret>,
    patience: Patience,
    passed: &mut Vec<Step>,
) -> Result<SmtpConnection, Trouble> {
    let places = resolve(server)?;
    passed.push(Step::Name);
    let here = places.iter().all(|place| place.ip().is_loopback());
    if server.security == Security::Loopback && !here {
        let words = format!(
            "{} is not this computer, and mail leaves it only encrypted; choose TLS or STARTTLS",
            server.host
        );
        return Err(Trouble::lasting(Step::Encryption, &words));
    }
    let tls = parameters(server, here && is_loopback(&server.host))?;
    let at_once = (server.security == Security::Tls).then_some(&tls);
    let name = ClientId::default();
    let mut connection =
        SmtpConnection::connect(places.as_slice(), Some(patience.step), &name, at_once, None)
            .map_err(|error| {
                let refusal = Refusal::of(&error, secret);
                let step = refusal.step_of_connecting(server.security);
                if step != Step::Connection {
                    passed.push(Step::Connection);
                }
                if step == Step::Greeting && server.security == Security::Tls {
                    passed.push(Step::Encryption);
                }
                refusal.at(step, server)
            })?;
    passed.push(Step::Connection);
    if server.security == Security::StartTls {
        passed.push(Step::Greeting);
        if !connection.can_starttls() {
            connection.abort();
            let words = format!(
                "{} offers no STARTTLS on port {}, so nothing was sent; try TLS on port 465",
                server.host, server.port
            );
            return Err(Trouble::lasting(Step::Encryption, &words));
        }
        connection
            .starttls(&tls, &name)
            .map_err(|error| Refusal::of(&error, secret).at(Step::Encryption, server))?;
        passed.push(Step::Encryption);
    } else {
        passed.extend(connection.is_encrypted().then_some(Step::Encryption));
        passed.push(Step::Greeting);
    }
    sign_in(&mut connection, server, secret)?;
    passed.extend((!server.user.is_empty()).then_some(Step::Login));
    Ok(connection)
}

fn resolve(server: &Server) -> Result<Vec<SocketAddr>, Trouble> {
    let found = (server.host.as_str(), server.port).to_socket_addrs();
    let places: Vec<SocketAddr> = found.map(Iterator::collect).unwrap_or_default();
    if places.is_empty() {
        let words = format!(
            "no computer of the name {} was found; check the name of the server, and whether this \
             computer is online",
            server.host
        );
        return Err(Trouble { step: Step::Name, words, advice: None, passing: true });
    }
    Ok(places)
}

fn parameters(server: &Server, here: bool) -> Result<TlsParameters, Trouble> {
    TlsParameters::builder(server.host.clone())
        // A bridge on this computer makes its own certificate; nobody can stand between.
        .dangerous_accept_invalid_certs(here)
        .build_rustls()
        .map_err(|wrong| {
            let words = format!("encryption could not be prepared: {wrong}");
            Trouble::lasting(Step::Encryption, &words)
        })
}

fn sign_in(
    connection: &mut SmtpConnection,
    server: &Server,
    secret: Option<&Secret>,
) -> Result<(), Trouble> {
    if server.user.is_empty() {
        return Ok(());
    }
    let ways = [Mechanism::Plain, Mechanism::Login];
    let refused = |connection: &mut SmtpConnection, trouble: Trouble| {
        connection.abort();
        Err(trouble)
    };
    let Some(word) = secret.and_then(|secret| std::str::from_utf8(secret.expose()).ok()) else {
        let words = "no password is kept for this account; type it in Settings";
        return refused(connection, Trouble::lasting(Step::Login, words));
    };
    if connection.server_info().get_auth_mechanism(&ways).is_none() {
        let words = format!("{} takes no password on this port", server.host);
        let trouble = Trouble::lasting(Step::Login, &words).advised(note_of(&server.host));
        return refused(connection, trouble);
    }
    let credentials = Credentials::new(server.user.clone(), word.to_owned());
    match connection.auth(&ways, &credentials) {
        Ok(_) => Ok(()),
        Err(error) => {
            let trouble = Refusal::of(&error, secret).about(Step::Login, server, &server.user);
            refused(connection, trouble)
        }
    }
}

fn address(text: &str, step: Step) -> Result<Address, Trouble> {
    let parsed = text.parse::<Address>().ok().filter(|_| text.is_ascii());
    parsed.ok_or_else(|| {
        let words = format!("\"{text}\" is not an address that mail servers take; correct it");
        Trouble::lasting(step, &words)
    })
}

/// The server's words on one line, not too many of them.
fn words_of(answer: &Response) -> String {
    told(&answer.message().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests;
