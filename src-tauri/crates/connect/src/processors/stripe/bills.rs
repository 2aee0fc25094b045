//! Pages of Stripe's on which anybody pays one bill: payment links, which last until they are ended
//! and take one payment.
//!
//! Each visit of a link is a page of Checkout of its own; what pays the bill is found among them.

use domain::processor::{Answer, Bill, Charge, Page, Trouble};

use super::call::name;
use super::form::Form;
use super::wire::{Given, Link, Session};
use super::{Stripe, charges, pages, read};

/// What a client reads who comes to a link that has ended.
const ENDED: &str = "There is nothing to be paid here any more.";

/// Whether a page is one to pay a bill on.
pub(super) fn is_link(reference: &str) -> bool {
    reference.starts_with("plink_")
}

/// Opens it.
pub(super) fn open(stripe: &Stripe, bill: &Bill) -> Result<Page, Trouble> {
    let collection = bill.collection.to_string();
    let line = "line_items[0]";
    let mut form = Form::new()
        .put("restrictions[completed_sessions][limit]", 1)
        .put("customer_creation", "always")
        .put("after_completion[type]", "redirect")
        .put("after_completion[redirect][url]", &bill.leads_to)
        .put("inactive_message", ENDED)
        .put("metadata[collection]", &collection)
        .put("metadata[invoice]", &bill.invoice)
        .put(format!("{line}[quantity]"), 1)
        .put(format!("{line}[price_data][currency]"), read::code(bill.amount.currency()))
        .put(format!("{line}[price_data][unit_amount]"), bill.amount.minor())
        .put(format!("{line}[price_data][product_data][name]"), format!("Invoice {}", bill.invoice))
        .put("payment_intent_data[metadata][collection]", &collection)
        .put("payment_intent_data[metadata][invoice]", &bill.invoice);
    if let Some(keeping) = &bill.keeps {
        form = form
            .put("payment_intent_data[setup_future_usage]", "off_session")
            .put("metadata[letter]", &keeping.letter)
            .put("consent_collection[terms_of_service]", "required")
            .put("custom_text[terms_of_service_acceptance][message]", &keeping.terms);
    }
    let key = format!("{collection}:pay:{}", bill.page);
    let purpose = "make a link to pay an invoice by";
    let link: Link = stripe.post(purpose, "/v1/payment_links", &form, &key)?;
    Ok(Page { reference: link.id, payer: String::new(), url: link.url, ends_at: None })
}

/// The visits of a link, newest first.
fn visits(stripe: &Stripe, link: &str, status: &str) -> Result<Vec<Session>, Trouble> {
    let query = Form::new()
        .put("payment_link", link)
        .put("status", status)
        .expand(&["data.payment_intent"]);
    let purpose = "see whether a link was paid by";
    stripe.list(purpose, "/v1/checkout/sessions", &query, |one: &Session| &one.id)
}

/// What paid a bill.
pub(super) fn paid_on(stripe: &Stripe, link: &str) -> Result<Option<Charge>, Trouble> {
    let done = visits(stripe, link, "complete")?;
    let intent = done.iter().find_map(|visit| Given::of(visit.payment_intent.as_ref()));
    intent.map(|intent| charges::read(stripe, &intent.id)).transpose()
}

/// What became of a link: the answer of the visit that paid.
pub(super) fn read(stripe: &Stripe, link: &str) -> Result<Answer, Trouble> {
    match visits(stripe, link, "complete")?.first() {
        Some(visit) => pages::read(stripe, &visit.id),
        None if find(stripe, link)?.active => Ok(Answer::Waiting),
        None => Ok(Answer::Ended),
    }
}

fn find(stripe: &Stripe, link: &str) -> Result<Link, Trouble> {
    let path = format!("/v1/payment_links/{}", name(link)?);
    stripe.get("see whether a page is open", &path, &Form::new())
}

/// Ends a link, and the visits that are still open.
pub(super) fn close(stripe: &Stripe, link: &str) -> Result<(), Trouble> {
    if find(stripe, link)?.active {
        let path = format!("/v1/payment_links/{}", name(link)?);
        let form = Form::new().put("active", false);
        let key = format!("{link}:close:1");
        stripe.post::<Link>("close a page", &path, &form, &key)?;
    }
    for visit in visits(stripe, link, "open")? {
        pages::close(stripe, &visit.id)?;
    }
    Ok(())
}
