//! How a billing rule is written in the book: one text of JSON, read strictly.

use std::num::{NonZeroU8, NonZeroU32};

use domain::calendar::parse_date;
use domain::charge::{Billing, Cap, Milestone};
use domain::named::Named;
use domain::schedule::{
    After, Cadence, DueDay, End, Every, MonthDay, MonthSet, Recurrence, TwoDays,
};
use rusqlite::{Row, RowIndex};
use serde::{Deserialize, Serialize};

use crate::{StoreError, read};

/// A rule as it is written.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Written {
    Recurring {
        every: WrittenCadence,
        billed: String,
        shift: String,
        proration: String,
        cycles: Option<NonZeroU32>,
        end: Option<WrittenEnd>,
    },
    OnAcceptance,
    OnCompletion {
        milestones: Vec<WrittenMilestone>,
    },
    Logged {
        unit: String,
        most: String,
        per: Option<WrittenEvery>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum WrittenCadence {
    Weeks { count: NonZeroU8 },
    Months { months: WrittenEvery, day: WrittenDay },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenEvery {
    Each(NonZeroU8),
    Chosen(Vec<u32>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenDay {
    StartDay,
    LastDay,
    Day(u32),
    Weekday(String, String),
    TwoDays(u32, Option<u32>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEnd {
    on: String,
    stops: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMilestone {
    name: String,
    weight: u64,
}

/// The text of a rule with its milestones.
pub(crate) fn written(billing: Billing, milestones: &[Milestone]) -> Result<String, StoreError> {
    let text = match billing {
        Billing::Recurring(rule) => Written::Recurring {
            every: match rule.cadence {
                Cadence::Weeks(count) => WrittenCadence::Weeks { count },
                Cadence::Months(every, day) => {
                    WrittenCadence::Months { months: written_every(every), day: written_day(day) }
                }
            },
            billed: rule.billed.name().to_owned(),
            shift: rule.shift.name().to_owned(),
            proration: rule.proration.name().to_owned(),
            cycles: rule.cycles,
            end: rule
                .end
                .map(|end| WrittenEnd { on: end.on.to_string(), stops: end.then == After::Stop }),
        },
        Billing::OnAcceptance => Written::OnAcceptance,
        Billing::OnCompletion => Written::OnCompletion {
            milestones: milestones
                .iter()
                .map(|part| WrittenMilestone { name: part.name.clone(), weight: part.weight })
                .collect(),
        },
        Billing::Logged { unit, cap } => Written::Logged {
            unit: unit.name().to_owned(),
            most: cap.most.to_string(),
            per: cap.per.map(written_every),
        },
    };
    serde_json::to_string(&text).map_err(|wrong| StoreError::Refused(wrong.to_string()))
}

/// A rule and its milestones from a column of a row.
pub(crate) fn billing(
    row: &Row<'_>,
    column: impl RowIndex,
) -> Result<(Billing, Vec<Milestone>), StoreError> {
    read::parsed(row, column, "billing rule", |text| {
        serde_json::from_str(text).ok().and_then(parsed)
    })
}

fn parsed(written: Written) -> Option<(Billing, Vec<Milestone>)> {
    let mut parts = Vec::new();
    let billing = match written {
        Written::Recurring { every, billed, shift, proration, cycles, end } => {
            let cadence = match every {
                WrittenCadence::Weeks { count } => Cadence::Weeks(count),
                WrittenCadence::Months { months, day } => {
                    Cadence::Months(parsed_every(months)?, parsed_day(day)?)
                }
            };
            let end = match end {
                None => None,
                Some(end) => Some(End {
                    on: parse_date(&end.on).ok()?,
                    then: if end.stops { After::Stop } else { After::Continue },
                }),
            };
            Billing::Recurring(Recurrence {
                cadence,
                billed: Named::named(&billed)?,
                shift: Named::named(&shift)?,
                proration: Named::named(&proration)?,
                cycles,
                end,
            })
        }
        Written::OnAcceptance => Billing::OnAcceptance,
        Written::OnCompletion { milestones } => {
            let part = |part: WrittenMilestone| Milestone { name: part.name, weight: part.weight };
            parts = milestones.into_iter().map(part).collect();
            Billing::OnCompletion
        }
        Written::Logged { unit, most, per } => Billing::Logged {
            unit: Named::named(&unit)?,
            cap: Cap {
                most: most.parse().ok()?,
                per: match per {
                    None => None,
                    Some(every) => Some(parsed_every(every)?),
                },
            },
        },
    };
    Some((billing, parts))
}

fn written_every(every: Every) -> WrittenEvery {
    match every {
        Every::Months(count) => WrittenEvery::Each(count),
        Every::Chosen(set) => WrittenEvery::Chosen(set.months().collect()),
    }
}

fn parsed_every(every: WrittenEvery) -> Option<Every> {
    match every {
        WrittenEvery::Each(count) => Some(Every::Months(count)),
        WrittenEvery::Chosen(months) => MonthSet::new(months).ok().map(Every::Chosen),
    }
}

fn written_day(day: DueDay) -> WrittenDay {
    match day {
        DueDay::StartDay => WrittenDay::StartDay,
        DueDay::LastDay => WrittenDay::LastDay,
        DueDay::Day(day) => WrittenDay::Day(day.number()),
        DueDay::Weekday(nth, weekday) => {
            WrittenDay::Weekday(nth.name().to_owned(), weekday.name().to_owned())
        }
        DueDay::TwoDays(days) => {
            WrittenDay::TwoDays(days.first().number(), days.second().map(MonthDay::number))
        }
    }
}

fn parsed_day(day: WrittenDay) -> Option<DueDay> {
    let number = |day| MonthDay::new(day).ok();
    Some(match day {
        WrittenDay::StartDay => DueDay::StartDay,
        WrittenDay::LastDay => DueDay::LastDay,
        WrittenDay::Day(day) => DueDay::Day(number(day)?),
        WrittenDay::Weekday(nth, weekday) => {
            DueDay::Weekday(Named::named(&nth)?, Named::named(&weekday)?)
        }
        WrittenDay::TwoDays(first, second) => {
            let second = match second {
                None => None,
                Some(day) => Some(number(day)?),
            };
            DueDay::TwoDays(TwoDays::new(number(first)?, second).ok()?)
        }
    })
}
