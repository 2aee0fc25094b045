//! The records of a BAI2 file: comma-separated fields that end in a slash, or do not, and may go
//! on in `88` records or simply on the next line.

use chrono::NaiveDate;

use crate::amount::Exact;

/// One record with its continuations.
pub(super) struct Record<'t> {
    /// Its two digits.
    pub(super) code: &'t str,
    /// The byte of the text it begins at.
    pub(super) at: usize,
    /// How many records of the file it takes, its `88` ones counted.
    pub(super) rows: usize,
    /// Its fields, the code first; the flag says that a field begins a continuation.
    fields: Vec<(&'t str, bool)>,
}

/// One balance or total of a `03` record.
pub(super) struct Summary<'t> {
    /// The type code.
    pub(super) kind: &'t str,
    /// The amount as written.
    pub(super) amount: Option<&'t str>,
}

/// What stands behind the amount of a `16` record.
pub(super) struct Detail<'t> {
    /// The bank's reference.
    pub(super) bank: &'t str,
    /// The customer's reference.
    pub(super) customer: &'t str,
    /// The text.
    pub(super) words: String,
}

const CODES: [&str; 8] = ["01", "02", "03", "16", "49", "88", "98", "99"];

/// The records of the text. A line that begins with no known code belongs to the one before.
pub(super) fn records(text: &str) -> Vec<Record<'_>> {
    let mut records: Vec<Record<'_>> = Vec::new();
    for (at, piece) in pieces(text) {
        let body = piece.trim_end().strip_suffix('/').unwrap_or(piece.trim_end());
        match (code_of(body), records.last_mut()) {
            (Some("88"), Some(last)) => {
                last.rows += 1;
                last.extend(body.get(3..).unwrap_or_default());
            }
            (Some(code), _) => {
                let fields = body.split(',').map(|field| (field.trim(), false)).collect();
                records.push(Record { code, at, rows: 1, fields });
            }
            (None, Some(last)) if !body.trim().is_empty() => last.extend(body),
            (None, _) => {}
        }
    }
    records
}

/// How many `16` records the text has, counted without reading them.
pub(super) fn markers(text: &str) -> usize {
    pieces(text).filter(|(_, piece)| code_of(piece) == Some("16")).count()
}

/// The lines of the text, and of a line that holds several records each of them.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        (start, line.trim())
    });
    lines.flat_map(|(start, line)| {
        let mut cuts = vec![0];
        if line.ends_with('/') && code_of(line).is_some() {
            cuts.extend(line.match_indices('/').filter_map(|(slash, _)| {
                let rest = &line[slash + 1..];
                let next = rest.trim_start();
                begins_record(next).then_some(slash + 1 + rest.len() - next.len())
            }));
        }
        let ends: Vec<usize> = cuts.iter().skip(1).copied().chain([line.len()]).collect();
        cuts.into_iter().zip(ends).map(move |(from, to)| (start + from, line[from..to].trim_end()))
    })
}

fn code_of(line: &str) -> Option<&str> {
    let code = line.get(..2).filter(|code| CODES.contains(code))?;
    matches!(line.as_bytes().get(2), None | Some(b',' | b'/')).then_some(code)
}

/// Whether text behind a slash is surely another record and not a date or a list of numbers.
fn begins_record(text: &str) -> bool {
    let mut fields = text.split([',', '/']);
    let (Some(code), Some(second)) = (fields.next(), fields.next()) else {
        return false;
    };
    let digits = |field: &str| {
        let bare = field.trim_start_matches(['+', '-']);
        bare.bytes().all(|byte| byte.is_ascii_digit())
    };
    let third = fields.next().unwrap_or_default();
    match code {
        "16" => second.len() == 3 && digits(second) && digits(third),
        "49" | "98" | "99" => digits(second) && digits(third) && !third.is_empty(),
        "02" | "03" => second.len() >= 4 && text.matches(',').count() >= 2,
        "88" => true,
        _ => false,
    }
}

impl<'t> Record<'t> {
    fn extend(&mut self, body: &'t str) {
        let fields = body.split(',').enumerate();
        self.fields.extend(fields.map(|(index, field)| (field, index == 0)));
    }

    /// A field by its place, the code being 0; empty where the record has no such field.
    pub(super) fn field(&self, place: usize) -> &'t str {
        self.fields.get(place).map_or("", |(field, _)| field.trim())
    }

    /// How many fields a funds type at `place` takes, itself counted.
    fn funds(&self, place: usize) -> usize {
        match self.field(place) {
            "V" | "v" => 3,
            "S" | "s" => 4,
            "D" | "d" => {
                let pairs = self.field(place + 1).parse::<usize>().unwrap_or(0);
                2 + pairs.min(self.fields.len()) * 2
            }
            _ => 1,
        }
    }

    /// The balances and totals of a `03` record.
    pub(super) fn summaries(&self) -> Vec<Summary<'t>> {
        let mut summaries = Vec::new();
        let mut place = 3;
        while place < self.fields.len() {
            // A slash behind a comma leaves an empty field that no type stands in.
            if self.field(place).is_empty() {
                place += 1;
                continue;
            }
            let amount = self.fields.get(place + 1).map(|_| self.field(place + 1));
            summaries.push(Summary { kind: self.field(place), amount });
            place += 3 + self.funds(place + 3);
        }
        summaries
    }

    /// References and text of a `16` record.
    pub(super) fn detail(&self) -> Detail<'t> {
        let from = 3 + self.funds(3);
        let mut words = String::new();
        for (index, (field, continues)) in self.fields.iter().skip(from + 2).enumerate() {
            match (index, continues) {
                (0, _) => {}
                (_, true) => words.push(' '),
                (_, false) => words.push(','),
            }
            words.push_str(field);
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Detail { bank: self.field(from), customer: self.field(from + 1), words }
    }
}

/// A whole number of minor units, perhaps with a sign.
pub(super) fn amount(written: &str, digits: u8) -> Option<Exact> {
    let (negative, body) = match written.as_bytes().first()? {
        b'-' => (true, &written[1..]),
        b'+' => (false, &written[1..]),
        _ => (false, written),
    };
    let sound = !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_digit());
    let units: i64 = body.parse().ok().filter(|_| sound)?;
    let within = units <= domain::money::Money::LIMIT_MINOR;
    within.then(|| Exact::new(if negative { -units } else { units }, digits))
}

/// Year, month and day in six digits, or eight as some banks write.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => (2000 + text[..2].parse::<i32>().ok()?, &text[2..]),
        8 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    let year = if text.len() == 6 && year >= 2070 { year - 100 } else { year };
    let sound = (1900..2200).contains(&year);
    let date = || NaiveDate::from_ymd_opt(year, rest[..2].parse().ok()?, rest[2..].parse().ok()?);
    if sound { date() } else { None }
}

/// The start of a text, to be shown.
pub(super) fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(60)]
}
