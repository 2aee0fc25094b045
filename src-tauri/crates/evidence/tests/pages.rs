//! The page of a pack, as text: nothing gets out of its place, and the same pack gives the same
//! bytes.

use domain::reading::Block;
use evidence::pack::{Choice, ChoiceError, LARGEST_PAGE, PackError, PaymentPage, render, totals};

use crate::kit::{choice, pack};

/// A text that wants to be something else wherever it stands.
const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{token}}\
                       <!--\u{2028}";

#[test]
fn the_same_pack_gives_the_same_bytes_and_nothing_from_elsewhere() {
    let html = render(&pack()).expect("a good pack");
    assert_eq!(html, render(&pack()).expect("a good pack"));
    assert!(html.len() < 200_000, "{} bytes", html.len());
    let loads = ["http:", "src=", "@import", "url(", "<form", "onclick", "style=\"", "{{"];
    for word in loads {
        assert!(!html.replace("http://www.w3.org/2000/svg", "").contains(word), "{word}");
    }
    for word in ["default-src 'none'", "script-src 'sha256-", "form-action 'none'"] {
        assert!(html.contains(word), "{word}");
    }
}

#[test]
fn a_page_for_a_payment_method_stands_as_a_link_and_a_drawn_code() {
    let mut asks = pack();
    asks.payment_page = Some(PaymentPage {
        url: "https://pay.example/a?b=1&c=\"2\"".to_owned(),
        until: "March 3, 2026, 09:00".to_owned(),
        size: 21,
        runs: vec![(0, 0, 7), (14, 0, 7)],
    });
    let html = render(&asks).expect("a good pack");
    assert!(html.contains("href=\"https://pay.example/a?b=1&amp;c=&quot;2&quot;\""));
    assert!(html.contains("It can be used until March 3, 2026, 09:00."));
    assert!(html.contains("M4 4h7v1h-7zM18 4h7v1h-7z"), "drawn with its light border");
    assert!(!html.contains("src="), "no image");
    assert_eq!(asks.terms(), pack().terms(), "no answer is held against it");
}

#[test]
fn no_text_can_leave_its_place() {
    let mut hostile = pack();
    let text = || HOSTILE.to_owned();
    hostile.client = text();
    hostile.practice.name = text();
    hostile.practice.address = vec![text()];
    hostile.number = text();
    hostile.cover_note = text();
    hostile.signatories[0].name = text();
    hostile.signatories[0].capacity = text();
    hostile.signatories[1].name = text();
    hostile.options[0].name = text();
    hostile.add_ons[0].about = text();
    hostile.items[0].label = text();
    hostile.texts.consent = text();
    hostile.texts.statement = text();
    hostile.time_zone = text();
    hostile.language = text();
    hostile.letter.file_name = text();
    hostile.return_to = text();
    hostile.letter.reading.push(Block::Paragraph(text()));
    let html = render(&hostile).expect("odd, but good");
    assert_eq!(html.matches("<script").count(), 3);
    assert_eq!(html.matches("</script").count(), 3);
    assert!(!html.contains("<img"));
    assert!(!html.contains('\u{2028}') || html.matches("onerror").count() > 0);
}

#[test]
fn a_pack_that_cannot_be_answered_is_not_made() {
    let refused = |change: fn(&mut evidence::pack::Pack)| {
        let mut pack = pack();
        change(&mut pack);
        render(&pack).map(|html| html.len())
    };
    assert_eq!(refused(|p| p.signatory = 2), Err(PackError::NoSignatory));
    let twice = PackError::TwiceOffered("opt-1".to_owned());
    assert_eq!(refused(|p| p.add_ons[0].id = "opt-1".to_owned()), Err(twice));
    let unknown =
        PackError::NotOffered { label: "Monthly books".to_owned(), needs: "opt-9".to_owned() };
    assert_eq!(refused(|p| p.items[0].needs = vec!["opt-9".to_owned()]), Err(unknown));
    let large = refused(|p| p.items[0].amounts.once_minor = i64::MIN);
    assert_eq!(large, Err(PackError::TooLarge));
    let heavy = refused(|p| p.letter.pdf = vec![0; LARGEST_PAGE]);
    assert!(matches!(heavy, Err(PackError::TooHeavy(size)) if size > LARGEST_PAGE));
}

#[test]
fn totals_are_the_sum_of_what_every_need_is_chosen_for() {
    let sum = totals(&pack(), &choice()).expect("a possible choice");
    assert_eq!(sum.per_month_minor, 82_000 + 36_500 + 9_500 - 4_500);
    assert_eq!(sum.once_minor, 101_000);
    assert_eq!(sum.first_year_minor, 123_500 * 12 + 101_000);
    assert_eq!(sum, totals(&pack().terms(), &choice()).expect("the same terms"));
    let nothing = totals(&pack(), &Choice::default());
    assert_eq!(nothing, Err(ChoiceError::NoOption));
}

#[test]
fn terms_are_kept_as_json_and_hold_no_secret() {
    let pack = pack();
    let kept = serde_json::to_string(&pack.terms()).expect("JSON");
    assert!(!kept.contains(&pack.token.to_hex()));
    let again: evidence::pack::Terms = serde_json::from_str(&kept).expect("terms");
    assert_eq!(again, pack.terms());
    assert_eq!(format!("{:?}", pack.token), "Token(<redacted>)");
    assert_eq!(format!("{:?}", crate::kit::key()), "Key(<redacted>)");
}
