//! Pages of Checkout and of the customer portal.

use serde_json::{Value, json};

use super::books::{Books, KEY_SECONDS, id};
use super::routes::Call;
use crate::service::Answer;

pub(super) fn act(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    match (call.method.as_str(), call.template.as_str()) {
        ("POST", "/v1/checkout/sessions") => create(books, form),
        ("GET", "/v1/checkout/sessions") => books.list("checkout.session", form, |one| {
            ["customer", "payment_link", "status"]
                .iter()
                .all(|field| form[*field].is_null() || one[*field] == form[*field])
        }),
        ("GET", _) => books.find("checkout.session", call.name()),
        _ => expire(books, call.name()),
    }
}

fn create(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    let setup = form["mode"] == "setup";
    if setup && !form["line_items"].is_null() {
        return Err(Answer::invalid("", "You can not pass `line_items` in `setup` mode."));
    }
    if !setup && form["line_items"].is_null() {
        return Err(Answer::invalid("", "`line_items` are required in payment mode."));
    }
    if let Some(customer) = form["customer"].as_str() {
        books.find("customer", customer)?;
    }
    if form["consent_collection"]["terms_of_service"] == "required" && !books.has_terms {
        let message = "You cannot collect consent to your terms of service unless a URL is set in \
                       the Stripe Dashboard. Update your public business information to add a \
                       Terms of service URL.";
        return Err(Answer::invalid("", message));
    }
    let allowed = form["allowed_payment_method_types"].as_array().cloned().unwrap_or_default();
    // What the account cannot take is dropped without a word.
    let kinds: Vec<Value> = allowed
        .into_iter()
        .filter(|kind| kind.as_str().is_some_and(|kind| !books.inactive.contains(kind)))
        .collect();
    let text = |name: &str| match &form["custom_text"][name] {
        Value::Null => Value::Null,
        text => json!({ "message": text["message"] }),
    };
    let amount = &form["line_items"][0]["price_data"]["unit_amount"];
    let session = books.make(
        "checkout.session",
        "cs_test",
        json!({
            "mode": form["mode"], "customer": form["customer"], "metadata": form["metadata"],
            "client_reference_id": form["client_reference_id"], "status": "open",
            "success_url": form["success_url"], "payment_method_types": kinds,
            "expires_at": books.now + KEY_SECONDS,
            "amount_total": amount, "amount_subtotal": amount,
            "payment_status": if setup { "no_payment_required" } else { "unpaid" },
            "consent": { "promotions": null, "terms_of_service": null },
            "custom_text": {
                "after_submit": text("after_submit"),
                "shipping_address": text("shipping_address"),
                "submit": text("submit"),
                "terms_of_service_acceptance": text("terms_of_service_acceptance"),
            },
            "setup_intent": null, "payment_intent": null, "_form": form,
        }),
    );
    let url = format!("https://checkout.stripe.com/c/pay/{}", id(&session));
    Ok(books.change(&id(&session), json!({ "url": url })))
}

fn expire(books: &mut Books, name: &str) -> Result<Value, Answer> {
    let session = books.find("checkout.session", name)?;
    if session["status"] != "open" {
        let message = "Only Checkout Sessions with a status in [\"open\"] can be expired.";
        return Err(Answer::invalid("", message));
    }
    Ok(ended(books, name))
}

fn ended(books: &mut Books, name: &str) -> Value {
    let session = books.change(name, json!({ "status": "expired", "url": null }));
    books.ring("checkout.session.expired", &session);
    session
}

/// Links to pay by.
pub(super) fn links(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    match (call.method.as_str(), call.template.as_str()) {
        ("POST", "/v1/payment_links") => {
            let terms = form["consent_collection"]["terms_of_service"] == "required";
            if terms && !books.has_terms {
                return Err(Answer::invalid("", "Set a Terms of service URL in the Dashboard"));
            }
            let fields = json!({ "metadata": form["metadata"], "active": true, "_form": form });
            let link = books.make("payment_link", "plink", fields);
            let url = format!("https://buy.stripe.com/{}", id(&link));
            Ok(books.change(&id(&link), json!({ "url": url })))
        }
        ("GET", _) => books.find("payment_link", call.name()),
        _ => {
            books.find("payment_link", call.name())?;
            Ok(books.change(call.name(), json!({ "active": form["active"] })))
        }
    }
}

/// A client opens a link: a page of Checkout of its own.
pub(super) fn visit(books: &mut Books, link: &str) -> String {
    let link = books.find("payment_link", link).unwrap_or_default();
    assert_eq!(link["active"], true, "a link that has ended opens no page");
    let form = &link["_form"];
    let payer = books.make("customer", "cus", json!({ "metadata": {} }));
    let amount = &form["line_items"][0]["price_data"]["unit_amount"];
    let session = books.make(
        "checkout.session",
        "cs_test",
        json!({
            "mode": "payment", "customer": payer["id"], "metadata": link["metadata"],
            "payment_link": link["id"], "status": "open", "expires_at": books.now + KEY_SECONDS,
            "amount_total": amount, "amount_subtotal": amount, "payment_status": "unpaid",
            "consent": { "promotions": null, "terms_of_service": null },
            "custom_text": {
                "after_submit": null, "shipping_address": null, "submit": null,
                "terms_of_service_acceptance":
                    form["custom_text"]["terms_of_service_acceptance"],
            },
            "setup_intent": null, "payment_intent": null, "_form": form,
        }),
    );
    id(&session)
}

/// A link that was paid by takes nothing more.
pub(super) fn used(books: &mut Books, session: &Value) {
    if let Some(link) = session["payment_link"].as_str() {
        books.change(link, json!({ "active": false }));
    }
}

/// Ends the pages whose time has come.
pub(super) fn age(books: &mut Books) {
    for session in books.all("checkout.session") {
        let ends = session["expires_at"].as_i64().unwrap_or(i64::MAX);
        if session["status"] == "open" && ends <= books.now {
            ended(books, &id(&session));
        }
    }
}

/// A page of the portal.
pub(super) fn portal(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    books.find("customer", form["customer"].as_str().unwrap_or_default())?;
    let session = books.make(
        "billing_portal.session",
        "bps",
        json!({ "customer": form["customer"], "return_url": form["return_url"] }),
    );
    let url = format!("https://billing.stripe.com/p/session/{}", id(&session));
    Ok(books.change(&id(&session), json!({ "url": url })))
}
