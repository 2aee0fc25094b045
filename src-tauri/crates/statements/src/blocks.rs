//! Tables too large to be held whole: read in blocks of rows, each by what the first one showed,
//! so that memory stays bounded whatever the file's length. Only delimited text can be read so.

use std::io::{self, Read};

use domain::money::Currency;

use crate::amount::Exact;
use crate::mapping::Mapping;
use crate::reading::{Outcome, Reading};
use crate::{csv, sniff, text};

/// How much of the file is held at once, in bytes.
const BLOCK_BYTES: usize = 8 * 1024 * 1024;

/// What a file of many blocks came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// How many records the file has.
    pub records: usize,
    /// How many lines were accepted.
    pub accepted: usize,
    /// How many records were rejected.
    pub rejected: usize,
    /// How many were skipped by a rule.
    pub skipped: usize,
    /// The sum of the lines; nothing when it would not fit.
    pub sum: Option<Exact>,
    /// How many lines of the file were read.
    pub lines: usize,
}

/// Reads a delimited file block by block and tells each block's reading, whose lines and records
/// are counted through the whole file. Questions and refusals of the first block end it, and one
/// without an end of a row is refused. A record is never cut: a block ends where a row does. Fails
/// as the source does, or where a later row is longer than a block.
pub fn read(
    mut source: impl Read,
    mapping: Option<&Mapping>,
    currency_hint: Option<Currency>,
    tell: &mut dyn FnMut(&Reading),
) -> io::Result<Totals> {
    let mut totals = Totals { sum: Some(Exact::ZERO), ..Totals::default() };
    let mut known: Option<Mapping> = None;
    let (mut held, mut before): (Vec<u8>, usize) = (Vec::new(), 0);
    loop {
        let wanted = (BLOCK_BYTES - held.len().min(BLOCK_BYTES)) as u64;
        let ended = (source.by_ref().take(wanted).read_to_end(&mut held)? as u64) < wanted;
        let cut = if ended { held.len() } else { end_of_rows(&held) };
        let first = known.is_none();
        match (cut, ended) {
            (0, true) => return Ok(totals),
            (0, false) if first => {
                tell(&refused(NO_TABLE));
                return Ok(totals);
            }
            (0, false) => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a row is too long to hold",
                ));
            }
            _ => {}
        }
        let mut reading = block(&held[..cut], known.as_ref().or(mapping), first, currency_hint);
        shift(&mut reading, &totals, before);
        count(&reading, &held[..cut], &mut totals);
        tell(&reading);
        if first {
            match (&reading.mapping, reading.outcome) {
                (_, Outcome::Refuse | Outcome::MustAsk) | (None, _) => return Ok(totals),
                (Some(found), _) => known = Some(as_told(found, reading.encoding)),
            }
        }
        before += cut;
        held.drain(..cut);
        if ended {
            return Ok(totals);
        }
    }
}

/// What the first block showed, as one who knows tells it: no heading stands above later blocks.
fn as_told(found: &Mapping, encoding: &str) -> Mapping {
    Mapping { skip: Some(0), headings: None, encoding: Some(encoding.to_owned()), ..found.clone() }
}

const NO_TABLE: &str =
    "the file is larger than 64 MB and no table of rows; export a shorter period";

fn refused(reason: &str) -> Reading {
    Reading::refused(crate::Format::Unknown, "", reason.to_owned())
}

fn block(
    bytes: &[u8],
    mapping: Option<&Mapping>,
    first: bool,
    currency_hint: Option<Currency>,
) -> Reading {
    let declared = mapping.and_then(|mapping| mapping.encoding.clone());
    let decoded = match text::decode(bytes, declared.as_deref()) {
        Ok(decoded) => decoded,
        Err(error) => return refused(&error.to_string()),
    };
    let wide = decoded.encoding.starts_with("utf-16");
    let other = sniff::is_zip(bytes) || sniff::text(&decoded.text) != crate::Format::Csv;
    if first && (wide || other) {
        return refused(NO_TABLE);
    }
    csv::read(&decoded, mapping, currency_hint.map(Currency::code))
}

/// Where the last whole row of a block ends: behind a line break outside quotes.
fn end_of_rows(bytes: &[u8]) -> usize {
    let mut quotes = bytes.iter().filter(|byte| **byte == b'"').count();
    let mut last = None;
    for (at, byte) in bytes.iter().enumerate().rev() {
        match byte {
            b'\n' if quotes % 2 == 0 => return at + 1,
            b'\n' => last = last.or(Some(at + 1)),
            b'"' => quotes -= 1,
            _ => {}
        }
    }
    // Quotes that never pair are stray ones and mean nothing.
    last.unwrap_or(0)
}

/// Counts a block's places on from those before it.
fn shift(reading: &mut Reading, totals: &Totals, before: usize) {
    for line in reading.accounts.iter_mut().flat_map(|account| &mut account.lines) {
        line.line += totals.lines;
        line.record += totals.records;
    }
    for refused in reading.rejected.iter_mut().chain(&mut reading.skipped) {
        refused.line += totals.lines;
        refused.at += before;
    }
}

fn count(reading: &Reading, bytes: &[u8], totals: &mut Totals) {
    totals.records += reading.records;
    totals.accepted += reading.accepted();
    totals.rejected += reading.rejected.len();
    totals.skipped += reading.skipped.len();
    totals.lines += crate::table::line_ends(bytes);
    for account in &reading.accounts {
        totals.sum = totals.sum.zip(account.total()).and_then(|(sum, own)| sum.plus(own));
    }
}

#[cfg(test)]
mod tests;
