//! The operating system's keyring: Keychain, Credential Manager, Secret Service.

use domain::ports::{Secret, Secrets, SecretsError};
use keyring::{Entry, Error};

/// What our entries are filed under.
const SERVICE: &str = "Quittance";

/// The keyring of whoever is logged in.
#[derive(Clone, Debug, Default)]
pub struct Keyring;

impl Secrets for Keyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, SecretsError> {
        match entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(refusal(&error)),
        }
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretsError> {
        entry(name)?.set_secret(secret.expose()).map_err(|error| refusal(&error))
    }

    fn forget(&self, name: &str) -> Result<(), SecretsError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refusal(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, SecretsError> {
    Entry::new(SERVICE, name).map_err(|error| refusal(&error))
}

/// An error in words that hold no secret: the keyring's own could quote what it was given.
fn refusal(error: &Error) -> SecretsError {
    match error {
        Error::NoStorageAccess(_) | Error::PlatformFailure(_) => SecretsError::NoKeyring,
        Error::Ambiguous(_) => SecretsError::Refused("it holds this more than once".to_owned()),
        Error::TooLong(..) => SecretsError::Refused("this is too long for it".to_owned()),
        _ => SecretsError::NoKeyring,
    }
}
