//! Rule 6: issued documents never change, and their numbers have no gaps.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, monthly, practice, table};

use crate::paper;

fn billed(folder: &Folder) -> Desk {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    desk
}

fn numbers(desk: &mut Desk) -> String {
    let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    table(&desk.call("invoices.list", asked)["rows"], &["number"]).replace('\n', " ")
}

#[test]
fn rule_6_raw_sql_changes_and_removes_no_issued_invoice() {
    let folder = Folder::new();
    drop(billed(&folder));
    for (table, column) in [("invoices", "total_minor"), ("invoice_lines", "net_minor")] {
        let said = folder.refuses(&format!("UPDATE {table} SET {column} = {column}"));
        assert!(said.contains("an issued invoice cannot be changed"), "{said}");
        let said = folder.refuses(&format!("DELETE FROM {table}"));
        assert!(said.contains("an issued invoice cannot be"), "{said}");
    }
    let mut book = store::Book::open(&folder.book()).unwrap();
    for table in ["invoices", "invoice_lines"] {
        let replaced = book.write(|tx| {
            let sql = format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
            tx.execute_batch(&sql).map_err(store::StoreError::from)
        });
        assert!(replaced.is_err(), "{table} could be replaced");
    }
}

#[test]
fn rule_6_an_issued_invoice_keeps_its_words_when_client_and_practice_change() {
    let folder = Folder::new();
    let mut desk = billed(&folder);
    let row = desk.invoice("INV-0001");
    let before = desk.call("invoices.show", json!({ "id": row["id"] }));
    let bytes = paper::document(&mut desk, &before["document"]);
    assert_eq!(store::documents::sha256(&bytes), before["document"].as_str().unwrap());
    let client = desk.call("clients.show", json!({ "id": row["client_id"] }));
    let mut form = client["form"].clone();
    form["name"] = json!("Elder Bakery Inc.");
    desk.call("clients.save", json!({ "id": row["client_id"], "form": form }));
    let mut changed = practice();
    changed["name"] = json!("Another Name");
    changed["next_invoice"] = json!("2");
    desk.call("practice.save", changed);
    let after = desk.call("invoices.show", json!({ "id": row["id"] }));
    assert_eq!(after["row"]["client"], "Alder Bakery LLC");
    assert_eq!(after["document"], before["document"]);
    assert_eq!(paper::document(&mut desk, &after["document"]), bytes);
}

#[test]
fn rule_6_a_refused_issue_leaves_no_gap() {
    let folder = Folder::new();
    let mut desk = billed(&folder);
    desk.turn_to("2026-04-02");
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let mut wrong = keys.clone();
    wrong.push(json!({ "agreement_service_id": keys[0]["agreement_service_id"],
        "occurrence": 99 }));
    let asked = |keys: &[Value]| json!({ "charges": keys, "date": "own_date", "merge": false });
    for _ in 0..3 {
        assert_eq!(desk.refused("catch_up.issue", asked(&wrong)).code, Code::Conflict);
    }
    desk.call("catch_up.issue", asked(&keys));
    assert_eq!(numbers(&mut desk), "INV-0001 INV-0002 ");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// The file refuses at the last step of an issue, after the number was taken.
#[test]
fn rule_6_an_issue_that_is_rolled_back_gives_its_number_back() {
    let folder = Folder::new();
    let mut desk = billed(&folder);
    desk.turn_to("2026-04-02");
    folder
        .raw()
        .execute_batch(
            "CREATE TRIGGER broken BEFORE INSERT ON journal WHEN NEW.command = 'catch_up.issue'
            BEGIN SELECT RAISE(ABORT, 'the last step fails'); END",
        )
        .unwrap();
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let asked = json!({ "charges": keys, "date": "own_date", "merge": false });
    desk.refused("catch_up.issue", asked);
    assert_eq!(numbers(&mut desk), "INV-0001 ");
    let documents = folder.number("SELECT count(*) FROM documents WHERE name LIKE 'INV-0002%'");
    assert_eq!(documents, 0);
    folder.raw().execute_batch("DROP TRIGGER broken").unwrap();
    assert_eq!(desk.bill_all(), ["INV-0002"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_the_next_number_cannot_be_set_back_or_ahead_once_one_is_given() {
    let folder = Folder::new();
    let mut desk = billed(&folder);
    for wanted in ["1", "3", "0", "-1", "1.5", "", "9999999999"] {
        let mut form = practice();
        form["next_invoice"] = json!(wanted);
        let refusal = desk.refused("practice.save", form);
        assert_eq!(refusal.field.as_deref(), Some("next_invoice"), "{wanted}");
    }
    let mut form = practice();
    form["next_invoice"] = json!("2");
    form["invoice_prefix"] = json!("A-");
    desk.call("practice.save", form);
    desk.turn_to("2026-04-02");
    assert_eq!(desk.bill_all(), ["A-0002"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_numbers_may_begin_where_the_old_books_ended() {
    let folder = Folder::new();
    let mut form = practice();
    form["next_invoice"] = json!("417");
    let mut desk = folder.desk_of("2026-03-02", form);
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-05-02");
    assert_eq!(desk.bill_all(), ["INV-0417", "INV-0418", "INV-0419"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_6_merged_charges_share_one_number() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-05-02");
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let asked = json!({ "charges": keys, "date": "today", "merge": true });
    let issued = desk.call("catch_up.issue", asked);
    assert_eq!(issued["numbers"], json!(["INV-0001"]));
    let row = desk.invoice("INV-0001");
    assert_eq!(row["issued_on"], "2026-05-02");
    assert_eq!(row["total"]["minor"], 3 * 45_000);
}
