//! What `schedules.preview` is asked and what it answers. Dates are `2026-01-31`; whatever may be
//! left out says what it is then.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::billing::Billing;
use crate::wire::Amount;

/// Which charges would a schedule make? Needs no book.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewSchedule {
    /// What makes a charge fall due.
    pub rule: Billing,
    /// The day from which periods are counted; the first one begins on it.
    pub anchor: String,
    /// When billing begins; left out, on the anchor.
    pub start: Option<ScheduleStart>,
    /// The day of acceptance; left out, the anchor.
    pub accepted_on: Option<String>,
    /// The first day on which a charge may fall due; left out, all from the first on.
    pub from: Option<String>,
    /// The last such day, itself included; left out, the next 24 charges.
    pub to: Option<String>,
    /// Price of one, as typed: `450.00`; left out, nothing.
    pub price: Option<String>,
    /// How many each time, as typed; left out, one.
    pub quantity: Option<String>,
    /// ISO 4217; left out, `USD`.
    pub currency: Option<String>,
    /// Per cent of tax added, as typed; left out, none.
    pub tax: Option<String>,
    /// Another price of one in the first periods.
    pub introductory: Option<ScheduleIntroductory>,
    /// Days on which nobody works, besides weekends.
    pub holidays: Option<ScheduleHolidays>,
    /// What was decided about single charges.
    #[serde(default)]
    pub changes: Vec<ScheduleChange>,
    /// When nothing is billed.
    #[serde(default)]
    pub pauses: Vec<SchedulePause>,
    /// Work done: hours or pieces logged, milestones, completion.
    #[serde(default)]
    pub work: Vec<ScheduleWork>,
}

/// When billing begins.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ScheduleStart {
    /// With the first billing day on or after acceptance.
    NextBillingDay,
    /// On a date.
    Date {
        /// The first day that is billed for.
        on: String,
        /// What fell due before acceptance: `billed` on acceptance, or `not_billed`.
        past: String,
    },
    /// The first on acceptance, the others on the regular day. Only for what is billed in advance.
    OnAcceptance,
    /// It waits until somebody starts it.
    ByHand {
        /// The day it was started; left out while it waits.
        started_on: Option<String>,
    },
}

/// Another price in the first periods.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleIntroductory {
    /// Price of one, as typed.
    pub price: String,
    /// For how many periods.
    pub periods: u32,
}

/// Days on which nobody works.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleHolidays {
    /// `US`, `GB-EAW`, `GB-SCT`, `GB-NIR`, `IE`, `CA`, `AU` or `NZ`; left out, no place's.
    pub place: Option<String>,
    /// One's own days.
    #[serde(default)]
    pub own: Vec<String>,
}

/// What was decided about one charge.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleChange {
    /// Which charge.
    pub n: u32,
    /// Whether it is left out.
    #[serde(default)]
    pub skip: bool,
    /// The day it falls due instead.
    pub due_on: Option<String>,
    /// The price of one instead, as typed.
    pub price: Option<String>,
}

/// Days in which nothing is billed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SchedulePause {
    /// The first day.
    pub from: String,
    /// The last day; left out while it lasts.
    pub to: Option<String>,
}

/// Work done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleWork {
    /// Which: counted from 0; of milestones their place in the list.
    pub n: u32,
    /// The day.
    pub on: String,
    /// How much, as typed; left out, one.
    pub quantity: Option<String>,
    /// Whether the client approved what exceeds the cap.
    #[serde(default)]
    pub approved: bool,
}

/// The charges that a schedule makes: the same function bills.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SchedulePreview {
    /// What would be billed, the oldest first.
    pub charges: Vec<PreviewCharge>,
    /// What would wait for a decision, or is left out by one.
    pub held: Vec<HeldCharge>,
    /// The rule and the start in words.
    pub in_words: String,
}

/// A charge of a preview.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PreviewCharge {
    /// Which, counted from 0: the key under which it is billed once.
    pub n: u32,
    /// The day it falls due.
    pub due_on: String,
    /// The first day it covers.
    pub period_from: String,
    /// The last day it covers.
    pub period_to: String,
    /// How many.
    pub quantity: String,
    /// Without tax.
    pub net: Amount,
    /// Tax.
    pub tax: Amount,
    /// With tax.
    pub total: Amount,
    /// The rule that made it, and what made it differ.
    pub words: String,
}

/// A charge that is not billed as it is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HeldCharge {
    /// The charge.
    pub charge: PreviewCharge,
    /// `beyond_cap`, `paused` or `skipped`.
    pub why: String,
}
