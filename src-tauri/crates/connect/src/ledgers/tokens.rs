//! Access by OAuth 2.0: short-lived, held in memory only, and got anew by a refresh token that lies
//! in the keyring.
//!
//! A new refresh token is in the keyring before the access that came with it is used, so that a
//! program that ends in between has lost nothing. One that was lost on the way leaves the old one,
//! which both services take a while longer: Xero for 30 minutes
//! (<https://developer.xero.com/faq/oauth2>), Intuit for 24 hours.

use std::cell::RefCell;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ports::{Secret, SecretsError};
use reqwest::Method;
use serde::Deserialize;

use super::keys::{Consent, Keys, plain};
use crate::http::{Http, Lost, Outside, Reply, Request, Unfit, encoded};

/// Where a service gives access, and how.
pub(super) struct Office {
    /// The service's name.
    pub(super) name: &'static str,
    /// The service's own address for tokens.
    pub(super) home: &'static str,
    /// The path there.
    pub(super) path: &'static str,
    /// Days after which a consent that is not used ends.
    pub(super) idle_days: i64,
}

/// <https://developer.xero.com/documentation/guides/oauth2/pkce-flow>; 60 days by
/// <https://developer.xero.com/faq/oauth2>.
pub(super) const XERO: Office = Office {
    name: "Xero",
    home: "https://identity.xero.com",
    path: "/connect/token",
    idle_days: 60,
};

/// Intuit's own client, oauth-jsclient; 100 days by its FAQ on authentication.
pub(super) const QUICKBOOKS: Office = Office {
    name: "QuickBooks",
    home: "https://oauth.platform.intuit.com",
    path: "/oauth2/v1/tokens/bearer",
    idle_days: 100,
};

/// Access is got anew when it lasts no longer than this.
const MARGIN: TimeDelta = TimeDelta::seconds(60);

/// Why there is no access.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// The service cannot be reached or stumbles; another time may do.
    #[error("{0}")]
    Later(String),
    /// The service no longer takes the consent: the user signs in anew.
    #[error("{0}")]
    Ended(String),
    /// The keyring does not answer.
    #[error(transparent)]
    Keyring(#[from] SecretsError),
}

/// A short-lived access.
struct Access {
    token: String,
    ends_at: DateTime<Utc>,
}

/// What a service gives for a code or a refresh token.
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    refresh_token: String,
    expires_in: i64,
    x_refresh_token_expires_in: Option<i64>,
    x_refresh_token_hard_expires_in: Option<i64>,
}

/// Gives access to one connection.
pub(super) struct Tokens {
    office: &'static Office,
    http: Http,
    keys: Keys,
    access: RefCell<Option<Access>>,
}

impl Tokens {
    /// Access by what lies in the keyring.
    pub(super) fn new(
        office: &'static Office,
        keys: Keys,
        instead: Option<&str>,
        outside: Outside,
    ) -> Result<Tokens, Unfit> {
        let http = Http::new(office.home, instead, outside)?;
        Ok(Tokens { office, http, keys, access: RefCell::default() })
    }

    /// When the consent ends if it is not used before, as far as that is known.
    pub(super) fn signed_in_until(&self) -> Option<DateTime<Utc>> {
        self.keys.signed_in_until().ok().flatten()
    }

    /// A token that lasts a while.
    pub(super) fn access(&self) -> Result<String, Shut> {
        let now = self.http.world().now();
        let held = self.access.borrow();
        let good = held.as_ref().filter(|access| access.ends_at - now > MARGIN);
        if let Some(access) = good {
            return Ok(access.token.clone());
        }
        drop(held);
        self.renewed()
    }

    /// A new token in place of the one before.
    pub(super) fn renewed(&self) -> Result<String, Shut> {
        let name = self.office.name;
        let gone = || Shut::Ended(format!("nothing in the keyring opens {name}; sign in anew"));
        let consent = Consent::read(&self.keys)?.ok_or_else(gone)?;
        let refresh = plain(&consent.refresh).to_owned();
        let form = [("grant_type", "refresh_token"), ("refresh_token", &refresh)];
        self.grant("get access anew", &form, consent)
    }

    /// The first token, for a code that the browser brought back.
    pub(super) fn first(
        &self,
        code: &str,
        verifier: Option<&str>,
        redirect: &str,
        consent: Consent,
    ) -> Result<(), Shut> {
        let mut form =
            vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect)];
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        self.grant("sign in", &form, consent).map(drop)
    }

    fn grant(
        &self,
        purpose: &'static str,
        form: &[(&str, &str)],
        consent: Consent,
    ) -> Result<String, Shut> {
        let request = self.request(purpose, form, &consent);
        let mut outcome = self.http.persist(&request, |_| false);
        // The old refresh token is taken for a while only, so a lost answer is asked for at once.
        if matches!(outcome, Err(Lost::Unknown(_))) {
            outcome = self.http.persist(&request, |_| false);
        }
        let granted = self.granted(outcome, &hidden(form, &consent))?;
        let now = self.http.world().now();
        let after = |seconds: i64| now + TimeDelta::seconds(seconds.clamp(0, 1 << 32));
        let idle = granted.x_refresh_token_expires_in.map(after);
        let hard = granted.x_refresh_token_hard_expires_in.map(after);
        let consent = Consent {
            refresh: Secret::new(granted.refresh_token),
            idle_until: idle.or(Some(now + TimeDelta::days(self.office.idle_days))),
            ends_at: hard.or(consent.ends_at),
            ..consent
        };
        consent.keep(&self.keys)?;
        let ends_at = after(granted.expires_in);
        let access = Access { token: granted.access_token.clone(), ends_at };
        *self.access.borrow_mut() = Some(access);
        Ok(granted.access_token)
    }

    fn request(&self, purpose: &'static str, form: &[(&str, &str)], consent: &Consent) -> Request {
        let mut pairs = form.to_vec();
        let mut headers = vec![("accept", "application/json".to_owned())];
        match &consent.secret {
            Some(secret) => {
                headers.push(("authorization", basic(&consent.client, secret)));
                // Tells when a consent ends for good: Intuit's own client, TokenClient.cs.
                headers.push(("x-include-refresh-token-hard-expires-in", "true".to_owned()));
            }
            None => pairs.push(("client_id", &consent.client)),
        }
        let pairs: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        Request {
            method: Method::POST,
            path: self.office.path.to_owned(),
            query: String::new(),
            headers,
            body: Some(("application/x-www-form-urlencoded".into(), pairs.join("&").into())),
            purpose,
        }
    }

    fn granted(&self, outcome: Result<Reply, Lost>, hidden: &[String]) -> Result<Granted, Shut> {
        let name = self.office.name;
        let reply = match outcome {
            Err(Lost::NotSent(words) | Lost::Unknown(words)) => return Err(Shut::Later(words)),
            Ok(reply) => reply,
        };
        if reply.is_good() {
            let strange = || Shut::Later(format!("what answered is not {name} as we know it"));
            return serde_json::from_slice(&reply.body).map_err(|_| strange());
        }
        #[derive(Deserialize)]
        struct Failed {
            error: String,
            error_description: Option<String>,
        }
        let failed = serde_json::from_slice::<Failed>(&reply.body).ok();
        let Some(failed) = failed.filter(|_| (400..500).contains(&reply.status)) else {
            return Err(Shut::Later(format!("{name} has trouble of its own ({})", reply.status)));
        };
        let said = failed.error_description.filter(|words| !words.is_empty());
        let mut said = said.unwrap_or_else(|| failed.error.replace('_', " "));
        for secret in hidden.iter().filter(|secret| !secret.is_empty()) {
            said = said.replace(secret, "[key]");
        }
        let said: String = said.chars().take(200).collect();
        Err(match failed.error.as_str() {
            "invalid_grant" => {
                Shut::Ended(format!("{name} no longer takes this consent; sign in anew"))
            }
            "invalid_client" | "unauthorized_client" => {
                Shut::Ended(format!("{name} does not know this application: {said}"))
            }
            _ => Shut::Ended(format!("{name} gives no access: {said}")),
        })
    }
}

/// What signs a call for tokens, in every way it is written, so that no error repeats it.
fn hidden(form: &[(&str, &str)], consent: &Consent) -> Vec<String> {
    let shown = ["grant_type", "redirect_uri"];
    let values = form.iter().filter(|(name, _)| !shown.contains(name)).map(|(_, value)| *value);
    let secret = consent.secret.as_ref();
    let all = values.chain([plain(&consent.refresh)]).chain(secret.map(plain));
    let mut all: Vec<String> = all.flat_map(|one| [one.to_owned(), encoded(one)]).collect();
    all.extend(secret.map(|secret| basic(&consent.client, secret).replace("Basic ", "")));
    all
}

/// An application's id and secret as HTTP carries them (RFC 7617).
pub(super) fn basic(client: &str, secret: &Secret) -> String {
    use base64::Engine;
    let both = format!("{client}:{}", plain(secret));
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(both))
}
