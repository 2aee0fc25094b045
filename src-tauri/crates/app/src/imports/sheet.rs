//! A list as a table: its heads, its rows, and what a cell means as a date or an amount.

use chrono::NaiveDate;
use domain::jurisdiction::DateStyle;
use domain::money::{Currency, Money};
use statements::{table, text};

use super::heads::plain;
use super::{FileColumn, Mapping};
use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::wire::{FileIn, count};

/// A list as it was read.
pub(super) struct Sheet {
    /// The encoding it was read with.
    pub(super) encoding: &'static str,
    /// Its heads.
    pub(super) heads: Vec<String>,
    /// The rows below that say something.
    pub(super) rows: Vec<Row>,
}

/// A row of a list.
pub(super) struct Row {
    /// The line in the file, counted from 1.
    pub(super) line: u32,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads a file. The row of heads is the first of ten of which `is_head` says so, below
    /// whatever title a report has; else the first.
    pub(super) fn read(
        file: &FileIn,
        is_head: impl Fn(&[String]) -> bool,
    ) -> Result<Sheet, Failure> {
        let bytes = file.bytes()?;
        let none = "this is not a list in a text file; save it as CSV and try again";
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(refused("file", none));
        }
        let decoded =
            text::decode(&bytes, None).map_err(|wrong| refused("file", wrong.to_string()))?;
        if decoded.text.contains('\0') {
            return Err(refused("file", none));
        }
        let delimiter = table::delimiter_of(&decoded.text).unwrap_or(',');
        let table = table::rows(&decoded.text, delimiter)
            .map_err(|wrong| refused("file", wrong.to_string()))?;
        let filled = table.rows.iter().filter(|row| !row.is_blank());
        let mut rows: Vec<Row> = filled
            .map(|row| Row {
                line: count(row.line),
                cells: (0..row.cells.len()).map(|at| row.cell(at).trim().to_owned()).collect(),
            })
            .collect();
        let at = rows.iter().take(10).position(|row| is_head(&row.cells)).unwrap_or(0);
        if rows.is_empty() {
            return Err(refused("file", "the file is empty"));
        }
        let body = rows.split_off(at + 1);
        let heads = rows.pop().map(|head| head.cells).unwrap_or_default();
        if body.is_empty() {
            return Err(refused("file", "the file has a row of heads and nothing below it"));
        }
        if body.len() > 20_000 {
            return Err(refused("file", "the file has more than 20,000 rows; split it"));
        }
        Ok(Sheet { encoding: decoded.encoding, heads, rows: body })
    }

    /// The columns with their first values.
    pub(super) fn columns(&self) -> Vec<FileColumn> {
        let examples = |at: usize| {
            let cells = self.rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
            cells.take(3).map(|cell| cell.chars().take(80).collect()).collect()
        };
        let column = |(at, head): (usize, &String)| FileColumn {
            index: count(at),
            head: head.clone(),
            examples: examples(at),
        };
        self.heads.iter().enumerate().map(column).collect()
    }
}

impl Row {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// The cells that say something.
    pub(super) fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The first cell.
    pub(super) fn first(&self) -> &str {
        self.cell(0)
    }
}

/// What the cells of a list mean: which column is what, and how dates and amounts are written.
pub(super) struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    dates: DateStyle,
    /// The home currency.
    pub(super) currency: Currency,
}

impl<'a> Reader<'a> {
    /// A reader of `sheet`; `days` are the fields that hold dates, from which their order is seen.
    pub(super) fn new(
        look: &Look<'_>,
        sheet: &'a Sheet,
        mapping: &'a Mapping,
        days: &[&str],
    ) -> Reader<'a> {
        let (dates, currency) = (look.place().date_style, look.currency());
        let reader = Reader { sheet, mapping, dates, currency };
        let texts =
            || sheet.rows.iter().flat_map(|row| days.iter().map(|day| reader.cell(row, day)));
        let proven = texts().find_map(proven_order);
        Reader { dates: proven.unwrap_or(dates), ..reader }
    }

    /// The text of a field: its first column.
    pub(super) fn cell<'r>(&self, row: &'r Row, field: &str) -> &'r str {
        let at = self.mapping.get(field).and_then(|columns| columns.first());
        at.map_or("", |at| row.cell(*at as usize))
    }

    /// The texts of a field that say something, each with its head.
    pub(super) fn cells<'r>(&'r self, row: &'r Row, field: &str) -> Vec<(&'r str, &'r str)> {
        let columns = self.mapping.get(field).map_or(&[][..], Vec::as_slice);
        let head = |at: usize| self.sheet.heads.get(at).map_or("", String::as_str);
        let cells = columns.iter().map(|at| (head(*at as usize), row.cell(*at as usize)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    /// A day; nothing for an empty cell.
    pub(super) fn day(&self, row: &Row, field: &str) -> Result<Option<NaiveDate>, String> {
        match self.cell(row, field) {
            "" => Ok(None),
            text => match day_of(text, self.dates) {
                Some(day) => Ok(Some(day)),
                None => Err(format!("\"{text}\" is not a date")),
            },
        }
    }

    /// An amount in the home currency; nothing for an empty cell.
    pub(super) fn amount(&self, row: &Row, field: &str) -> Result<Option<Money>, String> {
        match self.cell(row, field) {
            "" => Ok(None),
            text => amount_of(text, self.currency).map(Some),
        }
    }

    /// Refuses a row that names another currency than the book's.
    pub(super) fn in_home_currency(&self, row: &Row, field: &str) -> Result<(), String> {
        let code = self.cell(row, field);
        if code.is_empty() || code.eq_ignore_ascii_case(self.currency.code()) {
            return Ok(());
        }
        Err(format!("it is in {code}, and this book is kept in {}", self.currency))
    }
}

/// An amount as lists write it: `$1,250.00`, `(15.00)`.
pub(super) fn amount_of(text: &str, currency: Currency) -> Result<Money, String> {
    let bare: String = text.chars().filter(|c| !"$£€ \u{a0}".contains(*c)).collect();
    let bare = match bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("-{inner}"),
        None => bare,
    };
    Money::parse(&bare, currency).map_err(|wrong| wrong.to_string())
}

/// Which part of `4/3/2026` is the day, where a date proves it.
fn proven_order(text: &str) -> Option<DateStyle> {
    let [first, second, year] = numbers(text)[..] else { return None };
    if first > 12 && first <= 31 && year > 31 {
        return Some(DateStyle::DayFirst);
    }
    (second > 12 && first <= 12).then_some(DateStyle::MonthFirst)
}

/// The numbers of a date like `4/3/2026`; nothing for one with a word in it.
fn numbers(text: &str) -> Vec<u32> {
    let parts: Result<Vec<u32>, _> = text.split(['/', '.', '-']).map(str::parse).collect();
    parts.unwrap_or_default()
}

/// A date as lists write it: `2026-03-04`, `3/4/2026`, `04.03.26`, `4 Mar 2026`, `Mar 4, 2026`.
fn day_of(text: &str, style: DateStyle) -> Option<NaiveDate> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    match (numbers(date)[..].as_ref(), style) {
        ([year, month, day], _) if *year >= 1_000 => ymd(*year, *month, *day),
        ([month, day, year], DateStyle::MonthFirst) | ([day, month, year], DateStyle::DayFirst) => {
            ymd(if *year < 100 { 2000 + year } else { *year }, *month, *day)
        }
        _ => ["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(text, form).ok()),
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Whether a row sums up those above it.
pub(super) fn is_total(row: &Row) -> bool {
    plain(row.first()).starts_with("total")
}
