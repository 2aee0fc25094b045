use std::collections::BTreeMap;
use std::num::{NonZeroU8, NonZeroU32};

use chrono::{Datelike, Duration, Weekday};
use proptest::prelude::*;

use super::*;
use crate::calendar::last_of_month;
use crate::holidays::{Holidays, Place};
use crate::money::{Currency, Money};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn count(number: u8) -> NonZeroU8 {
    NonZeroU8::new(number).unwrap()
}

fn the(number: u32) -> MonthDay {
    MonthDay::new(number).unwrap()
}

fn monthly(due: DueDay) -> Recurrence {
    Recurrence::each(Every::MONTH, due)
}

fn two(first: u32, second: Option<u32>) -> DueDay {
    DueDay::TwoDays(TwoDays::new(the(first), second.map(the)).unwrap())
}

fn due_days() -> impl Strategy<Value = DueDay> {
    let nth = prop_oneof![
        Just(Nth::First),
        Just(Nth::Second),
        Just(Nth::Third),
        Just(Nth::Fourth),
        Just(Nth::Last)
    ];
    prop_oneof![
        Just(DueDay::StartDay),
        (1_u32..=31).prop_map(|d| DueDay::Day(the(d))),
        Just(DueDay::LastDay),
        (nth, 0_u8..7).prop_map(|(nth, w)| DueDay::Weekday(nth, Weekday::try_from(w).unwrap())),
        (1_u32..=27, 1_u32..=31)
            .prop_map(|(a, b)| two(a, Some(a + b).filter(|second| *second <= 31))),
    ]
}

fn everies() -> impl Strategy<Value = Every> {
    prop_oneof![
        (1_u8..=24).prop_map(|months| Every::Months(count(months))),
        prop::collection::vec(1_u32..=12, 1..6)
            .prop_map(|months| Every::Chosen(MonthSet::new(months).unwrap())),
    ]
}

fn cadences() -> impl Strategy<Value = Cadence> {
    prop_oneof![
        1 => (1_u8..=8).prop_map(|weeks| Cadence::Weeks(count(weeks))),
        4 => (everies(), due_days()).prop_map(|(every, due)| Cadence::Months(every, due)),
    ]
}

/// Every rule without limits.
fn rules() -> impl Strategy<Value = Recurrence> {
    let billed = prop_oneof![Just(Billed::InAdvance), Just(Billed::InArrears)];
    let proration = prop_oneof![
        Just(Proration::None),
        Just(Proration::ByDay),
        Just(Proration::Full),
        Just(Proration::Half),
        Just(Proration::Free)
    ];
    (cadences(), billed, proration).prop_map(|(cadence, billed, proration)| Recurrence {
        billed,
        proration,
        ..Recurrence::new(cadence)
    })
}

fn anchors() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        4 => (0_i64..36_500).prop_map(|days| day(2000, 1, 1) + Duration::days(days)),
        1 => (0_i32..25).prop_map(|leap| day(2000 + 4 * leap, 2, 29)),
    ]
}

/// What begins on or before `until`.
fn until(rule: Recurrence, anchor: NaiveDate, until: NaiveDate) -> Vec<Occurrence> {
    rule.occurrences(anchor, anchor).take_while(|o| o.period.from <= until).collect()
}

/// Whether the rule names `date`, told from the date alone, without any counting.
fn names(cadence: Cadence, anchor: NaiveDate, date: NaiveDate) -> bool {
    let (every, due) = match cadence {
        Cadence::Weeks(weeks) => {
            return (date - anchor).num_days() % (7 * i64::from(weeks.get())) == 0;
        }
        Cadence::Months(every, due) => (every, due),
    };
    let months = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    let month = match every {
        Every::Months(step) => (months(date) - months(anchor)) % i32::from(step.get()) == 0,
        Every::Chosen(set) => set.months().any(|month| month == date.month()),
    };
    let last = date == last_of_month(date);
    let is = |wanted: u32| date.day() == wanted || (last && date.day() < wanted);
    month
        && match due {
            DueDay::StartDay => is(anchor.day()),
            DueDay::Day(day) => is(day.number()),
            DueDay::LastDay => last,
            DueDay::TwoDays(days) => {
                is(days.first().number()) || days.second().map_or(last, |day| is(day.number()))
            }
            DueDay::Weekday(nth, weekday) => {
                let week = (date.day() - 1) / 7;
                let in_last_week = date.day() + 7 > last_of_month(date).day();
                date.weekday() == weekday
                    && match nth {
                        Nth::First => week == 0,
                        Nth::Second => week == 1,
                        Nth::Third => week == 2,
                        Nth::Fourth => week == 3,
                        Nth::Last => in_last_week,
                    }
            }
        }
}

fn due_on(rule: Recurrence, anchor: NaiveDate, how_many: usize) -> Vec<String> {
    rule.occurrences(anchor, anchor).take(how_many).map(|o| o.due_on.to_string()).collect()
}

fn periods(rule: Recurrence, anchor: NaiveDate, how_many: usize) -> Vec<String> {
    rule.occurrences(anchor, anchor)
        .take(how_many)
        .map(|o| format!("{}: {} to {}", o.due_on, o.period.from, o.period.to))
        .collect()
}

/// Pain 2: "day 31, clamped" and "the last day" are two choices, and clamping sticks nowhere.
#[test]
fn pain_2_the_31st_clamps_and_comes_back_and_is_not_the_last_day() {
    let jan = day(2026, 1, 31);
    assert_eq!(
        due_on(monthly(DueDay::StartDay), jan, 5),
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    );
    assert_eq!(
        due_on(monthly(DueDay::StartDay), day(2026, 2, 28), 4),
        ["2026-02-28", "2026-03-28", "2026-04-28", "2026-05-28"]
    );
    assert_eq!(
        due_on(monthly(DueDay::LastDay), day(2026, 2, 10), 4),
        ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    );
}

/// Pain 2: Kill Bill #127, whose accounts stopped being billed after a February.
#[test]
fn pain_2_a_rule_for_the_31st_does_not_stop_after_february() {
    let found = due_on(monthly(DueDay::Day(the(31))), day(2027, 1, 31), 14);
    assert_eq!(found[1], "2027-02-28");
    assert_eq!(found[12..], ["2028-01-31", "2028-02-29"]);
}

/// Pain 2: Kill Bill #2133, the last day of the month in arrears.
#[test]
fn pain_2_in_arrears_a_last_day_closes_its_own_month() {
    let arrears = |due| Recurrence { billed: Billed::InArrears, ..monthly(due) };
    assert_eq!(
        periods(arrears(DueDay::LastDay), day(2026, 1, 1), 2),
        ["2026-01-31: 2026-01-01 to 2026-01-31", "2026-02-28: 2026-02-01 to 2026-02-28"]
    );
    let quarterly = Recurrence {
        billed: Billed::InArrears,
        ..Recurrence::each(Every::QUARTER, DueDay::LastDay)
    };
    assert_eq!(periods(quarterly, day(2026, 1, 1), 1), ["2026-03-31: 2026-01-01 to 2026-03-31"]);
    assert_eq!(periods(quarterly, day(2026, 1, 31), 1), ["2026-04-30: 2026-01-31 to 2026-04-30"]);
    assert_eq!(
        periods(arrears(two(15, None)), day(2026, 2, 1), 3),
        [
            "2026-02-15: 2026-02-01 to 2026-02-15",
            "2026-02-28: 2026-02-16 to 2026-02-28",
            "2026-03-15: 2026-03-01 to 2026-03-15"
        ]
    );
    assert_eq!(
        periods(arrears(DueDay::Day(the(1))), day(2026, 1, 1), 2),
        ["2026-02-01: 2026-01-01 to 2026-01-31", "2026-03-01: 2026-02-01 to 2026-02-28"]
    );
}

/// Pain 2: Invoice Ninja #7406, the 1st and the 16th.
#[test]
fn pain_2_two_days_a_month_share_it_between_them() {
    assert_eq!(
        periods(monthly(two(1, Some(16))), day(2026, 2, 1), 3),
        [
            "2026-02-01: 2026-02-01 to 2026-02-15",
            "2026-02-16: 2026-02-16 to 2026-02-28",
            "2026-03-01: 2026-03-01 to 2026-03-15"
        ]
    );
}

/// Pain 2: nth weekday, four-monthly, chosen months, weeks.
#[test]
fn pain_2_every_rhythm_falls_on_the_days_it_says() {
    let tuesday = DueDay::Weekday(Nth::Second, Weekday::Tue);
    assert_eq!(
        due_on(monthly(tuesday), day(2026, 1, 1), 3),
        ["2026-01-13", "2026-02-10", "2026-03-10"]
    );
    let friday = DueDay::Weekday(Nth::Last, Weekday::Fri);
    assert_eq!(
        due_on(monthly(friday), day(2026, 1, 1), 3),
        ["2026-01-30", "2026-02-27", "2026-03-27"]
    );
    let four_monthly = Recurrence::each(Every::Months(count(4)), DueDay::StartDay);
    assert_eq!(
        due_on(four_monthly, day(2025, 10, 31), 3),
        ["2025-10-31", "2026-02-28", "2026-06-30"]
    );
    let chosen = Every::Chosen(MonthSet::new([9, 1, 4, 6]).unwrap());
    assert_eq!(
        due_on(Recurrence::each(chosen, DueDay::Day(the(15))), day(2026, 4, 16), 5),
        ["2026-06-15", "2026-09-15", "2027-01-15", "2027-04-15", "2027-06-15"]
    );
    assert_eq!(
        due_on(Recurrence::new(Cadence::Weeks(count(2))), day(2026, 2, 20), 3),
        ["2026-02-20", "2026-03-06", "2026-03-20"]
    );
}

/// Pain 1: frappe/erpnext #9177, where 29 February became 29 March.
#[test]
fn pain_1_a_leap_day_comes_back_every_fourth_year() {
    let rule = Recurrence::each(Every::YEAR, DueDay::StartDay);
    assert_eq!(
        due_on(rule, day(2024, 2, 29), 5),
        ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]
    );
    assert_eq!(
        due_on(rule, day(2096, 2, 29), 9)[4..],
        ["2100-02-28", "2101-02-28", "2102-02-28", "2103-02-28", "2104-02-29"]
    );
}

/// Golden test 1 of the market study: the 31st of January, monthly, over 400 years.
#[test]
fn golden_1_four_hundred_years_hold_twelve_a_year_and_skip_none() {
    let mut per_year = BTreeMap::new();
    for found in until(monthly(DueDay::StartDay), day(2026, 1, 31), day(2425, 12, 31)) {
        *per_year.entry(found.due_on.year()).or_insert(0) += 1;
    }
    assert_eq!(per_year.len(), 400);
    assert!(per_year.values().all(|count| *count == 12));
}

/// Pain 23: ERPNext #42585, which billed past the end date.
#[test]
fn pain_23_the_last_day_is_included_and_nothing_follows_it() {
    let ending = |on, then| Recurrence { end: Some(End { on, then }), ..monthly(DueDay::StartDay) };
    let last = |rule: Recurrence| until(rule, day(2026, 1, 1), day(2026, 12, 31)).pop().unwrap();
    let first_of_march = last(ending(day(2026, 3, 1), After::Stop));
    assert_eq!(first_of_march.period, Period { from: day(2026, 3, 1), to: day(2026, 3, 1) });
    let end_of_february = last(ending(day(2026, 2, 28), After::Stop));
    assert_eq!(end_of_february.period, Period { from: day(2026, 2, 1), to: day(2026, 2, 28) });
    assert_eq!(last(ending(day(2026, 3, 1), After::Continue)).n, 11);
}

#[test]
fn a_broken_period_stands_apart_when_it_is_prorated_and_joins_the_first_when_not() {
    let first = monthly(DueDay::Day(the(1)));
    assert_eq!(
        periods(first, day(2026, 1, 15), 2),
        ["2026-02-01: 2026-01-15 to 2026-02-28", "2026-03-01: 2026-03-01 to 2026-03-31"]
    );
    let by_day = Recurrence { proration: Proration::ByDay, ..first };
    assert_eq!(
        periods(by_day, day(2026, 1, 15), 2),
        ["2026-01-15: 2026-01-15 to 2026-01-31", "2026-02-01: 2026-02-01 to 2026-02-28"]
    );
    let share = by_day.occurrence(day(2026, 1, 15), 0).unwrap().share;
    assert_eq!(share, Share::Days { before: 14, days: 17, after: 0 });
}

#[test]
fn what_cannot_be_meant_cannot_be_written() {
    assert_eq!(MonthDay::new(0), Err(RuleError::Day));
    assert_eq!(MonthDay::new(32), Err(RuleError::Day));
    assert_eq!(MonthSet::new([]), Err(RuleError::Months));
    assert_eq!(MonthSet::new([13]), Err(RuleError::Months));
    assert_eq!(TwoDays::new(the(28), Some(the(31))), Err(RuleError::TwoDays));
    assert_eq!(TwoDays::new(the(16), Some(the(16))), Err(RuleError::TwoDays));
    assert_eq!(TwoDays::new(the(16), Some(the(1))), Err(RuleError::TwoDays));
}

#[test]
fn rules_are_written_as_they_are_said() {
    let anchor = day(2026, 1, 31);
    let chosen = Every::Chosen(MonthSet::new([1, 4, 6, 9]).unwrap());
    let full = Recurrence {
        billed: Billed::InArrears,
        shift: Shift::ModifiedFollowing,
        proration: Proration::ByDay,
        cycles: NonZeroU32::new(12),
        end: Some(End { on: day(2026, 12, 31), then: After::Continue }),
        ..Recurrence::each(chosen, DueDay::Day(the(15)))
    };
    let said = [
        monthly(DueDay::StartDay),
        Recurrence::each(Every::QUARTER, DueDay::LastDay),
        Recurrence::each(Every::Months(count(4)), DueDay::Weekday(Nth::Second, Weekday::Tue)),
        monthly(two(15, None)),
        Recurrence::new(Cadence::Weeks(count(2))),
        full,
    ]
    .map(|rule| rule.words(anchor));
    assert_eq!(
        said,
        [
            "each month on the 31st",
            "each quarter on the last day of the month",
            "every 4 months on the second Tuesday",
            "each month on the 15th and the last day of the month",
            "every 2 weeks on Saturday",
            "in January, April, June and September on the 15th, in arrears, \
             or the next working day of the same month, broken periods by the day, 12 times, \
             at least until 31 December 2026",
        ]
    );
}

#[test]
fn an_ordinal_is_written_as_it_is_said() {
    let said: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 31].map(ordinal).into();
    assert_eq!(said, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st"]);
}

proptest! {
    /// Rule 3 and pain 2: over 400 years no gap, no overlap, nothing empty and nothing backwards.
    #[test]
    fn periods_follow_each_other_without_gap_or_overlap(rule in rules(), anchor in anchors()) {
        let end = anchor + Duration::days(400 * 366);
        let mut from = anchor;
        let mut due_on = NaiveDate::MIN;
        for (n, found) in until(rule, anchor, end).into_iter().enumerate() {
            prop_assert_eq!(found.n as usize, n);
            prop_assert_eq!(found.period.from, from);
            prop_assert!(found.period.to >= from);
            prop_assert!(found.due_on > due_on);
            from = found.period.to.succ_opt().unwrap();
            due_on = found.due_on;
            match rule.billed {
                Billed::InAdvance => prop_assert!(
                    found.period.from <= due_on && due_on <= found.period.to
                ),
                Billed::InArrears => prop_assert!(due_on == from || due_on == found.period.to),
            }
        }
        prop_assert!(from > end);
    }

    /// The count is right in every one of 400 years: what counting finds is what the days say.
    #[test]
    fn billing_days_are_those_that_the_rule_names(cadence in cadences(), anchor in anchors()) {
        let end = anchor + Duration::days(400 * 366);
        let rule = Recurrence::new(cadence);
        let counted: Vec<NaiveDate> =
            until(rule, anchor, end).into_iter().map(|o| o.due_on).filter(|d| *d <= end).collect();
        let days = anchor.iter_days().take_while(|day| *day <= end);
        let named: Vec<NaiveDate> = days.filter(|day| names(cadence, anchor, *day)).collect();
        prop_assert_eq!(&counted, &named);
        let mut years: BTreeMap<i32, u32> = BTreeMap::new();
        counted.iter().for_each(|due| *years.entry(due.year()).or_default() += 1);
        let whole = years.iter().filter(|(year, _)| (anchor.year() + 1..end.year()).contains(year));
        if let Cadence::Months(every, due) = cadence {
            let months = match every {
                Every::Months(step) if 12 % step.get() == 0 => 12 / u32::from(step.get()),
                Every::Months(_) => return Ok(()),
                Every::Chosen(set) => u32::try_from(set.months().count()).unwrap(),
            };
            let each = if matches!(due, DueDay::TwoDays(_)) { 2 * months } else { months };
            prop_assert!(whole.clone().count() >= 399);
            prop_assert!(whole.into_iter().all(|(_, count)| *count == each));
        }
    }

    /// Rule 3: asked for alone, an occurrence is what it is among all.
    #[test]
    fn an_occurrence_needs_none_before_it(rule in rules(), anchor in anchors(), n in 0_usize..500) {
        let among = rule.occurrences(anchor, anchor).nth(n);
        prop_assert_eq!(rule.occurrence(anchor, u32::try_from(n).unwrap()), among);
    }

    #[test]
    fn cycles_are_exact_and_the_last_day_is_included(
        rule in rules(), anchor in anchors(), cycles in 1_u32..60, span in 0_i64..2_000,
    ) {
        let limited = Recurrence { cycles: NonZeroU32::new(cycles), ..rule };
        prop_assert_eq!(limited.occurrences(anchor, anchor).count(), cycles as usize);
        let on = anchor + Duration::days(span);
        let ending = Recurrence { end: Some(End { on, then: After::Stop }), ..rule };
        let last = ending.occurrences(anchor, anchor).last().unwrap();
        prop_assert_eq!(last.period.to, on);
        let going_on = Recurrence { end: Some(End { on, then: After::Continue }), ..rule };
        let same = rule.occurrences(anchor, anchor).take(80);
        prop_assert!(going_on.occurrences(anchor, anchor).take(80).eq(same));
    }

    /// Wherever billing begins, the periods from there on are the same ones.
    #[test]
    fn a_later_beginning_cuts_the_first_period_and_changes_no_other(
        rule in rules(), anchor in anchors(), later in 0_i64..900,
    ) {
        let from = anchor + Duration::days(later);
        let cut: Vec<Occurrence> = rule.occurrences(anchor, from).take(5).collect();
        prop_assert_eq!(cut[0].period.from, from);
        for pair in cut.windows(2) {
            prop_assert_eq!(pair[0].period.to.succ_opt().unwrap(), pair[1].period.from);
            prop_assert_eq!(Some(pair[1]), rule.occurrence(anchor, pair[1].n));
        }
    }

    /// Pain 14: a period cut in two costs in its parts what it costs whole.
    #[test]
    fn prorated_parts_come_to_the_whole(
        minor in -10_000_000_i64..10_000_000, days in 1_u64..400, cut in 0_u64..400,
    ) {
        let price = Money::new(minor, Currency::Usd).unwrap();
        let first = cut.min(days);
        let rest = days - first;
        let head = Share::Days { before: 0, days: first, after: rest }.of(price).unwrap();
        let tail = Share::Days { before: first, days: rest, after: 0 }.of(price).unwrap();
        prop_assert_eq!(head.plus(tail).unwrap(), price);
    }

    /// Pain 23, Invoice Ninja #9538: not on weekends, not on holidays, and never out of order.
    #[test]
    fn a_shifted_day_is_a_working_day_in_the_same_order(
        days in 0_i64..36_500, place in 0_usize..8,
        own in prop::collection::btree_set(0_i64..40, 0..9),
    ) {
        let start = day(2000, 1, 1) + Duration::days(days);
        let own = own.into_iter().map(|offset| start + Duration::days(offset)).collect();
        let holidays = Holidays { place: Some(Place::ALL[place]), own };
        for shift in [Shift::Next, Shift::Previous, Shift::ModifiedFollowing] {
            let moved: Vec<NaiveDate> =
                start.iter_days().take(40).map(|day| shift.apply(day, start, &holidays)).collect();
            prop_assert!(moved.iter().all(|day| holidays.is_working_day(*day)));
            prop_assert!(moved.is_sorted());
            prop_assert!(moved.iter().all(|day| *day >= start));
            for (day, moved) in start.iter_days().zip(&moved) {
                prop_assert!(!holidays.is_working_day(day) || day == *moved);
                prop_assert!(shift != Shift::Next || *moved >= day);
            }
        }
    }
}
