//! Credit reports that the user asked somebody else for.

use chrono::NaiveDate;
use domain::ids::{ClientId, CreditCheckId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, currency, date, date_opt, id, plain, row, rows, run};

/// A credit report.
#[derive(Clone, Debug)]
pub struct CreditCheck {
    /// The report.
    pub id: CreditCheckId,
    /// Whom it is about.
    pub client_id: ClientId,
    /// Who made it.
    pub source: String,
    /// The day.
    pub checked_on: NaiveDate,
    /// The score in its words; may be empty.
    pub score: String,
    /// In which currency the limit is.
    pub currency: Currency,
    /// How much credit it advises; nothing where it says none.
    pub limit: Option<Money>,
    /// The day to look again.
    pub review_on: Option<NaiveDate>,
    /// The report itself: SHA-256 of its document.
    pub report: Option<String>,
}

fn check(row: &Row<'_>) -> Result<CreditCheck, StoreError> {
    let currency = currency(row, "currency")?;
    let limit: Option<i64> = plain(row, "limit_minor")?;
    Ok(CreditCheck {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        source: plain(row, "source")?,
        checked_on: date(row, "checked_on")?,
        score: plain(row, "score")?,
        currency,
        limit: limit.map(|minor| amount(minor, currency)).transpose()?,
        review_on: date_opt(row, "review_on")?,
        report: plain(row, "report")?,
    })
}

/// A report by its id.
pub fn show(db: &Connection, id: CreditCheckId) -> Result<Option<CreditCheck>, StoreError> {
    row(db, "SELECT * FROM credit_checks WHERE id = ?1", [id.to_string()], check)
}

/// The reports on a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<CreditCheck>, StoreError> {
    let sql = "SELECT * FROM credit_checks WHERE client_id = ?1 ORDER BY checked_on DESC, id DESC";
    rows(db, sql, [client.to_string()], check)
}

/// The newest report on each client whose day to look again has come.
pub fn to_review(db: &Connection, today: NaiveDate) -> Result<Vec<CreditCheck>, StoreError> {
    let sql = "SELECT * FROM credit_checks c WHERE review_on <= ?1 AND NOT EXISTS (SELECT 1
            FROM credit_checks n WHERE n.client_id = c.client_id
            AND (n.checked_on, n.id) > (c.checked_on, c.id)) ORDER BY review_on, id";
    rows(db, sql, [today.to_string()], check)
}

/// Keeps a report.
pub fn add(tx: &Transaction<'_>, new: &CreditCheck) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO credit_checks (id, client_id, source, checked_on, score, currency,
            limit_minor, review_on, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.id.to_string(),
            new.client_id.to_string(),
            new.source,
            new.checked_on.to_string(),
            new.score,
            new.currency.code(),
            new.limit.map(Money::minor),
            new.review_on.map(|on| on.to_string()),
            new.report
        ],
    )?;
    Ok(())
}

/// Takes a report out again.
pub fn remove(tx: &Transaction<'_>, id: CreditCheckId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM credit_checks WHERE id = ?1", [id.to_string()])?;
    Ok(())
}
