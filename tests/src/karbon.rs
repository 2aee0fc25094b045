//! A Karbon on this computer: one practice with its people, clients, work and files.
//!
//! Every request and answer is held against Karbon's own description. What it cannot say stands in
//! `answers`: who may be given work, which client there is, what a file is put beside. It keeps no
//! keys of acts, as Karbon does not, so a call that is made twice makes two things.

mod answers;

use std::sync::{LazyLock, MutexGuard};

use serde_json::{Value, json};

use crate::service::Service;
use crate::specs::{Checked, Description};

/// The application's key, easy to find where it should not be.
pub const APPLICATION: &str = "canary4711-0000-4000-8000-canary4711";
/// The practice's own.
pub const ACCESS: &str = "canary4711.canary4711canary4711.canary4711";
/// Who works there.
pub const PERSON: &str = "nora@bell.example";

static DESCRIPTION: LazyLock<Option<Description>> =
    LazyLock::new(|| Description::find("karbon/karbon-mock.json"));

/// What the server keeps.
struct Books {
    now: i64,
    counter: u64,
    tenant: String,
    /// Contacts and organisations, with `kind` beside what Karbon tells.
    clients: Vec<Value>,
    work: Vec<Value>,
    /// Files, with `client` beside what Karbon tells.
    files: Vec<Value>,
    /// The minute that calls are counted in, and how many there were.
    minute: (i64, usize),
    calls: Vec<String>,
    wrongs: Vec<String>,
    checked: Checked,
}

/// The server, as long as the test holds it.
pub struct KarbonServer {
    service: Service<Books>,
}

impl KarbonServer {
    /// A practice of one, whose clock stands at an instant in seconds.
    pub fn at(now: i64) -> KarbonServer {
        let books = Books {
            now,
            counter: 0,
            tenant: "2bFbPl4wTz9L".to_owned(),
            clients: Vec::new(),
            work: Vec::new(),
            files: Vec::new(),
            minute: (0, 0),
            calls: Vec::new(),
            wrongs: Vec::new(),
            checked: Checked::default(),
        };
        KarbonServer { service: Service::start(books) }
    }

    /// The address that stands in for Karbon's.
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

    /// The calls so far, as `POST /v3/WorkItems`.
    pub fn calls(&self) -> Vec<String> {
        self.books().calls.clone()
    }

    /// How much was held against the description; nothing where it is not there.
    pub fn checked(&self) -> Option<Checked> {
        DESCRIPTION.as_ref().map(|_| self.books().checked)
    }

    /// The clock goes on.
    pub fn pass(&self, seconds: i64) {
        self.books().now += seconds;
    }

    /// The same keys open another practice from now on.
    pub fn becomes(&self, tenant: &str) {
        tenant.clone_into(&mut self.books().tenant);
    }

    /// Somebody adds an organisation by hand.
    pub fn organisation(&self, name: &str, email: &str) -> String {
        let mut books = self.books();
        let fields = json!({ "FullName": name, "BusinessCards": [{ "EmailAddresses": [email] }] });
        books.add_client("Organization", &fields)
    }

    /// Somebody calls a piece of work otherwise.
    pub fn rename_work(&self, from: &str, to: &str) {
        let mut books = self.books();
        let one = books.work.iter_mut().find(|one| one["Title"] == from).expect("it is there");
        one["Title"] = json!(to);
    }

    /// All that is there, a line each: clients, work with its fee, files with whose they are.
    pub fn shown(&self) -> Vec<String> {
        let books = self.books();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let clients = books.clients.iter().map(|one| format!("client {}", text(&one["FullName"])));
        let work = books.work.iter().map(|one| {
            let fee = &one["FeeSettings"]["FeeValue"];
            format!("work {}, {fee}, {}", text(&one["Title"]), text(&one["AssigneeEmailAddress"]))
        });
        let files = books
            .files
            .iter()
            .map(|one| format!("file {} of {} bytes", text(&one["FileName"]), one["FileSize"]));
        clients.chain(work).chain(files).collect()
    }
}
