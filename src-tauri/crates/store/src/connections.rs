//! Connections to processors, and calls that left the computer.

use chrono::{DateTime, Utc};
use domain::ids::ConnectionId;
use domain::named::Named;
use domain::ports::Call;
use domain::processor::{Brand, Scheme};
use rusqlite::{Connection as Db, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, at_opt, id, instant_text, parsed, plain, row, rows, run};

/// How an account at a processor is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where a client's page leads when it is done: an https address.
    pub leads_to: String,
    /// Whether charges are made by themselves on their day.
    pub collects: bool,
    /// A charge later than this waits for the user.
    pub most_late_days: u32,
    /// Days of notice where the letter and the law want none.
    pub notice_days: u32,
    /// Attempts in all.
    pub attempts: u32,
    /// From the first to the last attempt.
    pub within_days: u32,
    /// Whether attempts wait for paydays.
    pub paydays: bool,
    /// Whether charges are handed over ahead and held there.
    pub holds: bool,
}

/// An account at a processor.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The connection.
    pub id: ConnectionId,
    /// The processor.
    pub brand: Brand,
    /// Whether real money moves.
    pub live: bool,
    /// The processor's name of the account.
    pub account: String,
    /// The name clients see.
    pub name: String,
    /// How it can take money.
    pub schemes: Vec<Scheme>,
    /// Since when.
    pub connected_at: DateTime<Utc>,
    /// Until when.
    pub disconnected_at: Option<DateTime<Utc>>,
    /// How it is used.
    pub settings: Settings,
    /// Where the next look for changes begins.
    pub cursor: String,
    /// When it was looked at last.
    pub polled_at: Option<DateTime<Utc>>,
    /// When its payouts were looked at last.
    pub payouts_at: Option<DateTime<Utc>>,
    /// Why the last look did not end well; may be empty.
    pub trouble: String,
    /// The state of the built-in processor, as JSON.
    pub trial: Option<String>,
}

pub(crate) fn schemes(row: &Row<'_>) -> Result<Vec<Scheme>, StoreError> {
    let text: String = plain(row, "schemes")?;
    let corrupt = || StoreError::Corrupt { what: "list of schemes", value: text.clone() };
    let names: Vec<String> = serde_json::from_str(&text).map_err(|_| corrupt())?;
    names.iter().map(|name| Scheme::named(name).ok_or_else(corrupt)).collect()
}

pub(crate) fn schemes_text(schemes: &[Scheme]) -> String {
    let names: Vec<String> = schemes.iter().map(|s| format!("\"{}\"", s.name())).collect();
    format!("[{}]", names.join(","))
}

fn connection(row: &Row<'_>) -> Result<Connection, StoreError> {
    Ok(Connection {
        id: id(row, "id")?,
        brand: parsed(row, "brand", "processor", Brand::named)?,
        live: plain(row, "live")?,
        account: plain(row, "account")?,
        name: plain(row, "name")?,
        schemes: schemes(row)?,
        connected_at: at(row, "connected_at")?,
        disconnected_at: at_opt(row, "disconnected_at")?,
        settings: Settings {
            leads_to: plain(row, "leads_to")?,
            collects: plain(row, "collects")?,
            most_late_days: plain(row, "most_late_days")?,
            notice_days: plain(row, "notice_days")?,
            attempts: plain(row, "attempts")?,
            within_days: plain(row, "within_days")?,
            paydays: plain(row, "paydays")?,
            holds: plain(row, "holds")?,
        },
        cursor: plain(row, "cursor")?,
        polled_at: at_opt(row, "polled_at")?,
        payouts_at: at_opt(row, "payouts_at")?,
        trouble: plain(row, "trouble")?,
        trial: plain(row, "trial")?,
    })
}

/// Every connection, the newest first.
pub fn list(db: &Db) -> Result<Vec<Connection>, StoreError> {
    rows(db, "SELECT * FROM connections ORDER BY id DESC", [], connection)
}

/// A connection by its id.
pub fn show(db: &Db, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
    row(db, "SELECT * FROM connections WHERE id = ?1", [id.to_string()], connection)
}

/// Adds a connection.
pub fn add(tx: &Transaction<'_>, new: &Connection) -> Result<(), StoreError> {
    let Settings {
        leads_to,
        collects,
        most_late_days,
        notice_days,
        attempts,
        within_days,
        paydays,
        holds,
    } = &new.settings;
    run(
        tx,
        "INSERT INTO connections (id, brand, live, account, name, schemes, connected_at, leads_to,
            collects, most_late_days, notice_days, attempts, within_days, paydays, holds, cursor,
            trouble, trial) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
            ?15, '', '', ?16)",
        params![
            new.id.to_string(),
            new.brand.name(),
            new.live,
            new.account,
            new.name,
            schemes_text(&new.schemes),
            instant_text(new.connected_at),
            leads_to,
            collects,
            most_late_days,
            notice_days,
            attempts,
            within_days,
            paydays,
            holds,
            new.trial
        ],
    )?;
    Ok(())
}

/// Changes how a connection is used.
pub fn save(tx: &Transaction<'_>, id: ConnectionId, new: &Settings) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE connections SET leads_to = ?2, collects = ?3, most_late_days = ?4,
            notice_days = ?5, attempts = ?6, within_days = ?7, paydays = ?8, holds = ?9
            WHERE id = ?1",
        params![
            id.to_string(),
            new.leads_to,
            new.collects,
            new.most_late_days,
            new.notice_days,
            new.attempts,
            new.within_days,
            new.paydays,
            new.holds
        ],
    )?;
    Ok(())
}

/// Ends a connection, or begins it again.
pub fn disconnect(
    tx: &Transaction<'_>,
    id: ConnectionId,
    at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connections SET disconnected_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), at.map(instant_text)])?;
    Ok(())
}

/// Notes a look for changes that went well, and where the next begins.
pub fn polled(
    tx: &Transaction<'_>,
    id: ConnectionId,
    cursor: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connections SET cursor = ?2, trouble = '', polled_at = ?3 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), cursor, instant_text(at)])?;
    Ok(())
}

/// Notes why a call did not end well.
pub fn troubled(tx: &Transaction<'_>, id: ConnectionId, words: &str) -> Result<(), StoreError> {
    run(tx, "UPDATE connections SET trouble = ?2 WHERE id = ?1", params![id.to_string(), words])?;
    Ok(())
}

/// Notes a look for payouts.
pub fn payouts_read(
    tx: &Transaction<'_>,
    id: ConnectionId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE connections SET payouts_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    Ok(())
}

/// Keeps the state of the built-in processor.
pub fn keep_trial(tx: &Transaction<'_>, id: ConnectionId, state: &str) -> Result<(), StoreError> {
    run(tx, "UPDATE connections SET trial = ?2 WHERE id = ?1", params![id.to_string(), state])?;
    Ok(())
}

/// Notes a call that left this computer.
pub fn called(tx: &Transaction<'_>, call: &Call) -> Result<(), StoreError> {
    let whole = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    run(
        tx,
        "INSERT INTO calls (at, host, purpose, result, sent, received, trace)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            instant_text(call.at),
            call.host,
            call.purpose,
            call.result,
            whole(call.sent),
            whole(call.received),
            call.trace
        ],
    )?;
    Ok(())
}

/// The newest calls.
pub fn calls(db: &Db, limit: u32) -> Result<Vec<Call>, StoreError> {
    let count = |row: &Row<'_>, column: &str| -> Result<u64, StoreError> {
        let bytes: i64 = plain(row, column)?;
        Ok(u64::try_from(bytes).unwrap_or_default())
    };
    let call = |row: &Row<'_>| {
        Ok(Call {
            at: at(row, "at")?,
            host: plain(row, "host")?,
            purpose: plain(row, "purpose")?,
            result: plain(row, "result")?,
            sent: count(row, "sent")?,
            received: count(row, "received")?,
            trace: plain(row, "trace")?,
        })
    };
    rows(db, "SELECT * FROM calls ORDER BY id DESC LIMIT ?1", [limit], call)
}

/// Marks what a processor says has changed, to be read anew; unknown names are fine.
pub fn changed(
    tx: &Transaction<'_>,
    connection: ConnectionId,
    reference: &str,
) -> Result<(), StoreError> {
    let of = params![connection.to_string(), reference];
    run(tx, "UPDATE authorizations SET stale = 1 WHERE connection_id = ?1 AND page = ?2", of)?;
    run(tx, "UPDATE pay_pages SET stale = 1 WHERE connection_id = ?1 AND page = ?2", of)?;
    run(tx, "UPDATE collections SET stale = 1 WHERE reference = ?2 AND connection_id = ?1", of)?;
    run(
        tx,
        "UPDATE refunds SET stale = 1 WHERE reference = ?2 AND collection_id IN
            (SELECT id FROM collections WHERE connection_id = ?1)",
        of,
    )?;
    Ok(())
}

/// Marks everything that is not over, to be read anew. What settled and was begun before `since` is
/// over.
pub fn all_changed(
    tx: &Transaction<'_>,
    connection: ConnectionId,
    since: DateTime<Utc>,
) -> Result<(), StoreError> {
    let of = [connection.to_string()];
    let pages = "UPDATE authorizations SET stale = 1 WHERE connection_id = ?1
        AND state IN ('waiting', 'verifying')";
    run(tx, pages, of.clone())?;
    let to_pay_on = "UPDATE pay_pages SET stale = 1 WHERE connection_id = ?1 AND state = 'open'";
    run(tx, to_pay_on, of.clone())?;
    run(
        tx,
        "UPDATE collections SET stale = 1 WHERE reference IS NOT NULL
            AND state NOT IN ('retracted', 'refunded', 'returned')
            AND (state <> 'settled' OR begun_at >= ?2) AND connection_id = ?1",
        params![connection.to_string(), instant_text(since)],
    )?;
    run(
        tx,
        "UPDATE refunds SET stale = 1 WHERE state = 'processing' AND collection_id IN
            (SELECT id FROM collections WHERE connection_id = ?1)",
        of,
    )?;
    Ok(())
}
