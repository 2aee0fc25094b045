//! Invoices that are to be collected without being asked for.

use chrono::NaiveDate;
use domain::ids::{ConnectionId, InstrumentId, InvoiceId, PlanId};
use domain::money::Money;
use rusqlite::{Connection, Row};

use crate::StoreError;
use crate::read::{date, id, money, rows};

/// An invoice whose client has a method that may be charged for it, and that nobody collects.
#[derive(Clone, Copy, Debug)]
pub struct ToCollect {
    /// The invoice.
    pub invoice: InvoiceId,
    /// What is open on it.
    pub open: Money,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// The instalment of a plan, where it is one.
    pub instalment: Option<(PlanId, u32)>,
    /// From what.
    pub instrument: InstrumentId,
    /// At which account.
    pub connection: ConnectionId,
}

/// Invoices to be collected without being asked for: never collected before, of a client with a
/// method at a connection that collects. What another program issued is left to the user, and so is
/// what was on a plan.
pub fn to_collect(db: &Connection) -> Result<Vec<ToCollect>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(ToCollect {
            invoice: id(row, "invoice_id")?,
            open: money(row, "open_minor")?,
            due_on: date(row, "due_on")?,
            instalment: None,
            instrument: id(row, "instrument_id")?,
            connection: id(row, "connection_id")?,
        })
    };
    let sql = "SELECT b.invoice_id, b.open_minor, b.currency, b.due_on, i.id AS instrument_id,
            i.connection_id
        FROM balances b JOIN invoices v ON v.id = b.invoice_id AND v.import_id IS NULL
        JOIN instruments i ON i.client_id = b.client_id AND i.ended_at IS NULL
        JOIN connections c ON c.id = i.connection_id AND c.disconnected_at IS NULL
            AND c.collects = 1
        WHERE b.open_minor > 0
            AND NOT EXISTS (SELECT 1 FROM collections k WHERE k.invoice_id = b.invoice_id)
            AND NOT EXISTS (SELECT 1 FROM plan_shares s JOIN plans p ON p.id = s.plan_id
                WHERE s.invoice_id = b.invoice_id AND p.accepted_on IS NOT NULL)
        ORDER BY b.due_on, b.invoice_id";
    rows(db, sql, [], read)
}
