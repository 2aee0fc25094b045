//! One call to Stripe: its head, and what its failure means.

use chrono::{DateTime, Utc};
use domain::processor::{Reason, Refusal, Trouble};
use reqwest::Method;
use serde::de::DeserializeOwned;

use super::form::Form;
use super::wire::{Failed, Given, List, Problem};
use super::{Stripe, VERSION, declines, no};
use crate::http::{Lost, Reply, Request};

/// What a page of a list holds at most.
const PAGE: usize = 100;
/// The most pages of one list that are read.
const PAGES: usize = 1_000;

/// An answer that was understood, with the bytes it stood in and Stripe's clock.
pub(super) struct Whole<T> {
    pub(super) object: T,
    pub(super) bytes: Vec<u8>,
    pub(super) at: Option<DateTime<Utc>>,
}

impl Stripe {
    /// Asks for one object.
    pub(super) fn get<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        query: &Form,
    ) -> Result<T, Trouble> {
        self.get_whole(purpose, path, query).map(|whole| whole.object)
    }

    /// Asks for one object, and keeps the bytes.
    pub(super) fn get_whole<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        query: &Form,
    ) -> Result<Whole<T>, Trouble> {
        let reply = self.reply(&self.question(Method::GET, purpose, path, query.text()))?;
        let object = serde_json::from_slice(&reply.body)
            .map_err(|_| Trouble::NotSent(strange(path, &reply)))?;
        Ok(Whole { object, bytes: reply.body, at: reply.date })
    }

    /// Asks for a list to its end, newest first. `name` gives the name of an element.
    pub(super) fn list<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        query: &Form,
        name: impl Fn(&T) -> &str,
    ) -> Result<Vec<T>, Trouble> {
        let mut all: Vec<T> = Vec::new();
        for _ in 0..PAGES {
            let after = all.last().map(|last| name(last).to_owned());
            let page = query.clone().put("limit", PAGE).put_some("starting_after", after);
            let list: List<T> = self.get(purpose, path, &page)?;
            let more = list.has_more && !list.data.is_empty();
            all.extend(list.data);
            if !more {
                return Ok(all);
            }
        }
        Err(Trouble::NotSent("Stripe's list does not end".to_owned()))
    }

    /// Acts, once for each key.
    pub(super) fn post<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        form: &Form,
        key: &str,
    ) -> Result<T, Trouble> {
        let mut request = self.question(Method::POST, purpose, path, String::new());
        request.headers.push(("idempotency-key", key.to_owned()));
        request.body = Some(("application/x-www-form-urlencoded".into(), form.text().into()));
        self.done(&request)
    }

    /// Deletes; deleted twice is deleted.
    pub(super) fn delete<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
    ) -> Result<T, Trouble> {
        self.done(&self.question(Method::DELETE, purpose, path, String::new()))
    }

    fn done<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Trouble> {
        let reply = self.reply(request)?;
        serde_json::from_slice(&reply.body)
            .map_err(|_| Trouble::Unknown(strange(&request.path, &reply)))
    }

    fn question(
        &self,
        method: Method,
        purpose: &'static str,
        path: &str,
        query: String,
    ) -> Request {
        let headers = vec![
            ("authorization", format!("Bearer {}", self.key())),
            ("stripe-version", VERSION.to_owned()),
        ];
        Request { method, path: path.to_owned(), query, headers, body: None, purpose }
    }

    /// A good answer, after as many tries as are safe. Another call that is at work with the same
    /// key (409) is in the way of this one, which did nothing.
    fn reply(&self, request: &Request) -> Result<Reply, Trouble> {
        match self.http.persist(request, |reply| reply.status == 409) {
            Ok(reply) if reply.is_good() => Ok(reply),
            outcome => Err(self.trouble(outcome, request.method != Method::GET)),
        }
    }

    fn trouble(&self, outcome: Result<Reply, Lost>, acts: bool) -> Trouble {
        match outcome {
            Err(Lost::NotSent(words)) => Trouble::NotSent(words),
            // A question that nobody answered did nothing.
            Err(Lost::Unknown(words)) if !acts => Trouble::NotSent(words),
            Err(Lost::Unknown(words)) => Trouble::Unknown(words),
            Ok(reply) => self.failure(&reply, acts),
        }
    }

    /// What a bad answer means.
    fn failure(&self, reply: &Reply, acts: bool) -> Trouble {
        let failed = serde_json::from_slice::<Failed>(&reply.body).ok();
        // An act that Stripe stumbled over may have been done all the same: it keeps its answer for
        // a day and gives it again, so only a look can tell.
        let stumbled = reply.status >= 500 || reply.status == 409;
        if acts && (stumbled || failed.is_none()) {
            return Trouble::Unknown(format!(
                "Stripe answered with an error of its own ({}), so it may have been done",
                reply.status
            ));
        }
        let Some(Failed { error }) = failed else {
            let words = strange("", reply);
            return self.refused(Reason::Busy, &reply.status.to_string(), words, reply);
        };
        let code = error.decline_code.clone().or_else(|| error.code.clone()).unwrap_or_default();
        let said = error.message.clone().unwrap_or_default();
        match reply.status {
            401 | 403 if said.contains("permission") => {
                let words = format!("the key lacks a permission: {said}");
                self.refused(Reason::PracticeMustAct, "permission", words, reply)
            }
            401 | 403 => {
                let words = "Stripe does not take this key; make a new one and paste it";
                self.refused(Reason::PracticeMustAct, "key", words, reply)
            }
            429 => {
                let words = "Stripe asks for a slower pace; it will be tried again later";
                self.refused(Reason::Busy, "rate_limit", words, reply)
            }
            409 => {
                let words = "Stripe is at work on it; it will be tried again later";
                self.refused(Reason::Busy, &code, words, reply)
            }
            500.. => {
                let words = format!("Stripe has trouble of its own ({})", reply.status);
                self.refused(Reason::Busy, &reply.status.to_string(), words, reply)
            }
            402 => {
                let mut refusal = refusal_of(&error);
                refusal.trace.clone_from(&reply.trace);
                Trouble::Refused(refusal)
            }
            404 => {
                let words =
                    if said.is_empty() { "Stripe does not have it".to_owned() } else { said };
                self.refused(Reason::NotFound, &code, words, reply)
            }
            _ => {
                let (reason, words) = declines::known(&code)
                    .unwrap_or((Reason::OurFault, "Stripe did not understand"));
                self.refused(reason, &code, format!("{words} ({said})"), reply)
            }
        }
    }

    /// A no in words that cannot hold the key, whatever Stripe repeats.
    fn refused(
        &self,
        reason: Reason,
        code: &str,
        words: impl Into<String>,
        reply: &Reply,
    ) -> Trouble {
        let mut words: String = words.into();
        if !self.key().is_empty() {
            words = words.replace(self.key(), "[key]");
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

/// A bank's no, as an error or an intent says it.
pub(super) fn refusal_of(problem: &Problem) -> Refusal {
    let code = problem.code.as_deref().unwrap_or_default();
    let decline = problem.decline_code.as_deref().unwrap_or_default();
    let advice = problem.advice_code.as_deref().unwrap_or_default();
    let (reason, words) = declines::declined(code, decline, advice);
    Refusal {
        reason,
        code: if decline.is_empty() { code } else { decline }.to_owned(),
        words: words.to_owned(),
        trace: String::new(),
        wait: None,
    }
}

fn strange(path: &str, reply: &Reply) -> String {
    let about = if path.is_empty() { String::new() } else { format!(" about {path}") };
    format!("what answered{about} is not Stripe as we know it ({})", reply.status)
}

/// A name that can stand in a path.
pub(super) fn name(reference: &str) -> Result<&str, Trouble> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !reference.is_empty() && reference.bytes().all(fits) {
        return Ok(reference);
    }
    Err(no(Reason::NotFound, "", format!("\"{reference}\" is not a name of Stripe's")))
}

impl<T> Given<T> {
    /// The object, where it was asked for in full.
    pub(super) fn of(given: Option<&Given<T>>) -> Option<&T> {
        given.and_then(Given::full)
    }
}
