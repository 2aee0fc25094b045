//! The forecast on paper.

use paper::MetaRow;
use paper::report::Table;

use super::{ForecastPage, ShowForecast, made, page, past};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::currency_words;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{FileOut, Nothing};

/// How the band is made, for every reader.
const HOW: &str = "Low: in nine of ten courses of things it is at least this; middle: in half of \
                   them; high: in one of ten. What a client pays comes early or late together. \
                   Bands of several weeks do not add up, because not everything is late at once.";

/// The forecast as a file.
pub fn paper(look: &Look<'_>, asked: ShowForecast) -> Result<FileOut, Failure> {
    let made = made(look, &asked)?;
    let found = page(look, &made)?;
    let day = look.long_date(look.today);
    let mut about = vec!["All clients".to_owned()];
    if asked.late_days > 0 {
        about.push(format!("If {} paid {} days late", found.top.join(" and "), asked.late_days));
    }
    let told = Told {
        title: "Cash forecast",
        about,
        meta: vec![
            MetaRow::new("Made on", day),
            MetaRow::new("Set aside", format!("{}%", found.set_aside_percent)),
        ],
        figure: (
            "Expected, middle".to_owned(),
            shown(&found.received.middle)?,
            format!(
                "At least {} in nine of ten courses, {} in one of ten. {}",
                shown(&found.received.low)?,
                shown(&found.received.high)?,
                past(look, Nothing {})?.words
            ),
        ),
        tables: vec![periods(&found)?, sources(&found)?],
        note: format!("Amounts in {}. {HOW}", currency_words(look.currency())),
    };
    reports::file(look, told)
}

fn periods(found: &ForecastPage) -> Result<Table, Failure> {
    let heads = ["Low", "Middle", "High", "Planned", "Left, middle"];
    let mut rows = Vec::new();
    for one in &found.rows {
        let band = &one.received;
        let figures = [&band.low, &band.middle, &band.high, &one.planned, &one.left.middle];
        let figures = figures.into_iter().map(shown).collect::<Result<_, _>>()?;
        rows.push(row(one.label.clone(), String::new(), figures));
    }
    Ok(table("From", &heads, rows))
}

fn sources(found: &ForecastPage) -> Result<Table, Failure> {
    let mut rows = Vec::new();
    for source in &found.sources {
        let figures = vec![source.count.to_string(), shown(&source.amount)?];
        rows.push(row(source.label.clone(), source.how.clone(), figures));
    }
    Ok(table("Made of", &["Rows", "Due in all"], rows))
}
