//! The letter linter: reads a letter before it is sent and says what is wrong, where, and what
//! to do.
//!
//! A pure function over what the app knows of a draft. Rules of law are dated data with their
//! sources ([`caps`], [`required`], [`schemes`]); nothing here is legal advice.

pub mod caps;
mod clauses;
mod dates;
mod facts;
mod fees;
mod late;
mod payment;
mod people;
mod remarks;
pub mod required;
mod rules;
pub mod schemes;
mod values;
mod wording;

pub use facts::{
    ClauseFacts, ClientKind, LetterFacts, LineFacts, PracticeFacts, PriceFacts, Scheme, TextFacts,
    TotalFacts,
};
pub use remarks::{Fix, Remark, Severity};
pub use rules::{RULES, Rule, rule};
pub use wording::citations;

use remarks::Remarks;

/// Everything there is to say of a letter, what blocks it first, then in the order of the rules.
pub fn check(letter: &LetterFacts) -> Vec<Remark> {
    let mut remarks = Remarks::default();
    values::check(letter, &mut remarks);
    clauses::check(letter, &mut remarks);
    payment::check(letter, &mut remarks);
    late::check(letter, &mut remarks);
    fees::check(letter, &mut remarks);
    dates::check(letter, &mut remarks);
    people::check(letter, &mut remarks);
    wording::check(letter, &mut remarks);
    remarks.sorted()
}

#[cfg(test)]
mod tests;
