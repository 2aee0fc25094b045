//! The service library.

use chrono::{DateTime, Utc};
use domain::charge::{Billing, Milestone};
use domain::clause::ServiceKind;
use domain::ids::{ImportId, ServiceId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::billing::{billing, written};
use crate::read::{at_opt, id, instant_text, money, number, plain, row, rows, run};

/// A service of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The service.
    pub id: ServiceId,
    /// Name as printed.
    pub name: String,
    /// What kind of work it is, in the domain's word: its own clauses come with it.
    pub kind: ServiceKind,
    /// What is done.
    pub description: String,
    /// How it is billed.
    pub billing: Billing,
    /// The parts in which a price on completion falls due; none for all at once.
    pub milestones: Vec<Milestone>,
    /// Price of one.
    pub price: Money,
    /// The treatment of its tax.
    pub tax: String,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
}

fn kind(row: &Row<'_>) -> Result<ServiceKind, StoreError> {
    let text: String = plain(row, "kind")?;
    ServiceKind::parse(&text).ok_or(StoreError::Corrupt { what: "kind of service", value: text })
}

fn service(row: &Row<'_>) -> Result<Service, StoreError> {
    let (billing, milestones) = billing(row, "billing")?;
    Ok(Service {
        id: id(row, "id")?,
        name: plain(row, "name")?,
        kind: kind(row)?,
        description: plain(row, "description")?,
        billing,
        milestones,
        price: money(row, "price_minor")?,
        tax: plain(row, "tax")?,
        archived_at: at_opt(row, "archived_at")?,
    })
}

/// A service by its id.
pub fn show(db: &Connection, id: ServiceId) -> Result<Option<Service>, StoreError> {
    row(db, "SELECT * FROM services WHERE id = ?1", [id.to_string()], service)
}

/// All services with the number of agreements each is in, by name.
pub fn list(db: &Connection, archived: bool) -> Result<Vec<(Service, i64)>, StoreError> {
    let sql = "SELECT s.*, (SELECT count(*) FROM agreement_services a WHERE a.service_id = s.id)
            AS agreements FROM services s WHERE (s.archived_at IS NOT NULL) = ?1
        ORDER BY s.name COLLATE NOCASE, s.id";
    rows(db, sql, [archived], |row| Ok((service(row)?, plain(row, "agreements")?)))
}

/// Saves a service, new or not.
pub fn save(tx: &Transaction<'_>, service: &Service) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO services (id, name, kind, description, billing, price_minor, currency,
            tax, archived_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
            description = excluded.description, billing = excluded.billing,
            price_minor = excluded.price_minor, currency = excluded.currency,
            tax = excluded.tax, archived_at = excluded.archived_at",
        params![
            service.id.to_string(),
            service.name,
            service.kind.as_str(),
            service.description,
            written(service.billing, &service.milestones)?,
            service.price.minor(),
            service.price.currency().code(),
            service.tax,
            service.archived_at.map(instant_text)
        ],
    )?;
    Ok(())
}

/// Notes by which import a service came.
pub fn brought_by(tx: &Transaction<'_>, id: ServiceId, import: ImportId) -> Result<(), StoreError> {
    let sql = "UPDATE services SET import_id = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), import.to_string()])?;
    Ok(())
}

/// The services of an import.
pub fn of_import(db: &Connection, import: ImportId) -> Result<Vec<Service>, StoreError> {
    rows(db, "SELECT * FROM services WHERE import_id = ?1", [import.to_string()], service)
}

/// Whether an agreement, a proposal or a template refers to the service.
pub fn in_use(db: &Connection, id: ServiceId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM agreement_services WHERE service_id = ?1)
        OR EXISTS (SELECT 1 FROM proposals WHERE instr(draft, ?1) > 0)
        OR EXISTS (SELECT 1 FROM revisions WHERE instr(terms, ?1) > 0)
        OR EXISTS (SELECT 1 FROM proposal_templates WHERE instr(draft, ?1) > 0)";
    Ok(number(db, sql, [id.to_string()])? == 1)
}

/// Takes a service out that came by an import; the schema refuses one that is in an agreement.
pub fn take_out(tx: &Transaction<'_>, id: ServiceId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM services WHERE id = ?1", [id.to_string()])?;
    Ok(())
}
