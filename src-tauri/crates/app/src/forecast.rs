//! The forecast of cash: what is expected, what it is made of, and how far earlier ones were off.

mod coming;
mod outgoings;
mod past;
mod report;
mod shapes;

pub use outgoings::*;
pub use past::past;
pub use report::paper;
pub use shapes::*;

use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate};
use domain::calendar::{first_of_month, last_of_month};
use domain::forecast::{self as rules, Band, Expected, Facts, Forecast, Habit};
use domain::ids::ClientId;
use domain::money::Money;
use rust_decimal::Decimal;
use store::forecast as stored;

use crate::context::Look;
use crate::failure::{Failure, refused};
use crate::insights::{Behind, BehindRow};
use crate::wire::Nothing;
use coming::{Coming, Source};

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
    coming: Vec<Coming>,
    habits: Vec<Habit>,
    seen: usize,
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
    let top = top(&gathered.coming, until);
    for coming in &mut gathered.coming {
        if coming.client.is_some_and(|client| top.contains(&client)) {
            coming.expected.delay = asked.late_days;
        }
    }
    let (opening, accounts) = opening(look)?;
    let mut planned = Vec::new();
    for (_, outgoing) in stored::outgoings(look.db)? {
        if outgoing.amount.currency() == look.currency() {
            let days = outgoing.days(look.today, until).into_iter();
            planned.extend(days.map(|on| (on, outgoing.amount)));
        }
    }
    let set_aside = stored::set_aside(look.db)?;
    let expected: Vec<Expected> = gathered.coming.iter().map(|one| one.expected).collect();
    let forecast = rules::forecast(&Facts {
        today: look.today,
        ends: &ends,
        opening,
        expected: &expected,
        habits: &gathered.habits,
        planned: &planned,
        set_aside,
    })?;
    let coming::Gathered { coming, habits, seen } = gathered;
    Ok(Made { unit, coming, habits, seen, opening, accounts, planned, set_aside, top, forecast })
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

/// The clients of whom most is expected by a day.
fn top(coming: &[Coming], until: NaiveDate) -> Vec<ClientId> {
    let mut sums: HashMap<ClientId, i64> = HashMap::new();
    for one in coming.iter().filter(|one| one.expected.due_on <= until) {
        if let Some(client) = one.client {
            *sums.entry(client).or_default() += one.expected.amount.minor();
        }
    }
    let mut sums: Vec<(ClientId, i64)> = sums.into_iter().collect();
    sums.sort_by_key(|(client, sum)| (std::cmp::Reverse(*sum), *client));
    sums.into_iter().take(TOP).map(|(client, _)| client).collect()
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
    let mut rows = Vec::new();
    for source in Source::ALL {
        let of: Vec<&Coming> = made
            .coming
            .iter()
            .filter(|one| one.source() == source && one.expected.due_on <= until)
            .collect();
        if of.is_empty() {
            continue;
        }
        let amounts = of.iter().map(|one| one.expected.amount);
        rows.push(ForecastSource {
            key: source.key().to_owned(),
            label: source.label().to_owned(),
            count: crate::wire::count(of.len()),
            amount: Money::sum(look.currency(), amounts)?.into(),
            how: source.how().to_owned(),
        });
    }
    Ok(rows)
}

fn remarks(made: &Made) -> Vec<String> {
    let mut remarks = Vec::new();
    if made.seen == 0 {
        remarks.push(
            "No invoice was paid yet, so nothing is known of how clients pay here. The band is a \
             wide guess."
                .to_owned(),
        );
    } else if made.seen < FEW {
        let paid = match made.seen {
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
    let asked = ShowForecast { unit: unit.to_owned(), late_days: 0 };
    let made = made(look, &asked)?;
    let period = made.forecast.periods.iter().find(|period| period.from.to_string() == key);
    let period = period.ok_or_else(|| refused("key", "there is no such period"))?;
    let names = stored::names(look.db)?;
    let client = |coming: &Coming| coming.client.and_then(|id| names.get(&id));
    let mut found: Vec<(NaiveDate, &Coming)> = Vec::new();
    for coming in &made.coming {
        let on = rules::middle_day(&coming.expected, &made.habits, look.today);
        found.extend(on.filter(|on| period.from <= *on && *on <= period.until).zip(Some(coming)));
    }
    found.sort_by_key(|(on, coming)| (*on, client(coming)));
    let rows = found.into_iter().map(|one| (one.1.expected.amount.minor(), one)).collect();
    let title = format!("Expected {}, each on its middle day", made.unit.words(look, period.from));
    Behind::written(look, title, rows, |(on, coming)| {
        Ok(BehindRow {
            on: on.to_string(),
            client: client(coming).cloned().unwrap_or_default(),
            words: coming.words(look)?,
            amount: coming.expected.amount.into(),
            go: coming.go(),
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
