//! A GoCardless on this computer: billing requests, mandates, payments, refunds, payouts and what
//! happened to them, with a clock of its own.
//!
//! GoCardless publishes no description that could be used here, so the rules stand by hand. Their
//! source is its reference, <https://developer.gocardless.com/api-reference>, and the client
//! libraries that are made from its schema (gocardless-pro-java, 2026-08-13).

mod play;
mod routes;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::MutexGuard;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use crate::service::Service;

/// The token that opens the account, easy to find where it should not be.
pub const TOKEN: &str = "sandbox_canary4711canary4711canary";

/// What the server keeps.
struct Books {
    now: i64,
    counter: u64,
    /// Objects of each kind, the oldest first.
    kinds: BTreeMap<String, Vec<Value>>,
    /// What was made under a key.
    keys: BTreeMap<String, String>,
    denied: BTreeSet<String>,
    /// Whether events are listed twice, and the newest last.
    disorder: bool,
    calls: Vec<String>,
    wrongs: Vec<String>,
}

impl Books {
    fn at(now: i64) -> Books {
        Books {
            now,
            counter: 0,
            kinds: BTreeMap::new(),
            keys: BTreeMap::new(),
            denied: BTreeSet::new(),
            disorder: false,
            calls: Vec::new(),
            wrongs: Vec::new(),
        }
    }

    /// An instant as GoCardless writes it.
    fn instant(&self) -> String {
        let at = DateTime::from_timestamp(self.now, 0).unwrap_or_default();
        at.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// A day so many days on.
    fn day(&self, days: i64) -> String {
        let at = DateTime::from_timestamp(self.now + days * 86_400, 0).unwrap_or_default();
        at.date_naive().to_string()
    }

    /// A new object.
    fn make(&mut self, kind: &str, prefix: &str, mut fields: Value) -> Value {
        self.counter += 1;
        fields["id"] = json!(format!("{prefix}{:010}", self.counter));
        fields["created_at"] = json!(self.instant());
        self.kinds.entry(kind.to_owned()).or_default().push(fields.clone());
        fields
    }

    fn get(&self, kind: &str, name: &str) -> Option<Value> {
        self.kinds.get(kind)?.iter().find(|one| one["id"] == name).cloned()
    }

    /// Changes fields of an object.
    fn change(&mut self, kind: &str, name: &str, fields: Value) -> Value {
        let all = self.kinds.get_mut(kind).expect("there are objects of this kind");
        let one = all.iter_mut().find(|one| one["id"] == name).expect("the object exists");
        for (field, value) in fields.as_object().into_iter().flatten() {
            one[field] = value.clone();
        }
        one.clone()
    }

    /// Writes down what happened to an object.
    fn ring(&mut self, kind: &str, action: &str, links: Value, cause: &str) {
        let details = json!({
            "origin": "bank", "cause": cause, "description": format!("The bank says {cause}."),
        });
        let fields = json!({
            "resource_type": kind, "action": action, "links": links, "details": details,
            "metadata": {},
        });
        self.make("events", "EV", fields);
    }
}

/// The server, as long as the test holds it.
pub struct GoCardlessServer {
    service: Service<Books>,
}

impl GoCardlessServer {
    /// An account of the sandbox, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> GoCardlessServer {
        GoCardlessServer { service: Service::start(Books::at(now)) }
    }

    /// The address that stands in for GoCardless's.
    pub fn url(&self) -> String {
        self.service.url()
    }

    /// From now on the calls from the `first` to the `last` go wrong in one way.
    pub fn strike(&self, fault: crate::Fault, first: usize, last: usize) {
        self.service.strike(fault, first, last);
    }

    /// Everything goes well again; how many calls were met since the strike.
    pub fn mend(&self) -> usize {
        self.service.mend()
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.service.books()
    }

    /// What was wrong with requests.
    pub fn wrongs(&self) -> Vec<String> {
        self.books().wrongs.clone()
    }
}
