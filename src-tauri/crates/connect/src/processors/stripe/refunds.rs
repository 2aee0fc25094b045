//! Money paid back by Stripe.

use domain::processor::{Refund, RefundOrder, RefundState, Trouble};

use super::call::name;
use super::form::Form;
use super::wire::Refunded;
use super::{Stripe, held};

/// Pays back, unless it was done already.
pub(super) fn refund(stripe: &Stripe, order: &RefundOrder) -> Result<Refund, Trouble> {
    // The key is kept for a day only, so a look comes before it.
    let intent = intent(stripe, order)?;
    if let Some(found) = search(stripe, order, &intent)? {
        return Ok(found);
    }
    let form = Form::new()
        .put("payment_intent", &intent)
        .put("amount", order.amount.minor())
        .put("reason", "requested_by_customer")
        .put("metadata[refund]", order.id);
    let key = format!("{}:refund:1", order.id);
    stripe.post("pay money back", "/v1/refunds", &form, &key).map(refund_of)
}

/// The refund of an order.
pub(super) fn find(stripe: &Stripe, order: &RefundOrder) -> Result<Option<Refund>, Trouble> {
    let intent = intent(stripe, order)?;
    search(stripe, order, &intent)
}

fn intent(stripe: &Stripe, order: &RefundOrder) -> Result<String, Trouble> {
    if held::is_invoice(&order.charge) {
        return held::intent_behind(stripe, &order.charge);
    }
    name(&order.charge).map(str::to_owned)
}

fn search(stripe: &Stripe, order: &RefundOrder, intent: &str) -> Result<Option<Refund>, Trouble> {
    let query = Form::new().put("payment_intent", intent);
    let purpose = "look for a refund";
    let all = stripe.list(purpose, "/v1/refunds", &query, |one: &Refunded| &one.id)?;
    let id = order.id.to_string();
    let ours = all.into_iter().find(|refund| refund.metadata.get("refund") == Some(&id));
    Ok(ours.map(refund_of))
}

/// A refund by its name.
pub(super) fn read(stripe: &Stripe, reference: &str) -> Result<Refund, Trouble> {
    let path = format!("/v1/refunds/{}", name(reference)?);
    stripe.get("read a refund", &path, &Form::new()).map(refund_of)
}

fn refund_of(refund: Refunded) -> Refund {
    let state = match refund.status.as_deref() {
        Some("succeeded") => RefundState::Done,
        Some("failed" | "canceled") => {
            let why = refund.failure_reason.as_deref().unwrap_or("no reason given");
            RefundState::Failed { words: why.replace('_', " ") }
        }
        _ => RefundState::Processing,
    };
    Refund { reference: refund.id, state }
}
