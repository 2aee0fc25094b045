//! Rule 6: a wrong invoice is corrected by a document or an entry of its own, never by editing it.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, id, monthly, table};

use crate::ledger::balances;
use crate::paper;

/// Two invoices of 450.00, INV-0001 and INV-0002, and the client.
fn billed(folder: &Folder) -> (Desk, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-02");
    assert_eq!(desk.bill_all(), ["INV-0001", "INV-0002"]);
    (desk, client)
}

fn named(folder: &Folder, account: &str) -> i64 {
    balances(folder).iter().find(|(name, _)| name == account).map_or(0, |(_, minor)| *minor)
}

fn pay(desk: &mut Desk, client: &str, number: &str, amount: &str) -> Value {
    let invoice = desk.invoice(number)["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-04-01", "amount": amount,
            "method": "cheque", "reference": "2231",
            "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
    )
}

fn credit(desk: &mut Desk, number: &str, what: Value, rest: &str) -> Value {
    json!({ "invoice_id": desk.invoice(number)["id"], "what": what,
        "reason": "The agreed price was lower", "rest": rest })
}

fn sum(amount: &str) -> Value {
    json!({ "kind": "sum", "amount": amount })
}

#[test]
fn rule_6_a_credit_note_has_its_own_numbers_and_leaves_the_invoice_as_it_was() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let before = desk.invoice("INV-0001");
    let page = desk.call("invoices.show", json!({ "id": before["id"] }));
    let asked = credit(&mut desk, "INV-0001", sum("30.00"), "credit");
    let shown = desk.call("credit_notes.preview", asked.clone());
    assert_eq!(shown["open"]["minor"], 42_000);
    let note = desk.call("credit_notes.issue", asked.clone());
    assert_eq!((&note["number"], &note["total"]["minor"]), (&json!("CN-0001"), &json!(3_000)));
    let second = desk.call("credit_notes.issue", asked);
    assert_eq!(second["number"], "CN-0002");
    let after = desk.invoice("INV-0001");
    assert_eq!(after["total"], before["total"]);
    assert_eq!(desk.open_of("INV-0001"), 39_000);
    let again = desk.call("invoices.show", json!({ "id": before["id"] }));
    assert_eq!(again["document"], page["document"]);
    assert_eq!(again["lines"][0]["net"], page["lines"][0]["net"]);
    assert_eq!(again["creditable"]["minor"], 39_000);
    assert_eq!(table(&again["credit_notes"], &["number", "reason"]).lines().count(), 2);
    let bytes = paper::document(&mut desk, &note["document"]);
    assert_eq!(store::documents::sha256(&bytes), note["document"].as_str().unwrap());
    assert_eq!(named(&folder, "receivable"), 84_000);
    assert_eq!(named(&folder, "revenue"), -84_000);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_never_more_is_credited_than_was_billed() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    for amount in ["450.01", "0.00", "-1.00", "x"] {
        let asked = credit(&mut desk, "INV-0001", sum(amount), "credit");
        let refusal = desk.refused("credit_notes.issue", asked);
        assert_eq!(refusal.field.as_deref(), Some("amount"), "{amount}: {}", refusal.message);
    }
    let mut silent = credit(&mut desk, "INV-0001", sum("1.00"), "credit");
    silent["reason"] = json!(" ");
    assert_eq!(desk.refused("credit_notes.issue", silent).field.as_deref(), Some("reason"));
    let asked = credit(&mut desk, "INV-0001", json!({ "kind": "whole" }), "credit");
    assert_eq!(desk.call("credit_notes.issue", asked.clone())["number"], "CN-0001");
    assert_eq!(desk.invoice("INV-0001")["state"], "credited");
    assert_eq!(desk.refused("credit_notes.issue", asked).code, Code::InvalidInput);
    for table in ["credit_notes", "credit_note_lines"] {
        folder.refuses(&format!("UPDATE {table} SET net_minor = net_minor"));
        folder.refuses(&format!("DELETE FROM {table}"));
    }
    let said = folder.refuses(
        "INSERT INTO credit_note_lines SELECT credit_note_id, 'x', 1, 0 FROM credit_note_lines",
    );
    assert!(!said.is_empty());
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_credit_on_a_paid_invoice_becomes_the_clients_credit_or_a_refund() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    pay(&mut desk, &client, "INV-0001", "450.00");
    let first = desk.invoice("INV-0001")["id"].clone();
    let page = desk.call("invoices.show", json!({ "id": first }));
    let lines = json!({ "kind": "lines",
        "lines": [{ "line_id": page["lines"][0]["id"], "net": "50.00" }] });
    let asked = credit(&mut desk, "INV-0001", lines, "refund");
    let shown = desk.call("credit_notes.preview", asked.clone());
    assert_eq!(shown["words"][1], "50.00 was paid already and is to be refunded.");
    let note = desk.call("credit_notes.issue", asked);
    assert_eq!((&note["freed"]["minor"], &note["rest"]), (&json!(5_000), &json!("refund")));
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["state"], &row["open"]["minor"]), (&json!("paid"), &json!(0)));
    let shown = desk.call("clients.show", json!({ "id": client }));
    assert_eq!(shown["row"]["credit"]["minor"], 5_000);
    let second = desk.invoice("INV-0002")["id"].clone();
    let parts = json!([{ "invoice_id": second, "amount": "50.00" }]);
    let asked = json!({ "payment_id": shown["payments"][0]["id"], "allocations": parts });
    desk.call("payments.allocate", asked);
    assert_eq!(desk.open_of("INV-0002"), 40_000);
    assert_eq!(named(&folder, "client_credit"), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_void_invoice_keeps_its_number_and_its_charge_is_billed_again() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let first = desk.invoice("INV-0001")["id"].clone();
    let paid = id(&pay(&mut desk, &client, "INV-0001", "450.00"));
    let asked = json!({ "id": first, "reason": "Billed to the wrong client" });
    assert_eq!(desk.refused("invoices.void", asked.clone()).code, Code::Conflict);
    desk.call("payments.reverse", json!({ "id": paid, "reason": "A mistake" }));
    let silent = json!({ "id": first, "reason": "" });
    assert_eq!(desk.refused("invoices.void", silent).field.as_deref(), Some("reason"));
    desk.call("invoices.void", asked.clone());
    assert_eq!(desk.refused("invoices.void", asked).code, Code::Conflict);
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["state"], &row["open"]["minor"]), (&json!("void"), &json!(0)));
    assert_eq!(named(&folder, "receivable"), 45_000);
    assert_eq!(named(&folder, "revenue"), -45_000);
    let due = desk.call("catch_up.show", json!({}));
    assert_eq!(charge_keys(&due).len(), 1);
    assert_eq!(desk.bill_all(), ["INV-0003"]);
    let asked = credit(&mut desk, "INV-0001", sum("1.00"), "credit");
    assert_eq!(desk.refused("credit_notes.issue", asked).code, Code::Conflict);
    folder.refuses("DELETE FROM voids");
    folder.refuses("DELETE FROM billed_charges");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_rest_is_written_off_as_approved_and_taken_back() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let first = desk.invoice("INV-0001")["id"].clone();
    pay(&mut desk, &client, "INV-0001", "400.00");
    let before = balances(&folder);
    let why = "The client closed down";
    let asked = |approved: &str| json!({ "id": first, "reason": why, "approved": approved });
    assert_eq!(desk.refused("invoices.write_off", asked("450.00")).code, Code::Conflict);
    let done = desk.done("invoices.write_off", asked("50.00"));
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["state"], &row["paid_on"]), (&json!("written_off"), &Value::Null));
    assert_eq!(named(&folder, "bad_debt"), 5_000);
    assert_eq!(desk.refused("receipts.make", json!({ "id": first })).code, Code::Conflict);
    let asked = credit(&mut desk, "INV-0001", json!({ "kind": "whole" }), "credit");
    let refusal = desk.refused("credit_notes.issue", asked);
    assert!(refusal.message.contains("take the write-off back first"), "{}", refusal.message);
    desk.undo(&done);
    assert_eq!(balances(&folder), before);
    assert_eq!(desk.open_of("INV-0001"), 5_000);
    folder.refuses("DELETE FROM write_offs");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_credit_note_goes_by_mail() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let asked = credit(&mut desk, "INV-0001", sum("30.00"), "credit");
    let note = desk.call("credit_notes.issue", asked);
    let mail = desk.call("mail.preview", json!({ "kind": "credit_note", "id": note["id"] }));
    assert_eq!(mail["subject"], "Credit note CN-0001 from Halloway Accounting");
    let draft = desk.call("mail.compose", json!({ "kind": "credit_note", "id": note["id"] }));
    assert_eq!(draft["sha256"], note["document"]);
}
