//! Which call is which at GoCardless.

use serde_json::{Value, json};

use super::{Books, TOKEN, rules};
use crate::service::{Answer, Fault, Plays, Request};

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        self.calls.push(format!("{} {}", request.method, request.path));
        let head = |name: &str| request.heads.get(name).map(String::as_str).unwrap_or_default();
        if head("authorization") != format!("Bearer {TOKEN}") {
            return error(401, "invalid_api_usage", "access_token_invalid", head("authorization"));
        }
        if head("gocardless-version") != "2015-07-06" {
            self.wrongs.push(format!("{}: no version", request.path));
        }
        let parts: Vec<&str> = request.path.trim_start_matches('/').split('/').collect();
        let acts = request.method == "POST";
        if acts && self.denied.contains("POST") {
            let message = "Token does not have the required permissions";
            return error(403, "invalid_api_usage", "insufficient_permissions", message);
        }
        match fault {
            Some(Fault::TooMany) => {
                let mut answer = error(429, "invalid_api_usage", "rate_limit_exceeded", "Slow");
                answer.heads.push(("Retry-After", "1".to_owned()));
                return answer;
            }
            Some(Fault::Conflict) => return error(409, "invalid_state", "", "Conflict"),
            Some(Fault::Error) => return stumbled(),
            _ => {}
        }
        let outcome = self.act(request, &parts, head("idempotency-key"));
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

/// An error as GoCardless writes it.
fn error(status: u16, kind: &str, reason: &str, message: &str) -> Answer {
    let detail = json!({ "reason": reason, "message": message });
    let body = json!({ "error": {
        "message": message, "type": kind, "code": status, "request_id": "", "errors": [detail],
    } });
    Answer { status, body, heads: Vec::new() }
}

fn stumbled() -> Answer {
    error(500, "gocardless", "internal_error", "Internal error")
}

fn state(reason: &str) -> Answer {
    error(422, "invalid_state", reason, &format!("This cannot be done: {reason}"))
}

impl Books {
    fn act(&mut self, request: &Request, parts: &[&str], key: &str) -> Result<Value, Answer> {
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        match (request.method.as_str(), parts) {
            ("GET", ["creditors"]) => Ok(json!({
                "creditors": [{
                    "id": "CR01", "name": "Nora Bell Accounting", "created_at": self.instant(),
                    "verification_status": self.verified(),
                    "scheme_identifiers": [{ "scheme": "ach" }, { "scheme": "bacs" }],
                }],
                "meta": { "cursors": { "before": null, "after": null }, "limit": 500 },
            })),
            ("GET", [kind]) => self.list(kind, &request.query),
            ("GET", [kind, name]) => Ok(json!({ *kind: self.found(kind, name)? })),
            ("POST", [kind]) => {
                if key.is_empty() {
                    self.wrongs.push(format!("{kind}: made without a key"));
                }
                self.once(kind, &body[*kind], key)
            }
            ("POST", [kind, name, "actions", action]) => {
                let object = self.found(kind, name)?;
                Ok(json!({ *kind: self.action(kind, &object, action)? }))
            }
            _ => {
                self.wrongs.push(format!("{} is no call of GoCardless's", request.path));
                Err(error(404, "invalid_api_usage", "resource_not_found", "No such path"))
            }
        }
    }

    fn verified(&self) -> &'static str {
        if self.denied.contains("verification") { "action_required" } else { "successful" }
    }

    fn found(&self, kind: &str, name: &str) -> Result<Value, Answer> {
        let missing =
            || error(404, "invalid_api_usage", "resource_not_found", "Resource not found");
        self.get(kind, name).ok_or_else(missing)
    }

    /// Makes an object; a key that was used names what was made.
    fn once(&mut self, kind: &str, fields: &Value, key: &str) -> Result<Value, Answer> {
        if let Some(made) = self.keys.get(key) {
            let mut answer =
                error(409, "invalid_state", "idempotent_creation_conflict", "Already created");
            answer.body["error"]["errors"][0]["links"] = json!({ "conflicting_resource_id": made });
            return Err(answer);
        }
        if let Err(wrong) = rules::made(kind, fields) {
            self.wrongs.push(wrong.clone());
            return Err(error(422, "validation_failed", "", &wrong));
        }
        let made = self.created(kind, fields)?;
        let name = made["id"].as_str().unwrap_or_default().to_owned();
        self.keys.insert(key.to_owned(), name);
        Ok(json!({ kind: made }))
    }

    fn created(&mut self, kind: &str, fields: &Value) -> Result<Value, Answer> {
        let link = |name: &str| fields["links"][name].as_str().unwrap_or_default().to_owned();
        match kind {
            "billing_requests" => {
                let mut fields = fields.clone();
                if fields["links"]["customer"].is_null() {
                    let customer = self.make("customers", "CU", json!({}));
                    fields["links"] = json!({ "customer": customer["id"] });
                }
                fields["status"] = json!("pending");
                fields["mandate_request"]["links"] = json!({});
                Ok(self.make(kind, "BRQ", fields))
            }
            "billing_request_flows" => {
                let request = self.found("billing_requests", &link("billing_request"))?;
                let url = format!("https://pay-sandbox.gocardless.com/billing/{}", request["id"]);
                let mut fields = fields.clone();
                fields["authorisation_url"] = json!(url.replace('"', ""));
                fields["expires_at"] = json!(format!("{}T14:00:00.000Z", self.day(7)));
                Ok(self.make(kind, "BRF", fields))
            }
            "payments" => {
                let mandate = self.found("mandates", &link("mandate"))?;
                if !["pending_submission", "submitted", "active"]
                    .iter()
                    .any(|s| mandate["status"] == *s)
                {
                    return Err(state("mandate_is_inactive"));
                }
                let first = mandate["next_possible_charge_date"].as_str().unwrap_or_default();
                let day = fields["charge_date"].as_str().unwrap_or(first);
                if day < first {
                    return Err(state("charge_date_before_next_possible_charge_date"));
                }
                let mut made = fields.clone();
                made["charge_date"] = json!(day);
                made["status"] = json!("pending_submission");
                made["amount_refunded"] = json!(0);
                let payment = self.make(kind, "PM", made);
                self.ring("payments", "created", json!({ "payment": payment["id"] }), "created");
                Ok(payment)
            }
            _ => self.refund(fields, &link("payment")),
        }
    }

    fn refund(&mut self, fields: &Value, payment: &str) -> Result<Value, Answer> {
        let payment = self.found("payments", payment)?;
        if payment["status"] != "confirmed" && payment["status"] != "paid_out" {
            return Err(state("refund_payment_invalid_state"));
        }
        let before = payment["amount_refunded"].as_i64().unwrap_or(0);
        let total = before + fields["amount"].as_i64().unwrap_or(0);
        if fields["total_amount_confirmation"] != total || payment["amount"].as_i64() < Some(total)
        {
            let reason = "total_amount_confirmation_invalid";
            return Err(error(422, "validation_failed", reason, "The total is another"));
        }
        let name = payment["id"].as_str().unwrap_or_default().to_owned();
        self.change("payments", &name, json!({ "amount_refunded": total }));
        let mut made = fields.clone();
        made["status"] = json!("submitted");
        let refund = self.make("refunds", "RF", made);
        let links = json!({ "refund": refund["id"], "payment": name });
        self.ring("refunds", "created", links, "created");
        Ok(refund)
    }

    fn action(&mut self, kind: &str, object: &Value, action: &str) -> Result<Value, Answer> {
        let name = object["id"].as_str().unwrap_or_default();
        let status = object["status"].as_str().unwrap_or_default();
        let (from, to, reason, event): (&[&str], _, _, _) = match (kind, action) {
            ("payments", "cancel") => {
                (&["pending_submission"], "cancelled", "cancellation_failed", "cancelled")
            }
            // At most three times.
            ("payments", "retry") if object["retries"].as_i64().unwrap_or(0) < 3 => {
                let event = "resubmission_requested";
                (&["failed"], "pending_submission", "retry_failed", event)
            }
            ("payments", "retry") => (&[], "", "payment_retry_limit_exceeded", ""),
            ("mandates", "cancel") => {
                let good: &[&str] = &["pending_submission", "submitted", "active"];
                (good, "cancelled", "cancellation_failed", "cancelled")
            }
            ("billing_requests", "cancel") => {
                (&["pending"], "cancelled", "cancellation_failed", "cancelled")
            }
            _ => (&[], "", "unknown_action", ""),
        };
        if !from.contains(&status) {
            return Err(state(reason));
        }
        let mut fields = json!({ "status": to });
        if action == "retry" {
            fields["retries"] = json!(object["retries"].as_i64().unwrap_or(0) + 1);
            fields["charge_date"] = json!(self.day(2));
        }
        if kind == "mandates" {
            fields["next_possible_charge_date"] = Value::Null;
        }
        let changed = self.change(kind, name, fields);
        let links = json!({ kind.trim_end_matches('s'): name });
        self.ring(kind, event, links, event);
        Ok(changed)
    }

    /// A list, newest first, two hundred at a time however many are asked for.
    fn list(&mut self, kind: &str, query: &str) -> Result<Value, Answer> {
        let plain = |text: &str| {
            text.replace("%5B", "[").replace("%5D", "]").replace("%3A", ":").replace("%2B", "+")
        };
        let query: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (plain(name), plain(value)))
            .collect();
        if let Err(wrong) = rules::asked(kind, &query) {
            self.wrongs.push(wrong.clone());
            return Err(error(400, "invalid_api_usage", "", &wrong));
        }
        let mut all = self.kinds.get(kind).cloned().unwrap_or_default();
        if kind == "events" && self.disorder {
            all.extend(all.clone());
        } else {
            all.reverse();
        }
        let mut after = 0;
        for (name, value) in &query {
            match name.as_str() {
                "after" => after = value.parse().unwrap_or(0),
                "limit" => {}
                "created_at[gte]" => {
                    let from = value.trim_end_matches('Z').to_owned();
                    all.retain(|one| one["created_at"].as_str().is_some_and(|at| *at >= *from));
                }
                "customer" => {
                    let of = |one: &Value| {
                        let mandate = one["links"]["mandate"].as_str().unwrap_or_default();
                        self.get("mandates", mandate).unwrap_or_default()["links"]["customer"]
                            .clone()
                    };
                    all.retain(|one| of(one) == value.as_str());
                }
                name => all.retain(|one| one["links"][name] == value.as_str()),
            }
        }
        let rest = all.len().saturating_sub(after + 200);
        let next = (rest > 0).then(|| (after + 200).to_string());
        let page: Vec<Value> = all.into_iter().skip(after).take(200).collect();
        let cursors = json!({ "before": null, "after": next });
        Ok(json!({ kind: page, "meta": { "cursors": cursors, "limit": 500 } }))
    }
}
