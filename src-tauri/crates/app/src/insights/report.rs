//! What is owed, what came and what is expected, on paper.

use paper::MetaRow;

use super::show;
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::currency_words;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{FileOut, Nothing};

/// The page of Insights as a file.
pub fn paper(look: &Look<'_>, _: Nothing) -> Result<FileOut, Failure> {
    let page = show(look, Nothing {})?;
    let (mut ages, mut months, mut weeks) = (Vec::new(), Vec::new(), Vec::new());
    for one in &page.ageing.buckets {
        let figures = vec![one.count.to_string(), shown(&one.amount)?];
        ages.push(row(one.label.clone(), String::new(), figures));
    }
    for one in &page.received {
        let figures = vec![one.count.to_string(), shown(&one.amount)?];
        months.push(row(one.label.clone(), String::new(), figures));
    }
    for one in &page.expected {
        let figures = vec![shown(&one.invoiced)?, shown(&one.agreed)?];
        weeks.push(row(one.label.clone(), String::new(), figures));
    }
    let days = page.days_to_pay.map(|days| format!("Paid after {days} days, weighted by amount. "));
    let told = Told {
        title: "Insights",
        about: vec!["All clients".to_owned()],
        meta: vec![MetaRow::new("At", look.long_date(look.today))],
        figure: (
            "Owed to you".to_owned(),
            shown(&page.ageing.owed)?,
            format!(
                "{}{} recurs in a month, without tax.",
                days.unwrap_or_default(),
                shown(&page.recurring_month)?
            ),
        ),
        tables: vec![
            table("Owed, by age", &["Invoices", "Amount"], ages),
            table("Received in", &["Payments", "Amount"], months),
            table("Expected, week of", &["Invoiced", "Agreed"], weeks),
        ],
        note: format!("Amounts in {}.", currency_words(look.currency())),
    };
    reports::file(look, told)
}
