use super::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur).unwrap()
}

#[test]
fn an_invoice_of_nothing_is_refused() {
    assert_eq!(Draft::new(Vec::new()), Err(DraftError::Empty));
}

/// Rule 8: paid only when nothing is open; overdue from the day after the due date.
#[test]
fn the_state_follows_from_what_is_open_and_the_day() {
    let at = |open, today| state(eur(100), eur(open), day(10), day(today));
    assert_eq!(at(100, 10), State::Open);
    assert_eq!(at(40, 10), State::PartPaid);
    assert_eq!(at(40, 11), State::Overdue);
    assert_eq!(at(0, 31), State::Paid);
}

#[test]
fn an_age_begins_the_day_after_the_due_date() {
    let ages: Vec<Age> = [0, 1, 30, 31, 60, 61, 90, 91]
        .map(|late| Age::on(day(1), day(1) + chrono::Duration::days(late)))
        .into();
    assert_eq!(
        ages,
        [
            Age::NotDue,
            Age::To30,
            Age::To30,
            Age::To60,
            Age::To60,
            Age::To90,
            Age::To90,
            Age::Over90
        ]
    );
}
