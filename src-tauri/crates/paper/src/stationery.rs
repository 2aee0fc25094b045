//! What every document of a practice has in common: letterhead, paper, dates, footer.

use chrono::{DateTime, NaiveDate, Utc};

use crate::page::Paper;

/// How a date is written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateStyle {
    /// "November 21, 2026": the United States.
    MonthFirst,
    /// "21 November 2026": everywhere else.
    DayFirst,
}

impl DateStyle {
    /// The date in words, as it stands in a letter.
    pub fn long(self, date: NaiveDate) -> String {
        match self {
            DateStyle::MonthFirst => date.format("%B %-d, %Y").to_string(),
            DateStyle::DayFirst => date.format("%-d %B %Y").to_string(),
        }
    }

    /// The date where there is little room: "Nov 21, 2026", "21 Nov 2026".
    pub fn short(self, date: NaiveDate) -> String {
        match self {
            DateStyle::MonthFirst => date.format("%b %-d, %Y").to_string(),
            DateStyle::DayFirst => date.format("%-d %b %Y").to_string(),
        }
    }
}

/// A picture file as the user gave it; PNG or JPEG, told apart by its content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logo(pub Vec<u8>);

/// The head of the first page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letterhead {
    /// The practice's name, set large at the left.
    pub practice: String,
    /// The person behind it, with letters after the name; empty for none.
    pub person: String,
    /// Address, telephone, mail, registrations: one line each, set at the right.
    pub address: Vec<String>,
    /// The logo, if there is one.
    pub logo: Option<Logo>,
}

/// What every document is set on and with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stationery {
    /// The head of the first page.
    pub letterhead: Letterhead,
    /// The size of the paper.
    pub paper: Paper,
    /// How dates are written.
    pub dates: DateStyle,
    /// The language of the text as a BCP 47 tag, `en-US` or `en-GB`.
    pub language: String,
    /// The instant the document was made, kept in the file's properties.
    pub made_at: DateTime<Utc>,
    /// The line at the foot of every page: who to whom, which document, its date.
    pub footer: String,
    /// Whether "Draft" is printed across every page.
    pub draft: bool,
}

/// How the prose of a letter is set. The default is ragged at the right, words whole.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Setting {
    /// Whether every line but the last of a paragraph fills the measure.
    pub justified: bool,
    /// Whether words may be divided at line ends, as the stationery's language does.
    pub hyphenated: bool,
}

/// A label and its value, as at the right of the addressee.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MetaRow {
    /// The label: "Proposal".
    pub label: String,
    /// The value: "PR-0042".
    pub value: String,
}

impl MetaRow {
    /// A row from its two texts.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> MetaRow {
        MetaRow { label: label.into(), value: value.into() }
    }
}
