//! The clause library: the paragraphs an engagement letter is made of, and how they are filled.
//!
//! A clause has an id for ever (`PAY-LATE`), so that invoices and reminders can cite it. Texts
//! carry `{placeholders}` and cite other clauses by id in backticks. The texts are drafts to be
//! reviewed by a lawyer; nothing here is legal advice.

mod general;
mod kind;
mod placeholder;
mod regime;
mod united_kingdom;
mod united_states;

pub use kind::ServiceKind;
pub use placeholder::{MissingPlaceholder, Placeholder, Values, fill, placeholders};
pub use regime::Regime;

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
pub fn library(regime: Regime) -> Vec<&'static Clause> {
    match regime {
        Regime::UnitedStates => united_states::CLAUSES.iter().collect(),
        Regime::UnitedKingdom | Regime::Ireland => united_kingdom::CLAUSES.iter().collect(),
        Regime::Canada | Regime::Australia | Regime::NewZealand | Regime::General => {
            general::CLAUSES.iter().collect()
        }
    }
}

/// The clauses a new letter starts with that offers services of these kinds, in the order of the
/// letter.
pub fn standard(regime: Regime, kinds: &[ServiceKind]) -> Vec<&'static Clause> {
    let mut clauses = library(regime);
    clauses.retain(|clause| clause.standard && clause.applies(kinds));
    clauses
}

/// The clause with this id in a regime's library.
pub fn with_id(regime: Regime, id: &str) -> Option<&'static Clause> {
    library(regime).into_iter().find(|clause| clause.id == id)
}

/// A clause every new letter has.
const fn core(
    id: &'static str,
    section: LetterSection,
    heading: &'static str,
    text: &'static str,
) -> Clause {
    Clause { id, section, heading, text, standard: true, kinds: &[], version: 1 }
}

/// A clause to be added by choice.
const fn option(
    id: &'static str,
    section: LetterSection,
    heading: &'static str,
    text: &'static str,
) -> Clause {
    Clause { id, section, heading, text, standard: false, kinds: &[], version: 1 }
}

#[cfg(test)]
mod tests;
