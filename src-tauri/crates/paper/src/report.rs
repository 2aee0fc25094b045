//! A report to look at and to file: one figure, a few sentences, tables of figures.

mod setting;

use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};

/// A report. Its figures come as words; nothing is added up here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// What it is: `Cash forecast`.
    pub title: String,
    /// What it is about, one line each.
    pub about: Vec<String>,
    /// Rows beside that.
    pub meta: Vec<MetaRow>,
    /// The one figure: its label, the figure, what it means.
    pub figure: (String, String, String),
    /// Its tables, in order.
    pub tables: Vec<Table>,
    /// Currency and how it is computed; small type.
    pub note: String,
}

/// A table: a name and figures a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The head of the names.
    pub head: String,
    /// The heads of the figures, five at most.
    pub heads: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What it is.
    pub name: String,
    /// More about it in small type; may be empty.
    pub sub_line: String,
    /// Its figures, one for each head; an empty one is left out.
    pub figures: Vec<String>,
    /// Whether it is a total.
    pub total: bool,
}

impl Report {
    /// The report as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
