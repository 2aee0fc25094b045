//! The round trip of a letter without a server: the program makes the client pack, a real Chromium
//! opens it, reads, chooses and signs, and the program takes the file that comes back.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where it stopped")]

#[expect(dead_code, reason = "the stories beside the packs use the rest of it")]
#[path = "../../src-tauri/crates/evidence/tests/driver.rs"]
mod driver;

use app::wire::FileIn;
use driver::{Browser, Screen};
use serde_json::{Value, json};
use tests::{Desk, id, line, monthly, texts};

/// The bytes of a file for the user.
fn bytes(file: &Value) -> Vec<u8> {
    let name = file["name"].as_str().unwrap().to_owned();
    FileIn { name, content: file["content"].as_str().unwrap().to_owned() }.bytes().unwrap()
}

#[test]
fn a_letter_goes_out_as_a_file_and_comes_back_signed() {
    let browser = Browser::start("round-trip", Screen::Desk);
    let now = browser.text("return new Date().toISOString()");
    let mut desk = Desk::on("2026-03-02");
    desk.turn_to_instant(&now);
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["signatories"] =
        json!([{ "name": "June Alder", "capacity": "Member", "email": "june@alder.example" }]);
    draft["options"] =
        json!([{ "name": "Essentials", "about": "" }, { "name": "Complete", "about": "" }]);
    let mut payroll = monthly("Payroll", "180.00");
    payroll["offered"] = json!({ "kind": "options", "options": [1] });
    let mut review = line("Review meeting", "240.00", json!({ "kind": "on_acceptance" }));
    review["offered"] = json!({ "kind": "add_on" });
    draft["lines"] = json!([monthly("Bookkeeping", "450.00"), payroll, review]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let asked = json!({ "revision_id": sent["revision"]["id"], "signatory": 0 });
    let pack = desk.call("packs.make", asked);

    browser.open("pack.html", &String::from_utf8(bytes(&pack)).unwrap());
    browser.look("document.getElementById('letter-end').scrollIntoView()");
    browser.wait("return document.getElementById('confirm-read').hidden");
    browser.click("option-1");
    browser.click("add-on-0");
    let shown = browser.words("totals");
    assert!(shown.contains("630.00") && shown.contains("7,800.00"), "{shown}");
    browser.click("consent");
    browser.click("authority");
    browser.fill("name", "June Alder");
    browser.draw("pad", "mouse", &[(-90, 0), (-60, -20), (-30, 20), (0, -20), (30, 20), (60, -20)]);
    browser.click("accept");
    let answer = browser.text("return document.getElementById('text').value");
    browser.assert_quiet();

    desk.turn_to_instant(&browser.text("return new Date().toISOString()"));
    let file = json!({ "file": tests::file("answer.txt", answer.as_bytes()) });
    let read = desk.call("packs.read_answer", file.clone());
    assert_eq!(texts(&read["chosen"]), ["Option 2, Complete", "Add-on, Review meeting"]);
    assert_eq!(read["totals"]["per_month"]["minor"], 63_000);
    let taken = desk.call("packs.take_answer", file.clone());
    let page = desk.call("agreements.show", json!({ "id": taken["agreement_id"] }));
    assert_eq!(page["acceptance"]["signatures"][0]["method"], "by_file");
    let twice = desk.refused("packs.take_answer", file);
    assert!(twice.message.contains("already") || twice.message.contains("before"), "{twice:?}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}
