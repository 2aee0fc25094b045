//! Explaining a bank line: every suggestion is a named hypothesis with its evidence in words.
//!
//! Deterministic: the same line and the same books give the same answer. An open document comes
//! first, memory after; nothing is applied here, only proposed. [`Matcher`] holds a book, `explain`
//! answers one deposit, [`match_all`] all of them. Scores are thousandths of a natural logarithm.

use chrono::NaiveDate;

use crate::ids::{ClientId, InvoiceId, PaymentId, PayoutId};
use crate::money::Money;

mod agree;
mod banked;
mod decide;
mod fold;
mod itemised;
mod learned;
mod matcher;
mod names;
mod numbers;
mod payers;
mod planned;
mod quick;
mod reading;
mod run;
mod sums;
mod ways;

use agree::contains_token;
pub use agree::names_agree;
pub use learned::{Learned, payer_in};
pub use matcher::Matcher;
pub use run::{Answer, Decision, Learning, match_all};
pub use ways::Shape;

/// Money that came in, as the bank says it, or money that a processor took back.
#[derive(Clone, Debug)]
pub struct Deposit {
    /// The bank's date.
    pub posted_on: NaiveDate,
    /// Signed: money in is positive.
    pub amount: Money,
    /// The payer, where the bank has a field for it; may be empty.
    pub payer: String,
    /// What the payer wrote, where the bank has a field for it; may be empty.
    pub reference: String,
    /// All other text of the line; may be empty.
    pub description: String,
    /// The processor's own list of a payout: numbers and what was paid on each; empty elsewhere.
    pub itemised: Vec<(String, Money)>,
}

impl Deposit {
    /// All text of the line.
    fn text(&self) -> String {
        format!("{} {} {}", self.payer, self.description, self.reference)
    }
}

/// A client as the matcher sees it.
#[derive(Clone, Debug)]
pub struct Payer {
    /// The client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// The names of its contacts.
    pub contacts: Vec<String>,
    /// What banks call it, as it stands on the client's page.
    pub seen_as: Vec<String>,
}

/// An open invoice as the matcher sees it.
#[derive(Clone, Debug)]
pub struct OpenInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Who owes it.
    pub client: ClientId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// What it was issued for.
    pub total: Money,
    /// Still owed.
    pub open: Money,
}

/// An instalment of a plan that is agreed on, or what of it has not come.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Who agreed to it.
    pub client: ClientId,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// What it pays of which invoice.
    pub parts: Vec<(InvoiceId, Money)>,
}

/// A payment that is recorded and not yet seen on a statement.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The payment.
    pub id: PaymentId,
    /// Who paid.
    pub client: ClientId,
    /// The day it was recorded as received.
    pub received_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Cheque number or other reference.
    pub reference: String,
}

/// A payout of a processor that no statement shows yet.
#[derive(Clone, Debug)]
pub struct Arriving {
    /// The payout.
    pub id: PayoutId,
    /// Whether its coming back is awaited: the bank refused it.
    pub returned: bool,
    /// The processor's name.
    pub processor: String,
    /// The day it is to be at the bank.
    pub arrives_on: NaiveDate,
    /// Signed as the bank will show it.
    pub amount: Money,
    /// The bank's own trace of it, where the processor tells; may be empty.
    pub trace: String,
}

/// What the books know when a line is explained.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// All active clients.
    pub payers: Vec<Payer>,
    /// All open invoices in the line's currency.
    pub invoices: Vec<OpenInvoice>,
    /// All instalments that have not come, of each plan in the order in which they are due.
    pub planned: Vec<Planned>,
    /// All recorded payments that no line explains yet.
    pub recorded: Vec<Recorded>,
    /// All payouts that no line explains yet.
    pub arriving: Vec<Arriving>,
    /// Lines of the days before that are explained: what says the same again is doubted.
    pub settled: Vec<Deposit>,
}

/// How sure a hypothesis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// One thing fits by chance as well.
    Possible,
    /// Two independent things agree, and something else could fit too.
    Likely,
    /// Reference or payer and the amount agree to the cent, and nothing else fits.
    Certain,
}

/// What a hypothesis says happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The client pays these invoices.
    Invoices(Vec<(InvoiceId, Money)>),
    /// A payment that is already recorded reached the bank.
    Recorded(PaymentId),
    /// A payout of a processor reached the bank, or came back where the second is `true`.
    Payout(PayoutId, bool),
    /// It has nothing to do with an open invoice.
    Other(Other),
}

/// What a deposit is that pays no invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Money that came back or was taken back.
    Reversal,
    /// Between the practice's own accounts.
    Transfer,
    /// Interest of the bank.
    Interest,
    /// A charge of the bank.
    Charge,
    /// Given back, lent, or paid by an authority.
    Refund,
}

/// One way to explain a deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// What happened.
    pub kind: Kind,
    /// How the amount and what is open compare.
    pub shape: Shape,
    /// Who paid; nobody alone where it is a payout.
    pub client: Option<ClientId>,
    /// How sure.
    pub certainty: Certainty,
    /// How well it fits, in thousandths of a natural logarithm.
    pub score: i64,
    /// What is left for the client's credit.
    pub credit: Money,
    /// Evidence for it, in words.
    pub why: Vec<String>,
    /// What would make it wrong, in words.
    pub wrong_if: Vec<&'static str>,
}

#[cfg(test)]
mod tests;
