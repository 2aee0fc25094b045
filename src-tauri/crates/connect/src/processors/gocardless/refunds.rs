//! Money paid back by GoCardless, which asks for the sum of all refunds of a payment so far.

use domain::processor::{Reason, Refund, RefundOrder, RefundState, Trouble};
use serde_json::json;

use super::wire::Refunded;
use super::{GoCardless, no};

/// Pays back, unless it was done already.
pub(super) fn refund(account: &GoCardless, order: &RefundOrder) -> Result<Refund, Trouble> {
    if let Some(found) = find(account, order)? {
        return Ok(found);
    }
    let total = order.before.plus(order.amount);
    let total = total.map_err(|wrong| no(Reason::NotThisAmount, "amount", wrong.to_string()))?;
    let fields = json!({
        "amount": order.amount.minor(),
        "total_amount_confirmation": total.minor(),
        "metadata": { "refund": order.id.to_string() },
        "links": { "payment": order.charge },
    });
    let key = format!("{}:refund:1", order.id);
    account.make("pay money back", "refunds", fields, &key).map(refund_of)
}

/// The refund of an order.
pub(super) fn find(account: &GoCardless, order: &RefundOrder) -> Result<Option<Refund>, Trouble> {
    let query = [("payment", order.charge.clone())];
    let all: Vec<Refunded> = account.list("look for a refund", "refunds", &query)?;
    let id = order.id.to_string();
    let ours = all.into_iter().find(|refund| refund.metadata.get("refund") == Some(&id));
    Ok(ours.map(refund_of))
}

/// A refund by its name.
pub(super) fn read(account: &GoCardless, reference: &str) -> Result<Refund, Trouble> {
    account.get("read a refund", "refunds", reference).map(refund_of)
}

fn refund_of(refund: Refunded) -> Refund {
    let state = match refund.status.as_deref() {
        Some("paid") => RefundState::Done,
        Some(status @ ("bounced" | "funds_returned" | "cancelled")) => {
            RefundState::Failed { words: status.replace('_', " ") }
        }
        _ => RefundState::Processing,
    };
    Refund { reference: refund.id, state }
}
