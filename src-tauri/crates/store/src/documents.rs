//! Frozen bytes, content-addressed.

use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::journal::hex;
use crate::read::{plain, row, rows, run};

/// A document with its bytes.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name offered when it is saved.
    pub name: String,
    /// `application/pdf` and so on.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The SHA-256 of `bytes` in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Keeps a document and returns its hash; the same bytes are kept once.
pub fn keep(
    tx: &Transaction<'_>,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<String, StoreError> {
    let hash = sha256(bytes);
    run(
        tx,
        "INSERT OR IGNORE INTO documents (sha256, media_type, name, bytes) VALUES (?1, ?2, ?3, ?4)",
        params![hash, media_type, name, bytes],
    )?;
    Ok(hash)
}

/// The document with this hash.
pub fn show(db: &Connection, sha256: &str) -> Result<Option<Document>, StoreError> {
    row(db, "SELECT * FROM documents WHERE sha256 = ?1", [sha256], |row| {
        Ok(Document {
            name: plain(row, "name")?,
            media_type: plain(row, "media_type")?,
            bytes: plain(row, "bytes")?,
        })
    })
}

/// Names each document whose bytes are not those of its hash; one is in memory at a time.
pub(crate) fn verify(db: &Connection) -> Result<Vec<String>, StoreError> {
    let found = rows(db, "SELECT sha256, name, bytes FROM documents", [], |row| {
        let (hash, name): (String, String) = (plain(row, "sha256")?, plain(row, "name")?);
        let bytes: Vec<u8> = plain(row, "bytes")?;
        Ok((sha256(&bytes) != hash).then(|| format!("document {name} was altered")))
    })?;
    Ok(found.into_iter().flatten().collect())
}
