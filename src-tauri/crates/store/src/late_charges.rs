//! Late charges, what was let go of them and what pays them, and reference rates typed in.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AcceptanceId, InvoiceId, LateChargeId, LatePaymentId, LateWaiverId, PaymentId};
use domain::late::{OwnReference, Series};
use domain::money::{Currency, Money, MoneyError};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{amount, date, decimal, id, instant_text, money, parsed, plain, row, rows, run};

/// A late charge with what is left of it.
#[derive(Clone, Debug)]
pub struct LateCharge {
    /// The charge.
    pub id: LateChargeId,
    /// The invoice that was late.
    pub invoice_id: InvoiceId,
    /// `interest`, `fixed_sum` or `fee`.
    pub kind: String,
    /// `statute` or `letter`.
    pub basis: String,
    /// The first day it is for.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
    /// How much was claimed.
    pub amount: Money,
    /// By what right, for people.
    pub words: String,
    /// The working: SHA-256 of its document.
    pub document: String,
    /// The day it was claimed.
    pub posted_on: NaiveDate,
    /// Let go.
    pub waived: Money,
    /// Paid.
    pub paid: Money,
}

impl LateCharge {
    /// What is neither paid nor let go.
    pub fn open(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.waived)?.minus(self.paid)
    }
}

/// What was let go of a late charge and not taken back.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The waiver.
    pub id: LateWaiverId,
    /// The charge.
    pub charge_id: LateChargeId,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// The day.
    pub waived_on: NaiveDate,
}

/// A part of a payment joined to a late charge and not taken back.
#[derive(Clone, Debug)]
pub struct Paid {
    /// The part.
    pub id: LatePaymentId,
    /// The payment.
    pub payment_id: PaymentId,
    /// The charge.
    pub charge_id: LateChargeId,
    /// How much.
    pub amount: Money,
}

fn charge(row: &Row<'_>) -> Result<LateCharge, StoreError> {
    Ok(LateCharge {
        id: id(row, "id")?,
        invoice_id: id(row, "invoice_id")?,
        kind: plain(row, "kind")?,
        basis: plain(row, "basis")?,
        from: date(row, "from_on")?,
        until: date(row, "until_on")?,
        amount: money(row, "amount_minor")?,
        words: plain(row, "words")?,
        document: plain(row, "document")?,
        posted_on: date(row, "posted_on")?,
        waived: money(row, "waived_minor")?,
        paid: money(row, "paid_minor")?,
    })
}

/// A late charge by its id.
pub fn show(db: &Connection, id: LateChargeId) -> Result<Option<LateCharge>, StoreError> {
    row(db, "SELECT * FROM open_late_charges WHERE id = ?1", [id.to_string()], charge)
}

/// The late charges of an invoice, in the order of their days.
pub fn of_invoice(db: &Connection, invoice: InvoiceId) -> Result<Vec<LateCharge>, StoreError> {
    let sql = "SELECT * FROM open_late_charges WHERE invoice_id = ?1 ORDER BY from_on, id";
    rows(db, sql, [invoice.to_string()], charge)
}

/// Claims a late charge.
pub fn add(tx: &Transaction<'_>, charge: &LateCharge) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO late_charges (id, invoice_id, kind, basis, from_on, until_on, currency,
            amount_minor, words, document, posted_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            charge.id.to_string(),
            charge.invoice_id.to_string(),
            charge.kind,
            charge.basis,
            charge.from.to_string(),
            charge.until.to_string(),
            charge.amount.currency().code(),
            charge.amount.minor(),
            charge.words,
            charge.document,
            charge.posted_on.to_string()
        ],
    )?;
    Ok(())
}

const WAIVERS: &str = "SELECT w.*, c.currency FROM late_waivers w
    JOIN late_charges c ON c.id = w.late_charge_id WHERE w.amount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM late_waivers t WHERE t.takes_back = w.id)";

fn waiver(row: &Row<'_>) -> Result<Waiver, StoreError> {
    Ok(Waiver {
        id: id(row, "id")?,
        charge_id: id(row, "late_charge_id")?,
        amount: money(row, "amount_minor")?,
        reason: plain(row, "reason")?,
        waived_on: date(row, "waived_on")?,
    })
}

/// A waiver that was not taken back.
pub fn show_waiver(db: &Connection, id: LateWaiverId) -> Result<Option<Waiver>, StoreError> {
    row(db, &format!("{WAIVERS} AND w.id = ?1"), [id.to_string()], waiver)
}

/// What was let go of a late charge and not taken back.
pub fn waivers_of(db: &Connection, of: LateChargeId) -> Result<Vec<Waiver>, StoreError> {
    let sql = format!("{WAIVERS} AND w.late_charge_id = ?1 ORDER BY w.id");
    rows(db, &sql, [of.to_string()], waiver)
}

/// What was let go between two days of late charges in a currency.
pub fn waived(
    db: &Connection,
    currency: Currency,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Waiver>, StoreError> {
    let sql = format!("{WAIVERS} AND c.currency = ?1 AND w.waived_on BETWEEN ?2 AND ?3");
    rows(db, &sql, params![currency.code(), from.to_string(), to.to_string()], waiver)
}

/// Lets part of a late charge go, or takes that back with a row of its own.
pub fn waive(
    tx: &Transaction<'_>,
    waiver: &Waiver,
    takes_back: Option<LateWaiverId>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO late_waivers (id, late_charge_id, amount_minor, reason, waived_on, takes_back)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            waiver.id.to_string(),
            waiver.charge_id.to_string(),
            waiver.amount.minor(),
            waiver.reason,
            waiver.waived_on.to_string(),
            takes_back.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

const PAID: &str = "SELECT p.*, c.currency FROM late_payments p
    JOIN late_charges c ON c.id = p.late_charge_id WHERE p.amount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM late_payments t WHERE t.takes_back = p.id)";

fn paid(row: &Row<'_>) -> Result<Paid, StoreError> {
    Ok(Paid {
        id: id(row, "id")?,
        payment_id: id(row, "payment_id")?,
        charge_id: id(row, "late_charge_id")?,
        amount: money(row, "amount_minor")?,
    })
}

/// A part of a payment that was not taken back.
pub fn show_paid(db: &Connection, id: LatePaymentId) -> Result<Option<Paid>, StoreError> {
    row(db, &format!("{PAID} AND p.id = ?1"), [id.to_string()], paid)
}

/// What a payment pays of late charges.
pub fn paid_by(db: &Connection, payment: PaymentId) -> Result<Vec<Paid>, StoreError> {
    let sql = format!("{PAID} AND p.payment_id = ?1 ORDER BY p.id");
    rows(db, &sql, [payment.to_string()], paid)
}

/// Joins part of a payment to a late charge, or takes that back with a row of its own.
pub fn pay(
    tx: &Transaction<'_>,
    part: &Paid,
    takes_back: Option<LatePaymentId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO late_payments (id, payment_id, late_charge_id, amount_minor, paid_at,
            takes_back) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            part.id.to_string(),
            part.payment_id.to_string(),
            part.charge_id.to_string(),
            part.amount.minor(),
            instant_text(at),
            takes_back.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// What an invoice fell by, and on which day: payments on the day they were received, write-offs
/// on theirs. What was credited counts from the due date, for it was never owed.
pub fn fell(db: &Connection, invoice: InvoiceId) -> Result<Vec<(NaiveDate, Money)>, StoreError> {
    let sql = "SELECT p.received_on AS on_day, a.amount_minor, i.currency FROM allocations a
            JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id
            WHERE a.invoice_id = ?1
        UNION ALL SELECT i.due_on, n.total_minor, i.currency FROM credit_notes n
            JOIN invoices i ON i.id = n.invoice_id WHERE n.invoice_id = ?1
        UNION ALL SELECT w.written_on, w.amount_minor, i.currency FROM write_offs w
            JOIN invoices i ON i.id = w.invoice_id WHERE w.invoice_id = ?1
        ORDER BY on_day";
    rows(db, sql, [invoice.to_string()], |row| {
        Ok((date(row, "on_day")?, money(row, "amount_minor")?))
    })
}

/// The acceptance of the letter that an invoice bills by, and its day; nothing where it was agreed
/// elsewhere.
pub fn letter_of(
    db: &Connection,
    invoice: InvoiceId,
) -> Result<Option<(AcceptanceId, NaiveDate)>, StoreError> {
    let sql = "SELECT a.id, a.accepted_on FROM invoice_lines l
        JOIN agreement_services s ON s.id = l.agreement_service_id
        JOIN agreements g ON g.id = s.agreement_id JOIN acceptances a ON a.id = g.acceptance_id
        WHERE l.invoice_id = ?1 ORDER BY l.position LIMIT 1";
    row(db, sql, [invoice.to_string()], |row| Ok((id(row, "id")?, date(row, "accepted_on")?)))
}

/// Late charges of a time: claimed and let go, by currency.
pub fn sums(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Money, Money)>, StoreError> {
    let sql = "SELECT currency, sum(amount_minor) AS claimed, sum(waived_minor) AS waived
        FROM open_late_charges WHERE posted_on BETWEEN ?1 AND ?2
        GROUP BY currency ORDER BY currency";
    rows(db, sql, params![from.to_string(), to.to_string()], |row| {
        let currency: Currency = crate::read::currency(row, "currency")?;
        Ok((amount(plain(row, "claimed")?, currency)?, amount(plain(row, "waived")?, currency)?))
    })
}

/// The reference rates that the user typed in, the newest first.
pub fn references(db: &Connection) -> Result<Vec<OwnReference>, StoreError> {
    let sql = "SELECT * FROM reference_rates ORDER BY half_on DESC, series";
    rows(db, sql, [], |row| {
        Ok(OwnReference {
            series: parsed(row, "series", "series of rates", Series::named)?,
            half: date(row, "half_on")?,
            per_cent: decimal(row, "per_cent")?,
        })
    })
}

/// Keeps a reference rate in place of the one before.
pub fn keep_reference(tx: &Transaction<'_>, own: &OwnReference) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO reference_rates (series, half_on, per_cent)
        VALUES (?1, ?2, ?3)";
    run(tx, sql, params![own.series.name(), own.half.to_string(), own.per_cent.to_string()])?;
    Ok(())
}
