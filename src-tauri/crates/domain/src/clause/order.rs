//! Which clauses there are, in the order of the letter, and the section each stands in.

use super::LetterSection::{
    self, Changes, Fees, Form, Parties, Payment, Records, Responsibilities, Standing, Work,
};

/// The ids without a stroke, kept for ever, in the order of the letter.
const ORDER: [(LetterSection, &[&str]); 9] = [
    (Parties, &["PART"]),
    (Work, &["SCOPE", "EXCL", "ASSUME"]),
    (Responsibilities, &["RESP-C", "RESP-F", "RELY", "DEADL"]),
    (Fees, &["FEE", "FEE-OOS", "FEE-REV", "FEE-DEP", "FEE-EXP", "TAX"]),
    (
        Payment,
        &[
            "PAY", "PAY-AUTH", "PAY-CARD", "PAY-FAIL", "PAY-LATE", "PAY-SUSP", "PAY-PLAN",
            "PAY-COST", "DISP",
        ],
    ),
    (Changes, &["AMEND", "TERM"]),
    (Records, &["OWN", "REC", "CONF", "PRIV", "AI", "SUB"]),
    (Standing, &["AML", "LIAB", "INDEM", "THIRD", "CONFLICT", "COMPL", "CANCEL"]),
    (Form, &["LAW", "ECOM", "NOTICE", "ENTIRE", "SEVER", "ASSIGN"]),
];

/// Every id without a stroke, in the order of the letter.
pub(super) fn stems() -> impl Iterator<Item = &'static str> {
    ORDER.iter().flat_map(|(_, stems)| stems.iter().copied())
}

/// An id without its variant: `PAY-AUTH` of `PAY-AUTH/card`.
pub fn stem(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// Where a clause stands among the others; clauses of one stem keep the order they have.
pub(super) fn rank(id: &str) -> usize {
    stems().position(|known| known == stem(id)).unwrap_or(usize::MAX)
}

/// The section of a clause of the library. An id that is not in the order does not compile.
pub(super) const fn section(id: &str) -> LetterSection {
    let mut at = 0;
    while at < ORDER.len() {
        let (section, stems) = ORDER[at];
        let mut of = 0;
        while of < stems.len() {
            if is_stem(stems[of].as_bytes(), id.as_bytes()) {
                return section;
            }
            of += 1;
        }
        at += 1;
    }
    panic!("the id is not in the order of the letter")
}

/// Whether `id` is `stem`, alone or with a variant after a stroke.
const fn is_stem(stem: &[u8], id: &[u8]) -> bool {
    if id.len() < stem.len() || (id.len() > stem.len() && id[stem.len()] != b'/') {
        return false;
    }
    let mut at = 0;
    while at < stem.len() {
        if stem[at] != id[at] {
            return false;
        }
        at += 1;
    }
    true
}
