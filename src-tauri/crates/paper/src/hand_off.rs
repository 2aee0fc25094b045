//! The cover of a hand-off pack: what is owed, by whom to whom, the dates that matter, the files.

mod setting;

use chrono::NaiveDate;
use domain::money::Money;

use crate::invoice::Note;
use crate::page::Rendered;
use crate::stationery::Stationery;

/// The cover of the files that go to a recovery agent, a solicitor or the court.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOff {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The pack's number.
    pub number: String,
    /// The day whose end the figures mean.
    pub figures_at: NaiveDate,
    /// "Prepared for a recovery agent, a solicitor or the court."
    pub summary: String,
    /// What is owed on that day.
    pub owed: Money,
    /// What it is made of, what each further day adds, what is in dispute.
    pub owed_says: String,
    /// Who owes.
    pub debtor: Party,
    /// To whom.
    pub creditor: Party,
    /// The dates that matter for limitation, in order.
    pub dates: Vec<DatedFact>,
    /// The files in order.
    pub files: Vec<PackFile>,
    /// What is left out and why, what happens from now on.
    pub notes: Vec<Note>,
    /// The name and capacity under the signature line: "Isobel Wray, director".
    pub signatory: String,
}

/// One side of the debt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// Name, number, address, person, how to reach them; one line each.
    pub lines: Vec<String>,
    /// Kind of debtor, guarantor, authority, assignment; small type.
    pub remark: String,
}

/// Something that happened on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DatedFact {
    /// What.
    pub what: String,
    /// When.
    pub on: NaiveDate,
}

/// A file of the pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackFile {
    /// What it is: "Agreement, signed, with its terms".
    pub what: String,
    /// Its name in the pack: "01-agreement.pdf".
    pub file: String,
    /// How many pages it has; nothing prints as a dash.
    pub pages: Option<u32>,
    /// Its SHA-256, of which the first eight and the last four digits are printed.
    pub sha256: [u8; 32],
}

impl HandOff {
    /// The cover as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        setting::render(self)
    }
}

#[cfg(test)]
mod tests;
