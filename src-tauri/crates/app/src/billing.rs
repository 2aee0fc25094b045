//! How a service is billed: one shape on the wire for the library, the lines of proposals and the
//! preview of a schedule, and its way to and from the domain's rule.

use std::num::{NonZeroU8, NonZeroU32};

use domain::charge::{self, Cap, Milestone};
use domain::named::Named;
use domain::schedule::{
    After, Cadence, DueDay, End, Every, MonthDay, MonthSet, Recurrence, RuleError, TwoDays,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Failure, refused};
use crate::wire;

/// How a service is billed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Billing {
    /// A fixed price again and again.
    Recurring {
        /// How often.
        every: BillingEvery,
        /// On which day of the month; left out, the start day. Weeks have the start day's weekday.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        day: BillingDay,
        /// `in_advance`, on the first day of a period, or `in_arrears`, when it is over; left
        /// out, `in_advance`.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        billed: String,
        /// Where the day is no working day: `none`, `next`, `previous` or `modified_following`;
        /// left out, `none`.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        shift: String,
        /// What a first or last period costs that is broken: `none` (the days before the first
        /// billing day belong to the first whole period), `by_day`, `full`, `half` or `free`; left
        /// out, `none`.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        proration: String,
        /// How many times at most, as typed; empty for no limit.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        cycles: String,
        /// The last day, itself included; empty for none.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        ends_on: String,
        /// Whether billing goes on after the last day.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        continues: bool,
    },
    /// Once, where billing begins.
    OnAcceptance,
    /// Once, when the work is done, or a part with each milestone.
    OnCompletion {
        /// The parts; none for all at once.
        #[serde(default)]
        #[ts(as = "Option<_>", optional)]
        milestones: Vec<BillingMilestone>,
    },
    /// By what is logged, up to a cap.
    #[serde(alias = "hourly")]
    Logged {
        /// `hour` or `piece`; left out, `hour`.
        #[serde(default)]
        unit: String,
        /// How many are approved in advance, as typed.
        #[serde(alias = "cap_hours")]
        cap: String,
        /// In each month, quarter or year; left out, in the whole agreement.
        #[serde(default)]
        #[ts(optional)]
        per: Option<BillingEvery>,
    },
}

/// How often: `"month"`, `"quarter"`, `"year"`, `{ "weeks": 2 }` on the weekday of the start day,
/// `{ "months": 4 }` counted from the month of the start day, or `{ "chosen": [1, 7] }`, months of
/// each year, 1 for January.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BillingEvery {
    /// Each month.
    Month,
    /// Each three months.
    Quarter,
    /// Each twelve months.
    Year,
    /// Each so many weeks, on the weekday of the start day.
    Weeks(u8),
    /// Each so many months, counted from that of the start day.
    Months(u8),
    /// In these months of each year, 1 for January.
    Chosen(Vec<u32>),
}

/// A day of the month: `"start_day"` and `{ "day": 31 }` are clamped in short months and come back
/// in long ones, `"last_day"` is always the last, `{ "weekday": … }` the second Tuesday or the last
/// Friday, `{ "two_days": { "first": 1, "second": 15 } }` two days of each month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BillingDay {
    /// The start day's, clamped in short months.
    #[default]
    StartDay,
    /// The last day of the month.
    LastDay,
    /// This day, 1 to 31, clamped in short months.
    Day(u32),
    /// The second Tuesday, the last Friday.
    Weekday {
        /// `first`, `second`, `third`, `fourth` or `last`.
        nth: String,
        /// `monday` to `sunday`.
        weekday: String,
    },
    /// Two days of the month.
    TwoDays {
        /// The first, 1 to 27.
        first: u32,
        /// The second; left out, the last day of the month.
        second: Option<u32>,
    },
}

/// A part of a price that falls due when it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingMilestone {
    /// What is done then.
    pub name: String,
    /// Its share, in proportion to the others'.
    pub weight: u32,
}

/// Reads a billing rule and its milestones; `field` is where it stands in its form.
pub(crate) fn read(
    field: &str,
    billing: &Billing,
) -> Result<(charge::Billing, Vec<Milestone>), Failure> {
    let rule = Reader { field };
    Ok(match billing {
        Billing::OnAcceptance => (charge::Billing::OnAcceptance, Vec::new()),
        Billing::OnCompletion { milestones } => {
            (charge::Billing::OnCompletion, rule.milestones(milestones)?)
        }
        Billing::Logged { unit, cap, per } => (rule.logged(unit, cap, per.as_ref())?, Vec::new()),
        Billing::Recurring { every, day, billed, shift, proration, cycles, ends_on, continues } => {
            let recurrence = Recurrence {
                cadence: rule.cadence(every, day)?,
                billed: rule.choice("billed", billed)?,
                shift: rule.choice("shift", shift)?,
                proration: rule.choice("proration", proration)?,
                cycles: rule.cycles(cycles)?,
                end: rule.end(ends_on, *continues)?,
            };
            (charge::Billing::Recurring(recurrence), Vec::new())
        }
    })
}

/// Reads the parts of a rule.
struct Reader<'a> {
    field: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, part: &str, message: impl Into<String>) -> Failure {
        refused(format!("{}.{part}", self.field), message)
    }

    fn choice<T: Named>(&self, part: &str, name: &str) -> Result<T, Failure> {
        choice(&format!("{}.{part}", self.field), name)
    }

    fn cadence(&self, every: &BillingEvery, day: &BillingDay) -> Result<Cadence, Failure> {
        if let BillingEvery::Weeks(count) = every {
            if *day != BillingDay::StartDay {
                let message = "weeks are counted from the start day and keep its weekday";
                return Err(self.wrong("day", message));
            }
            return Ok(Cadence::Weeks(self.count("every", *count)?));
        }
        Ok(Cadence::Months(self.months("every", every)?, self.day(day)?))
    }

    fn count(&self, part: &str, count: u8) -> Result<NonZeroU8, Failure> {
        NonZeroU8::new(count).ok_or_else(|| self.wrong(part, "count from 1"))
    }

    fn months(&self, part: &str, every: &BillingEvery) -> Result<Every, Failure> {
        Ok(match every {
            BillingEvery::Month => Every::MONTH,
            BillingEvery::Quarter => Every::QUARTER,
            BillingEvery::Year => Every::YEAR,
            BillingEvery::Months(count) => Every::Months(self.count(part, *count)?),
            BillingEvery::Chosen(months) => Every::Chosen(
                MonthSet::new(months.iter().copied())
                    .map_err(|wrong| self.wrong(part, wrong.to_string()))?,
            ),
            BillingEvery::Weeks(_) => {
                return Err(self.wrong(part, "choose a month, a quarter or a year"));
            }
        })
    }

    fn day(&self, day: &BillingDay) -> Result<DueDay, Failure> {
        let wrong = |wrong: RuleError| self.wrong("day", wrong.to_string());
        let number = |day: u32| MonthDay::new(day).map_err(wrong);
        Ok(match day {
            BillingDay::StartDay => DueDay::StartDay,
            BillingDay::LastDay => DueDay::LastDay,
            BillingDay::Day(day) => DueDay::Day(number(*day)?),
            BillingDay::Weekday { nth, weekday } => {
                DueDay::Weekday(self.choice("day", nth)?, self.choice("day", weekday)?)
            }
            BillingDay::TwoDays { first, second } => {
                let second = second.map(number).transpose()?;
                DueDay::TwoDays(TwoDays::new(number(*first)?, second).map_err(wrong)?)
            }
        })
    }

    fn cycles(&self, typed: &str) -> Result<Option<NonZeroU32>, Failure> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let cycles = typed.parse().ok().filter(|cycles: &NonZeroU32| cycles.get() <= 9_999);
        cycles.map(Some).ok_or_else(|| self.wrong("cycles", "give how many times, from 1 on"))
    }

    fn end(&self, ends_on: &str, continues: bool) -> Result<Option<End>, Failure> {
        if ends_on.trim().is_empty() {
            return Ok(None);
        }
        let on = wire::date("ends_on", ends_on.trim())
            .map_err(|why| self.wrong("ends_on", why.message))?;
        Ok(Some(End { on, then: if continues { After::Continue } else { After::Stop } }))
    }

    fn milestones(&self, parts: &[BillingMilestone]) -> Result<Vec<Milestone>, Failure> {
        let read = |part: &BillingMilestone| {
            let name = wire::line("milestones", &part.name, 200)
                .map_err(|why| self.wrong("milestones", why.message))?;
            if name.is_empty() || part.weight == 0 {
                return Err(self.wrong("milestones", "give each milestone a name and a share"));
            }
            Ok(Milestone { name, weight: u64::from(part.weight) })
        };
        if parts.len() > 60 {
            return Err(self.wrong("milestones", "60 milestones are the most"));
        }
        parts.iter().map(read).collect()
    }

    fn logged(
        &self,
        unit: &str,
        cap: &str,
        per: Option<&BillingEvery>,
    ) -> Result<charge::Billing, Failure> {
        let most = wire::decimal("cap", cap).map_err(|why| self.wrong("cap", why.message))?;
        if most < Decimal::ZERO {
            return Err(self.wrong("cap", "the cap is 0 or more"));
        }
        let per = per.map(|every| self.months("per", every)).transpose()?;
        Ok(charge::Billing::Logged { unit: self.choice("unit", unit)?, cap: Cap { most, per } })
    }
}

/// The choice of this name; nothing said is the first.
pub(crate) fn choice<T: Named>(field: &str, name: &str) -> Result<T, Failure> {
    if name.is_empty() {
        return Ok(T::NAMES[0].1);
    }
    T::named(name).ok_or_else(|| {
        let names: Vec<&str> = T::NAMES.iter().map(|(name, _)| *name).collect();
        refused(field, format!("\"{name}\" is none of {}", names.join(", ")))
    })
}

/// Writes a billing rule for the wire.
pub(crate) fn written(billing: charge::Billing, milestones: &[Milestone]) -> Billing {
    match billing {
        charge::Billing::OnAcceptance => Billing::OnAcceptance,
        charge::Billing::OnCompletion => Billing::OnCompletion {
            milestones: milestones
                .iter()
                .map(|part| BillingMilestone {
                    name: part.name.clone(),
                    weight: u32::try_from(part.weight).unwrap_or(u32::MAX),
                })
                .collect(),
        },
        charge::Billing::Logged { unit, cap } => Billing::Logged {
            unit: unit.name().to_owned(),
            cap: cap.most.normalize().to_string(),
            per: cap.per.map(every),
        },
        charge::Billing::Recurring(rule) => {
            let (every, day) = match rule.cadence {
                Cadence::Weeks(weeks) => (BillingEvery::Weeks(weeks.get()), BillingDay::StartDay),
                Cadence::Months(months, due) => (every(months), day(due)),
            };
            Billing::Recurring {
                every,
                day,
                billed: rule.billed.name().to_owned(),
                shift: rule.shift.name().to_owned(),
                proration: rule.proration.name().to_owned(),
                cycles: rule.cycles.map(|cycles| cycles.to_string()).unwrap_or_default(),
                ends_on: rule.end.map(|end| end.on.to_string()).unwrap_or_default(),
                continues: rule.end.is_some_and(|end| end.then == After::Continue),
            }
        }
    }
}

fn every(every: Every) -> BillingEvery {
    match every {
        Every::MONTH => BillingEvery::Month,
        Every::QUARTER => BillingEvery::Quarter,
        Every::YEAR => BillingEvery::Year,
        Every::Months(count) => BillingEvery::Months(count.get()),
        Every::Chosen(set) => BillingEvery::Chosen(set.months().collect()),
    }
}

fn day(day: DueDay) -> BillingDay {
    match day {
        DueDay::StartDay => BillingDay::StartDay,
        DueDay::LastDay => BillingDay::LastDay,
        DueDay::Day(day) => BillingDay::Day(day.number()),
        DueDay::Weekday(nth, weekday) => {
            BillingDay::Weekday { nth: nth.name().to_owned(), weekday: weekday.name().to_owned() }
        }
        DueDay::TwoDays(days) => BillingDay::TwoDays {
            first: days.first().number(),
            second: days.second().map(MonthDay::number),
        },
    }
}
