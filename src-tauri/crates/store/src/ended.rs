//! Charges that ended, billed or waived, so that what is undecided is found without a look at all
//! of them. Of each service the book keeps one unbroken run of occurrences that ended, by triggers;
//! what ended outside of it stands apart. `verify` holds the runs against the charges.

use std::collections::{HashMap, HashSet};

use domain::ids::AgreementServiceId;
use domain::money::Money;
use rusqlite::Connection;

use crate::StoreError;
use crate::charges::{Key, key};
use crate::read::{id, money, plain, rows};

/// Of services that recur, the first occurrence of the run and the first one after it.
pub type Runs = HashMap<AgreementServiceId, (u32, u32)>;

/// The run of each service that has one.
pub fn runs(db: &Connection) -> Result<Runs, StoreError> {
    let found = rows(db, "SELECT * FROM ended_runs", [], |row| {
        Ok((id(row, "agreement_service_id")?, (plain(row, "first")?, plain(row, "next")?)))
    })?;
    Ok(found.into_iter().collect())
}

/// Occurrences that were all billed, each once, at the same price and amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The first of them.
    pub from: u32,
    /// The first one after them.
    pub next: u32,
    /// From this one on nothing was billed.
    pub past: u32,
    /// Price of one.
    pub price: Money,
    /// Without tax.
    pub net: Money,
}

/// Of services that recur, the last occurrences of the run that were billed alike.
pub fn alike(db: &Connection) -> Result<HashMap<AgreementServiceId, Alike>, StoreError> {
    let sql = "SELECT r.*, s.currency FROM ended_runs r
        JOIN agreement_services s ON s.id = r.agreement_service_id WHERE r.alike < r.next";
    let found = rows(db, sql, [], |row| {
        let (from, next) = (plain(row, "alike")?, plain(row, "next")?);
        let (price, net) = (money(row, "price_minor")?, money(row, "net_minor")?);
        let past = plain(row, "past")?;
        Ok((id(row, "agreement_service_id")?, Alike { from, next, past, price, net }))
    })?;
    Ok(found.into_iter().collect())
}

/// The charges that ended outside the runs.
pub fn apart(db: &Connection) -> Result<HashSet<Key>, StoreError> {
    let sql = "WITH run AS MATERIALIZED (SELECT s.id, coalesce(r.first, 0) AS first,
            coalesce(r.next, 0) AS next FROM agreement_services s
            LEFT JOIN ended_runs r ON r.agreement_service_id = s.id
            WHERE r.next IS NULL OR r.next < r.past OR r.least < r.first)
        SELECT e.agreement_service_id, e.occurrence, e.beyond_cap FROM run
            CROSS JOIN billed_charges e ON e.agreement_service_id = run.id AND e.occurrence >= next
        UNION ALL SELECT e.agreement_service_id, e.occurrence, e.beyond_cap FROM run
            CROSS JOIN billed_charges e ON e.agreement_service_id = run.id AND e.occurrence < first
        UNION ALL SELECT agreement_service_id, occurrence, beyond_cap FROM waivers";
    Ok(rows(db, sql, [], key)?.into_iter().collect())
}
