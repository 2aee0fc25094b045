//! Verified copies of the book.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// What was read back from a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Journal entries found in the copy.
    pub journal_entries: i64,
    /// Size in bytes.
    pub bytes: u64,
}

/// Copies the book to `target` and reads the copy back: it must be whole and hold as many journal
/// entries as the original. A half-made copy is removed.
pub fn make(db: &Connection, target: &Path) -> Result<Verified, StoreError> {
    let beside = target.with_extension("part");
    let _ = std::fs::remove_file(&beside);
    let made = copy_and_verify(db, &beside);
    if made.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    let verified = made?;
    std::fs::rename(&beside, target)?;
    Ok(verified)
}

fn copy_and_verify(db: &Connection, target: &Path) -> Result<Verified, StoreError> {
    db.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
    let copy = Connection::open_with_flags(target, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let whole: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if whole != "ok" {
        return Err(StoreError::Damaged(whole));
    }
    let (here, there) = (entries(db)?, entries(&copy)?);
    if here != there {
        return Err(StoreError::Damaged(format!("the copy holds {there} of {here} entries")));
    }
    let file = std::fs::File::open(target)?;
    file.sync_all()?;
    Ok(Verified { journal_entries: there, bytes: file.metadata()?.len() })
}

fn entries(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?)
}

/// SQLite's quick check, after an unclean exit and before a migration.
pub(crate) fn quick_check(db: &Connection) -> Result<(), StoreError> {
    let whole: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if whole == "ok" { Ok(()) } else { Err(StoreError::Damaged(whole)) }
}
