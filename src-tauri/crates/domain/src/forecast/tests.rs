use proptest::prelude::*;

use super::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-03-02";

/// Thirteen weeks from [`TODAY`].
fn weeks() -> Vec<NaiveDate> {
    (1..=13).map(|week| day(TODAY) + Days::new(7 * week - 1)).collect()
}

fn expected(minor: i64, due_on: &str, way: Way) -> Expected {
    Expected { amount: usd(minor), due_on: day(due_on), way, key: 7, chance: None, delay: 0 }
}

fn of(expected: &[Expected], habits: &[Habit]) -> Forecast {
    let ends = weeks();
    forecast(&Facts {
        today: day(TODAY),
        ends: &ends,
        opening: usd(100_000),
        expected,
        habits,
        planned: &[],
        set_aside: Decimal::ZERO,
    })
    .unwrap()
}

fn same(minor: i64) -> Band {
    Band { low: usd(minor), middle: usd(minor), high: usd(minor) }
}

#[test]
fn what_is_sure_comes_on_its_day_and_has_no_band() {
    let found = of(&[expected(5_000, "2026-03-10", Way::Sure)], &[]);
    assert_eq!(found.periods[0].received, same(0));
    assert_eq!(found.periods[1].received, same(5_000));
    assert_eq!((found.periods[1].from, found.periods[1].until), (day("2026-03-09"), weeks()[1]));
    assert_eq!(found.periods[12].left, same(105_000));
    assert_eq!((found.received, found.later), (same(5_000), same(0)));
}

#[test]
fn who_always_pays_ten_days_late_is_expected_then_once_enough_was_seen() {
    let book = Habit::of_book(&[]);
    let well_known = Habit::of(&[10; 200], &book);
    let found = of(&[expected(5_000, "2026-03-02", Way::Habit(0))], &[well_known]);
    assert_eq!(found.periods[1].received, same(5_000), "12 March is in the second week");
    let hardly_known = Habit::of(&[10], &book);
    let found = of(&[expected(5_000, "2026-03-02", Way::Habit(0))], &[hardly_known]);
    let (in_time, at_most) = (found.periods[1].left.low, found.periods[1].left.high);
    assert_eq!((in_time, at_most), (usd(100_000), usd(105_000)), "few data make a wide band");
}

#[test]
fn what_is_late_already_is_only_expected_as_those_who_were_as_late() {
    // Half of what was seen came on the day, half after forty days. Thirty days past due, only
    // the second half is left.
    let habit = Habit::of_book(&[0, 40]);
    let due = expected(5_000, "2026-01-31", Way::Habit(0));
    assert_eq!(middle_day(&due, &[habit], day(TODAY)), Some(day("2026-03-12")));
    // Beyond all that was seen, it takes up to as long again.
    let habit = Habit::of_book(&[0]);
    assert_eq!(middle_day(&due, &[habit], day(TODAY)), Some(day("2026-03-17")));
}

#[test]
fn a_word_counts_as_often_as_words_are_kept() {
    let habit = Habit::of_book(&[60]);
    for (kept, low, middle, high) in
        [(100, 5_000, 5_000, 5_000), (60, 0, 5_000, 5_000), (30, 0, 0, 5_000), (0, 0, 0, 0)]
    {
        let word = expected(5_000, "2026-03-04", Way::Word { kept, habit: 0 });
        let found = of(&[word], std::slice::from_ref(&habit));
        let band = Band { low: usd(low), middle: usd(middle), high: usd(high) };
        assert_eq!(found.periods[0].received, band, "{kept} of a hundred");
    }
}

#[test]
fn what_may_not_come_to_be_counts_by_its_chance() {
    let maybe =
        |chance| Expected { chance: Some((3, chance)), ..expected(5_000, "2026-03-10", Way::Sure) };
    assert_eq!(of(&[maybe(100)], &[]).received, same(5_000));
    assert_eq!(of(&[maybe(0)], &[]).received, same(0));
    let half = of(&[maybe(40)], &[]).received;
    assert_eq!((half.low, half.middle, half.high), (usd(0), usd(0), usd(5_000)));
    assert_eq!(middle_day(&maybe(40), &[], day(TODAY)), None);
}

#[test]
fn what_goes_out_and_what_is_set_aside_is_not_left() {
    let ends = weeks();
    let rent = Outgoing {
        what: "Rent".into(),
        amount: usd(2_000),
        first_on: day("2026-01-31"),
        repeats: Repeats::Month,
        until_on: None,
    };
    let days = rent.days(day(TODAY), ends[12]);
    assert_eq!(days, ["2026-03-31", "2026-04-30", "2026-05-31"].map(day));
    let planned: Vec<_> = days.into_iter().map(|on| (on, rent.amount)).collect();
    let found = forecast(&Facts {
        today: day(TODAY),
        ends: &ends,
        opening: usd(0),
        expected: &[expected(10_001, "2026-03-03", Way::Sure)],
        habits: &[],
        planned: &planned,
        set_aside: Decimal::from(25),
    })
    .unwrap();
    // 25 per cent of 100.01 is 25.00.
    assert_eq!(found.set_aside, usd(2_500));
    assert_eq!(found.periods[0].left, same(7_501));
    assert_eq!(found.periods[4].planned, usd(2_000));
    assert_eq!(found.periods[12].left, same(7_501 - 3 * 2_000));
    let once = Outgoing { repeats: Repeats::Once, ..rent.clone() };
    assert_eq!(once.days(day("2026-01-31"), ends[12]), [day("2026-01-31")]);
    let ended = Outgoing { until_on: Some(day("2026-04-29")), ..rent };
    assert_eq!(ended.days(day(TODAY), ends[12]), [day("2026-03-31")]);
}

#[test]
fn earlier_forecasts_are_held_against_what_came() {
    let band = |low, middle, high| Band { low: usd(low), middle: usd(middle), high: usd(high) };
    assert_eq!(score(&[]).unwrap(), None);
    let all = [
        Past { expected: band(80, 100, 120), came: usd(90) },
        Past { expected: band(80, 100, 120), came: usd(130) },
        Past { expected: band(80, 100, 120), came: usd(80) },
    ];
    let found = score(&all).unwrap().unwrap();
    // 10 + 30 + 20 of 300.
    assert_eq!((found.of, found.within, found.off), (3, 2, Some(Decimal::from(20))));
    let nothing = Past { expected: band(0, 0, 0), came: usd(0) };
    assert_eq!(score(&[nothing]).unwrap().unwrap().off, None);
}

#[test]
fn how_often_something_happens_is_eased_towards_half() {
    assert_eq!((shrunk(0, 0), shrunk(1, 1), shrunk(98, 98)), (50, 66, 99));
}

fn ways() -> impl Strategy<Value = Way> {
    prop_oneof![
        Just(Way::Sure),
        (0_usize..3).prop_map(Way::Habit),
        (0_u32..=100, 0_usize..3).prop_map(|(kept, habit)| Way::Word { kept, habit }),
    ]
}

fn anything() -> impl Strategy<Value = Vec<Expected>> {
    let delay = prop_oneof![Just(0), 1_u32..60];
    let one = (1_i64..1_000_000, 0_u64..260, ways(), 0_u64..6, 0_u32..=100, 0_u32..3, delay)
        .prop_map(|(minor, days, way, key, chance, kind, delay)| Expected {
            amount: usd(minor),
            due_on: day("2025-10-01") + Days::new(days),
            way,
            key,
            chance: (kind == 0).then_some((key, chance)),
            delay,
        });
    proptest::collection::vec(one, 0..40)
}

fn habits() -> impl Strategy<Value = Vec<Habit>> {
    let lags = proptest::collection::vec(-10_i32..120, 0..20);
    proptest::collection::vec(lags, 3).prop_map(|all| {
        let book = Habit::of_book(&all.concat());
        all.iter().map(|own| Habit::of(own, &book)).collect()
    })
}

proptest! {
    /// The band is a band, in every period and over all of them.
    #[test]
    fn the_low_is_below_the_middle_and_that_below_the_high(
        expected in anything(), habits in habits(),
    ) {
        let found = of(&expected, &habits);
        let bands = found.periods.iter().flat_map(|period| [period.received, period.left]);
        for band in bands.chain([found.received, found.later]) {
            prop_assert!(band.low.minor() <= band.middle.minor());
            prop_assert!(band.middle.minor() <= band.high.minor());
        }
    }

    /// In each course everything that comes to be comes once, in its part's period or after them
    /// all, however it is added up.
    #[test]
    fn nothing_is_lost_and_nothing_counts_twice(expected in anything(), habits in habits()) {
        let ends = weeks();
        let facts = Facts { today: day(TODAY), ends: &ends, opening: usd(0), expected: &expected,
            habits: &habits, planned: &[], set_aside: Decimal::ZERO };
        let mut one_by_one = vec![0; (ends.len() + 1) * COURSES];
        for one in &expected {
            let part = |key: u64, course: usize| places(spread(key)).nth(course).unwrap();
            for course in 0..COURSES {
                if one.chance.is_some_and(|(key, times)| !happens(part(key, course), times)) {
                    continue;
                }
                let days = Arrival::of(one, &habits, facts.today)
                    .until(part(one.key, course), part(one.key ^ WORD, course));
                let on = facts.today + Days::new(days as u64);
                let period = ends.partition_point(|end| *end < on);
                one_by_one[period * COURSES + course] += one.amount.minor();
            }
        }
        prop_assert_eq!(courses(&facts).unwrap(), one_by_one);
    }

    /// Whoever pays later brings nothing earlier: at the end of no period is more there.
    #[test]
    fn more_lateness_never_brings_money_earlier(
        expected in anything(), habits in habits(), key in 0_u64..6, delay in 1_u32..60,
    ) {
        let before = of(&expected, &habits);
        let later: Vec<Expected> = expected.iter().map(|one| {
            let more = if one.key == key { delay } else { 0 };
            Expected { delay: one.delay + more, ..*one }
        }).collect();
        let after = of(&later, &habits);
        for (before, after) in before.periods.iter().zip(&after.periods) {
            prop_assert!(after.left.low.minor() <= before.left.low.minor());
            prop_assert!(after.left.middle.minor() <= before.left.middle.minor());
            prop_assert!(after.left.high.minor() <= before.left.high.minor());
        }
    }

    /// Each part of a distribution belongs to one course, whatever the key.
    #[test]
    fn every_part_is_looked_at_once(key in any::<u64>()) {
        let mut parts: Vec<usize> = places(spread(key)).collect();
        parts.sort_unstable();
        prop_assert_eq!(parts, (0..COURSES).collect::<Vec<_>>());
    }

    /// Nothing that is late comes before today, and what was seen is never left.
    #[test]
    fn a_habit_has_a_day_for_every_part(
        own in proptest::collection::vec(-30_i32..200, 0..20), late in -100_i64..400,
    ) {
        let habit = Habit::of(&own, &Habit::of_book(&own));
        let rest = habit.rest(late);
        let lags: Vec<i64> = (0..COURSES).map(|part| rest.lag(part)).collect();
        prop_assert!(lags.iter().all(|lag| *lag >= late));
        prop_assert!(lags.windows(2).all(|two| two[0] <= two[1]));
        for by in late - 3..late + 420 {
            prop_assert_eq!(rest.parts_by(by), lags.partition_point(|lag| *lag <= by));
        }
    }
}
