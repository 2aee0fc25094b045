//! The acceptance file: what a client pack gives back. It is one JSON object in canonical form
//! (keys sorted, no blanks, integers only), saved as `*.quittance-acceptance` or pasted as text
//! between two marks.
//!
//! Reading never trusts the file: [`parse`] says only that it has the shape, [`verify`] holds it
//! against the terms that were sent.

mod armour;
mod refusal;
mod verified;
mod verify;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical;
use crate::hash::sha256_hex;
use crate::pack::{Amounts, Choice};

pub use armour::armoured;
pub use refusal::Refusal;
pub use verified::Verified;
pub use verify::{CLOCK_TOLERANCE, Expected, Standing, verify};

/// What stands in every acceptance file.
pub const FORMAT: &str = "quittance-acceptance";

/// The newest format this program reads.
pub const VERSION: u64 = 1;

/// The largest file that is read; a signature of many strokes takes a few kB.
pub const LARGEST_FILE: usize = 256 * 1024;

/// What the client answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Signed.
    Accepted,
    /// Declined.
    Declined,
    /// Asked for a change or for a new offer.
    ChangeRequested,
}

/// An acceptance file as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// What is answered.
    pub kind: Kind,
    /// The pack it was given in.
    pub pack_id: String,
    /// The proposal's number.
    pub number: String,
    /// Which revision.
    pub revision: u32,
    /// The revision's id.
    pub revision_id: String,
    /// The SHA-256 of the PDF in the page, computed on the client's device.
    pub letter_sha256: String,
    /// The SHA-256 of the letter's text on the page, computed likewise.
    pub reading_sha256: String,
    /// The SHA-256 of the three texts as shown.
    pub texts: TextHashes,
    /// What was chosen; only when accepted.
    pub choice: Option<Choice>,
    /// The totals that were shown for it; only when accepted.
    pub totals: Option<Amounts>,
    /// Who answers.
    pub signer: Signer,
    /// The signature; only when accepted.
    pub signature: Option<Signature>,
    /// Whether consent to electronic records was given.
    pub consented: bool,
    /// Whether authority was stated.
    pub authority: bool,
    /// Initials for consent by notice; empty means refused or not asked.
    pub initials: String,
    /// What the client wrote: the reason or the wish; may be empty.
    pub message: String,
    /// When things happened, by the device's clock.
    pub times: Times,
    /// How the end of the letter was reached.
    pub read_by: Option<ReadBy>,
    /// What it was done on.
    pub device: Device,
    /// HMAC-SHA-256 by the pack's token over everything above, in canonical form.
    pub mac: String,
}

/// The hashes of what was agreed to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextHashes {
    /// Consent to electronic records.
    pub consent: String,
    /// The statement over the signature.
    pub statement: String,
    /// The authority.
    pub authority: String,
    /// The consent by notice, where it was asked for.
    pub notice: Option<String>,
}

/// Who answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The name as typed.
    pub name: String,
    /// What they are to the client; may be empty.
    pub capacity: String,
}

/// A signature.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
pub enum Signature {
    /// Typed.
    Typed {
        /// The words.
        text: String,
    },
    /// Drawn: strokes of points `x, y, x, y, …` from the top left of a sheet 1000 wide.
    Drawn {
        /// The height of the sheet.
        height: u32,
        /// The strokes.
        strokes: Vec<Vec<u32>>,
    },
}

/// Instants by the device's clock. The page never lets one go back behind another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// The page was opened.
    pub opened_at: DateTime<Utc>,
    /// The end of the letter was on the screen, or the client said so.
    pub read_at: Option<DateTime<Utc>>,
    /// The letter was saved as PDF.
    pub saved_at: Option<DateTime<Utc>>,
    /// The choice was last changed.
    pub chosen_at: Option<DateTime<Utc>>,
    /// Consent to electronic records was given.
    pub consented_at: Option<DateTime<Utc>>,
    /// Signed, declined or asked.
    pub answered_at: DateTime<Utc>,
}

/// How the end of the letter was reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadBy {
    /// It was on the screen.
    Scrolled,
    /// The client said that they have read it.
    Confirmed,
}

/// What it was done on, as the browser says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// The browser's name for itself.
    pub user_agent: String,
    /// Its language.
    pub language: String,
    /// Its time zone by IANA name.
    pub zone: String,
    /// Minutes its clock is ahead of universal time.
    pub offset_minutes: i32,
    /// The screen: `390x844@3`.
    pub screen: String,
}

/// A file that has the shape of an acceptance, and nothing more is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// What it says.
    pub file: Acceptance,
    /// Its canonical bytes: what is kept.
    pub bytes: Vec<u8>,
    /// The SHA-256 of these bytes, alike for the file and the pasted text.
    pub sha256: String,
}

/// Reads a file or pasted text. Use it to find the pack; [`verify`] does the rest.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Refusal> {
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooBig);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let inner = if text.starts_with('{') { text.to_owned() } else { armour::opened(text)? };
    let value: Value = serde_json::from_str(&inner).map_err(|_| Refusal::NotJson)?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Refusal::NotOurs);
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(Refusal::Newer { version }),
        _ => return Err(Refusal::Malformed("version".to_owned())),
    }
    let file: Acceptance = serde_json::from_value(value.clone())
        .map_err(|error| Refusal::Malformed(error.to_string()))?;
    if canonical::text(&value) != inner {
        return Err(Refusal::Rewritten);
    }
    let bytes = inner.into_bytes();
    let sha256 = sha256_hex(&bytes);
    Ok(Parsed { file, bytes, sha256 })
}

/// The bytes that the code in the file covers: the file without it.
fn covered(bytes: &[u8]) -> Option<String> {
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    value.as_object_mut()?.shift_remove("mac")?;
    Some(canonical::text(&value))
}
