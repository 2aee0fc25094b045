//! What is asked and answered about proposals.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::draft::ProposalDraft;
use crate::wire::Amount;

/// What a client chose, or may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option, counted from 0, where there are any.
    pub option: Option<u32>,
    /// The add-ons, by their lines, counted from 0.
    pub add_ons: Vec<u32>,
}

/// What a draft comes to under a choice. Every figure includes the discounts; `tax` is apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProposalTotals {
    /// What was chosen.
    pub choice: Choice,
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
    /// What each line comes to each time, in the draft's order; none while to be confirmed.
    pub lines: Vec<Option<Amount>>,
    /// What each option comes to without add-ons, in order.
    pub options: Vec<OptionTotals>,
}

/// What one option comes to without add-ons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OptionTotals {
    /// Its name.
    pub name: String,
    /// Each month.
    pub per_month: Amount,
    /// Twelve months of everything.
    pub first_year: Amount,
    /// Billed on the start date, with tax.
    pub due_on_acceptance: Amount,
}

/// Something in the draft that cannot be read, and so stops it from being sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// The field, `lines.2.price` for a part.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What one click would do about a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RemarkFix {
    /// Take this clause in.
    AddClause {
        /// The clause.
        id: String,
    },
    /// Leave this clause out.
    RemoveClause {
        /// The clause.
        id: String,
    },
    /// Go back to the usual words of this clause.
    RestoreClause {
        /// The clause.
        id: String,
    },
    /// Fill this blank.
    SetValue {
        /// The placeholder's name.
        name: String,
        /// The value.
        value: String,
    },
}

/// A remark of the letter's review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Remark {
    /// The rule's id.
    pub rule: String,
    /// `blocking`, `warning` or `advice`.
    pub severity: String,
    /// The place: `clauses.PAY-LATE`, `lines.2.price`, `values.late_rate_year`, `valid_until`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// What one click would do.
    pub fix: Option<RemarkFix>,
    /// Whether a reason lets it pass.
    pub overridable: bool,
    /// The reason that lets it pass.
    pub overridden: Option<String>,
}

/// A clause as it stands in a draft, or could.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterClause {
    /// Its id for ever.
    pub id: String,
    /// The section of the letter.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The text with its placeholders.
    pub text: String,
    /// Whether this letter has it.
    pub present: bool,
    /// Whether letters have it as a rule.
    pub usual: bool,
    /// Whose words: `library`, `practice` or `letter`.
    pub words_of: String,
    /// The placeholders it names.
    pub placeholders: Vec<String>,
    /// The placeholders that have no value yet and so keep a usual clause out.
    pub waits_for: Vec<String>,
}

/// A blank of the letter's clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterBlank {
    /// The placeholder's name.
    pub name: String,
    /// What a form calls it.
    pub label: String,
    /// What to fill in, one line.
    pub help: String,
    /// `text`, `days`, `years`, `percent`, `money` or `date`.
    pub kind: String,
    /// What it is filled with.
    pub value: String,
    /// Where the value comes from: `letter`, `practice`, `proposal`, `usual`, or `none`.
    pub from: String,
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
    /// `open`, `signed_in_part`, `accepted`, `declined`, `superseded`, `withdrawn` or `expired`.
    pub state: String,
    /// SHA-256 of the letter, which is also the name of its document.
    pub letter: String,
    /// Pages of the letter.
    pub pages: i64,
    /// Where the payment method stands that was asked for with it: `planned`, `waiting`,
    /// `verifying`, `permitted`, `refused`, `ended` or `withdrawn`; nothing where none was.
    pub method: Option<String>,
    /// Who signs, in order.
    pub signatories: Vec<SignatoryRow>,
    /// The options, by name.
    pub options: Vec<String>,
    /// The add-ons: their lines, counted from 0, and names.
    pub add_ons: Vec<AddOnRow>,
}

/// A signatory of a revision.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SignatoryRow {
    /// The name.
    pub name: String,
    /// In what capacity.
    pub capacity: String,
    /// The address the letter goes to.
    pub email: String,
    /// The day of the signature, once given.
    pub signed_on: Option<String>,
    /// How it was given: `in_person`, `on_paper`, `by_file`, `by_email` or `on_behalf`.
    pub method: Option<String>,
}

/// An add-on of a revision.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AddOnRow {
    /// Its line, counted from 0.
    pub line: u32,
    /// Its name.
    pub name: String,
}

/// What a client answered instead of accepting.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ResponseRow {
    /// `declined` or `change_asked`.
    pub kind: String,
    /// Who answered.
    pub who: String,
    /// In their words.
    pub message: String,
    /// The revision's number.
    pub revision: i64,
    /// When it was recorded.
    pub recorded_at: String,
    /// The file it came by: SHA-256, the name of its document.
    pub evidence: Option<String>,
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
    /// `draft`, `sent`, `signed_in_part`, `accepted`, `declined`, `expired` or `withdrawn`.
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
    /// The day to follow up.
    pub follow_up_on: Option<String>,
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
    /// The template to begin from.
    #[serde(default)]
    pub template_id: Option<String>,
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
    /// What cannot be read.
    pub problems: Vec<Problem>,
    /// The review of the letter.
    pub remarks: Vec<Remark>,
    /// Every clause the letter has or could have, in its order.
    pub clauses: Vec<LetterClause>,
    /// The blanks of the clauses it has.
    pub blanks: Vec<LetterBlank>,
    /// A note that is never printed.
    pub internal_note: String,
    /// What the client answered, the newest first.
    pub responses: Vec<ResponseRow>,
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
    /// The choice to show totals for; the plainest where it is none of the draft's.
    #[serde(default)]
    pub choice: Choice,
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
    /// What cannot be read.
    pub problems: Vec<Problem>,
    /// The review of the letter.
    pub remarks: Vec<Remark>,
    /// Every clause the letter has or could have, in its order.
    pub clauses: Vec<LetterClause>,
    /// The blanks of the clauses it has.
    pub blanks: Vec<LetterBlank>,
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

/// What is kept about a proposal and never printed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteProposal {
    /// The proposal.
    pub id: String,
    /// The note.
    pub internal_note: String,
    /// The day to follow up; none for no day.
    pub follow_up_on: Option<String>,
}

/// The client said no.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineProposal {
    /// The proposal.
    pub id: String,
    /// Who said it.
    pub who: String,
    /// Why; may be empty.
    pub reason: String,
}

/// Two revisions to hold beside each other.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareRevisions {
    /// The earlier one.
    pub before: String,
    /// The later one; none for the draft as it is now.
    pub after: Option<String>,
}

/// What changed from one revision to another.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RevisionChanges {
    /// `Revision 1`.
    pub before: String,
    /// `Revision 2`, or `The draft`.
    pub after: String,
    /// Terms and figures, in the order of the letter.
    pub figures: Vec<FigureChange>,
    /// Texts that changed, in the order of the letter.
    pub texts: Vec<TextChange>,
}

/// A term or figure that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FigureChange {
    /// What: `Monthly bookkeeping, price`.
    pub what: String,
    /// Before; empty when it is new.
    pub before: String,
    /// After; empty when it is gone.
    pub after: String,
}

/// A text that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TextChange {
    /// What: `PAY-LATE Late payment`.
    pub what: String,
    /// Its runs of words, in order.
    pub runs: Vec<WordRun>,
}

/// A run of words that was kept, added or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WordRun {
    /// `kept`, `added` or `removed`.
    pub kind: String,
    /// The words.
    pub text: String,
}

/// A template in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateRow {
    /// The template.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The names of its services.
    pub about: String,
    /// The last change, as an instant.
    pub changed_at: String,
}

/// All templates, by name.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateList {
    /// Rows.
    pub rows: Vec<TemplateRow>,
}

/// Keeps a proposal's draft as a template, without its client and dates.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepTemplate {
    /// The proposal.
    pub proposal_id: String,
    /// The template's name.
    pub name: String,
}
