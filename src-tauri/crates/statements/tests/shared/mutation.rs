//! Files changed at random, from a seed, so that a failing one can be made again.

#![allow(dead_code, reason = "each test takes what it needs")]

use statements::{Outcome, Reading};

/// A small generator of its own, so that a failing run can be repeated from its seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `below`.
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }
}

/// Pieces that mean something in one of the formats.
const SCRAPS: [&[u8]; 52] = [
    b"<",
    b">",
    b"\"",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"<STMTTRN>",
    b"</STMTTRN>",
    b"<TRNAMT>",
    b"&#0;",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"99999999999999999999",
    b"(",
    b"=\"",
    b"\xc3",
    b"</OFX>",
    b"<Ntry>",
    b"</Ntry>",
    b"<Amt Ccy=\"GBP\">",
    b"<Stmt>",
    b"<!DOCTYPE d [",
    b"&amp;",
    b"&x;",
    b"/>",
    b":61:",
    b"\n:61:2601020102RC1,00NMSC",
    b"\n:86:",
    b"\n:62F:C260102EUR1,00\n",
    b"\n-\n",
    b"?20",
    b"\n16,142,100,,,,X/",
    b"\n88,",
    b"/\n",
    b"16,",
    b",D,9999999,",
    b"\n^\n",
    b"\n!Type:Bank\n",
    b"\n!Type:Invst\n",
    b"\nD1/2/26\nT1",
    b"'",
    b"-",
    b"PK\x03\x04",
    b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"2026-02-30",
    b"1.234.567,89",
];

/// `seed` with up to seven changes.
pub(crate) fn mutated(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1).min(bytes.len());
        match dice.roll(6) {
            0 if !bytes.is_empty() => {
                let place = at.min(bytes.len() - 1);
                bytes[place] = dice.roll(256) as u8;
            }
            1 => bytes.truncate(at),
            2 => {
                let to = (at + dice.roll(40)).min(bytes.len());
                bytes.drain(at..to);
            }
            3 => {
                let to = (at + dice.roll(200)).min(bytes.len());
                let piece = bytes[at..to].to_vec();
                let place = dice.roll(bytes.len() + 1).min(bytes.len());
                bytes.splice(place..place, piece);
            }
            _ => {
                let scrap = SCRAPS[dice.roll(SCRAPS.len())];
                bytes.splice(at..at, scrap.iter().copied());
            }
        }
    }
    bytes
}

/// Whatever the bytes, every record is accounted for.
pub(crate) fn hold(reading: &Reading, what: &dyn Fn() -> String) {
    let counted = reading.accepted() + reading.rejected.len() + reading.skipped.len();
    match reading.outcome {
        Outcome::Refuse => assert!(reading.refusal.is_some(), "{}", what()),
        Outcome::MustAsk => {
            assert!(!reading.questions.is_empty() && reading.accounts.is_empty(), "{}", what());
        }
        _ => assert_eq!(counted, reading.records, "{}", what()),
    }
}
