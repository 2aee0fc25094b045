//! What is asked and answered about leakage.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::catch_up::ChargeKey;
use crate::wire::Amount;

/// Which days to check: those on which charges fell due.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowLeakage {
    /// The first day.
    pub from: String,
    /// The last day; one after today means today.
    pub to: String,
    /// The currency of the agreements; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
}

/// What the terms entitled to, less what was billed, less what was decided otherwise.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LeakagePage {
    /// The first day checked.
    pub from: String,
    /// The last day checked.
    pub to: String,
    /// The currency of every amount here.
    pub currency: String,
    /// The currencies that agreements have, the home currency first.
    pub currencies: Vec<String>,
    /// What the terms entitle to, without tax.
    pub entitled: Amount,
    /// What invoices bill.
    pub billed: Amount,
    /// What somebody decided not to bill, each with its reason.
    pub decided: Amount,
    /// What is missing.
    pub leaked: Amount,
    /// What was billed beyond the terms; zero or below.
    pub over: Amount,
    /// What processors kept of what was collected in these days and their payouts. It is no part of
    /// what the terms entitle to, and stands beside it.
    pub fees_absorbed: Amount,
    /// Late charges that were claimed and let go in these days; beside the terms too.
    pub late_waived: Amount,
    /// `leaked` of `entitled` in per cent, `1.4`; nothing where nothing was entitled to.
    pub rate: Option<String>,
    /// How many charges were checked.
    pub checked: u32,
    /// What was checked and found, in a sentence.
    pub proven: String,
    /// What is missing, by cause, the largest first; adds up to `leaked`.
    pub by_cause: Vec<LeakageSum>,
    /// The same by client.
    pub by_client: Vec<LeakageSum>,
    /// The same by month, every month of the days checked, the oldest first.
    pub by_month: Vec<LeakageSum>,
    /// Each difference, the oldest first.
    pub leaks: Vec<LeakRow>,
    /// Each decision not to bill, the oldest first; adds up to `decided`.
    pub decisions: Vec<DecidedRow>,
    /// Agreements whose prices nobody reviewed for longer than their letters say.
    pub unreviewed: Vec<UnreviewedRow>,
}

/// An agreement whose prices nobody reviewed in time.
#[derive(Clone, Debug, Serialize, TS)]
pub struct UnreviewedRow {
    /// The agreement.
    pub agreement_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The day since which its prices stand.
    pub since: String,
    /// Since when, and where the letter says otherwise.
    pub words: String,
}

/// A part of what is missing.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LeakageSum {
    /// By which its rows are found: a cause, a client's id, `2026-11`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// How much.
    pub amount: Amount,
    /// How many rows.
    pub count: u32,
}

/// A charge that was not billed as agreed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LeakRow {
    /// The charge.
    pub charge: ChargeKey,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The agreement.
    pub agreement_id: String,
    /// The service.
    pub service: String,
    /// The days it covers, in words.
    pub period: String,
    /// The day it fell due.
    pub due_on: String,
    /// Why: `not_billed`, `old_price`, `review_not_applied`, `skipped`, `paused`, `out_of_scope`,
    /// `cap_overrun`, `expired`, `billed_short`, `billed_over`.
    pub cause: String,
    /// What its kind is called: `Not billed`.
    pub label: String,
    /// Why, in words: `billed at 350.00 instead of 379.00`.
    pub words: String,
    /// Where it says so: `clause FEE, revision 1, page 3`; empty where nothing does.
    pub proof: String,
    /// What the terms entitle to.
    pub entitled: Amount,
    /// What is missing; below zero where too much was billed.
    pub amount: Amount,
    /// The invoice that bills it, where one does.
    pub invoice_id: Option<String>,
    /// Its number.
    pub invoice: Option<String>,
    /// How it can be mended: `bill`, `bill_skipped`, `approve`, `waive`; `rebill`, void its invoice
    /// and bill anew; `let_go` the difference; see the `invoice` or the `amendment`; `renew`.
    pub mends: Vec<String>,
}

/// A decision not to bill what the terms entitle to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DecidedRow {
    /// The charge.
    pub charge: ChargeKey,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The agreement.
    pub agreement_id: String,
    /// The service.
    pub service: String,
    /// The days it covers, in words.
    pub period: String,
    /// The day it fell due.
    pub due_on: String,
    /// `waived`, `skipped`, `paused`, `repriced`, `credited` or `let_go`.
    pub kind: String,
    /// What was decided, in words: `at 80.00 for this once`.
    pub words: String,
    /// Why.
    pub reason: String,
    /// The day it was decided.
    pub decided_on: String,
    /// How much is not billed for it; below zero where more was agreed for once.
    pub amount: Amount,
    /// The decision, by which it can be taken back; nothing for waivers and credit notes.
    pub decision_id: Option<String>,
}

/// Bills a charge that was skipped after all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BillSkipped {
    /// The charge.
    pub charge: ChargeKey,
}

/// Lets a difference between what was agreed and what was billed go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetDifferenceGo {
    /// The charge.
    pub charge: ChargeKey,
    /// Why; kept with the charge.
    pub reason: String,
    /// The amount that the user saw, as typed; what is missing must be exactly this.
    pub approved: String,
}

/// Takes a difference up again that was let go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeDifferenceUp {
    /// The charge.
    pub charge: ChargeKey,
}

/// Voids the invoice of a charge that was billed at an old price, and bills it anew.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Rebill {
    /// The charge.
    pub charge: ChargeKey,
    /// Why; kept with the void invoice.
    pub reason: String,
}
