//! The trial balance: what each account holds, on the side where it stands.

use super::Account;
use crate::money::{Currency, Money, MoneyError};

/// What one account holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// The account.
    pub account: Account,
    /// Debits less credits.
    pub balance: Money,
}

/// Every account of one currency that holds something, and the sums of both sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrialBalance {
    /// The accounts as they came, without those that hold nothing.
    pub rows: Vec<Held>,
    /// Sum of what stands on the debit side.
    pub debits: Money,
    /// Sum of what stands on the credit side; the same.
    pub credits: Money,
}

/// Why balances make no trial balance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrialError {
    /// Two currencies, or a sum beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// Money came from nowhere.
    #[error("debits of {debits} stand against credits of {credits}; the ledger is damaged")]
    Unbalanced {
        /// Sum of the debit side.
        debits: String,
        /// Sum of the credit side.
        credits: String,
    },
}

/// The trial balance of accounts that hold `currency`.
pub fn trial_balance(currency: Currency, held: Vec<Held>) -> Result<TrialBalance, TrialError> {
    let rows: Vec<Held> = held.into_iter().filter(|row| !row.balance.is_zero()).collect();
    let side = |positive: bool| {
        let of = rows.iter().map(|row| row.balance);
        Money::sum(currency, of.filter(|balance| balance.is_positive() == positive))
    };
    let (debits, credits) = (side(true)?, side(false)?.negated());
    if debits != credits {
        let (debits, credits) = (debits.shown(), credits.shown());
        return Err(TrialError::Unbalanced { debits, credits });
    }
    Ok(TrialBalance { rows, debits, credits })
}
