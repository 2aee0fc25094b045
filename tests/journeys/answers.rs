//! Answers in client packs: what is honest is taken once, what is not is refused with its reason,
//! and what was agreed can be proved from one file.

use chrono::{DateTime, Utc};
use evidence::pack::Choice;
use serde_json::{Value, json};
use tests::answering::{Opened, first_choice};
use tests::{Desk, Folder, id, line, monthly, texts};

use crate::paper::document;

/// The instant of [`Desk::on`] on that day, in the afternoon.
fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn content(file: &Value) -> Vec<u8> {
    let (name, content) = (file["name"].to_string(), file["content"].as_str().unwrap().to_owned());
    app::wire::FileIn { name, content }.bytes().unwrap()
}

/// A letter with an add-on, sent on 2 March 2026; the ids of proposal and revision.
fn sent(desk: &mut Desk) -> (String, String) {
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-03-15");
    draft["valid_until"] = json!("2026-03-20");
    draft["signatories"] =
        json!([{ "name": "June Alder", "capacity": "Member", "email": "june@alder.example" }]);
    let mut extra = line("Budget", "500.00", json!({ "kind": "on_acceptance" }));
    extra["offered"] = json!({ "kind": "add_on" });
    draft["lines"] = json!([monthly("Bookkeeping", "450.00"), extra]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    (proposal, sent["revision"]["id"].as_str().unwrap().to_owned())
}

fn opened(desk: &mut Desk, revision: &str) -> Opened {
    let pack = desk.call("packs.make", json!({ "revision_id": revision, "signatory": 0 }));
    Opened::page(&String::from_utf8(content(&pack)).unwrap())
}

fn file(bytes: &[u8]) -> Value {
    json!({ "file": tests::file("answer.quittance-acceptance", bytes) })
}

fn signed(pack: &Opened) -> Vec<u8> {
    let choice = Choice { option: None, add_ons: vec![pack.terms.add_ons[0].id.clone()] };
    pack.coded(&pack.acceptance(&choice, at("2026-03-04T15:00:00Z")))
}

#[test]
fn an_honest_answer_becomes_the_agreement_and_a_second_copy_of_it_nothing() {
    let mut desk = Desk::on("2026-03-02");
    let (_, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-05");
    let answer = signed(&pack);
    let shown = desk.call("packs.read_answer", file(&answer));
    assert_eq!((&shown["kind"], &shown["grade"]), (&json!("accepted"), &json!("C")));
    assert_eq!(texts(&shown["chosen"]), ["Add-on, Budget"]);
    assert!(!texts(&shown["shows_not"]).is_empty());
    let taken = desk.call("packs.take_answer", file(&answer));
    let page = desk.call("agreements.show", json!({ "id": taken["agreement_id"] }));
    let signature = &page["acceptance"]["signatures"][0];
    assert_eq!(signature["signed_on"], "2026-03-04");
    assert_eq!(document(&mut desk, &signature["evidence"].clone()), answer);
    desk.refused("packs.take_answer", file(&answer));
    let rows = desk.call("agreements.list", json!({}))["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// The lid was closed for a week: an answer given in time is taken when it is read too late.
#[test]
fn an_answer_given_in_time_is_taken_after_the_offer_has_ended() {
    let mut desk = Desk::on("2026-03-02");
    let (_, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-27");
    let late = pack.acceptance(&first_choice(&pack.terms), at("2026-03-25T15:00:00Z"));
    let refused = desk.refused("packs.take_answer", file(&pack.coded(&late)));
    assert!(refused.message.contains("ended"), "{}", refused.message);
    desk.call("packs.take_answer", file(&signed(&pack)));
}

#[test]
fn an_answer_to_what_was_withdrawn_replaced_or_declined_is_refused_with_its_reason() {
    for (command, word) in [
        ("proposals.withdraw", "withdrawn"),
        ("proposals.send", "replaced"),
        ("proposals.decline", "answer"),
    ] {
        let mut desk = Desk::on("2026-03-02");
        let (proposal, revision) = sent(&mut desk);
        let pack = opened(&mut desk, &revision);
        let question = match command {
            "proposals.withdraw" => json!({ "id": proposal, "reason": "A mistake" }),
            "proposals.decline" => json!({ "id": proposal, "who": "June", "reason": "" }),
            _ => json!({ "id": proposal }),
        };
        desk.call(command, question);
        desk.turn_to("2026-03-05");
        let refused = desk.refused("packs.take_answer", file(&signed(&pack)));
        assert_eq!(refused.field.as_deref(), Some("file"));
        assert!(refused.message.contains(word), "{command}: {}", refused.message);
        // A wish is heard all the same.
        let wish = pack.other("change_requested", "Later, please", at("2026-03-04T15:00:00Z"));
        let taken = desk.call("packs.take_answer", file(&pack.coded(&wish)));
        assert_eq!(taken["kind"], "change_asked");
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        assert_eq!(page["responses"][0]["message"], "Later, please");
    }
}

#[test]
fn an_altered_answer_is_refused_whatever_was_altered() {
    let mut desk = Desk::on("2026-03-02");
    let (_, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-05");
    let honest = pack.acceptance(&first_choice(&pack.terms), at("2026-03-04T15:00:00Z"));
    let changes: [(&str, Value); 8] = [
        ("/totals/per_month_minor", json!(1)),
        ("/letter_sha256", json!("0".repeat(64))),
        ("/texts/consent", json!("0".repeat(64))),
        ("/choice/add_ons", json!(["line-0"])),
        ("/revision", json!(2)),
        ("/consented", json!(false)),
        ("/times/answered_at", json!("2026-03-09T15:00:00.000Z")),
        ("/signer/name", json!("  ")),
    ];
    for (place, value) in changes {
        let mut altered = honest.clone();
        *altered.pointer_mut(place).unwrap() = value;
        let coded = desk.refused("packs.take_answer", file(&pack.coded(&altered)));
        assert_eq!(coded.field.as_deref(), Some("file"), "{place}");
    }
    let mut flipped = pack.coded(&honest);
    let place = flipped.windows(4).position(|four| four == b"June").unwrap();
    flipped[place] = b'j';
    assert!(desk.refused("packs.take_answer", file(&flipped)).message.contains("altered"));
    assert_eq!(desk.call("agreements.list", json!({}))["rows"], json!([]));
}

#[test]
fn an_answer_in_a_message_whose_origin_was_noted_is_worth_more() {
    let mut desk = Desk::on("2026-03-02");
    let (_, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-05");
    let attached = app::wire::encode(&signed(&pack));
    let message = format!(
        "From: June Alder <june@alder.example>\r\nDate: Wed, 4 Mar 2026 10:05:00 -0500\r\n\
         Authentication-Results: mx.example; dkim=pass header.d=alder.example\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
         Content-Type: application/octet-stream\r\nContent-Disposition: attachment; \
         filename=\"PR-0001.quittance-acceptance\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {attached}\r\n--b--\r\n"
    );
    assert_eq!(desk.call("packs.read_answer", file(message.as_bytes()))["grade"], "B");
    let other = message.replace("june@alder.example", "someone@else.example");
    assert_eq!(desk.call("packs.read_answer", file(other.as_bytes()))["grade"], "C");
}

/// Rule 15: without a keyring there is no pack, and no secret goes anywhere else.
#[test]
fn rule_15_without_a_keyring_no_pack_is_made_and_nothing_secret_is_in_the_book() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", tests::practice());
    let (_, revision) = sent(&mut desk);
    desk.keyring.lock(true);
    let asked = json!({ "revision_id": revision, "signatory": 0 });
    let refused = desk.refused("packs.make", asked.clone());
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "KeyringMissing");
    desk.keyring.lock(false);
    let pack = desk.call("packs.make", asked);
    assert_eq!(desk.keyring.names(), ["seal"]);
    let token = {
        let page = String::from_utf8(content(&pack)).unwrap();
        let after = page.split("\"token\":\"").nth(1).unwrap();
        after[..64].to_owned()
    };
    desk.call("books.backup", json!({}));
    drop(desk);
    for (name, bytes) in folder.files() {
        let found = bytes.windows(64).any(|part| part == token.as_bytes());
        assert!(!found, "{name} holds the pack's secret");
    }
}

#[test]
fn an_evidence_pack_proves_itself_and_one_altered_byte_is_named() {
    let mut desk = Desk::on("2026-03-02");
    let (_, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-05");
    let taken = desk.call("packs.take_answer", file(&signed(&pack)));
    let made = desk.call("evidence.make", json!({ "id": taken["agreement_id"] }));
    let zip = content(&made);
    let report = desk.call("evidence.verify", tests::file("evidence.zip", &zip));
    assert_eq!((&report["right"], &report["ours"]), (&json!(true), &json!(true)), "{report}");
    let findings = report["findings"].as_array().unwrap();
    for name in ["letter-as-sent.pdf", "record.json", "evidence-1.quittance-acceptance"] {
        assert!(findings.iter().any(|one| one["subject"] == name), "{name}");
    }
    let mut altered = zip.clone();
    let place = altered.windows(8).position(|eight| eight == b"%PDF-1.7").unwrap();
    altered[place + 100] ^= 1;
    let report = desk.call("evidence.verify", tests::file("evidence.zip", &altered));
    assert_eq!(report["right"], json!(false));
    let other = Desk::on("2026-03-05").call("evidence.verify", tests::file("e.zip", &zip));
    assert_eq!(other["ours"], json!(false));
}

#[test]
fn today_says_what_a_client_answered_and_what_is_to_be_followed_up() {
    let mut desk = Desk::on("2026-03-02");
    let (proposal, revision) = sent(&mut desk);
    let pack = opened(&mut desk, &revision);
    desk.turn_to("2026-03-05");
    let titles = |desk: &mut Desk| -> Vec<String> {
        let page = desk.call("today.show", json!({}));
        let needs = page["needs"].as_array().unwrap().iter();
        needs.map(|need| need["title"].as_str().unwrap().to_owned()).collect()
    };
    let noted = json!({ "id": proposal, "internal_note": "Ring first", "follow_up_on":
        "2026-03-05" });
    desk.call("proposals.note", noted);
    assert_eq!(titles(&mut desk), ["Follow up PR-0001 for Alder Bakery LLC"]);
    let wish = pack.other("change_requested", "Later, please", at("2026-03-04T15:00:00Z"));
    desk.call("packs.take_answer", file(&pack.coded(&wish)));
    assert_eq!(titles(&mut desk), ["Alder Bakery LLC asks for a change to PR-0001"]);
    desk.call("proposals.send", json!({ "id": proposal }));
    desk.turn_to("2026-03-06");
    desk.call("proposals.decline", json!({ "id": proposal, "who": "June", "reason": "" }));
    assert_eq!(titles(&mut desk), ["Alder Bakery LLC declined PR-0001"]);
}
