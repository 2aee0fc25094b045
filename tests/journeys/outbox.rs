//! Rule 10: what is to leave the program is written down before it leaves, once.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, monthly};

fn ready(folder: &Folder) -> (Desk, Value, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    let (_, revision) = desk.sent(&client, "2026-03-02", lines.clone());
    desk.agreement(&client, "2026-03-02", lines);
    desk.bill_all();
    let invoice = desk.invoice("INV-0001")["id"].clone();
    (desk, invoice, revision)
}

fn state(folder: &Folder, id: &Value) -> (String, i64) {
    let sql = "SELECT state, attempts FROM outbox WHERE id = ?1";
    folder
        .raw()
        .query_row(sql, [id.as_str().unwrap()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
}

#[test]
fn rule_10_a_mail_draft_is_planned_before_it_leaves_and_settled_once() {
    let folder = Folder::new();
    let (mut desk, invoice, revision) = ready(&folder);
    let ask = |kind: &str, id: &Value| json!({ "kind": kind, "id": id });
    let letter = desk.call("mail.compose", ask("revision", &json!(revision)));
    let bill = desk.call("mail.compose", ask("invoice", &invoice));
    assert_ne!(letter["id"], bill["id"]);
    assert_eq!(state(&folder, &letter["id"]), ("planned".to_owned(), 0));

    desk.call("mail.settle", json!({ "id": letter["id"], "failure": null }));
    desk.call("mail.settle", json!({ "id": bill["id"], "failure": "no mail program" }));
    assert_eq!(state(&folder, &letter["id"]), ("confirmed".to_owned(), 1));
    assert_eq!(state(&folder, &bill["id"]), ("failed".to_owned(), 1));
    for id in [&letter["id"], &bill["id"]] {
        let again = desk.refused("mail.settle", json!({ "id": id, "failure": null }));
        assert_eq!(again.code, Code::Conflict);
    }
    assert_eq!(state(&folder, &bill["id"]), ("failed".to_owned(), 1));
}

#[test]
fn rule_10_a_draft_that_was_planned_is_there_after_the_program_went_away() {
    let folder = Folder::new();
    let (mut desk, invoice, _) = ready(&folder);
    let asked = json!({ "kind": "invoice", "id": invoice });
    let draft = desk.call("mail.compose", asked);
    drop(desk);
    let mut desk = folder.desk("2026-03-03");
    assert_eq!(state(&folder, &draft["id"]), ("planned".to_owned(), 0));
    desk.call("mail.settle", json!({ "id": draft["id"], "failure": null }));
    assert_eq!(state(&folder, &draft["id"]), ("confirmed".to_owned(), 1));
}

#[test]
fn rule_10_a_draft_names_the_frozen_file_it_carries() {
    let folder = Folder::new();
    let (mut desk, invoice, _) = ready(&folder);
    let draft = desk.call("mail.compose", json!({ "kind": "invoice", "id": invoice }));
    let page = desk.call("invoices.show", json!({ "id": invoice }));
    assert_eq!(draft["sha256"], page["document"]);
    assert_eq!(draft["attachment"], "INV-0001.pdf");
    assert!(draft["body"].as_str().unwrap().contains("450.00 USD is due on March 17, 2026"));
}
