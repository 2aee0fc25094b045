//! What a ledger says of a document, held against what was sent.

use chrono::NaiveDate;

use crate::jurisdiction::DateStyle;
use crate::ledgers::{Document, Held, HeldState};
use crate::money::Money;

/// A place where a ledger says otherwise than we do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of what, in a word or two.
    pub what: &'static str,
    /// What we have.
    pub ours: String,
    /// What stands there.
    pub theirs: String,
}

impl Difference {
    /// In a sentence, where `there` says where theirs stands: "in Xero", "there".
    pub fn sentence(&self, there: &str) -> String {
        let (what, ours) = (self.what, &self.ours);
        let theirs = if self.theirs.is_empty() { "nothing" } else { &self.theirs };
        match what {
            "number" => format!("it has the number {theirs} {there} and {ours} here"),
            "contact" => format!("it is billed to {theirs} {there} and to {ours} here"),
            "date" => format!("it is dated {theirs} {there} and {ours} here"),
            "due" => format!("it is due on {theirs} {there} and on {ours} here"),
            "set off" => format!("it takes {theirs} off its invoice {there} and {ours} here"),
            "joined to its invoice" => {
                format!("it pays {theirs} of its invoice {there} and {ours} here")
            }
            "joined to its credit note" => {
                format!("it pays back {theirs} of its credit note {there} and {ours} here")
            }
            _ => format!("its {what} is {theirs} {there} and {ours} here"),
        }
    }
}

/// Where `held` differs from `document`, which names others as the ledger does. A cent is a
/// difference. Dates are written as the practice writes them.
pub fn compare(document: &Document, held: &Held, dates: DateStyle) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differ = |what, ours: String, theirs: String| {
        if ours != theirs {
            found.push(Difference { what, ours, theirs });
        }
    };
    let standing = match held.state {
        HeldState::Live => "counts",
        HeldState::Draft => "a draft",
        HeldState::Void => "voided",
        HeldState::Deleted => "deleted",
    };
    differ("standing", "counts".to_owned(), standing.to_owned());
    // What counts for nothing has no amounts worth a word.
    if held.state != HeldState::Live {
        return found;
    }
    if let Some(number) = document.number() {
        differ("number", number.to_owned(), held.number.clone());
    }
    let shown = |money: Option<Money>| money.map_or_else(String::new, Money::shown);
    if let Ok(Some(total)) = document.total() {
        differ("total", total.shown(), shown(held.total));
    }
    let written = |on: NaiveDate| dates.short(on);
    let day = |on: Option<NaiveDate>| on.map_or_else(String::new, written);
    let mut contact = |ours: &str| {
        if !held.contact.is_empty() {
            differ("contact", ours.to_owned(), held.contact.clone());
        }
    };
    match document {
        Document::Contact(_) | Document::Item(_) | Document::Attachment(_) => {}
        Document::Invoice(invoice) => {
            contact(&invoice.contact);
            differ("date", written(invoice.issued_on), day(held.on));
            differ("due", written(invoice.due_on), day(held.due_on));
        }
        Document::CreditNote(note) => {
            contact(&note.contact);
            differ("date", written(note.issued_on), day(held.on));
            if let Some(part) = &note.takes_off {
                differ("set off", part.amount.shown(), joined(held, &part.invoice));
            }
        }
        Document::Payment(payment) => {
            contact(&payment.contact);
            differ("date", written(payment.on), day(held.on));
            let part = &payment.pays;
            differ("joined to its invoice", part.amount.shown(), joined(held, &part.invoice));
        }
        Document::Refund(refund) => {
            differ("date", written(refund.on), day(held.on));
            let part = joined(held, &refund.credit_note);
            differ("joined to its credit note", refund.amount.shown(), part);
        }
        Document::BankEntry(entry) => differ("date", written(entry.on), day(held.on)),
    }
    found
}

/// What a document that is joined in a second step lacks before: these are compared last.
const JOINTS: [&str; 2] = ["set off", "joined to its credit note"];

/// What of `held` is joined to an invoice, as shown; empty where nothing is.
fn joined(held: &Held, invoice: &str) -> String {
    let part = held.allocated.iter().find(|part| part.invoice == invoice);
    part.map_or_else(String::new, |part| part.amount.shown())
}

/// What a look-up by our own key found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: it can be made.
    Nothing,
    /// What we would make is there.
    Same(Box<Held>),
    /// It is there, and not yet joined to what it is for.
    Half(String, Box<Held>),
    /// Something else is there under our key; in words why it is not ours, and what it is.
    Other(String, Box<Held>),
}

/// What `found` under our key is. `anew` says that the user wants again what was taken out there,
/// so that what counts for nothing is passed over.
pub fn recognise(document: &Document, found: &[Held], anew: bool, dates: DateStyle) -> Found {
    let live: Vec<&Held> = found.iter().filter(|held| held.state == HeldState::Live).collect();
    match live.as_slice() {
        [] => match found.first() {
            Some(held) if !anew => {
                let standing = compare(document, held, dates);
                let is = standing.first().map_or("not live", |difference| match held.state {
                    HeldState::Draft => "a draft there",
                    _ if difference.theirs == "voided" => "voided there",
                    _ => "deleted there",
                });
                Found::Other(format!("it is {is}"), Box::new(held.clone()))
            }
            _ => Found::Nothing,
        },
        [held] => match compare(document, held, dates).first() {
            None => Found::Same(Box::new((*held).clone())),
            Some(difference) => {
                let held = Box::new((*held).clone());
                if JOINTS.contains(&difference.what) && difference.theirs.is_empty() {
                    return Found::Half(format!("it is there and not {}", difference.what), held);
                }
                let other = difference.sentence("there");
                let words = format!("its number stands there on another document: {other}");
                Found::Other(words, held)
            }
        },
        [held, ..] => {
            let words = format!("it is there {} times; take out all but one there", live.len());
            Found::Other(words, Box::new((*held).clone()))
        }
    }
}

#[cfg(test)]
mod tests;
