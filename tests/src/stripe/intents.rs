//! Payment intents and charges. An intent yields one successful charge at most, as
//! <https://docs.stripe.com/api/payment_intents> says.

use serde_json::{Value, json};

use super::books::{Books, id};
use super::invoices;
use super::play::Conduct;
use super::routes::Call;
use crate::service::Answer;

/// States in which an intent can be confirmed or canceled.
const BEFORE: [&str; 3] = ["requires_payment_method", "requires_confirmation", "requires_action"];

pub(super) fn act(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    match (call.method.as_str(), call.template.as_str()) {
        ("POST", "/v1/payment_intents") => create(books, form),
        ("GET", "/v1/payment_intents") => {
            books.list("payment_intent", form, |one| one["customer"] == form["customer"])
        }
        ("GET", _) => books.find("payment_intent", call.name()),
        ("POST", "/v1/payment_intents/{id}") => update(books, call.name(), form),
        ("POST", "/v1/payment_intents/{id}/confirm") => confirm(books, call.name(), form),
        _ => cancel(books, call.name()),
    }
}

/// An intent that takes nothing yet.
pub(super) fn create(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    let amount = form["amount"].as_i64().unwrap_or(0);
    if amount < 50 {
        let message = "Amount must be at least $0.50 usd";
        return Err(Answer::invalid("amount_too_small", message));
    }
    books.find("customer", form["customer"].as_str().unwrap_or_default())?;
    let mut status = "requires_payment_method";
    if let Some(method) = form["payment_method"].as_str() {
        let method = usable(books, method, form)?;
        let allowed = &form["allowed_payment_method_types"];
        if allowed.as_array().is_some_and(|all| !all.contains(&method["type"])) {
            let message = "The PaymentMethod provided is not allowed for this PaymentIntent";
            return Err(Answer::invalid("payment_intent_incompatible_payment_method", message));
        }
        status = "requires_confirmation";
    }
    Ok(books.make(
        "payment_intent",
        "pi",
        json!({
            "amount": amount, "amount_received": 0, "currency": form["currency"],
            "customer": form["customer"], "payment_method": form["payment_method"],
            "description": form["description"], "metadata": form["metadata"], "status": status,
            "setup_future_usage": form["setup_future_usage"],
            "latest_charge": null, "last_payment_error": null, "canceled_at": null,
        }),
    ))
}

/// A method that belongs to the payer and is not given up.
fn usable(books: &Books, name: &str, form: &Value) -> Result<Value, Answer> {
    let method = books.find("payment_method", name)?;
    if method["customer"].is_null() || method["customer"] != form["customer"] {
        let message = "The PaymentMethod was detached or belongs to another Customer";
        return Err(Answer::invalid("payment_method_unexpected_state", message));
    }
    Ok(method)
}

fn awaiting(books: &Books, name: &str) -> Result<Value, Answer> {
    let intent = books.find("payment_intent", name)?;
    if BEFORE.iter().any(|state| intent["status"] == *state) {
        return Ok(intent);
    }
    let message = format!("This PaymentIntent has a status of {}", intent["status"]);
    Err(Answer::invalid("payment_intent_unexpected_state", &message))
}

/// A changed intent forgets its last refusal, as its description of `last_payment_error` says.
fn update(books: &mut Books, name: &str, form: &Value) -> Result<Value, Answer> {
    let intent = awaiting(books, name)?;
    let mut fields = json!({ "metadata": form["metadata"], "last_payment_error": null });
    if form["amount"].is_i64() {
        fields["amount"] = form["amount"].clone();
    }
    if let Some(method) = form["payment_method"].as_str() {
        usable(books, method, &intent)?;
        fields["payment_method"] = json!(method);
        fields["status"] = json!("requires_confirmation");
    }
    Ok(books.change(name, fields))
}

fn cancel(books: &mut Books, name: &str) -> Result<Value, Answer> {
    awaiting(books, name)?;
    let now = books.now;
    let intent = books.change(name, json!({ "status": "canceled", "canceled_at": now }));
    books.ring("payment_intent.canceled", &intent);
    Ok(intent)
}

/// Tries to take the money.
pub(super) fn confirm(books: &mut Books, name: &str, form: &Value) -> Result<Value, Answer> {
    let intent = awaiting(books, name)?;
    let wanted = form["payment_method"].as_str().or(intent["payment_method"].as_str());
    let method = usable(books, wanted.unwrap_or_default(), &intent)?;
    if let Some(mandate) = form["mandate"].as_str()
        && books.find("mandate", mandate)?["status"] != "active"
    {
        let message = "The mandate is not active";
        return Err(Answer::invalid("payment_intent_mandate_invalid", message));
    }
    let conduct = books.conduct.get(&id(&method)).copied().unwrap_or(Conduct::Pays);
    books.change(name, json!({ "payment_method": method["id"] }));
    match conduct {
        Conduct::Pays if method["type"] == "card" => {
            charge(books, name, &method, "succeeded");
            Ok(settle(books, name))
        }
        Conduct::Pays => {
            let charge = charge(books, name, &method, "pending");
            let fields = json!({ "status": "processing", "latest_charge": charge["id"] });
            let intent = books.change(name, fields);
            books.ring("payment_intent.processing", &intent);
            Ok(intent)
        }
        Conduct::Declines { code, decline, advice } => {
            charge(books, name, &method, "failed");
            let mut error = json!({
                "type": "card_error", "code": code, "message": "Your card was declined.",
            });
            if !decline.is_empty() {
                error["decline_code"] = json!(decline);
            }
            if !advice.is_empty() {
                error["advice_code"] = json!(advice);
            }
            Err(refused(books, name, error))
        }
    }
}

/// The intent waits for another method, and the answer says why.
fn refused(books: &mut Books, name: &str, mut error: Value) -> Answer {
    let fields = json!({ "status": "requires_payment_method", "last_payment_error": error });
    let intent = books.change(name, fields);
    books.ring("payment_intent.payment_failed", &intent);
    invoices::follow(books, name);
    error["payment_intent"] = intent;
    Answer { status: 402, body: json!({ "error": error }), heads: Vec::new() }
}

/// One attempt; our marks on the intent are copied to it.
fn charge(books: &mut Books, intent: &str, method: &Value, status: &str) -> Value {
    let intent = books.get(intent).unwrap_or_default();
    let kind = method["type"].as_str().unwrap_or_default();
    let mut details = json!({ "type": kind });
    if kind == "us_bank_account" {
        let day = chrono::DateTime::from_timestamp(books.now + 4 * 86_400, 0).unwrap_or_default();
        details[kind] = json!({
            "account_holder_type": "company", "account_type": "checking", "bank_name": "TEST BANK",
            "expected_debit_date": day.format("%Y-%m-%d").to_string(), "fingerprint": "fp",
            "last4": "6789", "payment_reference": null, "routing_number": "110000000",
        });
    }
    let charge = books.make(
        "charge",
        "ch",
        json!({
            "amount": intent["amount"], "amount_captured": intent["amount"],
            "amount_refunded": 0, "currency": intent["currency"], "customer": intent["customer"],
            "payment_intent": intent["id"], "payment_method": method["id"],
            "payment_method_details": details, "metadata": intent["metadata"], "status": status,
            "paid": status != "failed", "balance_transaction": null, "disputed": false,
        }),
    );
    books.change(&id(&intent), json!({ "latest_charge": charge["id"] }));
    charge
}

/// The money of the latest attempt is the practice's.
pub(super) fn settle(books: &mut Books, name: &str) -> Value {
    let intent = books.get(name).unwrap_or_default();
    let charge = books.get(intent["latest_charge"].as_str().unwrap_or_default());
    let charge = charge.unwrap_or_default();
    let amount = charge["amount"].as_i64().unwrap_or(0);
    let card = charge["payment_method_details"]["type"] == "card";
    let (kind, fee) = if card {
        ("charge", amount * 29 / 1000 + 30)
    } else {
        ("payment", (amount * 8 / 1000).min(500))
    };
    let line = line(books, kind, "charge", amount, fee, &charge);
    let settled = json!({ "status": "succeeded", "paid": true, "balance_transaction": line["id"] });
    books.change(&id(&charge), settled);
    let fields = json!({
        "status": "succeeded", "amount_received": amount, "last_payment_error": null,
    });
    let intent = books.change(name, fields);
    books.ring("payment_intent.succeeded", &intent);
    invoices::follow(books, name);
    intent
}

/// The bank refuses a debit that was on its way.
pub(super) fn fail(books: &mut Books, name: &str, code: &str) {
    let intent = books.get(name).unwrap_or_default();
    let charge = intent["latest_charge"].as_str().unwrap_or_default().to_owned();
    books.change(&charge, json!({ "status": "failed", "paid": false }));
    let error = json!({ "type": "card_error", "code": code, "message": "The debit failed." });
    refused(books, name, error);
}

/// A line of the balance.
pub(super) fn line(
    books: &mut Books,
    kind: &str,
    category: &str,
    amount: i64,
    fee: i64,
    source: &Value,
) -> Value {
    let fields = json!({
        "type": kind, "reporting_category": category, "amount": amount, "fee": fee,
        "net": amount - fee, "currency": source["currency"], "source": source["id"],
        "fee_details": [], "available_on": books.now, "status": "available",
        "balance_type": "payments",
    });
    books.make("balance_transaction", "txn", fields)
}
