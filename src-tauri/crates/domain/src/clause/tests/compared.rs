//! Comparing two texts.

use proptest::prelude::*;

use super::*;

fn kept(text: &str) -> Change {
    Change::Kept(text.to_owned())
}

fn removed(text: &str) -> Change {
    Change::Removed(text.to_owned())
}

fn added(text: &str) -> Change {
    Change::Added(text.to_owned())
}

#[test]
fn what_changed_is_shown_by_words() {
    let found = compare("due 14 days after its date.", "due 30 days after its date.");
    assert_eq!(found, [kept("due "), removed("14"), added("30"), kept(" days after its date.")]);
    assert_eq!(compare("a b", "a b"), [kept("a b")]);
    assert_eq!(compare("", ""), []);
    assert_eq!(compare("", "new"), [added("new")]);
    assert_eq!(compare("old", ""), [removed("old")]);
}

#[test]
fn several_changes_leave_what_stands_between_them() {
    let found = compare("we send the bill by post today", "we send a bill by mail today");
    let expected = [
        kept("we send "),
        removed("the"),
        added("a"),
        kept(" bill by "),
        removed("post"),
        added("mail"),
        kept(" today"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn words_changed_side_by_side_are_one_change() {
    let found = compare("within ten business days of it", "within two calendar weeks of it");
    let changed = [removed("ten business days"), added("two calendar weeks")];
    assert_eq!(found, [&[kept("within ")], &changed[..], &[kept(" of it")]].concat());
    assert_eq!(
        compare("as agreed.", "as agreed. No more."),
        [kept("as agreed."), added(" No more.")]
    );
}

#[test]
fn texts_that_share_nothing_are_replaced_as_a_whole_however_long() {
    let old = ["a"; 20_000].join(" ");
    let new = ["b"; 20_000].join(" ");
    assert_eq!(compare(&old, &new), [removed(&old), added(&new)]);
}

/// The old text and the new as the changes tell them.
fn told(changes: &[Change]) -> (String, String) {
    let (mut old, mut new) = (String::new(), String::new());
    for change in changes {
        match change {
            Change::Kept(text) => {
                old.push_str(text);
                new.push_str(text);
            }
            Change::Removed(text) => old.push_str(text),
            Change::Added(text) => new.push_str(text),
        }
    }
    (old, new)
}

proptest! {
    #[test]
    fn the_changes_tell_both_texts(old in "([abc]{1,2}[ \n]){0,40}", new in "([abc]{1,2} ){0,40}") {
        prop_assert_eq!(told(&compare(&old, &new)), (old, new));
    }

    #[test]
    fn the_changes_tell_both_texts_whatever_they_are(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        prop_assert_eq!(told(&compare(&old, &new)), (old, new));
    }

    #[test]
    fn runs_alternate_and_none_is_empty(old in "([ab] ){0,30}", new in "([ab] ){0,30}") {
        let changes = compare(&old, &new);
        for pair in changes.windows(2) {
            let same = std::mem::discriminant(&pair[0]) == std::mem::discriminant(&pair[1]);
            prop_assert!(!same, "{pair:?}");
        }
        let empty = |change: &Change| match change {
            Change::Kept(text) | Change::Removed(text) | Change::Added(text) => text.is_empty(),
        };
        prop_assert!(!changes.iter().any(empty));
    }
}
