//! OFX of every age: SGML (1.x, and OFC before it), XML (2.x) and Web Connect (QFX, QBO), in one
//! forgiving reader. Each `<STMTTRN>` of the raw file ends accepted, rejected or skipped.

use chrono::NaiveDate;

use crate::amount::{self, AmountError, Exact, Mark, digits_of};
use crate::dates;
use crate::mapping::Mapping;
use crate::places::Places;
use crate::question::Question;
use crate::reading::{Account, Balance, Format, Line, Reading};
use crate::text::Decoded;

mod markup;
mod raw;
mod scan;

use markup::words;
use raw::{RawRecord, RawStatement, Rule, Scan};

/// How much of a file's start may hold the header, in bytes.
const HEADER_BYTES: usize = 4096;

/// The encoding the header names, in OFX's or XML's way. Nothing where it names none.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEADER_BYTES)]);
    let after = |key: &str| {
        let rest = &head[head.find(key)? + key.len()..];
        let value = rest.trim_start_matches([' ', '"', '\'', ':', '=']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '?'));
        Some(value[..end.unwrap_or(value.len())].to_owned()).filter(|name| !name.is_empty())
    };
    let usual = |name: &String| !name.eq_ignore_ascii_case("NONE");
    after("CHARSET").filter(usual).or_else(|| after("ENCODING")).or_else(|| after("encoding"))
}

/// Reads the text of an OFX file. Only `decimal_mark` of the mapping matters here.
pub(crate) fn read(
    decoded: &Decoded<'_>,
    mapping: Option<&Mapping>,
    hint: Option<&str>,
) -> Reading {
    let text = decoded.text.as_ref();
    let scan = scan::scan(text);
    let mut reading = Reading::new(format_of(text), decoded.encoding);
    reading.records = raw::markers(text).count();
    let known = mapping.and_then(|mapping| mapping.decimal_mark);
    let mark = match known.map_or_else(|| mark_of(&scan.statements), Ok) {
        Ok(mark) => mark,
        Err(examples) => {
            reading.questions.push(Question::DecimalMark { examples });
            return reading.concluded();
        }
    };
    let mut places = Places::new(decoded);
    for raw in &scan.statements {
        let account = account(raw, mark, hint, &mut places, &mut reading);
        reading.accounts.push(account);
    }
    let mut places = Places::new(decoded);
    for (at, rule) in &scan.skipped {
        let refused = places.refused(*at, reason(*rule));
        reading.skipped.push(refused);
    }
    remark(&scan, &mut reading);
    reading.concluded()
}

fn format_of(text: &str) -> Format {
    let head = text.get(..text.floor_char_boundary(HEADER_BYTES * 2)).unwrap_or(text);
    if head.contains("<INTU.") {
        Format::WebConnect
    } else if head.contains("<?OFX") || head.contains("<?xml") {
        Format::OfxXml
    } else {
        Format::OfxSgml
    }
}

fn reason(rule: Rule) -> &'static str {
    match rule {
        Rule::Investment => "a trade in securities, not a line of the cash account",
        Rule::Pending => "pending; the bank has not booked it yet",
        Rule::Comment => "inside a comment",
    }
}

fn remark(scan: &Scan<'_>, reading: &mut Reading) {
    if let Some(error) = &scan.bank_error {
        reading.warnings.push(format!("the bank answered with {error}"));
    }
    if scan.cut {
        reading.warnings.push("the file ends before its closing tag; it may be cut off".to_owned());
    }
}

/// The decimal mark of all amounts: a point, unless commas prove otherwise or leave it open.
fn mark_of(statements: &[RawStatement<'_>]) -> Result<Mark, Vec<String>> {
    let amounts = || {
        let records = statements.iter().flat_map(|statement| &statement.records);
        records.filter_map(|record| record.amount)
    };
    if !amounts().any(|amount| amount.contains(',')) {
        return Ok(Mark::Point);
    }
    let mark = amount::mark_of(amounts().filter_map(amount::written))?;
    Ok(mark.unwrap_or(Mark::Point))
}

fn account(
    raw: &RawStatement<'_>,
    mark: Mark,
    hint: Option<&str>,
    places: &mut Places<'_>,
    reading: &mut Reading,
) -> Account {
    let currency = raw.currency.and_then(code);
    if raw.currency.is_some() && currency.is_none() {
        reading.warnings.push("the statement does not name its currency".to_owned());
    }
    let currency =
        currency.or_else(|| one_currency(&raw.records)).or_else(|| hint.map(str::to_owned));
    let filled = |raw: Option<&str>| raw.map(words).filter(|words| !words.is_empty());
    let name: Vec<String> = [raw.bank, raw.kind].into_iter().filter_map(filled).collect();
    let mut account = Account {
        id: filled(raw.account),
        name: Some(name.join(" ")).filter(|name| !name.is_empty()),
        closing: closing(raw, mark, reading),
        currency,
        lines: Vec::with_capacity(raw.records.len()),
        proof: None,
    };
    for record in &raw.records {
        places.record += 1;
        match line(record, mark, account.currency.as_deref(), places) {
            Ok(line) => account.lines.push(line),
            Err(reason) => {
                let refused = places.refused(record.at, &reason);
                reading.rejected.push(refused);
            }
        }
    }
    let foreign = account.lines.iter().filter(|line| line.currency.is_some()).count();
    if foreign > 0 {
        let lines = if foreign == 1 { "line is" } else { "lines are" };
        reading.notes.push(format!("{foreign} {lines} in another currency than the account"));
    }
    let corrections = raw.records.iter().filter(|record| record.corrects.is_some()).count();
    if corrections > 0 {
        reading
            .notes
            .push(format!("lines that correct an earlier one, says the bank: {corrections}"));
    }
    account
}

/// The currency that every record names for itself, where they all name the same.
fn one_currency(records: &[RawRecord<'_>]) -> Option<String> {
    let first = code(records.first()?.currency?)?;
    let same = |record: &RawRecord<'_>| record.currency.and_then(code).as_ref() == Some(&first);
    records.iter().all(same).then_some(first)
}

fn code(written: &str) -> Option<String> {
    let code = written.trim();
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| code.to_ascii_uppercase())
}

fn closing(raw: &RawStatement<'_>, mark: Mark, reading: &mut Reading) -> Option<Balance> {
    let written = raw.balance?;
    let Ok(amount) = balance(written, mark) else {
        reading.warnings.push("the closing balance cannot be read".to_owned());
        return None;
    };
    Some(Balance { amount, on: raw.balance_on.and_then(dates::eight_digits) })
}

/// A balance may use another mark than the lines do; it is read by its own evidence first.
fn balance(written: &str, mark: Mark) -> Result<Exact, AmountError> {
    let parts = amount::written(written).ok_or(AmountError::Missing)?;
    match parts.evidence() {
        amount::Evidence::Only(own) => parts.exact(own),
        amount::Evidence::None | amount::Evidence::Doubt => parts.exact(mark),
    }
}

fn line(
    raw: &RawRecord<'_>,
    mark: Mark,
    account_currency: Option<&str>,
    places: &mut Places<'_>,
) -> Result<Line, String> {
    if raw.cut {
        return Err("the file ends inside this transaction".to_owned());
    }
    if raw.doubled {
        return Err("two transactions have run together here".to_owned());
    }
    let currency = raw.currency.and_then(code).filter(|own| Some(own.as_str()) != account_currency);
    let digits = digits_of(currency.as_deref().or(account_currency));
    let posted_on = posted(raw.posted)?;
    let amount = exact(raw.amount, mark, digits).map_err(|error| error.to_string())?;
    let payee = raw.name.map(words).filter(|name| !name.is_empty());
    let memo = raw.memo.map(words).filter(|memo| !memo.is_empty());
    Ok(Line {
        posted_on,
        amount,
        description: description(payee.as_deref(), memo),
        payee,
        reference: reference(raw),
        source_id: raw.id.map(words),
        // A currency on a line of an account without one is the account's, not a foreign one.
        currency: currency.filter(|_| account_currency.is_some()),
        balance: raw.balance.and_then(|written| balance(written, mark).ok()),
        record: places.record,
        line: places.line_of(raw.at),
    })
}

fn posted(written: Option<&str>) -> Result<NaiveDate, String> {
    let written = written.filter(|date| !date.is_empty()).ok_or("there is no date")?;
    let year_first = || {
        let parts = dates::parts(written).filter(|parts| parts.shape == dates::Shape::YearFirst)?;
        parts.date(dates::DateOrder::YearMonthDay)
    };
    dates::eight_digits(written)
        .or_else(year_first)
        .ok_or_else(|| format!("\"{}\" is not a date", shortened(written)))
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}

fn exact(written: Option<&str>, mark: Mark, digits: u8) -> Result<Exact, AmountError> {
    let written = written.filter(|text| !text.is_empty()).ok_or(AmountError::Missing)?;
    if mark == Mark::Point
        && let Some(amount) = plain_number(written)
    {
        return amount::fits(amount, digits, written);
    }
    let refused = || AmountError::NotAnAmount(shortened(written).to_owned());
    // OFX amounts are bare numbers (OFX 1.6, 3.2.9.2); letters and currency signs are a slip.
    let bare = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | ' ' | '\'');
    let parts = amount::written(written).filter(|_| written.chars().all(bare));
    amount::fits(parts.ok_or_else(refused)?.exact(mark)?, digits, written)
}

/// The usual amount: a sign, up to fifteen digits and at most one point among them.
fn plain_number(written: &str) -> Option<Exact> {
    let bytes = written.as_bytes();
    let negative = bytes[0] == b'-';
    let digits = if matches!(bytes[0], b'-' | b'+') { &bytes[1..] } else { bytes };
    if digits.len() > 16 || !digits.last()?.is_ascii_digit() {
        return None;
    }
    let (mut units, mut decimals, mut broken) = (0_i64, 0_u8, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units * 10 + i64::from(byte - b'0');
                decimals += u8::from(broken);
            }
            b'.' if !broken => broken = true,
            _ => return None,
        }
    }
    Some(Exact::new(if negative { -units } else { units }, decimals))
}

fn description(payee: Option<&str>, memo: Option<String>) -> String {
    match (payee, memo) {
        (Some(payee), Some(memo)) if memo.starts_with(payee) => memo,
        (Some(payee), Some(memo)) => format!("{payee} {memo}"),
        (Some(payee), None) => payee.to_owned(),
        (None, memo) => memo.unwrap_or_default(),
    }
}

/// The cheque number, else the reference number; banks fill unused ones with zeros.
fn reference(raw: &RawRecord<'_>) -> Option<String> {
    let useful = |text: &&str| !text.bytes().all(|byte| matches!(byte, b'0' | b' '));
    raw.cheque.filter(useful).or(raw.reference.filter(useful)).map(words)
}

#[cfg(test)]
mod tests;
