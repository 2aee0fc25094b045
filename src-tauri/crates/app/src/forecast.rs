//! The forecast of cash: what is expected, what it is made of, and how far earlier ones were off.

mod coming;
mod outgoings;
mod past;
mod report;
mod shapes;

pub use outgoings::*;
pub use past::{ForecastsKept, keep, past};
pub use report::paper;
pub use shapes::*;

use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate};
use domain::calendar::{first_of_month, last_of_month};
use domain::forecast::{self as rules, Band, Expected, Facts, Forecast};
use domain::ids::ClientId;
use domain::money::Money;
use rust_decimal::Decimal;
use store::forecast as stored;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::insights::{Behind, BehindRow};
use crate::wire::Nothing;
use coming::{Gathered, Of, Source};

/// So many weeks and months ahead.
const WEEKS: u64 = 13;
const MONTHS: u32 = 12;

/// Fewer payments than this say little about how clients pay.
const FEW: usize = 12;

/// What one stress is about: so many clients, and so many days at most.
const TOP: usize = 2;
const LATEST: u32 = 365;

/// A forecast with what it was made of.
struct Made {
    unit: Unit,
    gathered: Gathered,
    opening: Money,
    accounts: Vec<(String, NaiveDate)>,
    planned: Vec<(NaiveDate, Money)>,
    set_aside: Decimal,
    top: Vec<ClientId>,
    forecast: Forecast,
}

/// The last day of each period from `today` on.
fn ends(unit: Unit, today: NaiveDate) -> Vec<NaiveDate> {
    match unit {
        Unit::Week => (1..=WEEKS).map(|week| today + Days::new(7 * week - 1)).collect(),
        Unit::Month => (0..MONTHS)
            .filter_map(|n| first_of_month(today).checked_add_months(Months::new(n)))
            .map(last_of_month)
            .collect(),
    }
}

fn made(look: &Look<'_>, asked: &ShowForecast) -> Result<Made, Failure> {
    let unit = Unit::read(&asked.unit)?;
    if asked.late_days > LATEST {
        return Err(refused("late_days", "a year at most"));
    }
    let ends = ends(unit, look.today);
    let until = ends.last().copied().unwrap_or(look.today);
    let mut gathered = coming::gather(look, until, coming::Known::Now)?;
    let top = top(&gathered, until);
    for (expected, of) in gathered.expected.iter_mut().zip(&gathered.of) {
        if of.client.is_some_and(|client| top.contains(&client)) {
            expected.delay = asked.late_days;
        }
    }
    let top = top.into_iter().map(|client| gathered.clients[client]).collect();
    let (opening, accounts) = opening(look)?;
    let mut planned = Vec::new();
    for (_, outgoing) in stored::outgoings(look.db)? {
        if outgoing.amount.currency() == look.currency() {
            let days = outgoing.days(look.today, until).into_iter();
            planned.extend(days.map(|on| (on, outgoing.amount)));
        }
    }
    let set_aside = stored::set_aside(look.db)?;
    let forecast = rules::forecast(&Facts {
        today: look.today,
        ends: &ends,
        opening,
        expected: &gathered.expected,
        habits: &gathered.habits,
        planned: &planned,
        set_aside,
    })?;
    Ok(Made { unit, gathered, opening, accounts, planned, set_aside, top, forecast })
}

/// What is in the bank, with what was received by hand since the banks told of it.
fn opening(look: &Look<'_>) -> Result<(Money, Vec<(String, NaiveDate)>), Failure> {
    let (mut sum, accounts) = crate::today::in_bank(look)?;
    if let Some(told) = accounts.iter().map(|(_, on)| *on).max() {
        for payment in store::payments::unbanked(look.db)? {
            if payment.received_on > told && payment.amount.currency() == look.currency() {
                sum = sum.plus(payment.amount)?;
            }
        }
    }
    Ok((sum, accounts))
}

/// The places of the clients of whom most is expected by a day.
fn top(gathered: &Gathered, until: NaiveDate) -> Vec<usize> {
    let mut sums: Vec<(i64, ClientId, usize)> =
        gathered.clients.iter().zip(0..).map(|(client, place)| (0, *client, place)).collect();
    for (expected, of) in gathered.expected.iter().zip(&gathered.of) {
        if let Some(client) = of.client.filter(|_| expected.due_on <= until) {
            sums[client].0 -= expected.amount.minor();
        }
    }
    sums.retain(|(sum, ..)| *sum < 0);
    sums.sort_unstable();
    sums.into_iter().take(TOP).map(|(.., place)| place).collect()
}

/// The forecast.
pub fn show(look: &Look<'_>, asked: ShowForecast) -> Result<ForecastPage, Failure> {
    page(look, &made(look, &asked)?)
}

fn page(look: &Look<'_>, made: &Made) -> Result<ForecastPage, Failure> {
    let forecast = &made.forecast;
    let rows = forecast.periods.iter().map(|period| ForecastRow {
        key: period.from.to_string(),
        label: made.unit.label(look, period.from),
        until: period.until.to_string(),
        received: period.received.into(),
        planned: period.planned.into(),
        left: period.left.into(),
    });
    let short = forecast.periods.iter().find(|period| period.left.low.minor() < 0);
    let names = if made.top.is_empty() { HashMap::new() } else { stored::names(look.db)? };
    Ok(ForecastPage {
        rows: rows.collect(),
        received: forecast.received.into(),
        later: forecast.later.into(),
        opening: (!made.accounts.is_empty()).then(|| made.opening.into()),
        set_aside: forecast.set_aside.into(),
        set_aside_percent: made.set_aside.normalize().to_string(),
        sources: sources(look, made)?,
        top: made.top.iter().filter_map(|client| names.get(client).cloned()).collect(),
        short: match short {
            Some(period) if !made.accounts.is_empty() => Some(format!(
                "In one of ten courses there is less than nothing left by {}.",
                look.long_date(period.until)
            )),
            _ => None,
        },
        remarks: remarks(made),
    })
}

/// What is expected by its source, all that is due within the forecast.
fn sources(look: &Look<'_>, made: &Made) -> Result<Vec<ForecastSource>, Failure> {
    let until = made.forecast.periods.last().map_or(look.today, |period| period.until);
    let mut sums = Source::ALL.map(|_| (0, look.zero()));
    for (expected, of) in made.gathered.expected.iter().zip(&made.gathered.of) {
        if expected.due_on <= until {
            let (count, sum) = &mut sums[of.source() as usize];
            (*count, *sum) = (*count + 1, sum.plus(expected.amount)?);
        }
    }
    let all = Source::ALL.into_iter().zip(sums).filter(|(_, (count, _))| *count > 0);
    let row = |(source, (count, sum)): (Source, (usize, Money))| ForecastSource {
        key: source.key().to_owned(),
        label: source.label().to_owned(),
        count: crate::wire::count(count),
        amount: sum.into(),
        how: source.how().to_owned(),
    };
    Ok(all.map(row).collect())
}

fn remarks(made: &Made) -> Vec<String> {
    let mut remarks = Vec::new();
    if made.gathered.seen == 0 {
        remarks.push(
            "No invoice was paid yet, so nothing is known of how clients pay here. The band is a \
             wide guess."
                .to_owned(),
        );
    } else if made.gathered.seen < FEW {
        let paid = match made.gathered.seen {
            1 => "Only one invoice was".to_owned(),
            several => format!("Only {several} invoices were"),
        };
        remarks.push(format!("{paid} paid yet. The band is wide until more is known."));
    }
    if made.accounts.is_empty() {
        remarks.push(
            "No bank statement says what there is now, so what is left counts from nothing."
                .to_owned(),
        );
    }
    if made.planned.is_empty() {
        remarks.push("No outgoings are planned, so none are taken off.".to_owned());
    }
    remarks
}

/// What is expected in a period, each row on its middle day; the period by its first day.
pub(crate) fn behind(look: &Look<'_>, unit: &str, key: &str) -> Result<Behind, Failure> {
    let unit = Unit::read(unit)?;
    let ends = ends(unit, look.today);
    let begins = ends.iter().map(|end| *end + Days::new(1));
    let period = std::iter::once(look.today)
        .chain(begins)
        .zip(&ends)
        .find(|(from, _)| from.to_string() == key);
    let (from, until) = period.ok_or_else(|| refused("key", "there is no such period"))?;
    let last = ends.last().copied().unwrap_or(look.today);
    let gathered = coming::gather(look, last, coming::Known::Now)?;
    let names = stored::names(look.db)?;
    let name = |client| names.get(client).map(String::as_str).unwrap_or_default();
    let names: Vec<&str> = gathered.clients.iter().map(name).collect();
    let client = |of: &Of| of.client.map_or("", |place| names[place]);
    let mut found: Vec<(NaiveDate, &Expected, &Of)> = Vec::new();
    for (expected, of) in gathered.expected.iter().zip(&gathered.of) {
        let on = rules::middle_day(expected, &gathered.habits, look.today);
        let on = on.filter(|on| from <= *on && on <= until);
        found.extend(on.map(|on| (on, expected, of)));
    }
    found.sort_by_key(|(on, _, of)| (*on, client(of)));
    let rows = found.into_iter().map(|one| (one.1.amount.minor(), one)).collect();
    let title = format!("Expected {}, each on its middle day", unit.words(look, from));
    Behind::written(look, title, rows, |(on, expected, of)| {
        Ok(BehindRow {
            on: on.to_string(),
            client: client(of).to_owned(),
            words: gathered.words(look, of)?,
            amount: expected.amount.into(),
            go: gathered.go(of),
        })
    })
}

impl From<Band> for BandRow {
    fn from(band: Band) -> BandRow {
        BandRow { low: band.low.into(), middle: band.middle.into(), high: band.high.into() }
    }
}

/// What is set aside for tax.
pub fn keep_set_aside(
    act: &mut crate::context::Act<'_>,
    asked: KeepSetAside,
) -> Result<Nothing, Failure> {
    let per_cent = crate::wire::decimal("percent", &asked.percent)?;
    if per_cent > Decimal::ONE_HUNDRED {
        return Err(refused("percent", "this is more than all of it"));
    }
    let before = stored::set_aside(act.tx)?.normalize().to_string();
    stored::keep_set_aside(act.tx, per_cent)?;
    act.say(format!("{}% is set aside for tax", per_cent.normalize()), None);
    act.offer_undo("Tax kept", "forecast.set_aside", KeepSetAside { percent: before });
    Ok(Nothing {})
}
