//! Pages on which clients pay one invoice.

use chrono::{DateTime, Utc};
use domain::ids::{AuthorizationId, CollectionId, ConnectionId, InvoiceId};
use domain::money::Money;
use domain::named::Named;
use rusqlite::{Connection as Db, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, at_opt, id, id_opt, instant_text, money, parsed, plain, row, rows, run};

/// Where a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be made.
    Planned,
    /// It can be paid on.
    Open,
    /// It is to be ended.
    Closing,
    /// It was ended, and is to be looked at once more.
    Closed,
    /// It ended unpaid.
    Ended,
    /// It was paid on.
    Paid,
}

impl Named for State {
    const NAMES: &'static [(&'static str, State)] = &[
        ("planned", State::Planned),
        ("open", State::Open),
        ("closing", State::Closing),
        ("closed", State::Closed),
        ("ended", State::Ended),
        ("paid", State::Paid),
    ];
}

/// A page on which anybody pays one invoice.
#[derive(Clone, Debug)]
pub struct PayPage {
    /// The obligation: what pays it becomes the collection of this id.
    pub id: CollectionId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// At which account.
    pub connection: ConnectionId,
    /// How much.
    pub amount: Money,
    /// What is asked with it, where the method is kept that pays.
    pub authorization: Option<AuthorizationId>,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// The processor's name of it; nothing before it is made.
    pub page: Option<String>,
    /// Its address; may be empty.
    pub url: String,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// What was last said of it; may be empty.
    pub words: String,
}

fn pay_page(row: &Row<'_>) -> Result<PayPage, StoreError> {
    Ok(PayPage {
        id: id(row, "id")?,
        invoice: id(row, "invoice_id")?,
        connection: id(row, "connection_id")?,
        amount: money(row, "amount_minor")?,
        authorization: id_opt(row, "authorization_id")?,
        state: parsed(row, "state", "state of a page to pay on", State::named)?,
        asked_at: at(row, "asked_at")?,
        page: plain(row, "page")?,
        url: plain(row, "url")?,
        ends_at: at_opt(row, "ends_at")?,
        words: plain(row, "words")?,
    })
}

/// Plans a page.
pub fn add(tx: &Transaction<'_>, new: &PayPage) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO pay_pages (id, invoice_id, connection_id, currency, amount_minor,
            authorization_id, state, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'planned', ?7)",
        params![
            new.id.to_string(),
            new.invoice.to_string(),
            new.connection.to_string(),
            new.amount.currency().code(),
            new.amount.minor(),
            new.authorization.map(|id| id.to_string()),
            instant_text(new.asked_at)
        ],
    )?;
    Ok(())
}

/// Writes where a page stands now.
pub fn update(tx: &Transaction<'_>, now: &PayPage) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE pay_pages SET state = ?2, page = ?3, url = ?4, ends_at = ?5, words = ?6, stale = 0
            WHERE id = ?1",
        params![
            now.id.to_string(),
            now.state.name(),
            now.page,
            now.url,
            now.ends_at.map(instant_text),
            now.words
        ],
    )?;
    Ok(())
}

/// A page by its id.
pub fn show(db: &Db, id: CollectionId) -> Result<Option<PayPage>, StoreError> {
    row(db, "SELECT * FROM pay_pages WHERE id = ?1", [id.to_string()], pay_page)
}

/// The newest page of an invoice.
pub fn of_invoice(db: &Db, invoice: InvoiceId) -> Result<Option<PayPage>, StoreError> {
    let sql = "SELECT * FROM pay_pages WHERE invoice_id = ?1 ORDER BY id DESC LIMIT 1";
    row(db, sql, [invoice.to_string()], pay_page)
}

/// The page of an invoice that is or may be paid on.
pub fn live_of(db: &Db, invoice: InvoiceId) -> Result<Option<PayPage>, StoreError> {
    let sql = "SELECT * FROM pay_pages WHERE invoice_id = ?1
        AND state IN ('planned', 'open', 'closing', 'closed')";
    row(db, sql, [invoice.to_string()], pay_page)
}

/// Pages whose invoice has another sum open by now, or is taken in another way.
pub fn unwanted(db: &Db) -> Result<Vec<PayPage>, StoreError> {
    let sql = format!(
        "SELECT p.* FROM pay_pages p JOIN balances b ON b.invoice_id = p.invoice_id
            WHERE p.state IN ('planned', 'open')
            AND (b.open_minor <> p.amount_minor OR {TAKEN_OTHERWISE}) ORDER BY p.id"
    );
    rows(db, &sql, [], pay_page)
}

/// Whether an invoice is or will be taken from a method on file.
const TAKEN_OTHERWISE: &str = "EXISTS (SELECT 1 FROM collections k
        WHERE k.invoice_id = b.invoice_id AND k.stopped = ''
        AND k.state NOT IN ('returned', 'refunded', 'retracted'))
    OR (NOT EXISTS (SELECT 1 FROM collections k WHERE k.invoice_id = b.invoice_id)
        AND EXISTS (SELECT 1 FROM instruments i JOIN connections c ON c.id = i.connection_id
            AND c.disconnected_at IS NULL AND c.collects = 1
            WHERE i.client_id = b.client_id AND i.ended_at IS NULL))";

/// Invoices issued since an account was connected that nobody can pay on a page yet, and what is
/// open on each. One whose page ended unpaid is left to the user.
pub fn lacking(db: &Db, connection: ConnectionId) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let sql = format!(
        "SELECT b.invoice_id, b.open_minor, b.currency FROM balances b
            JOIN invoices v ON v.id = b.invoice_id AND v.import_id IS NULL
            JOIN connections a ON a.id = ?1 AND v.issued_on >= substr(a.connected_at, 1, 10)
            WHERE b.open_minor > 0 AND NOT EXISTS (SELECT 1 FROM pay_pages p
                WHERE p.invoice_id = b.invoice_id
                AND (p.state IN ('planned', 'open', 'closing', 'closed')
                    OR p.amount_minor = b.open_minor))
            AND NOT ({TAKEN_OTHERWISE}) ORDER BY b.invoice_id"
    );
    let read = |row: &Row<'_>| Ok((id(row, "invoice_id")?, money(row, "open_minor")?));
    rows(db, &sql, [connection.to_string()], read)
}

/// The next page of a connection to be made, ended or looked at.
pub fn next(db: &Db, connection: ConnectionId) -> Result<Option<PayPage>, StoreError> {
    let sql = "SELECT * FROM pay_pages WHERE connection_id = ?1
            AND (state IN ('planned', 'closing', 'closed') OR state = 'open' AND stale = 1)
            ORDER BY state NOT IN ('closing', 'closed'), id LIMIT 1";
    row(db, sql, [connection.to_string()], pay_page)
}

/// Marks what is still to be read of pages that were paid on: whether a method was kept may show
/// later than the money.
pub fn look_for_methods(tx: &Transaction<'_>, connection: ConnectionId) -> Result<(), StoreError> {
    let sql = "UPDATE authorizations SET stale = 1 WHERE connection_id = ?1 AND state = 'waiting'
        AND id IN (SELECT authorization_id FROM pay_pages WHERE state = 'paid')";
    run(tx, sql, [connection.to_string()])?;
    Ok(())
}
