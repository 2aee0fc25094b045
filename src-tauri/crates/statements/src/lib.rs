//! Bank files into statement lines, with evidence for every record.
//!
//! Promises the import contract: each record of a file ends accepted, rejected with its place and
//! reason, or skipped by a rule, and the counts prove it; amounts are exact; dates stay the bank's
//! local dates; whatever a file leaves open is asked, never guessed. It gets bytes and gives
//! values: it touches no file, no database and no clock.

use domain::money::Currency;

pub mod amount;
mod bai2;
pub mod blocks;
mod camt;
mod csv;
pub mod dates;
pub mod identity;
pub mod layouts;
pub mod mapping;
mod mt940;
mod ofx;
mod parts;
mod places;
pub mod profile;
mod qif;
pub mod question;
pub mod reading;
mod sniff;
pub mod table;
pub mod text;
mod workbook;
mod zipped;

use zipped::Contents;

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
    if sniff::is_zip(bytes) {
        return match zipped::open(bytes) {
            Ok(Contents::Packed(inside)) if sniff::is_zip(&inside) => {
                refused(Format::Unknown, "", "the zip file holds another; unpack it first")
            }
            Ok(Contents::Packed(inside)) => read(&inside, mapping, currency_hint),
            Ok(Contents::Excel) => sheets(workbook::excel(bytes), mapping, currency_hint),
            Ok(Contents::OpenDocument(content)) => {
                sheets(workbook::open_document(&content), mapping, currency_hint)
            }
            Err(reason) => Reading::refused(Format::Workbook, "", reason),
        };
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
        Format::Qif => qif::read(&decoded, mapping, hint),
        Format::Camt => camt::read(&decoded, hint),
        Format::Mt940 => mt940::read(&decoded, hint),
        Format::Bai2 => bai2::read(&decoded, hint),
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

/// Reads the first sheet of a workbook that is a statement, or could be one once a question is
/// answered; places of records are rows of that sheet.
fn sheets(
    sheets: Result<Vec<workbook::Sheet>, String>,
    mapping: Option<&Mapping>,
    currency_hint: Option<Currency>,
) -> Reading {
    let sheets = match sheets {
        Ok(sheets) => sheets,
        Err(reason) => return Reading::refused(Format::Workbook, "", reason),
    };
    let told = Mapping { delimiter: Some(','), ..mapping.cloned().unwrap_or_default() };
    let hint = currency_hint.map(Currency::code);
    let mut first = None;
    for sheet in &sheets {
        let decoded = text::Decoded::written(&sheet.text);
        let mut reading = csv::read(&decoded, Some(&told), hint);
        reading.format = Format::Workbook;
        if reading.outcome != Outcome::Refuse {
            if sheets.len() > 1 {
                reading.notes.push(format!("the sheet \"{}\" was read, no other one", sheet.name));
            }
            return reading;
        }
        first = first.or(Some(reading));
    }
    let none = || {
        Reading::refused(Format::Workbook, "", "the workbook holds no sheet with rows".to_owned())
    };
    first.unwrap_or_else(none)
}

/// The delimited text of a file that is a table: of a workbook its first sheet with rows, else the
/// text itself. Nothing for what is neither.
pub fn table_text(bytes: &[u8]) -> Option<String> {
    if !sniff::is_zip(bytes) {
        return text::decode(bytes, None).ok().map(|decoded| decoded.text.into_owned());
    }
    let sheets = match zipped::open(bytes).ok()? {
        Contents::Excel => workbook::excel(bytes).ok()?,
        Contents::OpenDocument(content) => workbook::open_document(&content).ok()?,
        Contents::Packed(inside) if !sniff::is_zip(&inside) => return table_text(&inside),
        Contents::Packed(_) => return None,
    };
    sheets.into_iter().map(|sheet| sheet.text).find(|text| !text.is_empty())
}
