//! Rule 11: bank lines are immutable and never twice; each match can be undone to the cent.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, table};

use crate::ledger::balances;

const HEAD: &str = "Date,Description,Amount\n";
const MARCH: &str = "2026-03-30,ZELLE FROM ALDER BAKERY INV-0001,450.00\n\
    2026-03-31,COFFEE,-4.50\n2026-03-31,COFFEE,-4.50\n";
const APRIL: &str = "2026-03-31,COFFEE,-4.50\n2026-03-31,COFFEE,-4.50\n\
    2026-04-02,MONTHLY FEE,-15.00\n";

fn csv(rows: &str) -> Vec<u8> {
    format!("{HEAD}{rows}").into_bytes()
}

fn import(desk: &mut Desk, account: &Value, rows: &str) -> Value {
    let question = json!({ "account_id": account, "file": file("bank.csv", &csv(rows)),
        "mapping": null });
    desk.call("statements.import", question)
}

fn lines(desk: &mut Desk, account: &Value) -> Vec<Value> {
    let asked = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 500 });
    desk.call("lines.list", asked)["rows"].as_array().unwrap().clone()
}

fn counts(imported: &Value) -> (i64, i64) {
    (imported["added"].as_i64().unwrap(), imported["known"].as_i64().unwrap())
}

fn billed(folder: &Folder) -> (Desk, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    desk.turn_to("2026-04-03");
    (desk, client)
}

#[test]
fn rule_11_the_same_file_and_overlapping_files_add_no_line_twice() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let first = import(&mut desk, &Value::Null, MARCH);
    assert_eq!(counts(&first), (3, 0));
    let account = first["account_id"].clone();
    assert_eq!(counts(&import(&mut desk, &account, MARCH)), (0, 3));
    assert_eq!(counts(&import(&mut desk, &account, APRIL)), (1, 2));
    assert_eq!(counts(&import(&mut desk, &account, APRIL)), (0, 3));
    assert_eq!(lines(&mut desk, &account).len(), 4);
}

#[test]
fn rule_11_the_same_file_without_an_account_makes_no_second_account() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let first = import(&mut desk, &Value::Null, MARCH);
    let again = import(&mut desk, &Value::Null, MARCH);
    assert_eq!(counts(&again), (0, 3));
    assert_eq!(again["account_id"], first["account_id"]);
    assert_eq!(folder.number("SELECT count(*) FROM bank_accounts"), 1);
}

#[test]
fn rule_11_true_twins_are_two_lines_and_a_third_is_a_third() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let coffee = "2026-03-31,COFFEE,-4.50\n";
    let first = import(&mut desk, &Value::Null, &coffee.repeat(2));
    let account = first["account_id"].clone();
    assert_eq!(counts(&first), (2, 0));
    assert_eq!(counts(&import(&mut desk, &account, coffee)), (0, 1));
    assert_eq!(counts(&import(&mut desk, &account, &coffee.repeat(3))), (1, 2));
    assert_eq!(lines(&mut desk, &account).len(), 3);
}

#[test]
fn rule_11_every_slice_of_a_statement_in_any_order_ends_in_the_same_lines() {
    let all: Vec<String> = (0..24)
        .map(|n| format!("2026-03-{:02},SHOP {},-{}.00\n", 1 + n / 2, n % 5, 1 + n % 3))
        .collect();
    let slices = [(4, 15), (0, 9), (9, 24), (12, 13), (0, 24), (20, 24)];
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let mut account = Value::Null;
    for (from, to) in slices {
        account = import(&mut desk, &account, &all[from..to].concat())["account_id"].clone();
    }
    assert_eq!(lines(&mut desk, &account).len(), all.len());
}

#[test]
fn rule_11_raw_sql_changes_no_line_and_removes_none_of_a_living_statement() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    import(&mut desk, &Value::Null, MARCH);
    folder.refuses("UPDATE statement_lines SET amount_minor = amount_minor + 1");
    folder.refuses("DELETE FROM statement_lines");
    let twin = folder.refuses(
        "INSERT INTO statement_lines SELECT 'twin', account_id, statement_id, at, posted_on,
            amount_minor, currency, description, reference, source_id, identity, occurrence
            FROM statement_lines LIMIT 1",
    );
    assert!(twin.contains("UNIQUE"), "{twin}");
}

fn explain_all(desk: &mut Desk, client: &str, rows: &[Value]) -> Vec<app::Done> {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    rows.iter()
        .map(|row| {
            let explain = if row["amount"]["minor"].as_i64().unwrap() > 0 {
                json!({ "kind": "invoices", "client_id": client,
                    "invoices": [invoice] })
            } else {
                json!({ "kind": "not_an_invoice", "category": "expense", "note": "Coffee" })
            };
            let question = json!({ "line_id": row["id"], "explain": explain });
            desk.done("matches.accept", question)
        })
        .collect()
}

#[test]
fn rule_11_a_match_undone_restores_the_very_same_balances() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let account = import(&mut desk, &Value::Null, MARCH)["account_id"].clone();
    let rows = lines(&mut desk, &account);
    let (before, open) = (balances(&folder), desk.open_of("INV-0001"));
    let done = explain_all(&mut desk, &client, &rows);
    assert_ne!(balances(&folder), before);
    assert_eq!(desk.open_of("INV-0001"), 0);
    for one in done.iter().rev() {
        desk.undo(one);
    }
    assert_eq!(balances(&folder), before);
    assert_eq!(desk.open_of("INV-0001"), open);
    assert_eq!(lines(&mut desk, &account), rows);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_11_an_import_undone_takes_lines_and_matches_out_and_may_come_again() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let before = balances(&folder);
    let asked = json!({ "account_id": null, "file": file("bank.csv", &csv(MARCH)),
        "mapping": null });
    let imported = desk.done("statements.import", asked);
    let account = imported.reply["account_id"].clone();
    let rows = lines(&mut desk, &account);
    explain_all(&mut desk, &client, &rows);
    desk.undo(&imported);
    assert_eq!(lines(&mut desk, &account), Vec::<Value>::new());
    assert_eq!(balances(&folder), before);
    let again = desk.refused("statements.undo_import", json!({ "id": imported.reply["id"] }));
    assert_eq!(again.code, Code::NotFound);
    assert_eq!(counts(&import(&mut desk, &account, MARCH)), (3, 0));
    let shown = table(&json!(lines(&mut desk, &account)), &["state"]);
    assert_eq!(shown, "to_explain\nto_explain\nto_explain\n");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_11_a_line_has_one_explanation_and_a_payment_one_line() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let question = json!({ "client_id": client, "received_on": "2026-03-29", "amount": "450.00",
        "method": "transfer", "reference": "", "allocations": [] });
    let payment = id(&desk.call("payments.record", question));
    let twice = MARCH.replace("COFFEE,-4.50", "ALDER BAKERY,450.00") + APRIL;
    let account = import(&mut desk, &Value::Null, &twice)["account_id"].clone();
    let mut rows = lines(&mut desk, &account);
    rows.retain(|row| row["amount"]["minor"] == 45_000);
    let asked = |row: &Value| {
        json!({ "line_id": row["id"],
            "explain": { "kind": "recorded_payment", "payment_id": payment } })
    };
    let first = desk.done("matches.accept", asked(&rows[0]));
    assert_eq!(desk.refused("matches.accept", asked(&rows[0])).code, Code::Conflict);
    assert_eq!(desk.refused("matches.accept", asked(&rows[1])).code, Code::Conflict);
    let reverse = json!({ "id": payment, "reason": "A mistake" });
    assert_eq!(desk.refused("payments.reverse", reverse.clone()).code, Code::Conflict);
    desk.undo(&first);
    desk.call("payments.reverse", reverse);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_11_a_line_is_set_aside_only_with_a_reason() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, MARCH)["account_id"].clone();
    let row = lines(&mut desk, &account)[0].clone();
    let aside = |reason: &str| {
        let explain = json!({ "kind": "set_aside", "reason": reason });
        json!({ "line_id": row["id"], "explain": explain })
    };
    assert_eq!(desk.refused("matches.accept", aside(" ")).field.as_deref(), Some("reason"));
    let before = balances(&folder);
    desk.call("matches.accept", aside("Ask the bank"));
    assert_eq!(balances(&folder), before);
    let after = lines(&mut desk, &account);
    let found = after.iter().find(|other| other["id"] == row["id"]);
    assert_eq!(found.unwrap()["state"], "set_aside");
}

#[test]
fn rule_11_a_statement_of_another_account_is_refused() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let ofx = |account: &str| {
        let text = String::from_utf8(tests::fixture("statements/april.ofx")).unwrap();
        text.replace("<ACCTID>000123452208", &format!("<ACCTID>{account}")).into_bytes()
    };
    let question = |account: &Value, number: &str| {
        let file = file("a.ofx", &ofx(number));
        json!({ "account_id": account, "file": file, "mapping": null })
    };
    let first = desk.call("statements.import", question(&Value::Null, "000123452208"));
    let other = desk.refused("statements.import", question(&first["account_id"], "999"));
    assert_eq!(other.code, Code::Conflict);
    let second = desk.call("statements.import", question(&Value::Null, "999"));
    assert_ne!(second["account_id"], first["account_id"]);
    let again = desk.call("statements.import", question(&Value::Null, "000123452208"));
    assert_eq!(again["account_id"], first["account_id"]);
    assert_eq!(counts(&again), (0, 3));
}
