//! The double-entry ledger, append-only.

use chrono::NaiveDate;
use domain::ids::{ClientId, EntryId};
use domain::ledger::{Account, Held, Transfer};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, currency, date, number, plain, rows, run};

/// What a transfer belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// The day it counts for.
    pub on: NaiveDate,
    /// `invoice_issued`, `payment_received`, `allocated`, `banked`, `explained`, or one of these
    /// with `_reversed` behind it.
    pub event: &'a str,
    /// The row that caused it.
    pub source: &'a str,
    /// The client it is about.
    pub client: Option<ClientId>,
}

/// Appends a transfer.
pub fn post(
    tx: &Transaction<'_>,
    id: EntryId,
    transfer: Transfer,
    posting: Posting<'_>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO ledger (id, posted_on, debit, credit, currency, amount_minor, event, source,
            client_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.to_string(),
            posting.on.to_string(),
            transfer.debit.to_string(),
            transfer.credit.to_string(),
            transfer.amount.currency().code(),
            transfer.amount.minor(),
            posting.event,
            posting.source,
            posting.client.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// The transfers that a row caused, in order.
pub fn of_source(db: &Connection, source: &str) -> Result<Vec<Transfer>, StoreError> {
    rows(db, "SELECT * FROM ledger WHERE source = ?1 ORDER BY seq", [source], transfer)
}

fn account(row: &Row<'_>, column: &str) -> Result<Account, StoreError> {
    crate::read::parsed(row, column, "account", Account::parse)
}

fn transfer(row: &Row<'_>) -> Result<Transfer, StoreError> {
    Ok(Transfer {
        debit: account(row, "debit")?,
        credit: account(row, "credit")?,
        amount: amount(plain(row, "amount_minor")?, currency(row, "currency")?)?,
    })
}

/// A transfer as it stands in the ledger.
#[derive(Clone, Debug)]
pub struct Posted {
    /// Its place, counted from 1.
    pub seq: i64,
    /// The day it counts for.
    pub on: NaiveDate,
    /// What happened, as in [`Posting::event`].
    pub event: String,
    /// The row that caused it.
    pub source: String,
    /// The client's name; empty where it is about none.
    pub client: String,
    /// The movement.
    pub transfer: Transfer,
}

/// Every transfer that counts for `until` or a day before, in order of day and posting.
pub fn posted(db: &Connection, until: NaiveDate) -> Result<Vec<Posted>, StoreError> {
    let sql = "SELECT l.*, coalesce(c.name, '') AS client FROM ledger l
        LEFT JOIN clients c ON c.id = l.client_id
        WHERE l.posted_on <= ?1 ORDER BY l.posted_on, l.seq";
    rows(db, sql, [until.to_string()], |row| {
        Ok(Posted {
            seq: plain(row, "seq")?,
            on: date(row, "posted_on")?,
            event: plain(row, "event")?,
            source: plain(row, "source")?,
            client: plain(row, "client")?,
            transfer: transfer(row)?,
        })
    })
}

/// What every account holds in each currency at the end of `until`, by currency and account.
pub fn held(db: &Connection, until: NaiveDate) -> Result<Vec<(Currency, Held)>, StoreError> {
    let sql = "SELECT currency, account, sum(minor) AS minor FROM (
            SELECT currency, debit AS account, amount_minor AS minor FROM ledger
                WHERE posted_on <= ?1
            UNION ALL SELECT currency, credit, -amount_minor FROM ledger WHERE posted_on <= ?1)
        GROUP BY currency, account ORDER BY currency, account";
    rows(db, sql, [until.to_string()], |row| {
        let currency = currency(row, "currency")?;
        let balance = amount(plain(row, "minor")?, currency)?;
        Ok((currency, Held { account: account(row, "account")?, balance }))
    })
}

/// What a service earned, without tax.
#[derive(Clone, Debug)]
pub struct Earned {
    /// The service's name in the library, or as accepted where it is not of the library.
    pub service: String,
    /// On how many lines it was billed.
    pub lines: i64,
    /// Billed on invoices.
    pub billed: Money,
    /// Taken back by credit notes and voids.
    pub taken_back: Money,
}

/// What each service earned from `from` to `to`, by currency, the most earned first.
pub fn earned(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Earned>, StoreError> {
    let sql = "SELECT coalesce(s.name, g.name) AS service, m.currency, sum(m.lines) AS lines,
            sum(m.billed) AS billed, sum(m.back) AS back FROM (
            SELECT l.agreement_service_id AS of, i.currency, i.issued_on AS day, 1 AS lines,
                l.net_minor AS billed, 0 AS back
                FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
            UNION ALL SELECT l.agreement_service_id, i.currency, v.voided_on, 0, 0, l.net_minor
                FROM voids v JOIN invoices i ON i.id = v.invoice_id
                JOIN invoice_lines l ON l.invoice_id = i.id
            UNION ALL SELECT l.agreement_service_id, n.currency, n.issued_on, 0, 0, c.net_minor
                FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
                JOIN invoice_lines l ON l.id = c.invoice_line_id) m
        JOIN agreement_services g ON g.id = m.of LEFT JOIN services s ON s.id = g.service_id
        WHERE m.day BETWEEN ?1 AND ?2 GROUP BY m.currency, service
        ORDER BY m.currency, sum(m.billed) - sum(m.back) DESC, service";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        let currency = currency(row, "currency")?;
        Ok(Earned {
            service: plain(row, "service")?,
            lines: plain(row, "lines")?,
            billed: amount(plain(row, "billed")?, currency)?,
            taken_back: amount(plain(row, "back")?, currency)?,
        })
    })
}

/// An account's balance in a currency: debits less credits, whole minor units.
pub fn balance(db: &Connection, account: Account, currency: &str) -> Result<i64, StoreError> {
    number(
        db,
        "SELECT coalesce(sum(CASE WHEN debit = ?1 THEN amount_minor ELSE -amount_minor END), 0)
            FROM ledger WHERE (debit = ?1 OR credit = ?1) AND currency = ?2",
        params![account.to_string(), currency],
    )
}
