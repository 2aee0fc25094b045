//! What clients dispute of invoices.

use chrono::NaiveDate;
use domain::ids::{ClientId, InvoiceDisputeId, InvoiceId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, date_opt, id, money, plain, row, rows, run};

/// A dispute.
#[derive(Clone, Debug)]
pub struct InvoiceDispute {
    /// The dispute.
    pub id: InvoiceDisputeId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// How much of it.
    pub amount: Money,
    /// `not_agreed`, `wrong_amount`, `already_paid`, `quality`, `not_recognised` or `other`.
    pub about: String,
    /// What the client says.
    pub words: String,
    /// The first day.
    pub opened_on: NaiveDate,
    /// The day by which to answer.
    pub reply_by: NaiveDate,
    /// `credit`, `revise`, `uphold`, `split` or `plan`, once it is closed.
    pub outcome: Option<String>,
    /// What was answered.
    pub answer: String,
    /// The last day.
    pub closed_on: Option<NaiveDate>,
}

fn dispute(row: &Row<'_>) -> Result<InvoiceDispute, StoreError> {
    Ok(InvoiceDispute {
        id: id(row, "id")?,
        invoice_id: id(row, "invoice_id")?,
        amount: money(row, "amount_minor")?,
        about: plain(row, "about")?,
        words: plain(row, "words")?,
        opened_on: date(row, "opened_on")?,
        reply_by: date(row, "reply_by")?,
        outcome: plain(row, "outcome")?,
        answer: plain(row, "answer")?,
        closed_on: date_opt(row, "closed_on")?,
    })
}

/// A dispute by its id.
pub fn show(db: &Connection, id: InvoiceDisputeId) -> Result<Option<InvoiceDispute>, StoreError> {
    row(db, "SELECT * FROM invoice_disputes WHERE id = ?1", [id.to_string()], dispute)
}

/// The disputes of an invoice, the oldest first.
pub fn of_invoice(db: &Connection, invoice: InvoiceId) -> Result<Vec<InvoiceDispute>, StoreError> {
    let sql = "SELECT * FROM invoice_disputes WHERE invoice_id = ?1 ORDER BY opened_on, id";
    rows(db, sql, [invoice.to_string()], dispute)
}

/// The disputes of a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<InvoiceDispute>, StoreError> {
    let sql = "SELECT d.* FROM invoice_disputes d CROSS JOIN invoices i ON i.id = d.invoice_id
        WHERE i.client_id = ?1 ORDER BY d.opened_on DESC, d.id DESC";
    rows(db, sql, [client.to_string()], dispute)
}

/// Every dispute that is open.
pub fn open(db: &Connection) -> Result<Vec<InvoiceDispute>, StoreError> {
    let sql = "SELECT * FROM invoice_disputes WHERE closed_on IS NULL ORDER BY reply_by, id";
    rows(db, sql, [], dispute)
}

/// Opens a dispute.
pub fn add(tx: &Transaction<'_>, dispute: &InvoiceDispute) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO invoice_disputes (id, invoice_id, currency, amount_minor, about, words,
            opened_on, reply_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            dispute.id.to_string(),
            dispute.invoice_id.to_string(),
            dispute.amount.currency().code(),
            dispute.amount.minor(),
            dispute.about,
            dispute.words,
            dispute.opened_on.to_string(),
            dispute.reply_by.to_string()
        ],
    )?;
    Ok(())
}

/// Closes a dispute with what came of it.
pub fn close(
    tx: &Transaction<'_>,
    id: InvoiceDisputeId,
    outcome: &str,
    answer: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "UPDATE invoice_disputes SET outcome = ?2, answer = ?3, closed_on = ?4 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), outcome, answer, on.to_string()])?;
    Ok(())
}
