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
    let at = |open, today| standing(open, 0, 0, false).state(day(10), day(today));
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

fn standing(open: i64, credited: i64, written_off: i64, void: bool) -> Standing {
    let (total, open) = (eur(100), eur(open));
    Standing { total, open, credited: eur(credited), written_off: eur(written_off), void }
}

#[test]
fn what_was_credited_given_up_or_void_is_not_called_paid() {
    let at = |standing: Standing| standing.state(day(10), day(10));
    assert_eq!(at(standing(0, 0, 0, true)), State::Void);
    assert_eq!(at(standing(0, 100, 0, false)), State::Credited);
    assert_eq!(at(standing(0, 40, 60, false)), State::WrittenOff);
    assert_eq!(at(standing(0, 40, 0, false)), State::Paid);
    assert_eq!(at(standing(60, 40, 0, false)), State::Open);
    assert_eq!(at(standing(50, 40, 0, false)), State::PartPaid);
    assert_eq!(standing(10, 40, 20, false).paid().unwrap(), eur(30));
    assert_eq!(standing(10, 40, 20, false).creditable().unwrap(), eur(40));
}
