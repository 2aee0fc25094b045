//! Where an English word may be divided: Liang's patterns (F. M. Liang, "Word Hy-phen-a-tion by
//! Com-put-er", 1983), American or British.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Whose customs divide words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Customs {
    /// By sound: the United States and Canada.
    American,
    /// By origin: everywhere else.
    British,
}

/// So many letters stay before a hyphen, and so many go to the next line.
const FEWEST: (usize, usize) = (2, 3);
/// Longer words are left whole.
const LONGEST: usize = 60;

/// The pattern's letters, with a point for the edge of a word, and a digit for each place between.
type Patterns = HashMap<Box<[u8]>, Box<[u8]>>;

impl Customs {
    fn patterns(self) -> &'static Patterns {
        static AMERICAN: OnceLock<Patterns> = OnceLock::new();
        static BRITISH: OnceLock<Patterns> = OnceLock::new();
        match self {
            Customs::American => {
                AMERICAN.get_or_init(|| read(include_str!("../../patterns/hyph-en-us.pat.txt")))
            }
            Customs::British => {
                BRITISH.get_or_init(|| read(include_str!("../../patterns/hyph-en-gb.pat.txt")))
            }
        }
    }

    /// After how many bytes the word may be divided, in order. Only words of plain letters are;
    /// a name in capitals is not.
    pub(crate) fn places(self, word: &str) -> Vec<usize> {
        let plain = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let capitals = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        if !plain || capitals || word.len() < FEWEST.0 + FEWEST.1 || word.len() > LONGEST {
            return Vec::new();
        }
        let mut edged = vec![b'.'];
        edged.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        edged.push(b'.');
        let patterns = self.patterns();
        let mut weights = vec![0; edged.len() + 1];
        for start in 0..edged.len() {
            for end in start + 1..=edged.len() {
                let Some(digits) = patterns.get(&edged[start..end]) else {
                    continue;
                };
                for (weight, digit) in weights[start..].iter_mut().zip(digits) {
                    *weight = (*weight).max(*digit);
                }
            }
        }
        // The weight before the letter at a place stands one further on, after the first point.
        let last = word.len() - FEWEST.1;
        (FEWEST.0..=last).filter(|at| weights[at + 1] % 2 == 1).collect()
    }
}

/// `.ab4i` as the letters `.abi` and the digits 0 0 0 4 0.
fn read(list: &str) -> Patterns {
    let pattern = |line: &str| {
        let (mut letters, mut digits) = (Vec::new(), vec![0]);
        for byte in line.bytes() {
            if byte.is_ascii_digit() {
                if let Some(last) = digits.last_mut() {
                    *last = byte - b'0';
                }
            } else {
                letters.push(byte);
                digits.push(0);
            }
        }
        (letters.into(), digits.into())
    };
    list.lines().map(pattern).collect()
}

#[cfg(test)]
mod tests;
