use super::*;
use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, receipts};

#[test]
fn a_quittance_says_that_nothing_more_is_owed() {
    let rendered = receipts::quittance().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert_eq!(
        text_of(&rendered, "sentence"),
        "Received from Cole Dental PC the sum of one thousand three hundred ninety-six dollars \
         and twenty-five cents, in full settlement of invoice 2026-0147 of November 2, 2026. \
         Nothing more is owed on it."
    );
    assert_eq!(text_of(&rendered, "amount"), "$1,396.25 Settled in full, November 20, 2026");
    assert_eq!(
        text_of(&rendered, "sums"),
        "Received 1,396.25 Invoice 2026-0147 1,396.25 Still owed 0.00"
    );
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn a_part_payment_says_what_remains_and_is_not_called_a_quittance() {
    let mut receipt = receipts::part_receipt();
    receipt.payments[0].settled_on = None;
    let rendered = receipt.render();
    assert_eq!(text_of(&rendered, "title"), "Receipt");
    let sentence = text_of(&rendered, "sentence");
    assert!(sentence.contains("two hundred and one pounds, in part payment of invoice"));
    assert!(sentence.ends_with("£215.00 remains to be paid."), "{sentence}");
    assert!(!text_of(&rendered, "amount").contains("Settled"));
    assert!(text_of(&rendered, "payment-0").contains("on its way"));
}

#[test]
fn several_invoices_are_all_named() {
    let mut receipt = receipts::quittance();
    let invoice = receipt.invoices[0].clone();
    let numbers = ["2026-0147", "2026-0150", "2026-0151"];
    receipt.invoices =
        numbers.map(|number| PaidInvoice { number: number.into(), ..invoice.clone() }).to_vec();
    let rendered = receipt.render();
    let sentence = text_of(&rendered, "sentence");
    assert!(
        sentence
            .contains("of invoices 2026-0147, 2026-0150 and 2026-0151. Nothing more is owed on"),
        "{sentence}"
    );
    assert!(text_of(&rendered, "sums").contains("Invoice 2026-0150 1,396.25"));
}

#[test]
fn many_payments_run_over_pages_and_the_sums_stay_together() {
    let mut receipt = receipts::quittance();
    let payment = receipt.payments[0].clone();
    receipt.payments = vec![payment; 120];
    let rendered = receipt.render();
    assert!(rendered.pages > 3);
    assert_inside_margins(&rendered, Paper::Letter);
    assert_eq!(rendered.boxes.iter().filter(|placed| placed.key == "sums").count(), 1);
}

#[test]
fn a_receipt_of_nothing_is_one_page() {
    let mut receipt = receipts::quittance();
    receipt.payments.clear();
    receipt.invoices.clear();
    receipt.addressee.clear();
    receipt.note.clear();
    receipt.received_from.clear();
    assert_eq!(receipt.render().pages, 1);
}
