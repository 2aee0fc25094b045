//! What is asked and answered about bank lines and their explanations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::collecting::PayoutRow;
use crate::wire::Amount;

/// Which lines to list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListLines {
    /// The account.
    pub account_id: String,
    /// `to_explain`, `explained` or `all`.
    pub view: String,
    /// Only those whose text, amount or client holds this.
    pub filter: String,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to send, 500 at most.
    pub limit: u32,
}

/// A line in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LineRow {
    /// The line.
    pub id: String,
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed: money in is positive.
    pub amount: Amount,
    /// `to_explain`, `explained` or `set_aside`.
    pub state: String,
    /// For a line to explain: `certain`, `likely`, `possible` or `none`.
    pub certainty: String,
    /// The explanation or the best suggestion, in a few words.
    pub words: String,
    /// The live match.
    pub match_id: Option<String>,
}

/// A part of the list, and where the account stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LineList {
    /// The rows asked for.
    pub rows: Vec<LineRow>,
    /// How many there are after the filter.
    pub count: i64,
    /// How many wait for an explanation.
    pub to_explain: i64,
    /// How many are explained or set aside.
    pub explained: i64,
    /// What moved on the lines that wait, without sign.
    pub left: Amount,
    /// What moved on all lines, without sign.
    pub moved: Amount,
    /// First day and last day of the lines.
    pub from: Option<String>,
    /// Last day of the lines.
    pub through: Option<String>,
    /// Balance before the first line, if the bank stated one.
    pub opening: Option<Amount>,
    /// Sum of all lines.
    pub sum: Amount,
    /// Balance after the last line, if the bank stated one.
    pub closing: Option<Amount>,
}

/// A part of a line's money for an invoice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExplainedPart {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client's name.
    pub client: String,
    /// The day it is due.
    pub due_on: String,
    /// Owed before.
    pub open: Amount,
    /// Paid by this line.
    pub amount: Amount,
}

/// One way to explain a line.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Explanation {
    /// `invoices`, `recorded_payment`, `payout` or `credit`.
    pub kind: String,
    /// `certain`, `likely` or `possible`.
    pub certainty: String,
    /// The sentence: `Alder Bakery pays INV-0042 in full.`
    pub sentence: String,
    /// The client; nothing for `payout`.
    pub client_id: Option<String>,
    /// The payment that is already recorded, for `recorded_payment`.
    pub payment_id: Option<String>,
    /// The payout with what it is made of, for `payout`.
    pub payout: Option<PayoutRow>,
    /// What it pays.
    pub parts: Vec<ExplainedPart>,
    /// What would become the client's credit.
    pub credit: Amount,
    /// The line less its parts and credit; zero for every explanation that can be accepted.
    pub difference: Amount,
    /// Evidence for it.
    pub why: Vec<String>,
    /// What would make it wrong.
    pub wrong_if: Vec<String>,
    /// What happens next.
    pub after: Vec<String>,
}

/// A line with all its explanations, the best first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LinePage {
    /// The row of the list.
    pub row: LineRow,
    /// The bank's reference.
    pub reference: String,
    /// The file it came from.
    pub file: String,
    /// The line in that file, counted from 1.
    pub at: i64,
    /// Explanations, the best first; none when nothing fits.
    pub explanations: Vec<Explanation>,
    /// For an explained line: what it is, in words.
    pub matched: Option<String>,
    /// For an explained line: what it paid.
    pub matched_parts: Vec<ExplainedPart>,
}

/// What the user says a line is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Explain {
    /// A client pays invoices; what is left becomes credit.
    Invoices {
        /// The client.
        client_id: String,
        /// What it pays, in order: each is filled up to what is open on it.
        invoices: Vec<String>,
    },
    /// A payment that is already recorded reached the bank.
    RecordedPayment {
        /// The payment.
        payment_id: String,
    },
    /// A payout of a processor reached the bank, or came back.
    Payout {
        /// The payout.
        payout_id: String,
    },
    /// Not from a client.
    NotAnInvoice {
        /// `fee`, `interest`, `transfer`, `owner`, `expense` or `other`.
        category: String,
        /// A note; may be empty.
        note: String,
    },
    /// Left for later, with a reason.
    SetAside {
        /// Why.
        reason: String,
    },
}

/// Explains a line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptExplanation {
    /// The line.
    pub line_id: String,
    /// What it is.
    pub explain: Explain,
}

/// Looks for open invoices to explain a line with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindInvoices {
    /// The line.
    pub line_id: String,
    /// Part of a client's name, a number or an amount; empty lists those nearest in amount.
    pub text: String,
}

/// Open invoices, the best first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundInvoices {
    /// Rows, 50 at most.
    pub rows: Vec<FoundInvoice>,
}

/// An open invoice that a line may pay.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundInvoice {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The day it is due.
    pub due_on: String,
    /// Still owed.
    pub open: Amount,
}
