//! How a letter comes back when nobody sits at the same table: by the client pack, as words in an
//! e-mail, recorded on the client's behalf; asked to be changed, declined. By mouse, in the window.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::Value;
use tests::answering::{Opened, first_choice};

use crate::driver::{Computer, Window};
use crate::hand::Hand;
use crate::journey::{Files, clients, first_start, services};

const HAND: Hand = Hand::Mouse;

#[test]
fn a_letter_comes_back_by_file_by_mail_and_by_word_of_mouth() {
    let computer = Computer::new("answers");
    let files = Files::of(&computer);
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &files);
    services(&window, HAND);

    sent(&window, "Alder");
    let pack = client_pack(&window, &computer, "PR-0001");
    refused(&window, &altered(&pack, &files));
    taken(&window, &accepted(&pack, &files, now(&window)), "Alder Bakery LLC");
    window.picture("answer-accepted");
    window.click("answer-take");
    agreed(&window, "Alder Bakery LLC");
    window.picture("agreement-by-file");

    sent(&window, "Birch");
    by_mail(&window, &files);
    agreed(&window, "Birch & Co. Interiors LLC");

    sent(&window, "Elm Street");
    let pack = client_pack(&window, &computer, "PR-0003");
    let wish = pack.other("change_requested", "Could we start in January?", now(&window));
    taken(&window, &files.keep("wish.quittance-acceptance", &pack.coded(&wish)), "January");
    window.click("answer-take");
    window.wait_words("Could we start in January?");
    window.picture("answer-change-asked");
    window.click("nav-today");
    window.wait_words("Elm Street Pediatrics");
    window.picture("today-change-asked");
    HAND.go(&window, "proposals", 'p');
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&crate::driver::ENTER.to_string());
    on_behalf(&window, &files);
    agreed(&window, "Elm Street Pediatrics");
    evidence(&window, &computer);
    window.close();
}

/// A proposal with one service, frozen and given to nobody yet.
pub(crate) fn sent(window: &Window, client: &str) {
    HAND.go(window, "proposals", 'p');
    HAND.press(window, "proposal-add");
    HAND.pick(window, "proposal-client", client);
    HAND.pick(window, "line-add", "Quarterly review meeting");
    window.wait_text("proposal-saved", "Saved");
    window.wait_text("proposal-first-year", "1,040.00");
    window.wait_gone("proposal-held");
    HAND.press(window, "proposal-send");
    HAND.choose(window, "send-way", "Nothing");
    HAND.press(window, "send-confirm");
    window.wait("signing");
}

/// The page for the client, as it was saved.
fn client_pack(window: &Window, computer: &Computer, number: &str) -> Opened {
    window.click("pack-make");
    let page = computer.wait_saved(number, ".html");
    Opened::page(&std::fs::read_to_string(page).expect("the page is text"))
}

fn accepted(pack: &Opened, files: &Files, at: DateTime<Utc>) -> PathBuf {
    let answer = pack.acceptance(&first_choice(&pack.terms), at);
    files.keep("answer.quittance-acceptance", &pack.coded(&answer))
}

/// An acceptance at a better price than was offered.
fn altered(pack: &Opened, files: &Files) -> PathBuf {
    let mut answer = pack.acceptance(&first_choice(&pack.terms), DateTime::UNIX_EPOCH);
    answer["totals"]["first_year_minor"] = Value::from(1);
    files.keep("altered.quittance-acceptance", &pack.coded(&answer))
}

fn import(window: &Window, file: &Path) {
    window.click("proposal-more");
    window.click("proposal-answer");
    window.wait("answer-dialog");
    window.pick_file("answer-file", file);
}

fn refused(window: &Window, file: &Path) {
    import(window, file);
    window.wait("refusal");
    window.picture("answer-refused");
    window.keys(&crate::driver::ESCAPE.to_string());
    window.wait_gone("answer-dialog");
}

fn taken(window: &Window, file: &Path, words: &str) {
    import(window, file);
    window.wait("answer-shown");
    window.wait_text("answer-dialog", words);
}

fn agreed(window: &Window, client: &str) {
    window.wait("evidence-make");
    window.wait_words(client);
}

/// The client wrote back in words; the saved message is the evidence.
fn by_mail(window: &Window, files: &Files) {
    let message = "From: Imogen Birch <imogen@birch.example>\r\nTo: ruth@halden.example\r\n\
                   Date: Mon, 2 Nov 2026 10:12:00 -0500\r\nSubject: Re: your letter\r\n\
                   Message-ID: <1@birch.example>\r\n\r\nWe agree. Please go ahead.\r\n";
    window.click("signatory-more");
    window.click("sign-email");
    window.wait("email-sheet");
    window.pick_file("email-message", &files.keep("agreed.eml", message.as_bytes()));
    window.wait_text("email-text", "We agree");
    HAND.write(window, "email-name", "Imogen Birch");
    window.picture("answer-by-mail");
    window.click("email-confirm");
    window.wait_gone("email-sheet");
}

/// The client agreed on the telephone; the practice records it, with a reason and a note.
fn on_behalf(window: &Window, files: &Files) {
    window.wait("signing");
    window.click("signatory-more");
    window.click("sign-behalf");
    window.wait("behalf-sheet");
    HAND.write(window, "behalf-name", "Ruth Okafor");
    HAND.write(window, "behalf-reason", "She agreed on the telephone and asked me to record it.");
    let note = files.keep("call.txt", b"Called at 10:12. She agrees to every term of the letter.");
    window.pick_file("behalf-evidence", &note);
    window.wait_words("call.txt");
    window.picture("answer-on-behalf");
    window.click("behalf-confirm");
    window.wait_gone("behalf-sheet");
}

/// The evidence pack of the agreement, saved, checked by the program, and no longer sound when a
/// byte of it is another.
fn evidence(window: &Window, computer: &Computer) {
    window.click("evidence-make");
    let pack = computer.wait_saved("", ".zip");
    let mut bytes = std::fs::read(&pack).expect("the pack can be read");
    assert!(evidence::bundle::verify(&bytes, None).right, "the pack is sound");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert!(!evidence::bundle::verify(&bytes, None).right, "one byte was changed");
}

/// The instant by the page's clock.
fn now(window: &Window) -> DateTime<Utc> {
    let text = window.look("return new Date().toISOString()");
    text.as_str().unwrap_or_default().parse().expect("an instant")
}
