//! Draft invoices that finalise themselves and take the money
//! (<https://docs.stripe.com/invoicing/scheduled-finalization>).

use serde_json::{Value, json};

use super::books::{Books, id};
use super::intents;
use super::routes::Call;
use crate::service::Answer;

pub(super) fn act(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    match (call.method.as_str(), call.template.as_str()) {
        ("POST", "/v1/invoices") => create(books, form),
        ("GET", "/v1/invoices") => {
            books.list("invoice", form, |one| one["customer"] == form["customer"])
        }
        ("GET", _) => books.find("invoice", call.name()),
        ("POST", "/v1/invoiceitems") => add_line(books, form),
        ("POST", "/v1/invoices/{id}") => update(books, call.name(), form),
        ("POST", "/v1/invoices/{id}/pay") => pay(books, call.name(), form),
        ("DELETE", _) => {
            draft(books, call.name())?;
            books.forget(call.name());
            Ok(json!({ "id": call.name(), "object": "invoice", "deleted": true }))
        }
        _ => void(books, call.name()),
    }
}

fn create(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    books.find("customer", form["customer"].as_str().unwrap_or_default())?;
    Ok(books.make(
        "invoice",
        "in",
        json!({
            "customer": form["customer"], "currency": form["currency"], "status": "draft",
            "auto_advance": form["auto_advance"], "metadata": form["metadata"],
            "collection_method": form["collection_method"],
            "default_payment_method": form["default_payment_method"],
            "description": form["description"], "subtotal": 0, "total": 0, "amount_due": 0,
            "automatically_finalizes_at": form["automatically_finalizes_at"],
            "_payments": { "object": "list", "data": [], "has_more": false, "url": "/v1" },
        }),
    ))
}

/// A draft, or Stripe's answer that it is none any more.
fn draft(books: &Books, name: &str) -> Result<Value, Answer> {
    let invoice = books.find("invoice", name)?;
    if invoice["status"] == "draft" {
        return Ok(invoice);
    }
    Err(Answer::invalid("invoice_not_editable", "Finalized invoices can't be changed this way"))
}

fn add_line(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    let invoice = draft(books, form["invoice"].as_str().unwrap_or_default())?;
    let amount = form["amount"].as_i64().unwrap_or(0);
    let total = invoice["total"].as_i64().unwrap_or(0) + amount;
    let sums = json!({ "total": total, "subtotal": total, "amount_due": total });
    books.change(&id(&invoice), sums);
    let fields = json!({
        "amount": amount, "currency": form["currency"], "customer": form["customer"],
        "invoice": form["invoice"], "description": form["description"],
    });
    Ok(books.make("invoiceitem", "ii", fields))
}

fn update(books: &mut Books, name: &str, form: &Value) -> Result<Value, Answer> {
    let mut fields = json!({ "metadata": form["metadata"] });
    for field in ["auto_advance", "automatically_finalizes_at"] {
        if !form[field].is_null() {
            draft(books, name)?;
            fields[field] = form[field].clone();
        }
    }
    books.find("invoice", name)?;
    Ok(books.change(name, fields))
}

fn void(books: &mut Books, name: &str) -> Result<Value, Answer> {
    let invoice = books.find("invoice", name)?;
    if invoice["status"] != "open" {
        let message = "You can only void an open invoice";
        return Err(Answer::invalid("status_transition_invalid", message));
    }
    let invoice = books.change(name, json!({ "status": "void" }));
    books.ring("invoice.voided", &invoice);
    Ok(invoice)
}

/// Another attempt at an invoice that is open.
fn pay(books: &mut Books, name: &str, form: &Value) -> Result<Value, Answer> {
    let invoice = books.find("invoice", name)?;
    if invoice["status"] != "open" {
        return Err(Answer::invalid("invoice_not_editable", "Invoice is already paid"));
    }
    intents::confirm(books, &intent(&invoice), form)?;
    Ok(books.get(name).unwrap_or_default())
}

/// The intent behind an invoice.
fn intent(invoice: &Value) -> String {
    let payment = &invoice["_payments"]["data"][0]["payment"]["payment_intent"];
    payment.as_str().unwrap_or_default().to_owned()
}

/// Finalises the drafts whose time has come.
pub(super) fn finalise(books: &mut Books) {
    for invoice in books.all("invoice") {
        let due = invoice["automatically_finalizes_at"].as_i64();
        let awake = invoice["status"] == "draft" && invoice["auto_advance"] == true;
        if !awake || due.is_none_or(|due| due > books.now) {
            continue;
        }
        let name = id(&invoice);
        let form = json!({
            "amount": invoice["total"], "currency": invoice["currency"],
            "customer": invoice["customer"], "payment_method": invoice["default_payment_method"],
        });
        let Ok(intent) = intents::create(books, &form) else { continue };
        let payments = json!([{ "payment": {
            "type": "payment_intent", "payment_intent": intent["id"],
        } }]);
        let mut kept = invoice["_payments"].clone();
        kept["data"] = payments;
        books.change(&name, json!({ "status": "open", "_payments": kept }));
        // What becomes of it is told by the intent and by the invoice's own events.
        let _ = intents::confirm(books, &id(&intent), &json!({}));
    }
}

/// An invoice goes with the intent behind it.
pub(super) fn follow(books: &mut Books, name: &str) {
    let found = books.all("invoice").into_iter().find(|invoice| intent(invoice) == name);
    let (Some(invoice), Some(behind)) = (found, books.get(name)) else { return };
    if behind["status"] == "succeeded" {
        let sums = json!({ "status": "paid", "amount_paid": invoice["total"] });
        let invoice = books.change(&id(&invoice), sums);
        books.ring("invoice.paid", &invoice);
    } else {
        books.ring("invoice.payment_failed", &invoice);
    }
}
