//! The books on paper: the trial balance of a day, and what services earned.

use paper::MetaRow;
use paper::report::{Row, Table};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{RevenueRow, ShowRevenue, ShowTrialBalance, TrialSheet, revenue, trial};
use crate::context::Look;
use crate::failure::Failure;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{Amount, FileOut, date};

/// Which days.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowBooks {
    /// The day of the trial balance.
    pub on: String,
    /// The first day of what was earned.
    pub from: String,
    /// The last one.
    pub to: String,
}

/// The books as a file.
pub fn paper(look: &Look<'_>, asked: ShowBooks) -> Result<FileOut, Failure> {
    let ShowBooks { on, from, to } = asked;
    let (day, first, last) = (date("on", &on)?, date("from", &from)?, date("to", &to)?);
    let sheets = trial(look, ShowTrialBalance { on })?.sheets;
    let earned = revenue(look, ShowRevenue { from, to })?;
    let mut owed = Vec::new();
    for sheet in &sheets {
        owed.push(format!("{} {}", shown(&sheet.receivables)?, sheet.currency));
    }
    let rows = earned.rows.iter().map(of_service).collect::<Result<_, Failure>>()?;
    let heads = ["Lines", "Billed", "Taken back", "Earned"];
    let mut tables = sheets.iter().map(of_sheet).collect::<Result<Vec<Table>, Failure>>()?;
    tables.push(table("Service", &heads, rows));
    let told = Told {
        title: "Books",
        about: vec![
            format!("Trial balance at the end of {}", look.long_date(day)),
            format!("Earned from {} to {}", look.long_date(first), look.long_date(last)),
        ],
        meta: vec![MetaRow::new("Made on", look.long_date(look.today))],
        figure: (
            "Clients owe".to_owned(),
            if owed.is_empty() { look.zero().shown() } else { owed.join(", ") },
            "Open invoices less the credit of clients.".to_owned(),
        ),
        tables,
        note: "What services earned is without tax, by the day of the document.".to_owned(),
    };
    reports::file(look, told)
}

fn of_sheet(sheet: &TrialSheet) -> Result<Table, Failure> {
    let side = |amount: &Option<Amount>| amount.as_ref().map_or(Ok(String::new()), shown);
    let mut rows = Vec::new();
    for one in &sheet.rows {
        let figures = vec![side(&one.debit)?, side(&one.credit)?];
        rows.push(row(one.account.clone(), String::new(), figures));
    }
    let figures = vec![shown(&sheet.debits)?, shown(&sheet.credits)?];
    rows.push(Row { total: true, ..row(sheet.currency.clone(), String::new(), figures) });
    Ok(table("Account", &["Debit", "Credit"], rows))
}

fn of_service(one: &RevenueRow) -> Result<Row, Failure> {
    let figures = vec![
        one.lines.to_string(),
        shown(&one.billed)?,
        shown(&one.taken_back)?,
        format!("{} {}", shown(&one.earned)?, one.earned.currency),
    ];
    Ok(row(one.service.clone(), String::new(), figures))
}
