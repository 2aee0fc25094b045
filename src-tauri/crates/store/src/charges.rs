//! What became of charges: billed on an invoice, or waived with a reason.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AgreementId, AgreementServiceId, InvoiceId};
use domain::money::{Currency, Money};
use domain::schedule::Period;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, date, id, instant_text, money, plain, row, rows, run};

/// A charge's key: the service of the agreement, the occurrence, and whether it is what exceeds the
/// cap.
pub type Key = (AgreementServiceId, u32, bool);

/// How a charge ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// On this invoice.
    Billed {
        /// The invoice.
        invoice: InvoiceId,
        /// Its number.
        number: String,
    },
    /// Let go.
    Waived {
        /// Why.
        reason: String,
    },
}

pub(crate) fn key(row: &Row<'_>) -> Result<Key, StoreError> {
    Ok((id(row, "agreement_service_id")?, plain(row, "occurrence")?, plain(row, "beyond_cap")?))
}

/// The outcome of every charge that ended; `agreement` narrows to one.
pub fn outcomes(
    db: &Connection,
    agreement: Option<AgreementId>,
) -> Result<HashMap<Key, Outcome>, StoreError> {
    let within = match agreement {
        Some(_) => {
            "x.agreement_service_id IN (SELECT id FROM agreement_services WHERE agreement_id = ?1)"
        }
        None => "?1 IS NULL",
    };
    let agreement = agreement.map(|id| id.to_string());
    let billed = format!(
        "SELECT x.agreement_service_id, x.occurrence, x.beyond_cap, i.id, i.number
            FROM invoice_lines x JOIN invoices i ON i.id = x.invoice_id WHERE {within}
            AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.invoice_id = i.id)"
    );
    let waived = format!("SELECT * FROM waivers x WHERE {within}");
    let mut found: HashMap<Key, Outcome> = HashMap::new();
    for (key, outcome) in rows(db, &billed, params![agreement], |row| {
        let outcome = Outcome::Billed { invoice: id(row, "id")?, number: plain(row, "number")? };
        Ok((key(row)?, outcome))
    })? {
        found.insert(key, outcome);
    }
    for (key, reason) in
        rows(db, &waived, params![agreement], |row| Ok((key(row)?, plain(row, "reason")?)))?
    {
        found.insert(key, Outcome::Waived { reason });
    }
    Ok(found)
}

/// Lets a charge go. Refused by the schema where it was billed.
pub fn waive(
    tx: &Transaction<'_>,
    key: Key,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO waivers (agreement_service_id, occurrence, beyond_cap, reason, waived_at)
            VALUES (?1, ?2, ?3, ?4, ?5)",
        params![key.0.to_string(), key.1, key.2, reason, instant_text(at)],
    )?;
    Ok(())
}

/// Takes a waiver back; how many there were.
pub fn restore(tx: &Transaction<'_>, key: Key) -> Result<usize, StoreError> {
    let sql = "DELETE FROM waivers WHERE agreement_service_id = ?1 AND occurrence = ?2
        AND beyond_cap = ?3";
    run(tx, sql, params![key.0.to_string(), key.1, key.2])
}

/// A line of an invoice that was not voided.
#[derive(Clone, Copy, Debug)]
pub struct BilledCharge {
    /// What it bills.
    pub key: Key,
    /// Price of one.
    pub price: Money,
    /// Without tax.
    pub net: Money,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
}

/// The lines that bill a service from an occurrence on, but for those of voided invoices. What a
/// service bills is of its currency.
pub fn billed(
    db: &Connection,
    service: AgreementServiceId,
    currency: Currency,
    from: u32,
) -> Result<Vec<BilledCharge>, StoreError> {
    let sql = "SELECT occurrence, beyond_cap, price_minor, net_minor, invoice_id, issued_on
        FROM billed_charges WHERE agreement_service_id = ?1 AND occurrence >= ?2";
    rows(db, sql, params![service.to_string(), from], |row| {
        Ok(BilledCharge {
            key: (service, plain(row, 0)?, plain(row, 1)?),
            price: amount(plain(row, 2)?, currency)?,
            net: amount(plain(row, 3)?, currency)?,
            invoice: id(row, 4)?,
            issued_on: date(row, 5)?,
        })
    })
}

/// The days that a billed charge covers by its line.
pub fn period_of(db: &Connection, charge: &BilledCharge) -> Result<Option<Period>, StoreError> {
    let sql = "SELECT period_from, period_to FROM invoice_lines WHERE invoice_id = ?1
        AND agreement_service_id = ?2 AND occurrence = ?3 AND beyond_cap = ?4";
    let (service, occurrence, beyond_cap) = charge.key;
    let values = params![charge.invoice.to_string(), service.to_string(), occurrence, beyond_cap];
    row(db, sql, values, |row| {
        Ok(Period { from: date(row, "period_from")?, to: date(row, "period_to")? })
    })
}

/// Of each service of which something was billed between two days more than sixty days after its
/// period, the first occurrence that was.
pub fn billed_late(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<AgreementServiceId, u32>, StoreError> {
    let sql = "SELECT agreement_service_id, min(occurrence) AS first FROM billed_charges
        WHERE late = 1 AND issued_on BETWEEN ?1 AND ?2 GROUP BY agreement_service_id";
    let found = rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        Ok((id(row, "agreement_service_id")?, plain(row, "first")?))
    })?;
    Ok(found.into_iter().collect())
}

/// What was taken back of a charge after all: let go before it was billed, or credited after.
#[derive(Clone, Debug)]
pub struct LetGo {
    /// The charge.
    pub key: Key,
    /// What was taken back of it.
    pub what: Taken,
    /// Why.
    pub reason: String,
    /// When: an instant for a waiver, a day for a credit note.
    pub at: String,
}

/// What was taken back of a charge.
#[derive(Clone, Debug)]
pub enum Taken {
    /// All of it, before it was billed.
    Waived,
    /// So much of it without tax, by the credit note of this number.
    Credited(String, Money),
    /// So much of what was agreed without tax, which an invoice bills too little.
    Difference(Money),
}

/// Every waiver, every line of a credit note, and every difference that is let go.
pub fn let_go(db: &Connection) -> Result<Vec<LetGo>, StoreError> {
    let mut found = rows(db, "SELECT * FROM waivers", [], |row| {
        let (reason, at) = (plain(row, "reason")?, plain(row, "waived_at")?);
        Ok(LetGo { key: key(row)?, what: Taken::Waived, reason, at })
    })?;
    let sql = "SELECT l.agreement_service_id, l.occurrence, l.beyond_cap, c.net_minor, n.currency,
            n.number, n.reason, n.issued_on FROM credit_note_lines c
        JOIN credit_notes n ON n.id = c.credit_note_id
        JOIN invoice_lines l ON l.id = c.invoice_line_id ORDER BY n.sequence";
    found.extend(rows(db, sql, [], |row| {
        Ok(LetGo {
            key: key(row)?,
            what: Taken::Credited(plain(row, "number")?, money(row, "net_minor")?),
            reason: plain(row, "reason")?,
            at: plain(row, "issued_on")?,
        })
    })?);
    found.extend(rows(db, "SELECT * FROM differences_let_go", [], |row| {
        let what = Taken::Difference(money(row, "amount_minor")?);
        let (reason, at) = (plain(row, "reason")?, plain(row, "decided_at")?);
        Ok(LetGo { key: key(row)?, what, reason, at })
    })?);
    Ok(found)
}

/// Lets a difference go with a reason.
pub fn let_difference_go(
    tx: &Transaction<'_>,
    (service, occurrence, beyond_cap): Key,
    amount: Money,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO differences_let_go (agreement_service_id, occurrence, beyond_cap, currency,
            amount_minor, reason, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            service.to_string(),
            occurrence,
            beyond_cap,
            amount.currency().code(),
            amount.minor(),
            reason,
            instant_text(at)
        ],
    )?;
    Ok(())
}

/// Takes a difference up again; tells whether it was let go.
pub fn take_difference_up(
    tx: &Transaction<'_>,
    (service, occurrence, beyond_cap): Key,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM differences_let_go
        WHERE agreement_service_id = ?1 AND occurrence = ?2 AND beyond_cap = ?3";
    Ok(run(tx, sql, params![service.to_string(), occurrence, beyond_cap])? == 1)
}

/// A billed line, for an agreement's past.
#[derive(Clone, Debug)]
pub struct BilledLine {
    /// Its key.
    pub key: Key,
    /// The days it covers.
    pub period: Period,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// The day its invoice was issued.
    pub issued_on: NaiveDate,
}

/// The billed lines of an agreement, the newest first, `limit` at most.
pub fn billed_lines(
    db: &Connection,
    agreement: AgreementId,
    limit: u32,
) -> Result<Vec<BilledLine>, StoreError> {
    let sql = "SELECT l.*, i.issued_on, i.currency FROM invoice_lines l
        JOIN invoices i ON i.id = l.invoice_id
        JOIN agreement_services s ON s.id = l.agreement_service_id
        WHERE s.agreement_id = ?1 AND i.id NOT IN (SELECT invoice_id FROM voids)
        ORDER BY l.period_from DESC, s.position LIMIT ?2";
    rows(db, sql, params![agreement.to_string(), limit], |row| {
        Ok(BilledLine {
            key: key(row)?,
            period: Period { from: date(row, "period_from")?, to: date(row, "period_to")? },
            net: money(row, "net_minor")?,
            tax: money(row, "tax_minor")?,
            issued_on: date(row, "issued_on")?,
        })
    })
}
