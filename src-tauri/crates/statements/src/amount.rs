//! Exact amounts as files write them: digits and a scale, never a float, in any currency.
//!
//! A file may be in a currency the books do not keep, so an amount here is a whole number and its
//! decimals; it becomes [`Money`] only where the currency is one the books know.

use std::fmt;

use domain::money::{Currency, Money};

/// An exact decimal number: `units` divided by ten to the power of `decimals`.
///
/// Kept in its shortest form (12.50 is 125 with one decimal), so equal amounts are equal values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Exact {
    units: i64,
    decimals: u8,
}

/// The sign between whole and broken units in a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// Why a cell is not an amount, checked in this order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing is written there.
    #[error("there is no amount")]
    Missing,
    /// Text that is no number, or whose digits are grouped in no known way.
    #[error("\"{0}\" is not an amount")]
    NotAnAmount(String),
    /// Beyond what the books can hold.
    #[error("\"{0}\" is too large an amount")]
    TooLarge(String),
    /// More decimals than the currency has, so minor units would not be exact.
    #[error("\"{0}\" has more decimals than the currency has")]
    TooManyDecimals(String),
}

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact { units: 0, decimals: 0 };

    /// `units` of the size that `decimals` digits after the mark give; 150, 2 is 1.50.
    pub fn new(units: i64, decimals: u8) -> Exact {
        let (mut units, mut decimals) = (units, decimals);
        while decimals > 0 && units % 10 == 0 {
            units /= 10;
            decimals -= 1;
        }
        Exact { units, decimals }
    }

    /// How many digits after the mark are needed to write this exactly.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// Whether this is exactly nothing.
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Whether money leaves the account.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// The same amount in the other direction.
    pub fn negated(self) -> Exact {
        Exact { units: -self.units, decimals: self.decimals }
    }

    /// The amount without its direction.
    pub fn unsigned(self) -> Exact {
        Exact { units: self.units.abs(), decimals: self.decimals }
    }

    /// Whole units of `digits` decimals; nothing when that would not be exact or would not fit.
    pub fn minor(self, digits: u8) -> Option<i64> {
        let missing = digits.checked_sub(self.decimals)?;
        self.units.checked_mul(10_i64.checked_pow(u32::from(missing))?)
    }

    /// The amount as money of the books; nothing when it is not exact or beyond the limit.
    pub fn money(self, currency: Currency) -> Option<Money> {
        let digits = u8::try_from(currency.digits()).ok()?;
        Money::new(self.minor(digits)?, currency).ok()
    }

    /// The sum; nothing when it would not fit.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        let digits = self.decimals.max(other.decimals);
        let sum = self.minor(digits)?.checked_add(other.minor(digits)?)?;
        Some(Exact::new(sum, digits))
    }

    /// The difference; nothing when it would not fit.
    pub fn minus(self, other: Exact) -> Option<Exact> {
        self.plus(other.negated())
    }

    /// The sum of many; nothing when it would not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Exact>) -> Option<Exact> {
        amounts.into_iter().try_fold(Exact::ZERO, Exact::plus)
    }

    /// Plain decimal text with at least `digits` decimals: `-1450.00`.
    pub fn plain(self, digits: u8) -> String {
        let digits = usize::from(digits.max(self.decimals));
        let missing = digits - usize::from(self.decimals);
        let all = format!("{}{}", self.units.unsigned_abs(), "0".repeat(missing));
        let all = format!("{all:0>width$}", width = digits + 1);
        let (whole, broken) = all.split_at(all.len() - digits);
        let sign = if self.units < 0 { "-" } else { "" };
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{broken}") }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain(if self.decimals == 0 { 0 } else { 2 }))
    }
}

/// How many decimals a currency has (ISO 4217, "minor unit"); two for codes not listed and for
/// none at all.
pub fn digits_of(code: Option<&str>) -> u8 {
    match code.unwrap_or_default() {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// What one written amount says about itself before its decimal mark is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Written<'t> {
    /// Digits and marks only.
    pub(crate) body: &'t str,
    /// A minus, brackets or DR.
    pub(crate) negative: bool,
    /// Any sign at all, a plus or CR included.
    pub(crate) signed: bool,
}

/// What the marks of one amount prove.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Evidence {
    /// No mark, or marks that leave no doubt either way.
    None,
    /// Only this decimal mark makes sense.
    Only(Mark),
    /// One mark and three digits behind it: thousands or thousandths.
    Doubt,
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2013}' | '\u{2012}')
}

/// Splits sign, brackets, currency and a trailing CR or DR from the digits. Nothing when there is
/// anything else, or no digit.
pub(crate) fn written(text: &str) -> Option<Written<'_>> {
    let mut body = text.trim_matches(is_space);
    let (mut negative, mut signed, mut currency) = (false, false, false);
    // Each pass takes one decoration off; a sign or a currency may come once.
    loop {
        let before = body.len();
        if let Some(inner) = body.strip_prefix('(').and_then(|b| b.strip_suffix(')')) {
            if signed {
                return None;
            }
            (body, negative, signed) = (inner, true, true);
        }
        let sign = |c: char| is_minus(c) || c == '+';
        if !signed && let Some(c) = body.chars().next().filter(|c| sign(*c)) {
            (body, negative, signed) = (&body[c.len_utf8()..], is_minus(c), true);
        } else if !signed && let Some(c) = body.chars().last().filter(|c| sign(*c)) {
            (body, negative, signed) = (&body[..body.len() - c.len_utf8()], is_minus(c), true);
        }
        if !signed && let Some((rest, debit)) = direction_suffix(body) {
            (body, negative, signed) = (rest, debit, true);
        }
        if !currency && let Some(rest) = without_currency(body) {
            (body, currency) = (rest, true);
        }
        body = body.trim_matches(is_space);
        if body.len() == before {
            break;
        }
    }
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{2019}');
    let digits = body.bytes().any(|byte| byte.is_ascii_digit());
    let plain = body.chars().all(|c| part(c) || is_space(c));
    (digits && plain && body.len() <= 40).then_some(Written { body, negative, signed })
}

/// `12.00 CR`, `12.00DR`: the digits, and whether it is a debit.
fn direction_suffix(body: &str) -> Option<(&str, bool)> {
    let at = body.len().checked_sub(2)?;
    let suffix = body.get(at..)?;
    let debit = suffix.eq_ignore_ascii_case("dr");
    (debit || suffix.eq_ignore_ascii_case("cr")).then(|| (&body[..at], debit))
}

/// The text without a currency sign or a three-letter code at either end.
fn without_currency(body: &str) -> Option<&str> {
    const SIGNS: [&str; 14] = [
        "US$", "AU$", "NZ$", "CA$", "A$", "C$", "R$", "$", "\u{a3}", "\u{20ac}", "\u{a5}",
        "\u{20b9}", "Fr.", "kr",
    ];
    for sign in SIGNS {
        if let Some(rest) = body.strip_prefix(sign).or_else(|| body.strip_suffix(sign)) {
            return Some(rest);
        }
    }
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((code, rest)) = body.split_at_checked(3)
        && letters(code)
        && !rest.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return Some(rest);
    }
    let (rest, code) = body.split_at_checked(body.len().checked_sub(3)?)?;
    (letters(code) && !rest.ends_with(|c: char| c.is_ascii_alphabetic())).then_some(rest)
}

impl<'t> Written<'t> {
    /// What the marks of this amount prove about the file's decimal mark.
    pub(crate) fn evidence(self) -> Evidence {
        let point = self.body.matches('.').count();
        let comma = self.body.matches(',').count();
        let last = |mark: char| self.body.rfind(mark).unwrap_or(0);
        match (point, comma) {
            (0, 0) => Evidence::None,
            (_, 1) if point > 0 && last(',') > last('.') => Evidence::Only(Mark::Comma),
            (1, _) if comma > 0 && last('.') > last(',') => Evidence::Only(Mark::Point),
            (2.., 0) => Evidence::Only(Mark::Comma),
            (0, 2..) => Evidence::Only(Mark::Point),
            (1, 0) => self.lone_mark('.', Mark::Point),
            (0, 1) => self.lone_mark(',', Mark::Comma),
            _ => Evidence::None,
        }
    }

    fn lone_mark(self, mark: char, meaning: Mark) -> Evidence {
        let (whole, broken) = self.body.split_once(mark).unwrap_or((self.body, ""));
        let grouped = broken.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
        if grouped && !whole.starts_with("00") { Evidence::Doubt } else { Evidence::Only(meaning) }
    }

    /// The exact amount under `mark`. Fails as [`AmountError`] tells.
    pub(crate) fn exact(self, mark: Mark) -> Result<Exact, AmountError> {
        let refused = || AmountError::NotAnAmount(self.body.to_owned());
        let decimal = if mark == Mark::Point { '.' } else { ',' };
        let (whole, broken) = self.body.rsplit_once(decimal).unwrap_or((self.body, ""));
        if !broken.bytes().all(|byte| byte.is_ascii_digit()) || !well_grouped(whole, decimal) {
            return Err(refused());
        }
        let broken = broken.trim_end_matches('0');
        let mut units = 0_i64;
        for byte in whole.bytes().chain(broken.bytes()).filter(u8::is_ascii_digit) {
            units = units
                .checked_mul(10)
                .and_then(|units| units.checked_add(i64::from(byte - b'0')))
                .filter(|units| *units <= Money::LIMIT_MINOR)
                .ok_or_else(|| AmountError::TooLarge(self.body.to_owned()))?;
        }
        let decimals = u8::try_from(broken.len()).map_err(|_| refused())?;
        Ok(Exact::new(if self.negative { -units } else { units }, decimals))
    }
}

/// Whether the whole part is digits, or groups of three (the last) and of two or three (the
/// others, as India writes), with one kind of separator.
fn well_grouped(whole: &str, decimal: char) -> bool {
    if whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return false;
    };
    if separator == decimal {
        return false;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let last = groups.len() - 1;
    digits
        && (1..=3).contains(&groups[0].len())
        && groups[last].len() == 3
        && groups[1..last].iter().all(|group| matches!(group.len(), 2 | 3))
}

/// The decimal mark that a set of written amounts proves: `Ok(None)` when none uses a mark,
/// `Err` with the doubtful texts when they prove nothing or contradict each other.
pub(crate) fn mark_of<'t>(
    amounts: impl IntoIterator<Item = Written<'t>>,
) -> Result<Option<Mark>, Vec<String>> {
    let (mut point, mut comma) = (None, None);
    let mut doubts = Vec::new();
    for amount in amounts {
        match amount.evidence() {
            Evidence::None => {}
            Evidence::Only(Mark::Point) => point = point.or(Some(amount.body)),
            Evidence::Only(Mark::Comma) => comma = comma.or(Some(amount.body)),
            Evidence::Doubt if doubts.len() < 5 => doubts.push(amount.body.to_owned()),
            Evidence::Doubt => {}
        }
    }
    match (point, comma) {
        (Some(point), Some(comma)) => Err(vec![point.to_owned(), comma.to_owned()]),
        (Some(_), None) => Ok(Some(Mark::Point)),
        (None, Some(_)) => Ok(Some(Mark::Comma)),
        (None, None) if doubts.is_empty() => Ok(None),
        (None, None) => Err(doubts),
    }
}

/// Refuses an amount with more decimals than the currency has.
pub(crate) fn fits(amount: Exact, digits: u8, text: &str) -> Result<Exact, AmountError> {
    if amount.decimals() > digits {
        return Err(AmountError::TooManyDecimals(text.trim().to_owned()));
    }
    amount
        .minor(digits)
        .filter(|minor| minor.abs() <= Money::LIMIT_MINOR)
        .map_or_else(|| Err(AmountError::TooLarge(text.trim().to_owned())), |_| Ok(amount))
}

#[cfg(test)]
mod tests;
