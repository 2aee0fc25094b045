//! Payments, their allocations and reversals.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AllocationId, ClientId, ConnectionId, InvoiceId, PaymentId};
use domain::money::{Money, MoneyError};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::invoices::settle;
use crate::read::{date, id, id_opt, instant_text, money, plain, row, rows, run};

/// A payment with what is left of it.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The payment.
    pub id: PaymentId,
    /// The client.
    pub client_id: ClientId,
    /// The client's name today.
    pub client: String,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// `transfer`, `cheque`, `cash`, `card` or `debit`.
    pub method: String,
    /// Cheque number or other reference.
    pub reference: String,
    /// All of it.
    pub amount: Money,
    /// The part joined to invoices.
    pub allocated: Money,
    /// The part paid back to the client.
    pub refunded: Money,
    /// Whether a bank line is matched to it.
    pub banked: bool,
    /// Why it was reversed.
    pub reversed: Option<String>,
    /// The processor that holds it until it is paid out; nothing for money that came straight.
    pub connection: Option<ConnectionId>,
    /// The numbers of the invoices it pays, with commas between.
    pub invoices: String,
}

impl Payment {
    /// What is neither joined to an invoice nor paid back.
    pub fn left(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.allocated)?.minus(self.refunded)
    }
}

/// A live allocation.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The allocation.
    pub id: AllocationId,
    /// The payment.
    pub payment_id: PaymentId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The day the payment was received.
    pub received_on: NaiveDate,
    /// How it was paid.
    pub method: String,
    /// Its reference.
    pub reference: String,
    /// How much.
    pub amount: Money,
}

/// An allocation that was not taken back and takes none back. Its sign tells the second (a CHECK
/// says so); asked for by `takes_back IS NULL`, SQLite would walk every allocation there is.
const LIVE: &str = "a.amount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM allocations t WHERE t.takes_back = a.id)";

fn select() -> String {
    format!(
        "SELECT p.*, c.name AS client,
            (SELECT coalesce(sum(amount_minor), 0) FROM joined WHERE payment_id = p.id)
                AS allocated_minor,
            (SELECT coalesce(sum(amount_minor), 0) FROM paid_back WHERE payment_id = p.id)
                AS refunded_minor,
            EXISTS (SELECT 1 FROM explained_by e WHERE e.payment_id = p.id) AS banked,
            (SELECT reason FROM payment_reversals WHERE payment_id = p.id) AS reversed,
            (SELECT coalesce(group_concat(i.number, ', '), '') FROM allocations a
                JOIN invoices i ON i.id = a.invoice_id WHERE a.payment_id = p.id AND {LIVE})
                AS invoices
        FROM payments p JOIN clients c ON c.id = p.client_id"
    )
}

fn payment(row: &Row<'_>) -> Result<Payment, StoreError> {
    Ok(Payment {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        client: plain(row, "client")?,
        received_on: date(row, "received_on")?,
        method: plain(row, "method")?,
        reference: plain(row, "reference")?,
        amount: money(row, "amount_minor")?,
        allocated: money(row, "allocated_minor")?,
        refunded: money(row, "refunded_minor")?,
        banked: plain(row, "banked")?,
        reversed: plain(row, "reversed")?,
        connection: id_opt(row, "connection_id")?,
        invoices: plain(row, "invoices")?,
    })
}

fn allocation(row: &Row<'_>) -> Result<Allocation, StoreError> {
    Ok(Allocation {
        id: id(row, "id")?,
        payment_id: id(row, "payment_id")?,
        invoice_id: id(row, "invoice_id")?,
        received_on: date(row, "received_on")?,
        method: plain(row, "method")?,
        reference: plain(row, "reference")?,
        amount: money(row, "amount_minor")?,
    })
}

/// A payment by its id.
pub fn show(db: &Connection, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    row(db, &format!("{} WHERE p.id = ?1", select()), [id.to_string()], payment)
}

/// Payments, the newest first, `limit` at most; `client` narrows to one.
pub fn list(
    db: &Connection,
    client: Option<ClientId>,
    limit: u32,
) -> Result<Vec<Payment>, StoreError> {
    let sql = format!(
        "{} WHERE ?1 IS NULL OR p.client_id = ?1 ORDER BY p.received_on DESC, p.id DESC LIMIT ?2",
        select()
    );
    rows(db, &sql, params![client.map(|id| id.to_string()), limit], payment)
}

/// Payments that no bank line is matched to and that were not reversed.
pub fn unbanked(db: &Connection) -> Result<Vec<Payment>, StoreError> {
    let sql = format!(
        "{} WHERE p.connection_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM explained_by e WHERE e.payment_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM payment_reversals r WHERE r.payment_id = p.id)",
        select()
    );
    rows(db, &sql, [], payment)
}

/// The live allocations of an invoice, the oldest payment first.
pub fn of_invoice(db: &Connection, invoice: InvoiceId) -> Result<Vec<Allocation>, StoreError> {
    let sql = format!(
        "SELECT a.*, p.received_on, p.method, p.reference, p.currency FROM allocations a
            JOIN payments p ON p.id = a.payment_id WHERE a.invoice_id = ?1 AND {LIVE}
            ORDER BY p.received_on, a.id"
    );
    rows(db, &sql, [invoice.to_string()], allocation)
}

/// The live allocations of a payment.
pub fn allocations(db: &Connection, payment: PaymentId) -> Result<Vec<Allocation>, StoreError> {
    let sql = format!(
        "SELECT a.*, p.received_on, p.method, p.reference, p.currency FROM allocations a
            JOIN payments p ON p.id = a.payment_id WHERE a.payment_id = ?1 AND {LIVE}
            ORDER BY a.id"
    );
    rows(db, &sql, [payment.to_string()], allocation)
}

/// A live allocation by its id.
pub fn show_allocation(
    db: &Connection,
    id: AllocationId,
) -> Result<Option<Allocation>, StoreError> {
    let sql = format!(
        "SELECT a.*, p.received_on, p.method, p.reference, p.currency FROM allocations a
            JOIN payments p ON p.id = a.payment_id WHERE a.id = ?1 AND {LIVE}"
    );
    row(db, &sql, [id.to_string()], allocation)
}

/// What a payment is made of before it is stored.
#[derive(Clone, Debug)]
pub struct Received<'a> {
    /// The payment.
    pub id: PaymentId,
    /// The client.
    pub client_id: ClientId,
    /// The day.
    pub received_on: NaiveDate,
    /// `transfer`, `cheque`, `cash`, `card` or `debit`.
    pub method: &'a str,
    /// Reference.
    pub reference: &'a str,
    /// How much.
    pub amount: Money,
    /// The processor that holds it; nothing for money that came straight.
    pub connection: Option<ConnectionId>,
}

/// Records a payment.
pub fn add(tx: &Transaction<'_>, received: &Received<'_>) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO payments (id, client_id, received_on, method, reference, currency,
            amount_minor, connection_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            received.id.to_string(),
            received.client_id.to_string(),
            received.received_on.to_string(),
            received.method,
            received.reference,
            received.amount.currency().code(),
            received.amount.minor(),
            received.connection.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// Joins part of a payment to an invoice.
pub fn allocate(
    tx: &Transaction<'_>,
    id: AllocationId,
    payment: PaymentId,
    invoice: InvoiceId,
    amount: Money,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO allocations (id, payment_id, invoice_id, amount_minor, allocated_at)
            VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            id.to_string(),
            payment.to_string(),
            invoice.to_string(),
            amount.minor(),
            instant_text(at)
        ],
    )?;
    settle(tx, invoice)
}

/// Takes an allocation back with a row of its own.
pub fn take_back(
    tx: &Transaction<'_>,
    id: AllocationId,
    allocation: &Allocation,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO allocations (id, payment_id, invoice_id, amount_minor, allocated_at,
            takes_back) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id.to_string(),
            allocation.payment_id.to_string(),
            allocation.invoice_id.to_string(),
            allocation.amount.negated().minor(),
            instant_text(at),
            allocation.id.to_string()
        ],
    )?;
    settle(tx, allocation.invoice_id)
}

/// Marks a payment as reversed.
pub fn reverse(
    tx: &Transaction<'_>,
    id: PaymentId,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO payment_reversals (payment_id, reason, reversed_at) VALUES (?1, ?2, ?3)",
        params![id.to_string(), reason, instant_text(at)],
    )?;
    Ok(())
}
