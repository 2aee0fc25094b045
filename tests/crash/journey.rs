//! The whole path as single steps: what is asked, what shows that it was done, and what a second
//! asking comes to.

use serde_json::{Value, json};
use tests::{Serving, file, in_person, monthly, practice};

/// How many steps the path has.
pub(crate) const STEPS: usize = 14;

/// Rows that show how far the path has gone: a query of the program and where its count stands.
#[derive(Default)]
pub(crate) struct Journey {
    client: Value,
    proposal: Value,
    revision: Value,
    service: Value,
    invoice: Value,
    account: Value,
    line: Value,
    payment: Value,
}

fn invoices() -> Value {
    json!({ "view": "all", "filter": "", "sort": "number", "descending": false, "offset": 0,
        "limit": 100 })
}

fn statement() -> Value {
    let rows = "Date,Description,Amount,Balance\n\
        2026-03-03,ALDER BAKERY INV-0001,450.00,1450.00\n\
        2026-03-04,FEE,-15.00,1435.00\n";
    file("bank.csv", rows.as_bytes())
}

fn reply(program: &mut Serving, name: &str, question: Value) -> Value {
    let said = program.ask(name, &question).expect("the program answers");
    assert!(said["failure"].is_null(), "{name}: {said}");
    said["done"]["reply"].clone()
}

fn length(rows: &Value) -> usize {
    rows.as_array().map_or(0, Vec::len)
}

impl Journey {
    /// What step `step` asks.
    pub(crate) fn question(&self, step: usize) -> (&'static str, Value) {
        let charge = |n: i64| json!({ "agreement_service_id": self.service, "occurrence": n });
        let issue = |n: i64| json!({ "charges": [charge(n)], "date": "own_date", "merge": false });
        match step {
            0 => ("books.create", json!({ "practice": practice(), "folder": null })),
            1 => (
                "clients.add",
                json!({ "name": "Alder Bakery LLC", "kind": "business",
                "contact": "", "email": "", "phone": "", "address": "", "tax_number": "",
                "payer_names": "", "notes": "" }),
            ),
            2 => ("proposals.create", json!({ "client_id": self.client })),
            3 => ("proposals.save", self.draft()),
            4 => ("proposals.send", json!({ "id": self.proposal })),
            5 => {
                let revision = self.revision.as_str().unwrap_or_default();
                ("acceptances.in_person", in_person(revision, "June Alder"))
            }
            6 => ("catch_up.issue", issue(0)),
            7 => ("catch_up.issue", issue(1)),
            8 => ("catch_up.waive", json!({ "charges": [charge(2)], "reason": "A gift" })),
            9 => (
                "statements.import",
                json!({ "account_id": null, "file": statement(), "mapping": null }),
            ),
            10 => (
                "matches.accept",
                json!({ "line_id": self.line, "explain": {
                "kind": "invoices", "client_id": self.client,
                "invoices": [self.invoice] } }),
            ),
            11 => (
                "payments.record",
                json!({ "client_id": self.client,
                "received_on": "2026-03-05", "amount": "100.00", "method": "cheque",
                "reference": "2231", "allocations": [] }),
            ),
            12 => ("payments.reverse", json!({ "id": self.payment, "reason": "A mistake" })),
            _ => ("books.backup", json!({})),
        }
    }

    fn draft(&self) -> Value {
        json!({ "id": self.proposal, "draft": { "client_id": self.client,
            "signatories": [{ "name": "June Alder", "capacity": "", "email": "" }],
            "starts_on": "2026-01-31", "valid_until": "2999-01-01", "payment_days": "15",
            "discount_percent": "", "opening": "Thank you.", "further_terms": "",
            "lines": [monthly("Bookkeeping", "450.00")] } })
    }

    /// Asks step `step` and waits for its answer.
    pub(crate) fn take(&mut self, program: &mut Serving, step: usize) -> Option<Value> {
        let (name, question) = self.question(step);
        let said = program.ask(name, &question)?;
        assert!(said["failure"].is_null(), "step {step}, {name}: {said}");
        self.learn(program);
        Some(said)
    }

    /// Asks a step that was taken before once more; it is refused, or adds what may be added.
    pub(crate) fn again(&mut self, program: &mut Serving, step: usize) {
        let (name, question) = self.question(step);
        let before = self.done(program);
        // A second client, draft or payment of the same words is no mistake the program can see.
        if matches!(step, 1 | 2 | 3 | 4 | 11 | 13) {
            return;
        }
        let said = program.ask(name, &question).expect("the program answers");
        let known = said["done"]["reply"]["added"] == 0;
        assert!(!said["failure"].is_null() || known, "step {step}, {name}: {said}");
        assert_eq!(self.done(program), before, "step {step}, {name}");
    }

    /// Looks up the ids that later steps need, as a person would find them on screen.
    fn learn(&mut self, program: &mut Serving) {
        let clients = reply(program, "clients.list", json!({ "archived": false }));
        self.client = clients["rows"][0]["id"].clone();
        let proposals = reply(program, "proposals.list", json!({}));
        self.proposal = proposals["rows"][0]["id"].clone();
        if !self.proposal.is_null() {
            let page = reply(program, "proposals.show", json!({ "id": self.proposal }));
            self.revision = page["revisions"][0]["id"].clone();
        }
        let agreements = reply(program, "agreements.list", json!({}));
        if let Some(id) = agreements["rows"][0]["id"].as_str() {
            let page = reply(program, "agreements.show", json!({ "id": id }));
            self.service = page["services"][0]["id"].clone();
        }
        self.invoice = reply(program, "invoices.list", invoices())["rows"][0]["id"].clone();
        self.account = reply(program, "bank.accounts", json!({}))["rows"][0]["id"].clone();
        if !self.account.is_null() {
            let rows = self.lines(program);
            let paid = rows.iter().find(|line| line["amount"]["minor"] == 45_000);
            self.line = paid.map(|line| line["id"].clone()).unwrap_or_default();
        }
        let payments = reply(program, "payments.list", json!({}))["rows"].clone();
        let cheque = payments
            .as_array()
            .and_then(|rows| rows.iter().find(|payment| payment["method"] == "cheque").cloned());
        self.payment = cheque.map(|payment| payment["id"].clone()).unwrap_or_default();
    }

    fn lines(&self, program: &mut Serving) -> Vec<Value> {
        let asked = json!({ "account_id": self.account, "view": "all", "filter": "", "offset": 0,
            "limit": 100 });
        let rows = reply(program, "lines.list", asked)["rows"].clone();
        rows.as_array().cloned().unwrap_or_default()
    }

    /// How many steps the book shows as done, each exactly once.
    fn done(&mut self, program: &mut Serving) -> usize {
        let status = program.ask("books.status", &json!({})).expect("the program answers");
        assert!(status["failure"].is_null(), "{status}");
        if status["done"]["reply"]["open"].is_null() {
            return 0;
        }
        self.learn(program);
        let verified = reply(program, "books.verify", json!({}));
        assert_eq!(verified["findings"], json!([]));
        let marks = self.marks(program);
        let steps = marks.iter().take_while(|mark| **mark).count();
        let later = marks[steps..].iter().any(|mark| *mark);
        assert!(!later, "a step is missing before a later one: {marks:?}");
        steps
    }

    /// For each step whether its work is there; more of it than once is a failure.
    fn marks(&mut self, program: &mut Serving) -> Vec<bool> {
        let once = |what: &str, count: usize| {
            assert!(count <= 1, "{what}, {count} times");
            count == 1
        };
        let mut marks = vec![true];
        let clients = reply(program, "clients.list", json!({ "archived": false }));
        marks.push(once("client", length(&clients["rows"])));
        let proposals = reply(program, "proposals.list", json!({}));
        marks.push(once("proposal", length(&proposals["rows"])));
        let page = if self.proposal.is_null() {
            Value::Null
        } else {
            reply(program, "proposals.show", json!({ "id": self.proposal }))
        };
        marks.push(once("line", length(&page["draft"]["lines"])));
        marks.push(once("revision", length(&page["revisions"])));
        let agreements = reply(program, "agreements.list", json!({}));
        marks.push(once("agreement", length(&agreements["rows"])));
        marks.extend(self.money(program));
        marks
    }

    fn money(&mut self, program: &mut Serving) -> Vec<bool> {
        let list = reply(program, "invoices.list", invoices());
        let numbers: Vec<&str> = list["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["number"].as_str())
            .collect();
        assert!(["INV-0001", "INV-0002"].starts_with(&numbers), "{numbers:?}");
        let due = reply(program, "catch_up.show", json!({}));
        let third = due["clients"][0]["charges"]
            .as_array()
            .is_some_and(|charges| charges.iter().any(|charge| charge["occurrence"] == 2));
        let lines = if self.account.is_null() { Vec::new() } else { self.lines(program) };
        assert!(matches!(lines.len(), 0 | 2), "{} lines", lines.len());
        let matched = lines.iter().filter(|line| line["state"] == "explained").count();
        let payments = reply(program, "payments.list", json!({}))["rows"].clone();
        let cheques: Vec<&Value> = payments
            .as_array()
            .into_iter()
            .flatten()
            .filter(|payment| payment["method"] == "cheque")
            .collect();
        assert!(matched <= 1 && cheques.len() <= 1, "{matched} matches, {cheques:?}");
        let paid = list["rows"][0]["state"] == "paid";
        assert_eq!(paid, matched == 1, "a match and its payment go together");
        let status = reply(program, "status.show", json!({}));
        vec![
            !numbers.is_empty(),
            numbers.len() == 2,
            numbers.len() == 2 && !third && !self.service.is_null(),
            lines.len() == 2,
            matched == 1,
            cheques.len() == 1,
            cheques.iter().any(|cheque| !cheque["reversed"].is_null()),
            !status["backed_up_at"].is_null(),
        ]
    }

    /// Sees exactly `steps` steps done.
    pub(crate) fn reached(&mut self, program: &mut Serving, steps: usize) {
        assert_eq!(self.done(program), steps);
    }

    /// Sees `steps` steps done, or one more: the one that was not yet answered.
    pub(crate) fn reached_or_one_more(&mut self, program: &mut Serving, steps: usize) -> usize {
        let done = self.done(program);
        assert!(done == steps || done == steps + 1, "{done} steps after {steps}");
        done
    }
}
