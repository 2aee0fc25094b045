//! A client's account: what was billed, paid and credited, and the balance after each.

use chrono::NaiveDate;

use crate::money::{Currency, Money, MoneyError};

/// Something that changed what a client owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved<What> {
    /// The day.
    pub on: NaiveDate,
    /// What the client owes more by it; less, where it is negative.
    pub change: Money,
    /// What it was.
    pub what: What,
}

/// A client's account over some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account<What> {
    /// What was owed before the first day.
    pub brought_forward: Money,
    /// Every movement with the balance after it.
    pub rows: Vec<(Moved<What>, Money)>,
    /// Sum of what was billed in these days.
    pub billed: Money,
    /// Sum of what was paid, credited or given up in them; not positive.
    pub paid: Money,
    /// What is owed at the end: what was brought forward, and both sums.
    pub owed: Money,
}

/// The account from `from` on. `moved` is everything that ever changed it, in order of days.
pub fn account<What>(
    currency: Currency,
    moved: Vec<Moved<What>>,
    from: NaiveDate,
) -> Result<Account<What>, MoneyError> {
    let mut balance = Money::zero(currency);
    let (mut brought_forward, mut billed, mut paid) = (balance, balance, balance);
    let mut rows = Vec::new();
    for one in moved {
        balance = balance.plus(one.change)?;
        if one.on < from {
            brought_forward = balance;
        } else {
            let side = if one.change.is_positive() { &mut billed } else { &mut paid };
            *side = side.plus(one.change)?;
            rows.push((one, balance));
        }
    }
    Ok(Account { brought_forward, rows, billed, paid, owed: balance })
}

#[cfg(test)]
mod tests;
