//! A period of a bank account and the proof that closes it.
//!
//! Opening and lines make the closing balance, and that is the bank's own, or each difference has
//! a name (invariant I4). The same balance once more, from the ledger's side: what the books hold,
//! what was set aside and the named differences make what the bank says.

use chrono::NaiveDate;

use crate::money::{Money, MoneyError};
use crate::named::Named;

/// Why the bank's balance and the lines may differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The bank made a mistake and will put it right.
    BankError,
    /// A line of the statement is in no file.
    MissingLine,
    /// A line of a file is not on the statement.
    ExtraLine,
    /// The balance at the beginning was not right.
    Opening,
    /// Another cause, in words.
    Other,
}

impl Named for Cause {
    const NAMES: &'static [(&'static str, Cause)] = &[
        ("missing_line", Cause::MissingLine),
        ("extra_line", Cause::ExtraLine),
        ("bank_error", Cause::BankError),
        ("opening", Cause::Opening),
        ("other", Cause::Other),
    ];
}

impl Cause {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Cause::MissingLine => "On the statement, in no file",
            Cause::ExtraLine => "In a file, not on the statement",
            Cause::BankError => "A mistake of the bank",
            Cause::Opening => "The balance at the beginning was not right",
            Cause::Other => "Another cause",
        }
    }
}

/// A difference that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Why.
    pub cause: Cause,
    /// How much more the bank states because of it; less, where it is negative.
    pub amount: Money,
    /// What it is, in words.
    pub words: String,
}

/// What is known of a period.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The balance the bank stated before its first line.
    pub opening: Money,
    /// Sum of the lines that came in.
    pub came_in: Money,
    /// Sum of the lines that went out; not positive.
    pub went_out: Money,
    /// How many lines wait for an explanation, and what moved on them, without sign.
    pub waiting: (i64, Money),
    /// The balance the bank states at its end.
    pub stated: Money,
    /// The named differences.
    pub differences: Vec<Difference>,
    /// The balance the bank stated before the very first period of the account.
    pub first_opening: Money,
    /// What the ledger's account of the bank holds at the end.
    pub books: Money,
    /// Sum of all lines up to the end that are set aside, which the ledger does not hold.
    pub set_aside: Money,
    /// Sum of the named differences of the periods before.
    pub differences_before: Money,
}

/// The sums that prove a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// Opening and lines.
    pub computed: Money,
    /// What the bank states beyond that.
    pub difference: Money,
    /// How much of the difference has a name.
    pub named: Money,
    /// How much has none; zero where the period is proved.
    pub unnamed: Money,
    /// What the ledger's side comes to: first opening, books, set aside and all named differences.
    pub by_books: Money,
}

/// Why a period cannot be closed, in the order of the checks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProved {
    /// A sum is too large.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The period would end before the last one did, or on its day.
    #[error("the account is closed through {0} already; choose a later day")]
    Closed(NaiveDate),
    /// The period has not ended.
    #[error("a period is closed on its last day or later")]
    Future,
    /// Lines have no explanation.
    #[error("{}, {moved} in all; explain each or set it aside with a reason", waiting(*.lines))]
    Waiting {
        /// How many.
        lines: i64,
        /// What moved on them.
        moved: String,
    },
    /// A named difference says nothing.
    #[error("say what the difference is; it stands on the report")]
    Nameless,
    /// A named difference of nothing.
    #[error("a difference of nothing needs no name")]
    Nothing,
    /// The bank's balance is not what opening and lines come to.
    #[error("the bank states {unnamed} {way} than opening and lines come to; name the difference")]
    Differs {
        /// How much has no name, without sign.
        unnamed: String,
        /// `more` or `less`.
        way: &'static str,
    },
    /// The ledger holds something else.
    #[error("the books come to {by_books} and the bank to {stated}; check the book in Settings")]
    Books {
        /// What the ledger's side comes to.
        by_books: String,
        /// What the bank states.
        stated: String,
    },
}

fn waiting(lines: i64) -> String {
    match lines {
        1 => "1 line waits for an explanation".to_owned(),
        many => format!("{many} lines wait for an explanation"),
    }
}

/// The sums of a period, whether they prove it or not.
pub fn prove(facts: &Facts) -> Result<Proof, MoneyError> {
    let currency = facts.opening.currency();
    let computed = facts.opening.plus(facts.came_in)?.plus(facts.went_out)?;
    let difference = facts.stated.minus(computed)?;
    let named = Money::sum(currency, facts.differences.iter().map(|one| one.amount))?;
    let by_books = Money::sum(
        currency,
        [facts.first_opening, facts.books, facts.set_aside, facts.differences_before, named],
    )?;
    Ok(Proof { computed, difference, named, unnamed: difference.minus(named)?, by_books })
}

/// The proof of a period that may be closed on `today`; `until` is its last day, `closed` the last
/// day of the period before.
pub fn close(
    facts: &Facts,
    until: NaiveDate,
    closed: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Proof, NotProved> {
    if let Some(closed) = closed.filter(|closed| until <= *closed) {
        return Err(NotProved::Closed(closed));
    }
    if until > today {
        return Err(NotProved::Future);
    }
    let (lines, moved) = facts.waiting;
    if lines > 0 {
        return Err(NotProved::Waiting { lines, moved: moved.shown() });
    }
    if facts.differences.iter().any(|one| one.words.trim().is_empty()) {
        return Err(NotProved::Nameless);
    }
    if facts.differences.iter().any(|one| one.amount.is_zero()) {
        return Err(NotProved::Nothing);
    }
    let proof = prove(facts)?;
    if !proof.unnamed.is_zero() {
        let more = proof.unnamed.is_positive();
        let unnamed = if more { proof.unnamed } else { proof.unnamed.negated() };
        let way = if more { "more" } else { "less" };
        return Err(NotProved::Differs { unnamed: unnamed.shown(), way });
    }
    if proof.by_books != facts.stated {
        let (by_books, stated) = (proof.by_books.shown(), facts.stated.shown());
        return Err(NotProved::Books { by_books, stated });
    }
    Ok(proof)
}

#[cfg(test)]
mod tests;
