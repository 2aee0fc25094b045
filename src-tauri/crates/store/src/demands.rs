//! Formal demands: messages with a term of their own, over what was owed on their day.

use chrono::NaiveDate;
use domain::ids::{ClientId, FollowUpId, InvoiceId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, date_opt, id, money, plain, row, rows, run};

/// A formal demand.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The message it is.
    pub id: FollowUpId,
    /// The client.
    pub client_id: ClientId,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The day by which they are to pay or to answer.
    pub answer_by: NaiveDate,
    /// Unpaid on its invoices.
    pub principal: Money,
    /// Late charges that were claimed and unpaid.
    pub late: Money,
    /// The letter: SHA-256 of its document.
    pub document: String,
    /// The rule its term follows.
    pub source: String,
    /// The day the user took it as settled.
    pub ended_on: Option<NaiveDate>,
    /// Why.
    pub ended_why: String,
}

const SELECT: &str = "SELECT d.*, f.client_id, f.said_on FROM demands d
    JOIN follow_ups f ON f.id = d.follow_up_id WHERE f.held_back = ''";

fn demand(row: &Row<'_>) -> Result<Demand, StoreError> {
    Ok(Demand {
        id: id(row, "follow_up_id")?,
        client_id: id(row, "client_id")?,
        made_on: date(row, "said_on")?,
        answer_by: date(row, "answer_by")?,
        principal: money(row, "principal_minor")?,
        late: money(row, "late_minor")?,
        document: plain(row, "document")?,
        source: plain(row, "source")?,
        ended_on: date_opt(row, "ended_on")?,
        ended_why: plain(row, "ended_why")?,
    })
}

/// A demand by its message; nothing where the message is none, or did not leave after all.
pub fn show(db: &Connection, id: FollowUpId) -> Result<Option<Demand>, StoreError> {
    row(db, &format!("{SELECT} AND d.follow_up_id = ?1"), [id.to_string()], demand)
}

/// The demands to a client that left or are to leave, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<Demand>, StoreError> {
    let sql = format!("{SELECT} AND f.client_id = ?1 ORDER BY f.said_on DESC, f.id DESC");
    rows(db, &sql, [client.to_string()], demand)
}

/// The newest demand to a client that is not settled, while something is open on its invoices.
pub fn live(db: &Connection, client: ClientId) -> Result<Option<Demand>, StoreError> {
    let sql = format!(
        "{SELECT} AND f.client_id = ?1 AND d.ended_on IS NULL AND EXISTS (SELECT 1
            FROM demand_invoices i JOIN balances b ON b.invoice_id = i.invoice_id
            WHERE i.follow_up_id = d.follow_up_id AND b.open_minor > 0)
        ORDER BY f.said_on DESC, f.id DESC LIMIT 1"
    );
    row(db, &sql, [client.to_string()], demand)
}

/// What a demand asks for on each invoice, late charges left out: whole minor units.
pub fn asked(db: &Connection, id: FollowUpId) -> Result<Vec<(InvoiceId, i64)>, StoreError> {
    let sql = "SELECT * FROM demand_invoices WHERE follow_up_id = ?1 ORDER BY invoice_id";
    rows(db, sql, [id.to_string()], |row| {
        Ok((crate::read::id(row, "invoice_id")?, plain(row, "open_minor")?))
    })
}

/// Keeps a demand with what it asks for on each invoice; its message is there already.
pub fn add(
    tx: &Transaction<'_>,
    new: &Demand,
    asked: &[(InvoiceId, i64)],
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO demands (follow_up_id, answer_by, currency, principal_minor, late_minor,
            document, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.id.to_string(),
            new.answer_by.to_string(),
            new.principal.currency().code(),
            new.principal.minor(),
            new.late.minor(),
            new.document,
            new.source
        ],
    )?;
    for (invoice, open_minor) in asked {
        run(
            tx,
            "INSERT INTO demand_invoices (follow_up_id, invoice_id, open_minor)
                VALUES (?1, ?2, ?3)",
            params![new.id.to_string(), invoice.to_string(), open_minor],
        )?;
    }
    Ok(())
}

/// Takes a demand as settled, or as running again where there is no day.
pub fn end(
    tx: &Transaction<'_>,
    id: FollowUpId,
    on: Option<NaiveDate>,
    why: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE demands SET ended_on = ?2, ended_why = ?3 WHERE follow_up_id = ?1";
    run(tx, sql, params![id.to_string(), on.map(|on| on.to_string()), why])?;
    Ok(())
}
