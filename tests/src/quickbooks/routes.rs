//! Which call is which at QuickBooks.

use serde_json::{Value, json};

use super::rules::{Fault as Wrong, fault};
use super::{Books, DESCRIPTION, REALM, SCHEMAS};
use crate::service::{Answer, Fault, Plays, Request};
use crate::specs::value;

/// Calls a minute and company (developer.intuit.com, limits and throttles).
const MINUTE: usize = 500;

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        self.calls.push(format!("{} {}", request.method, request.path));
        match request.path.as_str() {
            "/oauth2/v1/tokens/bearer" => {
                return match fault {
                    Some(Fault::Error) => stumbled(),
                    _ => self.door.answer(request, self.now),
                };
            }
            "/v2/oauth2/tokens/revoke" => {
                self.revoked = true;
                self.door.revoke();
                return Answer::good(json!({}));
            }
            _ => {}
        }
        self.hold(request);
        let answer = self.met(request, fault);
        self.hold_answer(&answer.body);
        answer
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn met(&self) -> usize {
        self.calls.len()
    }
}

fn plain(status: u16, body: Value) -> Answer {
    Answer { status, body, heads: Vec::new() }
}

fn stumbled() -> Answer {
    let words = "An application error has occurred while processing your request";
    plain(
        500,
        json!({ "Fault": {
        "Error": [{ "Message": words, "Detail": words, "code": "10000" }], "type": "SystemFault",
    } }),
    )
}

/// The gateway's own way to say no, as Intuit recorded it.
fn closed() -> Answer {
    let words = "message=AuthenticationFailed; errorCode=003200; statusCode=401";
    let error = json!({ "message": words, "detail": "Token expired", "code": "3200",
        "element": null });
    plain(
        401,
        json!({ "warnings": null, "fault": { "error": [error],
        "type": "AUTHENTICATION" }, "time": 1_601_391_072_830_u64 }),
    )
}

/// By Intuit's mock: no Retry-After.
fn too_many() -> Answer {
    let words = "message=ThrottleExceeded; errorCode=003001; statusCode=429";
    plain(
        429,
        json!({ "Fault": { "Error": [{ "Message": words,
        "Detail": "The request limit was reached", "code": "3001" }], "type": "THROTTLING" } }),
    )
}

fn answered(outcome: Result<Value, Wrong>, kind: &str) -> Answer {
    match outcome {
        Ok(entity) => Answer::good(json!({ kind: entity, "time": "2026-11-23T14:00:00Z" })),
        Err(wrong) => plain(400, json!({ "Fault": fault(&wrong), "time": "2026-11-23T14:00:00Z" })),
    }
}

impl Books {
    /// Holds a request against the description, and each entity in it against its schema.
    fn hold(&mut self, request: &Request) {
        let Some(description) = DESCRIPTION.as_ref() else { return };
        let second = self.checked.request("QUITTANCE_PRISM_QUICKBOOKS", request);
        let name = format!("{} {}", request.method, request.path);
        let mut wrongs = description.request(request);
        wrongs.extend(second);
        if value(&request.query, "minorversion") != "75" {
            wrongs.push("no minor version".to_owned());
        }
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let items = body["BatchItemRequest"].as_array().cloned().unwrap_or_default();
        if items.len() > 30 {
            wrongs.push("more than 30 items".to_owned());
        }
        for item in &items {
            wrongs.extend(entities(item).flat_map(|(kind, one)| self.strict(kind, one)));
        }
        self.wrongs.extend(wrongs.into_iter().map(|wrong| format!("{name}: {wrong}")));
    }

    /// Holds each entity of an answer against its schema.
    fn hold_answer(&mut self, body: &Value) {
        if SCHEMAS.is_none() {
            return;
        }
        self.checked.answers += 1;
        let batch = body["BatchItemResponse"].as_array().cloned().unwrap_or_default();
        let mut wrongs: Vec<String> = Vec::new();
        for part in batch.iter().chain([body, &body["QueryResponse"]]) {
            for (kind, found) in entities(part) {
                let own = std::slice::from_ref(found);
                let all = found.as_array().map_or(own, Vec::as_slice);
                wrongs.extend(all.iter().flat_map(|one| self.strict(kind, one)));
            }
        }
        self.wrongs.extend(wrongs.into_iter().map(|wrong| format!("answered: {wrong}")));
    }

    fn strict(&self, kind: &str, entity: &Value) -> Vec<String> {
        SCHEMAS.as_ref().map(|schemas| schemas.check(kind, entity)).unwrap_or_default()
    }

    fn met(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        if fault == Some(Fault::Unauthorised) {
            self.door.end_access();
        }
        if !self.door.is_open(request, self.now) {
            return closed();
        }
        if self.minute.0 != self.now / 60 {
            self.minute = (self.now / 60, 0);
        }
        if self.minute.1 >= MINUTE || fault == Some(Fault::TooMany) {
            return too_many();
        }
        self.minute.1 += 1;
        let base = format!("/v3/company/{REALM}/");
        let Some(path) = request.path.strip_prefix(&base) else {
            return plain(403, closed().body);
        };
        if request.method == "GET" {
            return if fault == Some(Fault::Error) {
                stumbled()
            } else {
                self.asked(path, request)
            };
        }
        // The same id is answered alike, whatever became of it since (Intuit's blog, 2015-04-06;
        // breeze#4624).
        let key = value(&request.query, "requestid");
        if key.is_empty() || key.len() > 36 {
            self.wrongs.push(format!("{path}: a requestid of {} characters", key.len()));
        }
        if let Some(kept) = self.keys.get(&key) {
            return kept.clone();
        }
        let answer = match fault {
            Some(Fault::Error) => stumbled(),
            Some(Fault::ErrorAfterDone) => {
                self.act(path, request);
                stumbled()
            }
            _ => self.act(path, request),
        };
        self.keys.insert(key, answer.clone());
        answer
    }

    fn asked(&self, path: &str, request: &Request) -> Answer {
        let of = |name: &str| value(&request.query, name);
        if path == "query" {
            return answered(self.query(&of("query")), "QueryResponse");
        }
        if path == "cdc" {
            return Answer::good(self.changed(&of("entities"), &of("changedSince")));
        }
        if path == format!("companyinfo/{REALM}") {
            let own = json!({ "CompanyName": "Halloway Accounting", "Country": "US", "Id": "1",
                "SyncToken": "0" });
            return answered(Ok(own), "CompanyInfo");
        }
        plain(404, Value::Null)
    }

    fn changed(&self, entities: &str, since: &str) -> Value {
        let from = chrono::DateTime::parse_from_rfc3339(since).map(|at| at.timestamp());
        let from = from.unwrap_or(i64::MAX);
        let parts = entities.split(',').map(|kind| {
            let all = self.kinds.get(kind).into_iter().flatten();
            let at = |one: &Value| {
                let text = one["MetaData"]["LastUpdatedTime"].as_str().unwrap_or_default();
                chrono::DateTime::parse_from_rfc3339(text).map_or(0, |at| at.timestamp())
            };
            let mut met: Vec<Value> = all.filter(|one| at(one) >= from).cloned().collect();
            let gone = self.deleted.iter().filter(|(own, _, at)| own == kind && *at >= from);
            met.extend(gone.map(|(_, id, _)| {
                json!({ "domain": "QBO", "status": "Deleted", "Id": id,
                    "MetaData": { "LastUpdatedTime": self.instant() } })
            }));
            if met.is_empty() { json!({}) } else { json!({ kind: met }) }
        });
        json!({ "CDCResponse": [{ "QueryResponse": parts.collect::<Vec<_>>() }] })
    }

    fn act(&mut self, path: &str, request: &Request) -> Answer {
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        match (path, value(&request.query, "operation").as_str()) {
            ("batch", _) => {
                let items = body["BatchItemRequest"].as_array().cloned().unwrap_or_default();
                let said = items.iter().map(|item| self.item(item));
                let said: Vec<Value> = said.collect();
                Answer::good(json!({ "BatchItemResponse": said }))
            }
            ("upload", _) => self.uploaded(&request.body),
            (path, operation) => {
                const KINDS: [&str; 5] =
                    ["Invoice", "CreditMemo", "Payment", "Deposit", "Purchase"];
                let kind = KINDS.iter().find(|kind| kind.to_lowercase() == path);
                match (kind, operation) {
                    (Some(kind), "void") => answered(self.void(kind, &body), kind),
                    (Some(kind), "delete") => answered(self.delete(kind, &body), kind),
                    _ => plain(404, Value::Null),
                }
            }
        }
    }

    /// Items run in their order, and a wrong in one leaves the others done.
    fn item(&mut self, item: &Value) -> Value {
        let found = entities(item).next().map(|(kind, one)| (kind.to_owned(), one.clone()));
        let Some((kind, given)) = found else {
            return json!({ "bId": item["bId"], "Fault": fault(&super::rules::not_found()) });
        };
        let outcome = match item["operation"].as_str() {
            Some("update") => self.update(&kind, &given),
            _ => self.create(&kind, &given),
        };
        match outcome {
            Ok(entity) => json!({ "bId": item["bId"], kind: entity }),
            Err(wrong) => json!({ "bId": item["bId"], "Fault": fault(&wrong) }),
        }
    }

    /// A file with what is said of it, in two parts.
    fn uploaded(&mut self, body: &str) -> Answer {
        let about = body.split("\r\n\r\n").nth(1).and_then(|part| part.split("\r\n--").next());
        let about: Value =
            about.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        self.wrongs.extend(self.strict("Attachable", &about));
        let made = self.make("Attachable", about);
        Answer::good(json!({ "AttachableResponse": [{ "Attachable": made }] }))
    }
}

/// The entities of an object by their kinds.
fn entities(of: &Value) -> impl Iterator<Item = (&str, &Value)> {
    const KINDS: [&str; 13] = [
        "Customer",
        "Item",
        "Invoice",
        "CreditMemo",
        "Payment",
        "Deposit",
        "Purchase",
        "Account",
        "TaxCode",
        "TaxRate",
        "Attachable",
        "CompanyInfo",
        "Fault",
    ];
    let all = of.as_object().into_iter().flatten();
    all.filter(|(name, _)| KINDS.contains(&name.as_str())).map(|(name, one)| (name.as_str(), one))
}
