//! Our documents from a day on, in few questions, as a ledger of others should have them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{
    AllocationId, ClientId, ConnectionId, CreditNoteId, InvoiceId, RefundId, ServiceId, WriteOffId,
};
use domain::money::Money;
use rusqlite::{Connection, Row};
use rust_decimal::Decimal;

use crate::StoreError;
use crate::read::{at, date, decimal, id, id_opt, money, plain, rows};

/// An invoice or credit note.
#[derive(Clone, Debug)]
pub struct Bill<Id> {
    /// The document.
    pub id: Id,
    /// Its number.
    pub number: String,
    /// The client.
    pub client: ClientId,
    /// The client's name as printed.
    pub client_name: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day it is due; that of its issue for a credit note.
    pub due_on: NaiveDate,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// Whether it was issued by mistake.
    pub void: bool,
    /// What it is for, or why.
    pub about: String,
    /// The invoice a credit note corrects; its own for an invoice.
    pub invoice: InvoiceId,
    /// Money already paid that a credit note freed.
    pub freed: Money,
    /// Its lines, in order.
    pub lines: Vec<BillLine>,
}

/// A line of a bill.
#[derive(Clone, Debug)]
pub struct BillLine {
    /// What for.
    pub words: String,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// The treatment of its tax.
    pub treatment: String,
    /// What that is called, and what it adds in per cent.
    pub taxed: (String, Decimal),
    /// The service of the library, where it is of one.
    pub service: Option<ServiceId>,
}

/// A document that belongs beside an invoice.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The day of its issue.
    pub issued_on: NaiveDate,
    /// The document.
    pub sha256: String,
    /// The number of the agreement whose signed letter it is; nothing for the invoice's own PDF.
    pub letter: Option<String>,
}

/// What was given up of an invoice.
#[derive(Clone, Debug)]
pub struct GivenUp {
    /// The write-off.
    pub id: WriteOffId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Money,
    /// The day.
    pub on: NaiveDate,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// A part of a payment that pays an invoice.
#[derive(Clone, Debug)]
pub struct Paid {
    /// The allocation.
    pub id: AllocationId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Money,
    /// The day the money came.
    pub on: NaiveDate,
    /// What it is known by; may be empty.
    pub reference: String,
    /// The processor that holds it; nothing for money that came straight.
    pub connection: Option<ConnectionId>,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// Money paid back.
#[derive(Clone, Debug)]
pub struct PaidBack {
    /// The refund.
    pub id: RefundId,
    /// The invoice whose money it was.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Money,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// The processor.
    pub connection: ConnectionId,
}

fn bill<Id: domain::ids::Id>(row: &Row<'_>) -> Result<Bill<Id>, StoreError> {
    Ok(Bill {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client: id(row, "client_id")?,
        client_name: plain(row, "client_name")?,
        issued_on: date(row, "issued_on")?,
        due_on: date(row, "due_on")?,
        net: money(row, "net_minor")?,
        tax: money(row, "tax_minor")?,
        void: plain(row, "void")?,
        about: plain(row, "about")?,
        invoice: id(row, "invoice_id")?,
        freed: money(row, "freed_minor")?,
        lines: Vec::new(),
    })
}

fn line(row: &Row<'_>) -> Result<(String, BillLine), StoreError> {
    let line = BillLine {
        words: plain(row, "description")?,
        net: money(row, "net_minor")?,
        tax: money(row, "tax_minor")?,
        treatment: plain(row, "treatment")?,
        taxed: (plain(row, "tax_name")?, decimal(row, "percent")?),
        service: id_opt(row, "service_id")?,
    };
    Ok((plain(row, "of")?, line))
}

/// What a line's tax is called and what it adds: at most two taxes stand on a line.
const TAXED: &str = "coalesce((SELECT group_concat(name, ' and ') FROM
            (SELECT name FROM invoice_line_taxes WHERE line_id = l.id ORDER BY position)), '')
            AS tax_name,
        coalesce((SELECT percent FROM invoice_line_taxes WHERE line_id = l.id AND position = 0),
            '0') AS percent,
        (SELECT percent FROM invoice_line_taxes WHERE line_id = l.id AND position = 1) AS second";

fn both(row: &Row<'_>) -> Result<(String, BillLine), StoreError> {
    let (of, mut line) = line(row)?;
    let second: Option<String> = plain(row, "second")?;
    if let Some(text) = second {
        let corrupt = StoreError::Corrupt { what: "number", value: text.clone() };
        line.taxed.1 += text.parse::<Decimal>().map_err(|_| corrupt)?;
    }
    Ok((of, line))
}

fn with_lines<Id: ToString>(
    mut bills: Vec<Bill<Id>>,
    lines: Vec<(String, BillLine)>,
) -> Vec<Bill<Id>> {
    let mut of: BTreeMap<String, Vec<BillLine>> = BTreeMap::new();
    for (bill, line) in lines {
        of.entry(bill).or_default().push(line);
    }
    for bill in &mut bills {
        bill.lines = of.remove(&bill.id.to_string()).unwrap_or_default();
    }
    bills
}

/// Invoices issued from `from` through `until`, as numbered; none that was brought over.
pub fn invoices(
    db: &Connection,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Bill<InvoiceId>>, StoreError> {
    let days = [from.to_string(), until.to_string()];
    let sql = "SELECT i.*, i.id AS invoice_id, 0 AS freed_minor,
            EXISTS (SELECT 1 FROM voids v WHERE v.invoice_id = i.id) AS void FROM invoices i
            WHERE i.import_id IS NULL AND i.issued_on BETWEEN ?1 AND ?2 ORDER BY i.sequence";
    let bills = rows(db, sql, days.clone(), bill)?;
    let sql = format!(
        "SELECT l.*, i.currency, l.invoice_id AS of, s.service_id, {TAXED}
            FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
            JOIN agreement_services s ON s.id = l.agreement_service_id
            WHERE i.issued_on BETWEEN ?1 AND ?2 ORDER BY l.invoice_id, l.position"
    );
    Ok(with_lines(bills, rows(db, &sql, days, both)?))
}

/// Credit notes issued from `from` through `until`, as numbered.
pub fn credit_notes(
    db: &Connection,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Bill<CreditNoteId>>, StoreError> {
    let days = [from.to_string(), until.to_string()];
    let sql = "SELECT c.*, c.issued_on AS due_on, 0 AS void, c.reason AS about, i.client_id,
            i.client_name FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id
            WHERE c.issued_on BETWEEN ?1 AND ?2 ORDER BY c.sequence";
    let bills = rows(db, sql, days.clone(), bill)?;
    let sql = format!(
        "SELECT l.description, l.treatment, c.net_minor, c.tax_minor, n.currency,
                c.credit_note_id AS of, s.service_id, {TAXED}
            FROM credit_note_lines c JOIN credit_notes n ON n.id = c.credit_note_id
            JOIN invoice_lines l ON l.id = c.invoice_line_id
            JOIN agreement_services s ON s.id = l.agreement_service_id
            WHERE n.issued_on BETWEEN ?1 AND ?2 ORDER BY c.credit_note_id, l.position"
    );
    Ok(with_lines(bills, rows(db, &sql, days, both)?))
}

/// The PDFs of invoices issued from `from` through `until` that are not void, and the signed letter
/// of each agreement beside the first of them, as the invoices are numbered.
pub fn files(
    db: &Connection,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Beside>, StoreError> {
    let sql = "WITH standing AS (
            SELECT * FROM invoices i WHERE i.import_id IS NULL
                AND i.issued_on BETWEEN ?1 AND ?2
                AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.invoice_id = i.id)),
        first AS (
            SELECT s.agreement_id, min(i.sequence) AS sequence FROM standing i
                JOIN invoice_lines l ON l.invoice_id = i.id
                JOIN agreement_services s ON s.id = l.agreement_service_id
                GROUP BY s.agreement_id)
        SELECT id AS invoice_id, issued_on, document, NULL AS letter, sequence FROM standing
        UNION ALL
        SELECT i.id, i.issued_on, a.signed_letter, g.number, i.sequence FROM first
            JOIN standing i ON i.sequence = first.sequence
            JOIN agreements g ON g.id = first.agreement_id
            JOIN acceptances a ON a.id = g.acceptance_id
        ORDER BY sequence, letter";
    rows(db, sql, [from.to_string(), until.to_string()], |row| {
        Ok(Beside {
            invoice: id(row, "invoice_id")?,
            issued_on: date(row, "issued_on")?,
            sha256: plain(row, "document")?,
            letter: plain(row, "letter")?,
        })
    })
}

/// Write-offs from `from` through `until`.
pub fn given_up(
    db: &Connection,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<GivenUp>, StoreError> {
    let sql = "SELECT w.*, i.currency, EXISTS (SELECT 1 FROM write_offs b
                WHERE b.takes_back = w.id) AS taken_back
            FROM write_offs w JOIN invoices i ON i.id = w.invoice_id
            WHERE w.takes_back IS NULL AND w.written_on BETWEEN ?1 AND ?2 ORDER BY w.id";
    rows(db, sql, [from.to_string(), until.to_string()], |row| {
        Ok(GivenUp {
            id: id(row, "id")?,
            invoice: id(row, "invoice_id")?,
            amount: money(row, "amount_minor")?,
            on: date(row, "written_on")?,
            taken_back: plain(row, "taken_back")?,
        })
    })
}

/// Parts of payments received from `from` through `until` that pay invoices.
pub fn paid(db: &Connection, from: NaiveDate, until: NaiveDate) -> Result<Vec<Paid>, StoreError> {
    let sql = "SELECT a.*, p.currency, p.received_on, p.connection_id,
            coalesce((SELECT c.reference FROM collections c WHERE c.payment_id = p.id),
                p.reference) AS reference,
            EXISTS (SELECT 1 FROM allocations b WHERE b.takes_back = a.id) AS taken_back
            FROM allocations a JOIN payments p ON p.id = a.payment_id
            WHERE a.takes_back IS NULL AND p.received_on BETWEEN ?1 AND ?2
            ORDER BY p.received_on, a.id";
    rows(db, sql, [from.to_string(), until.to_string()], |row| {
        Ok(Paid {
            id: id(row, "id")?,
            invoice: id(row, "invoice_id")?,
            amount: money(row, "amount_minor")?,
            on: date(row, "received_on")?,
            reference: plain(row, "reference")?,
            connection: id_opt(row, "connection_id")?,
            taken_back: plain(row, "taken_back")?,
        })
    })
}

/// Refunds that left.
pub fn paid_back(db: &Connection) -> Result<Vec<PaidBack>, StoreError> {
    let sql = "SELECT r.*, k.invoice_id, k.connection_id FROM refunds r
            JOIN collections k ON k.id = r.collection_id
            WHERE r.state IN ('processing', 'done') ORDER BY r.id";
    rows(db, sql, [], |row| {
        Ok(PaidBack {
            id: id(row, "id")?,
            invoice: id(row, "invoice_id")?,
            amount: money(row, "amount_minor")?,
            asked_at: at(row, "asked_at")?,
            connection: id(row, "connection_id")?,
        })
    })
}
