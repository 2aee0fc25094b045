//! What is asked and answered about periods of a bank account.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Amount;

/// The period to close next, as far as the user has told.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskPeriod {
    /// The account.
    pub account_id: String,
    /// Its last day; empty for the day of the bank's last balance.
    pub until: String,
    /// The bank's balance before the first line, as typed; empty for what is known. A later
    /// period takes what the one before was closed with.
    pub opening: String,
    /// The bank's balance at the end, as typed; empty for what the file states.
    pub stated: String,
    /// The named differences.
    pub differences: Vec<DifferenceForm>,
}

/// A difference the user names.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DifferenceForm {
    /// `missing_line`, `extra_line`, `bank_error`, `opening` or `other`.
    pub cause: String,
    /// How much more the bank states, as typed; negative where it states less.
    pub amount: String,
    /// What it is.
    pub words: String,
}

/// The proof of a period before it is closed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PeriodProof {
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Whether the account was never closed: then the opening balance is asked.
    pub first: bool,
    /// The bank's balance before.
    pub opening: Amount,
    /// The same as it would be typed.
    pub opening_typed: String,
    /// Where it comes from.
    pub opening_words: String,
    /// How many lines.
    pub lines: i64,
    /// What came in.
    pub came_in: Amount,
    /// What went out; not positive.
    pub went_out: Amount,
    /// Opening and lines.
    pub computed: Amount,
    /// The bank's balance at the end, where it is known.
    pub stated: Option<Amount>,
    /// The same as it would be typed; may be empty.
    pub stated_typed: String,
    /// Where it comes from.
    pub stated_words: String,
    /// What the bank states beyond opening and lines.
    pub difference: Amount,
    /// How much of it has a name.
    pub named: Amount,
    /// How much has none.
    pub unnamed: Amount,
    /// The same as it would be typed.
    pub unnamed_typed: String,
    /// How many lines wait for an explanation.
    pub waiting: i64,
    /// What moved on them, without sign.
    pub waiting_amount: Amount,
    /// The lines that are set aside.
    pub aside: Vec<AsideLine>,
    /// The bank's balance before the account's first period.
    pub first_opening: Amount,
    /// What the books hold of the account at the end.
    pub books: Amount,
    /// What was set aside up to the end, which the books do not hold.
    pub set_aside: Amount,
    /// All differences named up to the end.
    pub all_named: Amount,
    /// What these four come to.
    pub by_books: Amount,
    /// Whether the period can be closed.
    pub proved: bool,
    /// What stands in the way.
    pub wrong: Option<String>,
    /// The field it belongs under.
    pub field: Option<String>,
}

/// A line that was set aside.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AsideLine {
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed.
    pub amount: Amount,
    /// Why.
    pub words: String,
}

/// The periods of an account.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PeriodList {
    /// The latest first.
    pub rows: Vec<PeriodRow>,
}

/// A period that was closed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PeriodRow {
    /// The period.
    pub id: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// The bank's balance before.
    pub opening: Amount,
    /// How many lines.
    pub lines: i64,
    /// What came in.
    pub came_in: Amount,
    /// What went out; not positive.
    pub went_out: Amount,
    /// The bank's balance at the end.
    pub stated: Amount,
    /// `user` or `file`.
    pub stated_by: String,
    /// The named differences.
    pub differences: Vec<DifferenceShown>,
    /// The report: SHA-256, the name of its document.
    pub document: String,
    /// When it was closed.
    pub closed_at: String,
    /// When it was reopened.
    pub reopened_at: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether it is the last closed one, which alone can be reopened.
    pub last: bool,
}

/// A named difference.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DifferenceShown {
    /// What kind it is, in words.
    pub cause: String,
    /// How much more the bank states because of it.
    pub amount: Amount,
    /// What it is.
    pub words: String,
}

/// Reopens a period.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReopenPeriod {
    /// The period.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// What changed since an account was last reconciled.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PeriodChanges {
    /// The last day of that period; nothing where the account was never reconciled.
    pub until: Option<String>,
    /// Why it was reopened, where it was.
    pub reopened: Option<String>,
    /// How many lines came after it.
    pub new_lines: i64,
    /// What came in on them.
    pub came_in: Amount,
    /// What went out on them; not positive.
    pub went_out: Amount,
    /// Lines of the period that are not as it was closed with.
    pub changed: Vec<ChangedLine>,
}

/// A line that is not as its period was closed with.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChangedLine {
    /// The bank's date.
    pub posted_on: String,
    /// The bank's text.
    pub description: String,
    /// Signed.
    pub amount: Amount,
    /// What it was explained as; nothing where the line was not there.
    pub before: Option<String>,
    /// What it is explained as, empty where it waits; nothing where the line is gone.
    pub now: Option<String>,
}
