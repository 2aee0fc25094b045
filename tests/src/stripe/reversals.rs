//! Refunds, disputes, the balance and payouts.

use serde_json::{Value, json};

use super::books::{Books, id};
use super::intents::line;
use super::routes::Call;
use crate::service::Answer;

pub(super) fn act(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    let intent = |one: &Value| {
        form["payment_intent"].is_null() || one["payment_intent"] == form["payment_intent"]
    };
    match (call.method.as_str(), call.template.as_str()) {
        ("GET", "/v1/charges/{id}") => books.find("charge", call.name()),
        ("POST", "/v1/refunds") => refund(books, form),
        ("GET", "/v1/refunds") => books.list("refund", form, intent),
        (_, "/v1/refunds/{id}") => books.find("refund", call.name()),
        ("GET", "/v1/disputes") => books.list("dispute", form, intent),
        ("GET", "/v1/disputes/{id}") => books.find("dispute", call.name()),
        ("GET", "/v1/payouts") => {
            let since = form["arrival_date"]["gte"].as_i64().unwrap_or(0);
            books.list("payout", form, |one| one["arrival_date"].as_i64().unwrap_or(0) >= since)
        }
        ("GET", "/v1/payouts/{id}") => books.find("payout", call.name()),
        ("GET", "/v1/balance_transactions/{id}") => books.find("balance_transaction", call.name()),
        ("GET", "/v1/balance_transactions") => {
            let payout = form["payout"].as_str().unwrap_or_default();
            books.find("payout", payout)?;
            books.list("balance_transaction", form, |one| {
                books.paid_out.get(&id(one)).is_some_and(|into| into == payout)
            })
        }
        (method, template) => {
            books.wrongs.push(format!("{method} {template} is not played here"));
            Err(Answer::invalid("", "not played here"))
        }
    }
}

fn refund(books: &mut Books, form: &Value) -> Result<Value, Answer> {
    let name = form["payment_intent"].as_str().unwrap_or_default();
    let intent = books.find("payment_intent", name)?;
    let charge = books.find("charge", intent["latest_charge"].as_str().unwrap_or_default())?;
    if intent["status"] != "succeeded" {
        let message = "This PaymentIntent does not have a successful charge to refund.";
        return Err(Answer::invalid("charge_not_refundable", message));
    }
    if charge["disputed"] == true {
        let message = "This charge has been charged back and cannot be refunded.";
        return Err(Answer::invalid("charge_disputed", message));
    }
    let whole = charge["amount"].as_i64().unwrap_or(0);
    let before = charge["amount_refunded"].as_i64().unwrap_or(0);
    let amount = form["amount"].as_i64().unwrap_or(whole - before);
    if before == whole {
        return Err(Answer::invalid(
            "charge_already_refunded",
            "Charge has already been refunded.",
        ));
    }
    if before + amount > whole {
        let message = "Refund amount is greater than unrefunded amount on charge";
        return Err(Answer::invalid("invalid_charge_amount", message));
    }
    let card = charge["payment_method_details"]["type"] == "card";
    let refund = books.make(
        "refund",
        "re",
        json!({
            "amount": amount, "charge": charge["id"], "payment_intent": intent["id"],
            "currency": charge["currency"], "customer": charge["customer"],
            "metadata": form["metadata"], "reason": form["reason"],
            "status": if card { "succeeded" } else { "pending" },
        }),
    );
    let after = before + amount;
    let fields = json!({ "amount_refunded": after, "refunded": after == whole });
    let charge = books.change(&id(&charge), fields);
    let kind = if card { "refund" } else { "payment_refund" };
    line(books, kind, "refund", -amount, 0, &refund);
    books.ring("refund.created", &refund);
    books.ring("charge.refunded", &charge);
    Ok(refund)
}

/// The payer, or a bank, takes a charge back.
pub(super) fn dispute(books: &mut Books, intent: &str, reason: &str) {
    let intent = books.get(intent).unwrap_or_default();
    let charge = intent["latest_charge"].as_str().unwrap_or_default().to_owned();
    let charge = books.change(&charge, json!({ "disputed": true }));
    let card = charge["payment_method_details"]["type"] == "card";
    let due = if card { json!(books.now + 14 * 86_400) } else { Value::Null };
    let details = json!({
        "due_by": due, "enhanced_eligibility": {}, "has_evidence": false, "past_due": false,
        "submission_count": 0,
    });
    let mut fields = json!({
        "amount": charge["amount"], "charge": charge["id"], "currency": charge["currency"],
        "payment_intent": intent["id"], "reason": reason,
        "status": if card { "needs_response" } else { "lost" },
    });
    let mut kept = super::contract::example("dispute")["evidence_details"].clone();
    super::books::set(&mut kept, details);
    fields["evidence_details"] = kept;
    let dispute = books.make("dispute", "du", fields);
    let amount = charge["amount"].as_i64().unwrap_or(0);
    if card {
        line(books, "adjustment", "dispute", -amount, 1_500, &dispute);
    } else {
        line(books, "payment_failure_refund", "charge_failure", -amount, 400, &charge);
    }
    books.ring("charge.dispute.created", &dispute);
}

/// A bank decides a dispute.
pub(super) fn decide(books: &mut Books, intent: &str, won: bool) {
    let found = books.all("dispute").into_iter().find(|one| one["payment_intent"] == intent);
    let dispute = found.unwrap_or_default();
    let status = if won { "won" } else { "lost" };
    let dispute = books.change(&id(&dispute), json!({ "status": status }));
    if won {
        let amount = dispute["amount"].as_i64().unwrap_or(0);
        line(books, "adjustment", "dispute_reversal", amount, 0, &dispute);
    }
    books.ring("charge.dispute.closed", &dispute);
}

/// Pays the whole balance out, as it is done every day.
pub(super) fn pay_out(books: &mut Books) -> String {
    let all = books.all("balance_transaction");
    let open: Vec<Value> =
        all.into_iter().filter(|one| !books.paid_out.contains_key(&id(one))).collect();
    let net: i64 = open.iter().filter_map(|one| one["net"].as_i64()).sum();
    let currency = open.first().map_or(json!("usd"), |one| one["currency"].clone());
    let payout = books.make(
        "payout",
        "po",
        json!({
            "amount": net, "arrival_date": books.now, "automatic": true, "currency": currency,
            "reconciliation_status": "completed", "status": "paid",
            "trace_id": { "status": "supported", "value": "TRACE4711" },
        }),
    );
    let own = line(books, "payout", "payout", -net, 0, &payout);
    books.change(&id(&payout), json!({ "balance_transaction": own["id"] }));
    for one in open.iter().chain([&own]) {
        books.paid_out.insert(id(one), id(&payout));
    }
    books.ring("payout.paid", &payout);
    id(&payout)
}

/// The practice's bank sends a payout back.
pub(super) fn bounce(books: &mut Books, payout: &str) {
    let fields = json!({ "status": "failed", "failure_code": "account_closed" });
    let payout = books.change(payout, fields);
    let amount = payout["amount"].as_i64().unwrap_or(0);
    line(books, "payout_failure", "payout_reversal", amount, 0, &payout);
    books.ring("payout.failed", &payout);
}
