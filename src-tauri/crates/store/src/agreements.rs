//! Agreements: accepted terms, frozen.

use chrono::NaiveDate;
use domain::charge::{Introductory, ServiceTerms};
use domain::holidays::Place;
use domain::ids::{
    AcceptanceId, AgreementId, AgreementServiceId, AmendmentId, ClientId, ServiceId,
};
use domain::money::Currency;
use domain::named::Named;
use domain::payment_terms::{PaymentRule, PaymentTerms};
use domain::schedule::StartOption;
use rusqlite::{Connection, Row, Transaction, params};

use crate::StoreError;
use crate::billing::{billing, written};
use crate::read::{
    currency, date, decimal, id, id_opt, money, parsed, payment_terms, plain, row, rows, run,
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
    /// Its acceptance.
    pub acceptance_id: AcceptanceId,
    /// The day it was accepted.
    pub accepted_on: NaiveDate,
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

const SELECT: &str = "SELECT g.*, c.name AS client, a.accepted_on FROM agreements g
    JOIN clients c ON c.id = g.client_id JOIN acceptances a ON a.id = g.acceptance_id";

/// The services, with what decides how they are taxed for the client of the agreement.
const SERVICES: &str = "SELECT s.*, g.prices_include_tax, c.tax_place, c.kind AS client_kind
    FROM agreement_services s JOIN agreements g ON g.id = s.agreement_id
    JOIN clients c ON c.id = g.client_id";

impl Agreement {
    /// When its invoices fall due. A number that the rule cannot count is one of days after issue.
    pub fn payment(&self) -> PaymentTerms {
        PaymentTerms::new(self.payment_rule, self.payment_days)
            .unwrap_or_else(|_| PaymentTerms::net(self.payment_days))
    }
}

fn agreement(row: &Row<'_>) -> Result<Agreement, StoreError> {
    let payment = payment_terms(row)?;
    Ok(Agreement {
        id: id(row, "id")?,
        number: plain(row, "number")?,
        client_id: id(row, "client_id")?,
        client: plain(row, "client")?,
        acceptance_id: id(row, "acceptance_id")?,
        accepted_on: date(row, "accepted_on")?,
        starts_on: date(row, "starts_on")?,
        start: parsed(row, "start", "start", StartOption::named)?,
        holidays: parsed(row, "holidays", "place of holidays", Place::from_code)?,
        payment_rule: payment.rule(),
        payment_days: payment.days(),
        currency: currency(row, "currency")?,
        prices_include_tax: plain(row, "prices_include_tax")?,
    })
}

fn introductory(row: &Row<'_>) -> Result<Option<Introductory>, StoreError> {
    let Some(periods) = plain(row, "first_periods")? else { return Ok(None) };
    Ok(Some(Introductory { price: money(row, "first_price_minor")?, periods }))
}

fn service(row: &Row<'_>, taxes: &TaxBook) -> Result<AgreementService, StoreError> {
    let (billing, milestones) = billing(row)?;
    let (code, included): (String, bool) = (plain(row, "tax")?, plain(row, "prices_include_tax")?);
    let (place, kind): (String, String) = (plain(row, "tax_place")?, plain(row, "client_kind")?);
    Ok(AgreementService {
        agreement_id: id(row, "agreement_id")?,
        position: plain(row, "position")?,
        service_id: id_opt(row, "service_id")?,
        name: plain(row, "name")?,
        description: plain(row, "description")?,
        tax: code.clone(),
        terms: ServiceTerms {
            id: id(row, "id")?,
            billing,
            quantity: decimal(row, "quantity")?,
            price: money(row, "price_minor")?,
            introductory: introductory(row)?,
            milestones,
            taxing: taxes.taxing(&code, included, &place, &kind),
        },
        amendment: id_opt(row, "amendment_id")?,
    })
}

/// An agreement by its id.
pub fn show(db: &Connection, id: AgreementId) -> Result<Option<Agreement>, StoreError> {
    row(db, &format!("{SELECT} WHERE g.id = ?1"), [id.to_string()], agreement)
}

/// All agreements by client, then number; `client` narrows to one.
pub fn list(db: &Connection, client: Option<ClientId>) -> Result<Vec<Agreement>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE ?1 IS NULL OR g.client_id = ?1 ORDER BY c.name COLLATE NOCASE, g.number"
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
        "{SERVICES} WHERE ?1 IS NULL OR s.agreement_id = ?1 ORDER BY s.agreement_id, s.position"
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

/// Records an agreement with its services.
pub fn add(
    tx: &Transaction<'_>,
    agreement: &Agreement,
    services: &[AgreementService],
) -> Result<(), StoreError> {
    run(
        tx,
        "INSERT INTO agreements (id, number, client_id, acceptance_id, starts_on, start,
            holidays, payment_rule, payment_days, currency, prices_include_tax)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            agreement.id.to_string(),
            agreement.number,
            agreement.client_id.to_string(),
            agreement.acceptance_id.to_string(),
            agreement.starts_on.to_string(),
            agreement.start.name(),
            agreement.holidays.code(),
            agreement.payment_rule.name(),
            agreement.payment_days,
            agreement.currency.code(),
            agreement.prices_include_tax
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
