//! Rule 19: books made by the real program of each version open, verify and show the same figures.
//!
//! `fixtures/books/v1.quittance` was made by `quittance-cli`. Until that version is released,
//! `UPDATE_FIXTURES=1 cargo test -p tests --test journeys stored_books` makes it anew.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tests::{Desk, Folder, cli, file, in_person, line, monthly, practice, table};

fn stored(version: u32) -> PathBuf {
    let name = format!("fixtures/books/v{version}.quittance");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// One command of the real program; its answer.
fn call(book: &Path, name: &str, question: &Value) -> Value {
    let mut command = Command::new(cli());
    command.arg("--book").arg(book).args(["call", name]).arg(question.to_string());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{name}: {said}");
    serde_json::from_str(&said).unwrap()
}

/// A small practice with a bit of everything, on days long past.
fn make_anew(book: &Path) {
    let _ = std::fs::remove_file(book);
    std::fs::create_dir_all(book.parent().unwrap()).unwrap();
    let call = |name: &str, question: Value| call(book, name, &question);
    call("books.create", json!({ "practice": practice(), "folder": null }));
    let form = json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "June Alder",
        "email": "june@alder.example", "phone": "", "address": "1 Main Street\nPortland",
        "tax_number": "", "payer_names": "", "notes": "" });
    let client = call("clients.add", form)["id"].clone();
    let proposal = call("proposals.create", json!({ "client_id": client }))["id"].clone();
    let mut draft = call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-31");
    draft["lines"] = json!([
        monthly("Bookkeeping", "450.00"),
        line("Advice", "150.00", json!({ "kind": "hourly", "cap_hours": "10" })),
    ]);
    call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap();
    let accepted = call("acceptances.in_person", in_person(revision, "June Alder"));
    let page = call("agreements.show", json!({ "id": accepted["agreement_id"] }));
    call(
        "deliveries.record",
        json!({ "agreement_service_id": page["services"][1]["id"],
        "delivered_on": "2026-02-03", "hours": "1.5", "note": "A question about payroll" }),
    );
    let key = |service: usize, n: i64| {
        let id = &page["services"][service]["id"];
        json!({ "agreement_service_id": id, "occurrence": n })
    };
    let charges = json!([key(0, 0), key(0, 1), key(1, 0)]);
    call("catch_up.issue", json!({ "charges": charges, "date": "own_date", "merge": false }));
    call("catch_up.waive", json!({ "charges": [key(0, 2)], "reason": "A gift" }));
    bank(&call, &client);
}

fn bank(call: &impl Fn(&str, Value) -> Value, client: &Value) {
    let rows = "Date,Description,Amount,Balance\n\
        2026-02-05,ALDER BAKERY INV-0001,450.00,1450.00\n\
        2026-02-06,MONTHLY FEE,-15.00,1435.00\n2026-03-04,ALDER BAKERY,100.00,1535.00\n";
    let question = json!({ "account_id": null, "file": file("bank.csv", rows.as_bytes()),
        "mapping": null });
    let account = call("statements.import", question)["account_id"].clone();
    let list = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 10 });
    let lines = call("lines.list", list)["rows"].clone();
    let invoices = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 10 });
    let first = call("invoices.list", invoices)["rows"][0]["id"].clone();
    call(
        "matches.accept",
        json!({ "line_id": lines[2]["id"], "explain": { "kind": "invoices",
        "client_id": client, "invoices": [first] } }),
    );
    call(
        "matches.accept",
        json!({ "line_id": lines[1]["id"],
        "explain": { "kind": "not_an_invoice", "category": "fee", "note": "" } }),
    );
    call(
        "matches.accept",
        json!({ "line_id": lines[0]["id"],
        "explain": { "kind": "invoices", "client_id": client, "invoices": [] } }),
    );
    call("receipts.make", json!({ "id": first }));
    call("mail.compose", json!({ "kind": "invoice", "id": first }));
}

/// The figures of a book, without ids and instants.
fn figures(desk: &mut Desk) -> String {
    let part = json!({ "filter": "", "offset": 0, "limit": 100 });
    let invoices = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 100 });
    let account = desk.call("bank.accounts", json!({}))["rows"][0].clone();
    let lines = json!({ "account_id": account["id"], "view": "all", "filter": "", "offset": 0,
        "limit": 100 });
    let clients = desk.call("clients.list", json!({ "archived": false }));
    let invoices = desk.call("invoices.list", invoices);
    let agreements = desk.call("agreements.list", json!({}));
    let due = desk.call("catch_up.show", json!({}));
    let lines = desk.call("lines.list", lines);
    let history = desk.call("history.list", part);
    let sections = [
        ("clients", table(&clients["rows"], &["name", "open", "overdue", "credit"])),
        ("agreements", table(&agreements["rows"], &["number", "client", "about", "per_year"])),
        (
            "invoices",
            table(
                &invoices["rows"],
                &["number", "issued_on", "due_on", "about", "total", "open", "state", "paid_on"],
            ),
        ),
        ("due", table(&due["clients"][0]["charges"], &["due_on", "service", "total"])),
        ("bank", table(&lines["rows"], &["posted_on", "description", "amount", "words"])),
        ("history", table(&history["rows"], &["seq", "words"])),
    ];
    sections.iter().map(|(name, rows)| format!("{name}\n{rows}")).collect()
}

#[test]
fn rule_19_the_book_of_version_1_opens_verifies_and_shows_its_figures() {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        make_anew(&stored(1));
        let mut lock = stored(1).into_os_string();
        lock.push(".lock");
        std::fs::remove_file(lock).unwrap();
    }
    let folder = Folder::new();
    std::fs::copy(stored(1), folder.book()).unwrap();
    assert_eq!(folder.number("PRAGMA user_version"), 1);
    let mut desk = folder.desk("2026-12-31");
    assert_eq!(desk.findings(), Vec::<String>::new());
    expect_test::expect![[r#"
        clients
        Alder Bakery LLC | 90000 | 90000 | 32500
        agreements
        PR-0001 | Alder Bakery LLC | Bookkeeping, Advice | 540000
        invoices
        INV-0001 | 2026-02-03 | 2026-02-18 | Advice, February 3, 2026 | 22500 | 0 | paid | 2026-02-05
        INV-0002 | 2026-11-23 | 2026-12-08 | Bookkeeping, Jan 31 to Feb 27, 2026, and 1 more | 90000 | 90000 | overdue | null
        due
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-23 | Bookkeeping | 45000
        2026-11-30 | Bookkeeping | 45000
        2026-12-31 | Bookkeeping | 45000
        bank
        2026-03-04 | ALDER BAKERY | 10000 | Alder Bakery LLC, credit
        2026-02-06 | MONTHLY FEE | -1500 | Bank charge
        2026-02-05 | ALDER BAKERY INV-0001 | 45000 | Alder Bakery LLC, INV-0001
        history
        15 | E-mail drafted: Invoice INV-0001 from Halloway Accounting
        14 | Receipt made for INV-0001
        13 | Alder Bakery LLC paid 100.00, kept as credit
        12 | Bank line of −15.00 explained: Bank charge
        11 | Alder Bakery LLC paid 450.00 for INV-0001
        10 | 3 bank lines imported into bank
        9 | 1 charge waived, 450.00: A gift
        8 | 2 invoices issued, INV-0001 to INV-0002, 1,125.00
        7 | Advice: 1.5 hours logged
        6 | June Alder accepted PR-0001
        5 | PR-0001 revision 1 sent to Alder Bakery LLC
        3 | Proposal PR-0001 begun
        2 | Alder Bakery LLC added
        1 | Practice set up: Halloway Accounting
    "#]].assert_eq(&figures(&mut desk));
    // And it goes on from there.
    assert_eq!(desk.bill_all()[0], "INV-0003");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_19_every_version_since_the_first_has_its_stored_book() {
    for version in 1..=u32::try_from(store::SCHEMA_VERSION).unwrap() {
        assert!(stored(version).exists(), "no stored book of version {version}");
    }
}

/// A stored book whose schema is not that of its migrations would prove nothing.
#[test]
fn rule_19_the_stored_book_has_the_schema_that_its_version_makes() {
    let schema = |folder: &Folder| -> Vec<String> {
        let db = folder.raw();
        let sql = "SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY name";
        let mut query = db.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let (stored_there, made_now) = (Folder::new(), Folder::new());
    std::fs::copy(stored(1), stored_there.book()).unwrap();
    drop(made_now.desk("2026-05-04"));
    assert_eq!(schema(&stored_there), schema(&made_now));
}
