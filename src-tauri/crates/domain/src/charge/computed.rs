//! From terms and course to charges: first what falls due and when, then what was decided about
//! it, then what it comes to.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{
    Billing, Cap, Change, Charge, Charges, Course, Held, Moved, Origin, Priced, ServiceTerms, Why,
};
use crate::money::{Money, MoneyError};
use crate::schedule::{
    Beginning, Billed, DueDay, Every, Occurrence, Past, Period, Recurrence, Share,
};
use crate::tax::Rates;

/// A charge before anything was decided about it and before it has a price.
#[derive(Clone, Copy)]
struct Entitled {
    occurrence: u32,
    beyond_cap: bool,
    approved: bool,
    period: Period,
    named_on: NaiveDate,
    due_on: NaiveDate,
    moved: Option<Moved>,
    quantity: Decimal,
    share: Share,
}

impl Entitled {
    fn on(occurrence: u32, on: NaiveDate, quantity: Decimal) -> Entitled {
        Entitled {
            occurrence,
            beyond_cap: false,
            approved: true,
            period: Period { from: on, to: on },
            named_on: on,
            due_on: on,
            moved: None,
            quantity,
            share: Share::Whole,
        }
    }
}

/// Every charge of one service that falls due on or before `until`. The same for any run, early or
/// late: nothing is read but the terms and what was decided. Fails only where an amount is beyond
/// the limit or in two currencies.
pub fn charges(
    terms: &ServiceTerms,
    course: &Course<'_>,
    until: NaiveDate,
) -> Result<Charges, MoneyError> {
    let mut entitled = entitled(terms, course, until);
    for found in &mut entitled {
        if let Some(Change::Bill { due_on: Some(day), .. }) = course.changes.get(&found.occurrence)
        {
            found.due_on = *day;
            found.moved = Some(Moved::ByHand);
        }
    }
    entitled.retain(|found| found.due_on <= until);
    entitled.sort_by_key(|found| (found.due_on, found.occurrence, found.beyond_cap));
    let mut charges = Charges { due: Vec::with_capacity(entitled.len()), held: Vec::new() };
    let mut last = None;
    for found in entitled {
        let charge = priced(terms, course, found, &mut last)?;
        match held(course, found) {
            Some(why) => charges.held.push(Held { charge, why }),
            None => charges.due.push(charge),
        }
    }
    Ok(charges)
}

/// How many of the first occurrences fell due before a day, at least: none of them was moved.
pub fn long_due(terms: &ServiceTerms, course: &Course<'_>, day: NaiveDate) -> u32 {
    // What is billed in arrears or shifted to a working day falls due soon after its period.
    let over = day - Days::new(62);
    match (terms.billing, course.start.begins(course.anchor, course.accepted_on)) {
        (Billing::Recurring(rule), Some(begins)) if begins.earliest < day => {
            let moved = course.changes.first_key_value().map(|(occurrence, _)| *occurrence);
            rule.over_before(course.anchor, over).min(moved.unwrap_or(u32::MAX))
        }
        _ => 0,
    }
}

fn entitled(terms: &ServiceTerms, course: &Course<'_>, until: NaiveDate) -> Vec<Entitled> {
    match terms.billing {
        Billing::Recurring(rule) => recurring(rule, terms.quantity, course, until),
        Billing::OnAcceptance => course
            .start
            .begins(course.anchor, course.accepted_on)
            .map(|begins| Entitled::on(0, begins.earliest, terms.quantity))
            .into_iter()
            .collect(),
        Billing::OnCompletion => course
            .delivered
            .iter()
            .map(|done| Entitled::on(done.sequence, done.on, terms.quantity))
            .filter(|done| {
                terms.milestones.is_empty() || milestone(terms, done.occurrence).is_some()
            })
            .collect(),
        Billing::Logged { cap, .. } => logged(cap, course),
    }
}

/// The place of a charge in the list of milestones, where it is one.
pub(super) fn milestone(terms: &ServiceTerms, occurrence: u32) -> Option<usize> {
    let at = usize::try_from(occurrence).ok()?;
    (terms.billing == Billing::OnCompletion && at < terms.milestones.len()).then_some(at)
}

fn recurring(
    rule: Recurrence,
    quantity: Decimal,
    course: &Course<'_>,
    until: NaiveDate,
) -> Vec<Entitled> {
    let Some(begins) = course.start.begins(course.anchor, course.accepted_on) else {
        return Vec::new();
    };
    // A charge that was moved may fall due earlier than those before it.
    let changed = course.changes.last_key_value().map(|(occurrence, _)| *occurrence);
    // What is billed in arrears has nothing to bill yet when it is accepted.
    let at_once = begins.first_at_once && rule.billed == Billed::InAdvance;
    let mut occurrences = rule.occurrences(course.anchor, begins.from);
    let first = if at_once { occurrences.next().map(|occurrence| occurrence.n) } else { None };
    let mut found = Vec::new();
    for occurrence in rule.occurrences_without(course.anchor, begins.from, course.without) {
        let Some((day, moved)) = regular_day(occurrence, begins, first == Some(occurrence.n))
        else {
            continue;
        };
        let due_on = rule.shift.apply(day, begins.earliest, course.holidays);
        if due_on > until && changed.is_none_or(|last| last < occurrence.n) {
            break;
        }
        let shifted = (due_on != day).then_some(Moved::ToWorkingDay);
        found.push(Entitled {
            period: occurrence.period,
            named_on: occurrence.due_on,
            due_on,
            moved: moved.or(shifted),
            share: occurrence.share,
            ..Entitled::on(occurrence.n, day, quantity)
        });
    }
    found
}

/// The day on which an occurrence is billed before any shift, and why it is not the rule's.
/// Nothing for what is not billed.
fn regular_day(
    occurrence: Occurrence,
    begins: Beginning,
    at_once: bool,
) -> Option<(NaiveDate, Option<Moved>)> {
    let early = occurrence.due_on < begins.earliest;
    if at_once || (early && begins.past == Past::Billed) {
        let moved = occurrence.due_on != begins.earliest;
        return Some((begins.earliest, moved.then_some(Moved::ToAcceptance)));
    }
    (!early).then_some((occurrence.due_on, None))
}

/// What was logged, the part within the cap and the part beyond it apart.
fn logged(cap: Cap, course: &Course<'_>) -> Vec<Entitled> {
    let mut work = course.delivered.to_vec();
    work.sort_by_key(|done| (done.on, done.sequence));
    let mut used: BTreeMap<u32, Decimal> = BTreeMap::new();
    let mut found = Vec::new();
    for done in work {
        let period = cap.per.map_or(0, |every| period_of(every, course.anchor, done.on));
        let used = used.entry(period).or_default();
        let within = done.quantity.min(cap.most - *used).max(Decimal::ZERO);
        let beyond = done.quantity - within;
        *used += within;
        if within > Decimal::ZERO {
            found.push(Entitled::on(done.sequence, done.on, within));
        }
        if beyond > Decimal::ZERO {
            let within = Entitled::on(done.sequence, done.on, beyond);
            found.push(Entitled { beyond_cap: true, approved: done.approved, ..within });
        }
    }
    found
}

/// In which period of a cap a day lies; what is before the anchor counts with the first.
fn period_of(every: Every, anchor: NaiveDate, day: NaiveDate) -> u32 {
    Recurrence::each(every, DueDay::StartDay)
        .occurrences(anchor, anchor)
        .find(|occurrence| day <= occurrence.period.to)
        .map_or(u32::MAX, |occurrence| occurrence.n)
}

fn held(course: &Course<'_>, found: Entitled) -> Option<Why> {
    if course.changes.get(&found.occurrence) == Some(&Change::Skip) {
        Some(Why::Skipped)
    } else if !found.approved {
        Some(Why::BeyondCap)
    } else if course.pauses.iter().any(|pause| pause.holds(found.due_on)) {
        Some(Why::Paused)
    } else {
        None
    }
}

/// What an amount without and its tax follow from, and both.
type Worth = ((Money, Decimal, Share, Rates), (Money, Money));

/// A charge with its price; `last` is what the last one that is no milestone came to.
fn priced(
    terms: &ServiceTerms,
    course: &Course<'_>,
    found: Entitled,
    last: &mut Option<Worth>,
) -> Result<Charge, MoneyError> {
    let once = match course.changes.get(&found.occurrence) {
        Some(Change::Bill { price, .. }) => *price,
        _ => None,
    };
    let (price, by) = price_of(terms, found.occurrence, once);
    // A price set for this once is what this once costs.
    let share = if once.is_some() { Share::Whole } else { found.share };
    let rates = terms.taxing.on(found.due_on);
    let of = (price, found.quantity, share, rates);
    let (net, tax) = match (milestone(terms, found.occurrence), *last) {
        (Some(at), _) if once.is_none() => {
            let weights: Vec<u64> = terms.milestones.iter().map(|part| part.weight).collect();
            rates.amounts(price.at_rate(found.quantity)?.split(&weights)[at])?
        }
        (_, Some((same, worth))) if same == of => worth,
        _ => {
            let worth = rates.amounts(share.of(price.at_rate(found.quantity)?)?)?;
            last.insert((of, worth)).1
        }
    };
    Ok(Charge {
        service: terms.id,
        occurrence: found.occurrence,
        beyond_cap: found.beyond_cap,
        period: found.period,
        due_on: found.due_on,
        quantity: found.quantity,
        price,
        net,
        tax,
        rates,
        origin: Origin { named_on: found.named_on, moved: found.moved, share, priced: by },
    })
}

fn price_of(terms: &ServiceTerms, occurrence: u32, once: Option<Money>) -> (Money, Priced) {
    match (once, terms.introductory) {
        (Some(price), _) => (price, Priced::Once),
        (None, Some(first)) if occurrence < first.periods => (first.price, Priced::Introductory),
        _ => (terms.price, Priced::AsAgreed),
    }
}
