use super::*;

fn divided(customs: Customs, word: &str) -> String {
    let mut divided = word.to_owned();
    for at in customs.places(word).into_iter().rev() {
        divided.insert(at, '-');
    }
    divided
}

#[test]
fn words_are_divided_by_sound_or_by_origin() {
    let american = |word| divided(Customs::American, word);
    let british = |word| divided(Customs::British, word);
    assert_eq!(american("hyphenation"), "hy-phen-ation");
    assert_eq!(american("reconciliation"), "rec-on-cil-i-a-tion");
    assert_eq!(american("Bookkeeping"), "Book-keep-ing");
    assert_eq!(american("statistics"), "sta-tis-tics");
    assert_eq!(british("statistics"), "stat-ist-ics");
    assert_eq!(british("photography"), "pho-to-graphy");
}

#[test]
fn what_is_short_foreign_or_a_name_in_capitals_stays_whole() {
    for word in ["tax", "form", "HMRC", "PAYE", "GmbH", "Łódź", "1120-S", "", "naïvety"] {
        assert!(Customs::American.places(word).is_empty(), "{word}");
        assert!(Customs::British.places(word).is_empty(), "{word}");
    }
    assert!(Customs::British.places(&"a".repeat(2_000)).is_empty());
}
