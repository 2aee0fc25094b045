//! Why an acceptance file is not taken, in the order of the checks.

use chrono::{DateTime, Utc};

use crate::pack::ChoiceError;

/// Why an acceptance file is not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// Larger than [`super::LARGEST_FILE`].
    #[error("the file is too large to be an acceptance; ask for the file the page saved")]
    TooBig,
    /// Not UTF-8.
    #[error("this is not text; choose the file that ends in .quittance-acceptance")]
    NotText,
    /// The pasted text ends early, or letters in it were changed.
    #[error("the pasted text is cut or damaged; ask for the file itself")]
    CutShort,
    /// Neither JSON nor text between our marks.
    #[error("there is no acceptance in this; paste all of the text, from BEGIN to END")]
    NotJson,
    /// Some other JSON.
    #[error("this file is not an acceptance of a proposal")]
    NotOurs,
    /// A later version of the format.
    #[error("the file has format {version}, which is newer than this program; update it first")]
    Newer {
        /// Its version.
        version: u64,
    },
    /// A part is missing, unknown or not what it should be.
    #[error("the file was altered: {0}")]
    Malformed(String),
    /// The same content in other bytes.
    #[error("the file was altered: it is not written as the page writes it")]
    Rewritten,
    /// The same bytes were taken before.
    #[error("this answer was imported before")]
    Duplicate,
    /// An answer to another proposal.
    #[error("this answers proposal {0}, not this one")]
    OtherProposal(String),
    /// An answer to another revision.
    #[error("this answers revision {found}; revision {expected} is the one it is held against")]
    OtherRevision {
        /// What it answers.
        found: u32,
        /// What was expected.
        expected: u32,
    },
    /// Given in another pack: another sending, or that of another signatory.
    #[error("this was given in another pack of the same revision")]
    OtherPack,
    /// The revision was taken back.
    #[error("the proposal was withdrawn before this answer; send it again to accept it")]
    Withdrawn,
    /// A newer revision was sent.
    #[error("revision {by} replaced the one this answers; ask for an answer to that")]
    Superseded {
        /// The newer one.
        by: u32,
    },
    /// The proposal was accepted or declined already.
    #[error("the proposal was answered already; undo that answer first")]
    Answered,
    /// The PDF in the page was not the one that was sent.
    #[error("the letter in the client's page is not the one that was sent; send it again")]
    LetterAltered,
    /// The text on the page was not the one that was sent.
    #[error("the letter's text on the client's page is not the one that was sent; send it again")]
    ReadingAltered,
    /// What was chosen is not offered.
    #[error("the choice is none of the proposal's: {0}")]
    ImpossibleChoice(#[from] ChoiceError),
    /// An answer of this kind without a choice or totals, or with one it cannot have.
    #[error("the file was altered: its {0} do not belong to its kind")]
    WrongParts(&'static str),
    /// The totals are not those of the choice.
    #[error("the totals the client was shown are not those of the proposal; send it again")]
    TotalsDiffer,
    /// Another text than the one sent.
    #[error("the text for {0} is not the one that was sent; send the proposal again")]
    TextDiffers(&'static str),
    /// Consent to electronic records is missing.
    #[error("the client did not consent to electronic records; ask for ink")]
    NoConsent,
    /// Authority is missing.
    #[error("the client did not state their authority; ask them to sign again")]
    NoAuthority,
    /// Initials where none were asked for.
    #[error("the file was altered: it holds initials nobody asked for")]
    UnaskedInitials,
    /// A time before the proposal was sent.
    #[error("the answer says {0}, which is before the proposal was sent")]
    BeforeSent(DateTime<Utc>),
    /// A time after it was received.
    #[error("the answer says {0}, which has not come yet; check both clocks")]
    InTheFuture(DateTime<Utc>),
    /// The times contradict each other.
    #[error("the file was altered: its times are out of order")]
    OutOfOrder,
    /// Signed after the offer ended.
    #[error("it was signed after the offer ended; send a new revision")]
    Expired,
    /// Signed before the letter was read to its end.
    #[error("the letter was not read to its end; ask them to sign again")]
    NotRead,
    /// The code is not that of these bytes and this pack.
    #[error("the file was altered after it was signed, or not made by the pack that was sent")]
    WrongCode,
    /// No name.
    #[error("there is no name under it; ask them to sign again")]
    NoName,
    /// No signature, or an empty one.
    #[error("there is no signature; ask them to sign again")]
    NoSignature,
}
