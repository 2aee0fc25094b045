//! Sums for Insights and Today.

use chrono::NaiveDate;
use domain::ids::{ClientId, InvoiceId, PaymentId};
use domain::money::Money;
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::read::{date, id, money, number, plain, row, rows};

/// What was received between two days, whole minor units of the home currency, and from how many
/// payments. Those that were reversed are taken off, which leaves the index enough for the rest.
pub fn received(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT coalesce(sum(minor), 0) AS received, coalesce(sum(one), 0) AS count FROM (
        SELECT sum(amount_minor) AS minor, count(*) AS one FROM payments
            WHERE received_on BETWEEN ?1 AND ?2 AND currency = (SELECT currency FROM practice)
        UNION ALL SELECT -amount_minor, -1 FROM payment_reversals r
            CROSS JOIN payments p ON p.id = r.payment_id WHERE p.received_on BETWEEN ?1 AND ?2
            AND p.currency = (SELECT currency FROM practice))";
    let values = params![from.to_string(), to.to_string()];
    let found = row(db, sql, values, |row| Ok((plain(row, "received")?, plain(row, "count")?)))?;
    Ok(found.unwrap_or_default())
}

/// A payment behind a bar.
#[derive(Clone, Debug)]
pub struct ReceivedRow {
    /// The payment.
    pub id: PaymentId,
    /// The client.
    pub client_id: ClientId,
    /// The client's name.
    pub client: String,
    /// The day.
    pub on: NaiveDate,
    /// How, and its reference.
    pub method: String,
    /// Whole minor units.
    pub amount_minor: i64,
}

/// The payments received between two days in the home currency, by day.
pub fn received_rows(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ReceivedRow>, StoreError> {
    let sql = "SELECT p.*, c.name AS client FROM payments p JOIN clients c ON c.id = p.client_id
        WHERE p.received_on BETWEEN ?1 AND ?2 AND p.currency = (SELECT currency FROM practice)
            AND p.id NOT IN (SELECT payment_id FROM payment_reversals)
        ORDER BY p.received_on, p.id";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok(ReceivedRow {
            id: id(row, "id")?,
            client_id: id(row, "client_id")?,
            client: plain(row, "client")?,
            on: date(row, "received_on")?,
            method: plain(row, "method")?,
            amount_minor: plain(row, "amount_minor")?,
        })
    })
}

/// Days from issue to payment, weighted by amount, over invoices paid since `from`; for one client
/// or all. None where nothing was paid. Rounded to whole days.
pub fn days_to_pay(
    db: &Connection,
    from: NaiveDate,
    client: Option<ClientId>,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT paid_on, issued_on, sum(total_minor) AS total FROM balances
        WHERE paid_on >= ?1 AND total_minor > 0
            AND currency = (SELECT currency FROM practice) AND (?2 IS NULL OR client_id = ?2)
        GROUP BY paid_on, issued_on";
    let client = client.map(|id| id.to_string());
    let paid = rows(db, sql, params![from.to_string(), client], |row| {
        let took = (date(row, "paid_on")? - date(row, "issued_on")?).num_days();
        Ok((took, plain::<i64>(row, "total")?))
    })?;
    let weight: i128 = paid.iter().map(|(_, total)| i128::from(*total)).sum();
    if weight == 0 {
        return Ok(None);
    }
    let days: i128 = paid.iter().map(|(days, total)| i128::from(*days) * i128::from(*total)).sum();
    Ok(i64::try_from((days + weight / 2).div_euclid(weight)).ok())
}

/// Everything received from a client and not reversed, whole minor units of the home currency.
pub fn received_from(db: &Connection, client: ClientId) -> Result<i64, StoreError> {
    number(
        db,
        "SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE client_id = ?1
            AND currency = (SELECT currency FROM practice)
            AND id NOT IN (SELECT payment_id FROM payment_reversals)",
        [client.to_string()],
    )
}

/// What a client owes in a currency on invoices that are late.
#[derive(Clone, Debug)]
pub struct Late {
    /// The client.
    pub client: ClientId,
    /// How much.
    pub open: Money,
    /// On how many invoices.
    pub count: i64,
    /// The day the oldest was due.
    pub oldest: NaiveDate,
}

/// What each client owes, by currency, on invoices due before a day; by client.
pub fn late(db: &Connection, before: NaiveDate) -> Result<Vec<Late>, StoreError> {
    let sql = "SELECT client_id, currency, sum(open_minor) AS open, count(*) AS count,
            min(due_on) AS oldest FROM balances INDEXED BY balances_owed
        WHERE open_minor > 0 AND due_on < ?1 GROUP BY client_id, currency";
    rows(db, sql, [before.to_string()], |row| {
        Ok(Late {
            client: id(row, "client_id")?,
            open: money(row, "open")?,
            count: plain(row, "count")?,
            oldest: date(row, "oldest")?,
        })
    })
}

/// The name of a client as printed on their oldest open invoice.
pub fn name_on_oldest(db: &Connection, client: ClientId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT i.client_name FROM balances b JOIN invoices i ON i.id = b.invoice_id
        WHERE b.open_minor > 0 AND b.client_id = ?1 ORDER BY b.due_on, i.sequence LIMIT 1";
    row(db, sql, [client.to_string()], |row| plain(row, "client_name"))
}

/// An open invoice behind a bar or in the next days.
#[derive(Clone, Debug)]
pub struct OpenRow {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: ClientId,
    /// The client's name as printed.
    pub client: String,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Still owed.
    pub open: Money,
}

/// Open invoices due between two days, the oldest first.
pub fn open_between(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<OpenRow>, StoreError> {
    let sql = "SELECT i.id, i.number, i.client_id, i.client_name, b.due_on, b.open_minor,
            b.currency FROM balances b JOIN invoices i ON i.id = b.invoice_id
        WHERE b.open_minor > 0 AND b.due_on BETWEEN ?1 AND ?2 ORDER BY b.due_on, i.sequence";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok(OpenRow {
            id: id(row, "id")?,
            number: plain(row, "number")?,
            client_id: id(row, "client_id")?,
            client: plain(row, "client_name")?,
            due_on: date(row, "due_on")?,
            open: money(row, "open_minor")?,
        })
    })
}
