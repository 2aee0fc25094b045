use super::*;

#[test]
fn headings_suggest_their_role() {
    for (heading, expected) in [
        ("Date", Role::Date(2)),
        ("Posting date", Role::Date(3)),
        ("Buchungstag", Role::Date(3)),
        ("Valutadatum", Role::Date(1)),
        ("Value date", Role::Date(1)),
        ("Data", Role::Date(2)),
        ("Running Bal.", Role::Balance),
        ("Saldo na trn", Role::Balance),
        ("Withdrawals (SGD)", Role::Debit),
        ("D\u{e9}bit", Role::Debit),
        ("Paid in", Role::Credit),
        ("Lodgements", Role::Credit),
        ("Credit/Debit", Role::Direction),
        ("Amount CZK", Role::Amount),
        ("Betrag", Role::Amount),
        ("Value", Role::Amount),
        ("CAD$", Role::Amount),
        ("Counterparty", Role::Payee),
        ("W\u{e4}hrung", Role::Currency),
        ("Transaction ID", Role::Id),
        ("Kosten op verrichting", Role::Fee),
        ("koers", Role::Rate),
        ("Original Amount", Role::Foreign),
        ("Transaction Description", Role::Description),
        ("Hist\u{f3}rico", Role::Description),
        ("Category", Role::Other),
    ] {
        assert_eq!(role(heading), expected, "{heading}");
    }
}

#[test]
fn flags_and_statuses_are_known_by_their_words() {
    assert_eq!(direction("Af"), Some(true));
    assert_eq!(direction("CRDT"), Some(false));
    assert_eq!(direction("EUR"), None);
    assert!(unbooked("Pending").is_some());
    assert!(unbooked("COMPLETED").is_none());
    assert!(states_balance("Beginning balance as of 01/01/2015"));
    assert!(!states_balance("New Balance Shoes"));
    assert_eq!(code_in("Withdrawals (SGD)"), Some("SGD"));
    assert_eq!(code_in("Amount"), None);
}
