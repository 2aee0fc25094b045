//! What people do in Xero itself, and what time does: what a test makes happen.

use serde_json::{Value, json};

use super::rules::id_of;
use super::{TENANT, XeroServer};

impl XeroServer {
    /// The clock goes on.
    pub fn pass(&self, seconds: i64) {
        self.books().now += seconds;
    }

    /// The user says yes in the browser: the query that it comes back with.
    pub fn consent(&self, address: &str) -> String {
        self.books().door.consent(address)
    }

    /// What lies in the keyring after a sign-in, for tests that need none.
    pub fn kept(&self) -> Value {
        json!({ "client": crate::CLIENT, "refresh": self.books().door.refresh() })
    }

    /// The user takes the consent back.
    pub fn revoke(&self) {
        self.books().door.revoke();
    }

    /// The access that was given ends early.
    pub fn end_access(&self) {
        self.books().door.end_access();
    }

    /// How often access was given.
    pub fn given(&self) -> usize {
        self.books().door.given
    }

    /// Whether the organisation is still connected.
    pub fn connected(&self) -> bool {
        self.books().connected
    }

    /// The organisation's id.
    pub fn tenant(&self) -> &'static str {
        TENANT
    }

    /// Nothing up to and with this day may be changed.
    pub fn lock(&self, day: &str) {
        self.books().period_lock = Some(day.to_owned());
    }

    /// All calls of the day were made.
    pub fn end_day(&self) {
        let mut books = self.books();
        books.day = (books.now / 86_400, super::routes::DAY);
    }

    /// Elements of a list, the oldest first.
    pub fn list(&self, list: &str) -> Vec<Value> {
        self.books().lists.get(list).cloned().unwrap_or_default()
    }

    /// Someone enters an element by hand.
    pub fn enter(&self, list: &'static str, fields: &Value) -> Value {
        self.books().element(list, fields).expect("it can be entered")
    }

    /// Someone changes fields of an element by hand.
    pub fn alter(&self, list: &str, id: &str, fields: Value) {
        self.books().change(list, id, fields);
    }

    /// Someone copies an element by hand, number and all.
    pub fn copy(&self, list: &'static str, id: &str) {
        let mut books = self.books();
        let one = books.with(list, id_of(list), id).expect("it exists");
        books.make(list, one);
    }
}
