//! Amendments: the terms of an agreement are what was accepted and a chain of numbered changes
//! (rule 5).
//!
//! [`Chain::new`] folds the amendments that have the consent they need; [`Chain::terms_on`] says
//! what holds on a day and [`Chain::charges`] what may be billed. What was accepted is never
//! altered: an amendment acts from its effective day on.

mod change;
mod charges;
mod consent;
mod difference;
mod matrix;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use change::{Change, ChangeError};
pub use charges::{BilledTo, Entitled};
pub use consent::{Effect, Letter, Refusal, Wait, direction, needed, reminders, takes_effect};
pub use difference::{DateWords, Difference, Totals, difference, totals};
pub use matrix::{Consent, Direction, Kind, Matrix};

use crate::charge::ServiceTerms;
use crate::ids::{AgreementServiceId, ClientId};

/// A service of an agreement: its words and its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// As the letter calls it.
    pub name: String,
    /// What is done, in the words of the letter.
    pub scope: String,
    /// What it costs and when.
    pub terms: ServiceTerms,
}

/// The terms of an agreement on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Who is billed.
    pub client: ClientId,
    /// The services, each id once.
    pub services: Vec<Service>,
    /// Days from the issue of an invoice until it is due.
    pub payment_days: u32,
    /// The last day of the agreement; nothing while it runs until it is ended.
    pub end: Option<NaiveDate>,
}

/// What happens to a period that is under way on the effective day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MidPeriod {
    /// It is billed in two parts, each by its days under its own terms.
    Prorate,
    /// It is billed whole as before; the change acts from the next period on.
    FromNextPeriod,
    /// It is billed whole as before, and one further charge from the effective day on sets off
    /// the rest of it against what the rest costs now: below zero it is a credit. For periods
    /// that are billed already.
    CreditTheRest,
}

/// How far an amendment has come, and when it came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Written, and not yet sent.
    Proposed,
    /// Sent to the client.
    Noticed {
        /// The day of sending.
        on: NaiveDate,
    },
    /// The client said yes.
    Approved {
        /// The day.
        on: NaiveDate,
    },
    /// The client signed it.
    Signed {
        /// The day.
        on: NaiveDate,
    },
    /// The client said no.
    Objected {
        /// The day.
        on: NaiveDate,
    },
    /// The practice took it back.
    Withdrawn {
        /// The day.
        on: NaiveDate,
    },
}

/// A numbered change of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Counted from 1 within the agreement, without gaps.
    pub number: u32,
    /// The first day on which it holds.
    pub effective_on: NaiveDate,
    /// What it changes, in order.
    pub changes: Vec<Change>,
    /// What happens to a period that is under way on that day.
    pub mid_period: MidPeriod,
    /// The consent the practice asks for; the matrix may ask for more and never for less.
    pub consent: Consent,
    /// How far it has come.
    pub standing: Standing,
}

/// Why amendments are no chain, in the order of the checks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// The numbers are not 1, 2, 3…
    #[error("amendment {found} stands where {expected} should; number them without gaps")]
    Number {
        /// The number that should be there.
        expected: u32,
        /// The number that is.
        found: u32,
    },
    /// It changes nothing.
    #[error("amendment {0} changes nothing; say what changes")]
    Empty(u32),
    /// The agreement is over before it holds.
    #[error("the agreement ends before amendment {0} takes effect; date it earlier")]
    Ended(u32),
    /// It would end the agreement before it holds itself.
    #[error("amendment {0} ends the agreement before it takes effect; choose a later end")]
    EndsBefore(u32),
    /// One of its changes is not possible.
    #[error("amendment {number}: {why}")]
    Change {
        /// The number of the amendment.
        number: u32,
        /// Why.
        why: ChangeError,
    },
}

/// The terms that hold from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The amendment that brought them; nothing for what was accepted.
    pub amendment: Option<u32>,
    /// The first day; of what was accepted the first day that a book knows.
    pub from: NaiveDate,
    /// What happens to a period that is under way on that day.
    pub mid_period: MidPeriod,
    /// The terms.
    pub terms: Terms,
}

/// What was accepted with every amendment that takes effect, in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Never empty; the first is what was accepted.
    stages: Vec<Stage>,
    /// The day and the number of every amendment, in order, also of those that do not take effect:
    /// something may have been billed while they were to.
    days: Vec<(NaiveDate, u32)>,
}

impl Chain {
    /// Folds amendments over the accepted terms. Those that do not take effect, or not yet, are
    /// left out. They act in the order of their effective days and, on one day, of their numbers:
    /// a rise planned for January stands although a service was added in November, and of two
    /// prices from one day the later amendment's holds.
    pub fn new(
        accepted: Terms,
        amendments: &[Amendment],
        matrix: &Matrix,
        letter: Letter<'_>,
        today: NaiveDate,
    ) -> Result<Chain, ChainError> {
        for (expected, amendment) in (1..).zip(amendments) {
            let found = amendment.number;
            if found != expected {
                return Err(ChainError::Number { expected, found });
            }
        }
        let mut in_order: Vec<&Amendment> = amendments.iter().collect();
        in_order.sort_by_key(|amendment| (amendment.effective_on, amendment.number));
        let mut chain = Chain {
            days: in_order.iter().map(|one| (one.effective_on, one.number)).collect(),
            stages: vec![Stage {
                amendment: None,
                from: crate::calendar::BEGINNING,
                mid_period: MidPeriod::Prorate,
                terms: accepted,
            }],
        };
        for amendment in in_order {
            // What holds in no case does not have to fit either.
            if !amendment.standing.is_out() {
                continue;
            }
            let after = amendment.applied(chain.last())?;
            let effect = takes_effect(chain.last(), amendment, matrix, letter, today)?;
            if effect == Effect::Yes {
                chain.stages.push(Stage {
                    amendment: Some(amendment.number),
                    from: amendment.effective_on,
                    mid_period: amendment.mid_period,
                    terms: after,
                });
            }
        }
        Ok(chain)
    }

    /// The terms on a day.
    pub fn terms_on(&self, day: NaiveDate) -> &Terms {
        &self.stage_on(day).terms
    }

    /// The terms on a day and what brought them. Before any amendment it is what was accepted.
    pub fn stage_on(&self, day: NaiveDate) -> &Stage {
        let after = self.stages.partition_point(|stage| stage.from <= day);
        &self.stages[after.saturating_sub(1)]
    }

    /// Every stage, what was accepted first.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The terms after every amendment that takes effect.
    fn last(&self) -> &Terms {
        &self.stages[self.stages.len() - 1].terms
    }
}

impl Amendment {
    /// The terms after it. Refuses what is impossible on `before`.
    pub fn applied(&self, before: &Terms) -> Result<Terms, ChainError> {
        let number = self.number;
        if self.changes.is_empty() {
            return Err(ChainError::Empty(number));
        }
        if before.end.is_some_and(|end| end < self.effective_on) {
            return Err(ChainError::Ended(number));
        }
        let mut terms = before.clone();
        for change in &self.changes {
            change.apply(&mut terms).map_err(|why| ChainError::Change { number, why })?;
        }
        let changed = terms.end != before.end;
        if changed && terms.end.is_some_and(|end| end.succ_opt() < Some(self.effective_on)) {
            return Err(ChainError::EndsBefore(number));
        }
        Ok(terms)
    }
}

impl Standing {
    /// Whether it was neither refused nor taken back.
    pub fn is_open(self) -> bool {
        !matches!(self, Standing::Objected { .. } | Standing::Withdrawn { .. })
    }

    /// Whether it is with the client or has their consent, so that it may hold.
    fn is_out(self) -> bool {
        use Standing::{Approved, Noticed, Signed};
        matches!(self, Noticed { .. } | Approved { .. } | Signed { .. })
    }
}

impl Terms {
    /// The service with this id.
    pub fn service(&self, id: AgreementServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.terms.id == id)
    }
}

impl Service {
    /// What each time comes to, exactly, in minor units; nothing beyond the range of decimals.
    fn each_time(&self) -> Option<Decimal> {
        Decimal::from(self.terms.price.minor()).checked_mul(self.terms.quantity)
    }
}

#[cfg(test)]
mod tests;
