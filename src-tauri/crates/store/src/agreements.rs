//! Agreements: accepted terms, frozen.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{Introductory, ServiceTerms};
use domain::holidays::Place;
use domain::ids::{
    AcceptanceId, AgreementId, AgreementServiceId, AmendmentId, ClientId, ImportId, ServiceId,
};
use domain::money::Currency;
use domain::named::Named;
use domain::payment_terms::{PaymentRule, PaymentTerms};
use domain::permission::MethodPolicy;
use domain::schedule::StartOption;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::billing::{billing, written};
use crate::read::{
    amount, currency, date, date_opt, decimal, id, id_opt, instant_text, number, only, parsed,
    plain, row, rows, run,
};
use crate::taxes::TaxBook;

/// An agreement without its services.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The agreement.
    pub id: AgreementId,
    /// Its number.
    pub number: String,
    /// The client.
    pub client_id: ClientId,
    /// The client's name today.
    pub client: String,
    /// How it came into the book.
    pub origin: Origin,
    /// The anchor of its schedule.
    pub starts_on: NaiveDate,
    /// When billing begins.
    pub start: StartOption,
    /// Whose working days count.
    pub holidays: Place,
    /// How `payment_days` count.
    pub payment_rule: PaymentRule,
    /// Days from issue to due, or what the rule makes of the number.
    pub payment_days: u32,
    /// Currency of every price.
    pub currency: Currency,
    /// Whether prices hold the tax already.
    pub prices_include_tax: bool,
    /// Whether its client is to give a payment method.
    pub method: MethodPolicy,
}

/// How an agreement came into the book.
#[derive(Clone, Debug)]
pub enum Origin {
    /// By an acceptance here, with its evidence.
    Accepted {
        /// The acceptance.
        acceptance: AcceptanceId,
        /// The day of it.
        on: NaiveDate,
    },
    /// From another program; nothing here proves it.
    BroughtOver(Elsewhere),
}

/// What is known of an agreement that was agreed elsewhere.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The import it came by.
    pub import: ImportId,
    /// Nothing that fell due before this day is billed here.
    pub bills_from: NaiveDate,
    /// The day it was agreed, where the list says.
    pub agreed_on: Option<NaiveDate>,
    /// Its number there; may be empty.
    pub reference: String,
    /// A note; may be empty.
    pub note: String,
    /// The letter by which it was agreed, where the user has kept it: SHA-256 of its document.
    pub letter: Option<String>,
}

/// A service of an agreement.
#[derive(Clone, Debug)]
pub struct AgreementService {
    /// Its agreement.
    pub agreement_id: AgreementId,
    /// Its place among the services.
    pub position: i64,
    /// The service of the library it came from.
    pub service_id: Option<ServiceId>,
    /// Name as printed.
    pub name: String,
    /// What is done.
    pub description: String,
    /// The treatment of its tax as it was agreed; what it comes to for the client of the agreement
    /// is among the terms.
    pub tax: String,
    /// The terms charges follow from, as they were when it came to the agreement.
    pub terms: ServiceTerms,
    /// The amendment that brought it; nothing for what was accepted.
    pub amendment: Option<AmendmentId>,
}

const SELECT: &str = "SELECT g.id, g.number, g.client_id, c.name, g.starts_on, g.start, g.holidays,
        g.payment_rule, g.payment_days, g.currency, g.prices_include_tax, g.method,
        g.acceptance_id, a.accepted_on, g.import_id, g.bills_from, g.agreed_on, g.reference,
        g.note, l.document
    FROM agreements g JOIN clients c ON c.id = g.client_id
    LEFT JOIN acceptances a ON a.id = g.acceptance_id
    LEFT JOIN letters_elsewhere l ON l.agreement_id = g.id";

/// The services, with what decides how they are taxed for the client of the agreement.
const SERVICES: &str = "SELECT s.id, s.agreement_id, s.position, s.service_id, s.name,
        s.description, s.billing, s.quantity, s.currency, s.price_minor, s.first_price_minor,
        s.first_periods, s.amendment_id, s.tax, g.prices_include_tax, c.tax_place, c.kind
    FROM agreement_services s JOIN agreements g ON g.id = s.agreement_id
    JOIN clients c ON c.id = g.client_id";

impl Agreement {
    /// The acceptance that proves it; nothing where it was brought over.
    pub fn acceptance(&self) -> Option<AcceptanceId> {
        match self.origin {
            Origin::Accepted { acceptance, .. } => Some(acceptance),
            Origin::BroughtOver(_) => None,
        }
    }

    /// What is known of it where it was brought over.
    pub fn elsewhere(&self) -> Option<&Elsewhere> {
        match &self.origin {
            Origin::Accepted { .. } => None,
            Origin::BroughtOver(elsewhere) => Some(elsewhere),
        }
    }

    /// The day it was agreed, where anybody knows.
    pub fn agreed_on(&self) -> Option<NaiveDate> {
        match &self.origin {
            Origin::Accepted { on, .. } => Some(*on),
            Origin::BroughtOver(elsewhere) => elsewhere.agreed_on,
        }
    }

    /// The day from which its start option counts: that of its acceptance, or the one from which
    /// what was brought over is billed here.
    pub fn begins_on(&self) -> NaiveDate {
        match &self.origin {
            Origin::Accepted { on, .. } => *on,
            Origin::BroughtOver(elsewhere) => elsewhere.bills_from,
        }
    }

    /// When its invoices fall due. A number that the rule cannot count is one of days after issue.
    pub fn payment(&self) -> PaymentTerms {
        PaymentTerms::new(self.payment_rule, self.payment_days)
            .unwrap_or_else(|_| PaymentTerms::net(self.payment_days))
    }
}

/// A row of [`SELECT`].
fn agreement(row: &Row<'_>) -> Result<Agreement, StoreError> {
    Ok(Agreement {
        id: id(row, 0)?,
        number: plain(row, 1)?,
        client_id: id(row, 2)?,
        client: plain(row, 3)?,
        origin: origin(row)?,
        starts_on: date(row, 4)?,
        start: parsed(row, 5, "start", StartOption::named)?,
        holidays: parsed(row, 6, "place of holidays", Place::from_code)?,
        payment_rule: parsed(row, 7, "payment rule", PaymentRule::named)?,
        payment_days: plain(row, 8)?,
        currency: currency(row, 9)?,
        prices_include_tax: plain(row, 10)?,
        method: parsed(row, 11, "policy of payment methods", MethodPolicy::named)?,
    })
}

fn origin(row: &Row<'_>) -> Result<Origin, StoreError> {
    let Some(acceptance) = id_opt(row, 12)? else {
        return Ok(Origin::BroughtOver(Elsewhere {
            import: id(row, 14)?,
            bills_from: date(row, 15)?,
            agreed_on: date_opt(row, 16)?,
            reference: plain(row, 17)?,
            note: plain(row, 18)?,
            letter: plain(row, 19)?,
        }));
    };
    Ok(Origin::Accepted { acceptance, on: date(row, 13)? })
}

/// A row of [`SERVICES`].
fn service(row: &Row<'_>, taxes: &TaxBook) -> Result<AgreementService, StoreError> {
    let (billing, milestones) = billing(row, 6)?;
    let currency = currency(row, 8)?;
    let introductory = match plain(row, 11)? {
        Some(periods) => Some(Introductory { price: amount(plain(row, 10)?, currency)?, periods }),
        None => None,
    };
    let (tax, included): (String, bool) = (plain(row, 13)?, plain(row, 14)?);
    let (place, kind): (String, String) = (plain(row, 15)?, plain(row, 16)?);
    Ok(AgreementService {
        agreement_id: id(row, 1)?,
        position: plain(row, 2)?,
        service_id: id_opt(row, 3)?,
        name: plain(row, 4)?,
        description: plain(row, 5)?,
        terms: ServiceTerms {
            id: id(row, 0)?,
            billing,
            quantity: decimal(row, 7)?,
            price: amount(plain(row, 9)?, currency)?,
            introductory,
            milestones,
            taxing: taxes.taxing(&tax, included, &place, &kind),
        },
        tax,
        amendment: id_opt(row, 12)?,
    })
}

/// An agreement by its id.
pub fn show(db: &Connection, id: AgreementId) -> Result<Option<Agreement>, StoreError> {
    row(db, &format!("{SELECT} WHERE g.id = ?1"), [id.to_string()], agreement)
}

/// All agreements by client, then number; `client` narrows to one.
pub fn list(db: &Connection, client: Option<ClientId>) -> Result<Vec<Agreement>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE {} ORDER BY c.name COLLATE NOCASE, g.number",
        only("g.client_id", client.as_ref())
    );
    rows(db, &sql, params![client.map(|id| id.to_string())], agreement)
}

/// The services of every agreement, in order; `agreement` narrows to one.
pub fn services(
    db: &Connection,
    agreement: Option<AgreementId>,
) -> Result<Vec<AgreementService>, StoreError> {
    let taxes = TaxBook::read(db)?;
    let sql = format!(
        "{SERVICES} WHERE {} ORDER BY s.agreement_id, s.position",
        only("s.agreement_id", agreement.as_ref())
    );
    rows(db, &sql, params![agreement.map(|id| id.to_string())], |row| service(row, &taxes))
}

/// A service of an agreement by its id.
pub fn show_service(
    db: &Connection,
    id: AgreementServiceId,
) -> Result<Option<AgreementService>, StoreError> {
    let taxes = TaxBook::read(db)?;
    let sql = format!("{SERVICES} WHERE s.id = ?1");
    row(db, &sql, [id.to_string()], |row| service(row, &taxes))
}

/// The agreement that a service belongs to.
pub fn of_service(
    db: &Connection,
    id: AgreementServiceId,
) -> Result<Option<AgreementId>, StoreError> {
    let sql = "SELECT agreement_id FROM agreement_services WHERE id = ?1";
    row(db, sql, [id.to_string()], |row| self::id(row, "agreement_id"))
}

/// Records an agreement with its services.
pub fn add(
    tx: &Transaction<'_>,
    agreement: &Agreement,
    services: &[AgreementService],
) -> Result<(), StoreError> {
    let elsewhere = agreement.elsewhere();
    run(
        tx,
        "INSERT INTO agreements (id, number, client_id, acceptance_id, starts_on, start,
            holidays, payment_rule, payment_days, currency, prices_include_tax, import_id,
            bills_from, agreed_on, reference, note, method)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        params![
            agreement.id.to_string(),
            agreement.number,
            agreement.client_id.to_string(),
            agreement.acceptance().map(|id| id.to_string()),
            agreement.starts_on.to_string(),
            agreement.start.name(),
            agreement.holidays.code(),
            agreement.payment_rule.name(),
            agreement.payment_days,
            agreement.currency.code(),
            agreement.prices_include_tax,
            elsewhere.map(|from| from.import.to_string()),
            elsewhere.map(|from| from.bills_from.to_string()),
            elsewhere.and_then(|from| from.agreed_on).map(|day| day.to_string()),
            elsewhere.map_or("", |from| &from.reference),
            elsewhere.map_or("", |from| &from.note),
            agreement.method.name()
        ],
    )?;
    services.iter().try_for_each(|service| add_service(tx, service))
}

/// Records a service: of what was accepted, or brought by an amendment.
pub fn add_service(tx: &Transaction<'_>, service: &AgreementService) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO agreement_services (id, agreement_id, position, service_id, name,
            description, billing, quantity, price_minor, currency, tax, first_price_minor,
            first_periods, amendment_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            service.terms.id.to_string(),
            service.agreement_id.to_string(),
            service.position,
            service.service_id.map(|id| id.to_string()),
            service.name,
            service.description,
            written(service.terms.billing, &service.terms.milestones)?,
            service.terms.quantity.to_string(),
            service.terms.price.minor(),
            service.terms.price.currency().code(),
            service.tax,
            service.terms.introductory.map(|first| first.price.minor()),
            service.terms.introductory.map(|first| first.periods),
            service.amendment.map(|id| id.to_string())
        ],
    )?;
    Ok(())
}

/// The agreements brought over that a letter has confirmed, with the day from which the agreement
/// of that letter bills in their place.
pub fn replaced(db: &Connection) -> Result<HashMap<AgreementId, NaiveDate>, StoreError> {
    let sql = "SELECT p.confirms, max(a.accepted_on, n.starts_on) AS day FROM proposals p
        JOIN revisions r ON r.proposal_id = p.id JOIN acceptances a ON a.revision_id = r.id
        JOIN agreements n ON n.acceptance_id = a.id WHERE p.confirms IS NOT NULL";
    let found = rows(db, sql, [], |row| Ok((id(row, "confirms")?, date(row, "day")?)))?;
    Ok(found.into_iter().collect())
}

/// The agreements of an import.
pub fn of_import(db: &Connection, import: ImportId) -> Result<Vec<Agreement>, StoreError> {
    let sql = format!("{SELECT} WHERE g.import_id = ?1 ORDER BY g.number");
    rows(db, &sql, [import.to_string()], agreement)
}

/// Whether a number is that of an agreement or a proposal.
pub fn is_taken(db: &Connection, number: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM agreements WHERE number = ?1)
        OR EXISTS (SELECT 1 FROM proposals WHERE number = ?1)";
    Ok(self::number(db, sql, [number])? == 1)
}

/// Whether anything happened to an agreement since it came into the book.
pub fn in_use(db: &Connection, id: AgreementId) -> Result<bool, StoreError> {
    let sql = "WITH own AS (SELECT id FROM agreement_services WHERE agreement_id = ?1)
        SELECT EXISTS (SELECT 1 FROM invoice_lines WHERE agreement_service_id IN own)
        OR EXISTS (SELECT 1 FROM waivers WHERE agreement_service_id IN own)
        OR EXISTS (SELECT 1 FROM differences_let_go WHERE agreement_service_id IN own)
        OR EXISTS (SELECT 1 FROM deliveries WHERE agreement_service_id IN own)
        OR EXISTS (SELECT 1 FROM decisions WHERE agreement_id = ?1)
        OR EXISTS (SELECT 1 FROM amendments WHERE agreement_id = ?1)
        OR EXISTS (SELECT 1 FROM automatic_agreements WHERE agreement_id = ?1)
        OR EXISTS (SELECT 1 FROM letters_elsewhere WHERE agreement_id = ?1)
        OR EXISTS (SELECT 1 FROM proposals WHERE confirms = ?1)";
    Ok(number(db, sql, [id.to_string()])? == 1)
}

/// Takes an agreement out that was brought over; the schema refuses any other.
pub fn take_out(tx: &Transaction<'_>, id: AgreementId) -> Result<(), StoreError> {
    run(tx, "DELETE FROM agreement_services WHERE agreement_id = ?1", [id.to_string()])?;
    run(tx, "DELETE FROM agreements WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// Keeps the letter by which an agreement was agreed elsewhere; nothing takes it off.
pub fn keep_letter(
    tx: &Transaction<'_>,
    id: AgreementId,
    document: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run(tx, "DELETE FROM letters_elsewhere WHERE agreement_id = ?1", [id.to_string()])?;
    if let Some(document) = document {
        run(
            tx,
            "INSERT INTO letters_elsewhere (agreement_id, document, kept_at) VALUES (?1, ?2, ?3)",
            params![id.to_string(), document, instant_text(at)],
        )?;
    }
    Ok(())
}
