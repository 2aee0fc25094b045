//! The promises of the book, checked against its rows: journal chain, ledger, numbers, balances.

use rusqlite::Connection;

mod periods;
mod promises;

use periods::PERIODS;
use promises::PROMISES;

use crate::read::{number, plain, rows};
use crate::{StoreError, documents, journal};

/// What was checked and what does not hold.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was checked, with its count.
    pub checked: Vec<String>,
    /// Each thing that does not hold; none is good.
    pub findings: Vec<String>,
}

/// Checks everything; reads the whole book.
pub fn verify(db: &Connection) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let (entries, findings) = journal::verify(db)?;
    report.checked.push(format!("journal chain, {entries} entries"));
    report.findings.extend(findings);
    for (what, count) in [("invoices", "invoices"), ("ledger transfers", "ledger")] {
        let rows = number(db, &format!("SELECT count(*) FROM {count}"), [])?;
        report.checked.push(format!("{what}, {rows}"));
    }
    for (what, query) in PROMISES.iter().chain(PERIODS) {
        report.checked.push((*what).to_owned());
        report.findings.extend(rows(db, query, [], |row| {
            let column = row.as_ref().column_name(0).map(str::to_owned)?;
            plain(row, column.as_str())
        })?);
    }
    report.findings.extend(documents::verify(db)?);
    report.checked.push("documents against their hashes".to_owned());
    let broken = rows(db, "PRAGMA foreign_key_check", [], |row| plain::<String>(row, "table"))?;
    report.checked.push("references between tables".to_owned());
    report
        .findings
        .extend(broken.iter().map(|table| format!("a row of {table} refers to nothing")));
    Ok(report)
}
