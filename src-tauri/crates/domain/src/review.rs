//! Price reviews: what the prices of many agreements become, from when, with whose consent, and
//! what that earns a year.
//!
//! A review only says what should be. What is taken of it becomes an amendment
//!  of each agreement.

mod price;

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;

pub use price::{By, Index, IndexValue, Limits, PriceError, Rounding, Step, Towards, new_price};

use crate::charge::{Billing, ServiceTerms};
use crate::ids::AgreementId;
use crate::money::{Currency, Money};

/// A review as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How prices move.
    pub by: By,
    /// To what they are rounded; nothing for whole minor units, halves away from zero.
    pub rounding: Option<Rounding>,
    /// What the move is kept within.
    pub limits: Limits,
    /// The day on which clients are told.
    pub notice_on: NaiveDate,
    /// The practice's own days of notice.
    pub notice_days: u32,
    /// No price changes before this day.
    pub not_before: NaiveDate,
}

/// A service of an agreement whose price is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The agreement.
    pub agreement: AgreementId,
    /// The terms of the service today.
    pub terms: ServiceTerms,
    /// The last day of the agreement, where one is agreed.
    pub ends_on: Option<NaiveDate>,
    /// Days of notice that were promised to this client; nothing for none of their own.
    pub notice_days: Option<u32>,
    /// The clause `FEE-REV` of the accepted letter; nothing where it has none.
    pub clause: Option<FeeRev>,
    /// Whether somebody took it out of the review.
    pub left_out: bool,
}

/// What the clause `FEE-REV` or `FEE-REV/index` of an accepted letter allows without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeRev {
    /// Per cent by which recurring fees may rise.
    pub percent: Decimal,
    /// Days of notice.
    pub notice_days: u32,
    /// The start of the agreement: fees rise on its anniversaries.
    pub started_on: NaiveDate,
}

/// Why a price is not reviewed, in the order in which this is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// Somebody took it out.
    LeftOut,
    /// It does not recur.
    NotRecurring,
    /// The review's amount, or an amount it is kept within, is in another currency.
    OtherCurrency,
    /// The agreement ends before the new price could hold.
    Ends {
        /// Its last day.
        on: NaiveDate,
    },
}

/// What a review does to one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing, and why.
    Excluded(Excluded),
    /// The price stays: the move is nothing, or rounding swallowed it.
    Unchanged,
    /// The price moves.
    Changed(Changed),
}

/// A price that moves. Amounts are without tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Price of one today.
    pub old: Money,
    /// Price of one to come.
    pub new: Money,
    /// The new less the old.
    pub change: Money,
    /// What a year brings more, with the quantity agreed.
    pub per_year: Money,
    /// The first day of the new price.
    pub effective_on: NaiveDate,
    /// Whether `FEE-REV` allows the rise; otherwise it is an amendment under `AMEND` like any
    /// other.
    pub under_clause: bool,
}

/// A review of every subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// One for each subject, in their order.
    pub outcomes: Vec<Outcome>,
    /// What a year brings more in all, for each currency.
    pub per_year: BTreeMap<Currency, Money>,
}

impl Review {
    /// What the review would do. Nothing changes by asking. Fails where limits contradict one
    /// another or an amount is beyond the limit of money.
    pub fn preview(&self, subjects: &[Subject]) -> Result<Preview, PriceError> {
        let outcomes: Vec<Outcome> =
            subjects.iter().map(|subject| self.outcome(subject)).collect::<Result<_, _>>()?;
        let mut per_year: BTreeMap<Currency, Money> = BTreeMap::new();
        for outcome in &outcomes {
            if let Outcome::Changed(changed) = outcome {
                let currency = changed.per_year.currency();
                let total = per_year.entry(currency).or_insert(Money::zero(currency));
                *total = total.plus(changed.per_year)?;
            }
        }
        Ok(Preview { outcomes, per_year })
    }

    /// What the review does to one service.
    pub fn outcome(&self, subject: &Subject) -> Result<Outcome, PriceError> {
        let old = subject.terms.price;
        if subject.left_out {
            return Ok(Outcome::Excluded(Excluded::LeftOut));
        }
        let Billing::Recurring(rule) = subject.terms.billing else {
            return Ok(Outcome::Excluded(Excluded::NotRecurring));
        };
        if !self.speaks(old.currency()) {
            return Ok(Outcome::Excluded(Excluded::OtherCurrency));
        }
        let new = new_price(old, self.by, self.rounding, self.limits)?;
        let under_clause = subject.clause.is_some_and(|clause| clause.allows(old, new));
        let effective_on = self.effective_on(subject, under_clause);
        let ends_on = [subject.ends_on, rule.last_day()].into_iter().flatten().min();
        if let Some(on) = ends_on.filter(|on| *on < effective_on) {
            return Ok(Outcome::Excluded(Excluded::Ends { on }));
        }
        if new == old {
            return Ok(Outcome::Unchanged);
        }
        let per_year =
            |price: Money| price.at_rate(subject.terms.quantity)?.at_rate(rule.per_year());
        Ok(Outcome::Changed(Changed {
            old,
            new,
            change: new.minus(old)?,
            per_year: per_year(new)?.minus(per_year(old)?)?,
            effective_on,
            under_clause,
        }))
    }

    /// Whether every amount of the review is in this currency.
    fn speaks(&self, currency: Currency) -> bool {
        let amount = if let By::Amount(amount) = self.by { Some(amount) } else { None };
        [amount, self.limits.floor_amount, self.limits.cap_amount]
            .into_iter()
            .flatten()
            .all(|amount| amount.currency() == currency)
    }

    /// The first day on which the new price may hold: the day after the longest notice or, under
    /// `FEE-REV`, the anniversary that many days after it.
    fn effective_on(&self, subject: &Subject, under_clause: bool) -> NaiveDate {
        let clause = subject.clause.filter(|_| under_clause);
        let days = notice_days(
            self.notice_days,
            subject.notice_days,
            clause.map(|clause| clause.notice_days),
        );
        let days = if clause.is_some() { days } else { days.saturating_add(1) };
        let told = self.notice_on.checked_add_days(Days::new(u64::from(days)));
        let earliest = told.unwrap_or(NaiveDate::MAX).max(self.not_before);
        clause.map_or(earliest, |clause| anniversary(clause.started_on, earliest))
    }
}

impl FeeRev {
    /// Whether fees may rise under the clause on a day: an anniversary of the start.
    pub fn acts_on(self, day: NaiveDate) -> bool {
        anniversary(self.started_on, day) == day
    }

    /// Whether the clause allows this move without asking: a rise of at most its per cent. The
    /// comparison is exact.
    pub fn allows(self, old: Money, new: Money) -> bool {
        let most = (Decimal::ONE_HUNDRED + self.percent).checked_mul(Decimal::from(old.minor()));
        let within =
            most.is_some_and(|most| Decimal::from(new.minor()) * Decimal::ONE_HUNDRED <= most);
        within && old.minor() < new.minor()
    }
}

/// How many days of notice hold: the longest of the practice's, the client's and the clause's.
pub fn notice_days(practice: u32, client: Option<u32>, clause: Option<u32>) -> u32 {
    practice.max(client.unwrap_or(0)).max(clause.unwrap_or(0))
}

/// The first anniversary of `start` on or after `day`; 29 February is kept on 28 February in
/// other years.
fn anniversary(start: NaiveDate, day: NaiveDate) -> NaiveDate {
    (1..)
        .map_while(|year| start.checked_add_months(Months::new(12 * year)))
        .find(|date| *date >= day)
        .unwrap_or(NaiveDate::MAX)
}

impl Excluded {
    /// Why, in words.
    pub fn words(self) -> String {
        match self {
            Excluded::LeftOut => "taken out of this review".to_owned(),
            Excluded::NotRecurring => "the fee does not recur".to_owned(),
            Excluded::OtherCurrency => "the review is in another currency".to_owned(),
            Excluded::Ends { on } => {
                format!("the agreement ends on {}", crate::schedule::date_words(on))
            }
        }
    }
}

#[cfg(test)]
mod tests;
