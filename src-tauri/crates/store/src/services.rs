//! The service library, and how a billing rule is written in columns.

use chrono::{DateTime, Utc};
use domain::charge::{Billing, Cap, Unit};
use domain::clause::ServiceKind;
use domain::ids::ServiceId;
use domain::money::Money;
use domain::schedule::{Cadence, DueDay, Every, Recurrence};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at_opt, decimal_opt, id, instant_text, money, plain, row, rows, run};

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
    /// Price of one.
    pub price: Money,
    /// Whether the practice's tax is added.
    pub taxable: bool,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
}

/// A billing rule as its four columns: billing, every, due_day, cap_hours.
pub type BillingColumns =
    (&'static str, Option<&'static str>, Option<&'static str>, Option<String>);

/// Writes a billing rule into its columns. Refuses one that they cannot hold.
pub fn billing_columns(billing: Billing) -> Result<BillingColumns, StoreError> {
    let refused = || {
        let words = billing.words();
        StoreError::Refused(format!("a book cannot hold a service billed {words} yet"))
    };
    Ok(match billing {
        Billing::Recurring(rule) => {
            let Cadence::Months(every, day) = rule.cadence else { return Err(refused()) };
            if rule != Recurrence::each(every, day) {
                return Err(refused());
            }
            let every = match every {
                Every::MONTH => "month",
                Every::QUARTER => "quarter",
                Every::YEAR => "year",
                _ => return Err(refused()),
            };
            let day = match day {
                DueDay::StartDay => "start_day",
                DueDay::LastDay => "last_day",
                _ => return Err(refused()),
            };
            ("recurring", Some(every), Some(day), None)
        }
        Billing::OnAcceptance => ("on_acceptance", None, None, None),
        Billing::OnCompletion => ("on_completion", None, None, None),
        Billing::Logged { unit: Unit::Hour, cap: Cap { most, per: None } } => {
            ("hourly", None, None, Some(most.to_string()))
        }
        Billing::Logged { .. } => return Err(refused()),
    })
}

/// Reads a billing rule from its columns.
pub(crate) fn billing(row: &Row<'_>) -> Result<Billing, StoreError> {
    let kind: String = plain(row, "billing")?;
    let every: Option<String> = plain(row, "every")?;
    let day: Option<String> = plain(row, "due_day")?;
    let corrupt = || StoreError::Corrupt { what: "billing rule", value: kind.clone() };
    match (kind.as_str(), every.as_deref(), day.as_deref(), decimal_opt(row, "cap_hours")?) {
        ("recurring", Some(every), Some(day), None) => {
            let every = match every {
                "month" => Every::MONTH,
                "quarter" => Every::QUARTER,
                "year" => Every::YEAR,
                _ => return Err(corrupt()),
            };
            let day = match day {
                "start_day" => DueDay::StartDay,
                "last_day" => DueDay::LastDay,
                _ => return Err(corrupt()),
            };
            Ok(Billing::Recurring(Recurrence::each(every, day)))
        }
        ("on_acceptance", None, None, None) => Ok(Billing::OnAcceptance),
        ("on_completion", None, None, None) => Ok(Billing::OnCompletion),
        ("hourly", None, None, Some(most)) => {
            Ok(Billing::Logged { unit: Unit::Hour, cap: Cap { most, per: None } })
        }
        _ => Err(corrupt()),
    }
}

fn kind(row: &Row<'_>) -> Result<ServiceKind, StoreError> {
    let text: String = plain(row, "kind")?;
    ServiceKind::parse(&text).ok_or(StoreError::Corrupt { what: "kind of service", value: text })
}

fn service(row: &Row<'_>) -> Result<Service, StoreError> {
    Ok(Service {
        id: id(row, "id")?,
        name: plain(row, "name")?,
        kind: kind(row)?,
        description: plain(row, "description")?,
        billing: billing(row)?,
        price: money(row, "price_minor")?,
        taxable: plain(row, "taxable")?,
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
    let (billing, every, due_day, cap_hours) = billing_columns(service.billing)?;
    run(
        tx,
        "INSERT INTO services (id, name, kind, description, billing, every, due_day, cap_hours,
            price_minor, currency, taxable, archived_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
            description = excluded.description, billing = excluded.billing,
            every = excluded.every, due_day = excluded.due_day,
            cap_hours = excluded.cap_hours, price_minor = excluded.price_minor,
            currency = excluded.currency, taxable = excluded.taxable,
            archived_at = excluded.archived_at",
        params![
            service.id.to_string(),
            service.name,
            service.kind.as_str(),
            service.description,
            billing,
            every,
            due_day,
            cap_hours,
            service.price.minor(),
            service.price.currency().code(),
            service.taxable,
            service.archived_at.map(instant_text)
        ],
    )?;
    Ok(())
}
