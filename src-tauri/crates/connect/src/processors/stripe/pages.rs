//! Stripe's pages on which a client permits a method, or puts another in its place.
//!
//! A page for another method is one of the customer portal, which cannot be read: what became of it
//! is seen by a method that is newer than the page. Its name holds what is needed for that.

use domain::processor::{Answer, Page, Payer, Permission, Permitted, Reason, Scheme, Trouble};

use super::call::{Whole, name};
use super::form::Form;
use super::wire::{
    Customer, Given, Intent, Mandate, Method, NextAction, Portal, Session, SetupIntent,
};
use super::{Stripe, no, read};

/// What the answer about a page holds in full.
const EXPANDED: [&str; 5] = [
    "setup_intent",
    "setup_intent.payment_method",
    "setup_intent.mandate",
    "payment_intent",
    "payment_intent.payment_method",
];

/// Opens a page of Checkout.
pub(super) fn open(stripe: &Stripe, asked: &Permission) -> Result<Page, Trouble> {
    let payer = payer(stripe, &asked.payer)?;
    let kinds: Vec<&str> = asked.schemes.iter().copied().filter_map(read::kind).collect();
    if kinds.is_empty() {
        let words = "Stripe takes none of the methods that this letter asks for";
        return Err(no(Reason::NotThisAmount, "schemes", words));
    }
    let id = asked.id.to_string();
    let mut form = Form::new()
        .put("mode", "setup")
        .put("customer", &payer)
        .put("client_reference_id", &id)
        .put("success_url", &asked.leads_to)
        .list("allowed_payment_method_types", &kinds)
        .put("metadata[authorization]", &id)
        .put("metadata[link]", asked.link)
        .put_text("metadata[subject]", &asked.subject)
        .put_text("metadata[letter]", &asked.letter);
    if !asked.terms.is_empty() {
        form = form
            .put("consent_collection[terms_of_service]", "required")
            .put("custom_text[terms_of_service_acceptance][message]", &asked.terms);
    }
    // Outside the European Economic Area, SEPA wants the payer's address.
    if asked.schemes.contains(&Scheme::Sepa) {
        form = form.put("billing_address_collection", "required");
    }
    form = set_up(form, asked, &id);
    let key = format!("{id}:page:{}", asked.link);
    let purpose = "open a page for a client's method";
    let session: Session = stripe.post(purpose, "/v1/checkout/sessions", &form, &key)?;
    Ok(Page {
        reference: session.id,
        payer,
        url: session.url.unwrap_or_default(),
        ends_at: Some(read::instant(session.expires_at)),
    })
}

/// What belongs to a page that keeps a method and takes nothing.
fn set_up(form: Form, asked: &Permission, id: &str) -> Form {
    let form = form
        .put("currency", read::code(asked.currency))
        .put("setup_intent_data[metadata][authorization]", id);
    if !asked.schemes.contains(&Scheme::Pad) {
        return form;
    }
    let whose = if asked.business { "business" } else { "personal" };
    let options = "payment_method_options[acss_debit]";
    form.put(format!("{options}[currency]"), "cad")
        .put(format!("{options}[mandate_options][payment_schedule]"), "sporadic")
        .put(format!("{options}[mandate_options][transaction_type]"), whose)
}

/// The payer at Stripe: the one that is known, the one with our mark, or a new one.
fn payer(stripe: &Stripe, payer: &Payer) -> Result<String, Trouble> {
    if let Some(reference) = &payer.reference {
        return Ok(reference.clone());
    }
    let client = payer.client.to_string();
    if !payer.email.is_empty() {
        let query = Form::new().put("email", &payer.email);
        let purpose = "look for a client among the payers";
        let same: Vec<Customer> =
            stripe.list(purpose, "/v1/customers", &query, |customer: &Customer| &customer.id)?;
        let ours = |customer: &Customer| customer.metadata.get("client") == Some(&client);
        if let Some(found) = same.into_iter().find(ours) {
            return Ok(found.id);
        }
    }
    let form = Form::new()
        .put("name", &payer.name)
        .put_text("email", &payer.email)
        .put("metadata[client]", &client);
    let key = format!("{client}:payer:1");
    let made: Customer = stripe.post("add a client as a payer", "/v1/customers", &form, &key)?;
    Ok(made.id)
}

/// Opens a page of the portal. An ended one lets the client ask for a new one by e-mail.
pub(super) fn change(stripe: &Stripe, asked: &Permission) -> Result<Page, Trouble> {
    let payer = payer(stripe, &asked.payer)?;
    let form = Form::new()
        .put("customer", &payer)
        .put("return_url", &asked.leads_to)
        .put("flow_data[type]", "payment_method_update")
        .put("after_expiration[type]", "customer_login");
    let key = format!("{}:change:{}", asked.id, asked.link);
    let purpose = "open a page for another method";
    let portal: Portal = stripe.post(purpose, "/v1/billing_portal/sessions", &form, &key)?;
    let reference = format!("{}:{payer}:{}", portal.id, portal.created);
    Ok(Page { reference, payer, url: portal.url, ends_at: None })
}

/// The payer and the second that stand in the name of a page of the portal.
fn portal(reference: &str) -> Option<(&str, i64)> {
    let (_, rest) = reference.split_once(':')?;
    let (payer, created) = rest.split_once(':')?;
    Some((payer, created.parse().ok()?))
}

/// What became of a page.
pub(super) fn read(stripe: &Stripe, reference: &str) -> Result<Answer, Trouble> {
    if let Some((payer, created)) = portal(reference) {
        return newer(stripe, payer, created);
    }
    let path = format!("/v1/checkout/sessions/{}", name(reference)?);
    let query = Form::new().expand(&EXPANDED);
    let whole: Whole<Session> = stripe.get_whole("see what became of a page", &path, &query)?;
    let session = &whole.object;
    match session.status.as_deref() {
        Some("expired") => Ok(Answer::Ended),
        Some("complete") => Ok(completed(session, whole.bytes.as_slice())),
        _ => Ok(Answer::Waiting),
    }
}

/// A method of a payer that came after a second.
fn newer(stripe: &Stripe, payer: &str, created: i64) -> Result<Answer, Trouble> {
    let path = format!("/v1/customers/{}/payment_methods", name(payer)?);
    let purpose = "look for another method";
    let methods = stripe.list(purpose, &path, &Form::new(), |method: &Method| &method.id)?;
    let newest = methods.iter().filter(|m| m.created >= created).max_by_key(|m| m.created);
    let instrument = newest.and_then(|method| read::instrument(method, None));
    Ok(match (newest, instrument) {
        (Some(method), Some(instrument)) => Answer::Permitted(Box::new(Permitted {
            at: read::instant(method.created),
            letter: String::new(),
            evidence: portal_evidence(&instrument, method.created).into_bytes(),
            instrument,
        })),
        _ => Answer::Waiting,
    })
}

/// The portal keeps no record of an agreement, so this says no more than what happened.
fn portal_evidence(instrument: &domain::processor::Instrument, created: i64) -> String {
    serde_json::json!({
        "object": "payment_method",
        "id": instrument.reference,
        "customer": instrument.payer,
        "created": created,
    })
    .to_string()
}

/// What a page leaves that was gone through.
fn completed(session: &Session, bytes: &[u8]) -> Answer {
    if let Some(setup) = Given::of(session.setup_intent.as_ref()) {
        return set_up_answer(session, setup, bytes);
    }
    let Some(intent) = Given::of(session.payment_intent.as_ref()) else {
        return Answer::Ended;
    };
    paid_answer(session, intent, bytes)
}

fn set_up_answer(session: &Session, setup: &SetupIntent, bytes: &[u8]) -> Answer {
    let mandate = Given::of(setup.mandate.as_ref());
    match setup.status.as_str() {
        "succeeded" => {
            let method = Given::of(setup.payment_method.as_ref());
            permitted(session, method, mandate, setup.customer.as_deref(), bytes)
        }
        "requires_action" | "processing" => verifying(setup.next_action.as_ref()),
        "requires_payment_method" | "canceled" => {
            let problem = setup.last_setup_error.as_ref();
            let words = problem.map(|problem| super::call::refusal_of(problem).words);
            Answer::Refused { words: words.unwrap_or_else(|| "the method was refused".to_owned()) }
        }
        _ => Answer::Waiting,
    }
}

fn paid_answer(session: &Session, intent: &Intent, bytes: &[u8]) -> Answer {
    match intent.status.as_str() {
        "succeeded" | "processing" if intent.setup_future_usage.is_none() => Answer::Ended,
        "succeeded" | "processing" => {
            let method = Given::of(intent.payment_method.as_ref());
            permitted(session, method, None, intent.customer.as_deref(), bytes)
        }
        "requires_action" => verifying(intent.next_action.as_ref()),
        "requires_payment_method" | "canceled" => {
            let problem = intent.last_payment_error.as_ref();
            let words = problem.map(|problem| super::call::refusal_of(problem).words);
            Answer::Refused { words: words.unwrap_or_else(|| "the method was refused".to_owned()) }
        }
        _ => Answer::Waiting,
    }
}

fn verifying(next: Option<&NextAction>) -> Answer {
    let amounts = next.and_then(|next| next.verify_with_microdeposits.as_ref());
    Answer::Verifying {
        url: amounts.map(|a| a.hosted_verification_url.clone()).unwrap_or_default(),
        arrives_on: amounts.map(|a| read::day(a.arrival_date)),
    }
}

fn permitted(
    session: &Session,
    method: Option<&Method>,
    mandate: Option<&Mandate>,
    payer: Option<&str>,
    bytes: &[u8],
) -> Answer {
    let instrument = method.and_then(|method| read::instrument(method, mandate));
    let (Some(method), Some(mut instrument)) = (method, instrument) else {
        let words = "the client chose a method that cannot be charged later";
        return Answer::Refused { words: words.to_owned() };
    };
    if instrument.payer.is_empty() {
        instrument.payer = payer.unwrap_or_default().to_owned();
    }
    let accepted = mandate
        .and_then(|mandate| mandate.customer_acceptance.as_ref()?.accepted_at)
        .unwrap_or_else(|| method.created.max(session.created));
    let agreed = session.consent.as_ref().and_then(|consent| consent.terms_of_service.as_deref());
    let letter = session.metadata.get("letter").filter(|_| agreed == Some("accepted"));
    Answer::Permitted(Box::new(Permitted {
        instrument,
        at: read::instant(accepted),
        letter: letter.cloned().unwrap_or_default(),
        evidence: bytes.to_vec(),
    }))
}

/// Ends a page. The portal's ends by itself.
pub(super) fn close(stripe: &Stripe, reference: &str) -> Result<(), Trouble> {
    if portal(reference).is_some() {
        return Ok(());
    }
    let path = format!("/v1/checkout/sessions/{}", name(reference)?);
    let session: Session = stripe.get("see whether a page is open", &path, &Form::new())?;
    if session.status.as_deref() != Some("open") {
        return Ok(());
    }
    let key = format!("{reference}:close:1");
    let closed =
        stripe.post::<Session>("close a page", &format!("{path}/expire"), &Form::new(), &key);
    closed.map(drop)
}
