//! Signing in: the user's browser asks the service, and brings back a code.
//!
//! The user's own application is signed in with, since a shared one could not work: Xero allows an
//! application five connections, and Intuit asks for a secret. Xero's way is OAuth 2.0 with PKCE
//! (RFC 7636, S256) and a listener on this computer (RFC 8252). Intuit sends to this computer for
//! its sandbox only; from production the user pastes the address that the browser was sent to.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ports::Secret;
use reqwest::Url;
use sha2::{Digest, Sha256};

use super::doorway::{Carried, Doorway, carried};
use super::keys::{Consent, Keys};
use super::tokens::{QUICKBOOKS, Shut, Tokens, XERO};
use crate::http::{Outside, Unfit, encoded};

/// The ports that a user registers for the way back: `http://localhost:PORT/callback`.
pub const PORTS: [u16; 3] = [28_417, 38_417, 48_417];

/// What Xero is asked for: granular scopes, which applications made since 2 March 2026 must use
/// (<https://developer.xero.com/documentation/guides/oauth2/scopes>).
const XERO_SCOPES: &str = "openid profile email offline_access accounting.invoices \
                           accounting.payments accounting.banktransactions accounting.contacts \
                           accounting.settings accounting.attachments";

/// The one scope of QuickBooks' accounting.
const INTUIT_SCOPE: &str = "com.intuit.quickbooks.accounting";

/// The user's own application at a service.
#[derive(Clone, Debug)]
pub enum Application {
    /// At Xero, of the kind *Mobile or desktop app*.
    Xero {
        /// Its client id.
        client: String,
    },
    /// At Intuit.
    QuickBooks {
        /// Its client id.
        client: String,
        /// Its client secret.
        secret: Secret,
        /// The https address that it registered for production; nothing for the sandbox.
        leads_to: Option<String>,
    },
}

/// Why nobody is signed in.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// An application without an id, or without a secret where it needs one.
    #[error("an application is known by its client id, and at Intuit by its secret too")]
    NoApplication,
    /// An address that Intuit does not take for production.
    #[error(
        "{0} cannot be registered for production; take an https address on a domain of the practice"
    )]
    LeadsNowhere(String),
    /// Another program listens on every port.
    #[error("ports {0:?} of this computer are all taken; close what listens there")]
    PortsTaken(Vec<u16>),
    /// The service cannot be spoken with.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The user gave it up.
    #[error("signing in was given up")]
    Cancelled,
    /// The browser did not come back in time.
    #[error("nobody came back from the browser within five minutes; begin again")]
    Late,
    /// What was pasted is no address, or not the registered one.
    #[error("this is not the address that the browser was sent to; copy the whole of it")]
    NotTheAddress,
    /// What came back belongs to another sign-in.
    #[error("this address is of another sign-in; begin again")]
    OtherState,
    /// The user said no at the service.
    #[error("the service gave no consent: {0}")]
    Denied(String),
    /// There is no code, or no company, in what came back.
    #[error("what came back names no {0}; begin again")]
    Incomplete(&'static str),
    /// The service gives no access for the code.
    #[error(transparent)]
    Shut(#[from] Shut),
}

/// A sign-in that was begun: the user's browser is to open [`SignIn::address`].
pub struct SignIn {
    application: Application,
    state: String,
    verifier: String,
    redirect: String,
    door: Option<Doorway>,
    address: String,
    instead: Option<String>,
    outside: Outside,
}

impl SignIn {
    /// Begins one. Where the browser comes back to this computer, it is listened for on the first
    /// of `ports` that is free. `instead` stands in for the service, as tests use it.
    pub fn begin(
        application: Application,
        ports: &[u16],
        instead: Option<&str>,
        outside: Outside,
    ) -> Result<SignIn, SignInError> {
        let (client, leads_to) = checked(&application)?;
        let door = if leads_to.is_none() { Some(Doorway::open(ports)?) } else { None };
        let redirect = match (&door, leads_to) {
            (Some(door), _) => door.redirect(),
            (None, leads_to) => leads_to.unwrap_or_default(),
        };
        let state = URL_SAFE_NO_PAD.encode(outside.world.random());
        let verifier = URL_SAFE_NO_PAD.encode(outside.world.random());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let (at, scope, pkce) = match &application {
            Application::Xero { .. } => {
                let at = "https://login.xero.com/identity/connect/authorize";
                let pkce = format!("&code_challenge={challenge}&code_challenge_method=S256");
                (at, XERO_SCOPES, pkce)
            }
            Application::QuickBooks { .. } => {
                ("https://appcenter.intuit.com/connect/oauth2", INTUIT_SCOPE, String::new())
            }
        };
        let address = format!(
            "{at}?response_type=code&client_id={}&redirect_uri={}&scope={}&state={state}{pkce}",
            encoded(&client),
            encoded(&redirect),
            encoded(scope),
        );
        let instead = instead.map(str::to_owned);
        Ok(SignIn { application, state, verifier, redirect, door, address, instead, outside })
    }

    /// The address to open in the user's browser.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether the user is to paste the address that the browser ends at, since nobody listens.
    pub fn is_pasted(&self) -> bool {
        self.door.is_none()
    }

    /// Waits until the browser comes back, and keeps what it brought. The answer is the company
    /// that was chosen in the browser, where the service says so: Intuit's `realmId`.
    pub fn wait(
        self,
        keys: &Keys,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<String>, SignInError> {
        let door = self.door.as_ref().ok_or(SignInError::NotTheAddress)?;
        let carried = door.wait(&self.state, &self.outside, cancelled)?;
        self.finish(&carried, keys)
    }

    /// Takes the whole address that the browser was sent to, and keeps what it brought.
    pub fn paste(self, address: &str, keys: &Keys) -> Result<Option<String>, SignInError> {
        let parsed = |text: &str| Url::parse(text.trim()).map_err(|_| SignInError::NotTheAddress);
        let (pasted, registered) = (parsed(address)?, parsed(&self.redirect)?);
        let place = |url: &Url| (url.origin(), url.path().trim_end_matches('/').to_owned());
        if place(&pasted) != place(&registered) {
            return Err(SignInError::NotTheAddress);
        }
        let carried = carried(&pasted).ok_or(SignInError::NotTheAddress)?;
        self.finish(&carried, keys)
    }

    /// Exchanges the code at once: it lives for minutes and serves once.
    fn finish(self, carried: &Carried, keys: &Keys) -> Result<Option<String>, SignInError> {
        let of = |name: &str| carried.get(name).map(String::as_str).unwrap_or_default();
        if of("state") != self.state {
            return Err(SignInError::OtherState);
        }
        if !of("error").is_empty() {
            let words = of("error").replace('_', " ");
            return Err(SignInError::Denied(words.chars().take(80).collect()));
        }
        if of("code").is_empty() {
            return Err(SignInError::Incomplete("code"));
        }
        let realm = of("realmId").to_owned();
        let is_realm = !realm.is_empty() && realm.bytes().all(|byte| byte.is_ascii_digit());
        let sandbox = self.door.is_some();
        let (office, verifier, company, client, secret) = match self.application {
            Application::Xero { client } => (&XERO, Some(&*self.verifier), None, client, None),
            Application::QuickBooks { .. } if !is_realm => {
                return Err(SignInError::Incomplete("company"));
            }
            Application::QuickBooks { client, secret, .. } => {
                (&QUICKBOOKS, None, Some(realm), client, Some(secret))
            }
        };
        let tokens = Tokens::new(office, keys.clone(), self.instead.as_deref(), self.outside)?;
        let consent = Consent {
            client: client.trim().to_owned(),
            secret,
            refresh: Secret::new(""),
            sandbox: company.is_some() && sandbox,
            idle_until: None,
            ends_at: None,
        };
        tokens.first(of("code"), verifier, &self.redirect, consent)?;
        Ok(company)
    }
}

/// The client id, and the address to come back to where it is not this computer.
fn checked(application: &Application) -> Result<(String, Option<String>), SignInError> {
    let (client, leads_to) = match application {
        Application::Xero { client } => (client, None),
        Application::QuickBooks { secret, .. } if super::keys::plain(secret).is_empty() => {
            return Err(SignInError::NoApplication);
        }
        Application::QuickBooks { client, leads_to, .. } => (client, leads_to.as_ref()),
    };
    if client.trim().is_empty() {
        return Err(SignInError::NoApplication);
    }
    if let Some(address) = leads_to {
        let url = Url::parse(address).ok().filter(|url| url.scheme() == "https");
        // Intuit takes neither localhost nor an address of digits.
        let named = url.and_then(|url| url.domain().map(|name| name.contains('.')));
        if named != Some(true) {
            return Err(SignInError::LeadsNowhere(address.clone()));
        }
    }
    Ok((client.trim().to_owned(), leads_to.cloned()))
}
