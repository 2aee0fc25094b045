//! Leakage in the window: what fell due and was not billed is seen with its proof and mended, and
//! the invoice says why it asks for what it does.

use crate::driver::{Computer, Window};
use crate::hand::Hand;
use crate::journey::{Files, accepted, clients, first_start, services};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

#[test]
fn a_leak_is_seen_proven_and_mended() {
    let computer = Computer::new("leakage");
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &Files::of(&computer));
    services(&window, HAND);
    accepted(&window, HAND, &computer);

    // Two periods fell due before the letter was accepted, and nothing was billed.
    window.go("#/insights");
    window.click("insights-leakage");
    window.wait_text("leaked", "900.00");
    window.wait_text("leak-cause", "not billed");
    window.wait_words("clause FEE, revision 1, page");
    both(&window, "leakage");
    window.click("leak-cause-not_billed");
    window.wait_text("leak-narrowed", "900.00");
    window.click("leak-bill");
    window.wait_words("INV-0001 issued");
    window.wait_text("leaked", "450.00");
    window.click("leak-waive");
    HAND.write(&window, "mend-reason", "The first month is a present");
    window.picture("leakage-let-go");
    window.click("mend-save");
    window.wait_gone("mend-dialog");
    window.wait_text("leak-proven", "each is billed in full or decided");
    both(&window, "leakage-none");
    window.click("view-decided");
    window.wait_words("The first month is a present");
    window.click("decided-back");
    window.click("view-leaks");
    window.wait_text("leaked", "450.00");
    window.picture("leakage-taken-back");

    why(&window);
    window.close();
}

/// The invoice that mended the leak says what it rests on.
fn why(window: &Window) {
    window.go("#/invoices");
    window.wait_words("INV-0001");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&crate::driver::ENTER.to_string());
    window.click("line-why");
    window.wait_text("why-sheet", "was accepted on");
    window.wait_text("why-sheet", "clause FEE, revision 1, page");
    window.wait_text("why-sheet", "from revenue to receivables");
    window.wait_text("why-total", "450.00");
    both(window, "why");
}
