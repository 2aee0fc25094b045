//! Calendar dates as banks write them. The day, month and year stand as the bank's local date:
//! a time or a zone behind them is dropped, never converted.

use chrono::NaiveDate;

mod order;

pub(crate) use order::orders_of;

/// The order in which day, month and year are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateOrder {
    /// 31/12/2026
    DayMonthYear,
    /// 12/31/2026
    MonthDayYear,
    /// 2026-12-31
    YearMonthDay,
}

impl DateOrder {
    /// Every order.
    pub const ALL: [DateOrder; 3] =
        [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];

    /// The order of a `strftime` pattern such as `%d/%m/%Y`; `ofx` stands for its own form.
    /// Nothing when the pattern does not name a day, a month and a year.
    pub fn from_pattern(pattern: &str) -> Option<DateOrder> {
        if pattern.eq_ignore_ascii_case("ofx") {
            return Some(DateOrder::YearMonthDay);
        }
        let letters: String = pattern
            .split('%')
            .skip(1)
            .filter_map(|part| part.trim_start_matches(['-', '_', '0', 'e']).chars().next())
            .filter_map(|letter| match letter {
                'd' | 'e' => Some('d'),
                'm' | 'b' | 'B' | 'h' => Some('m'),
                'y' | 'Y' => Some('y'),
                'F' => Some('f'),
                _ => None,
            })
            .collect();
        match letters.as_str() {
            "dmy" => Some(DateOrder::DayMonthYear),
            "mdy" => Some(DateOrder::MonthDayYear),
            "ymd" | "f" => Some(DateOrder::YearMonthDay),
            _ => None,
        }
    }

    /// The order in a few words: `day/month/year`.
    pub fn words(self) -> &'static str {
        match self {
            DateOrder::DayMonthYear => "day/month/year",
            DateOrder::MonthDayYear => "month/day/year",
            DateOrder::YearMonthDay => "year/month/day",
        }
    }
}

/// A date taken apart, before its order is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Parts {
    /// The numbers in written order; a named month is its number.
    pub(crate) numbers: [u32; 3],
    /// How many digits the third number has.
    pub(crate) last_digits: usize,
    /// What kind of date it is.
    pub(crate) shape: Shape,
}

/// How sure the written form is of its own order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Shape {
    /// A year of four digits comes first.
    YearFirst,
    /// The month is a word at this place (0 or 1).
    NamedMonth(usize),
    /// Three numbers with this separator: the order must be known.
    Numbers(char),
}

/// The first and last year a statement can bear; anything else is a slip or an anonymised file.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Takes a written date apart. Nothing when the text is not a date by its form; the numbers may
/// still be impossible.
pub(crate) fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    // Dates are short; this also bounds the work on a giant cell.
    if text.len() < 6 || text.len() > 48 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    compact(text).or_else(|| separated(text))
}

/// `20091224`, `20091224120000`, `20091224120000.000[-5:EST]`.
fn compact(text: &str) -> Option<Parts> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let tail = rest.is_empty() || rest.starts_with(['.', '[', ' ', 'T', 'Z']);
    if !(digits == 8 || digits == 12 || digits == 14) || !tail {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let numbers = [number(0..4)?, number(4..6)?, number(6..8)?];
    let plausible = (1900..2200).contains(&numbers[0]);
    plausible.then_some(Parts { numbers, last_digits: 2, shape: Shape::YearFirst })
}

/// `31/12/2026`, `2026-12-31T10:00:00`, `31 Dec 26`, `Dec 31, 2026`, `2019.04.19.`.
fn separated(text: &str) -> Option<Parts> {
    let mut rest = without_weekday(text);
    let mut numbers = [0; 3];
    let mut digits = [0; 3];
    let mut named = None;
    let mut separator = '\0';
    for place in 0..3 {
        let (word, after) = word(rest)?;
        if word.as_bytes()[0].is_ascii_digit() {
            numbers[place] = word.parse().ok().filter(|_| word.len() <= 4)?;
            digits[place] = word.len();
        } else if named.is_none() && place < 2 {
            numbers[place] = month(word)?;
            named = Some(place);
        } else {
            return None;
        }
        rest = after;
        if place < 2 {
            let found;
            (found, rest) = separation(rest)?;
            if place == 0 {
                separator = found;
            } else if named.is_none() && found != separator {
                return None;
            }
        }
    }
    let time = rest.is_empty()
        || rest == "."
        || (rest.starts_with([' ', 'T', ',', 't']) && rest[1..].trim().is_empty())
        || (rest.starts_with([' ', 'T', ',', 't', '-']) && rest.contains(':'));
    if !time {
        return None;
    }
    let shape = match named {
        Some(place) => Shape::NamedMonth(place),
        None if digits[0] >= 3 => Shape::YearFirst,
        None => Shape::Numbers(separator),
    };
    let short = |place: usize| digits[place] <= 2;
    let sound = match shape {
        Shape::YearFirst => digits[0] == 4 && short(1) && short(2),
        Shape::NamedMonth(1) => (short(0) && digits[2] != 3) || (digits[0] == 4 && short(2)),
        _ => short(0) && short(1) && digits[2] != 3,
    };
    sound.then_some(Parts { numbers, last_digits: digits[2], shape })
}

fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let named = text.get(..3).is_some_and(|start| {
        DAYS.iter().any(|day| start.eq_ignore_ascii_case(day))
            && (letters == 3 || text[..letters].to_ascii_lowercase().ends_with("day"))
    });
    if named { text[letters..].trim_start_matches([',', ' ', '.']) } else { text }
}

/// The digits or the letters at the start, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let same = |c: char| {
        if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() }
    };
    if !first.is_ascii_digit() && !first.is_alphabetic() {
        return None;
    }
    let end = text.find(|c| !same(c)).unwrap_or(text.len());
    Some(text.split_at(end))
}

/// One separator with spaces around it, or spaces alone, or nothing between digits and letters.
fn separation(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    let trimmed = text.trim_start();
    let mut found = ' ';
    let mut rest = trimmed;
    if let Some(c) = trimmed.chars().next().filter(|c| matches!(c, '/' | '-' | '.' | ',')) {
        found = c;
        rest = trimmed[1..].trim_start();
    } else if !first.is_whitespace() && !first.is_alphanumeric() {
        return None;
    }
    Some((found, rest))
}

/// The month a word names, in the languages of the banks' exports.
fn month(word: &str) -> Option<u32> {
    const STEMS: [(&str, u32); 44] = [
        ("jan", 1),
        ("ene", 1),
        ("gen", 1),
        ("janv", 1),
        ("feb", 2),
        ("fev", 2),
        ("f\u{e9}v", 2),
        ("fevr", 2),
        ("mar", 3),
        ("m\u{e4}r", 3),
        ("mrt", 3),
        ("mrz", 3),
        ("maa", 3),
        ("apr", 4),
        ("abr", 4),
        ("avr", 4),
        ("may", 5),
        ("mai", 5),
        ("mei", 5),
        ("mag", 5),
        ("maj", 5),
        ("jun", 6),
        ("juin", 6),
        ("giu", 6),
        ("jul", 7),
        ("juil", 7),
        ("lug", 7),
        ("aug", 8),
        ("ago", 8),
        ("ao\u{fb}", 8),
        ("aou", 8),
        ("sep", 9),
        ("set", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("d\u{e9}c", 12),
        ("dic", 12),
        ("des", 12),
        ("sept", 9),
    ];
    let lower = word.to_lowercase();
    if lower.chars().count() > 10 {
        return None;
    }
    if lower.starts_with("jui") {
        return Some(if lower.starts_with("juil") { 7 } else { 6 });
    }
    STEMS.iter().find(|(stem, _)| lower.starts_with(stem)).map(|(_, number)| *number)
}

impl Parts {
    /// The date under `order`. A form that shows its own order keeps it. Nothing when there is no
    /// such day or the year is beyond reason.
    pub(crate) fn date(self, order: DateOrder) -> Option<NaiveDate> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match (self.shape, order) {
            (Shape::NamedMonth(1), _) if first > 31 => (first, second, third),
            (Shape::YearFirst, _) => (first, second, third),
            (Shape::NamedMonth(0), _) => (third, first, second),
            (Shape::NamedMonth(_), _) => (third, second, first),
            (Shape::Numbers(_), DateOrder::DayMonthYear) => (third, second, first),
            (Shape::Numbers(_), DateOrder::MonthDayYear) => (third, first, second),
            (Shape::Numbers(_), DateOrder::YearMonthDay) if self.last_digits > 2 => return None,
            (Shape::Numbers(_), DateOrder::YearMonthDay) => (first, second, third),
        };
        // A year of four digits is what it says, be it 0000.
        let short = self.shape != Shape::YearFirst && self.last_digits <= 2;
        let year = match year {
            0..=69 if short => year + 2000,
            70..=99 if short => year + 1900,
            _ => year,
        };
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// The date of a text whose order is known. Nothing when it is no date.
pub(crate) fn read(text: &str, order: DateOrder) -> Option<NaiveDate> {
    if let Some(parts) = parts(text) {
        return parts.date(order);
    }
    // Eight digits that do not begin with a year can only be read where the order is known.
    let text = text.trim();
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |at: usize, end: usize| text[at..end].parse::<u32>().unwrap_or(0);
    let numbers = [number(0, 2), number(2, 4), number(4, 8)];
    Parts { numbers, last_digits: 4, shape: Shape::Numbers('\0') }.date(order)
}

/// The first eight digits as year, month and day, as OFX writes them. Nothing when there is no
/// such day.
pub(crate) fn eight_digits(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes().get(..8)?;
    let mut number = 0_u32;
    for byte in bytes {
        number = number * 10 + u32::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    let year = i32::try_from(number / 10_000).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)
}

#[cfg(test)]
mod tests;
