//! Where the clauses of accepted letters stand, so that a proof can name the page.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::ids::{AcceptanceId, AgreementId};
use rusqlite::{Connection, Transaction, params};

use crate::StoreError;
use crate::read::{date, id, plain, rows, run};

/// The accepted letter of an agreement, with the pages on which it speaks of fees and tax.
#[derive(Clone, Debug)]
pub struct AcceptedLetter {
    /// Its acceptance.
    pub acceptance: AcceptanceId,
    /// The day it was accepted.
    pub accepted_on: NaiveDate,
    /// The number of its revision.
    pub revision: u32,
    /// The letter: SHA-256 of its document.
    pub document: String,
    /// The page of each clause on fees and tax, and of the fee table as `fees`, from 1.
    pub pages: BTreeMap<String, u32>,
}

/// Keeps on which page of an accepted letter each clause begins.
pub fn keep(
    tx: &Transaction<'_>,
    document: &str,
    places: &BTreeMap<&str, u32>,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO clause_places (document, clause, page) VALUES (?1, ?2, ?3)";
    places.iter().try_for_each(|(clause, page)| {
        run(tx, sql, params![document, clause, page])?;
        Ok(())
    })
}

/// The accepted letter of every agreement; `agreement` narrows to one.
pub fn letters(
    db: &Connection,
    agreement: Option<AgreementId>,
) -> Result<HashMap<AgreementId, AcceptedLetter>, StoreError> {
    let agreement = agreement.map(|id| id.to_string());
    let accepted = "SELECT g.id, a.id AS acceptance, a.accepted_on, a.signed_letter, r.number
        FROM agreements g JOIN acceptances a ON a.id = g.acceptance_id
        JOIN revisions r ON r.id = a.revision_id WHERE ?1 IS NULL OR g.id = ?1";
    let mut found: HashMap<AgreementId, AcceptedLetter> =
        rows(db, accepted, params![agreement], |row| {
            let letter = AcceptedLetter {
                acceptance: id(row, "acceptance")?,
                accepted_on: date(row, "accepted_on")?,
                revision: plain(row, "number")?,
                document: plain(row, "signed_letter")?,
                pages: BTreeMap::new(),
            };
            Ok((id(row, "id")?, letter))
        })?
        .into_iter()
        .collect();
    let placed = "SELECT g.id, p.clause, p.page FROM agreements g
        JOIN acceptances a ON a.id = g.acceptance_id
        JOIN clause_places p ON p.document = a.signed_letter
        WHERE (?1 IS NULL OR g.id = ?1)
            AND (p.clause IN ('fees', 'TAX') OR p.clause GLOB 'FEE*')";
    for (agreement, clause, page) in rows(db, placed, params![agreement], |row| {
        Ok((id::<AgreementId>(row, "id")?, plain(row, "clause")?, plain(row, "page")?))
    })? {
        if let Some(letter) = found.get_mut(&agreement) {
            letter.pages.insert(clause, page);
        }
    }
    Ok(found)
}
