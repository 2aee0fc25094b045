//! Money paid back by Square. Our mark stands in the reason, by which a payment's refunds are told
//! apart.

use domain::processor::{Reason, Refund, RefundOrder, RefundState, Trouble};
use serde_json::json;

use super::call::{amount, name};
use super::wire::{Payment, Refunded};
use super::{Square, charges, no, orders};

/// Pays back, unless it was done already.
pub(super) fn refund(account: &Square, order: &RefundOrder) -> Result<Refund, Trouble> {
    let payment = payment(account, order)?;
    if let Some(found) = of_payment(account, order, &payment)? {
        return Ok(found);
    }
    let fields = json!({
        "idempotency_key": format!("{}:refund:1", order.id),
        "payment_id": payment.id,
        "amount_money": amount(order.amount),
        "reason": reason(order),
    });
    account.act("pay money back", "/v2/refunds", "refund", &fields).map(refund_of)
}

fn reason(order: &RefundOrder) -> String {
    format!("Refund {}", order.id)
}

/// The refund of an order.
pub(super) fn find(account: &Square, order: &RefundOrder) -> Result<Option<Refund>, Trouble> {
    let payment = payment(account, order)?;
    of_payment(account, order, &payment)
}

fn payment(account: &Square, order: &RefundOrder) -> Result<Payment, Trouble> {
    let found = charges::payment_of(account, &orders::get(account, &order.charge)?)?;
    found.ok_or_else(|| no(Reason::TooLate, "order", "nothing was taken that could be paid back"))
}

/// The payment itself names its refunds: unlike the list of all, it does not lag.
fn of_payment(
    account: &Square,
    order: &RefundOrder,
    payment: &Payment,
) -> Result<Option<Refund>, Trouble> {
    let ours = reason(order);
    for reference in &payment.refund_ids {
        let found = one(account, reference)?;
        if found.reason.as_ref() == Some(&ours) {
            return Ok(Some(refund_of(found)));
        }
    }
    Ok(None)
}

/// A refund by its name.
pub(super) fn read(account: &Square, reference: &str) -> Result<Refund, Trouble> {
    one(account, reference).map(refund_of)
}

fn one(account: &Square, reference: &str) -> Result<Refunded, Trouble> {
    account.get("read a refund", &format!("/v2/refunds/{}", name(reference)?), "refund")
}

fn refund_of(refund: Refunded) -> Refund {
    let state = match refund.status.as_deref() {
        Some("COMPLETED") => RefundState::Done,
        Some(status @ ("REJECTED" | "FAILED")) => {
            RefundState::Failed { words: status.to_lowercase() }
        }
        _ => RefundState::Processing,
    };
    Refund { reference: refund.id, state }
}
