//! What time does to a debt: until when it can be taken to court, and when the unpaid fees of a
//! client whose statements one attests stand in the way of independence.

use chrono::{Months, NaiveDate};
use domain::ids::ClientId;
use domain::{independence, limitation};
use serde::{Deserialize, Serialize};
use store::following::{self, Mark};
use store::invoices::{self, Invoice};
use store::{payments, plans};
use ts_rs::TS;

use crate::context::{Act, Look};
use crate::failure::{Failure, refused};
use crate::today::{Need, need};
use crate::wire::Nothing;

/// One is reminded of a limitation so many months before.
const BEFORE: u32 = 6;

/// Until when a debt can be taken to court.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LimitationRow {
    /// The last day.
    pub on: String,
    /// From what it is counted, in a sentence.
    pub words: String,
    /// The statute.
    pub source: String,
}

/// Marks a client, or takes the mark away.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkClient {
    /// The client.
    pub client_id: String,
    /// `attest`: the practice audits, reviews or compiles their statements; `watched`: the user
    /// keeps an eye on them.
    pub mark: String,
    /// Whether it is set.
    pub set: bool,
}

/// Marks a client, or takes the mark away.
pub fn mark(act: &mut Act<'_>, question: MarkClient) -> Result<Nothing, Failure> {
    use domain::named::Named;
    let client = crate::clients::one(act, &question.client_id)?;
    let mark = Mark::named(&question.mark).ok_or_else(|| refused("mark", "choose a mark"))?;
    following::mark(act.tx, client.id, mark, question.set)?;
    let words = match (mark, question.set) {
        (Mark::Attest, true) => "statements are attested here",
        (Mark::Attest, false) => "statements are not attested here",
        (Mark::Watched, true) => "is on the watch list",
        (Mark::Watched, false) => "is off the watch list",
    };
    act.say(format!("{}: {words}", client.name), Some(client.id));
    let back = MarkClient { set: !question.set, ..question };
    act.offer_undo("Marked", "clients.mark", back);
    Ok(Nothing {})
}

/// Until when an open invoice can be taken to court, by the law of the practice's place.
pub(crate) fn limitation(
    look: &Look<'_>,
    invoice: &Invoice,
) -> Result<Option<LimitationRow>, Failure> {
    Ok(last_day(look, invoice)?.map(|Limit { on, counted_from, rule }| LimitationRow {
        on: on.to_string(),
        words: format!(
            "Can be taken to court until {}: {} years from {}.",
            look.long_date(on),
            rule.years,
            match counted_from {
                Some(last) =>
                    format!("what was last paid or acknowledged, {}", look.long_date(last)),
                None => "the day it was due".to_owned(),
            }
        ),
        source: rule.source.to_owned(),
    }))
}

/// How long a debt can be taken to court.
struct Limit {
    /// The last day.
    on: NaiveDate,
    /// What started the time anew.
    counted_from: Option<NaiveDate>,
    rule: &'static limitation::Rule,
}

fn last_day(look: &Look<'_>, invoice: &Invoice) -> Result<Option<Limit>, Failure> {
    let (place, region) = (look.practice.jurisdiction, &look.practice.region);
    let Some(rule) = limitation::rule_of(place, region, invoice.due_on) else { return Ok(None) };
    if !invoice.open.is_positive() {
        return Ok(None);
    }
    let mut last: Option<NaiveDate> = None;
    for allocation in payments::of_invoice(look.db, invoice.id)? {
        let payment = payments::show(look.db, allocation.payment_id)?;
        last = last.max(payment.map(|payment| payment.received_on));
    }
    for plan in plans::of_invoice(look.db, invoice.id)? {
        last = last.max(plan.accepted.map(|accepted| accepted.on));
    }
    let counted_from = last.filter(|last| rule.restarts && *last > invoice.due_on);
    let on = limitation::last_day(rule, invoice.due_on, counted_from);
    Ok(on.map(|on| Limit { on, counted_from, rule }))
}

/// What is to be said of unpaid fees of a client whose statements are attested, by its oldest open
/// invoice.
pub(crate) fn independence(
    look: &Look<'_>,
    client: ClientId,
    oldest: Option<NaiveDate>,
) -> Result<Option<String>, Failure> {
    let months = oldest.and_then(|issued_on| independence::months_old(issued_on, look.today));
    let Some(months) = months else { return Ok(None) };
    let attested = following::marks(look.db, client)?.contains(&Mark::Attest);
    Ok(attested.then(|| {
        let words = match months {
            12 => "Unpaid fees are more than a year old: they impair independence until they are \
                   paid; a plan or a note does not cure that."
                .to_owned(),
            months => format!(
                "Unpaid fees are {months} months old; after twelve they impair independence."
            ),
        };
        format!("{words} ({})", independence::SOURCE)
    }))
}

/// Debts that can soon not be taken to court any more, and unpaid fees that threaten independence.
pub(crate) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    let soon = look.today.checked_add_months(Months::new(BEFORE)).unwrap_or(look.today);
    let mut oldest: std::collections::BTreeMap<ClientId, NaiveDate> = Default::default();
    for invoice in invoices::open(look.db, None)? {
        let first = oldest.entry(invoice.client_id).or_insert(invoice.issued_on);
        *first = (*first).min(invoice.issued_on);
        // No period is shorter than a year, so younger debts need no look.
        if invoice.due_on.checked_add_months(Months::new(12)).is_none_or(|on| on > look.today) {
            continue;
        }
        let Some(Limit { on, rule, .. }) = last_day(look, &invoice)? else { continue };
        if on >= look.today && on <= soon {
            let title = format!("{} can be taken to court until {}", invoice.number, look.day(on));
            let (open, source) = (invoice.open.shown(), rule.source);
            let detail = format!("{open} of {}, by {source}.", invoice.client_name);
            let key = format!("limitation:{}", invoice.id);
            let go = format!("#/collections/{}", invoice.client_id);
            let words = [title, detail, "Open".to_owned()];
            let of_court = need(key, "limitation", "failed", words, go);
            needs.push(of_court.staking(invoice.open).until(on));
        }
    }
    for (client, oldest) in oldest {
        let Some(words) = independence(look, client, Some(oldest))? else { continue };
        let name = crate::clients::one(look, &client.to_string())?.name;
        let months = independence::months_old(oldest, look.today).unwrap_or_default();
        let key = format!("independence:{client}:{months}");
        let title = format!("Independence: {name} has not paid for {months} months");
        let go = format!("#/collections/{client}");
        needs.push(need(key, "independence", "failed", [title, words, "Open".to_owned()], go));
    }
    Ok(needs)
}
