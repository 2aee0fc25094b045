//! SWIFT MT940 and MT942: messages of tagged fields. Each `:61:` of the raw file ends accepted,
//! rejected or skipped, and the balances of each message are the proof.
//!
//! Source: SWIFT Standards MT Category 9, fields 25, 60a, 61, 62a and 86; the habits of single
//! banks are told where they are handled.

use crate::amount::{self, Exact, digits_of};
use crate::parts::{self, Part};
use crate::places::Places;
use crate::reading::{Balance, Format, Line, Reading};
use crate::text::Decoded;

mod details;
mod line;

use details::Details;

/// One tagged field: its tag, its text with line breaks, and where it begins.
#[derive(Clone, Copy)]
struct Field<'t> {
    tag: &'t str,
    body: &'t str,
    at: usize,
}

/// Reads the text of an MT940 or MT942 file. `hint` is the currency for files that name none.
pub(crate) fn read(decoded: &Decoded<'_>, hint: Option<&str>) -> Reading {
    let text = decoded.text.as_ref();
    let mut reading = Reading::new(Format::Mt940, decoded.encoding);
    reading.records = markers(text);
    let fields = fields(text);
    let mut places = Places::new(decoded);
    let mut parts = Vec::new();
    for message in messages(&fields) {
        parts.push(part(message, hint, &mut places, &mut reading));
    }
    parts::together(parts, &mut reading);
    if reading.records == 0 && !fields.iter().any(|field| is_balance(field.tag)) {
        reading.refusal = Some("the file has no statement line and no balance".to_owned());
    }
    reading.concluded()
}

/// How many `:61:` begin a line, counted without reading the fields.
fn markers(text: &str) -> usize {
    let begins = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t', '\u{1}', '\u{feff}', '\0']);
        before.is_empty() || before.ends_with(['\n', '\r'])
    };
    text.match_indices(":61:").filter(|(at, _)| begins(*at)).count()
}

/// The fields of the file; what stands before the first and between messages is no field.
fn fields(text: &str) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for row in text.split_inclusive(['\n', '\r']) {
        let begun = at;
        at += row.len();
        let start = row.trim_start_matches([' ', '\t', '\u{1}', '\u{feff}', '\0']);
        let shift = row.len() - start.len();
        if let Some(tag) = tag_of(start) {
            let from = begun + shift + tag.len() + 2;
            fields.push(Field { tag, body: &text[from..at], at: begun + shift });
            open = true;
        } else if ends_message(start) {
            open = false;
        } else if open && let Some(last) = fields.last_mut() {
            let from = last.at + last.tag.len() + 2;
            last.body = &text[from..at];
        }
    }
    fields
}

/// `61` of a line that begins with `:61:`. Tags have two digits and perhaps a letter; some German
/// banks add `NS`.
fn tag_of(row: &str) -> Option<&str> {
    let (tag, _) = row.strip_prefix(':')?.split_once(':')?;
    let bytes = tag.as_bytes();
    let number = bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_digit);
    let known = match bytes.len() {
        2 => number || tag == "NS",
        3 => number && bytes[2].is_ascii_uppercase(),
        _ => false,
    };
    known.then_some(tag)
}

/// A dash alone, or the blocks around a message.
fn ends_message(row: &str) -> bool {
    let row = row.trim_end();
    row == "-" || row.starts_with("-}") || row.starts_with("{1:") || row == "-\u{3}"
}

fn is_balance(tag: &str) -> bool {
    matches!(tag, "60F" | "60M" | "62F" | "62M" | "60" | "62")
}

/// The fields of each message. A message begins with `:20:`, or where a statement is opened or an
/// account named a second time.
fn messages<'f, 't>(fields: &'f [Field<'t>]) -> Vec<&'f [Field<'t>]> {
    let mut starts = Vec::new();
    let (mut named, mut opened) = (false, false);
    for (index, field) in fields.iter().enumerate() {
        let again = (field.tag == "25" && named) || (field.tag.starts_with("60") && opened);
        if index == 0 || field.tag == "20" || again {
            starts.push(index);
            (named, opened) = (false, false);
        }
        named |= field.tag == "25";
        opened |= field.tag.starts_with("60");
    }
    let ends = starts.iter().skip(1).copied().chain([fields.len()]);
    starts.iter().zip(ends).map(|(start, end)| &fields[*start..end]).collect()
}

fn part(
    fields: &[Field<'_>],
    hint: Option<&str>,
    places: &mut Places<'_>,
    reading: &mut Reading,
) -> Part {
    let field = |tag: &str| fields.iter().find(|field| field.tag == tag);
    let mut part = Part {
        line: fields.first().map_or(1, |field| places.line_of(field.at)),
        ..Part::default()
    };
    let limits = fields.iter().filter(|field| field.tag == "34F");
    let named = fields.iter().filter(|field| is_balance(field.tag)).find_map(currency_of);
    let named = named.or_else(|| limits.filter_map(|field| field.body.get(..3)).find_map(code));
    part.currency = named.or_else(|| hint.map(str::to_owned));
    part.id = field("25").and_then(|field| account(field.body, part.currency.as_deref()));
    let digits = digits_of(part.currency.as_deref());
    for (index, field) in fields.iter().enumerate() {
        match field.tag {
            "60F" | "60M" | "60" if part.opening.is_none() => {
                part.opening = balance(field, "opening", reading);
            }
            "62F" | "62M" | "62" => part.closing = balance(field, "closing", reading),
            "61" => {
                places.record += 1;
                let details = Details::of(&fields[index + 1..]);
                take(field, details, digits, &mut part, places, reading);
            }
            _ => {}
        }
    }
    part
}

/// Reads one `:61:` into the part, or says why not.
fn take(
    field: &Field<'_>,
    details: Details,
    digits: u8,
    part: &mut Part,
    places: &mut Places<'_>,
    reading: &mut Reading,
) {
    let read = match line::read(field.body) {
        Ok(read) if read.expected => {
            let reason = "expected; the bank has not booked it yet";
            reading.skipped.push(places.refused(field.at, reason));
            return;
        }
        Ok(read) => read,
        Err(reason) => {
            reading.rejected.push(places.refused(field.at, reason));
            return;
        }
    };
    if let Err(error) = amount::fits(read.amount, digits, read.written) {
        reading.rejected.push(places.refused(field.at, error.to_string()));
        return;
    }
    if let Some(words) = read.clamped {
        reading.notes.push(words);
    }
    let payee = details.payee.or(read.payee);
    let words = [read.supplement, details.words];
    let words: Vec<&str> =
        words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    part.lines.push(Line {
        posted_on: read.posted_on,
        amount: read.amount,
        description: described(&words.join(" "), payee.as_deref()),
        payee,
        reference: read.reference,
        source_id: read.bank_reference,
        currency: None,
        balance: None,
        record: places.record,
        line: places.line_of(field.at),
    });
}

fn described(words: &str, payee: Option<&str>) -> String {
    match payee {
        Some(payee) if words.is_empty() => payee.to_owned(),
        Some(payee) if !words.contains(payee) => format!("{payee} {words}"),
        _ => words.to_owned(),
    }
}

/// The account number without a currency behind it, as the Rabobank and Hungarian banks add.
fn account(body: &str, currency: Option<&str>) -> Option<String> {
    let number = body.lines().next()?.trim();
    let bare = currency.and_then(|code| number.strip_suffix(code)).unwrap_or(number);
    let bare = bare.trim_end_matches([' ', '/']);
    let kept = if bare.len() >= 4 { bare } else { number };
    Some(kept.to_owned()).filter(|number| !number.is_empty())
}

fn code(text: &str) -> Option<String> {
    let letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    letters.then(|| text.to_owned())
}

fn currency_of(field: &Field<'_>) -> Option<String> {
    code(field.body.get(7..10)?)
}

/// `C031002PLN40000,00`: direction, day, currency (which a few banks leave out) and amount.
fn balance(field: &Field<'_>, which: &str, reading: &mut Reading) -> Option<Balance> {
    let read = || {
        let body = field.body.lines().next()?.trim();
        let negative = match body.as_bytes().first()? {
            b'C' => false,
            b'D' => true,
            _ => return None,
        };
        let on = line::day(body.get(1..7)?);
        let rest = body.get(7..)?;
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let amount = line::amount(rest)?;
        let amount = if negative { amount.negated() } else { amount };
        Some(Balance { amount: Exact::plus(amount, Exact::ZERO)?, on: on.map(|(day, _)| day) })
    };
    let read = read();
    if read.is_none() {
        reading.warnings.push(format!("the {which} balance of a message cannot be read"));
    }
    read
}

#[cfg(test)]
mod tests;
