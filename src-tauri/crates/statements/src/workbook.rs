//! Excel and OpenDocument workbooks as the delimited text that the table reader takes: numbers as
//! their digits, date cells as the local date they show, one line for each row.

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, Reader, Xlsx};

use crate::table::{MOST_COLUMNS, MOST_ROWS};

mod open_document;

pub(crate) use open_document::sheets as open_document;

/// One sheet of a workbook.
pub(crate) struct Sheet {
    /// Its name.
    pub(crate) name: String,
    /// Its rows as comma-separated text.
    pub(crate) text: String,
}

/// The most text a sheet may make, in bytes.
const MOST_TEXT: usize = 128 * 1024 * 1024;

/// The most sheets that are looked at.
const MOST_SHEETS: usize = 32;

const TOO_LARGE: &str = "the sheet is too large; export a shorter period";
const DAMAGED: &str = "the workbook is damaged or locked; save it anew or as CSV";

/// The rows of a sheet as they come in, from the top and from the left.
#[derive(Default)]
struct Rows {
    text: String,
    row: usize,
    column: usize,
    last: Option<(usize, usize)>,
}

impl Rows {
    /// Writes a cell; rows and columns count from 0 and only go forward.
    fn put(&mut self, row: usize, column: usize, value: &str) -> Result<(), String> {
        if row >= MOST_ROWS || column >= MOST_COLUMNS || self.text.len() > MOST_TEXT {
            return Err(TOO_LARGE.to_owned());
        }
        if self.last.is_some_and(|last| last >= (row, column)) {
            return Err(DAMAGED.to_owned());
        }
        self.last = Some((row, column));
        while self.row < row {
            self.text.push('\n');
            (self.row, self.column) = (self.row + 1, 0);
        }
        while self.column < column {
            self.text.push(',');
            self.column += 1;
        }
        let plain = !value.contains([',', '"', '\n', '\r', ';', '\t']);
        if plain {
            self.text.push_str(value);
        } else {
            let one_line = value.replace(['\r', '\n'], " ").replace('"', "\"\"");
            self.text.push_str(&format!("\"{one_line}\""));
        }
        Ok(())
    }
}

/// The sheets of an Excel workbook. Fails with one sentence for a person.
pub(crate) fn excel(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    // Calamine panics on cell names such as `ZZZZZZZZ9` (0.38: a multiplication overflows), so
    // that a damaged workbook is caught here. Nothing outlives the call but its answer.
    catch_unwind(|| excel_sheets(bytes)).unwrap_or_else(|_| Err(DAMAGED.to_owned()))
}

fn excel_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| DAMAGED.to_owned())?;
    let names: Vec<String> = book.sheet_names().into_iter().take(MOST_SHEETS).collect();
    let mut sheets = Vec::new();
    for name in names {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::default();
        while let Some(cell) = cells.next_cell().map_err(|_| DAMAGED.to_owned())? {
            let value = shown(cell.get_value());
            let (row, column) = cell.get_position();
            if !value.is_empty() {
                rows.put(row as usize, column as usize, &value)?;
            }
        }
        sheets.push(Sheet { name, text: rows.text });
    }
    Ok(sheets)
}

/// A cell as text.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => digits(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(_) | DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => {
            String::new()
        }
    }
}

/// A number in the fifteen digits that a workbook keeps of it (ECMA-376 stores doubles; Excel
/// shows and compares fifteen digits), so that 4.3499999999999996 is 4.35 again.
fn digits(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let whole = usize::try_from(exponent + 1).unwrap_or(0);
    if !(-17..=17).contains(&exponent) {
        return format!("{number}");
    }
    let padded = match exponent + 1 {
        places if places <= 0 => {
            format!("0.{}{all}", "0".repeat(usize::try_from(-places).unwrap_or(0)))
        }
        _ if whole >= all.len() => format!("{all}{}", "0".repeat(whole - all.len())),
        _ => format!("{}.{}", &all[..whole], &all[whole..]),
    };
    let short = match padded.contains('.') {
        true => padded.trim_end_matches('0').trim_end_matches('.'),
        false => &padded,
    };
    if short == "0" { "0".to_owned() } else { format!("{sign}{short}") }
}

#[cfg(test)]
mod tests;
