//! Amounts of money: whole minor units of one currency, exact, bounded, never a float.
//!
//! This is the only place that rounds (rule 1). Sums can fail, so they are methods that return
//! `Result` and not operators.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// A currency this program can bill in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Currency {
    /// Australian dollar.
    Aud,
    /// Canadian dollar.
    Cad,
    /// Swiss franc.
    Chf,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Japanese yen, which has no minor unit.
    Jpy,
    /// New Zealand dollar.
    Nzd,
    /// United States dollar.
    Usd,
}

impl Currency {
    /// Every currency, in the order of its code.
    pub const ALL: [Currency; 8] = [
        Currency::Aud,
        Currency::Cad,
        Currency::Chf,
        Currency::Eur,
        Currency::Gbp,
        Currency::Jpy,
        Currency::Nzd,
        Currency::Usd,
    ];

    /// The three letters of ISO 4217.
    pub fn code(self) -> &'static str {
        match self {
            Currency::Aud => "AUD",
            Currency::Cad => "CAD",
            Currency::Chf => "CHF",
            Currency::Eur => "EUR",
            Currency::Gbp => "GBP",
            Currency::Jpy => "JPY",
            Currency::Nzd => "NZD",
            Currency::Usd => "USD",
        }
    }

    /// How many digits stand after the decimal mark (ISO 4217, "minor unit").
    pub fn digits(self) -> u32 {
        if self == Currency::Jpy { 0 } else { 2 }
    }

    /// The currency with this code, in upper case as ISO 4217 writes it.
    pub fn from_code(code: &str) -> Option<Currency> {
        Currency::ALL.into_iter().find(|currency| currency.code() == code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money. The fields are private so that every value obeys [`Money::LIMIT_MINOR`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount could not be made or combined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Beyond [`Money::LIMIT_MINOR`] on either side of zero.
    #[error("the amount is too large")]
    OutOfRange,
    /// Two currencies met in one sum.
    #[error("{0} and {1} cannot be added; convert one of them first")]
    MixedCurrencies(Currency, Currency),
    /// Typed text that is not an amount; the text itself comes back.
    #[error("\"{0}\" is not an amount")]
    NotAnAmount(String),
    /// More decimals than the currency has, so the amount is not exact in minor units.
    #[error("\"{0}\" has more decimals than {1} has")]
    TooManyDecimals(String, Currency),
}

impl Money {
    /// 2^53 − 1, the last integer a JavaScript number holds exactly.
    pub const LIMIT_MINOR: i64 = (1 << 53) - 1;

    /// `minor` whole minor units (cents, pence). Fails beyond the limit.
    pub fn new(minor: i64, currency: Currency) -> Result<Money, MoneyError> {
        if minor.unsigned_abs() > Money::LIMIT_MINOR.unsigned_abs() {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Money { minor, currency })
    }

    /// Nothing, in `currency`.
    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// The whole minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Whether this is exactly zero.
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether this is more than zero.
    pub fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// The sum. Fails on two currencies or beyond the limit.
    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        // Two bounded values cannot overflow an i64; `new` checks the bound itself.
        Money::new(self.minor + other.minor, self.currency)
    }

    /// The difference. Fails as [`Money::plus`] does.
    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(other.negated())
    }

    /// The same amount in the other direction.
    pub fn negated(self) -> Money {
        Money { minor: -self.minor, currency: self.currency }
    }

    /// The smaller of two amounts of one currency.
    pub fn at_most(self, other: Money) -> Result<Money, MoneyError> {
        let rest = self.minus(other)?;
        Ok(if rest.minor > 0 { other } else { self })
    }

    /// The sum of `amounts`, zero for none. Fails as [`Money::plus`] does.
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Money>,
    ) -> Result<Money, MoneyError> {
        amounts.into_iter().try_fold(Money::zero(currency), Money::plus)
    }

    /// `self` times `rate`, rounded half away from zero. The only rounding in the program.
    pub fn at_rate(self, rate: Decimal) -> Result<Money, MoneyError> {
        let exact = Decimal::from(self.minor).checked_mul(rate).ok_or(MoneyError::OutOfRange)?;
        let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let minor = whole.try_into().map_err(|_| MoneyError::OutOfRange)?;
        Money::new(minor, self.currency)
    }

    /// `self` times `per_cent` hundredths, rounded as [`Money::at_rate`] does.
    pub fn per_cent(self, per_cent: Decimal) -> Result<Money, MoneyError> {
        let rate = per_cent.checked_div(Decimal::ONE_HUNDRED).ok_or(MoneyError::OutOfRange)?;
        self.at_rate(rate)
    }

    /// `self` times `of` by `whole`, rounded as [`Money::at_rate`] does; exact to the half, which a
    /// rate that does not end could not be. Fails where `whole` is zero.
    pub fn part(self, of: Decimal, whole: Decimal) -> Result<Money, MoneyError> {
        let times = Decimal::from(self.minor).checked_mul(of);
        let exact = times.and_then(|times| times.checked_div(whole));
        let exact = exact.ok_or(MoneyError::OutOfRange)?;
        Money { minor: 1, currency: self.currency }.at_rate(exact)
    }

    /// Parts in proportion to `weights` that always add up to `self`; the odd minor units go to
    /// the largest remainders, the earlier part first. No weights, or only zeros, put everything
    /// into the first part.
    pub fn split(self, weights: &[u64]) -> Vec<Money> {
        let Some(last) = weights.len().checked_sub(1) else {
            return Vec::new();
        };
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let mut minors = vec![0_i64; last + 1];
        if total == 0 {
            minors[0] = self.minor;
            return self.parts(minors);
        }
        let whole = i128::from(self.minor.unsigned_abs());
        let mut remainders = Vec::with_capacity(weights.len());
        let mut left = whole;
        for (index, weight) in weights.iter().enumerate() {
            let share = whole * i128::from(*weight);
            // A share of a bounded whole is bounded too.
            minors[index] = i64::try_from(share / total).unwrap_or(Money::LIMIT_MINOR);
            left -= share / total;
            remainders.push((share % total, index));
        }
        remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let odd = usize::try_from(left).unwrap_or(0);
        for (_, index) in remainders.into_iter().take(odd) {
            minors[index] += 1;
        }
        if self.minor < 0 {
            minors.iter_mut().for_each(|minor| *minor = -*minor);
        }
        self.parts(minors)
    }

    fn parts(self, minors: Vec<i64>) -> Vec<Money> {
        minors.into_iter().map(|minor| Money { minor, currency: self.currency }).collect()
    }

    /// Reads what a person or a file wrote: `1450`, `1,450.00`, `-30.5`, `−30.54`, `(85.00)`.
    /// The decimal mark is a point; commas, apostrophes and spaces may only group thousands.
    /// Refuses anything else, and more decimals than the currency has.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, MoneyError> {
        let refused = || MoneyError::NotAnAmount(text.trim().to_owned());
        let (sign, body) = sign_and_body(text.trim()).ok_or_else(refused)?;
        let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
        let whole = ungrouped(whole).ok_or_else(refused)?;
        let all_digits = |s: &str| s.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
            return Err(refused());
        }
        let kept = decimals.trim_end_matches('0');
        let digits = currency.digits() as usize;
        if kept.len() > digits {
            return Err(MoneyError::TooManyDecimals(text.trim().to_owned(), currency));
        }
        if whole.len() > 18 {
            return Err(MoneyError::OutOfRange);
        }
        let digits_of_minor = format!("{whole}{kept:0<digits$}");
        let minor: i64 = digits_of_minor.parse().map_err(|_| MoneyError::OutOfRange)?;
        Money::new(sign * minor, currency)
    }

    /// The plain decimal text for files and wires: `1450.00`, `-30.54`.
    pub fn plain(self) -> String {
        let digits = self.currency.digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let text = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, decimals) = text.split_at(text.len() - digits);
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    /// The text for people: thousands grouped by commas and a real minus, `−1,450.00`.
    pub fn shown(self) -> String {
        let plain = self.plain();
        let (sign, body) =
            plain.strip_prefix('-').map_or(("", plain.as_str()), |b| ("\u{2212}", b));
        let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{sign}{grouped}{point}{decimals}")
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

/// Splits a leading minus, plus or bookkeeper's brackets from the digits.
fn sign_and_body(text: &str) -> Option<(i64, &str)> {
    if let Some(inner) = text.strip_prefix('(') {
        return inner.strip_suffix(')').map(|body| (-1, body.trim()));
    }
    for minus in ['-', '\u{2212}'] {
        if let Some(body) = text.strip_prefix(minus) {
            return Some((-1, body.trim_start()));
        }
    }
    Some((1, text.strip_prefix('+').unwrap_or(text).trim_start()))
}

/// The digits of the whole part without their separators, if the groups are groups of three.
fn ungrouped(whole: &str) -> Option<String> {
    let separator = |c: char| matches!(c, ',' | '\'' | ' ' | '\u{a0}' | '\u{202f}');
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = groups.len() == 1
        || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|group| group.len() == 3));
    (well_formed && groups.iter().all(digits)).then(|| groups.concat())
}

#[cfg(test)]
mod tests;
