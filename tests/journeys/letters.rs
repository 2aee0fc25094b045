//! A letter for each place, as a practice there would send it: nothing blocks it, and it is kept
//! in `target/letters` to be read.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tests::{Desk, id, practice};

use crate::paper;

/// Places with their region, currency, time zone and a client.
const PLACES: [(&str, &str, &str, &str, &str); 6] = [
    ("US", "Maine", "USD", "America/New_York", "Alder Bakery LLC"),
    ("GB", "", "GBP", "Europe/London", "Alder Bakery Ltd"),
    ("IE", "", "EUR", "Europe/Dublin", "Alder Bakery Limited"),
    ("CA", "Ontario", "CAD", "America/Toronto", "Alder Bakery Inc."),
    ("AU", "Victoria", "AUD", "Australia/Melbourne", "Alder Bakery Pty Ltd"),
    ("NZ", "", "NZD", "Pacific/Auckland", "Alder Bakery Limited"),
];

/// The starter services of the place that have something to say in a letter.
fn lines(desk: &mut Desk) -> Vec<Value> {
    desk.call("services.add_starters", json!({}));
    let library = desk.call("services.list", json!({ "archived": false }));
    let mut kinds: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for row in library["rows"].as_array().unwrap() {
        let form = &row["form"];
        let kind = form["kind"].as_str().unwrap().to_owned();
        if kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        lines.push(json!({ "service_id": row["id"], "kind": form["kind"], "name": form["name"],
            "description": form["description"], "billing": form["billing"], "quantity": "1",
            "price": form["price"], "pricing": { "kind": "fixed" }, "taxable": form["taxable"],
            "offered": { "kind": "always" }, "discount": null, "deposit_percent": "" }));
    }
    lines
}

#[test]
fn the_letter_of_every_place_can_be_sent_and_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/letters");
    fs::create_dir_all(&folder).unwrap();
    for (place, region, currency, zone, client) in PLACES {
        let mut form = practice();
        form["jurisdiction"] = json!(place);
        form["region"] = json!(region);
        form["currency"] = json!(currency);
        form["time_zone"] = json!(zone);
        let mut desk = Desk::bare("2026-11-02", app::home::Home::Memory);
        desk.call("books.create", json!({ "practice": form, "folder": null }));
        desk.fill_blanks();
        let lines = lines(&mut desk);
        let client = desk.client(client);
        let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
        let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
        draft["lines"] = json!(lines);
        desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        let blocking: Vec<&Value> = page["remarks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|remark| remark["severity"] == "blocking")
            .collect();
        assert!(blocking.is_empty(), "{place}: {blocking:#?}");
        let sent = desk.call("proposals.send", json!({ "id": proposal }));
        let letter = paper::document(&mut desk, &sent["revision"]["letter"].clone());
        fs::write(folder.join(format!("regime-{place}.pdf")), &letter).unwrap();
        let Some(text) = paper::text(&letter) else { continue };
        assert!(text.contains("Engagement letter"), "{place}");
        assert!(!text.contains('{'), "{place}: a blank stands open");
    }
}
