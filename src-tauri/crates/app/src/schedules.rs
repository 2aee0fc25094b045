//! Schedules: what a rule would bill, asked before anything is agreed. Needs no book.

mod shapes;

use std::collections::BTreeMap;
use std::num::{NonZeroU8, NonZeroU32};

use chrono::{Months, NaiveDate, Weekday};
use domain::calendar::END;
use domain::charge::{
    Billing, Cap, Change, Charge, Charges, Course, Delivered, Introductory, Milestone, Pause,
    ServiceTerms, Unit, Why, charges,
};
use domain::holidays::{Holidays, Place};
use domain::ids::{AgreementServiceId, Id};
use domain::money::Currency;
use domain::schedule::{
    After, Billed, Cadence, DueDay, End, Every, MonthDay, MonthSet, Nth, Past, Proration,
    Recurrence, RuleError, Shift, Start, TwoDays,
};
use rust_decimal::Decimal;

use crate::failure::{Failure, refused};
use crate::wire::{amount, date, decimal, line};
pub use shapes::*;

/// How many charges are shown where no last day is asked for.
const NEXT: usize = 24;

/// Shows what a schedule bills.
pub fn preview(_: &mut crate::App, asked: PreviewSchedule) -> Result<SchedulePreview, Failure> {
    let anchor = date("anchor", &asked.anchor)?;
    let terms = terms(&asked)?;
    let start = start(asked.start.as_ref(), anchor)?;
    let holidays = holidays(asked.holidays.as_ref())?;
    let changes = changes(&asked.changes, terms.price.currency())?;
    let pauses = pauses(&asked.pauses)?;
    let delivered = work(&asked.work)?;
    let in_arrears =
        matches!(terms.billing, Billing::Recurring(rule) if rule.billed == Billed::InArrears);
    if in_arrears && start == Start::OnAcceptance {
        return Err(refused("start", "what is billed in arrears cannot begin on acceptance"));
    }
    let course = Course {
        anchor,
        start,
        accepted_on: date_or("accepted_on", asked.accepted_on.as_deref(), anchor)?,
        delivered: &delivered,
        changes: &changes,
        pauses: &pauses,
        holidays: &holidays,
    };
    let from = date_or("from", asked.from.as_deref(), NaiveDate::MIN)?;
    let found = match asked.to.as_deref() {
        Some(to) => since(from, charges(&terms, &course, date("to", to)?)?),
        None => next(&terms, &course, from)?,
    };
    Ok(SchedulePreview {
        charges: found
            .due
            .iter()
            .map(|charge| shown(&terms, &course, charge))
            .collect::<Result<_, _>>()?,
        held: found
            .held
            .iter()
            .map(|held| {
                let charge = shown(&terms, &course, &held.charge)?;
                Ok(HeldCharge { charge, why: why(held.why).to_owned() })
            })
            .collect::<Result<_, Failure>>()?,
        in_words: format!("{}; {}", terms.billing.all_words(anchor), start.words()),
    })
}

/// The next charges from a day on: looks ever further ahead until there are enough.
fn next(terms: &ServiceTerms, course: &Course<'_>, from: NaiveDate) -> Result<Charges, Failure> {
    let first = from.max(course.anchor);
    let mut years = 1;
    loop {
        let until = first.checked_add_months(Months::new(12 * years)).unwrap_or(END).min(END);
        let mut found = since(from, charges(terms, course, until)?);
        if found.due.len() >= NEXT || until == END {
            found.due.truncate(NEXT);
            return Ok(found);
        }
        years *= 2;
    }
}

fn since(from: NaiveDate, mut found: Charges) -> Charges {
    found.due.retain(|charge| charge.due_on >= from);
    found.held.retain(|held| held.charge.due_on >= from);
    found
}

fn shown(
    terms: &ServiceTerms,
    course: &Course<'_>,
    charge: &Charge,
) -> Result<PreviewCharge, Failure> {
    Ok(PreviewCharge {
        n: charge.occurrence,
        due_on: charge.due_on.to_string(),
        period_from: charge.period.from.to_string(),
        period_to: charge.period.to.to_string(),
        quantity: charge.quantity.normalize().to_string(),
        net: charge.net.into(),
        tax: charge.tax.into(),
        total: charge.total()?.into(),
        words: terms.words(course, charge),
    })
}

fn why(why: Why) -> &'static str {
    match why {
        Why::BeyondCap => "beyond_cap",
        Why::Paused => "paused",
        Why::Skipped => "skipped",
    }
}

fn terms(asked: &PreviewSchedule) -> Result<ServiceTerms, Failure> {
    let code = asked.currency.as_deref().unwrap_or("USD");
    let currency = Currency::from_code(code)
        .ok_or_else(|| refused("currency", format!("\"{code}\" is no currency of the program")))?;
    let introductory = match &asked.introductory {
        None => None,
        Some(first) => Some(Introductory {
            price: amount("introductory.price", &first.price, currency)?,
            periods: first.periods,
        }),
    };
    Ok(ServiceTerms {
        id: AgreementServiceId::from_uuid(uuid::Uuid::nil()),
        billing: billing(&asked.rule)?,
        quantity: decimal_or("quantity", asked.quantity.as_deref(), Decimal::ONE)?,
        price: amount("price", asked.price.as_deref().unwrap_or("0"), currency)?,
        introductory,
        milestones: milestones(&asked.rule)?,
        tax_percent: decimal_or("tax", asked.tax.as_deref(), Decimal::ZERO)?,
    })
}

fn milestones(rule: &ScheduleRule) -> Result<Vec<Milestone>, Failure> {
    let ScheduleRule::OnCompletion { milestones } = rule else { return Ok(Vec::new()) };
    milestones
        .iter()
        .map(|part| {
            let name = line("rule.milestones", &part.name, 200)?;
            Ok(Milestone { name, weight: u64::from(part.weight) })
        })
        .collect()
}

fn billing(rule: &ScheduleRule) -> Result<Billing, Failure> {
    Ok(match rule {
        ScheduleRule::Recurring { every, billed, shift, proration, cycles, ends_on, continues } => {
            let then = if *continues { After::Continue } else { After::Stop };
            let end = match ends_on {
                None => None,
                Some(on) => Some(End { on: date("rule.ends_on", on)?, then }),
            };
            let cycles = match cycles {
                None => None,
                Some(cycles) => Some(
                    NonZeroU32::new(*cycles)
                        .ok_or_else(|| refused("rule.cycles", "there is at least one cycle"))?,
                ),
            };
            Billing::Recurring(Recurrence {
                cadence: cadence(every)?,
                billed: choice_or("rule.billed", billed.as_deref(), &BILLED)?,
                shift: choice_or("rule.shift", shift.as_deref(), &SHIFTS)?,
                proration: choice_or("rule.proration", proration.as_deref(), &PRORATIONS)?,
                cycles,
                end,
            })
        }
        ScheduleRule::OnAcceptance => Billing::OnAcceptance,
        ScheduleRule::OnCompletion { .. } => Billing::OnCompletion,
        ScheduleRule::Logged { unit, cap, cap_months } => Billing::Logged {
            unit: choice("rule.unit", unit, &UNITS)?,
            cap: Cap {
                most: decimal("rule.cap", cap)?,
                per: match cap_months {
                    None => None,
                    Some(months) => Some(Every::Months(at_least_one("rule.cap_months", *months)?)),
                },
            },
        },
    })
}

fn cadence(every: &ScheduleEvery) -> Result<Cadence, Failure> {
    let field = "rule.every.count";
    Ok(match every {
        ScheduleEvery::Weeks { count } => Cadence::Weeks(at_least_one(field, *count)?),
        ScheduleEvery::Months { count, day } => {
            Cadence::Months(Every::Months(at_least_one(field, *count)?), due_day(day.as_ref())?)
        }
        ScheduleEvery::ChosenMonths { months, day } => {
            let set = MonthSet::new(months.iter().copied())
                .map_err(|wrong| refused("rule.every.months", wrong.to_string()))?;
            Cadence::Months(Every::Chosen(set), due_day(day.as_ref())?)
        }
    })
}

fn due_day(day: Option<&ScheduleDay>) -> Result<DueDay, Failure> {
    let wrong = |wrong: RuleError| refused("rule.every.day", wrong.to_string());
    let number = |day: u32| MonthDay::new(day).map_err(wrong);
    Ok(match day {
        None | Some(ScheduleDay::StartDay) => DueDay::StartDay,
        Some(ScheduleDay::Day { day }) => DueDay::Day(number(*day)?),
        Some(ScheduleDay::LastDay) => DueDay::LastDay,
        Some(ScheduleDay::Weekday { nth, weekday }) => DueDay::Weekday(
            choice("rule.every.day.nth", nth, &NTHS)?,
            choice("rule.every.day.weekday", weekday, &WEEKDAYS)?,
        ),
        Some(ScheduleDay::TwoDays { first, second }) => {
            let second = second.map(number).transpose()?;
            DueDay::TwoDays(TwoDays::new(number(*first)?, second).map_err(wrong)?)
        }
    })
}

fn start(asked: Option<&ScheduleStart>, anchor: NaiveDate) -> Result<Start, Failure> {
    Ok(match asked {
        None => Start::On { on: anchor, past: Past::Billed },
        Some(ScheduleStart::NextBillingDay) => Start::NextBillingDay,
        Some(ScheduleStart::Date { on, past }) => {
            Start::On { on: date("start.on", on)?, past: choice("start.past", past, &PASTS)? }
        }
        Some(ScheduleStart::OnAcceptance) => Start::OnAcceptance,
        Some(ScheduleStart::ByHand { started_on }) => Start::ByHand {
            started_on: started_on.as_deref().map(|on| date("start.started_on", on)).transpose()?,
        },
    })
}

fn holidays(asked: Option<&ScheduleHolidays>) -> Result<Holidays, Failure> {
    let Some(asked) = asked else { return Ok(Holidays::default()) };
    let place = match asked.place.as_deref() {
        None => None,
        Some(code) => Some(Place::from_code(code).ok_or_else(|| {
            refused("holidays.place", format!("no holidays are known for \"{code}\""))
        })?),
    };
    let own = asked.own.iter().map(|day| date("holidays.own", day)).collect::<Result<_, _>>()?;
    Ok(Holidays { place, own })
}

fn changes(asked: &[ScheduleChange], currency: Currency) -> Result<BTreeMap<u32, Change>, Failure> {
    asked
        .iter()
        .map(|change| {
            let due_on = change.due_on.as_deref().map(|on| date("changes.due_on", on));
            let price =
                change.price.as_deref().map(|typed| amount("changes.price", typed, currency));
            let bill = Change::Bill { due_on: due_on.transpose()?, price: price.transpose()? };
            Ok((change.n, if change.skip { Change::Skip } else { bill }))
        })
        .collect()
}

fn pauses(asked: &[SchedulePause]) -> Result<Vec<Pause>, Failure> {
    asked
        .iter()
        .map(|pause| {
            let to = pause.to.as_deref().map(|to| date("pauses.to", to)).transpose()?;
            Ok(Pause { from: date("pauses.from", &pause.from)?, to })
        })
        .collect()
}

fn work(asked: &[ScheduleWork]) -> Result<Vec<Delivered>, Failure> {
    asked
        .iter()
        .map(|done| {
            Ok(Delivered {
                sequence: done.n,
                on: date("work.on", &done.on)?,
                quantity: decimal_or("work.quantity", done.quantity.as_deref(), Decimal::ONE)?,
                approved: done.approved,
            })
        })
        .collect()
}

/// Words of the wire and what they mean; the first is what is meant where nothing is said.
type Choices<T, const N: usize> = [(&'static str, T); N];

const BILLED: Choices<Billed, 2> =
    [("in_advance", Billed::InAdvance), ("in_arrears", Billed::InArrears)];

const SHIFTS: Choices<Shift, 4> = [
    ("none", Shift::None),
    ("next", Shift::Next),
    ("previous", Shift::Previous),
    ("modified_following", Shift::ModifiedFollowing),
];

const PRORATIONS: Choices<Proration, 5> = [
    ("none", Proration::None),
    ("by_day", Proration::ByDay),
    ("full", Proration::Full),
    ("half", Proration::Half),
    ("free", Proration::Free),
];

const UNITS: Choices<Unit, 2> = [("hour", Unit::Hour), ("piece", Unit::Piece)];

const PASTS: Choices<Past, 2> = [("billed", Past::Billed), ("not_billed", Past::NotBilled)];

const NTHS: Choices<Nth, 5> = [
    ("first", Nth::First),
    ("second", Nth::Second),
    ("third", Nth::Third),
    ("fourth", Nth::Fourth),
    ("last", Nth::Last),
];

const WEEKDAYS: Choices<Weekday, 7> = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn choice<T: Copy>(
    field: &'static str,
    word: &str,
    choices: &[(&'static str, T)],
) -> Result<T, Failure> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, meant)| *meant).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        refused(field, format!("\"{word}\" is none of {}", names.join(", ")))
    })
}

fn choice_or<T: Copy, const N: usize>(
    field: &'static str,
    word: Option<&str>,
    choices: &Choices<T, N>,
) -> Result<T, Failure> {
    choice(field, word.unwrap_or(choices[0].0), choices)
}

fn at_least_one(field: &'static str, count: u8) -> Result<NonZeroU8, Failure> {
    NonZeroU8::new(count).ok_or_else(|| refused(field, "count from 1"))
}

fn date_or(
    field: &'static str,
    text: Option<&str>,
    otherwise: NaiveDate,
) -> Result<NaiveDate, Failure> {
    text.map_or(Ok(otherwise), |text| date(field, text))
}

fn decimal_or(
    field: &'static str,
    text: Option<&str>,
    otherwise: Decimal,
) -> Result<Decimal, Failure> {
    text.map_or(Ok(otherwise), |text| decimal(field, text))
}
