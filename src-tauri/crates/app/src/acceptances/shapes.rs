//! What is asked and answered about acceptances.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proposals::Choice;
use crate::wire::{Amount, FileIn};

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

/// A revision to be accepted, and for which choice its figures are wanted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskTerms {
    /// The revision.
    pub id: String,
    /// The choice; the plainest where none is given.
    #[serde(default)]
    pub choice: Option<Choice>,
}

/// What must be shown and agreed to before signing in person.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AcceptanceTerms {
    /// The sentence by which the signer agrees to the letter.
    pub statement: String,
    /// The sentence by which the signer agrees to an electronic record.
    pub consent: String,
    /// SHA-256 of the letter, which is also the name of its document.
    pub letter: String,
    /// Who signs, in order, and who has.
    pub signatories: Vec<crate::proposals::SignatoryRow>,
    /// Where a choice was already signed by somebody: the others must choose the same.
    pub settled: Option<Choice>,
    /// What is to choose; nothing to choose is one row without a name.
    pub options: Vec<ChoiceRow>,
    /// What can be chosen on top.
    pub add_ons: Vec<ChoiceRow>,
    /// What the choice comes to.
    pub totals: crate::proposals::ProposalTotals,
    /// The sentence that asks for initials; none when the letter does not ask.
    pub initials: Option<String>,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChoiceRow {
    /// The option, or the add-on's line, counted from 0.
    pub at: u32,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// Twelve months of it: an option without add-ons, or the add-on alone.
    pub first_year: Amount,
}

/// What every way of accepting says.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Which of the letter's signatories, counted from 0.
    #[serde(default)]
    pub signatory: u32,
    /// The name of whoever signed.
    pub signer: String,
    /// In what capacity: `owner`, `director`; may be empty.
    pub capacity: String,
    /// What was chosen.
    #[serde(default)]
    pub choice: Choice,
    /// Initials for consent by notice; empty where none were given.
    #[serde(default)]
    pub initials: String,
}

/// The client accepts on this screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptInPerson {
    /// The revision on the screen.
    pub revision_id: String,
    /// Who signs and what was chosen.
    pub signing: Signing,
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
    /// Who signed and what was chosen.
    pub signing: Signing,
    /// The day on the paper.
    pub signed_on: String,
    /// The scan: PDF, PNG or JPEG.
    pub scan: FileIn,
}

/// The client answered by an e-mail in plain words; the message file is the evidence.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptByEmail {
    /// The revision the message answers.
    pub revision_id: String,
    /// Who agreed and what was chosen.
    pub signing: Signing,
    /// The message as it was saved: `.eml`.
    pub message: FileIn,
}

/// Recorded for the client; reason and evidence are compulsory.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptOnBehalf {
    /// The revision.
    pub revision_id: String,
    /// For whom it is recorded and what was chosen.
    pub signing: Signing,
    /// The day the client agreed.
    pub signed_on: String,
    /// Why it is recorded on their behalf.
    pub reason: String,
    /// What shows that they agreed: PDF, picture, message or text.
    pub evidence: FileIn,
}

/// An answer that came back: a file, or the text of one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadAnswer {
    /// The file, or the pasted text as a file.
    pub file: FileIn,
}

/// What an answer shows, before it is taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnswerShown {
    /// `accepted`, `declined` or `change_asked`.
    pub kind: String,
    /// The proposal's number.
    pub number: String,
    /// The revision's number.
    pub revision: i64,
    /// The client's name.
    pub client: String,
    /// Who answered.
    pub signer: String,
    /// In what capacity.
    pub capacity: String,
    /// What was chosen, in words.
    pub chosen: Vec<String>,
    /// What the choice comes to, where it is accepted.
    pub totals: Option<crate::proposals::ProposalTotals>,
    /// Their message, where they decline or ask for a change.
    pub message: String,
    /// What it shows, a sentence each.
    pub shows: Vec<String>,
    /// What it does not show, a sentence each.
    pub shows_not: Vec<String>,
    /// The evidence grade it would get.
    pub grade: String,
    /// The instant of the signature, by the client's device.
    pub signed_at: String,
}

/// The headers of a message file, as they are shown beside it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MessageShown {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When, as the message says.
    pub date: String,
    /// Subject.
    pub subject: String,
    /// The text, at most 4,000 characters.
    pub text: String,
    /// What mail servers noted of its origin: SPF, DKIM, DMARC results; may be empty.
    pub checks: String,
}

/// The agreement that began, or who has yet to sign.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Accepted {
    /// The agreement; none while somebody has yet to sign.
    pub agreement_id: Option<String>,
    /// The proposal's number, which is also the agreement's.
    pub number: String,
    /// Who has yet to sign.
    pub waiting_for: Vec<String>,
}

/// What became of an answer that was taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnswerTaken {
    /// `accepted`, `declined` or `change_asked`.
    pub kind: String,
    /// The proposal.
    pub proposal_id: String,
    /// The agreement that began; none while somebody has yet to sign, or where nothing did.
    pub agreement_id: Option<String>,
    /// The proposal's number.
    pub number: String,
    /// Who has yet to sign.
    pub waiting_for: Vec<String>,
}

/// How one person agreed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SignaturePage {
    /// Who signed.
    pub signer: String,
    /// In what capacity.
    pub capacity: String,
    /// `in_person`, `on_paper`, `by_file`, `by_email` or `on_behalf`.
    pub method: String,
    /// `A` to `D`.
    pub grade: String,
    /// The day it was given.
    pub signed_on: String,
    /// The instant it was recorded.
    pub recorded_at: String,
    /// Why it was recorded on the client's behalf; empty otherwise.
    pub reason: String,
    /// What the evidence shows, a sentence each.
    pub facts: Vec<String>,
    /// The scan, file or message: SHA-256, the name of its document.
    pub evidence: Option<String>,
}

/// How an agreement was accepted.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AcceptancePage {
    /// The signatures, in the order of the letter.
    pub signatures: Vec<SignaturePage>,
    /// What was chosen, in words; empty when there was no choice.
    pub chosen: Vec<String>,
    /// `A` to `D`: the lowest of the signatures.
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
}

/// The client pack of one signatory.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakePack {
    /// The revision.
    pub revision_id: String,
    /// Which of the letter's signatories, counted from 0.
    pub signatory: u32,
}
