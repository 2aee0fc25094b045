//! Payments that somebody recorded in a ledger of others on our invoices.

use chrono::NaiveDate;
use domain::ids::{InvoiceId, LedgerId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, id, money, plain, rows, run};

/// A payment there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentThere {
    /// The ledger's own name of it.
    pub reference: String,
    /// The invoice it pays.
    pub invoice: InvoiceId,
    /// The day.
    pub received_on: NaiveDate,
    /// How much of it pays the invoice.
    pub amount: Money,
    /// `suggested`, `recorded`, `passed_over`, `gone`.
    pub state: String,
}

fn payment(row: &Row<'_>) -> Result<PaymentThere, StoreError> {
    Ok(PaymentThere {
        reference: plain(row, "reference")?,
        invoice: id(row, "invoice_id")?,
        received_on: date(row, "received_on")?,
        amount: money(row, "amount_minor")?,
        state: plain(row, "state")?,
    })
}

/// Payments there that are none of ours, by day.
pub fn payments_there(db: &Connection, of: LedgerId) -> Result<Vec<PaymentThere>, StoreError> {
    let sql = "SELECT * FROM payments_there WHERE ledger_id = ?1 ORDER BY received_on, reference";
    rows(db, sql, [of.to_string()], payment)
}

/// Notes a payment; one that was noted keeps what was decided of it, but for its being gone.
pub fn note_payment(
    tx: &Transaction<'_>,
    of: LedgerId,
    one: &PaymentThere,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO payments_there (ledger_id, reference, invoice_id, received_on, currency,
            amount_minor, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (ledger_id, reference, invoice_id) DO UPDATE SET
                received_on = ?4, amount_minor = ?6,
                state = CASE WHEN state = 'suggested' OR ?7 = 'gone' THEN ?7 ELSE state END",
        params![
            of.to_string(),
            one.reference,
            one.invoice.to_string(),
            one.received_on.to_string(),
            one.amount.currency().code(),
            one.amount.minor(),
            one.state
        ],
    )?;
    Ok(())
}

/// Settles every part of a payment there; tells how many.
pub fn settle_payment(
    tx: &Transaction<'_>,
    of: LedgerId,
    reference: &str,
    state: &str,
) -> Result<usize, StoreError> {
    let sql = "UPDATE payments_there SET state = ?3 WHERE ledger_id = ?1 AND reference = ?2";
    run(tx, sql, params![of.to_string(), reference, state])
}
