//! The explanations of statement lines.

use chrono::{DateTime, Utc};
use domain::ids::{BankAccountId, MatchId, PaymentId, PayoutId, StatementLineId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{id, id_opt, instant_text, plain, row, run};

/// A match.
#[derive(Clone, Debug)]
pub struct Match {
    /// The match.
    pub id: MatchId,
    /// The line.
    pub line_id: StatementLineId,
    /// The line's account.
    pub account_id: BankAccountId,
    /// `invoices`, `recorded_payment`, `payout`, `payout_returned`, `not_an_invoice` or
    /// `set_aside`.
    pub kind: String,
    /// The payment, for the first two.
    pub payment_id: Option<PaymentId>,
    /// The payout, for the next two.
    pub payout_id: Option<PayoutId>,
    /// The category, for `not_an_invoice`.
    pub category: String,
    /// What it says.
    pub words: String,
}

fn found(row: &Row<'_>) -> Result<Match, StoreError> {
    Ok(Match {
        id: id(row, "id")?,
        line_id: id(row, "line_id")?,
        account_id: id(row, "account_id")?,
        kind: plain(row, "kind")?,
        payment_id: id_opt(row, "payment_id")?,
        payout_id: id_opt(row, "payout_id")?,
        category: plain(row, "category")?,
        words: plain(row, "words")?,
    })
}

/// A live match by its id.
pub fn show(db: &Connection, id: MatchId) -> Result<Option<Match>, StoreError> {
    let sql = "SELECT * FROM matches WHERE id = ?1 AND undone_at IS NULL";
    row(db, sql, [id.to_string()], found)
}

/// The live match of a line.
pub fn of_line(db: &Connection, line: StatementLineId) -> Result<Option<Match>, StoreError> {
    let sql = "SELECT * FROM matches WHERE line_id = ?1 AND undone_at IS NULL";
    row(db, sql, [line.to_string()], found)
}

/// The live match that names a payment.
pub fn of_payment(db: &Connection, payment: PaymentId) -> Result<Option<Match>, StoreError> {
    let sql = "SELECT * FROM matches WHERE payment_id = ?1 AND undone_at IS NULL";
    row(db, sql, [payment.to_string()], found)
}

/// Records a match. The schema refuses a second one for a line, a payment or a payout.
pub fn add(tx: &Transaction<'_>, made: &Match, at: DateTime<Utc>) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO matches (id, line_id, account_id, kind, payment_id, payout_id, category,
            words, matched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            made.id.to_string(),
            made.line_id.to_string(),
            made.account_id.to_string(),
            made.kind,
            made.payment_id.map(|id| id.to_string()),
            made.payout_id.map(|id| id.to_string()),
            made.category,
            made.words,
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// Undoes a match.
pub fn undo(tx: &Transaction<'_>, id: MatchId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE matches SET undone_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    Ok(())
}
