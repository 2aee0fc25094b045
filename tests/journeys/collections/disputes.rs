//! Evidence for a payment that its payer disputes.

use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::{Desk, file};

use super::{billed_and_told, live, methods, newest, permitted};

/// What lies in the evidence for the newest collection, and the ZIP itself.
fn evidence(desk: &mut Desk) -> (Vec<(String, Vec<u8>)>, Vec<u8>) {
    let collection = newest(desk);
    let made = desk.call("disputes.evidence", json!({ "id": collection["id"] }));
    assert_eq!(made["name"], "INV-0001 dispute evidence.zip");
    let zip = STANDARD.decode(made["content"].as_str().unwrap()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(zip.clone())).unwrap();
    let files = (0..archive.len()).map(|at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    });
    (files.collect(), zip)
}

fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
    let found = files.iter().find(|(one, _)| one == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).unwrap()
}

#[test]
fn a_dispute_is_answered_with_everything_that_shows_what_was_agreed_and_told() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "disputes");
    desk.bill_all();
    desk.turns();
    let planned = newest(&mut desk);
    desk.call("mail.compose", json!({ "kind": "collection_notice", "id": planned["id"] }));
    billed_and_told(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17"]);
    let early = desk.refused("disputes.evidence", json!({ "id": planned["id"] }));
    assert_eq!(early.message, "nobody disputes this payment");
    live(&mut desk, &["2026-03-24"]);

    let (files, zip) = evidence(&mut desk);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "letter-as-accepted.pdf",
        "certificate.pdf",
        "record.json",
        "permission-terms.txt",
        "permission.json",
        "invoice-INV-0001.pdf",
        "notice-1.json",
        "history.txt",
        "dispute.txt",
    ] {
        assert!(names.contains(&name), "{name} is missing among {names:?}");
    }
    let said = text(&files, "dispute.txt");
    assert!(said.contains("Answer by: 2026-04-07") && said.contains("State: open"), "{said}");
    assert!(said.contains("The client was told on 2026-03-02"), "{said}");
    let asked = methods(&mut desk, &client)["asked"][0].clone();
    let kept = desk.call("documents.show", json!({ "sha256": asked["evidence"] }));
    let kept = STANDARD.decode(kept["content"].as_str().unwrap()).unwrap();
    assert_eq!(text(&files, "permission.json").into_bytes(), kept, "to the byte");
    assert_eq!(text(&files, "permission-terms.txt"), asked["terms"].as_str().unwrap());
    let history = text(&files, "history.txt");
    assert!(history.contains("settled") && history.contains("disputed"), "{history}");
    assert!(text(&files, "notice-1.json").contains("INV-0001"));
    let report = desk.call("evidence.verify", file("evidence.zip", &zip));
    assert_eq!((&report["right"], &report["ours"]), (&json!(true), &json!(true)), "{report}");

    live(&mut desk, &["2026-04-14"]);
    assert_eq!(newest(&mut desk)["disputes"][0]["state"], Value::from("lost"));
    let (files, _) = evidence(&mut desk);
    assert!(text(&files, "dispute.txt").contains("State: lost"), "the outcome is recorded");
}
