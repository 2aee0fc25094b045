//! Charges across a chain: each occurrence under the terms of its days, cut where they change.
//!
//! The chain of one service is a line of [`Run`]s, each counting its own periods, and a run is a
//! line of [`Part`]s with terms that count the same periods. [`crate::charge::charges`] says what
//! a whole period costs under each; here periods are only cut and put together.

mod runs;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Chain, MidPeriod};
use crate::charge::{self, Billing, Charge, Course, Moved, Why, charges};
use crate::ids::{AgreementServiceId, ClientId};
use crate::money::{Money, MoneyError};
use crate::schedule::{Past, Period, Share, Start};
use runs::{Part, Run, runs};

/// A charge of an agreement that was amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entitled {
    /// The charge; below zero where it credits the rest of a period.
    pub charge: Charge,
    /// Why it is not to be billed as it is; nothing where it may be billed.
    pub held: Option<Why>,
    /// The amendment under whose terms it is; nothing for the accepted ones.
    pub amendment: Option<u32>,
    /// Who is billed.
    pub client: ClientId,
}

/// How many occurrences fit between two amendments. A week each until 2999 makes 58 000.
const SPACE: u32 = 200_000;

/// The first occurrence of what amendment `number` cuts off a period that was counted before it.
fn cut_off(number: u32) -> u32 {
    number.saturating_mul(2).saturating_mul(SPACE)
}

/// The first occurrence of the periods that are counted anew from amendment `number` on.
fn counted_anew(number: u32) -> u32 {
    cut_off(number).saturating_add(SPACE)
}

fn is_cut_off(occurrence: u32) -> bool {
    let space = occurrence / SPACE;
    space > 0 && space.is_multiple_of(2)
}

/// The last day that was billed under an occurrence, for those that were billed. What has been
/// billed beyond the day of a cut is set off, not billed twice.
pub type BilledTo = BTreeMap<u32, NaiveDate>;

/// The charges of one part for each occurrence of its run, whole.
type Wholes = BTreeMap<(u32, bool), (Charge, Option<Why>)>;

impl Chain {
    /// Every charge of one service that falls due on or before `until`, the oldest first.
    ///
    /// `course` is that of the accepted service; of one that an amendment added only what was
    /// decided and done is read. `billed` is what invoices hold of it: where an amendment that
    /// prorates took effect after a period was billed, whole or as far as another cut it, its
    /// charge sets off what was billed of its days, and where a period was billed as far as a cut
    /// that is no more, the rest is a charge of its own. The keys are unique for ever: an
    /// occurrence keeps its number whatever comes after it, and what amendment *k* cuts off or
    /// counts anew has numbers from 2*k* × 200 000 on. Fails as [`charges`] does.
    pub fn charges(
        &self,
        service: AgreementServiceId,
        course: &Course<'_>,
        billed: &BilledTo,
        until: NaiveDate,
    ) -> Result<Vec<Entitled>, MoneyError> {
        let mut found = Vec::new();
        let mut starts_on = None;
        for (at, run) in runs(self.stages(), service).iter().enumerate() {
            let base = match (at, run.begun_by()) {
                (0, _) | (_, None) => 0,
                (_, Some(number)) => counted_anew(number),
            };
            let changes = renumbered(course.changes, base);
            let course = match run.begun_by() {
                None => *course,
                Some(_) => {
                    let from = run.parts[0].from;
                    let on = starts_on.map_or(from, |day| from.max(day));
                    Course {
                        anchor: on,
                        start: Start::On { on, past: Past::Billed },
                        accepted_on: on,
                        ..*course
                    }
                }
            };
            let own = Course { changes: &changes, ..course };
            run.charges(&own, base, (billed, &self.days), until, &mut found)?;
            starts_on = run.next_starts_on(&own);
        }
        for entitled in &mut found {
            entitled.decide(course);
        }
        found.retain(|entitled| entitled.charge.due_on <= until);
        found.sort_by_key(|entitled| {
            let charge = entitled.charge;
            (charge.due_on, charge.occurrence, charge.beyond_cap)
        });
        Ok(found)
    }
}

/// What was decided about the occurrences of a run that is numbered from `base` on.
fn renumbered(changes: &BTreeMap<u32, charge::Change>, base: u32) -> BTreeMap<u32, charge::Change> {
    changes
        .range(base..base.saturating_add(SPACE))
        .map(|(occurrence, change)| (occurrence - base, *change))
        .collect()
}

impl Entitled {
    /// Applies what was decided about a charge that was cut off, but for its price, which is the
    /// period's; the others had it before.
    fn decide(&mut self, course: &Course<'_>) {
        if !is_cut_off(self.charge.occurrence) {
            return;
        }
        match course.changes.get(&self.charge.occurrence) {
            Some(charge::Change::Skip) => self.held = Some(Why::Skipped),
            Some(charge::Change::Bill { due_on: Some(day), .. }) => {
                self.charge.due_on = *day;
                self.charge.origin.moved = Some(Moved::ByHand);
            }
            _ => {}
        }
        let paused = course.pauses.iter().any(|pause| pause.holds(self.charge.due_on));
        self.held = match self.held {
            None | Some(Why::Paused) => paused.then_some(Why::Paused),
            decided => decided,
        };
    }
}

impl Run {
    fn charges(
        &self,
        course: &Course<'_>,
        base: u32,
        (billed, days): (&BilledTo, &[(NaiveDate, u32)]),
        until: NaiveDate,
        found: &mut Vec<Entitled>,
    ) -> Result<(), MoneyError> {
        let wholes: Vec<Wholes> =
            self.parts.iter().map(|part| wholes(part, course, until)).collect::<Result<_, _>>()?;
        for (at, part) in self.parts.iter().enumerate() {
            for (key, (charge, held)) in &wholes[at] {
                let period = charge.period;
                if self.part_on(period.from) != at || self.is_over(period.from) {
                    continue;
                }
                let mut cuts = self.cuts(at, period);
                keep_billed(&mut cuts, key.0, base, billed, days);
                set_off(&mut cuts, key.0, base, billed);
                if cuts.len() == 1 {
                    let charge = Charge { occurrence: base + charge.occurrence, ..*charge };
                    found.push(part.entitled(charge, *held));
                } else {
                    self.cut(&cuts, *key, &wholes, course, base, found)?;
                }
            }
        }
        Ok(())
    }

    /// The charges of one occurrence that is cut.
    fn cut(
        &self,
        cuts: &[Cut],
        key: (u32, bool),
        wholes: &[Wholes],
        course: &Course<'_>,
        base: u32,
        found: &mut Vec<Entitled>,
    ) -> Result<(), MoneyError> {
        let weights: Vec<u64> = cuts.iter().map(|cut| cut.days.days()).collect();
        let last = cuts[cuts.len() - 1].days.to;
        // What is billed of days after a cut and set off by the next one.
        let mut ahead: Option<Money> = None;
        for (at, cut) in cuts.iter().enumerate() {
            let part = &self.parts[cut.part];
            let Some((whole, held)) = wholes[cut.part].get(&key) else { continue };
            let shares = shares(whole.net, &weights);
            let currency = whole.net.currency();
            let own = if cut.served { shares[at] } else { Money::zero(currency) };
            let mut net = own.minus(ahead.take().unwrap_or(Money::zero(currency)))?;
            let mut days = cut.days;
            if let Some(until) = cuts.get(at + 1).and_then(|next| next.sets_off) {
                days.to = until;
                let left = Money::sum(currency, shares[at..].iter().copied())?;
                let after = weights[at..].iter().sum::<u64>() - days.days();
                let rest = self::shares(left, &[days.days(), after])[0].minus(shares[at])?;
                net = net.plus(rest)?;
                ahead = Some(rest);
            }
            if !cut.served && cut.sets_off.is_none() {
                continue;
            }
            let before = weights[..at].iter().sum();
            let mut charge = Charge {
                occurrence: base + whole.occurrence,
                period: days,
                net,
                tax: whole.rates.tax_on(net)?,
                ..*whole
            };
            charge.origin.share = within(whole.origin.share, before, days, last);
            if let Some(number) = cut.by {
                charge.occurrence = cut_off(number).saturating_add(whole.occurrence);
                charge.due_on = part.due_on(cut.days.from, course).max(whole.due_on);
            }
            found.push(Entitled {
                amendment: if cut.served { part.amendment } else { cut.by },
                ..part.entitled(charge, *held)
            });
        }
        Ok(())
    }

    /// A period, cut where the terms change in it; never empty. `at` is the part of its first day.
    fn cuts(&self, at: usize, period: Period) -> Vec<Cut> {
        let inside = |day: NaiveDate| period.from < day && day <= period.to;
        let uncut = Cut { part: at, by: None, days: period, served: true, sets_off: None };
        let all = |credited: bool| credited.then_some(period.to);
        let mut cuts = vec![uncut];
        for (part, next) in self.parts.iter().enumerate().skip(at + 1) {
            if inside(next.from) && next.mid_period != MidPeriod::FromNextPeriod {
                let days = Period { from: next.from, to: period.to };
                let sets_off = all(next.mid_period == MidPeriod::CreditTheRest);
                cuts.push(Cut { part, by: next.cut_by, days, served: true, sets_off });
            }
        }
        if let Some(over) = self.over.filter(|over| inside(over.on))
            && over.mid_period != MidPeriod::FromNextPeriod
        {
            let days = Period { from: over.on, to: period.to };
            let (before, known) = (cuts[cuts.len() - 1], cuts.len() > 1);
            // An amendment that changes and ends within one period has one charge for both.
            let once = known && before.by == over.cut_by;
            let sets_off = all(over.mid_period == MidPeriod::CreditTheRest && !once);
            let part = before.part;
            cuts.push(Cut { part, by: over.cut_by, days, served: false, sets_off });
        }
        for at in 1..cuts.len() {
            let next = cuts[at].days.from;
            cuts[at - 1].days.to = next.pred_opt().unwrap_or(next);
        }
        cuts
    }

    /// The day on which the run after this one begins; nothing where there is none or where this
    /// one ends with its own last day.
    fn next_starts_on(&self, course: &Course<'_>) -> Option<NaiveDate> {
        let over = self.over?;
        let last = &self.parts[self.parts.len() - 1];
        let under_way = match last.terms.billing {
            Billing::Recurring(rule) if over.mid_period == MidPeriod::FromNextPeriod => {
                let begins = course.start.begins(course.anchor, course.accepted_on)?;
                rule.occurrences(course.anchor, begins.from)
                    .map(|occurrence| occurrence.period)
                    .find(|period| over.on <= period.to)
                    .filter(|period| period.from < over.on)
            }
            _ => None,
        };
        Some(under_way.and_then(|period| period.to.succ_opt()).unwrap_or(over.on))
    }
}

/// Cuts a stretch where its bill ends, if that was billed when it was to end or to change there:
/// what was to cut it was taken back, put off, or changes nothing any more. The rest is billed
/// under the number of the amendment that was nearest.
fn keep_billed(
    cuts: &mut Vec<Cut>,
    occurrence: u32,
    base: u32,
    billed: &BilledTo,
    days: &[(NaiveDate, u32)],
) {
    let key = |by: Option<u32>| by.map_or(base, cut_off).saturating_add(occurrence);
    let mut at = 0;
    while let Some(cut) = cuts.get(at).copied() {
        at += 1;
        let last = billed.get(&key(cut.by)).filter(|last| **last < cut.days.to);
        let Some(from) = last.and_then(|last| last.succ_opt()) else { continue };
        let nearest = days
            .iter()
            .filter(|(day, number)| *day <= from && cuts.iter().all(|cut| cut.by != Some(*number)))
            .max_by_key(|(day, number)| (billed.contains_key(&key(Some(*number))), *day, *number));
        if let Some((_, number)) = nearest
            && cut.days.from < from
        {
            let rest = Period { from, to: cut.days.to };
            cuts[at - 1].days.to = from.pred_opt().unwrap_or(from);
            cuts.insert(at, Cut { by: Some(*number), days: rest, sets_off: None, ..cut });
        }
    }
}

/// Has each cut set off what was billed of its days: where something was billed, just that.
fn set_off(cuts: &mut [Cut], occurrence: u32, base: u32, billed: &BilledTo) {
    let Some(end) = cuts.last().map(|cut| cut.days.to) else { return };
    for at in 1..cuts.len() {
        let before = cuts[at - 1].by.map_or(base, cut_off).saturating_add(occurrence);
        let begins = cuts[at].days.from;
        if let Some(last) = billed.get(&before) {
            cuts[at].sets_off = (*last >= begins).then_some(end.min(*last));
        }
    }
}

/// A stretch of the days of one period.
#[derive(Clone, Copy)]
struct Cut {
    /// The part of the run whose terms hold.
    part: usize,
    /// The amendment that cuts; nothing for the first.
    by: Option<u32>,
    days: Period,
    /// Whether the service is still served on them.
    served: bool,
    /// The last of the days that the stretch before bills too and this one sets off.
    sets_off: Option<NaiveDate>,
}

impl Part {
    fn entitled(&self, charge: Charge, held: Option<Why>) -> Entitled {
        Entitled { charge, held, amendment: self.amendment, client: self.client }
    }

    /// The day on which what an amendment cuts off is billed at the earliest.
    fn due_on(&self, day: NaiveDate, course: &Course<'_>) -> NaiveDate {
        match self.terms.billing {
            Billing::Recurring(rule) => rule.shift.apply(day, day, course.holidays),
            _ => day,
        }
    }
}

fn wholes(part: &Part, course: &Course<'_>, until: NaiveDate) -> Result<Wholes, MoneyError> {
    let charges = charges(&part.terms, course, until)?;
    let due = charges.due.into_iter().map(|charge| (charge, None));
    let held = charges.held.into_iter().map(|held| (held.charge, Some(held.why)));
    let by_key = |(charge, why): (Charge, Option<Why>)| {
        ((charge.occurrence, charge.beyond_cap), (charge, why))
    };
    Ok(due.chain(held).map(by_key).collect())
}

/// What stretches of a period cost of the whole, by their days. They come to the whole, and no
/// stretch is altered by how what comes after it is cut.
fn shares(whole: Money, days: &[u64]) -> Vec<Money> {
    let mut rest = whole;
    let mut after: u64 = days.iter().sum();
    let mut next = |days: &u64| {
        after -= days;
        let parts = rest.split(&[*days, after]);
        rest = parts[1];
        parts[0]
    };
    days.iter().map(&mut next).collect()
}

/// What part of a whole period `days` are, that are cut out of a share of it which has days
/// `before` them and ends on `last`.
fn within(share: Share, before: u64, days: Period, last: NaiveDate) -> Share {
    let after = Period { from: days.to, to: last }.days() - 1;
    match share {
        Share::Whole if before == 0 && after == 0 => Share::Whole,
        Share::Whole => Share::Days { before, days: days.days(), after },
        Share::Days { before: earlier, after: later, .. } => {
            Share::Days { before: earlier + before, days: days.days(), after: later + after }
        }
        Share::Half | Share::Nothing => share,
    }
}

#[cfg(test)]
mod tests;
