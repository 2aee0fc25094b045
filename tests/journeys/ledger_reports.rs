//! The ledger as reports and files: the trial balance, revenue by service, and what hledger says
//! of the journal.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use app::home::Home;
use app::wire::FileIn;
use serde_json::{Value, json};
use tests::{Desk, Folder, monthly, table};

/// The sample practice, where everything happens that can.
fn sample() -> Desk {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.call("sample.create", json!({}));
    desk
}

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

fn sheet(desk: &mut Desk, on: &str) -> Value {
    desk.call("ledger.trial_balance", json!({ "on": on }))["sheets"][0].clone()
}

fn exported(desk: &mut Desk, format: &str) -> String {
    let file = desk.call("ledger.export", json!({ "until": "2999-12-31", "format": format }));
    let content = file["content"].as_str().unwrap().to_owned();
    let bytes = FileIn { name: file["name"].to_string(), content }.bytes().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What hledger answers about a journal. It must be installed: `scripts/set-up test`.
fn hledger(journal: &str, words: &[&str]) -> String {
    let mut child = Command::new("hledger")
        .args(["-f", "-"])
        .args(words)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hledger is installed by scripts/set-up");
    let (mut input, text) = (child.stdin.take().unwrap(), journal.to_owned());
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "hledger {words:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn rule_7_the_trial_balance_of_any_day_has_two_equal_sides() {
    let mut desk = sample();
    let mut seen = 0;
    for on in ["2023-01-01", "2024-06-30", "2025-12-31", "2026-11-20"] {
        let page = desk.call("ledger.trial_balance", json!({ "on": on }));
        for sheet in page["sheets"].as_array().unwrap() {
            let side = |name: &str| -> i64 {
                let rows = sheet["rows"].as_array().unwrap().iter();
                rows.filter(|row| !row[name].is_null()).map(|row| minor(&row[name])).sum()
            };
            assert_eq!(side("debit"), minor(&sheet["debits"]), "{on}");
            assert_eq!(side("credit"), minor(&sheet["credits"]), "{on}");
            assert_eq!(sheet["debits"], sheet["credits"], "{on}");
            seen += 1;
        }
    }
    assert!(seen >= 3, "the sample is lived in");
    assert_eq!(desk.refused("ledger.trial_balance", json!({ "on": "x" })).field.unwrap(), "on");
}

#[test]
fn receivables_are_the_open_invoices_less_the_clients_credit() {
    let mut desk = sample();
    let sheet = sheet(&mut desk, "2026-11-20");
    let list = desk.call("clients.list", json!({ "archived": false }));
    assert_eq!(sheet["open_invoices"], list["open"]);
    assert_eq!(sheet["client_credits"], list["credit"]);
    let net = minor(&list["open"]) - minor(&list["credit"]);
    assert_eq!(minor(&sheet["receivables"]), net);
}

#[test]
fn the_check_of_the_books_finds_credit_that_stands_with_the_wrong_client() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let paid = desk.client("Alder Bakery LLC");
    let other = desk.client("Birch Cafe LLC");
    desk.call(
        "payments.record",
        json!({ "client_id": paid, "received_on": "2026-03-02", "amount": "25.00",
            "method": "cash", "reference": "", "allocations": [] }),
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
    drop(desk);
    let raw = folder.raw();
    raw.execute_batch("DROP TRIGGER ledger_never_changes").unwrap();
    raw.execute("UPDATE ledger SET client_id = ?1", [&other]).unwrap();
    let found = folder.desk("2026-03-02").findings().join("\n");
    assert!(found.contains("Birch Cafe LLC owes -2500 minor units more in the ledger"), "{found}");
}

#[test]
fn what_services_earned_adds_up_to_the_ledgers_revenue() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00"), monthly("Payroll", "80.00")]);
    desk.agreement(&client, "2026-03-02", lines);
    desk.turn_to("2026-05-02");
    let numbers = desk.bill_all();
    let id = desk.invoice(&numbers[0])["id"].clone();
    let what = json!({ "kind": "sum", "amount": "45.00" });
    let (reason, rest) = ("The agreed price was lower", "credit");
    desk.call(
        "credit_notes.issue",
        json!({ "invoice_id": id, "what": what, "reason": reason, "rest": rest }),
    );
    let id = desk.invoice(numbers.last().unwrap())["id"].clone();
    desk.call("invoices.void", json!({ "id": id, "reason": "Twice" }));
    let asked = json!({ "from": "2026-01-01", "to": "2026-12-31" });
    let shown = desk.call("ledger.revenue_by_service", asked);
    let rows: Vec<i64> =
        shown["rows"].as_array().unwrap().iter().map(|row| minor(&row["earned"])).collect();
    assert_eq!(rows.iter().sum::<i64>(), minor(&shown["totals"][0]));
    let sheet = sheet(&mut desk, "2026-12-31");
    let rows = sheet["rows"].as_array().unwrap();
    let revenue = rows.iter().find(|row| row["account"] == "Revenue").unwrap();
    assert_eq!(revenue["credit"], shown["totals"][0]);
    let march =
        desk.call("ledger.revenue_by_service", json!({ "from": "2026-03-01", "to": "2026-03-31" }));
    let seen = table(&march["rows"], &["service", "lines", "billed", "taken_back", "earned"]);
    expect_test::expect![[r#"
        Bookkeeping | 1 | 45000 | 0 | 45000
        Payroll | 1 | 8000 | 0 | 8000
    "#]]
    .assert_eq(&seen);
    let wrong = json!({ "from": "2026-03-02", "to": "2026-03-01" });
    assert_eq!(desk.refused("ledger.revenue_by_service", wrong).field.unwrap(), "to");
}

#[test]
fn hledger_accepts_the_journal_and_finds_the_same_totals() {
    let mut desk = sample();
    let journal = exported(&mut desk, "journal");
    hledger(&journal, &["check", "--strict"]);
    let balances = hledger(&journal, &["balance", "--no-total", "--flat", "-O", "csv"]);
    let found: BTreeMap<String, String> = balances
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split("\",\"").map(|cell| cell.trim_matches('"')).collect();
            (cells[0].to_owned(), cells[1].to_owned())
        })
        .collect();
    let sheet = sheet(&mut desk, "2999-12-31");
    let rows = sheet["rows"].as_array().unwrap();
    assert_eq!(rows.len(), found.len(), "{found:?}");
    let mut ours: Vec<i64> = rows
        .iter()
        .map(|row| match &row["debit"] {
            Value::Null => -minor(&row["credit"]),
            debit => minor(debit),
        })
        .collect();
    let mut theirs: Vec<i64> = found
        .values()
        .map(|amount| amount.trim_end_matches(" USD").replace('.', "").parse().unwrap())
        .collect();
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(ours, theirs);
    let receivable = format!("{} USD", plain(minor(&sheet["open_invoices"])));
    assert_eq!(found["assets:receivable"], receivable);
}

fn plain(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

#[test]
fn names_that_mean_something_to_hledger_are_made_harmless() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder; Bakery | \"Sons\"  (assets:bank)  5 USD");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let journal = exported(&mut desk, "journal");
    hledger(&journal, &["check", "--strict"]);
    let found = hledger(&journal, &["balance", "assets:receivable", "-O", "csv"]);
    assert!(found.contains("900.00 USD"), "{found}");
}

#[test]
fn the_table_and_the_json_hold_every_transfer_of_the_ledger() {
    let mut desk = sample();
    let csv = exported(&mut desk, "csv");
    let json: Value = serde_json::from_str(&exported(&mut desk, "json")).unwrap();
    let transfers = json["transfers"].as_array().unwrap();
    assert_eq!(csv.lines().count(), transfers.len() + 1);
    let revenue = |side: &str| -> i64 {
        let of = transfers.iter().filter(|one| one[side] == "income:revenue");
        of.map(|one| one["amount_minor"].as_i64().unwrap()).sum()
    };
    let sheet = sheet(&mut desk, "2999-12-31");
    let rows = sheet["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["account"] == "Revenue").unwrap();
    assert_eq!(revenue("credit") - revenue("debit"), minor(&row["credit"]));
    let wrong = json!({ "until": "2026-11-20", "format": "xls" });
    assert_eq!(desk.refused("ledger.export", wrong).field.unwrap(), "format");
}

#[test]
fn a_client_named_like_a_formula_stays_a_text_in_the_table() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("=HYPERLINK(\"http://x\")");
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-03-02", "amount": "25.00",
            "method": "cash", "reference": "", "allocations": [] }),
    );
    let csv = exported(&mut desk, "csv");
    assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{csv}");
}
