//! What the figures of collecting are made of: every invoice of the home currency with its history.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{ClientId, InvoiceId};
use domain::metrics::Billed;
use domain::money::Money;
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::read::{date, date_opt, id, money, rows};

/// The invoices of the home currency that are not void, by issue; `client` narrows to one.
pub fn billed(db: &Connection, client: Option<ClientId>) -> Result<Vec<Billed>, StoreError> {
    let only = client.map(|id| id.to_string());
    let mut less: HashMap<InvoiceId, Vec<(NaiveDate, Money)>> = HashMap::new();
    let fell = "SELECT f.invoice_id, f.on_day, f.amount_minor, b.currency FROM (
            SELECT a.invoice_id, p.received_on AS on_day, a.amount_minor FROM allocations a
                JOIN payments p ON p.id = a.payment_id
            UNION ALL SELECT invoice_id, issued_on, total_minor FROM credit_notes
            UNION ALL SELECT invoice_id, written_on, amount_minor FROM write_offs) f
        JOIN balances b ON b.invoice_id = f.invoice_id
        WHERE b.currency = (SELECT currency FROM practice) AND (?1 IS NULL OR b.client_id = ?1)";
    for (invoice, change) in rows(db, fell, params![only], |row| {
        let change = (date(row, "on_day")?, money(row, "amount_minor")?);
        Ok((id::<InvoiceId>(row, "invoice_id")?, change))
    })? {
        less.entry(invoice).or_default().push(change);
    }
    let sql = "SELECT i.id, i.issued_on, i.due_on, i.currency, i.total_minor, b.paid_on
        FROM invoices i JOIN balances b ON b.invoice_id = i.id
        WHERE b.voided = 0 AND i.total_minor > 0
            AND i.currency = (SELECT currency FROM practice) AND (?1 IS NULL OR i.client_id = ?1)
        ORDER BY i.issued_on, i.id";
    let found = rows(db, sql, params![only], |row| {
        let billed = Billed {
            issued_on: date(row, "issued_on")?,
            due_on: date(row, "due_on")?,
            total: money(row, "total_minor")?,
            less: Vec::new(),
            paid_on: date_opt(row, "paid_on")?,
        };
        Ok((id::<InvoiceId>(row, "id")?, billed))
    })?;
    let with_history = found.into_iter().map(|(invoice, billed)| {
        let less = less.remove(&invoice).unwrap_or_default();
        Billed { less, ..billed }
    });
    Ok(with_history.collect())
}
