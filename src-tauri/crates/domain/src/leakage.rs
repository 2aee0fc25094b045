//! Leakage: what the terms entitled the practice to bill, less what was billed, less what was
//! deliberately waived (product.md, section 2), for each key of rule 4 with its cause and proof.
//!
//! Takes plain values and knows no invoice and no agreement. One pass over each list: the time is
//! linear in their lengths.

mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::ids::{AgreementId, AgreementServiceId};
use crate::money::{Currency, Money, MoneyError};
use crate::schedule::Period;

/// What is billed at most once (rule 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The agreement.
    pub agreement: AgreementId,
    /// Its service.
    pub service: AgreementServiceId,
    /// The occurrence of the service.
    pub occurrence: u32,
    /// Whether it is the part of logged work that exceeds the cap.
    pub beyond_cap: bool,
}

/// Where an entitlement is written: `clause FEE, revision 2, page 3, amendment 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The clause of the letter that entitles, `FEE`, `FEE-REV`, `FEE-OOS`; nothing where only the
    /// fee table does.
    pub clause: Option<String>,
    /// The number of the accepted revision; nothing for what was agreed elsewhere.
    pub revision: Option<u32>,
    /// The page of the accepted letter on which it stands, counted from 1.
    pub page: Option<u32>,
    /// The number of the amendment whose terms hold; nothing for the accepted ones.
    pub amendment: Option<u32>,
}

/// Why an amount may be billed, or may not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// By the terms as they are.
    Agreed,
    /// By a price that a review set.
    Reviewed,
    /// By the terms, and somebody skipped it without a reason.
    Skipped,
    /// By the terms; it fell due in a pause that is over, and nobody decided.
    Paused,
    /// Logged beyond the cap; the client has not approved it.
    Unapproved,
    /// Logged beyond the cap and approved.
    Approved,
    /// Served after the agreement had ended.
    Expired {
        /// The last agreed day.
        ended_on: NaiveDate,
    },
}

/// One amount that the terms entitle to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entitled<'a> {
    /// What it is billed as.
    pub key: Key,
    /// The days it covers.
    pub period: Period,
    /// Price of one.
    pub price: Money,
    /// The amount without tax.
    pub net: Money,
    /// Why it may be billed.
    pub claim: Claim,
    /// Where that is written.
    pub proof: &'a Proof,
}

/// A line of an issued invoice, or of a credit note with its amount below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Billed {
    /// What it bills.
    pub key: Key,
    /// Price of one.
    pub price: Money,
    /// The amount without tax.
    pub net: Money,
}

/// What somebody decided not to bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waived {
    /// What it would have been billed as.
    pub key: Key,
    /// The amount without tax.
    pub net: Money,
}

/// Why money is missing, or was billed without a right to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No invoice bills it.
    NotBilled,
    /// It was billed at another price than agreed.
    OldPrice {
        /// The price of one on the invoice.
        billed: Money,
        /// The agreed price of one.
        entitled: Money,
    },
    /// It was billed at a price that a review had changed.
    ReviewNotApplied {
        /// The price of one on the invoice.
        billed: Money,
        /// The price of one that the review set.
        entitled: Money,
    },
    /// It was skipped without a reason and not waived.
    Skipped,
    /// It fell due in a pause that is over, and is neither billed nor waived.
    Paused,
    /// Work beyond the cap that the client was not asked about, or has not answered.
    OutOfScope,
    /// Work beyond the cap that the client approved and no invoice bills.
    CapOverrun,
    /// The agreement had ended and the work went on.
    ExpiredStillServed {
        /// The last agreed day.
        ended_on: NaiveDate,
    },
    /// The price is right and the amount is less: fewer were billed, or a part was credited.
    BilledShort,
    /// More was billed or waived than the terms entitle to; the amount is below zero.
    BilledOver,
}

/// A difference: entitled − billed − waived, never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leak<'a> {
    /// Where.
    pub key: Key,
    /// The days it covers; nothing where no terms entitle to it.
    pub period: Option<Period>,
    /// How much, without tax; below zero where too much was billed.
    pub amount: Money,
    /// Why.
    pub cause: Cause,
    /// Where the entitlement is written; nothing where there is none.
    pub proof: Option<&'a Proof>,
}

/// Every difference, and what they come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leakage<'a> {
    /// In the order of what is entitled, then what was billed or waived without being entitled.
    pub leaks: Vec<Leak<'a>>,
    /// The sums, for each currency.
    pub totals: BTreeMap<Currency, Totals>,
}

/// The sums of one currency: `entitled − billed − waived = leaked + over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// What the terms entitle to.
    pub entitled: Money,
    /// What was billed, less what was credited.
    pub billed: Money,
    /// What somebody decided not to bill.
    pub waived: Money,
    /// What is missing.
    pub leaked: Money,
    /// What was billed or waived beyond the terms; zero or below.
    pub over: Money,
}

/// What is known of one key besides its entitlement.
#[derive(Clone, Copy)]
struct Used {
    amount: Money,
    /// The price of one of the first line that bills it.
    price: Option<Money>,
}

/// Why the lists cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeakageError {
    /// Two entitlements have the same key, which rule 4 forbids.
    #[error("occurrence {} of {} is entitled to twice; report it", .0.occurrence, .0.service)]
    Twice(Key),
    /// Two currencies under one key, or a sum beyond the limit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Entitled minus billed minus waived, by key.
pub fn leakage<'a>(
    entitled: &[Entitled<'a>],
    billed: &[Billed],
    waived: &[Waived],
) -> Result<Leakage<'a>, LeakageError> {
    let mut found = Leakage::default();
    found.count(billed.iter().map(|line| line.net), |totals| &mut totals.billed)?;
    found.count(waived.iter().map(|waived| waived.net), |totals| &mut totals.waived)?;
    found.count(entitled.iter().map(|claim| claim.net), |totals| &mut totals.entitled)?;
    let mut used = used(billed, waived)?;
    let mut seen = HashSet::with_capacity(entitled.len());
    for claim in entitled {
        if !seen.insert(claim.key) {
            return Err(LeakageError::Twice(claim.key));
        }
        let used = used.remove(&claim.key);
        let amount = match used {
            Some(used) => claim.net.minus(used.amount)?,
            None => claim.net,
        };
        found.add(Leak {
            key: claim.key,
            period: Some(claim.period),
            amount,
            cause: cause(claim, amount, used.and_then(|used| used.price)),
            proof: Some(claim.proof),
        })?;
    }
    for key in billed.iter().map(|line| line.key).chain(waived.iter().map(|waived| waived.key)) {
        let Some(used) = used.remove(&key) else { continue };
        let amount = used.amount.negated();
        found.add(Leak { key, period: None, amount, cause: Cause::BilledOver, proof: None })?;
    }
    Ok(found)
}

impl Totals {
    /// Nothing.
    pub fn zero(currency: Currency) -> Totals {
        let zero = Money::zero(currency);
        Totals { entitled: zero, billed: zero, waived: zero, leaked: zero, over: zero }
    }

    /// Both together.
    pub fn plus(self, other: Totals) -> Result<Totals, MoneyError> {
        Ok(Totals {
            entitled: self.entitled.plus(other.entitled)?,
            billed: self.billed.plus(other.billed)?,
            waived: self.waived.plus(other.waived)?,
            leaked: self.leaked.plus(other.leaked)?,
            over: self.over.plus(other.over)?,
        })
    }

    /// What leaked of what was entitled to, in per cent with one decimal; nothing where nothing
    /// was entitled to.
    pub fn rate(self) -> Option<Decimal> {
        let of = Decimal::from(self.entitled.minor());
        let exact = Decimal::from(self.leaked.minor()) * Decimal::ONE_HUNDRED;
        let rounding = RoundingStrategy::MidpointAwayFromZero;
        exact.checked_div(of).map(|rate| rate.round_dp_with_strategy(1, rounding))
    }
}

impl<'a> Leakage<'a> {
    fn add(&mut self, leak: Leak<'a>) -> Result<(), MoneyError> {
        if leak.amount.is_zero() {
            return Ok(());
        }
        self.count([leak.amount], |totals| match leak.amount.is_positive() {
            true => &mut totals.leaked,
            false => &mut totals.over,
        })?;
        self.leaks.push(leak);
        Ok(())
    }

    fn count(
        &mut self,
        amounts: impl IntoIterator<Item = Money>,
        sum: impl Fn(&mut Totals) -> &mut Money,
    ) -> Result<(), MoneyError> {
        for amount in amounts {
            let currency = amount.currency();
            let totals = self.totals.entry(currency).or_insert_with(|| Totals::zero(currency));
            let sum = sum(totals);
            *sum = sum.plus(amount)?;
        }
        Ok(())
    }
}

fn used(billed: &[Billed], waived: &[Waived]) -> Result<HashMap<Key, Used>, MoneyError> {
    let lines = billed.iter().map(|line| (line.key, line.net, Some(line.price)));
    let waivers = waived.iter().map(|waived| (waived.key, waived.net, None));
    let mut used: HashMap<Key, Used> = HashMap::with_capacity(billed.len() + waived.len());
    for (key, net, price) in lines.chain(waivers) {
        let zero = Used { amount: Money::zero(net.currency()), price: None };
        let known = used.entry(key).or_insert(zero);
        known.amount = known.amount.plus(net)?;
        known.price = known.price.or(price);
    }
    Ok(used)
}

/// The one cause of a whole difference; `billed` is the price of one on the invoice, if any.
fn cause(claim: &Entitled<'_>, amount: Money, billed: Option<Money>) -> Cause {
    let entitled = claim.price;
    // An entitlement below zero is a credit: it is missing where the difference has its sign.
    let too_much = amount.minor().signum() * claim.net.minor().signum() <= 0;
    match (claim.claim, billed) {
        (Claim::Reviewed, Some(billed)) if billed != entitled => {
            Cause::ReviewNotApplied { billed, entitled }
        }
        (_, Some(billed)) if billed != entitled => Cause::OldPrice { billed, entitled },
        _ if too_much => Cause::BilledOver,
        (_, Some(_)) => Cause::BilledShort,
        (Claim::Agreed | Claim::Reviewed, None) => Cause::NotBilled,
        (Claim::Skipped, None) => Cause::Skipped,
        (Claim::Paused, None) => Cause::Paused,
        (Claim::Unapproved, None) => Cause::OutOfScope,
        (Claim::Approved, None) => Cause::CapOverrun,
        (Claim::Expired { ended_on }, None) => Cause::ExpiredStillServed { ended_on },
    }
}

#[cfg(test)]
mod tests;
