//! Work that services bill by: logged, and taken back while it is neither billed nor waived.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::charge::{Billing, Delivered, ServiceTerms, Unit};
use domain::ids::{AgreementServiceId, DeliveryId};
use rust_decimal::Decimal;
use store::agreements;
use store::charges::{self as outcomes, Key, Outcome};
use store::deliveries::{self, Delivery};

use super::{RecordDelivery, is_settled};
use crate::context::Act;
use crate::failure::{Failure, conflict, not_found, refused};
use crate::wire::{self, ById, Made, Nothing};

/// Logs work: a completion, a milestone, hours or pieces. What exceeds a cap waits for approval.
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
    let replaced = agreements::replaced(act.tx)?.remove(&agreement.id);
    if replaced.is_some_and(|from| from <= on) {
        let message = "another agreement has taken its place; log the work there";
        return Err(refused("delivered_on", message));
    }
    if let Some(from) = agreement.elsewhere().filter(|from| on < from.bills_from) {
        let day = act.long_date(from.bills_from);
        let message = format!("what was done before {day} was billed elsewhere");
        return Err(refused("delivered_on", message));
    }
    let before = deliveries::list(act.tx, Some(service_id))?;
    let (sequence, quantity, words) = match service.terms.billing {
        Billing::OnCompletion => {
            let (milestone, words) = completed(&service.terms, question.milestone, &before)?;
            let next = deliveries::next_sequence(act.tx, service_id)?;
            (milestone.unwrap_or(next), Decimal::ONE, words)
        }
        Billing::Logged { unit, .. } => {
            let quantity = wire::decimal("hours", &question.hours)?;
            let units = if unit == Unit::Hour { "hours" } else { "pieces" };
            if quantity <= Decimal::ZERO {
                return Err(refused("hours", format!("give more than 0 {units}")));
            }
            let ended = outcomes::outcomes(act.tx, Some(agreement.id))?;
            if let Some(day) = settled_after(&before, &ended, on) {
                let day = act.long_date(day);
                let message = format!("what was done on {day} is billed already; log it after it");
                return Err(refused("delivered_on", message));
            }
            let next = deliveries::next_sequence(act.tx, service_id)?;
            (next, quantity, format!("{} {units} logged", quantity.normalize()))
        }
        _ => return Err(conflict("this service is billed by its schedule, not by work logged")),
    };
    let delivery = Delivery {
        id: act.new_id(),
        service: service_id,
        delivered: Delivered { sequence, on, quantity, approved: false },
        note: wire::line("note", &question.note, 400)?,
    };
    deliveries::add(act.tx, &delivery)?;
    act.say(format!("{}: {words}", service.name), Some(agreement.client_id));
    let id = delivery.id.to_string();
    act.offer_undo("Work logged", "deliveries.remove", ById { id: id.clone() });
    Ok(Made { id })
}

/// The place of the milestone that is done, where there are any, and words for it.
fn completed(
    terms: &ServiceTerms,
    milestone: Option<u32>,
    before: &[Delivery],
) -> Result<(Option<u32>, String), Failure> {
    if terms.milestones.is_empty() {
        return match before {
            [] => Ok((None, "marked complete".to_owned())),
            _ => Err(conflict("this work is marked complete already")),
        };
    }
    let part = milestone.and_then(|at| Some((at, terms.milestone(at)?)));
    let Some((at, part)) = part else {
        return Err(refused("milestone", "choose the milestone that is done"));
    };
    if before.iter().any(|delivery| delivery.delivered.sequence == at) {
        return Err(conflict("this milestone is marked complete already"));
    }
    Ok((Some(at), format!("{} marked complete", part.name)))
}

/// The day of settled work that a change on `day` would move within the cap.
fn settled_after(
    work: &[Delivery],
    ended: &HashMap<Key, Outcome>,
    day: NaiveDate,
) -> Option<NaiveDate> {
    let settled = |delivery: &&Delivery| delivery.delivered.on > day && is_settled(ended, delivery);
    work.iter().filter(settled).map(|delivery| delivery.delivered.on).max()
}

/// Takes logged work back that is neither billed nor waived.
pub fn remove_delivery(act: &mut Act<'_>, asked: ById) -> Result<Nothing, Failure> {
    let id: DeliveryId = wire::id("id", &asked.id)?;
    let delivery = deliveries::show(act.tx, id)?.ok_or_else(|| not_found("work"))?;
    let service =
        agreements::show_service(act.tx, delivery.service)?.ok_or_else(|| not_found("service"))?;
    let ended = outcomes::outcomes(act.tx, Some(service.agreement_id))?;
    if is_settled(&ended, &delivery) {
        return Err(conflict("this work is billed or waived already"));
    }
    let logged = matches!(service.terms.billing, Billing::Logged { .. });
    let others = deliveries::list(act.tx, Some(delivery.service))?;
    // Later work was billed as what this one left of the cap.
    let after = |other: &Delivery| {
        let (this, other) = (delivery.delivered, other.delivered);
        (other.on, other.sequence) > (this.on, this.sequence)
    };
    if logged && others.iter().any(|other| after(other) && is_settled(&ended, other)) {
        return Err(conflict("work logged after it is billed or waived already"));
    }
    deliveries::remove(act.tx, id, act.now)?;
    let client = agreements::show(act.tx, service.agreement_id)?.map(|found| found.client_id);
    act.say(format!("{}: logged work taken back", service.name), client);
    Ok(Nothing {})
}
