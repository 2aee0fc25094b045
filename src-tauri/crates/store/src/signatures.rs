//! One person's agreement to a revision, frozen, and the packs by which it can be given.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{PackId, RevisionId, SignatureId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, date, id, instant_text, number, plain, row, rows, run};

/// A signature.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The signature.
    pub id: SignatureId,
    /// The revision.
    pub revision_id: RevisionId,
    /// Which of the letter's signatories, counted from 0.
    pub signatory: u32,
    /// Who signed, as typed.
    pub signer: String,
    /// In what capacity.
    pub capacity: String,
    /// `in_person`, `on_paper`, `by_file`, `by_email` or `on_behalf`.
    pub method: String,
    /// Evidence grade, `A` to `D`.
    pub grade: String,
    /// What was chosen, as JSON.
    pub choice: String,
    /// The sentence agreed to.
    pub statement: String,
    /// The consent to an electronic record; empty where none is needed.
    pub consent: String,
    /// Initials for consent by notice; empty where none were given.
    pub initials: String,
    /// Why it was recorded on the client's behalf; empty otherwise.
    pub reason: String,
    /// What the evidence shows and what it does not, a sentence a line.
    pub facts: String,
    /// The day it was given.
    pub signed_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The drawn signature, as JSON; `[]` when the typed name is the signature.
    pub strokes: String,
    /// The scan, file or message: SHA-256 of its document.
    pub evidence: Option<String>,
}

/// A file by which one signatory can answer.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack.
    pub id: PackId,
    /// The revision.
    pub revision_id: RevisionId,
    /// Which of the letter's signatories, counted from 0.
    pub signatory: u32,
    /// What an answer is held against, as JSON.
    pub terms: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

fn signature(row: &Row<'_>) -> Result<Signature, StoreError> {
    Ok(Signature {
        id: id(row, "id")?,
        revision_id: id(row, "revision_id")?,
        signatory: plain(row, "signatory")?,
        signer: plain(row, "signer")?,
        capacity: plain(row, "capacity")?,
        method: plain(row, "method")?,
        grade: plain(row, "grade")?,
        choice: plain(row, "choice")?,
        statement: plain(row, "statement")?,
        consent: plain(row, "consent")?,
        initials: plain(row, "initials")?,
        reason: plain(row, "reason")?,
        facts: plain(row, "facts")?,
        signed_on: date(row, "signed_on")?,
        recorded_at: at(row, "recorded_at")?,
        strokes: plain(row, "strokes")?,
        evidence: plain(row, "evidence")?,
    })
}

/// The signatures of a revision, in the order of its signatories.
pub fn of_revision(db: &Connection, revision: RevisionId) -> Result<Vec<Signature>, StoreError> {
    let sql = "SELECT * FROM signatures WHERE revision_id = ?1 ORDER BY signatory";
    rows(db, sql, [revision.to_string()], signature)
}

/// Whether a document is already the evidence of a signature or an answer.
pub fn is_evidence(db: &Connection, sha256: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM signatures WHERE evidence = ?1)
        OR EXISTS (SELECT 1 FROM responses WHERE evidence = ?1)";
    Ok(number(db, sql, [sha256])? == 1)
}

/// Records a signature.
pub fn add(tx: &Transaction<'_>, signature: &Signature) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO signatures (id, revision_id, signatory, signer, capacity, method, grade,
            choice, statement, consent, initials, reason, facts, signed_on, recorded_at, strokes,
            evidence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        params![
            signature.id.to_string(),
            signature.revision_id.to_string(),
            signature.signatory,
            signature.signer,
            signature.capacity,
            signature.method,
            signature.grade,
            signature.choice,
            signature.statement,
            signature.consent,
            signature.initials,
            signature.reason,
            signature.facts,
            signature.signed_on.to_string(),
            instant_text(signature.recorded_at),
            signature.strokes,
            signature.evidence
        ],
    )?;
    Ok(())
}

fn pack(row: &Row<'_>) -> Result<Pack, StoreError> {
    Ok(Pack {
        id: id(row, "id")?,
        revision_id: id(row, "revision_id")?,
        signatory: plain(row, "signatory")?,
        terms: plain(row, "terms")?,
        made_at: at(row, "made_at")?,
    })
}

/// A pack by its id.
pub fn pack_by_id(db: &Connection, id: PackId) -> Result<Option<Pack>, StoreError> {
    row(db, "SELECT * FROM packs WHERE id = ?1", [id.to_string()], pack)
}

/// The pack of one signatory, if it was made.
pub fn pack_of(
    db: &Connection,
    revision: RevisionId,
    signatory: u32,
) -> Result<Option<Pack>, StoreError> {
    let sql = "SELECT * FROM packs WHERE revision_id = ?1 AND signatory = ?2";
    row(db, sql, params![revision.to_string(), signatory], pack)
}

/// Records a pack.
pub fn add_pack(tx: &Transaction<'_>, pack: &Pack) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO packs (id, revision_id, signatory, terms, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            pack.id.to_string(),
            pack.revision_id.to_string(),
            pack.signatory,
            pack.terms,
            instant_text(pack.made_at)
        ],
    )?;
    Ok(())
}
