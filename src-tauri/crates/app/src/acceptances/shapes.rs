//! What is asked and answered about acceptances.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::FileIn;

/// A point of a drawn signature: thousandths of the pad's width from its left, and of its width
/// from its top.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// From the left, 0 to 1000.
    pub x: u16,
    /// From the top, 0 to 1000.
    pub y: u16,
}

/// What must be shown and agreed to before signing in person.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AcceptanceTerms {
    /// The sentence by which the signer agrees to the letter.
    pub statement: String,
    /// The sentence by which the signer agrees to an electronic record.
    pub consent: String,
    /// Who is expected to sign.
    pub signer: String,
    /// SHA-256 of the letter, which is also the name of its document.
    pub letter: String,
}

/// The client accepts on this screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptInPerson {
    /// The revision on the screen.
    pub revision_id: String,
    /// The name the signer typed.
    pub signer: String,
    /// In what capacity: `owner`, `director`; may be empty.
    pub capacity: String,
    /// The letter was read to its end.
    pub read: bool,
    /// The signer agrees to the letter and has the authority to.
    pub agreed: bool,
    /// The signer agrees to an electronic record.
    pub consented: bool,
    /// The strokes of the drawn signature; empty when the typed name is the signature.
    pub signature: Vec<Vec<Point>>,
}

/// The client signed on paper; the scan is the evidence.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptOnPaper {
    /// The revision that was printed.
    pub revision_id: String,
    /// Who signed.
    pub signer: String,
    /// In what capacity; may be empty.
    pub capacity: String,
    /// The day on the paper.
    pub signed_on: String,
    /// The scan: PDF, PNG or JPEG.
    pub scan: FileIn,
}

/// The agreement that began.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Accepted {
    /// The agreement.
    pub agreement_id: String,
    /// Its number.
    pub number: String,
}

/// How an agreement was accepted.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AcceptancePage {
    /// Who signed.
    pub signer: String,
    /// In what capacity.
    pub capacity: String,
    /// `in_person` or `on_paper`.
    pub method: String,
    /// `A` to `D`; C is before the practice, on screen or in ink.
    pub grade: String,
    /// The instant it was recorded.
    pub accepted_at: String,
    /// The day agreed.
    pub accepted_on: String,
    /// The letter as sent: SHA-256, the name of its document.
    pub letter: String,
    /// The letter as accepted: SHA-256, the name of its document.
    pub signed_letter: String,
    /// The certificate: SHA-256, the name of its document.
    pub certificate: String,
    /// The scan, if it was signed on paper: SHA-256, the name of its document.
    pub scan: Option<String>,
}
