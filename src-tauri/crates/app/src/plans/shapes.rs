//! Payment plans on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Amount, FileIn};

/// A plan to be offered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanForm {
    /// The client.
    pub client_id: String,
    /// The invoices; all of one currency.
    pub invoices: Vec<String>,
    /// How many instalments; empty where a sum a month is given.
    pub parts: String,
    /// How much a month, as typed; empty where a number of instalments is given.
    pub monthly: String,
    /// The day of the first instalment; the others follow a month apart.
    pub first_on: String,
    /// Whether the first is paid on signing, which is to be on that day at the latest.
    pub at_signing: bool,
    /// So many days it may stay behind before it breaks.
    pub grace_days: u32,
    /// Whether it bears no interest and no late charges while it is kept.
    pub frozen: bool,
}

/// An instalment.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InstalmentRow {
    /// The day it is due.
    pub due_on: String,
    /// How much.
    pub amount: Amount,
}

/// A plan before it is offered.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PlanPreview {
    /// What is open on its invoices.
    pub total: Amount,
    /// Its instalments.
    pub instalments: Vec<InstalmentRow>,
    /// What it means for the money that is coming, a sentence each.
    pub effects: Vec<String>,
    /// What is to be thought of, a sentence each.
    pub remarks: Vec<String>,
    /// The agreement, base64.
    pub pdf: String,
}

/// How a client agreed to a plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptPlan {
    /// The plan.
    pub id: String,
    /// The day they signed.
    pub signed_on: String,
    /// Who signed.
    pub signed_by: String,
    /// `on_paper`, `by_email` or `on_behalf`.
    pub how: String,
    /// The scan or the message; left out only with `on_behalf`.
    #[serde(default)]
    #[ts(optional)]
    pub evidence: Option<FileIn>,
}

/// Ends a plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndPlan {
    /// The plan.
    pub id: String,
    /// Why; kept with it.
    pub reason: String,
}

/// A plan of a client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PaymentPlanRow {
    /// The plan.
    pub id: String,
    /// `offered`, `lapsed`, `runs`, `behind`, `broken`, `kept` or `ended`.
    pub state: String,
    /// How it stands, in a sentence.
    pub words: String,
    /// The numbers of its invoices.
    pub invoices: Vec<String>,
    /// All of it.
    pub total: Amount,
    /// What came since.
    pub received: Amount,
    /// Its instalments.
    pub instalments: Vec<InstalmentRow>,
    /// The day it was offered.
    pub offered_on: String,
    /// The agreement: SHA-256 of its document.
    pub letter: String,
    /// What it was accepted by; nothing where there is no file.
    pub evidence: Option<String>,
}

/// The plans of a client, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PaymentPlanList {
    /// The plans.
    pub rows: Vec<PaymentPlanRow>,
}
