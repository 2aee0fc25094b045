//! Handing a debt off: the pack holds what somebody else needs and nothing private, contact stops,
//! and what is recovered is booked with its commission.

use std::io::Read;

use app::failure::Code;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::{Desk, id, monthly, texts};

/// A client who owes 450.00 since 17 March, was called, disputed a part once, and is in hardship.
fn owing() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    desk.turn_to("2026-04-02");
    let note = json!({ "client_id": client, "outcome": "reached", "note": "Her husband is ill" });
    desk.call("follow_ups.call", note);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let opened = json!({ "invoice_id": invoice, "amount": "50.00", "about": "quality",
        "words": "The payroll was late" });
    let dispute = id(&desk.call("invoice_disputes.open", opened));
    let close = json!({ "id": dispute, "outcome": "uphold", "answer": "It was in time." });
    desk.call("invoice_disputes.close", close);
    desk.call(
        "following.keep",
        json!({ "client_id": client, "tier": "usual", "circumstance": "hardship" }),
    );
    desk.turn_to("2026-06-15");
    (desk, client)
}

fn form(client: &str) -> Value {
    json!({ "client_id": client, "goes_to": "agency", "name": "Northgate Recovery",
        "reason": "Nothing came in three months", "left_out": [] })
}

/// The names and contents of a ZIP.
fn unpacked(zip: &Value) -> Vec<(String, Vec<u8>)> {
    let bytes = STANDARD.decode(zip["content"].as_str().unwrap()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_pack_holds_what_is_needed_and_nothing_private() {
    let (mut desk, client) = owing();
    let seen = desk.call("hand_offs.preview", form(&client));
    assert_eq!(seen["owed"]["minor"], 45_000, "{}", seen["says"]);
    let names: Vec<&str> =
        seen["files"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "01-agreement-PR-0001.pdf",
            "02-certificate-PR-0001.pdf",
            "03-invoice-INV-0001.pdf",
            "04-statement.pdf",
            "05-contacts.txt",
            "06-disputes.txt",
            "07-payments.txt",
        ]
    );
    assert!(texts(&seen["remarks"])[0].contains("own records go back to them on request"));
    assert_eq!(seen["never"].as_array().unwrap().len(), 4);
    let mut form = form(&client);
    form["left_out"] = json!(["06-disputes.txt"]);
    let zip = desk.call("hand_offs.make", form);
    assert_eq!(zip["name"], "HP-0001 Alder Bakery LLC.zip");
    let files = unpacked(&zip);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"00-cover.pdf") && names.contains(&"manifest.json"), "{names:?}");
    assert!(!names.contains(&"06-disputes.txt"), "{names:?}");
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let text = String::from_utf8_lossy(bytes);
        for private in ["husband", "hardship", "three months"] {
            assert!(!text.contains(private), "{name} tells {private}: {text}");
        }
    }
    let contacts = files.iter().find(|(name, _)| name == "05-contacts.txt").unwrap();
    assert!(String::from_utf8_lossy(&contacts.1).contains("2026-04-02 call: reached"));
    let report =
        desk.call("evidence.verify", json!({ "name": zip["name"], "content": zip["content"] }));
    assert_eq!(report["right"], true, "{report}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// Rule 13: whoever was handed the debt writes about it, and nobody else.
#[test]
fn rule_13_contact_stops_until_the_debt_is_taken_back() {
    let (mut desk, client) = owing();
    for (field, value) in [("goes_to", "a friend"), ("name", " "), ("reason", "")] {
        let mut wrong = form(&client);
        wrong[field] = json!(value);
        assert_eq!(desk.refused("hand_offs.make", wrong).field.as_deref(), Some(field));
    }
    let handed = desk.done("hand_offs.make", form(&client));
    assert_eq!(desk.refused("hand_offs.make", form(&client)).code, Code::Conflict);
    let reasons = |desk: &mut Desk| {
        let seen = desk.call("follow_ups.of_client", json!({ "id": client }));
        texts(&seen["row"]["reasons"])
    };
    let why = "handed to Northgate Recovery, who alone writes about it".to_owned();
    assert!(reasons(&mut desk).contains(&why));
    desk.undo(&handed);
    assert!(!reasons(&mut desk).contains(&why));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let plan = json!({ "client_id": client, "invoices": [invoice], "parts": "3", "monthly": "",
        "first_on": "2026-06-20", "at_signing": true, "grace_days": 5, "frozen": true });
    desk.call("plans.offer", plan);
    assert_eq!(desk.refused("hand_offs.make", form(&client)).code, Code::Conflict);
}

#[test]
fn what_is_recovered_is_booked_in_full_with_its_commission() {
    let (mut desk, client) = owing();
    desk.call("hand_offs.make", form(&client));
    let handed = desk.call("hand_offs.of_client", json!({ "id": client }))["rows"][0].clone();
    desk.turn_to("2026-07-20");
    let book = |on: &str, amount: &str, commission: &str| {
        let mut question = json!({ "id": handed["id"], "received_on": on, "amount": amount });
        question["commission"] = json!(commission);
        question
    };
    for (wrong, field) in [
        (book("2026-06-01", "10.00", ""), "received_on"),
        (book("2026-07-10", "0.00", ""), "amount"),
        (book("2026-07-10", "10.00", "10.01"), "commission"),
    ] {
        assert_eq!(desk.refused("hand_offs.recover", wrong).field.as_deref(), Some(field));
    }
    let booked = desk.done("hand_offs.recover", book("2026-07-10", "300.00", "60.00"));
    assert_eq!(desk.open_of("INV-0001"), 15_000);
    let row = desk.call("hand_offs.of_client", json!({ "id": client }))["rows"][0].clone();
    assert_eq!(row["recoveries"][0]["commission"]["minor"], 6_000);
    desk.undo(&booked);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    let row = desk.call("hand_offs.of_client", json!({ "id": client }))["rows"][0].clone();
    assert_eq!(row["recoveries"], json!([]));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
