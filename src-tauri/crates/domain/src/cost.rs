//! What ways to be paid cost: what came in, what the processor kept of it, and how much that is in
//! a hundred.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::money::{Money, MoneyError};

/// What came in some way, and what it cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// How many payments.
    pub count: u32,
    /// What clients paid and did not take back.
    pub gross: Money,
    /// What the processor kept, also of what was taken back.
    pub fee: Money,
    /// What clients paid on top of what they owed, for that.
    pub passed_on: Money,
}

impl Cost {
    /// Nothing yet, in the currency of `money`.
    pub fn none(money: Money) -> Cost {
        let zero = Money::zero(money.currency());
        Cost { count: 0, gross: zero, fee: zero, passed_on: zero }
    }

    /// With one payment more. What was taken back counts for its fee only.
    pub fn with(self, gross: Money, fee: Money, taken_back: bool) -> Result<Cost, MoneyError> {
        let kept = if taken_back { Money::zero(gross.currency()) } else { gross };
        Ok(Cost {
            count: self.count + 1,
            gross: self.gross.plus(kept)?,
            fee: self.fee.plus(fee)?,
            passed_on: self.passed_on,
        })
    }

    /// With so much more that clients paid on top.
    pub fn with_passed_on(self, amount: Money) -> Result<Cost, MoneyError> {
        Ok(Cost { passed_on: self.passed_on.plus(amount)?, ..self })
    }

    /// The fee in a hundred of what came in, with two decimals; nothing where nothing came in.
    pub fn per_cent(self) -> Option<Decimal> {
        let part =
            Decimal::from(self.fee.minor()).checked_div(Decimal::from(self.gross.minor()))?;
        let hundred = part.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(hundred.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }
}

#[cfg(test)]
mod tests;
