//! What corrects issued invoices without changing them: credit notes, voids and write-offs.

use chrono::NaiveDate;
use domain::ids::{CreditNoteId, InvoiceId, InvoiceLineId, WriteOffId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::invoices::settle;
use crate::read::{date, id, money, plain, row, rows, run};

/// A credit note.
#[derive(Clone, Debug)]
pub struct CreditNote {
    /// The credit note.
    pub id: CreditNoteId,
    /// Its place in the series.
    pub sequence: i64,
    /// Its number.
    pub number: String,
    /// The invoice it corrects.
    pub invoice_id: InvoiceId,
    /// Why.
    pub reason: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// With tax.
    pub total: Money,
    /// Money already paid that it freed.
    pub freed: Money,
    /// What becomes of that: `credit` or `refund`.
    pub rest: String,
    /// The PDF: SHA-256 of its document.
    pub document: String,
}

/// A line of a credit note.
#[derive(Clone, Debug)]
pub struct CreditLine {
    /// The line of the invoice.
    pub line: InvoiceLineId,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// Each tax, in the order of the invoice's.
    pub taxes: Vec<Money>,
}

/// What was given up of an invoice and not taken back.
#[derive(Clone, Debug)]
pub struct WriteOff {
    /// The write-off.
    pub id: WriteOffId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// The day.
    pub written_on: NaiveDate,
}

fn credit_note(row: &Row<'_>) -> Result<CreditNote, StoreError> {
    Ok(CreditNote {
        id: id(row, "id")?,
        sequence: plain(row, "sequence")?,
        number: plain(row, "number")?,
        invoice_id: id(row, "invoice_id")?,
        reason: plain(row, "reason")?,
        issued_on: date(row, "issued_on")?,
        net: money(row, "net_minor")?,
        tax: money(row, "tax_minor")?,
        total: money(row, "total_minor")?,
        freed: money(row, "freed_minor")?,
        rest: plain(row, "rest")?,
        document: plain(row, "document")?,
    })
}

fn write_off(row: &Row<'_>) -> Result<WriteOff, StoreError> {
    Ok(WriteOff {
        id: id(row, "id")?,
        invoice_id: id(row, "invoice_id")?,
        amount: money(row, "amount_minor")?,
        reason: plain(row, "reason")?,
        written_on: date(row, "written_on")?,
    })
}

/// A credit note by its id.
pub fn show_credit(db: &Connection, id: CreditNoteId) -> Result<Option<CreditNote>, StoreError> {
    row(db, "SELECT * FROM credit_notes WHERE id = ?1", [id.to_string()], credit_note)
}

/// The credit notes of an invoice, in order.
pub fn credits_of(db: &Connection, invoice: InvoiceId) -> Result<Vec<CreditNote>, StoreError> {
    let sql = "SELECT * FROM credit_notes WHERE invoice_id = ?1 ORDER BY sequence";
    rows(db, sql, [invoice.to_string()], credit_note)
}

/// What was credited of each line of an invoice so far, its taxes together.
pub fn credited_lines(db: &Connection, invoice: InvoiceId) -> Result<Vec<CreditLine>, StoreError> {
    let sql = "SELECT l.invoice_line_id, n.currency, sum(l.net_minor) AS net_minor,
            sum(l.tax_minor) AS tax_minor FROM credit_note_lines l
        JOIN credit_notes n ON n.id = l.credit_note_id WHERE n.invoice_id = ?1
        GROUP BY l.invoice_line_id";
    rows(db, sql, [invoice.to_string()], |row| {
        Ok(CreditLine {
            line: id(row, "invoice_line_id")?,
            net: money(row, "net_minor")?,
            tax: money(row, "tax_minor")?,
            taxes: Vec::new(),
        })
    })
}

/// Records an issued credit note with its lines.
pub fn add_credit(
    tx: &Transaction<'_>,
    note: &CreditNote,
    lines: &[CreditLine],
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO credit_notes (id, sequence, number, invoice_id, reason, issued_on, currency,
            net_minor, tax_minor, total_minor, freed_minor, rest, document)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            note.id.to_string(),
            note.sequence,
            note.number,
            note.invoice_id.to_string(),
            note.reason,
            note.issued_on.to_string(),
            note.total.currency().code(),
            note.net.minor(),
            note.tax.minor(),
            note.total.minor(),
            note.freed.minor(),
            note.rest,
            note.document
        ],
    )?;
    for line in lines {
        run(
            tx,
            "INSERT INTO credit_note_lines (credit_note_id, invoice_line_id, net_minor, tax_minor)
                VALUES (?1, ?2, ?3, ?4)",
            params![note.id.to_string(), line.line.to_string(), line.net.minor(), line.tax.minor()],
        )?;
        for (position, tax) in line.taxes.iter().enumerate() {
            let at = i64::try_from(position).unwrap_or(i64::MAX);
            run(
                tx,
                "INSERT INTO credit_note_taxes (credit_note_id, invoice_line_id, position,
                    amount_minor) VALUES (?1, ?2, ?3, ?4)",
                params![note.id.to_string(), line.line.to_string(), at, tax.minor()],
            )?;
        }
    }
    settle(tx, note.invoice_id)
}

/// Why and when an invoice was voided.
pub fn void_of(
    db: &Connection,
    invoice: InvoiceId,
) -> Result<Option<(String, NaiveDate)>, StoreError> {
    let sql = "SELECT * FROM voids WHERE invoice_id = ?1";
    row(db, sql, [invoice.to_string()], |row| Ok((plain(row, "reason")?, date(row, "voided_on")?)))
}

/// Voids an invoice; its charges may be billed again.
pub fn add_void(
    tx: &Transaction<'_>,
    invoice: InvoiceId,
    reason: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO voids (invoice_id, reason, voided_on) VALUES (?1, ?2, ?3)";
    run(tx, sql, params![invoice.to_string(), reason, on.to_string()])?;
    settle(tx, invoice)
}

const LIVE: &str = "SELECT w.*, i.currency FROM write_offs w
    JOIN invoices i ON i.id = w.invoice_id WHERE w.amount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM write_offs t WHERE t.takes_back = w.id)";

/// A write-off that was not taken back.
pub fn show_write_off(db: &Connection, id: WriteOffId) -> Result<Option<WriteOff>, StoreError> {
    row(db, &format!("{LIVE} AND w.id = ?1"), [id.to_string()], write_off)
}

/// What was given up of an invoice and not taken back.
pub fn write_offs_of(db: &Connection, invoice: InvoiceId) -> Result<Vec<WriteOff>, StoreError> {
    let sql = format!("{LIVE} AND w.invoice_id = ?1 ORDER BY w.id");
    rows(db, &sql, [invoice.to_string()], write_off)
}

/// Gives up what an invoice has open.
pub fn add_write_off(tx: &Transaction<'_>, write_off: &WriteOff) -> Result<(), StoreError> {
    insert_write_off(tx, write_off, None)
}

/// Takes a write-off back with a row of its own.
pub fn take_back_write_off(
    tx: &Transaction<'_>,
    id: WriteOffId,
    earlier: &WriteOff,
    on: NaiveDate,
) -> Result<(), StoreError> {
    let back = WriteOff { id, amount: earlier.amount.negated(), written_on: on, ..earlier.clone() };
    insert_write_off(tx, &back, Some(earlier.id))
}

fn insert_write_off(
    tx: &Transaction<'_>,
    write_off: &WriteOff,
    takes_back: Option<WriteOffId>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO write_offs (id, invoice_id, amount_minor, reason, written_on, takes_back)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            write_off.id.to_string(),
            write_off.invoice_id.to_string(),
            write_off.amount.minor(),
            write_off.reason,
            write_off.written_on.to_string(),
            takes_back.map(|id| id.to_string())
        ],
    )?;
    settle(tx, write_off.invoice_id)
}
