//! What clients owe, on paper.

use paper::MetaRow;
use paper::report::{Row, Table};

use super::{AgedRow, ShowAgeing, ShowCredits, credits, currency, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::currency_words;
use crate::reports::{self, Told};
use crate::wire::{Amount, FileOut};

/// The ageing as a file.
pub fn paper(look: &Look<'_>, asked: ShowAgeing) -> Result<FileOut, Failure> {
    let currency = currency(look, asked.currency.as_deref())?;
    let asks = ShowCredits { currency: asked.currency.clone() };
    let by = if asked.by == "due" { "due date" } else { "invoice date" };
    let page = show(look, asked)?;
    let heads: Vec<String> = page.ages.iter().map(|age| age.label.clone()).collect();
    let mut rows = Vec::new();
    for one in page.rows.iter().chain([&page.total]) {
        rows.push(row(one, one.client_id.is_empty())?);
    }
    let credit = credits(look, asks)?.total.money()?;
    let told = Told {
        title: "Ageing",
        about: vec!["All clients".to_owned(), format!("By {by}")],
        meta: vec![MetaRow::new("At", look.long_date(look.today))],
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
    reports::file(look, told)
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
