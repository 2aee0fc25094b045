use super::*;
use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, accounts};
use domain::money::Currency;

#[test]
fn a_credit_note_says_what_is_credited_why_and_what_is_left() {
    let rendered = accounts::credit_note().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "credit").starts_with("We credit you £18.00 The VAT return"));
    assert!(text_of(&rendered, "meta").contains("Corrects invoice PW-1187"));
    assert!(text_of(&rendered, "line-1").ends_with("1 15.00 20% 15.00 3.00"));
    assert_eq!(
        text_of(&rendered, "leaves"),
        "What this leaves of invoice PW-1187 Amount Invoice total, 13 November 2026 416.00 \
         This credit note, 18 November 2026 \u{2212}18.00 Still to pay 398.00"
    );
    assert_inside_margins(&rendered, Paper::A4);
}

#[test]
fn the_largest_credit_is_printed_whole_and_nothing_gives_a_page() {
    let most = Money::new(Money::LIMIT_MINOR, Currency::Gbp).unwrap();
    let mut note = accounts::credit_note();
    note.credit = most;
    for total in note.totals.iter_mut().chain(&mut note.leaves) {
        total.amount = most.negated();
    }
    let rendered = note.render();
    assert_eq!(text_of(&rendered, "leaves").matches("90,071,992,547,409.91").count(), 3);
    assert_inside_margins(&rendered, Paper::A4);
    note.lines.clear();
    note.totals.clear();
    note.leaves.clear();
    note.notes.clear();
    note.reason.clear();
    assert_eq!(note.render().pages, 1);
}
