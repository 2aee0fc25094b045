//! Frozen sendings, their withdrawals and acceptances.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AcceptanceId, ClientId, ProposalId, RevisionId};
use domain::money::Currency;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, currency, date, id, instant_text, number, plain, row, rows, run};

/// A sending, frozen.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The revision.
    pub id: RevisionId,
    /// The proposal.
    pub proposal_id: ProposalId,
    /// 1, 2, 3…
    pub number: i64,
    /// The client it was sent to.
    pub client_id: ClientId,
    /// Who is asked to sign.
    pub signer: String,
    /// The day it was sent.
    pub sent_on: NaiveDate,
    /// The last day it can be accepted.
    pub valid_until: NaiveDate,
    /// The day the agreement starts.
    pub starts_on: NaiveDate,
    /// Days from issue to due.
    pub payment_days: u32,
    /// Currency of every price.
    pub currency: Currency,
    /// The draft it was made of, as canonical JSON.
    pub terms: String,
    /// The letter: SHA-256 of its document.
    pub letter: String,
    /// Pages of the letter.
    pub pages: i64,
}

/// What became of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// It was accepted.
    pub accepted: bool,
    /// It was withdrawn.
    pub withdrawn: bool,
    /// A later one was sent.
    pub superseded: bool,
}

/// An acceptance, frozen.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The acceptance.
    pub id: AcceptanceId,
    /// The revision.
    pub revision_id: RevisionId,
    /// Who signed.
    pub signer: String,
    /// In what capacity.
    pub capacity: String,
    /// `in_person` or `on_paper`.
    pub method: String,
    /// Evidence grade, `A` to `D`.
    pub grade: String,
    /// The sentence agreed to.
    pub statement: String,
    /// The consent to an electronic record; empty on paper.
    pub consent: String,
    /// The day agreed.
    pub accepted_on: NaiveDate,
    /// When it was recorded.
    pub accepted_at: DateTime<Utc>,
    /// The drawn signature, as JSON; `[]` when the typed name is the signature.
    pub strokes: String,
    /// The scan: SHA-256 of its document.
    pub scan: Option<String>,
    /// The letter as accepted: SHA-256 of its document.
    pub signed_letter: String,
    /// The certificate: SHA-256 of its document.
    pub certificate: String,
}

fn revision(row: &Row<'_>) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: id(row, "id")?,
        proposal_id: id(row, "proposal_id")?,
        number: plain(row, "number")?,
        client_id: id(row, "client_id")?,
        signer: plain(row, "signer")?,
        sent_on: date(row, "sent_on")?,
        valid_until: date(row, "valid_until")?,
        starts_on: date(row, "starts_on")?,
        payment_days: plain(row, "payment_days")?,
        currency: currency(row, "currency")?,
        terms: plain(row, "terms")?,
        letter: plain(row, "letter")?,
        pages: plain(row, "pages")?,
    })
}

/// A revision by its id.
pub fn show(db: &Connection, id: RevisionId) -> Result<Option<Revision>, StoreError> {
    row(db, "SELECT * FROM revisions WHERE id = ?1", [id.to_string()], revision)
}

/// The revisions of a proposal, the newest first.
pub fn of_proposal(db: &Connection, proposal: ProposalId) -> Result<Vec<Revision>, StoreError> {
    let sql = "SELECT * FROM revisions WHERE proposal_id = ?1 ORDER BY number DESC";
    rows(db, sql, [proposal.to_string()], revision)
}

/// The newest revision of every proposal.
pub fn newest(db: &Connection) -> Result<Vec<(Revision, Fate)>, StoreError> {
    let sql = "SELECT r.*, EXISTS (SELECT 1 FROM acceptances a WHERE a.revision_id = r.id)
            AS accepted, EXISTS (SELECT 1 FROM withdrawals w WHERE w.revision_id = r.id)
            AS withdrawn
        FROM revisions r
        WHERE r.number = (SELECT max(number) FROM revisions WHERE proposal_id = r.proposal_id)";
    rows(db, sql, [], |row| {
        let fate = Fate {
            accepted: plain(row, "accepted")?,
            withdrawn: plain(row, "withdrawn")?,
            superseded: false,
        };
        Ok((revision(row)?, fate))
    })
}

/// What became of a revision.
pub fn fate(db: &Connection, revision: &Revision) -> Result<Fate, StoreError> {
    let id = revision.id.to_string();
    let asked = |sql: &str| Ok::<bool, StoreError>(number(db, sql, [&id])? == 1);
    let later = number(
        db,
        "SELECT EXISTS (SELECT 1 FROM revisions WHERE proposal_id = ?1 AND number > ?2)",
        params![revision.proposal_id.to_string(), revision.number],
    )?;
    Ok(Fate {
        accepted: asked("SELECT EXISTS (SELECT 1 FROM acceptances WHERE revision_id = ?1)")?,
        withdrawn: asked("SELECT EXISTS (SELECT 1 FROM withdrawals WHERE revision_id = ?1)")?,
        superseded: later == 1,
    })
}

/// Freezes a revision.
pub fn add(tx: &Transaction<'_>, revision: &Revision) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO revisions (id, proposal_id, number, client_id, signer, sent_on, valid_until,
            starts_on, payment_days, currency, terms, letter, pages)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            revision.id.to_string(),
            revision.proposal_id.to_string(),
            revision.number,
            revision.client_id.to_string(),
            revision.signer,
            revision.sent_on.to_string(),
            revision.valid_until.to_string(),
            revision.starts_on.to_string(),
            revision.payment_days,
            revision.currency.code(),
            revision.terms,
            revision.letter,
            revision.pages
        ],
    )?;
    Ok(())
}

/// Takes a revision back.
pub fn withdraw(
    tx: &Transaction<'_>,
    id: RevisionId,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO withdrawals (revision_id, reason, withdrawn_at) VALUES (?1, ?2, ?3)",
        params![id.to_string(), reason, instant_text(at)],
    )?;
    Ok(())
}

/// Records an acceptance.
pub fn accept(tx: &Transaction<'_>, acceptance: &Acceptance) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO acceptances (id, revision_id, signer, capacity, method, grade, statement,
            consent, accepted_on, accepted_at, strokes, scan, signed_letter,
            certificate)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            acceptance.id.to_string(),
            acceptance.revision_id.to_string(),
            acceptance.signer,
            acceptance.capacity,
            acceptance.method,
            acceptance.grade,
            acceptance.statement,
            acceptance.consent,
            acceptance.accepted_on.to_string(),
            instant_text(acceptance.accepted_at),
            acceptance.strokes,
            acceptance.scan,
            acceptance.signed_letter,
            acceptance.certificate
        ],
    )?;
    Ok(())
}

/// An acceptance by its id.
pub fn acceptance(db: &Connection, of: AcceptanceId) -> Result<Option<Acceptance>, StoreError> {
    row(db, "SELECT * FROM acceptances WHERE id = ?1", [of.to_string()], |row| {
        Ok(Acceptance {
            id: id(row, "id")?,
            revision_id: id(row, "revision_id")?,
            signer: plain(row, "signer")?,
            capacity: plain(row, "capacity")?,
            method: plain(row, "method")?,
            grade: plain(row, "grade")?,
            statement: plain(row, "statement")?,
            consent: plain(row, "consent")?,
            accepted_on: date(row, "accepted_on")?,
            accepted_at: at(row, "accepted_at")?,
            strokes: plain(row, "strokes")?,
            scan: plain(row, "scan")?,
            signed_letter: plain(row, "signed_letter")?,
            certificate: plain(row, "certificate")?,
        })
    })
}
