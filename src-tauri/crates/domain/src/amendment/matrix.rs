//! The consent matrix: which change needs what. It is a value that the practice can edit; the
//! default follows the clause `AMEND`: only what is worse for the client needs consent.

use super::{Change, MidPeriod};
use crate::named::Named;

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A service comes.
    AddService,
    /// A service ends.
    EndService,
    /// Another price.
    Price,
    /// Another quantity.
    Quantity,
    /// Another way of falling due.
    Billing,
    /// Other words for what is done.
    Scope,
    /// Another time to pay.
    PaymentDays,
    /// Another end of the agreement.
    End,
    /// Another client.
    Transfer,
}

/// Whom a change favours. What favours neither counts as better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// No worse for the client than before.
    Better,
    /// Worse for the client: more to pay, earlier, for less work, or nobody can say.
    Worse,
}

/// What a change needs of the client, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consent {
    /// Nothing; it is sent to the client and holds.
    Silent,
    /// No objection for so long, where the letter allows consent by notice; else an approval.
    Notice {
        /// Days from the notice on.
        days: u32,
    },
    /// A yes, in any words.
    Approval,
    /// A signature.
    NewSignature,
}

/// What each kind of change needs, in each direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// By kind; first for the better, then for the worse.
    rows: [[Consent; 2]; Kind::ALL.len()],
}

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Kind; 9] = [
        Kind::AddService,
        Kind::EndService,
        Kind::Price,
        Kind::Quantity,
        Kind::Billing,
        Kind::Scope,
        Kind::PaymentDays,
        Kind::End,
        Kind::Transfer,
    ];

    /// The kind of a change.
    pub fn of(change: &Change) -> Kind {
        match change {
            Change::AddService(_) => Kind::AddService,
            Change::EndService(_) => Kind::EndService,
            Change::Price { .. } => Kind::Price,
            Change::Quantity { .. } => Kind::Quantity,
            Change::Billing { .. } => Kind::Billing,
            Change::Scope { .. } => Kind::Scope,
            Change::PaymentDays(_) => Kind::PaymentDays,
            Change::End(_) => Kind::End,
            Change::Transfer(_) => Kind::Transfer,
        }
    }

    /// What a change of this kind is, in a few words: `another price`.
    pub fn words(self) -> &'static str {
        match self {
            Kind::AddService => "a new service",
            Kind::EndService => "the end of a service",
            Kind::Price => "another price",
            Kind::Quantity => "another quantity",
            Kind::Billing => "another billing rhythm",
            Kind::Scope => "other words for the work",
            Kind::PaymentDays => "another time to pay",
            Kind::End => "another end of the agreement",
            Kind::Transfer => "another client",
        }
    }
}

impl Named for Kind {
    const NAMES: &'static [(&'static str, Kind)] = &[
        ("add_service", Kind::AddService),
        ("end_service", Kind::EndService),
        ("price", Kind::Price),
        ("quantity", Kind::Quantity),
        ("billing", Kind::Billing),
        ("scope", Kind::Scope),
        ("payment_days", Kind::PaymentDays),
        ("end", Kind::End),
        ("transfer", Kind::Transfer),
    ];
}

impl Named for Direction {
    const NAMES: &'static [(&'static str, Direction)] =
        &[("better", Direction::Better), ("worse", Direction::Worse)];
}

impl Named for MidPeriod {
    const NAMES: &'static [(&'static str, MidPeriod)] = &[
        ("prorate", MidPeriod::Prorate),
        ("from_next_period", MidPeriod::FromNextPeriod),
        ("credit_the_rest", MidPeriod::CreditTheRest),
    ];
}

impl Default for Matrix {
    /// Nothing for the better. For the worse a notice of 30 days; a new service and other words
    /// for the work an approval, and another client a signature.
    fn default() -> Matrix {
        let rows = Kind::ALL.map(|kind| {
            let worse = match kind {
                Kind::AddService | Kind::Scope => Consent::Approval,
                Kind::Transfer => Consent::NewSignature,
                _ => Consent::Notice { days: 30 },
            };
            [Consent::Silent, worse]
        });
        Matrix { rows }
    }
}

impl Matrix {
    /// Asks for nothing: for amendments whose need was fixed when they were written, so that no
    /// later edit of the practice's matrix alters what has been sent.
    pub fn fixed() -> Matrix {
        Matrix { rows: [[Consent::Silent; 2]; Kind::ALL.len()] }
    }

    /// What a change needs.
    pub fn of(&self, kind: Kind, direction: Direction) -> Consent {
        self.rows[kind as usize][direction as usize]
    }

    /// The matrix with one field edited.
    pub fn with(mut self, kind: Kind, direction: Direction, consent: Consent) -> Matrix {
        self.rows[kind as usize][direction as usize] = consent;
        self
    }
}

impl Consent {
    /// Its name in the book and on the wire: `silent`, `notice`, `approval` or `new_signature`.
    pub fn name(self) -> &'static str {
        match self {
            Consent::Silent => "silent",
            Consent::Notice { .. } => "notice",
            Consent::Approval => "approval",
            Consent::NewSignature => "new_signature",
        }
    }

    /// The days of a notice; 0 where there is none.
    pub fn days(self) -> u32 {
        if let Consent::Notice { days } = self { days } else { 0 }
    }

    /// The consent of this name; `days` is only read where it is a notice.
    pub fn named(name: &str, days: u32) -> Option<Consent> {
        match name {
            "silent" => Some(Consent::Silent),
            "notice" => Some(Consent::Notice { days }),
            "approval" => Some(Consent::Approval),
            "new_signature" => Some(Consent::NewSignature),
            _ => None,
        }
    }

    /// What is needed, in words: `no objection within 30 days`.
    pub fn words(self) -> String {
        match self {
            Consent::Silent => "no consent, only to be sent".to_owned(),
            Consent::Notice { days } => format!("no objection within {days} days"),
            Consent::Approval => "the client's approval".to_owned(),
            Consent::NewSignature => "the client's signature".to_owned(),
        }
    }
}
