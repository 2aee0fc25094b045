//! Work done that services bill by.

use chrono::{DateTime, Utc};
use domain::charge::Delivered;
use domain::ids::{AgreementServiceId, DeliveryId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{date, decimal, id, instant_text, number, only, plain, row, rows, run};

/// A piece of work.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The delivery.
    pub id: DeliveryId,
    /// The service of the agreement.
    pub service: AgreementServiceId,
    /// What the charge follows from.
    pub delivered: Delivered,
    /// What was done.
    pub note: String,
}

fn delivery(row: &Row<'_>) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: id(row, "id")?,
        service: id(row, "agreement_service_id")?,
        delivered: Delivered {
            sequence: plain(row, "sequence")?,
            on: date(row, "delivered_on")?,
            quantity: decimal(row, "quantity")?,
            approved: false,
        },
        note: plain(row, "note")?,
    })
}

/// All work that was not taken back, by service and sequence; `service` narrows to one.
pub fn list(
    db: &Connection,
    service: Option<AgreementServiceId>,
) -> Result<Vec<Delivery>, StoreError> {
    let sql = format!(
        "SELECT * FROM deliveries WHERE removed_at IS NULL AND {}
            ORDER BY agreement_service_id, sequence",
        only("agreement_service_id", service.as_ref())
    );
    rows(db, &sql, params![service.map(|id| id.to_string())], delivery)
}

/// A piece of work by its id, unless it was taken back.
pub fn show(db: &Connection, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    let sql = "SELECT * FROM deliveries WHERE id = ?1 AND removed_at IS NULL";
    row(db, sql, [id.to_string()], delivery)
}

/// The sequence that the next piece of work of a service gets.
pub fn next_sequence(db: &Connection, service: AgreementServiceId) -> Result<u32, StoreError> {
    let sql = "SELECT coalesce(max(sequence) + 1, 0) FROM deliveries
        WHERE agreement_service_id = ?1";
    let next = number(db, sql, [service.to_string()])?;
    u32::try_from(next)
        .map_err(|_| StoreError::Corrupt { what: "sequence", value: next.to_string() })
}

/// Logs work.
pub fn add(tx: &Transaction<'_>, delivery: &Delivery) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO deliveries (id, agreement_service_id, sequence, delivered_on, quantity, note)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            delivery.id.to_string(),
            delivery.service.to_string(),
            delivery.delivered.sequence,
            delivery.delivered.on.to_string(),
            delivery.delivered.quantity.to_string(),
            delivery.note
        ],
    )?;
    Ok(())
}

/// Takes work back; its sequence stays used.
pub fn remove(tx: &Transaction<'_>, id: DeliveryId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE deliveries SET removed_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    Ok(())
}
