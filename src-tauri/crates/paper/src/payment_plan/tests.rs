use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, claims};

#[test]
fn a_plan_shows_the_debt_every_instalment_the_terms_and_both_signatures() {
    let rendered = claims::payment_plan().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "total").starts_with("You owe £1,640.00 Paid in 3 instalments"));
    assert!(text_of(&rendered, "owed").ends_with("Owed, pounds sterling 1,640.00"));
    let instalments = text_of(&rendered, "instalments");
    assert!(instalments.contains("1 On signing, by 30 November 2026 546.66"), "{instalments}");
    assert!(instalments.ends_with("3 30 January 2027 546.68"), "{instalments}");
    assert!(text_of(&rendered, "note-0").contains("acknowledge that £1,640.00 is owed"));
    assert!(text_of(&rendered, "signature-2").starts_with("Isobel Wray"));
    assert_inside_margins(&rendered, Paper::A4);
}

#[test]
fn a_plan_of_two_years_over_many_invoices_keeps_its_margins_on_every_paper() {
    for paper in [Paper::Letter, Paper::A4] {
        let mut plan = claims::payment_plan();
        plan.stationery.paper = paper;
        plan.instalments = (0..24).map(|_| plan.instalments[1].clone()).collect();
        plan.owed = (0..40).map(|_| plan.owed[0].clone()).collect();
        let rendered = plan.render();
        assert_inside_margins(&rendered, paper);
        assert_eq!(text_of(&rendered, "instalments").matches("546.66").count(), 24);
    }
}
