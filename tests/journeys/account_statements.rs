//! Statements of account: what the client is told is what the books say.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, id, monthly};

use crate::paper;

/// A client with three invoices of 450.00, one paid, one credited in part, and 30.00 too much paid.
fn lived_in(folder: &Folder) -> (Desk, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-05-10");
    assert_eq!(desk.bill_all().len(), 3);
    let first = desk.invoice("INV-0001")["id"].clone();
    let second = desk.invoice("INV-0002")["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-04-10", "amount": "480.00",
            "method": "cheque", "reference": "2231",
            "allocations": [{ "invoice_id": first, "amount": "450.00" }] }),
    );
    desk.call(
        "credit_notes.issue",
        json!({ "invoice_id": second, "what": { "kind": "sum", "amount": "50.00" },
            "reason": "The agreed price was lower", "rest": "credit" }),
    );
    (desk, client)
}

fn ask(client: &str, from: &str) -> Value {
    json!({ "client_id": client, "from": from })
}

#[test]
fn a_statement_shows_what_the_ledger_says_movement_by_movement() {
    let folder = Folder::new();
    let (mut desk, client) = lived_in(&folder);
    let shown = desk.call("account_statements.preview", ask(&client, "2026-04-01"));
    assert_eq!(shown["owed"]["minor"], 82_000);
    assert_eq!(shown["past_due"]["minor"], 40_000);
    assert_eq!(shown["credit"]["minor"], 3_000);
    let sheet = desk.call("ledger.trial_balance", json!({ "on": "2026-05-10" }));
    assert_eq!(sheet["sheets"][0]["receivables"], shown["owed"]);
    let made = desk.call("account_statements.make", ask(&client, "2026-04-01"));
    assert_eq!(made["owed"], shown["owed"]);
    let bytes = paper::document(&mut desk, &made["document"]);
    if let Some(text) = paper::text(&bytes) {
        let lines: Vec<String> = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        for line in [
            "Apr 1 Balance brought forward 450.00",
            "Apr 2 Invoice INV-0002 Apr 17 450.00 900.00",
            "Apr 10 Payment, check 2231 \u{2212}480.00 420.00",
            "May 2 Invoice INV-0003 May 17 450.00 870.00",
            "May 10 Credit note CN-0001, to INV-0002 \u{2212}50.00 820.00",
            "May 10 You owe 900.00 \u{2212}530.00 820.00",
            "INV-0002 Apr 17 23 450.00 \u{2212}50.00 400.00",
            "INV-0003 May 17 – 450.00 0.00 450.00",
            "Together 900.00 \u{2212}50.00 850.00",
        ] {
            assert!(lines.iter().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(text.contains("$400.00 is past due"), "{text}");
        assert!(text.contains("We hold $30.00 for you"), "{text}");
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_statement_that_was_made_stays_as_it_was_and_goes_by_mail() {
    let folder = Folder::new();
    let (mut desk, client) = lived_in(&folder);
    let made = desk.call("account_statements.make", ask(&client, "2026-03-01"));
    let before = paper::document(&mut desk, &made["document"]);
    desk.turn_to("2026-06-10");
    desk.bill_all();
    let list = desk.call("account_statements.list", json!({ "id": client }));
    assert_eq!(list["rows"][0], made);
    assert_eq!(paper::document(&mut desk, &made["document"]), before);
    let about = json!({ "kind": "statement", "id": id(&made) });
    let mail = desk.call("mail.preview", about.clone());
    assert!(mail["body"].as_str().unwrap().contains("The balance is 820.00 USD"), "{mail}");
    let draft = desk.call("mail.compose", about);
    assert_eq!(draft["sha256"], made["document"]);
    assert_eq!(draft["attachment"], "Statement 2026-05-10.pdf");
    folder.refuses("UPDATE account_statements SET owed_minor = 0");
    folder.refuses("DELETE FROM account_statements");
}

#[test]
fn a_statement_of_nothing_or_of_days_to_come_is_refused() {
    let folder = Folder::new();
    let (mut desk, client) = lived_in(&folder);
    let later = desk.refused("account_statements.preview", ask(&client, "2026-05-11"));
    assert_eq!(later.field.as_deref(), Some("from"));
    let nobody = desk.client("Birch Cafe LLC");
    let refusal = desk.refused("account_statements.make", ask(&nobody, "2026-01-01"));
    assert_eq!(refusal.code, Code::Conflict);
    assert_eq!(refusal.message, "nothing was billed to Birch Cafe LLC yet");
}
