//! The list of an evidence pack: every file with its size and hash, and who sealed it.

use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

use super::{Facts, File};
use crate::hash::{hex, sha256_hex};
use crate::seal::Key;

/// What stands in every list.
pub(super) const FORMAT: &str = "quittance-evidence";
/// The newest format this program reads.
pub(super) const VERSION: u64 = 1;

/// The list as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// `quittance-evidence`.
    pub format: String,
    /// 1.
    pub version: u64,
    /// Who sealed it.
    pub practice: String,
    /// The client.
    pub client: String,
    /// The agreement's number.
    pub agreement: String,
    /// When, as `2026-11-23T14:05:09.123Z`.
    pub made_at: String,
    /// The Ed25519 public key in 64 digits.
    pub public_key: String,
    /// Its SHA-256.
    pub fingerprint: String,
    /// The hash of the last entry of the journal's extract; may be empty.
    pub journal_head: String,
    /// The files.
    pub files: Vec<Listed>,
    /// What documents inside state about other files inside.
    pub stated: Vec<Stated>,
}

/// A file of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// What it is.
    pub what: String,
}

/// A hash that one document prints about another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The document that states it: `certificate.pdf`.
    pub by: String,
    /// The file it is about: `letter.pdf`.
    pub of: String,
    /// The SHA-256 it states.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(facts: &Facts, files: &[File], key: &Key) -> Manifest {
        let listed = |file: &File| Listed {
            name: file.name.clone(),
            size: file.bytes.len() as u64,
            sha256: sha256_hex(&file.bytes),
            what: file.what.clone(),
        };
        Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            practice: facts.practice.clone(),
            client: facts.client.clone(),
            agreement: facts.agreement.clone(),
            made_at: facts.made_at.to_rfc3339_opts(SecondsFormat::Millis, true),
            public_key: hex(&key.public()),
            fingerprint: key.fingerprint(),
            journal_head: facts.journal_head.clone(),
            files: files.iter().map(listed).collect(),
            stated: facts.stated.clone(),
        }
    }
}

/// What the seal covers: the list after a line that says what is sealed, so that a seal over
/// something else never fits.
pub(super) fn sealed(list: &[u8]) -> Vec<u8> {
    [b"quittance-evidence-1\n", list].concat()
}
