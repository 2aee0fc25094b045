//! What clients owe, by age, and which invoices stand apart from their age.

use chrono::NaiveDate;
use domain::ids::{ClientId, InvoiceId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::read::{amount, date, id, money, plain, rows};

/// By which day of an invoice its age counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The day it is due.
    Due,
    /// The day it was issued.
    Issued,
}

/// What a client owes.
#[derive(Clone, Debug)]
pub struct Owes {
    /// The client.
    pub client: ClientId,
    /// On how many invoices.
    pub count: i64,
    /// By age, the youngest first; whole minor units.
    pub by_age: [i64; 5],
}

/// What each client owes in a currency. An invoice of the first of the days or later has the first
/// age, one of the second the second, and so on.
pub fn by_client(
    db: &Connection,
    currency: Currency,
    by: By,
    days: [NaiveDate; 4],
) -> Result<Vec<Owes>, StoreError> {
    let day = match by {
        By::Due => "due_on",
        By::Issued => "issued_on",
    };
    let sql = format!(
        "SELECT client_id, count(*) AS count,
            sum(open_minor) AS owed,
            sum(CASE WHEN day < ?2 THEN open_minor ELSE 0 END) AS before_1,
            sum(CASE WHEN day < ?3 THEN open_minor ELSE 0 END) AS before_2,
            sum(CASE WHEN day < ?4 THEN open_minor ELSE 0 END) AS before_3,
            sum(CASE WHEN day < ?5 THEN open_minor ELSE 0 END) AS before_4
        FROM (SELECT client_id, open_minor, {day} AS day
            FROM balances INDEXED BY balances_owed WHERE open_minor > 0 AND currency = ?1)
        GROUP BY client_id"
    );
    let [first, second, third, fourth] = days.map(|day| day.to_string());
    rows(db, &sql, params![currency.code(), first, second, third, fourth], |row| {
        let columns = ["owed", "before_1", "before_2", "before_3", "before_4"];
        let mut by_age = [0; 5];
        for (age, column) in by_age.iter_mut().zip(columns) {
            *age = plain(row, column)?;
        }
        for at in 0..4 {
            by_age[at] -= by_age[at + 1];
        }
        Ok(Owes { client: id(row, "client_id")?, count: plain(row, "count")?, by_age })
    })
}

/// An open invoice with what of it is on its way and disputed.
#[derive(Clone, Debug)]
pub struct OpenInvoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client.
    pub client: ClientId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Still owed.
    pub open: Money,
    /// Taken, and not settled yet.
    pub in_flight: Money,
    /// Disputed.
    pub disputed: Money,
}

const OPEN: &str = "SELECT i.id, i.number, b.client_id, i.issued_on, b.due_on, b.currency,
        b.open_minor,
        (SELECT coalesce(sum(k.amount_minor), 0) FROM collections k WHERE k.invoice_id = i.id
            AND k.state IN ('sending', 'unknown', 'held', 'processing')) AS flight_minor,
        (SELECT coalesce(sum(d.amount_minor), 0) FROM invoice_disputes d
            WHERE d.invoice_id = i.id AND d.closed_on IS NULL) AS disputed_minor
    FROM balances b JOIN invoices i ON i.id = b.invoice_id
    WHERE b.open_minor > 0 AND b.currency = ?1";

fn open(row: &Row<'_>) -> Result<OpenInvoice, StoreError> {
    Ok(OpenInvoice {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client: id(row, "client_id")?,
        issued_on: date(row, "issued_on")?,
        due_on: date(row, "due_on")?,
        open: money(row, "open_minor")?,
        in_flight: money(row, "flight_minor")?,
        disputed: money(row, "disputed_minor")?,
    })
}

/// The open invoices of a client in a currency, by due date.
pub fn of_client(
    db: &Connection,
    currency: Currency,
    client: ClientId,
) -> Result<Vec<OpenInvoice>, StoreError> {
    let sql = format!("{OPEN} AND b.client_id = ?2 ORDER BY b.due_on, i.id");
    rows(db, &sql, params![currency.code(), client.to_string()], open)
}

/// The open invoices in a currency of which something may stand apart: what is on its way, what is
/// disputed, what is or was on a plan.
pub fn apart(db: &Connection, currency: Currency) -> Result<Vec<OpenInvoice>, StoreError> {
    let sql = format!(
        "{OPEN} AND b.invoice_id IN (SELECT invoice_id FROM collections
                WHERE state IN ('sending', 'unknown', 'held', 'processing')
            UNION SELECT invoice_id FROM invoice_disputes WHERE closed_on IS NULL
            UNION SELECT s.invoice_id FROM plan_shares s JOIN plans p ON p.id = s.plan_id
                WHERE p.accepted_on IS NOT NULL AND p.ended_on IS NULL)
        ORDER BY b.due_on, i.id"
    );
    rows(db, &sql, [currency.code()], open)
}

/// What clients paid that is joined to nothing and was not paid back, in a currency.
pub fn credits(db: &Connection, currency: Currency) -> Result<Vec<(ClientId, Money)>, StoreError> {
    let sql = "SELECT client_id, credit_minor FROM client_credits
        WHERE currency = ?1 AND credit_minor <> 0 ORDER BY client_id";
    rows(db, sql, [currency.code()], |row| {
        Ok((id(row, "client_id")?, amount(plain(row, "credit_minor")?, currency)?))
    })
}
