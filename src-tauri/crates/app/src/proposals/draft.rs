//! The draft of a proposal as it is edited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::billing::Billing;
use crate::services::{other_kind, usual_tax};

/// To whom a line is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Offered {
    /// It is part of the agreement whatever is chosen.
    #[default]
    Always,
    /// It is part of these options, counted from 0.
    Options {
        /// The options.
        options: Vec<u32>,
    },
    /// It is chosen on top.
    AddOn,
}

/// How a line is priced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Pricing {
    /// By the line's price.
    #[default]
    Fixed,
    /// By the band the quantity falls in: all of it at that band's price.
    Tiered {
        /// The bands, the smallest first.
        tiers: Vec<DraftTier>,
    },
    /// The price is agreed later; nothing is billed before.
    ToBeConfirmed,
}

/// A band of quantities, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftTier {
    /// The smallest quantity in it.
    pub from: String,
    /// The price of one.
    pub price: String,
}

/// A discount on one line, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftDiscount {
    /// `percent` or `amount`, of the price of one.
    pub kind: String,
    /// How much.
    pub value: String,
    /// Only the first periods of what recurs; empty for all of them.
    pub first_periods: String,
    /// Only together with this line, counted from 0: a bundle.
    pub with: Option<u32>,
}

/// A line of a draft. Text is as typed and kept as typed; what cannot be read is a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftLine {
    /// The service of the library it came from.
    pub service_id: Option<String>,
    /// What kind of work it is: its own clauses come with it.
    #[serde(default = "other_kind")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What is done, for the letter.
    pub description: String,
    /// How it is billed.
    pub billing: Billing,
    /// How many, as typed; for hourly lines the hours expected.
    pub quantity: String,
    /// Price of one, as typed; not looked at unless the pricing is fixed.
    pub price: String,
    /// How it is priced.
    #[serde(default)]
    pub pricing: Pricing,
    /// How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
    #[serde(default = "usual_tax")]
    pub tax: String,
    /// To whom it is offered.
    #[serde(default)]
    pub offered: Offered,
    /// What is taken off.
    #[serde(default)]
    pub discount: Option<DraftDiscount>,
    /// Per cent of a price on completion that is paid at the start, as typed; empty for none.
    #[serde(default)]
    pub deposit_percent: String,
}

/// Somebody who signs for the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftSignatory {
    /// The name; empty uses the client's contact.
    pub name: String,
    /// In what capacity: `owner`, `director`; may be empty.
    pub capacity: String,
    /// The address the letter goes to; empty uses the client's.
    pub email: String,
}

/// An option of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftOption {
    /// Its name: `Essentials`.
    pub name: String,
    /// Who it is for, one line; may be empty.
    pub about: String,
}

/// A clause in this letter's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftClause {
    /// The clause: `PAY-LATE`, or an id of the user's own.
    pub id: String,
    /// The section of the letter, by name; not looked at where the library knows the clause.
    pub section: String,
    /// The heading.
    pub heading: String,
    /// The text with its placeholders.
    pub text: String,
}

/// A remark that stops sending, let pass with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The rule.
    pub rule: String,
    /// The place it remarks on.
    pub place: String,
    /// Why it may pass.
    pub reason: String,
}

/// How a letter's clauses differ from the practice's usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DraftClauses {
    /// Clauses to have that are not usual.
    pub added: Vec<String>,
    /// Usual clauses to leave out.
    pub left_out: Vec<String>,
    /// Clauses in this letter's own words.
    pub own: Vec<DraftClause>,
    /// What fills the blanks, where it differs from the practice's values.
    pub values: BTreeMap<String, String>,
    /// Remarks let pass.
    pub overrides: Vec<Override>,
}

/// A draft as the user types it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProposalDraft {
    /// The client; may be missing while drafting.
    pub client_id: Option<String>,
    /// Who signs for the client; all of them must. None uses the client's contact.
    #[serde(default)]
    pub signatories: Vec<DraftSignatory>,
    /// The day the agreement starts: the anchor of its schedule.
    pub starts_on: String,
    /// When billing begins: `start_date` (what fell due before acceptance is billed then),
    /// `start_date_not_past`, `next_billing_day`, `on_acceptance` or `by_hand`.
    #[serde(default = "on_start_date")]
    pub start: String,
    /// The last day the proposal can be accepted.
    pub valid_until: String,
    /// How `payment_days` count: `after_issue`, `after_month_end` or `day_of_next_month`.
    #[serde(default = "after_issue")]
    pub payment_rule: String,
    /// Days to pay, or the day of the next month, as typed.
    pub payment_days: String,
    /// Discount in per cent on every line, as typed; empty for none.
    pub discount_percent: String,
    /// A note to the client that is not part of the letter: it stands in the e-mail and the pack.
    #[serde(default)]
    pub cover_note: String,
    /// The currency of every price, ISO 4217; left out, the client's.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whether prices hold the tax already; left out, as the practice's prices do.
    #[serde(default)]
    pub prices_include_tax: Option<bool>,
    /// The opening of the letter, after the greeting.
    pub opening: String,
    /// Further terms in the practice's own words; may be empty.
    pub further_terms: String,
    /// Options to choose one of; none, two or three.
    #[serde(default)]
    pub options: Vec<DraftOption>,
    /// How invoices are paid: `by_client`, or by a method on file: `card`, `ach`, `bacs`, `sepa`,
    /// `pad`, `becs`.
    #[serde(default = "by_client")]
    pub collection: String,
    /// Whether the client is to give a payment method with the acceptance: `not_needed`, `wanted`,
    /// or `required` before work starts.
    #[serde(default = "not_needed")]
    pub method: String,
    /// The lines.
    pub lines: Vec<DraftLine>,
    /// The clauses.
    #[serde(default)]
    pub clauses: DraftClauses,
}

fn on_start_date() -> String {
    "start_date".to_owned()
}

fn after_issue() -> String {
    "after_issue".to_owned()
}

fn not_needed() -> String {
    "not_needed".to_owned()
}

fn by_client() -> String {
    "by_client".to_owned()
}
