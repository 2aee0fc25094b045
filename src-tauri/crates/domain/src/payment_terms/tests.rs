use chrono::Datelike;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn terms(rule: PaymentRule, days: u32) -> PaymentTerms {
    PaymentTerms::new(rule, days).unwrap()
}

#[test]
fn due_days_follow_the_rule_of_the_terms() {
    use PaymentRule::{AfterIssue, AfterMonthEnd, DayOfNextMonth};
    for (rule, days, issued_on, due_on) in [
        (AfterIssue, 0, "2026-01-31", "2026-01-31"),
        (AfterIssue, 30, "2026-01-31", "2026-03-02"),
        (AfterMonthEnd, 0, "2026-02-01", "2026-02-28"),
        (AfterMonthEnd, 15, "2026-01-05", "2026-02-15"),
        (AfterMonthEnd, 30, "2024-02-29", "2024-03-30"),
        (DayOfNextMonth, 15, "2026-12-31", "2027-01-15"),
        (DayOfNextMonth, 31, "2026-01-01", "2026-02-28"),
        (DayOfNextMonth, 30, "2024-01-31", "2024-02-29"),
        (DayOfNextMonth, 1, "2026-03-31", "2026-04-01"),
    ] {
        assert_eq!(terms(rule, days).due_on(day(issued_on)), day(due_on), "{rule:?} {days}");
    }
}

#[test]
fn a_number_that_the_rule_cannot_count_is_refused() {
    for (rule, days, said) in [
        (PaymentRule::AfterIssue, 366, "give the days to pay, 0 to 365"),
        (PaymentRule::AfterMonthEnd, 366, "give the days to pay, 0 to 365"),
        (PaymentRule::DayOfNextMonth, 0, "give a day of the month, 1 to 31"),
        (PaymentRule::DayOfNextMonth, 32, "give a day of the month, 1 to 31"),
    ] {
        assert_eq!(PaymentTerms::new(rule, days).unwrap_err().to_string(), said);
    }
}

#[test]
fn terms_are_said_as_people_say_them() {
    use PaymentRule::{AfterIssue, AfterMonthEnd, DayOfNextMonth};
    let said: Vec<String> = [
        (AfterIssue, 0),
        (AfterIssue, 1),
        (AfterIssue, 15),
        (AfterMonthEnd, 0),
        (AfterMonthEnd, 30),
        (DayOfNextMonth, 1),
        (DayOfNextMonth, 13),
        (DayOfNextMonth, 22),
        (DayOfNextMonth, 31),
    ]
    .into_iter()
    .map(|(rule, days)| terms(rule, days).words())
    .collect();
    expect_test::expect![[r#"
        on its date
        1 day after its date
        15 days after its date
        at the end of the month of its date
        30 days after the end of the month of its date
        on the 1st of the month after its date
        on the 13th of the month after its date
        on the 22nd of the month after its date
        on the last day of the month after its date"#]]
    .assert_eq(&said.join("\n"));
}

fn any_terms() -> impl Strategy<Value = PaymentTerms> {
    prop_oneof![
        (0..=365_u32).prop_map(|days| terms(PaymentRule::AfterIssue, days)),
        (0..=365_u32).prop_map(|days| terms(PaymentRule::AfterMonthEnd, days)),
        (1..=31_u32).prop_map(|days| terms(PaymentRule::DayOfNextMonth, days)),
    ]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..400 * 365_u64).prop_map(|days| day("2000-01-01") + Days::new(days))
}

proptest! {
    /// Over 400 years: never due before it is issued, within the fewest and the most days, and a
    /// later invoice is never due earlier.
    #[test]
    fn a_later_invoice_is_never_due_earlier(
        terms in any_terms(),
        on in any_day(),
        later in 0..400_u64,
    ) {
        let due_on = terms.due_on(on);
        let given = (due_on - on).num_days();
        prop_assert!(given >= i64::from(terms.fewest_days()), "{given}");
        prop_assert!(given <= i64::from(terms.most_days()), "{given}");
        prop_assert!(terms.due_on(on + Days::new(later)) >= due_on);
    }

    /// What falls due on a day of the next month does so, or on that month's last day.
    #[test]
    fn a_day_of_the_next_month_is_in_the_next_month(on in any_day(), days in 1..=31_u32) {
        let due_on = terms(PaymentRule::DayOfNextMonth, days).due_on(on);
        let next = first_of_month(on) + Months::new(1);
        prop_assert_eq!(first_of_month(due_on), next);
        prop_assert!(due_on.day() == days || due_on == last_of_month(next));
    }
}
