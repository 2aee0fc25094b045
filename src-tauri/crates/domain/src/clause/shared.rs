//! The texts every regime starts from. They name no statute and no authority, and use no word
//! that is spelled in two ways; a regime puts its own text in place of one by using the same id.

mod duties;
mod fees;
mod form;
mod payment;
mod standing;
mod work;

use super::Clause;

/// The texts, by the part of the letter they belong to.
pub(super) const LAYERS: [&[Clause]; 6] = [
    &work::CLAUSES,
    &duties::CLAUSES,
    &fees::CLAUSES,
    &payment::CLAUSES,
    &standing::CLAUSES,
    &form::CLAUSES,
];
