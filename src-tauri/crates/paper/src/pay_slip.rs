//! The slip that goes with an invoice which can be paid on a page: its code and its link. The
//! invoice itself was frozen before the page was made.

use chrono::NaiveDate;
use domain::money::Money;

use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::fonts::Face;
use crate::grid::{MEASURE, TEXT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::{MetaRow, Stationery};
use crate::structure::Role;
use crate::text::{Setter, Style};
use crate::words::with_sign;

const TITLE: Style = Style::new(Face::Serif, 30.0);
const AMOUNT: Style = Style::new(Face::Serif, 26.0);
/// The edge of a code in points, 4.2 cm: read from an arm's length.
const EDGE: f32 = 119.0;

/// A slip to pay an invoice by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaySlip {
    /// Letterhead, paper, footer.
    pub stationery: Stationery,
    /// The addressee, one line each.
    pub addressee: Vec<String>,
    /// The invoice's number.
    pub invoice: String,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// What is open on it.
    pub open: Money,
    /// The page's address.
    pub link: String,
    /// Other ways to pay, a paragraph each line; may be empty.
    pub how_to_pay: String,
}

impl PaySlip {
    /// The slip as a file. Never fails: what cannot be set is among the findings, and a link too
    /// long for a code stands without one.
    pub fn render(&self) -> Rendered {
        let mut composer = Composer::new(&self.stationery);
        let due = self.stationery.dates.long(self.due_on);
        composer.letterhead();
        let meta = [MetaRow::new("Invoice", &self.invoice), MetaRow::new("Due", &due)];
        composer.addressee(&self.addressee, &meta);
        composer.title("To pay this invoice", TITLE, TEXT, 65.5);
        let key = composer.at("amount");
        let line = |setter: &mut Setter| setter.fitted(&with_sign(self.open), AMOUNT, MEASURE);
        let line = composer.setter.within(Role::Paragraph, line);
        let ink = [Ink::text(TEXT, 17.68, line)];
        composer.rows.push(Row::new(20.0).with(ink).keyed(&key).after(18.5).broken(Break::Never));
        let key = composer.at("how");
        let how = "Point the camera of your phone at this code, or open the address below it. The \
                   page takes no more than what is still open, and closes when that is paid.";
        composer.paragraph(&key, how, 12.0);
        composer.code("code", &self.link, EDGE, 18.0);
        composer.note("link", "Address", &self.link, 14.0);
        if !self.how_to_pay.is_empty() {
            composer.note("otherwise", "Other ways", &self.how_to_pay, 14.0);
        }
        composer.finish(&format!("To pay invoice {}", self.invoice))
    }
}

#[cfg(test)]
mod tests;
