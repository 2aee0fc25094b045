//! Issued invoices, their lines, and what is still owed on them.

use chrono::NaiveDate;
use domain::ids::{AgreementServiceId, ClientId, ImportId, InvoiceId, InvoiceLineId};
use domain::invoice::Standing;
use domain::money::{Currency, Money};
use domain::named::Named;
use domain::schedule::Period;
use domain::tax::{Kind, Rounding, Share};
use rusqlite::{Connection, Row, Transaction, params};
use rust_decimal::Decimal;

mod listing;

pub use listing::{Listing, Sort, Sums, View, counts, list, sums};

use crate::StoreError;
use crate::read::{
    amount, currency, date, date_opt, decimal, id, id_opt, money, only, parsed, plain, row, rows,
    run,
};

/// An invoice with what is owed on it.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// The invoice.
    pub id: InvoiceId,
    /// Its place in the series; 0 where it was brought over.
    pub sequence: i64,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: ClientId,
    /// The client's name as printed.
    pub client_name: String,
    /// The client's address as printed.
    pub client_address: String,
    /// What it is for.
    pub about: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// Currency of every amount.
    pub currency: Currency,
    /// How its tax is rounded.
    pub rounding: Rounding,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// With tax.
    pub total: Money,
    /// Still owed.
    pub open: Money,
    /// Taken back by credit notes.
    pub credited: Money,
    /// Given up.
    pub written_off: Money,
    /// Whether it was issued by mistake.
    pub void: bool,
    /// The day the last money was received, once nothing is owed.
    pub paid_on: Option<NaiveDate>,
    /// The PDF: SHA-256 of its document.
    pub document: String,
    /// The import it was brought over by, under its own old number.
    pub import: Option<ImportId>,
}

impl Invoice {
    /// What became of its total so far.
    pub fn standing(&self) -> Standing {
        Standing {
            total: self.total,
            open: self.open,
            credited: self.credited,
            written_off: self.written_off,
            void: self.void,
        }
    }
}

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub id: InvoiceLineId,
    /// The service of the agreement.
    pub service: AgreementServiceId,
    /// Which occurrence.
    pub occurrence: u32,
    /// Whether it is the part of logged work that exceeds the cap.
    pub beyond_cap: bool,
    /// What for.
    pub description: String,
    /// The days it covers.
    pub period: Period,
    /// How many.
    pub quantity: Decimal,
    /// Price of one.
    pub price: Money,
    /// Without tax.
    pub net: Money,
    /// The treatment of its tax.
    pub treatment: String,
    /// Tax.
    pub tax: Money,
    /// Each tax; they come to `tax`.
    pub taxes: Vec<Share>,
}

const SELECT: &str = "SELECT i.*, b.open_minor, b.credited_minor, b.written_off_minor, b.voided,
        b.paid_on FROM invoices i
    JOIN balances b ON b.invoice_id = i.id";

fn invoice(row: &Row<'_>) -> Result<Invoice, StoreError> {
    Ok(Invoice {
        id: id(row, "id")?,
        sequence: plain::<Option<i64>>(row, "sequence")?.unwrap_or(0),
        number: plain(row, "number")?,
        client_id: id(row, "client_id")?,
        client_name: plain(row, "client_name")?,
        client_address: plain(row, "client_address")?,
        about: plain(row, "about")?,
        issued_on: date(row, "issued_on")?,
        due_on: date(row, "due_on")?,
        currency: currency(row, "currency")?,
        rounding: parsed(row, "rounding", "rounding", Rounding::named)?,
        net: money(row, "net_minor")?,
        tax: money(row, "tax_minor")?,
        total: money(row, "total_minor")?,
        open: money(row, "open_minor")?,
        credited: money(row, "credited_minor")?,
        written_off: money(row, "written_off_minor")?,
        void: plain(row, "voided")?,
        paid_on: date_opt(row, "paid_on")?,
        document: plain(row, "document")?,
        import: id_opt(row, "import_id")?,
    })
}

fn line(row: &Row<'_>) -> Result<Line, StoreError> {
    Ok(Line {
        id: id(row, "id")?,
        service: id(row, "agreement_service_id")?,
        occurrence: plain(row, "occurrence")?,
        beyond_cap: plain(row, "beyond_cap")?,
        description: plain(row, "description")?,
        period: Period { from: date(row, "period_from")?, to: date(row, "period_to")? },
        quantity: decimal(row, "quantity")?,
        price: money(row, "price_minor")?,
        net: money(row, "net_minor")?,
        treatment: plain(row, "treatment")?,
        tax: money(row, "tax_minor")?,
        taxes: Vec::new(),
    })
}

fn share(row: &Row<'_>) -> Result<(InvoiceLineId, Share), StoreError> {
    let share = Share {
        kind: parsed(row, "kind", "kind of tax", Kind::named)?,
        name: plain(row, "name")?,
        percent: decimal(row, "percent")?,
        amount: money(row, "amount_minor")?,
    };
    Ok((id(row, "line_id")?, share))
}

/// An invoice by its id.
pub fn show(db: &Connection, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    row(db, &format!("{SELECT} WHERE i.id = ?1"), [id.to_string()], invoice)
}

/// The lines of an invoice, in order.
pub fn lines(db: &Connection, id: InvoiceId) -> Result<Vec<Line>, StoreError> {
    let sql = "SELECT l.*, i.currency FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
        WHERE l.invoice_id = ?1 ORDER BY l.position";
    let mut lines = rows(db, sql, [id.to_string()], line)?;
    let sql = "SELECT t.*, i.currency FROM invoice_line_taxes t
        JOIN invoice_lines l ON l.id = t.line_id JOIN invoices i ON i.id = l.invoice_id
        WHERE l.invoice_id = ?1 ORDER BY l.position, t.position";
    for (of, share) in rows(db, sql, [id.to_string()], share)? {
        let line = lines.iter_mut().find(|line| line.id == of);
        line.into_iter().for_each(|line| line.taxes.push(share.clone()));
    }
    Ok(lines)
}

/// The newest invoices of a client.
pub fn of_client(
    db: &Connection,
    client: ClientId,
    limit: u32,
) -> Result<Vec<Invoice>, StoreError> {
    let sql = format!("{SELECT} WHERE i.client_id = ?1 ORDER BY i.sequence DESC LIMIT ?2");
    rows(db, &sql, params![client.to_string(), limit], invoice)
}

/// The invoices that bill an agreement, the newest first.
pub fn of_agreement(
    db: &Connection,
    agreement: domain::ids::AgreementId,
    limit: u32,
) -> Result<Vec<Invoice>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE i.id IN (SELECT l.invoice_id FROM invoice_lines l
            JOIN agreement_services s ON s.id = l.agreement_service_id
            WHERE s.agreement_id = ?1) ORDER BY i.sequence DESC LIMIT ?2"
    );
    rows(db, &sql, params![agreement.to_string(), limit], invoice)
}

/// Open invoices, the oldest due first; `client` narrows to one.
pub fn open(db: &Connection, client: Option<ClientId>) -> Result<Vec<Invoice>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE b.open_minor > 0 AND {} ORDER BY b.due_on, i.sequence",
        only("b.client_id", client.as_ref())
    );
    rows(db, &sql, params![client.map(|id| id.to_string())], invoice)
}

/// What is open on an invoice.
#[derive(Clone, Debug)]
pub struct Open {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: ClientId,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// All of it.
    pub total: Money,
    /// Still owed.
    pub open: Money,
}

/// What is open on invoices, the oldest due first; `client` narrows to one.
pub fn owed(db: &Connection, client: Option<ClientId>) -> Result<Vec<Open>, StoreError> {
    let sql = format!(
        "SELECT i.id, i.number, b.client_id, b.issued_on, b.due_on, b.currency,
            b.total_minor, b.open_minor FROM balances b JOIN invoices i ON i.id = b.invoice_id
        WHERE b.open_minor > 0 AND {} ORDER BY b.due_on, i.sequence",
        only("b.client_id", client.as_ref())
    );
    rows(db, &sql, params![client.map(|id| id.to_string())], |row| {
        let open: Money = money(row, "open_minor")?;
        Ok(Open {
            id: id(row, "id")?,
            number: plain(row, "number")?,
            client_id: id(row, "client_id")?,
            issued_on: date(row, "issued_on")?,
            due_on: date(row, "due_on")?,
            total: amount(plain(row, "total_minor")?, open.currency())?,
            open,
        })
    })
}

/// Open invoices due on a day or before it, the oldest due first.
pub fn open_due_by(db: &Connection, day: NaiveDate) -> Result<Vec<Invoice>, StoreError> {
    let sql =
        format!("{SELECT} WHERE b.open_minor > 0 AND b.due_on <= ?1 ORDER BY b.due_on, i.sequence");
    rows(db, &sql, [day.to_string()], invoice)
}

/// The day on which the oldest open invoice of a client was issued.
pub fn oldest_open(db: &Connection, client: ClientId) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "SELECT issued_on FROM balances WHERE open_minor > 0 AND client_id = ?1
        ORDER BY issued_on LIMIT 1";
    row(db, sql, [client.to_string()], |row| date(row, "issued_on"))
}

/// Records an issued invoice with its lines; all of it is owed.
pub fn add(tx: &Transaction<'_>, invoice: &Invoice, lines: &[Line]) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO invoices (id, sequence, number, client_id, client_name, client_address,
            about, issued_on, due_on, currency, rounding, net_minor, tax_minor, total_minor,
            document, import_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            invoice.id.to_string(),
            invoice.import.is_none().then_some(invoice.sequence),
            invoice.number,
            invoice.client_id.to_string(),
            invoice.client_name,
            invoice.client_address,
            invoice.about,
            invoice.issued_on.to_string(),
            invoice.due_on.to_string(),
            invoice.currency.code(),
            invoice.rounding.name(),
            invoice.net.minor(),
            invoice.tax.minor(),
            invoice.total.minor(),
            invoice.document,
            invoice.import.map(|id| id.to_string())
        ],
    )?;
    for (position, line) in lines.iter().enumerate() {
        add_line(tx, invoice.id, position, line)?;
    }
    run(
        tx,
        "INSERT INTO balances (invoice_id, client_id, currency, issued_on, due_on, total_minor,
            open_minor, paid_on) VALUES (?1, ?2, ?3, ?7, ?4, ?5, ?5, ?6)",
        params![
            invoice.id.to_string(),
            invoice.client_id.to_string(),
            invoice.currency.code(),
            invoice.due_on.to_string(),
            invoice.total.minor(),
            invoice.total.is_zero().then(|| invoice.issued_on.to_string()),
            invoice.issued_on.to_string()
        ],
    )?;
    Ok(())
}

/// Invoices of a number, of the practice's own series or brought over.
pub fn of_number(db: &Connection, number: &str) -> Result<Vec<Invoice>, StoreError> {
    rows(db, &format!("{SELECT} WHERE i.number = ?1"), [number], invoice)
}

/// The invoices of an import.
pub fn of_import(db: &Connection, import: ImportId) -> Result<Vec<Invoice>, StoreError> {
    let sql = format!("{SELECT} WHERE i.import_id = ?1 ORDER BY i.number");
    rows(db, &sql, [import.to_string()], invoice)
}

/// Whether anything happened to an invoice since it came into the book.
pub fn in_use(db: &Connection, id: InvoiceId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM allocations WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM write_offs WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM receipts WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM late_charges WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM invoice_disputes WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM follow_up_steps WHERE invoice_id = ?1)
        OR EXISTS (SELECT 1 FROM outbox WHERE subject = ?1)";
    Ok(crate::read::number(db, sql, [id.to_string()])? == 1)
}

/// Takes an invoice out that was brought over; the schema refuses any other.
pub fn take_out(tx: &Transaction<'_>, id: InvoiceId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM balances WHERE invoice_id = ?1", [id.to_string()])?;
    run(tx, "DELETE FROM invoices WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

fn add_line(
    tx: &Transaction<'_>,
    invoice: InvoiceId,
    position: usize,
    line: &Line,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO invoice_lines (id, invoice_id, position, agreement_service_id, occurrence,
            beyond_cap, description, period_from, period_to, quantity, price_minor, net_minor,
            treatment, tax_minor)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            line.id.to_string(),
            invoice.to_string(),
            i64::try_from(position).unwrap_or(i64::MAX),
            line.service.to_string(),
            line.occurrence,
            line.beyond_cap,
            line.description,
            line.period.from.to_string(),
            line.period.to.to_string(),
            line.quantity.to_string(),
            line.price.minor(),
            line.net.minor(),
            line.treatment,
            line.tax.minor()
        ],
    )?;
    for (position, share) in line.taxes.iter().enumerate() {
        run(
            tx,
            "INSERT INTO invoice_line_taxes (line_id, position, kind, name, percent, amount_minor)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                line.id.to_string(),
                i64::try_from(position).unwrap_or(i64::MAX),
                share.kind.name(),
                share.name,
                share.percent.to_string(),
                share.amount.minor()
            ],
        )?;
    }
    Ok(())
}

/// Computes what is owed on an invoice anew from what became of it, and when it was paid.
pub fn settle(tx: &Transaction<'_>, id: InvoiceId) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE balances SET (open_minor, credited_minor, written_off_minor, voided) =
            (SELECT CASE WHEN void THEN 0 ELSE total_minor - paid - credited - written END,
                credited, written, void FROM (SELECT
                (SELECT coalesce(sum(amount_minor), 0) FROM allocations WHERE invoice_id = ?1)
                    AS paid,
                (SELECT coalesce(sum(total_minor), 0) FROM credit_notes WHERE invoice_id = ?1)
                    AS credited,
                (SELECT coalesce(sum(amount_minor), 0) FROM write_offs WHERE invoice_id = ?1)
                    AS written,
                EXISTS (SELECT 1 FROM voids WHERE invoice_id = ?1) AS void))
            WHERE invoice_id = ?1",
        [id.to_string()],
    )?;
    run(
        tx,
        "UPDATE balances SET
            paid_on = CASE WHEN open_minor > 0 OR voided OR written_off_minor > 0
                THEN NULL ELSE (SELECT max(p.received_on) FROM allocations a JOIN payments p
                    ON p.id = a.payment_id WHERE a.invoice_id = ?1
                    AND a.amount_minor > 0 AND NOT EXISTS
                        (SELECT 1 FROM allocations t WHERE t.takes_back = a.id)) END,
            fell_on = (SELECT min(on_day) FROM falls WHERE invoice_id = ?1),
            settled_on = CASE WHEN open_minor = 0 AND NOT voided
                THEN (SELECT max(on_day) FROM falls WHERE invoice_id = ?1) END
            WHERE invoice_id = ?1",
        [id.to_string()],
    )?;
    Ok(())
}

/// What is owed by due date, whole minor units: due date, sum, how many invoices.
pub fn open_by_due(db: &Connection) -> Result<Vec<(NaiveDate, i64, i64)>, StoreError> {
    let sql = "SELECT due_on, sum(open_minor) AS open, count(*) AS count FROM balances
        WHERE open_minor > 0 AND currency = (SELECT currency FROM practice)
        GROUP BY due_on ORDER BY due_on";
    rows(db, sql, [], |row| Ok((date(row, "due_on")?, plain(row, "open")?, plain(row, "count")?)))
}

/// How many clients owe something, and how many on invoices due before `day`.
pub fn clients_owing(db: &Connection, day: NaiveDate) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT count(*) AS owing, coalesce(sum(oldest < ?1), 0) AS late FROM
        (SELECT min(due_on) AS oldest FROM balances INDEXED BY balances_owed
            WHERE open_minor > 0 GROUP BY client_id)";
    let read = |row: &Row<'_>| Ok((plain(row, "owing")?, plain(row, "late")?));
    Ok(row(db, sql, [day.to_string()], read)?.unwrap_or_default())
}

/// What is owed on one invoice.
pub fn open_of(db: &Connection, id: InvoiceId) -> Result<Option<(Money, ClientId)>, StoreError> {
    let sql = "SELECT * FROM balances WHERE invoice_id = ?1";
    row(db, sql, [id.to_string()], |row| {
        let open = amount(plain(row, "open_minor")?, currency(row, "currency")?)?;
        Ok((open, crate::read::id(row, "client_id")?))
    })
}

/// The receipt of an invoice, if it was made: SHA-256 of its document and the day it settled.
pub fn receipt(db: &Connection, id: InvoiceId) -> Result<Option<(String, NaiveDate)>, StoreError> {
    let sql = "SELECT document, settled_on FROM receipts WHERE invoice_id = ?1";
    row(db, sql, [id.to_string()], |row| Ok((plain(row, "document")?, date(row, "settled_on")?)))
}

/// Keeps the receipt of an invoice. A new one replaces that of an earlier settlement.
pub fn keep_receipt(
    tx: &Transaction<'_>,
    id: InvoiceId,
    document: &str,
    settled_on: NaiveDate,
) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO receipts (invoice_id, document, settled_on)
        VALUES (?1, ?2, ?3)";
    run(tx, sql, params![id.to_string(), document, settled_on.to_string()])?;
    Ok(())
}
