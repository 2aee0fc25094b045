//! The clause library: the paragraphs an engagement letter is made of, and how they are filled.
//!
//! A clause has an id for ever (`PAY-LATE`), so that invoices and reminders can cite it. Texts
//! carry `{placeholders}` and cite other clauses by id in backticks. The texts are drafts to be
//! reviewed by a lawyer; nothing here is legal advice.

mod general;
mod placeholder;
mod united_kingdom;
mod united_states;

pub use placeholder::{MissingPlaceholder, Placeholder, Values, fill, placeholders};

/// Whose law and usage a set of clauses is written for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Regime {
    /// Bookkeeping, tax and advisory work in the United States, without attest work.
    UnitedStates,
    /// The United Kingdom and Ireland.
    UnitedKingdom,
    /// Canada, Australia, New Zealand and elsewhere: no statute is named.
    General,
}

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
}

/// Every clause of a regime, in the order of the letter.
pub fn library(regime: Regime) -> &'static [Clause] {
    match regime {
        Regime::UnitedStates => &united_states::CLAUSES,
        Regime::UnitedKingdom => &united_kingdom::CLAUSES,
        Regime::General => &general::CLAUSES,
    }
}

/// The clauses a new letter starts with, in the order of the letter.
pub fn standard(regime: Regime) -> impl Iterator<Item = &'static Clause> {
    library(regime).iter().filter(|clause| clause.standard)
}

/// The clause with this id in a regime's library.
pub fn with_id(regime: Regime, id: &str) -> Option<&'static Clause> {
    library(regime).iter().find(|clause| clause.id == id)
}

/// A clause every new letter has.
const fn core(
    id: &'static str,
    section: LetterSection,
    heading: &'static str,
    text: &'static str,
) -> Clause {
    Clause { id, section, heading, text, standard: true }
}

/// A clause to be added by choice.
const fn option(
    id: &'static str,
    section: LetterSection,
    heading: &'static str,
    text: &'static str,
) -> Clause {
    Clause { id, section, heading, text, standard: false }
}

#[cfg(test)]
mod tests;
