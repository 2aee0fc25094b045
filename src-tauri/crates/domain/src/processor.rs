//! Processors: who holds a client's card or bank account and takes money from it.
//!
//! What one can do is data ([`Brand::capabilities`]); how it is spoken with is `connect`'s affair.
//! Every act on one carries a key that was stored before, and ends done, refused or not known
//! ([`Trouble`]). What is not known is looked up and never sent again (rule 9).

mod capabilities;
mod changes;
mod trouble;

pub use capabilities::{Capabilities, Hold};
pub use changes::{Hint, Hints, Object, Payout, PayoutKind, PayoutLine, PayoutState};
pub use trouble::{Reason, Refusal, Trouble};

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{AuthorizationId, ClientId, CollectionId, RefundId};
use crate::money::{Currency, Money};
use crate::named::Named;

/// A processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brand {
    /// Built in and local: it moves no money.
    Trial,
    /// Stripe.
    Stripe,
    /// GoCardless.
    GoCardless,
    /// Square.
    Square,
}

impl Named for Brand {
    const NAMES: &'static [(&'static str, Brand)] = &[
        ("trial", Brand::Trial),
        ("stripe", Brand::Stripe),
        ("gocardless", Brand::GoCardless),
        ("square", Brand::Square),
    ];
}

/// How money is taken: by card, or by the bank debit of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// A debit or credit card.
    Card,
    /// United States: ACH debit.
    Ach,
    /// United Kingdom: Bacs Direct Debit.
    Bacs,
    /// Euro countries: SEPA Direct Debit.
    Sepa,
    /// Canada: pre-authorized debit.
    Pad,
    /// Australia: BECS direct debit.
    Becs,
    /// New Zealand: BECS direct debit.
    BecsNz,
}

impl Named for Scheme {
    const NAMES: &'static [(&'static str, Scheme)] = &[
        ("card", Scheme::Card),
        ("ach", Scheme::Ach),
        ("bacs", Scheme::Bacs),
        ("sepa", Scheme::Sepa),
        ("pad", Scheme::Pad),
        ("becs", Scheme::Becs),
        ("becs_nz", Scheme::BecsNz),
    ];
}

impl Scheme {
    /// What it is called where it stands among others: `US bank accounts (ACH)`.
    pub fn words(self) -> &'static str {
        match self {
            Scheme::Card => "Cards",
            Scheme::Ach => "US bank accounts (ACH)",
            Scheme::Bacs => "UK bank accounts (Bacs)",
            Scheme::Sepa => "Euro bank accounts (SEPA)",
            Scheme::Pad => "Canadian bank accounts (PAD)",
            Scheme::Becs => "Australian bank accounts (BECS)",
            Scheme::BecsNz => "New Zealand bank accounts (BECS)",
        }
    }

    /// The currency it moves; a card moves any.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Scheme::Card => None,
            Scheme::Ach => Some(Currency::Usd),
            Scheme::Bacs => Some(Currency::Gbp),
            Scheme::Sepa => Some(Currency::Eur),
            Scheme::Pad => Some(Currency::Cad),
            Scheme::Becs => Some(Currency::Aud),
            Scheme::BecsNz => Some(Currency::Nzd),
        }
    }

    /// Whether it takes money from a bank account, which settles in days and can come back.
    pub fn is_debit(self) -> bool {
        self != Scheme::Card
    }
}

/// What a processor says of the account a key opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its own name of the account; empty where the key may not ask.
    pub account: String,
    /// The name clients see.
    pub name: String,
    /// Whether real money moves.
    pub live: bool,
    /// How it can take money now.
    pub schemes: Vec<Scheme>,
    /// What keeps it from working, each with the way to mend it.
    pub missing: Vec<Missing>,
    /// The processor's own clock, to tell a computer whose clock is wrong.
    pub now: Option<DateTime<Utc>>,
}

/// A permission or setting that an account lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The box to tick or the setting to make, as the processor's page calls it.
    pub what: String,
    /// What cannot be done without it.
    pub why: String,
    /// The processor's page where it is made; may be empty.
    pub link: String,
}

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The client; kept at the processor, so that two laptops find the same payer.
    pub client: ClientId,
    /// Name.
    pub name: String,
    /// Address for the processor's own mails; may be empty.
    pub email: String,
    /// The processor's name of the payer, where there is one already.
    pub reference: Option<String>,
}

/// What a client is asked to permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The request: the key under which it is never made twice.
    pub id: AuthorizationId,
    /// Counted from 1: a link that ended is followed by the next of the same request.
    pub link: u32,
    /// Who pays.
    pub payer: Payer,
    /// How money may be taken; never empty.
    pub schemes: Vec<Scheme>,
    /// The currency of what will be taken.
    pub currency: Currency,
    /// What the client agrees to, in words that name the letter and its hash; 1,200 characters at
    /// most.
    pub terms: String,
    /// The letter's number, for the client's eye.
    pub subject: String,
    /// SHA-256 of the letter, or empty where only the method changes.
    pub letter: String,
    /// Where the processor's page leads when it is done: an https address of the practice.
    pub leads_to: String,
    /// Whether the method is for a business account.
    pub business: bool,
}

/// A processor's page for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The processor's name of it.
    pub reference: String,
    /// The processor's name of the payer it is for.
    pub payer: String,
    /// Its address.
    pub url: String,
    /// When it ends; nothing where it does not.
    pub ends_at: Option<DateTime<Utc>>,
}

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The client has not been there, or not to the end.
    Waiting,
    /// It ended and leaves no method: unused, or to pay on it only.
    Ended,
    /// The client agreed, and the bank account is still to be verified by them.
    Verifying {
        /// The page on which they verify it; may be empty.
        url: String,
        /// When the small amounts to verify it by arrive.
        arrives_on: Option<NaiveDate>,
    },
    /// The client agreed, and the method can be charged.
    Permitted(Box<Permitted>),
    /// The method was refused.
    Refused {
        /// Why, in words.
        words: String,
    },
}

/// A permission that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permitted {
    /// What may be charged.
    pub instrument: Instrument,
    /// When the client agreed.
    pub at: DateTime<Utc>,
    /// The hash of the letter that the processor kept beside it; empty where it keeps none.
    pub letter: String,
    /// Everything the processor says of it, to the byte.
    pub evidence: Vec<u8>,
}

/// A card or bank account at a processor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// The processor's name of it.
    pub reference: String,
    /// The processor's name of the payer.
    pub payer: String,
    /// How it is charged.
    pub scheme: Scheme,
    /// Whether the processor says that it is a credit card; what it does not say is none.
    pub credit: bool,
    /// Brand of the card or name of the bank.
    pub label: String,
    /// Its last four digits.
    pub last4: String,
    /// The month a card ends: its last day.
    pub ends_on: Option<NaiveDate>,
    /// The processor's name of the mandate; may be empty.
    pub mandate: String,
    /// Why it cannot be charged now, where it cannot.
    pub blocked: Option<String>,
}

/// An order to take money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The obligation; the processor keeps it, and finds the charge by it.
    pub collection: CollectionId,
    /// The attempt, counted from 1.
    pub attempt: u32,
    /// The processor's name of the charge where an attempt was made before.
    pub reference: Option<String>,
    /// When the first attempt was begun; a look-up searches from shortly before.
    pub begun_at: DateTime<Utc>,
    /// How much.
    pub amount: Money,
    /// From what.
    pub instrument: Instrument,
    /// The invoice's number.
    pub invoice: String,
    /// The day on which a processor that holds charges takes it; nothing takes it now.
    pub on: Option<NaiveDate>,
    /// Whether it is one of a series of the same kind.
    pub recurring: bool,
}

/// What a client agrees to who keeps a method while paying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The words, which name the letter and its hash; 1,200 characters at most.
    pub terms: String,
    /// SHA-256 of the letter.
    pub letter: String,
}

/// A bill that anybody may pay on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The obligation; the charge that pays it is found by it.
    pub collection: CollectionId,
    /// Counted from 1: a page that ended is followed by the next.
    pub page: u32,
    /// Who should pay.
    pub payer: Payer,
    /// How much.
    pub amount: Money,
    /// The invoice's number.
    pub invoice: String,
    /// What the client agrees to where the method they pay with is kept for later charges.
    pub keeps: Option<Keeping>,
    /// Where the processor's page leads when it is done: an https address of the practice.
    pub leads_to: String,
}

/// A charge as a processor knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The processor's name of it.
    pub reference: String,
    /// What is to be taken.
    pub amount: Money,
    /// Where it stands.
    pub state: Taken,
    /// What was paid back of it.
    pub refunded: Money,
    /// What the processor keeps, where it is known.
    pub fee: Option<Money>,
}

/// Where a charge stands at a processor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Made and not sent off: it takes nothing until it is confirmed.
    Prepared,
    /// Held by the processor for a day.
    Held {
        /// The day.
        on: NaiveDate,
    },
    /// On its way, not certain.
    Processing {
        /// When it is expected to be certain.
        expected_on: Option<NaiveDate>,
    },
    /// The money is the practice's.
    Settled {
        /// Since when.
        on: NaiveDate,
    },
    /// It was refused and took nothing.
    Declined(Refusal),
    /// It was taken back before it took anything.
    Retracted,
    /// It had settled, and the bank took it back.
    Returned {
        /// When.
        on: NaiveDate,
        /// Why.
        why: Refusal,
    },
    /// The payer disputes it.
    Disputed(Dispute),
    /// Something this program does not know: look at the processor's page.
    Strange {
        /// What the processor calls it.
        word: String,
    },
}

/// A payer's dispute of a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The processor's name of it.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Why, as the processor says.
    pub reason: String,
    /// Until when evidence counts; nothing where it cannot be contested.
    pub reply_by: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: DisputeState,
}

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeState {
    /// The practice may answer.
    Open,
    /// Answered, and looked at by the bank.
    UnderReview,
    /// The practice keeps the money.
    Won,
    /// The payer keeps the money.
    Lost,
}

impl Named for DisputeState {
    const NAMES: &'static [(&'static str, DisputeState)] = &[
        ("open", DisputeState::Open),
        ("under_review", DisputeState::UnderReview),
        ("won", DisputeState::Won),
        ("lost", DisputeState::Lost),
    ];
}

/// An order to pay money back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundOrder {
    /// The refund: the key under which it is never made twice.
    pub id: RefundId,
    /// The charge.
    pub charge: String,
    /// How much of it.
    pub amount: Money,
    /// What was refunded of the charge before, for processors that ask for the new total.
    pub before: Money,
}

/// A refund as a processor knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The processor's name of it.
    pub reference: String,
    /// Where it stands.
    pub state: RefundState,
}

/// Where a refund stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundState {
    /// On its way.
    Processing,
    /// The payer has it.
    Done,
    /// It came back: the practice has it again.
    Failed {
        /// Why, in words.
        words: String,
    },
}

#[cfg(test)]
mod tests;
