//! Which call is which at Karbon.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use super::{ACCESS, APPLICATION, Books, DESCRIPTION, PERSON};
use crate::service::{Answer, Fault, Plays, Request};
use crate::specs::{decoded, value};

/// Calls a minute that Karbon recommends at most (its description, rate limits).
const MINUTE: usize = 120;
/// Rows of a page (its description of each list).
const PAGE: usize = 100;

impl Plays for Books {
    fn answer(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        self.calls.push(format!("{} {}", request.method, decoded(&request.path)));
        if let Some(description) = DESCRIPTION.as_ref() {
            let second = self.checked.request("QUITTANCE_PRISM_KARBON", request);
            let name = format!("{} {}", request.method, request.path);
            let wrongs = description.request(request).into_iter().chain(second);
            self.wrongs.extend(wrongs.map(|wrong| format!("{name}: {wrong}")));
        }
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

fn answered(status: u16, body: Value) -> Answer {
    Answer { status, body, heads: Vec::new() }
}

/// By the examples of the description.
fn error(status: u16, code: &str, message: &str) -> Answer {
    answered(status, json!({ "error": { "code": code, "message": message } }))
}

fn stumbled() -> Answer {
    error(500, "5001", "Undefined error")
}

fn invalid(target: &str, message: &str) -> Answer {
    // The description's schema has a list here, and its examples what stands below.
    let details = json!({ "code": "InvalidProperty", "target": target, "message": message });
    let error = json!({ "code": "4003", "message": "Invalid Model.", "details": details });
    answered(400, json!({ "error": error }))
}

/// The value between quotes of `Name eq 'value'`, where that is what is asked.
fn asked<'a>(filter: &'a str, name: &str) -> Option<&'a str> {
    filter.strip_prefix(&format!("{name} eq '"))?.strip_suffix('\'')
}

impl Books {
    fn met(&mut self, request: &Request, fault: Option<Fault>) -> Answer {
        let head = |name: &str| request.heads.get(name).cloned().unwrap_or_default();
        let signed =
            head("authorization") == format!("Bearer {APPLICATION}") && head("accesskey") == ACCESS;
        if !signed || fault == Some(Fault::Unauthorised) {
            // It repeats what it was signed with, as no service should.
            let message = format!("{} {} not taken", head("authorization"), head("accesskey"));
            return answered(401, json!({ "statusCode": "401", "message": message }));
        }
        let minute = self.now / 60;
        if self.minute.0 != minute {
            self.minute = (minute, 0);
        }
        self.minute.1 += 1;
        if fault == Some(Fault::TooMany) || self.minute.1 > MINUTE {
            let message = "Rate limit is exceeded. Try again in 10 seconds.";
            let body = json!({ "statusCode": "429", "message": message });
            return Answer { heads: vec![("Retry-After", "10".to_owned())], ..answered(429, body) };
        }
        match fault {
            Some(Fault::Error) => return stumbled(),
            Some(Fault::Conflict) => return error(409, "4020", "It was changed meanwhile"),
            _ => {}
        }
        let answer = self.act(request);
        if fault == Some(Fault::ErrorAfterDone) { stumbled() } else { answer }
    }

    fn act(&mut self, request: &Request) -> Answer {
        let path = decoded(&request.path);
        let path = path.trim_start_matches("/v3/");
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        match (request.method.as_str(), path) {
            ("GET", "TenantSettings") => Answer::good(json!({ "TenantKey": self.tenant })),
            ("GET", "Users") => {
                let nora = json!({ "Id": "4LR9qmR5NQ6T", "Name": "Nora Bell",
                    "EmailAddress": PERSON });
                listed(request, vec![nora])
            }
            ("GET", "Organizations") => self.clients_like("Organization", request),
            ("GET", "Contacts") => self.clients_like("Contact", request),
            ("POST", "Organizations") => self.client_made("Organization", &body),
            ("POST", "Contacts") => self.client_made("Contact", &body),
            ("GET", "WorkItems") => {
                let filter = value(&request.query, "$filter");
                let client = asked(&filter, "ClientKey").unwrap_or_default();
                let own = self.work.iter().filter(|one| one["ClientKey"] == client);
                let told = own.map(|one| {
                    let mut one = one.clone();
                    // A list tells neither (its schema).
                    for left_out in ["Description", "FeeSettings"] {
                        one.as_object_mut().map(|one| one.remove(left_out));
                    }
                    one
                });
                listed(request, told.collect())
            }
            ("POST", "WorkItems") => self.work_made(body),
            ("POST", "Files") => self.file_made(&request.body),
            ("GET", path) => self.one(path, request),
            _ => error(404, "4002", "No HTTP resource was found"),
        }
    }

    fn one(&self, path: &str, request: &Request) -> Answer {
        let (list, rest) = path.split_once('/').unwrap_or((path, ""));
        let by = rest.split_once("UserDefinedIdentifier='").map(|(_, mark)| mark);
        let marked = by.and_then(|mark| mark.strip_suffix("')"));
        match (list, marked) {
            ("Organizations" | "Contacts", Some(mark)) => {
                let kind = list.trim_end_matches('s');
                let mut all = self.clients.iter().filter(|one| one["kind"] == kind);
                match all.find(|one| one["UserDefinedIdentifier"] == mark) {
                    Some(one) => Answer::good(one.clone()),
                    None => error(404, "4004", "None found for provided UserDefinedIdentifer"),
                }
            }
            ("WorkItems", _) => match self.work.iter().find(|one| one["WorkItemKey"] == rest) {
                Some(one) => Answer::good(one.clone()),
                None => error(404, "4004", "No Work Item found for provided key"),
            },
            ("FileList", _) => {
                let client = value(&request.query, "EntityKey");
                let own = self.files.iter().filter(|one| one["client"] == client.as_str());
                Answer::good(json!({ "EntityKey": client, "EntityType": rest,
                    "Attachments": own.collect::<Vec<_>>() }))
            }
            _ => error(404, "4002", "No HTTP resource was found"),
        }
    }

    fn key(&mut self, of: &str) -> String {
        self.counter += 1;
        format!("{of}{:08}", self.counter)
    }

    /// A client with its key and full name; the key.
    pub(super) fn add_client(&mut self, kind: &str, fields: &Value) -> String {
        let mut one = fields.clone();
        let key = self.key("c");
        one["kind"] = json!(kind);
        one["RestrictionLevel"] = json!("Public");
        one["@odata.context"] = json!("https://api.karbonhq.com/v3/$metadata");
        one["@odata.type"] = json!(format!("#KarbonService.{kind}DTO"));
        one[format!("{kind}Key")] = json!(key);
        if kind == "Contact" {
            let part = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
            one["FullName"] = json!(format!("{} {}", part("FirstName"), part("LastName")));
        }
        self.clients.push(one);
        key
    }

    fn client_made(&mut self, kind: &str, fields: &Value) -> Answer {
        let mark = &fields["UserDefinedIdentifier"];
        if !mark.is_null() && self.clients.iter().any(|one| one["UserDefinedIdentifier"] == *mark) {
            self.wrongs.push(format!("{kind} {mark} is made twice"));
        }
        self.add_client(kind, fields);
        answered(201, self.clients.last().cloned().unwrap_or_default())
    }

    fn clients_like(&self, kind: &str, request: &Request) -> Answer {
        let filter = value(&request.query, "$filter");
        let email = asked(&filter, "EmailAddress").unwrap_or_default();
        let at = DateTime::from_timestamp(self.now, 0).unwrap_or_default();
        let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let own = self.clients.iter().filter(|one| {
            one["kind"] == kind && one["BusinessCards"][0]["EmailAddresses"][0] == email
        });
        let told = own.map(|one| {
            let key = format!("{kind}Key");
            let own_key = one[&key].clone();
            json!({ "@odata.type": format!("#KarbonService.{kind}DTO"), key: own_key,
                "FullName": one["FullName"], "EmailAddress": email, "LastModifiedDateTime": at })
        });
        listed(request, told.collect())
    }

    fn work_made(&mut self, mut fields: Value) -> Answer {
        if fields["AssigneeEmailAddress"] != PERSON {
            return invalid("workItem.AssigneeEmailAddress", "Assignee Email Address is not valid");
        }
        let kind = fields["ClientType"].as_str().unwrap_or_default().to_owned();
        let own = format!("{kind}Key");
        if !self.clients.iter().any(|one| one[&own] == fields["ClientKey"]) {
            return invalid("workItem.ClientKey", "ClientKey is not a valid Contact Key");
        }
        fields["WorkItemKey"] = json!(self.key("w"));
        self.work.push(fields.clone());
        answered(201, fields)
    }

    /// A file beside a client; its parts are told apart as RFC 7578 has it.
    fn file_made(&mut self, body: &str) -> Answer {
        let edge = body.lines().next().unwrap_or_default();
        let part = |name: &str| {
            let named = format!("name=\"{name}\"");
            body.split(edge).find(|part| part.contains(&named)).map(str::to_owned)
        };
        let content = |part: &str| {
            let content = part.split_once("\r\n\r\n").map(|(_, content)| content);
            content.unwrap_or_default().trim_end_matches("\r\n").to_owned()
        };
        let owner = part("organization_keys").or_else(|| part("contact_keys"));
        let Some((owner, file)) = owner.zip(part("file")) else {
            return error(400, "4002", "A file needs what it belongs to");
        };
        let client = content(&owner);
        if !self
            .clients
            .iter()
            .any(|one| [&one["OrganizationKey"], &one["ContactKey"]].contains(&&json!(client)))
        {
            return error(404, "4004", "No organization exists with this key");
        }
        let name = file.split("filename=\"").nth(1).and_then(|rest| rest.split('"').next());
        let (name, size) = (name.unwrap_or_default(), content(&file).chars().count());
        let id = self.key("f");
        self.files.push(json!({ "client": client, "FileContextKey": id, "FileName": name,
            "FileSize": size, "MimeType": "application/pdf" }));
        answered(
            201,
            json!({ "Id": id, "Name": name, "MimeType": "application/pdf",
            "Size": size.to_string() }),
        )
    }
}

/// A page of a list, and the way to the next.
fn listed(request: &Request, all: Vec<Value>) -> Answer {
    let skip: usize = value(&request.query, "$skip").parse().unwrap_or_default();
    let mut body = json!({
        "@odata.context": "https://api.karbonhq.com/v3/$metadata", "@odata.count": all.len(),
        "value": all.iter().skip(skip).take(PAGE).collect::<Vec<_>>(),
    });
    if all.len() > skip + PAGE {
        let rest: Vec<&str> =
            request.query.split('&').filter(|pair| !pair.starts_with("%24skip")).collect();
        let place = format!("https://api.karbonhq.com{}?{}", request.path, rest.join("&"));
        body["@odata.nextLink"] = json!(format!("{place}&%24skip={}", skip + PAGE));
    }
    Answer::good(body)
}
