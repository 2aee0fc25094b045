//! An agreement is changed through the window: the difference is read in plain words, the letter is
//! sent, the answer recorded, the terms of another day looked at; and all prices are reviewed.

use chrono::Datelike;

use crate::driver::{Computer, Window};
use crate::hand::Hand;
use crate::journey::{Files, accepted, clients, first_start, services, today};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;
/// Keys of the `WebDriver` standard.
const TAB: &str = "\u{E004}";
const ESCAPE: &str = "\u{E00C}";
const END: &str = "\u{E010}";

#[test]
fn an_agreement_is_amended_and_all_prices_are_reviewed() {
    let computer = Computer::new("amendments");
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &Files::of(&computer));
    services(&window, HAND);
    accepted(&window, HAND, &computer);

    window.go("#/agreements");
    window.wait_words("Alder Bakery LLC");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&crate::driver::ENTER.to_string());
    window.wait("amendment-add");
    amend(&window);
    terms(&window);
    review(&window);
    window.close();
}

fn amend(window: &Window) {
    window.click("amendment-add");
    window.wait("amendment-sheet");
    HAND.write(window, "change-price", "462.00");
    let next = today().year() + 1;
    HAND.write(window, "amendment-on", &format!("Mar 1, {next}"));
    window.keys(TAB);
    window.wait_text("amendment-preview", "You will pay 12.00 more a month");
    window.wait_text("amendment-preview", "the client's approval");
    both(window, "amendment-sheet");
    window.click("amendment-write");
    window.wait_gone("amendment-sheet");
    window.wait_text("amendment", "Not sent");
    window.click("amendment-send");
    window.wait("amendment-answer");
    window.click("amendment-answer");
    window.wait("amendment-answer-dialog");
    HAND.write(window, "answer-words", "June Alder, by telephone");
    window.picture("amendment-answer");
    window.click("answer-save");
    window.wait_gone("amendment-answer-dialog");
    window.wait_text("amendment", "Agreed");
    both(window, "agreement-amended");
}

fn terms(window: &Window) {
    window.click("more-open");
    window.click("terms-open");
    window.wait_text("terms-on-day", "As accepted");
    window.enter("terms-slider");
    window.keys(END);
    window.wait_text("terms-on-day", "By amendment 1");
    window.wait_text("terms-on-day", "You will pay 12.00 more a month");
    both(window, "terms-on-day");
    window.keys(ESCAPE);
    window.wait_gone("terms-on-day");
}

fn review(window: &Window) {
    window.go("#/price-review");
    window.wait("review-percent");
    window.picture("price-review-empty");
    HAND.write(window, "review-percent", "8.5");
    HAND.choose(window, "review-step", "5");
    window.wait_text("review-effect", "1 price");
    both(window, "price-review");
    window.click("review-make");
    window.wait_text("made-review", "1 letter to send");
    window.picture("price-review-made");
    window.click("review-undo");
    window.wait_text("made-review", "nothing to send");
}
