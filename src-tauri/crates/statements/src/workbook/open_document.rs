//! The tables of an OpenDocument spreadsheet's `content.xml`. Its cells keep amounts as decimal
//! text and dates as ISO dates (OpenDocument 1.3, 19.383 to 19.389), which are taken as they are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{DAMAGED, MOST_SHEETS, Rows, Sheet, TOO_LARGE};
use crate::table::{MOST_COLUMNS, MOST_ROWS};

/// How often one filled row or cell may be repeated.
const MOST_REPEATS: usize = 10_000;

/// A sheet being read.
#[derive(Default)]
struct Open {
    name: String,
    rows: Rows,
    row: usize,
    column: usize,
    /// How often the row and the cell at hand stand in the sheet.
    row_repeats: usize,
    cell_repeats: usize,
    /// The value the cell keeps, if it keeps one apart from its words.
    value: Option<String>,
    words: String,
    cells: Vec<(usize, String)>,
    inside: bool,
}

/// The sheets of a `content.xml`. Fails with one sentence for a person.
pub(crate) fn sheets(content: &[u8]) -> Result<Vec<Sheet>, String> {
    let text = std::str::from_utf8(content).map_err(|_| DAMAGED.to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut sheets = Vec::new();
    let mut open: Option<Open> = None;
    loop {
        let event = reader.read_event().map_err(|_| DAMAGED.to_owned())?;
        match event {
            Event::Start(start) => begin(&start, &mut open)?,
            Event::Empty(start) => {
                begin(&start, &mut open)?;
                end(start.local_name().as_ref(), &mut open, &mut sheets)?;
            }
            Event::End(tag) => end(tag.local_name().as_ref(), &mut open, &mut sheets)?,
            Event::Text(words) => {
                if let Some(open) = open.as_mut().filter(|open| open.inside) {
                    open.words.push_str(words.as_ref());
                }
            }
            Event::GeneralRef(name) => {
                let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
                let name: &str = name.as_ref();
                let found = known.iter().find(|(known, _)| *known == name);
                if let (Some(open), Some((_, c))) = (open.as_mut(), found) {
                    open.words.push(*c);
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        if sheets.len() == MOST_SHEETS {
            return Ok(sheets);
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    let found = all
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.replace("&amp;", "&"))
}

fn repeats(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn begin(start: &BytesStart<'_>, open: &mut Option<Open>) -> Result<(), String> {
    match (start.local_name().as_ref(), open) {
        ("table", open @ None) => {
            let name = attribute(start, "name").unwrap_or_default();
            *open = Some(Open { name, ..Open::default() });
        }
        ("table-row", Some(open)) => {
            (open.column, open.cells) = (0, Vec::new());
            open.row_repeats = repeats(start, "number-rows-repeated");
        }
        ("table-cell" | "covered-table-cell", Some(open)) => {
            open.cell_repeats = repeats(start, "number-columns-repeated");
            let kept = ["date-value", "value"].iter().find_map(|name| attribute(start, name));
            open.value = kept.map(|value| value.split('T').next().unwrap_or_default().to_owned());
            open.words.clear();
        }
        ("p", Some(open)) => {
            if !open.words.is_empty() {
                open.words.push(' ');
            }
            open.inside = true;
        }
        ("s", Some(open)) => open.words.push(' '),
        _ => {}
    }
    Ok(())
}

fn end(name: &str, open: &mut Option<Open>, sheets: &mut Vec<Sheet>) -> Result<(), String> {
    match (name, open.as_mut()) {
        ("p", Some(open)) => open.inside = false,
        ("table-cell" | "covered-table-cell", Some(open)) => {
            let value = open.value.take().unwrap_or_else(|| open.words.trim().to_owned());
            if !value.is_empty() {
                let last = open.column.saturating_add(open.cell_repeats);
                if last > MOST_COLUMNS {
                    return Err(TOO_LARGE.to_owned());
                }
                open.cells.extend((open.column..last).map(|column| (column, value.clone())));
            }
            open.column = open.column.saturating_add(open.cell_repeats);
        }
        ("table-row", Some(open)) => {
            if !open.cells.is_empty() {
                if open.row_repeats > MOST_REPEATS || open.row >= MOST_ROWS {
                    return Err(TOO_LARGE.to_owned());
                }
                for row in open.row..open.row + open.row_repeats {
                    for (column, value) in &open.cells {
                        open.rows.put(row, *column, value)?;
                    }
                }
            }
            open.row = open.row.saturating_add(open.row_repeats);
        }
        ("table", Some(_)) => {
            if let Some(open) = open.take() {
                sheets.push(Sheet { name: open.name, text: open.rows.text });
            }
        }
        _ => {}
    }
    Ok(())
}
