//! What of clients' payments was for the cost of their credit cards.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AcceptanceId, CardCostId, ConnectionId, InvoiceId, PaymentId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, id, id_opt, instant_text, money, plain, row, rows, run};

/// A part of a payment that was for a card and was not taken back.
#[derive(Clone, Copy, Debug)]
pub struct CardCost {
    /// The part.
    pub id: CardCostId,
    /// The payment.
    pub payment: PaymentId,
    /// How much.
    pub amount: Money,
}

const PARTS: &str = "SELECT k.*, p.currency FROM card_costs k
    JOIN payments p ON p.id = k.payment_id WHERE k.amount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM card_costs t WHERE t.takes_back = k.id)";

fn part(row: &Row<'_>) -> Result<CardCost, StoreError> {
    Ok(CardCost {
        id: id(row, "id")?,
        payment: id(row, "payment_id")?,
        amount: money(row, "amount_minor")?,
    })
}

/// What of a payment is for a card.
pub fn of_payment(db: &Connection, payment: PaymentId) -> Result<Option<CardCost>, StoreError> {
    row(db, &format!("{PARTS} AND k.payment_id = ?1"), [payment.to_string()], part)
}

/// Writes a part down, or takes one back with a row of its own.
pub fn add(
    tx: &Transaction<'_>,
    new: CardCost,
    takes_back: Option<CardCostId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO card_costs (id, payment_id, amount_minor, paid_at, takes_back)
            VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            new.id.to_string(),
            new.payment.to_string(),
            new.amount.minor(),
            instant_text(at),
            takes_back.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// A part as a ledger of others should have it.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The part.
    pub id: CardCostId,
    /// The processor that holds it.
    pub connection: ConnectionId,
    /// The day the money came.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Whose card it was.
    pub client: String,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// Every part that came between two days, those that were taken back among them.
pub fn passed(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Passed>, StoreError> {
    let sql = "SELECT k.id, p.connection_id, p.received_on, p.currency, k.amount_minor, c.name,
            EXISTS (SELECT 1 FROM card_costs t WHERE t.takes_back = k.id) AS taken_back
        FROM card_costs k JOIN payments p ON p.id = k.payment_id
        JOIN clients c ON c.id = p.client_id
        WHERE k.amount_minor > 0 AND p.received_on BETWEEN ?1 AND ?2 ORDER BY p.received_on, k.id";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok(Passed {
            id: id(row, "id")?,
            connection: id(row, "connection_id")?,
            on: date(row, "received_on")?,
            amount: money(row, "amount_minor")?,
            client: plain(row, "name")?,
            taken_back: plain(row, "taken_back")?,
        })
    })
}

/// The letters by which an invoice bills; nothing in place of one that was agreed elsewhere.
pub fn letters(
    db: &Connection,
    invoice: InvoiceId,
) -> Result<Vec<Option<AcceptanceId>>, StoreError> {
    let sql = "SELECT DISTINCT g.acceptance_id FROM invoice_lines l
        JOIN agreement_services s ON s.id = l.agreement_service_id
        JOIN agreements g ON g.id = s.agreement_id WHERE l.invoice_id = ?1";
    rows(db, sql, [invoice.to_string()], |row| id_opt(row, "acceptance_id"))
}

/// What came from credit cards at an account since a day and was not taken back, and what the
/// processor kept of it.
pub fn of_credit_cards(
    db: &Connection,
    connection: ConnectionId,
    currency: Currency,
    since: NaiveDate,
) -> Result<Vec<(Money, Money)>, StoreError> {
    let sql = "SELECT c.currency, c.amount_minor, c.fee_minor FROM collections c
        JOIN instruments i ON i.id = c.instrument_id JOIN payments p ON p.id = c.payment_id
        WHERE c.connection_id = ?1 AND c.currency = ?2 AND p.received_on >= ?3 AND i.credit = 1
            AND c.fee_minor > 0
            AND NOT EXISTS (SELECT 1 FROM payment_reversals r WHERE r.payment_id = p.id)";
    let asked = params![connection.to_string(), currency.code(), since.to_string()];
    rows(db, sql, asked, |row| Ok((money(row, "amount_minor")?, money(row, "fee_minor")?)))
}
