use super::*;

fn read(text: &str) -> Option<Found> {
    found_in(text, |number| number == "INV0042")
}

fn right(number: &str) -> Option<Found> {
    Some(Found::Right(number.to_owned()))
}

#[test]
fn the_reference_of_the_standard_is_made_and_read() {
    assert_eq!(of("539007547034").as_deref(), Some("RF18 5390 0754 7034"));
    assert_eq!(read("RF18539007547034"), right("539007547034"));
}

#[test]
fn a_reference_is_read_with_its_blanks_lost_and_among_other_words() {
    let ours = of("INV-0042").unwrap();
    for text in [ours.clone(), ours.replace(' ', ""), format!("pmt {} THANKS", ours.to_lowercase())]
    {
        assert_eq!(read(&text), right("INV0042"), "{text}");
    }
    assert_eq!(read("RFQ 2026 INV-0042"), None);
    assert_eq!(of("A-0123456789012345678901234"), None, "the standard has no room for it");
}

#[test]
fn every_digit_typed_wrongly_and_every_two_that_changed_places_show() {
    for number in ["INV-0042", "2026-0917", "A7", "HB/25/366"] {
        let right: Vec<char> = of(number).unwrap().replace(' ', "").chars().collect();
        for at in (2..right.len()).filter(|at| right[*at].is_ascii_digit()) {
            for other in '0'..='9' {
                let mut typed = right.clone();
                typed[at] = other;
                shows(&typed, &right);
            }
            let mut typed = right.clone();
            typed.swap(at - 1, at);
            shows(&typed, &right);
        }
    }
}

/// That a text is no reference to the whole of what it says, unless it is the right one.
fn shows(typed: &[char], right: &[char]) {
    let text: String = typed.iter().collect();
    let whole: String = typed[4..].iter().collect();
    let read = found_in(&text, |number| number == whole);
    assert!(typed == right || read != Some(Found::Right(whole)), "{text}");
}
