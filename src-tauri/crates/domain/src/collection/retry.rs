//! When a refused charge is tried again: few times, on working days, and never where a network or a
//! scheme forbids it.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::calendar::last_of_month;
use crate::processor::{Reason, Scheme};

/// What the practice wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Attempts in all; 1 tries never again.
    pub attempts: u32,
    /// From the first to the last attempt, days at most.
    pub within_days: u32,
    /// Whether an attempt after too little money waits for a common payday.
    pub paydays: bool,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { attempts: 3, within_days: 10, paydays: true }
    }
}

/// An attempt that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The day.
    pub on: NaiveDate,
    /// Why it was refused.
    pub reason: Reason,
}

/// What a network or a scheme allows (rule 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// For this way of taking money.
    pub scheme: Scheme,
    /// From this day on.
    pub since: NaiveDate,
    /// So many attempts.
    pub attempts: u32,
    /// In so many days from the first.
    pub within_days: u32,
    /// Who says so.
    pub source: &'static str,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

static LIMITS: [Limit; 4] = [
    Limit {
        scheme: Scheme::Card,
        since: day(2021, 4, 17),
        attempts: 15,
        within_days: 30,
        source: "Visa Core Rules: at most 15 reattempts in 30 days",
    },
    Limit {
        scheme: Scheme::Ach,
        since: day(2015, 9, 18),
        attempts: 3,
        within_days: 180,
        source: "Nacha Operating Rules, subsection 2.12.4: an entry returned for too little money \
                 may be reinitiated twice within 180 days",
    },
    Limit {
        scheme: Scheme::Bacs,
        since: day(2010, 1, 1),
        attempts: 4,
        within_days: 30,
        source: "Bacs Direct Debit rules: re-presentation within a month of the original",
    },
    Limit {
        scheme: Scheme::Pad,
        since: day(2010, 2, 28),
        attempts: 2,
        within_days: 30,
        source: "Payments Canada Rule H1: one re-presentation within 30 days",
    },
];

/// The limits that hold on a day for a way of taking money.
pub fn limits(scheme: Scheme, on: NaiveDate) -> impl Iterator<Item = &'static Limit> {
    LIMITS.iter().filter(move |limit| limit.scheme == scheme && limit.since <= on)
}

/// What follows a refused attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another attempt on a day.
    Again(NaiveDate),
    /// No other attempt: the client has to do something.
    Stop(Stop),
}

/// Why there is no other attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The client has to confirm the payment in person.
    PayerMustAct,
    /// The method will never do.
    NewMethod,
    /// The permission is gone.
    NewPermission,
    /// As often as the practice wants was tried.
    TriedEnough,
    /// As often as the network or the scheme allows was tried.
    Forbidden(&'static str),
    /// Something has to be mended at the processor or in this program first.
    Mend,
}

/// What follows the attempts so far, the last of which was refused. `is_working` tells the working
/// days of the practice's place. Attempts stand in order of their days.
pub fn next(
    policy: Policy,
    scheme: Scheme,
    tried: &[Tried],
    is_working: impl Fn(NaiveDate) -> bool,
) -> Next {
    let (Some(first), Some(last)) = (tried.first(), tried.last()) else {
        return Next::Stop(Stop::Mend);
    };
    match last.reason {
        Reason::PayerMustAct => return Next::Stop(Stop::PayerMustAct),
        Reason::MethodDead => return Next::Stop(Stop::NewMethod),
        Reason::PermissionGone => return Next::Stop(Stop::NewPermission),
        Reason::Forbidden => return Next::Stop(Stop::Forbidden("the network said so")),
        Reason::Funds | Reason::TryLater => {}
        _ => return Next::Stop(Stop::Mend),
    }
    let made = u32::try_from(tried.len()).unwrap_or(u32::MAX);
    if made >= policy.attempts {
        return Next::Stop(Stop::TriedEnough);
    }
    let latest = first.on + Days::new(u64::from(policy.within_days));
    let gap = (policy.within_days / policy.attempts.max(1)).max(1);
    let earliest = last.on + Days::new(u64::from(gap));
    let Some(on) = chosen(policy, last.reason, earliest, latest, &is_working) else {
        return Next::Stop(Stop::TriedEnough);
    };
    let forbids = limits(scheme, on).find(|limit| {
        let from = on - Days::new(u64::from(limit.within_days));
        let in_window = tried.iter().filter(|one| one.on > from).count();
        u32::try_from(in_window).unwrap_or(u32::MAX) >= limit.attempts
    });
    match forbids {
        Some(limit) => Next::Stop(Stop::Forbidden(limit.source)),
        None => Next::Again(on),
    }
}

/// A working day from `earliest` to `latest`: after too little money the first on or right after a
/// payday, where there is one.
fn chosen(
    policy: Policy,
    reason: Reason,
    earliest: NaiveDate,
    latest: NaiveDate,
    is_working: &impl Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let days = || earliest.iter_days().take_while(|day| *day <= latest);
    let working = |from: NaiveDate| {
        from.iter_days().take_while(|day| *day <= latest).find(|day| is_working(*day))
    };
    let payday = (policy.paydays && reason == Reason::Funds)
        .then(|| days().find(|day| is_payday(*day)).and_then(working))
        .flatten();
    payday.or_else(|| working(earliest))
}

/// Days on which wages are commonly paid: the first, the fifteenth and the last of a month, and
/// Fridays.
fn is_payday(day: NaiveDate) -> bool {
    matches!(day.day(), 1 | 15) || day == last_of_month(day) || day.weekday() == Weekday::Fri
}
