//! What is asked and answered about payments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Amount;

/// A payment in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PaymentRow {
    /// The payment.
    pub id: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The day it was received.
    pub received_on: String,
    /// `transfer`, `cheque`, `cash` or `card`.
    pub method: String,
    /// Cheque number or other reference.
    pub reference: String,
    /// All of it.
    pub amount: Amount,
    /// The part joined to no invoice: the client's credit.
    pub unallocated: Amount,
    /// The numbers of the invoices it pays.
    pub invoices: Vec<String>,
    /// Whether a bank line has been matched to it.
    pub banked: bool,
    /// Why it was reversed, if it was.
    pub reversed: Option<String>,
}

/// A part of a payment for an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AllocationForm {
    /// The invoice.
    pub invoice_id: String,
    /// The amount, as typed.
    pub amount: String,
}

/// Records money received outside the program. What is not joined to an invoice is credit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordPayment {
    /// The client.
    pub client_id: String,
    /// The day it was received, not after today.
    pub received_on: String,
    /// The amount, as typed.
    pub amount: String,
    /// Its currency, ISO 4217; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
    /// `transfer`, `cheque`, `cash` or `card`.
    pub method: String,
    /// Cheque number or other reference; may be empty.
    pub reference: String,
    /// What it pays.
    pub allocations: Vec<AllocationForm>,
}

/// Joins a client's credit to invoices.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AllocatePayment {
    /// The payment that has a part left.
    pub payment_id: String,
    /// What it pays.
    pub allocations: Vec<AllocationForm>,
}

/// Reverses a payment that was recorded by mistake, its allocations with it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReversePayment {
    /// The payment.
    pub id: String,
    /// Why; kept for ever.
    pub reason: String,
}

/// Asks how an amount would be joined.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestAllocation {
    /// The client.
    pub client_id: String,
    /// The amount, as typed; empty asks for the open invoices alone.
    pub amount: String,
    /// Its currency, ISO 4217; left out, the home currency.
    #[serde(default)]
    pub currency: Option<String>,
}

/// An open invoice and the part of the amount proposed for it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SuggestedAllocation {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// What it is for.
    pub about: String,
    /// The day it is due.
    pub due_on: String,
    /// Still owed.
    pub open: Amount,
    /// Proposed; zero for none.
    pub amount: Amount,
}

/// The proposal: an exact one if there is one, else the oldest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AllocationSuggestion {
    /// The client's open invoices, the oldest first.
    pub rows: Vec<SuggestedAllocation>,
    /// What would be left as credit.
    pub left: Amount,
    /// Why, in words.
    pub reason: String,
}

/// All payments, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PaymentList {
    /// Rows.
    pub rows: Vec<PaymentRow>,
}
