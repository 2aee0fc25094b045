//! The forecast on paper.

use paper::MetaRow;
use paper::report::{Report, Row, Table};

use super::{ForecastPage, ShowForecast, made, page, past};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};
use crate::wire::{Amount, FileOut, Nothing, encode};

/// How the band is made, for every reader.
const HOW: &str = "Low: in nine of ten courses of things it is at least this; middle: in half of \
                   them; high: in one of ten. What a client pays comes early or late together. \
                   Bands of several weeks do not add up, because not everything is late at once.";

/// The forecast as a file.
pub fn paper(look: &Look<'_>, asked: ShowForecast) -> Result<FileOut, Failure> {
    let made = made(look, &asked)?;
    let found = page(look, &made)?;
    let day = look.long_date(look.today);
    let footer = format!("{} · cash forecast · {day}", look.practice.name);
    let mut about = vec!["All clients".to_owned()];
    if asked.late_days > 0 {
        about.push(format!("If {} paid {} days late", found.top.join(" and "), asked.late_days));
    }
    let report = Report {
        stationery: stationery(look, footer, look.now, false)?,
        title: "Cash forecast".to_owned(),
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
    Ok(FileOut {
        name: format!("Cash forecast {}.pdf", look.today),
        media_type: "application/pdf".to_owned(),
        content: encode(&report.render().bytes),
    })
}

fn shown(amount: &Amount) -> Result<String, Failure> {
    Ok(amount.money()?.shown())
}

fn periods(found: &ForecastPage) -> Result<Table, Failure> {
    let heads = ["Low", "Middle", "High", "Planned", "Left, middle"];
    let mut rows = Vec::new();
    for row in &found.rows {
        let band = &row.received;
        let figures = [&band.low, &band.middle, &band.high, &row.planned, &row.left.middle];
        rows.push(Row {
            name: row.label.clone(),
            sub_line: String::new(),
            figures: figures.into_iter().map(shown).collect::<Result<_, _>>()?,
            total: false,
        });
    }
    Ok(Table { head: "From".to_owned(), heads: heads.map(str::to_owned).to_vec(), rows })
}

fn sources(found: &ForecastPage) -> Result<Table, Failure> {
    let mut rows = Vec::new();
    for source in &found.sources {
        rows.push(Row {
            name: source.label.clone(),
            sub_line: source.how.clone(),
            figures: vec![source.count.to_string(), shown(&source.amount)?],
            total: false,
        });
    }
    let heads = vec!["Rows".to_owned(), "Due in all".to_owned()];
    Ok(Table { head: "Made of".to_owned(), heads, rows })
}
