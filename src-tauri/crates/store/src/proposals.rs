//! Proposals: drafts as typed, and templates to begin one from.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AgreementId, ClientId, ProposalId, TemplateId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, at_opt, date_opt, id, id_opt, instant_text, number, plain, row, rows, run};

/// A draft with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// Its number.
    pub number: String,
    /// The client, once chosen.
    pub client_id: Option<ClientId>,
    /// The draft as typed, as JSON.
    pub draft: String,
    /// A note that is never printed.
    pub internal_note: String,
    /// The day to follow up.
    pub follow_up_on: Option<NaiveDate>,
    /// Last change.
    pub changed_at: DateTime<Utc>,
    /// When it was discarded.
    pub discarded_at: Option<DateTime<Utc>>,
    /// The agreement brought over that its letter confirms.
    pub confirms: Option<AgreementId>,
    /// The agreement it became.
    pub agreement_id: Option<AgreementId>,
}

const SELECT: &str = "SELECT p.*, (SELECT g.id FROM agreements g
        JOIN acceptances a ON a.id = g.acceptance_id JOIN revisions r ON r.id = a.revision_id
        WHERE r.proposal_id = p.id) AS agreement_id FROM proposals p";

fn proposal(row: &Row<'_>) -> Result<Proposal, StoreError> {
    Ok(Proposal {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client_id: id_opt(row, "client_id")?,
        draft: plain(row, "draft")?,
        internal_note: plain(row, "internal_note")?,
        follow_up_on: date_opt(row, "follow_up_on")?,
        changed_at: at(row, "changed_at")?,
        discarded_at: at_opt(row, "discarded_at")?,
        confirms: id_opt(row, "confirms")?,
        agreement_id: id_opt(row, "agreement_id")?,
    })
}

/// A proposal by its id.
pub fn show(db: &Connection, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
    row(db, &format!("{SELECT} WHERE p.id = ?1"), [id.to_string()], proposal)
}

/// All proposals that were not discarded, the newest first; `client` narrows to one.
pub fn list(db: &Connection, client: Option<ClientId>) -> Result<Vec<Proposal>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE p.discarded_at IS NULL AND (?1 IS NULL OR p.client_id = ?1)
            ORDER BY p.number DESC"
    );
    rows(db, &sql, params![client.map(|id| id.to_string())], proposal)
}

/// Saves a proposal, new or not.
pub fn save(tx: &Transaction<'_>, proposal: &Proposal) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO proposals (id, number, client_id, draft, internal_note, follow_up_on,
            changed_at, discarded_at, confirms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, draft = excluded.draft,
            internal_note = excluded.internal_note, follow_up_on = excluded.follow_up_on,
            changed_at = excluded.changed_at, discarded_at = excluded.discarded_at",
        params![
            proposal.id.to_string(),
            proposal.number,
            proposal.client_id.map(|id| id.to_string()),
            proposal.draft,
            proposal.internal_note,
            proposal.follow_up_on.map(|day| day.to_string()),
            instant_text(proposal.changed_at),
            proposal.discarded_at.map(instant_text),
            proposal.confirms.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// The proposals that confirm an agreement brought over, the newest first.
pub fn confirming(db: &Connection, agreement: AgreementId) -> Result<Vec<Proposal>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE p.confirms = ?1 AND p.discarded_at IS NULL
        ORDER BY p.number DESC"
    );
    rows(db, &sql, [agreement.to_string()], proposal)
}

/// How many sent proposals wait for the client on the day `today`.
pub fn waiting(db: &Connection, today: NaiveDate) -> Result<i64, StoreError> {
    number(
        db,
        "SELECT count(*) FROM revisions r WHERE r.valid_until >= ?1
            AND r.number = (SELECT max(number) FROM revisions WHERE proposal_id = r.proposal_id)
            AND NOT EXISTS (SELECT 1 FROM acceptances a WHERE a.revision_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.revision_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM responses d
                WHERE d.revision_id = r.id AND d.kind = 'declined')",
        [today.to_string()],
    )
}

/// A draft to begin others from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The template.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// The draft as typed, without a client, as JSON.
    pub draft: String,
    /// Last change.
    pub changed_at: DateTime<Utc>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
}

fn template(row: &Row<'_>) -> Result<Template, StoreError> {
    Ok(Template {
        id: id(row, "id")?,
        name: plain(row, "name")?,
        draft: plain(row, "draft")?,
        changed_at: at(row, "changed_at")?,
        archived_at: at_opt(row, "archived_at")?,
    })
}

/// A template by its id.
pub fn show_template(db: &Connection, id: TemplateId) -> Result<Option<Template>, StoreError> {
    row(db, "SELECT * FROM proposal_templates WHERE id = ?1", [id.to_string()], template)
}

/// The templates that are not archived, by name.
pub fn templates(db: &Connection) -> Result<Vec<Template>, StoreError> {
    let sql = "SELECT * FROM proposal_templates WHERE archived_at IS NULL
        ORDER BY name COLLATE NOCASE, id";
    rows(db, sql, [], template)
}

/// Saves a template, new or not.
pub fn save_template(tx: &Transaction<'_>, template: &Template) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO proposal_templates (id, name, draft, changed_at, archived_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, draft = excluded.draft,
            changed_at = excluded.changed_at, archived_at = excluded.archived_at",
        params![
            template.id.to_string(),
            template.name,
            template.draft,
            instant_text(template.changed_at),
            template.archived_at.map(instant_text)
        ],
    )?;
    Ok(())
}
