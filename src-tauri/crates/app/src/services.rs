//! The service library.

use domain::clause::ServiceKind;
use serde::{Deserialize, Serialize};
use store::services::{self, Service};
use ts_rs::TS;

use crate::billing::{self, Billing};
use crate::context::{Act, Look};
use crate::failure::{Failure, not_found, refused};
use crate::wire::{self, Amount, ById, Made, Nothing};

/// What the user fills in about a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ServiceForm {
    /// Its name as printed on letters and invoices.
    pub name: String,
    /// What kind of work it is: its own clauses come with it.
    #[serde(default = "other_kind")]
    pub kind: String,
    /// What is done, for the letter.
    pub description: String,
    /// How it is billed.
    pub billing: Billing,
    /// Price each time, or per hour, as typed.
    pub price: String,
    /// How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
    #[serde(default = "usual_tax")]
    pub tax: String,
}

/// The kind of a service nobody has named.
pub(crate) fn other_kind() -> String {
    ServiceKind::Other.as_str().to_owned()
}

/// Taxed as the practice's services usually are.
pub(crate) fn usual_tax() -> String {
    domain::tax::USUAL.to_owned()
}

/// A service in the library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ServiceRow {
    /// The service.
    pub id: String,
    /// The form, filled.
    pub form: ServiceForm,
    /// The price.
    pub price: Amount,
    /// How it is billed, in words: `each month`, `once, when done`.
    pub billing_words: String,
    /// How it is taxed today: `VAT 20%`, `Exempt`, `None`.
    pub tax_words: String,
    /// In how many running agreements it is.
    pub agreements: i64,
    /// When an archived service was archived.
    pub archived_at: Option<String>,
}

/// Which services to list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListServices {
    /// Archived ones instead of the active ones.
    pub archived: bool,
}

/// The library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ServiceList {
    /// By name.
    pub rows: Vec<ServiceRow>,
}

/// Saves a service's form. Proposals and agreements that use it keep their own words and price.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveService {
    /// The service.
    pub id: String,
    /// The form.
    pub form: ServiceForm,
}

/// What the starter library added.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StartersAdded {
    /// How many services were added.
    pub added: u32,
}

/// The library.
pub fn list(look: &Look<'_>, asked: ListServices) -> Result<ServiceList, Failure> {
    let found = services::list(look.db, asked.archived)?;
    let taxes = crate::taxes::book(look)?;
    let words = |service: &Service| {
        crate::taxes::today_words(&taxes.taxing(&service.tax, false, "", "business"), look.today)
    };
    let rows = found
        .iter()
        .map(|(service, agreements)| row(service, words(service), *agreements))
        .collect();
    Ok(ServiceList { rows })
}

/// Adds a service.
pub fn add(act: &mut Act<'_>, form: ServiceForm) -> Result<Made, Failure> {
    let service = read_form(act, &form)?;
    services::save(act.tx, &service)?;
    let id = service.id.to_string();
    act.say(format!("Service added: {}", service.name), None);
    act.offer_undo("Service added", "services.archive", ById { id: id.clone() });
    Ok(Made { id })
}

/// Saves a service.
pub fn save(act: &mut Act<'_>, question: SaveService) -> Result<Made, Failure> {
    let before = one(act, &question.id)?;
    let mut service = read_form(act, &question.form)?;
    service.id = before.id;
    service.archived_at = before.archived_at;
    services::save(act.tx, &service)?;
    act.say(format!("Service changed: {}", service.name), None);
    let undo = SaveService { id: question.id.clone(), form: self::form(&before) };
    act.offer_undo("Service changed", "services.save", undo);
    Ok(Made { id: question.id })
}

/// Puts a service aside.
pub fn archive(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut service = one(act, &asked.id)?;
    service.archived_at = Some(act.now);
    services::save(act.tx, &service)?;
    act.say(format!("Service archived: {}", service.name), None);
    act.offer_undo("Service archived", "services.restore", asked);
    Ok(Nothing {})
}

/// Brings a service back.
pub fn restore(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let mut service = one(act, &asked.id)?;
    service.archived_at = None;
    services::save(act.tx, &service)?;
    act.say(format!("Service brought back: {}", service.name), None);
    act.offer_undo("Service brought back", "services.archive", asked);
    Ok(Nothing {})
}

/// Adds the starter library.
pub fn add_starters(act: &mut Act<'_>, _: Nothing) -> Result<StartersAdded, Failure> {
    let there: Vec<String> =
        services::list(act.tx, false)?.into_iter().map(|(service, _)| service.name).collect();
    let mut added = 0;
    for starter in starters::of(act.practice.jurisdiction, act.practice.profession) {
        if there.iter().any(|name| name == starter.name) {
            continue;
        }
        let service = read_form(act, &starter.form())?;
        services::save(act.tx, &service)?;
        added += 1;
    }
    act.say(format!("Starter library added: {added} services"), None);
    Ok(StartersAdded { added })
}

fn one(look: &Look<'_>, id: &str) -> Result<Service, Failure> {
    services::show(look.db, wire::id("id", id)?)?.ok_or_else(|| not_found("service"))
}

fn read_form(act: &Act<'_>, form: &ServiceForm) -> Result<Service, Failure> {
    let name = wire::line("name", &form.name, 120)?;
    if name.is_empty() {
        return Err(refused("name", "a service needs a name; it is printed on letters"));
    }
    let price = wire::amount("price", &form.price, act.currency())?;
    if price.minor() < 0 {
        return Err(refused("price", "a price is 0.00 or more"));
    }
    let (billing, milestones) = billing::read("billing", &form.billing)?;
    Ok(Service {
        id: act.new_id(),
        name,
        kind: ServiceKind::parse(&form.kind)
            .ok_or_else(|| refused("kind", "choose what kind of work this is"))?,
        description: wire::text("description", &form.description, 4_000)?,
        billing,
        milestones,
        price,
        tax: crate::taxes::read_code(&crate::taxes::book(act)?, "tax", &form.tax)?,
        archived_at: None,
    })
}

fn form(service: &Service) -> ServiceForm {
    ServiceForm {
        name: service.name.clone(),
        kind: service.kind.as_str().to_owned(),
        description: service.description.clone(),
        billing: billing::written(service.billing, &service.milestones),
        price: service.price.plain(),
        tax: service.tax.clone(),
    }
}

fn row(service: &Service, tax_words: String, agreements: i64) -> ServiceRow {
    ServiceRow {
        id: service.id.to_string(),
        form: form(service),
        price: service.price.into(),
        billing_words: service.billing.words(),
        tax_words,
        agreements,
        archived_at: service.archived_at.map(store::instant_text),
    }
}

mod starters;
