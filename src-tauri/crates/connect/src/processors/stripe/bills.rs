//! A page of Stripe's on which anybody pays one bill.

use domain::processor::{Bill, Page, Trouble};

use super::form::Form;
use super::wire::Session;
use super::{Stripe, pages, read};

/// Opens it. What pays it is found by our mark, like any other charge.
pub(super) fn open(stripe: &Stripe, bill: &Bill) -> Result<Page, Trouble> {
    let payer = pages::payer(stripe, &bill.payer)?;
    let collection = bill.collection.to_string();
    let kept = bill.keeps_method.then_some("off_session");
    let line = "line_items[0]";
    let form = Form::new()
        .put("mode", "payment")
        .put("customer", &payer)
        .put("client_reference_id", &collection)
        .put("success_url", &bill.leads_to)
        .put("metadata[collection]", &collection)
        .put("metadata[invoice]", &bill.invoice)
        .put(format!("{line}[quantity]"), 1)
        .put(format!("{line}[price_data][currency]"), read::code(bill.amount.currency()))
        .put(format!("{line}[price_data][unit_amount]"), bill.amount.minor())
        .put(format!("{line}[price_data][product_data][name]"), format!("Invoice {}", bill.invoice))
        .put("payment_intent_data[metadata][collection]", &collection)
        .put("payment_intent_data[metadata][invoice]", &bill.invoice)
        .put_some("payment_intent_data[setup_future_usage]", kept);
    let key = format!("{collection}:pay:{}", bill.page);
    let purpose = "open a page to pay an invoice on";
    let session: Session = stripe.post(purpose, "/v1/checkout/sessions", &form, &key)?;
    Ok(pages::page_of(session, payer))
}
