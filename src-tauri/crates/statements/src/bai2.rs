//! BAI2, the cash management files of banks in the United States. Each `16` record ends accepted,
//! rejected or skipped; ledger balances are the proof, and the trailers' control totals and counts
//! are compared, for they are often wrong.
//!
//! Source: BAI Cash Management Balance Reporting Specifications, version 2 (2005).

use chrono::NaiveDate;

use crate::amount::{Exact, digits_of};
use crate::parts::{self, Part};
use crate::places::Places;
use crate::reading::{Balance, Format, Line, Reading};
use crate::text::Decoded;

mod records;

use records::Record;

/// What the group above an account says.
#[derive(Default)]
struct Group {
    currency: Option<String>,
    on: Option<NaiveDate>,
    bank: Option<String>,
}

/// An account being read, and what its trailer is checked against.
struct Open {
    part: Part,
    total: Option<Exact>,
    rows: usize,
}

/// Reads the text of a BAI2 file. `hint` is the currency for files that name none; without it the
/// format's own default, the US dollar, stands.
pub(crate) fn read(decoded: &Decoded<'_>, hint: Option<&str>) -> Reading {
    let text = decoded.text.as_ref();
    let mut reading = Reading::new(Format::Bai2, decoded.encoding);
    let records = records::records(text);
    reading.records = records::markers(text);
    let mut file = File { hint, ..File::new(decoded) };
    for record in &records {
        file.take(record, &mut reading);
    }
    file.close();
    if !file.ended {
        reading.warnings.push("the file ends without its closing record; it may be cut".to_owned());
    }
    if file.parts.is_empty() && reading.records == 0 {
        reading.refusal = Some("the file holds no account".to_owned());
    }
    parts::together(file.parts, &mut reading);
    reading.concluded()
}

struct File<'d> {
    places: Places<'d>,
    hint: Option<&'d str>,
    group: Group,
    open: Option<Open>,
    parts: Vec<Part>,
    ended: bool,
}

impl<'d> File<'d> {
    fn new(decoded: &'d Decoded<'d>) -> File<'d> {
        File {
            places: Places::new(decoded),
            hint: None,
            group: Group::default(),
            open: None,
            parts: Vec::new(),
            ended: false,
        }
    }

    fn take(&mut self, record: &Record<'_>, reading: &mut Reading) {
        if let Some(open) = &mut self.open {
            open.rows += record.rows;
        }
        match record.code {
            "02" => {
                self.close();
                let named = record.field(6).to_ascii_uppercase();
                self.group = Group {
                    currency: Some(named).filter(|code| code.len() == 3),
                    on: records::day(record.field(4)),
                    bank: Some(record.field(2).to_owned()).filter(|bank| !bank.is_empty()),
                };
            }
            "03" => {
                self.close();
                self.begin(record, reading);
            }
            "16" => self.line(record, reading),
            "49" => {
                self.check(record, reading);
                self.close();
            }
            "98" => self.close(),
            "99" => {
                self.close();
                self.ended = true;
            }
            _ => {}
        }
    }

    fn begin(&mut self, record: &Record<'_>, reading: &mut Reading) {
        let own = Some(record.field(2).to_ascii_uppercase()).filter(|code| code.len() == 3);
        let hinted = || self.hint.map(str::to_owned);
        let currency = own.or_else(|| self.group.currency.clone()).or_else(hinted);
        let currency = currency.unwrap_or_else(|| "USD".to_owned());
        let digits = digits_of(Some(&currency));
        let mut part = Part {
            id: Some(record.field(1).to_owned()).filter(|id| !id.is_empty()),
            name: self.group.bank.clone(),
            line: self.places.line_of(record.at),
            ..Part::default()
        };
        let mut total = Some(Exact::ZERO);
        for summary in record.summaries() {
            let Some(written) = summary.amount.filter(|written| !written.is_empty()) else {
                continue;
            };
            let Some(amount) = records::amount(written, digits) else {
                reading.warnings.push(format!("the balance \"{written}\" cannot be read"));
                continue;
            };
            total = total.and_then(|total| total.plus(amount));
            let balance = Some(Balance { amount, on: self.group.on });
            match summary.kind {
                // Opening and closing ledger (BAI2 appendix A: 010 and 015).
                "010" => part.opening = balance,
                "015" => part.closing = balance,
                _ => {}
            }
        }
        part.currency = Some(currency);
        self.open = Some(Open { part, total, rows: record.rows });
    }

    fn line(&mut self, record: &Record<'_>, reading: &mut Reading) {
        self.places.record += 1;
        if self.open.is_none() {
            let reason = "the record stands outside an account";
            reading.rejected.push(self.places.refused(record.at, reason));
            return;
        }
        let read = self.read(record);
        let Some(open) = &mut self.open else { return };
        match read {
            Ok(Some((line, counted))) => {
                open.total = open.total.and_then(|total| total.plus(counted));
                open.part.lines.push(line);
            }
            Ok(None) => {
                let reason = "words of the bank without an amount";
                reading.skipped.push(self.places.refused(record.at, reason));
            }
            Err(reason) => {
                open.total = None;
                reading.rejected.push(self.places.refused(record.at, reason));
            }
        }
    }

    /// The line and its amount as the control total counts it; nothing for a record of words.
    fn read(&mut self, record: &Record<'_>) -> Result<Option<(Line, Exact)>, String> {
        let kind = record.field(1);
        let written = record.field(2);
        if written.is_empty() && kind == "890" {
            return Ok(None);
        }
        let out = direction(kind)?;
        let account = self.open.as_ref().and_then(|open| open.part.currency.as_deref());
        let counted = records::amount(written, digits_of(account)).ok_or_else(|| match written
            .is_empty()
        {
            true => "there is no amount".to_owned(),
            false => format!("\"{}\" is not an amount", records::shortened(written)),
        })?;
        let posted_on = self.group.on.ok_or("the group above it states no date")?;
        let detail = record.detail();
        let useful = |text: &str| {
            let empty = text.is_empty() || text.bytes().all(|byte| byte == b'0');
            (!empty).then(|| text.to_owned())
        };
        let line = Line {
            posted_on,
            amount: if out { counted.negated() } else { counted },
            description: detail.words,
            payee: None,
            reference: useful(detail.customer),
            source_id: useful(detail.bank),
            currency: None,
            balance: None,
            record: self.places.record,
            line: self.places.line_of(record.at),
        };
        Ok(Some((line, counted)))
    }

    /// Compares an account's trailer (`49,total,rows/`) with what was read.
    fn check(&mut self, record: &Record<'_>, reading: &mut Reading) {
        let Some(open) = &self.open else { return };
        let of = open.part.id.as_deref().unwrap_or("without a number");
        let digits = digits_of(open.part.currency.as_deref());
        let stated = records::amount(record.field(1), digits);
        if let (Some(stated), Some(total)) = (stated, open.total)
            && stated != total
        {
            reading.warnings.push(format!(
                "the control total of account {of} is {stated}, its records give {total}"
            ));
        }
        if let Ok(rows) = record.field(2).parse::<usize>()
            && rows != open.rows
        {
            reading.warnings.push(format!(
                "account {of} should have {rows} records and has {}; some may be missing",
                open.rows
            ));
        }
    }

    fn close(&mut self) {
        self.parts.extend(self.open.take().map(|open| open.part));
    }
}

/// Whether a type code takes money out (appendix A: 100 to 399 are credits, 400 to 699 debits,
/// and of the bank's own 920 to 959 and 960 to 999).
fn direction(kind: &str) -> Result<bool, String> {
    match kind.parse::<u16>() {
        Ok(100..=399 | 920..=959) => Ok(false),
        Ok(400..=699 | 960..=999) => Ok(true),
        _ => Err(format!(
            "the type \"{}\" does not say whether money came in or went out",
            records::shortened(kind)
        )),
    }
}

#[cfg(test)]
mod tests;
