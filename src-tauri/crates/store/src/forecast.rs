//! What a forecast of cash is made of: what is open, how clients paid, what the user plans to pay.
//! Everything is in the home currency.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::forecast::{Band, LAGS_OF_ONE, Outgoing, Repeats};
use domain::ids::{AgreementServiceId, ClientId, InvoiceId, OutgoingId};
use domain::money::{Currency, Money};
use domain::named::Named;
use rusqlite::{Connection, Row, Transaction, params};
use rust_decimal::Decimal;

use crate::StoreError;
use crate::read::{amount, date, date_opt, decimal, id, money, parsed, plain, row, rows, run};

/// What is open on an invoice.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The client.
    pub client: ClientId,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Still owed.
    pub amount: Money,
}

/// Reads rows of invoice, client, due date and what is open of a currency.
fn open(currency: Currency) -> impl Fn(&Row<'_>) -> Result<Open, StoreError> {
    move |row| {
        Ok(Open {
            invoice: id(row, 0)?,
            client: id(row, 1)?,
            due_on: date(row, 2)?,
            amount: amount(plain(row, 3)?, currency)?,
        })
    }
}

/// What is open now, by client and due date.
pub fn open_now(db: &Connection, currency: Currency) -> Result<Vec<Open>, StoreError> {
    let sql = "SELECT invoice_id, client_id, due_on, open_minor
        FROM balances INDEXED BY balances_owed
        WHERE open_minor > 0 AND currency = ?1 ORDER BY client_id, due_on, issued_on";
    rows(db, sql, [currency.code()], open(currency))
}

/// What was open at the end of a day: what is open now, and what it fell by since.
pub fn open_then(
    db: &Connection,
    currency: Currency,
    on: NaiveDate,
) -> Result<Vec<Open>, StoreError> {
    let sql = "WITH since AS (
            SELECT a.invoice_id, a.amount_minor AS minor FROM payments p
                JOIN allocations a ON a.payment_id = p.id WHERE p.received_on > ?2
            UNION ALL SELECT invoice_id, total_minor FROM credit_notes WHERE issued_on > ?2
            UNION ALL SELECT invoice_id, amount_minor FROM write_offs WHERE written_on > ?2
            UNION ALL SELECT v.invoice_id, b.total_minor FROM voids v
                JOIN balances b ON b.invoice_id = v.invoice_id WHERE v.voided_on > ?2
            UNION ALL SELECT invoice_id, open_minor FROM balances WHERE open_minor > 0),
        was AS (SELECT invoice_id, sum(minor) AS minor FROM since GROUP BY invoice_id)
        SELECT b.invoice_id, b.client_id, b.due_on, min(w.minor, b.total_minor)
        FROM was w JOIN balances b ON b.invoice_id = w.invoice_id
            JOIN invoices i ON i.id = w.invoice_id
        WHERE w.minor > 0 AND b.currency = ?1 AND i.issued_on <= ?2
        ORDER BY b.client_id, b.due_on, b.invoice_id";
    rows(db, sql, params![currency.code(), on.to_string()], open(currency))
}

/// What was disputed at the end of a day, by invoice.
pub fn disputed(db: &Connection, on: NaiveDate) -> Result<HashMap<InvoiceId, Money>, StoreError> {
    let sql = "SELECT invoice_id, currency, sum(amount_minor) AS minor FROM invoice_disputes
        WHERE opened_on <= ?1 AND (closed_on IS NULL OR closed_on > ?1) GROUP BY invoice_id";
    let found =
        rows(db, sql, [on.to_string()], |row| Ok((id(row, "invoice_id")?, money(row, "minor")?)))?;
    Ok(found.into_iter().collect())
}

/// How many days after their due dates the newest `most` invoices were paid of those that a client
/// had paid by a day.
pub fn lags_of(
    db: &Connection,
    currency: Currency,
    client: ClientId,
    by: NaiveDate,
    most: usize,
) -> Result<Vec<i32>, StoreError> {
    let sql = "SELECT paid_on, due_on FROM balances
        WHERE client_id = ?1 AND currency = ?2 AND paid_on IS NOT NULL AND paid_on <= ?3
        ORDER BY paid_on DESC LIMIT ?4";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    rows(db, sql, params![client.to_string(), currency.code(), by.to_string(), most], lag)
}

/// The triggers that keep how clients paid take as many as a habit is made of.
const _: () = assert!(LAGS_OF_ONE == 16);

/// The same of every client, whenever it was: of the newest [`LAGS_OF_ONE`].
pub fn newest_lags(
    db: &Connection,
    currency: Currency,
) -> Result<HashMap<ClientId, Vec<i32>>, StoreError> {
    let sql = "SELECT client_id, days FROM client_lags WHERE currency = ?1";
    let found = rows(db, sql, [currency.code()], |row| {
        let days = parsed(row, "days", "days from due date to payment", |text| {
            text.split_whitespace().map(|days| days.parse().ok()).collect()
        });
        Ok((id(row, "client_id")?, days?))
    })?;
    Ok(found.into_iter().collect())
}

/// How many days after its due date an invoice was paid.
fn lag(row: &Row<'_>) -> Result<i32, StoreError> {
    let days = (date(row, 0)? - date(row, 1)?).num_days();
    Ok(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The same for all clients.
pub fn lags(
    db: &Connection,
    currency: Currency,
    by: NaiveDate,
    most: u32,
) -> Result<Vec<i32>, StoreError> {
    let sql = "SELECT paid_on, due_on FROM balances
        WHERE currency = ?1 AND paid_on IS NOT NULL AND paid_on <= ?2
        ORDER BY paid_on DESC LIMIT ?3";
    rows(db, sql, params![currency.code(), by.to_string(), most], lag)
}

/// Which charges of a service had ended by a day, from an occurrence on: billed or let go.
pub fn ended(
    db: &Connection,
    service: AgreementServiceId,
    from: u32,
    by: NaiveDate,
) -> Result<HashSet<(u32, bool)>, StoreError> {
    let sql = "SELECT c.occurrence, c.beyond_cap FROM billed_charges c
            JOIN invoices i ON i.id = c.invoice_id
            WHERE c.agreement_service_id = ?1 AND c.occurrence >= ?2 AND i.issued_on <= ?3
        UNION ALL SELECT occurrence, beyond_cap FROM waivers
            WHERE agreement_service_id = ?1 AND occurrence >= ?2
                AND substr(waived_at, 1, 10) <= ?3";
    let values = params![service.to_string(), from, by.to_string()];
    let found =
        rows(db, sql, values, |row| Ok((plain(row, "occurrence")?, plain(row, "beyond_cap")?)))?;
    Ok(found.into_iter().collect())
}

/// What was expected of each month when it began, by its first day.
pub fn past(db: &Connection, currency: Currency) -> Result<HashMap<NaiveDate, Band>, StoreError> {
    let sql = "SELECT * FROM past_forecasts WHERE currency = ?1";
    let found = rows(db, sql, [currency.code()], |row| {
        let (low, middle) = (money(row, "low_minor")?, money(row, "middle_minor")?);
        Ok((date(row, "month_on")?, Band { low, middle, high: money(row, "high_minor")? }))
    })?;
    Ok(found.into_iter().collect())
}

/// Keeps what is expected of a month.
pub fn keep_past(tx: &Transaction<'_>, month_on: NaiveDate, of: &Band) -> Result<(), StoreError> {
    let sql = "INSERT INTO past_forecasts VALUES (?1, ?2, ?3, ?4, ?5)";
    let currency = of.middle.currency().code();
    let minor = [of.low, of.middle, of.high].map(Money::minor);
    run(tx, sql, params![month_on.to_string(), currency, minor[0], minor[1], minor[2]])?;
    Ok(())
}

/// The names of clients.
pub fn names(db: &Connection) -> Result<HashMap<ClientId, String>, StoreError> {
    let found = rows(db, "SELECT id, name FROM clients", [], |row| {
        Ok((id(row, "id")?, plain(row, "name")?))
    })?;
    Ok(found.into_iter().collect())
}

/// The number of an invoice.
pub fn number_of(db: &Connection, invoice: InvoiceId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT number FROM invoices WHERE id = ?1";
    row(db, sql, [invoice.to_string()], |row| plain(row, "number"))
}

fn outgoing(row: &Row<'_>) -> Result<(OutgoingId, Outgoing), StoreError> {
    let outgoing = Outgoing {
        what: plain(row, "what")?,
        amount: money(row, "amount_minor")?,
        first_on: date(row, "first_on")?,
        repeats: parsed(row, "repeats", "rhythm of an outgoing", Repeats::named)?,
        until_on: date_opt(row, "until_on")?,
    };
    Ok((id(row, "id")?, outgoing))
}

/// What the user plans to pay, by the first day.
pub fn outgoings(db: &Connection) -> Result<Vec<(OutgoingId, Outgoing)>, StoreError> {
    rows(db, "SELECT * FROM outgoings ORDER BY first_on, what, id", [], outgoing)
}

/// Keeps what the user plans to pay, new or changed.
pub fn keep_outgoing(
    tx: &Transaction<'_>,
    id: OutgoingId,
    outgoing: &Outgoing,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO outgoings (id, what, currency, amount_minor, first_on, repeats, until_on)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET what = excluded.what, currency = excluded.currency,
                amount_minor = excluded.amount_minor, first_on = excluded.first_on,
                repeats = excluded.repeats, until_on = excluded.until_on",
        params![
            id.to_string(),
            outgoing.what,
            outgoing.amount.currency().code(),
            outgoing.amount.minor(),
            outgoing.first_on.to_string(),
            outgoing.repeats.name(),
            outgoing.until_on.map(|on| on.to_string())
        ],
    )?;
    Ok(())
}

/// Takes out what the user planned to pay.
pub fn remove_outgoing(tx: &Transaction<'_>, id: OutgoingId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM outgoings WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// So much of a hundred of what is received is set aside for tax.
pub fn set_aside(db: &Connection) -> Result<Decimal, StoreError> {
    let found = row(db, "SELECT per_cent FROM set_aside", [], |row| decimal(row, "per_cent"))?;
    Ok(found.unwrap_or_default())
}

/// Keeps how much of a hundred is set aside.
pub fn keep_set_aside(tx: &Transaction<'_>, per_cent: Decimal) -> Result<(), StoreError> {
    let sql = "INSERT INTO set_aside (only, per_cent) VALUES (1, ?1)
        ON CONFLICT (only) DO UPDATE SET per_cent = excluded.per_cent";
    run(tx, sql, [per_cent.to_string()])?;
    Ok(())
}
