//! One call to GoCardless: its head, its envelope, and what its failure means.

use domain::processor::{Reason, Refusal, Trouble};
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::wire::{Failed, Meta, link};
use super::{GoCardless, VERSION, causes, no};
use crate::http::{Lost, Reply, Request, encoded};

/// The most pages of one list that are read.
const PAGES: usize = 1_000;

impl GoCardless {
    /// Asks for one object, which lies in an envelope, and keeps the bytes.
    pub(super) fn get_whole<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        kind: &str,
        reference: &str,
    ) -> Result<(T, Vec<u8>), Trouble> {
        let path = format!("/{kind}/{}", name(reference)?);
        let reply = self.reply(&self.question(Method::GET, purpose, path, String::new()))?;
        let object = opened(&reply, kind).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
        Ok((object, reply.body))
    }

    /// Asks for one object.
    pub(super) fn get<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        kind: &str,
        reference: &str,
    ) -> Result<T, Trouble> {
        self.get_whole(purpose, kind, reference).map(|(object, _)| object)
    }

    /// Asks for a list to its end, newest first.
    pub(super) fn list<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        kind: &str,
        query: &[(&str, String)],
    ) -> Result<Vec<T>, Trouble> {
        #[derive(Deserialize)]
        struct More {
            meta: Meta,
        }
        let mut all: Vec<T> = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let mut pairs: Vec<String> = query
                .iter()
                .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
                .collect();
            pairs.push("limit=500".to_owned());
            pairs.extend(after.iter().map(|after| format!("after={}", encoded(after))));
            let path = format!("/{kind}");
            let reply = self.reply(&self.question(Method::GET, purpose, path, pairs.join("&")))?;
            let odd = || Trouble::NotSent(strange(&reply));
            all.extend(opened::<Vec<T>>(&reply, kind).ok_or_else(odd)?);
            let more: More = serde_json::from_slice(&reply.body).map_err(|_| odd())?;
            after = more.meta.cursors.after;
            if after.is_none() {
                return Ok(all);
            }
        }
        Err(Trouble::NotSent("GoCardless's list does not end".to_owned()))
    }

    /// Makes an object, once for each key.
    pub(super) fn make<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        kind: &str,
        fields: Value,
        key: &str,
    ) -> Result<T, Trouble> {
        let path = format!("/{kind}");
        let mut request = self.question(Method::POST, purpose, path, String::new());
        request.headers.push(("idempotency-key", key.to_owned()));
        request.body =
            Some(("application/json".into(), json!({ kind: fields }).to_string().into()));
        let outcome = self.http.persist(&request, |_| false);
        if let Ok(reply) = &outcome
            && let Some(made) = conflicting(reply)
        {
            // It was made under this key before.
            return self.get(purpose, kind, &made);
        }
        self.done(outcome, kind)
    }

    /// Does something to an object.
    pub(super) fn act<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        kind: &str,
        reference: &str,
        action: &str,
    ) -> Result<T, Trouble> {
        let path = format!("/{kind}/{}/actions/{action}", name(reference)?);
        let mut request = self.question(Method::POST, purpose, path, String::new());
        request.body = Some(("application/json".into(), json!({ "data": {} }).to_string().into()));
        self.done(self.http.persist(&request, |_| false), kind)
    }

    fn done<T: DeserializeOwned>(
        &self,
        outcome: Result<Reply, Lost>,
        kind: &str,
    ) -> Result<T, Trouble> {
        match outcome {
            Ok(reply) if reply.is_good() => {
                opened(&reply, kind).ok_or_else(|| Trouble::Unknown(strange(&reply)))
            }
            outcome => Err(self.trouble(outcome, true)),
        }
    }

    fn question(
        &self,
        method: Method,
        purpose: &'static str,
        path: String,
        query: String,
    ) -> Request {
        let headers = vec![
            ("authorization", format!("Bearer {}", self.token())),
            ("gocardless-version", VERSION.to_owned()),
            ("accept", "application/json".to_owned()),
        ];
        Request { method, path, query, headers, body: None, purpose }
    }

    /// A good answer to a question.
    fn reply(&self, request: &Request) -> Result<Reply, Trouble> {
        match self.http.persist(request, |_| false) {
            Ok(reply) if reply.is_good() => Ok(reply),
            outcome => Err(self.trouble(outcome, false)),
        }
    }

    fn trouble(&self, outcome: Result<Reply, Lost>, acts: bool) -> Trouble {
        let reply = match outcome {
            Err(Lost::NotSent(words)) => return Trouble::NotSent(words),
            // A question that nobody answered did nothing.
            Err(Lost::Unknown(words)) if !acts => return Trouble::NotSent(words),
            Err(Lost::Unknown(words)) => return Trouble::Unknown(words),
            Ok(reply) => reply,
        };
        let failed = serde_json::from_slice::<Failed>(&reply.body).ok();
        let stumbled = reply.status >= 500 || reply.status == 409;
        if acts && (stumbled || failed.is_none()) {
            return Trouble::Unknown(format!(
                "GoCardless answered with an error of its own ({}), so it may have been done",
                reply.status
            ));
        }
        let Some(Failed { error }) = failed else {
            return self.refused(Reason::Busy, "", strange(&reply), &reply);
        };
        let first = error.errors.first();
        let code = first.and_then(|detail| detail.reason.clone()).unwrap_or_default();
        let detail = first.and_then(|detail| detail.message.clone());
        let said = detail.unwrap_or(error.message);
        match reply.status {
            401 => {
                let words = "GoCardless does not take this token; make a new one and paste it";
                self.refused(Reason::PracticeMustAct, "key", words, &reply)
            }
            403 => {
                let words = format!("the token may not do this: {said}");
                self.refused(Reason::PracticeMustAct, "permission", words, &reply)
            }
            404 => self.refused(Reason::NotFound, &code, said, &reply),
            410 => self.refused(Reason::NotFound, "gone", said, &reply),
            429 => {
                let words = "GoCardless asks for a slower pace; it will be tried again later";
                self.refused(Reason::Busy, "rate_limit", words, &reply)
            }
            409 => {
                let words = "GoCardless is at work on it; it will be tried again later";
                self.refused(Reason::Busy, &code, words, &reply)
            }
            500.. => {
                let words = format!("GoCardless has trouble of its own ({})", reply.status);
                self.refused(Reason::Busy, "", words, &reply)
            }
            _ => {
                let reason = causes::reason(&error.errors).unwrap_or(Reason::OurFault);
                self.refused(reason, &code, said, &reply)
            }
        }
    }

    /// A no in words that cannot hold the token, whatever GoCardless repeats.
    fn refused(
        &self,
        reason: Reason,
        code: &str,
        words: impl Into<String>,
        reply: &Reply,
    ) -> Trouble {
        let mut words: String = words.into();
        if !self.token().is_empty() {
            words = words.replace(self.token(), "[token]");
        }
        Trouble::Refused(Refusal {
            reason,
            code: code.to_owned(),
            words: words.chars().take(400).collect(),
            trace: reply.trace.clone(),
            wait: reply.wait,
        })
    }
}

/// What an envelope holds under the name of its kind.
fn opened<T: DeserializeOwned>(reply: &Reply, kind: &str) -> Option<T> {
    let mut envelope: Value = serde_json::from_slice(&reply.body).ok()?;
    serde_json::from_value(envelope.get_mut(kind)?.take()).ok()
}

/// The object that was made under the same key before.
fn conflicting(reply: &Reply) -> Option<String> {
    let failed: Failed =
        serde_json::from_slice(&reply.body).ok().filter(|_| reply.status == 409)?;
    let word = "idempotent_creation_conflict";
    let same = failed.error.errors.into_iter().find(|d| d.reason.as_deref() == Some(word))?;
    link(&same.links, "conflicting_resource_id").map(str::to_owned)
}

fn strange(reply: &Reply) -> String {
    format!("what answered is not GoCardless as we know it ({})", reply.status)
}

/// A name that can stand in a path.
fn name(reference: &str) -> Result<&str, Trouble> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !reference.is_empty() && reference.bytes().all(fits) {
        return Ok(reference);
    }
    Err(no(Reason::NotFound, "", format!("\"{reference}\" is not a name of GoCardless's")))
}
