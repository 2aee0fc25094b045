//! How long before a debit its payer is told: what a law or a scheme wants, as dated data with its
//! source (rule 20), and the day that follows from it.

use chrono::{Days, NaiveDate};

use crate::processor::Scheme;

/// What a law or a scheme wants told before money is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// For this way of taking money.
    pub scheme: Scheme,
    /// From this day on.
    pub since: NaiveDate,
    /// Only where a consumer pays.
    pub consumers: bool,
    /// Only where the amount differs from the one before.
    pub varying: bool,
    /// So many days before.
    pub days: u32,
    /// Whether only working days count.
    pub working: bool,
    /// Whether the letter may agree on fewer.
    pub may_be_shorter: bool,
    /// The source of the rule.
    pub source: &'static str,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

static RULES: [Rule; 4] = [
    Rule {
        scheme: Scheme::Ach,
        since: day(2011, 12, 30),
        consumers: true,
        varying: true,
        days: 10,
        working: false,
        may_be_shorter: false,
        source: "12 CFR 1005.10(d)(1): written notice of amount and date at least 10 days before",
    },
    Rule {
        scheme: Scheme::Bacs,
        since: day(2010, 1, 1),
        consumers: false,
        varying: false,
        days: 10,
        working: true,
        may_be_shorter: true,
        source: "Direct Debit Guarantee: advance notice of 10 working days, or as agreed",
    },
    Rule {
        scheme: Scheme::Sepa,
        since: day(2009, 11, 1),
        consumers: false,
        varying: false,
        days: 14,
        working: false,
        may_be_shorter: true,
        source: "SEPA Core Direct Debit Rulebook: pre-notification 14 calendar days before, or as \
                 agreed",
    },
    Rule {
        scheme: Scheme::Pad,
        since: day(2010, 2, 28),
        consumers: false,
        varying: true,
        days: 10,
        working: false,
        may_be_shorter: true,
        source: "Payments Canada Rule H1: written notice 10 days before a varying debit, or as \
                 agreed",
    },
];

/// What is known of a coming debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming {
    /// How it is taken.
    pub scheme: Scheme,
    /// Whether a consumer pays.
    pub consumer: bool,
    /// Whether the amount differs from the one before it, or there was none.
    pub varying: bool,
    /// The days of notice that the accepted letter gives.
    pub agreed_days: u32,
}

/// The notice a debit needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Days between the notice and the debit, at least.
    pub days: u32,
    /// Whether only working days count.
    pub working: bool,
    /// Why so many: a rule, or nothing where the letter alone says so.
    pub source: Option<&'static str>,
}

/// The notice that a debit needs on a day: the longer of the letter's and the rule's, and the
/// letter's alone where the rule lets it.
pub fn needed(coming: Coming, on: NaiveDate) -> Notice {
    let applies = |rule: &&Rule| {
        rule.scheme == coming.scheme
            && rule.since <= on
            && (coming.consumer || !rule.consumers)
            && (coming.varying || !rule.varying)
    };
    let agreed = Notice { days: coming.agreed_days, working: false, source: None };
    match RULES.iter().find(applies) {
        Some(rule) if rule.may_be_shorter && coming.agreed_days > 0 => agreed,
        Some(rule) if rule.days >= coming.agreed_days => {
            Notice { days: rule.days, working: rule.working, source: Some(rule.source) }
        }
        _ => agreed,
    }
}

impl Notice {
    /// The first day on which money may be taken where the client was told on `told_on`.
    pub fn earliest(self, told_on: NaiveDate, is_working: impl Fn(NaiveDate) -> bool) -> NaiveDate {
        if !self.working {
            return told_on + Days::new(u64::from(self.days));
        }
        let mut left = self.days;
        let mut on = told_on;
        while left > 0 {
            on = on + Days::new(1);
            left -= u32::from(is_working(on));
        }
        on
    }
}

#[cfg(test)]
mod tests;
