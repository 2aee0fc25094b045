//! Ledgers of others: the books that a practice keeps elsewhere, as far as this program writes into
//! them and reads back.
//!
//! What one can do is data ([`Brand::capabilities`]); how it is spoken with is `connect`'s affair.
//! Whatever is put there carries a key that the book stored before, and ends done, refused or not
//! known ([`Trouble`]). What is not known is looked up by its key and never sent again before that
//! (rule 10).

mod capabilities;
mod documents;
mod trouble;

pub use capabilities::Capabilities;
pub use documents::{
    Allocated, Attachment, BankEntry, BankPart, BillLine, Contact, CreditNote, Document, Invoice,
    Item, Payment, Put, Refund,
};
pub use trouble::{Reason, Refusal, Trouble};

use chrono::{DateTime, NaiveDate, Utc};

use crate::money::{Currency, Money};
use crate::named::Named;

/// A ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brand {
    /// Xero.
    Xero,
    /// QuickBooks Online.
    QuickBooks,
}

impl Named for Brand {
    const NAMES: &'static [(&'static str, Brand)] =
        &[("xero", Brand::Xero), ("quickbooks", Brand::QuickBooks)];
}

/// What is put into a ledger, in the order in which one thing needs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Who is billed.
    Contact,
    /// What is billed for.
    Item,
    /// An invoice.
    Invoice,
    /// What takes an invoice back, in part or whole; a write-off is one too.
    CreditNote,
    /// A file beside an invoice.
    Attachment,
    /// A part of a client's money that pays one invoice.
    Payment,
    /// Money paid back to a client of a credit note.
    Refund,
    /// Money that reaches a bank account from other accounts: a payout less its fees.
    BankEntry,
}

impl Named for Kind {
    const NAMES: &'static [(&'static str, Kind)] = &[
        ("contact", Kind::Contact),
        ("item", Kind::Item),
        ("invoice", Kind::Invoice),
        ("credit_note", Kind::CreditNote),
        ("attachment", Kind::Attachment),
        ("payment", Kind::Payment),
        ("refund", Kind::Refund),
        ("bank_entry", Kind::BankEntry),
    ];
}

/// The organisation that a connection writes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The ledger's own name of it: Xero's tenant, QuickBooks' realm.
    pub reference: String,
    /// The name people know it by; it stands on every screen of the sync.
    pub name: String,
    /// Two letters of ISO 3166; empty where the ledger does not say.
    pub country: String,
    /// The home currency; nothing where this program knows it not.
    pub currency: Option<Currency>,
    /// Up to and with this day nothing may be changed; nothing where all days are open.
    pub locked_until: Option<NaiveDate>,
    /// When the user has to sign in anew if nothing is synced before; nothing where that is not
    /// known.
    pub signed_in_until: Option<DateTime<Utc>>,
    /// Whether it is for trying only: a demo company or a sandbox.
    pub demo: bool,
}

/// The lists of a ledger that ours are matched with. What is archived there is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Codes of tax.
    pub taxes: Vec<TaxCode>,
    /// Items.
    pub items: Vec<ListedItem>,
    /// Contacts.
    pub contacts: Vec<ListedContact>,
}

/// An account there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The ledger's own name of it.
    pub reference: String,
    /// The number people know it by; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub class: AccountClass,
    /// Whether a payment may go to it.
    pub takes_payments: bool,
    /// Its currency, where it has one of its own.
    pub currency: Option<Currency>,
}

/// What an account there is for, as far as it matters which of ours it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountClass {
    /// A bank account.
    Bank,
    /// Another asset, like one for what a processor holds; QuickBooks' Undeposited Funds.
    CurrentAsset,
    /// Income.
    Income,
    /// Expense.
    Expense,
    /// Anything else.
    Other,
}

impl Named for AccountClass {
    const NAMES: &'static [(&'static str, AccountClass)] = &[
        ("bank", AccountClass::Bank),
        ("current_asset", AccountClass::CurrentAsset),
        ("income", AccountClass::Income),
        ("expense", AccountClass::Expense),
        ("other", AccountClass::Other),
    ];
}

/// A code of tax there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxCode {
    /// The ledger's own name of it.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// All it adds to a sale, in per cent as a decimal ("20", "9.975"); empty where the ledger does
    /// not say.
    pub percent: String,
}

/// An item there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedItem {
    /// The ledger's own name of it.
    pub reference: String,
    /// Its code; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The account its sales go to, by the ledger's own name; may be empty.
    pub account: String,
}

/// A contact there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedContact {
    /// The ledger's own name of it.
    pub reference: String,
    /// Its name, which is unique there.
    pub name: String,
    /// Its address for mail; may be empty.
    pub email: String,
    /// Our mark on it, where we put it there; may be empty.
    pub mark: String,
}

/// What a ledger says of something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub kind: Kind,
    /// The ledger's own name of it.
    pub reference: String,
    /// Which version: QuickBooks' SyncToken, Xero's instant of the last change.
    pub version: String,
    /// Where it stands.
    pub state: HeldState,
    /// The number it is known by, a contact's or item's name, a payment's reference; may be empty.
    pub number: String,
    /// The contact, by the ledger's own name; empty where it has none.
    pub contact: String,
    /// With tax; nothing for what has no amount.
    pub total: Option<Money>,
    /// Still open on an invoice, or still unused of a credit note.
    pub open: Option<Money>,
    /// The day it counts on.
    pub on: Option<NaiveDate>,
    /// The day an invoice is due.
    pub due_on: Option<NaiveDate>,
    /// Its lines, in words and without tax, to show where it differs; may be empty.
    pub lines: Vec<(String, Money)>,
    /// What a payment, credit note or refund is joined to.
    pub allocated: Vec<Allocated>,
}

/// Where something stands in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldState {
    /// It counts.
    Live,
    /// It is there and counts for nothing yet.
    Draft,
    /// It is there and counts for nothing any more; a contact or item is archived.
    Void,
    /// It is gone.
    Deleted,
}

impl Named for HeldState {
    const NAMES: &'static [(&'static str, HeldState)] = &[
        ("live", HeldState::Live),
        ("draft", HeldState::Draft),
        ("void", HeldState::Void),
        ("deleted", HeldState::Deleted),
    ];
}

/// What changed in a ledger since a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Invoices, credit notes and payments, each once and as they are now.
    pub held: Vec<Held>,
    /// Where the next look begins; what this ledger says, kept as it is.
    pub cursor: String,
    /// The ledger no longer tells what was since the cursor: all that was sent is read anew.
    pub gap: bool,
}

/// The mark that stands on what we put into a ledger, where its own number is not ours to choose:
/// `Q` and the last 20 digits of the key, which is the id of a row. So many characters QuickBooks'
/// reference of a payment takes.
pub fn mark(key: &str) -> String {
    let from = key.char_indices().rev().nth(19).map_or(0, |(at, _)| at);
    format!("Q{}", &key[from..])
}
