//! From an old price to a new one: moved, kept within limits, rounded. Exact until the last step.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::money::{Money, MoneyError};
use crate::named::Named;

/// How prices move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By so many per cent of the price; below zero for less.
    PerCent(Decimal),
    /// By an amount on the price of one; below zero for less.
    Amount(Money),
    /// As an index moved.
    Index(Index),
}

/// A published value of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexValue {
    /// The day it is for.
    pub on: NaiveDate,
    /// Its points.
    pub value: Decimal,
}

/// An index at two days: the price is multiplied by the later value over the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index {
    from: IndexValue,
    to: IndexValue,
}

/// To what a new price is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// To a multiple of this.
    pub step: Step,
    /// In which direction.
    pub towards: Towards,
}

/// Whole units of the currency that a price is a multiple of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Of one.
    One,
    /// Of five.
    Five,
    /// Of ten.
    Ten,
}

/// In which direction a price is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// Never above the exact price.
    Down,
    /// Never below the exact price.
    Up,
    /// To the nearer step, half a step away from zero.
    Nearest,
}

/// What the change of a price is kept within: at least the floor, at most the cap. Both hold, of
/// two floors the higher and of two caps the lower. They hold for the rounded price too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// At least so many per cent of the old price.
    pub floor_percent: Option<Decimal>,
    /// At least this amount.
    pub floor_amount: Option<Money>,
    /// At most so many per cent of the old price.
    pub cap_percent: Option<Decimal>,
    /// At most this amount.
    pub cap_amount: Option<Money>,
}

/// Why there is no new price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// The two values are not those of an index at two days.
    #[error("an index needs two values above zero, the earlier one first")]
    Index,
    /// The least change is more than the most.
    #[error("the floor is above the cap; lower the floor or raise the cap")]
    FloorAboveCap,
    /// The change would leave less than nothing.
    #[error("the price would fall below zero; make the change smaller")]
    BelowZero,
    /// Two currencies, or an amount beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Index {
    /// An index that moved between two days. Refuses values that are not above zero and days that
    /// are not in order.
    pub fn new(from: IndexValue, to: IndexValue) -> Result<Index, PriceError> {
        let positive = from.value > Decimal::ZERO && to.value > Decimal::ZERO;
        if positive && from.on < to.on { Ok(Index { from, to }) } else { Err(PriceError::Index) }
    }

    /// The earlier value.
    pub fn from(self) -> IndexValue {
        self.from
    }

    /// The later value.
    pub fn to(self) -> IndexValue {
        self.to
    }
}

/// What `old` becomes. A price that does not move is not rounded, and rounding never turns a rise
/// into a fall nor a fall into a rise. Nor does it leave the limits: there the limit is the price,
/// in whole minor units.
pub fn new_price(
    old: Money,
    by: By,
    rounding: Option<Rounding>,
    limits: Limits,
) -> Result<Money, PriceError> {
    let before = Decimal::from(old.minor());
    let (floor, cap) = limits.around(old)?;
    let moved = moved(old, by)?;
    let exact = floor.map_or(moved, |floor| moved.max(floor));
    let exact = cap.map_or(exact, |cap| exact.min(cap));
    if exact == before {
        return Ok(old);
    }
    if exact < Decimal::ZERO {
        return Err(PriceError::BelowZero);
    }
    let unit = Decimal::from(10_u32.pow(old.currency().digits()));
    let rounded = match rounding {
        None => Towards::Nearest.to_multiple(exact, Decimal::ONE),
        Some(Rounding { step, towards }) => towards.to_multiple(exact, step.units() * unit),
    };
    let least = if exact > before { before } else { Decimal::ZERO };
    let least = floor.map_or(least, |floor| floor.ceil().max(least));
    let most = cap.map(|cap| cap.floor());
    let most = if exact < before { Some(most.unwrap_or(before).min(before)) } else { most };
    let kept = rounded.max(least);
    let kept = most.map_or(kept, |most| kept.min(most));
    let minor = kept.try_into().map_err(|_| MoneyError::OutOfRange)?;
    Ok(Money::new(minor, old.currency())?)
}

/// The exact price in minor units, before limits and rounding.
fn moved(old: Money, by: By) -> Result<Decimal, PriceError> {
    match by {
        By::PerCent(percent) => Ok(plus_percent(old, percent)?),
        By::Amount(amount) => Ok(Decimal::from(old.plus(amount)?.minor())),
        By::Index(Index { from, to }) => Decimal::from(old.minor())
            .checked_mul(to.value)
            .and_then(|price| price.checked_div(from.value))
            .ok_or(PriceError::Money(MoneyError::OutOfRange)),
    }
}

fn plus_percent(old: Money, percent: Decimal) -> Result<Decimal, MoneyError> {
    Decimal::ONE_HUNDRED
        .checked_add(percent)
        .and_then(|hundredths| hundredths.checked_mul(Decimal::from(old.minor())))
        .and_then(|price| price.checked_div(Decimal::ONE_HUNDRED))
        .ok_or(MoneyError::OutOfRange)
}

impl Limits {
    /// The least and the most that `old` may become, in exact minor units.
    fn around(self, old: Money) -> Result<(Option<Decimal>, Option<Decimal>), PriceError> {
        let both = |percent: Option<Decimal>, amount: Option<Money>| {
            let percent = percent.map(|percent| plus_percent(old, percent)).transpose()?;
            let amount = amount.map(|amount| old.plus(amount)).transpose()?;
            let amount = amount.map(|amount| Decimal::from(amount.minor()));
            Ok::<_, MoneyError>([percent, amount])
        };
        let floors = both(self.floor_percent, self.floor_amount)?;
        let caps = both(self.cap_percent, self.cap_amount)?;
        let floor = floors.into_iter().flatten().max();
        let cap = caps.into_iter().flatten().min();
        match (floor, cap) {
            (Some(floor), Some(cap)) if floor > cap => Err(PriceError::FloorAboveCap),
            limits => Ok(limits),
        }
    }
}

impl Step {
    fn units(self) -> Decimal {
        match self {
            Step::One => Decimal::ONE,
            Step::Five => Decimal::from(5),
            Step::Ten => Decimal::TEN,
        }
    }
}

impl Named for Towards {
    const NAMES: &'static [(&'static str, Towards)] =
        &[("down", Towards::Down), ("up", Towards::Up), ("nearest", Towards::Nearest)];
}

impl Towards {
    /// `price`, not below zero, as a multiple of `step`.
    fn to_multiple(self, price: Decimal, step: Decimal) -> Decimal {
        let steps = price / step;
        let whole = match self {
            Towards::Down => steps.floor(),
            Towards::Up => steps.ceil(),
            Towards::Nearest => (steps + Decimal::new(5, 1)).floor(),
        };
        whole * step
    }
}
