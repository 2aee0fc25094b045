//! Chance that is the same in every run.

/// Numbers that look like chance and are the same in every run (xorshift64, Marsaglia 2003).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that fall as this seed says; it is not zero.
    pub(crate) fn from(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number from zero on and below this one.
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// A place in a list of this length.
    pub(crate) fn index(&mut self, of: usize) -> usize {
        usize::try_from(self.below(u64::try_from(of).unwrap())).unwrap()
    }
}

/// How often the program is to end: `QUITTANCE_KILLS` times, else as often as is usual.
pub(crate) fn ends(usual: usize) -> usize {
    let said = std::env::var("QUITTANCE_KILLS").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(usual)
}
