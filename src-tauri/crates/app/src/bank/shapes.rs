//! What is asked and answered about bank accounts and statements.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Amount, FileIn};

/// A bank account.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BankAccount {
    /// The account.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// Its currency.
    pub currency: String,
    /// The number as the bank's files give it, its last four digits only; may be empty.
    pub ending: String,
    /// The day of its newest line.
    pub through: Option<String>,
    /// The balance the bank last stated.
    pub balance: Option<Amount>,
    /// Lines without an explanation.
    pub unexplained: i64,
    /// All lines.
    pub lines: i64,
    /// Whether what passes every gate is applied without asking.
    pub by_itself: bool,
}

/// All accounts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BankAccountList {
    /// By name.
    pub rows: Vec<BankAccount>,
}

/// Adds an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddBankAccount {
    /// What the user calls it.
    pub name: String,
    /// Its currency.
    pub currency: String,
}

/// Calls an account otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameBankAccount {
    /// The account.
    pub id: String,
    /// What the user calls it from now on; no other account is called that.
    pub name: String,
}

/// A layout of a bank's table as a small text of JSON.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StatementLayout {
    /// As `statements::profile` writes it.
    pub text: String,
}

/// How the columns of a CSV are to be read; columns count from 0. Remembered for the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementMapping {
    /// Rows before the first transaction.
    pub skip_rows: Option<u32>,
    /// Date column.
    pub date: Option<u32>,
    /// `day_first`, `month_first` or `year_first`.
    pub date_order: Option<String>,
    /// The one signed amount column.
    pub amount: Option<u32>,
    /// Positive amounts are money out (card statements).
    pub inverted: bool,
    /// Money out, where two columns are used.
    pub debit: Option<u32>,
    /// Money in, where two columns are used.
    pub credit: Option<u32>,
    /// Where two columns are used, what their signs mean: `unsigned` (the usual), `by_side` (the
    /// heading alone says the direction) or `own` (each amount carries its own).
    pub signs: Option<String>,
    /// The column that says whether an unsigned amount came in or went out.
    pub flag: Option<u32>,
    /// Its values that mean money out.
    pub out_flags: Vec<String>,
    /// Text columns, in order.
    pub description: Vec<u32>,
    /// Reference column.
    pub reference: Option<u32>,
    /// Balance column.
    pub balance: Option<u32>,
    /// `point` or `comma`.
    pub decimal_mark: Option<String>,
}

/// Shows what a file would add to an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewStatement {
    /// The account; none before the first one exists.
    pub account_id: Option<String>,
    /// The file.
    pub file: FileIn,
    /// The user's mapping; none uses the account's, or what the file itself shows.
    pub mapping: Option<StatementMapping>,
}

/// A line as the file has it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PreviewLine {
    /// The line in the file, counted from 1.
    pub at: u32,
    /// The bank's date.
    pub posted_on: String,
    /// Signed amount as plain decimal text.
    pub amount: String,
    /// Text of the line.
    pub description: String,
    /// Whether the account has it already.
    pub known: bool,
    /// Whether the account has it under another text, date or id, as a pending line has that was
    /// booked since.
    pub updated: bool,
}

/// A record that was not taken, with its place.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NotTaken {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// Something about the file that only the user knows.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileQuestion {
    /// The field of the mapping that answers it: `date_order`, `amount`…
    pub field: String,
    /// The question, in words.
    pub text: String,
    /// The answers to choose from: value and words, with an example from the file.
    pub choices: Vec<FileChoice>,
}

/// A possible answer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileChoice {
    /// The value for the field.
    pub value: String,
    /// What it would mean: `3 April 2026 for 03/04/2026`.
    pub words: String,
    /// How to read the file when it is chosen.
    pub mapping: StatementMapping,
}

/// What a file holds.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StatementPreview {
    /// `OFX 1.0.2`, `CSV`…
    pub format: String,
    /// The encoding it was read with.
    pub encoding: String,
    /// `import`, `import_with_warnings`, `import_with_rejects`, `empty`, `must_ask` or `refuse`.
    pub outcome: String,
    /// Why it was refused, or what to know before importing.
    pub notes: Vec<String>,
    /// The account the file names, its last four digits; may be empty.
    pub ending: String,
    /// The currency the file names, or the account's.
    pub currency: String,
    /// The first 200 lines.
    pub lines: Vec<PreviewLine>,
    /// Lines that would be added.
    pub new_lines: u32,
    /// Lines the account has already.
    pub known_lines: u32,
    /// Those among them that the bank has changed.
    pub updated_lines: u32,
    /// Records that cannot be taken.
    pub rejected: Vec<NotTaken>,
    /// Records left out by rule: pending rows, balance rows.
    pub skipped: Vec<NotTaken>,
    /// What must be answered first.
    pub questions: Vec<FileQuestion>,
    /// Heads (or first values) of the columns, for the mapping; CSV only.
    pub columns: Vec<String>,
    /// The mapping that was used; CSV only.
    pub mapping: Option<StatementMapping>,
    /// The balance's proof in words: `Balances prove every line`, or by how much they differ.
    pub proof: Option<String>,
}

/// Imports a statement: all of it in one, undoable in one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportStatement {
    /// The account; none makes one named after the file's account.
    pub account_id: Option<String>,
    /// The file.
    pub file: FileIn,
    /// The mapping that was previewed.
    pub mapping: Option<StatementMapping>,
}

/// What the import did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StatementImported {
    /// The statement, by which it can be undone.
    pub id: String,
    /// The account it went into.
    pub account_id: String,
    /// Lines added.
    pub added: u32,
    /// Lines that were there already.
    pub known: u32,
    /// Those among them that the bank has changed.
    pub updated: u32,
    /// Records that could not be taken.
    pub rejected: Vec<NotTaken>,
    /// Records left out by rule.
    pub skipped: u32,
}
