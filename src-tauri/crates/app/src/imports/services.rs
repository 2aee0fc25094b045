//! Services of another program for the library.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::clause::ServiceKind;
use domain::ids::ImportId;
use domain::money::Money;
use store::services::{self, Service};

use super::heads::{Field, column, needed, one, plain};
use super::schedule_words::billing_of;
use super::sheet::{Reader, Row, is_total};
use super::{Draft, Kind, Outcome, counted};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::taxes;
use crate::wire;

const NAME: [&str; 8] = [
    "Service name",
    "Service",
    "Product/Service name",
    "Product/Service",
    "ItemName",
    "*ItemName",
    "Item name",
    "Name",
];
const DESCRIPTION: [&str; 5] =
    ["SalesDescription", "Sales description", "Service description", "Description", "Scope"];
const PRICE: [&str; 9] = [
    "SalesUnitPrice",
    "Sales price / rate",
    "Sales price/rate",
    "Sales price",
    "Price",
    "Unit price",
    "Rate",
    "Default price",
    "Amount",
];
const BILLING: [&str; 6] =
    ["Billing frequency", "Frequency", "Billing type", "Billing rule", "Billed", "Billing"];
const TAX: [&str; 6] = ["Taxable", "SalesTaxRate", "Tax", "Tax rate", "Sales tax", "Tax code"];

/// A list of services.
pub(super) struct Services {
    library: HashMap<String, Service>,
    /// The names of the rows before, with their lines.
    seen: HashMap<String, u32>,
}

impl Kind for Services {
    type Item = Service;

    const NAME: &'static str = "services";
    const FIELDS: &'static [Field] = &[
        needed("name", "Name", &NAME),
        one("description", "What is done", &DESCRIPTION),
        needed("price", "Price", &PRICE),
        one("billing", "How often", &BILLING),
        one("tax", "Taxed", &TAX),
    ];
    const TITLES: &'static [&'static str] = &["Name", "What is done", "Billed", "Price*"];
    const DONE: &'static str = "Services brought over";

    fn recognised(heads: &[String]) -> Option<&'static str> {
        let any = |names: &[&str]| column(heads, names).is_some();
        if any(&["SalesUnitPrice"]) && any(&["ItemCode", "*ItemCode"]) {
            return Some("Xero");
        }
        if any(&["Product/Service name", "Product/Service"]) {
            return Some("QuickBooks");
        }
        (any(&["Service name", "Service"]) && any(&["Billing type"])).then_some("Ignition")
    }

    fn begin(look: &Look<'_>, _: NaiveDate) -> Result<Services, Failure> {
        let library = services::list(look.db, false)?.into_iter();
        let library = library.map(|(service, _)| (plain(&service.name), service)).collect();
        Ok(Services { library, seen: HashMap::new() })
    }

    fn read(
        &mut self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
    ) -> Result<Option<Draft<Service>>, Failure> {
        if is_total(row) {
            return Ok(None);
        }
        let text = |field| reader.cell(row, field).to_owned();
        let cells = vec![text("name"), text("description"), text("billing"), text("price")];
        let outcome = match service_of(look, reader, row) {
            Err(why) => Outcome::Refused(why),
            Ok(service) => self.outcome(row.line, service),
        };
        Ok(Some(Draft { cells, outcome }))
    }

    fn words(&self, _: &Look<'_>, items: &[&Service]) -> Result<String, Failure> {
        Ok(counted(items.len(), "service"))
    }

    fn bring(self, act: &Act<'_>, import: ImportId, items: Vec<Service>) -> Result<u32, Failure> {
        for service in items {
            let service = Service { id: act.new_id(), ..service };
            services::save(act.tx, &service)?;
            services::brought_by(act.tx, service.id, import)?;
        }
        Ok(0)
    }

    fn take_out(act: &Act<'_>, import: ImportId) -> Result<String, Failure> {
        let found = services::of_import(act.tx, import)?;
        if found.is_empty() {
            return Err(not_found("import"));
        }
        for service in &found {
            if services::in_use(act.tx, service.id)? {
                let name = &service.name;
                return Err(conflict(format!(
                    "{name} is in use, so the import stays; archive what you do not need"
                )));
            }
        }
        found.iter().try_for_each(|service| services::take_out(act.tx, service.id))?;
        Ok(counted(found.len(), "service"))
    }
}

impl Services {
    fn outcome(&mut self, line: u32, service: Service) -> Outcome<Service> {
        if let Some(line) = self.seen.insert(plain(&service.name), line) {
            let words = format!("line {line} of this file has the same name");
            return Outcome::Differs(service, words);
        }
        let Some(here) = self.library.get(&plain(&service.name)) else {
            return Outcome::Adds(service, String::new());
        };
        if here.price == service.price && here.billing == service.billing {
            return Outcome::Known(None, "the library has it already".to_owned());
        }
        let (price, billed) = (here.price.shown(), here.billing.words());
        let words = format!("the library has it at {price} {billed}; ticked, it comes beside it");
        Outcome::Differs(service, words)
    }
}

fn service_of(look: &Look<'_>, reader: &Reader<'_>, row: &Row) -> Result<Service, String> {
    let name = wire::line("name", reader.cell(row, "name"), 120).map_err(|why| why.message)?;
    if name.is_empty() {
        return Err("it has no name".to_owned());
    }
    let description = reader.cell(row, "description");
    let description = wire::text("description", description, 4_000).map_err(|why| why.message)?;
    let price = reader.amount(row, "price")?.unwrap_or(look.zero());
    if price.minor() < 0 {
        return Err("a price is 0.00 or more".to_owned());
    }
    let book = taxes::book(look).map_err(|why| why.message)?;
    Ok(Service {
        id: nobody(),
        name,
        kind: ServiceKind::Other,
        description,
        billing: billing_of(reader.cell(row, "billing"), None)?,
        milestones: Vec::new(),
        price: Money::new(price.minor(), look.currency()).map_err(|why| why.to_string())?,
        tax: taxes::meant(&book, look.practice.jurisdiction, reader.cell(row, "tax"), look.today)?,
        archived_at: None,
    })
}

/// The id of what is only looked at.
pub(super) fn nobody<T: domain::ids::Id>() -> T {
    T::from_uuid(uuid::Uuid::nil())
}
