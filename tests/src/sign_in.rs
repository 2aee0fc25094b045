//! Signing in at a stand-in: consent, codes, access that ends, refresh tokens that turn.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::service::{Answer, Request};
use crate::specs::value;

/// How a service signs in.
pub(crate) struct Manner {
    /// Seconds that access lasts.
    pub(crate) access: i64,
    /// Seconds that a refresh token is taken after another took its place.
    pub(crate) grace: i64,
    /// Whether an application proves itself by a secret, else by PKCE.
    pub(crate) secret: bool,
}

/// The application that is registered.
pub const CLIENT: &str = "CLIENT0123456789";
/// Its secret, easy to find where it should not be.
pub const SECRET: &str = "secret-canary4711-secret";

/// What was asked for in the browser.
struct Asked {
    redirect: String,
    challenge: String,
}

/// Who may come in.
pub(crate) struct Door {
    manner: Manner,
    counter: u64,
    codes: BTreeMap<String, Asked>,
    /// Access and until when.
    access: BTreeMap<String, i64>,
    refresh: String,
    /// The refresh token before, and until when it is taken.
    before: Option<(String, i64)>,
    /// How often access was given.
    pub(crate) given: usize,
}

impl Door {
    pub(crate) fn new(manner: Manner) -> Door {
        Door {
            manner,
            counter: 0,
            codes: BTreeMap::new(),
            access: BTreeMap::new(),
            refresh: "refresh-canary4711-0".to_owned(),
            before: None,
            given: 0,
        }
    }

    /// The user says yes in the browser: the query that it comes back with.
    pub(crate) fn consent(&mut self, address: &str) -> String {
        let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
        assert_eq!(value(query, "client_id"), CLIENT, "the application is known");
        assert_eq!(value(query, "response_type"), "code");
        assert_eq!(!self.manner.secret, value(query, "code_challenge_method") == "S256");
        self.counter += 1;
        let code = format!("code-canary4711-{}", self.counter);
        let asked = Asked {
            redirect: value(query, "redirect_uri"),
            challenge: value(query, "code_challenge"),
        };
        self.codes.insert(code.clone(), asked);
        format!("code={code}&state={}", value(query, "state"))
    }

    /// The refresh token that counts.
    pub(crate) fn refresh(&self) -> &str {
        &self.refresh
    }

    /// From now on nothing that was given is taken.
    pub(crate) fn revoke(&mut self) {
        self.access.clear();
        self.before = None;
        self.counter += 1;
        self.refresh = format!("revoked-{}", self.counter);
    }

    /// Ends the access that was given.
    pub(crate) fn end_access(&mut self) {
        self.access.clear();
    }

    /// Whether a request brings access.
    pub(crate) fn is_open(&self, request: &Request, now: i64) -> bool {
        let head = request.heads.get("authorization").map(String::as_str).unwrap_or_default();
        let token = head.strip_prefix("Bearer ").unwrap_or_default();
        self.access.get(token).is_some_and(|until| *until > now)
    }

    /// Answers a call for tokens.
    pub(crate) fn answer(&mut self, request: &Request, now: i64) -> Answer {
        if !self.is_known(request) {
            return failed(401, "invalid_client", request);
        }
        let of = |name: &str| value(&request.body, name);
        let fits = match of("grant_type").as_str() {
            // A code serves once.
            "authorization_code" => self.codes.remove(&of("code")).is_some_and(|asked| {
                let proof = base64_url(&Sha256::digest(of("code_verifier")));
                asked.redirect == of("redirect_uri")
                    && (self.manner.secret || proof == asked.challenge)
            }),
            "refresh_token" => {
                let token = of("refresh_token");
                let old = self.before.as_ref();
                token == self.refresh
                    || old.is_some_and(|(old, until)| *old == token && *until > now)
            }
            _ => false,
        };
        if !fits {
            return failed(400, "invalid_grant", request);
        }
        // Who comes with the one before never got the next: the one before stays good.
        if of("refresh_token") == self.refresh {
            self.before = Some((self.refresh.clone(), now + self.manner.grace));
        }
        Answer::good(self.give(now))
    }

    fn is_known(&self, request: &Request) -> bool {
        let head = request.heads.get("authorization").map(String::as_str).unwrap_or_default();
        if self.manner.secret {
            // By RFC 7617.
            let both = app::wire::encode(format!("{CLIENT}:{SECRET}").as_bytes());
            head == format!("Basic {both}")
        } else {
            head.is_empty() && value(&request.body, "client_id") == CLIENT
        }
    }

    fn give(&mut self, now: i64) -> Value {
        self.counter += 1;
        self.given += 1;
        let access = format!("access-canary4711-{}", self.counter);
        self.access.insert(access.clone(), now + self.manner.access);
        self.refresh = format!("refresh-canary4711-{}", self.counter);
        json!({
            "access_token": access,
            "refresh_token": self.refresh,
            "expires_in": self.manner.access,
            "token_type": "Bearer",
            "x_refresh_token_expires_in": self.manner.secret.then_some(8_640_000),
            "x_refresh_token_hard_expires_in": self.manner.secret.then_some(157_680_000),
        })
    }
}

/// It repeats what it was asked with, as no service should.
fn failed(status: u16, error: &str, request: &Request) -> Answer {
    let head = request.heads.get("authorization").map(String::as_str).unwrap_or_default();
    let words = format!("{error}: {} {head}", request.body);
    let body = json!({ "error": error, "error_description": words });
    Answer { status, body, heads: Vec::new() }
}

/// Base64 for addresses without its padding (RFC 4648, 5).
fn base64_url(bytes: &[u8]) -> String {
    app::wire::encode(bytes).replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned()
}
