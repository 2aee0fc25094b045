//! One call to Square: its head, its envelope, and what its failure means.

use domain::money::{Currency, Money};
use domain::processor::{Reason, Refusal, Trouble};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::wire::{Amount, Failed};
use super::{Square, VERSION, causes, no};
use crate::http::{Lost, Reply, Request, encoded};

/// The most pages of one list that are read.
const PAGES: usize = 1_000;

impl Square {
    /// Asks for one object, which lies in an envelope, and keeps the bytes.
    pub(super) fn get_whole<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
    ) -> Result<(T, Vec<u8>), Trouble> {
        let request = self.question(Method::GET, purpose, path, String::new());
        let reply = self.reply(&request, false)?;
        let object = opened(&reply, kind).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
        Ok((object, reply.body))
    }

    /// Asks for one object.
    pub(super) fn get<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
    ) -> Result<T, Trouble> {
        self.get_whole(purpose, path, kind).map(|(object, _)| object)
    }

    /// Asks for a list to its end.
    pub(super) fn list<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
        query: &[(&str, String)],
    ) -> Result<Vec<T>, Trouble> {
        let pairs: Vec<String> =
            query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.to_its_end(kind, |cursor| {
            let mut pairs = pairs.clone();
            pairs.extend(cursor.map(|cursor| format!("cursor={}", encoded(cursor))));
            self.question(Method::GET, purpose, path, pairs.join("&"))
        })
    }

    /// Asks for what fits a description, to its end.
    pub(super) fn search<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
        description: &Value,
    ) -> Result<Vec<T>, Trouble> {
        self.to_its_end(kind, |cursor| {
            let mut description = description.clone();
            if let Some(cursor) = cursor {
                description["cursor"] = json!(cursor);
            }
            self.order(purpose, path, &description)
        })
    }

    fn to_its_end<T: DeserializeOwned>(
        &self,
        kind: &str,
        request: impl Fn(Option<&str>) -> Request,
    ) -> Result<Vec<T>, Trouble> {
        let mut all: Vec<T> = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let reply = self.reply(&request(cursor.as_deref()), false)?;
            let odd = || Trouble::NotSent(strange(&reply));
            let mut page: Value = serde_json::from_slice(&reply.body).map_err(|_| odd())?;
            // An empty list is left out.
            if let Some(rows) = page.get_mut(kind) {
                let rows = serde_json::from_value::<Vec<T>>(rows.take());
                all.extend(rows.map_err(|_| odd())?);
            }
            cursor = page["cursor"].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
            if cursor.is_none() {
                return Ok(all);
            }
        }
        Err(Trouble::NotSent("Square's list does not end".to_owned()))
    }

    /// Makes or changes what takes no money by itself: made again under the same key it is the
    /// same.
    pub(super) fn prepare<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
        fields: &Value,
    ) -> Result<T, Trouble> {
        let reply = self.reply(&self.order(purpose, path, fields), false)?;
        opened(&reply, kind).ok_or_else(|| Trouble::NotSent(strange(&reply)))
    }

    /// Changes an object that takes no money by itself.
    pub(super) fn put(
        &self,
        purpose: &'static str,
        path: &str,
        fields: &Value,
    ) -> Result<Value, Trouble> {
        let request = Request { method: Method::PUT, ..self.order(purpose, path, fields) };
        let reply = self.reply(&request, false)?;
        serde_json::from_slice(&reply.body).map_err(|_| Trouble::NotSent(strange(&reply)))
    }

    /// Deletes an object.
    pub(super) fn delete(
        &self,
        purpose: &'static str,
        path: &str,
        query: String,
    ) -> Result<(), Trouble> {
        self.reply(&self.question(Method::DELETE, purpose, path, query), false).map(drop)
    }

    /// Does what moves money, or will.
    pub(super) fn act<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        path: &str,
        kind: &str,
        fields: &Value,
    ) -> Result<T, Trouble> {
        let reply = self.reply(&self.order(purpose, path, fields), true)?;
        opened(&reply, kind).ok_or_else(|| Trouble::Unknown(strange(&reply)))
    }

    fn order(&self, purpose: &'static str, path: &str, fields: &Value) -> Request {
        let mut request = self.question(Method::POST, purpose, path, String::new());
        request.body = Some(("application/json".into(), fields.to_string().into()));
        request
    }

    fn question(
        &self,
        method: Method,
        purpose: &'static str,
        path: &str,
        query: String,
    ) -> Request {
        let headers = vec![
            ("authorization", format!("Bearer {}", self.token())),
            ("square-version", VERSION.to_owned()),
            ("accept", "application/json".to_owned()),
        ];
        Request { method, path: path.to_owned(), query, headers, body: None, purpose }
    }

    /// A good answer. What does not move money is asked for again where Square stumbles.
    fn reply(&self, request: &Request, moves: bool) -> Result<Reply, Trouble> {
        match self.http.persist(request, |reply| !moves && reply.status >= 500) {
            Ok(reply) if reply.is_good() => Ok(reply),
            outcome => Err(self.trouble(outcome, moves)),
        }
    }

    fn trouble(&self, outcome: Result<Reply, Lost>, moves: bool) -> Trouble {
        let reply = match outcome {
            Err(Lost::NotSent(words)) => return Trouble::NotSent(words),
            Err(Lost::Unknown(words)) if !moves => return Trouble::NotSent(words),
            Err(Lost::Unknown(words)) => return Trouble::Unknown(words),
            Ok(reply) => reply,
        };
        let failed = serde_json::from_slice::<Failed>(&reply.body).ok();
        let first = failed.and_then(|failed| failed.errors.into_iter().next());
        if moves && (reply.status >= 500 || reply.status == 409 || first.is_none()) {
            return Trouble::Unknown(format!(
                "Square answered with an error of its own ({}), so it may have been done",
                reply.status
            ));
        }
        let Some(first) = first else {
            return self.refused(Reason::Busy, "", strange(&reply), &reply);
        };
        let reason = causes::reason(&first);
        let said = first.detail.unwrap_or_else(|| first.code.replace('_', " ").to_lowercase());
        match reply.status {
            401 => {
                let words = "Square does not take this token; make a new one and paste it, a token \
                             of the sandbox with sandbox: before it";
                self.refused(Reason::PracticeMustAct, "key", words, &reply)
            }
            403 => {
                let words = format!("the token may not do this: {said}");
                self.refused(Reason::PracticeMustAct, "permission", words, &reply)
            }
            404 => self.refused(Reason::NotFound, &first.code, said, &reply),
            429 => {
                let words = "Square asks for a slower pace; it will be tried again later";
                self.refused(Reason::Busy, "rate_limit", words, &reply)
            }
            409 => {
                let words = "Square is at work on it; it will be tried again later";
                self.refused(Reason::Busy, &first.code, words, &reply)
            }
            500.. => {
                let words = format!("Square has trouble of its own ({})", reply.status);
                self.refused(Reason::Busy, "", words, &reply)
            }
            _ => self.refused(reason.unwrap_or(Reason::OurFault), &first.code, said, &reply),
        }
    }

    /// A no in words that cannot hold the token, whatever Square repeats.
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

/// What an envelope holds under the name of its kind; the whole of it where that is empty.
fn opened<T: DeserializeOwned>(reply: &Reply, kind: &str) -> Option<T> {
    let mut envelope: Value = serde_json::from_slice(&reply.body).ok()?;
    if kind.is_empty() {
        return serde_json::from_value(envelope).ok();
    }
    serde_json::from_value(envelope.get_mut(kind)?.take()).ok()
}

fn strange(reply: &Reply) -> String {
    format!("what answered is not Square as we know it ({})", reply.status)
}

/// A name that can stand in a path: those of cards and invoices hold a colon.
pub(super) fn name(reference: &str) -> Result<&str, Trouble> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-:".contains(&byte);
    if !reference.is_empty() && reference.bytes().all(fits) {
        return Ok(reference);
    }
    Err(no(Reason::NotFound, "", format!("\"{reference}\" is not a name of Square's")))
}

/// An amount as Square reads it.
pub(super) fn amount(money: Money) -> Value {
    json!({ "amount": money.minor(), "currency": money.currency().code() })
}

/// An amount that Square wrote.
pub(super) fn money(amount: &Amount) -> Result<Money, Trouble> {
    let currency = Currency::from_code(&amount.currency);
    let found = currency.and_then(|currency| Money::new(amount.amount, currency).ok());
    let words = || format!("{} {} is no amount of ours", amount.amount, amount.currency);
    found.ok_or_else(|| no(Reason::OurFault, "currency", words()))
}
