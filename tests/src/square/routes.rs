//! Which call is which at Square.

use serde_json::{Value, json};

use super::{BARE, Books, rules, text};
use crate::service::{Answer, Fault, Plays, Request};

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        self.calls.push(format!("{} {}", request.method, request.path));
        let head = |name: &str| request.heads.get(name).map(String::as_str).unwrap_or_default();
        if head("authorization") != format!("Bearer {BARE}") {
            return error(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", head("authorization"));
        }
        if head("square-version") != "2026-09-16" {
            self.wrongs.push(format!("{}: no version", request.path));
        }
        match fault {
            Some(Fault::TooMany) => {
                let mut answer = error(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "Slow");
                answer.heads.push(("Retry-After", "1".to_owned()));
                return answer;
            }
            Some(Fault::Conflict) => {
                return error(409, "INVALID_REQUEST_ERROR", "CONFLICT", "Conflict");
            }
            Some(Fault::Error) => return stumbled(),
            _ => {}
        }
        let outcome = self.act(request);
        match (outcome, fault) {
            (_, Some(Fault::ErrorAfterDone)) => stumbled(),
            (Ok(body), _) => Answer::good(body),
            (Err(answer), _) => answer,
        }
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn met(&self) -> usize {
        self.calls.len()
    }
}

/// An error as Square writes it.
pub(super) fn error(status: u16, category: &str, code: &str, detail: &str) -> Answer {
    let problem = json!({ "category": category, "code": code, "detail": detail });
    Answer { status, body: json!({ "errors": [problem] }), heads: Vec::new() }
}

/// A request that cannot be done.
pub(super) fn bad(code: &str, detail: &str) -> Answer {
    error(400, "INVALID_REQUEST_ERROR", code, detail)
}

fn stumbled() -> Answer {
    error(500, "API_ERROR", "INTERNAL_SERVER_ERROR", "An internal error has occurred")
}

impl Books {
    fn act(&mut self, request: &Request) -> Result<Value, Answer> {
        let asked = fields(request);
        if let Some(wrong) = rules::wrong(&request.method, &request.path, &asked) {
            self.wrongs.push(wrong.clone());
            return Err(bad("BAD_REQUEST", &wrong));
        }
        let parts: Vec<&str> = request.path.trim_start_matches('/').split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            ("POST", ["oauth2", "token-status"]) => Ok(json!({ "scopes": self.scopes() })),
            ("GET", [_, "locations", _]) => Ok(json!({ "location": self.place() })),
            ("PUT", [_, "events", "enable"]) => {
                self.listens = true;
                Ok(json!({}))
            }
            ("GET", [_, "payouts", payout, _]) => {
                let mut all = self.all("payout_entries");
                all.retain(|one| one["payout_id"] == *payout);
                Ok(page("payout_entries", all, &asked))
            }
            ("GET", [_, kind]) => Ok(self.list(kind, &asked)),
            ("GET", [_, kind, name]) => {
                let one = self.found(kind, name)?;
                Ok(json!({ kind.trim_end_matches('s'): one }))
            }
            ("POST", [_, "events"]) => Ok(self.search("events", &asked)),
            ("POST", [_, kind, "search"]) => Ok(self.search(kind, &asked)),
            ("POST", [_, "cards", name, "disable"]) => {
                self.found("cards", name)?;
                let card = self.change("cards", name, json!({ "enabled": false }));
                self.ring("card.disabled", &card);
                Ok(json!({ "card": card }))
            }
            ("DELETE", [_, "invoices", name]) => self.delete(name, &asked),
            ("PUT", [_, "orders", name]) => self.change_order(name, &asked["order"]),
            ("POST", [_, "invoices", name, "cancel"]) => self.cancel(name, &asked),
            ("POST", _) => self.once(&request.path, &parts, &asked),
            _ => Err(error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "No such path")),
        }
    }

    fn scopes(&self) -> Vec<String> {
        let kinds = ["CUSTOMERS", "ORDERS", "PAYMENTS", "INVOICES", "DISPUTES", "PAYOUTS"];
        let all = kinds.iter().flat_map(|kind| [format!("{kind}_READ"), format!("{kind}_WRITE")]);
        let all = all.chain(["MERCHANT_PROFILE_READ".to_owned()]);
        all.filter(|scope| !self.denied.contains(scope)).collect()
    }

    pub(super) fn found(&self, kind: &str, name: &str) -> Result<Value, Answer> {
        let missing = || error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "Resource not found");
        self.get(kind, name).ok_or_else(missing)
    }

    /// Does something once for each key: the same again is answered as before, and another thing
    /// under the same key is refused
    /// (<https://developer.squareup.com/docs/build-basics/common-api-patterns/idempotency>).
    fn once(&mut self, path: &str, parts: &[&str], asked: &Value) -> Result<Value, Answer> {
        let key = format!("{path} {}", text(&asked["idempotency_key"]));
        if let Some((before, answer)) = self.keys.get(&key) {
            if before != asked {
                let detail = "The idempotency key was used with other parameters";
                return Err(bad("IDEMPOTENCY_KEY_REUSED", detail));
            }
            return match answer["refused"].as_u64() {
                Some(status) => Err(Answer {
                    status: u16::try_from(status).unwrap_or(400),
                    body: answer["body"].clone(),
                    heads: Vec::new(),
                }),
                None => Ok(answer.clone()),
            };
        }
        let outcome = match parts {
            [_, "invoices", name, "publish"] => self.publish(name, asked),
            [_, kind] => self.created(kind, asked),
            _ => Err(error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "No such path")),
        };
        let kept = match &outcome {
            Ok(body) => Some(body.clone()),
            // A card that was refused is refused again under the same key; what could not be
            // understood is not kept.
            Err(answer) if answer.body["errors"][0]["category"] == "PAYMENT_METHOD_ERROR" => {
                Some(json!({ "refused": answer.status, "body": answer.body }))
            }
            Err(_) => None,
        };
        if let Some(kept) = kept {
            self.keys.insert(key, (asked.clone(), kept));
        }
        outcome
    }

    fn list(&self, kind: &str, asked: &Value) -> Value {
        let mut all = self.all(kind);
        // https://developer.squareup.com/reference/square/payments-api/list-payments: "Results
        // are eventually consistent, and new payments or changes to payments might take several
        // seconds to appear."
        if kind == "payments" && self.lags {
            all.clear();
        }
        if let Some(payer) = asked["customer_id"].as_str() {
            all.retain(|one| one["customer_id"] == payer);
        }
        if kind == "cards" {
            all.retain(|one| one["enabled"] == true);
        }
        if let Some(from) = asked["begin_time"].as_str() {
            let from = from.trim_end_matches('Z').to_owned();
            all.retain(|one| one["created_at"].as_str().is_some_and(|at| *at >= *from));
        }
        page(kind, all, asked)
    }

    fn search(&self, kind: &str, asked: &Value) -> Value {
        let filter = &asked["query"]["filter"];
        let mut all = self.all(kind);
        if let Some(mark) = filter["reference_id"]["exact"].as_str() {
            all.retain(|one| one["reference_id"] == mark);
        }
        if let Some(payer) = filter["customer_filter"]["customer_ids"][0].as_str() {
            all.retain(|one| one["customer_id"] == payer);
        }
        if let Some(payer) = filter["customer_ids"][0].as_str() {
            all.retain(|one| one["primary_recipient"]["customer_id"] == payer);
        }
        let from = filter["created_at"]["start_at"]
            .as_str()
            .or(filter["date_time_filter"]["created_at"]["start_at"].as_str());
        if let Some(from) = from {
            let from = from.trim_end_matches('Z').to_owned();
            all.retain(|one| one["created_at"].as_str().is_some_and(|at| *at >= *from));
        }
        if let Some(kinds) = filter["event_types"].as_array() {
            all.retain(|one| kinds.contains(&one["type"]));
        }
        if asked["query"]["sort"]["sort_order"] == "DESC" {
            all.reverse();
        }
        page(kind, all, asked)
    }
}

/// Sixty things at a time, however many are asked for; an empty list is left out.
fn page(kind: &str, all: Vec<Value>, asked: &Value) -> Value {
    let after: usize = asked["cursor"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0);
    let rest = all.len().saturating_sub(after + 60);
    let rows: Vec<Value> = all.into_iter().skip(after).take(60).collect();
    let mut answer = json!({});
    if !rows.is_empty() {
        answer[kind] = json!(rows);
    }
    if rest > 0 {
        answer["cursor"] = json!((after + 60).to_string());
    }
    answer
}

/// What a request holds, in its body or in its query.
fn fields(request: &Request) -> Value {
    if !request.body.is_empty() {
        return serde_json::from_str(&request.body).unwrap_or_default();
    }
    let plain = |text: &str| text.replace("%3A", ":").replace("%2B", "+");
    let mut fields = json!({});
    for (name, value) in request.query.split('&').filter_map(|pair| pair.split_once('=')) {
        fields[name] = json!(plain(value));
    }
    fields
}
