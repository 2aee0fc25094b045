//! Amendments: numbered changes of agreements, what became of them, and the consent matrix.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::amendment::{
    self, Change, Consent, Direction, Kind, Matrix, MidPeriod, Service, Standing,
};
use domain::ids::{AgreementId, AgreementServiceId, AmendmentEventId, AmendmentId, PriceReviewId};
use domain::named::Named;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::agreements::{self, AgreementService};
use crate::billing::{billing, written};
use crate::read::{
    at, date, date_opt, decimal, id, id_opt, instant_text, money, only, parsed, plain, row, rows,
    run,
};

/// An amendment as it was written.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The amendment.
    pub id: AmendmentId,
    /// Its agreement.
    pub agreement: AgreementId,
    /// Number, days, changes and how far it has come.
    pub terms: amendment::Amendment,
    /// A note to the client.
    pub note: String,
    /// The price review it came from.
    pub review: Option<PriceReviewId>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// What became of it, in order.
    pub events: Vec<Event>,
}

/// What became of an amendment.
#[derive(Clone, Debug)]
pub struct Event {
    /// The event.
    pub id: AmendmentEventId,
    /// What happened.
    pub kind: EventKind,
    /// The day.
    pub on: NaiveDate,
    /// Who answered and how, or why it was taken back.
    pub words: String,
    /// The letter that was sent, or what the answer came by: SHA-256 of its document.
    pub document: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// A kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// It was sent.
    Noticed,
    /// The client was reminded of it.
    Reminded,
    /// The client said yes.
    Approved,
    /// The client signed.
    Signed,
    /// The client said no.
    Objected,
    /// The practice took it back.
    Withdrawn,
}

impl Named for EventKind {
    const NAMES: &'static [(&'static str, EventKind)] = &[
        ("noticed", EventKind::Noticed),
        ("reminded", EventKind::Reminded),
        ("approved", EventKind::Approved),
        ("signed", EventKind::Signed),
        ("objected", EventKind::Objected),
        ("withdrawn", EventKind::Withdrawn),
    ];
}

impl Amendment {
    /// The event of a kind, where there is one; of reminders the last.
    pub fn event(&self, kind: EventKind) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.kind == kind)
    }

    /// The amendment as it was at the end of a day; nothing where it was not written yet.
    pub fn by(mut self, day: NaiveDate) -> Option<Amendment> {
        self.events.retain(|event| event.on <= day);
        self.terms.standing = Amendment::standing(&self.events);
        (self.written_at.date_naive() <= day).then_some(self)
    }

    fn standing(events: &[Event]) -> Standing {
        let come = |standing, event: &Event| match event.kind {
            EventKind::Noticed => Standing::Noticed { on: event.on },
            EventKind::Reminded => standing,
            EventKind::Approved => Standing::Approved { on: event.on },
            EventKind::Signed => Standing::Signed { on: event.on },
            EventKind::Objected => Standing::Objected { on: event.on },
            EventKind::Withdrawn => Standing::Withdrawn { on: event.on },
        };
        events.iter().fold(Standing::Proposed, come)
    }
}

fn event(row: &Row<'_>) -> Result<(AmendmentId, Event), StoreError> {
    let event = Event {
        id: id(row, "id")?,
        kind: parsed(row, "kind", "event of an amendment", EventKind::named)?,
        on: date(row, "happened_on")?,
        words: plain(row, "words")?,
        document: plain(row, "document")?,
        recorded_at: at(row, "recorded_at")?,
    };
    Ok((id(row, "amendment_id")?, event))
}

fn head(row: &Row<'_>) -> Result<Amendment, StoreError> {
    let name: String = plain(row, "consent")?;
    let consent = Consent::named(&name, plain(row, "notice_days")?)
        .ok_or(StoreError::Corrupt { what: "consent", value: name })?;
    Ok(Amendment {
        id: id(row, "id")?,
        agreement: id(row, "agreement_id")?,
        terms: amendment::Amendment {
            number: plain(row, "number")?,
            effective_on: date(row, "effective_on")?,
            changes: Vec::new(),
            mid_period: parsed(row, "mid_period", "choice in mid-period", MidPeriod::named)?,
            consent,
            standing: Standing::Proposed,
        },
        note: plain(row, "note")?,
        review: id_opt(row, "review_id")?,
        written_at: at(row, "written_at")?,
        events: Vec::new(),
    })
}

/// A change, and the amendment it belongs to; `services` are those of all agreements.
fn change(
    row: &Row<'_>,
    services: &[AgreementService],
) -> Result<(AmendmentId, Change), StoreError> {
    let kind = parsed(row, "kind", "kind of change", Kind::named)?;
    let service = || id::<AgreementServiceId>(row, "agreement_service_id");
    let change = match kind {
        Kind::AddService => {
            let service = service()?;
            let found = services.iter().find(|one| one.terms.id == service);
            let found = found.ok_or_else(|| StoreError::Corrupt {
                what: "service of an amendment",
                value: service.to_string(),
            })?;
            Change::AddService(service_of(found))
        }
        Kind::EndService => Change::EndService(service()?),
        Kind::Price => Change::Price { service: service()?, price: money(row, "price_minor")? },
        Kind::Quantity => {
            Change::Quantity { service: service()?, quantity: decimal(row, "quantity")? }
        }
        Kind::Billing => {
            Change::Billing { service: service()?, billing: billing(row, "billing")?.0 }
        }
        Kind::Scope => Change::Scope { service: service()?, scope: plain(row, "scope")? },
        Kind::PaymentDays => Change::PaymentDays(plain(row, "days")?),
        Kind::End => Change::End(date_opt(row, "day")?),
        Kind::Transfer => Change::Transfer(id(row, "client_id")?),
    };
    Ok((id(row, "amendment_id")?, change))
}

/// A service as the rules of amendments see it.
pub fn service_of(service: &AgreementService) -> Service {
    Service {
        name: service.name.clone(),
        scope: service.description.clone(),
        terms: service.terms.clone(),
    }
}

/// All amendments with their changes and events, by agreement and number; `agreement` narrows to
/// one.
pub fn list(db: &Connection, agreement: Option<AgreementId>) -> Result<Vec<Amendment>, StoreError> {
    let wanted = agreement.map(|id| id.to_string());
    let one = only("agreement_id", agreement.as_ref());
    let sql = format!("SELECT * FROM amendments WHERE {one} ORDER BY agreement_id, number");
    let mut found = rows(db, &sql, params![wanted], head)?;
    if found.is_empty() {
        return Ok(found);
    }
    let within = format!("(SELECT id FROM amendments WHERE {one})");
    let services = agreements::services(db, agreement)?;
    let sql = format!(
        "SELECT * FROM amendment_changes WHERE amendment_id IN {within}
            ORDER BY amendment_id, position"
    );
    let mut changes: HashMap<AmendmentId, Vec<Change>> = HashMap::new();
    for (of, change) in rows(db, &sql, params![wanted], |row| change(row, &services))? {
        changes.entry(of).or_default().push(change);
    }
    let sql =
        format!("SELECT * FROM amendment_events WHERE amendment_id IN {within} ORDER BY rowid");
    let mut events: HashMap<AmendmentId, Vec<Event>> = HashMap::new();
    for (of, event) in rows(db, &sql, params![wanted], event)? {
        events.entry(of).or_default().push(event);
    }
    for amendment in &mut found {
        amendment.terms.changes = changes.remove(&amendment.id).unwrap_or_default();
        amendment.events = events.remove(&amendment.id).unwrap_or_default();
        amendment.terms.standing = Amendment::standing(&amendment.events);
    }
    Ok(found)
}

/// The agreement of an amendment.
pub fn agreement_of(
    db: &Connection,
    amendment: AmendmentId,
) -> Result<Option<AgreementId>, StoreError> {
    let sql = "SELECT agreement_id FROM amendments WHERE id = ?1";
    row(db, sql, [amendment.to_string()], |row| id(row, "agreement_id"))
}

/// Writes an amendment with the services it adds. Its events are recorded by [`record`].
pub fn add(
    tx: &Transaction<'_>,
    amendment: &Amendment,
    added: &[AgreementService],
) -> Result<(), StoreError> {
    let terms = &amendment.terms;
    run(
        tx,
        "INSERT INTO amendments (id, agreement_id, number, effective_on, mid_period, consent,
            notice_days, note, review_id, written_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            amendment.id.to_string(),
            amendment.agreement.to_string(),
            terms.number,
            terms.effective_on.to_string(),
            terms.mid_period.name(),
            terms.consent.name(),
            terms.consent.days(),
            amendment.note,
            amendment.review.map(|id| id.to_string()),
            instant_text(amendment.written_at)
        ],
    )?;
    added.iter().try_for_each(|service| agreements::add_service(tx, service))?;
    for (position, change) in terms.changes.iter().enumerate() {
        add_change(tx, amendment.id, position, change)?;
    }
    Ok(())
}

fn add_change(
    tx: &Transaction<'_>,
    amendment: AmendmentId,
    position: usize,
    change: &Change,
) -> Result<(), StoreError> {
    let service = match change {
        Change::AddService(service) => Some(service.terms.id),
        change => change.service(),
    };
    let price = if let Change::Price { price, .. } = change { Some(*price) } else { None };
    let (mut quantity, mut billing, mut scope) = (None, None, None);
    let (mut days, mut day, mut client) = (None, None, None);
    match change {
        Change::Quantity { quantity: new, .. } => quantity = Some(new.to_string()),
        Change::Billing { billing: new, .. } => billing = Some(written(*new, &[])?),
        Change::Scope { scope: new, .. } => scope = Some(new.as_str()),
        Change::PaymentDays(new) => days = Some(*new),
        Change::End(end) => day = end.map(|end| end.to_string()),
        Change::Transfer(new) => client = Some(new.to_string()),
        Change::AddService(_) | Change::EndService(_) | Change::Price { .. } => {}
    }
    run(
        tx,
        "INSERT INTO amendment_changes (amendment_id, position, kind, agreement_service_id,
            price_minor, currency, quantity, billing, scope, days, day, client_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            amendment.to_string(),
            i64::try_from(position).unwrap_or(i64::MAX),
            Kind::of(change).name(),
            service.map(|id| id.to_string()),
            price.map(|price| price.minor()),
            price.map(|price| price.currency().code()),
            quantity,
            billing,
            scope,
            days,
            day,
            client
        ],
    )?;
    Ok(())
}

/// Records what became of an amendment. Refused by the schema out of order.
pub fn record(
    tx: &Transaction<'_>,
    amendment: AmendmentId,
    event: &Event,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO amendment_events (id, amendment_id, kind, happened_on, words, document,
            recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            event.id.to_string(),
            amendment.to_string(),
            event.kind.name(),
            event.on.to_string(),
            event.words,
            event.document,
            instant_text(event.recorded_at)
        ],
    )?;
    Ok(())
}

/// What each kind of change needs: the usual with what the practice edited.
pub fn matrix(db: &Connection) -> Result<Matrix, StoreError> {
    let edited = rows(db, "SELECT * FROM consent_matrix", [], |row| {
        let name: String = plain(row, "consent")?;
        let consent = Consent::named(&name, plain(row, "notice_days")?)
            .ok_or(StoreError::Corrupt { what: "consent", value: name })?;
        let kind = parsed(row, "kind", "kind of change", Kind::named)?;
        Ok((kind, parsed(row, "direction", "direction", Direction::named)?, consent))
    })?;
    let edit = |matrix: Matrix, (kind, direction, consent)| matrix.with(kind, direction, consent);
    Ok(edited.into_iter().fold(Matrix::default(), edit))
}

/// Keeps one field of the matrix.
pub fn save_matrix(
    tx: &Transaction<'_>,
    kind: Kind,
    direction: Direction,
    consent: Consent,
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO consent_matrix (kind, direction, consent, notice_days)
            VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, direction)
            DO UPDATE SET consent = excluded.consent, notice_days = excluded.notice_days",
        params![kind.name(), direction.name(), consent.name(), consent.days()],
    )?;
    Ok(())
}

/// The last day that was billed under each occurrence of a service.
pub fn billed_to(
    db: &Connection,
    service: AgreementServiceId,
) -> Result<amendment::BilledTo, StoreError> {
    let sql = "SELECT l.occurrence, max(l.period_to) AS billed_to FROM invoice_lines l
        JOIN billed_charges b USING (agreement_service_id, occurrence, beyond_cap, invoice_id)
        WHERE l.agreement_service_id = ?1 GROUP BY l.occurrence";
    let found = rows(db, sql, [service.to_string()], |row| {
        Ok((plain(row, "occurrence")?, date(row, "billed_to")?))
    })?;
    Ok(found.into_iter().collect())
}
