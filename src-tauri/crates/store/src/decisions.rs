//! What was decided about an agreement after it was accepted: when it starts, pauses, and changes
//! of single charges. A decision is never changed; it is withdrawn.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AgreementId, AgreementServiceId, DecisionId};
use domain::money::Money;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::read::{at, date, id, id_opt, instant_text, money, only, plain, row, rows, run};

/// A decision that was not withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The decision.
    pub id: DecisionId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The service of the agreement; nothing for all of them.
    pub service: Option<AgreementServiceId>,
    /// What was decided.
    pub what: Decided,
    /// Why; may be empty.
    pub reason: String,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Billing begins on this day.
    Start(NaiveDate),
    /// Nothing is billed from this day on.
    Pause(NaiveDate),
    /// A pause has this last day.
    Resume(DecisionId, NaiveDate),
    /// This occurrence is not billed.
    Skip(u32),
    /// This occurrence falls due on this day.
    Move(u32, NaiveDate),
    /// This occurrence has this price of one.
    Reprice(u32, Money),
    /// What exceeds the cap in this occurrence may be billed.
    Approve(u32),
}

impl Decided {
    /// The occurrence it is about.
    pub fn occurrence(self) -> Option<u32> {
        match self {
            Decided::Skip(n)
            | Decided::Move(n, _)
            | Decided::Reprice(n, _)
            | Decided::Approve(n) => Some(n),
            Decided::Start(_) | Decided::Pause(_) | Decided::Resume(..) => None,
        }
    }
}

fn decision(row: &Row<'_>) -> Result<Decision, StoreError> {
    let kind: String = plain(row, "kind")?;
    let what = match kind.as_str() {
        "start" => Decided::Start(date(row, "day")?),
        "pause" => Decided::Pause(date(row, "day")?),
        "resume" => Decided::Resume(id(row, "pause_id")?, date(row, "day")?),
        "skip" => Decided::Skip(plain(row, "occurrence")?),
        "move" => Decided::Move(plain(row, "occurrence")?, date(row, "day")?),
        "reprice" => Decided::Reprice(plain(row, "occurrence")?, money(row, "price_minor")?),
        "approve" => Decided::Approve(plain(row, "occurrence")?),
        _ => return Err(StoreError::Corrupt { what: "decision", value: kind }),
    };
    Ok(Decision {
        id: id(row, "id")?,
        agreement: id(row, "agreement_id")?,
        service: id_opt(row, "agreement_service_id")?,
        what,
        reason: plain(row, "reason")?,
        decided_at: at(row, "decided_at")?,
    })
}

/// All decisions that stand, in the order they were made; `agreement` narrows to one.
pub fn list(db: &Connection, agreement: Option<AgreementId>) -> Result<Vec<Decision>, StoreError> {
    let sql = format!(
        "SELECT * FROM decisions WHERE withdrawn_at IS NULL AND {} ORDER BY rowid",
        only("agreement_id", agreement.as_ref())
    );
    rows(db, &sql, params![agreement.map(|id| id.to_string())], decision)
}

/// A decision that stands, by its id.
pub fn show(db: &Connection, id: DecisionId) -> Result<Option<Decision>, StoreError> {
    let sql = "SELECT * FROM decisions WHERE id = ?1 AND withdrawn_at IS NULL";
    row(db, sql, [id.to_string()], decision)
}

/// Records a decision. Refused by the schema where the charge was billed already.
pub fn add(tx: &Transaction<'_>, decision: &Decision) -> Result<(), StoreError> {
    let (kind, day, pause, price) = match decision.what {
        Decided::Start(day) => ("start", Some(day), None, None),
        Decided::Pause(day) => ("pause", Some(day), None, None),
        Decided::Resume(pause, day) => ("resume", Some(day), Some(pause), None),
        Decided::Skip(_) => ("skip", None, None, None),
        Decided::Move(_, day) => ("move", Some(day), None, None),
        Decided::Reprice(_, price) => ("reprice", None, None, Some(price)),
        Decided::Approve(_) => ("approve", None, None, None),
    };
    run(
        tx,
        "INSERT INTO decisions (id, agreement_id, agreement_service_id, kind, occurrence, day,
            pause_id, price_minor, currency, reason, decided_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            decision.id.to_string(),
            decision.agreement.to_string(),
            decision.service.map(|id| id.to_string()),
            kind,
            decision.what.occurrence(),
            day.map(|day| day.to_string()),
            pause.map(|id| id.to_string()),
            price.map(Money::minor),
            price.map(|price| price.currency().code()),
            decision.reason,
            instant_text(decision.decided_at)
        ],
    )?;
    Ok(())
}

/// Withdraws a decision.
pub fn withdraw(tx: &Transaction<'_>, id: DecisionId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE decisions SET withdrawn_at = ?2 WHERE id = ?1";
    run(tx, sql, params![id.to_string(), instant_text(at)])?;
    Ok(())
}
