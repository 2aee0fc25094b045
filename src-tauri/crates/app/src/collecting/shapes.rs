//! What is asked and answered about getting paid.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Amount;

/// A processor and what it can do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProcessorRow {
    /// `trial`, `stripe`, `gocardless` or `square`.
    pub brand: String,
    /// Its name.
    pub name: String,
    /// How it takes money: `card`, `ach` and so on.
    pub schemes: Vec<String>,
    /// Whether its page records that a client accepts terms.
    pub records_terms: bool,
    /// Whether its page can insist on keeping the method.
    pub insists: bool,
    /// Whether it can hold a charge for its day.
    pub holds: bool,
    /// What to know before it holds charges; may be empty.
    pub holding: String,
    /// What to know before choosing it; may be empty.
    pub weakness: String,
}

/// How an account at a processor is used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConnectionForm {
    /// Where a client's page leads when it is done.
    pub leads_to: String,
    /// Whether charges are made by themselves on their day.
    pub collects: bool,
    /// A charge later than so many days waits for the user, as typed.
    pub most_late_days: String,
    /// Days of notice where the letter and the law want none, as typed.
    pub notice_days: String,
    /// Attempts in all, as typed.
    pub attempts: String,
    /// Days from the first to the last attempt, as typed.
    pub within_days: String,
    /// Whether attempts wait for paydays.
    pub paydays: bool,
    /// Whether charges are handed over ahead and held by the processor.
    pub holds: bool,
}

/// An account at a processor.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConnectionRow {
    /// The connection.
    pub id: String,
    /// The processor.
    pub brand: String,
    /// Its name.
    pub processor: String,
    /// Whether real money moves.
    pub live: bool,
    /// The name clients see.
    pub name: String,
    /// How it can take money.
    pub schemes: Vec<String>,
    /// Since when.
    pub connected_on: String,
    /// Whether it is used no more.
    pub disconnected: bool,
    /// How many clients' methods may be charged through it.
    pub methods: i64,
    /// Whether the keyring of this computer holds its key.
    pub key_kept: bool,
    /// When it was asked last what changed.
    pub polled_at: Option<String>,
    /// Why the last call did not end well; may be empty.
    pub trouble: String,
    /// How it is used.
    pub form: ConnectionForm,
}

/// Processors, and the accounts that are or were connected.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConnectionList {
    /// Every processor.
    pub processors: Vec<ProcessorRow>,
    /// Accounts, the newest first.
    pub rows: Vec<ConnectionRow>,
}

/// A processor to connect that needs no key.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Connect {
    /// `trial`.
    pub brand: String,
}

/// How an account is to be used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveConnection {
    /// The connection.
    pub id: String,
    /// How.
    pub form: ConnectionForm,
}

/// A call that left this computer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CallRow {
    /// When.
    pub at: String,
    /// To which host.
    pub host: String,
    /// What for.
    pub purpose: String,
    /// What came of it.
    pub result: String,
    /// Bytes sent and received.
    pub bytes: i64,
    /// The other side's name of it; may be empty.
    pub trace: String,
}

/// The newest calls.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CallList {
    /// The newest first.
    pub rows: Vec<CallRow>,
}

/// A client's payment method.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Method {
    /// The instrument.
    pub id: String,
    /// `Visa ending in 4242`.
    pub words: String,
    /// `card`, `ach` and so on.
    pub scheme: String,
    /// Who holds it.
    pub processor: String,
    /// Whether real money moves.
    pub live: bool,
    /// Since when it may be charged.
    pub since: String,
    /// The last day of a card.
    pub ends_on: Option<String>,
    /// Why it is charged no more.
    pub ended: Option<String>,
}

/// What a client was asked.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PermissionRow {
    /// The request.
    pub id: String,
    /// At which processor.
    pub processor: String,
    /// Whether the user can play the client.
    pub trial: bool,
    /// When.
    pub asked_on: String,
    /// How they came to be asked: `by_hand`, `with_letter`, `another` or `with_bill`.
    pub occasion: String,
    /// Whether an e-mail has told them of the page there is now, or is on its way with it.
    pub told: bool,
    /// `planned`, `waiting`, `verifying`, `permitted`, `refused`, `ended` or `withdrawn`.
    pub state: String,
    /// The client's page.
    pub url: Option<String>,
    /// When that ends.
    pub ends_at: Option<String>,
    /// Where the client verifies the account; may be empty.
    pub verify_url: String,
    /// Why it was refused; may be empty.
    pub words: String,
    /// What the client agrees to.
    pub terms: String,
    /// What the processor said: SHA-256 of its document.
    pub evidence: Option<String>,
}

/// How a client pays.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClientMethods {
    /// The newest first; at most one is charged.
    pub methods: Vec<Method>,
    /// What they were asked, the newest first.
    pub asked: Vec<PermissionRow>,
    /// Processors by which they can be asked.
    pub can_ask: Vec<String>,
}

/// A client to be asked for a payment method.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskPermission {
    /// The client.
    pub client_id: String,
    /// By which processor.
    pub brand: String,
}

/// What a played client does.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TryAnswer {
    /// The request.
    pub id: String,
    /// How the method behaves: `pays`, `pays_later`, `dead`, `confirms`, `disputes`, `debit`,
    /// `comes_back` or `verifies`.
    pub conduct: String,
}

/// How an agreement stands with the payment method that was agreed on.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MethodOnFile {
    /// `not_needed`, `wanted` or `required`.
    pub policy: String,
    /// Whether the client has one that can be charged.
    pub on_file: bool,
    /// What that means, in sentences; empty where none was agreed on.
    pub words: String,
}

/// A code to be drawn: a square of small squares, dark or light.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CodeDrawn {
    /// How many squares stand beside each other.
    pub size: u32,
    /// Dark ones beside each other: column and row of the first, and how many.
    pub runs: Vec<[u32; 3]>,
}

/// The page on which an invoice can be paid.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PayPageRow {
    /// The invoice.
    pub invoice_id: String,
    /// Whose page.
    pub processor: String,
    /// Whether the user can play the client.
    pub trial: bool,
    /// `planned`, `open`, `closing`, `closed`, `ended` or `paid`.
    pub state: String,
    /// Whether the method is kept that pays.
    pub keeps_method: bool,
    /// Its address, while it is open.
    pub url: Option<String>,
    /// The same as a code for a telephone.
    pub code: Option<CodeDrawn>,
    /// When it ends.
    pub ends_at: Option<String>,
    /// What was last said of it; may be empty.
    pub words: String,
    /// Whether a new one can be made.
    pub may_renew: bool,
}

/// The newest page of an invoice, where it ever had one.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InvoicePayPage {
    /// The page.
    pub page: Option<PayPageRow>,
}

/// A step of a collection.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CollectionStep {
    /// The day.
    pub on: String,
    /// Where it stood then.
    pub state: String,
    /// In which attempt.
    pub attempt: u32,
    /// In words.
    pub words: String,
    /// What the processor calls a refusal; may be empty.
    pub code: String,
    /// To ask the processor's support by; may be empty.
    pub trace: String,
}

/// Money paid back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RefundRow {
    /// The refund.
    pub id: String,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// `planned`, `sending`, `unknown`, `processing`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// What was last said of it; may be empty.
    pub words: String,
}

/// A dispute.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DisputeRow {
    /// The processor's name of it.
    pub reference: String,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// Until when evidence counts.
    pub reply_by: Option<String>,
    /// `open`, `under_review`, `won` or `lost`.
    pub state: String,
}

/// The taking of an invoice's money.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CollectionRow {
    /// The collection.
    pub id: String,
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// From what.
    pub method: String,
    /// Whether it is a bank debit, which its bank may take back for weeks.
    pub debit: bool,
    /// By whom.
    pub processor: String,
    /// Whether real money moves.
    pub live: bool,
    /// How much.
    pub amount: Amount,
    /// What of it is on top of what is owed, because it is taken from a credit card.
    pub card_cost: Amount,
    /// What the processor keeps, as far as it is known.
    pub fee: Amount,
    /// The day on which it is taken, or was to be.
    pub collect_on: String,
    /// Where it stands.
    pub state: String,
    /// What somebody has to do before it goes on; may be empty.
    pub stopped: String,
    /// What was last said of it; may be empty.
    pub words: String,
    /// Whether it can be taken back.
    pub may_retract: bool,
    /// Whether it can be planned anew.
    pub may_collect: bool,
    /// What can be paid back.
    pub refundable: Amount,
    /// Whether the client has to be told first.
    pub waits_for_notice: bool,
    /// What was paid back.
    pub refunds: Vec<RefundRow>,
    /// Disputes.
    pub disputes: Vec<DisputeRow>,
    /// Every step.
    pub steps: Vec<CollectionStep>,
}

/// Collections.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CollectionList {
    /// The newest first.
    pub rows: Vec<CollectionRow>,
}

/// An invoice to be collected.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CollectInvoice {
    /// The invoice.
    pub invoice_id: String,
    /// The day; empty for today.
    pub on: String,
}

/// A client who was told of a coming collection.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The collection.
    pub id: String,
    /// When.
    pub on: String,
}

/// Money to be paid back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeRefund {
    /// The collection.
    pub id: String,
    /// How much, as typed.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// A part of a payout.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PayoutLineRow {
    /// `charge`, `refund`, `dispute`, `fee` or `adjustment`.
    pub kind: String,
    /// The invoice it belongs to.
    pub invoice_id: Option<String>,
    /// Its number; may be empty.
    pub number: String,
    /// The client; may be empty.
    pub client: String,
    /// Before the fee.
    pub gross: Amount,
    /// What the processor keeps.
    pub fee: Amount,
    /// What it adds.
    pub net: Amount,
}

/// A processor's transfer to the bank.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PayoutRow {
    /// The payout.
    pub id: String,
    /// Whose.
    pub processor: String,
    /// What arrives.
    pub amount: Amount,
    /// When.
    pub arrives_on: String,
    /// `on_its_way`, `paid` or `bounced`.
    pub state: String,
    /// By what the bank line is known; may be empty.
    pub trace: String,
    /// Why it is not itemised; may be empty.
    pub words: String,
    /// Clients' money in it.
    pub gross: Option<Amount>,
    /// Fees in it.
    pub fees: Option<Amount>,
    /// What it is made of.
    pub lines: Vec<PayoutLineRow>,
}

/// What a processor holds.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Clearing {
    /// The processor.
    pub processor: String,
    /// By the ledger.
    pub held: Amount,
}

/// Payouts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PayoutList {
    /// The last to arrive first.
    pub rows: Vec<PayoutRow>,
    /// What each processor holds now.
    pub clearing: Vec<Clearing>,
}
