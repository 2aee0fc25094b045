//! Collections as they are shown, and what of them needs the user.

use chrono::Duration;
use domain::collection::State;
use domain::ids::InvoiceId;
use store::collections::{self, Collection};
use store::outbox;

use super::planning::{is_late, waits_for_notice};
use super::shapes::{CollectionList, CollectionRow, CollectionStep};
use super::{connection_of, instrument_if, money, shown};
use crate::context::Look;
use crate::failure::Failure;
use crate::today::{Need, need};
use crate::wire::{self, ById, Nothing};

/// For so many days a processor may be silent about what it held for a day.
const HELD_SILENT_DAYS: i64 = 3;

/// Everything that is collected or was lately.
pub fn list(look: &Look<'_>, _: Nothing) -> Result<CollectionList, Failure> {
    let rows = collections::list(look.db, 500)?;
    Ok(CollectionList { rows: rows.iter().map(|one| row(look, one)).collect::<Result<_, _>>()? })
}

/// The collections of an invoice, the newest first, each with its steps.
pub fn of_invoice(look: &Look<'_>, asked: ById) -> Result<CollectionList, Failure> {
    let invoice: InvoiceId = wire::id("id", &asked.id)?;
    let rows = collections::of_invoice(look.db, invoice)?;
    Ok(CollectionList { rows: rows.iter().map(|one| row(look, one)).collect::<Result<_, _>>()? })
}

/// What stands for the method where a client paid by themselves.
const PAID_ON_PAGE: &str = "Paid on a page";

fn row(look: &Look<'_>, collection: &Collection) -> Result<CollectionRow, Failure> {
    use domain::named::Named;
    let invoice = crate::invoices::one(look, collection.invoice)?;
    let kept = instrument_if(look, collection)?;
    let connection = connection_of(look, collection.connection)?;
    let steps = collections::steps(look.db, collection.id)?;
    let step = |step: &collections::Step| CollectionStep {
        on: step.on.to_string(),
        state: step.state.name().to_owned(),
        attempt: step.attempt,
        words: step.words.clone(),
        code: step.code.clone(),
        trace: step.trace.clone(),
    };
    let refunds = collections::refunds(look.db, collection.id)?;
    let disputes = collections::disputes(look.db, collection.id)?;
    Ok(CollectionRow {
        id: collection.id.to_string(),
        invoice_id: invoice.id.to_string(),
        number: invoice.number.clone(),
        client_id: invoice.client_id.to_string(),
        client: invoice.client_name.clone(),
        method: kept.as_ref().map_or_else(|| PAID_ON_PAGE.to_owned(), shown),
        debit: kept.as_ref().is_some_and(|kept| kept.instrument.scheme.is_debit()),
        processor: connection.brand.capabilities().name.to_owned(),
        live: connection.live,
        amount: collection.amount.into(),
        card_cost: collection.card_cost.into(),
        fee: collection.fee.into(),
        collect_on: collection.collect_on.to_string(),
        state: collection.state.name().to_owned(),
        stopped: collection.stopped.clone(),
        words: collection.words.clone(),
        may_retract: collection.state.is_ours()
            || (collection.state == State::Held && collection.recall.is_none()),
        may_collect: collection.state.is_over() || collection.state.is_ours(),
        refundable: money::refundable(collection, &refunds)?.into(),
        waits_for_notice: waits_for_notice(look, &connection, collection, kept.as_ref())?,
        refunds: refunds.iter().map(super::refunds::row).collect(),
        disputes: disputes.iter().map(|dispute| super::refunds::dispute(look, dispute)).collect(),
        steps: steps.iter().map(step).collect(),
    })
}

/// What needs the user about collections.
pub(super) fn needs(look: &Look<'_>) -> Result<Vec<Need>, Failure> {
    let mut needs = Vec::new();
    for connection in super::live(look)?.iter().filter(|one| !one.trouble.is_empty()) {
        let name = connection.brand.capabilities().name;
        needs.push(need(
            format!("connection:{}:{}", connection.id, look.today),
            "connection",
            "failed",
            [
                format!("{name} does not answer as it should"),
                connection.trouble.clone(),
                "Look".to_owned(),
            ],
            "#/settings?part=connections".to_owned(),
        ));
    }
    for collection in collections::open(look.db)? {
        needs.extend(need_of(look, &collection)?);
    }
    for returned in collections::list(look.db, 500)? {
        if returned.state == State::Returned && !returned.stopped.is_empty() {
            needs.extend(need_of(look, &returned)?);
        }
    }
    Ok(needs)
}

fn need_of(look: &Look<'_>, collection: &Collection) -> Result<Option<Need>, Failure> {
    let invoice = crate::invoices::one(look, collection.invoice)?;
    let kept = instrument_if(look, collection)?;
    let connection = connection_of(look, collection.connection)?;
    let method = kept.as_ref().map_or_else(|| PAID_ON_PAGE.to_owned(), shown);
    let (number, client) = (&invoice.number, &invoice.client_name);
    let amount = collection.amount.shown();
    let (tone, title, detail) = match collection.state {
        State::Returned if invoice.open.is_zero() => return Ok(None),
        State::Unknown => (
            "waiting",
            format!("{client}: nobody knows yet whether {amount} was taken"),
            format!("{number} is looked up at the processor and never sent twice."),
        ),
        State::Disputed => (
            "failed",
            format!("{client} disputes {amount}"),
            format!("{number} was paid by {method}. {}", collection.words),
        ),
        State::Held if collection.collect_on + Duration::days(HELD_SILENT_DAYS) < look.today => (
            "waiting",
            format!("{client}: {amount} was handed over, and nothing was heard of it"),
            format!(
                "{number} was to be taken on {}. Look at {}'s page.",
                look.short_date(collection.collect_on),
                connection.brand.capabilities().name
            ),
        ),
        _ if !collection.stopped.is_empty() => (
            "failed",
            format!("{client}: {amount} could not be collected"),
            format!("{number}. {}", collection.stopped),
        ),
        State::Planned | State::Notified | State::Declined
            if is_late(look, &connection, collection) =>
        {
            (
                "waiting",
                format!("{client}: {amount} was to be collected and was not"),
                format!(
                    "{number} was planned for {}. It is taken only if you say so.",
                    look.short_date(collection.collect_on)
                ),
            )
        }
        State::Planned
            if waits_for_notice(look, &connection, collection, kept.as_ref())?
                && outbox::of_subject(look.db, &collection.id.to_string())?.is_empty() =>
        {
            (
                "waiting",
                format!("{client} is to be told before {amount} is taken"),
                format!("{number} is not collected before the client knows."),
            )
        }
        _ => return Ok(None),
    };
    let key = format!("collection:{}:{}", collection.id, collection.attempt);
    let go = format!("#/invoices/{}", invoice.id);
    let words = [title, detail, "Open".to_owned()];
    let told = need(key, "collection", tone, words, go).staking(collection.amount);
    if collection.state != State::Disputed {
        return Ok(Some(told));
    }
    let disputes = collections::disputes(look.db, collection.id)?;
    let by = disputes.iter().filter_map(|dispute| dispute.reply_by).min();
    Ok(Some(match by {
        Some(at) => told.until(look.local(at).date()),
        None => told,
    }))
}
