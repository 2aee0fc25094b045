//! How a client is followed up: patience, circumstances, holds and promises.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::follow::{Circumstance, Tier};
use domain::ids::{ClientId, HoldId, InvoiceId, PromiseId};
use domain::money::{Currency, Money};
use domain::named::Named;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, date, date_opt, id, money, number, parsed, plain, row, rows, run};

/// A mark of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The practice audits, reviews or compiles their statements.
    Attest,
    /// The user keeps an eye on them.
    Watched,
}

impl Named for Mark {
    const NAMES: &'static [(&'static str, Mark)] =
        &[("attest", Mark::Attest), ("watched", Mark::Watched)];
}

/// How a client is followed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// How patiently.
    pub tier: Tier,
    /// What they are in.
    pub circumstance: Circumstance,
    /// The IANA zone of their clock; empty where the practice is.
    pub time_zone: String,
}

impl Following {
    /// As is usual.
    const USUAL: Following =
        Following { tier: Tier::Usual, circumstance: Circumstance::None, time_zone: String::new() };
}

/// A time in which a client is left alone.
#[derive(Clone, Debug)]
pub struct Hold {
    /// The hold.
    pub id: HoldId,
    /// The client.
    pub client_id: ClientId,
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
    /// The day it was set.
    pub set_on: NaiveDate,
    /// The day it was ended before its time.
    pub ended_on: Option<NaiveDate>,
}

/// What a client promised.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The promise.
    pub id: PromiseId,
    /// The client.
    pub client_id: ClientId,
    /// How much.
    pub amount: Money,
    /// By which day.
    pub promised_for: NaiveDate,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// In whose words.
    pub words: String,
    /// The day it was taken out.
    pub withdrawn_on: Option<NaiveDate>,
}

/// How a client is followed up.
pub fn show(db: &Connection, client: ClientId) -> Result<Following, StoreError> {
    let found =
        row(db, "SELECT * FROM following WHERE client_id = ?1", [client.to_string()], |row| {
            Ok(Following {
                tier: parsed(row, "tier", "tier", Tier::named)?,
                circumstance: parsed(row, "circumstance", "circumstance", Circumstance::named)?,
                time_zone: plain(row, "time_zone")?,
            })
        })?;
    Ok(found.unwrap_or(Following::USUAL))
}

/// Keeps how a client is followed up.
pub fn keep(
    tx: &Transaction<'_>,
    client: ClientId,
    following: &Following,
) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO following (client_id, tier, circumstance, time_zone)
        VALUES (?1, ?2, ?3, ?4)";
    let (tier, circumstance) = (following.tier.name(), following.circumstance.name());
    run(tx, sql, params![client.to_string(), tier, circumstance, following.time_zone])?;
    Ok(())
}

/// The marks of a client.
pub fn marks(db: &Connection, client: ClientId) -> Result<Vec<Mark>, StoreError> {
    let sql = "SELECT mark FROM client_marks WHERE client_id = ?1 ORDER BY mark";
    rows(db, sql, [client.to_string()], |row| parsed(row, "mark", "mark", Mark::named))
}

/// The clients with a mark.
pub fn marked(db: &Connection, mark: Mark) -> Result<Vec<ClientId>, StoreError> {
    let sql = "SELECT client_id FROM client_marks WHERE mark = ?1 ORDER BY client_id";
    rows(db, sql, [mark.name()], |row| id(row, "client_id"))
}

/// Marks a client, or takes the mark away.
pub fn mark(
    tx: &Transaction<'_>,
    client: ClientId,
    mark: Mark,
    set: bool,
) -> Result<(), StoreError> {
    let sql = match set {
        true => "INSERT OR IGNORE INTO client_marks (client_id, mark) VALUES (?1, ?2)",
        false => "DELETE FROM client_marks WHERE client_id = ?1 AND mark = ?2",
    };
    run(tx, sql, params![client.to_string(), mark.name()])?;
    Ok(())
}

fn hold(row: &Row<'_>) -> Result<Hold, StoreError> {
    Ok(Hold {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        until: date(row, "until_on")?,
        reason: plain(row, "reason")?,
        set_on: date(row, "set_on")?,
        ended_on: date_opt(row, "ended_on")?,
    })
}

/// The holds of a client, the newest first.
pub fn holds(db: &Connection, client: ClientId) -> Result<Vec<Hold>, StoreError> {
    let sql = "SELECT * FROM holds WHERE client_id = ?1 ORDER BY set_on DESC, id DESC";
    rows(db, sql, [client.to_string()], hold)
}

/// A hold by its id.
pub fn show_hold(db: &Connection, id: HoldId) -> Result<Option<Hold>, StoreError> {
    row(db, "SELECT * FROM holds WHERE id = ?1", [id.to_string()], hold)
}

/// Leaves a client alone.
pub fn add_hold(tx: &Transaction<'_>, hold: &Hold) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO holds (id, client_id, until_on, reason, set_on) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            hold.id.to_string(),
            hold.client_id.to_string(),
            hold.until.to_string(),
            hold.reason,
            hold.set_on.to_string()
        ],
    )?;
    Ok(())
}

/// Ends a hold before its time.
pub fn end_hold(tx: &Transaction<'_>, id: HoldId, on: NaiveDate) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE holds SET ended_on = ?2 WHERE id = ?1",
        params![id.to_string(), on.to_string()],
    )?;
    Ok(())
}

fn promise(row: &Row<'_>) -> Result<Promise, StoreError> {
    Ok(Promise {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        amount: money(row, "amount_minor")?,
        promised_for: date(row, "promised_for")?,
        made_on: date(row, "made_on")?,
        words: plain(row, "words")?,
        withdrawn_on: date_opt(row, "withdrawn_on")?,
    })
}

/// The promises of a client, the newest first.
pub fn promises(db: &Connection, client: ClientId) -> Result<Vec<Promise>, StoreError> {
    let sql = "SELECT * FROM promises WHERE client_id = ?1 ORDER BY made_on DESC, id DESC";
    rows(db, sql, [client.to_string()], promise)
}

/// Every promise in a currency that was made by a day and stands at its end.
pub fn promised(
    db: &Connection,
    currency: Currency,
    on: NaiveDate,
) -> Result<Vec<Promise>, StoreError> {
    let sql = "SELECT * FROM promises WHERE currency = ?1 AND made_on <= ?2
        AND (withdrawn_on IS NULL OR withdrawn_on > ?2) ORDER BY promised_for, id";
    rows(db, sql, params![currency.code(), on.to_string()], promise)
}

/// A promise by its id.
pub fn show_promise(db: &Connection, id: PromiseId) -> Result<Option<Promise>, StoreError> {
    row(db, "SELECT * FROM promises WHERE id = ?1", [id.to_string()], promise)
}

/// Keeps a promise.
pub fn add_promise(tx: &Transaction<'_>, promise: &Promise) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO promises (id, client_id, currency, amount_minor, promised_for, made_on, words)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            promise.id.to_string(),
            promise.client_id.to_string(),
            promise.amount.currency().code(),
            promise.amount.minor(),
            promise.promised_for.to_string(),
            promise.made_on.to_string(),
            promise.words
        ],
    )?;
    Ok(())
}

/// Takes a promise out.
pub fn withdraw_promise(
    tx: &Transaction<'_>,
    id: PromiseId,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "UPDATE promises SET withdrawn_on = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), on.to_string()])?;
    Ok(())
}

/// What a client paid between two days, reversed payments not counted.
pub fn received(
    db: &Connection,
    client: ClientId,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Money, StoreError> {
    let sql = "SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE client_id = ?1
        AND currency = ?2 AND received_on BETWEEN ?3 AND ?4
        AND id NOT IN (SELECT payment_id FROM payment_reversals)";
    let values = params![client.to_string(), currency.code(), from.to_string(), to.to_string()];
    amount(number(db, sql, values)?, currency)
}

/// How often money of a client could not be taken, or was sent back.
pub fn failed_payments(db: &Connection, client: ClientId) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM collection_events e JOIN collections k
        ON k.id = e.collection_id JOIN invoices i ON i.id = k.invoice_id
        WHERE i.client_id = ?1 AND e.state IN ('declined', 'returned')";
    Ok(u32::try_from(number(db, sql, [client.to_string()])?).unwrap_or(u32::MAX))
}

/// The invoices of which money is on its way, or will be collected from a method on file.
pub fn in_flight(db: &Connection) -> Result<HashSet<InvoiceId>, StoreError> {
    let sql = "SELECT invoice_id FROM collections WHERE state IN
        ('planned', 'notified', 'sending', 'unknown', 'held', 'processing') AND stopped = ''";
    Ok(rows(db, sql, [], |row| id(row, "invoice_id"))?.into_iter().collect())
}
