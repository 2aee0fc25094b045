//! A document as plain reading text: what its pages say, in order, without how they look. One
//! source for every place that shows a letter without its pages.

/// A part of a document, in reading order. Texts are final: citations hold their numbers, money
/// is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading; level 1 is the title.
    Heading {
        /// 1 to 3.
        level: u8,
        /// The heading.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// Labels and their values, such as number and date.
    Facts(Vec<(String, String)>),
    /// A numbered clause.
    Clause {
        /// Its place in this document: `5.4`.
        number: String,
        /// Its name for ever: `PAY-LATE`.
        id: String,
        /// The heading, without a full stop.
        heading: String,
        /// The text; paragraphs are parted by a blank line.
        text: String,
        /// Terms below the text: label and text.
        terms: Vec<(String, String)>,
    },
    /// A table.
    Table {
        /// The heads of the columns.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
        /// What stands under it; may be empty.
        note: String,
    },
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// One text a column; the first names the row.
    pub cells: Vec<String>,
    /// The small line under the name; may be empty.
    pub sub_line: String,
    /// Whether it is the total.
    pub total: bool,
}
