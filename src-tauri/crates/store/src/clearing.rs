//! What processors hold by the ledger, and which collections and payouts that is made of.

use domain::ids::{CollectionId, ConnectionId, InvoiceId, PayoutId};
use domain::ledger::Account;
use domain::money::{Currency, Money};
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::read::{amount, currency, id, id_opt, plain, rows};

/// What moved on a processor's clearing account in a currency.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The currency.
    pub currency: Currency,
    /// Taken from clients.
    pub received: Money,
    /// Taken back by banks; not positive.
    pub taken_back: Money,
    /// Paid back to clients; not positive.
    pub refunds: Money,
    /// Kept by the processor; not positive where it keeps more than it gives back.
    pub fees: Money,
    /// Sent to the bank; not positive.
    pub paid_out: Money,
    /// All of it: what is held.
    pub held: Money,
}

/// What moved on the clearing account of a connection, by currency.
pub fn moved(db: &Connection, connection: ConnectionId) -> Result<Vec<Moved>, StoreError> {
    let sql = "SELECT currency,
            coalesce(sum(CASE WHEN event = 'payment_received' THEN minor END), 0) AS received,
            coalesce(sum(CASE WHEN event = 'payment_received_reversed' THEN minor END), 0)
                AS taken_back,
            coalesce(sum(CASE WHEN event LIKE 'refunded%' THEN minor END), 0) AS refunds,
            coalesce(sum(CASE WHEN other = 'processor_fees' THEN minor END), 0) AS fees,
            coalesce(sum(CASE WHEN other = 'undeposited' THEN minor END), 0) AS paid_out,
            sum(minor) AS held
        FROM (SELECT currency, event, credit AS other, amount_minor AS minor FROM ledger
                WHERE debit = ?1
            UNION ALL SELECT currency, event, debit, -amount_minor FROM ledger WHERE credit = ?1)
        GROUP BY currency ORDER BY currency";
    rows(db, sql, [Account::Clearing(connection).to_string()], |row| {
        let currency = currency(row, "currency")?;
        let money = |column: &str| amount(plain(row, column)?, currency);
        Ok(Moved {
            currency,
            received: money("received")?,
            taken_back: money("taken_back")?,
            refunds: money("refunds")?,
            fees: money("fees")?,
            paid_out: money("paid_out")?,
            held: money("held")?,
        })
    })
}

/// What one collection or payout leaves on a clearing account.
#[derive(Clone, Debug)]
pub struct Left {
    /// The collection.
    pub collection: Option<CollectionId>,
    /// Its state.
    pub state: String,
    /// Its client's name.
    pub client: String,
    /// Its invoice, and the number of that.
    pub invoice: Option<(InvoiceId, String)>,
    /// The payout.
    pub payout: Option<PayoutId>,
    /// What it leaves.
    pub amount: Money,
}

/// What is left on the clearing account of a connection, by collection and payout. A line of a
/// payout belongs to the collection it names, and the payout is less by it; so these sum to what
/// is held, whatever happened.
pub fn left(db: &Connection, connection: ConnectionId) -> Result<Vec<Left>, StoreError> {
    let sql = "WITH moved AS (
            SELECT source, currency, amount_minor AS minor FROM ledger WHERE debit = ?1
            UNION ALL SELECT source, currency, -amount_minor FROM ledger WHERE credit = ?1),
        owners AS (
            SELECT payment_id AS source, id AS owner FROM collections
                WHERE payment_id IS NOT NULL AND connection_id = ?2
            UNION ALL SELECT id, id FROM collections WHERE connection_id = ?2
            UNION ALL SELECT r.id, r.collection_id FROM refunds r JOIN collections c
                ON c.id = r.collection_id WHERE c.connection_id = ?2),
        lines AS (
            SELECT p.id AS payout, l.collection_id, l.currency, l.gross_minor - l.fee_minor AS minor
                FROM payout_lines l JOIN payouts p ON p.id = l.payout_id
                WHERE p.connection_id = ?2 AND p.state <> 'bounced'
                    AND l.collection_id IS NOT NULL),
        shares AS (
            SELECT coalesce(o.owner, m.source) AS owner, m.currency, m.minor FROM moved m
                LEFT JOIN owners o ON o.source = m.source
            UNION ALL SELECT collection_id, currency, -minor FROM lines
            UNION ALL SELECT payout, currency, minor FROM lines)
        SELECT s.currency, sum(s.minor) AS minor, c.id AS collection_id, i.id AS invoice_id,
            p.id AS payout_id, coalesce(c.state, '') AS state, coalesce(k.name, '') AS client,
            coalesce(i.number, '') AS number
        FROM shares s LEFT JOIN collections c ON c.id = s.owner
            LEFT JOIN invoices i ON i.id = c.invoice_id LEFT JOIN clients k ON k.id = i.client_id
            LEFT JOIN payouts p ON p.id = s.owner
        GROUP BY s.owner, s.currency HAVING sum(s.minor) <> 0
        ORDER BY s.currency, p.arrives_on, c.collect_on, s.owner";
    let account = Account::Clearing(connection).to_string();
    rows(db, sql, params![account, connection.to_string()], |row| {
        let invoice: Option<InvoiceId> = id_opt(row, "invoice_id")?;
        let number: String = plain(row, "number")?;
        let currency = currency(row, "currency")?;
        Ok(Left {
            collection: id_opt(row, "collection_id")?,
            state: plain(row, "state")?,
            client: plain(row, "client")?,
            invoice: invoice.map(|id| (id, number)),
            payout: id_opt(row, "payout_id")?,
            amount: amount(plain(row, "minor")?, currency)?,
        })
    })
}

/// Connections that anything moved for.
pub fn used(db: &Connection) -> Result<Vec<ConnectionId>, StoreError> {
    let sql = "SELECT id FROM connections WHERE EXISTS (SELECT 1 FROM ledger
        WHERE 'clearing:' || connections.id IN (debit, credit)) ORDER BY id";
    rows(db, sql, [], |row| id(row, "id"))
}
