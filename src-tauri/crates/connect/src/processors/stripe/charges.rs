//! Charges as payment intents: one for each obligation, confirmed anew for each attempt. An intent
//! succeeds once at most, which holds longer than any key.
//!
//! Our marks on it are the obligation and the attempt. The mark of the attempt is set before the
//! attempt is made, so that a look tells which attempt a refusal belongs to.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::processor::{
    Charge, Dispute, DisputeState, Order, Reason, Refusal, Scheme, Taken, Trouble,
};

use super::call::{name, refusal_of};
use super::form::Form;
use super::wire::{Disputed, Given, Intent, List, MethodDetails};
use super::{Stripe, declines, no, read};

/// What the answer about an intent holds in full.
const EXPANDED: [&str; 2] = ["latest_charge", "latest_charge.balance_transaction"];

/// How far before the first attempt a look-up begins, so that a clock that is wrong by a day or two
/// hides nothing.
const MARGIN: Duration = Duration::days(3);

/// Takes money for an order, unless this attempt was made already.
pub(super) fn charge(stripe: &Stripe, order: &Order) -> Result<Charge, Trouble> {
    let known = match &order.reference {
        Some(reference) => Some(intent(stripe, reference)?),
        // The key of the first call is kept for a day only, so a look comes before it.
        None => search(stripe, order)?.filter(|intent| intent.status != "canceled"),
    };
    let intent = match known {
        None => create(stripe, order)?,
        Some(intent) => intent,
    };
    let refused = intent.last_payment_error.is_some() || intent.status == "requires_action";
    if !awaits(&intent) || (refused && attempt(&intent) >= order.attempt) {
        return charge_of(stripe, intent);
    }
    let intent = if fits(&intent, order)? { intent } else { update(stripe, order, &intent.id)? };
    confirm(stripe, order, &intent.id)
}

/// Whether an intent can be confirmed.
fn awaits(intent: &Intent) -> bool {
    let before = ["requires_confirmation", "requires_payment_method", "requires_action"];
    before.contains(&intent.status.as_str())
}

/// The attempt that our mark names.
fn attempt(intent: &Intent) -> u32 {
    intent.metadata.get("attempt").and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Whether an intent is what an order asks for, and this attempt's.
fn fits(intent: &Intent, order: &Order) -> Result<bool, Trouble> {
    let method = match &intent.payment_method {
        Some(Given::Name(name)) => name,
        Some(Given::Full(method)) => &method.id,
        None => "",
    };
    Ok(read::money(intent.amount, &intent.currency)? == order.amount
        && attempt(intent) == order.attempt
        && method == order.instrument.reference)
}

/// Makes an intent, which takes nothing yet.
fn create(stripe: &Stripe, order: &Order) -> Result<Intent, Trouble> {
    let Some(kind) = read::kind(order.instrument.scheme) else {
        let words = "Stripe takes no money in this way";
        return Err(no(Reason::NotThisAmount, "scheme", words));
    };
    let form = Form::new()
        .put("amount", order.amount.minor())
        .put("currency", read::code(order.amount.currency()))
        .put("customer", &order.instrument.payer)
        .put("payment_method", &order.instrument.reference)
        .list("allowed_payment_method_types", [kind])
        .put("description", format!("Invoice {}", order.invoice))
        .put("metadata[collection]", order.collection)
        .put("metadata[attempt]", order.attempt)
        .put("metadata[invoice]", &order.invoice);
    let key = format!("{}:create:{}", order.collection, order.attempt);
    stripe.post("prepare a charge", "/v1/payment_intents", &form, &key)
}

/// Marks an intent for another attempt, which takes nothing yet.
fn update(stripe: &Stripe, order: &Order, reference: &str) -> Result<Intent, Trouble> {
    let mut form = Form::new()
        .put("amount", order.amount.minor())
        .put("payment_method", &order.instrument.reference)
        .put("metadata[attempt]", order.attempt);
    if let Some(kind) = read::kind(order.instrument.scheme) {
        form = form.list("allowed_payment_method_types", [kind]);
    }
    let key = format!("{}:update:{}", order.collection, order.attempt);
    let path = format!("/v1/payment_intents/{}", name(reference)?);
    stripe.post("prepare another attempt", &path, &form, &key)
}

fn confirm(stripe: &Stripe, order: &Order, reference: &str) -> Result<Charge, Trouble> {
    let series = if order.recurring { "recurring" } else { "unscheduled" };
    let card = order.instrument.scheme == Scheme::Card;
    let form = Form::new()
        .put("payment_method", &order.instrument.reference)
        .put("off_session", true)
        .put_text("mandate", &order.instrument.mandate)
        .put_some("payment_method_options[card][stored_credential_usage]", card.then_some(series))
        .expand(&EXPANDED);
    let key = format!("{}:confirm:{}", order.collection, order.attempt);
    let path = format!("/v1/payment_intents/{}/confirm", name(reference)?);
    match stripe.post::<Intent>("charge a client", &path, &form, &key) {
        Ok(intent) => charge_of(stripe, intent),
        Err(Trouble::Refused(refusal)) if !refusal.reason.is_about_the_call() => {
            settle_refusal(stripe, reference, refusal)
        }
        Err(trouble) => Err(trouble),
    }
}

/// A bank's no as the state of the charge, where Stripe keeps it there.
fn settle_refusal(stripe: &Stripe, reference: &str, no: Refusal) -> Result<Charge, Trouble> {
    let charge = match intent(stripe, reference) {
        Ok(intent) => charge_of(stripe, intent)?,
        Err(_) => {
            let words = format!("{}, but the charge could not be read again", no.words);
            return Err(Trouble::Unknown(words));
        }
    };
    match charge.state {
        Taken::Prepared => Err(Trouble::Refused(no)),
        Taken::Declined(_) => Ok(Charge { state: Taken::Declined(no), ..charge }),
        _ => Ok(charge),
    }
}

/// The charge of an order. One that was refused before this attempt stands prepared for it.
pub(super) fn find(stripe: &Stripe, order: &Order) -> Result<Option<Charge>, Trouble> {
    let Some(found) = search(stripe, order)? else {
        return Ok(None);
    };
    let earlier = attempt(&found) < order.attempt;
    let mut charge = charge_of(stripe, found)?;
    if earlier && matches!(charge.state, Taken::Declined(_)) {
        charge.state = Taken::Prepared;
    }
    Ok(Some(charge))
}

/// The payer's intent with our mark; the one that took money, if there are several.
fn search(stripe: &Stripe, order: &Order) -> Result<Option<Intent>, Trouble> {
    let query =
        since(order).expand(&["data.latest_charge", "data.latest_charge.balance_transaction"]);
    let purpose = "look for the charge of an invoice";
    let all = stripe.list(purpose, "/v1/payment_intents", &query, |one: &Intent| &one.id)?;
    let collection = order.collection.to_string();
    let ours = all.into_iter().filter(|i| i.metadata.get("collection") == Some(&collection));
    Ok(ours.max_by_key(|intent| match intent.status.as_str() {
        "canceled" => 0,
        _ if awaits(intent) => 1,
        _ => 2,
    }))
}

/// The payer's objects since shortly before the first attempt.
pub(super) fn since(order: &Order) -> Form {
    let from: DateTime<Utc> = order.begun_at - MARGIN;
    Form::new()
        .put("customer", &order.instrument.payer)
        .put("created[gte]", from.timestamp().max(0))
}

/// A charge by its name.
pub(super) fn read(stripe: &Stripe, reference: &str) -> Result<Charge, Trouble> {
    let intent = intent(stripe, reference)?;
    charge_of(stripe, intent)
}

pub(super) fn intent(stripe: &Stripe, reference: &str) -> Result<Intent, Trouble> {
    let path = format!("/v1/payment_intents/{}", name(reference)?);
    stripe.get("read a charge", &path, &Form::new().expand(&EXPANDED))
}

/// Cancels an intent that has taken nothing.
pub(super) fn retract(stripe: &Stripe, reference: &str) -> Result<Charge, Trouble> {
    let intent = intent(stripe, reference)?;
    if intent.status == "canceled" {
        return charge_of(stripe, intent);
    }
    if !awaits(&intent) {
        let words = "it is on its way already; pay it back when it has arrived";
        return Err(no(Reason::TooLate, &intent.status, words));
    }
    let path = format!("/v1/payment_intents/{}/cancel", name(reference)?);
    let key = format!("{reference}:cancel:1");
    let canceled: Intent = stripe.post("take a charge back", &path, &Form::new(), &key)?;
    charge_of(stripe, canceled)
}

/// An intent as a charge; a disputed one is asked about.
pub(super) fn charge_of(stripe: &Stripe, intent: Intent) -> Result<Charge, Trouble> {
    let amount = read::money(intent.amount, &intent.currency)?;
    let taking = Given::of(intent.latest_charge.as_ref());
    let line = taking.and_then(|taking| Given::of(taking.balance_transaction.as_ref()));
    let back = taking.map_or(0, |taking| taking.amount_refunded);
    let refunded = read::money(back, &intent.currency)?;
    let fee = line.and_then(|line| read::amount(line.fee, &line.currency));
    let state = match intent.status.as_str() {
        "requires_confirmation" => Taken::Prepared,
        "requires_payment_method" => match &intent.last_payment_error {
            Some(problem) => Taken::Declined(refusal_of(problem)),
            None => Taken::Prepared,
        },
        "requires_action" => Taken::Declined(Refusal {
            reason: Reason::PayerMustAct,
            code: "requires_action".to_owned(),
            words: "the client has to confirm it".to_owned(),
            trace: String::new(),
            wait: None,
        }),
        "processing" => {
            let details = taking.and_then(|taking| taking.payment_method_details.as_ref());
            Taken::Processing { expected_on: details.and_then(expected) }
        }
        "succeeded" => {
            let seconds = line.map(|line| line.created).or(taking.map(|taking| taking.created));
            let on = read::day(seconds.unwrap_or_default());
            match taking.filter(|taking| taking.disputed) {
                None => Taken::Settled { on },
                Some(taking) => {
                    let kind = taking.payment_method_details.as_ref().map(|d| d.kind.as_str());
                    disputed(stripe, &intent.id, kind.and_then(read::scheme), on)?
                }
            }
        }
        "canceled" => Taken::Retracted,
        word => Taken::Strange { word: word.to_owned() },
    };
    Ok(Charge { reference: intent.id, amount, state, refunded, fee })
}

/// The day on which a debit is expected to be certain.
fn expected(details: &MethodDetails) -> Option<NaiveDate> {
    let all = [
        &details.us_bank_account,
        &details.acss_debit,
        &details.au_becs_debit,
        &details.bacs_debit,
        &details.sepa_debit,
    ];
    let text = all.into_iter().find_map(|debit| debit.as_ref()?.expected_debit_date.as_ref())?;
    text.parse().ok()
}

/// Where a disputed charge stands. A bank debit that the bank takes back is a dispute in Stripe's
/// words, and cannot be contested.
fn disputed(
    stripe: &Stripe,
    intent: &str,
    scheme: Option<Scheme>,
    settled_on: NaiveDate,
) -> Result<Taken, Trouble> {
    let query = Form::new().put("payment_intent", intent).put("limit", 1);
    let list: List<Disputed> = stripe.get("read a dispute", "/v1/disputes", &query)?;
    let Some(dispute) = list.data.into_iter().next() else {
        return Ok(Taken::Settled { on: settled_on });
    };
    let state = match dispute.status.as_str() {
        "needs_response" | "warning_needs_response" | "appeal_needs_response" => DisputeState::Open,
        "under_review" | "warning_under_review" | "appeal_under_review" => {
            DisputeState::UnderReview
        }
        // A warning that closed, and a dispute that was headed off, take nothing.
        "won" | "warning_closed" | "prevented" => DisputeState::Won,
        "lost" => DisputeState::Lost,
        word => return Ok(Taken::Strange { word: format!("dispute {word}") }),
    };
    if scheme.is_some_and(Scheme::is_debit) && state != DisputeState::Won {
        let (reason, words) = declines::known(&dispute.reason)
            .unwrap_or((Reason::PermissionGone, "the client disputes the debit at the bank"));
        let why = Refusal {
            reason,
            code: dispute.reason,
            words: words.to_owned(),
            trace: dispute.id,
            wait: None,
        };
        return Ok(Taken::Returned { on: read::day(dispute.created), why });
    }
    Ok(Taken::Disputed(Dispute {
        reference: dispute.id,
        amount: read::money(dispute.amount, &dispute.currency)?,
        reason: dispute.reason,
        reply_by: dispute.evidence_details.and_then(|e| e.due_by).map(read::instant),
        state,
    }))
}
