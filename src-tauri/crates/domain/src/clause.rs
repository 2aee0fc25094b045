//! The clause library: the paragraphs an engagement letter is made of, and how they are filled.
//!
//! A clause has an id for ever (`PAY-LATE`), so that invoices and reminders can cite it. Texts
//! carry `{placeholders}` and cite other clauses by id in backticks. The texts are drafts to be
//! reviewed by a lawyer; nothing here is legal advice.
//!
//! There is one library of [`shared`] texts. A regime puts texts of its own over it: the same id
//! takes the place of the shared text, another id is added. A variant stands after a stroke
//! (`SCOPE/payroll`) and adds to the clause before the stroke, or says in its own words that it
//! stands instead.

mod australia;
mod canada;
mod compare;
mod general;
mod ireland;
mod islands;
mod kind;
mod new_zealand;
mod order;
mod placeholder;
mod regime;
mod shared;
mod united_kingdom;
mod united_states;
pub(crate) mod value;

use std::sync::OnceLock;

pub use compare::{Change, compare};
pub use kind::ServiceKind;
pub use order::stem;
pub use placeholder::{
    MissingPlaceholder, Placeholder, Values, fill, placeholder_names, placeholders,
};
pub use regime::Regime;
pub use value::{Kind, Unfit, check, percent};

/// The section of the letter a clause stands in. The order here is the order in the letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LetterSection {
    /// Who the agreement is between.
    Parties,
    /// What is done and what is not.
    Work,
    /// Who answers for what.
    Responsibilities,
    /// What it costs. The fee table stands after the clause `FEE`.
    Fees,
    /// How it is paid.
    Payment,
    /// How the agreement changes and ends.
    Changes,
    /// Records and confidence.
    Records,
    /// Standing and limits.
    Standing,
    /// Law, form and notices.
    Form,
}

impl LetterSection {
    /// Every section, in the order of the letter.
    pub const ALL: [LetterSection; 9] = [
        LetterSection::Parties,
        LetterSection::Work,
        LetterSection::Responsibilities,
        LetterSection::Fees,
        LetterSection::Payment,
        LetterSection::Changes,
        LetterSection::Records,
        LetterSection::Standing,
        LetterSection::Form,
    ];

    /// The heading as it stands in the letter, without a number.
    pub fn heading(self) -> &'static str {
        match self {
            LetterSection::Parties => "The parties",
            LetterSection::Work => "What we will do",
            LetterSection::Responsibilities => "Who is responsible for what",
            LetterSection::Fees => "Fees",
            LetterSection::Payment => "Payment",
            LetterSection::Changes => "Changes and ending",
            LetterSection::Records => "Records and confidence",
            LetterSection::Standing => "Standing and limits",
            LetterSection::Form => "Form of this agreement",
        }
    }
}

/// A clause of the library, as it is before its placeholders are filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clause {
    /// The name for ever: `PAY-LATE`.
    pub id: &'static str,
    /// The section it stands in.
    pub section: LetterSection,
    /// The heading, run in before the text, without a full stop.
    pub heading: &'static str,
    /// The text with its `{placeholders}`; a line starting with `- ` is a term, `- Label: text`.
    pub text: &'static str,
    /// Whether a new letter has it from the start.
    pub standard: bool,
    /// The kinds of service it belongs to. Empty: it stands whatever is offered; otherwise only
    /// where a service of one of these kinds is.
    pub kinds: &'static [ServiceKind],
    /// Counted up whenever the text changes, from 1.
    pub version: u16,
}

impl Clause {
    /// Whether it has a place in a letter that offers services of these kinds.
    pub fn applies(&self, kinds: &[ServiceKind]) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kinds.contains(kind))
    }
}

/// Every clause of a regime, in the order of the letter.
pub fn library(regime: Regime) -> &'static [&'static Clause] {
    static LIBRARIES: [OnceLock<Vec<&'static Clause>>; Regime::ALL.len()] =
        [const { OnceLock::new() }; Regime::ALL.len()];
    LIBRARIES[regime as usize].get_or_init(|| gathered(regime))
}

/// The shared texts with those of the regime over them.
fn gathered(regime: Regime) -> Vec<&'static Clause> {
    let mut clauses: Vec<&'static Clause> = Vec::new();
    for clause in shared::LAYERS.into_iter().chain(own(regime).iter().copied()).flatten() {
        match clauses.iter_mut().find(|known| known.id == clause.id) {
            Some(known) => *known = clause,
            None => clauses.push(clause),
        }
    }
    clauses.sort_by_key(|clause| order::rank(clause.id));
    clauses
}

/// What a regime puts over the shared texts, the later over the earlier.
fn own(regime: Regime) -> &'static [&'static [Clause]] {
    match regime {
        Regime::UnitedStates => &[&united_states::CLAUSES],
        Regime::UnitedKingdom => &[&islands::CLAUSES, &united_kingdom::CLAUSES],
        Regime::Ireland => &[&islands::CLAUSES, &ireland::CLAUSES],
        Regime::Canada => &[&canada::CLAUSES],
        Regime::Australia => &[&australia::CLAUSES],
        Regime::NewZealand => &[&new_zealand::CLAUSES],
        Regime::General => &[&general::CLAUSES],
    }
}

/// The clauses a new letter starts with that offers services of these kinds, in the order of the
/// letter.
pub fn standard(regime: Regime, kinds: &[ServiceKind]) -> Vec<&'static Clause> {
    let stands = |clause: &&Clause| clause.standard && clause.applies(kinds);
    library(regime).iter().copied().filter(stands).collect()
}

/// The clause with this id in a regime's library.
pub fn with_id(regime: Regime, id: &str) -> Option<&'static Clause> {
    library(regime).iter().copied().find(|clause| clause.id == id)
}

/// A clause every new letter has.
const fn core(id: &'static str, heading: &'static str, text: &'static str) -> Clause {
    let section = order::section(id);
    Clause { id, section, heading, text, standard: true, kinds: &[], version: 1 }
}

/// A clause to be added by choice.
const fn option(id: &'static str, heading: &'static str, text: &'static str) -> Clause {
    Clause { standard: false, ..core(id, heading, text) }
}

/// A clause every new letter has that offers a service of one of these kinds.
const fn work(
    kinds: &'static [ServiceKind],
    id: &'static str,
    heading: &'static str,
    text: &'static str,
) -> Clause {
    Clause { kinds, ..core(id, heading, text) }
}

#[cfg(test)]
mod tests;
