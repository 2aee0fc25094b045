//! Charges as payments, which GoCardless holds until their day. One that failed is tried again by
//! GoCardless itself, as the same payment.
//!
//! How often it was tried is counted in GoCardless's own list of what happened to it.

use chrono::{DateTime, Duration, NaiveDate, SecondsFormat, Utc};
use domain::money::{Currency, Money};
use domain::processor::{Charge, Order, Reason, Taken, Trouble};
use serde_json::json;

use super::wire::{Event, Payment};
use super::{GoCardless, causes, mandates, no};

/// How far before the first attempt a look-up begins, so that a clock that is wrong by a day or two
/// hides nothing.
const MARGIN: Duration = Duration::days(3);

/// Takes money for an order, unless this attempt was made already.
pub(super) fn charge(account: &GoCardless, order: &Order) -> Result<Charge, Trouble> {
    let known = match &order.reference {
        Some(reference) => Some(payment(account, reference)?),
        None => search(account, order)?,
    };
    match known.filter(|payment| payment.status != "cancelled") {
        None => make(account, order),
        Some(payment) if payment.status == "failed" => again(account, order, payment),
        Some(payment) => charge_of(account, payment),
    }
}

fn make(account: &GoCardless, order: &Order) -> Result<Charge, Trouble> {
    let mandate = &order.instrument.reference;
    let day = match order.on {
        Some(on) => Some(on.max(mandates::earliest(account, mandate)?)),
        None => None,
    };
    let mut fields = json!({
        "amount": order.amount.minor(),
        "currency": order.amount.currency().code(),
        "description": format!("Invoice {}", order.invoice),
        "retry_if_possible": false,
        "metadata": {
            "collection": order.collection.to_string(),
            "invoice": order.invoice,
        },
        "links": { "mandate": mandate },
    });
    if let Some(day) = day {
        fields["charge_date"] = json!(day.to_string());
    }
    let key = format!("{}:create:{}", order.collection, order.attempt);
    let payment: Payment = account.make("charge a client", "payments", fields, &key)?;
    charge_of(account, payment)
}

/// Another attempt at a payment that failed. A client whose method changed gets a new payment: the
/// failed one takes nothing by itself.
fn again(account: &GoCardless, order: &Order, failed: Payment) -> Result<Charge, Trouble> {
    let events = events(account, &failed.id)?;
    if attempts(&events) >= order.attempt {
        return settled(account, failed, Some(events));
    }
    let mandate = failed.mandate().to_owned();
    if mandate != order.instrument.reference || money(&failed)? != order.amount {
        return make(account, order);
    }
    let purpose = "try a charge again";
    let payment: Payment = account.act(purpose, "payments", &failed.id, "retry")?;
    charge_of(account, payment)
}

/// How often a payment was sent to the bank.
fn attempts(events: &[Event]) -> u32 {
    let again = events.iter().filter(|event| event.action == "resubmission_requested").count();
    u32::try_from(again).unwrap_or(u32::MAX).saturating_add(1)
}

/// The charge of an order. One that failed before this attempt stands prepared for it.
pub(super) fn find(account: &GoCardless, order: &Order) -> Result<Option<Charge>, Trouble> {
    let Some(found) = search(account, order)? else {
        return Ok(None);
    };
    if found.status != "failed" || order.attempt == 1 {
        return charge_of(account, found).map(Some);
    }
    let events = events(account, &found.id)?;
    let earlier = attempts(&events) < order.attempt;
    let mut charge = settled(account, found, Some(events))?;
    if earlier && matches!(charge.state, Taken::Declined(_)) {
        charge.state = Taken::Prepared;
    }
    Ok(Some(charge))
}

/// The payer's payment with our mark; the one that may take money, if there are several.
fn search(account: &GoCardless, order: &Order) -> Result<Option<Payment>, Trouble> {
    let from: DateTime<Utc> = order.begun_at - MARGIN;
    let query = [
        ("customer", order.instrument.payer.clone()),
        ("created_at[gte]", from.to_rfc3339_opts(SecondsFormat::Secs, true)),
    ];
    let all: Vec<Payment> =
        account.list("look for the charge of an invoice", "payments", &query)?;
    let collection = order.collection.to_string();
    let ours = all.into_iter().filter(|p| p.metadata.get("collection") == Some(&collection));
    Ok(ours.max_by_key(|payment| {
        let rank = match payment.status.as_str() {
            "cancelled" => 0,
            "failed" | "customer_approval_denied" => 1,
            _ => 2,
        };
        (rank, payment.created_at)
    }))
}

/// A charge by its name.
pub(super) fn read(account: &GoCardless, reference: &str) -> Result<Charge, Trouble> {
    let payment = payment(account, reference)?;
    charge_of(account, payment)
}

fn payment(account: &GoCardless, reference: &str) -> Result<Payment, Trouble> {
    account.get("read a charge", "payments", reference)
}

/// What happened to a payment, newest first.
fn events(account: &GoCardless, reference: &str) -> Result<Vec<Event>, Trouble> {
    let query = [("payment", reference.to_owned())];
    account.list("read what happened to a charge", "events", &query)
}

/// Cancels a payment before it goes to the bank.
pub(super) fn retract(account: &GoCardless, reference: &str) -> Result<Charge, Trouble> {
    let payment = payment(account, reference)?;
    match payment.status.as_str() {
        "cancelled" => charge_of(account, payment),
        // What failed takes nothing unless it is tried again.
        "failed" | "customer_approval_denied" => {
            let charge = charge_of(account, payment)?;
            Ok(Charge { state: Taken::Retracted, ..charge })
        }
        "pending_submission" | "pending_customer_approval" => {
            let purpose = "take a charge back";
            let canceled: Payment = account.act(purpose, "payments", reference, "cancel")?;
            charge_of(account, canceled)
        }
        status => {
            let words = "it is on its way already; pay it back when it has arrived";
            Err(no(Reason::TooLate, status, words))
        }
    }
}

fn money(payment: &Payment) -> Result<Money, Trouble> {
    amount(payment.amount, &payment.currency)
}

fn amount(minor: i64, code: &str) -> Result<Money, Trouble> {
    let found = Currency::from_code(code).and_then(|currency| Money::new(minor, currency).ok());
    let words = || format!("{minor} {code} is no amount of ours");
    found.ok_or_else(|| no(Reason::OurFault, "currency", words()))
}

/// A payment as a charge; what failed or came back is asked about.
fn charge_of(account: &GoCardless, payment: Payment) -> Result<Charge, Trouble> {
    settled(account, payment, None)
}

fn settled(
    account: &GoCardless,
    payment: Payment,
    known: Option<Vec<Event>>,
) -> Result<Charge, Trouble> {
    let on = payment.charge_date.unwrap_or_else(|| payment.created_at.date_naive());
    let state = match payment.status.as_str() {
        "pending_submission" | "pending_customer_approval" => Taken::Held { on },
        "submitted" => Taken::Processing { expected_on: None },
        "confirmed" | "paid_out" => Taken::Settled { on },
        "cancelled" => Taken::Retracted,
        "failed" | "charged_back" | "customer_approval_denied" => {
            let events = match known {
                Some(events) => events,
                None => events(account, &payment.id)?,
            };
            undone(&payment.status, on, &events)
        }
        word => Taken::Strange { word: word.to_owned() },
    };
    Ok(Charge {
        amount: money(&payment)?,
        refunded: amount(payment.amount_refunded, &payment.currency)?,
        reference: payment.id,
        state,
        fee: None,
    })
}

/// What a payment is that took nothing or gave it back: one that was confirmed before has returned.
fn undone(status: &str, on: NaiveDate, events: &[Event]) -> Taken {
    let last = |action: &str| {
        events.iter().filter(|e| e.action == action).max_by_key(|event| event.created_at)
    };
    if status == "charged_back" {
        let event = last("charged_back");
        let details = event.and_then(|event| event.details.as_ref());
        let on = event.map_or(on, |event| event.created_at.date_naive());
        return Taken::Returned { on, why: causes::refusal(details, Reason::PermissionGone) };
    }
    let event = last("failed").or_else(|| last("late_failure_settled"));
    let details = event.and_then(|event| event.details.as_ref());
    let otherwise = if status == "failed" { Reason::TryLater } else { Reason::PermissionGone };
    let why = causes::refusal(details, otherwise);
    let begun = last("resubmission_requested").map(|event| event.created_at);
    let confirmed = last("confirmed").filter(|e| begun.is_none_or(|begun| e.created_at > begun));
    match (confirmed, event) {
        (Some(_), Some(event)) => Taken::Returned { on: event.created_at.date_naive(), why },
        _ => Taken::Declined(why),
    }
}
