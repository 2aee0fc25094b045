//! Chance that follows from a seed alone: the same seed gives the same numbers on every machine.

/// A row of numbers (SplitMix64, Steele, Lea and Flood 2014).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn from(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed_0fde_9051_7500)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("below a limit that is a usize")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low + 1).expect("the limits are in order");
        low + i64::try_from(self.below(width)).expect("a small number")
    }

    /// True this many times in a thousand.
    pub(super) fn happens(&mut self, in_a_thousand: u32) -> bool {
        self.next() % 1000 < u64::from(in_a_thousand)
    }

    /// One of these.
    pub(super) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// The same rows in another order.
    pub(super) fn shuffle<T>(&mut self, rows: &mut [T]) {
        for at in (1..rows.len()).rev() {
            rows.swap(at, self.below(at + 1));
        }
    }

    /// A text of this many digits, the first no zero.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|at| {
                let digit = self.between(i64::from(at == 0), 9);
                char::from(b'0' + u8::try_from(digit).expect("one digit"))
            })
            .collect()
    }
}
