//! A letter for each place and one of a consultant, as a practice there would send it: nothing
//! blocks it, it says each thing once, and it is kept in `target/letters` to be read.

mod places;

use std::fs;
use std::path::Path;

use places::{PLACES, Place};
use serde_json::{Value, json};
use tests::{Desk, id, practice};

use crate::paper;

/// The first starter service of each kind.
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
            "price": form["price"], "pricing": { "kind": "fixed" }, "tax": form["tax"],
            "offered": { "kind": "always" }, "discount": null, "deposit_percent": "" }));
    }
    lines
}

/// A desk whose practice stands in the place, with what a practice there fills in once.
fn desk_in(place: &Place) -> Desk {
    let mut form = practice();
    let told = [
        ("person", place.person),
        ("address", place.address),
        ("phone", place.phone),
        ("jurisdiction", place.code),
        ("region", place.region),
        ("currency", place.currency),
        ("time_zone", place.zone),
        ("tax_registration", place.registration),
        ("usual_tax", place.tax),
        ("profession", place.profession),
    ];
    for (field, value) in told {
        form[field] = json!(value);
    }
    let mut desk = Desk::bare("2026-11-02", app::home::Home::Memory);
    desk.call("books.create", json!({ "practice": form, "folder": null }));
    for (name, value) in place.filled {
        desk.call("clauses.fill", json!({ "name": name, "value": value }));
    }
    desk
}

/// The draft of a letter over one service of each kind; the proposal's id.
fn drafted(desk: &mut Desk, place: &Place) -> String {
    let lines = lines(desk);
    let form = json!({ "name": place.client, "kind": "business", "contact": "June Alder",
        "email": "june@alder.example", "phone": "", "address": place.client_address,
        "tax_number": "", "payer_names": "", "notes": "" });
    let client = id(&desk.call("clients.add", form));
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"] = json!(lines);
    draft["signatories"] = json!([{ "name": "June Alder", "capacity": place.capacity,
        "email": "june@alder.example" }]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    proposal
}

#[test]
fn the_letter_of_every_place_can_be_sent_and_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/letters");
    fs::create_dir_all(&folder).unwrap();
    for place in &PLACES {
        let mut desk = desk_in(place);
        let proposal = drafted(&mut desk, place);
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        let name = place.name;
        let blocking: Vec<&Value> = page["remarks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|remark| remark["severity"] == "blocking")
            .collect();
        assert!(blocking.is_empty(), "{name}: {blocking:#?}");
        let waiting = page["clauses"].as_array().unwrap().iter();
        let waiting: Vec<&Value> =
            waiting.filter(|row| !row["waits_for"].as_array().unwrap().is_empty()).collect();
        assert!(waiting.is_empty(), "{name} leaves out {waiting:#?}");
        let sent = desk.call("proposals.send", json!({ "id": proposal }));
        let letter = paper::document(&mut desk, &sent["revision"]["letter"].clone());
        fs::write(folder.join(format!("regime-{name}.pdf")), &letter).unwrap();
        let Some(text) = paper::text(&letter) else { continue };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("Engagement letter"), "{name}");
        assert!(!text.contains('{'), "{name}: a blank stands open");
        for words in place.says {
            assert!(text.contains(words), "{name} does not say: {words}");
        }
        for words in place.never {
            assert!(!text.contains(words), "{name} says: {words}");
        }
    }
}

#[test]
fn a_letter_names_no_law_of_a_county_or_of_the_united_kingdom() {
    let law = |code: &str, region: &str| {
        let found = PLACES.iter().find(|place| place.code == code).unwrap();
        let mut desk = desk_in(&Place { region: leak(region), ..*found });
        let library = desk.call("clauses.library", json!({}));
        let blanks = library["blanks"].as_array().unwrap();
        let blank = blanks.iter().find(|blank| blank["name"] == "law_place").unwrap();
        blank["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(law("GB", ""), "England and Wales");
    assert_eq!(law("GB", "Kent"), "England and Wales");
    assert_eq!(law("GB", "Scotland"), "Scotland");
    assert_eq!(law("IE", "Cork"), "Ireland");
    assert_eq!(law("NZ", "Otago"), "New Zealand");
    assert_eq!(law("CA", "Quebec"), "Quebec");
    assert_eq!(law("US", ""), "", "a letter to be sent asks whose law it is");
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[test]
fn a_sent_letter_keeps_the_setting_it_was_sent_in() {
    let place = &PLACES[1];
    let mut desk = desk_in(place);
    let set = |desk: &mut Desk, setting: &str| {
        let mut form = desk.call("practice.show", json!({}))["form"].clone();
        form["letter_setting"] = json!(setting);
        desk.call("practice.save", form);
    };
    let proposal = drafted(&mut desk, place);
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let ragged = paper::document(&mut desk, &sent["revision"]["letter"]);
    set(&mut desk, "justified");
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    let justified = paper::document(&mut desk, &sent["revision"]["letter"]);
    set(&mut desk, "ragged");
    let made = desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let accepted = paper::document(&mut desk, &page["acceptance"]["signed_letter"]);
    let lines = |letter: &[u8]| paper::text(letter).map(|text| lines_of_clauses(&text));
    let Some(accepted) = lines(&accepted) else { return };
    assert!(accepted.len() > 40, "{accepted:#?}");
    assert_eq!(Some(&accepted), lines(&justified).as_ref());
    assert_ne!(Some(accepted), lines(&ragged));
}

/// The lines of the clauses before the fees, as they are broken.
fn lines_of_clauses(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let clauses = lines.skip_while(|line| line != "The parties").take_while(|line| line != "Fees");
    clauses.filter(|line| !line.is_empty() && !line.contains("revision")).collect()
}
