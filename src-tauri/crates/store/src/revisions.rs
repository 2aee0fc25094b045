//! Frozen sendings, and what became of them: withdrawn, answered, accepted.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AcceptanceId, ClientId, ProposalId, ResponseId, RevisionId};
use domain::money::Currency;
use domain::named::Named;
use domain::payment_terms::PaymentTerms;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{
    at, currency, date, id, instant_text, number, payment_terms, plain, row, rows, run,
};

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
    /// The day it was sent.
    pub sent_on: NaiveDate,
    /// The last day it can be accepted.
    pub valid_until: NaiveDate,
    /// The day the agreement starts.
    pub starts_on: NaiveDate,
    /// When invoices fall due.
    pub payment: PaymentTerms,
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
    /// Everybody signed.
    pub accepted: bool,
    /// It was withdrawn.
    pub withdrawn: bool,
    /// The client declined it.
    pub declined: bool,
    /// A later one was sent.
    pub superseded: bool,
}

/// What a client answered instead of accepting, frozen.
#[derive(Clone, Debug)]
pub struct Response {
    /// The answer.
    pub id: ResponseId,
    /// The revision.
    pub revision_id: RevisionId,
    /// `declined` or `change_asked`.
    pub kind: String,
    /// Who answered.
    pub who: String,
    /// In their words.
    pub message: String,
    /// The file or message it came by: SHA-256 of its document.
    pub evidence: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// An acceptance, frozen: every signatory has signed.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The acceptance.
    pub id: AcceptanceId,
    /// The revision.
    pub revision_id: RevisionId,
    /// Evidence grade, `A` to `D`: the lowest of the signatures.
    pub grade: String,
    /// What was chosen, as JSON.
    pub choice: String,
    /// The day of the last signature.
    pub accepted_on: NaiveDate,
    /// When it was recorded.
    pub accepted_at: DateTime<Utc>,
    /// The letter as accepted: SHA-256 of its document.
    pub signed_letter: String,
    /// The record of who agreed to what, which the seal covers: SHA-256 of its document.
    pub record: String,
    /// The certificate: SHA-256 of its document.
    pub certificate: String,
}

fn revision(row: &Row<'_>) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: id(row, "id")?,
        proposal_id: id(row, "proposal_id")?,
        number: plain(row, "number")?,
        client_id: id(row, "client_id")?,
        sent_on: date(row, "sent_on")?,
        valid_until: date(row, "valid_until")?,
        starts_on: date(row, "starts_on")?,
        payment: payment_terms(row)?,
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
            AS withdrawn, EXISTS (SELECT 1 FROM responses d WHERE d.revision_id = r.id
            AND d.kind = 'declined') AS declined
        FROM revisions r
        WHERE r.number = (SELECT max(number) FROM revisions WHERE proposal_id = r.proposal_id)";
    rows(db, sql, [], |row| {
        let fate = Fate {
            accepted: plain(row, "accepted")?,
            withdrawn: plain(row, "withdrawn")?,
            declined: plain(row, "declined")?,
            superseded: false,
        };
        Ok((revision(row)?, fate))
    })
}

/// What was sent by a day, with what had become of it by its end: the newest of each proposal that
/// there was then.
pub fn sent_by(db: &Connection, on: NaiveDate) -> Result<Vec<(Revision, Fate)>, StoreError> {
    let sql = "SELECT r.*, EXISTS (SELECT 1 FROM acceptances a WHERE a.revision_id = r.id
            AND a.accepted_on <= ?1) AS accepted,
            EXISTS (SELECT 1 FROM withdrawals w WHERE w.revision_id = r.id
                AND substr(w.withdrawn_at, 1, 10) <= ?1) AS withdrawn,
            EXISTS (SELECT 1 FROM responses d WHERE d.revision_id = r.id AND d.kind = 'declined'
                AND substr(d.recorded_at, 1, 10) <= ?1) AS declined
        FROM revisions r WHERE r.number = (SELECT max(number) FROM revisions
            WHERE proposal_id = r.proposal_id AND sent_on <= ?1)
        ORDER BY r.id";
    rows(db, sql, [on.to_string()], |row| {
        let fate = Fate {
            accepted: plain(row, "accepted")?,
            withdrawn: plain(row, "withdrawn")?,
            declined: plain(row, "declined")?,
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
        declined: asked(
            "SELECT EXISTS (SELECT 1 FROM responses WHERE revision_id = ?1 AND kind = 'declined')",
        )?,
        superseded: later == 1,
    })
}

/// A letter that a client was sent.
#[derive(Clone, Debug)]
pub struct SentLetter {
    /// The revision.
    pub id: RevisionId,
    /// The number of its proposal.
    pub proposal: String,
    /// The number of the revision.
    pub number: u32,
    /// SHA-256 of the letter.
    pub sha256: String,
}

/// The newest letter that a client was sent and that was not taken back.
pub fn newest_letter(db: &Connection, client: ClientId) -> Result<Option<SentLetter>, StoreError> {
    let sql = "SELECT r.id, r.number, r.letter, p.number AS proposal FROM revisions r
        JOIN proposals p ON p.id = r.proposal_id
        WHERE r.client_id = ?1 AND r.id NOT IN (SELECT revision_id FROM withdrawals)
        ORDER BY r.id DESC LIMIT 1";
    row(db, sql, [client.to_string()], |row| {
        Ok(SentLetter {
            id: id(row, "id")?,
            proposal: plain(row, "proposal")?,
            number: plain(row, "number")?,
            sha256: plain(row, "letter")?,
        })
    })
}

/// Freezes a revision.
pub fn add(tx: &Transaction<'_>, revision: &Revision) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO revisions (id, proposal_id, number, client_id, sent_on, valid_until,
            starts_on, payment_rule, payment_days, currency, terms, letter, pages)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            revision.id.to_string(),
            revision.proposal_id.to_string(),
            revision.number,
            revision.client_id.to_string(),
            revision.sent_on.to_string(),
            revision.valid_until.to_string(),
            revision.starts_on.to_string(),
            revision.payment.rule().name(),
            revision.payment.days(),
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

/// Records an answer.
pub fn respond(tx: &Transaction<'_>, response: &Response) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO responses (id, revision_id, kind, who, message, evidence, recorded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            response.id.to_string(),
            response.revision_id.to_string(),
            response.kind,
            response.who,
            response.message,
            response.evidence,
            instant_text(response.recorded_at)
        ],
    )?;
    Ok(())
}

/// The answers to every revision of a proposal, the newest first.
pub fn responses(db: &Connection, proposal: ProposalId) -> Result<Vec<Response>, StoreError> {
    let sql = "SELECT d.* FROM responses d JOIN revisions r ON r.id = d.revision_id
        WHERE r.proposal_id = ?1 ORDER BY d.recorded_at DESC, d.id DESC";
    rows(db, sql, [proposal.to_string()], |row| {
        Ok(Response {
            id: id(row, "id")?,
            revision_id: id(row, "revision_id")?,
            kind: plain(row, "kind")?,
            who: plain(row, "who")?,
            message: plain(row, "message")?,
            evidence: plain(row, "evidence")?,
            recorded_at: at(row, "recorded_at")?,
        })
    })
}

/// Records an acceptance.
pub fn accept(tx: &Transaction<'_>, acceptance: &Acceptance) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO acceptances (id, revision_id, grade, choice, accepted_on, accepted_at,
            signed_letter, record, certificate)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            acceptance.id.to_string(),
            acceptance.revision_id.to_string(),
            acceptance.grade,
            acceptance.choice,
            acceptance.accepted_on.to_string(),
            instant_text(acceptance.accepted_at),
            acceptance.signed_letter,
            acceptance.record,
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
            grade: plain(row, "grade")?,
            choice: plain(row, "choice")?,
            accepted_on: date(row, "accepted_on")?,
            accepted_at: at(row, "accepted_at")?,
            signed_letter: plain(row, "signed_letter")?,
            record: plain(row, "record")?,
            certificate: plain(row, "certificate")?,
        })
    })
}

/// The proposal that an acceptance is of.
pub fn proposal_of(
    db: &Connection,
    acceptance: AcceptanceId,
) -> Result<Option<ProposalId>, StoreError> {
    let sql = "SELECT r.proposal_id FROM acceptances a JOIN revisions r ON r.id = a.revision_id
        WHERE a.id = ?1";
    row(db, sql, [acceptance.to_string()], |row| id(row, "proposal_id"))
}
