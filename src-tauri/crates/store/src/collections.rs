//! Collections with their steps, refunds, disputes and payouts.

mod wanted;

use chrono::{DateTime, NaiveDate, Utc};
use domain::collection::State;
use domain::ids::{
    CollectionId, ConnectionId, InstrumentId, InvoiceId, PaymentId, PlanId, RefundId,
};
use domain::money::{Money, MoneyError};
use domain::named::Named;
use domain::processor::{Dispute, DisputeState, Reason, Refusal};
use rusqlite::{Connection, Row, Transaction, params};

pub use wanted::{ToCollect, to_collect};

use crate::StoreError;
use crate::read::{
    at, at_opt, date, date_opt, id, id_opt, instant_text, money, parsed, plain, row, rows, run,
};

/// What is to become of a charge that a processor holds and that is not wanted any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recall {
    /// It is taken back.
    Back,
    /// It is taken back, and what is open then is planned anew.
    Anew,
}

impl Named for Recall {
    const NAMES: &'static [(&'static str, Recall)] =
        &[("back", Recall::Back), ("anew", Recall::Anew)];
}

fn recall(row: &Row<'_>) -> Result<Option<Recall>, StoreError> {
    let text: Option<String> = plain(row, "recall")?;
    let corrupt = |value: String| StoreError::Corrupt { what: "recall of a collection", value };
    text.map(|text| Recall::named(&text).ok_or_else(|| corrupt(text))).transpose()
}

/// The taking of an invoice's money.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The collection.
    pub id: CollectionId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The instalment of a plan, counted from 1; nothing where it is all that is open.
    pub instalment: Option<(PlanId, u32)>,
    /// At which account.
    pub connection: ConnectionId,
    /// From what; nothing where the client paid on a page by themselves.
    pub instrument: Option<InstrumentId>,
    /// How much.
    pub amount: Money,
    /// What of it is on top of what is owed, because it is taken from a credit card.
    pub card_cost: Money,
    /// The day on which it is meant to be taken.
    pub collect_on: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// When the client was told.
    pub notified_on: Option<NaiveDate>,
    /// How many attempts were begun.
    pub attempt: u32,
    /// When the first was begun.
    pub begun_at: Option<DateTime<Utc>>,
    /// The day for which the processor was asked to hold it; nothing where it is taken at once.
    pub held_for: Option<NaiveDate>,
    /// What is to become of it, where it is held and not wanted any more.
    pub recall: Option<Recall>,
    /// The processor's name of the charge.
    pub reference: Option<String>,
    /// The payment that it became.
    pub payment: Option<PaymentId>,
    /// What the processor keeps, as far as it was posted.
    pub fee: Money,
    /// What somebody has to do before it goes on; may be empty.
    pub stopped: String,
    /// What was last said of it; may be empty.
    pub words: String,
}

impl Collection {
    /// What of it pays what is owed.
    pub fn owed(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.card_cost)
    }
}

fn instalment(row: &Row<'_>) -> Result<Option<(PlanId, u32)>, StoreError> {
    let number: Option<u32> = plain(row, "instalment")?;
    Ok(id_opt(row, "plan_id")?.zip(number))
}

fn collection(row: &Row<'_>) -> Result<Collection, StoreError> {
    Ok(Collection {
        id: id(row, "id")?,
        invoice: id(row, "invoice_id")?,
        instalment: instalment(row)?,
        connection: id(row, "connection_id")?,
        instrument: id_opt(row, "instrument_id")?,
        amount: money(row, "amount_minor")?,
        card_cost: money(row, "card_cost_minor")?,
        collect_on: date(row, "collect_on")?,
        state: parsed(row, "state", "state of a collection", State::named)?,
        notified_on: date_opt(row, "notified_on")?,
        attempt: plain(row, "attempt")?,
        begun_at: at_opt(row, "begun_at")?,
        held_for: date_opt(row, "held_for")?,
        recall: recall(row)?,
        reference: plain(row, "reference")?,
        payment: id_opt(row, "payment_id")?,
        fee: money(row, "fee_minor")?,
        stopped: plain(row, "stopped")?,
        words: plain(row, "words")?,
    })
}

/// A step of a collection.
#[derive(Clone, Debug)]
pub struct Step {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// The day it happened.
    pub on: NaiveDate,
    /// Where the collection stood after it.
    pub state: State,
    /// In which attempt.
    pub attempt: u32,
    /// Why it was refused, where it was.
    pub reason: Option<Reason>,
    /// What the processor calls that; may be empty.
    pub code: String,
    /// In words.
    pub words: String,
    /// To ask the processor's support by; may be empty.
    pub trace: String,
}

fn step(row: &Row<'_>) -> Result<Step, StoreError> {
    let reason: String = plain(row, "reason")?;
    Ok(Step {
        at: at(row, "at")?,
        on: date(row, "happened_on")?,
        state: parsed(row, "state", "state of a collection", State::named)?,
        attempt: plain(row, "attempt")?,
        reason: Reason::named(&reason),
        code: plain(row, "code")?,
        words: plain(row, "words")?,
        trace: plain(row, "trace")?,
    })
}

/// Writes down a collection that is planned, or found where a client paid on a page.
pub fn add(tx: &Transaction<'_>, new: &Collection) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO collections (id, invoice_id, instrument_id, currency, amount_minor,
            collect_on, connection_id, state, attempt, begun_at, reference, plan_id, instalment,
            card_cost_minor)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.id.to_string(),
            new.invoice.to_string(),
            new.instrument.map(|id| id.to_string()),
            new.amount.currency().code(),
            new.amount.minor(),
            new.collect_on.to_string(),
            new.connection.to_string(),
            new.state.name(),
            new.attempt,
            new.begun_at.map(instant_text),
            new.reference,
            new.instalment.map(|(plan, _)| plan.to_string()),
            new.instalment.map(|(_, number)| number),
            new.card_cost.minor()
        ],
    )?;
    Ok(())
}

/// Writes where a collection stands now.
pub fn update(tx: &Transaction<'_>, now: &Collection) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE collections SET instrument_id = ?2, connection_id = ?13, collect_on = ?3,
            state = ?4, notified_on = ?5, attempt = ?6, begun_at = ?7, reference = ?8,
            payment_id = ?9, fee_minor = ?10, stopped = ?11, words = ?12, held_for = ?14,
            recall = ?15, stale = 0 WHERE id = ?1",
        params![
            now.id.to_string(),
            now.instrument.map(|id| id.to_string()),
            now.collect_on.to_string(),
            now.state.name(),
            now.notified_on.map(|day| day.to_string()),
            now.attempt,
            now.begun_at.map(instant_text),
            now.reference,
            now.payment.map(|id| id.to_string()),
            now.fee.minor(),
            now.stopped,
            now.words,
            now.connection.to_string(),
            now.held_for.map(|day| day.to_string()),
            now.recall.map(Named::name)
        ],
    )?;
    Ok(())
}

/// Writes a step down.
pub fn add_step(
    tx: &Transaction<'_>,
    of: &Collection,
    on: NaiveDate,
    refusal: Option<&Refusal>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO collection_events (collection_id, at, happened_on, state, attempt, reason,
            code, words, trace) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            of.id.to_string(),
            instant_text(at),
            on.to_string(),
            of.state.name(),
            of.attempt,
            refusal.map_or("", |refusal| refusal.reason.name()),
            refusal.map_or("", |refusal| refusal.code.as_str()),
            of.words,
            refusal.map_or("", |refusal| refusal.trace.as_str())
        ],
    )?;
    Ok(())
}

/// The steps of a collection, in order.
pub fn steps(db: &Connection, of: CollectionId) -> Result<Vec<Step>, StoreError> {
    let sql = "SELECT * FROM collection_events WHERE collection_id = ?1 ORDER BY id";
    rows(db, sql, [of.to_string()], step)
}

/// A collection by its id.
pub fn show(db: &Connection, id: CollectionId) -> Result<Option<Collection>, StoreError> {
    row(db, "SELECT * FROM collections WHERE id = ?1", [id.to_string()], collection)
}

/// The collections of an invoice, the newest first.
pub fn of_invoice(db: &Connection, invoice: InvoiceId) -> Result<Vec<Collection>, StoreError> {
    let sql = "SELECT * FROM collections WHERE invoice_id = ?1 ORDER BY id DESC";
    rows(db, sql, [invoice.to_string()], collection)
}

/// Collections that are not over, in order of their days.
pub fn open(db: &Connection) -> Result<Vec<Collection>, StoreError> {
    let sql = "SELECT * FROM collections
        WHERE state NOT IN ('settled', 'returned', 'refunded', 'retracted')
        ORDER BY collect_on, id";
    rows(db, sql, [], collection)
}

/// The newest collections.
pub fn list(db: &Connection, limit: u32) -> Result<Vec<Collection>, StoreError> {
    let sql = "SELECT * FROM collections ORDER BY id DESC LIMIT ?1";
    rows(db, sql, [limit], collection)
}

/// The charge by a processor's name.
pub fn by_reference(
    db: &Connection,
    connection: ConnectionId,
    reference: &str,
) -> Result<Option<Collection>, StoreError> {
    let sql = "SELECT c.* FROM collections c
        WHERE c.connection_id = ?1 AND c.reference = ?2";
    row(db, sql, params![connection.to_string(), reference], collection)
}

/// The last amount that settled from a client's method.
pub fn last_settled(
    db: &Connection,
    instrument: InstrumentId,
) -> Result<Option<Money>, StoreError> {
    let sql = "SELECT amount_minor, currency FROM collections
        WHERE instrument_id = ?1 AND state = 'settled' ORDER BY id DESC LIMIT 1";
    row(db, sql, [instrument.to_string()], |row| money(row, "amount_minor"))
}

/// Collections of a connection that may be sent when their day has come, the earliest first.
pub fn waiting(db: &Connection, connection: ConnectionId) -> Result<Vec<Collection>, StoreError> {
    let sql = "SELECT c.* FROM collections c
        WHERE c.connection_id = ?1 AND c.state IN ('planned', 'notified', 'declined')
            AND c.stopped = '' ORDER BY c.collect_on, c.id";
    rows(db, sql, [connection.to_string()], collection)
}

/// What a connection holds for a day to come, or for one that came without news.
pub fn held(db: &Connection, connection: ConnectionId) -> Result<Vec<Collection>, StoreError> {
    let sql = "SELECT c.* FROM collections c WHERE c.connection_id = ?1 AND c.state = 'held'
        ORDER BY c.collect_on, c.id";
    rows(db, sql, [connection.to_string()], collection)
}

/// Marks what is held and whose day has come, to be read.
pub fn look_at_held(
    tx: &Transaction<'_>,
    connection: ConnectionId,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "UPDATE collections SET stale = 1
        WHERE connection_id = ?1 AND state = 'held' AND collect_on <= ?2";
    run(tx, sql, params![connection.to_string(), today.to_string()])?;
    Ok(())
}

/// The next collection of a connection that is to be looked up or read: what is unknown first,
/// then what changed.
pub fn next_to_read(
    db: &Connection,
    connection: ConnectionId,
) -> Result<Option<Collection>, StoreError> {
    let sql = "SELECT c.* FROM collections c
        WHERE c.connection_id = ?1 AND c.stale = 1
            AND (c.state = 'unknown' OR c.reference IS NOT NULL)
        ORDER BY c.state <> 'unknown', c.id LIMIT 1";
    row(db, sql, [connection.to_string()], collection)
}

/// What was being sent when the program went away may have arrived: it is unknown, and looked up
/// first. The collections it concerns.
pub fn found_sending(db: &Connection) -> Result<Vec<Collection>, StoreError> {
    rows(db, "SELECT * FROM collections WHERE state = 'sending'", [], collection)
}

/// Marks a collection to be looked up.
pub fn look_up(tx: &Transaction<'_>, id: CollectionId) -> Result<(), StoreError> {
    run(tx, "UPDATE collections SET stale = 1 WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// Marks what is unknown to be looked up again.
pub fn look_up_unknown(tx: &Transaction<'_>) -> Result<(), StoreError> {
    run(tx, "UPDATE collections SET stale = 1 WHERE state = 'unknown'", [])?;
    run(tx, "UPDATE refunds SET stale = 1 WHERE state = 'unknown'", [])?;
    Ok(())
}

/// Money of a charge paid back.
#[derive(Clone, Debug)]
pub struct Refund {
    /// The refund.
    pub id: RefundId,
    /// Of which collection.
    pub collection: CollectionId,
    /// How much.
    pub amount: Money,
    /// What was refunded before it.
    pub before: Money,
    /// Why.
    pub reason: String,
    /// `planned`, `sending`, `unknown`, `processing`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// The processor's name of it.
    pub reference: Option<String>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// What was last said of it; may be empty.
    pub words: String,
}

fn refund(row: &Row<'_>) -> Result<Refund, StoreError> {
    Ok(Refund {
        id: id(row, "id")?,
        collection: id(row, "collection_id")?,
        amount: money(row, "amount_minor")?,
        before: money(row, "before_minor")?,
        reason: plain(row, "reason")?,
        state: plain(row, "state")?,
        reference: plain(row, "reference")?,
        asked_at: at(row, "asked_at")?,
        words: plain(row, "words")?,
    })
}

/// Plans a refund.
pub fn add_refund(tx: &Transaction<'_>, new: &Refund) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO refunds (id, collection_id, currency, amount_minor, before_minor, reason,
            state, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'planned', ?7)",
        params![
            new.id.to_string(),
            new.collection.to_string(),
            new.amount.currency().code(),
            new.amount.minor(),
            new.before.minor(),
            new.reason,
            instant_text(new.asked_at)
        ],
    )?;
    Ok(())
}

/// Writes where a refund stands now.
pub fn update_refund(tx: &Transaction<'_>, now: &Refund) -> Result<(), StoreError> {
    let sql = "UPDATE refunds SET state = ?2, reference = ?3, words = ?4, stale = 0 WHERE id = ?1";
    run(tx, sql, params![now.id.to_string(), now.state, now.reference, now.words])?;
    Ok(())
}

/// The refunds of a collection, in order.
pub fn refunds(db: &Connection, of: CollectionId) -> Result<Vec<Refund>, StoreError> {
    let sql = "SELECT * FROM refunds WHERE collection_id = ?1 ORDER BY id";
    rows(db, sql, [of.to_string()], refund)
}

/// A refund by its id.
pub fn refund_by_id(db: &Connection, id: RefundId) -> Result<Option<Refund>, StoreError> {
    row(db, "SELECT * FROM refunds WHERE id = ?1", [id.to_string()], refund)
}

/// The next refund of a connection that is to be looked up, read or sent.
pub fn next_refund(
    db: &Connection,
    connection: ConnectionId,
) -> Result<Option<Refund>, StoreError> {
    let sql = "SELECT r.* FROM refunds r JOIN collections c ON c.id = r.collection_id
        WHERE c.connection_id = ?1 AND (r.state = 'planned' OR r.stale = 1)
        ORDER BY r.state = 'planned', r.id LIMIT 1";
    row(db, sql, [connection.to_string()], refund)
}

/// Refunds that were being sent when the program went away.
pub fn refunds_found_sending(db: &Connection) -> Result<Vec<Refund>, StoreError> {
    rows(db, "SELECT * FROM refunds WHERE state = 'sending'", [], refund)
}

/// Writes a dispute down as it stands.
pub fn keep_dispute(
    tx: &Transaction<'_>,
    of: CollectionId,
    dispute: &Dispute,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO disputes (reference, collection_id, currency, amount_minor, reason, reply_by,
            state, opened_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (reference) DO UPDATE SET state = ?7, reply_by = ?6, reason = ?5",
        params![
            dispute.reference,
            of.to_string(),
            dispute.amount.currency().code(),
            dispute.amount.minor(),
            dispute.reason,
            dispute.reply_by.map(instant_text),
            dispute.state.name(),
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// The disputes of a collection.
pub fn disputes(db: &Connection, of: CollectionId) -> Result<Vec<Dispute>, StoreError> {
    let dispute = |row: &Row<'_>| {
        Ok(Dispute {
            reference: plain(row, "reference")?,
            amount: money(row, "amount_minor")?,
            reason: plain(row, "reason")?,
            reply_by: at_opt(row, "reply_by")?,
            state: parsed(row, "state", "state of a dispute", DisputeState::named)?,
        })
    };
    let sql = "SELECT * FROM disputes WHERE collection_id = ?1 ORDER BY opened_at, reference";
    rows(db, sql, [of.to_string()], dispute)
}
