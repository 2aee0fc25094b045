use proptest::prelude::*;

use super::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn rules() -> impl Strategy<Value = Recurrence> {
    let every = prop_oneof![Just(Every::Month), Just(Every::Quarter), Just(Every::Year)];
    let due = prop_oneof![Just(DueDay::StartDay), Just(DueDay::LastDay)];
    (every, due).prop_map(|(every, day)| Recurrence { every, day })
}

fn anchors() -> impl Strategy<Value = NaiveDate> {
    (0_i64..36_500).prop_map(|days| day(2000, 1, 1) + chrono::Duration::days(days))
}

#[test]
fn the_31st_clamps_and_comes_back_and_is_not_the_last_day() {
    let on = |rule: DueDay, anchor| -> Vec<String> {
        Recurrence { every: Every::Month, day: rule }
            .due_through(anchor, day(2026, 5, 31))
            .map(|occurrence| occurrence.due_on.to_string())
            .collect()
    };
    assert_eq!(
        on(DueDay::StartDay, day(2026, 1, 31)),
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    );
    assert_eq!(
        on(DueDay::StartDay, day(2026, 2, 28)),
        ["2026-02-28", "2026-03-28", "2026-04-28", "2026-05-28"]
    );
    assert_eq!(
        on(DueDay::LastDay, day(2026, 2, 10)),
        ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    );
}

#[test]
fn a_leap_day_comes_back_every_fourth_year() {
    let rule = Recurrence { every: Every::Year, day: DueDay::StartDay };
    let dates: Vec<String> =
        (0..5).map(|n| rule.occurrence(day(2024, 2, 29), n).unwrap().due_on.to_string()).collect();
    assert_eq!(dates, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
}

/// Golden test 1 of the market study: the 31st of January, monthly, over 400 years.
#[test]
fn four_hundred_years_hold_twelve_a_year_and_skip_none() {
    let rule = Recurrence { every: Every::Month, day: DueDay::StartDay };
    let mut per_year = std::collections::BTreeMap::new();
    for occurrence in rule.due_through(day(2026, 1, 31), day(2425, 12, 31)) {
        *per_year.entry(occurrence.due_on.year()).or_insert(0) += 1;
    }
    assert_eq!(per_year.len(), 400);
    assert!(per_year.values().all(|count| *count == 12));
}

#[test]
fn an_ordinal_is_written_as_it_is_said() {
    let said: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 31].map(ordinal).into();
    assert_eq!(said, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st"]);
}

proptest! {
    /// Rule 3 and pain 2: no gap and no overlap, from the anchor on.
    #[test]
    fn periods_follow_each_other_without_gap_or_overlap(
        rule in rules(), anchor in anchors(), n in 0_u32..4_000,
    ) {
        let this = rule.occurrence(anchor, n).unwrap();
        let next = rule.occurrence(anchor, n + 1).unwrap();
        prop_assert_eq!(this.period.to.succ_opt().unwrap(), next.period.from);
        prop_assert!(this.period.from <= this.period.to);
        prop_assert!(this.due_on >= this.period.from && this.due_on <= this.period.to);
        if n == 0 {
            prop_assert_eq!(this.period.from, anchor);
        }
    }

    /// Rule 3: looking day by day and looking all at once find the same occurrences.
    #[test]
    fn day_by_day_equals_all_at_once(rule in rules(), anchor in anchors(), span in 0_i64..900) {
        let until = anchor + chrono::Duration::days(span);
        let at_once: Vec<Occurrence> = rule.due_through(anchor, until).collect();
        let mut daily = Vec::new();
        for offset in 0..=span {
            let today = anchor + chrono::Duration::days(offset);
            daily.extend(rule.due_through(anchor, today).filter(|o| o.due_on == today));
        }
        prop_assert_eq!(at_once, daily);
    }
}
