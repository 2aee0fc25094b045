//! Leakage in words: why money is missing, and where it says that it was due.

use super::{Cause, Proof};
use crate::schedule::date_words;

impl Proof {
    /// Where it is written: `clause FEE-REV, revision 2, page 3, amendment 1`.
    pub fn words(&self) -> String {
        let mut words = match (&self.clause, self.revision) {
            (_, None) => "as agreed elsewhere".to_owned(),
            (Some(clause), Some(revision)) => format!("clause {clause}, revision {revision}"),
            (None, Some(revision)) => format!("the fee table, revision {revision}"),
        };
        if let Some(page) = self.page {
            words.push_str(&format!(", page {page}"));
        }
        if let Some(number) = self.amendment {
            words.push_str(&format!(", amendment {number}"));
        }
        words
    }
}

impl Cause {
    /// Its name in lists and files.
    pub fn name(self) -> &'static str {
        self.named().0
    }

    /// What the causes of its kind are called together.
    pub fn label(self) -> &'static str {
        self.named().1
    }

    fn named(self) -> (&'static str, &'static str) {
        match self {
            Cause::NotBilled => ("not_billed", "Not billed"),
            Cause::OldPrice { .. } => ("old_price", "Billed at an old price"),
            Cause::ReviewNotApplied { .. } => ("review_not_applied", "Price review not applied"),
            Cause::Skipped => ("skipped", "Skipped without a reason"),
            Cause::Paused => ("paused", "Fell into a pause"),
            Cause::OutOfScope => ("out_of_scope", "Beyond the cap, not approved"),
            Cause::CapOverrun => ("cap_overrun", "Beyond the cap, approved"),
            Cause::ExpiredStillServed { .. } => ("expired", "Ended and still served"),
            Cause::BilledShort => ("billed_short", "Less billed than agreed"),
            Cause::BilledOver => ("billed_over", "More billed than agreed"),
        }
    }

    /// Why, in a few words: `billed at 350.00 instead of 379.00`.
    pub fn words(self) -> String {
        match self {
            Cause::NotBilled => "not billed".to_owned(),
            Cause::OldPrice { billed, entitled } => {
                format!("billed at {} instead of {}", billed.shown(), entitled.shown())
            }
            Cause::ReviewNotApplied { billed, entitled } => format!(
                "price review not applied: billed at {} instead of {}",
                billed.shown(),
                entitled.shown()
            ),
            Cause::Skipped => "skipped without a waiver".to_owned(),
            Cause::Paused => "fell due in a pause that is over".to_owned(),
            Cause::OutOfScope => "logged beyond the cap and not approved".to_owned(),
            Cause::CapOverrun => "approved beyond the cap and not billed".to_owned(),
            Cause::ExpiredStillServed { ended_on } => {
                format!("served after the agreement ended on {}", date_words(ended_on))
            }
            Cause::BilledShort => "less billed than agreed".to_owned(),
            Cause::BilledOver => "more billed than agreed".to_owned(),
        }
    }
}
