//! Sums of money that may be in several currencies and are never mixed.

use domain::money::{Currency, Money};

use crate::failure::Failure;
use crate::wire::Amount;

/// A sum for each currency.
#[derive(Default)]
pub(crate) struct Sums(Vec<Money>);

impl Sums {
    /// Counts an amount in.
    pub(crate) fn add(&mut self, amount: Money) -> Result<(), Failure> {
        match self.0.iter_mut().find(|sum| sum.currency() == amount.currency()) {
            Some(sum) => *sum = sum.plus(amount)?,
            None => self.0.push(amount),
        }
        Ok(())
    }

    /// The sum in a currency.
    pub(crate) fn of(&self, currency: Currency) -> Money {
        let found = self.0.iter().find(|sum| sum.currency() == currency);
        found.copied().unwrap_or(Money::zero(currency))
    }

    /// The sums in every other currency, by its code.
    pub(crate) fn others(&self, than: Currency) -> Vec<Amount> {
        let mut others: Vec<Money> =
            self.0.iter().copied().filter(|sum| sum.currency() != than).collect();
        others.sort_by_key(|sum| sum.currency());
        others.into_iter().map(Amount::from).collect()
    }

    /// Every sum.
    pub(crate) fn all(&self) -> Vec<Money> {
        self.0.clone()
    }

    /// Every sum with its code, as a client reads it: `450.00 USD and 90.00 EUR`.
    pub(crate) fn with_codes(&self) -> String {
        let each = self.0.iter().map(|sum| format!("{} {}", sum.shown(), sum.currency()));
        each.collect::<Vec<_>>().join(" and ")
    }

    /// Every sum in words, the home currency first and without its code: `450.00 and 90.00 EUR`.
    pub(crate) fn shown(&self, home: Currency) -> String {
        let mut sums: Vec<Money> = self.0.clone();
        sums.sort_by_key(|sum| (sum.currency() != home, sum.currency()));
        let each = sums.iter().map(|sum| shown(*sum, home));
        let words = each.collect::<Vec<_>>().join(" and ");
        if words.is_empty() { Money::zero(home).shown() } else { words }
    }
}

/// An amount with its code, unless it is in the home currency.
pub(crate) fn shown(amount: Money, home: Currency) -> String {
    let currency = amount.currency();
    if currency == home { amount.shown() } else { format!("{} {currency}", amount.shown()) }
}

/// ` in EUR`, or nothing for the home currency.
pub(crate) fn other(currency: Currency, home: Currency) -> String {
    if currency == home { String::new() } else { format!(" in {currency}") }
}
