//! What the app knows of a letter, for the linter to read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::card_cost::Forbidden;
use crate::clause::{Regime, ServiceKind, Values, stem};
use crate::money::Money;

/// Whether the client acts in a business.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClientKind {
    /// A company, or a person acting in trade.
    Business,
    /// A person acting for private ends.
    Consumer,
}

/// How money is collected from a method on file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scheme {
    /// A credit or debit card.
    Card,
    /// United States bank debit.
    Ach,
    /// United Kingdom Direct Debit.
    Bacs,
    /// Euro direct debit.
    Sepa,
    /// Canadian pre-authorized debit.
    Pad,
    /// Australian and New Zealand direct debit.
    Becs,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Scheme; 6] =
        [Scheme::Card, Scheme::Ach, Scheme::Bacs, Scheme::Sepa, Scheme::Pad, Scheme::Becs];

    /// The name on the wire and in the book.
    pub fn as_str(self) -> &'static str {
        match self {
            Scheme::Card => "card",
            Scheme::Ach => "ach",
            Scheme::Bacs => "bacs",
            Scheme::Sepa => "sepa",
            Scheme::Pad => "pad",
            Scheme::Becs => "becs",
        }
    }

    /// The scheme with this name on the wire.
    pub fn parse(name: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.as_str() == name)
    }
}

/// How a line is priced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PriceFacts {
    /// A fixed price, or one per unit.
    Fixed,
    /// By the hour, with or without most hours agreed.
    Hourly {
        /// Whether most hours are agreed.
        capped: bool,
    },
    /// Named later.
    ToConfirm,
}

/// A line of the offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineFacts {
    /// The name as printed.
    pub name: String,
    /// What is done; may be empty.
    pub description: String,
    /// What kind of work it is.
    pub kind: ServiceKind,
    /// How it is priced.
    pub price: PriceFacts,
}

/// A clause as it stands in the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClauseFacts {
    /// The id: `PAY-LATE`.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The text, its placeholders not yet filled.
    pub text: String,
    /// Whether it differs from the library's text.
    pub edited: bool,
}

/// A text of the draft that is not a clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextFacts {
    /// Where: `opening`, `further_terms`, `cover_note`, `lines.0.description`.
    pub place: String,
    /// The text.
    pub text: String,
}

/// A total as it was worked out and as it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TotalFacts {
    /// Where: `lines.2.total`, `totals.first_year`.
    pub place: String,
    /// What the parts come to.
    pub worked_out: Money,
    /// What the letter says.
    pub printed: Money,
}

/// What the practice has told of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PracticeFacts {
    /// The professional body; empty if none is known.
    pub body: String,
    /// The professional indemnity insurer; empty if none is known.
    pub insurer: String,
    /// Who supervises it against money laundering; empty if none is known.
    pub supervisor: String,
    /// Whether it takes part in a scheme that limits liability (Australia).
    pub liability_scheme: bool,
}

/// A letter as it would be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterFacts {
    /// Whose law and usage it is written for.
    pub regime: Regime,
    /// The regime of the practice's place, whose law binds a consultant's letter too.
    pub law: Regime,
    /// Whether the client is a consumer.
    pub client: ClientKind,
    /// The lines, in order.
    pub lines: Vec<LineFacts>,
    /// The clauses, in order, those made from the lines (`SCOPE/1`) among them.
    pub clauses: Vec<ClauseFacts>,
    /// What the placeholders stand for.
    pub values: Values,
    /// The other texts.
    pub texts: Vec<TextFacts>,
    /// The day on the letter.
    pub dated: NaiveDate,
    /// The day the agreement starts.
    pub starts_on: NaiveDate,
    /// The last day it can be accepted.
    pub valid_until: NaiveDate,
    /// Days from issue to due.
    pub payment_days: u32,
    /// The most days from issue to due; the same where the terms count from the invoice's date.
    pub most_payment_days: u32,
    /// The schemes by which invoices are or may be collected from a method on file; none where the
    /// client pays each by themselves, or where nothing that is connected offers any.
    pub collects_by: Vec<Scheme>,
    /// The most of the cost of credit cards that may be passed on, per cent, or why nothing may.
    pub card_cost: Result<Decimal, Forbidden>,
    /// Whether the client is asked for a payment method with the letter.
    pub asks_method: bool,
    /// Whether a page can be made on which they give one.
    pub has_page: bool,
    /// Whether what is collected differs from time to time.
    pub fees_vary: bool,
    /// The yearly price rise offered, in per cent.
    pub price_rise_percent: Option<Decimal>,
    /// Whether silence after a notice is to count as consent.
    pub consent_by_notice: bool,
    /// How many sign for the client.
    pub client_signatories: usize,
    /// Whether the practice signs.
    pub practice_signs: bool,
    /// Every total that is printed.
    pub totals: Vec<TotalFacts>,
    /// How many options the client chooses from; 0 or 1 where there is no choice.
    pub options: usize,
    /// How many add-ons are offered.
    pub add_ons: usize,
    /// The deposit, if one is asked for.
    pub deposit: Option<Money>,
    /// What the practice has told of itself.
    pub practice: PracticeFacts,
}

impl LetterFacts {
    /// The kinds of service offered, each once.
    pub fn kinds(&self) -> Vec<ServiceKind> {
        let mut kinds: Vec<ServiceKind> = self.lines.iter().map(|line| line.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The clause with exactly this id.
    pub(super) fn clause(&self, id: &str) -> Option<&ClauseFacts> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The clauses with this id, variants among them.
    pub(super) fn of_stem<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a ClauseFacts> {
        self.clauses.iter().filter(move |clause| stem(&clause.id) == id)
    }

    /// Whether a clause stands in the letter. An id without a stroke is met by a variant too.
    pub(super) fn has(&self, id: &str) -> bool {
        self.clauses.iter().any(|clause| clause.id == id || stem(&clause.id) == id)
    }

    /// Every text with its place: clauses first, then the others.
    pub(super) fn every_text(&self) -> impl Iterator<Item = (String, &str)> {
        let clauses = self.clauses.iter().map(|c| (format!("clauses.{}", c.id), c.text.as_str()));
        clauses.chain(self.texts.iter().map(|text| (text.place.clone(), text.text.as_str())))
    }

    pub(super) fn consumer(&self) -> bool {
        self.client == ClientKind::Consumer
    }
}
