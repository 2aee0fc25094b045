//! What signs in, as it lies in the keyring: one entry for each connection, and nowhere else.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::ports::{Secret, Secrets, SecretsError};
use serde_json::{Value, json};

/// The place in the keyring for one connection.
#[derive(Clone)]
pub struct Keys {
    /// The keyring.
    pub secrets: Arc<dyn Secrets>,
    /// The name of the entry.
    pub name: String,
}

impl Keys {
    /// Forgets what is kept.
    pub fn forget(&self) -> Result<(), SecretsError> {
        self.secrets.forget(&self.name)
    }

    /// When the user has to sign in anew if nothing is synced before; nothing where that is not
    /// known.
    pub fn signed_in_until(&self) -> Result<Option<DateTime<Utc>>, SecretsError> {
        let Some(consent) = Consent::read(self)? else { return Ok(None) };
        Ok(consent.idle_until.into_iter().chain(consent.ends_at).min())
    }

    /// What is kept, as it was written.
    pub(super) fn read(&self) -> Result<Option<Value>, SecretsError> {
        let kept = self.secrets.read(&self.name)?;
        Ok(kept.and_then(|secret| serde_json::from_slice(secret.expose()).ok()))
    }

    /// Keeps this in place of what was kept.
    pub(super) fn keep(&self, value: &Value) -> Result<(), SecretsError> {
        self.secrets.keep(&self.name, &Secret::new(value.to_string()))
    }
}

/// The user's own application at a service, and the consent it has.
pub(super) struct Consent {
    /// The application's id.
    pub(super) client: String,
    /// The application's secret, where the service gives one.
    pub(super) secret: Option<Secret>,
    /// Gets access again and again; another takes its place now and then.
    pub(super) refresh: Secret,
    /// Whether it is for a company to try things with.
    pub(super) sandbox: bool,
    /// When the consent ends if it is not used.
    pub(super) idle_until: Option<DateTime<Utc>>,
    /// When it ends whatever is done.
    pub(super) ends_at: Option<DateTime<Utc>>,
}

impl Consent {
    /// What is kept of a consent.
    pub(super) fn read(keys: &Keys) -> Result<Option<Consent>, SecretsError> {
        let Some(kept) = keys.read()? else { return Ok(None) };
        let text = |name: &str| kept[name].as_str().map(str::to_owned);
        let at = |name: &str| text(name).and_then(|text| text.parse().ok());
        let (Some(client), Some(refresh)) = (text("client"), text("refresh")) else {
            return Ok(None);
        };
        Ok(Some(Consent {
            client,
            secret: text("secret").map(Secret::new),
            refresh: Secret::new(refresh),
            sandbox: kept["sandbox"] == true,
            idle_until: at("idle_until"),
            ends_at: at("ends_at"),
        }))
    }

    /// Keeps it in place of the one before.
    pub(super) fn keep(&self, keys: &Keys) -> Result<(), SecretsError> {
        keys.keep(&json!({
            "client": self.client,
            "secret": self.secret.as_ref().map(plain),
            "refresh": plain(&self.refresh),
            "sandbox": self.sandbox,
            "idle_until": self.idle_until.map(|at| at.to_rfc3339()),
            "ends_at": self.ends_at.map(|at| at.to_rfc3339()),
        }))
    }
}

/// A secret as text; one that is none opens nothing.
pub(super) fn plain(secret: &Secret) -> &str {
    std::str::from_utf8(secret.expose()).unwrap_or_default().trim()
}
