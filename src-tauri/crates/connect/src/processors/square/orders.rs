//! Orders: an obligation is one, with our mark on it, and it is paid at most once.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use domain::money::Money;
use domain::processor::{Reason, Trouble};
use serde_json::json;

use super::call::{amount, name};
use super::wire::Ordered;
use super::{Square, no};

/// How far before the first attempt a look-up begins, so that a clock that is wrong by a day or two
/// hides nothing.
const MARGIN: Duration = Duration::days(3);

/// What an order is for.
pub(super) struct Obligation<'a> {
    /// Our mark: 40 characters at most.
    pub(super) mark: &'a str,
    /// The key under which it is made once.
    pub(super) key: &'a str,
    /// Square's name of the payer.
    pub(super) payer: &'a str,
    pub(super) what: &'a str,
    pub(super) due: Money,
}

/// An order by its name.
pub(super) fn get(account: &Square, reference: &str) -> Result<Ordered, Trouble> {
    account.get("read a charge", &format!("/v2/orders/{}", name(reference)?), "order")
}

/// Makes an order, once for each key.
pub(super) fn make(account: &Square, wanted: &Obligation<'_>) -> Result<Ordered, Trouble> {
    let place = account.place()?;
    let code = wanted.due.currency().code();
    if place.currency != code {
        let words = format!("this account at Square takes {} and not {code}", place.currency);
        return Err(no(Reason::NotThisAmount, "currency", words));
    }
    let fields = json!({
        "idempotency_key": wanted.key,
        "order": {
            "location_id": place.id,
            "reference_id": wanted.mark,
            "customer_id": wanted.payer,
            "line_items": [{
                "name": wanted.what,
                "quantity": "1",
                "base_price_money": amount(wanted.due),
            }],
        },
    });
    account.prepare("prepare a charge", "/v2/orders", "order", &fields)
}

/// The payer's orders with our mark, the newest first, but for canceled ones.
pub(super) fn search(
    account: &Square,
    mark: &str,
    payer: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Ordered>, Trouble> {
    let from = (since - MARGIN).to_rfc3339_opts(SecondsFormat::Secs, true);
    let description = json!({
        "location_ids": [account.place()?.id],
        "limit": 500,
        "query": {
            "filter": {
                "customer_filter": { "customer_ids": [payer] },
                "date_time_filter": { "created_at": { "start_at": from } },
            },
            "sort": { "sort_field": "CREATED_AT", "sort_order": "DESC" },
        },
    });
    let purpose = "look for the charge of an invoice";
    let mut all: Vec<Ordered> =
        account.search(purpose, "/v2/orders/search", "orders", &description)?;
    all.retain(|order| order.reference_id.as_deref() == Some(mark) && order.state != "CANCELED");
    Ok(all)
}

/// Cancels an order that nothing was paid for.
pub(super) fn cancel(account: &Square, order: &Ordered) -> Result<(), Trouble> {
    let path = format!("/v2/orders/{}", name(&order.id)?);
    let fields = json!({
        "order": {
            "location_id": account.place()?.id,
            "version": order.version,
            "state": "CANCELED",
        },
    });
    account.put("take a charge back", &path, &fields).map(drop)
}
