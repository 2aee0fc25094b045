use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, receipts};

#[test]
fn a_slip_says_what_is_open_and_where_it_is_paid() {
    let rendered = receipts::pay_slip().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert_eq!(text_of(&rendered, "amount"), "$1,396.25");
    let link = text_of(&rendered, "link");
    assert!(link.contains("https://pay.example/8kQ2fVx9"), "{link}");
    assert!(rendered.boxes.iter().any(|placed| placed.key == "code"));
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn a_link_too_long_for_a_code_stands_without_one() {
    let mut slip = receipts::pay_slip();
    slip.link = format!("https://pay.example/{}", "x".repeat(4_000));
    let rendered = slip.render();
    assert!(rendered.boxes.iter().all(|placed| placed.key != "code"));
    assert_inside_margins(&rendered, Paper::Letter);
}
