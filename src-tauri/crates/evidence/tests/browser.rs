//! The client pack in a real Chromium, opened from a file: by mouse, by touch, by keyboard alone.

use std::fs;
use std::time::Duration;

use domain::reading::Block;
use evidence::acceptance::{Kind, Refusal, Signature, Standing, Verified, parse, verify};
use evidence::pack::{Choice, Pack, render};
use serde_json::json;

use crate::driver::{Browser, END, ENTER, Screen, TAB, root};
use crate::kit::{at, pack};

fn open(name: &str, screen: Screen, pack: &Pack) -> Browser {
    let browser = Browser::start(name, screen);
    browser.night(false);
    let took = browser.open("pack.html", &render(pack).expect("a good pack"));
    measured(name, took);
    browser
}

#[expect(clippy::print_stdout, reason = "a figure to read, never one to fail by")]
fn measured(name: &str, took: Duration) {
    println!("{name}: opened in {took:?}");
}

/// The text the page offers to copy, held against what was sent. The page's own clock is the only
/// one there is.
fn held(browser: &Browser, pack: &Pack, standing: Standing) -> Result<Verified, Refusal> {
    let text = browser.text("return document.getElementById('text').value");
    let now = at(&browser.text("return new Date().toISOString()"));
    let (terms, token) = (pack.terms(), &pack.token);
    let expected = evidence::acceptance::Expected { terms: &terms, token, standing, imported: &[] };
    verify(&expected, text.as_bytes(), now)
}

fn read_to_the_end(browser: &Browser) {
    browser.look("document.getElementById('letter-end').scrollIntoView()");
    browser.wait("return document.getElementById('confirm-read').hidden");
}

const SIGNATURE: [(i32, i32); 9] = [
    (-110, 20),
    (-90, -25),
    (-70, 22),
    (-50, -20),
    (-20, 18),
    (10, -5),
    (40, 12),
    (80, -12),
    (110, 6),
];

/// Asserts that axe finds nothing wrong with the page as it stands.
pub(crate) fn assert_accessible(browser: &Browser, what: &str) {
    let axe = root().join("ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("axe-core is missing: run scripts/set-up test");
    browser.look(&axe);
    browser.look(
        "window.found = null; axe.run(document, { resultTypes: ['violations'] })\
         .then((r) => { window.found = r.violations.map((v) => \
         `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`); })",
    );
    browser.wait("return window.found !== null");
    let found = browser.look("return window.found");
    assert_eq!(found, json!([]), "{what}");
}

/// Asserts that nothing is wider than the screen.
pub(crate) fn assert_fits(browser: &Browser) {
    let wide = browser
        .look("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert!(wide.as_i64() <= Some(0), "the page is {wide} wider than the screen");
}

#[test]
fn a_client_reads_chooses_agrees_signs_and_saves_the_answer_at_a_desk() {
    let pack = pack();
    let browser = open("desk", Screen::Desk, &pack);
    assert_fits(&browser);
    browser.picture("desk-open");
    assert!(browser.words("letter-state").is_empty(), "the details are folded");
    browser.click("accept");
    for words in ["Read the letter", "Choose an option", "State your authority", "Type your name"] {
        assert!(browser.words("missing").contains(words), "{words}");
    }
    browser.picture("desk-missing");
    read_to_the_end(&browser);
    browser.click("save-letter");
    assert!(browser.saved("PR-0042-r2.pdf") == pack.letter.pdf, "another letter was saved");
    browser.click("option-1");
    browser.click("add-on-1");
    assert!(browser.words("totals").contains("15,830.00"), "{}", browser.words("totals"));
    browser.click("consent");
    browser.click("authority");
    browser.fill("initials", "MA");
    browser.fill("name", "Maya Alder");
    browser.draw("pad", "mouse", &SIGNATURE);
    assert_accessible(&browser, "the page while it is filled in");
    browser.picture("desk-filled");
    browser.night(true);
    browser.picture("desk-filled-dark");
    assert_accessible(&browser, "the page at night");
    browser.click("accept");
    browser.picture("desk-signed-dark");
    browser.night(false);
    browser.picture("desk-signed");
    browser.print("desk-signed");
    assert_accessible(&browser, "the page that gives the answer back");
    browser.click("save");
    let file = browser.saved(".quittance-acceptance");
    let verified = held(&browser, &pack, Standing::Open).expect("an honest answer");
    assert_eq!(verified.bytes, file);
    assert_eq!(verified.file.kind, Kind::Accepted);
    assert!(verified.name_matches && verified.file.times.saved_at.is_some());
    assert_eq!(verified.file.initials, "MA");
    assert!(matches!(verified.file.signature, Some(Signature::Drawn { .. })));
    browser.look("document.querySelector('#back details').open = true");
    browser.click("copy");
    browser.wait("return document.getElementById('copied').textContent !== ''");
    let mail = browser.text("return document.getElementById('mail').href");
    assert!(mail.starts_with("mailto:ruth@haldenledger.example?subject=PR-0042"), "{mail}");
    assert!(browser.words("copy-sheet").contains("Option 2, Complete"));
    browser.assert_quiet();
}

#[test]
fn a_client_signs_on_a_phone_with_a_finger() {
    let pack = pack();
    let browser = open("phone", Screen::Phone, &pack);
    assert_fits(&browser);
    browser.picture("phone-open");
    read_to_the_end(&browser);
    browser.click("option-0");
    browser.click("consent");
    browser.click("authority");
    browser.fill("name", "Maya Alder");
    browser.draw("pad", "touch", &SIGNATURE);
    browser.picture("phone-filled");
    assert_accessible(&browser, "the page on a phone");
    browser.night(true);
    browser.picture("phone-filled-dark");
    // The share sheet is the system's; here it hands over what it was given.
    browser.look(
        "navigator.canShare = () => true; navigator.share = async ({ files: [file] }) => { \
         window.shared = [file.name, await file.text()]; }",
    );
    browser.click("accept");
    browser.picture("phone-signed-dark");
    browser.night(false);
    browser.picture("phone-signed");
    assert_fits(&browser);
    let verified = held(&browser, &pack, Standing::Open).expect("an honest answer");
    browser.click("share");
    browser.wait("return window.shared !== undefined");
    let shared = browser.look("return window.shared");
    assert_eq!(shared[0], "PR-0042-r2-accepted-maya-alder.quittance-acceptance.txt");
    let parsed = parse(shared[1].as_str().unwrap_or_default().as_bytes()).expect("the answer");
    assert_eq!(parsed.bytes, verified.bytes);
    let chosen = Choice { option: Some("opt-1".to_owned()), add_ons: Vec::new() };
    assert_eq!(verified.file.choice, Some(chosen));
    assert!(verified.proves.iter().any(|it| it.contains("by notice was refused")));
    browser.assert_quiet();
}

#[test]
fn a_client_signs_with_the_keyboard_alone() {
    let pack = pack();
    let browser = open("keyboard", Screen::Desk, &pack);
    browser.keys(&END.to_string());
    browser.wait("return document.getElementById('confirm-read').hidden");
    browser.tab_to("option-0");
    browser.keys(" \u{e015}");
    assert_eq!(browser.look("return document.activeElement.value"), json!("1"));
    browser.tab_to("add-on-0");
    browser.keys(" ");
    browser.tab_to("consent");
    browser.keys(" ");
    browser.tab_to("authority");
    browser.keys(" ");
    browser.tab_to("name");
    browser.keys("Maya Alder");
    browser.tab_to("how-drawn");
    browser.keys("\u{e015}");
    browser.tab_to("typed-signature");
    browser.keys("Maya \u{c4}lder");
    browser.picture("desk-typed");
    browser.tab_to("accept");
    browser.keys(&ENTER.to_string());
    let focused = "return document.activeElement.id === 'back'";
    browser.wait(focused);
    browser.keys(&TAB.to_string());
    let verified = held(&browser, &pack, Standing::Open).expect("an honest answer");
    let typed = Signature::Typed { text: "Maya \u{c4}lder".to_owned() };
    assert_eq!(verified.file.signature, Some(typed));
    browser.assert_quiet();
}

#[test]
fn a_client_asks_for_a_change_thinks_again_and_declines() {
    let pack = pack();
    let browser = open("otherwise", Screen::Phone, &pack);
    browser.click("ask");
    browser.click("message-send");
    assert!(browser.words("message-box").contains("Say what should change."));
    browser.fill("message", "Take 4111 1111 1111 1111 for it");
    browser.click("message-send");
    assert!(browser.words("message-box").contains("looks like a card number"));
    browser.look("document.getElementById('message').value = ''");
    browser.fill("message", "Could we start in January?\n\u{2013} Maya \u{1f950}");
    browser.picture("phone-ask");
    assert_accessible(&browser, "the box for a wish");
    browser.click("message-send");
    let wish = held(&browser, &pack, Standing::Superseded { by: 3 }).expect("a wish");
    assert_eq!(wish.file.kind, Kind::ChangeRequested);
    assert_eq!(wish.file.message, "Could we start in January?\n\u{2013} Maya \u{1f950}");
    assert_eq!(wish.file.signer.name, "Maya Alder");
    browser.click("again");
    browser.click("decline");
    browser.click("message-send");
    let declined = held(&browser, &pack, Standing::Open).expect("a no");
    assert_eq!(declined.file.kind, Kind::Declined);
    assert_eq!(held(&browser, &pack, Standing::Withdrawn).map(|_| ()), Err(Refusal::Withdrawn));
    browser.assert_quiet();
}

#[test]
fn an_offer_that_has_ended_says_so_and_can_be_asked_for_again() {
    let mut pack = pack();
    pack.closes_at = at("2026-11-21T18:00:00Z");
    pack.sent_at = at("2026-11-20T18:00:00Z");
    pack.valid_until = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let browser = open("ended", Screen::Desk, &pack);
    assert!(browser.words("expired").contains("open until November 20, 2026"));
    let signing = browser.look("return document.getElementById('sign').hidden");
    assert_eq!(signing, json!(true));
    browser.picture("desk-ended");
    browser.click("ask-new");
    browser.click("message-send");
    let wish = held(&browser, &pack, Standing::Open).expect("a wish");
    assert_eq!(wish.file.message, "Please send a new offer.");
    browser.assert_quiet();
}

#[test]
fn a_device_whose_clock_is_days_behind_is_told_so() {
    let mut pack = pack();
    pack.sent_at = at("2990-01-01T00:00:00Z");
    let browser = open("clock", Screen::Phone, &pack);
    assert!(browser.words("clock").contains("clock is wrong"));
    assert_eq!(browser.look("return document.getElementById('sign').hidden"), json!(true));
    browser.assert_quiet();
}

#[test]
fn the_largest_pack_opens_and_knows_its_letter() {
    let mut pack = pack();
    pack.letter.pdf = pack.letter.pdf.iter().copied().cycle().take(1_380_000).collect();
    let browser = open("largest", Screen::Phone, &pack);
    assert_eq!(browser.look("return document.getElementById('damaged').hidden"), json!(true));
    browser.assert_quiet();
}

#[test]
fn a_page_that_was_damaged_cannot_be_signed() {
    let pack = pack();
    let html = render(&pack).expect("a good pack");
    let browser = Browser::start("damaged", Screen::Desk);
    for (from, to) in
        [("Dear Maya and Jonas", "Dear Mallory"), ("id=\"pdf\">JVBE", "id=\"pdf\">JVBF")]
    {
        assert!(html.contains(from));
        browser.open("damaged.html", &html.replace(from, to));
        assert_eq!(browser.look("return document.getElementById('damaged').hidden"), json!(false));
        assert_eq!(browser.look("return document.getElementById('asked').hidden"), json!(true));
    }
    // A script that was changed does not run at all.
    let script = html.replace("'use strict';", "'use strict' ;");
    browser.open("damaged.html", &script);
    assert_eq!(browser.look("return document.getElementById('totals').children.length"), json!(0));
}

#[test]
fn hostile_texts_stay_texts_and_a_pack_without_choices_needs_none() {
    let mut pack = pack();
    let hostile = "</script><img src=x onerror=\"document.title='gone'\">{{token}}\u{2028}&amp;";
    pack.client = hostile.to_owned();
    pack.cover_note = hostile.to_owned();
    pack.signatories[0].capacity = hostile.to_owned();
    pack.texts.statement = hostile.to_owned();
    pack.texts.consent = format!("\t\u{7}{hostile}\r\n\r\n{hostile}");
    let odd = "a\tb\r\nc\rd\u{85}\u{a0}\u{feff}\u{fffe}\u{2029}e\u{301}\u{1f950} ";
    pack.letter.reading.push(Block::Paragraph(odd.to_owned()));
    pack.letter.reading.push(Block::Paragraph(hostile.to_owned()));
    pack.texts.notice = None;
    (pack.options, pack.add_ons) = (Vec::new(), Vec::new());
    pack.items.retain(|item| item.needs.is_empty());
    let browser = open("hostile", Screen::Phone, &pack);
    assert!(browser.text("return document.title").contains("</script>"));
    read_to_the_end(&browser);
    browser.click("consent");
    browser.click("authority");
    browser.fill("name", "Maya Alder");
    assert_fits(&browser);
    browser.narrow(320);
    assert_fits(&browser);
    browser.picture("narrow");
    browser.click("how-typed");
    browser.fill("typed-signature", "Maya");
    browser.click("accept");
    let verified = held(&browser, &pack, Standing::Open).expect("an honest answer");
    assert_eq!(verified.file.choice, Some(Choice::default()));
    assert_eq!(browser.look("return document.images.length"), json!(0));
    browser.assert_quiet();
}
