//! Charges that ended, billed or waived, so that what is undecided is found without a look at all
//! of them. Of each service the book keeps one unbroken run of occurrences that ended, by triggers;
//! what ended outside of it stands apart. `verify` holds the runs against the charges.

use std::collections::{HashMap, HashSet};

use domain::ids::AgreementServiceId;
use rusqlite::Connection;

use crate::StoreError;
use crate::charges::{Key, key};
use crate::read::{id, plain, rows};

/// Of services that recur, the first occurrence of the run and the first one after it.
pub type Runs = HashMap<AgreementServiceId, (u32, u32)>;

/// The run of each service that has one.
pub fn runs(db: &Connection) -> Result<Runs, StoreError> {
    let found = rows(db, "SELECT * FROM ended_runs", [], |row| {
        Ok((id(row, "agreement_service_id")?, (plain(row, "first")?, plain(row, "next")?)))
    })?;
    Ok(found.into_iter().collect())
}

/// The charges that ended outside the runs.
pub fn apart(db: &Connection) -> Result<HashSet<Key>, StoreError> {
    let sql = "WITH run AS MATERIALIZED (SELECT s.id, coalesce(r.first, 0) AS first,
            coalesce(r.next, 0) AS next FROM agreement_services s
            LEFT JOIN ended_runs r ON r.agreement_service_id = s.id)
        SELECT e.agreement_service_id, e.occurrence, e.beyond_cap FROM run
            CROSS JOIN billed_charges e ON e.agreement_service_id = run.id AND e.occurrence >= next
        UNION ALL SELECT e.agreement_service_id, e.occurrence, e.beyond_cap FROM run
            CROSS JOIN billed_charges e ON e.agreement_service_id = run.id AND e.occurrence < first
        UNION ALL SELECT agreement_service_id, occurrence, beyond_cap FROM waivers";
    Ok(rows(db, sql, [], key)?.into_iter().collect())
}
