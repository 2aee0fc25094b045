//! What is asked and answered about amendments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::agreements::ChargeRow;
use crate::billing::Billing;
use crate::services::usual_tax;
use crate::wire::{Amount, FileIn};

/// One change of the terms.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AmendmentChange {
    /// Another price of one.
    Price {
        /// The service of the agreement.
        service_id: String,
        /// The new price, as typed.
        price: String,
    },
    /// Another quantity each time.
    Quantity {
        /// The service of the agreement.
        service_id: String,
        /// The new quantity, as typed.
        quantity: String,
    },
    /// Another way of falling due.
    Billing {
        /// The service of the agreement.
        service_id: String,
        /// The new way.
        billing: Billing,
    },
    /// Other words for what is done.
    Scope {
        /// The service of the agreement.
        service_id: String,
        /// The new words.
        scope: String,
    },
    /// A service comes to the agreement.
    AddService {
        /// Its name.
        name: String,
        /// What is done.
        description: String,
        /// How it is billed.
        billing: Billing,
        /// How many each time, as typed.
        quantity: String,
        /// Price of one, as typed.
        price: String,
        /// How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
        #[serde(default = "usual_tax")]
        tax: String,
    },
    /// A service ends on the day before.
    EndService {
        /// The service of the agreement.
        service_id: String,
    },
    /// Another time to pay.
    PaymentDays {
        /// Days from the issue of an invoice, as typed.
        days: String,
    },
    /// Another end of the agreement: its ending or its renewal.
    End {
        /// The last day; left out, it runs until it is ended.
        on: Option<String>,
    },
    /// Another client takes over.
    Transfer {
        /// The client who is billed from then on.
        client_id: String,
    },
}

/// An amendment as it is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AmendmentForm {
    /// The agreement.
    pub agreement_id: String,
    /// The first day on which it holds.
    pub effective_on: String,
    /// What happens to a period that is under way then: `prorate`, `from_next_period` or
    /// `credit_the_rest`.
    pub mid_period: String,
    /// What changes.
    pub changes: Vec<AmendmentChange>,
    /// The consent to ask for where more is wanted than is needed: `notice`, `approval` or
    /// `new_signature`; left out or `silent`, what is needed.
    #[serde(default)]
    pub consent: String,
    /// A note to the client; may be empty.
    #[serde(default)]
    pub note: String,
}

/// What an amendment would do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AmendmentPreview {
    /// What changes for the client, in plain words.
    pub sentences: Vec<String>,
    /// Recurring fees a month before, without tax.
    pub before_month: Amount,
    /// Recurring fees a month after, without tax.
    pub after_month: Amount,
    /// Recurring fees a year before, without tax.
    pub before_year: Amount,
    /// Recurring fees a year after, without tax.
    pub after_year: Amount,
    /// The consent it needs: `silent`, `notice`, `approval` or `new_signature`.
    pub consent: String,
    /// The same in words.
    pub consent_words: String,
    /// The first day on which it could hold if it were sent today; nothing where the day stands.
    pub earliest_on: Option<String>,
    /// What to know before it is written.
    pub remarks: Vec<String>,
    /// The next charges under the new terms, the first six from its day on.
    pub charges: Vec<ChargeRow>,
}

/// What became of an amendment.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AmendmentEvent {
    /// `noticed`, `reminded`, `approved`, `signed`, `objected` or `withdrawn`.
    pub kind: String,
    /// The day.
    pub on: String,
    /// Who and how, or why.
    pub words: String,
    /// The letter, or what the answer came by: SHA-256 of its document.
    pub document: Option<String>,
}

/// An amendment of an agreement.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AmendmentRow {
    /// The amendment.
    pub id: String,
    /// Counted from 1 within the agreement.
    pub number: u32,
    /// The first day on which it holds.
    pub effective_on: String,
    /// `proposed`, `waiting`, `coming`, `holds`, `objected`, `withdrawn`, `late` where its notice
    /// is over after its day, or `unfit` where it no longer fits what is before it.
    pub state: String,
    /// The state in words.
    pub words: String,
    /// What changes for the client.
    pub sentences: Vec<String>,
    /// The consent it needs.
    pub consent: String,
    /// The same in words.
    pub consent_words: String,
    /// What happens to a period under way.
    pub mid_period: String,
    /// A note to the client.
    pub note: String,
    /// The letter that was sent: SHA-256 of its document.
    pub letter: Option<String>,
    /// When the client is reminded of a notice.
    pub reminders: Vec<String>,
    /// What became of it, in order.
    pub events: Vec<AmendmentEvent>,
}

/// The amendments of an agreement, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AmendmentList {
    /// Rows.
    pub rows: Vec<AmendmentRow>,
}

/// The client's answer to an amendment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerAmendment {
    /// The amendment.
    pub id: String,
    /// `approved`, `signed` or `objected`.
    pub answer: String,
    /// The day.
    pub on: String,
    /// Who answered and how.
    pub words: String,
    /// The message or the signed page; a signature needs one.
    pub file: Option<FileIn>,
}

/// Takes an amendment back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawAmendment {
    /// The amendment.
    pub id: String,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// The terms of an agreement on a day, compared with another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskTermsOn {
    /// The agreement.
    pub id: String,
    /// The day.
    pub on: String,
    /// The day to compare with; left out, what was accepted.
    #[serde(default)]
    pub against: Option<String>,
}

/// A service on a day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ServiceOnDay {
    /// The service of the agreement.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is done.
    pub scope: String,
    /// How it is billed, in words.
    pub billing_words: String,
    /// How many each time, plain decimal.
    pub quantity: String,
    /// Price of one.
    pub price: Amount,
}

/// The terms of an agreement on a day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermsOnDay {
    /// The day.
    pub on: String,
    /// The amendment that brought them; nothing for what was accepted.
    pub amendment: Option<u32>,
    /// Who is billed.
    pub client: String,
    /// The services.
    pub services: Vec<ServiceOnDay>,
    /// Days from issue to due.
    pub payment_days: u32,
    /// The last day; nothing while it runs until it is ended.
    pub end: Option<String>,
    /// Recurring fees a month, without tax.
    pub per_month: Amount,
    /// Recurring fees a year, without tax.
    pub per_year: Amount,
    /// What differs from the other day, in plain words.
    pub sentences: Vec<String>,
    /// Every day on which the terms change, what was accepted first.
    pub stages: Vec<TermsStage>,
}

/// From when which terms hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermsStage {
    /// The first day; of what was accepted the start of the agreement.
    pub from: String,
    /// The amendment that brought them.
    pub amendment: Option<u32>,
    /// Recurring fees a month, without tax.
    pub per_month: Amount,
}

/// What a kind of change needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsentField {
    /// `silent`, `notice`, `approval` or `new_signature`.
    pub consent: String,
    /// Days of the notice; 0 where there is none.
    pub days: u32,
}

/// A row of the consent matrix.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConsentRow {
    /// The kind of change: `price`, `scope` and so on.
    pub kind: String,
    /// The same in words.
    pub words: String,
    /// Where it is no worse for the client.
    pub better: ConsentField,
    /// Where it is worse for the client.
    pub worse: ConsentField,
}

/// The consent matrix.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConsentMatrix {
    /// A row for each kind of change.
    pub rows: Vec<ConsentRow>,
}

/// Edits one field of the consent matrix.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveConsent {
    /// The kind of change.
    pub kind: String,
    /// `better` or `worse`.
    pub direction: String,
    /// What it needs.
    pub field: ConsentField,
}
