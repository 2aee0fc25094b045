//! What is owed by age, with what stands apart: what is on its way, what is disputed, what is on a
//! plan. All of it always adds up to what is owed; a client's credit is never netted in it.

use crate::invoice::Age;
use crate::money::{Currency, Money, MoneyError};

/// What of an open invoice stands apart from its age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// On its way to the practice.
    pub in_flight: Money,
    /// Disputed by the client.
    pub disputed: Money,
    /// On a payment plan that is kept.
    pub on_plan: Money,
}

impl Apart {
    /// Nothing, in a currency.
    pub fn nothing(currency: Currency) -> Apart {
        let zero = Money::zero(currency);
        Apart { in_flight: zero, disputed: zero, on_plan: zero }
    }

    /// The same, no more together than is open: what is on its way comes first, then what is
    /// disputed, then what is on a plan.
    pub fn of(self, open: Money) -> Result<Apart, MoneyError> {
        let in_flight = self.in_flight.at_most(open)?;
        let rest = open.minus(in_flight)?;
        let disputed = self.disputed.at_most(rest)?;
        let on_plan = self.on_plan.at_most(rest.minus(disputed)?)?;
        Ok(Apart { in_flight, disputed, on_plan })
    }

    /// All that stands apart.
    pub fn sum(self) -> Result<Money, MoneyError> {
        self.in_flight.plus(self.disputed)?.plus(self.on_plan)
    }

    fn plus(self, other: Apart) -> Result<Apart, MoneyError> {
        Ok(Apart {
            in_flight: self.in_flight.plus(other.in_flight)?,
            disputed: self.disputed.plus(other.disputed)?,
            on_plan: self.on_plan.plus(other.on_plan)?,
        })
    }
}

/// What is owed, by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aged {
    /// What does not stand apart, by [`Age::ALL`].
    pub by_age: [Money; Age::ALL.len()],
    /// What does.
    pub apart: Apart,
}

impl Aged {
    /// Nothing, in a currency.
    pub fn nothing(currency: Currency) -> Aged {
        let by_age = [Money::zero(currency); Age::ALL.len()];
        Aged { by_age, apart: Apart::nothing(currency) }
    }

    /// Moves what stands apart of an invoice out of its age.
    pub fn set_apart(&mut self, age: Age, apart: Apart) -> Result<(), MoneyError> {
        let place = Age::ALL.iter().position(|other| *other == age).unwrap_or(0);
        self.by_age[place] = self.by_age[place].minus(apart.sum()?)?;
        self.apart = self.apart.plus(apart)?;
        Ok(())
    }

    /// Both together.
    pub fn plus(self, other: &Aged) -> Result<Aged, MoneyError> {
        let mut sum = Aged { apart: self.apart.plus(other.apart)?, ..self };
        for (own, other) in sum.by_age.iter_mut().zip(other.by_age) {
            *own = own.plus(other)?;
        }
        Ok(sum)
    }

    /// All that is owed.
    pub fn owed(&self) -> Result<Money, MoneyError> {
        let of_ages = Money::sum(self.apart.disputed.currency(), self.by_age)?;
        of_ages.plus(self.apart.sum()?)
    }
}

#[cfg(test)]
mod tests;
