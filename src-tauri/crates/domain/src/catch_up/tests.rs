use super::*;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
}

const DUE: Due = Due {
    oldest_on: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
    was_voided: false,
    client_archived: false,
};

#[test]
fn what_is_within_both_limits_is_issued_and_what_is_past_one_asks() {
    let policy = Policy { most_charges: 2, most_days: 10, ..Policy::USUAL };
    assert_eq!(policy.asks(2, &DUE, day(11)), None);
    assert_eq!(policy.asks(3, &DUE, day(11)), Some(Asks::TooMany(3)));
    assert_eq!(policy.asks(2, &DUE, day(12)), Some(Asks::TooOld(day(1))));
}

#[test]
fn the_first_reason_in_order_is_said() {
    let policy = Policy { most_charges: 0, most_days: 0, ..Policy::USUAL };
    let due = Due { was_voided: true, client_archived: true, ..DUE };
    assert_eq!(policy.asks(9, &due, day(20)), Some(Asks::ClientArchived));
    let due = Due { client_archived: false, ..due };
    assert_eq!(policy.asks(9, &due, day(20)), Some(Asks::WasVoided));
    assert_eq!(policy.asks(9, &DUE, day(20)), Some(Asks::TooOld(day(1))));
    assert_eq!(policy.asks(9, &DUE, day(1)), Some(Asks::TooMany(9)));
}

#[test]
fn a_clock_that_went_back_makes_nothing_old() {
    assert_eq!(Policy::USUAL.asks(1, &Due { oldest_on: day(31), ..DUE }, day(1)), None);
}
