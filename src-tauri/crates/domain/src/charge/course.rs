//! What happened to one service of an agreement since it was accepted: work, changes, pauses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::holidays::Holidays;
use crate::money::Money;
use crate::schedule::{Past, Start};

/// Work done that a service bills by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Counted from 0 within the service; never used twice. Of milestones their place in the list.
    pub sequence: u32,
    /// The day.
    pub on: NaiveDate,
    /// Hours or pieces; ignored where the terms fix the quantity.
    pub quantity: Decimal,
    /// Whether the client approved what exceeds the cap in it.
    pub approved: bool,
}

/// What was decided about one charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not billed.
    Skip,
    /// It is billed on another day, or at another price of one, or both.
    Bill {
        /// The day; nothing leaves the rule's.
        due_on: Option<NaiveDate>,
        /// The price of one; nothing leaves the agreed one.
        price: Option<Money>,
    },
}

/// Days in which nothing is billed. What falls due in them is held for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; nothing while it lasts.
    pub to: Option<NaiveDate>,
}

impl Pause {
    /// Whether `day` is one of its days.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What charges follow from besides the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course<'a> {
    /// The day from which periods are counted.
    pub anchor: NaiveDate,
    /// When billing begins.
    pub start: Start,
    /// The day of acceptance.
    pub accepted_on: NaiveDate,
    /// Work done.
    pub delivered: &'a [Delivered],
    /// What was decided about single charges, by their occurrence.
    pub changes: &'a BTreeMap<u32, Change>,
    /// When nothing is billed.
    pub pauses: &'a [Pause],
    /// When nobody works.
    pub holidays: &'a Holidays,
    /// Occurrences of what recurs that are not asked for, from the first up to and without the
    /// second: what ended long ago need not be made again to be left out.
    pub without: (u32, u32),
}

static NO_CHANGES: BTreeMap<u32, Change> = BTreeMap::new();
static NO_HOLIDAYS: Holidays = Holidays { place: None, own: BTreeSet::new() };

impl Course<'static> {
    /// Billing begins on `anchor` and nothing has happened yet.
    pub fn starting(anchor: NaiveDate) -> Course<'static> {
        Course {
            anchor,
            start: Start::On { on: anchor, past: Past::Billed },
            accepted_on: anchor,
            delivered: &[],
            changes: &NO_CHANGES,
            pauses: &[],
            holidays: &NO_HOLIDAYS,
            without: (0, 0),
        }
    }
}
