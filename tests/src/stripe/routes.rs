//! Which call is which, and what every call has in common: the key, the version, the permission,
//! the answer that is kept under an idempotency key.

use serde_json::{Value, json};

use super::books::{Books, KEY_SECONDS, Kept, id, texts};
use super::forms::tree;
use super::{KEY, contract, intents, invoices, pages, reversals};
use crate::service::{Answer, Fault, Plays, Request};

/// The version every call has to name.
const VERSION: &str = "2026-10-28.endive";

/// One call: where it goes, the names in its path, its parameters.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) template: String,
    pub(super) names: Vec<String>,
    pub(super) form: Value,
}

impl Call {
    /// The first name in the path.
    pub(super) fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        answer(self, request, fault)
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn met(&self) -> usize {
        self.calls.len()
    }
}

/// Answers one call.
fn answer(books: &mut Books, request: &Request, fault: Option<Fault>) -> Answer {
    let Some((template, names)) = contract::operation(&request.method, &request.path) else {
        books.wrongs.push(format!("{} {} is no call of Stripe's", request.method, request.path));
        return Answer::error(404, "invalid_request_error", "", "Unrecognized request URL");
    };
    books.calls.push(format!("{} {template}", request.method));
    let head = |name: &str| request.heads.get(name).map(String::as_str).unwrap_or_default();
    if head("authorization") != format!("Bearer {KEY}") {
        // Stripe shows the end of the key; this one repeats all of it, to see where it ends up.
        let message = format!("Invalid API Key provided: {}", head("authorization"));
        return Answer::error(401, "invalid_request_error", "", &message);
    }
    if head("stripe-version") != VERSION {
        books.wrongs.push(format!("{template}: version {}", head("stripe-version")));
    }
    if books.denied.contains(&template) {
        let message = "The provided key does not have the required permissions for this endpoint. \
                       Having another permission would allow this request to continue.";
        return Answer::error(403, "invalid_request_error", "", message);
    }
    match fault {
        Some(Fault::TooMany) => {
            let mut answer =
                Answer::error(429, "invalid_request_error", "rate_limit", "Too many requests");
            answer.heads.push(("Retry-After", "1".to_owned()));
            return answer;
        }
        Some(Fault::Conflict) => {
            let message = "There is currently another in-progress request using this key";
            return Answer::error(409, "idempotency_error", "idempotency_key_in_use", message);
        }
        _ => {}
    }
    let form = match parameters(request, &template) {
        Ok(form) => form,
        Err(wrong) => {
            books.wrongs.push(wrong.clone());
            return Answer::invalid("parameter_unknown", &wrong);
        }
    };
    let call = Call { method: request.method.clone(), template, names, form };
    if call.method != "POST" {
        return if fault == Some(Fault::Error) { stumbled() } else { done(books, &call) };
    }
    let key = head("idempotency-key").to_owned();
    if key.is_empty() || key.len() > 255 {
        books.wrongs.push(format!("{}: an act without a key", call.template));
    }
    keyed(books, &call, key, &request.path, fault)
}

/// An act under a key: done once a day (<https://docs.stripe.com/api/idempotent_requests>).
fn keyed(books: &mut Books, call: &Call, key: String, path: &str, fault: Option<Fault>) -> Answer {
    let asked = format!("{path} {}", call.form);
    let now = books.now;
    if let Some(kept) = books.kept.get(&key).filter(|kept| now - kept.at < KEY_SECONDS) {
        if kept.asked != asked {
            let message = "Keys for idempotent requests can only be used with the same parameters";
            return Answer::error(400, "idempotency_error", "", message);
        }
        let mut answer = kept.answer.clone();
        answer.heads.push(("Idempotent-Replayed", "true".to_owned()));
        return answer;
    }
    let answer = match fault {
        Some(Fault::Error) => stumbled(),
        Some(Fault::ErrorAfterDone) => {
            done(books, call);
            stumbled()
        }
        _ => done(books, call),
    };
    // What was refused before anything was begun is not kept.
    if answer.status == 200 || answer.status == 402 || answer.status >= 500 {
        books.kept.insert(key, Kept { at: now, asked, answer: answer.clone() });
    }
    answer
}

fn stumbled() -> Answer {
    Answer::error(500, "api_error", "", "An unknown error occurred")
}

fn parameters(request: &Request, template: &str) -> Result<Value, String> {
    if template == "/v1/account" {
        return Ok(json!({}));
    }
    let query = tree(&request.query)?;
    let query = contract::parameters(&request.method, template, "query", query)?;
    if request.method != "POST" {
        return Ok(query);
    }
    let kind = request.heads.get("content-type").map(String::as_str);
    if kind != Some("application/x-www-form-urlencoded") {
        return Err(format!("{template}: content of the kind {kind:?}"));
    }
    contract::parameters(&request.method, template, "body", tree(&request.body)?)
}

/// Does what a call asks for.
fn done(books: &mut Books, call: &Call) -> Answer {
    match act(books, call) {
        Ok(object) => Answer::good(books.shown(object, &call.form)),
        Err(answer) => answer,
    }
}

fn act(books: &mut Books, call: &Call) -> Result<Value, Answer> {
    let form = &call.form;
    let listed = |field: &'static str| {
        let wanted = form[field].clone();
        move |one: &Value| wanted.is_null() || one[field] == wanted
    };
    match (call.method.as_str(), call.template.as_str()) {
        ("GET", "/v1/account") => Ok(account()),
        ("POST", "/v1/customers") => {
            let fields = json!({
                "name": form["name"], "email": form["email"], "metadata": form["metadata"],
            });
            Ok(books.make("customer", "cus", fields))
        }
        ("GET", "/v1/customers") => books.list("customer", form, listed("email")),
        ("GET" | "POST", "/v1/customers/{id}") => books.find("customer", call.name()),
        ("GET", "/v1/customers/{id}/payment_methods") => {
            books.find("customer", call.name())?;
            books.list("payment_method", form, |one| one["customer"] == call.name())
        }
        ("GET", "/v1/payment_methods/{id}") => books.find("payment_method", call.name()),
        ("POST", "/v1/payment_methods/{id}/detach") => {
            let method = books.find("payment_method", call.name())?;
            let method = books.change(&id(&method), json!({ "customer": null }));
            books.ring("payment_method.detached", &method);
            Ok(method)
        }
        ("GET", "/v1/setup_intents/{id}") => books.find("setup_intent", call.name()),
        ("GET", "/v1/mandates/{id}") => books.find("mandate", call.name()),
        ("GET", "/v1/events") => {
            let kinds = texts(&form["types"]);
            let wanted = move |one: &Value| {
                kinds.is_empty() || kinds.iter().any(|kind| one["type"] == kind.as_str())
            };
            books.list("event", form, wanted)
        }
        ("GET", "/v1/events/{id}") => books.find("event", call.name()),
        (_, template) if template.starts_with("/v1/payment_intents") => intents::act(books, call),
        (_, template) if template.starts_with("/v1/invoice") => invoices::act(books, call),
        (_, "/v1/billing_portal/sessions") => pages::portal(books, form),
        (_, template) if template.starts_with("/v1/checkout") => pages::act(books, call),
        (_, template) if template.starts_with("/v1/payment_links") => pages::links(books, call),
        _ => reversals::act(books, call),
    }
}

fn account() -> Value {
    json!({
        "id": "acct_1canary",
        "object": "account",
        "business_profile": { "name": "Nora Bell Accounting" },
    })
}
