//! The acceptance certificate: what is proved about an acceptance, the weakest part first.

pub(crate) mod setting;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// The evidence of one acceptance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The certificate's number.
    pub number: String,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The client's name.
    pub client: String,
    /// "Engagement letter PR-0042, revision 2, is accepted. It is agreement EL-0042."
    pub summary: String,
    /// The grade with its meaning: "C, ink seen by the practice".
    pub grade: String,
    /// A remark beside the grade: "the lower of the two signers' grades"; may be empty.
    pub grade_remark: String,
    /// What each grade means, and what is not claimed.
    pub grade_legend: String,
    /// Who signed, in order.
    pub signers: Vec<Signer>,
    /// What was signed, each by its SHA-256.
    pub digests: Vec<Digest>,
    /// Versions, payment method and the like.
    pub facts: Vec<MetaRow>,
    /// The place whose time is local: "Bend".
    pub local_place: String,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The practice's seal, if there is one.
    pub seal: Option<Seal>,
    /// How anyone can check it without a network.
    pub how_to_check: String,
}

/// One who signed. Each text is printed as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signer {
    /// The name.
    pub name: String,
    /// Role and stated authority.
    pub stands_for: String,
    /// The address at which they were reached.
    pub reached_at: String,
    /// How they signed.
    pub how: String,
    /// How they were identified.
    pub identified_by: String,
    /// When, in local time.
    pub when: String,
    /// From where: address and browser, or "not applicable".
    pub from: String,
    /// What they chose.
    pub chosen: String,
    /// The grade of this signature's evidence.
    pub grade: String,
}

/// A named SHA-256.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Digest {
    /// "Letter, 58,864 bytes".
    pub label: String,
    /// The hash.
    pub sha256: [u8; 32],
}

/// An entry of the timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The same instant on the clock of the practice.
    pub local: NaiveDateTime,
    /// What happened.
    pub what: String,
    /// The hash of the entry, which covers the entry before it.
    pub hash: [u8; 32],
}

/// The practice's seal over the certificate's record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    /// The SHA-256 of the practice's public key.
    pub fingerprint: [u8; 32],
    /// The Ed25519 signature over the record.
    pub signature: [u8; 64],
    /// What the seal is and is not.
    pub remark: String,
}

impl Certificate {
    /// The certificate as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
