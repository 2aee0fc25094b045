//! The explanations of statement lines.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::ids::{BankAccountId, ClientId, MatchId, PaymentId, PayoutId, StatementLineId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at_opt, id, id_opt, instant_text, money, plain, row, rows, run};

/// A match.
#[derive(Clone, Debug)]
pub struct Match {
    /// The match.
    pub id: MatchId,
    /// The line.
    pub line_id: StatementLineId,
    /// The line's account.
    pub account_id: BankAccountId,
    /// `invoices`, `recorded_payment`, `payout`, `payout_returned`, `not_an_invoice`,
    /// `set_aside` or `split`, which has parts.
    pub kind: String,
    /// The payment, for the first two.
    pub payment_id: Option<PaymentId>,
    /// The payout, for the next two.
    pub payout_id: Option<PayoutId>,
    /// The category, for `not_an_invoice`.
    pub category: String,
    /// The line of the other account, for a transfer whose other side was known.
    pub other_line_id: Option<StatementLineId>,
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
        other_line_id: id_opt(row, "other_line_id")?,
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

/// The live match that names a payment, as a whole or in a part.
pub fn of_payment(db: &Connection, payment: PaymentId) -> Result<Option<Match>, StoreError> {
    let sql = "SELECT * FROM matches WHERE id = (SELECT match_id FROM explained_by
        WHERE payment_id = ?1)";
    row(db, sql, [payment.to_string()], found)
}

/// The live match that calls a line the other side of its transfer.
pub fn naming(db: &Connection, line: StatementLineId) -> Result<Option<Match>, StoreError> {
    let sql = "SELECT * FROM matches WHERE other_line_id = ?1 AND undone_at IS NULL";
    row(db, sql, [line.to_string()], found)
}

/// A part of a split line: what it would be as a match of its own, and its share of the line.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its explanation.
    pub of: Match,
    /// Its share, signed as the line.
    pub amount: Money,
}

/// The parts of a split match, in order.
pub fn parts(db: &Connection, whole: &Match) -> Result<Vec<Part>, StoreError> {
    let sql = "SELECT * FROM match_parts WHERE match_id = ?1 ORDER BY position";
    rows(db, sql, [whole.id.to_string()], |row| {
        let of = Match {
            id: whole.id,
            line_id: whole.line_id,
            account_id: whole.account_id,
            kind: plain(row, "kind")?,
            payment_id: id_opt(row, "payment_id")?,
            payout_id: id_opt(row, "payout_id")?,
            category: plain(row, "category")?,
            other_line_id: None,
            words: plain(row, "words")?,
        };
        Ok(Part { of, amount: money(row, "amount_minor")? })
    })
}

/// Records the parts of a split match.
pub fn add_parts(tx: &Transaction<'_>, whole: MatchId, parts: &[Part]) -> Result<(), StoreError> {
    for (position, part) in parts.iter().enumerate() {
        run(
            tx,
            "INSERT INTO match_parts (match_id, position, kind, payment_id, payout_id, category,
                words, currency, amount_minor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                whole.to_string(),
                i64::try_from(position).unwrap_or(i64::MAX),
                part.of.kind,
                part.of.payment_id.map(|id| id.to_string()),
                part.of.payout_id.map(|id| id.to_string()),
                part.of.category,
                part.of.words,
                part.amount.currency().code(),
                part.amount.minor()
            ],
        )?;
    }
    Ok(())
}

/// Records a match. The schema refuses a second one for a line, a payment or a payout.
pub fn add(tx: &Transaction<'_>, made: &Match, at: DateTime<Utc>) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO matches (id, line_id, account_id, kind, payment_id, payout_id, category,
            other_line_id, words, matched_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            made.id.to_string(),
            made.line_id.to_string(),
            made.account_id.to_string(),
            made.kind,
            made.payment_id.map(|id| id.to_string()),
            made.payout_id.map(|id| id.to_string()),
            made.category,
            made.other_line_id.map(|id| id.to_string()),
            made.words,
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// Notes that the program made a match by itself.
pub fn made_by_itself(tx: &Transaction<'_>, id: MatchId) -> Result<(), StoreError> {
    run(tx, "INSERT INTO matches_by_itself (match_id) VALUES (?1)", [id.to_string()])?;
    Ok(())
}

/// What a match of the book says about who pays under which text.
#[derive(Clone, Debug)]
pub struct Taught {
    /// The bank's text.
    pub description: String,
    /// The client whose payment explained it.
    pub client: ClientId,
    /// Whether that stands; else a person took it back and explained the line otherwise.
    pub stands: bool,
}

/// No more matches teach, the latest first.
const MOST_TAUGHT: u32 = 5_000;

/// What people taught by the matches they made and by those they took back, the latest first. What
/// the program applied by itself teaches only when it was taken back.
pub fn taught(db: &Connection) -> Result<Vec<Taught>, StoreError> {
    let sql = "SELECT l.description, p.client_id, m.undone_at IS NULL AS stands
        FROM (SELECT * FROM matches WHERE payment_id IS NOT NULL ORDER BY rowid DESC LIMIT ?1) m
        JOIN statement_lines l ON l.id = m.line_id JOIN payments p ON p.id = m.payment_id
        LEFT JOIN forgotten_payers f ON f.client_id = p.client_id
        WHERE (f.forgotten_at IS NULL OR m.matched_at > f.forgotten_at)
            AND CASE WHEN m.undone_at IS NULL
                THEN m.id NOT IN (SELECT match_id FROM matches_by_itself)
                ELSE EXISTS (SELECT 1 FROM matches o LEFT JOIN payments q ON q.id = o.payment_id
                    WHERE o.line_id = m.line_id AND o.undone_at IS NULL
                        AND q.client_id IS NOT p.client_id) END";
    rows(db, sql, [MOST_TAUGHT], |row| {
        Ok(Taught {
            description: plain(row, "description")?,
            client: id(row, "client_id")?,
            stands: plain(row, "stands")?,
        })
    })
}

/// When what taught a client's payers was forgotten last.
pub fn forgotten_at(
    db: &Connection,
    client: ClientId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT forgotten_at FROM forgotten_payers WHERE client_id = ?1";
    Ok(row(db, sql, [client.to_string()], |row| at_opt(row, "forgotten_at"))?.flatten())
}

/// Forgets what matches up to `at` taught of a client's payers, or nothing at all.
pub fn forget_payers(
    tx: &Transaction<'_>,
    client: ClientId,
    at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let id = client.to_string();
    run(tx, "DELETE FROM forgotten_payers WHERE client_id = ?1", [id.as_str()])?;
    if let Some(at) = at {
        let sql = "INSERT INTO forgotten_payers (client_id, forgotten_at) VALUES (?1, ?2)";
        run(tx, sql, params![id, instant_text(at)])?;
    }
    Ok(())
}

/// The lines of an account that somebody explained once and took back.
pub fn taken_back(
    db: &Connection,
    account: BankAccountId,
) -> Result<HashSet<StatementLineId>, StoreError> {
    let sql = "SELECT DISTINCT line_id FROM matches WHERE account_id = ?1
        AND undone_at IS NOT NULL";
    let found = rows(db, sql, [account.to_string()], |row| id(row, "line_id"))?;
    Ok(found.into_iter().collect())
}

/// Undoes a match.
pub fn undo(tx: &Transaction<'_>, id: MatchId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE matches SET undone_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    Ok(())
}
