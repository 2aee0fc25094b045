use crate::checks::{assert_inside_margins, text_of};
use crate::stationery::MetaRow;
use crate::{Paper, claims};

#[test]
fn a_reminder_has_its_words_the_table_the_code_and_room_to_sign() {
    let rendered = claims::reminder().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    let owed = text_of(&rendered, "owed");
    assert!(owed.contains("PW-1163 of 31 August 2026 14 September 2026 68 1,640.00"), "{owed}");
    assert!(owed.ends_with("Together, pounds sterling 2,290.00"), "{owed}");
    assert!(text_of(&rendered, "page-0").contains("PW-1163"));
    assert!(rendered.boxes.iter().any(|placed| placed.key == "code-0"));
    assert!(text_of(&rendered, "signed").starts_with("Isobel Wray"));
    assert_inside_margins(&rendered, Paper::A4);
    let addressee = rendered.boxes.iter().find(|placed| placed.key == "addressee").unwrap();
    // Inside the window of a #10 and of a DL, as `documents/DOCUMENTS.md` says.
    assert!(addressee.rect.x >= 177.9 && addressee.rect.y >= 88.0, "{addressee:?}");
}

#[test]
fn letters_in_one_file_begin_on_pages_of_their_own_and_count_their_own_pages() {
    let mut long = claims::reminder();
    long.stationery.footer = "Pennard & Wray to Somebody Else".into();
    let crate::reminder::Part::Owed(owed) = &mut long.parts[2] else { panic!("the table moved") };
    owed.rows = (0..60).map(|_| owed.rows[0].clone()).collect();
    let alone = [claims::reminder().render().pages, long.render().pages];
    let together = claims::reminder().render_with(&[long.clone(), claims::reminder()]);
    assert_eq!(together.pages, alone[0] * 2 + alone[1]);
    let heads: Vec<usize> = together
        .boxes
        .iter()
        .filter(|placed| placed.key == "letterhead")
        .map(|placed| placed.page)
        .collect();
    assert_eq!(heads, [0, alone[0], alone[0] + alone[1]]);
    if let Some(text) = crate::checks::piped("pdftotext", &["-layout", "-", "-"], &together.bytes) {
        let feet: Vec<&str> = text.lines().filter(|line| line.contains("Page ")).collect();
        assert_eq!(feet.len(), together.pages);
        assert!(feet[1].contains("Somebody Else") && feet[1].contains("Page 1 of"), "{feet:?}");
        assert!(feet.last().unwrap().ends_with("Page 1 of 1"), "{feet:?}");
    }
}

#[test]
fn a_reminder_over_many_invoices_with_long_names_keeps_its_margins_on_every_paper() {
    for paper in [Paper::Letter, Paper::A4] {
        let mut letter = claims::reminder();
        letter.stationery.paper = paper;
        letter.subject = "An invoice with a very long description of what it is about ".repeat(4);
        letter.meta.push(MetaRow::new("Reference", "A".repeat(80)));
        let crate::reminder::Part::Owed(owed) = &mut letter.parts[2] else { panic!("moved") };
        owed.rows = (0..90).map(|_| owed.rows[0].clone()).collect();
        assert_inside_margins(&letter.render(), paper);
    }
}
