//! Bank files into statement lines, with evidence for every record.
//!
//! Promises the import contract: each record of a file ends accepted, rejected with its place and
//! reason, or skipped by a rule, and the counts prove it; amounts are exact; dates stay the bank's
//! local dates; whatever a file leaves open is asked, never guessed. It gets bytes and gives
//! values: it touches no file, no database and no clock.

use domain::money::Currency;

pub mod amount;
mod csv;
pub mod dates;
pub mod identity;
pub mod mapping;
mod ofx;
pub mod profile;
pub mod question;
pub mod reading;
mod sniff;
pub mod table;
pub mod text;

pub use mapping::{AmountColumns, Mapping};
pub use question::Question;
pub use reading::{Account, Format, Line, Outcome, Reading};

/// The largest file that is read, in bytes; years of statements fit many times over.
pub const LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// Reads a bank file. `mapping` is what the account's profile remembers or a person answered;
/// `currency_hint` is the account's currency, for files that name none. Never fails: what cannot
/// be read is a [`Reading`] whose outcome is [`Outcome::Refuse`], with the reason.
pub fn read(bytes: &[u8], mapping: Option<&Mapping>, currency_hint: Option<Currency>) -> Reading {
    let refused =
        |format, encoding, reason: &str| Reading::refused(format, encoding, reason.to_owned());
    if bytes.len() > LIMIT_BYTES {
        return refused(
            Format::Unknown,
            "",
            "the file is larger than 64 MB; export a shorter period",
        );
    }
    if let Some((format, reason)) = sniff::binary(bytes) {
        return refused(format, "", reason);
    }
    let remembered = mapping.and_then(|mapping| mapping.encoding.clone());
    let declared = remembered.or_else(|| ofx::declared_encoding(bytes));
    let decoded = match text::decode(bytes, declared.as_deref()) {
        Ok(decoded) => decoded,
        Err(error) => return refused(Format::Unknown, "", &error.to_string()),
    };
    let encoding = decoded.encoding;
    let hint = currency_hint.map(Currency::code);
    let mut reading = match sniff::text(&decoded.text) {
        Format::OfxSgml | Format::OfxXml | Format::WebConnect => ofx::read(&decoded, mapping, hint),
        Format::Csv => csv::read(&decoded, mapping, hint),
        Format::Qif => return refused(Format::Qif, encoding, &not_yet("a QIF file")),
        Format::Camt => return refused(Format::Camt, encoding, &not_yet("a CAMT file")),
        Format::Mt940 => return refused(Format::Mt940, encoding, &not_yet("an MT940 file")),
        Format::Bai2 => return refused(Format::Bai2, encoding, &not_yet("a BAI2 file")),
        Format::Workbook | Format::Unknown => {
            return refused(Format::Unknown, encoding, "the file is not a bank statement");
        }
    };
    if decoded.damaged {
        reading.warnings.push(format!("some letters are not {encoding} and could not be read"));
        reading = reading.concluded();
    } else if decoded.evidence == text::Evidence::Guess
        && let Some(word) = decoded.first_foreign_word()
    {
        reading.notes.push(format!("letters were read as {encoding}: \"{word}\""));
    }
    reading
}

fn not_yet(kind: &str) -> String {
    format!("this is {kind}, which is not read yet; choose OFX or CSV at the bank")
}
