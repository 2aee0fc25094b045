//! Charges: what an agreement's terms entitle the practice to bill. Computed, never stored until
//! they are billed or waived.
//!
//! [`charges`] bills and previews alike: from the accepted [`ServiceTerms`] and the [`Course`] of
//! the agreement so far it makes every charge up to a day, and says of each which rule made it.

mod computed;
mod course;
mod words;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use computed::{charges, long_due};
pub use course::{Change, Course, Delivered, Pause};

use crate::ids::AgreementServiceId;
use crate::money::{Money, MoneyError};
use crate::named::Named;
use crate::schedule::{Every, Period, Recurrence, Share};
use crate::tax::{Rates, Taxing};

/// What makes a service fall due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Billing {
    /// A fixed price again and again.
    Recurring(Recurrence),
    /// Once, where billing begins.
    OnAcceptance,
    /// Once, when the work is complete, or a part with each milestone that is done.
    OnCompletion,
    /// By what is logged.
    Logged {
        /// What is counted.
        unit: Unit,
        /// How much of it is approved in advance.
        cap: Cap,
    },
}

/// What logged work is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Hours.
    Hour,
    /// Pieces: returns, payslips, employees.
    Piece,
}

impl Named for Unit {
    const NAMES: &'static [(&'static str, Unit)] = &[("hour", Unit::Hour), ("piece", Unit::Piece)];
}

/// How much may be billed without asking again. What exceeds it needs the client's approval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    /// So many hours or pieces; none at all means that each is asked for.
    pub most: Decimal,
    /// In each such period, counted from the anchor; nothing for the whole agreement.
    pub per: Option<Every>,
}

/// The price of the first periods of what recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introductory {
    /// Price of one, after any discount.
    pub price: Money,
    /// For how many periods.
    pub periods: u32,
}

/// A part of a price that falls due when it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What is done then.
    pub name: String,
    /// Its share of the price, in proportion to the others'.
    pub weight: u64,
}

/// The terms of one service of an agreement, as accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTerms {
    /// The service of the agreement.
    pub id: AgreementServiceId,
    /// What makes it fall due.
    pub billing: Billing,
    /// How many each time; where work is logged the quantity comes from it instead.
    pub quantity: Decimal,
    /// Price of one, after any discount.
    pub price: Money,
    /// The price of the first periods, where it differs.
    pub introductory: Option<Introductory>,
    /// The parts in which a price on completion falls due; none for all at once.
    pub milestones: Vec<Milestone>,
    /// How it is taxed.
    pub taxing: Taxing,
}

/// One amount an agreement entitles the practice to bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The service of the agreement.
    pub service: AgreementServiceId,
    /// Which occurrence; with `service` and `beyond_cap` the key under which it is billed once
    /// (rule 4). Neither moving it nor another price changes it.
    pub occurrence: u32,
    /// Whether it is the part of logged work that exceeds the cap.
    pub beyond_cap: bool,
    /// The days it covers.
    pub period: Period,
    /// The day it falls due to be billed.
    pub due_on: NaiveDate,
    /// How many.
    pub quantity: Decimal,
    /// Price of one; what it comes to is less where it is a part of a whole.
    pub price: Money,
    /// Without tax.
    pub net: Money,
    /// The sum of its taxes, each rounded on this line.
    pub tax: Money,
    /// The rates, those of the day it falls due.
    pub rates: Rates,
    /// What made it as it is.
    pub origin: Origin,
}

/// What made a charge as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The day that the rule names.
    pub named_on: NaiveDate,
    /// Why it falls due on another.
    pub moved: Option<Moved>,
    /// What part of a whole period's price it is.
    pub share: Share,
    /// Where the price of one comes from.
    pub priced: Priced,
}

/// Why a charge falls due on another day than its rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Its day was before acceptance, or the first one is billed on acceptance.
    ToAcceptance,
    /// Its day is no working day.
    ToWorkingDay,
    /// Somebody moved it.
    ByHand,
}

/// Where a price comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priced {
    /// The accepted terms.
    AsAgreed,
    /// The accepted price of the first periods.
    Introductory,
    /// Somebody set it for this once.
    Once,
}

/// Everything that has fallen due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charges {
    /// What may be billed, the oldest first.
    pub due: Vec<Charge>,
    /// What waits for a decision or was left out by one, the oldest first.
    pub held: Vec<Held>,
}

/// A charge that is not to be billed as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The charge.
    pub charge: Charge,
    /// Why it is not.
    pub why: Why,
}

/// Why a charge is not to be billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It exceeds what was approved in advance: the client is asked.
    BeyondCap,
    /// It falls into a pause: the user decides.
    Paused,
    /// It was skipped.
    Skipped,
}

impl Charge {
    /// With tax.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.net.plus(self.tax)
    }
}

/// What `quantity` at `price` comes to without tax, and the tax on it. The one function behind
/// every figure on screen, paper and ledger (rule 1).
pub fn worth(price: Money, quantity: Decimal, rates: Rates) -> Result<(Money, Money), MoneyError> {
    rates.amounts(price.at_rate(quantity)?)
}

#[cfg(test)]
mod tests;
