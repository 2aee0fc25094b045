//! What the practice does and how it has its letters set: choices that hold for all its letters.

/// What the practice does; the clauses of its letters follow from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profession {
    /// Accounts, books and taxes: the clauses of the place.
    #[default]
    Accountant,
    /// Anything else that is agreed by letter: clauses that name no professional body.
    Consultant,
}

impl Profession {
    /// The name on the wire and in the book.
    pub fn as_str(self) -> &'static str {
        match self {
            Profession::Accountant => "accountant",
            Profession::Consultant => "consultant",
        }
    }

    /// The profession with this name.
    pub fn parse(name: &str) -> Option<Profession> {
        [Profession::Accountant, Profession::Consultant].into_iter().find(|p| p.as_str() == name)
    }
}

/// How the prose of a letter is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LetterSetting {
    /// Ragged at the right, words whole.
    #[default]
    Ragged,
    /// Every line fills the measure, words are divided where they may be.
    Justified,
}

impl LetterSetting {
    /// The name on the wire and in the book.
    pub fn as_str(self) -> &'static str {
        match self {
            LetterSetting::Ragged => "ragged",
            LetterSetting::Justified => "justified",
        }
    }

    /// The setting with this name.
    pub fn parse(name: &str) -> Option<LetterSetting> {
        [LetterSetting::Ragged, LetterSetting::Justified].into_iter().find(|s| s.as_str() == name)
    }
}
