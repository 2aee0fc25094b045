//! Rule 14: every change is in the journal, and a changed journal shows.

use serde_json::{Value, json};
use store::journal;
use tests::{Desk, Folder, monthly};

/// Drops the two triggers that keep the journal as it is, as a forger would.
const OPEN: &str = "DROP TRIGGER journal_never_changes; DROP TRIGGER journal_never_shrinks;";

fn busy(folder: &Folder) -> Desk {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    desk
}

#[test]
fn rule_14_each_command_that_changes_is_one_entry_and_a_refused_one_is_none() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let entries = || folder.number("SELECT count(*) FROM journal");
    assert_eq!(entries(), 1);
    let client = desk.client("Alder Bakery LLC");
    assert_eq!(entries(), 2);
    desk.refused(
        "clients.add",
        json!({ "name": "", "kind": "business", "contact": "",
        "email": "", "phone": "", "address": "", "tax_number": "", "payer_names": "",
        "notes": "" }),
    );
    desk.call("clients.show", json!({ "id": client }));
    desk.call("today.show", json!({}));
    assert_eq!(entries(), 2);
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let commands: Vec<String> = {
        let db = folder.raw();
        let mut query = db.prepare("SELECT command FROM journal ORDER BY seq").unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(
        commands,
        [
            "books.create",
            "clients.add",
            "proposals.create",
            "proposals.save",
            "proposals.send",
            "acceptances.in_person"
        ]
    );
}

#[test]
fn rule_14_the_program_cannot_touch_the_journal() {
    let folder = Folder::new();
    drop(busy(&folder));
    assert!(folder.refuses("UPDATE journal SET words = words").contains("append-only"));
    assert!(folder.refuses("DELETE FROM journal").contains("append-only"));
    let mut book = store::Book::open(&folder.book()).unwrap();
    let replaced = book.write(|tx| {
        let sql = "INSERT OR REPLACE INTO journal SELECT * FROM journal";
        tx.execute_batch(sql).map_err(store::StoreError::from)
    });
    assert!(replaced.is_err());
}

#[test]
fn rule_14_an_altered_entry_is_named_whichever_field_was_altered() {
    let fields = [
        "at = '2026-03-03T00:00:00.000Z'",
        "actor = 'worker'",
        "command = 'x'",
        "words = words || '.'",
        "client_id = NULL",
        "payload = payload || ' '",
        "undo = 'x'",
        "previous = hash",
        "hash = hash || '0'",
    ];
    for field in fields {
        let folder = Folder::new();
        drop(busy(&folder));
        folder
            .raw()
            .execute_batch(&format!("{OPEN} UPDATE journal SET {field} WHERE seq = 2"))
            .unwrap();
        let found = folder.desk("2026-03-03").findings();
        assert!(found.contains(&"journal entry 2 was altered".to_owned()), "{field}: {found:?}");
    }
}

#[test]
fn rule_14_a_removed_entry_is_named_wherever_it_stood() {
    for (gone, named) in [
        ("seq = 1", "journal entry 1 is missing"),
        ("seq = 3", "journal entry 3 is missing"),
        ("seq = (SELECT max(seq) FROM journal)", "journal entry 7 is missing"),
        ("seq > 5", "journal entry 6 is missing"),
    ] {
        let folder = Folder::new();
        drop(busy(&folder));
        folder.raw().execute_batch(&format!("{OPEN} DELETE FROM journal WHERE {gone}")).unwrap();
        let found = folder.desk("2026-03-03").findings();
        assert!(found.contains(&named.to_owned()), "{gone}: {found:?}");
    }
}

/// The chain is remade from the forged entry on, except for what came after.
#[test]
fn rule_14_an_entry_slipped_in_breaks_the_chain() {
    let folder = Folder::new();
    drop(busy(&folder));
    folder
        .raw()
        .execute_batch(&format!(
            "{OPEN} UPDATE journal SET seq = seq + 1000 WHERE seq >= 4;
            INSERT INTO journal SELECT 4, at, actor, command, words, client_id, payload, undo, hash,
                'f' || substr(hash, 2) FROM journal WHERE seq = 3;
            UPDATE journal SET seq = seq - 999 WHERE seq > 1000;"
        ))
        .unwrap();
    let found = folder.desk("2026-03-03").findings();
    assert!(found.contains(&"journal entry 4 was altered".to_owned()), "{found:?}");
    assert!(found.contains(&"journal entry 5 was altered".to_owned()), "{found:?}");
}

#[test]
fn rule_14_figures_changed_behind_the_programs_back_are_found() {
    for (change, found) in [
        ("UPDATE balances SET open_minor = 0", "the open amount of INV-0001"),
        ("UPDATE balances SET issued_on = '2020-01-01'", "kept beside INV-0001"),
        ("UPDATE balances SET due_on = '2020-01-01'", "kept beside INV-0001"),
        ("UPDATE balances SET fell_on = '2020-01-01'", "kept beside INV-0001"),
        ("UPDATE balances SET settled_on = '2020-01-01'", "kept beside INV-0001"),
        ("INSERT INTO client_credits VALUES ('', 'USD', 1)", "the credit of a client differs by 1"),
        ("UPDATE ended_runs SET next = next + 1", "the run of ended charges of Bookkeeping"),
        ("UPDATE ended_runs SET past = 0", "the run of ended charges of Bookkeeping"),
        ("UPDATE ended_runs SET net_minor = 1", "the run of ended charges of Bookkeeping"),
        (
            "DROP TRIGGER billed_charges_never_change; UPDATE billed_charges SET net_minor = 1",
            "a line of INV-0001 is not kept as billed",
        ),
        (
            "INSERT INTO balances_alike VALUES
                ('USD', '2026-04-01', '2026-03-02', '2026-03-17', '2026-04-01', '', 1, 700)",
            "issued on 2026-03-02, due on 2026-03-17 and settled on 2026-04-01 differs by 700",
        ),
        (
            "UPDATE client_months SET earned_minor = earned_minor + 1",
            "what Alder Bakery LLC was billed in 2026-03 differs by 0, or by 1 without tax",
        ),
        (
            "INSERT OR REPLACE INTO client_lags SELECT id, 'USD', '99' FROM clients",
            "how Alder Bakery LLC paid",
        ),
        (
            "DROP TRIGGER issued_invoices_never_change;
            UPDATE invoices SET total_minor = 1, net_minor = 1, tax_minor = 0",
            "does not add up",
        ),
        ("DROP TRIGGER ledger_never_shrinks; DELETE FROM ledger", "receivable"),
        ("UPDATE series SET next = 9 WHERE name = 'invoice'", "next invoice number"),
        ("DROP TRIGGER documents_never_change; UPDATE documents SET bytes = x'00'", "was altered"),
    ] {
        let folder = Folder::new();
        drop(busy(&folder));
        folder.raw().execute_batch(change).unwrap();
        let findings = folder.desk("2026-03-03").findings();
        assert!(findings.iter().any(|finding| finding.contains(found)), "{change}: {findings:?}");
    }
}

#[test]
fn rule_14_files_stand_in_the_journal_by_their_hash_alone() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let rows = "Date,Description,Amount\n2026-03-01,A VERY PRIVATE LINE,-1.00\n";
    let asked = json!({ "account_id": null, "file": tests::file("bank.csv", rows.as_bytes()),
        "mapping": null });
    desk.call("statements.import", asked);
    let db = folder.raw();
    let last = &journal::list(&db, "", 0, 1).unwrap()[0].entry;
    let payload: Value = serde_json::from_str(&last.payload).unwrap();
    assert_eq!(last.command, "statements.import");
    assert_eq!(payload["file"]["content"]["sha256_of_base64"].as_str().unwrap().len(), 64);
}
