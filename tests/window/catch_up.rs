//! The catch-up review in the window: what waits says why, choices are kept, a charge is waived and
//! taken back, and an agreement that is trusted bills by itself.

use crate::driver::{Computer, ENTER, Window};
use crate::hand::Hand;
use crate::journey::{Files, accepted, clients, first_start, services};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

#[test]
fn what_fell_due_waits_for_the_user_or_bills_itself() {
    let computer = Computer::new("catch-up");
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &Files::of(&computer));
    services(&window, HAND);
    accepted(&window, HAND, &computer);

    window.go("#/catch-up");
    window.wait_text("catch-up-issue", "Issue all 2, 900.00");
    limits(&window);
    trust(&window);
    // Two charges are more than one, so the agreement waits and says so.
    window.go("#/catch-up");
    window.wait_text("charge-waits", "is billed automatically and waits");
    both(&window, "catch-up-waits");
    waive(&window);
    window.close();

    // One charge is left; at the next start it is billed without a hand.
    let window = computer.start();
    window.go("#/invoices");
    window.wait_words("INV-0001");
    window.go("#/catch-up");
    window.wait_words("Everything that fell due is billed or waived.");
    both(&window, "catch-up-done");
    window.close();
}

fn limits(window: &Window) {
    window.click("choices-open");
    window.wait("catch-up-choices");
    HAND.write(window, "choices-most-charges", "many");
    window.click("choices-save");
    window.wait_words("many");
    both(window, "catch-up-choices");
    HAND.write(window, "choices-most-charges", "1");
    HAND.write(window, "choices-most-days", "90");
    window.click("choices-save");
    window.wait_gone("catch-up-choices");
}

fn trust(window: &Window) {
    window.go("#/agreements");
    window.wait_words("Alder Bakery LLC");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&ENTER.to_string());
    window.wait("more-open");
    window.click("more-open");
    window.click("agreement-automatic");
    window.wait_text("is-automatic", "issued automatically");
}

/// One of the two is waived, taken back, and waived again.
fn waive(window: &Window) {
    HAND.tick(window, "charge-tick");
    window.wait_text("catch-up-issue", "Issue 1 charge");
    let give = || {
        window.click("catch-up-waive");
        HAND.write(window, "waive-reason", "The first month is a present");
        window.click("waive-confirm");
        window.wait_words("1 charge fell due, 450.00");
    };
    give();
    window.keys("u");
    window.wait_words("2 charges fell due, 900.00");
    give();
}
