//! Delimited text into rows, forgiving as spreadsheets are: quoted line breaks, a stray quote,
//! `="0123"` cells, mixed line ends, ragged rows. It knows nothing about money or clients.

use std::borrow::Cow;

/// The delimiters that exports use.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The most cells a row may have.
pub const MOST_COLUMNS: usize = 512;

/// The most rows a table may have.
pub const MOST_ROWS: usize = 1_000_000;

/// One row as it stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<'t> {
    /// The cells, trimmed, without their quotes.
    pub cells: Vec<Cow<'t, str>>,
    /// The line the row begins on, from 1.
    pub line: usize,
    /// The byte in the text the row begins at.
    pub at: usize,
}

/// All rows of a text, blank ones included, so that line counts stay what a person sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table<'t> {
    /// The rows in the order of the file.
    pub rows: Vec<Row<'t>>,
    /// What stands between two cells.
    pub delimiter: char,
}

/// Why a text is not a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A row with more cells than any statement or list has.
    #[error("line {0} has more than 512 columns; this is not a bank statement or a list")]
    TooWide(usize),
    /// More rows than can be held at once.
    #[error("the table has more than a million rows; export a shorter period")]
    TooLong,
}

impl Row<'_> {
    /// The text of a cell; empty where the row has no such column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.as_ref())
    }

    /// Whether every cell is empty.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_empty())
    }

    /// The cells that say something, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.cells.iter().enumerate();
        cells.map(|(column, cell)| (column, cell.as_ref())).filter(|(_, cell)| !cell.is_empty())
    }
}

/// Splits `text` at `delimiter`. Fails as [`TableError`] tells.
pub fn rows(text: &str, delimiter: char) -> Result<Table<'_>, TableError> {
    let mut reader = Reader::new(text, delimiter);
    let mut rows = Vec::new();
    while let Some(row) = reader.row()? {
        if rows.len() == MOST_ROWS {
            return Err(TableError::TooLong);
        }
        rows.push(row);
    }
    Ok(Table { rows, delimiter })
}

/// The delimiter whose rows agree best on their number of cells; nothing when no delimiter gives
/// at least two columns.
pub fn delimiter_of(text: &str) -> Option<char> {
    if let Some(named) = text.strip_prefix("sep=").and_then(|rest| rest.chars().next())
        && DELIMITERS.contains(&named)
    {
        return Some(named);
    }
    DELIMITERS
        .into_iter()
        .map(|delimiter| (agreement(text, delimiter), delimiter))
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, _)| *score)
        .map(|(_, delimiter)| delimiter)
}

/// How many of the first rows are looked at to find the delimiter, and how many bytes.
const SAMPLE_ROWS: usize = 300;
const SAMPLE_BYTES: usize = 256 * 1024;

fn agreement(text: &str, delimiter: char) -> u64 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader::new(&text[..end], delimiter);
    let mut widths: Vec<usize> = Vec::new();
    let mut filled = 0_u64;
    while widths.len() < SAMPLE_ROWS {
        match reader.row() {
            Ok(Some(row)) if row.is_blank() => {}
            Ok(Some(row)) => {
                filled += u64::from(row.filled().count() > 1);
                widths.push(row.cells.len());
            }
            Ok(None) => break,
            Err(_) => return 0,
        }
    }
    let total = widths.len() as u64;
    let best = |width: usize| {
        let rows = widths.iter().filter(|other| **other == width).count() as u64;
        // Agreement counts twice, breadth once and only up to a point.
        rows * rows * (width.min(9) as u64 - 1) * 1_000 / (total * total)
    };
    let agreed = (2..=MOST_COLUMNS).filter(|width| widths.contains(width)).map(best).max();
    if filled == 0 { 0 } else { agreed.unwrap_or(0).max(1) }
}

/// How far a quoted cell may run before its quote is taken for a stray one.
const MOST_QUOTED_BYTES: usize = 32 * 1024;

/// How many stray quotes are forgiven before quotes stop meaning anything; this bounds the work.
const MOST_STRAY_QUOTES: usize = 64;

struct Reader<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
    line: usize,
    strays: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, delimiter: char) -> Reader<'t> {
        // Only ASCII delimiters are offered; anything else never occurs and gives one column.
        let delimiter = u8::try_from(delimiter).unwrap_or(0);
        Reader { text, delimiter, at: 0, line: 1, strays: 0 }
    }

    fn row(&mut self) -> Result<Option<Row<'t>>, TableError> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let (line, at) = (self.line, self.at);
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            if cells.len() > MOST_COLUMNS {
                return Err(TableError::TooWide(line));
            }
            if !self.take_delimiter() {
                break;
            }
        }
        self.take_line_end();
        Ok(Some(Row { cells, line, at }))
    }

    fn cell(&mut self) -> Cow<'t, str> {
        let rest = &self.text[self.at..];
        let start = rest.len() - rest.trim_start_matches([' ', '\u{feff}']).len();
        let body = &rest[start..];
        let quote =
            if body.starts_with("=\"") { Some(2) } else { body.starts_with('"').then_some(1) };
        if let Some(skip) = quote.filter(|_| self.strays < MOST_STRAY_QUOTES) {
            match self.quoted(self.at + start + skip) {
                Some(cell) => return cell,
                None => self.strays += 1,
            }
        }
        let bytes = rest.as_bytes();
        let stop = |byte: &u8| *byte == self.delimiter || matches!(*byte, b'\n' | b'\r');
        let end = bytes.iter().position(stop).unwrap_or(bytes.len());
        self.at += end;
        Cow::Borrowed(rest[..end].trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'))
    }

    /// The cell whose opening quote ends at `from`. Nothing when no quote closes it within reach.
    fn quoted(&mut self, from: usize) -> Option<Cow<'t, str>> {
        let bytes = self.text.as_bytes();
        let reach = bytes.len().min(from + MOST_QUOTED_BYTES);
        let mut at = from;
        let mut doubled = false;
        loop {
            at += bytes.get(at..reach)?.iter().position(|byte| *byte == b'"')?;
            let after = bytes.get(at + 1).copied();
            if after == Some(b'"') {
                doubled = true;
                at += 2;
                continue;
            }
            let spaces = bytes[at + 1..].iter().take_while(|byte| **byte == b' ').take(64).count();
            let next = bytes.get(at + 1 + spaces).copied();
            match next {
                None | Some(b'\n' | b'\r') => {}
                Some(byte) if byte == self.delimiter => {}
                // A quote inside the words, not the closing one.
                Some(_) => {
                    at += 1;
                    continue;
                }
            }
            let inner = &self.text[from..at];
            self.line += line_ends(inner.as_bytes());
            self.at = at + 1 + spaces;
            let trimmed = inner.trim();
            return Some(match doubled {
                true => Cow::Owned(trimmed.replace("\"\"", "\"")),
                false => Cow::Borrowed(trimmed),
            });
        }
    }

    fn take_delimiter(&mut self) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&self.delimiter);
        self.at += usize::from(found);
        found
    }

    fn take_line_end(&mut self) {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b'\r') {
            self.at += 1 + usize::from(bytes.get(self.at + 1) == Some(&b'\n'));
            self.line += 1;
        } else if bytes.get(self.at) == Some(&b'\n') {
            self.at += 1;
            self.line += 1;
        }
    }
}

/// How many lines end in `bytes`: a line feed, or a carriage return without one.
pub(crate) fn line_ends(bytes: &[u8]) -> usize {
    let feeds = feeds(bytes);
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    if returns == 0 {
        return feeds;
    }
    let pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    feeds + returns - pairs
}

/// How many line feeds are in `bytes`.
pub(crate) fn feeds(bytes: &[u8]) -> usize {
    // Sums of bytes are what compilers turn into wide instructions.
    let chunk = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(128).map(|bytes| usize::from(chunk(bytes))).sum()
}

#[cfg(test)]
mod tests;
