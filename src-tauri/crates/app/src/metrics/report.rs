//! The figures of collecting on paper.

use paper::MetaRow;
use paper::report::Table;

use super::{MetricRow, ShowMetrics, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::currency_words;
use crate::reports::{self, Told, row, shown};
use crate::wire::{FileOut, date};

/// Said where a figure cannot be worked out.
const NOT_YET: &str = "not yet";

/// The figures as a file.
pub fn paper(look: &Look<'_>, asked: ShowMetrics) -> Result<FileOut, Failure> {
    let day = |text: &str| -> Result<String, Failure> { Ok(look.long_date(date("from", text)?)) };
    let (from, to) = (day(&asked.from)?, day(&asked.to)?);
    let page = show(look, asked)?;
    let mut parts: Vec<&str> = page.rows.iter().map(|row| row.part.as_str()).collect();
    parts.dedup();
    let mut tables: Vec<Table> = parts.iter().map(|part| table(part, &page.rows)).collect();
    let mut clients = Vec::new();
    for one in &page.clients {
        let figures = vec![shown(&one.now)?, shown(&one.before)?];
        clients.push(row(one.client.clone(), String::new(), figures));
    }
    tables.push(Table { rows: clients, ..table("Earned by client", &[]) });
    let first = page.rows.first();
    let told = Told {
        title: "Collecting",
        about: vec!["All clients".to_owned()],
        meta: vec![
            MetaRow::new("From", from),
            MetaRow::new("To", to),
            MetaRow::new(
                "Before",
                format!("{} to {}", day(&page.before_from)?, day(&page.before_to)?),
            ),
        ],
        figure: (
            first.map(|row| row.label.clone()).unwrap_or_default(),
            first.map(|row| value(row, row.now.as_ref())).unwrap_or_default(),
            first.map(|row| row.how.clone()).unwrap_or_default(),
        ),
        tables,
        note: format!("Amounts in {}.", currency_words(look.currency())),
    };
    reports::file(look, told)
}

fn value(row: &MetricRow, of: Option<&String>) -> String {
    of.map_or(NOT_YET.to_owned(), |value| format!("{value} {}", row.unit))
}

fn table(part: &str, all: &[MetricRow]) -> Table {
    let told = all.iter().filter(|of| of.part == part).map(|of| {
        let figures = vec![value(of, of.now.as_ref()), value(of, of.before.as_ref())];
        row(of.label.clone(), of.how.clone(), figures)
    });
    reports::table(part, &["Now", "Before"], told.collect())
}
