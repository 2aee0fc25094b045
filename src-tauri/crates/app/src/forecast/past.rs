//! Forecasts of months that are over, held against what came.

use std::sync::Arc;

use chrono::{DateTime, Days, Duration, Months, NaiveDate, Utc};
use domain::calendar::{first_of_month, last_of_month};
use domain::forecast::{Band, Facts, Past, forecast, score};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;
use store::forecast as stored;
use store::{figures, metrics};
use ts_rs::TS;

use super::coming::{Known, gather};
use super::{PastForecasts, PastRow};
use crate::App;
use crate::context::Look;
use crate::failure::Failure;
use crate::wire::{self, Nothing};

/// So many months are looked back on at most.
const MONTHS_BACK: u32 = 12;

/// So many forecasts are made in one go.
const AT_ONCE: usize = 3;

/// How many forecasts were kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ForecastsKept {
    /// How many.
    pub count: u32,
}

/// For each of the last months: what was expected when it began, and what was received in it.
pub fn past(look: &Look<'_>, _: Nothing) -> Result<PastForecasts, Failure> {
    let kept = stored::past(look.db, look.currency())?;
    let mut rows = Vec::new();
    let mut all = Vec::new();
    for from in months(look, 1)? {
        let expected = match kept.get(&from) {
            Some(kept) => *kept,
            None => made_then(look, from)?,
        };
        let (came, _) = figures::received(look.db, from, last_of_month(from))?;
        let past = Past { expected, came: look.money(came)? };
        rows.push(PastRow {
            key: from.format("%Y-%m").to_string(),
            label: from.format("%b %Y").to_string(),
            expected: past.expected.into(),
            came: past.came.into(),
            within: past.within(),
        });
        all.push(past);
    }
    let found = score(&all)?;
    let off = found.and_then(|found| found.off).map(|off| off.to_string());
    let words = match (found, &off) {
        (None, _) => "Not enough yet: no whole month lies behind the first invoice.".to_owned(),
        (Some(found), None) => format!("Nothing came in {} months.", found.of),
        (Some(found), Some(off)) => format!(
            "In {} of {} months what came lay within the band; its middle was {off}% off on \
             average.",
            found.within, found.of
        ),
    };
    let within = wire::count(found.map_or(0, |found| found.within));
    Ok(PastForecasts { rows, words, within, off })
}

/// The first days of the last months, the oldest first, up to the one that began `back` months ago;
/// none that began before the first invoice.
fn months(look: &Look<'_>, back: u32) -> Result<Vec<NaiveDate>, Failure> {
    let begins_on = metrics::oldest(look.db, None)?;
    let month = |back| first_of_month(look.today).checked_sub_months(Months::new(back));
    let known = |from: &NaiveDate| begins_on.is_some_and(|begins_on| begins_on < *from);
    Ok((back..=MONTHS_BACK).rev().filter_map(month).filter(known).collect())
}

/// What was to be expected of a month when it began, from what the book knew at the end of the day
/// before.
fn made_then(look: &Look<'_>, from: NaiveDate) -> Result<Band, Failure> {
    let until = last_of_month(from);
    let known_by = from - Days::new(1);
    // What was known when the day before was over, as it is told on the first morning.
    let then = Look { practice: look.practice.clone(), today: known_by, ..*look };
    let gathered = gather(&then, until, Known::By)?;
    let found = forecast(&Facts {
        today: from,
        ends: &[until],
        opening: look.zero(),
        expected: &gathered.expected,
        habits: &gathered.habits,
        planned: &[],
        set_aside: Decimal::ZERO,
    })?;
    Ok(found.received)
}

/// Keeps a few of the forecasts of months that have begun and have none yet.
pub fn keep(app: &mut App, _: Nothing) -> Result<ForecastsKept, Failure> {
    let (now, secrets) = (app.world.now(), Arc::clone(&app.secrets));
    let look = Look::at(app.open_book()?.db(), secrets.as_ref(), now)?;
    let kept = stored::past(look.db, look.currency())?;
    let missing = months(&look, 0)?.into_iter().filter(|from| !kept.contains_key(from));
    let made = missing.take(AT_ONCE).map(|from| Ok((from, made_then(&look, from)?)));
    let made: Vec<(NaiveDate, Band)> = made.collect::<Result<_, Failure>>()?;
    if !made.is_empty() {
        app.transact("worker", "forecast.keep", json!({}).to_string(), |act| {
            for (from, band) in &made {
                stored::keep_past(act.tx, *from, band)?;
            }
            let of: Vec<String> =
                made.iter().map(|(from, _)| from.format("%b %Y").to_string()).collect();
            act.say(format!("What was expected of {} is kept", of.join(", ")), None);
            Ok(())
        })?;
    }
    Ok(ForecastsKept { count: wire::count(made.len()) })
}

impl App {
    /// Keeps a few of the forecasts that are to be kept; where none was left it looks again after
    /// an hour. Tells whether it kept any.
    pub fn keep_forecasts(&mut self) -> Result<bool, Failure> {
        let now = self.world.now();
        let recent = |at: DateTime<Utc>| at <= now && now - at < Duration::hours(1);
        if self.book.is_none() || self.forecasts_kept.is_some_and(recent) {
            return Ok(false);
        }
        self.forecasts_kept = Some(now);
        let kept = keep(self, Nothing {})?.count > 0;
        if kept {
            self.forecasts_kept = None;
        }
        Ok(kept)
    }
}
