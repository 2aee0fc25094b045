//! Agreements: accepted terms, the charges that follow from them, and the work they bill by.

mod shapes;

pub use shapes::*;

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::charge::{Billing, Charge, Course, Delivered, charges};
use domain::ids::{AgreementId, AgreementServiceId, ClientId, DeliveryId};
use domain::money::Money;
use domain::schedule::Period;
use rust_decimal::Decimal;
use store::agreements::{self, Agreement};
use store::charges::{self as outcomes, Key, Outcome};
use store::deliveries::{self, Delivery as StoredDelivery};
use store::revisions;

use crate::acceptances;
use crate::context::{Act, Look};
use crate::failure::{Failure, conflict, not_found, refused};
use crate::invoices;
use crate::proposals::tax_words;
use crate::wire::{self, Amount, ById, Made, Nothing};

/// An agreement with everything its charges follow from.
pub(crate) struct Whole {
    /// The agreement.
    pub(crate) agreement: Agreement,
    /// Its services with their work, in order.
    pub(crate) services: Vec<(agreements::AgreementService, Vec<StoredDelivery>)>,
}

/// A charge with the agreement and service it comes from.
pub(crate) struct Entitled<'a> {
    /// The agreement.
    pub(crate) agreement: &'a Agreement,
    /// The service.
    pub(crate) service: &'a agreements::AgreementService,
    /// The charge.
    pub(crate) charge: Charge,
}

impl Entitled<'_> {
    /// The key under which it is billed once.
    pub(crate) fn key(&self) -> Key {
        (self.charge.service, self.charge.occurrence)
    }

    /// The rule that made it.
    fn words(&self) -> String {
        self.service.terms.words(&Course::starting(self.agreement.starts_on), &self.charge)
    }
}

impl Whole {
    /// Every charge that falls due on or before `until`, billed or not, by service.
    pub(crate) fn entitled(&self, until: NaiveDate) -> Result<Vec<Entitled<'_>>, Failure> {
        let mut found = Vec::new();
        for (service, work) in &self.services {
            let done: Vec<Delivered> = work.iter().map(|delivery| delivery.delivered).collect();
            let course = Course { delivered: &done, ..Course::starting(self.agreement.starts_on) };
            for charge in charges(&service.terms, &course, until)?.due {
                found.push(Entitled { agreement: &self.agreement, service, charge });
            }
        }
        Ok(found)
    }
}

/// All agreements whole, by client; `client` narrows to one.
pub(crate) fn whole(look: &Look<'_>, client: Option<ClientId>) -> Result<Vec<Whole>, Failure> {
    let mut work: HashMap<AgreementServiceId, Vec<StoredDelivery>> = HashMap::new();
    for delivery in deliveries::list(look.db, None)? {
        work.entry(delivery.service).or_default().push(delivery);
    }
    let mut services: HashMap<AgreementId, Vec<_>> = HashMap::new();
    for service in agreements::services(look.db, None)? {
        let done = work.remove(&service.terms.id).unwrap_or_default();
        services.entry(service.agreement_id).or_default().push((service, done));
    }
    Ok(agreements::list(look.db, client)?
        .into_iter()
        .map(|agreement| Whole {
            services: services.remove(&agreement.id).unwrap_or_default(),
            agreement,
        })
        .collect())
}

/// How far ahead a preview looks.
const YEARS_AHEAD: u32 = 24;

/// Agreements.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<AgreementList, Failure> {
    let rows = rows_of(look, None)?;
    let sum = rows.iter().map(|row| row.per_year.minor).sum();
    Ok(AgreementList { per_year: look.amount(sum)?, rows })
}

/// Rows of all agreements, or of one client's.
pub(crate) fn rows_of(
    look: &Look<'_>,
    client: Option<ClientId>,
) -> Result<Vec<AgreementRow>, Failure> {
    let ended = outcomes::outcomes(look.db, None)?;
    whole(look, client)?.iter().map(|whole| row(look, whole, &ended)).collect()
}

/// An agreement's page.
pub fn show(look: &Look<'_>, asked: ById) -> Result<AgreementPage, Failure> {
    let id: AgreementId = wire::id("id", &asked.id)?;
    let whole = whole(look, None)?
        .into_iter()
        .find(|whole| whole.agreement.id == id)
        .ok_or_else(|| not_found("agreement"))?;
    let ended = outcomes::outcomes(look.db, Some(id))?;
    let acceptance = revisions::acceptance(look.db, whole.agreement.acceptance_id)?
        .ok_or_else(|| not_found("acceptance"))?;
    let revision =
        revisions::show(look.db, acceptance.revision_id)?.ok_or_else(|| not_found("revision"))?;
    let services = whole.services.iter().map(|(service, work)| service_row(service, work, &ended));
    Ok(AgreementPage {
        row: row(look, &whole, &ended)?,
        services: services.collect(),
        coming: coming(look, &whole, &ended)?,
        past: past(look, &whole, &ended)?,
        payment_days: i64::from(whole.agreement.payment_days),
        acceptance: acceptances::page(look, whole.agreement.acceptance_id)?,
        proposal_id: revision.proposal_id.to_string(),
        invoices: store::invoices::of_agreement(look.db, id, 100)?
            .iter()
            .map(|invoice| invoices::row(look, invoice))
            .collect(),
    })
}

/// The next 24 charges, what is due and undecided among them.
fn coming(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Vec<ChargeRow>, Failure> {
    let until = look.today.checked_add_months(Months::new(12 * YEARS_AHEAD)).unwrap_or(look.today);
    let mut next: Vec<Entitled<'_>> = whole
        .entitled(until)?
        .into_iter()
        .filter(|entitled| !ended.contains_key(&entitled.key()))
        .collect();
    next.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
    next.truncate(24);
    next.iter().map(|entitled| charge_row(look, entitled, ended)).collect()
}

/// What was billed or waived, the newest first.
fn past(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Vec<ChargeRow>, Failure> {
    let until = look.today.checked_add_months(Months::new(12)).unwrap_or(look.today);
    let mut found: Vec<Entitled<'_>> = whole
        .entitled(until)?
        .into_iter()
        .filter(|entitled| ended.contains_key(&entitled.key()))
        .collect();
    found.sort_by_key(|entitled| {
        std::cmp::Reverse((entitled.charge.due_on, entitled.charge.service))
    });
    found.truncate(60);
    found.iter().map(|entitled| charge_row(look, entitled, ended)).collect()
}

/// A charge for the wire.
pub(crate) fn charge_row(
    look: &Look<'_>,
    entitled: &Entitled<'_>,
    ended: &HashMap<Key, Outcome>,
) -> Result<ChargeRow, Failure> {
    let charge = &entitled.charge;
    let (state, invoice, reason) = match ended.get(&entitled.key()) {
        Some(Outcome::Billed { number, .. }) => ("billed", Some(number.clone()), None),
        Some(Outcome::Waived { reason }) => ("waived", None, Some(reason.clone())),
        None if charge.due_on <= look.today => ("due", None, None),
        None => ("coming", None, None),
    };
    Ok(ChargeRow {
        agreement_service_id: charge.service.to_string(),
        occurrence: i64::from(charge.occurrence),
        service: entitled.service.name.clone(),
        from: charge.period.from.to_string(),
        to: charge.period.to.to_string(),
        period: period_words(look, charge.period),
        due_on: charge.due_on.to_string(),
        net: charge.net.into(),
        tax: charge.tax.into(),
        total: charge.total()?.into(),
        state: state.to_owned(),
        invoice,
        reason,
        rule: entitled.words(),
    })
}

/// A period in words: one day, a whole calendar month or year by its name, else both ends.
pub(crate) fn period_words(look: &Look<'_>, period: Period) -> String {
    let (from, to) = (period.from, period.to);
    if from == to {
        return look.long_date(from);
    }
    let whole_month = domain::calendar::first_of_month(from) == from
        && domain::calendar::last_of_month(from) == to;
    if whole_month {
        return from.format("%B %Y").to_string();
    }
    let first = if from.year() == to.year() { look.day(from) } else { look.short_date(from) };
    format!("{first} to {}", look.short_date(to))
}

fn row(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<AgreementRow, Failure> {
    let agreement = &whole.agreement;
    let names: Vec<&str> =
        whole.services.iter().map(|(service, _)| service.name.as_str()).collect();
    let ahead = look.today.max(agreement.starts_on);
    let until = ahead.checked_add_months(Months::new(13)).unwrap_or(ahead);
    let next = whole
        .entitled(until)?
        .into_iter()
        .filter(|entitled| !ended.contains_key(&entitled.key()))
        .min_by_key(|entitled| entitled.charge.due_on);
    Ok(AgreementRow {
        id: agreement.id.to_string(),
        number: agreement.number.clone(),
        client_id: agreement.client_id.to_string(),
        client: agreement.client.clone(),
        about: names.join(", "),
        starts_on: agreement.starts_on.to_string(),
        accepted_on: agreement.accepted_on.to_string(),
        state: if next.is_some() || can_still_bill(whole) { "running" } else { "complete" }
            .to_owned(),
        per_year: per_year(look, whole)?.into(),
        next_on: next.as_ref().map(|entitled| entitled.charge.due_on.to_string()),
        next: next.map(|entitled| entitled.charge.total()).transpose()?.map(Amount::from),
    })
}

/// Whether a service waits for work that may still be delivered.
fn can_still_bill(whole: &Whole) -> bool {
    whole.services.iter().any(|(service, work)| match service.terms.billing {
        Billing::OnCompletion => work.is_empty(),
        Billing::Logged { cap, .. } => logged(work) < cap.most,
        Billing::Recurring(_) => true,
        Billing::OnAcceptance => false,
    })
}

/// What recurs in a year, without tax.
pub(crate) fn per_year(look: &Look<'_>, whole: &Whole) -> Result<Money, Failure> {
    let mut sum = look.zero();
    for (service, _) in &whole.services {
        if let Billing::Recurring(rule) = service.terms.billing {
            let each = service.terms.price.at_rate(service.terms.quantity)?;
            sum = sum.plus(each.at_rate(rule.per_year())?)?;
        }
    }
    Ok(sum)
}

fn logged(work: &[StoredDelivery]) -> Decimal {
    work.iter().map(|delivery| delivery.delivered.quantity).sum()
}

fn service_row(
    service: &agreements::AgreementService,
    work: &[StoredDelivery],
    ended: &HashMap<Key, Outcome>,
) -> AgreementService {
    let terms = &service.terms;
    let (billing, cap) = match terms.billing {
        Billing::Recurring(_) => ("recurring", None),
        Billing::OnAcceptance => ("on_acceptance", None),
        Billing::OnCompletion => ("on_completion", None),
        Billing::Logged { cap, .. } => ("hourly", Some(cap.most)),
    };
    let completed = matches!(terms.billing, Billing::OnCompletion)
        .then(|| work.first().map(|delivery| delivery.delivered.on.to_string()))
        .flatten();
    AgreementService {
        id: terms.id.to_string(),
        name: service.name.clone(),
        description: service.description.clone(),
        billing_words: terms.billing.words(),
        billing: billing.to_owned(),
        quantity: terms.quantity.normalize().to_string(),
        price: terms.price.into(),
        amount: terms.price.at_rate(terms.quantity).unwrap_or(terms.price).into(),
        tax_words: tax_words(&service.tax_name, terms.tax_percent),
        cap_hours: cap.map(|cap| cap.normalize().to_string()),
        logged_hours: cap.map(|_| logged(work).normalize().to_string()),
        completed_on: completed,
        deliveries: work
            .iter()
            .map(|delivery| Delivery {
                id: delivery.id.to_string(),
                delivered_on: delivery.delivered.on.to_string(),
                quantity: delivery.delivered.quantity.normalize().to_string(),
                note: delivery.note.clone(),
                settled: ended.contains_key(&(terms.id, delivery.delivered.sequence)),
            })
            .collect(),
    }
}

/// Logs work: a completion, or hours up to the cap.
pub fn record_delivery(act: &mut Act<'_>, question: RecordDelivery) -> Result<Made, Failure> {
    let service_id: AgreementServiceId =
        wire::id("agreement_service_id", &question.agreement_service_id)?;
    let service =
        agreements::show_service(act.tx, service_id)?.ok_or_else(|| not_found("service"))?;
    let agreement =
        agreements::show(act.tx, service.agreement_id)?.ok_or_else(|| not_found("agreement"))?;
    let on = wire::date("delivered_on", &question.delivered_on)?;
    if on > act.today {
        return Err(refused("delivered_on", "work is logged on the day it was done or later"));
    }
    if on < agreement.starts_on {
        let starts = act.long_date(agreement.starts_on);
        return Err(refused("delivered_on", format!("the agreement starts on {starts}")));
    }
    let before = deliveries::list(act.tx, Some(service_id))?;
    let (quantity, words) = match service.terms.billing {
        Billing::OnCompletion if before.is_empty() => (Decimal::ONE, "marked complete".to_owned()),
        Billing::OnCompletion => return Err(conflict("this work is marked complete already")),
        Billing::Logged { cap, .. } => {
            let hours = wire::decimal("hours", &question.hours)?;
            within_cap(hours, logged(&before), cap.most)?;
            (hours, format!("{} hours logged", hours.normalize()))
        }
        _ => {
            return Err(conflict("this service is billed by its schedule, not by work logged"));
        }
    };
    let delivery = StoredDelivery {
        id: act.new_id(),
        service: service_id,
        delivered: Delivered {
            sequence: deliveries::next_sequence(act.tx, service_id)?,
            on,
            quantity,
            approved: false,
        },
        note: wire::line("note", &question.note, 400)?,
    };
    deliveries::add(act.tx, &delivery)?;
    act.say(format!("{}: {words}", service.name), Some(agreement.client_id));
    let id = delivery.id.to_string();
    act.offer_undo("Work logged", "deliveries.remove", ById { id: id.clone() });
    Ok(Made { id })
}

fn within_cap(hours: Decimal, before: Decimal, cap: Decimal) -> Result<(), Failure> {
    if hours <= Decimal::ZERO {
        return Err(refused("hours", "give more than 0 hours"));
    }
    if before + hours > cap {
        let left = (cap - before).normalize();
        let message = format!("{left} hours are left under the agreed cap; agree more first");
        return Err(refused("hours", message));
    }
    Ok(())
}

/// Takes logged work back that is neither billed nor waived.
pub fn remove_delivery(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: DeliveryId = wire::id("id", &asked.id)?;
    let delivery = deliveries::show(act.tx, id)?.ok_or_else(|| not_found("work"))?;
    let service =
        agreements::show_service(act.tx, delivery.service)?.ok_or_else(|| not_found("service"))?;
    let ended = outcomes::outcomes(act.tx, Some(service.agreement_id))?;
    if ended.contains_key(&(delivery.service, delivery.delivered.sequence)) {
        return Err(conflict("this work is billed or waived already"));
    }
    deliveries::remove(act.tx, id, act.now)?;
    let client = agreements::show(act.tx, service.agreement_id)?.map(|found| found.client_id);
    act.say(format!("{}: logged work taken back", service.name), client);
    Ok(Nothing {})
}
