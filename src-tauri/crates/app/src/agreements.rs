//! Agreements: accepted terms, the charges that follow from them, and the work they bill by.

mod amended;
mod deciding;
mod delivering;
mod elsewhere;
mod shapes;
mod whole;

pub(crate) use amended::{Amended, LetterFacts};
pub use deciding::*;
pub use delivering::{record_delivery, remove_delivery};
pub(crate) use elsewhere::take_the_place;
pub use elsewhere::{confirm, keep_letter};
pub use shapes::*;
pub(crate) use whole::{Ended, Entitled, Whole, whole, whole_of};

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::amendment::{self, Terms};
use domain::charge::{Billing, Cap, Pause, Why};
use domain::ids::{AgreementId, AgreementServiceId, ClientId};
use domain::money::Money;
use domain::named::Named;
use domain::schedule::{Period, StartOption};
use rust_decimal::Decimal;
use store::agreements;
use store::charges::{self as outcomes, Key, Outcome};
use store::decisions::Decision;
use store::deliveries::Delivery as StoredDelivery;
use store::revisions;

use crate::acceptances;
use crate::collecting;
use crate::context::Look;
use crate::failure::Failure;
use crate::invoices;
use crate::sums::Sums;
use crate::taxes;
use crate::wire::{self, Amount, ById, Nothing};

/// How far ahead a preview looks.
const YEARS_AHEAD: u32 = 24;

/// Agreements.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<AgreementList, Failure> {
    let rows = rows_of(look, None)?;
    let mut sums = Sums::default();
    for row in &rows {
        sums.add(row.per_year.money()?)?;
    }
    let (per_year, others) = (sums.of(look.currency()).into(), sums.others(look.currency()));
    Ok(AgreementList { per_year, others, rows })
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
    let whole = whole_of(look, id)?;
    let ended = outcomes::outcomes(look.db, Some(id))?;
    let accepted = whole.agreement.acceptance();
    let proposal = accepted.map(|id| revisions::proposal_of(look.db, id)).transpose()?.flatten();
    let services = whole.services.iter().filter_map(|(service, work)| {
        let (now, standing) = whole.service_on(service, look.today)?;
        let mut row =
            service_row(service, &now, work, &ended, whole.agreement.starts_on, look.today);
        row.standing = standing.to_owned();
        row.paused_from = own_pause(&whole, service.terms.id);
        Some(row)
    });
    Ok(AgreementPage {
        row: row(look, &whole, &ended)?,
        services: services.collect(),
        coming: coming(look, &whole, &ended)?,
        held: held(look, &whole, &ended)?,
        decisions: decided(look, &whole),
        paused_from: whole
            .pauses(None)
            .into_iter()
            .find(|(_, pause)| pause.to.is_none())
            .map(|(_, pause)| pause.from.to_string()),
        waits_for_start: whole.agreement.start == StartOption::ByHand
            && whole.started_on().is_none(),
        automatic: store::catch_up::automatic(look.db)?.contains(&id),
        past: past(look, &whole, &ended)?,
        payment_days: i64::from(whole.payment(look.today).days()),
        payment_words: whole.payment(look.today).words(),
        method: collecting::of_agreement(look, &whole)?,
        acceptance: accepted.map(|id| acceptances::page(look, id)).transpose()?,
        elsewhere: elsewhere::page(look, &whole.agreement)?,
        proposal_id: proposal.map(|id| id.to_string()),
        invoices: store::invoices::of_agreement(look.db, id, 100)?
            .iter()
            .map(|invoice| invoices::row(look, invoice))
            .collect(),
    })
}

/// The first day of the pause of a service alone, while it lasts.
fn own_pause(whole: &Whole, service: AgreementServiceId) -> Option<String> {
    let pauses = whole.pauses(Some(service)).into_iter();
    let own = |(by, pause): &(&Decision, Pause)| by.service.is_some() && pause.to.is_none();
    pauses.into_iter().find(own).map(|(_, pause)| pause.from.to_string())
}

/// The next 24 charges, what is due and undecided among them.
fn coming(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Vec<ChargeRow>, Failure> {
    let until = last_looked_at(look);
    let mut next: Vec<Entitled<'_>> = whole
        .entitled(until)?
        .into_iter()
        .filter(|entitled| !ended.contains_key(&entitled.key()))
        .collect();
    next.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
    next.truncate(24);
    next.iter().map(|entitled| charge_row(look, entitled, ended)).collect()
}

/// The last day a preview looks at.
fn last_looked_at(look: &Look<'_>) -> NaiveDate {
    look.today.checked_add_months(Months::new(12 * YEARS_AHEAD)).unwrap_or(look.today)
}

/// What waits for a decision or was left out by one, the oldest first: what is skipped however far
/// ahead, the rest once it has fallen due.
fn held(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Vec<ChargeRow>, Failure> {
    let mut found = whole.all(last_looked_at(look))?;
    found.retain(|entitled| {
        let shown = match entitled.held {
            None => false,
            Some(Why::Skipped) => true,
            Some(Why::Paused | Why::BeyondCap) => entitled.charge.due_on <= look.today,
        };
        shown && !ended.contains_key(&entitled.key())
    });
    found.sort_by_key(|entitled| (entitled.charge.due_on, entitled.service.position));
    found.truncate(60);
    found.iter().map(|entitled| charge_row(look, entitled, ended)).collect()
}

/// What a charge is for: its service, and of a milestone its name.
pub(crate) fn charge_name(entitled: &Entitled<'_>) -> String {
    let name = &entitled.service.name;
    match entitled.service.terms.milestone(entitled.charge.occurrence) {
        Some(part) => format!("{name}: {}", part.name),
        None => name.clone(),
    }
}

/// Whether a charge is called this, for sure.
pub(crate) fn is_called(entitled: &Entitled<'_>, name: &str) -> bool {
    entitled.service.terms.milestones.is_empty() && entitled.service.name == name
}

/// What was billed or waived, the newest first.
fn past(
    look: &Look<'_>,
    whole: &Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Vec<ChargeRow>, Failure> {
    let until = look.today.checked_add_months(Months::new(12)).unwrap_or(look.today);
    let mut found: Vec<Entitled<'_>> = whole
        .all(until)?
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
        None if entitled.held.is_some() => ("held", None, None),
        None if charge.due_on <= look.today => ("due", None, None),
        None => ("coming", None, None),
    };
    Ok(ChargeRow {
        agreement_service_id: charge.service.to_string(),
        occurrence: i64::from(charge.occurrence),
        beyond_cap: charge.beyond_cap,
        service: charge_name(entitled),
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
        held: entitled.held.map(|why| held_name(why).to_owned()),
        price: charge.price.into(),
        rule: entitled.words(),
    })
}

/// Why a charge is held, for the wire.
pub(crate) fn held_name(why: Why) -> &'static str {
    match why {
        Why::BeyondCap => "beyond_cap",
        Why::Paused => "paused",
        Why::Skipped => "skipped",
    }
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
    let terms = whole.terms_on(look.today);
    let names: Vec<&str> = terms.services.iter().map(|service| service.name.as_str()).collect();
    let next = next_charge(look, whole, ended)?;
    Ok(AgreementRow {
        id: agreement.id.to_string(),
        number: agreement.number.clone(),
        client_id: terms.client.to_string(),
        client: whole.client_name(terms.client).to_owned(),
        about: names.join(", "),
        starts_on: agreement.starts_on.to_string(),
        agreed_on: agreement.agreed_on().map(|day| day.to_string()),
        brought_over: agreement.elsewhere().is_some(),
        state: if next.is_some() || can_still_bill(whole, &terms, look.today) {
            "running"
        } else {
            "complete"
        }
        .to_owned(),
        per_year: per_year(look, whole)?.into(),
        next_on: next.as_ref().map(|entitled| entitled.charge.due_on.to_string()),
        next: next.map(|entitled| entitled.charge.total()).transpose()?.map(Amount::from),
    })
}

/// The next charge that is not billed or waived.
fn next_charge<'a>(
    look: &Look<'_>,
    whole: &'a Whole,
    ended: &HashMap<Key, Outcome>,
) -> Result<Option<Entitled<'a>>, Failure> {
    let ahead = look.today.max(whole.agreement.starts_on);
    let until = ahead.checked_add_months(Months::new(13)).unwrap_or(ahead);
    let open = whole.entitled(until)?.into_iter().filter(|one| !ended.contains_key(&one.key()));
    Ok(open.min_by_key(|entitled| entitled.charge.due_on))
}

/// Whether an agreement can still bill anything.
pub(crate) fn is_running(look: &Look<'_>, whole: &Whole) -> Result<bool, Failure> {
    let ended = outcomes::outcomes(look.db, Some(whole.agreement.id))?;
    let can = can_still_bill(whole, &whole.terms_on(look.today), look.today);
    Ok(can || next_charge(look, whole, &ended)?.is_some())
}

/// Whether a service waits for work that may still be delivered.
fn can_still_bill(whole: &Whole, terms: &Terms, today: NaiveDate) -> bool {
    if terms.end.is_some_and(|end| end < today) {
        return false;
    }
    let goes_on =
        |service: &agreements::AgreementService| terms.service(service.terms.id).is_some();
    let going = whole.services.iter().filter(|(service, _)| goes_on(service));
    going.into_iter().any(|(service, work)| match service.terms.billing {
        Billing::OnCompletion => work.len() < service.terms.milestones.len().max(1),
        Billing::Logged { cap: Cap { most, per }, .. } => per.is_some() || logged(work) < most,
        Billing::Recurring(_) => true,
        Billing::OnAcceptance => false,
    })
}

/// What recurs in a year by the terms of today, without tax.
pub(crate) fn per_year(look: &Look<'_>, whole: &Whole) -> Result<Money, Failure> {
    Ok(amendment::totals(&whole.terms_on(look.today), whole.agreement.currency)?.per_year)
}

/// Whether any part of logged work is billed or waived.
fn is_settled(ended: &HashMap<Key, Outcome>, delivery: &StoredDelivery) -> bool {
    let key = |beyond_cap| (delivery.service, delivery.delivered.sequence, beyond_cap);
    ended.contains_key(&key(false)) || ended.contains_key(&key(true))
}

fn logged(work: &[StoredDelivery]) -> Decimal {
    work.iter().map(|delivery| delivery.delivered.quantity).sum()
}

fn service_row(
    service: &agreements::AgreementService,
    now: &amendment::Service,
    work: &[StoredDelivery],
    ended: &HashMap<Key, Outcome>,
    starts_on: NaiveDate,
    today: NaiveDate,
) -> AgreementService {
    let terms = &now.terms;
    let (billing, cap) = match terms.billing {
        Billing::Recurring(_) => ("recurring", None),
        Billing::OnAcceptance => ("on_acceptance", None),
        Billing::OnCompletion => ("on_completion", None),
        Billing::Logged { unit, cap } => (unit.name(), Some(cap)),
    };
    let done = work.len() >= terms.milestones.len().max(1);
    let completed = (terms.billing == Billing::OnCompletion && done)
        .then(|| work.iter().map(|delivery| delivery.delivered.on).max())
        .flatten();
    let is_done = |at: usize| {
        work.iter().any(|delivery| usize::try_from(delivery.delivered.sequence) == Ok(at))
    };
    AgreementService {
        id: terms.id.to_string(),
        name: service.name.clone(),
        description: now.scope.clone(),
        standing: String::new(),
        paused_from: None,
        billing_words: terms.billing.all_words(starts_on),
        billing: billing.to_owned(),
        quantity: terms.quantity.normalize().to_string(),
        price: terms.price.into(),
        amount: terms.price.at_rate(terms.quantity).unwrap_or(terms.price).into(),
        tax_words: taxes::words(&terms.taxing, today),
        cap: cap.map(|cap| cap.most.normalize().to_string()),
        logged: cap.map(|_| logged(work).normalize().to_string()),
        completed_on: completed.map(|on| on.to_string()),
        milestones: terms
            .milestones
            .iter()
            .enumerate()
            .map(|(at, part)| MilestoneRow { name: part.name.clone(), done: is_done(at) })
            .collect(),
        deliveries: work
            .iter()
            .map(|delivery| Delivery {
                id: delivery.id.to_string(),
                delivered_on: delivery.delivered.on.to_string(),
                quantity: delivery.delivered.quantity.normalize().to_string(),
                note: delivery.note.clone(),
                settled: is_settled(ended, delivery),
            })
            .collect(),
    }
}
