//! What is put into a ledger: our documents in words every ledger has.
//!
//! Amounts are more than zero unless said otherwise, in the organisation's home currency. What one
//! document needs of another it names as the ledger does, so that nothing is sent before what it
//! needs is there.

use chrono::NaiveDate;

use super::{Kind, mark};
use crate::money::Money;

/// An order to make something in a ledger, or to change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The id of our row, stored before: the same key in the same generation is one thing.
    pub key: String,
    /// Counted from 1: raised only where the user wants anew what was deleted there.
    pub generation: u32,
    /// What to change, and the version of it that we last saw; nothing where it is to be made.
    pub over: Option<(String, String)>,
    /// What it is to be.
    pub document: Document,
}

/// A document in words every ledger has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// Who is billed.
    Contact(Contact),
    /// What is billed for.
    Item(Item),
    /// An invoice.
    Invoice(Invoice),
    /// A credit note.
    CreditNote(CreditNote),
    /// A file.
    Attachment(Attachment),
    /// A payment.
    Payment(Payment),
    /// A refund.
    Refund(Refund),
    /// A bank entry.
    BankEntry(BankEntry),
}

/// Who is billed. It is found again by the mark of its key where the ledger keeps one, else by its
/// name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name, unique there.
    pub name: String,
    /// The person; may be empty.
    pub person: String,
    /// May be empty.
    pub email: String,
    /// May be empty.
    pub phone: String,
    /// Lines of an address; may be empty.
    pub address: String,
    /// May be empty.
    pub tax_number: String,
}

/// What is billed for. It is found again by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Name, unique there.
    pub name: String,
    /// The account its sales go to.
    pub account: String,
}

/// An invoice. It is found again by its number, which is unique there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Our number.
    pub number: String,
    /// Who is billed.
    pub contact: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Its lines, in order.
    pub lines: Vec<BillLine>,
    /// Sum of the lines' net amounts.
    pub net: Money,
    /// Sum of their taxes, to the cent as we printed it.
    pub tax: Money,
    /// The agreement it follows from, in words for the ledger's own note; may be empty.
    pub note: String,
}

/// A line of an invoice or a credit note. One piece at its net amount, so that nothing is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// What for.
    pub words: String,
    /// Without tax; below zero where it sets something off.
    pub net: Money,
    /// Tax, to the cent.
    pub tax: Money,
    /// The account of income, or of what is given up; empty where the item says it.
    pub account: String,
    /// The item; empty where it has none.
    pub item: String,
    /// The code of tax; empty where the ledger needs none.
    pub tax_code: String,
}

/// What takes an invoice back. It is found again by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditNote {
    /// Our number.
    pub number: String,
    /// Who was billed.
    pub contact: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// Its lines.
    pub lines: Vec<BillLine>,
    /// Sum of the lines' net amounts.
    pub net: Money,
    /// Sum of their taxes.
    pub tax: Money,
    /// What it takes off which invoice; nothing where all of it is the client's credit.
    pub takes_off: Option<Allocated>,
    /// Why.
    pub note: String,
}

/// A part joined to an invoice, or to a credit note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocated {
    /// The invoice, or the credit note of a refund, by the ledger's own name.
    pub invoice: String,
    /// How much.
    pub amount: Money,
}

/// A file beside an invoice. It is found again by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The invoice.
    pub invoice: String,
    /// Name of the file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What tells it from any other: the SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes; empty until it is sent.
    pub bytes: Vec<u8>,
}

/// A part of a client's money that pays one invoice. It is found again by the mark of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Who paid.
    pub contact: String,
    /// The day the money came.
    pub on: NaiveDate,
    /// The invoice it pays, and how much of it.
    pub pays: Allocated,
    /// Where the money went: a bank account, or the account of what a processor holds.
    pub account: String,
    /// What our book calls it; may be empty.
    pub words: String,
}

/// Money paid back of what a credit note left as credit. It is found again by the mark of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Who has it back.
    pub contact: String,
    /// The credit note, by the ledger's own name.
    pub credit_note: String,
    /// The day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Where the money came from.
    pub account: String,
}

/// Money that reaches a bank account, or leaves it where the sum is below zero: one entry for the
/// one line of the bank. It is found again by the mark of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntry {
    /// The bank account.
    pub account: String,
    /// Who it is from; empty where the ledger asks for nobody.
    pub contact: String,
    /// The day it arrives.
    pub on: NaiveDate,
    /// What it is made of; the sum is what the bank shows.
    pub parts: Vec<BankPart>,
    /// What the bank line says of it; may be empty.
    pub words: String,
}

/// A part of a bank entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankPart {
    /// The account it comes from.
    pub account: String,
    /// How much; below zero for a fee.
    pub amount: Money,
    /// In words.
    pub words: String,
}

impl Put {
    /// The mark that the document carries.
    pub fn mark(&self) -> String {
        mark(&self.key)
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.document.kind()
    }
}

impl Document {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Document::Contact(_) => Kind::Contact,
            Document::Item(_) => Kind::Item,
            Document::Invoice(_) => Kind::Invoice,
            Document::CreditNote(_) => Kind::CreditNote,
            Document::Attachment(_) => Kind::Attachment,
            Document::Payment(_) => Kind::Payment,
            Document::Refund(_) => Kind::Refund,
            Document::BankEntry(_) => Kind::BankEntry,
        }
    }
}
