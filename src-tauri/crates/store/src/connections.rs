//! Connections to processors, what a client permitted there, and calls that left the computer.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AuthorizationId, ClientId, ConnectionId, InstrumentId, RevisionId};
use domain::money::Currency;
use domain::named::Named;
use domain::ports::Call;
use domain::processor::{Brand, Instrument, Scheme};
use rusqlite::{Connection as Db, Row, Transaction, params};

use crate::StoreError;
use crate::read::{
    at, at_opt, currency, date_opt, id, id_opt, instant_text, parsed, plain, row, rows, run,
};

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

fn schemes(row: &Row<'_>) -> Result<Vec<Scheme>, StoreError> {
    let text: String = plain(row, "schemes")?;
    let corrupt = || StoreError::Corrupt { what: "list of schemes", value: text.clone() };
    let names: Vec<String> = serde_json::from_str(&text).map_err(|_| corrupt())?;
    names.iter().map(|name| Scheme::named(name).ok_or_else(corrupt)).collect()
}

fn schemes_text(schemes: &[Scheme]) -> String {
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
    } = &new.settings;
    run(
        tx,
        "INSERT INTO connections (id, brand, live, account, name, schemes, connected_at, leads_to,
            collects, most_late_days, notice_days, attempts, within_days, paydays, cursor, trouble,
            trial) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, '', '',
            ?15)",
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
            notice_days = ?5, attempts = ?6, within_days = ?7, paydays = ?8 WHERE id = ?1",
        params![
            id.to_string(),
            new.leads_to,
            new.collects,
            new.most_late_days,
            new.notice_days,
            new.attempts,
            new.within_days,
            new.paydays
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

/// Where what a client was asked stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its page is to be made.
    Planned,
    /// The client has its page.
    Waiting,
    /// The client agreed, and their bank account is to be verified.
    Verifying,
    /// The method can be charged.
    Permitted,
    /// The method was refused; a new page can be made.
    Refused,
    /// Its page ended; a new one can be made.
    Ended,
    /// The practice took it back.
    Withdrawn,
}

impl Named for Standing {
    const NAMES: &'static [(&'static str, Standing)] = &[
        ("planned", Standing::Planned),
        ("waiting", Standing::Waiting),
        ("verifying", Standing::Verifying),
        ("permitted", Standing::Permitted),
        ("refused", Standing::Refused),
        ("ended", Standing::Ended),
        ("withdrawn", Standing::Withdrawn),
    ];
}

/// What a client was asked to permit.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// The request.
    pub id: AuthorizationId,
    /// At which processor.
    pub connection: ConnectionId,
    /// The client.
    pub client: ClientId,
    /// The letter it goes with.
    pub revision: Option<RevisionId>,
    /// SHA-256 of the letter; may be empty.
    pub letter: String,
    /// What the client agrees to.
    pub terms: String,
    /// How money may be taken.
    pub schemes: Vec<Scheme>,
    /// In which currency.
    pub currency: Currency,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Where it stands.
    pub standing: Standing,
    /// How many pages there were.
    pub link: u32,
    /// The processor's name of the page.
    pub page: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it ends.
    pub page_ends_at: Option<DateTime<Utc>>,
    /// Where the client verifies their bank account; may be empty.
    pub verify_url: String,
    /// Why it was refused; may be empty.
    pub words: String,
    /// What the processor said, as a document.
    pub evidence: Option<String>,
    /// When the client agreed.
    pub answered_at: Option<DateTime<Utc>>,
}

fn authorization(row: &Row<'_>) -> Result<Authorization, StoreError> {
    Ok(Authorization {
        id: id(row, "id")?,
        connection: id(row, "connection_id")?,
        client: id(row, "client_id")?,
        revision: id_opt(row, "revision_id")?,
        letter: plain(row, "letter")?,
        terms: plain(row, "terms")?,
        schemes: schemes(row)?,
        currency: currency(row, "currency")?,
        asked_at: at(row, "asked_at")?,
        standing: parsed(row, "state", "state of a permission", Standing::named)?,
        link: plain(row, "link")?,
        page: plain(row, "page")?,
        url: plain(row, "url")?,
        page_ends_at: at_opt(row, "page_ends_at")?,
        verify_url: plain(row, "verify_url")?,
        words: plain(row, "words")?,
        evidence: plain(row, "evidence")?,
        answered_at: at_opt(row, "answered_at")?,
    })
}

/// Writes down what a client is asked.
pub fn ask(tx: &Transaction<'_>, new: &Authorization) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO authorizations (id, connection_id, client_id, revision_id, letter, terms,
            schemes, currency, asked_at, state, link)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'planned', 1)",
        params![
            new.id.to_string(),
            new.connection.to_string(),
            new.client.to_string(),
            new.revision.map(|id| id.to_string()),
            new.letter,
            new.terms,
            schemes_text(&new.schemes),
            new.currency.code(),
            instant_text(new.asked_at)
        ],
    )?;
    Ok(())
}

/// Writes where a permission stands now; terms and letter stay as they are.
pub fn update(tx: &Transaction<'_>, now: &Authorization) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE authorizations SET state = ?2, link = ?3, page = ?4, url = ?5, page_ends_at = ?6,
            verify_url = ?7, words = ?8, evidence = ?9, answered_at = ?10, stale = 0
            WHERE id = ?1",
        params![
            now.id.to_string(),
            now.standing.name(),
            now.link,
            now.page,
            now.url,
            now.page_ends_at.map(instant_text),
            now.verify_url,
            now.words,
            now.evidence,
            now.answered_at.map(instant_text)
        ],
    )?;
    Ok(())
}

/// Marks a permission whose page is to be read or ended.
pub fn look_at(tx: &Transaction<'_>, id: AuthorizationId) -> Result<(), StoreError> {
    run(tx, "UPDATE authorizations SET stale = 1 WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// A permission by its id.
pub fn authorization_by_id(
    db: &Db,
    id: AuthorizationId,
) -> Result<Option<Authorization>, StoreError> {
    row(db, "SELECT * FROM authorizations WHERE id = ?1", [id.to_string()], authorization)
}

/// What a client was asked, the newest first; of every client where none is named.
pub fn authorizations(db: &Db, client: Option<ClientId>) -> Result<Vec<Authorization>, StoreError> {
    let sql = "SELECT * FROM authorizations WHERE ?1 IS NULL OR client_id = ?1 ORDER BY id DESC";
    rows(db, sql, [client.map(|id| id.to_string())], authorization)
}

/// The next permission of a connection that has something to be done at the processor: a page to be
/// made, to be read because it changed, or to be ended.
pub fn next_authorization(
    db: &Db,
    connection: ConnectionId,
) -> Result<Option<Authorization>, StoreError> {
    let sql = "SELECT * FROM authorizations WHERE connection_id = ?1 AND (state = 'planned'
        OR stale = 1 AND state IN ('waiting', 'verifying')
        OR stale = 1 AND state = 'withdrawn' AND page IS NOT NULL) ORDER BY id LIMIT 1";
    row(db, sql, [connection.to_string()], authorization)
}

/// A card or bank account that may be charged.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The instrument.
    pub id: InstrumentId,
    /// At which processor.
    pub connection: ConnectionId,
    /// Whose.
    pub client: ClientId,
    /// The permission.
    pub authorization: AuthorizationId,
    /// What the processor says of it.
    pub instrument: Instrument,
    /// Since when it may be charged.
    pub permitted_at: DateTime<Utc>,
    /// Until when.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why not any more; may be empty.
    pub ended_why: String,
}

fn kept(row: &Row<'_>) -> Result<Kept, StoreError> {
    let ended_why: String = plain(row, "ended_why")?;
    let ended_at = at_opt(row, "ended_at")?;
    Ok(Kept {
        id: id(row, "id")?,
        connection: id(row, "connection_id")?,
        client: id(row, "client_id")?,
        authorization: id(row, "authorization_id")?,
        instrument: Instrument {
            reference: plain(row, "reference")?,
            payer: plain(row, "payer")?,
            scheme: parsed(row, "scheme", "scheme", Scheme::named)?,
            label: plain(row, "label")?,
            last4: plain(row, "last4")?,
            ends_on: date_opt(row, "ends_on")?,
            mandate: plain(row, "mandate")?,
            blocked: ended_at.map(|_| ended_why.clone()),
        },
        permitted_at: at(row, "permitted_at")?,
        ended_at,
        ended_why,
    })
}

/// Keeps an instrument; one the client had before ends with it.
pub fn keep(tx: &Transaction<'_>, new: &Kept) -> Result<(), StoreError> {
    let ended = "UPDATE instruments SET ended_at = ?2, ended_why = 'replaced by another'
        WHERE client_id = ?1 AND ended_at IS NULL";
    run(tx, ended, params![new.client.to_string(), instant_text(new.permitted_at)])?;
    run(
        tx,
        "INSERT INTO instruments (id, connection_id, client_id, authorization_id, reference, payer,
            scheme, label, last4, ends_on, mandate, permitted_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            new.id.to_string(),
            new.connection.to_string(),
            new.client.to_string(),
            new.authorization.to_string(),
            new.instrument.reference,
            new.instrument.payer,
            new.instrument.scheme.name(),
            new.instrument.label,
            new.instrument.last4,
            new.instrument.ends_on.map(|day: NaiveDate| day.to_string()),
            new.instrument.mandate,
            instant_text(new.permitted_at)
        ],
    )?;
    Ok(())
}

/// Ends an instrument: it is never charged again.
pub fn end(
    tx: &Transaction<'_>,
    id: InstrumentId,
    why: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE instruments SET ended_at = ?2, ended_why = ?3
        WHERE id = ?1 AND ended_at IS NULL";
    run(tx, sql, params![id.to_string(), instant_text(at), why])?;
    Ok(())
}

/// An instrument by its id.
pub fn instrument(db: &Db, id: InstrumentId) -> Result<Option<Kept>, StoreError> {
    row(db, "SELECT * FROM instruments WHERE id = ?1", [id.to_string()], kept)
}

/// The instrument that is charged for a client.
pub fn in_use(db: &Db, client: ClientId) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT * FROM instruments WHERE client_id = ?1 AND ended_at IS NULL";
    row(db, sql, [client.to_string()], kept)
}

/// Instruments, the newest first; of every client where none is named.
pub fn instruments(db: &Db, client: Option<ClientId>) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT * FROM instruments WHERE ?1 IS NULL OR client_id = ?1 ORDER BY id DESC";
    rows(db, sql, [client.map(|id| id.to_string())], kept)
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
    run(
        tx,
        "UPDATE collections SET stale = 1 WHERE reference = ?2 AND instrument_id IN
            (SELECT id FROM instruments WHERE connection_id = ?1)",
        of,
    )?;
    run(
        tx,
        "UPDATE refunds SET stale = 1 WHERE reference = ?2 AND collection_id IN
            (SELECT c.id FROM collections c JOIN instruments i ON i.id = c.instrument_id
                WHERE i.connection_id = ?1)",
        of,
    )?;
    Ok(())
}

/// Marks everything that is not over, to be read anew.
pub fn all_changed(tx: &Transaction<'_>, connection: ConnectionId) -> Result<(), StoreError> {
    let of = [connection.to_string()];
    let pages = "UPDATE authorizations SET stale = 1 WHERE connection_id = ?1
        AND state IN ('waiting', 'verifying')";
    run(tx, pages, of.clone())?;
    run(
        tx,
        "UPDATE collections SET stale = 1 WHERE reference IS NOT NULL
            AND state NOT IN ('retracted', 'refunded') AND instrument_id IN
            (SELECT id FROM instruments WHERE connection_id = ?1)",
        of.clone(),
    )?;
    run(
        tx,
        "UPDATE refunds SET stale = 1 WHERE state = 'processing' AND collection_id IN
            (SELECT c.id FROM collections c JOIN instruments i ON i.id = c.instrument_id
                WHERE i.connection_id = ?1)",
        of,
    )?;
    Ok(())
}
