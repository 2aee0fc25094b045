//! Forecasts as they would have been made, held against what came.

use chrono::{Days, Months};
use domain::calendar::{first_of_month, last_of_month};
use domain::forecast::{Expected, Facts, Past, forecast, score};
use rust_decimal::Decimal;
use store::{figures, forecast as stored};

use super::coming::{Known, gather};
use super::{PastForecasts, PastRow};
use crate::context::Look;
use crate::failure::Failure;
use crate::wire::{self, Nothing};

/// So many months are looked back on at most.
const MONTHS_BACK: u32 = 12;

/// For each of the last months: what would have been expected at the end of the day before it,
/// from what the book knew then, and what was received in it.
pub fn past(look: &Look<'_>, _: Nothing) -> Result<PastForecasts, Failure> {
    let begins_on = stored::begins_on(look.db)?;
    let mut rows = Vec::new();
    let mut all = Vec::new();
    for back in (1..=MONTHS_BACK).rev() {
        let Some(from) = first_of_month(look.today).checked_sub_months(Months::new(back)) else {
            continue;
        };
        let known_by = from - Days::new(1);
        if begins_on.is_none_or(|begins_on| begins_on > known_by) {
            continue;
        }
        let until = last_of_month(from);
        // What was known when the day before was over, as it is told on the first morning.
        let then = Look { practice: look.practice.clone(), today: known_by, ..*look };
        let gathered = gather(&then, until, Known::By)?;
        let expected: Vec<Expected> = gathered.coming.iter().map(|one| one.expected).collect();
        let found = forecast(&Facts {
            today: from,
            ends: &[until],
            opening: look.zero(),
            expected: &expected,
            habits: &gathered.habits,
            planned: &[],
            set_aside: Decimal::ZERO,
        })?;
        let (came, _) = figures::received(look.db, from, until)?;
        let past = Past { expected: found.received, came: look.money(came)? };
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
