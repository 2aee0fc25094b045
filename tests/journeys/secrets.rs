//! Rules 15 and 16: no card number, no secret, nothing on the wire.

use serde_json::{Value, json};
use tests::{Desk, Folder, id, monthly};

/// The test number of a well-known card network, as people write it.
const CARDS: [&str; 3] = ["4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444"];

fn refuses_card(desk: &mut Desk, name: &str, field: &str, question: &Value) {
    let refusal = desk.refused(name, question.clone());
    assert_eq!(refusal.field.as_deref(), Some(field), "{name} {field}: {}", refusal.message);
    assert!(refusal.message.contains("card number"), "{name} {field}: {}", refusal.message);
    assert!(!refusal.message.contains("1111"), "the number stands in the message");
}

#[test]
fn rule_15_a_card_number_is_refused_in_every_field_that_takes_text() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let due = tests::charge_keys(&desk.call("catch_up.show", json!({})));
    let form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
    for card in CARDS {
        for field in ["name", "contact", "phone", "address", "tax_number", "payer_names", "notes"] {
            let mut question = form.clone();
            question[field] = json!(card);
            refuses_card(&mut desk, "clients.add", field, &question);
        }
        for field in ["name", "person", "address", "phone", "how_to_pay"] {
            let mut question = tests::practice();
            question[field] = json!(card);
            refuses_card(&mut desk, "practice.save", field, &question);
        }
        let payment = json!({ "client_id": client, "received_on": "2026-03-01",
            "amount": "1.00", "method": "card", "reference": card, "allocations": [] });
        refuses_card(&mut desk, "payments.record", "reference", &payment);
        let waived = json!({ "charges": due, "reason": card });
        refuses_card(&mut desk, "catch_up.waive", "reason", &waived);
    }
    let found = folder.number("SELECT count(*) FROM journal WHERE payload LIKE '%1111%'");
    assert_eq!(found, 0);
}

#[test]
fn rule_15_a_card_number_within_a_note_is_refused_too() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let mut form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
    form["notes"] = json!("Pays by card\n4111 1111 1111 1111 exp 12/29");
    refuses_card(&mut desk, "clients.save", "notes", &json!({ "id": client, "form": form }));
}

#[test]
fn rule_15_numbers_that_are_no_cards_are_kept() {
    let mut desk = Desk::on("2026-03-02");
    for (at, text) in [
        "GB29 NWBK 6016 1331 9268 19",
        "DE89370400440532013000",
        "+1 (207) 555-0110, +44 20 7946 0018",
        "Account 0001 2345 2208, routing 211274450",
        "4111111111111112",
        "Order 2026-03-02-1234",
    ]
    .into_iter()
    .enumerate()
    {
        let client = desk.client(&format!("Client {at}"));
        let mut form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
        form["notes"] = json!(text);
        let saved = desk.call("clients.save", json!({ "id": client, "form": form }));
        assert_eq!(id(&saved), client);
    }
}

#[test]
fn rule_15_a_card_number_in_a_draft_is_named_before_it_is_sent() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["further_terms"] = json!("Charge 4111 1111 1111 1111 each month.");
    let refusal = desk.refused("proposals.save", json!({ "id": proposal, "draft": draft }));
    assert_eq!(refusal.field.as_deref(), Some("further_terms"));
}

/// Every table and column of the schema: none is named after a secret.
#[test]
fn rule_15_the_book_has_no_place_for_a_secret() {
    let folder = Folder::new();
    drop(folder.desk("2026-03-02"));
    let db = folder.raw();
    let mut query = db.prepare("SELECT lower(sql) FROM sqlite_schema WHERE sql <> ''").unwrap();
    let schema: Vec<String> =
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(schema.len() > 40);
    for word in ["password", "secret", "token", "api_key", "card_number", "pan ", "cvv"] {
        assert!(schema.iter().all(|sql| !sql.contains(word)), "the schema knows {word}");
    }
}

/// The names of the crates that `package` is built from, itself left out, tests left out.
fn built_from(package: &str) -> Vec<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = std::process::Command::new(cargo)
        .args(["tree", "--offline", "--package", package, "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{lib}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn rule_16_what_the_use_cases_are_built_from_cannot_open_a_connection() {
    for package in ["app", "store", "statements", "paper", "domain"] {
        let crates = built_from(package);
        assert!(crates.iter().any(|name| name == "chrono"), "{package}: {crates:?}");
        for client in [
            "reqwest",
            "hyper",
            "ureq",
            "curl",
            "isahc",
            "tokio",
            "async_std",
            "mio",
            "socket2",
            "native_tls",
            "rustls",
            "openssl",
            "lettre",
            "oauth2",
            "tauri",
            "keyring",
        ] {
            assert!(!crates.iter().any(|name| name == client), "{package} links {client}");
        }
    }
}
