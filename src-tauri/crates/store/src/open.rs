//! Opening a book: look before touching, one writer, backup before migration.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::{StoreError, backup};

/// `Qttc`, in the header of every book.
const APPLICATION_ID: i64 = 0x5174_7463;

/// The schema this program writes.
pub const SCHEMA_VERSION: i64 = 1;

const STEPS: &[M<'static>] = &[M::up(include_str!("../migrations/0001_books.sql"))];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// An open book. One process holds it at a time.
pub struct Book {
    db: Connection,
    path: PathBuf,
    lock: Option<File>,
}

impl Book {
    /// Opens the book at `path`: refuses what is not ours, newer, damaged or held by another
    /// process, and migrates an older one after a verified backup beside it.
    pub fn open(path: &Path) -> Result<Book, StoreError> {
        look_at_header(path)?;
        let (lock, unclean) = take_lock(path)?;
        let mut db = connect(path)?;
        let application: i64 = pragma(&db, "application_id")?;
        if application != APPLICATION_ID {
            return Err(StoreError::NotOurs);
        }
        let version: i64 = pragma(&db, "user_version")?;
        if version > SCHEMA_VERSION {
            return Err(StoreError::TooNew { found: version });
        }
        if unclean || version < SCHEMA_VERSION {
            backup::quick_check(&db)?;
        }
        if version < SCHEMA_VERSION {
            let copy = path.with_extension(format!("before-{SCHEMA_VERSION}.quittance"));
            backup::make(&db, &copy)?;
        }
        prepare(&mut db)?;
        migrate(&mut db)?;
        Ok(Book { db, path: path.to_owned(), lock: Some(lock) })
    }

    /// A new, empty book in memory.
    pub fn in_memory() -> Result<Book, StoreError> {
        let mut db = Connection::open_in_memory()?;
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
        prepare(&mut db)?;
        migrate(&mut db)?;
        Ok(Book { db, path: PathBuf::new(), lock: None })
    }

    /// Where it is; empty for one in memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For reading.
    pub fn db(&self) -> &Connection {
        &self.db
    }

    /// Runs `change` in one `IMMEDIATE` transaction: everything or nothing.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = change(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        Ok(value)
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        // A clean close says so in the lock file; after a crash the next opening checks the book.
        if let Some(lock) = &mut self.lock {
            let _ = lock.set_len(0);
        }
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(db)
}

/// Every commit reaches the disk before it is acknowledged; the schema trusts nobody.
fn prepare(db: &mut Connection) -> Result<(), StoreError> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // Without it, INSERT OR REPLACE removes a frozen row and no trigger hears of it.
    db.pragma_update(None, "recursive_triggers", true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    // Pages put aside while a statement runs stay out of the system's folder for temporary files:
    // they are of the book, and writing them there took most of the time of a large import.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    db.pragma_update(None, "cell_size_check", true)?;
    // Lists and figures read the same pages again and again; KiB, taken as they are needed.
    db.pragma_update(None, "cache_size", -32_000)?;
    db.set_prepared_statement_cache_capacity(256);
    Ok(())
}

fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    MIGRATIONS.to_latest(db).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err),
        other => StoreError::Damaged(other.to_string()),
    })
}

fn pragma(db: &Connection, name: &str) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, name, |row| row.get(0))?)
}

/// Refuses directories, missing and unreadable files, and what does not begin as SQLite does,
/// before anything is written.
fn look_at_header(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Err(StoreError::NoAccess(format!("{} is a folder", path.display())));
    }
    let mut header = [0_u8; 16];
    let mut file = File::open(path)?;
    match file.read_exact(&mut header) {
        Ok(()) if &header == b"SQLite format 3\0" => Ok(()),
        _ => Err(StoreError::NotOurs),
    }
}

/// How often the lock is tried, and the milliseconds in between: a program that is just ending
/// holds it a moment more, and so does a process that was being started while it was held.
const TRIES: u32 = 40;
const PAUSE: u64 = 25;

/// Takes the lock beside the book. The second value tells whether the last holder went away
/// without closing.
fn take_lock(path: &Path) -> Result<(File, bool), StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&name)?;
    let mut tried = 1;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if tried < TRIES => {
                tried += 1;
                std::thread::sleep(Duration::from_millis(PAUSE));
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    let mut before = String::new();
    let _ = file.read_to_string(&mut before);
    file.write_all(b"open\n")?;
    Ok((file, !before.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_put_aside_stay_in_memory() {
        let mut db = Connection::open_in_memory().unwrap();
        prepare(&mut db).unwrap();
        let asked = "SELECT temp_store FROM pragma_temp_store";
        let place: i64 = db.query_row(asked, [], |row| row.get(0)).unwrap();
        assert_eq!(place, 2, "MEMORY, https://sqlite.org/pragma.html#pragma_temp_store");
    }
}
