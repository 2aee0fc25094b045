//! What a difference says.

use super::*;

#[test]
fn a_difference_is_a_sentence() {
    let sentence = |what, ours: &str, theirs: &str| {
        let (ours, theirs) = (ours.to_owned(), theirs.to_owned());
        Difference { what, ours, theirs }.sentence("in Xero")
    };
    for (what, expected) in [
        ("number", "it has the number B in Xero and A here"),
        ("contact", "it is billed to B in Xero and to A here"),
        ("date", "it is dated B in Xero and A here"),
        ("due", "it is due on B in Xero and on A here"),
        ("set off", "it takes B off its invoice in Xero and A here"),
        ("joined to its invoice", "it pays B of its invoice in Xero and A here"),
        ("joined to its credit note", "it pays back B of its credit note in Xero and A here"),
        ("total", "its total is B in Xero and A here"),
    ] {
        assert_eq!(sentence(what, "A", "B"), expected);
    }
    let nothing = "it takes nothing off its invoice in Xero and 5.00 here";
    assert_eq!(sentence("set off", "5.00", ""), nothing);
}
