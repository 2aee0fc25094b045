//! Reports of figures as files: what every one of them has in common.

use paper::MetaRow;
use paper::report::{Report, Row, Table};

use crate::context::Look;
use crate::failure::Failure;
use crate::letter::stationery;
use crate::wire::{Amount, FileOut, encode};

/// What a report says, before it has a letterhead.
pub(crate) struct Told {
    /// What it is: `Cash forecast`. Its file has the same name, with the day.
    pub(crate) title: &'static str,
    /// What it is about, one line each.
    pub(crate) about: Vec<String>,
    /// Rows beside that.
    pub(crate) meta: Vec<MetaRow>,
    /// The one figure: its label, the figure, what it means.
    pub(crate) figure: (String, String, String),
    /// Its tables, in order.
    pub(crate) tables: Vec<Table>,
    /// Currency and how it is computed.
    pub(crate) note: String,
}

/// The report with the practice's letterhead.
pub(crate) fn with_letterhead(look: &Look<'_>, told: Told) -> Result<Report, Failure> {
    let Told { title, about, meta, figure, tables, note } = told;
    let day = look.long_date(look.today);
    let footer = format!("{} · {} · {day}", look.practice.name, title.to_lowercase());
    let stationery = stationery(look, footer, look.now, false)?;
    Ok(Report { stationery, title: title.to_owned(), about, meta, figure, tables, note })
}

/// The report as a file.
pub(crate) fn file(look: &Look<'_>, told: Told) -> Result<FileOut, Failure> {
    let name = format!("{} {}.pdf", told.title, look.today);
    let content = encode(&with_letterhead(look, told)?.render().bytes);
    Ok(FileOut { name, media_type: "application/pdf".to_owned(), content })
}

/// A table with these heads.
pub(crate) fn table(head: &str, heads: &[&str], rows: Vec<Row>) -> Table {
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    Table { head: head.to_owned(), heads, rows }
}

/// A row that is no total.
pub(crate) fn row(name: String, sub_line: String, figures: Vec<String>) -> Row {
    Row { name, sub_line, figures, total: false }
}

/// An amount as a report writes it, without its currency.
pub(crate) fn shown(amount: &Amount) -> Result<String, Failure> {
    Ok(amount.money()?.shown())
}
