//! The evidence pack: a ZIP that holds what was agreed and how it is known, with a list of every
//! file's hash, sealed with the practice's key. It carries its own verifier; [`verify`] says the
//! same in the same words.
//!
//! The ZIP is written in one way only (stored, fixed dates, no comments), so that reading can
//! refuse any other byte, also between the files.

mod archive;
mod check;
mod journal;
mod manifest;
mod report;

use chrono::{DateTime, Utc};

use crate::canonical;
use crate::hash::hex;
use crate::seal::Key;

pub use check::verify;
pub use journal::{JOURNAL, JournalEntry, JournalLine, JournalPlace, journal_file};
pub use manifest::Stated;
pub(crate) use report::WORDS;
pub use report::{Finding, Report, Verdict};

use manifest::Manifest;

/// The list of files.
pub const MANIFEST: &str = "manifest.json";
/// The seal over the list: 128 hexadecimal digits.
pub const SEAL: &str = "manifest.sig";
/// The verifier.
pub const VERIFIER: &str = "verify.html";
/// What this is, for people.
pub const README: &str = "README.txt";

/// The most files one evidence pack may hold.
pub const MOST_FILES: usize = 2_000;

/// The largest evidence pack: 512 MB.
pub const LARGEST: usize = 512 << 20;

/// A file to put in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its name, letters and digits of ASCII, `-`, `_`, `.`, blanks and `/`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it is, in a few words.
    pub what: String,
}

/// What the evidence is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Who seals it.
    pub practice: String,
    /// The client.
    pub client: String,
    /// The agreement's number.
    pub agreement: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The hash of the journal's last entry in the extract; empty without an extract.
    pub journal_head: String,
    /// Hashes that documents inside state about other files inside.
    pub stated: Vec<Stated>,
}

/// Why an evidence pack cannot be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BundleError {
    /// A name that some system could read in another way.
    #[error("\"{0}\" cannot be the name of a file here")]
    Name(String),
    /// Two files have one name, or a name of ours; capitals do not count.
    #[error("there are two files named \"{0}\"")]
    Twice(String),
    /// Too many files or bytes.
    #[error("there is too much for one evidence pack; leave something out")]
    TooMuch,
}

/// The evidence pack as a ZIP. The same facts, files and key give the same bytes.
pub fn build(facts: &Facts, files: &[File], key: &Key) -> Result<Vec<u8>, BundleError> {
    let about = |name: &str, bytes: Vec<u8>, what: &str| File {
        name: name.to_owned(),
        bytes,
        what: what.to_owned(),
    };
    let readme = readme(facts, &key.fingerprint()).into_bytes();
    let mut all = vec![
        about(README, readme, "What this is and how to check it"),
        about(
            VERIFIER,
            crate::verifier().as_bytes().to_vec(),
            "Checks this pack, without a network",
        ),
    ];
    all.extend_from_slice(files);
    let manifest = Manifest::new(facts, &all, key);
    let list = canonical::of(&manifest).into_bytes();
    let seal = format!("{}\n", hex(&key.sign(&manifest::sealed(&list)))).into_bytes();
    all.push(about(MANIFEST, list, ""));
    all.push(about(SEAL, seal, ""));
    let mut names = std::collections::BTreeSet::new();
    for file in &all {
        if !archive::good_name(&file.name) {
            return Err(BundleError::Name(file.name.clone()));
        }
        if !names.insert(file.name.to_ascii_lowercase()) {
            return Err(BundleError::Twice(file.name.clone()));
        }
    }
    let parts: Vec<(&str, &[u8])> =
        all.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    let size: usize = parts.iter().map(|(name, bytes)| 200 + 2 * name.len() + bytes.len()).sum();
    if parts.len() > MOST_FILES || size > LARGEST {
        return Err(BundleError::TooMuch);
    }
    Ok(archive::written(&parts))
}

fn readme(facts: &Facts, fingerprint: &str) -> String {
    let Facts { practice, client, agreement, made_at, .. } = facts;
    let made = made_at.format("%Y-%m-%d %H:%M UTC");
    format!(
        "EVIDENCE FOR AGREEMENT {agreement}\n\
         {practice} and {client}. Made on {made}.\n\
         \n\
         {MANIFEST} lists every file here with its SHA-256. {SEAL} is the practice's Ed25519\n\
         seal over that list. If one byte of one file is changed, the check says which file.\n\
         \n\
         To check without a network: open {VERIFIER} in a browser and give it the ZIP as you\n\
         received it. Do not unpack and pack it again: the ZIP itself is checked too. Take the\n\
         verifier from a source you trust; any copy will do.\n\
         Or: quittance-cli evidence verify FILE\n\
         \n\
         Fingerprint of the practice's key; compare it with the one on the practice's papers:\n\
         {fingerprint}\n\
         \n\
         The seal shows that the practice sealed these files and that nobody changed them since.\n\
         It is not the client's signature. How the client agreed is in the certificate.\n"
    )
}
