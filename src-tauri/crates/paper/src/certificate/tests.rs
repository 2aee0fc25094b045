use crate::checks::{assert_inside_margins, text_of};
use crate::{Paper, certificates};

#[test]
fn a_certificate_names_its_grade_first_and_claims_no_more() {
    let rendered = certificates::certificate().render();
    assert_eq!((rendered.pages, rendered.findings.len()), (1, 0));
    let keys: Vec<&str> = rendered.boxes.iter().map(|placed| placed.key.as_str()).collect();
    let order =
        ["letterhead", "title", "grade", "signers-0", "what", "timeline", "seal", "how-to-check"];
    assert_eq!(keys, order);
    let grade = text_of(&rendered, "grade");
    assert!(grade.starts_with("Evidence grade C, ink seen by the practice"), "{grade}");
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn a_hash_is_printed_whole_in_groups_of_eight() {
    let certificate = certificates::certificate();
    let rendered = certificate.render();
    let text = text_of(&rendered, "what");
    let mut digits = String::new();
    for byte in certificate.digests[2].sha256 {
        digits.push_str(&format!("{byte:02x}"));
    }
    let groups: Vec<&str> = (0..8).map(|at| &digits[at * 8..at * 8 + 8]).collect();
    assert!(text.contains(&format!("Bank authorization text {}", groups.join(" "))), "{text}");
}

#[test]
fn events_are_in_universal_and_in_local_time() {
    let rendered = certificates::certificate().render();
    let text = text_of(&rendered, "timeline");
    assert!(text.starts_with("Universal time In Bend What happened Entry hash"), "{text}");
    assert!(text.contains("Nov 21, 17:42:08 9:42:08 am Revision 2 frozen"), "{text}");
}

#[test]
fn five_signers_and_two_hundred_events_take_more_pages() {
    let mut certificate = certificates::certificate();
    let (signer, event) = (certificate.signers[0].clone(), certificate.events[0].clone());
    certificate.signers = vec![signer; 5];
    certificate.events = vec![event; 200];
    let rendered = certificate.render();
    assert!(rendered.pages > 3);
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn a_certificate_of_nothing_is_one_page() {
    let mut certificate = certificates::certificate();
    certificate.signers.clear();
    certificate.digests.clear();
    certificate.facts.clear();
    certificate.events.clear();
    certificate.seal = None;
    certificate.grade.clear();
    certificate.summary.clear();
    certificate.how_to_check.clear();
    assert_eq!(certificate.render().pages, 1);
}
