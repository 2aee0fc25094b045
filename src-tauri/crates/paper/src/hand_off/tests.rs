use super::*;
use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, claims};

#[test]
fn a_cover_names_the_debt_the_parties_the_dates_and_the_files() {
    let rendered = claims::hand_off().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    assert!(text_of(&rendered, "owed").starts_with("Owed today £1,754.59 Invoice 1,640.00"));
    let parties = text_of(&rendered, "parties");
    assert!(parties.find("Brackley Joinery").unwrap() < parties.find("Creditor").unwrap());
    assert!(text_of(&rendered, "dates").contains("Last work done 28 August 2026"));
    assert!(text_of(&rendered, "file-8").starts_with("8 Chronology of every contact"));
    assert!(text_of(&rendered, "meta").is_empty() && text_of(&rendered, "title").ends_with("11"));
    assert_inside_margins(&rendered, Paper::A4);
}

#[test]
fn three_hundred_files_are_listed_under_a_head_on_every_page() {
    let mut pack = claims::hand_off();
    pack.files = (0..300).map(|_| pack.files[0].clone()).collect();
    pack.debtor.lines = vec!["w".repeat(400); 4];
    let rendered = pack.render();
    assert_inside_margins(&rendered, Paper::A4);
    assert!(text_of(&rendered, "file-300").starts_with("300 Agreement"));
    assert!(rendered.pages > 6);
}

#[test]
fn a_cover_of_nothing_is_one_page() {
    let mut pack = claims::hand_off();
    let nobody = Party { lines: Vec::new(), remark: String::new() };
    (pack.debtor, pack.creditor) = (nobody.clone(), nobody);
    pack.dates.clear();
    pack.files.clear();
    pack.notes.clear();
    assert_eq!(pack.render().pages, 1);
}
