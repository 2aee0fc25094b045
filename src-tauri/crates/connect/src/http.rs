//! Calls to services over HTTP: one blocking client for all of them.
//!
//! What comes back tells apart what certainly stayed from what may have been done: from the moment
//! a request may have left until its whole answer is here, a lost connection means *unknown*. Every
//! call is noted, and the note holds neither what was said nor the key it was said with.

use std::io::Read;
use std::sync::{Arc, Once};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::ports::{Call, World};
use domain::trouble::{Refusal, Trouble};
use reqwest::blocking::{Client, Response};
use reqwest::{Method, Url, redirect, retry};

mod patience;

pub use patience::Patience;
use patience::wait;

/// The most bytes an answer may have.
const MOST_BYTES: u64 = 16 << 20;

/// What calls need of the computer they are made on.
#[derive(Clone)]
pub struct Outside {
    /// The clock, and randomness.
    pub world: Arc<dyn World>,
    /// Takes the note of each call.
    pub note: Arc<dyn Fn(Call) + Send + Sync>,
    /// Waits before a call is made again.
    pub pause: Arc<dyn Fn(Duration) + Send + Sync>,
    /// How long a service may take.
    pub patience: Patience,
}

/// One service, by the one address it is spoken with at.
pub(crate) struct Http {
    client: Client,
    base: Url,
    outside: Outside,
    /// How long to wait after "too many" where the service does not say.
    after_too_many: Option<Duration>,
}

/// A question to a service.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// From the first slash, without the query.
    pub(crate) path: String,
    /// Encoded; may be empty.
    pub(crate) query: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The kind of the content, and the content.
    pub(crate) body: Option<(String, Vec<u8>)>,
    /// What for, in words, for the list of calls.
    pub(crate) purpose: &'static str,
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// The service's own name of the call; may be empty.
    pub(crate) trace: String,
    /// The service's clock.
    pub(crate) date: Option<DateTime<Utc>>,
    /// How long to wait, where it says so.
    pub(crate) wait: Option<Duration>,
    /// Whether it says that the same call is worth making again.
    pub(crate) again: Option<bool>,
    /// Which of its limits was met, where it says so.
    pub(crate) limit: String,
}

impl Reply {
    /// Whether the service did what it was asked.
    pub(crate) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The service's no, in words that cannot hold what signed the call, whatever it repeats.
    pub(crate) fn no<Reason>(
        &self,
        reason: Reason,
        code: &str,
        words: impl Into<String>,
        secrets: &[&str],
    ) -> Trouble<Reason> {
        let mut words: String = words.into();
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            words = words.replace(secret, "[token]");
        }
        Trouble::Refused(Refusal {
            reason,
            code: code.to_owned(),
            words: words.chars().take(400).collect(),
            trace: self.trace.clone(),
            wait: self.wait,
        })
    }
}

/// No answer that can be relied on, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Nothing left this computer.
    NotSent(String),
    /// It may have left.
    Unknown(String),
}

/// Why a service cannot be spoken with at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// An address that is neither the service's own nor on this computer.
    #[error("{0} is not an address of this computer, and only those may stand in for a service")]
    Address(String),
    /// The client could not be made.
    #[error("encryption could not be prepared: {0}")]
    Client(String),
}

impl Http {
    /// A client of the service at `own`, an https address. `instead` stands in for it: a service on
    /// this computer, as tests use it.
    pub(crate) fn new(own: &str, instead: Option<&str>, outside: Outside) -> Result<Http, Unfit> {
        let base = place(own, instead)?;
        provide();
        let here = instead.is_some();
        let mut client = Client::builder()
            .user_agent(concat!("Quittance/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(outside.patience.connect)
            .timeout(outside.patience.whole)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .https_only(!here);
        if here {
            client = client.no_proxy();
        }
        let client = client.build().map_err(|wrong| Unfit::Client(chain(&wrong)))?;
        Ok(Http { client, base, outside, after_too_many: None })
    }

    /// The same, for a service that says "too many" and means a wait it does not name.
    pub(crate) fn waiting(self, after_too_many: Duration) -> Http {
        Http { after_too_many: Some(after_too_many), ..self }
    }

    pub(crate) fn world(&self) -> &dyn World {
        self.outside.world.as_ref()
    }

    /// Makes a call until it is answered well or another try is not safe. A question is asked again
    /// after any failure that may pass; an act is made again only where it is certain that it did
    /// nothing: not sent, too many (429), or what `idle` says of an answer.
    pub(crate) fn persist(
        &self,
        request: &Request,
        idle: impl Fn(&Reply) -> bool,
    ) -> Result<Reply, Lost> {
        let acts = request.method != Method::GET;
        let worth = |outcome: &Result<Reply, Lost>| match outcome {
            Err(Lost::NotSent(_)) => true,
            Err(Lost::Unknown(_)) => !acts,
            Ok(reply) if reply.is_good() || reply.again == Some(false) => false,
            Ok(reply) if reply.status == 429 || idle(reply) => true,
            Ok(reply) => !acts && (reply.status >= 500 || reply.again == Some(true)),
        };
        let mut tried = 1;
        loop {
            let outcome = self.call(request);
            if tried >= self.outside.patience.tries || !worth(&outcome) {
                return outcome;
            }
            let reply = outcome.as_ref().ok();
            let (status, asked) = (reply.map(|r| r.status), reply.and_then(|r| r.wait));
            match wait(tried, status, asked, |most| self.jitter(most)) {
                Some(time) => (self.outside.pause)(time),
                None => return outcome,
            }
            tried += 1;
        }
    }

    /// A number below `most`, to keep many callers from calling at the same time.
    fn jitter(&self, most: u64) -> u64 {
        let random = self.outside.world.random();
        let low = random.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        low.checked_rem(most).unwrap_or(0)
    }

    /// Makes one call, once, and notes it.
    fn call(&self, request: &Request) -> Result<Reply, Lost> {
        let at = self.outside.world.now();
        let mut received = 0;
        let outcome = self.exchange(request, &mut received);
        let result = match &outcome {
            Ok(reply) => reply.status.to_string(),
            Err(Lost::NotSent(words)) => format!("not sent: {words}"),
            Err(Lost::Unknown(words)) => format!("no answer: {words}"),
        };
        (self.outside.note)(Call {
            at,
            host: self.host(),
            purpose: request.purpose.to_owned(),
            result,
            sent: match (&outcome, &request.body) {
                (Err(Lost::NotSent(_)), _) | (_, None) => 0,
                (_, Some((_, body))) => body.len() as u64,
            },
            received,
            trace: outcome.as_ref().map(|reply| reply.trace.clone()).unwrap_or_default(),
        });
        outcome
    }

    fn host(&self) -> String {
        let name = self.base.host_str().unwrap_or_default();
        self.base.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
    }

    fn exchange(&self, request: &Request, received: &mut u64) -> Result<Reply, Lost> {
        let mut url = self.base.clone();
        url.set_path(&request.path);
        url.set_query(Some(request.query.as_str()).filter(|query| !query.is_empty()));
        let mut call = self.client.request(request.method.clone(), url);
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        if let Some((kind, body)) = &request.body {
            call = call.header("content-type", kind).body(body.clone());
        }
        let answer = call.send().map_err(|error| self.lost(error))?;
        let mut reply = heads(&answer);
        if reply.status == 429 {
            reply.wait = reply.wait.or(self.after_too_many);
        }
        let mut body = answer.take(MOST_BYTES + 1);
        let read = body.read_to_end(&mut reply.body);
        *received = reply.body.len() as u64;
        match read {
            Err(_) => Err(Lost::Unknown(format!("{} broke off its answer", self.host()))),
            Ok(_) if *received > MOST_BYTES => {
                Err(Lost::Unknown(format!("{} answers with too much", self.host())))
            }
            Ok(_) => Ok(reply),
        }
    }

    /// What an error says of where the request is. The address is left out: it may hold a name.
    fn lost(&self, error: reqwest::Error) -> Lost {
        let host = self.host();
        let error = error.without_url();
        if error.is_builder() {
            return Lost::NotSent("the request could not be written".to_owned());
        }
        if error.is_connect() {
            let words = if error.is_timeout() {
                format!("{host} cannot be reached in time; check whether this computer is online")
            } else {
                format!("{host} cannot be reached ({}); check the connection", chain(&error))
            };
            return Lost::NotSent(words);
        }
        if error.is_timeout() {
            return Lost::Unknown(format!("{host} did not answer in time"));
        }
        Lost::Unknown(format!("the connection to {host} broke before it answered"))
    }
}

/// What is known of an answer before its content.
fn heads(answer: &Response) -> Reply {
    let text = |name: &str| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let date = DateTime::parse_from_rfc2822(text("date")).ok();
    let names = ["request-id", "x-request-id", "intuit_tid", "xero-correlation-id"];
    let trace = names.map(text).concat();
    Reply {
        status: answer.status().as_u16(),
        body: Vec::new(),
        trace: trace.chars().take(80).collect(),
        date: date.map(|date| date.with_timezone(&Utc)),
        wait: text("retry-after").parse().ok().map(Duration::from_secs),
        again: match text("stripe-should-retry") {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        limit: text("x-rate-limit-problem").chars().take(20).collect(),
    }
}

/// The address to speak at.
fn place(own: &str, instead: Option<&str>) -> Result<Url, Unfit> {
    let unfit = || Unfit::Address(instead.unwrap_or(own).to_owned());
    let url = Url::parse(instead.unwrap_or(own)).map_err(|_| unfit())?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let fits = if instead.is_some() { here } else { url.scheme() == "https" };
    let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if fits && bare { Ok(url) } else { Err(unfit()) }
}

/// The ciphers that the whole program uses.
fn provide() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where another part has already chosen, its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// An error and the innermost of what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string().chars().take(120).collect()
}

/// Everything but letters, digits and `-._~` as per cent and two hex digits (RFC 3986, 2.3).
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests;
