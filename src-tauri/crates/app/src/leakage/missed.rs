//! What the terms as they hold do not show: prices that a review set and the client was never told,
//! work that went on when nothing was agreed any more, and prices that nobody looked at in time.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Months, NaiveDate};
use domain::amendment::{Change, Effect, Standing};
use domain::charge::{Billing, Course, Delivered, ServiceTerms, charges};
use domain::ids::AgreementServiceId;
use domain::money::Money;
use store::agreements::AgreementService;
use store::amendments::Amendment;
use store::charges::Key;
use store::clause_places::AcceptedLetter;
use store::deliveries::Delivery;

use super::UnreviewedRow;
use crate::agreements::{Amended, Entitled, Whole};
use crate::context::Look;
use crate::failure::Failure;

/// What a charge comes to by the price that a review set.
pub(super) struct Reviewed {
    /// Price of one.
    pub(super) price: Money,
    /// Without tax.
    pub(super) net: Money,
    /// The amendment that was to bring it.
    pub(super) amendment: Option<u32>,
}

impl Reviewed {
    /// Whether it is more than the terms as they hold make of the charge.
    pub(super) fn is_more(&self, entitled: &Entitled<'_>) -> bool {
        self.price.minor() > entitled.charge.price.minor()
    }
}

/// Whether an amendment of a price review was decided and its day has come, but it was never sent,
/// was sent too late, or has no answer. One that was taken back or refused is decided.
fn lapsed(look: &Look<'_>, amended: &Amended, amendment: &Amendment) -> bool {
    let terms = &amendment.terms;
    let open = terms.standing == Standing::Proposed
        || !matches!(amended.effect(look, terms), None | Some(Effect::Yes));
    amendment.review.is_some()
        && terms.standing.is_open()
        && open
        && terms.effective_on <= look.today
}

/// The charges of an agreement as they would be had every review of its prices been carried out.
pub(super) fn reviewed(look: &Look<'_>, whole: &Whole) -> Result<HashMap<Key, Reviewed>, Failure> {
    let Some(amended) = &whole.amended else { return Ok(HashMap::new()) };
    let numbers: HashSet<u32> = amended
        .amendments
        .iter()
        .filter(|amendment| lapsed(look, amended, amendment))
        .map(|amendment| amendment.terms.number)
        .collect();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let carried_out = amended.amendments.iter().cloned().map(|mut amendment| {
        if numbers.contains(&amendment.terms.number) {
            amendment.terms.standing = Standing::Signed { on: amendment.terms.effective_on };
        }
        amendment
    });
    let as_reviewed = whole.amended_by(look, carried_out.collect())?;
    let all = as_reviewed.all(look.today)?;
    let by_review = all.iter().filter(|one| one.amendment.is_some_and(|n| numbers.contains(&n)));
    Ok(by_review
        .map(|one| {
            let (price, net, amendment) = (one.charge.price, one.charge.net, one.amendment);
            (one.key(), Reviewed { price, net, amendment })
        })
        .collect())
}

/// Work that was done when nothing was agreed any more.
#[derive(Clone)]
pub(super) struct Expired {
    /// What it would be billed as.
    pub(super) key: Key,
    /// The service.
    pub(super) service: String,
    /// The day it was done.
    pub(super) on: NaiveDate,
    /// The last day that was agreed.
    pub(super) ended_on: NaiveDate,
    /// The amendment whose terms held last.
    pub(super) amendment: Option<u32>,
    /// Price of one by the last terms.
    pub(super) price: Money,
    /// What it comes to by them, without tax.
    pub(super) net: Money,
}

/// Work logged after the end of an agreement, or of a service of it.
pub(super) fn expired(whole: &Whole, today: NaiveDate) -> Result<Vec<Expired>, Failure> {
    let Some(amended) = &whole.amended else { return Ok(Vec::new()) };
    let logged = |(service, work): &(AgreementService, Vec<Delivery>)| {
        matches!(service.terms.billing, Billing::Logged { .. } | Billing::OnCompletion)
            && !work.is_empty()
    };
    if !whole.services.iter().any(logged) {
        return Ok(Vec::new());
    }
    let billed: HashSet<(AgreementServiceId, u32)> =
        whole.all(today)?.iter().map(|one| (one.charge.service, one.charge.occurrence)).collect();
    let mut found = Vec::new();
    for (service, work) in &whole.services {
        let id = service.terms.id;
        for done in work.iter().map(|work| work.delivered) {
            if done.on > today || billed.contains(&(id, done.sequence)) {
                continue;
            }
            let Some((ended_on, terms, amendment)) = ended(amended, id, done.on) else { continue };
            let net = worth(&terms, done)?;
            if whole.is_replaced(done.on) || !net.is_positive() {
                continue;
            }
            found.push(Expired {
                key: (id, done.sequence, false),
                service: service.name.clone(),
                on: done.on,
                ended_on,
                amendment,
                price: terms.price,
                net,
            });
        }
    }
    Ok(found)
}

/// Where a service is no longer agreed on a day: the last day that was, and its terms then.
fn ended(
    amended: &Amended,
    service: AgreementServiceId,
    on: NaiveDate,
) -> Option<(NaiveDate, ServiceTerms, Option<u32>)> {
    let stages = amended.chain.stages();
    let now = amended.chain.terms_on(on);
    let last = stages.iter().rev().filter(|stage| stage.from <= on);
    let last = last.into_iter().find(|stage| stage.terms.service(service).is_some())?;
    let terms = last.terms.service(service)?.terms.clone();
    let ended_on = match now.end.filter(|end| *end < on) {
        Some(end) => end,
        None if now.service(service).is_some() => return None,
        None => stages.iter().find(|stage| stage.from > last.from)?.from.pred_opt()?,
    };
    Some((ended_on, terms, last.amendment))
}

/// What work comes to by terms, as if nothing had been done before it.
fn worth(terms: &ServiceTerms, done: Delivered) -> Result<Money, Failure> {
    let done = [Delivered { approved: true, ..done }];
    let course = Course { delivered: &done, ..Course::starting(done[0].on) };
    let charges = charges(terms, &course, done[0].on)?;
    let zero = Money::zero(terms.price.currency());
    Ok(charges.due.iter().try_fold(zero, |sum, charge| sum.plus(charge.net))?)
}

/// Agreements whose letter reviews recurring prices each year, and whose prices stand for longer.
pub(super) fn unreviewed(
    look: &Look<'_>,
    whole: &Whole,
    letter: Option<&AcceptedLetter>,
) -> Option<UnreviewedRow> {
    let letter = letter.filter(|letter| letter.pages.contains_key("FEE-REV"))?;
    let terms = whole.terms_on(look.today);
    let recurs = |terms: &ServiceTerms| matches!(terms.billing, Billing::Recurring(_));
    if terms.end.is_some_and(|end| end < look.today)
        || !terms.services.iter().any(|service| recurs(&service.terms))
    {
        return None;
    }
    let prices: BTreeMap<NaiveDate, u32> = whole
        .amended
        .iter()
        .flat_map(|amended| &amended.amendments)
        .filter(|one| one.terms.standing.is_open() && one.terms.effective_on <= look.today)
        .filter(|one| one.terms.changes.iter().any(|c| matches!(c, Change::Price { .. })))
        .map(|one| (one.terms.effective_on, one.terms.number))
        .collect();
    let last = prices.last_key_value().map(|(day, _)| *day);
    let since = last.unwrap_or(whole.agreement.starts_on);
    let due_on = since.checked_add_months(Months::new(12))?;
    if due_on >= look.today {
        return None;
    }
    let client = whole.client_on(look.today);
    let page = letter.pages.get("FEE-REV").map(|page| format!(", page {page}"));
    Some(UnreviewedRow {
        agreement_id: whole.agreement.id.to_string(),
        number: whole.agreement.number.clone(),
        client_id: client.to_string(),
        client: whole.client_name(client).to_owned(),
        since: since.to_string(),
        words: format!(
            "Its prices stand since {}; clause FEE-REV, revision {}{}, reviews them each year.",
            look.long_date(since),
            letter.revision,
            page.unwrap_or_default()
        ),
    })
}
