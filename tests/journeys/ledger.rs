//! Rules 7 and 8: balanced, append-only entries; paid when the money is there, and not before.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, id, monthly};

/// The balance of each account that is not zero, by its name: debits less credits.
pub(crate) fn balances(folder: &Folder) -> Vec<(String, i64)> {
    let db = folder.raw();
    let mut query = db
        .prepare(
            "SELECT account, sum(minor) AS held FROM (
                SELECT debit AS account, amount_minor AS minor FROM ledger
                UNION ALL SELECT credit, -amount_minor FROM ledger)
            GROUP BY account HAVING held <> 0 ORDER BY account",
        )
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn billed(folder: &Folder) -> (Desk, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-04-02");
    assert_eq!(desk.bill_all(), ["INV-0001", "INV-0002"]);
    (desk, client)
}

fn payment(client: &str, amount: &str, parts: &[(&Value, &str)]) -> Value {
    let parts: Vec<Value> = parts
        .iter()
        .map(|(invoice, amount)| json!({ "invoice_id": invoice, "amount": amount }))
        .collect();
    json!({ "client_id": client, "received_on": "2026-04-01", "amount": amount,
        "method": "cheque", "reference": "2231", "allocations": parts })
}

#[test]
fn rule_7_every_movement_is_posted_once_and_the_accounts_sum_to_zero() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let first = desk.invoice("INV-0001")["id"].clone();
    desk.call("payments.record", payment(&client, "500.00", &[(&first, "450.00")]));
    let held = balances(&folder);
    let named = |name: &str| held.iter().find(|(account, _)| account == name).unwrap().1;
    assert_eq!(named("receivable"), 45_000);
    assert_eq!(named("revenue"), -90_000);
    assert_eq!(named("undeposited"), 50_000);
    assert_eq!(named("client_credit"), -5_000);
    assert_eq!(held.iter().map(|(_, minor)| minor).sum::<i64>(), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_7_the_ledger_only_grows_and_a_reversal_is_the_opposite_entry() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let before = balances(&folder);
    let rows = folder.number("SELECT count(*) FROM ledger");
    let first = desk.invoice("INV-0001")["id"].clone();
    let paid = id(&desk.call("payments.record", payment(&client, "450.00", &[(&first, "450.00")])));
    let silent = json!({ "id": paid, "reason": "" });
    assert_eq!(desk.refused("payments.reverse", silent).field.as_deref(), Some("reason"));
    desk.call("payments.reverse", json!({ "id": paid, "reason": "Another client's cheque" }));
    assert_eq!(balances(&folder), before);
    assert_eq!(folder.number("SELECT count(*) FROM ledger"), rows + 4);
    let again = desk.refused("payments.reverse", json!({ "id": paid, "reason": "Again" }));
    assert_eq!(again.code, Code::Conflict);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_7_raw_sql_edits_no_entry_payment_or_allocation() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let first = desk.invoice("INV-0001")["id"].clone();
    let paid = id(&desk.call("payments.record", payment(&client, "450.00", &[(&first, "450.00")])));
    desk.call("payments.reverse", json!({ "id": paid, "reason": "A mistake" }));
    for (table, column) in [
        ("ledger", "amount_minor"),
        ("payments", "amount_minor"),
        ("allocations", "amount_minor"),
        ("payment_reversals", "reason"),
    ] {
        folder.refuses(&format!("UPDATE {table} SET {column} = {column}"));
        folder.refuses(&format!("DELETE FROM {table}"));
    }
    for wrong in [
        "'receivable', 'receivable', 'USD', 1",
        "'receivable', 'revenue', 'USD', 0",
        "'receivable', 'revenue', 'USD', -5",
    ] {
        folder.refuses(&format!(
            "INSERT INTO ledger (id, posted_on, debit, credit, currency, amount_minor, event,
                source) VALUES ('x', '2026-04-02', {wrong}, 'event', 'source')"
        ));
    }
}

#[test]
fn rule_8_an_invoice_is_paid_only_by_all_of_its_money_and_opens_again() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let first = desk.invoice("INV-0001")["id"].clone();
    desk.call("payments.record", payment(&client, "449.99", &[(&first, "449.99")]));
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["open"]["minor"], &row["paid_on"]), (&json!(1), &Value::Null));
    assert_ne!(row["state"], "paid");
    assert_eq!(desk.refused("receipts.make", json!({ "id": first })).code, Code::Conflict);
    let rest = id(&desk.call("payments.record", payment(&client, "0.01", &[(&first, "0.01")])));
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["state"], &row["paid_on"]), (&json!("paid"), &json!("2026-04-01")));
    desk.call("receipts.make", json!({ "id": first }));

    desk.call("payments.reverse", json!({ "id": rest, "reason": "It bounced" }));
    let row = desk.invoice("INV-0001");
    assert_eq!((&row["open"]["minor"], &row["paid_on"]), (&json!(1), &Value::Null));
    let page = desk.call("invoices.show", json!({ "id": first }));
    assert_eq!(page["receipt"], Value::Null);
    assert_eq!(desk.refused("receipts.make", json!({ "id": first })).code, Code::Conflict);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_8_money_joined_never_exceeds_the_payment_or_the_invoice() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let before = balances(&folder);
    let (first, second) =
        (desk.invoice("INV-0001")["id"].clone(), desk.invoice("INV-0002")["id"].clone());
    for (amount, parts) in [
        ("449.00", vec![(&first, "450.00")]),
        ("900.00", vec![(&first, "450.01")]),
        ("900.00", vec![(&first, "300.00"), (&first, "300.00")]),
        ("500.00", vec![(&first, "300.00"), (&second, "300.00")]),
        ("500.00", vec![(&first, "-1.00")]),
        ("500.00", vec![(&first, "0.00")]),
        ("0.00", vec![]),
        ("-1.00", vec![]),
    ] {
        let refusal = desk.refused("payments.record", payment(&client, amount, &parts));
        assert_eq!(refusal.code, Code::InvalidInput, "{amount} {parts:?}");
        assert!(refusal.field.is_some(), "{amount} {parts:?}: {}", refusal.message);
    }
    let other = desk.client("Somebody Else LLC");
    let refusal = desk.refused("payments.record", payment(&other, "450.00", &[(&first, "450.00")]));
    assert_eq!(refusal.field.as_deref(), Some("allocations"));
    assert_eq!(balances(&folder), before);
}

#[test]
fn rule_8_too_much_money_is_credit_and_pays_the_next_invoice() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let paid = id(&desk.call("payments.record", payment(&client, "900.00", &[])));
    let list = desk.call("clients.list", json!({ "archived": false }));
    assert_eq!(list["rows"][0]["credit"]["minor"], 90_000);
    for number in ["INV-0001", "INV-0002"] {
        let parts = json!([{ "invoice_id": desk.invoice(number)["id"], "amount": "450.00" }]);
        desk.call("payments.allocate", json!({ "payment_id": paid, "allocations": parts }));
        assert_eq!(desk.invoice(number)["state"], "paid");
    }
    let parts = json!([{ "invoice_id": desk.invoice("INV-0001")["id"], "amount": "0.01" }]);
    let more = json!({ "payment_id": paid, "allocations": parts });
    assert_eq!(desk.refused("payments.allocate", more).field.as_deref(), Some("allocations"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
