//! A Square on this computer: customers, cards, orders, invoices, payments, refunds, disputes,
//! payouts and what happened to them, with a clock of its own.
//!
//! The rules stand by hand. Their sources are Square's reference
//! <https://developer.squareup.com/reference/square> and the types of its npm package `square`
//! 46.0.0 (`Square-Version: 2026-09-16`), which are made from its description.

mod create;
mod invoices;
mod play;
mod routes;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::MutexGuard;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use crate::service::Service;

/// The token that opens the account, easy to find where it should not be.
pub const TOKEN: &str = "sandbox:EAAAlcanary4711canary4711canary";

/// The same without what says that it is for trying.
const BARE: &str = "EAAAlcanary4711canary4711canary";

/// The location that takes the money.
const PLACE: &str = "LMAIN0000001";

/// What the server keeps.
struct Books {
    now: i64,
    counter: u64,
    /// Objects of each kind, the oldest first.
    kinds: BTreeMap<String, Vec<Value>>,
    /// What was asked and answered under a key, for each call.
    keys: BTreeMap<String, (Value, Value)>,
    /// How cards behave that do not pay: the code of their refusal.
    conduct: BTreeMap<String, String>,
    denied: BTreeSet<String>,
    /// Whether events are kept.
    listens: bool,
    /// Whether the list of payments is behind what happened.
    lags: bool,
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
            conduct: BTreeMap::new(),
            denied: BTreeSet::new(),
            listens: false,
            lags: false,
            calls: Vec::new(),
            wrongs: Vec::new(),
        }
    }

    /// An instant as Square writes it.
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
        fields["updated_at"] = json!(self.instant());
        self.kinds.entry(kind.to_owned()).or_default().push(fields.clone());
        fields
    }

    fn get(&self, kind: &str, name: &str) -> Option<Value> {
        self.kinds.get(kind)?.iter().find(|one| one["id"] == name).cloned()
    }

    fn all(&self, kind: &str) -> Vec<Value> {
        self.kinds.get(kind).cloned().unwrap_or_default()
    }

    /// Changes fields of an object.
    fn change(&mut self, kind: &str, name: &str, fields: Value) -> Value {
        let now = self.instant();
        let all = self.kinds.get_mut(kind).expect("there are objects of this kind");
        let one = all.iter_mut().find(|one| one["id"] == name).expect("the object exists");
        for (field, value) in fields.as_object().into_iter().flatten() {
            one[field] = value.clone();
        }
        one["updated_at"] = json!(now);
        one.clone()
    }

    /// Writes down what happened to an object, if anybody asked for that.
    fn ring(&mut self, what: &str, object: &Value) {
        if !self.listens {
            return;
        }
        let kind = what.split('.').next().unwrap_or_default();
        let data = json!({ "type": kind, "id": object["id"], "object": { kind: object } });
        let event = self.make("events", "ev-", json!({ "type": what, "data": data }));
        let name = text(&event["id"]);
        self.change("events", &name, json!({ "event_id": name, "merchant_id": "MLBELL" }));
    }

    /// The location.
    fn place(&self) -> Value {
        let takes = !self.denied.contains("cards");
        let can = if takes { json!(["CREDIT_CARD_PROCESSING"]) } else { json!([]) };
        json!({
            "id": PLACE, "name": "Main", "business_name": "Nora Bell Accounting",
            "merchant_id": "MLBELL", "currency": "USD", "country": "US", "status": "ACTIVE",
            "capabilities": can,
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn dollars(minor: i64) -> Value {
    json!({ "amount": minor, "currency": "USD" })
}

/// The server, as long as the test holds it.
pub struct SquareServer {
    service: Service<Books>,
}

impl SquareServer {
    /// An account of the sandbox, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> SquareServer {
        SquareServer { service: Service::start(Books::at(now)) }
    }

    /// The address that stands in for Square's.
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
