//! Payment references with check digits: `RF18 5390 0754 7034`, the creditor reference of
//! ISO 11649.
//!
//! After `RF` stand two check digits and the number of the invoice, letters and digits only. With
//! the first four signs moved to the end and letters counted from A as 10, the remainder by 97 is
//! one (ISO/IEC 7064, MOD 97-10): a digit typed wrongly, or two that changed places, always show,
//! and anything else in all but one of 97 cases.

/// The most letters and digits that the standard has room for.
const MOST: usize = 21;

/// The reference of an invoice's number, in groups of four; none where the number is too long.
pub fn of(number: &str) -> Option<String> {
    let plain = plain(number);
    if plain.is_empty() || plain.len() > MOST || !plain.is_ascii() {
        return None;
    }
    let check = 98 - remainder(&format!("{plain}RF00"))?;
    let whole: Vec<char> = format!("RF{check:02}{plain}").chars().collect();
    let groups: Vec<String> = whole.chunks(4).map(|group| group.iter().collect()).collect();
    Some(groups.join(" "))
}

/// What a text carries that begins as a reference does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The number, letters and digits only, under check digits that fit.
    Right(String),
    /// No reading of it fits its check digits.
    Mistyped,
}

/// The first reference in `text`. Its blanks may be lost or stand elsewhere; it ends where a word
/// ends, or where it is a number for which `is_known`.
pub fn found_in(text: &str, is_known: impl Fn(&str) -> bool) -> Option<Found> {
    let from = text.split_whitespace().position(begins)?;
    let words: Vec<String> = text.split_whitespace().skip(from).map(plain).collect();
    let all = words.concat();
    let ends: Vec<usize> = (1..=words.len()).map(|to| words[..to].concat().len()).collect();
    let (check, rest) = (all.get(2..4)?, all.get(4..)?);
    let fits = |end: &usize| {
        rest.get(..*end).is_some_and(|number| {
            remainder(&format!("{number}RF{check}")) == Some(1)
                && (ends.contains(&(end + 4)) || is_known(number))
        })
    };
    let end = (1..=MOST).rev().find(fits);
    Some(end.map_or(Found::Mistyped, |end| Found::Right(rest[..end].to_owned())))
}

/// Whether a word is `RF` and two digits, and more.
fn begins(word: &str) -> bool {
    matches!(word.as_bytes(), [r, f, one, two, ..] if r.eq_ignore_ascii_case(&b'R')
        && f.eq_ignore_ascii_case(&b'F') && one.is_ascii_digit() && two.is_ascii_digit())
}

/// The letters and digits of a number, in upper case.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What is left by 97 of the digits, letters counted from A as 10.
fn remainder(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |left, sign| {
        let value = sign.to_digit(36)?;
        Some((left * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

#[cfg(test)]
mod tests;
