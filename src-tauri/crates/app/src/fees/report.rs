//! What each way to be paid costs, on paper.

use domain::money::Money;
use paper::MetaRow;
use paper::report::Row;

use super::{FeeRow, ShowFees, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{FileOut, date};

/// The fees as a file.
pub fn paper(look: &Look<'_>, asked: ShowFees) -> Result<FileOut, Failure> {
    let (from, to) = (date("from", &asked.from)?, date("to", &asked.to)?);
    let page = show(look, asked)?;
    let mut kept = Vec::new();
    for one in &page.together {
        kept.push(format!("{} {}", shown(&one.fee)?, one.fee.currency));
    }
    let mut own = Vec::new();
    for one in &page.own {
        let fee = format!("{} {}", shown(&one.fee)?, one.fee.currency);
        own.push(row(one.processor.clone(), "Belongs to no payment".to_owned(), vec![fee]));
    }
    let heads = ["Payments", "Paid", "Kept", "Passed on", "Per cent"];
    let mut tables = Vec::new();
    for (head, rows) in
        [("Processor", &page.processors), ("Method", &page.methods), ("Client", &page.clients)]
    {
        let rows = rows.iter().map(one).collect::<Result<Vec<Row>, Failure>>()?;
        tables.push(table(head, &heads, rows));
    }
    if !own.is_empty() {
        tables.push(table("Beside payments", &["Kept"], own));
    }
    let none = Money::zero(look.currency()).shown();
    let told = Told {
        title: "Fees",
        about: vec!["What each way to be paid costs".to_owned()],
        meta: vec![
            MetaRow::new("From", look.long_date(from)),
            MetaRow::new("To", look.long_date(to)),
        ],
        figure: (
            "Kept by processors".to_owned(),
            if kept.is_empty() { none } else { kept.join(", ") },
            "Of what clients paid and did not take back.".to_owned(),
        ),
        tables,
        note: "Each of the three lists adds up to the same sum. Currencies stand apart.".to_owned(),
    };
    reports::file(look, told)
}

fn one(of: &FeeRow) -> Result<Row, Failure> {
    let per_cent = of.per_cent.clone().unwrap_or_default();
    let figures = vec![
        of.count.to_string(),
        shown(&of.gross)?,
        shown(&of.fee)?,
        shown(&of.passed_on)?,
        per_cent,
    ];
    Ok(row(of.name.clone(), of.gross.currency.clone(), figures))
}
