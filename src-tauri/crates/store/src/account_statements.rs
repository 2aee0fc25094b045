//! Statements of account, and the movements they are made of.

use chrono::NaiveDate;
use domain::account::Moved;
use domain::ids::{AccountStatementId, ClientId, InvoiceId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::invoices::{self, Invoice};
use crate::read::{amount, currency, date, date_opt, id, money, plain, row, rows, run};

/// A statement that was made, frozen.
#[derive(Clone, Debug)]
pub struct AccountStatement {
    /// The statement.
    pub id: AccountStatementId,
    /// The client.
    pub client_id: ClientId,
    /// The first day of its movements.
    pub from: NaiveDate,
    /// The day whose end it shows.
    pub until: NaiveDate,
    /// What was owed; negative where the client had paid too much.
    pub owed: Money,
    /// The PDF: SHA-256 of its document.
    pub document: String,
}

/// What changed a client's account. What does not apply is empty.
#[derive(Clone, Debug)]
pub struct What {
    /// The event of the ledger.
    pub event: String,
    /// The number of the invoice it is about.
    pub invoice: String,
    /// The day that invoice is due, where it was issued by this.
    pub due_on: Option<NaiveDate>,
    /// The number of the credit note.
    pub credit_note: String,
    /// How money came: `transfer`, `cheque`, `cash` or `card`.
    pub method: String,
    /// The reference of the payment.
    pub reference: String,
}

/// The invoices of a client that were open at the end of a day, with what was open then.
pub fn open_on(
    db: &Connection,
    client: ClientId,
    currency: Currency,
    day: NaiveDate,
) -> Result<Vec<Invoice>, StoreError> {
    let sql = "SELECT i.id, i.currency, i.total_minor
            - coalesce((SELECT sum(a.amount_minor) FROM allocations a JOIN ledger l
                ON l.source = a.id WHERE a.invoice_id = i.id AND l.posted_on <= ?3), 0)
            - coalesce((SELECT sum(n.total_minor) FROM credit_notes n
                WHERE n.invoice_id = i.id AND n.issued_on <= ?3), 0)
            - coalesce((SELECT sum(w.amount_minor) FROM write_offs w
                WHERE w.invoice_id = i.id AND w.written_on <= ?3), 0) AS open_minor
        FROM invoices i WHERE i.client_id = ?1 AND i.currency = ?2
            AND EXISTS (SELECT 1 FROM ledger l WHERE l.source = i.id AND l.posted_on <= ?3)
            AND NOT EXISTS (SELECT 1 FROM voids v
                WHERE v.invoice_id = i.id AND v.voided_on <= ?3)";
    let values = params![client.to_string(), currency.code(), day.to_string()];
    let found: Vec<(InvoiceId, Money)> =
        rows(db, sql, values, |row| Ok((id(row, "id")?, money(row, "open_minor")?)))?;
    let mut open = Vec::new();
    for (id, left) in found.into_iter().filter(|(_, left)| left.is_positive()) {
        let invoice = invoices::show(db, id)?;
        open.extend(invoice.map(|invoice| Invoice { open: left, ..invoice }));
    }
    Ok(open)
}

/// Everything that changed what a client owes in a currency by the end of `until`, in order of
/// days.
pub fn moved(
    db: &Connection,
    client: ClientId,
    currency: Currency,
    until: NaiveDate,
) -> Result<Vec<Moved<What>>, StoreError> {
    let sql = "SELECT l.posted_on, l.event, i.due_on, p.method,
            coalesce(i.number, ni.number, wi.number, '') AS invoice,
            coalesce(n.number, '') AS credit_note, coalesce(p.reference, '') AS reference,
            sum(CASE WHEN l.debit IN ('receivable', 'client_credit') THEN l.amount_minor
                ELSE -l.amount_minor END) AS change
        FROM ledger l LEFT JOIN invoices i ON i.id = l.source
        LEFT JOIN credit_notes n ON n.id = l.source LEFT JOIN invoices ni ON ni.id = n.invoice_id
        LEFT JOIN write_offs w ON w.id = l.source LEFT JOIN invoices wi ON wi.id = w.invoice_id
        LEFT JOIN payments p ON p.id = l.source
        WHERE l.client_id = ?1 AND l.currency = ?2 AND l.posted_on <= ?3
            AND (l.debit IN ('receivable', 'client_credit'))
                <> (l.credit IN ('receivable', 'client_credit'))
        GROUP BY l.posted_on, l.source, l.event ORDER BY l.posted_on, min(l.seq)";
    rows(db, sql, params![client.to_string(), currency.code(), until.to_string()], |row| {
        Ok(Moved {
            on: date(row, "posted_on")?,
            change: amount(plain(row, "change")?, currency)?,
            what: What {
                event: plain(row, "event")?,
                invoice: plain(row, "invoice")?,
                due_on: date_opt(row, "due_on")?,
                credit_note: plain(row, "credit_note")?,
                method: plain::<Option<String>>(row, "method")?.unwrap_or_default(),
                reference: plain(row, "reference")?,
            },
        })
    })
}

fn statement(row: &Row<'_>) -> Result<AccountStatement, StoreError> {
    Ok(AccountStatement {
        id: id(row, "id")?,
        client_id: id(row, "client_id")?,
        from: date(row, "from_on")?,
        until: date(row, "until_on")?,
        owed: amount(plain(row, "owed_minor")?, currency(row, "currency")?)?,
        document: plain(row, "document")?,
    })
}

/// A statement by its id.
pub fn show(
    db: &Connection,
    id: AccountStatementId,
) -> Result<Option<AccountStatement>, StoreError> {
    row(db, "SELECT * FROM account_statements WHERE id = ?1", [id.to_string()], statement)
}

/// The statements of a client, the newest first.
pub fn of_client(db: &Connection, client: ClientId) -> Result<Vec<AccountStatement>, StoreError> {
    let sql = "SELECT * FROM account_statements WHERE client_id = ?1
        ORDER BY until_on DESC, id DESC LIMIT 24";
    rows(db, sql, [client.to_string()], statement)
}

/// Freezes a statement.
pub fn add(tx: &Transaction<'_>, statement: &AccountStatement) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO account_statements (id, client_id, from_on, until_on, currency, owed_minor,
            document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            statement.id.to_string(),
            statement.client_id.to_string(),
            statement.from.to_string(),
            statement.until.to_string(),
            statement.owed.currency().code(),
            statement.owed.minor(),
            statement.document
        ],
    )?;
    Ok(())
}
