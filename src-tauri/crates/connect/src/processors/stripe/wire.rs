//! What Stripe writes, as far as it is read. Words that Stripe may add to are kept as text, so that
//! a new one is never an error; what may be left out may be missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// A page of a list.
#[derive(Deserialize)]
pub(super) struct List<T> {
    pub(super) data: Vec<T>,
    #[serde(default)]
    pub(super) has_more: bool,
}

/// An object that is given by name, or in full where that was asked for.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Given<T> {
    /// By name.
    Name(String),
    /// In full.
    Full(Box<T>),
}

impl<T> Given<T> {
    pub(super) fn full(&self) -> Option<&T> {
        match self {
            Given::Full(object) => Some(object),
            Given::Name(_) => None,
        }
    }
}

/// Our own marks on an object.
pub(super) type Marks = BTreeMap<String, String>;

/// Marks that may be null.
fn maybe_null<'de, D: Deserializer<'de>>(from: D) -> Result<Marks, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[derive(Deserialize)]
pub(super) struct Customer {
    pub(super) id: String,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
}

#[derive(Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) created: i64,
    pub(super) expires_at: i64,
    pub(super) status: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
    pub(super) consent: Option<Consent>,
    pub(super) setup_intent: Option<Given<SetupIntent>>,
    pub(super) payment_intent: Option<Given<Intent>>,
    #[serde(default)]
    pub(super) payment_method_types: Vec<String>,
    pub(super) branding_settings: Option<Branding>,
}

/// A PaymentLink.
#[derive(Deserialize)]
pub(super) struct Link {
    pub(super) id: String,
    pub(super) active: bool,
    pub(super) url: String,
}

#[derive(Deserialize)]
pub(super) struct Branding {
    pub(super) display_name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Consent {
    pub(super) terms_of_service: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct SetupIntent {
    pub(super) status: String,
    pub(super) customer: Option<String>,
    pub(super) payment_method: Option<Given<Method>>,
    pub(super) mandate: Option<Given<Mandate>>,
    pub(super) last_setup_error: Option<Problem>,
    pub(super) next_action: Option<NextAction>,
}

#[derive(Clone, Deserialize)]
pub(super) struct NextAction {
    pub(super) verify_with_microdeposits: Option<Microdeposits>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Microdeposits {
    pub(super) arrival_date: i64,
    pub(super) hosted_verification_url: String,
}

#[derive(Clone, Deserialize)]
pub(super) struct Mandate {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) payment_method: Option<String>,
    pub(super) customer_acceptance: Option<MandateAcceptance>,
}

#[derive(Clone, Deserialize)]
pub(super) struct MandateAcceptance {
    pub(super) accepted_at: Option<i64>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Method {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) created: i64,
    pub(super) customer: Option<String>,
    pub(super) card: Option<Card>,
    pub(super) us_bank_account: Option<Bank>,
    pub(super) acss_debit: Option<Bank>,
    pub(super) au_becs_debit: Option<Bank>,
    pub(super) bacs_debit: Option<Bank>,
    pub(super) sepa_debit: Option<Bank>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Card {
    pub(super) brand: String,
    /// `credit`, `debit`, `prepaid` or `unknown`.
    pub(super) funding: String,
    pub(super) last4: String,
    pub(super) exp_month: u32,
    pub(super) exp_year: i32,
}

/// A bank account of any scheme.
#[derive(Clone, Deserialize)]
pub(super) struct Bank {
    pub(super) last4: Option<String>,
    pub(super) bank_name: Option<String>,
    pub(super) status_details: Option<BankStatus>,
}

#[derive(Clone, Deserialize)]
pub(super) struct BankStatus {
    pub(super) blocked: Option<Blocked>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Blocked {
    pub(super) network_code: Option<String>,
    pub(super) reason: Option<String>,
}

/// A PaymentIntent.
#[derive(Clone, Deserialize)]
pub(super) struct Intent {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) customer: Option<String>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
    pub(super) payment_method: Option<Given<Method>>,
    pub(super) last_payment_error: Option<Problem>,
    pub(super) latest_charge: Option<Given<Taking>>,
    pub(super) next_action: Option<NextAction>,
    pub(super) setup_future_usage: Option<String>,
}

/// A Charge: one attempt at an intent.
#[derive(Clone, Deserialize)]
pub(super) struct Taking {
    pub(super) created: i64,
    #[serde(default)]
    pub(super) amount_refunded: i64,
    #[serde(default)]
    pub(super) disputed: bool,
    pub(super) customer: Option<String>,
    pub(super) payment_intent: Option<String>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
    pub(super) balance_transaction: Option<Given<BalanceLine>>,
    pub(super) payment_method_details: Option<MethodDetails>,
}

#[derive(Clone, Deserialize)]
pub(super) struct MethodDetails {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) us_bank_account: Option<DebitDetails>,
    pub(super) acss_debit: Option<DebitDetails>,
    pub(super) au_becs_debit: Option<DebitDetails>,
    pub(super) bacs_debit: Option<DebitDetails>,
    pub(super) sepa_debit: Option<DebitDetails>,
}

#[derive(Clone, Deserialize)]
pub(super) struct DebitDetails {
    pub(super) expected_debit_date: Option<String>,
}

/// What went wrong, in an error's answer or beside an intent.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Problem {
    pub(super) code: Option<String>,
    pub(super) decline_code: Option<String>,
    pub(super) advice_code: Option<String>,
    pub(super) message: Option<String>,
}

/// The answer to a call that did not go well.
#[derive(Deserialize)]
pub(super) struct Failed {
    pub(super) error: Problem,
}

#[derive(Deserialize)]
pub(super) struct Refunded {
    pub(super) id: String,
    pub(super) status: Option<String>,
    pub(super) failure_reason: Option<String>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
}

#[derive(Deserialize)]
pub(super) struct Disputed {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) created: i64,
    pub(super) reason: String,
    pub(super) status: String,
    pub(super) payment_intent: Option<String>,
    pub(super) evidence_details: Option<EvidenceDetails>,
}

#[derive(Deserialize)]
pub(super) struct EvidenceDetails {
    pub(super) due_by: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Invoice {
    pub(super) id: String,
    pub(super) status: Option<String>,
    pub(super) total: i64,
    pub(super) currency: String,
    #[serde(default)]
    pub(super) auto_advance: bool,
    pub(super) automatically_finalizes_at: Option<i64>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
    pub(super) payments: Option<List<InvoicePayment>>,
}

#[derive(Deserialize)]
pub(super) struct InvoicePayment {
    pub(super) payment: Option<InvoicePaid>,
}

#[derive(Deserialize)]
pub(super) struct InvoicePaid {
    pub(super) payment_intent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) created: i64,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) data: EventData,
}

#[derive(Deserialize)]
pub(super) struct EventData {
    pub(super) object: EventObject,
}

/// What an event is about. It is written in the version of the account, so nothing but names is
/// relied on.
#[derive(Deserialize)]
pub(super) struct EventObject {
    #[serde(default)]
    pub(super) id: String,
    /// The link that a page of Checkout was a visit of.
    pub(super) payment_link: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Paid {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) arrival_date: i64,
    pub(super) status: String,
    #[serde(default)]
    pub(super) automatic: bool,
    pub(super) reconciliation_status: Option<String>,
    pub(super) statement_descriptor: Option<String>,
    pub(super) trace_id: Option<TraceId>,
}

#[derive(Deserialize)]
pub(super) struct TraceId {
    pub(super) value: Option<String>,
}

/// A BalanceTransaction.
#[derive(Clone, Deserialize)]
pub(super) struct BalanceLine {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) amount: i64,
    pub(super) fee: i64,
    pub(super) net: i64,
    pub(super) currency: String,
    pub(super) created: i64,
    #[serde(default)]
    pub(super) reporting_category: String,
    pub(super) source: Option<Given<Source>>,
}

/// What a line of the balance comes from: a charge, a refund, a dispute or something else.
#[derive(Clone, Deserialize)]
pub(super) struct Source {
    pub(super) payment_intent: Option<String>,
    pub(super) customer: Option<String>,
    #[serde(default, deserialize_with = "maybe_null")]
    pub(super) metadata: Marks,
}

#[derive(Deserialize)]
pub(super) struct Portal {
    pub(super) id: String,
    pub(super) created: i64,
    pub(super) url: String,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) id: String,
    pub(super) business_profile: Option<BusinessProfile>,
}

#[derive(Deserialize)]
pub(super) struct BusinessProfile {
    pub(super) name: Option<String>,
}
