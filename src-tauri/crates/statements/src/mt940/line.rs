//! The statement line of MT940: `:61:YYMMDD[MMDD][R|E](C|D)[letter]amount(N|F|S)type reference`.

use chrono::{Datelike, NaiveDate};

use crate::amount::Exact;

/// One `:61:` taken apart.
pub(super) struct Read<'t> {
    /// The booking date, or the value date where no other is written.
    pub(super) posted_on: NaiveDate,
    /// Positive when money came in, reversals turned round.
    pub(super) amount: Exact,
    /// The amount as written.
    pub(super) written: &'t str,
    /// Whether the movement is only expected (MT942: EC and ED).
    pub(super) expected: bool,
    /// The customer's reference.
    pub(super) reference: Option<String>,
    /// The bank's own reference, where it looks like one.
    pub(super) bank_reference: Option<String>,
    /// The other party, which the old Rabobank layout writes behind its account number.
    pub(super) payee: Option<String>,
    /// The supplementary line.
    pub(super) supplement: String,
    /// What was done with a day that no month has.
    pub(super) clamped: Option<String>,
}

/// Reads the text of a `:61:`. Fails with one sentence for a person.
pub(super) fn read(body: &str) -> Result<Read<'_>, String> {
    let mut rows = body.lines();
    let first = rows.next().unwrap_or_default().trim_end();
    let supplement: Vec<&str> = rows.map(str::trim).filter(|row| !row.is_empty()).collect();
    let wrong = || format!("\"{}\" is not a statement line", shortened(first));
    let (value, rest) = first.split_at_checked(6).ok_or_else(wrong)?;
    let (value_on, clamped) =
        day(value).ok_or_else(|| format!("\"{}\" is not a date", shortened(value)))?;
    let (entry, rest) = entry_of(rest);
    let (direction, rest) = direction(rest).ok_or_else(|| {
        format!("\"{}\" does not say whether money came in or went out", shortened(first))
    })?;
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (written, rest) = rest.split_at(end);
    let amount = amount(written)
        .ok_or_else(|| format!("\"{}\" is not an amount", shortened(written.trim())))?;
    let rest = rest.get(kind_length(rest)..).unwrap_or_default();
    let (customer, bank) = rest.split_once("//").unwrap_or((rest, ""));
    let (customer, payee) = columns(customer);
    let bank = bank.trim();
    Ok(Read {
        posted_on: entry.and_then(|entry| near(entry, value_on)).unwrap_or(value_on),
        amount: if direction.out { amount.negated() } else { amount },
        written,
        expected: direction.expected,
        reference: useful(customer).map(str::to_owned),
        bank_reference: useful(bank).filter(|id| looks_unique(id)).map(str::to_owned),
        payee: payee.map(str::to_owned),
        supplement: supplement.join(" "),
        clamped: clamped.filter(|_| entry.and_then(|entry| near(entry, value_on)).is_none()),
    })
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}

/// The booking day as month and day, if it is written; some banks write spaces in its place.
fn entry_of(rest: &str) -> (Option<(u32, u32)>, &str) {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if digits == 4 {
        let number: u32 = rest[..4].parse().unwrap_or(0);
        return (Some((number / 100, number % 100)), &rest[4..]);
    }
    (None, rest.trim_start_matches(' '))
}

/// The booking date in the year that brings it nearest to the value date.
fn near((month, day): (u32, u32), value_on: NaiveDate) -> Option<NaiveDate> {
    let year = value_on.year();
    let dates = [year - 1, year, year + 1].map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let dates = dates.into_iter().flatten();
    dates.min_by_key(|date| (*date - value_on).num_days().abs())
}

struct Direction {
    out: bool,
    expected: bool,
}

/// `C`, `D`, `RC`, `RD`, `EC` or `ED`, and the letter of the currency that may follow. A reversed
/// credit takes money out.
fn direction(rest: &str) -> Option<(Direction, &str)> {
    let bytes = rest.as_bytes();
    let upper = |at: usize| bytes.get(at).map_or(0, u8::to_ascii_uppercase);
    let (debit, reversed, expected, length) = match (upper(0), upper(1)) {
        (b'R', mark @ (b'C' | b'D')) => (mark == b'D', true, false, 2),
        (b'E', mark @ (b'C' | b'D')) => (mark == b'D', false, true, 2),
        (mark @ (b'C' | b'D'), _) => (mark == b'D', false, false, 1),
        _ => return None,
    };
    let length = length + usize::from(upper(length).is_ascii_uppercase());
    Some((Direction { out: debit != reversed, expected }, &rest[length..]))
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')
}

/// An amount as MT940 writes it: a comma, perhaps with nothing behind it. A lone point is taken
/// for the comma, as the old Rabobank layout has it; with both, the last one breaks the units.
pub(super) fn amount(written: &str) -> Option<Exact> {
    let written = written.trim();
    let last = written.rfind([',', '.']);
    let (whole, broken) = last.map_or((written, ""), |at| (&written[..at], &written[at + 1..]));
    let lone = written.matches([',', '.']).count() <= 1;
    let same = last.is_some_and(|at| whole.contains(&written[at..=at]));
    let grouped = !lone && !same && whole.split([',', '.']).skip(1).all(|group| group.len() == 3);
    let sound = |c: char| c.is_ascii_digit() || (grouped && matches!(c, ',' | '.'));
    let digits = || whole.chars().chain(broken.chars()).filter(char::is_ascii_digit);
    if !whole.chars().all(sound) || !broken.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if digits().next().is_none() || broken.len() > 6 {
        return None;
    }
    let mut units = 0_i64;
    for digit in digits() {
        units = units.checked_mul(10)?.checked_add(i64::from(digit.to_digit(10)?))?;
    }
    Some(Exact::new(units, u8::try_from(broken.len()).ok()?))
}

/// `N`, `F` or `S` and three characters; a shorter one is all there is.
fn kind_length(rest: &str) -> usize {
    let known = matches!(rest.as_bytes().first(), Some(b'N' | b'F' | b'S'));
    match rest.char_indices().nth(4) {
        Some((end, _)) if known => end,
        None if known => rest.len(),
        _ => 0,
    }
}

/// The customer's reference, and the party behind it where the layout has columns: sixteen
/// characters for the reference, then the name.
fn columns(customer: &str) -> (&str, Option<&str>) {
    let edge = customer.char_indices().nth(16).map(|(at, _)| at);
    match edge {
        Some(edge) if customer.contains("  ") || customer[..edge].ends_with(' ') => {
            let payee = customer[edge..].trim();
            (customer[..edge].trim(), Some(payee).filter(|payee| !payee.is_empty()))
        }
        _ => (customer.trim(), None),
    }
}

fn useful(reference: &str) -> Option<&str> {
    let empty = reference.is_empty()
        || reference.eq_ignore_ascii_case("NONREF")
        || reference.bytes().all(|byte| matches!(byte, b'0' | b' '));
    (!empty).then_some(reference)
}

/// Banks also write words, or one number for all lines, where their reference belongs.
fn looks_unique(id: &str) -> bool {
    id.len() >= 8 && id.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// Six digits as year, month and day. Accounts that count thirty days to a month have days that
/// no calendar has; such a day is the last of its month, and the words say so.
pub(super) fn day(text: &str) -> Option<(NaiveDate, Option<String>)> {
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let year = i32::try_from(if year < 70 { 2000 + year } else { 1900 + year }).ok()?;
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return Some((date, None));
    }
    let last = (28..=30).rev().find_map(|last| NaiveDate::from_ymd_opt(year, month, last))?;
    let words = format!("{day}/{month}/{year} is no day; it was read as {last}");
    (29..=31).contains(&day).then_some((last, Some(words)))
}
