//! Active agreements of another program, a row a service. They are billed here from a stated day
//! and never for the past; nothing here proves them, and the book says so.

use std::collections::{BTreeMap, HashMap};

use chrono::{Months, NaiveDate};
use domain::charge::{Billing, Course, ServiceTerms, charges};
use domain::holidays::Place;
use domain::ids::{AgreementId, ClientId, ImportId, ServiceId};
use domain::money::Money;
use domain::payment_terms::PaymentRule;
use domain::permission::MethodPolicy;
use domain::schedule::{After, Cadence, End, Every, Start, StartOption};
use domain::tax::Taxing;
use rust_decimal::Decimal;
use store::agreements::{self, Agreement, AgreementService, Elsewhere, Origin};
use store::{clients, services};

use super::heads::{Field, column, needed, one, plain};
use super::schedule_words::{anchored, billing_of};
use super::services::nobody;
use super::sheet::{Reader, Row, is_total};
use super::who::{Known, Named};
use super::{Draft, Kind, Outcome, counted};
use crate::agreements::{Whole, whole};
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found};
use crate::taxes;
use crate::wire;

const CLIENT: [&str; 8] = [
    "Client",
    "Client name",
    "Customer",
    "Customer name",
    "Contact",
    "Company",
    "Business name",
    "Name",
];
const EMAIL: [&str; 3] = ["Email", "Client email", "Email address"];
const SERVICE: [&str; 5] = ["Service", "Service name", "Item", "Product", "Description"];
const SCOPE: [&str; 4] = ["Service description", "Scope", "Details", "Description"];
const PRICE: [&str; 8] =
    ["Price", "Unit price", "Service price", "Rate", "Fee", "Amount", "Recurring amount", "Total"];
const QUANTITY: [&str; 4] = ["Quantity", "Qty", "Units", "Hours"];
const BILLING: [&str; 7] = [
    "Billing frequency",
    "Frequency",
    "Billing cycle",
    "Billing rule",
    "Billing type",
    "Billed",
    "Recurrence",
];
const STARTS: [&str; 5] =
    ["Service start date", "Start date", "Starts on", "Billing start date", "Start"];
const NEXT: [&str; 6] = [
    "Next billing date",
    "Next bill date",
    "Next invoice date",
    "Next billing",
    "Next invoice",
    "Next charge",
];
const ENDS: [&str; 5] = ["Service end date", "End date", "Ends on", "Expiry date", "End"];
const AGREED: [&str; 4] = ["Accepted date", "Accepted on", "Date accepted", "Signed on"];
const REFERENCE: [&str; 8] = [
    "Proposal reference",
    "Proposal number",
    "Proposal",
    "Proposal name",
    "Agreement",
    "Agreement number",
    "Agreement name",
    "Reference",
];
const STATUS: [&str; 3] = ["Status", "Service status", "State"];
const TAX: [&str; 4] = ["Tax", "Tax rate", "Sales tax", "VAT"];
const CURRENCY: [&str; 2] = ["Currency", "Currency code"];
const NOTE: [&str; 4] = ["Note", "Notes", "Memo", "Link"];

/// States in which a service is billed.
const ACTIVE: [&str; 8] =
    ["", "active", "running", "accepted", "ongoing", "live", "upcoming", "approved"];

/// A list of active agreements.
pub(super) struct Agreements {
    known: Known,
    bills_from: NaiveDate,
    here: Vec<Whole>,
    library: HashMap<String, ServiceId>,
}

/// A service of an agreement as a row tells it.
pub(super) struct Item {
    client: Named,
    reference: String,
    anchor: NaiveDate,
    agreed_on: Option<NaiveDate>,
    note: String,
    name: String,
    description: String,
    terms: ServiceTerms,
}

impl Kind for Agreements {
    type Item = Item;

    const NAME: &'static str = "agreements";
    const FIELDS: &'static [Field] = &[
        needed("client", "Client", &CLIENT),
        needed("service", "Service", &SERVICE),
        needed("price", "Price", &PRICE),
        one("billing", "How often", &BILLING),
        one("starts_on", "Started", &STARTS),
        one("next_on", "Next billed", &NEXT),
        one("quantity", "Quantity", &QUANTITY),
        one("tax", "Tax", &TAX),
        one("ends_on", "Ends", &ENDS),
        one("reference", "Agreement", &REFERENCE),
        one("agreed_on", "Agreed", &AGREED),
        one("status", "Status", &STATUS),
        one("email", "E-mail", &EMAIL),
        one("description", "What is done", &SCOPE),
        one("currency", "Currency", &CURRENCY),
        one("note", "Note", &NOTE),
    ];
    const DAYS: &'static [&'static str] = &["starts_on", "next_on", "ends_on", "agreed_on"];
    const TITLES: &'static [&'static str] =
        &["Client", "Service", "Agreement", "Billed", "Price*", "First billed*"];
    const DONE: &'static str = "Agreements brought over";

    fn recognised(heads: &[String]) -> Option<&'static str> {
        let any = |names: &[&str]| column(heads, names).is_some();
        if any(&["Service", "Service name"]) && any(&REFERENCE[..4]) {
            return Some("Ignition");
        }
        (any(&["Agreement", "Agreement name"]) && any(&["Next charge"])).then_some("Anchor")
    }

    fn begin(look: &Look<'_>, bills_from: NaiveDate) -> Result<Agreements, Failure> {
        let library = services::list(look.db, false)?.into_iter();
        Ok(Agreements {
            known: Known::of(look)?,
            bills_from,
            here: whole(look, None)?,
            library: library.map(|(service, _)| (plain(&service.name), service.id)).collect(),
        })
    }

    fn read(
        &mut self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
    ) -> Result<Option<Draft<Item>>, Failure> {
        if is_total(row) {
            return Ok(None);
        }
        let cell = |field| reader.cell(row, field).to_owned();
        let client = Named { name: cell("client"), email: cell("email") };
        let known = self.known.find(&client).cloned();
        let named = known.as_ref().map_or(&client.name, |client| &client.name).clone();
        let mut cells = vec![named, cell("service"), cell("reference"), cell("billing")];
        let read = self.item(look, reader, row, client);
        let outcome = match read {
            Err(why) => {
                cells.extend([cell("price"), String::new()]);
                Outcome::Refused(why)
            }
            Ok((item, first)) => {
                cells[3] = item.terms.billing.words();
                let first = first.map(|day| look.short_date(day));
                cells.extend([item.terms.price.shown(), first.unwrap_or_default()]);
                self.outcome(look, item, known.map(|client| client.id))
            }
        };
        Ok(Some(Draft { cells, outcome }))
    }

    fn words(&self, _: &Look<'_>, items: &[&Item]) -> Result<String, Failure> {
        let mut apart: Vec<_> = items.iter().map(|item| item.group()).collect();
        apart.sort();
        apart.dedup();
        let services = counted(items.len(), "service");
        Ok(format!("{} with {services}", counted(apart.len(), "agreement")))
    }

    fn bring(mut self, act: &Act<'_>, import: ImportId, items: Vec<Item>) -> Result<u32, Failure> {
        let mut apart: BTreeMap<_, Vec<Item>> = BTreeMap::new();
        for item in items {
            apart.entry(item.group()).or_default().push(item);
        }
        for items in apart.into_values() {
            self.begin_agreement(act, import, &items)?;
        }
        Ok(self.known.added())
    }

    fn take_out(act: &Act<'_>, import: ImportId) -> Result<String, Failure> {
        let found = agreements::of_import(act.tx, import)?;
        if found.is_empty() {
            return Err(not_found("import"));
        }
        for agreement in &found {
            if agreements::in_use(act.tx, agreement.id)? {
                let number = &agreement.number;
                return Err(conflict(format!(
                    "{number} was billed, changed or confirmed, so the import stays"
                )));
            }
        }
        found.iter().try_for_each(|agreement| agreements::take_out(act.tx, agreement.id))?;
        // Of the clients that came with it those go that nothing else refers to by now.
        for client in clients::of_import(act.tx, import)? {
            if !clients::in_use(act.tx, client.id)? {
                clients::remove(act.tx, client.id)?;
            }
        }
        Ok(counted(found.len(), "agreement"))
    }
}

impl Item {
    /// The rows of one client, one reference and one beginning are one agreement.
    fn group(&self) -> (String, String, NaiveDate) {
        (plain(&self.client.name), plain(&self.reference), self.anchor)
    }
}

impl Agreements {
    /// A row as a service with its terms, and the first day it would be billed here.
    fn item(
        &self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
        client: Named,
    ) -> Result<(Item, Option<NaiveDate>), String> {
        let text = |field, limit| {
            wire::line("file", reader.cell(row, field), limit).map_err(|why| why.message)
        };
        if client.name.is_empty() {
            return Err("it names no client".to_owned());
        }
        let name = text("service", 200)?;
        if name.is_empty() {
            return Err("it names no service".to_owned());
        }
        let status = reader.cell(row, "status");
        if !ACTIVE.contains(&plain(status).as_str()) {
            return Err(format!("it is \"{status}\" there, and only what is active comes over"));
        }
        reader.in_home_currency(row, "currency")?;
        let price = reader.amount(row, "price")?.ok_or("it has no price")?;
        if price.minor() < 0 {
            return Err("a price is 0.00 or more".to_owned());
        }
        let terms = self.terms(look, reader, row, price)?;
        let day = |field| reader.day(row, field);
        let (starts_on, next_on) = (day("starts_on")?, day("next_on")?);
        let (anchor, billing) = anchored(terms.billing, starts_on, next_on, self.bills_from);
        let terms = ServiceTerms { billing, ..terms };
        let first = self.first(&terms, anchor)?;
        let item = Item {
            client,
            reference: text("reference", 120)?,
            anchor,
            agreed_on: day("agreed_on")?.filter(|day| *day <= look.today),
            note: text("note", 400)?,
            name,
            description: wire::text("file", reader.cell(row, "description"), 4_000)
                .map_err(|why| why.message)?,
            terms,
        };
        Ok((item, first))
    }

    fn terms(
        &self,
        look: &Look<'_>,
        reader: &Reader<'_>,
        row: &Row,
        price: Money,
    ) -> Result<ServiceTerms, String> {
        let quantity = match reader.cell(row, "quantity") {
            "" => Decimal::ONE,
            text => wire::decimal("file", text).map_err(|why| why.message)?,
        };
        let mut billing = billing_of(reader.cell(row, "billing"), Some(quantity))?;
        if billing == Billing::OnAcceptance {
            return Err("it was billed on acceptance, which was elsewhere".to_owned());
        }
        let ends_on = reader.day(row, "ends_on")?;
        if ends_on.is_some_and(|end| end < self.bills_from) {
            return Err("it ends before it would be billed here".to_owned());
        }
        if let (Billing::Recurring(rule), Some(on)) = (&mut billing, ends_on) {
            rule.end = Some(End { on, then: After::Stop });
        }
        let book = taxes::book(look).map_err(|why| why.message)?;
        let place = look.practice.jurisdiction;
        Ok(ServiceTerms {
            id: nobody(),
            billing,
            quantity: if matches!(billing, Billing::Logged { .. }) {
                Decimal::ONE
            } else {
                quantity
            },
            price,
            introductory: None,
            milestones: Vec::new(),
            taxing: Taxing::named(
                &taxes::meant(&book, place, reader.cell(row, "tax"), look.today)?,
                look.practice.prices_include_tax,
            ),
        })
    }

    /// The first day a service is billed here; nothing where work is billed when it is logged.
    fn first(&self, terms: &ServiceTerms, anchor: NaiveDate) -> Result<Option<NaiveDate>, String> {
        let Billing::Recurring(rule) = terms.billing else { return Ok(None) };
        let course = Course {
            start: Start::NextBillingDay,
            accepted_on: self.bills_from,
            ..Course::starting(anchor)
        };
        let last = anchor.max(self.bills_from);
        let until = last.checked_add_months(longest(rule.cadence)).unwrap_or(last);
        let found = charges(terms, &course, until).map_err(|why| why.to_string())?;
        let first = found.due.first().map(|charge| charge.due_on);
        match first {
            None if rule.end.is_some() => Err("nothing falls due before it ends".to_owned()),
            first => Ok(first),
        }
    }

    /// What would become of a row that can be read.
    fn outcome(&self, look: &Look<'_>, item: Item, client: Option<ClientId>) -> Outcome<Item> {
        let Some(client) = client else {
            return match item.client.problem() {
                Some(why) => Outcome::Refused(why),
                None => Outcome::Adds(item, "the client is added".to_owned()),
            };
        };
        for one in self.here.iter().filter(|one| one.client_on(look.today) == client) {
            let terms = one.terms_on(look.today);
            let same = terms.services.iter().find(|here| plain(&here.name) == plain(&item.name));
            let Some(same) = same.map(|same| &same.terms) else { continue };
            let number = &one.agreement.number;
            let as_here =
                |terms: &ServiceTerms| (terms.price, terms.quantity, terms.billing.words());
            if as_here(same) == as_here(&item.terms) {
                return Outcome::Known(None, format!("{number} bills it already"));
            }
            let (price, billed) = (same.price.shown(), same.billing.words());
            let words = format!("{number} bills it at {price} {billed}; ticked, both are billed");
            return Outcome::Differs(item, words);
        }
        Outcome::Adds(item, String::new())
    }

    fn begin_agreement(
        &mut self,
        act: &Act<'_>,
        import: ImportId,
        items: &[Item],
    ) -> Result<(), Failure> {
        let Some(first) = items.first() else { return Ok(()) };
        let client = self.known.find_or_add(act, &first.client, Some(import))?;
        let id: AgreementId = act.new_id();
        let agreement = Agreement {
            id,
            number: free_number(act)?,
            client_id: client.id,
            client: client.name,
            origin: Origin::BroughtOver(Elsewhere {
                import,
                bills_from: self.bills_from,
                agreed_on: items.iter().filter_map(|item| item.agreed_on).min(),
                reference: first.reference.clone(),
                note: first.note.clone(),
                letter: None,
            }),
            starts_on: first.anchor,
            start: StartOption::NextBillingDay,
            holidays: Place::of(act.practice.jurisdiction, &act.practice.region),
            payment_rule: PaymentRule::AfterIssue,
            payment_days: act.practice.payment_days,
            currency: act.currency(),
            prices_include_tax: act.practice.prices_include_tax,
            method: MethodPolicy::NotNeeded,
        };
        let service = |(at, item): (usize, &Item)| AgreementService {
            agreement_id: id,
            position: i64::try_from(at).unwrap_or(i64::MAX),
            service_id: self.library.get(&plain(&item.name)).copied(),
            name: item.name.clone(),
            description: item.description.clone(),
            tax: item.terms.taxing.code.clone(),
            terms: ServiceTerms { id: act.new_id(), ..item.terms.clone() },
            amendment: None,
        };
        let services: Vec<AgreementService> = items.iter().enumerate().map(service).collect();
        agreements::add(act.tx, &agreement, &services)?;
        Ok(())
    }
}

/// The next number for an agreement that brings none of ours.
fn free_number(act: &Act<'_>) -> Result<String, Failure> {
    for at in 1..u32::MAX {
        let number = format!("OLD-{at:04}");
        if !agreements::is_taken(act.tx, &number)? {
            return Ok(number);
        }
    }
    Err(conflict("there is no number left for an agreement"))
}

/// A little more than the longest time between two charges.
fn longest(cadence: Cadence) -> Months {
    Months::new(match cadence {
        Cadence::Months(Every::Months(months), _) => u32::from(months.get()) * 2 + 1,
        Cadence::Months(Every::Chosen(_), _) | Cadence::Weeks(_) => 25,
    })
}
