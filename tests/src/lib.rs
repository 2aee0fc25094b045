//! The kit: a whole program in memory with a stopped clock and ids that count.

pub mod answering;
mod books_there;
pub mod deposits;
mod folder;
pub mod gocardless;
pub mod karbon;
mod mail_server;
pub mod quickbooks;
mod referee;
mod service;
mod serving;
mod sign_in;
mod specs;
pub mod square;
pub mod stripe;
mod world;
pub mod xero;

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use app::failure::Failure;
use app::home::Home;
use app::ledgers::Next;
use app::{App, Done};
use domain::ledgers::Brand;
use domain::ports::Secret;
use expect_test::Expect;
use serde_json::{Value, json};

pub use books_there::{BooksThere, Fate};
pub use folder::Folder;
pub use mail_server::{Authority, Encrypts, MailServer, Mood, Received};
pub use service::Fault;
pub use serving::{Serving, cli};
pub use sign_in::{CLIENT, SECRET};
pub use specs::Checked;
pub use world::{MemoryKeyring, StoppedWorld};

/// A practitioner's desk: the program, its book in memory, and a calendar that turns on demand.
pub struct Desk {
    /// The program.
    pub app: App,
    world: Arc<StoppedWorld>,
    /// The keyring.
    pub keyring: Arc<MemoryKeyring>,
}

impl Desk {
    /// A desk in Portland, Maine, on the morning of `day`, with a practice and nothing else.
    pub fn on(day: &str) -> Desk {
        let mut desk = Desk::bare(day, Home::Memory);
        desk.call("books.create", json!({ "practice": practice(), "folder": null }));
        desk
    }

    /// A desk without a book.
    pub fn bare(day: &str, home: Home) -> Desk {
        let world = Arc::new(StoppedWorld::on(day));
        let keyring = Arc::new(MemoryKeyring::default());
        Desk { app: App::new(world.clone(), keyring.clone(), home), world, keyring }
    }

    /// The same desk after its program ended; no book is open.
    fn restarted(self, home: Home) -> Desk {
        let Desk { app, world, keyring } = self;
        drop(app);
        Desk { app: App::new(world.clone(), keyring.clone(), home), world, keyring }
    }

    /// Turns the calendar to the morning of `day`.
    pub fn turn_to(&self, day: &str) {
        self.world.turn_to(day);
    }

    /// Turns the clock to an instant, `2026-03-02T09:00:00Z`.
    pub fn turn_to_instant(&self, instant: &str) {
        self.world.turn_to_instant(instant);
    }

    /// Runs a command that must succeed; its answer.
    pub fn call(&mut self, name: &str, question: Value) -> Value {
        self.done(name, question).reply
    }

    /// Runs a command that must succeed; all that it did.
    pub fn done(&mut self, name: &str, question: Value) -> Done {
        match self.app.call(name, question) {
            Ok(done) => done,
            Err(failure) => panic!("{name} was refused: {failure:?}"),
        }
    }

    /// Runs a command that must be refused.
    pub fn refused(&mut self, name: &str, question: Value) -> Failure {
        match self.app.call(name, question) {
            Ok(done) => panic!("{name} was not refused: {}", done.reply),
            Err(failure) => failure,
        }
    }

    /// Runs a command and compares what a person would see: the answer, or the refusal.
    pub fn ask(&mut self, name: &str, question: Value, expected: Expect) {
        let seen = match self.app.call(name, question) {
            Ok(done) => format!("{:#}\n", done.reply),
            Err(failure) => {
                let field = failure.field.map(|f| format!(" ({f})")).unwrap_or_default();
                format!("no: {:?}: {}{field}\n", failure.code, failure.message)
            }
        };
        expected.assert_eq(&seen);
    }

    /// Takes back what `done` did.
    pub fn undo(&mut self, done: &Done) -> Value {
        let undo = done.undo.clone().expect("this act can be undone");
        self.call(&undo.name, undo.question)
    }

    /// A client by name; its id.
    pub fn client(&mut self, name: &str) -> String {
        let form = json!({ "name": name, "kind": "business", "contact": "", "email": "",
            "phone": "", "address": "1 Main Street\nPortland, Maine 04101", "tax_number": "",
            "payer_names": "", "notes": "" });
        id(&self.call("clients.add", form))
    }

    /// Fills every blank of the practice's clauses that nothing fills yet.
    pub fn fill_blanks(&mut self) {
        let library = self.call("clauses.library", json!({}));
        for blank in library["blanks"].as_array().cloned().unwrap_or_default() {
            let value = match blank["kind"].as_str() {
                Some("days") => "30",
                Some("years") => "6",
                Some("percent") if blank["name"] == "late_rate_month" => "1%",
                Some("percent") => "12%",
                Some("money") => "1,000.00 GBP",
                Some("date") => "2026-12-01",
                _ => match blank["name"].as_str().unwrap_or_default() {
                    "professional_body" => "the Institute of Chartered Accountants",
                    "insurer" => "Harbour Mutual Insurance, 4 Quay Street",
                    "supervisor" => "the Institute of Chartered Accountants",
                    "privacy_notice" => "halloway.example/privacy",
                    "tax_forms" => "the income tax return and the forms it calls for",
                    "tax_places" => "the country and state named at the head",
                    _ => "what we name to you in writing",
                },
            };
            if blank["from"] == "none" {
                self.call("clauses.fill", json!({ "name": blank["name"], "value": value }));
            }
        }
    }

    /// A proposal with these lines, sent; the ids of proposal and revision.
    pub fn sent(&mut self, client: &str, starts_on: &str, lines: Value) -> (String, String) {
        self.sent_with(starts_on, client, |draft| draft["lines"] = lines)
    }

    /// A proposal that is made as one likes, sent; the ids of proposal and revision.
    pub fn sent_with(
        &mut self,
        starts_on: &str,
        client: &str,
        make: impl FnOnce(&mut Value),
    ) -> (String, String) {
        let proposal = id(&self.call("proposals.create", json!({ "client_id": client })));
        let page = self.call("proposals.show", json!({ "id": proposal }));
        let mut draft = page["draft"].clone();
        draft["starts_on"] = json!(starts_on);
        make(&mut draft);
        self.call("proposals.save", json!({ "id": proposal, "draft": draft }));
        let sent = self.call("proposals.send", json!({ "id": proposal }));
        let revision = sent["revision"]["id"].as_str().expect("a revision has an id").to_owned();
        (proposal, revision)
    }

    /// An agreement accepted in person; its id.
    pub fn agreement(&mut self, client: &str, starts_on: &str, lines: Value) -> String {
        let (_, revision) = self.sent(client, starts_on, lines);
        let accepted = self.call("acceptances.in_person", in_person(&revision, "June Alder"));
        accepted["agreement_id"].as_str().expect("an agreement has an id").to_owned()
    }

    /// Bills everything that is due, each on its own date; the numbers.
    pub fn bill_all(&mut self) -> Vec<String> {
        let due = self.call("catch_up.show", json!({}));
        let keys = charge_keys(&due);
        if keys.is_empty() {
            return Vec::new();
        }
        let asked = json!({ "charges": keys, "date": "own_date", "merge": false });
        let issued = self.call("catch_up.issue", asked);
        texts(&issued["numbers"])
    }

    /// Lets the built-in processor take every turn there is; what was done, in order.
    pub fn turns(&mut self) -> Vec<String> {
        let mut done = Vec::new();
        while let Some(turn) = self.app.next_turn().expect("turns can be planned") {
            let words = format!("{:?}", turn.what);
            done.push(words.split('(').next().unwrap_or_default().to_owned());
            assert!(done.len() < 500, "turns end: {:?}", &done[480..]);
            let trial = turn.trial().expect("only the built-in processor is connected");
            let said = turn.take(trial);
            self.app.end_turn(turn, said, &[]).expect("a turn can be settled");
        }
        done
    }

    /// Connects the books of others, with all that signing in there leaves behind.
    pub fn connect_ledger(&mut self, brand: Brand, books: &BooksThere) {
        let done = self.app.connect_ledger(brand, &books.who(), &Secret::new("signed in"));
        done.expect("a ledger can be connected");
    }

    /// Lets a ledger take every turn of the run that is being made; what was said, in order.
    pub fn sync_turns(&mut self, books: &BooksThere) -> Vec<String> {
        let mut said = Vec::new();
        while let Next::Take(turn) = self.app.next_sync_turn().expect("turns can be planned") {
            let words = format!("{:?}", turn.say);
            said.push(words.split('(').next().unwrap_or_default().to_owned());
            assert!(said.len() < 500, "runs end: {:?}", &said[480..]);
            let heard = turn.take(books);
            self.app.end_sync_turn(turn, heard, &[]).expect("a turn can be settled");
        }
        said
    }

    /// Makes a whole run, a dry one or not; what came of it, in its own words.
    pub fn sync(&mut self, books: &BooksThere, dry: bool) -> String {
        self.call("ledgers.run", json!({ "dry": dry }));
        self.sync_turns(books);
        let page = self.call("ledgers.show", json!({}));
        page["connected"]["runs"][0]["words"].as_str().expect("a run ends in words").to_owned()
    }

    /// Every finding of the book's own check; none is good.
    pub fn findings(&mut self) -> Vec<String> {
        texts(&self.call("books.verify", json!({}))["findings"])
    }

    /// The open amount of an invoice by its number, as plain minor units.
    pub fn open_of(&mut self, number: &str) -> i64 {
        let row = self.invoice(number);
        row["open"]["minor"].as_i64().expect("an amount is a whole number")
    }

    /// An invoice's row by its number.
    pub fn invoice(&mut self, number: &str) -> Value {
        let asked = json!({ "view": "all", "filter": number, "sort": "number",
            "descending": false, "offset": 0, "limit": 10 });
        self.call("invoices.list", asked)["rows"][0].clone()
    }
}

/// A practice form that needs no change.
pub fn practice() -> Value {
    json!({ "name": "Halloway Accounting", "person": "Nora Halloway, CPA",
        "address": "14 Custom House Street\nPortland, Maine 04101",
        "email": "nora@halloway.example", "phone": "(207) 555-0110", "jurisdiction": "US",
        "region": "Maine", "currency": "USD", "time_zone": "America/New_York",
        "tax_registration": "", "usual_tax": "none", "payment_days": "15",
        "how_to_pay": "By transfer to Casco Bank, account ending 2208.",
        "profession": "accountant", "letter_setting": "ragged",
        "invoice_prefix": "INV-", "next_invoice": "1", "proposal_prefix": "PR-",
        "logo": null, "remove_logo": false })
}

/// A line of a draft that recurs each month on the start day.
pub fn monthly(name: &str, price: &str) -> Value {
    line(name, price, json!({ "kind": "recurring", "every": "month", "day": "start_day" }))
}

/// A line of a draft.
pub fn line(name: &str, price: &str, billing: Value) -> Value {
    json!({ "service_id": null, "kind": "other", "name": name,
        "description": format!("We do {name}."), "billing": billing, "quantity": "1",
        "price": price, "pricing": { "kind": "fixed" }, "tax": "none",
        "offered": { "kind": "always" }, "discount": null, "deposit_percent": "" })
}

/// An acceptance on this screen with everything agreed and a drawn signature.
pub fn in_person(revision: &str, signer: &str) -> Value {
    json!({ "revision_id": revision, "signing": signing(signer), "read": true, "agreed": true,
         "consented": true,
        "signature": [[{ "x": 100, "y": 200 }, { "x": 300, "y": 80 }, { "x": 500, "y": 220 }]] })
}

/// Who signs, in a letter without a choice.
pub fn signing(signer: &str) -> Value {
    json!({ "signer": signer, "capacity": "Owner" })
}

/// The keys of every charge in a catch-up review.
pub fn charge_keys(review: &Value) -> Vec<Value> {
    let clients = review["clients"].as_array().cloned().unwrap_or_default();
    let charges = clients
        .iter()
        .flat_map(|client| client["charges"].as_array().cloned().unwrap_or_default().into_iter());
    charges
        .map(|charge| {
            json!({ "agreement_service_id": charge["agreement_service_id"],
                "occurrence": charge["occurrence"], "beyond_cap": charge["beyond_cap"] })
        })
        .collect()
}

/// The `id` of an answer.
pub fn id(answer: &Value) -> String {
    answer["id"].as_str().expect("the answer has an id").to_owned()
}

/// An array of texts.
pub fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A file for a question.
pub fn file(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "content": app::wire::encode(bytes) })
}

/// A fixture of this package.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the preview of a list: line, cells, and what would become of each.
pub fn rows_of_import(preview: &Value) -> String {
    let mut text = String::new();
    for row in preview["rows"].as_array().cloned().unwrap_or_default() {
        let cells = texts(&row["cells"]).join(" | ");
        let said = [&row["outcome"], &row["note"]].map(|word| word.as_str().unwrap_or_default());
        let _ = writeln!(text, "{} | {cells} | {}", row["line"], said.join(": "));
    }
    text
}

/// Rows as one line each: the named fields, amounts as plain minor units.
pub fn table(rows: &Value, fields: &[&str]) -> String {
    let mut text = String::new();
    for row in rows.as_array().cloned().unwrap_or_default() {
        let cells: Vec<String> = fields
            .iter()
            .map(|field| match &row[field] {
                Value::String(words) => words.clone(),
                Value::Object(amount) => amount["minor"].to_string(),
                other => other.to_string(),
            })
            .collect();
        let _ = writeln!(text, "{}", cells.join(" | "));
    }
    text
}
