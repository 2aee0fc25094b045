//! Which call is which at Xero.

use serde_json::{Value, json};

use super::{Books, DESCRIPTION, TENANT};
use crate::service::{Answer, Fault, Plays, Request};
use crate::specs::decoded;

/// Calls a minute and a day (developer.xero.com, limits).
const MINUTE: usize = 60;
pub(super) const DAY: usize = 5_000;
/// Seconds for which an answer is kept under its key.
const KEPT: i64 = 360;

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        self.calls.push(format!("{} {}", request.method, request.path));
        if request.path == "/connect/token" {
            return match fault {
                Some(Fault::Error) => stumbled(),
                Some(Fault::TooMany) => Answer { status: 429, ..stumbled() },
                _ => self.door.answer(request, self.now),
            };
        }
        self.hold(request);
        let answer = self.met(request, fault);
        if let Some(description) = DESCRIPTION.as_ref().filter(|_| answer.status < 500) {
            self.checked.answers += 1;
            let wrongs = description.answer(request, &answer);
            self.wrongs.extend(wrongs.into_iter().map(|wrong| format!("answered: {wrong}")));
        }
        answer
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn met(&self) -> usize {
        self.calls.len()
    }
}

/// An answer without the reason for it.
fn plain(status: u16, body: Value) -> Answer {
    Answer { status, body, heads: Vec::new() }
}

fn stumbled() -> Answer {
    plain(500, json!({ "Title": "An error occurred", "Status": 500 }))
}

/// As Xero's own answer to a token that has ended.
fn closed() -> Answer {
    plain(
        401,
        json!({ "Type": null, "Title": "Unauthorized", "Status": 401,
        "Detail": "AuthenticationUnsuccessful", "Instance": "1" }),
    )
}

/// By the description's example of a 400.
fn invalid(words: &str, element: &Value) -> Answer {
    let mut element = element.clone();
    element["ValidationErrors"] = json!([{ "Message": words }]);
    plain(
        400,
        json!({ "ErrorNumber": 10, "Type": "ValidationException",
        "Message": "A validation exception occurred", "Elements": [element] }),
    )
}

impl Books {
    /// Holds a request against the description.
    fn hold(&mut self, request: &Request) {
        let Some(description) = DESCRIPTION.as_ref() else { return };
        let second = self.checked.request("QUITTANCE_PRISM_XERO", request);
        let name = format!("{} {}", request.method, request.path);
        let wrongs = description.request(request).into_iter().chain(second);
        self.wrongs.extend(wrongs.map(|wrong| format!("{name}: {wrong}")));
    }

    fn met(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        if fault == Some(Fault::Unauthorised) {
            self.door.end_access();
        }
        if !self.door.is_open(request, self.now) {
            return closed();
        }
        let head = |name: &str| request.heads.get(name).cloned().unwrap_or_default();
        if head("accept") != "application/json" {
            self.wrongs.push(format!("{}: XML is the default", request.path));
        }
        if request.path.starts_with("/connections") {
            return self.connections(request);
        }
        if head("xero-tenant-id") != TENANT || !self.connected {
            return plain(
                403,
                json!({ "Title": "Forbidden", "Status": 403,
                "Detail": "AuthenticationUnsuccessful" }),
            );
        }
        match fault {
            Some(Fault::TooMany) => return too_many("minute", 1),
            Some(Fault::Conflict) => return closed(),
            _ => {}
        }
        if let Some(answer) = self.limited() {
            return answer;
        }
        let mut answer = self.once(request, &head("idempotency-key"), fault);
        answer.heads = vec![
            ("X-MinLimit-Remaining", (MINUTE - self.minute.1).to_string()),
            ("X-DayLimit-Remaining", (DAY - self.day.1).to_string()),
        ];
        answer
    }

    /// Counts a call in its windows; an answer where there are too many.
    fn limited(&mut self) -> Option<Answer> {
        let (minute, day) = (self.now / 60, self.now / 86_400);
        if self.minute.0 != minute {
            self.minute = (minute, 0);
        }
        if self.day.0 != day {
            self.day = (day, 0);
        }
        if self.day.1 >= DAY {
            return Some(too_many("day", 86_400 - self.now % 86_400));
        }
        if self.minute.1 >= MINUTE {
            return Some(too_many("minute", 60 - self.now % 60));
        }
        self.minute.1 += 1;
        self.day.1 += 1;
        None
    }

    /// Answers what was answered under a key before, errors too.
    fn once(&mut self, request: &Request, key: &str, fault: Option<Fault>) -> Answer {
        if request.method == "GET" {
            return if fault == Some(Fault::Error) { stumbled() } else { self.route(request) };
        }
        if key.is_empty() || key.len() > 128 {
            self.wrongs.push(format!("{}: a key of {} characters", request.path, key.len()));
        }
        let same = format!("{} {} {}", request.method, request.path, request.body);
        let kept = self.keys.get(key).filter(|(at, ..)| self.now - at < KEPT);
        if let Some((_, before, answer)) = kept {
            if *before == same {
                return answer.clone();
            }
            self.wrongs.push(format!("{}: the key of another request", request.path));
            return plain(400, json!({ "Message": "Idempotency key has been used before" }));
        }
        let answer = match fault {
            Some(Fault::Error) => stumbled(),
            Some(Fault::ErrorAfterDone) => {
                self.route(request);
                stumbled()
            }
            _ => self.route(request),
        };
        self.keys.insert(key.to_owned(), (self.now, same, answer.clone()));
        answer
    }

    fn connections(&mut self, request: &Request) -> Answer {
        if request.method == "DELETE" {
            self.connected = false;
            return plain(204, Value::Null);
        }
        let at = "2019-12-07T18:46:19.5165400";
        let one = json!({ "id": "c0000000-0000-4000-8000-000000000001", "tenantId": TENANT,
            "authEventId": "c0000000-0000-4000-8000-000000000002", "tenantType": "ORGANISATION",
            "tenantName": "Halloway Accounting", "createdDateUtc": at, "updatedDateUtc": at });
        let practice = json!({ "id": "c0000000-0000-4000-8000-000000000003",
            "tenantId": "c0000000-0000-4000-8000-000000000004", "tenantType": "PRACTICE",
            "tenantName": "Halloway", "createdDateUtc": at, "updatedDateUtc": at });
        let all = if self.connected { vec![practice, one] } else { vec![practice] };
        Answer::good(json!(all))
    }

    fn route(&mut self, request: &Request) -> Answer {
        let path = request.path.trim_start_matches("/api.xro/2.0/");
        let parts: Vec<String> = path.split('/').map(decoded).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["Organisation"]) => Answer::good(self.organisation()),
            ("GET", [list]) => match known(list) {
                Some(list) => Answer::good(self.listed(list, request)),
                None => plain(404, Value::Null),
            },
            ("PUT" | "POST", [list]) => match known(list) {
                Some(list) => self.elements(list, &body),
                None => plain(404, Value::Null),
            },
            ("GET", ["Invoices", id, "Attachments"]) => {
                let all = self.lists.get("Attachments").into_iter().flatten();
                let own: Vec<&Value> = all.filter(|one| one["of"] == *id).collect();
                Answer::good(json!({ "Attachments": own }))
            }
            ("PUT", ["Invoices", id, "Attachments", name]) => self.attached(request, id, name),
            ("PUT", ["CreditNotes", id, "Allocations"]) => {
                let given = body["Allocations"][0].clone();
                match self.allocate(id, &given) {
                    Ok(made) => Answer::good(json!({ "Allocations": [made] })),
                    Err(words) => invalid(&words, &given),
                }
            }
            ("POST", ["Payments", id]) => match self.unpay(id) {
                Ok(payment) => Answer::good(json!({ "Payments": [payment] })),
                Err(words) => invalid(&words, &json!({})),
            },
            ("POST", [list, _]) => match known(list) {
                Some(list) => {
                    let given = body[list][0].clone();
                    match self.element(list, &given) {
                        Ok(changed) => Answer::good(json!({ list: [changed] })),
                        Err(words) => invalid(&words, &given),
                    }
                }
                None => plain(404, Value::Null),
            },
            _ => plain(404, Value::Null),
        }
    }

    /// Each element by itself: a wrong in one leaves the others done (`summarizeErrors=false`).
    fn elements(&mut self, list: &'static str, body: &Value) -> Answer {
        let given = body[list].as_array().cloned().unwrap_or_default();
        if given.len() > 50 {
            self.wrongs.push(format!("{list}: more than 50 elements"));
        }
        let answers = given.iter().map(|given| match self.element(list, given) {
            Ok(made) => made,
            Err(words) => {
                let mut element = given.clone();
                element["HasErrors"] = json!(true);
                element["StatusAttributeString"] = json!("ERROR");
                element["ValidationErrors"] = json!([{ "Message": words }]);
                element
            }
        });
        let answers: Vec<Value> = answers.collect();
        Answer::good(json!({ list: answers }))
    }

    fn attached(&mut self, request: &Request, invoice: &str, name: &str) -> Answer {
        if self.with("Invoices", "InvoiceID", invoice).is_none() {
            return plain(404, Value::Null);
        }
        let length = request.heads.get("content-length").and_then(|text| text.parse::<u64>().ok());
        let fields = json!({ "FileName": name, "MimeType": request.heads.get("content-type"),
            "ContentLength": length, "of": invoice });
        // A file of the same name takes the place of the one before.
        let all = self.lists.entry("Attachments").or_default();
        all.retain(|one| one["of"] != invoice || one["FileName"] != name);
        let made = self.make("Attachments", fields);
        self.change("Invoices", invoice, json!({ "HasAttachments": true }));
        Answer::good(json!({ "Attachments": [made] }))
    }

    fn organisation(&self) -> Value {
        let mut own = json!({ "OrganisationID": TENANT, "Name": "Halloway Accounting",
            "BaseCurrency": "USD", "CountryCode": "US", "IsDemoCompany": true });
        if let Some(lock) = &self.period_lock {
            own["PeriodLockDate"] = json!(super::written(lock));
        }
        json!({ "Organisations": [own] })
    }
}

fn too_many(limit: &str, wait: i64) -> Answer {
    let mut answer = plain(429, json!({ "Title": "Too many requests", "Status": 429 }));
    answer.heads =
        vec![("Retry-After", wait.to_string()), ("X-Rate-Limit-Problem", limit.to_owned())];
    answer
}

fn known(list: &str) -> Option<&'static str> {
    const LISTS: [&str; 8] = [
        "Accounts",
        "TaxRates",
        "Contacts",
        "Items",
        "Invoices",
        "CreditNotes",
        "Payments",
        "BankTransactions",
    ];
    LISTS.into_iter().find(|one| *one == list)
}
