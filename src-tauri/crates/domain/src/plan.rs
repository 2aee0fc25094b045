//! Payment plans: what is owed, paid in parts by days that both sides signed.
//!
//! Instalments are a function of the sum, its shape and the first day; how a plan stands follows
//! from them and from what was received. A plan breaks by itself when it stays behind for longer
//! than its days of grace, and the whole is due again.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};

use crate::ids::InvoiceId;
use crate::money::{Money, MoneyError};

/// A plan has so many instalments at least and at most.
pub const INSTALMENTS: std::ops::RangeInclusive<usize> = 2..=24;

/// A plan should be over after so many months (market practice of first-party collecting).
const LONG_MONTHS: usize = 6;

/// After so many broken plans another one is for the principal alone to offer.
const BROKEN: u32 = 2;

/// How a sum is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Into so many instalments.
    Parts(usize),
    /// Into so much a month.
    Monthly(Money),
}

/// A part and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// The day it is due.
    pub due_on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// What an instalment pays of one invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The number of the instalment, from 1.
    pub number: u32,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// Why a sum cannot be cut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Too few or too many instalments.
    #[error("a plan has 2 to 24 instalments; this makes {0}")]
    Count(usize),
    /// Less than a minor unit for each.
    #[error("the sum is too small for so many instalments")]
    TooSmall,
    /// Two currencies, or a day beyond the calendar.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The instalments of a sum, a month apart from `first_on`. All are equal but the last, which has
/// the rest to the minor unit.
pub fn instalments(
    total: Money,
    shape: Shape,
    first_on: NaiveDate,
) -> Result<Vec<Instalment>, PlanError> {
    let (count, each) = match shape {
        Shape::Parts(count) => {
            let parts = i64::try_from(count).unwrap_or(i64::MAX).max(1);
            (count, Money::new(total.minor() / parts, total.currency())?)
        }
        Shape::Monthly(each) => {
            total.minus(each)?;
            let months = match each.is_positive() {
                true => (total.minor() - 1).div_euclid(each.minor()) + 1,
                false => 0,
            };
            (usize::try_from(months).unwrap_or(0), each)
        }
    };
    if !INSTALMENTS.contains(&count) {
        return Err(PlanError::Count(count));
    }
    if !each.is_positive() {
        return Err(PlanError::TooSmall);
    }
    let mut left = total;
    let mut found = Vec::with_capacity(count);
    for at in 0..count {
        let months = Months::new(u32::try_from(at).unwrap_or(u32::MAX));
        let due_on = first_on.checked_add_months(months).ok_or(MoneyError::OutOfRange)?;
        let amount = if at + 1 == count { left } else { each };
        left = left.minus(amount)?;
        found.push(Instalment { due_on, amount });
    }
    Ok(found)
}

/// What each instalment pays of which invoice: one invoice after the other, in the order given.
/// What is owed on the invoices is the sum of the instalments.
pub fn shares(
    instalments: &[Instalment],
    owed: &[(InvoiceId, Money)],
) -> Result<Vec<Share>, MoneyError> {
    let mut owed = owed.iter().copied();
    let mut open = owed.next();
    let mut found = Vec::new();
    for (number, instalment) in (1..).zip(instalments) {
        let mut left = instalment.amount;
        while let Some((invoice, rest)) = open.filter(|_| left.is_positive()) {
            let amount = left.at_most(rest)?;
            found.push(Share { number, invoice, due_on: instalment.due_on, amount });
            left = left.minus(amount)?;
            let rest = rest.minus(amount)?;
            open = if rest.is_positive() { Some((invoice, rest)) } else { owed.next() };
        }
    }
    Ok(found)
}

/// Where a plan that was accepted stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// What was due came.
    Runs,
    /// Something is missing; the plan breaks after this day.
    Behind(NaiveDate),
    /// All came, the last on this day.
    Kept(NaiveDate),
    /// It stayed behind for too long, and is over since this day.
    Broken(NaiveDate),
}

impl Stands {
    /// Whether the client may rely on it: nothing else is asked for meanwhile.
    pub fn holds(self) -> bool {
        matches!(self, Stands::Runs | Stands::Behind(_))
    }
}

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands.
    pub stands: Stands,
    /// What came.
    pub received: Money,
    /// What should have come by today and did not.
    pub missing: Money,
    /// What comes next: the first instalment that is not paid, and what of it is left.
    pub next: Option<Instalment>,
}

/// All that a plan's progress follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What was owed when it was offered.
    pub total: Money,
    /// Its instalments.
    pub instalments: Vec<Instalment>,
    /// What was received since, by day; below zero where money went back.
    pub received: Vec<(NaiveDate, Money)>,
    /// What is taken in time and is not there yet, by the day on which that counts, and less what
    /// of it arrived or came back since.
    pub coming: Vec<(NaiveDate, Money)>,
    /// So many days it may stay behind.
    pub grace: u32,
}

/// What changes on a day: what falls due, what is received, what is on its way.
type Change = [Money; 3];

/// How far a plan is at the end of the day before `today`, with what came today. A shortfall that
/// lasts longer than the grace breaks it, whatever comes later.
pub fn progress(of: &Course, today: NaiveDate) -> Result<Progress, MoneyError> {
    let zero = Money::zero(of.total.currency());
    let mut days: BTreeMap<NaiveDate, Change> = BTreeMap::new();
    let due = of.instalments.iter().map(|one| (one.due_on, one.amount)).collect();
    for (at, changes) in [due, of.received.clone(), of.coming.clone()].into_iter().enumerate() {
        for (on, amount) in changes {
            let change = days.entry(on).or_insert([zero; 3]);
            change[at] = change[at].plus(amount)?;
        }
    }
    let last_day = |since: NaiveDate| since + Days::new(u64::from(of.grace));
    let (mut due, mut came, mut coming) = (zero, zero, zero);
    let mut behind: Option<NaiveDate> = None;
    let mut over = None;
    for (on, [falls_due, arrives, leaves]) in days.range(..=today) {
        if let Some(since) = behind.filter(|since| *on > last_day(*since)) {
            over.get_or_insert(Stands::Broken(last_day(since) + Days::new(1)));
        }
        (due, came, coming) = (due.plus(*falls_due)?, came.plus(*arrives)?, coming.plus(*leaves)?);
        let short = came.plus(coming)?.minor() < due.minor();
        behind = short.then(|| behind.unwrap_or(*on));
        let all = came.minor() >= of.total.minor();
        over = match over {
            Some(Stands::Broken(_)) => over,
            Some(Stands::Kept(_)) if all => over,
            _ => all.then_some(Stands::Kept(*on)),
        };
    }
    // What falls due today has the day to come.
    let behind = behind.filter(|since| *since < today);
    let stands = over.unwrap_or(match behind.map(last_day) {
        Some(last) if today > last => Stands::Broken(last + Days::new(1)),
        Some(last) => Stands::Behind(last),
        None => Stands::Runs,
    });
    let missing = if behind.is_some() { due.minus(came)?.minus(coming)? } else { zero };
    Ok(Progress { stands, received: came, missing, next: next(&of.instalments, came)? })
}

/// The first instalment that `came` does not cover, and what of it is left.
fn next(instalments: &[Instalment], came: Money) -> Result<Option<Instalment>, MoneyError> {
    let mut due = Money::zero(came.currency());
    for instalment in instalments {
        due = due.plus(instalment.amount)?;
        if due.minor() > came.minor() {
            let amount = instalment.amount.at_most(due.minus(came)?)?;
            return Ok(Some(Instalment { amount, ..*instalment }));
        }
    }
    Ok(None)
}

/// What of `shares`, which are in order, `came` does not cover.
pub fn awaited(shares: &[Share], came: Money) -> Result<Vec<Share>, MoneyError> {
    let mut came = if came.is_positive() { came } else { Money::zero(came.currency()) };
    let mut found = Vec::new();
    for share in shares {
        let covered = came.at_most(share.amount)?;
        came = came.minus(covered)?;
        if covered != share.amount {
            found.push(Share { amount: share.amount.minus(covered)?, ..*share });
        }
    }
    Ok(found)
}

/// What is to be taken for a share of an invoice: what the shares up to it come to, less what the
/// invoice fell by since the plan was accepted; nothing where that is covered.
pub fn to_take(share: Share, shares: &[Share], fell: Money) -> Result<Option<Money>, MoneyError> {
    let of_invoice = shares
        .iter()
        .filter(|one| one.invoice == share.invoice && one.number <= share.number)
        .map(|one| one.amount);
    let due = Money::sum(fell.currency(), of_invoice)?.minus(fell)?;
    Ok(Some(due.at_most(share.amount)?).filter(|amount| amount.is_positive()))
}

/// What is to be said before a plan is offered, a sentence each.
pub fn remarks(
    instalments: &[Instalment],
    broken_before: u32,
    consumer: bool,
) -> Vec<&'static str> {
    let mut found = Vec::new();
    if instalments.len() > LONG_MONTHS {
        found.push("Plans of more than six months are seldom kept to the end.");
    }
    if broken_before >= BROKEN {
        found.push("Two plans of this client were broken; another one should be your exception.");
    }
    if consumer {
        found.push(
            "Charge nothing for the plan: a charge for credit to a consumer can bring the law on \
             consumer credit with it.",
        );
    }
    found
}

#[cfg(test)]
mod tests;
