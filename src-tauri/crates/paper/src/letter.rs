//! The engagement letter: clauses with their ids in the margin, the fee table, the acceptance.

mod acceptance;
mod fees;
mod numbers;
mod reading;
mod setting;

use chrono::NaiveDate;
use domain::money::Money;
use domain::reading::Block;

use crate::page::Rendered;
use crate::stationery::{MetaRow, Setting, Stationery};

/// An engagement letter, proposed or accepted.
///
/// In every text a clause is cited by its id in backticks: `` `AMEND` `` prints the id and
/// `` `#AMEND` `` prints the number the clause has in this letter. An id may name a variant after
/// a stroke (`SCOPE/payroll`); only the part before the stroke is printed.
#[derive(Clone, PartialEq, Debug)]
pub struct Letter {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each, placed for a window envelope.
    pub addressee: Vec<String>,
    /// Proposal, revision, date, open until.
    pub meta: Vec<MetaRow>,
    /// "Engagement letter".
    pub title: String,
    /// "Dear Maya and Jonas,".
    pub greeting: String,
    /// Why we write, one paragraph each.
    pub opening: Vec<String>,
    /// Four or five lines that say the whole, with the clauses that say it in full.
    pub in_brief: Vec<BriefRow>,
    /// The sections, in order. Their clauses are numbered 1.1, 1.2, 2.1.
    pub sections: Vec<Section>,
    /// The block in which the letter is accepted.
    pub acceptance: Option<Acceptance>,
    /// Company and regulatory particulars after the acceptance, as the UK asks for; one text.
    pub particulars: Option<String>,
}

/// One line of the summary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BriefRow {
    /// The line itself.
    pub text: String,
    /// The ids of the clauses it sums up; their numbers are printed at the right.
    pub clauses: Vec<String>,
}

/// A section: a heading and what stands under it.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// The heading, without a number.
    pub heading: String,
    /// What stands under it, in order.
    pub items: Vec<Item>,
}

/// One element of a section.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// A numbered clause.
    Clause(Clause),
    /// A paragraph that is not a clause.
    Paragraph(String),
    /// The fees.
    FeeTable(FeeTable),
}

/// A clause of the letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// The id: `PAY-LATE`, or `SCOPE/payroll` for a variant. Printed in the margin, key of its box.
    pub id: String,
    /// The heading, run in before the text; printed with a full stop after it.
    pub heading: String,
    /// The text. A line that starts with `- ` is an item of a list, and a labelled term if it has a
    /// short label and a colon: `- Amount: the amount …`.
    pub text: String,
}

/// The table of fees, one column of amounts for each option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeeTable {
    /// The key of its box.
    pub key: String,
    /// The options, one to three. A letter without a choice has one, whose label is empty.
    pub options: Vec<FeeOption>,
    /// The rows, totals among them.
    pub rows: Vec<FeeRow>,
    /// What stands under the table: currency, tax, what to mark; may be empty.
    pub note: String,
}

/// One option of the fee table: the head of a column of amounts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeeOption {
    /// "Option 1", beside its box; empty when there is nothing to choose.
    pub label: String,
    /// "Essentials", or "Amount" when there is nothing to choose.
    pub name: String,
    /// Whether it is chosen. Not drawn when the label is empty.
    pub mark: Mark,
}

/// A row of the fee table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeeRow {
    /// The key of its box.
    pub key: String,
    /// What kind of row it is.
    pub kind: FeeRowKind,
    /// The service, or the name of the total.
    pub name: String,
    /// When it is billed, in small type; may be empty.
    pub sub_line: String,
    /// The price of one; nothing for a total.
    pub rate: Option<Money>,
    /// How many times: "12", "2.75 h"; empty for a total.
    pub times: String,
    /// The amount under each option, in their order; nothing where the option has it not.
    pub amounts: Vec<Option<Money>>,
}

/// What a row of the fee table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FeeRowKind {
    /// A service.
    Line,
    /// A service whose price is not known yet: "to be confirmed" stands in place of each missing
    /// amount.
    ToConfirm,
    /// A service to choose on top, with its box. Without any amount its price is to be confirmed.
    AddOn(Mark),
    /// The total, in semibold with a rule above; at most one to a table.
    Total,
    /// A further sum, discount or tax, in plain type.
    Sum,
}

/// The state of something to choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// An empty box, to be marked.
    Open,
    /// A marked box.
    Chosen,
    /// A box left empty in the accepted letter.
    NotChosen,
}

/// The block in which the letter is accepted. It is never split over two pages.
#[derive(Clone, PartialEq, Debug)]
pub struct Acceptance {
    /// What can be chosen; empty when there is nothing to choose.
    pub choices: Vec<Choice>,
    /// Consent to changes by notice, given by initials; nothing when the letter does not ask.
    pub consent: Option<Consent>,
    /// What the signatories confirm.
    pub statement: String,
    /// Who signs, the practice among them, in order.
    pub signatories: Vec<Signatory>,
}

/// One thing to choose in the acceptance block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// "Option 1, Essentials".
    pub name: String,
    /// "$10,850.00 in the first year".
    pub amount: String,
    /// Whether it is chosen.
    pub mark: Mark,
}

/// Consent by initials.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// "Initial here to allow consent by notice."
    pub text: String,
    /// The initials given; nothing while the box is open or if it was left empty.
    pub initials: Option<String>,
}

/// A person who signs.
#[derive(Clone, PartialEq, Debug)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The capacity: "Member, Alder Bakery LLC".
    pub capacity: String,
    /// The signature, once given.
    pub signed: Option<Signed>,
}

/// A signature that was given.
#[derive(Clone, PartialEq, Debug)]
pub struct Signed {
    /// The day, in the practice's time zone.
    pub on: NaiveDate,
    /// How it looks.
    pub signature: Signature,
}

/// How a signature looks.
#[derive(Clone, PartialEq, Debug)]
pub enum Signature {
    /// Drawn: strokes of points in any unit, y downwards; fitted onto the line.
    Drawn(Vec<Vec<(f32, f32)>>),
    /// A typed name, set in italic on the line.
    Typed(String),
    /// Given elsewhere; the line says where in small type: "signed on paper".
    Elsewhere(String),
}

impl Letter {
    /// The letter as a file. Never fails: what cannot be set is among the findings.
    pub fn render(&self) -> Rendered {
        self.render_as(Setting::default())
    }

    /// The same with its prose justified or hyphenated.
    pub fn render_as(&self, setting: Setting) -> Rendered {
        setting::render(self, setting)
    }

    /// The words of the letter in reading order, with numbers and citations as `render` prints
    /// them. The acceptance block is left out: whoever shows the words asks for consent himself.
    pub fn reading(&self) -> Vec<Block> {
        reading::blocks(self)
    }
}

#[cfg(test)]
mod tests;
