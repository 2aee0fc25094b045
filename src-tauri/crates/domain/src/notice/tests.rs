use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{Coming, Notice, RULES, needed};
use crate::named::Named;
use crate::processor::Scheme;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn weekdays(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn consumer(scheme: Scheme, varying: bool, agreed_days: u32) -> Coming {
    Coming { scheme, consumer: true, varying, agreed_days }
}

#[test]
fn rule_20_every_rule_names_its_source_and_its_day() {
    assert!(RULES.iter().all(|rule| rule.source.len() > 20 && rule.since > NaiveDate::MIN));
}

#[test]
fn a_varying_debit_of_a_consumer_in_the_united_states_is_told_ten_days_before() {
    let on = day("2026-11-22");
    let told = needed(consumer(Scheme::Ach, true, 3), on);
    assert_eq!((told.days, told.source.is_some()), (10, true));
    assert_eq!(told.earliest(on, weekdays), day("2026-12-02"));
    // The same amount as ever, a business, or a time before the rule: what the letter says.
    assert_eq!(needed(consumer(Scheme::Ach, false, 3), on).days, 3);
    let business = Coming { consumer: false, ..consumer(Scheme::Ach, true, 3) };
    assert_eq!(needed(business, on).days, 3);
    assert_eq!(needed(consumer(Scheme::Ach, true, 3), day("2011-01-01")).days, 3);
}

#[test]
fn a_letter_shortens_what_may_be_agreed_and_lengthens_everything() {
    let on = day("2026-11-22");
    assert_eq!(needed(consumer(Scheme::Sepa, true, 5), on).days, 5);
    assert_eq!(needed(consumer(Scheme::Sepa, true, 0), on).days, 14);
    assert_eq!(needed(consumer(Scheme::Ach, true, 21), on).days, 21);
    assert_eq!(needed(consumer(Scheme::Card, true, 3), on).source, None);
}

#[test]
fn working_days_leave_out_weekends() {
    let notice = needed(consumer(Scheme::Bacs, false, 0), day("2026-11-22"));
    assert!(notice.working);
    // Ten working days from Monday the 2nd: Monday the 16th.
    assert_eq!(notice.earliest(day("2026-11-02"), weekdays), day("2026-11-16"));
}

proptest! {
    #[test]
    fn nobody_is_charged_before_the_notice_is_over(
        at in 0..Scheme::NAMES.len(), start in 0_u64..2_000, varying in any::<bool>(),
        consumer in any::<bool>(), agreed_days in 0_u32..40,
    ) {
        let told_on = day("2024-01-01") + Days::new(start);
        let coming = Coming { scheme: Scheme::NAMES[at].1, consumer, varying, agreed_days };
        let notice: Notice = needed(coming, told_on);
        let earliest = notice.earliest(told_on, weekdays);
        prop_assert!(earliest >= told_on + Days::new(u64::from(notice.days)));
        prop_assert!(notice.source.is_some() || notice.days == agreed_days);
    }
}
