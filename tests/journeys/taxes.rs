//! Invoices with tax show what the law of their place wants, or are not issued.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Folder, charge_keys, line, practice};

use crate::paper;

/// A practice in London that adds 20% VAT.
fn london(registration: &str) -> Value {
    let mut form = practice();
    for (field, value) in [
        ("jurisdiction", "GB"),
        ("currency", "GBP"),
        ("time_zone", "Europe/London"),
        ("tax_percent", "20"),
        ("tax_registration", registration),
    ] {
        form[field] = json!(value);
    }
    form
}

fn taxed() -> Value {
    let billing = json!({ "kind": "recurring", "every": "month", "day": "start_day" });
    let mut line = line("Bookkeeping", "450.00", billing);
    line["taxable"] = json!(true);
    json!([line])
}

#[test]
fn a_vat_invoice_is_not_issued_without_the_number_that_makes_it_one() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", london(""));
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    desk.agreement(&client, "2026-03-02", taxed());
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let asked = json!({ "charges": keys, "date": "today", "merge": false });
    let refusal = desk.refused("catch_up.issue", asked.clone());
    assert_eq!(refusal.code, Code::Conflict);
    assert_eq!(
        refusal.message,
        "an invoice with VAT must show your VAT registration number (VAT Regulations 1995, \
         regulation 14(1)); add it in Settings, Practice"
    );
    assert_eq!(folder.number("SELECT count(*) FROM invoices"), 0);

    desk.call("practice.save", london("GB 123 4567 89"));
    assert_eq!(desk.call("catch_up.issue", asked)["numbers"], json!(["INV-0001"]));
    let id = desk.invoice("INV-0001")["id"].clone();
    let page = desk.call("invoices.show", json!({ "id": id }));
    let bytes = paper::document(&mut desk, &page["document"]);
    if let Some(text) = paper::text(&bytes) {
        for shown in ["VAT invoice", "GB 123 4567 89", "20%", "90.00", "540.00"] {
            assert!(text.contains(shown), "{shown} is not in\n{text}");
        }
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_vat_invoice_needs_the_clients_address() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", london("GB 123 4567 89"));
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    desk.agreement(&client, "2026-03-02", taxed());
    let mut form = desk.call("clients.show", json!({ "id": client }))["form"].clone();
    form["address"] = json!("");
    desk.call("clients.save", json!({ "id": client, "form": form }));
    let keys = charge_keys(&desk.call("catch_up.show", json!({})));
    let asked = json!({ "charges": keys, "date": "today", "merge": false });
    let refusal = desk.refused("catch_up.issue", asked);
    assert!(refusal.message.contains("the address of Alder Bakery Ltd"), "{}", refusal.message);
}
