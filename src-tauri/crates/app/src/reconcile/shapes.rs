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
    /// `to_explain`, `explained`, `set_aside` or `all`.
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
    /// Whether the program made it by itself.
    pub by_itself: bool,
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
    /// For a split line: what its parts are.
    pub split: Vec<SplitShown>,
    /// For one side of a transfer: the other side, in words, where it is explained too.
    pub other_side: Option<String>,
    /// What the user wrote beside it; may be empty.
    pub note: String,
    /// The end of the closed period it is in, through which it is locked.
    pub closed_through: Option<String>,
}

/// A part of a split line.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SplitShown {
    /// What it is.
    pub words: String,
    /// Its share of the line, signed.
    pub amount: Amount,
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
        /// `fee`, `interest`, `transfer`, `owner`, `not_mine`, `expense`, `other`, or `expense:`
        /// and a category: `expense:rent`.
        category: String,
        /// A note; may be empty.
        note: String,
    },
    /// Money between own accounts: the line of the other account is explained with it.
    Transfer {
        /// The other line.
        other_line_id: String,
    },
    /// Several explanations that add up to the line.
    Split {
        /// The parts, in order.
        parts: Vec<SplitPart>,
    },
    /// Left for later, with a reason.
    SetAside {
        /// Why.
        reason: String,
    },
}

/// A part of a line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SplitPart {
    /// Its share as typed, signed as the line: a fee kept from a deposit is negative.
    pub amount: String,
    /// What it is; nothing that explains whole lines only.
    pub explain: Explain,
}

/// Asks what the parts of a split come to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WeighSplit {
    /// The line.
    pub line_id: String,
    /// The amounts as typed; an empty one counts as nothing yet.
    pub amounts: Vec<String>,
}

/// What the parts of a split come to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SplitSums {
    /// Their sum.
    pub sum: Amount,
    /// The line less that.
    pub left: Amount,
    /// The same as it would be typed.
    pub left_typed: String,
    /// Whether nothing is left and every amount can be read.
    pub adds_up: bool,
    /// For each amount what is wrong with it.
    pub wrong: Vec<Option<String>>,
}

/// Lines that may be the other side of a transfer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OtherSides {
    /// The nearest day first, 20 at most.
    pub rows: Vec<OtherSide>,
}

/// A line that may be the other side of a transfer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OtherSide {
    /// The line.
    pub line_id: String,
    /// Its account.
    pub account: String,
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed.
    pub amount: Amount,
    /// Whether it is explained as a transfer already and waits for this side.
    pub explained: bool,
}

/// Lines that can be accepted together.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CertainMatches {
    /// In order of the list; no two of them explain with the same invoice, payment or payout.
    pub rows: Vec<CertainMatch>,
    /// What comes in by them.
    pub came_in: Amount,
    /// What goes out by them; not positive.
    pub went_out: Amount,
}

/// A line with the explanation that would be accepted.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CertainMatch {
    /// The line.
    pub line_id: String,
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed.
    pub amount: Amount,
    /// The explanation's sentence.
    pub sentence: String,
    /// What accepting it says.
    pub explain: Explain,
}

/// Explains several lines in one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptAll {
    /// Each line with what it is, 500 at most.
    pub lines: Vec<AcceptExplanation>,
}

/// Matches taken back together.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoAll {
    /// The matches.
    pub ids: Vec<String>,
}

/// Makes a client of a line's payer and explains the line as its money.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptNewClient {
    /// The line.
    pub line_id: String,
    /// The client's name.
    pub name: String,
    /// Its e-mail address; may be empty.
    pub email: String,
    /// The name the bank writes, to know it again; may be empty.
    pub payer_name: String,
}

/// Writes a note beside a line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteLine {
    /// The line.
    pub line_id: String,
    /// The note; empty takes it away.
    pub note: String,
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
    /// Clients of that name, whose credit the line would become; 10 at most, none without text.
    pub clients: Vec<FoundClient>,
    /// Recorded payments of exactly the line that no bank line shows yet, and others of that
    /// text; 20 at most.
    pub payments: Vec<FoundPayment>,
}

/// A client that may have paid.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundClient {
    /// The client.
    pub client_id: String,
    /// Its name.
    pub client: String,
}

/// A recorded payment that may have reached the bank.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundPayment {
    /// The payment.
    pub payment_id: String,
    /// The client's name.
    pub client: String,
    /// The day it was received.
    pub received_on: String,
    /// Its reference; may be empty.
    pub reference: String,
    /// How much.
    pub amount: Amount,
    /// Whether it is exactly the line's amount.
    pub exact: bool,
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
