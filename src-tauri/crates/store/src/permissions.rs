//! What clients were asked to permit, and the methods that may be charged.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AuthorizationId, ClientId, ConnectionId, InstrumentId, RevisionId};
use domain::money::Currency;
use domain::named::Named;
use domain::processor::{Instrument, Scheme};
use rusqlite::{Connection as Db, Row, Transaction, params};

use crate::StoreError;
use crate::connections::{schemes, schemes_text};
use crate::read::{
    at, at_opt, currency, date_opt, id, id_opt, instant_text, number, parsed, plain, row, rows, run,
};

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

/// How a client came to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The user asked.
    ByHand,
    /// It went with a letter.
    WithLetter,
    /// Their method cannot be charged any more, or soon.
    Another,
    /// It is asked on the page on which they pay a bill.
    WithBill,
}

impl Named for Occasion {
    const NAMES: &'static [(&'static str, Occasion)] = &[
        ("by_hand", Occasion::ByHand),
        ("with_letter", Occasion::WithLetter),
        ("another", Occasion::Another),
        ("with_bill", Occasion::WithBill),
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
    /// How it came to be asked.
    pub occasion: Occasion,
    /// The method that another is to take the place of.
    pub instead_of: Option<InstrumentId>,
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
        occasion: parsed(row, "occasion", "occasion of a permission", Occasion::named)?,
        instead_of: id_opt(row, "instead_of")?,
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
            schemes, currency, asked_at, occasion, instead_of, state, link)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'planned', 1)",
        params![
            new.id.to_string(),
            new.connection.to_string(),
            new.client.to_string(),
            new.revision.map(|id| id.to_string()),
            new.letter,
            new.terms,
            schemes_text(&new.schemes),
            new.currency.code(),
            instant_text(new.asked_at),
            new.occasion.name(),
            new.instead_of.map(|id| id.to_string())
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

/// What was asked with a revision last.
pub fn of_revision(db: &Db, revision: RevisionId) -> Result<Option<Authorization>, StoreError> {
    let sql = "SELECT * FROM authorizations WHERE revision_id = ?1 AND occasion = 'with_letter'
        ORDER BY id DESC LIMIT 1";
    row(db, sql, [revision.to_string()], authorization)
}

/// What clients were asked and have neither given nor been let off, the newest first.
pub fn open(db: &Db) -> Result<Vec<Authorization>, StoreError> {
    let sql = "SELECT * FROM authorizations WHERE state NOT IN ('permitted', 'withdrawn')
        ORDER BY id DESC";
    rows(db, sql, [], authorization)
}

/// The next permission of a connection that has something to be done at the processor: a page to be
/// made, to be read because it changed, or to be ended.
pub fn next_authorization(
    db: &Db,
    connection: ConnectionId,
) -> Result<Option<Authorization>, StoreError> {
    let sql = "SELECT * FROM authorizations WHERE connection_id = ?1
        AND (state = 'planned' AND occasion <> 'with_bill'
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
            credit: plain(row, "credit")?,
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
            scheme, label, last4, ends_on, mandate, permitted_at, credit)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            instant_text(new.permitted_at),
            new.instrument.credit
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

/// Cards in use that end on or before a day and in whose place no other was asked for yet.
pub fn ending(db: &Db, until: NaiveDate) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT * FROM instruments WHERE ended_at IS NULL AND ends_on <= ?1
        AND id NOT IN (SELECT instead_of FROM authorizations WHERE instead_of IS NOT NULL)
        ORDER BY ends_on, id";
    rows(db, sql, [until.to_string()], kept)
}

/// Whether another method was asked for in the place of one.
pub fn is_asked_instead(db: &Db, of: InstrumentId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM authorizations WHERE instead_of = ?1)";
    Ok(number(db, sql, [of.to_string()])? == 1)
}

/// Instruments, the newest first; of every client where none is named.
pub fn instruments(db: &Db, client: Option<ClientId>) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT * FROM instruments WHERE ?1 IS NULL OR client_id = ?1 ORDER BY id DESC";
    rows(db, sql, [client.map(|id| id.to_string())], kept)
}
