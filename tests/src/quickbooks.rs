//! A QuickBooks Online on this computer: one company with accounts, customers, items, invoices,
//! credit memos, payments, deposits and checks, and a clock of its own.
//!
//! Every request is held against a description of the calls and every entity, asked for or
//! answered, against schemas made of Intuit's own XSDs. What those cannot say (lengths, the token
//! that each change must name, names that are unique) stands in `rules`, with its source.

mod entities;
mod play;
mod query;
mod routes;
mod rules;

use std::collections::BTreeMap;
use std::sync::{LazyLock, MutexGuard};

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use crate::service::{Answer, Service};
use crate::sign_in::{Door, Manner};
use crate::specs::{Checked, Description, Schemas};

/// The company's id.
pub const REALM: &str = "9130350000004711";

static DESCRIPTION: LazyLock<Option<Description>> =
    LazyLock::new(|| Description::find("quickbooks/qbo-mock.openapi.json"));
static SCHEMAS: LazyLock<Option<Schemas>> =
    LazyLock::new(|| Schemas::find("quickbooks/qbo-v3-strict.schema.json"));

/// What the server keeps.
struct Books {
    now: i64,
    counter: u64,
    door: Door,
    /// Entities of each kind, the oldest first.
    kinds: BTreeMap<String, Vec<Value>>,
    /// Names of what was deleted, with the kind and the second.
    deleted: Vec<(String, String, i64)>,
    /// What was answered under an id; an error too.
    keys: BTreeMap<String, Answer>,
    closed_until: Option<String>,
    own_numbers: bool,
    revoked: bool,
    /// The minute that calls are counted in, and how many there were.
    minute: (i64, usize),
    calls: Vec<String>,
    wrongs: Vec<String>,
    checked: Checked,
}

impl Books {
    fn at(now: i64) -> Books {
        let mut books = Books {
            now,
            counter: 0,
            // Intuit's FAQ: an hour, and 24 hours for the refresh token before.
            door: Door::new(Manner { access: 3_600, grace: 86_400, secret: true }),
            kinds: BTreeMap::new(),
            deleted: Vec::new(),
            keys: BTreeMap::new(),
            closed_until: None,
            own_numbers: true,
            revoked: false,
            minute: (0, 0),
            calls: Vec::new(),
            wrongs: Vec::new(),
            checked: Checked::default(),
        };
        for (name, kind) in [
            ("Services", "Income"),
            ("Bad Debts", "Expense"),
            ("Processor Fees", "Expense"),
            ("Processor Clearing", "Other Current Asset"),
            ("Checking", "Bank"),
            ("Accounts Receivable (A/R)", "Accounts Receivable"),
        ] {
            books.make("Account", json!({ "Name": name, "AccountType": kind, "Active": true }));
        }
        let rate = books.make("TaxRate", json!({ "Name": "State", "RateValue": 8.25 }));
        let rates = json!({ "TaxRateDetail": [{ "TaxRateRef": { "value": rate["Id"] } }] });
        books
            .make("TaxCode", json!({ "Name": "State", "SalesTaxRateList": rates, "Active": true }));
        // The code of what is not taxed in the United States has a name for an id (Intuit's
        // recorded invoice).
        let untaxed = json!({ "Id": "NON", "SyncToken": "0", "Name": "NON", "Active": true });
        books.kinds.entry("TaxCode".to_owned()).or_default().push(untaxed);
        books
    }

    /// A new entity.
    fn make(&mut self, kind: &str, mut fields: Value) -> Value {
        self.counter += 1;
        fields["Id"] = json!(self.counter.to_string());
        fields["SyncToken"] = json!("0");
        fields["domain"] = json!("QBO");
        fields["sparse"] = json!(false);
        let at = self.instant();
        fields["MetaData"] = json!({ "CreateTime": at, "LastUpdatedTime": at });
        self.kinds.entry(kind.to_owned()).or_default().push(fields.clone());
        fields
    }

    fn instant(&self) -> String {
        let at = DateTime::from_timestamp(self.now, 0).unwrap_or_default();
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    fn get(&self, kind: &str, id: &str) -> Option<Value> {
        self.kinds.get(kind)?.iter().find(|one| one["Id"] == id).cloned()
    }

    /// Changes fields of an entity; its token goes on.
    fn change(&mut self, kind: &str, id: &str, fields: Value) -> Value {
        let at = self.instant();
        let all = self.kinds.get_mut(kind).expect("there are entities of this kind");
        let one = all.iter_mut().find(|one| one["Id"] == id).expect("the entity exists");
        for (field, value) in fields.as_object().into_iter().flatten() {
            one[field] = value.clone();
        }
        let token: u64 = one["SyncToken"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0);
        one["SyncToken"] = json!((token + 1).to_string());
        one["sparse"] = json!(false);
        one["MetaData"]["LastUpdatedTime"] = json!(at);
        one.clone()
    }
}

/// The server, as long as the test holds it.
pub struct QuickBooksServer {
    service: Service<Books>,
}

impl QuickBooksServer {
    /// A company in dollars, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> QuickBooksServer {
        QuickBooksServer { service: Service::start(Books::at(now)) }
    }

    /// The address that stands in for QuickBooks'.
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

    /// The calls so far.
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }

    /// How much was held against the description; nothing where it is not there.
    pub fn checked(&self) -> Option<Checked> {
        DESCRIPTION.as_ref().map(|_| self.books().checked)
    }
}
