//! A Xero on this computer: one organisation with accounts, contacts, invoices, credit notes,
//! payments and bank transactions, and a clock of its own.
//!
//! Every request and answer is held against Xero's own description. What it cannot say (numbers
//! that are unique, lock dates, what a payment may go to) stands in `rules` and `elements`, with
//! its source. Limits and keys are those of developer.xero.com's pages: 60 calls a minute and 5,000
//! a day in fixed windows, keys that are kept for six minutes with whatever was answered, errors
//! too.

mod elements;
mod lists;
mod play;
mod routes;
mod rules;

use std::collections::BTreeMap;
use std::sync::{LazyLock, MutexGuard};

use chrono::DateTime;
use serde_json::{Value, json};

use crate::service::Service;
use crate::sign_in::{Door, Manner};
use crate::specs::{Checked, Description};

/// The organisation's id.
pub const TENANT: &str = "b1d5e0f0-0000-4000-8000-00000000beef";

static DESCRIPTION: LazyLock<Option<Description>> =
    LazyLock::new(|| Description::find("xero/xero-mock-strict.json"));

/// What the server keeps.
struct Books {
    now: i64,
    counter: u64,
    door: Door,
    /// Elements of each list, the oldest first.
    lists: BTreeMap<&'static str, Vec<Value>>,
    /// What was asked under a key, when, and what was answered.
    keys: BTreeMap<String, (i64, String, crate::service::Answer)>,
    connected: bool,
    period_lock: Option<String>,
    /// The minute and the day that calls are counted in, and how many there were.
    minute: (i64, usize),
    day: (i64, usize),
    calls: Vec<String>,
    wrongs: Vec<String>,
    checked: Checked,
}

impl Books {
    fn at(now: i64) -> Books {
        let mut books = Books {
            now,
            counter: 0,
            // <https://developer.xero.com/faq/oauth2>: 30 minutes each.
            door: Door::new(Manner { access: 1_800, grace: 1_800, secret: false }),
            lists: BTreeMap::new(),
            keys: BTreeMap::new(),
            connected: true,
            period_lock: None,
            minute: (0, 0),
            day: (0, 0),
            calls: Vec::new(),
            wrongs: Vec::new(),
            checked: Checked::default(),
        };
        for (code, name, kind, pays) in [
            ("200", "Sales", "REVENUE", false),
            ("404", "Bank Fees", "EXPENSE", false),
            ("410", "Bad Debts", "EXPENSE", false),
            ("611", "Processor Clearing", "CURRENT", true),
            ("090", "Business Bank Account", "BANK", false),
        ] {
            books.make(
                "Accounts",
                json!({ "Code": code, "Name": name, "Type": kind, "Status": "ACTIVE",
                    "EnablePaymentsToAccount": pays, "TaxType": "NONE" }),
            );
        }
        for (kind, name, rate) in [("OUTPUT", "Tax on Sales", "8.25"), ("NONE", "Tax Exempt", "0")]
        {
            let rate: Value = serde_json::from_str(rate).expect("a number");
            books.lists.entry("TaxRates").or_default().push(
                json!({ "TaxType": kind, "Name": name, "Status": "ACTIVE", "EffectiveRate": rate,
                    "CanApplyToRevenue": true }),
            );
        }
        books
    }

    /// A fresh id.
    fn id(&mut self) -> String {
        self.counter += 1;
        format!("00000000-0000-4000-8000-{:012}", self.counter)
    }

    /// This instant as Xero writes it, each later than the one before.
    fn stamp(&mut self) -> String {
        self.counter += 1;
        let milliseconds = self.now * 1_000 + i64::try_from(self.counter % 1_000).unwrap_or(0);
        format!("/Date({milliseconds}+0000)/")
    }

    /// A new element of a list.
    fn make(&mut self, list: &'static str, mut fields: Value) -> Value {
        fields[rules::id_of(list)] = json!(self.id());
        fields["UpdatedDateUTC"] = json!(self.stamp());
        self.lists.entry(list).or_default().push(fields.clone());
        fields
    }

    /// The element of a list with a field of this value.
    fn with(&self, list: &str, field: &str, value: &str) -> Option<Value> {
        let mut all = self.lists.get(list).into_iter().flatten();
        all.find(|one| one[field] == value && !value.is_empty()).cloned()
    }

    /// Changes fields of an element.
    fn change(&mut self, list: &str, id: &str, fields: Value) -> Value {
        let stamp = self.stamp();
        let all = self.lists.get_mut(list).expect("there is such a list");
        let own = rules::id_of(list);
        let one = all.iter_mut().find(|one| one[own] == id).expect("the element exists");
        for (field, value) in fields.as_object().into_iter().flatten() {
            one[field] = value.clone();
        }
        one["UpdatedDateUTC"] = json!(stamp);
        one.clone()
    }
}

/// A day as Xero writes it: `2026-03-02` as `/Date(1772409600000+0000)/`.
fn written(day: &str) -> String {
    let midnight = DateTime::parse_from_rfc3339(&format!("{day}T00:00:00Z"));
    let seconds = midnight.map(|at| at.timestamp()).unwrap_or_default();
    format!("/Date({}+0000)/", seconds * 1_000)
}

/// The server, as long as the test holds it.
pub struct XeroServer {
    service: Service<Books>,
}

impl XeroServer {
    /// An organisation in dollars, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> XeroServer {
        XeroServer { service: Service::start(Books::at(now)) }
    }

    /// The address that stands in for Xero's.
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

    /// What was wrong with requests, or with this server's own answers.
    pub fn wrongs(&self) -> Vec<String> {
        self.books().wrongs.clone()
    }

    /// The calls so far, as `PUT /api.xro/2.0/Invoices`.
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }

    /// How much was held against the description; nothing where it is not there.
    pub fn checked(&self) -> Option<Checked> {
        DESCRIPTION.as_ref().map(|_| self.books().checked)
    }
}
