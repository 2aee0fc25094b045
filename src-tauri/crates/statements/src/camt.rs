//! ISO 20022 camt.052, camt.053 and camt.054 of any version. Each `<Ntry>` of the raw file ends
//! accepted, rejected or skipped; what is booked is the entry, its details are words about it.
//!
//! Source: ISO 20022 Bank-to-Customer Cash Management message definitions. No entity is expanded
//! and no document type is read.

use chrono::NaiveDate;

use crate::amount::{self, Exact, Mark, digits_of};
use crate::parts::{self, Part};
use crate::places::Places;
use crate::reading::{Balance, Format, Line, Reading};
use crate::text::Decoded;

mod details;
mod tree;

use tree::{Found, Node};

/// Reads the text of a camt file. `hint` is the currency for files that name none.
pub(crate) fn read(decoded: &Decoded<'_>, hint: Option<&str>) -> Reading {
    let text = decoded.text.as_ref();
    let mut reading = Reading::new(Format::Camt, decoded.encoding);
    reading.records = tree::markers(text).count();
    let mut file =
        File { places: Places::new(decoded), hint, open: None, parts: Vec::new(), uneven: 0 };
    tree::walk(text, &mut |found| file.take(found, &mut reading));
    file.close(&mut reading);
    if file.parts.is_empty() && reading.records == 0 {
        reading.refusal = Some("the file holds no statement, report or notification".to_owned());
    }
    if file.uneven > 0 {
        reading.notes.push(format!(
            "entries whose parts do not sum to them, as with charges: {}",
            file.uneven
        ));
    }
    parts::together(file.parts, &mut reading);
    reading.concluded()
}

/// A statement being read.
#[derive(Default)]
struct Open {
    part: Part,
    /// Balances as opening, previous closing, closing and interim.
    opening: Option<Balance>,
    previous: Option<Balance>,
    closing: Option<Balance>,
    interim: Vec<Balance>,
    currency: Option<String>,
}

struct File<'d> {
    places: Places<'d>,
    hint: Option<&'d str>,
    open: Option<Open>,
    parts: Vec<Part>,
    uneven: usize,
}

impl File<'_> {
    fn take(&mut self, found: Found, reading: &mut Reading) {
        match found {
            Found::Statement(at) => {
                self.close(reading);
                let part = Part { line: self.places.line_of(at), ..Part::default() };
                self.open = Some(Open { part, ..Open::default() });
            }
            Found::Element(node) => match node.name.as_str() {
                "Acct" => self.account(&node),
                "Bal" => self.balance(&node, reading),
                "Ntry" => self.entry(&node, reading),
                _ => {}
            },
            Found::Broken(at) => {
                self.places.record += 1;
                let reason = "the markup breaks inside this entry";
                reading.rejected.push(self.places.refused(at, reason));
            }
            Found::Inside(at, what) => {
                self.places.record += 1;
                reading.skipped.push(self.places.refused(at, format!("inside {what}")));
            }
            Found::Cut => {
                let words = "the file ends before its closing tag; it may be cut off";
                reading.warnings.push(words.to_owned());
            }
        }
    }

    fn account(&mut self, node: &Node) {
        let open = self.open.get_or_insert_default();
        let paths: [&[&str]; 4] =
            [&["Id", "IBAN"], &["Id", "Othr", "Id"], &["Id", "BBAN"], &["Id", "PrtryAcct", "Id"]];
        let id = paths.iter().find_map(|path| node.text_at(path));
        open.part.id = id.map(str::to_owned);
        open.currency = node.text_at(&["Ccy"]).and_then(code);
        let bank = ["BICFI", "BIC", "Nm"];
        let name = bank.iter().find_map(|tag| node.text_at(&["Svcr", "FinInstnId", tag]));
        open.part.name = name.map(str::to_owned);
    }

    fn balance(&mut self, node: &Node, reading: &mut Reading) {
        let open = self.open.get_or_insert_default();
        let kind = node.text_at(&["Tp", "CdOrPrtry", "Cd"]).unwrap_or_default();
        if !matches!(kind, "OPBD" | "PRCD" | "CLBD" | "ITBD") {
            return;
        }
        let amount = node.child("Amt").and_then(|amount| exact(&amount.text).ok());
        let sign = node.text_at(&["CdtDbtInd"]);
        let Some(amount) = amount.filter(|_| sign.is_none() || direction(sign).is_some()) else {
            reading.warnings.push(format!("a balance ({kind}) cannot be read"));
            return;
        };
        let owed = direction(sign) == Some(true);
        let amount = if owed { amount.negated() } else { amount };
        let balance = Balance { amount, on: node.child("Dt").and_then(date) };
        let code = node.child("Amt").and_then(|amount| code(amount.currency.as_deref()?));
        open.part.currency = open.part.currency.take().or(code);
        match kind {
            "OPBD" => open.opening = open.opening.or(Some(balance)),
            "PRCD" => open.previous = Some(balance),
            "CLBD" => open.closing = Some(balance),
            _ => open.interim.push(balance),
        }
    }

    fn entry(&mut self, node: &Node, reading: &mut Reading) {
        self.places.record += 1;
        let status = node.child("Sts");
        let status = status.and_then(|status| status.own().or_else(|| status.text_at(&["Cd"])));
        let reason = match status.unwrap_or("BOOK").to_ascii_uppercase().as_str() {
            "PDNG" => Some("pending; the bank has not booked it yet"),
            "INFO" => Some("for information only; the bank has not booked it"),
            "FUTR" => Some("expected; the bank has not booked it yet"),
            _ => None,
        };
        if let Some(reason) = reason {
            reading.skipped.push(self.places.refused(node.at, reason));
            return;
        }
        match self.line(node) {
            Ok(line) => {
                self.uneven += usize::from(details::uneven(node, line.amount.unsigned()));
                self.open.get_or_insert_default().part.lines.push(line);
            }
            Err(reason) => reading.rejected.push(self.places.refused(node.at, reason)),
        }
    }

    fn line(&mut self, node: &Node) -> Result<Line, String> {
        let day = |tag: &str| node.child(tag).and_then(date);
        let posted_on = day("BookgDt").or_else(|| day("ValDt")).ok_or_else(|| {
            let written = ["BookgDt", "ValDt"].iter().find_map(|tag| node.child(tag)?.deep());
            match written {
                Some(text) => format!("\"{}\" is not a date", shortened(text)),
                None => "there is no date".to_owned(),
            }
        })?;
        let written = node.child("Amt").ok_or("there is no amount")?;
        let currency = written.currency.as_deref().and_then(code);
        let amount = exact(&written.text)?;
        amount::fits(amount, digits_of(currency.as_deref().or(self.hint)), &written.text)
            .map_err(|error| error.to_string())?;
        let out = direction(node.text_at(&["CdtDbtInd"]))
            .ok_or("it does not say whether money came in or went out")?;
        let details = details::of(node, out);
        Ok(Line {
            posted_on,
            amount: if out { amount.negated() } else { amount },
            description: details.words,
            payee: details.payee,
            reference: details.reference,
            source_id: node
                .text_at(&["AcctSvcrRef"])
                .filter(|id| id.len() >= 6 && !details::is_filler(id))
                .map(str::to_owned),
            currency,
            balance: None,
            record: self.places.record,
            line: self.places.line_of(node.at),
        })
    }

    /// Ends the open statement: settles its currency and which balances it begins and ends with.
    fn close(&mut self, reading: &mut Reading) {
        let Some(open) = self.open.take() else { return };
        let mut part = open.part;
        let first = part.lines.first().and_then(|line| line.currency.clone());
        let same = part.lines.iter().all(|line| line.currency == first);
        let hint = || self.hint.map(str::to_owned);
        part.currency = open.currency.or(part.currency).or(first.filter(|_| same)).or_else(hint);
        part.opening = open.opening.or(open.previous);
        part.closing = open.closing.or(match open.interim.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        let mut foreign = 0;
        for line in &mut part.lines {
            if line.currency == part.currency {
                line.currency = None;
            }
            foreign += usize::from(line.currency.is_some());
        }
        if foreign > 0 {
            let words = format!("lines in another currency than the account: {foreign}");
            reading.notes.push(words);
        }
        self.parts.push(part);
    }
}

fn code(written: &str) -> Option<String> {
    let code = written.trim();
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| code.to_ascii_uppercase())
}

/// Whether money goes out.
fn direction(written: Option<&str>) -> Option<bool> {
    match written?.to_ascii_uppercase().as_str() {
        "DBIT" => Some(true),
        "CRDT" => Some(false),
        _ => None,
    }
}

/// An amount as XML writes decimals: digits and one point.
fn exact(written: &str) -> Result<Exact, String> {
    let text = written.trim();
    let refused = || match text.is_empty() {
        true => "there is no amount".to_owned(),
        false => format!("\"{}\" is not an amount", shortened(text)),
    };
    let plain =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    let parts = amount::written(text).filter(|_| plain && text.matches('.').count() < 2);
    parts.ok_or_else(refused)?.exact(Mark::Point).map_err(|error| error.to_string())
}

/// The bank's local day of a date or an instant; its time and zone are dropped, not converted.
fn date(node: &Node) -> Option<NaiveDate> {
    let text = node.deep()?;
    let day = text.get(..10)?;
    let bytes = day.as_bytes();
    let dashed = bytes[4] == b'-' && bytes[7] == b'-';
    let number = |from: usize, to: usize| day.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| (1900..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?).filter(|_| dashed)
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}

#[cfg(test)]
mod tests;
