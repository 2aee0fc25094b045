//! What is asked and answered about lists of other programs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::FileIn;

/// Which columns of the file fill which field, counted from 0, in their order.
pub type Mapping = BTreeMap<String, Vec<u32>>;

/// Shows what a list would bring.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewImport {
    /// `clients`, `services`, `agreements` or `open_invoices`.
    pub kind: String,
    /// The file.
    pub file: FileIn,
    /// The user's mapping; none lets the program propose one.
    #[serde(default)]
    #[ts(type = "{ [key in string]: number[] } | null", optional)]
    pub mapping: Option<Mapping>,
    /// Of agreements: the first day that is billed here; left out, today.
    #[serde(default)]
    #[ts(optional)]
    pub bills_from: Option<String>,
}

/// Brings a list over: all in one, undoable in one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    /// `clients`, `services`, `agreements` or `open_invoices`.
    pub kind: String,
    /// The file.
    pub file: FileIn,
    /// The mapping that was previewed.
    #[ts(type = "{ [key in string]: number[] }")]
    pub mapping: Mapping,
    /// Of agreements: the first day that is billed here; left out, today.
    #[serde(default)]
    #[ts(optional)]
    pub bills_from: Option<String>,
    /// The lines to bring, counted from 1; left out, all that add something.
    #[serde(default)]
    #[ts(optional)]
    pub take: Option<Vec<u32>>,
}

/// A column of the file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileColumn {
    /// Counted from 0.
    pub index: u32,
    /// Its head.
    pub head: String,
    /// Its first values that are not empty, three at most.
    pub examples: Vec<String>,
}

/// A field that a column of the file can fill.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportField {
    /// Its name in the mapping.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// Whether nothing comes without it.
    pub needed: bool,
}

/// A column of the rows that are shown.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportTitle {
    /// What it is called.
    pub title: String,
    /// Whether it holds figures.
    pub figures: bool,
}

/// A row of the file and what would become of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportRow {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// A text for each title.
    pub cells: Vec<String>,
    /// `adds`; `differs` where the book has something like it, so that it comes only if it is
    /// asked for; `known` where there is nothing to bring; `refused`.
    pub outcome: String,
    /// Why, or what comes with it; may be empty.
    pub note: String,
}

/// What the file holds, read with the mapping.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportPreview {
    /// Whose export it is: `Xero`, `QuickBooks`, `Ignition`, or nothing.
    pub recognised: Option<String>,
    /// The encoding it was read with.
    pub encoding: String,
    /// All columns.
    pub columns: Vec<FileColumn>,
    /// What they can fill.
    pub fields: Vec<ImportField>,
    /// The mapping used.
    #[ts(type = "{ [key in string]: number[] }")]
    pub mapping: Mapping,
    /// What the cells of the rows are.
    pub titles: Vec<ImportTitle>,
    /// Every row that speaks of something, in the file's order.
    pub rows: Vec<ImportRow>,
    /// How many add something.
    pub adds: u32,
    /// How many are like something in the book.
    pub differs: u32,
    /// How many have nothing to bring.
    pub known: u32,
    /// How many cannot come.
    pub refused: u32,
    /// What those that add something come to: `3 open invoices, 2,150.00`.
    pub summary: String,
    /// Of agreements: the first day that is billed here.
    pub bills_from: Option<String>,
}

/// A row that was not brought over.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RejectedRow {
    /// The line in the file, counted from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Imported {
    /// The import, by which it can be undone.
    pub id: String,
    /// How many rows were brought over.
    pub added: u32,
    /// How many clients were added with them.
    pub clients: u32,
    /// What was brought over: `3 open invoices, 2,150.00`.
    pub words: String,
    /// Rows that could not be brought over.
    pub rejected: Vec<RejectedRow>,
    /// Rows left out by the user, or because the book has something like them.
    pub left_out: u32,
}
