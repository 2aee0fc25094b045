//! The figures of collecting on paper.

use paper::MetaRow;
use paper::report::{Report, Row, Table};

use super::{MetricRow, ShowMetrics, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};
use crate::wire::{FileOut, date, encode};

/// Said where a figure cannot be worked out.
const NOT_YET: &str = "not yet";

/// The figures as a file.
pub fn paper(look: &Look<'_>, asked: ShowMetrics) -> Result<FileOut, Failure> {
    let day = |text: &str| -> Result<String, Failure> { Ok(look.long_date(date("from", text)?)) };
    let (from, to) = (day(&asked.from)?, day(&asked.to)?);
    let page = show(look, asked)?;
    let footer = format!("{} · collecting · {to}", look.practice.name);
    let mut parts: Vec<&str> = page.rows.iter().map(|row| row.part.as_str()).collect();
    parts.dedup();
    let mut tables: Vec<Table> = parts.iter().map(|part| table(part, &page.rows)).collect();
    let mut clients = Vec::new();
    for one in &page.clients {
        let figures = [one.now.money()?.shown(), one.before.money()?.shown()];
        clients.push(Row {
            name: one.client.clone(),
            sub_line: String::new(),
            figures: figures.to_vec(),
            total: false,
        });
    }
    tables.push(Table { rows: clients, ..table("Earned by client", &[]) });
    let first = page.rows.first();
    let report = Report {
        stationery: stationery(look, footer, look.now, false)?,
        title: "Collecting".to_owned(),
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
    Ok(FileOut {
        name: format!("Collecting {}.pdf", look.today),
        media_type: "application/pdf".to_owned(),
        content: encode(&report.render().bytes),
    })
}

fn value(row: &MetricRow, of: Option<&String>) -> String {
    of.map_or(NOT_YET.to_owned(), |value| format!("{value} {}", row.unit))
}

fn table(part: &str, all: &[MetricRow]) -> Table {
    let rows = all.iter().filter(|row| row.part == part).map(|row| Row {
        name: row.label.clone(),
        sub_line: row.how.clone(),
        figures: vec![value(row, row.now.as_ref()), value(row, row.before.as_ref())],
        total: false,
    });
    Table {
        head: part.to_owned(),
        heads: vec!["Now".to_owned(), "Before".to_owned()],
        rows: rows.collect(),
    }
}
