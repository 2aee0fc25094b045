//! What clients owe, on paper.

use paper::MetaRow;
use paper::report::{Report, Row, Table};

use super::{AgedRow, ShowAgeing, ShowCredits, credits, currency, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::{currency_words, stationery};
use crate::wire::{Amount, FileOut, encode};

/// The ageing as a file.
pub fn paper(look: &Look<'_>, asked: ShowAgeing) -> Result<FileOut, Failure> {
    let currency = currency(look, asked.currency.as_deref())?;
    let asks = ShowCredits { currency: asked.currency.clone() };
    let by = if asked.by == "due" { "due date" } else { "invoice date" };
    let page = show(look, asked)?;
    let day = look.long_date(look.today);
    let footer = format!("{} · ageing · {day}", look.practice.name);
    let heads: Vec<String> = page.ages.iter().map(|age| age.label.clone()).collect();
    let mut rows = Vec::new();
    for one in page.rows.iter().chain([&page.total]) {
        rows.push(row(one, one.client_id.is_empty())?);
    }
    let credit = credits(look, asks)?.total.money()?;
    let report = Report {
        stationery: stationery(look, footer, look.now, false)?,
        title: "Ageing".to_owned(),
        about: vec!["All clients".to_owned(), format!("By {by}")],
        meta: vec![MetaRow::new("At", day)],
        figure: (
            "Owed to you".to_owned(),
            page.total.owed.money()?.shown(),
            format!("On {} invoices of {} clients.", page.total.count, page.rows.len()),
        ),
        tables: vec![Table { head: "Client".to_owned(), heads, rows }],
        note: format!(
            "Amounts in {}. What is on its way, disputed or on a plan stands apart from the ages. \
             Clients' credit of {} is not taken off.",
            currency_words(currency),
            credit.shown()
        ),
    };
    Ok(FileOut {
        name: format!("Ageing {}.pdf", look.today),
        media_type: "application/pdf".to_owned(),
        content: encode(&report.render().bytes),
    })
}

fn row(of: &AgedRow, total: bool) -> Result<Row, Failure> {
    let shown = |amount: &Amount| -> Result<String, Failure> {
        let money = amount.money()?;
        Ok(if money.is_zero() { String::new() } else { money.shown() })
    };
    let mut apart = vec![format!("{} owed", of.owed.money()?.shown())];
    for (amount, words) in
        [(&of.in_flight, "on its way"), (&of.disputed, "disputed"), (&of.on_plan, "on a plan")]
    {
        if amount.minor != 0 {
            apart.push(format!("{} {words}", amount.money()?.shown()));
        }
    }
    Ok(Row {
        name: of.client.clone(),
        sub_line: apart.join(", "),
        figures: of.by_age.iter().map(shown).collect::<Result<_, _>>()?,
        total,
    })
}
