//! What is asked and answered about proposals.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::services::Billing;
use crate::wire::Amount;

/// A line of a draft. Text is as typed and kept as typed; what cannot be read is a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftLine {
    /// The service of the library it came from.
    pub service_id: Option<String>,
    /// Its name.
    pub name: String,
    /// What is done, for the letter.
    pub description: String,
    /// How it is billed.
    pub billing: Billing,
    /// How many, as typed; for hourly lines the hours expected.
    pub quantity: String,
    /// Price of one, as typed.
    pub price: String,
    /// Whether the practice's tax is added.
    pub taxable: bool,
}

/// A draft as the user types it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProposalDraft {
    /// The client; may be missing while drafting.
    pub client_id: Option<String>,
    /// Who signs for the client; empty uses the client's contact.
    pub signer: String,
    /// The day the agreement starts: the anchor of its schedule.
    pub starts_on: String,
    /// The last day the proposal can be accepted.
    pub valid_until: String,
    /// Days from issue to due, as typed.
    pub payment_days: String,
    /// Discount in per cent on every line, as typed; empty for none.
    pub discount_percent: String,
    /// The opening of the letter, after the greeting.
    pub opening: String,
    /// Further terms in the practice's own words; may be empty.
    pub further_terms: String,
    /// The lines.
    pub lines: Vec<DraftLine>,
}

/// What a draft comes to. Every figure includes the discount; `tax` is apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProposalTotals {
    /// What recurs, per month (quarterly and yearly lines are not spread into it).
    pub per_month: Amount,
    /// What recurs each quarter.
    pub per_quarter: Amount,
    /// What recurs each year.
    pub per_year: Amount,
    /// What is billed once.
    pub once: Amount,
    /// Twelve months of everything.
    pub first_year: Amount,
    /// Tax in the first year.
    pub first_year_tax: Amount,
    /// Billed on the start date, with tax.
    pub due_on_acceptance: Amount,
    /// What each line comes to each time, in the draft's order.
    pub lines: Vec<Amount>,
}

/// Something in the draft that stops it from being sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// The field, `lines.2.price` for a part.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A frozen sending.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RevisionRow {
    /// The revision.
    pub id: String,
    /// 1, 2, 3…
    pub number: i64,
    /// The day it was sent.
    pub sent_on: String,
    /// `open`, `accepted`, `superseded`, `withdrawn` or `expired`.
    pub state: String,
    /// SHA-256 of the letter, which is also the name of its document.
    pub letter: String,
    /// Pages of the letter.
    pub pages: i64,
}

/// A proposal in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProposalRow {
    /// The proposal.
    pub id: String,
    /// Its number, `PR-0041`.
    pub number: String,
    /// The client, if chosen.
    pub client_id: Option<String>,
    /// The client's name, or empty.
    pub client: String,
    /// The names of its services.
    pub about: String,
    /// `draft`, `sent`, `accepted`, `expired` or `withdrawn`.
    pub state: String,
    /// The newest revision's number; 0 before the first sending.
    pub revision: i64,
    /// Twelve months of everything, without tax.
    pub first_year: Amount,
    /// The day the newest revision was sent.
    pub sent_on: Option<String>,
    /// The last day it can be accepted.
    pub valid_until: String,
    /// The last change, as an instant.
    pub changed_at: String,
}

/// All proposals, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProposalList {
    /// Rows.
    pub rows: Vec<ProposalRow>,
}

/// Begins a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateProposal {
    /// The client, if already known.
    pub client_id: Option<String>,
}

/// A proposal with its draft.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProposalPage {
    /// The row of the list.
    pub row: ProposalRow,
    /// The draft as last saved.
    pub draft: ProposalDraft,
    /// What it comes to.
    pub totals: ProposalTotals,
    /// What stops it from being sent.
    pub problems: Vec<Problem>,
    /// Whether the draft differs from the newest revision.
    pub changed_since_sent: bool,
    /// Revisions, the newest first.
    pub revisions: Vec<RevisionRow>,
    /// The agreement it became.
    pub agreement_id: Option<String>,
    /// The name of the practice's tax and its rate, `VAT 20%`; empty for none.
    pub tax_words: String,
}

/// Saves a draft as it is, problems and all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveProposal {
    /// The proposal.
    pub id: String,
    /// The draft.
    pub draft: ProposalDraft,
}

/// Draws the letter of a draft that need not be saved yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewProposal {
    /// The proposal.
    pub id: String,
    /// The draft.
    pub draft: ProposalDraft,
}

/// A place on a page: points from its top left corner.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PageBox {
    /// The page, counted from 0.
    pub page: u32,
    /// What is there: a clause id, or `line.2` for a fee line.
    pub key: String,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// The letter of a draft.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LetterPreview {
    /// The PDF, base64.
    pub pdf: String,
    /// How many pages.
    pub pages: u32,
    /// Where its parts are.
    pub boxes: Vec<PageBox>,
    /// What the draft comes to.
    pub totals: ProposalTotals,
    /// What stops it from being sent.
    pub problems: Vec<Problem>,
    /// Remarks about the page: a letter no face can draw, a logo that could not be used.
    pub findings: Vec<String>,
}

/// The revision that was frozen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProposalSent {
    /// The revision.
    pub revision: RevisionRow,
}

/// Takes back what was sent, so that it can no longer be accepted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawProposal {
    /// The proposal.
    pub id: String,
    /// Why; kept in the history.
    pub reason: String,
}
