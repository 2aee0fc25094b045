//! What leaked, on paper.

use paper::MetaRow;
use paper::report::{Row, Table};

use super::{LeakageSum, ShowLeakage, show};
use crate::context::Look;
use crate::failure::Failure;
use crate::letter::currency_words;
use crate::reports::{self, Told, row, shown, table};
use crate::wire::{FileOut, date};

/// The leakage of the days asked for as a file.
pub fn paper(look: &Look<'_>, asked: ShowLeakage) -> Result<FileOut, Failure> {
    let page = show(look, asked)?;
    let (from, to) = (date("from", &page.from)?, date("to", &page.to)?);
    let currency = page.leaked.money()?.currency();
    let rate = page.rate.as_ref().map(|rate| format!("{rate}% of what was agreed. "));
    let sums = [
        ("Agreed", &page.entitled),
        ("Billed, less what was credited", &page.billed),
        ("Decided otherwise", &page.decided),
        ("Billed beyond the terms", &page.over),
        ("Fees absorbed", &page.fees_absorbed),
        ("Late charges let go", &page.late_waived),
    ];
    let mut all = Vec::new();
    for (name, amount) in sums {
        all.push(row(name.to_owned(), String::new(), vec![shown(amount)?]));
    }
    let mut leaks = Vec::new();
    for leak in &page.leaks {
        let words = [leak.words.as_str(), leak.proof.as_str()];
        let said = words.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("; ");
        let name = format!("{}, {}, {}", leak.client, leak.service, leak.period);
        leaks.push(row(name, said, vec![shown(&leak.entitled)?, shown(&leak.amount)?]));
    }
    let mut decided = Vec::new();
    for one in &page.decisions {
        let name = format!("{}, {}, {}", one.client, one.service, one.period);
        let said = format!("{}: {}", one.words, one.reason);
        decided.push(row(name, said, vec![shown(&one.amount)?]));
    }
    let told = Told {
        title: "Leakage",
        about: vec!["All agreements".to_owned()],
        meta: vec![
            MetaRow::new("From", look.long_date(from)),
            MetaRow::new("To", look.long_date(to)),
        ],
        figure: (
            "Leaked".to_owned(),
            shown(&page.leaked)?,
            format!("{}{}", rate.unwrap_or_default(), page.proven),
        ),
        tables: vec![
            table("In all", &["Amount"], all),
            parts("By cause", &page.by_cause)?,
            parts("By client", &page.by_client)?,
            table("What was not billed as agreed", &["Agreed", "Leaked"], leaks),
            table("What was decided otherwise", &["Amount"], decided),
        ]
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect(),
        note: format!("Amounts in {}, without tax.", currency_words(currency)),
    };
    reports::file(look, told)
}

fn parts(head: &str, of: &[LeakageSum]) -> Result<Table, Failure> {
    let one = |sum: &LeakageSum| -> Result<Row, Failure> {
        let figures = vec![sum.count.to_string(), shown(&sum.amount)?];
        Ok(row(sum.label.clone(), String::new(), figures))
    };
    let rows = of.iter().map(one).collect::<Result<_, _>>()?;
    Ok(table(head, &["Rows", "Leaked"], rows))
}
