//! The double-entry ledger, append-only.

use chrono::NaiveDate;
use domain::ids::{ClientId, EntryId};
use domain::ledger::{Account, Transfer};
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{amount, currency, number, plain, rows, run};

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
    let account = |text: String| {
        Account::parse(&text).ok_or(StoreError::Corrupt { what: "account", value: text })
    };
    rows(db, "SELECT * FROM ledger WHERE source = ?1 ORDER BY seq", [source], |row| {
        Ok(Transfer {
            debit: account(plain(row, "debit")?)?,
            credit: account(plain(row, "credit")?)?,
            amount: amount(plain(row, "amount_minor")?, currency(row, "currency")?)?,
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
