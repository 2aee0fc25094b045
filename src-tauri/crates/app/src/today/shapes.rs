//! What is asked and answered about Today.

use chrono::NaiveDate;
use domain::day::Weight;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::history::Happening;
use crate::wire::Amount;

/// A key figure with the line under it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Figure {
    /// `bank`, `owed`, `overdue`, `due_in` or `received`.
    pub key: String,
    /// Its name: `Owed to you`.
    pub label: String,
    /// The amount; none where nothing is known yet.
    pub amount: Option<Amount>,
    /// `11 invoices, 7 clients`.
    pub note: String,
}

/// Something that needs the user.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Need {
    /// By which it is snoozed; the same as long as the matter is the same.
    pub key: String,
    /// What it is about: `catch_up`, `unmatched`, `overdue`, `proposal`, `backup`.
    pub kind: String,
    /// `failed`, `waiting` or `quiet`.
    pub tone: String,
    /// What it is.
    pub title: String,
    /// One or two sentences.
    pub detail: String,
    /// The money that depends on it, where it is known.
    pub at_stake: Option<Amount>,
    /// So many minutes it should take.
    pub minutes: u32,
    /// The last day on which it can be done, if there is one.
    pub by: Option<String>,
    /// The verb on its button.
    pub action: String,
    /// Where the button leads: `#/catch-up`, `#/clients/cli_…`.
    pub go: String,
}

impl Need {
    /// The same, with the money that depends on it.
    pub(crate) fn staking(self, amount: impl Into<Amount>) -> Self {
        Self { at_stake: Some(amount.into()), ..self }
    }

    /// The same, with the last day on which it can be done.
    pub(crate) fn until(self, day: NaiveDate) -> Self {
        Self { by: Some(day.to_string()), ..self }
    }

    /// What it weighs in the order of the day.
    pub(crate) fn weight(&self) -> Weight {
        Weight {
            stake_minor: self.at_stake.as_ref().map_or(0, |amount| amount.minor),
            minutes: self.minutes,
            by: self.by.as_ref().and_then(|day| day.parse().ok()),
        }
    }
}

/// Something that will happen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Coming {
    /// The client.
    pub client: String,
    /// What: `INV-0314 due`, `Bookkeeping, December`.
    pub detail: String,
    /// With tax; none where no money moves.
    pub amount: Option<Amount>,
    /// Where it leads.
    pub go: String,
}

/// A day that has something.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ComingDay {
    /// The day.
    pub on: String,
    /// Its sum, home currency.
    pub total: Amount,
    /// The rows.
    pub rows: Vec<Coming>,
}

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TodayPage {
    /// Today in the practice's time zone.
    pub today: String,
    /// The last visit on an earlier day, as an instant.
    pub last_here: Option<String>,
    /// Five figures.
    pub figures: Vec<Figure>,
    /// What needs the user, in the order of `domain::day`.
    pub needs: Vec<Need>,
    /// Snoozed matters, in words.
    pub snoozed: Vec<Snoozed>,
    /// What happened, the newest first.
    pub happened: Vec<Happening>,
    /// The next 14 days.
    pub coming: Vec<ComingDay>,
    /// Counts for the sidebar.
    pub counts: Counts,
}

/// A snoozed matter.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Snoozed {
    /// Its key.
    pub key: String,
    /// What it is.
    pub title: String,
    /// The day it comes back.
    pub until: String,
    /// Why it was put off.
    pub reason: String,
}

/// What needs attention, for the sidebar.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Counts {
    /// Matters on Today.
    pub today: i64,
    /// Proposals that wait for the client.
    pub proposals: i64,
    /// Overdue invoices.
    pub invoices: i64,
    /// Bank lines to explain.
    pub reconcile: i64,
    /// What differs in the connected ledger, and payments there that are not recorded here.
    pub sync: i64,
}

/// Puts a matter off.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    /// The matter's key.
    pub key: String,
    /// Its title, kept with the reason.
    pub title: String,
    /// The day it comes back, after today.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// Brings a matter back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Wake {
    /// The matter's key.
    pub key: String,
}
