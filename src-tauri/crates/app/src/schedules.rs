//! Schedules: what a rule would bill, asked before anything is agreed. Needs no book.

mod shapes;

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use domain::calendar::END;
use domain::charge::{
    Billing, Change, Charge, Charges, Course, Delivered, Introductory, Pause, ServiceTerms, charges,
};
use domain::holidays::{Holidays, Place};
use domain::ids::{AgreementServiceId, Id};
use domain::money::Currency;
use domain::schedule::{Billed, Past, Start};
use domain::tax::Taxing;
use rust_decimal::Decimal;

use crate::agreements::held_name;
use crate::billing::{self, choice};
use crate::failure::{Failure, refused};
use crate::wire::{amount, date, decimal};
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
        without: (0, 0),
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
                Ok(HeldCharge { charge, why: held_name(held.why).to_owned() })
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
    let (billing, milestones) = billing::read("rule", &asked.rule)?;
    Ok(ServiceTerms {
        id: AgreementServiceId::from_uuid(uuid::Uuid::nil()),
        billing,
        quantity: decimal_or("quantity", asked.quantity.as_deref(), Decimal::ONE)?,
        price: amount("price", asked.price.as_deref().unwrap_or("0"), currency)?,
        introductory,
        milestones,
        taxing: Taxing::flat(decimal_or("tax", asked.tax.as_deref(), Decimal::ZERO)?),
    })
}

fn start(asked: Option<&ScheduleStart>, anchor: NaiveDate) -> Result<Start, Failure> {
    Ok(match asked {
        None => Start::On { on: anchor, past: Past::Billed },
        Some(ScheduleStart::NextBillingDay) => Start::NextBillingDay,
        Some(ScheduleStart::Date { on, past }) => {
            Start::On { on: date("start.on", on)?, past: choice("start.past", past)? }
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
