//! Ledgers of others on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clearing::ClearingItem;
use crate::wire::Amount;

/// The ledgers that can be connected, and how things stand with the one that is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LedgerPage {
    /// Which there are.
    pub brands: Vec<LedgerBrand>,
    /// The organisation that is written into; nothing before one is connected.
    pub connected: Option<LedgerRow>,
}

/// A ledger that can be connected.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LedgerBrand {
    /// `xero`, `quickbooks`.
    pub brand: String,
    /// Its name.
    pub name: String,
}

/// A connected organisation.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LedgerRow {
    /// The connection.
    pub id: String,
    /// `xero`, `quickbooks`.
    pub brand: String,
    /// The ledger's own name of the organisation.
    pub reference: String,
    /// The ledger's name.
    pub ledger: String,
    /// The organisation's name.
    pub name: String,
    /// Its home currency.
    pub currency: String,
    /// Whether it is for trying only.
    pub demo: bool,
    /// Through this day its books are closed.
    pub locked_until: Option<String>,
    /// Through this day the sign-in lasts if nothing is synced before; nothing where that is not
    /// known.
    pub signed_in_until: Option<String>,
    /// Documents from this day on are sent.
    pub from_on: String,
    /// Whether runs are made each day, and after a reconciliation, without being asked for.
    pub automatic: bool,
    /// Whether PDFs go beside invoices.
    pub files: bool,
    /// Whether what signs in there is in this computer's keyring.
    pub key_kept: bool,
    /// Choices and contacts that are still open.
    pub open_choices: u32,
    /// Runs, the newest first.
    pub runs: Vec<RunRow>,
    /// Documents that the user decides about.
    pub conflicts: Vec<ConflictRow>,
    /// Payments there on our invoices that are not recorded here.
    pub payments: Vec<PaymentThereRow>,
    /// What each processor holds, beside what stands for it there.
    pub clearing: Vec<ClearingThere>,
}

/// What a processor holds, beside what this program put on the account that stands for it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClearingThere {
    /// The processor.
    pub processor: String,
    /// The account there; empty where none is chosen.
    pub account: String,
    /// What it holds.
    pub held: Amount,
    /// What was put on the account there.
    pub there: Amount,
    /// What it holds beyond that.
    pub differs: Amount,
    /// What makes the difference; none where there is none.
    pub items: Vec<ClearingItem>,
}

/// A run.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RunRow {
    /// The run.
    pub id: String,
    /// Whether it only looked.
    pub dry: bool,
    /// When it began.
    pub started_at: String,
    /// When it ended.
    pub ended_at: Option<String>,
    /// `organisation`, `lists`, `changes`, `documents`, `done`.
    pub stage: String,
    /// `running`, `done`, `cancelled`, `stopped`.
    pub state: String,
    /// Documents it found to do.
    pub to_do: u32,
    /// Made or changed there.
    pub pushed: u32,
    /// Read back and as here.
    pub verified: u32,
    /// Left to decide.
    pub differences: u32,
    /// What came of it, or why it stopped.
    pub words: String,
}

/// A document that stands otherwise there.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConflictRow {
    /// Our row.
    pub key: String,
    /// What it is: `invoice`, `payment` and so on.
    pub kind: String,
    /// Number or name.
    pub title: String,
    /// The client.
    pub who: String,
    /// With tax.
    pub amount: Option<Amount>,
    /// What happened, in a sentence.
    pub words: String,
    /// Where it differs.
    pub differences: Vec<DifferenceRow>,
    /// Whether something there can be taken as it is.
    pub there: bool,
}

/// A difference.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DifferenceRow {
    /// Of what.
    pub what: String,
    /// What we have.
    pub ours: String,
    /// What stands there.
    pub theirs: String,
}

/// A payment there.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PaymentThereRow {
    /// The ledger's own name of it.
    pub reference: String,
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client: String,
    /// The day.
    pub received_on: String,
    /// How much of it pays the invoice.
    pub amount: Amount,
}

/// Everything that a run would do, or has done.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SyncPlan {
    /// The organisation's name.
    pub organisation: String,
    /// One for each document.
    pub rows: Vec<PlanRow>,
    /// How many of the rows there are of each step, the steps that do something first.
    pub counts: Vec<StepCount>,
}

/// How many documents have a step.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StepCount {
    /// The step.
    pub step: String,
    /// How many.
    pub rows: u32,
}

/// A document of the plan.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PlanRow {
    /// Our row.
    pub key: String,
    /// What it is.
    pub kind: String,
    /// Number or name.
    pub title: String,
    /// The client or processor.
    pub who: String,
    /// Its day.
    pub on: Option<String>,
    /// With tax.
    pub amount: Option<Amount>,
    /// `create`, `change`, `take_out`, `look_up`, `verify`, `nothing`, `choose`, `not`, `decide`.
    pub step: String,
    /// Where it stands: `verified`, `pushed` and so on; empty where nothing was sent.
    pub state: String,
    /// Why, in words; may be empty.
    pub words: String,
}

/// What of theirs stands for what of ours.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MappingPage {
    /// The organisation's name.
    pub organisation: String,
    /// The ledger's name.
    pub ledger: String,
    /// Accounts, codes of tax and items.
    pub rows: Vec<MappingRow>,
    /// Clients.
    pub contacts: Vec<ContactRow>,
    /// What can be chosen.
    pub options: Vec<MappingOption>,
    /// How many rows and contacts are still open.
    pub open: u32,
}

/// A choice.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MappingRow {
    /// What of ours.
    pub ours: String,
    /// In words.
    pub label: String,
    /// From which list: `account`, `item`, `tax`.
    pub list: String,
    /// What is chosen; empty where nothing is, `new` for an item that is to be made there.
    pub theirs: String,
    /// What is proposed; empty where nothing is.
    pub proposed: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A client or processor, and the contact there.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ContactRow {
    /// Our row.
    pub ours: String,
    /// Its name.
    pub name: String,
    /// The contact it is linked to; empty where it is to none.
    pub theirs: String,
    /// Whether a new contact is to be made.
    pub anew: bool,
    /// Whether the user is to say.
    pub open: bool,
    /// What is proposed; empty where nothing is.
    pub proposed: String,
    /// Why; may be empty.
    pub reason: String,
}

/// Something of theirs that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MappingOption {
    /// `account`, `item`, `tax`, `contact`.
    pub list: String,
    /// The ledger's own name.
    pub reference: String,
    /// What people know it by.
    pub name: String,
    /// What an account is for; may be empty.
    pub class: String,
}

/// Chooses what stands for ours.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseTheirs {
    /// What of ours.
    pub ours: String,
    /// What of theirs; empty to take the choice back, `new` for an item that is to be made there.
    pub theirs: String,
}

/// Says which contact a client is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkContact {
    /// The client or processor, as the mapping names it.
    pub ours: String,
    /// The contact; empty for a new one.
    pub theirs: String,
}

/// Changes how a ledger is used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveLedger {
    /// Documents from this day on are sent.
    pub from_on: String,
    /// Whether runs are made each day, and after a reconciliation, without being asked for.
    pub automatic: bool,
    /// Whether PDFs go beside invoices.
    pub files: bool,
}

/// Begins a run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BeginRun {
    /// Whether it only looks.
    pub dry: bool,
}

/// Decides about a document that stands otherwise there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecideConflict {
    /// Our row.
    pub key: String,
    /// `keep_ours`, `take_theirs` or `detach`.
    pub decision: String,
}

/// Names a payment there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NamePaymentThere {
    /// The ledger's own name of it.
    pub reference: String,
}
