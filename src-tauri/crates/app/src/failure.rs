//! A refusal as the window sees it: a code it branches on, a sentence for the person, the field it
//! belongs to.

use serde::Serialize;
use ts_rs::TS;

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Failure {
    /// What the window may branch on.
    pub code: Code,
    /// One sentence for the person: what happened, what it means, what to do.
    pub message: String,
    /// The field of the question that the sentence belongs under, `lines.2.price` for parts.
    pub field: Option<String>,
}

/// Every kind of refusal the window acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub enum Code {
    /// A field of the question cannot be taken as it is.
    InvalidInput,
    /// What the question names is not (or no longer) there.
    NotFound,
    /// The books have moved on: it is already issued, accepted, matched or in use.
    Conflict,
    /// No book is open yet.
    NoBooks,
    /// The file was written by a newer version of the program.
    BooksTooNew,
    /// The file is damaged.
    BooksDamaged,
    /// The file is not a book of this program.
    NotOurBooks,
    /// Another running copy of the program holds the book.
    BooksInUse,
    /// The file cannot be read or written here.
    NoAccess,
    /// The operating system's keyring does not answer.
    KeyringMissing,
    /// The disk is full; nothing was changed.
    DiskFull,
    /// A defect of the program; nothing was changed.
    Bug,
}

/// The question's `field` cannot be taken; `message` says why and what to do.
pub fn refused(field: impl Into<String>, message: impl Into<String>) -> Failure {
    Failure { code: Code::InvalidInput, message: message.into(), field: Some(field.into()) }
}

/// A refusal that belongs to no single field.
pub fn failure(code: Code, message: impl Into<String>) -> Failure {
    Failure { code, message: message.into(), field: None }
}

/// `what` is not there.
pub fn not_found(what: &str) -> Failure {
    failure(Code::NotFound, format!("this {what} is no longer there"))
}

/// The state of the books does not allow it.
pub fn conflict(message: impl Into<String>) -> Failure {
    failure(Code::Conflict, message)
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Failure {
        use store::StoreError as Store;
        let code = match &error {
            Store::TooNew { .. } => Code::BooksTooNew,
            Store::NotOurs => Code::NotOurBooks,
            Store::Damaged(_) | Store::Corrupt { .. } => Code::BooksDamaged,
            Store::InUse => Code::BooksInUse,
            Store::NoAccess(_) => Code::NoAccess,
            Store::Full => Code::DiskFull,
            Store::Refused(_) => Code::Conflict,
            Store::Sqlite(_) => Code::Bug,
        };
        failure(code, error.to_string())
    }
}

impl From<domain::ports::SecretsError> for Failure {
    fn from(error: domain::ports::SecretsError) -> Failure {
        failure(Code::KeyringMissing, error.to_string())
    }
}

impl From<domain::money::MoneyError> for Failure {
    fn from(error: domain::money::MoneyError) -> Failure {
        failure(Code::InvalidInput, error.to_string())
    }
}
