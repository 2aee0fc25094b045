//! Names that attack, fill or turn the page: kept as typed, harmless everywhere.

use serde_json::json;
use tests::{Desk, Folder, id, monthly, practice};

use crate::paper;

const NAMES: [&str; 9] = [
    "'); DROP TABLE clients; --",
    "<img src=x onerror=alert(1)>",
    "مخبز الأرز (Cedar) 2026",
    "\u{202e}txe.ecilam",
    "Zoë \u{1f950} & Søn's \"Bäckerei\" \\n %s {0} ${x}",
    "=HYPERLINK(\"x\")",
    "../../etc/passwd",
    "株式会社 アルダー",
    "e\u{301}\u{301}\u{301}\u{301} combining",
];

/// The whole path for a client of this name; nothing may be refused, and the book stays sound.
fn whole_path(desk: &mut Desk, name: &str) {
    let client = desk.client(name);
    let page = desk.call("clients.show", json!({ "id": client }));
    assert_eq!(page["row"]["name"], name);
    desk.agreement(&client, "2026-03-02", json!([monthly(name, "450.00")]));
    let numbers = desk.bill_all();
    assert_eq!(numbers.len(), 1, "{name}");
    let row = desk.invoice(&numbers[0]);
    assert_eq!(row["client"], name);
    let question = json!({ "client_id": client, "received_on": "2026-03-02", "amount": "450.00",
        "method": "cheque", "reference": name,
        "allocations": [{ "invoice_id": row["id"], "amount": "450.00" }] });
    desk.call("payments.record", question);
    desk.call("receipts.make", json!({ "id": row["id"] }));
    let draft = desk.call("mail.compose", json!({ "kind": "invoice", "id": row["id"] }));
    assert_eq!(draft["attachment"], format!("{}.pdf", numbers[0]));
    let hits = desk.call("search.find", json!({ "text": name }));
    assert_eq!(hits["rows"][0]["title"], name);
    let page = desk.call("invoices.show", json!({ "id": row["id"] }));
    let file = desk.call("documents.show", json!({ "sha256": page["document"] }));
    let safe = file["name"].as_str().unwrap();
    assert!(!safe.contains(['/', '\\', '<', '>', '"', '\u{202e}']), "{safe}");
    let pdf = paper::document(desk, &page["document"]);
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn a_client_of_any_name_goes_the_whole_path_and_stays_as_typed() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    for name in NAMES {
        whole_path(&mut desk, name);
    }
    assert_eq!(folder.number("SELECT count(*) FROM clients"), 9);
    assert_eq!(desk.findings(), Vec::<String>::new());
    drop(desk);
    assert_eq!(folder.desk("2026-03-03").findings(), Vec::<String>::new());
}

#[test]
fn a_name_of_200_characters_fits_every_page_and_one_of_500_is_refused() {
    let mut desk = Desk::on("2026-03-02");
    for letter in ["W", "W ", "ا"] {
        let name: String = letter.repeat(200).chars().take(200).collect();
        let name = name.trim().to_owned();
        let client = desk.client(&name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
        assert_eq!(desk.bill_all().len(), 1);
    }
    let form = json!({ "name": "W".repeat(500), "kind": "business", "contact": "", "email": "",
        "phone": "", "address": "", "tax_number": "", "payer_names": "", "notes": "" });
    let refusal = desk.refused("clients.add", form);
    assert_eq!(refusal.field.as_deref(), Some("name"));
    assert_eq!(refusal.message, "this is longer than 200 characters");
}

#[test]
fn searching_and_filtering_treat_every_sign_as_a_letter() {
    let mut desk = Desk::on("2026-03-02");
    desk.client("100% Bakery_LLC");
    for (text, found) in [
        ("100%", 1),
        ("%", 1),
        ("_", 1),
        ("'", 0),
        ("\"", 0),
        ("*", 0),
        ("a%y", 0),
        ("\\", 0),
        ("BAKERY_", 1),
    ] {
        let hits = desk.call("search.find", json!({ "text": text }));
        assert_eq!(hits["rows"].as_array().unwrap().len(), found, "{text}");
        let asked = json!({ "view": "all", "filter": text, "sort": "number",
            "descending": false, "offset": 0, "limit": 10 });
        assert_eq!(desk.call("invoices.list", asked)["count"], 0, "{text}");
    }
}

#[test]
fn a_practice_of_any_name_prints_its_letters() {
    for name in NAMES {
        let folder = Folder::new();
        let mut form = practice();
        form["name"] = json!(name);
        form["person"] = json!(name);
        let mut desk = folder.desk_of("2026-03-02", form);
        let client = desk.client("Alder Bakery LLC");
        let (proposal, _) = desk.sent(&client, "2026-03-02", json!([monthly("Books", "1.00")]));
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        assert_eq!(page["revisions"][0]["state"], "open");
        assert!(id(&page["revisions"][0]).starts_with("rev_"));
    }
}
