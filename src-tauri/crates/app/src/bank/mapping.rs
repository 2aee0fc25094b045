//! A statement's columns between the wire and the readers.

use statements::amount::Mark;
use statements::dates::DateOrder;
use statements::{AmountColumns, Format, Mapping, Question, Reading, table};

use super::{FileChoice, FileQuestion, StatementMapping};
use crate::failure::{Failure, refused};

/// What a format is called on screen.
pub(super) fn format_words(format: Format) -> &'static str {
    match format {
        Format::OfxSgml | Format::OfxXml => "OFX",
        Format::WebConnect => "Web Connect",
        Format::Csv => "CSV",
        Format::Qif => "QIF",
        Format::Camt => "CAMT",
        Format::Mt940 => "MT940",
        Format::Bai2 => "BAI2",
        Format::Workbook => "Workbook",
        Format::Unknown => "Unknown",
    }
}

/// What the readers take from the user's mapping. Fields left open are detected.
pub(super) fn from_wire(asked: &StatementMapping) -> Result<Mapping, Failure> {
    let column = |at: Option<u32>| at.map(|at| at as usize);
    let date_order = match asked.date_order.as_deref() {
        None => None,
        Some("day_first") => Some(DateOrder::DayMonthYear),
        Some("month_first") => Some(DateOrder::MonthDayYear),
        Some("year_first") => Some(DateOrder::YearMonthDay),
        Some(_) => {
            return Err(refused("mapping.date_order", "choose one of the three orders"));
        }
    };
    let decimal_mark = match asked.decimal_mark.as_deref() {
        None => None,
        Some("point") => Some(Mark::Point),
        Some("comma") => Some(Mark::Comma),
        Some(_) => return Err(refused("mapping.decimal_mark", "choose point or comma")),
    };
    Ok(Mapping {
        skip: column(asked.skip_rows),
        date: column(asked.date),
        date_order,
        amount: amount(asked),
        decimal_mark,
        description: (!asked.description.is_empty())
            .then(|| asked.description.iter().map(|at| *at as usize).collect()),
        reference: column(asked.reference),
        balance: column(asked.balance),
        ..Mapping::default()
    })
}

fn amount(asked: &StatementMapping) -> Option<AmountColumns> {
    let column = asked.amount.map(|at| at as usize);
    let (debit, credit) = (asked.debit.map(|at| at as usize), asked.credit.map(|at| at as usize));
    match (asked.flag, column, debit, credit) {
        (Some(flag), column, _, _) => {
            let out = asked.out_flags.clone();
            Some(AmountColumns::Direction { column, flag: flag as usize, out })
        }
        (None, _, Some(debit), Some(credit)) => Some(match asked.signs.as_deref() {
            Some("by_side") => AmountColumns::BySide { debit, credit },
            Some("own") => AmountColumns::BothSigned { debit, credit },
            _ => AmountColumns::DebitCredit { debit, credit },
        }),
        (None, Some(column), _, _) if asked.inverted => Some(AmountColumns::Inverted { column }),
        (None, Some(column), _, _) => Some(AmountColumns::Signed { column }),
        _ => None,
    }
}

/// The readers' mapping for the window.
pub(super) fn to_wire(mapping: &Mapping) -> StatementMapping {
    let column = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
    let mut wire = StatementMapping {
        skip_rows: column(mapping.skip),
        date: column(mapping.date),
        date_order: mapping.date_order.map(|order| order_word(order).to_owned()),
        description: mapping
            .description
            .iter()
            .flatten()
            .filter_map(|at| column(Some(*at)))
            .collect(),
        reference: column(mapping.reference),
        balance: column(mapping.balance),
        decimal_mark: mapping.decimal_mark.map(|mark| mark_word(mark).to_owned()),
        ..StatementMapping::default()
    };
    let mut two = |debit: usize, credit: usize, signs: &str| {
        wire.debit = column(Some(debit));
        wire.credit = column(Some(credit));
        wire.signs = Some(signs.to_owned());
    };
    match &mapping.amount {
        Some(AmountColumns::Signed { column: at }) => wire.amount = column(Some(*at)),
        Some(AmountColumns::Inverted { column: at }) => {
            wire.amount = column(Some(*at));
            wire.inverted = true;
        }
        Some(AmountColumns::DebitCredit { debit, credit }) => two(*debit, *credit, "unsigned"),
        Some(AmountColumns::BySide { debit, credit }) => two(*debit, *credit, "by_side"),
        Some(AmountColumns::BothSigned { debit, credit }) => two(*debit, *credit, "own"),
        Some(AmountColumns::Direction { column: at, flag, out }) => {
            wire.amount = column(*at);
            wire.flag = column(Some(*flag));
            wire.out_flags = out.clone();
        }
        None => {}
    }
    wire
}

fn order_word(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => "day_first",
        DateOrder::MonthDayYear => "month_first",
        DateOrder::YearMonthDay => "year_first",
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Point => "point",
        Mark::Comma => "comma",
    }
}

/// A question for the window: each answer with the layout to read the file by when it is chosen,
/// what was known before included.
pub(super) fn question(question: &Question, known: &Mapping) -> FileQuestion {
    let choice = |value: String, words: String, mapping: Mapping| FileChoice {
        value,
        words,
        mapping: to_wire(&mapping),
    };
    let amount = |amount: AmountColumns| Mapping { amount: Some(amount), ..known.clone() };
    let (field, choices): (_, Vec<FileChoice>) = match question {
        Question::DateOrder { choices, .. } => {
            let order = |order: &DateOrder| {
                let mapping = Mapping { date_order: Some(*order), ..known.clone() };
                choice(order_word(*order).to_owned(), order.words().to_owned(), mapping)
            };
            ("date_order", choices.iter().map(order).collect())
        }
        Question::DecimalMark { .. } => {
            let mark = |mark: Mark, words: &str| {
                let mapping = Mapping { decimal_mark: Some(mark), ..known.clone() };
                choice(mark_word(mark).to_owned(), words.to_owned(), mapping)
            };
            let point = mark(Mark::Point, "A point stands before the cents: 1,234.56");
            let comma = mark(Mark::Comma, "A comma stands before the cents: 1.234,56");
            ("decimal_mark", vec![point, comma])
        }
        Question::Sign { column, .. } => {
            let column = *column;
            let came = amount(AmountColumns::Signed { column });
            let went = amount(AmountColumns::Inverted { column });
            let came = choice("in".to_owned(), "Money that came in".to_owned(), came);
            (
                "inverted",
                vec![came, choice("out".to_owned(), "Money that went out".to_owned(), went)],
            )
        }
        Question::Flags { column, flag, values } => {
            let direction = |out: Vec<String>| {
                let came: Vec<&str> =
                    values.iter().filter(|one| !out.contains(one)).map(String::as_str).collect();
                let words = format!("{} went out, {} came in", out.join(", "), came.join(", "));
                let value = out.join(",");
                let told = AmountColumns::Direction { column: Some(*column), flag: *flag, out };
                choice(value, words, amount(told))
            };
            let one = values.iter().map(|flag| vec![flag.clone()]);
            // Of three or more, all but one may be it too.
            let rest = |flag: &String| values.iter().filter(|one| *one != flag).cloned().collect();
            let but_one = values.iter().filter(|_| values.len() > 2).map(rest);
            ("out_flags", one.chain(but_one).map(direction).collect())
        }
        Question::DateColumn { headings } => {
            let date = |(at, heading): (usize, &String)| {
                let mapping = Mapping { date: Some(at), ..known.clone() };
                choice(at.to_string(), heading.clone(), mapping)
            };
            ("date", headings.iter().enumerate().map(date).collect())
        }
        Question::AmountColumn { headings, choices } => {
            let column = |at: &usize| {
                let heading = headings.get(*at).cloned().unwrap_or_default();
                choice(at.to_string(), heading, amount(AmountColumns::Signed { column: *at }))
            };
            ("amount", choices.iter().map(column).collect())
        }
    };
    FileQuestion { field: field.to_owned(), text: question.words(), choices }
}

/// Heads of the columns of a table, or its first row's values, for the mapping.
pub(super) fn columns(bytes: &[u8], reading: &Reading) -> Vec<String> {
    if !matches!(reading.format, Format::Csv | Format::Workbook) {
        return Vec::new();
    }
    let Some(text) = statements::table_text(bytes) else {
        return Vec::new();
    };
    let delimiter = match reading.format {
        Format::Workbook => Some(','),
        _ => table::delimiter_of(&text),
    };
    let Some(table) = delimiter.and_then(|delimiter| table::rows(&text, delimiter).ok()) else {
        return Vec::new();
    };
    let head = reading.mapping.as_ref().and_then(|mapping| mapping.skip).unwrap_or(1);
    let row = table.rows.get(head.saturating_sub(1)).or(table.rows.first());
    row.map(|row| row.cells.iter().map(|cell| cell.to_string()).collect()).unwrap_or_default()
}
