//! Debts that were handed to somebody else to recover, and what came of them.

use chrono::NaiveDate;
use domain::ids::{ClientId, HandOffId, PaymentId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, date_opt, id, money, number, plain, row, rows, run};

/// A hand-off.
#[derive(Clone, Debug)]
pub struct HandOff {
    /// The hand-off.
    pub id: HandOffId,
    /// Its number, from 1.
    pub number: u32,
    /// The client.
    pub client_id: ClientId,
    /// `agency`, `solicitor` or `court`.
    pub goes_to: String,
    /// By name.
    pub name: String,
    /// Why the user decided so.
    pub reason: String,
    /// What was owed on that day, late charges and interest with it.
    pub owed: Money,
    /// The pack: SHA-256 of its document.
    pub pack: String,
    /// The day.
    pub handed_on: NaiveDate,
    /// The day it was taken back.
    pub recalled_on: Option<NaiveDate>,
}

/// What came of a hand-off.
#[derive(Clone, Copy, Debug)]
pub struct Recovery {
    /// The payment: all that the debtor paid.
    pub payment_id: PaymentId,
    /// The day it came.
    pub received_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// What was kept of it.
    pub commission: Money,
}

fn hand_off(row: &Row<'_>) -> Result<HandOff, StoreError> {
    Ok(HandOff {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client_id: id(row, "client_id")?,
        goes_to: plain(row, "goes_to")?,
        name: plain(row, "name")?,
        reason: plain(row, "reason")?,
        owed: money(row, "owed_minor")?,
        pack: plain(row, "pack")?,
        handed_on: date(row, "handed_on")?,
        recalled_on: date_opt(row, "recalled_on")?,
    })
}

/// A hand-off by its id.
pub fn show(db: &Connection, id: HandOffId) -> Result<Option<HandOff>, StoreError> {
    row(db, "SELECT * FROM hand_offs WHERE id = ?1", [id.to_string()], hand_off)
}

/// The hand-offs of a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<HandOff>, StoreError> {
    let sql = "SELECT * FROM hand_offs WHERE client_id = ?1 ORDER BY number DESC";
    rows(db, sql, [client.to_string()], hand_off)
}

/// The number of the next hand-off.
pub fn next_number(db: &Connection) -> Result<u32, StoreError> {
    let next = number(db, "SELECT coalesce(max(number), 0) + 1 FROM hand_offs", [])?;
    Ok(u32::try_from(next).unwrap_or(u32::MAX))
}

/// Keeps a hand-off.
pub fn add(tx: &Transaction<'_>, new: &HandOff) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO hand_offs (id, number, client_id, goes_to, name, reason, currency, owed_minor,
            pack, handed_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            new.id.to_string(),
            new.number,
            new.client_id.to_string(),
            new.goes_to,
            new.name,
            new.reason,
            new.owed.currency().code(),
            new.owed.minor(),
            new.pack,
            new.handed_on.to_string()
        ],
    )?;
    Ok(())
}

/// Takes a debt back, or hands it off again where there is no day.
pub fn recall(
    tx: &Transaction<'_>,
    id: HandOffId,
    on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let sql = "UPDATE hand_offs SET recalled_on = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), on.map(|on| on.to_string())])?;
    Ok(())
}

/// Keeps that a payment came of a hand-off.
pub fn recover(
    tx: &Transaction<'_>,
    id: HandOffId,
    payment: PaymentId,
    commission: Money,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO recoveries (payment_id, hand_off_id, commission_minor)
        VALUES (?1, ?2, ?3)";
    run(tx, sql, params![payment.to_string(), id.to_string(), commission.minor()])?;
    Ok(())
}

/// What came of a hand-off, reversed payments not counted.
pub fn recoveries(db: &Connection, of: HandOffId) -> Result<Vec<Recovery>, StoreError> {
    let sql = "SELECT r.*, p.received_on, p.amount_minor, p.currency FROM recoveries r
        JOIN payments p ON p.id = r.payment_id WHERE r.hand_off_id = ?1
        AND p.id NOT IN (SELECT payment_id FROM payment_reversals) ORDER BY p.received_on, p.id";
    rows(db, sql, [of.to_string()], |row| {
        Ok(Recovery {
            payment_id: id(row, "payment_id")?,
            received_on: date(row, "received_on")?,
            amount: money(row, "amount_minor")?,
            commission: money(row, "commission_minor")?,
        })
    })
}
