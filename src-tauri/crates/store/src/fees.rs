//! What processors kept of what was collected.

use chrono::NaiveDate;
use domain::ids::ClientId;
use domain::money::Money;
use domain::named::Named;
use domain::processor::{Brand, Scheme};
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::read::{id, money, parsed, parsed_opt, plain, rows};

/// A payment that came through a processor.
#[derive(Clone, Debug)]
pub struct Collected {
    /// By which processor.
    pub brand: Brand,
    /// How; nothing where the client paid on the page of an invoice.
    pub scheme: Option<Scheme>,
    /// From whom.
    pub client_id: ClientId,
    /// Their name.
    pub client: String,
    /// What they paid.
    pub gross: Money,
    /// What the processor kept of it.
    pub fee: Money,
    /// What of it the client paid on top for that, and did not get back.
    pub passed_on: Money,
    /// Whether a bank took it back.
    pub taken_back: bool,
}

/// What was collected between two days, by client.
pub fn collected(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Collected>, StoreError> {
    let sql = "SELECT n.brand, i.scheme, k.id, k.name, c.currency, c.amount_minor, c.fee_minor,
            (SELECT coalesce(sum(k.amount_minor), 0) FROM card_costs k
                WHERE k.payment_id = p.id) AS passed_on_minor,
            EXISTS (SELECT 1 FROM payment_reversals r WHERE r.payment_id = p.id) AS taken_back
        FROM payments p INDEXED BY payments_by_processor
        CROSS JOIN collections c ON c.payment_id = p.id
        LEFT JOIN instruments i ON i.id = c.instrument_id
        JOIN connections n ON n.id = c.connection_id
        JOIN clients k ON k.id = p.client_id
        WHERE p.connection_id IS NOT NULL AND p.received_on BETWEEN ?1 AND ?2
        ORDER BY k.name, k.id, p.received_on, c.id";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok(Collected {
            brand: parsed(row, "brand", "processor", Brand::named)?,
            scheme: parsed_opt(row, "scheme", "way of taking money", Scheme::named)?,
            client_id: id(row, "id")?,
            client: plain(row, "name")?,
            gross: money(row, "amount_minor")?,
            fee: money(row, "fee_minor")?,
            passed_on: money(row, "passed_on_minor")?,
            taken_back: plain(row, "taken_back")?,
        })
    })
}

/// Fees of payouts that arrived between two days and belong to no payment, by processor.
pub fn of_their_own(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Brand, Money)>, StoreError> {
    let sql = "SELECT n.brand, l.currency, sum(l.fee_minor
                - CASE WHEN l.kind = 'fee' THEN l.gross_minor ELSE 0 END) AS fee_minor
        FROM payout_lines l
        JOIN payouts p ON p.id = l.payout_id
        JOIN connections n ON n.id = p.connection_id
        WHERE p.arrives_on BETWEEN ?1 AND ?2 AND (l.kind <> 'charge' OR l.collection_id IS NULL)
        GROUP BY n.brand, l.currency HAVING fee_minor <> 0 ORDER BY n.brand, l.currency";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok((parsed(row, "brand", "processor", Brand::named)?, money(row, "fee_minor")?))
    })
}
