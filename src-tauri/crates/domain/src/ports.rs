//! What the rules need from outside, as traits: only where a test needs a stand-in.

use std::fmt;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The clock and the source of ids. The shell has the real one; tests stop it and count.
pub trait World: Send + Sync {
    /// This instant.
    fn now(&self) -> DateTime<Utc>;
    /// A fresh UUIDv7.
    fn new_id(&self) -> Uuid;
    /// 32 bytes nobody can guess.
    fn random(&self) -> [u8; 32];
}

/// Something only the operating system's keyring may keep (rule 15). It shows itself to nobody
/// who does not ask by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Secret {
        Secret(bytes.into())
    }

    /// The bytes, for the one use they are for.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// Why a secret could not be reached.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// No keyring answers on this computer.
    #[error("no keyring answers on this computer; unlock it, or install one, and try again")]
    NoKeyring,
    /// It answered and would not.
    #[error("the keyring refused: {0}")]
    Refused(String),
}

/// The operating system's keyring.
pub trait Secrets: Send + Sync {
    /// The secret kept under a name, if there is one.
    fn read(&self, name: &str) -> Result<Option<Secret>, SecretsError>;
    /// Keeps a secret under a name, in place of the one before.
    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretsError>;
    /// Forgets what is kept under a name; nothing kept is fine.
    fn forget(&self, name: &str) -> Result<(), SecretsError>;
}
