//! Payouts of processors and what they are made of.

use domain::ids::{CollectionId, ConnectionId, PayoutId};
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::processor::{Payout, PayoutKind, PayoutLine, PayoutState};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, date, id, money, number, parsed, plain, row, rows, run};

/// A payout as the book has it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The payout.
    pub id: PayoutId,
    /// Of which connection.
    pub connection: ConnectionId,
    /// What the processor says of it.
    pub payout: Payout,
    /// Why it was not posted, where it was not; may be empty.
    pub words: String,
}

fn line(row: &Row<'_>) -> Result<PayoutLine, StoreError> {
    Ok(PayoutLine {
        reference: plain(row, "reference")?,
        kind: parsed(row, "kind", "kind of a payout's line", PayoutKind::named)?,
        charge: plain(row, "charge")?,
        gross: money(row, "gross_minor")?,
        fee: money(row, "fee_minor")?,
    })
}

fn lines(db: &Connection, of: PayoutId) -> Result<Vec<PayoutLine>, StoreError> {
    let sql = "SELECT * FROM payout_lines WHERE payout_id = ?1 ORDER BY position";
    rows(db, sql, [of.to_string()], line)
}

fn kept(db: &Connection, row: &Row<'_>) -> Result<Kept, StoreError> {
    let payout_id = id(row, "id")?;
    let itemised: bool = plain(row, "itemised")?;
    Ok(Kept {
        id: payout_id,
        connection: id(row, "connection_id")?,
        payout: Payout {
            reference: plain(row, "reference")?,
            amount: money(row, "amount_minor")?,
            arrives_on: date(row, "arrives_on")?,
            state: parsed(row, "state", "state of a payout", PayoutState::named)?,
            trace: plain(row, "trace")?,
            lines: if itemised { Some(lines(db, payout_id)?) } else { None },
        },
        words: plain(row, "words")?,
    })
}

/// Payouts, the last to arrive first.
pub fn list(db: &Connection, limit: u32) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT * FROM payouts ORDER BY arrives_on DESC, id DESC LIMIT ?1";
    rows(db, sql, [limit], |row| kept(db, row))
}

/// A payout by its id.
pub fn show(db: &Connection, id: PayoutId) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT * FROM payouts WHERE id = ?1";
    row(db, sql, [id.to_string()], |row| kept(db, row))
}

/// Payouts that no bank line shows yet, and with `true` those whose coming back none shows.
pub fn unbanked(db: &Connection) -> Result<Vec<(Kept, bool)>, StoreError> {
    let sql = "SELECT p.*, w.kind AS way FROM payouts p
        JOIN (SELECT 'payout' AS kind UNION ALL SELECT 'payout_returned') w
            ON w.kind = 'payout' OR p.state = 'bounced'
        WHERE NOT EXISTS (SELECT 1 FROM explained_by e WHERE e.payout_id = p.id
            AND e.kind = w.kind)
        ORDER BY p.arrives_on, p.id, w.kind";
    rows(db, sql, [], |row| {
        let way: String = plain(row, "way")?;
        Ok((kept(db, row)?, way == "payout_returned"))
    })
}

/// A payout by the processor's name.
pub fn by_reference(
    db: &Connection,
    connection: ConnectionId,
    reference: &str,
) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT * FROM payouts WHERE connection_id = ?1 AND reference = ?2";
    row(db, sql, params![connection.to_string(), reference], |row| kept(db, row))
}

/// Writes a payout down as it stands, without its lines.
pub fn keep(tx: &Transaction<'_>, now: &Kept) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO payouts (id, connection_id, reference, currency, amount_minor, arrives_on,
            state, trace, itemised, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)
            ON CONFLICT (connection_id, reference) DO UPDATE SET state = ?7, arrives_on = ?6,
                trace = ?8, words = ?9",
        params![
            now.id.to_string(),
            now.connection.to_string(),
            now.payout.reference,
            now.payout.amount.currency().code(),
            now.payout.amount.minor(),
            now.payout.arrives_on.to_string(),
            now.payout.state.name(),
            now.payout.trace,
            now.words
        ],
    )?;
    Ok(())
}

/// Writes the lines of a payout down, once.
pub fn itemise(
    tx: &Transaction<'_>,
    of: PayoutId,
    lines: &[(PayoutLine, Option<CollectionId>)],
) -> Result<(), StoreError> {
    for (position, (line, collection)) in lines.iter().enumerate() {
        run(
            tx,
            "INSERT INTO payout_lines (payout_id, position, reference, kind, charge,
                collection_id, currency, gross_minor, fee_minor)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                of.to_string(),
                i64::try_from(position).unwrap_or(i64::MAX),
                line.reference,
                line.kind.name(),
                line.charge,
                collection.map(|id| id.to_string()),
                line.gross.currency().code(),
                line.gross.minor(),
                line.fee.minor()
            ],
        )?;
    }
    run(tx, "UPDATE payouts SET itemised = 1 WHERE id = ?1", [of.to_string()])?;
    Ok(())
}

/// What the clearing account of a connection holds by the ledger, in a currency.
pub fn clearing(
    db: &Connection,
    connection: ConnectionId,
    currency: Currency,
) -> Result<Money, StoreError> {
    let sql = "SELECT coalesce(sum(CASE WHEN debit = ?1 THEN amount_minor ELSE -amount_minor END),
            0) FROM ledger WHERE (debit = ?1 OR credit = ?1) AND currency = ?2";
    let account = domain::ledger::Account::Clearing(connection).to_string();
    amount(number(db, sql, params![account, currency.code()])?, currency)
}
