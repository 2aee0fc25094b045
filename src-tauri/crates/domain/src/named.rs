//! Choices and their names outside the program: in the book and on the wire.

/// One of few choices, each with a name that never changes.
pub trait Named: Copy + Eq + 'static {
    /// Every choice with its name; the first is meant where nothing is said.
    const NAMES: &'static [(&'static str, Self)];

    /// The name.
    fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(_, choice)| *choice == self);
        found.map_or("", |(name, _)| name)
    }

    /// The choice of this name.
    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice)
    }
}
