//! Proposals: drafts as typed.

use chrono::{DateTime, Utc};
use domain::ids::{AgreementId, ClientId, ProposalId, ServiceId};
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, at_opt, id, id_opt, instant_text, number, plain, row, rows, run};

/// A draft with its number. Text is as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// Its number.
    pub number: String,
    /// The client, once chosen.
    pub client_id: Option<ClientId>,
    /// Who signs.
    pub signer: String,
    /// Start date, as typed.
    pub starts_on: String,
    /// Validity, as typed.
    pub valid_until: String,
    /// Days to pay, as typed.
    pub payment_days: String,
    /// Discount, as typed.
    pub discount_percent: String,
    /// Opening of the letter.
    pub opening: String,
    /// Further terms.
    pub further_terms: String,
    /// Last change.
    pub changed_at: DateTime<Utc>,
    /// When it was discarded.
    pub discarded_at: Option<DateTime<Utc>>,
    /// The agreement it became.
    pub agreement_id: Option<AgreementId>,
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// A line as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The service of the library.
    pub service_id: Option<ServiceId>,
    /// Name.
    pub name: String,
    /// What is done.
    pub description: String,
    /// `recurring`, `on_acceptance`, `on_completion` or `hourly`.
    pub billing: String,
    /// For `recurring`.
    pub every: Option<String>,
    /// For `recurring`.
    pub due_day: Option<String>,
    /// For `hourly`, as typed.
    pub cap_hours: Option<String>,
    /// How many, as typed.
    pub quantity: String,
    /// Price of one, as typed.
    pub price: String,
    /// Whether tax is added.
    pub taxable: bool,
}

const SELECT: &str = "SELECT p.*, (SELECT g.id FROM agreements g
        JOIN acceptances a ON a.id = g.acceptance_id JOIN revisions r ON r.id = a.revision_id
        WHERE r.proposal_id = p.id) AS agreement_id FROM proposals p";

fn proposal(row: &Row<'_>) -> Result<Proposal, StoreError> {
    Ok(Proposal {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client_id: id_opt(row, "client_id")?,
        signer: plain(row, "signer")?,
        starts_on: plain(row, "starts_on")?,
        valid_until: plain(row, "valid_until")?,
        payment_days: plain(row, "payment_days")?,
        discount_percent: plain(row, "discount_percent")?,
        opening: plain(row, "opening")?,
        further_terms: plain(row, "further_terms")?,
        changed_at: at(row, "changed_at")?,
        discarded_at: at_opt(row, "discarded_at")?,
        agreement_id: id_opt(row, "agreement_id")?,
        lines: Vec::new(),
    })
}

fn line(row: &Row<'_>) -> Result<(ProposalId, Line), StoreError> {
    let line = Line {
        service_id: id_opt(row, "service_id")?,
        name: plain(row, "name")?,
        description: plain(row, "description")?,
        billing: plain(row, "billing")?,
        every: plain(row, "every")?,
        due_day: plain(row, "due_day")?,
        cap_hours: plain(row, "cap_hours")?,
        quantity: plain(row, "quantity")?,
        price: plain(row, "price")?,
        taxable: plain(row, "taxable")?,
    };
    Ok((id(row, "proposal_id")?, line))
}

/// A proposal with its lines.
pub fn show(db: &Connection, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
    let sql = format!("{SELECT} WHERE p.id = ?1");
    let Some(mut found) = row(db, &sql, [id.to_string()], proposal)? else {
        return Ok(None);
    };
    let sql = "SELECT * FROM proposal_lines WHERE proposal_id = ?1 ORDER BY position";
    found.lines = rows(db, sql, [id.to_string()], |row| Ok(line(row)?.1))?;
    Ok(Some(found))
}

/// All proposals that were not discarded, the newest first; `client` narrows to one.
pub fn list(db: &Connection, client: Option<ClientId>) -> Result<Vec<Proposal>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE p.discarded_at IS NULL AND (?1 IS NULL OR p.client_id = ?1)
            ORDER BY p.number DESC"
    );
    let client = client.map(|id| id.to_string());
    let mut found = rows(db, &sql, params![client], proposal)?;
    let sql = "SELECT l.* FROM proposal_lines l JOIN proposals p ON p.id = l.proposal_id
        WHERE p.discarded_at IS NULL AND (?1 IS NULL OR p.client_id = ?1)
        ORDER BY l.proposal_id, l.position";
    let mut lines: std::collections::HashMap<ProposalId, Vec<Line>> = Default::default();
    for (id, line) in rows(db, sql, params![client], line)? {
        lines.entry(id).or_default().push(line);
    }
    for proposal in &mut found {
        proposal.lines = lines.remove(&proposal.id).unwrap_or_default();
    }
    Ok(found)
}

/// Saves a draft, new or not, lines and all.
pub fn save(tx: &Transaction<'_>, proposal: &Proposal) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO proposals (id, number, client_id, signer, starts_on, valid_until,
            payment_days, discount_percent, opening, further_terms, changed_at, discarded_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, signer = excluded.signer,
            starts_on = excluded.starts_on, valid_until = excluded.valid_until,
            payment_days = excluded.payment_days, discount_percent = excluded.discount_percent,
            opening = excluded.opening, further_terms = excluded.further_terms,
            changed_at = excluded.changed_at, discarded_at = excluded.discarded_at",
        params![
            proposal.id.to_string(),
            proposal.number,
            proposal.client_id.map(|id| id.to_string()),
            proposal.signer,
            proposal.starts_on,
            proposal.valid_until,
            proposal.payment_days,
            proposal.discount_percent,
            proposal.opening,
            proposal.further_terms,
            instant_text(proposal.changed_at),
            proposal.discarded_at.map(instant_text)
        ],
    )?;
    run(tx, "DELETE FROM proposal_lines WHERE proposal_id = ?1", [proposal.id.to_string()])?;
    for (position, line) in proposal.lines.iter().enumerate() {
        save_line(tx, proposal.id, position, line)?;
    }
    Ok(())
}

fn save_line(
    tx: &Transaction<'_>,
    proposal: ProposalId,
    position: usize,
    line: &Line,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO proposal_lines (proposal_id, position, service_id, name, description,
            billing, every, due_day, cap_hours, quantity, price, taxable)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            proposal.to_string(),
            i64::try_from(position).unwrap_or(i64::MAX),
            line.service_id.map(|id| id.to_string()),
            line.name,
            line.description,
            line.billing,
            line.every,
            line.due_day,
            line.cap_hours,
            line.quantity,
            line.price,
            line.taxable
        ],
    )?;
    Ok(())
}

/// How many sent proposals wait for the client on the day `today`.
pub fn waiting(db: &Connection, today: chrono::NaiveDate) -> Result<i64, StoreError> {
    number(
        db,
        "SELECT count(*) FROM revisions r WHERE r.valid_until >= ?1
            AND r.number = (SELECT max(number) FROM revisions WHERE proposal_id = r.proposal_id)
            AND NOT EXISTS (SELECT 1 FROM acceptances a WHERE a.revision_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.revision_id = r.id)",
        [today.to_string()],
    )
}
