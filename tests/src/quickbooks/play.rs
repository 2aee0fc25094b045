//! What people do in QuickBooks itself, and what time does: what a test makes happen.

use serde_json::{Value, json};

use super::{QuickBooksServer, REALM};

impl QuickBooksServer {
    /// The clock goes on.
    pub fn pass(&self, seconds: i64) {
        self.books().now += seconds;
    }

    /// The user says yes in the browser: the query that it comes back with.
    pub fn consent(&self, address: &str) -> String {
        format!("{}&realmId={REALM}", self.books().door.consent(address))
    }

    /// What lies in the keyring after a sign-in, for tests that need none.
    pub fn kept(&self) -> Value {
        json!({ "client": crate::CLIENT, "secret": crate::SECRET, "sandbox": true,
            "refresh": self.books().door.refresh() })
    }

    /// Whether the consent was ended here.
    pub fn revoked(&self) -> bool {
        self.books().revoked
    }

    /// The company's id.
    pub fn realm(&self) -> &'static str {
        REALM
    }

    /// The books are closed up to and with this day.
    pub fn close(&self, day: &str) {
        self.books().closed_until = Some(day.to_owned());
    }

    /// Whether numbers that are sent are kept.
    pub fn keep_numbers(&self, kept: bool) {
        self.books().own_numbers = kept;
    }

    /// Entities of a kind, the oldest first.
    pub fn list(&self, kind: &str) -> Vec<Value> {
        self.books().kinds.get(kind).cloned().unwrap_or_default()
    }

    /// The id of an account by its name.
    pub fn account(&self, name: &str) -> String {
        let all = self.list("Account");
        let one = all.iter().find(|one| one["Name"] == name).expect("there is such an account");
        one["Id"].as_str().unwrap_or_default().to_owned()
    }

    /// Someone enters an entity by hand.
    pub fn enter(&self, kind: &str, fields: &Value) -> Value {
        self.books().create(kind, fields).expect("it can be entered")
    }

    /// Someone changes fields of an entity by hand.
    pub fn alter(&self, kind: &str, id: &str, fields: Value) {
        self.books().change(kind, id, fields);
    }

    /// Someone deletes an entity by hand.
    pub fn remove(&self, kind: &str, id: &str) {
        self.books().drop_entity(kind, id);
    }
}
