//! What can go wrong with the file.

use rusqlite::ErrorCode;

/// Why the book could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Written by a newer version; `found` is its schema version.
    #[error("this book was written by a newer version of Quittance; update the program to open it")]
    TooNew {
        /// The schema version of the file.
        found: i64,
    },
    /// A file, but not a book of this program.
    #[error("this file is not a Quittance book")]
    NotOurs,
    /// SQLite says the file is damaged.
    #[error("the book is damaged ({0}); open the latest backup instead")]
    Damaged(String),
    /// Another process holds the book.
    #[error("this book is already open in another window of Quittance")]
    InUse,
    /// The file or its folder cannot be read or written.
    #[error("the file cannot be opened or written here: {0}")]
    NoAccess(String),
    /// There is no room; the change was rolled back.
    #[error("the disk is full; nothing was changed. Free some space and try again")]
    Full,
    /// A value in the file is not what the schema promises.
    #[error("the book holds a {what} that cannot be read: \"{value}\"")]
    Corrupt {
        /// Which value.
        what: &'static str,
        /// What stands there.
        value: String,
    },
    /// A rule of the schema refused the change; the text names the rule.
    #[error("{0}")]
    Refused(String),
    /// Anything else SQLite says.
    #[error("the book could not be read or written: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(text),
            Some(ErrorCode::NotADatabase) => StoreError::NotOurs,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse,
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure,
            ) => StoreError::NoAccess(text),
            Some(ErrorCode::ConstraintViolation) => StoreError::Refused(text),
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        match error.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::NoAccess(error.to_string()),
        }
    }
}
