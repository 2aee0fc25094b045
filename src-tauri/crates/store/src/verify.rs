//! The promises of the book, checked against its rows: journal chain, ledger, numbers, balances.

use rusqlite::Connection;

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

/// Each row that a query finds is a finding: the query's one text column.
const PROMISES: [(&str, &str); 9] = [
    (
        "invoice numbers without gaps",
        "SELECT 'invoice number ' || (s.first + n.gap) || ' is missing' FROM series s,
            (SELECT sequence - (SELECT first FROM series WHERE name = 'invoice') AS gap,
                row_number() OVER (ORDER BY sequence) - 1 AS place FROM invoices) n
            WHERE s.name = 'invoice' AND n.gap <> n.place LIMIT 20",
    ),
    (
        "the next invoice number",
        "SELECT 'the next invoice number does not follow the last' FROM series
            WHERE name = 'invoice' AND next <> coalesce((SELECT max(sequence) + 1 FROM invoices),
                next)",
    ),
    (
        "invoice totals against their lines",
        "SELECT 'invoice ' || i.number || ' does not add up' FROM invoices i
            JOIN (SELECT invoice_id, sum(net_minor) AS net, sum(tax_minor) AS tax
                FROM invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
            WHERE i.net_minor <> l.net OR i.tax_minor <> l.tax
                OR i.total_minor <> l.net + l.tax LIMIT 20",
    ),
    (
        "open amounts against allocations",
        "SELECT 'the open amount of ' || i.number || ' does not follow from its payments'
            FROM invoices i JOIN balances b ON b.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS paid FROM allocations
                GROUP BY invoice_id) a ON a.invoice_id = i.id
            WHERE b.open_minor <> i.total_minor - coalesce(a.paid, 0)
                OR b.total_minor <> i.total_minor LIMIT 20",
    ),
    (
        "invoices without a balance",
        "SELECT 'invoice ' || number || ' has no balance' FROM invoices
            WHERE id NOT IN (SELECT invoice_id FROM balances) LIMIT 20",
    ),
    (
        "payments against their allocations",
        "SELECT 'payment ' || p.id || ' is joined to more than was paid' FROM payments p
            JOIN (SELECT payment_id, sum(amount_minor) AS used FROM allocations
                GROUP BY payment_id) a ON a.payment_id = p.id
            WHERE a.used > p.amount_minor OR (a.used <> 0 AND p.id IN
                (SELECT payment_id FROM payment_reversals)) LIMIT 20",
    ),
    (
        "receivables in the ledger against open invoices",
        "SELECT 'receivables differ by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE debit = 'receivable'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE credit = 'receivable'
            UNION ALL SELECT currency, -open_minor FROM balances)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "client credit in the ledger against payments",
        "SELECT 'client credit differs by ' || sum(minor) || ' minor units in ' || currency FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE credit = 'client_credit'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE debit = 'client_credit'
            UNION ALL SELECT currency, -amount_minor FROM payments
                WHERE id NOT IN (SELECT payment_id FROM payment_reversals)
            UNION ALL SELECT p.currency, a.amount_minor FROM allocations a
                JOIN payments p ON p.id = a.payment_id)
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
    (
        "money received against the bank",
        "SELECT 'undeposited money differs by ' || sum(minor) || ' minor units in ' || currency
            FROM (
            SELECT currency, amount_minor AS minor FROM ledger WHERE debit = 'undeposited'
            UNION ALL SELECT currency, -amount_minor FROM ledger WHERE credit = 'undeposited'
            UNION ALL SELECT currency, -amount_minor FROM payments
                WHERE id NOT IN (SELECT payment_id FROM payment_reversals)
                AND id NOT IN (SELECT payment_id FROM matches
                    WHERE undone_at IS NULL AND payment_id IS NOT NULL))
            GROUP BY currency HAVING sum(minor) <> 0",
    ),
];

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
    for (what, query) in PROMISES {
        report.checked.push(what.to_owned());
        report.findings.extend(rows(db, query, [], |row| {
            let column = row.as_ref().column_name(0).map(str::to_owned)?;
            plain(row, &column)
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
