//! Karbon, as version 3 of its interface speaks (Karbon's own description, karbon-api-reference).
//!
//! Two keys sign every call: the application's, and the practice's own. Karbon keeps no keys of
//! acts, so whatever is made is looked up first, and an act whose answer was lost is never made
//! again here. Nothing there is changed or taken out.

use domain::ledgers::mark;
use domain::office::{Client, Entry, Found, Letter, Person, Put, Reason, Standing, Trouble, Work};
use domain::ports::{Office, Secret};
use domain::trouble::no;
use reqwest::Method;
use serde_json::{Value, json};

use crate::http::{Http, Lost, Outside, Reply, Request, Unfit, encoded};

mod find;

/// Where Karbon is.
const HOME: &str = "https://api.karbonhq.com";
/// The most characters that a key may have; an access key is a token of a few hundred.
const KEY_LENGTH: usize = 4_096;

/// The two keys as one entry of the keyring.
pub fn keys(application: &str, access: &str) -> Result<Secret, Trouble> {
    let [application, access] = [application, access].map(str::trim);
    let fits = |key: &str| {
        !key.is_empty()
            && key.len() <= KEY_LENGTH
            && key.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if !fits(application) || !fits(access) {
        let words = "copy both keys whole: Karbon shows them under Settings, Connected Apps";
        return Err(no(Reason::Keys, "", words));
    }
    Ok(Secret::new(json!({ "application": application, "access": access }).to_string()))
}

/// One practice's Karbon.
pub struct Karbon {
    http: Http,
    application: String,
    access: String,
}

impl Karbon {
    /// The practice whose keys these are, as [`keys`] wrote them. `instead` stands in for Karbon:
    /// one on this computer.
    pub fn new(keys: &Secret, instead: Option<&str>, outside: Outside) -> Result<Karbon, Unfit> {
        let kept: Value = serde_json::from_slice(keys.expose()).unwrap_or_default();
        let key = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
        let http = Http::new(HOME, instead, outside)?;
        Ok(Karbon { http, application: key("application"), access: key("access") })
    }

    /// Asks for something; nothing where it is not there.
    fn get(
        &self,
        purpose: &'static str,
        path: &str,
        query: &str,
    ) -> Result<Option<Value>, Trouble> {
        let request = self.request(Method::GET, purpose, path, query, None);
        let reply = match self.http.persist(&request, |_| false) {
            Ok(reply) if reply.status == 404 => return Ok(None),
            Ok(reply) => reply,
            // A question that nobody answered did nothing.
            Err(Lost::NotSent(words) | Lost::Unknown(words)) => {
                return Err(Trouble::NotSent(words));
            }
        };
        if !reply.is_good() {
            return Err(self.refused(&reply));
        }
        let said = serde_json::from_slice(&reply.body);
        said.map(Some).map_err(|_| Trouble::NotSent(strange(&reply)))
    }

    /// Makes something.
    fn post(
        &self,
        purpose: &'static str,
        path: &str,
        content: (String, Vec<u8>),
    ) -> Result<Value, Trouble> {
        let request = self.request(Method::POST, purpose, path, "", Some(content));
        let reply = match self.http.persist(&request, |_| false) {
            Ok(reply) => reply,
            Err(Lost::NotSent(words)) => return Err(Trouble::NotSent(words)),
            Err(Lost::Unknown(words)) => return Err(Trouble::Unknown(words)),
        };
        if reply.status >= 500 {
            let words = "Karbon answered with an error of its own, so it may have been done";
            return Err(Trouble::Unknown(format!("{words} ({})", reply.status)));
        }
        if !reply.is_good() {
            return Err(self.refused(&reply));
        }
        serde_json::from_slice(&reply.body).map_err(|_| Trouble::Unknown(strange(&reply)))
    }

    fn request(
        &self,
        method: Method,
        purpose: &'static str,
        path: &str,
        query: &str,
        body: Option<(String, Vec<u8>)>,
    ) -> Request {
        let headers = vec![
            ("authorization", format!("Bearer {}", self.application)),
            ("accesskey", self.access.clone()),
            ("accept", "application/json".to_owned()),
        ];
        let (path, query) = (format!("/v3/{path}"), query.to_owned());
        Request { method, path, query, headers, body, purpose }
    }

    fn refused(&self, reply: &Reply) -> Trouble {
        let said: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let error = &said["error"];
        let code = error["code"].as_str().unwrap_or_default();
        let details = [&error["details"]["message"], &error["details"][0]["message"]];
        let words = details.into_iter().chain([&error["message"]]).find_map(Value::as_str);
        let words = words.unwrap_or("it gave no reason").to_owned();
        let secrets = [self.application.as_str(), self.access.as_str()];
        let no = |reason, words: String| reply.no(reason, code, words, &secrets);
        match reply.status {
            401 => no(Reason::Keys, "Karbon does not take these keys".to_owned()),
            403 => no(Reason::Keys, format!("these keys may not do that in Karbon: {words}")),
            // A lost update (409) and too many calls (429) pass.
            409 | 429 | 500.. => {
                no(Reason::Busy, "Karbon is busy; it goes on by itself".to_owned())
            }
            _ => no(Reason::NotThis, format!("Karbon does not take it: {words}")),
        }
    }
}

fn strange(reply: &Reply) -> String {
    format!("what answered is not Karbon as we know it ({})", reply.status)
}

/// The office's own name of something: what it is there, and its key.
fn name(kind: &str, key: &Value) -> Result<String, Trouble> {
    let none = || Trouble::Unknown("Karbon answered without saying what became of it".to_owned());
    key.as_str().filter(|key| !key.is_empty()).map(|key| format!("{kind}/{key}")).ok_or_else(none)
}

/// The two parts of a client's name there.
fn parts(client: &str) -> (&str, &str) {
    client.split_once('/').unwrap_or(("Organization", client))
}

impl Office for Karbon {
    fn check(&self) -> Result<Standing, Trouble> {
        let strange = || Trouble::NotSent("what answers there is not Karbon".to_owned());
        let settings = self.get("see whose Karbon it is", "TenantSettings", "")?;
        let reference = settings.and_then(|said| said["TenantKey"].as_str().map(str::to_owned));
        let reference = reference.filter(|key| !key.is_empty()).ok_or_else(strange)?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let people = self.list("see who works there", "Users", "")?;
        let people = people
            .iter()
            .map(|one| Person { name: text(&one["Name"]), email: text(&one["EmailAddress"]) });
        Ok(Standing { reference, people: people.collect() })
    }

    fn find(&self, order: &Put) -> Result<Found, Trouble> {
        let mark = mark(&order.key);
        match &order.entry {
            Entry::Client(client) => self.find_client(client, &mark),
            Entry::Work(work) => self.find_work(work, &mark),
            Entry::Letter(letter) => self.find_letter(letter),
        }
    }

    fn make(&self, order: &Put) -> Result<String, Trouble> {
        match &order.entry {
            Entry::Client(client) => self.make_client(client, &mark(&order.key)),
            Entry::Work(work) => self.make_work(work),
            Entry::Letter(letter) => self.make_letter(letter, &mark(&order.key)),
        }
    }
}

fn json_of(value: &Value) -> (String, Vec<u8>) {
    ("application/json".to_owned(), value.to_string().into())
}

impl Karbon {
    fn make_client(&self, client: &Client, mark: &str) -> Result<String, Trouble> {
        let mut card = json!({ "IsPrimaryCard": true });
        if !client.email.is_empty() {
            card["EmailAddresses"] = json!([client.email]);
        }
        // Karbon takes numbers of 20 characters at most.
        if !client.phone.is_empty() && client.phone.chars().count() <= 20 {
            card["PhoneNumbers"] = json!([{ "Number": client.phone, "Label": "Work" }]);
        }
        let cards = json!([card]);
        let (purpose, kind) =
            ("add a client", if client.person { "Contact" } else { "Organization" });
        let fields = if client.person {
            let full = client.name.trim();
            let (first, last) = full.rsplit_once(' ').unwrap_or((full, full));
            json!({ "FirstName": first, "LastName": last, "UserDefinedIdentifier": mark,
                "BusinessCards": cards })
        } else {
            json!({ "FullName": client.name, "UserDefinedIdentifier": mark,
                "BusinessCards": cards })
        };
        let said = self.post(purpose, &format!("{kind}s"), json_of(&fields))?;
        name(kind, &said[format!("{kind}Key")])
    }

    fn make_work(&self, work: &Work) -> Result<String, Trouble> {
        let (kind, client) = parts(&work.client);
        let mut fields = json!({
            "AssigneeEmailAddress": work.assignee,
            "Title": work.title,
            "ClientKey": client,
            "ClientType": kind,
            "StartDate": format!("{}T00:00:00Z", work.starts_on),
            "Description": work.words,
        });
        if let Some(fee) = work.fee {
            let value: Value = serde_json::from_str(&fee.plain()).unwrap_or_default();
            fields["FeeSettings"] = json!({ "FeeType": "FixedFee", "FeeValue": value });
        }
        let said = self.post("add work", "WorkItems", json_of(&fields))?;
        name("WorkItem", &said["WorkItemKey"])
    }

    fn make_letter(&self, letter: &Letter, mark: &str) -> Result<String, Trouble> {
        let (kind, client) = parts(&letter.client);
        let field = if kind == "Contact" { "contact_keys" } else { "organization_keys" };
        let edge = format!("quittance-{mark}");
        let file = letter.name.replace(['"', '\r', '\n'], "");
        let mut body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{client}\r\n\
             --{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(&letter.bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let content = (format!("multipart/form-data; boundary={edge}"), body);
        let said = self.post("send a signed letter", "Files", content)?;
        name("File", &said["Id"])
    }
}
