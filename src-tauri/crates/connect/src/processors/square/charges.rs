//! Charges: an order each, paid from a card on file, or by an invoice that Square holds.
//!
//! Where a charge stands is asked of its order, which knows what paid it. Square's list of payments
//! lags by seconds, so it only adds why a card was refused; whether money moved never hangs on it.

use chrono::SecondsFormat;
use domain::money::Money;
use domain::processor::{Charge, Dispute, DisputeState, Order, Reason, Refusal, Taken, Trouble};
use serde_json::json;

use super::call::{amount, money, name};
use super::orders::{self, Obligation};
use super::wire::{Disputed, Invoice, Ordered, Payment};
use super::{Square, causes, held, no};

/// An order with what is known of it.
struct Known {
    order: Ordered,
    /// Where it was not paid and Square holds an invoice for it.
    invoice: Option<Invoice>,
    charge: Charge,
}

impl Known {
    /// Whether it took nothing and takes nothing by itself.
    fn is_idle(&self) -> bool {
        matches!(self.charge.state, Taken::Prepared | Taken::Declined(_) | Taken::Retracted)
    }
}

/// Takes money for an order, unless this attempt was made already.
pub(super) fn charge(account: &Square, order: &Order) -> Result<Charge, Trouble> {
    let mut known = known(account, order)?;
    if let Some(at) = known.iter().position(|one| !one.is_idle()) {
        return Ok(known.swap_remove(at).charge);
    }
    let mut bare = None;
    for one in known {
        if matches!(one.charge.state, Taken::Declined(_))
            && failures(account, &one.order)?.len() >= attempts(order)
        {
            return Ok(one.charge);
        }
        match &one.invoice {
            None => bare = Some(one.order),
            // A draft that was not handed over yet is gone on with.
            Some(draft) if draft.status == "DRAFT" && order.on.is_some() => bare = Some(one.order),
            // What a client could still pay on, or Square would still charge, is closed first.
            Some(invoice) => held::cancel(account, &invoice.id)?,
        }
    }
    let found = match bare {
        Some(found) => found,
        None => make(account, order)?,
    };
    match order.on {
        Some(on) => hold(account, order, &found, on),
        None => pay(account, order, found),
    }
}

fn attempts(order: &Order) -> usize {
    usize::try_from(order.attempt).unwrap_or(usize::MAX)
}

/// The orders of an obligation, but for canceled ones.
fn known(account: &Square, order: &Order) -> Result<Vec<Known>, Trouble> {
    let found = match &order.reference {
        Some(reference) => vec![orders::get(account, reference)?],
        None => {
            let (mark, payer) = (order.collection.to_string(), &order.instrument.payer);
            orders::search(account, &mark, payer, order.begun_at)?
        }
    };
    let live = found.into_iter().filter(|order| order.state != "CANCELED");
    live.map(|order| look(account, order)).collect()
}

fn make(account: &Square, order: &Order) -> Result<Ordered, Trouble> {
    let mark = order.collection.to_string();
    let how = if order.on.is_some() { "hold" } else { "order" };
    orders::make(
        account,
        &Obligation {
            key: &format!("{mark}:{how}:{}", order.attempt),
            mark: &mark,
            payer: &order.instrument.payer,
            what: &format!("Invoice {}", order.invoice),
            due: order.amount,
        },
    )
}

fn hold(
    account: &Square,
    order: &Order,
    found: &Ordered,
    on: chrono::NaiveDate,
) -> Result<Charge, Trouble> {
    let key = format!("{}:invoice:{}", order.collection, order.attempt);
    let wanted = held::Wanted {
        order: found,
        key: &key,
        payer: &order.instrument.payer,
        title: format!("Invoice {}", order.invoice),
        words: "",
        due: on,
        card: Some(&order.instrument.reference),
        keeps: false,
    };
    let draft = held::make(account, &wanted)?;
    let key = format!("{}:publish:{}", order.collection, order.attempt);
    let invoice = held::hand_over(account, &draft, &key)?;
    let today = account.http.world().now().date_naive();
    bare(found, held::state(&invoice, today))
}

/// Pays an order from a card. The key names the card too: another card is another try.
fn pay(account: &Square, order: &Order, found: Ordered) -> Result<Charge, Trouble> {
    let mark = order.collection.to_string();
    let (id, card) = (mark.trim_start_matches("col_"), &order.instrument.reference);
    let tail = card.len().saturating_sub(8);
    let key = format!("{id}:{}:{}", order.attempt, card.get(tail..).unwrap_or_default());
    let fields = json!({
        "idempotency_key": key,
        "source_id": card,
        "customer_id": order.instrument.payer,
        "location_id": account.place()?.id,
        "order_id": found.id,
        "reference_id": mark,
        "amount_money": amount(order.amount),
        "autocomplete": true,
        "note": format!("Invoice {}", order.invoice),
        "customer_details": { "customer_initiated": false, "seller_keyed_in": false },
    });
    match account.act::<Payment>("charge a client", "/v2/payments", "payment", &fields) {
        Ok(payment) => of_payment(&found, &payment, None),
        // It may have been paid by an attempt whose answer was lost.
        Err(Trouble::Refused(refusal)) if refusal.reason == Reason::OurFault => {
            let now = look(account, orders::get(account, &found.id)?)?;
            if now.is_idle() { Err(Trouble::Refused(refusal)) } else { Ok(now.charge) }
        }
        Err(Trouble::Refused(refusal)) if is_of_the_card(&refusal) => {
            bare(&found, Taken::Declined(refusal))
        }
        Err(trouble) => Err(trouble),
    }
}

fn is_of_the_card(refusal: &Refusal) -> bool {
    !refusal.reason.is_about_the_call() && refusal.reason != Reason::NotThisAmount
}

/// The charge of an order. What was not made under this attempt is not there.
pub(super) fn find(account: &Square, order: &Order) -> Result<Option<Charge>, Trouble> {
    let mut known = known(account, order)?;
    if let Some(at) = known.iter().position(|one| !one.is_idle()) {
        return Ok(Some(known.swap_remove(at).charge));
    }
    for one in known {
        let failed = failures(account, &one.order)?;
        if let Some(last) = failed.last().filter(|_| failed.len() >= attempts(order)) {
            let state = Taken::Declined(refusal_of(last));
            return Ok(Some(Charge { state, ..one.charge }));
        }
    }
    Ok(None)
}

/// A charge by its name.
pub(super) fn read(account: &Square, reference: &str) -> Result<Charge, Trouble> {
    let known = look(account, orders::get(account, reference)?)?;
    if known.charge.state != Taken::Prepared {
        return Ok(known.charge);
    }
    let failed = failures(account, &known.order)?;
    let state = failed.last().map_or(Taken::Prepared, |last| Taken::Declined(refusal_of(last)));
    Ok(Charge { state, ..known.charge })
}

/// Cancels what was not paid.
pub(super) fn retract(account: &Square, reference: &str) -> Result<Charge, Trouble> {
    let known = look(account, orders::get(account, reference)?)?;
    match (&known.charge.state, &known.invoice) {
        (Taken::Retracted, _) => return Ok(known.charge),
        (Taken::Held { .. } | Taken::Prepared | Taken::Declined(_), Some(invoice)) => {
            held::cancel(account, &invoice.id)?;
        }
        (Taken::Prepared | Taken::Declined(_), None) => orders::cancel(account, &known.order)?,
        _ => {
            let words = "it was charged already; pay it back instead";
            return Err(no(Reason::TooLate, "order", words));
        }
    }
    Ok(Charge { state: Taken::Retracted, ..known.charge })
}

/// What is known of an order.
fn look(account: &Square, order: Ordered) -> Result<Known, Trouble> {
    if let Some(payment) = payment_of(account, &order)? {
        let dispute = dispute_of(account, &payment)?;
        let charge = of_payment(&order, &payment, dispute)?;
        return Ok(Known { order, invoice: None, charge });
    }
    if order.state == "CANCELED" {
        let charge = bare(&order, Taken::Retracted)?;
        return Ok(Known { order, invoice: None, charge });
    }
    let invoice = held::of_order(account, &order)?.filter(|one| one.status != "CANCELED");
    let today = account.http.world().now().date_naive();
    let mut state = invoice.as_ref().map_or(Taken::Prepared, |one| held::state(one, today));
    // On its day Square may have tried already.
    if matches!(state, Taken::Held { on } if on <= today)
        && let Some(last) = failures(account, &order)?.last()
    {
        state = Taken::Declined(refusal_of(last));
    }
    let charge = bare(&order, state)?;
    Ok(Known { order, invoice: invoice.filter(held::is_open), charge })
}

/// The payment that pays an order, or is to.
pub(super) fn payment_of(account: &Square, order: &Ordered) -> Result<Option<Payment>, Trouble> {
    for reference in order.tenders.iter().rev().filter_map(|tender| tender.payment_id.as_ref()) {
        let payment = payment(account, reference)?;
        if !matches!(payment.status.as_str(), "FAILED" | "CANCELED") {
            return Ok(Some(payment));
        }
    }
    Ok(None)
}

/// A payment by its name.
pub(super) fn payment(account: &Square, reference: &str) -> Result<Payment, Trouble> {
    account.get("read a payment", &format!("/v2/payments/{}", name(reference)?), "payment")
}

/// The refused payments of an order, oldest first, as far as Square lists them yet.
fn failures(account: &Square, order: &Ordered) -> Result<Vec<Payment>, Trouble> {
    let query = [
        ("begin_time", order.created_at.to_rfc3339_opts(SecondsFormat::Millis, true)),
        ("location_id", account.place()?.id.clone()),
        ("sort_order", "ASC".to_owned()),
    ];
    let purpose = "read why a card was refused";
    let mut all: Vec<Payment> = account.list(purpose, "/v2/payments", "payments", &query)?;
    all.retain(|one| one.order_id.as_ref() == Some(&order.id) && one.status == "FAILED");
    Ok(all)
}

fn refusal_of(payment: &Payment) -> Refusal {
    let problems = payment.card_details.as_ref().map(|card| card.errors.as_slice());
    causes::refusal(problems.unwrap_or_default())
}

/// A payer's dispute of a payment.
fn dispute_of(account: &Square, payment: &Payment) -> Result<Option<Dispute>, Trouble> {
    if payment.status != "COMPLETED" {
        return Ok(None);
    }
    let query = [("location_id", account.place()?.id.clone())];
    let purpose = "see whether a charge is disputed";
    let all: Vec<Disputed> = account.list(purpose, "/v2/disputes", "disputes", &query)?;
    let about = |one: &Disputed| {
        one.disputed_payment.as_ref().and_then(|of| of.payment_id.clone()).as_ref()
            == Some(&payment.id)
    };
    let Some(found) = all.into_iter().find(about) else {
        return Ok(None);
    };
    let state = match found.state.as_str() {
        "INQUIRY_EVIDENCE_REQUIRED" | "EVIDENCE_REQUIRED" => DisputeState::Open,
        "WON" | "INQUIRY_CLOSED" => DisputeState::Won,
        "LOST" | "ACCEPTED" => DisputeState::Lost,
        // Looked at, or a word of a later year: Square's page says which.
        _ => DisputeState::UnderReview,
    };
    Ok(Some(Dispute {
        amount: money(found.amount_money.as_ref().unwrap_or(&payment.amount_money))?,
        reason: found.reason.replace('_', " ").to_lowercase(),
        reply_by: found.due_at,
        reference: found.id,
        state,
    }))
}

/// A payment as a charge.
fn of_payment(
    order: &Ordered,
    payment: &Payment,
    dispute: Option<Dispute>,
) -> Result<Charge, Trouble> {
    let amount = money(&payment.amount_money)?;
    let zero = Money::zero(amount.currency());
    let state = match (payment.status.as_str(), dispute) {
        ("COMPLETED", Some(dispute)) => Taken::Disputed(dispute),
        ("COMPLETED", None) => Taken::Settled { on: payment.created_at.date_naive() },
        ("APPROVED" | "PENDING", _) => Taken::Processing { expected_on: None },
        ("FAILED", _) => Taken::Declined(refusal_of(payment)),
        ("CANCELED", _) => Taken::Retracted,
        (word, _) => Taken::Strange { word: word.to_owned() },
    };
    Ok(Charge {
        reference: order.id.clone(),
        amount,
        state,
        refunded: payment.refunded_money.as_ref().map_or(Ok(zero), money)?,
        fee: fee_of(payment, zero)?,
    })
}

/// What Square keeps, once it says so.
fn fee_of(payment: &Payment, zero: Money) -> Result<Option<Money>, Trouble> {
    let mut fee = zero;
    for part in &payment.processing_fee {
        let more = fee.plus(money(&part.amount_money)?);
        fee = more.map_err(|wrong| no(Reason::OurFault, "fee", wrong.to_string()))?;
    }
    Ok((!payment.processing_fee.is_empty()).then_some(fee))
}

/// An order that nothing paid.
fn bare(order: &Ordered, state: Taken) -> Result<Charge, Trouble> {
    let odd = || no(Reason::OurFault, "order", "an order at Square has no total");
    let amount = money(order.total_money.as_ref().ok_or_else(odd)?)?;
    let refunded = Money::zero(amount.currency());
    Ok(Charge { reference: order.id.clone(), amount, state, refunded, fee: None })
}
