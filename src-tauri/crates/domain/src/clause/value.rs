//! What a value of a placeholder must be, and how it is read back.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Any words on one line.
    Text,
    /// A whole number of days, in figures or a small one in words.
    Days,
    /// A whole number of years, in figures or a small one in words.
    Years,
    /// A percentage with its sign: "12%".
    Percent,
    /// An amount with its currency: "$500.00", "500.00 EUR".
    Money,
    /// A day: "December 1, 2026", "1 December 2026" or "2026-12-01".
    Date,
}

/// Why a text is not a value of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing but blanks.
    #[error("this is empty; write something or take the clause out")]
    Empty,
    /// A line break, or longer than [`LONGEST`] letters.
    #[error("this is too long; write it on one line, in 300 letters at most")]
    TooLong,
    /// A backtick, which cites a clause.
    #[error("this has a backtick in it, which cites a clause; leave it out")]
    Backtick,
    /// Not a number of days.
    #[error("this is not a number of days from 0 to 1,000; write it like 30")]
    NotDays,
    /// Not a number of years.
    #[error("this is not a number of years from 1 to 100; write it like 7")]
    NotYears,
    /// Not a percentage.
    #[error("this is not a percentage from 0% to 100%; write it with its sign, like 12%")]
    NotAPercentage,
    /// Not an amount.
    #[error("this is not an amount; write it with its currency, like $500.00")]
    NotAnAmount,
    /// Not a day.
    #[error("this is not a date; write it out, like December 1, 2026")]
    NotADate,
}

/// The most letters of a value.
const LONGEST: usize = 300;

/// Whether a text is a value of this kind.
pub fn check(kind: Kind, text: &str) -> Result<(), Unfit> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Unfit::Empty);
    }
    if text.chars().count() > LONGEST || text.contains(['\n', '\r']) {
        return Err(Unfit::TooLong);
    }
    if text.contains('`') {
        return Err(Unfit::Backtick);
    }
    let (fits, otherwise) = match kind {
        Kind::Text => (true, Unfit::Empty),
        Kind::Days => (number(text).is_some_and(|days| days <= 1_000), Unfit::NotDays),
        Kind::Years => {
            (number(text).is_some_and(|years| (1..=100).contains(&years)), Unfit::NotYears)
        }
        Kind::Percent => {
            let fits = percent(text).is_some_and(|rate| rate <= Decimal::ONE_HUNDRED);
            (fits, Unfit::NotAPercentage)
        }
        Kind::Money => (amount(text).is_some(), Unfit::NotAnAmount),
        Kind::Date => (date(text).is_some(), Unfit::NotADate),
    };
    if fits { Ok(()) } else { Err(otherwise) }
}

/// The small numbers as words.
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// A whole number in figures, or one up to twelve in words.
pub(crate) fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let at = WORDS.iter().position(|word| word.eq_ignore_ascii_case(text))?;
    u32::try_from(at).ok()
}

/// A percentage with its sign, up to a thousand, so that working with it cannot overflow.
pub fn percent(text: &str) -> Option<Decimal> {
    let figures = text.trim().strip_suffix('%')?.trim_end();
    plain_decimal(figures).filter(|rate| *rate <= Decimal::ONE_THOUSAND)
}

/// An amount with a currency sign or code before or after it; the currency is not read.
pub(crate) fn amount(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let (before, after) = (text[..first].trim(), text[last + 1..].trim());
    let named = match (before, after) {
        ("", sign) | (sign, "") => is_currency(sign),
        _ => false,
    };
    let figures = &text[first..=last];
    if !named || !grouped_by_three(figures) {
        return None;
    }
    plain_decimal(&figures.replace(',', ""))
}

/// A sign such as `$`, `A$` or `£`, or a code of three letters.
fn is_currency(sign: &str) -> bool {
    let code = sign.len() == 3 && sign.bytes().all(|byte| byte.is_ascii_uppercase());
    let letters = sign.trim_end_matches(['$', '£', '€', '¥']);
    let short = letters.len() < sign.len() && letters.len() <= 2;
    code || (short && letters.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Whether the commas, if any, part the whole number by three figures.
fn grouped_by_three(figures: &str) -> bool {
    let whole = figures.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || (first.len() <= 3 && rest.all(|group| group.len() == 3))
}

/// Figures with at most one point, no sign.
fn plain_decimal(figures: &str) -> Option<Decimal> {
    let (whole, part) = figures.split_once('.').unwrap_or((figures, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(whole) && digits(part) { figures.parse().ok() } else { None }
}

/// A day in one of the three ways of writing it.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%B %d, %Y", "%d %B %Y"]
        .into_iter()
        .find_map(|written| NaiveDate::parse_from_str(text, written).ok())
}
