//! What is asked and answered about price reviews. Amounts and numbers come as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Amount;

/// How prices move.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PriceMove {
    /// By so many per cent: `8.5`, `-3`.
    PerCent {
        /// Per cent, as typed.
        percent: String,
    },
    /// By an amount on the price of one: `10.00`, `-5.00`.
    Amount {
        /// The amount, as typed.
        amount: String,
    },
    /// As an index moved between two of its values.
    Index {
        /// The index.
        name: String,
        /// The day of the earlier value.
        from: String,
        /// The day of the later value.
        to: String,
    },
}

/// A review as it is planned.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceReviewForm {
    /// How prices move.
    pub by: PriceMove,
    /// To a multiple of `1`, `5` or `10` whole units; empty for none.
    #[serde(default)]
    pub step: String,
    /// `down`, `up` or `nearest`; read where there is a step.
    #[serde(default)]
    pub towards: String,
    /// At least so many per cent; empty for none.
    #[serde(default)]
    pub floor_percent: String,
    /// At least this amount; empty for none.
    #[serde(default)]
    pub floor_amount: String,
    /// At most so many per cent; empty for none.
    #[serde(default)]
    pub cap_percent: String,
    /// At most this amount; empty for none.
    #[serde(default)]
    pub cap_amount: String,
    /// Days of notice the practice gives, as typed.
    pub notice_days: String,
    /// No price changes before this day.
    pub not_before: String,
    /// Services of agreements that are left out.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Other days of notice for single clients.
    #[serde(default)]
    pub notices: Vec<ClientNotice>,
}

/// Days of notice for one client.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientNotice {
    /// The client.
    pub client_id: String,
    /// Days, as typed.
    pub days: String,
}

/// A service in a price review.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReviewRow {
    /// The service of the agreement.
    pub agreement_service_id: String,
    /// The agreement.
    pub agreement_id: String,
    /// Its number.
    pub agreement: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The service.
    pub service: String,
    /// Price of one today.
    pub old: Amount,
    /// Price of one to come; nothing where it stays.
    pub new: Option<Amount>,
    /// The new less the old.
    pub change: Option<Amount>,
    /// What a year brings more.
    pub per_year: Option<Amount>,
    /// The first day of the new price.
    pub effective_on: Option<String>,
    /// Whether `FEE-REV` of the accepted letter allows it without asking.
    pub under_clause: bool,
    /// The consent it needs, in words.
    pub consent_words: String,
    /// `changed`, `unchanged`, `left_out` or `excluded`.
    pub state: String,
    /// Why nothing changes; empty where something does.
    pub words: String,
}

/// What a review would do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReviewPreview {
    /// A row for each recurring service, by client.
    pub rows: Vec<ReviewRow>,
    /// How many prices change.
    pub changed: u32,
    /// How many agreements an amendment is written for.
    pub agreements: u32,
    /// Recurring fees a year today, without tax.
    pub before: Amount,
    /// Recurring fees a year with the new prices.
    pub after: Amount,
    /// What a year brings more.
    pub more: Amount,
}

/// A review that was made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MadeReview {
    /// The review.
    pub id: String,
    /// The day it was made.
    pub made_on: String,
    /// What was planned, in words.
    pub words: String,
    /// Its amendments: the agreement, the client and the state of each.
    pub amendments: Vec<ReviewAmendment>,
    /// How many wait to be sent.
    pub to_send: u32,
    /// Whether all of it can still be taken back: nobody was told yet.
    pub can_undo: bool,
}

/// An amendment of a review.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReviewAmendment {
    /// The amendment.
    pub id: String,
    /// The agreement.
    pub agreement_id: String,
    /// The agreement's number.
    pub agreement: String,
    /// The client.
    pub client: String,
    /// As in the list of amendments.
    pub state: String,
    /// The first day of the new prices.
    pub effective_on: String,
}

/// The reviews that were made, the newest first, and the values of indexes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReviewList {
    /// Reviews.
    pub reviews: Vec<MadeReview>,
    /// Values of indexes, by name and day.
    pub values: Vec<IndexValueRow>,
}

/// A published value of an index.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IndexValueRow {
    /// The index: `CPI-U, all items`.
    pub name: String,
    /// The day or the first day of the month it is for.
    pub on: String,
    /// Its points, as typed.
    pub value: String,
    /// Where it was published; may be empty.
    #[serde(default)]
    pub source: String,
}

/// Values of an index, one a line: the day, a comma or a tab, and the points.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportIndexValues {
    /// The index.
    pub name: String,
    /// The lines.
    pub text: String,
    /// Where they were published; may be empty.
    #[serde(default)]
    pub source: String,
}

/// Takes a value out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveIndexValue {
    /// The index.
    pub name: String,
    /// The day.
    pub on: String,
}

/// How many values were kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ValuesKept {
    /// How many.
    pub count: u32,
}
