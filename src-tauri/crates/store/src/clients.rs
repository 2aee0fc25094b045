//! Clients, and the imports they came with.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ClientId, ImportId};
use domain::money::{Currency, Money};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at_opt, currency_opt, id, instant_text, money, number, plain, row, rows, run};

/// A client's own particulars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The client.
    pub id: ClientId,
    /// Name as printed.
    pub name: String,
    /// `business` or `consumer`.
    pub kind: String,
    /// The person to write to.
    pub contact: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Address, one line each.
    pub address: String,
    /// Tax number.
    pub tax_number: String,
    /// Where it belongs for tax, by the name of [`domain::tax::At`].
    pub tax_place: String,
    /// The currency it is billed in; nothing for the home currency.
    pub currency: Option<Currency>,
    /// Names seen on bank lines, one a line.
    pub payer_names: String,
    /// Notes.
    pub notes: String,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
}

/// A client with what it owes, whole minor units of the home currency.
#[derive(Clone, Debug)]
pub struct ClientFigures {
    /// The client.
    pub client: Client,
    /// How many agreements it has.
    pub agreements: i64,
    /// Owed.
    pub open_minor: i64,
    /// Owed and past due.
    pub overdue_minor: i64,
    /// Received and joined to no invoice.
    pub credit_minor: i64,
}

fn client(row: &Row<'_>) -> Result<Client, StoreError> {
    Ok(Client {
        id: id(row, "id")?,
        name: plain(row, "name")?,
        kind: plain(row, "kind")?,
        contact: plain(row, "contact")?,
        email: plain(row, "email")?,
        phone: plain(row, "phone")?,
        address: plain(row, "address")?,
        tax_number: plain(row, "tax_number")?,
        tax_place: plain(row, "tax_place")?,
        currency: currency_opt(row, "currency")?,
        payer_names: plain(row, "payer_names")?,
        notes: plain(row, "notes")?,
        archived_at: at_opt(row, "archived_at")?,
    })
}

/// A client by its id.
pub fn show(db: &Connection, id: ClientId) -> Result<Option<Client>, StoreError> {
    row(db, "SELECT * FROM clients WHERE id = ?1", [id.to_string()], client)
}

/// All clients, archived ones too, by name.
pub fn all(db: &Connection) -> Result<Vec<Client>, StoreError> {
    rows(db, "SELECT * FROM clients ORDER BY name COLLATE NOCASE, id", [], client)
}

/// Clients with their figures on `today`, by name; `only` one, or all that are archived or not.
pub fn figures(
    db: &Connection,
    archived: bool,
    only: Option<ClientId>,
    today: NaiveDate,
) -> Result<Vec<ClientFigures>, StoreError> {
    let sql = "
        SELECT c.*,
            (SELECT count(*) FROM agreements a WHERE a.client_id = c.id) AS agreements,
            (SELECT coalesce(sum(open_minor), 0) FROM balances b
                WHERE b.client_id = c.id AND open_minor > 0 AND b.currency = h.currency)
                AS open_minor,
            (SELECT coalesce(sum(open_minor), 0) FROM balances b
                WHERE b.client_id = c.id AND open_minor > 0 AND b.due_on < ?2
                    AND b.currency = h.currency) AS overdue_minor,
            (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.client_id = c.id
                AND p.currency = h.currency
                AND p.id NOT IN (SELECT payment_id FROM payment_reversals))
            - (SELECT coalesce(sum(l.amount_minor), 0) FROM payments p
                JOIN joined l ON l.payment_id = p.id WHERE p.client_id = c.id
                    AND p.currency = h.currency)
            - (SELECT coalesce(sum(b.amount_minor), 0) FROM payments p
                JOIN paid_back b ON b.payment_id = p.id WHERE p.client_id = c.id
                    AND p.currency = h.currency)
                AS credit_minor
        FROM clients c, (SELECT currency FROM practice) h
        WHERE (?3 IS NULL AND (c.archived_at IS NOT NULL) = ?1) OR c.id = ?3
        ORDER BY c.name COLLATE NOCASE, c.id";
    let only = only.map(|id| id.to_string());
    rows(db, sql, params![archived, today.to_string(), only], |row| {
        Ok(ClientFigures {
            client: client(row)?,
            agreements: plain(row, "agreements")?,
            open_minor: plain(row, "open_minor")?,
            overdue_minor: plain(row, "overdue_minor")?,
            credit_minor: plain(row, "credit_minor")?,
        })
    })
}

/// Adds a client.
pub fn add(
    tx: &Transaction<'_>,
    client: &Client,
    import: Option<ImportId>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO clients (id, name, kind, contact, email, phone, address, tax_number,
            payer_names, notes, import_id, tax_place,
            currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            client.id.to_string(),
            client.name,
            client.kind,
            client.contact,
            client.email,
            client.phone,
            client.address,
            client.tax_number,
            client.payer_names,
            client.notes,
            import.map(|id| id.to_string()),
            client.tax_place,
            client.currency.map(Currency::code)
        ],
    )?;
    Ok(())
}

/// What is owed in other currencies than the home one, by client; `only` one or all.
pub fn owed_elsewhere(
    db: &Connection,
    only: Option<ClientId>,
) -> Result<Vec<(ClientId, Money)>, StoreError> {
    let sql = "SELECT client_id, currency, sum(open_minor) AS open_minor FROM balances
        WHERE open_minor > 0 AND currency <> (SELECT currency FROM practice)
            AND (?1 IS NULL OR client_id = ?1)
        GROUP BY client_id, currency ORDER BY client_id, currency";
    rows(db, sql, params![only.map(|id| id.to_string())], |row| {
        Ok((id(row, "client_id")?, money(row, "open_minor")?))
    })
}

/// Saves a client's particulars.
pub fn save(tx: &Transaction<'_>, client: &Client) -> Result<(), StoreError> {
    run(
        tx,
        "UPDATE clients SET name = ?2, kind = ?3, contact = ?4, email = ?5, phone = ?6,
            address = ?7, tax_number = ?8, payer_names = ?9, notes = ?10, archived_at = ?11,
            tax_place = ?12, currency = ?13 WHERE id = ?1",
        params![
            client.id.to_string(),
            client.name,
            client.kind,
            client.contact,
            client.email,
            client.phone,
            client.address,
            client.tax_number,
            client.payer_names,
            client.notes,
            client.archived_at.map(instant_text),
            client.tax_place,
            client.currency.map(Currency::code)
        ],
    )?;
    Ok(())
}

/// Whether a proposal, an agreement, an invoice, a payment, or what was said to it refers to the
/// client.
pub fn in_use(db: &Connection, id: ClientId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM proposals WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM invoices WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM agreements WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM amendment_changes WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM invoices_told WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM payments WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM follow_ups WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM holds WHERE client_id = ?1)
        OR EXISTS (SELECT 1 FROM promises WHERE client_id = ?1)";
    Ok(number(db, sql, [id.to_string()])? == 1)
}

/// Takes a client out.
pub fn remove(tx: &Transaction<'_>, id: ClientId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM clients WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// The clients of an import that are still there.
pub fn of_import(db: &Connection, import: ImportId) -> Result<Vec<Client>, StoreError> {
    rows(db, "SELECT * FROM clients WHERE import_id = ?1", [import.to_string()], client)
}

/// The clients whose agreements are billed together, one invoice a day.
pub fn billed_together(db: &Connection) -> Result<Vec<ClientId>, StoreError> {
    rows(db, "SELECT client_id FROM billed_together", [], |row| crate::read::id(row, "client_id"))
}

/// Sets whether a client's agreements are billed together.
pub fn bill_together(tx: &Transaction<'_>, id: ClientId, together: bool) -> Result<(), StoreError> {
    let sql = if together {
        "INSERT OR IGNORE INTO billed_together (client_id) VALUES (?1)"
    } else {
        "DELETE FROM billed_together WHERE client_id = ?1"
    };
    run(tx, sql, [id.to_string()])?;
    Ok(())
}
