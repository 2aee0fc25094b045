//! What is asked and answered about agreements.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::acceptances::AcceptancePage;
use crate::collecting::MethodOnFile;
use crate::invoices::InvoiceRow;
use crate::wire::{Amount, FileIn};

/// An agreement in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreementRow {
    /// The agreement.
    pub id: String,
    /// Its number, which is its proposal's number where it has one.
    pub number: String,
    /// The client.
    pub client_id: String,
    /// The client's name.
    pub client: String,
    /// The names of its services.
    pub about: String,
    /// The day it starts.
    pub starts_on: String,
    /// The day it was agreed; nothing where it was brought over and the list does not say.
    pub agreed_on: Option<String>,
    /// Whether it was brought over from elsewhere, so that nothing here proves it.
    pub brought_over: bool,
    /// `running`, or `complete` when nothing can be billed any more.
    pub state: String,
    /// What recurs in a year, without tax.
    pub per_year: Amount,
    /// The next charge's due date.
    pub next_on: Option<String>,
    /// The next charge, with tax.
    pub next: Option<Amount>,
}

/// All agreements, by client.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreementList {
    /// Rows.
    pub rows: Vec<AgreementRow>,
    /// Sum of `per_year`, home currency.
    pub per_year: Amount,
    /// Their sums in other currencies.
    pub others: Vec<Amount>,
}

/// A service of an agreement.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreementService {
    /// The service of the agreement.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is done.
    pub description: String,
    /// `now`, `coming` or `over`, or `waiting` where the amendment that brings it has no consent.
    pub standing: String,
    /// The first day of its own pause, where it is paused by itself.
    pub paused_from: Option<String>,
    /// How it is billed, in words.
    pub billing_words: String,
    /// `recurring`, `on_acceptance`, `on_completion`, `hour` or `piece`.
    pub billing: String,
    /// How many, plain decimal.
    pub quantity: String,
    /// Price of one after the discount.
    pub price: Amount,
    /// What it comes to each time, without tax.
    pub amount: Amount,
    /// `VAT 20%`, or empty.
    pub tax_words: String,
    /// Hours or pieces agreed at most, plain decimal; only where work is logged.
    pub cap: Option<String>,
    /// Hours or pieces logged so far; only where work is logged.
    pub logged: Option<String>,
    /// The day it was marked complete; services billed on completion only.
    pub completed_on: Option<String>,
    /// The parts in which it is completed, in order; none for all at once.
    pub milestones: Vec<MilestoneRow>,
    /// The work logged.
    pub deliveries: Vec<Delivery>,
}

/// A part of a service that falls due when it is done.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MilestoneRow {
    /// What is done then.
    pub name: String,
    /// Whether it is.
    pub done: bool,
}

/// A decision that stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DecisionRow {
    /// The decision.
    pub id: String,
    /// What was decided.
    pub words: String,
    /// Why; may be empty.
    pub reason: String,
    /// The day it was decided.
    pub decided_on: String,
}

/// Work done that a service bills by.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Delivery {
    /// The delivery.
    pub id: String,
    /// The day.
    pub delivered_on: String,
    /// Hours, or how many; plain decimal.
    pub quantity: String,
    /// What was done.
    pub note: String,
    /// Whether it has been billed or waived, so that it can no longer be taken back.
    pub settled: bool,
}

/// One amount the agreement entitles the practice to bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChargeRow {
    /// The service of the agreement.
    pub agreement_service_id: String,
    /// Which occurrence, counted from 0.
    pub occurrence: i64,
    /// Whether it is what exceeds the cap.
    pub beyond_cap: bool,
    /// The service's name.
    pub service: String,
    /// First day of the period.
    pub from: String,
    /// Last day of the period.
    pub to: String,
    /// The period in words: `December 2026`, `Oct 1 to Dec 31, 2026`.
    pub period: String,
    /// The day it falls due to be billed.
    pub due_on: String,
    /// Without tax.
    pub net: Amount,
    /// Tax.
    pub tax: Amount,
    /// With tax.
    pub total: Amount,
    /// `due`, `coming`, `held`, `billed` or `waived`.
    pub state: String,
    /// Why it is held: `paused`, `skipped` or `beyond_cap`.
    pub held: Option<String>,
    /// Price of one.
    pub price: Amount,
    /// The invoice that billed it.
    pub invoice: Option<String>,
    /// Why it was waived.
    pub reason: Option<String>,
    /// The rule that made it, in words: `each month on the 31st, clamped to the 30th`.
    pub rule: String,
}

/// What is known of an agreement that was agreed elsewhere.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreedElsewhere {
    /// Its number there; may be empty.
    pub reference: String,
    /// A note; may be empty.
    pub note: String,
    /// The first day that is billed here.
    pub bills_from: String,
    /// The letter by which it was agreed, where the user has kept it: SHA-256 of its document.
    pub letter: Option<String>,
    /// What proof is not here, in a sentence.
    pub lacks: String,
    /// The proposal whose letter confirms it, the newest.
    pub confirmed_by: Option<Confirming>,
}

/// A proposal whose letter confirms an agreement.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Confirming {
    /// The proposal.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The agreement it became, which takes the place of the one it confirms.
    pub agreement_id: Option<String>,
}

/// Keeps the letter by which an agreement was agreed elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepLetter {
    /// The agreement.
    pub id: String,
    /// The letter: a PDF, a picture, a message or text; nothing takes it off again.
    pub file: Option<FileIn>,
}

/// An agreement's page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreementPage {
    /// The row of the list.
    pub row: AgreementRow,
    /// Its services.
    pub services: Vec<AgreementService>,
    /// The next 24 charges.
    pub coming: Vec<ChargeRow>,
    /// What waits for a decision or was skipped, the oldest first, 60 at most.
    pub held: Vec<ChargeRow>,
    /// What was decided and stands, the newest first.
    pub decisions: Vec<DecisionRow>,
    /// The first day of the pause that lasts, where the whole agreement is paused.
    pub paused_from: Option<String>,
    /// Whether it waits to be started by hand.
    pub waits_for_start: bool,
    /// Whether its invoices are issued without being asked for.
    pub automatic: bool,
    /// What was billed or waived, the newest first, 60 at most.
    pub past: Vec<ChargeRow>,
    /// Days from issue to due, or what the terms make of the number.
    pub payment_days: i64,
    /// When its invoices are due: `15 days after its date`.
    pub payment_words: String,
    /// How it stands with the payment method that was agreed on.
    pub method: MethodOnFile,
    /// How it was accepted; nothing where it was brought over.
    pub acceptance: Option<AcceptancePage>,
    /// What is known of it where it was brought over.
    pub elsewhere: Option<AgreedElsewhere>,
    /// The proposal it came from.
    pub proposal_id: Option<String>,
    /// Its invoices, the newest first.
    pub invoices: Vec<InvoiceRow>,
}

/// Logs work: a completion, or hours.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordDelivery {
    /// The service of the agreement.
    pub agreement_service_id: String,
    /// The day, not after today.
    pub delivered_on: String,
    /// Hours or pieces, as typed; leave empty for a completion.
    pub hours: String,
    /// What was done; may be empty.
    pub note: String,
    /// The milestone that is done, counted from 0, where the service has any.
    #[serde(default)]
    pub milestone: Option<u32>,
}
