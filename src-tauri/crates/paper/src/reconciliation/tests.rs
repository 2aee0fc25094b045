use super::*;
use crate::checks::{assert_inside_margins, page_of, text_of};
use crate::{Paper, periods};

#[test]
fn a_report_shows_both_proofs_and_every_line_with_its_explanation() {
    let rendered = periods::reconciliation().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "stated").starts_with("The bank states $16,444.18"));
    assert_eq!(
        text_of(&rendered, "by-bank-0"),
        "Opening balance as closed on October 31 12,446.18"
    );
    assert!(text_of(&rendered, "by-bank-3").ends_with("16,444.18"));
    assert_eq!(
        text_of(&rendered, "line-2"),
        "Nov 16 ONLINE TRANSFER TO SAVINGS 7731 Transfer from Operating to Savings \u{2212}2,000.00"
    );
    assert_eq!(text_of(&rendered, "line-sum"), "Together 3,935.50");
    assert!(text_of(&rendered, "aside-0").contains("Ask the bank"));
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn two_thousand_lines_over_two_years_keep_their_years_and_their_sum() {
    let mut report = periods::reconciliation();
    let first = report.lines[0].clone();
    let days = (0..2_000).map(|at| first.on - chrono::TimeDelta::days((2_000 - at) / 4));
    report.lines = days.map(|on| Line { on, ..first.clone() }).collect();
    let rendered = report.render();
    assert_inside_margins(&rendered, Paper::Letter);
    assert!(text_of(&rendered, "line-0").starts_with("Jun 27, 2025"));
    assert_eq!(page_of(&rendered, "line-sum"), page_of(&rendered, "line-1999"));
}

#[test]
fn a_report_of_nothing_is_one_page() {
    let mut report = periods::reconciliation();
    report.account.clear();
    report.by_bank.clear();
    report.by_books.clear();
    report.lines.clear();
    report.aside.clear();
    assert_eq!(report.render().pages, 1);
}
