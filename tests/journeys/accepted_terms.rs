//! Rule 5: what was sent and accepted is write-once, for the program and for raw SQL.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, id, in_person, monthly};

use crate::paper;

fn accepted(folder: &Folder) -> (Desk, String, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    let (proposal, revision) = desk.sent(&client, "2026-03-15", lines);
    desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    (desk, proposal, revision)
}

#[test]
fn rule_5_no_command_changes_an_accepted_proposal() {
    let folder = Folder::new();
    let (mut desk, proposal, revision) = accepted(&folder);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let mut draft = page["draft"].clone();
    draft["lines"][0]["price"] = json!("1.00");
    let questions = [
        ("proposals.save", json!({ "id": proposal, "draft": draft })),
        ("proposals.send", json!({ "id": proposal })),
        ("proposals.discard", json!({ "id": proposal })),
        ("proposals.withdraw", json!({ "id": proposal, "reason": "No" })),
        ("acceptances.in_person", in_person(&revision, "Somebody Else")),
        ("acceptances.terms", json!({ "id": revision })),
    ];
    for (name, question) in questions {
        assert_eq!(desk.refused(name, question).code, Code::Conflict, "{name}");
    }
    let after = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(after["draft"], page["draft"]);
    assert_eq!(after["revisions"], page["revisions"]);
}

#[test]
fn rule_5_raw_sql_changes_and_removes_nothing_that_was_accepted() {
    let folder = Folder::new();
    let (desk, _, _) = accepted(&folder);
    for (table, column) in [
        ("revisions", "terms"),
        ("signatures", "signer"),
        ("acceptances", "grade"),
        ("agreements", "starts_on"),
        ("agreement_services", "price_minor"),
        ("documents", "bytes"),
        ("clause_places", "page"),
    ] {
        let said = folder.refuses(&format!("UPDATE {table} SET {column} = {column}"));
        assert!(said.contains("cannot be changed"), "{table}: {said}");
        folder.refuses(&format!("DELETE FROM {table}"));
    }
    drop(desk);
}

#[test]
fn rule_5_the_programs_own_connection_refuses_to_replace_what_was_accepted() {
    let folder = Folder::new();
    drop(accepted(&folder));
    let mut book = store::Book::open(&folder.book()).unwrap();
    for table in ["revisions", "signatures", "acceptances", "agreements", "agreement_services"] {
        let replaced = book.write(|tx| {
            let sql = format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
            tx.execute_batch(&sql).map_err(store::StoreError::from)
        });
        assert!(replaced.is_err(), "{table} could be replaced");
    }
}

#[test]
fn rule_5_a_sent_letter_is_named_by_its_hash_and_stays_the_same() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    let (proposal, _) = desk.sent(&client, "2026-03-15", lines);
    let sent = desk.call("proposals.show", json!({ "id": proposal }));
    let first = sent["revisions"][0].clone();
    let bytes = paper::document(&mut desk, &first["letter"]);
    assert_eq!(store::documents::sha256(&bytes), first["letter"].as_str().unwrap());

    // Everything a letter draws from changes; the sent letter does not.
    let mut form = tests::practice();
    form["name"] = json!("Another Name Accounting");
    desk.call("practice.save", form);
    let mut draft = sent["draft"].clone();
    draft["lines"][0]["price"] = json!("500.00");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    desk.call("proposals.send", json!({ "id": proposal }));

    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let states: Vec<(&Value, &Value)> = page["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|revision| (&revision["number"], &revision["state"]))
        .collect();
    assert_eq!(states, [(&json!(2), &json!("open")), (&json!(1), &json!("superseded"))]);
    assert_eq!(page["revisions"][1]["letter"], first["letter"]);
    assert_eq!(paper::document(&mut desk, &first["letter"]), bytes);
}

#[test]
fn rule_5_only_the_newest_open_revision_can_be_accepted() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    let (proposal, first) = desk.sent(&client, "2026-03-15", lines);
    desk.call("proposals.send", json!({ "id": proposal }));
    let old = desk.refused("acceptances.in_person", in_person(&first, "June Alder"));
    assert_eq!(old.code, Code::Conflict);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let newest = id(&page["revisions"][0]);
    desk.turn_to("2026-04-02");
    let late = desk.refused("acceptances.in_person", in_person(&newest, "June Alder"));
    assert_eq!(late.code, Code::Conflict);
    desk.turn_to("2026-04-01");
    desk.call("acceptances.in_person", in_person(&newest, "June Alder"));
}

#[test]
fn rule_5_nothing_is_accepted_without_reading_consent_and_a_name() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let (_, revision) = desk.sent(&client, "2026-03-15", json!([monthly("Books", "450.00")]));
    for (field, value) in [
        ("read", json!(false)),
        ("consented", json!(false)),
        ("agreed", json!(false)),
        ("signing.signer", json!("   ")),
    ] {
        let mut question = in_person(&revision, "June Alder");
        match field.strip_prefix("signing.") {
            Some(part) => question["signing"][part] = value,
            None => question[field] = value,
        }
        let refusal = desk.refused("acceptances.in_person", question);
        assert_eq!(refusal.field.as_deref(), Some(field));
    }
    assert_eq!(desk.call("agreements.list", json!({}))["rows"], json!([]));
}

#[test]
fn rule_5_a_paper_signature_keeps_its_scan() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let (_, revision) = desk.sent(&client, "2026-03-15", json!([monthly("Books", "450.00")]));
    let paper = |name: &str, bytes: &[u8], day: &str| {
        json!({ "revision_id": revision, "signing": tests::signing("June Alder"),
            "signed_on": day, "scan": tests::file(name, bytes) })
    };
    let wrong = desk.refused("acceptances.on_paper", paper("a.exe", b"MZ..", "2026-03-02"));
    assert_eq!(wrong.field.as_deref(), Some("scan"));
    let late = desk.refused("acceptances.on_paper", paper("a.pdf", b"%PDF-1.7", "2026-03-03"));
    assert_eq!(late.field.as_deref(), Some("signed_on"));
    let made = desk.call("acceptances.on_paper", paper("a.pdf", b"%PDF-1.7 scan", "2026-03-02"));
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let scan = page["acceptance"]["signatures"][0]["evidence"].clone();
    assert_eq!(paper::document(&mut desk, &scan), b"%PDF-1.7 scan");
}
