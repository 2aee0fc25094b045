//! From what was typed to an amendment.

use domain::amendment::{self, Change, Consent, MidPeriod, Service};
use domain::charge::ServiceTerms;
use domain::ids::AgreementServiceId;
use domain::named::Named;
use store::agreements::AgreementService;
use store::clients;

use super::{AmendmentChange, AmendmentForm};
use crate::agreements::Whole;
use crate::billing;
use crate::context::Look;
use crate::failure::{Failure, not_found, refused};
use crate::{taxes, wire};

/// An amendment as it was typed, with the services it adds.
pub(crate) struct Typed {
    /// The amendment, not sent yet, with the consent the practice asks for.
    pub(crate) terms: amendment::Amendment,
    /// The services it adds, without their amendment.
    pub(crate) added: Vec<AgreementService>,
    /// A note to the client.
    pub(crate) note: String,
}

/// Reads the form; `whole` is its agreement, and `new_id` draws the ids of services that come.
pub(super) fn read(
    look: &Look<'_>,
    new_id: &mut dyn FnMut() -> AgreementServiceId,
    whole: &Whole,
    form: &AmendmentForm,
) -> Result<Typed, Failure> {
    let effective_on = wire::date("effective_on", &form.effective_on)?;
    let mid_period = MidPeriod::named(&form.mid_period)
        .ok_or_else(|| refused("mid_period", "choose what happens to a period under way"))?;
    if effective_on < whole.agreement.starts_on {
        let starts = look.long_date(whole.agreement.starts_on);
        return Err(refused("effective_on", format!("the agreement starts on {starts}")));
    }
    let consent = match form.consent.as_str() {
        "" => Consent::Silent,
        name => Consent::named(name, 30)
            .ok_or_else(|| refused("consent", "choose silent, notice, approval or signature"))?,
    };
    if form.changes.is_empty() {
        return Err(refused("changes", "say what changes"));
    }
    let mut reader = Reader { look, new_id, whole, added: Vec::new() };
    let changes = form.changes.iter().map(|change| reader.change(change));
    let changes = changes.collect::<Result<Vec<Change>, Failure>>()?;
    let number = whole.amended.as_ref().map_or(0, |amended| amended.amendments.len());
    Ok(Typed {
        terms: amendment::Amendment {
            number: u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1),
            effective_on,
            changes,
            mid_period,
            consent,
            standing: amendment::Standing::Proposed,
        },
        added: reader.added,
        note: wire::text("note", &form.note, 2000)?,
    })
}

struct Reader<'a> {
    look: &'a Look<'a>,
    new_id: &'a mut dyn FnMut() -> AgreementServiceId,
    whole: &'a Whole,
    added: Vec<AgreementService>,
}

impl Reader<'_> {
    fn change(&mut self, change: &AmendmentChange) -> Result<Change, Failure> {
        let currency = self.whole.agreement.currency;
        Ok(match change {
            AmendmentChange::Price { service_id, price } => Change::Price {
                service: self.service(service_id)?,
                price: wire::amount("price", price, currency)?,
            },
            AmendmentChange::Quantity { service_id, quantity } => Change::Quantity {
                service: self.service(service_id)?,
                quantity: wire::decimal("quantity", quantity)?,
            },
            AmendmentChange::Billing { service_id, billing } => {
                let (billing, milestones) = billing::read("billing", billing)?;
                if !milestones.is_empty() {
                    let message = "milestones come with a new service; add one instead";
                    return Err(refused("billing", message));
                }
                Change::Billing { service: self.service(service_id)?, billing }
            }
            AmendmentChange::Scope { service_id, scope } => Change::Scope {
                service: self.service(service_id)?,
                scope: wire::text("scope", scope, 4000)?,
            },
            AmendmentChange::AddService { name, description, billing, quantity, price, tax } => {
                self.add(name, description, billing, [quantity, price], tax)?
            }
            AmendmentChange::EndService { service_id } => {
                Change::EndService(self.service(service_id)?)
            }
            AmendmentChange::PaymentDays { days } => {
                let days = days.trim().parse::<u32>().ok().filter(|days| *days <= 365);
                Change::PaymentDays(
                    days.ok_or_else(|| refused("days", "give the days to pay, 0 to 365"))?,
                )
            }
            AmendmentChange::End { on } => {
                Change::End(on.as_deref().map(|on| wire::date("on", on)).transpose()?)
            }
            AmendmentChange::Transfer { client_id } => {
                let client = wire::id("client_id", client_id)?;
                let known = store::clients::show(self.look.db, client)?;
                Change::Transfer(known.ok_or_else(|| not_found("client"))?.id)
            }
        })
    }

    fn service(&self, id: &str) -> Result<AgreementServiceId, Failure> {
        let id: AgreementServiceId = wire::id("service_id", id)?;
        let known = self.whole.services.iter().any(|(service, _)| service.terms.id == id);
        if known { Ok(id) } else { Err(not_found("service")) }
    }

    fn add(
        &mut self,
        name: &str,
        description: &str,
        billing: &billing::Billing,
        [quantity, price]: [&String; 2],
        tax: &str,
    ) -> Result<Change, Failure> {
        let name = wire::line("name", name, 200)?;
        if name.is_empty() {
            return Err(refused("name", "a service needs a name"));
        }
        let (billing, milestones) = billing::read("billing", billing)?;
        let book = taxes::book(self.look)?;
        let (agreement, code) = (&self.whole.agreement, taxes::read_code(&book, "tax", tax)?);
        let client = clients::show(self.look.db, agreement.client_id)?;
        let client = client.ok_or_else(|| not_found("client"))?;
        let taxing = taxes::taxing_of(&book, &code, agreement.prices_include_tax, &client);
        let taken = self.whole.services.len() + self.added.len();
        let service = AgreementService {
            agreement_id: self.whole.agreement.id,
            position: i64::try_from(taken).unwrap_or(i64::MAX),
            service_id: None,
            name,
            description: wire::text("description", description, 4000)?,
            tax: code,
            terms: ServiceTerms {
                id: (self.new_id)(),
                billing,
                quantity: wire::decimal("quantity", quantity)?,
                price: wire::amount("price", price, self.whole.agreement.currency)?,
                introductory: None,
                milestones,
                taxing,
            },
            amendment: None,
        };
        let change = Change::AddService(Service {
            name: service.name.clone(),
            scope: service.description.clone(),
            terms: service.terms.clone(),
        });
        self.added.push(service);
        Ok(change)
    }
}
