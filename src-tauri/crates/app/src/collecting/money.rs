//! What may be taken and paid back.

use domain::collection::State;
use domain::money::Money;
use store::collections::{Collection, Refund};
use store::connections::Kept;
use store::invoices::Invoice;

use crate::failure::{Failure, conflict};

/// What is open on an invoice, if a method can move it.
pub(super) fn collectable(invoice: &Invoice, kept: &Kept) -> Result<Money, Failure> {
    if !invoice.open.is_positive() {
        return Err(conflict("nothing is open on this invoice"));
    }
    let (scheme, currency) = (kept.instrument.scheme, invoice.open.currency());
    if scheme.currency().is_some_and(|only| only != currency) {
        let words = format!(
            "{} cannot be taken from this bank account; ask the client for a card",
            currency.code()
        );
        return Err(conflict(words));
    }
    Ok(invoice.open)
}

/// What was paid back of a collection, or is on its way.
pub(super) fn refunded(collection: &Collection, refunds: &[Refund]) -> Result<Money, Failure> {
    let gone = refunds.iter().filter(|one| !matches!(one.state.as_str(), "failed" | "cancelled"));
    Ok(Money::sum(collection.amount.currency(), gone.map(|one| one.amount))?)
}

/// What can still be paid back of a collection.
pub(super) fn refundable(collection: &Collection, refunds: &[Refund]) -> Result<Money, Failure> {
    if collection.state != State::Settled {
        return Ok(Money::zero(collection.amount.currency()));
    }
    Ok(collection.amount.minus(refunded(collection, refunds)?)?)
}
