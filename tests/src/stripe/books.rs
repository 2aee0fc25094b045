//! What the stand-in keeps: objects by name, keys with their answers, a clock, and a list of what
//! happened.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::contract;
use super::play::Conduct;
use crate::service::Answer;

/// How long an answer is kept under its key (<https://docs.stripe.com/idempotency>).
pub(super) const KEY_SECONDS: i64 = 86_400;

/// An answer under a key.
pub(super) struct Kept {
    pub(super) at: i64,
    /// Method, path and parameters, which a repetition has to match.
    pub(super) asked: String,
    pub(super) answer: Answer,
}

/// The books.
pub(super) struct Books {
    /// Seconds since 1970, as this server sees it.
    pub(super) now: i64,
    counter: u64,
    objects: BTreeMap<String, Value>,
    /// Names in the order in which their objects were made.
    order: Vec<String>,
    pub(super) kept: BTreeMap<String, Kept>,
    /// How each method behaves.
    pub(super) conduct: BTreeMap<String, Conduct>,
    /// Into which payout each line of the balance went.
    pub(super) paid_out: BTreeMap<String, String>,
    /// Calls that the key does not permit, by template.
    pub(super) denied: BTreeSet<String>,
    /// Methods that the account cannot take, by Stripe's names.
    pub(super) inactive: BTreeSet<String>,
    /// Whether the address of the terms is set.
    pub(super) has_terms: bool,
    /// Whether each event is listed twice, and those of one second in another order.
    pub(super) disorder: bool,
    pub(super) calls: Vec<String>,
    pub(super) wrongs: Vec<String>,
}

impl Books {
    pub(super) fn at(now: i64) -> Books {
        Books {
            now,
            counter: 0,
            objects: BTreeMap::new(),
            order: Vec::new(),
            kept: BTreeMap::new(),
            conduct: BTreeMap::new(),
            paid_out: BTreeMap::new(),
            denied: BTreeSet::new(),
            inactive: BTreeSet::new(),
            has_terms: true,
            disorder: false,
            calls: Vec::new(),
            wrongs: Vec::new(),
        }
    }

    /// A new object of a kind with these fields in place of the example's.
    pub(super) fn make(&mut self, kind: &str, prefix: &str, fields: Value) -> Value {
        self.counter += 1;
        let mut object = contract::example(kind);
        object["id"] = json!(format!("{prefix}_{:06}", self.counter));
        if object.get("created").is_some() {
            object["created"] = json!(self.now);
        }
        if object.get("metadata").is_some() {
            object["metadata"] = json!({});
        }
        set(&mut object, fields);
        self.order.push(id(&object));
        self.put(object.clone());
        object
    }

    /// Keeps an object as it is now, and holds it against its description.
    pub(super) fn put(&mut self, object: Value) {
        let mut bare = object.clone();
        if let Some(bare) = bare.as_object_mut() {
            bare.retain(|name, _| !name.starts_with('_'));
        }
        if let Err(wrong) = contract::object(&bare) {
            self.wrongs.push(format!("our own {wrong}"));
        }
        self.objects.insert(id(&object), object);
    }

    /// Changes fields of an object.
    pub(super) fn change(&mut self, name: &str, fields: Value) -> Value {
        let mut object = self.get(name).unwrap_or_else(|| panic!("{name} exists"));
        set(&mut object, fields);
        self.put(object.clone());
        object
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.objects.remove(name);
        self.order.retain(|known| known != name);
    }

    pub(super) fn get(&self, name: &str) -> Option<Value> {
        self.objects.get(name).cloned()
    }

    /// An object of a kind, or Stripe's answer that there is none.
    pub(super) fn find(&self, kind: &str, name: &str) -> Result<Value, Answer> {
        let found = self.get(name).filter(|object| object["object"] == kind);
        found.ok_or_else(|| {
            let message = format!("No such {}: '{name}'", kind.replace('.', " "));
            Answer::error(404, "invalid_request_error", "resource_missing", &message)
        })
    }

    /// Every object of a kind, the oldest first.
    pub(super) fn all(&self, kind: &str) -> Vec<Value> {
        let all = self.order.iter().filter_map(|name| self.objects.get(name));
        all.filter(|object| object["object"] == kind).cloned().collect()
    }

    /// Writes down that something happened to an object.
    pub(super) fn ring(&mut self, kind: &str, object: &Value) {
        let mut shown = object.clone();
        // An event is written in the account's own version, so it may look quite different.
        shown["written_in"] = json!("2019-12-03");
        let data = json!({ "object": shown });
        let request = json!({ "id": null, "idempotency_key": null });
        self.make("event", "evt", json!({ "type": kind, "data": data, "request": request }));
    }

    /// A page of a list, newest first, with what is to stand in full.
    pub(super) fn list(
        &self,
        kind: &str,
        query: &Value,
        fits: impl Fn(&Value) -> bool,
    ) -> Result<Value, Answer> {
        let created = &query["created"];
        let since = created["gte"].as_i64().unwrap_or(i64::MIN);
        let mut all: Vec<Value> = self.all(kind);
        all.reverse();
        all.retain(|one| one["created"].as_i64().unwrap_or(0) >= since && fits(one));
        if kind == "event" {
            all.retain(|one| one["created"].as_i64().unwrap_or(0) >= self.now - 30 * KEY_SECONDS);
        }
        let begin = match query["starting_after"].as_str() {
            None => 0,
            Some(after) => {
                let at = all.iter().position(|one| one["id"] == after);
                at.map(|at| at + 1).ok_or_else(|| {
                    Answer::invalid("resource_missing", &format!("No such object: '{after}'"))
                })?
            }
        };
        let limit = query["limit"].as_u64().unwrap_or(10).try_into().unwrap_or(10);
        let rest: Vec<Value> = all.into_iter().skip(begin).collect();
        let more = rest.len() > limit;
        let mut data: Vec<Value> = rest.into_iter().take(limit).collect();
        if kind == "event" && self.disorder {
            data = data.iter().flat_map(|one| [one.clone(), one.clone()]).collect();
            data.sort_by_key(|one| (-one["created"].as_i64().unwrap_or(0), id(one)));
        }
        let paths = texts(&query["expand"]);
        for one in &mut data {
            for path in paths.iter().filter_map(|path| path.strip_prefix("data.")) {
                self.expand(one, path);
            }
            show(one);
        }
        Ok(json!({ "object": "list", "data": data, "has_more": more, "url": "/v1" }))
    }

    /// An object with what is to stand in full, and without what is ours.
    pub(super) fn shown(&self, mut object: Value, query: &Value) -> Value {
        for path in texts(&query["expand"]) {
            self.expand(&mut object, &path);
        }
        show(&mut object);
        object
    }

    fn expand(&self, object: &mut Value, path: &str) {
        let (field, rest) = path.split_once('.').unwrap_or((path, ""));
        if field == "payments" {
            object["payments"] = object["_payments"].clone();
            return;
        }
        if let Some(name) = object[field].as_str()
            && let Some(mut inner) = self.get(name)
        {
            show(&mut inner);
            object[field] = inner;
        }
        if !rest.is_empty() && object[field].is_object() {
            self.expand(&mut object[field], rest);
        }
    }
}

/// Leaves out what the server keeps for itself.
fn show(object: &mut Value) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|name, _| !name.starts_with('_'));
    }
}

/// Puts fields into an object; marks are added to those that are there.
pub(super) fn set(object: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else { return };
    for (name, value) in fields {
        match (name.as_str(), value) {
            ("metadata", Value::Object(marks)) => {
                if !object["metadata"].is_object() {
                    object["metadata"] = json!({});
                }
                for (mark, value) in marks {
                    object["metadata"][mark] = value;
                }
            }
            ("metadata", _) => {}
            (_, value) => object[name] = value,
        }
    }
}

/// An object's name.
pub(super) fn id(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}

/// The texts of a list.
pub(super) fn texts(list: &Value) -> Vec<String> {
    let all = list.as_array().into_iter().flatten();
    all.filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
