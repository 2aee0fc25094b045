//! What the figures of collecting are made of: invoices with their history, charges that failed,
//! disputes, what was given up, what was earned.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{AgreementServiceId, ClientId, InvoiceId};
use domain::metrics::Billed;
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::read::{amount, date, date_opt, id, money, plain, rows};

/// An invoice with whose it is.
#[derive(Clone, Debug)]
pub struct Told {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client's name as printed.
    pub client: String,
    /// What became of it.
    pub billed: Billed,
}

/// As [`told`], without whose they are.
pub fn billed(db: &Connection, client: Option<ClientId>) -> Result<Vec<Billed>, StoreError> {
    Ok(told(db, client)?.into_iter().map(|told| told.billed).collect())
}

/// The invoices of the home currency that are not void, by issue; `client` narrows to one.
pub fn told(db: &Connection, client: Option<ClientId>) -> Result<Vec<Told>, StoreError> {
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
    let sql =
        "SELECT i.id, i.number, i.client_name, i.issued_on, i.due_on, i.currency, i.total_minor,
            b.paid_on
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
        Ok(Told {
            id: id(row, "id")?,
            number: plain(row, "number")?,
            client: plain(row, "client_name")?,
            billed,
        })
    })?;
    let with_history = found.into_iter().map(|mut told| {
        told.billed.less = less.remove(&told.id).unwrap_or_default();
        told
    });
    Ok(with_history.collect())
}

/// Of the charges whose first attempt came to an end between two days: how many there were, and how
/// many of them settled and were not sent back.
pub fn first_attempts(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(usize, usize), StoreError> {
    let sql = "SELECT e.collection_id, max(e.state = 'settled') - max(e.state = 'returned') AS held
        FROM collection_events e JOIN collections k ON k.id = e.collection_id
        WHERE e.attempt = 1 AND e.state IN ('settled', 'declined', 'returned')
            AND e.happened_on BETWEEN ?2 AND ?3 AND k.currency = ?1
        GROUP BY e.collection_id";
    counted(db, sql, currency, (from, to))
}

/// Of the charges that were refused or sent back between two days: how many there were, and of how
/// many the invoice was paid since.
pub fn failures(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(usize, usize), StoreError> {
    let sql = "SELECT e.collection_id, b.paid_on IS NOT NULL AS held
        FROM collection_events e JOIN collections k ON k.id = e.collection_id
            JOIN balances b ON b.invoice_id = k.invoice_id
        WHERE e.state IN ('declined', 'returned') AND e.happened_on BETWEEN ?2 AND ?3
            AND k.currency = ?1
        GROUP BY e.collection_id";
    counted(db, sql, currency, (from, to))
}

fn counted(
    db: &Connection,
    sql: &str,
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<(usize, usize), StoreError> {
    let values = params![currency.code(), from.to_string(), to.to_string()];
    let all = rows(db, sql, values, |row| plain::<i64>(row, "held"))?;
    Ok((all.len(), all.iter().filter(|held| **held == 1).count()))
}

/// A row behind a figure.
#[derive(Clone, Debug)]
pub struct Event {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client's name as printed.
    pub client: String,
    /// The day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// How many days it took, where it took some.
    pub days: Option<i64>,
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let since = date_opt(row, "since")?;
    let on = date(row, "on_day")?;
    Ok(Event {
        invoice: id(row, "id")?,
        number: plain(row, "number")?,
        client: plain(row, "client_name")?,
        on,
        amount: money(row, "amount_minor")?,
        days: since.map(|since| (on - since).num_days()),
    })
}

/// What was given up between two days; below zero where it was taken back.
pub fn written_off(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, w.written_on AS on_day,
            w.amount_minor, NULL AS since
        FROM write_offs w JOIN invoices i ON i.id = w.invoice_id
        WHERE i.currency = ?1 AND w.written_on BETWEEN ?2 AND ?3 ORDER BY w.written_on, w.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// What was disputed from a day between two days on.
pub fn disputes_opened(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, d.opened_on AS on_day,
            d.amount_minor, NULL AS since
        FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id
        WHERE i.currency = ?1 AND d.opened_on BETWEEN ?2 AND ?3 ORDER BY d.opened_on, d.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// The disputes that were closed between two days, with the days they took.
pub fn disputes_closed(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_name, i.currency, d.closed_on AS on_day,
            d.amount_minor, d.opened_on AS since
        FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id
        WHERE i.currency = ?1 AND d.closed_on BETWEEN ?2 AND ?3 ORDER BY d.closed_on, d.id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], event)
}

/// What was earned of each client between two days, without tax: billed less what credit notes and
/// voids took back; the most first.
pub fn earned_by_client(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(ClientId, Money)>, StoreError> {
    let sql = "SELECT m.client_id, sum(m.net) AS net FROM (
            SELECT client_id, net_minor AS net FROM invoices
                WHERE currency = ?1 AND import_id IS NULL AND issued_on BETWEEN ?2 AND ?3
            UNION ALL SELECT i.client_id, -i.net_minor FROM voids v
                JOIN invoices i ON i.id = v.invoice_id
                WHERE i.currency = ?1 AND v.voided_on BETWEEN ?2 AND ?3
            UNION ALL SELECT i.client_id, -n.net_minor FROM credit_notes n
                JOIN invoices i ON i.id = n.invoice_id
                WHERE n.currency = ?1 AND n.issued_on BETWEEN ?2 AND ?3) m
        GROUP BY m.client_id HAVING sum(m.net) <> 0 ORDER BY net DESC, m.client_id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], |row| {
        Ok((id(row, "client_id")?, amount(plain(row, "net")?, currency)?))
    })
}

/// What each service of an agreement billed between two days, without tax.
pub fn billed_by_service(
    db: &Connection,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(AgreementServiceId, Money)>, StoreError> {
    let sql = "SELECT l.agreement_service_id AS id, sum(l.net_minor) AS net
        FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
        WHERE i.currency = ?1 AND i.issued_on BETWEEN ?2 AND ?3
            AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.invoice_id = i.id)
        GROUP BY l.agreement_service_id";
    rows(db, sql, params![currency.code(), from.to_string(), to.to_string()], |row| {
        Ok((id(row, "id")?, amount(plain(row, "net")?, currency)?))
    })
}
