//! One call to Xero: its head, the way to the next page, and what its failure means.

use chrono::{DateTime, Utc};
use domain::ledgers::{Reason, Trouble};
use reqwest::Method;
use serde_json::Value;

use super::super::read::{rows, text};
use super::super::{act_key, shut};
use super::Xero;
use crate::http::{Lost, Reply, Request, encoded};

/// Where the accounting calls are.
const BASE: &str = "/api.xro/2.0";
/// The most pages of one list that are read.
const PAGES: usize = 1_000;
/// Rows of a page.
const PAGE_SIZE: usize = 100;

impl Xero {
    /// Asks for something whole.
    pub(super) fn get(&self, purpose: &'static str, path: &str) -> Result<Value, Trouble> {
        let reply = self.send(self.question(Method::GET, purpose, format!("{BASE}{path}")))?;
        parsed(&reply).ok_or_else(|| Trouble::NotSent(strange(&reply)))
    }

    /// Asks who may be spoken with; the one question that names no organisation.
    pub(super) fn connections(&self) -> Result<Vec<Value>, Trouble> {
        let path = "/connections".to_owned();
        let reply = self.send(self.question(Method::GET, "see who is connected", path))?;
        let all = parsed(&reply).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
        Ok(rows(&all).to_vec())
    }

    /// Ends a connection.
    pub(super) fn end(&self, connection: &str) -> Result<(), Trouble> {
        let path = format!("/connections/{}", encoded(connection));
        self.send(self.question(Method::DELETE, "disconnect", path)).map(drop)
    }

    /// Asks for what fits, whole and not by pages.
    pub(super) fn list(
        &self,
        purpose: &'static str,
        kind: &str,
        query: &[(&str, String)],
    ) -> Result<Vec<Value>, Trouble> {
        let mut request = self.question(Method::GET, purpose, format!("{BASE}/{kind}"));
        request.query = written(query);
        let reply = self.send(request)?;
        let all = parsed(&reply).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
        Ok(rows(&all[kind]).to_vec())
    }

    /// Asks for a list to its end, page by page; from an instant on, what changed since.
    pub(super) fn pages(
        &self,
        purpose: &'static str,
        kind: &str,
        query: &[(&str, String)],
        since: Option<DateTime<Utc>>,
    ) -> Result<Vec<Value>, Trouble> {
        let mut all = Vec::new();
        for page in 1..=PAGES {
            let mut pairs = query.to_vec();
            pairs.push(("page", page.to_string()));
            pairs.push(("pageSize", PAGE_SIZE.to_string()));
            let mut request = self.question(Method::GET, purpose, format!("{BASE}/{kind}"));
            request.query = written(&pairs);
            if let Some(since) = since {
                let since = since.format("%Y-%m-%dT%H:%M:%SZ").to_string();
                request.headers.push(("if-modified-since", since));
            }
            let reply = self.send(request)?;
            if reply.status == 304 {
                return Ok(all);
            }
            let met = parsed(&reply).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
            let count = rows(&met[kind]).len();
            all.extend(rows(&met[kind]).iter().cloned());
            if count < PAGE_SIZE {
                return Ok(all);
            }
        }
        Err(Trouble::NotSent("Xero's list does not end".to_owned()))
    }

    /// Does something. An answer that was lost is asked for again under the same key, which Xero
    /// keeps for about six minutes, so that the act is done once. `salt` tells acts of the same
    /// content apart.
    pub(super) fn act(
        &self,
        purpose: &'static str,
        method: Method,
        path: &str,
        query: &str,
        content: (&str, Vec<u8>),
        salt: &str,
    ) -> Result<Value, Trouble> {
        let mut request = self.question(method, purpose, format!("{BASE}{path}"));
        request.query = query.to_owned();
        let at = self.http.world().now().timestamp();
        let key = act_key(at, &[&self.tenant, &request.path, salt], &content.1);
        request.headers.push(("idempotency-key", key));
        request.body = Some((content.0.to_owned(), content.1));
        let reply = match self.send(request.clone()) {
            Err(Trouble::Unknown(_)) => self.send(request)?,
            other => other?,
        };
        parsed(&reply).ok_or_else(|| Trouble::Unknown(strange(&reply)))
    }

    fn question(&self, method: Method, purpose: &'static str, path: String) -> Request {
        let headers = vec![("accept", "application/json".to_owned())];
        Request { method, path, query: String::new(), headers, body: None, purpose }
    }

    /// A good answer; access that ended early is got anew once.
    fn send(&self, mut request: Request) -> Result<Reply, Trouble> {
        let acts = request.method != Method::GET;
        if request.path.starts_with(BASE) {
            request.headers.push(("xero-tenant-id", self.tenant.clone()));
        }
        let mut token = self.tokens.access().map_err(shut)?;
        let mut outcome = self.spoken(&request, &token);
        if outcome.as_ref().is_ok_and(|reply| reply.status == 401) {
            token = self.tokens.renewed().map_err(shut)?;
            outcome = self.spoken(&request, &token);
        }
        match outcome {
            Ok(reply) if reply.is_good() || reply.status == 304 => Ok(reply),
            outcome => Err(trouble(outcome, acts, &token)),
        }
    }

    fn spoken(&self, request: &Request, token: &str) -> Result<Reply, Lost> {
        let mut request = request.clone();
        request.headers.push(("authorization", format!("Bearer {token}")));
        self.http.persist(&request, |_| false)
    }
}

/// Names and values of a query.
fn written(query: &[(&str, String)]) -> String {
    let pairs: Vec<String> =
        query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

fn parsed(reply: &Reply) -> Option<Value> {
    if reply.status == 204 {
        return Some(Value::Null);
    }
    serde_json::from_slice(&reply.body).ok()
}

fn strange(reply: &Reply) -> String {
    format!("what answered is not Xero as we know it ({})", reply.status)
}

/// What a call that did not go well means.
fn trouble(outcome: Result<Reply, Lost>, acts: bool, token: &str) -> Trouble {
    let reply = match outcome {
        Err(Lost::NotSent(words)) => return Trouble::NotSent(words),
        // A question that nobody answered did nothing.
        Err(Lost::Unknown(words)) if !acts => return Trouble::NotSent(words),
        Err(Lost::Unknown(words)) => return Trouble::Unknown(words),
        Ok(reply) => reply,
    };
    if acts && reply.status >= 500 {
        return Trouble::Unknown(format!(
            "Xero answered with an error of its own ({}), so it may have been done",
            reply.status
        ));
    }
    let said = parsed(&reply).unwrap_or_default();
    let no = |reason, code, words: String| reply.no(reason, code, words, &[token]);
    match reply.status {
        401 => no(Reason::SignIn, "401", "Xero no longer takes this sign-in".to_owned()),
        403 => {
            let detail = text(&said["Detail"]);
            let words = format!("this sign-in may not do that at Xero: {detail}");
            no(Reason::PracticeMustAct, "403", words)
        }
        404 | 410 => no(Reason::Gone, "404", "Xero does not have it any more".to_owned()),
        429 if reply.limit == "day" => {
            let words = "Xero takes no more calls today; it goes on tomorrow";
            no(Reason::Busy, "day", words.to_owned())
        }
        429 => {
            no(Reason::Busy, "429", "Xero asks for a slower pace; it goes on by itself".to_owned())
        }
        500.. => no(Reason::Busy, "", format!("Xero has trouble of its own ({})", reply.status)),
        _ => {
            // <https://developer.xero.com/documentation/api/accounting/responsecodes>
            let elements = rows(&said["Elements"]);
            let words = elements.first().map(wrongs).filter(|words| !words.is_empty());
            let code = text(&said["ErrorNumber"]);
            match words {
                Some(words) => no(meaning(&words), &code, words),
                None => no(Reason::OurFault, &code, text(&said["Message"])),
            }
        }
    }
}

/// What Xero finds wrong with one element of an answer; empty where all is well.
pub(super) fn wrongs(element: &Value) -> String {
    let all = rows(&element["ValidationErrors"]).iter();
    let words: Vec<String> =
        all.map(|one| text(&one["Message"])).filter(|words| !words.is_empty()).collect();
    words.join(" ")
}

/// What Xero's words mean: it gives no codes. The first that fits counts.
pub(super) fn meaning(words: &str) -> Reason {
    const WORDS: [(&str, Reason); 14] = [
        ("lock date", Reason::Locked),
        ("locked", Reason::Locked),
        ("must be unique", Reason::Clash),
        ("already assigned", Reason::Clash),
        ("already exists", Reason::Clash),
        ("already in use", Reason::Clash),
        ("has been archived", Reason::Gone),
        ("is archived", Reason::Gone),
        ("could not be found", Reason::Gone),
        ("does not exist", Reason::Gone),
        ("has been deleted", Reason::Gone),
        ("allocated to it", Reason::InUse),
        ("not of valid status", Reason::InUse),
        ("exceeds the amount", Reason::InUse),
    ];
    let words = words.to_lowercase();
    WORDS.iter().find(|(part, _)| words.contains(part)).map_or(Reason::NotThis, |(_, r)| *r)
}
