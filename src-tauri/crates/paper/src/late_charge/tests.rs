use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, claims};

#[test]
fn a_working_shows_the_claim_and_every_day() {
    let rendered = claims::late_charge().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    let claim = text_of(&rendered, "claim");
    assert!(claim.contains("Owed at the end of 21 November 2026 1,754.59"), "{claim}");
    let days = text_of(&rendered, "days");
    assert!(days.contains("12 Oct 1,640.00 0.5279 23.4742"), "{days}");
    assert!(days.ends_with("21 Nov 1,640.00 0.5279 44.5921"), "{days}");
    assert!(text_of(&rendered, "remarks").starts_with("12 Oct: £1,000.00 received"));
    assert_inside_margins(&rendered, Paper::A4);
}

#[test]
fn the_days_are_read_down_the_first_column_and_then_down_the_second() {
    let days = text_of(&claims::late_charge().render(), "days");
    let place = |day: &str| days.find(day).unwrap();
    assert!(place("15 Sep") < place("18 Oct") && place("18 Oct") < place("19 Oct"));
}

#[test]
fn a_thousand_days_are_all_there_on_every_paper() {
    for paper in [Paper::Letter, Paper::A4] {
        let mut charge = claims::late_charge();
        charge.stationery.paper = paper;
        charge.days = claims::days(1_000);
        let rendered = charge.render();
        assert_inside_margins(&rendered, paper);
        let days = text_of(&rendered, "days");
        assert_eq!(days.matches("640.00").count(), 1_000);
        assert!(days.contains("15 Sep 2026") && rendered.pages < 11, "{}", rendered.pages);
    }
}

#[test]
fn a_working_without_days_is_one_page() {
    let mut charge = claims::late_charge();
    charge.days.clear();
    charge.claim.clear();
    charge.notes.clear();
    charge.remarks.clear();
    assert_eq!(charge.render().pages, 1);
}
