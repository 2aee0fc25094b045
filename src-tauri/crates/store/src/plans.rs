//! Payment plans, their instalments, and the money that came for them.

use chrono::NaiveDate;
use domain::ids::{ClientId, InvoiceId, PlanId};
use domain::money::Money;
use domain::plan::Share;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::late_charges;
use crate::read::{amount, date, date_opt, id, money, number, plain, row, rows, run};

/// How a client agreed to a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The day.
    pub on: NaiveDate,
    /// Who agreed.
    pub by: String,
    /// `on_paper`, `by_email` or `on_behalf`.
    pub how: String,
    /// The scan or message: SHA-256 of its document.
    pub evidence: Option<String>,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The plan.
    pub id: PlanId,
    /// The client.
    pub client_id: ClientId,
    /// What was open when it was offered.
    pub total: Money,
    /// The day of the first instalment.
    pub first_on: NaiveDate,
    /// Whether the first is paid on signing, which is to be on that day at the latest.
    pub at_signing: bool,
    /// So many days it may stay behind.
    pub grace_days: u32,
    /// Whether it bears no interest while it is kept.
    pub frozen: bool,
    /// The agreement: SHA-256 of its document.
    pub letter: String,
    /// The day it was offered.
    pub offered_on: NaiveDate,
    /// How it was accepted.
    pub accepted: Option<Accepted>,
    /// The day it was ended by the user, or gave way to another.
    pub ended_on: Option<NaiveDate>,
    /// Why.
    pub ended_why: String,
}

fn plan(row: &Row<'_>) -> Result<Plan, StoreError> {
    let accepted = match date_opt(row, "accepted_on")? {
        Some(on) => Some(Accepted {
            on,
            by: plain(row, "accepted_by")?,
            how: plain(row, "accepted_how")?,
            evidence: plain(row, "evidence")?,
        }),
        None => None,
    };
    Ok(Plan {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        total: money(row, "total_minor")?,
        first_on: date(row, "first_on")?,
        at_signing: plain(row, "at_signing")?,
        grace_days: plain(row, "grace_days")?,
        frozen: plain(row, "frozen")?,
        letter: plain(row, "letter")?,
        offered_on: date(row, "offered_on")?,
        accepted,
        ended_on: date_opt(row, "ended_on")?,
        ended_why: plain(row, "ended_why")?,
    })
}

/// A plan by its id.
pub fn show(db: &Connection, id: PlanId) -> Result<Option<Plan>, StoreError> {
    row(db, "SELECT * FROM plans WHERE id = ?1", [id.to_string()], plan)
}

/// The plans of a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<Plan>, StoreError> {
    let sql = "SELECT * FROM plans WHERE client_id = ?1 ORDER BY offered_on DESC, id DESC";
    rows(db, sql, [client.to_string()], plan)
}

/// The plans that an invoice is or was on, the newest first.
pub fn of_invoice(db: &Connection, invoice: InvoiceId) -> Result<Vec<Plan>, StoreError> {
    let sql = "SELECT * FROM plans WHERE id IN (SELECT plan_id FROM plan_shares
        WHERE invoice_id = ?1) ORDER BY offered_on DESC, id DESC";
    rows(db, sql, [invoice.to_string()], plan)
}

/// Every plan that was accepted and not ended, and on whose invoices something is open; broken ones
/// among them.
pub fn accepted(db: &Connection) -> Result<Vec<Plan>, StoreError> {
    let sql = "SELECT * FROM plans WHERE accepted_on IS NOT NULL AND ended_on IS NULL
        AND EXISTS (SELECT 1 FROM plan_shares s JOIN balances b ON b.invoice_id = s.invoice_id
            WHERE s.plan_id = plans.id AND b.open_minor > 0) ORDER BY id";
    rows(db, sql, [], plan)
}

/// The plans that had been accepted by a day and were not ended by its end; each as it was then.
pub fn running_on(db: &Connection, on: NaiveDate) -> Result<Vec<Plan>, StoreError> {
    let sql = "SELECT * FROM plans WHERE accepted_on <= ?1 AND (ended_on IS NULL OR ended_on > ?1)
        ORDER BY id";
    let found = rows(db, sql, [on.to_string()], plan)?;
    Ok(found
        .into_iter()
        .map(|of| Plan { ended_on: None, ended_why: String::new(), ..of })
        .collect())
}

/// What each instalment of a plan pays, in order.
pub fn shares(db: &Connection, of: &Plan) -> Result<Vec<Share>, StoreError> {
    let sql = "SELECT s.*, p.currency FROM plan_shares s JOIN plans p ON p.id = s.plan_id
        JOIN invoices i ON i.id = s.invoice_id
        WHERE s.plan_id = ?1 ORDER BY s.number, i.due_on, s.invoice_id";
    rows(db, sql, [of.id.to_string()], |row| {
        Ok(Share {
            number: plain(row, "number")?,
            invoice: id(row, "invoice_id")?,
            due_on: date(row, "due_on")?,
            amount: money(row, "amount_minor")?,
        })
    })
}

/// Keeps a plan that is offered.
pub fn add(tx: &Transaction<'_>, new: &Plan, shares: &[Share]) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO plans (id, client_id, currency, total_minor, first_on, at_signing, grace_days,
            frozen, letter, offered_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            new.id.to_string(),
            new.client_id.to_string(),
            new.total.currency().code(),
            new.total.minor(),
            new.first_on.to_string(),
            new.at_signing,
            new.grace_days,
            new.frozen,
            new.letter,
            new.offered_on.to_string()
        ],
    )?;
    for share in shares {
        run(
            tx,
            "INSERT INTO plan_shares (plan_id, number, invoice_id, due_on, amount_minor)
                VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                new.id.to_string(),
                share.number,
                share.invoice.to_string(),
                share.due_on.to_string(),
                share.amount.minor()
            ],
        )?;
    }
    Ok(())
}

/// Keeps how a plan was accepted. What is paid on signing is due on that day.
pub fn accept(tx: &Transaction<'_>, of: &Plan, accepted: &Accepted) -> Result<(), StoreError> {
    let (plan, on) = (of.id.to_string(), accepted.on.to_string());
    if of.at_signing {
        let sql = "UPDATE plan_shares SET due_on = ?2 WHERE plan_id = ?1 AND number = 1";
        run(tx, sql, [&plan, &on])?;
    }
    let sql = "UPDATE plans SET accepted_on = ?2, accepted_by = ?3, accepted_how = ?4,
        evidence = ?5 WHERE id = ?1";
    run(tx, sql, params![plan, on, accepted.by, accepted.how, accepted.evidence])?;
    Ok(())
}

/// Ends a plan, or takes its end back where there is no day.
pub fn end(
    tx: &Transaction<'_>,
    id: PlanId,
    on: Option<NaiveDate>,
    why: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE plans SET ended_on = ?2, ended_why = ?3 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), on.map(|on| on.to_string()), why])?;
    Ok(())
}

/// What an invoice fell by since a plan over it was offered, by day: `owed` was open on it then.
pub fn fell(
    db: &Connection,
    of: &Plan,
    invoice: InvoiceId,
    owed: Money,
) -> Result<Vec<(NaiveDate, Money)>, StoreError> {
    let sql = "SELECT total_minor FROM balances WHERE invoice_id = ?1";
    let before = number(db, sql, [invoice.to_string()])? - owed.minor();
    let mut fell = late_charges::fell(db, invoice)?;
    for (on, _) in &mut fell {
        *on = (*on).max(of.offered_on);
    }
    fell.push((of.offered_on, amount(-before, owed.currency())?));
    Ok(fell)
}

/// What comes in time though it settles later: what is to be taken or is on its way counts on the
/// day it is due, or on the day of its last attempt, until its money or its return is there.
pub fn under_way(db: &Connection, of: &Plan) -> Result<Vec<(NaiveDate, Money)>, StoreError> {
    let sql = "WITH taken AS (SELECT c.*, CASE WHEN c.attempt <= 1 THEN s.due_on
            ELSE (SELECT max(e.happened_on) FROM collection_events e
                WHERE e.collection_id = c.id AND e.state = 'sending') END AS in_time
        FROM collections c JOIN plan_shares s ON s.plan_id = c.plan_id
            AND s.number = c.instalment AND s.invoice_id = c.invoice_id
        WHERE c.plan_id = ?1 AND (c.state IN ('settled', 'returned') OR c.stopped = ''
            AND c.state IN ('planned', 'notified', 'sending', 'unknown', 'held', 'processing')))
        SELECT in_time AS on_day, amount_minor, currency FROM taken
        UNION ALL SELECT p.received_on, -t.amount_minor, t.currency FROM taken t
            JOIN payments p ON p.id = t.payment_id WHERE t.state = 'settled'
        UNION ALL SELECT (SELECT max(e.happened_on) FROM collection_events e
                WHERE e.collection_id = t.id AND e.state = 'returned'), -t.amount_minor, t.currency
            FROM taken t WHERE t.state = 'returned'";
    rows(db, sql, [of.id.to_string()], |row| {
        Ok((date(row, "on_day")?, money(row, "amount_minor")?))
    })
}

/// Whether an instalment of an invoice was ever to be collected, and whether one is now.
pub fn collected(db: &Connection, of: &Plan, share: Share) -> Result<(bool, bool), StoreError> {
    let sql = "SELECT
        EXISTS (SELECT 1 FROM collections WHERE plan_id = ?1 AND instalment = ?2
            AND invoice_id = ?3) AS ever,
        EXISTS (SELECT 1 FROM collections WHERE invoice_id = ?3
            AND state NOT IN ('settled', 'returned', 'refunded', 'retracted')) AS now";
    let values = params![of.id.to_string(), share.number, share.invoice.to_string()];
    let found = row(db, sql, values, |row| Ok((plain(row, "ever")?, plain(row, "now")?)))?;
    Ok(found.unwrap_or_default())
}
