//! How the practice catches up: its policy, and the agreements that are billed automatically.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::catch_up::{Dating, Policy};
use domain::ids::AgreementId;
use domain::named::Named;
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::charges::{Key, key};
use crate::read::{id, instant_text, parsed, plain, row, rows, run};

/// The policy; the usual one where the user never said otherwise.
pub fn policy(db: &Connection) -> Result<Policy, StoreError> {
    let kept = row(db, "SELECT * FROM catch_up_policy", [], |row| {
        Ok(Policy {
            dating: parsed(row, "dating", "dating", Dating::named)?,
            merge: plain(row, "merge")?,
            most_charges: plain(row, "most_charges")?,
            most_days: plain(row, "most_days")?,
        })
    })?;
    Ok(kept.unwrap_or(Policy::USUAL))
}

/// Saves the policy.
pub fn save_policy(tx: &Transaction<'_>, policy: &Policy) -> Result<(), StoreError> {
    let sql =
        "INSERT OR REPLACE INTO catch_up_policy (only, dating, merge, most_charges, most_days)
        VALUES (1, ?1, ?2, ?3, ?4)";
    let Policy { dating, merge, most_charges, most_days } = policy;
    run(tx, sql, params![dating.name(), merge, most_charges, most_days])?;
    Ok(())
}

/// The agreements that are billed automatically.
pub fn automatic(db: &Connection) -> Result<HashSet<AgreementId>, StoreError> {
    let found = rows(db, "SELECT * FROM automatic_agreements", [], |row| id(row, "agreement_id"))?;
    Ok(found.into_iter().collect())
}

/// Bills an agreement automatically from now on, or no longer.
pub fn set_automatic(
    tx: &Transaction<'_>,
    agreement: AgreementId,
    automatic: bool,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let agreement = agreement.to_string();
    if automatic {
        let sql = "INSERT OR IGNORE INTO automatic_agreements (agreement_id, since)
            VALUES (?1, ?2)";
        run(tx, sql, params![agreement, instant_text(at)])?;
    } else {
        run(tx, "DELETE FROM automatic_agreements WHERE agreement_id = ?1", [agreement])?;
    }
    Ok(())
}

/// The charges that were billed on an invoice that was voided, whatever became of them since.
pub fn voided_charges(db: &Connection) -> Result<HashSet<Key>, StoreError> {
    let sql = "SELECT l.agreement_service_id, l.occurrence, l.beyond_cap FROM voids v
        JOIN invoice_lines l ON l.invoice_id = v.invoice_id";
    Ok(rows(db, sql, [], key)?.into_iter().collect())
}
