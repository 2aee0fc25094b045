use proptest::prelude::*;

use super::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An invoice due after 30 days, paid in full on a day or open.
fn billed(issued_on: &str, minor: i64, paid_on: Option<&str>) -> Billed {
    let issued_on = day(issued_on);
    Billed {
        issued_on,
        due_on: issued_on + Days::new(30),
        total: usd(minor),
        count: 1,
        less: paid_on.map(|on| (day(on), usd(minor))).into_iter().collect(),
        paid_on: paid_on.map(day),
    }
}

fn of(billed: &[Billed], from: &str, to: &str) -> Metrics {
    all_of(billed, day(from), day(to))
}

/// With the sales of every month back to the oldest invoice.
fn all_of(billed: &[Billed], from: NaiveDate, to: NaiveDate) -> Metrics {
    let oldest = billed.iter().map(|one| one.issued_on).filter(|on| *on <= to).min();
    let months = months_back(to).take_while(|(_, last)| oldest.is_some_and(|day| day <= *last));
    let sales = months.map(|(first, last)| {
        let within = billed.iter().filter(|one| first <= one.issued_on && one.issued_on <= last);
        let sales = Money::sum(Currency::Usd, within.map(|one| one.total))?;
        Ok::<_, MoneyError>(((last - first).num_days() + 1, sales))
    });
    metrics(billed, Currency::Usd, (from, to), sales).unwrap()
}

fn places(number: Option<Decimal>) -> Option<String> {
    number.map(|number| number.normalize().to_string())
}

/// Ninety days of sales of 90,000.00, of which 30,000.00 are open and 20,000.00 of them not due.
fn quarter() -> Vec<Billed> {
    vec![
        billed("2026-01-10", 4_000_000, Some("2026-02-09")),
        billed("2026-02-10", 1_000_000, None),
        billed("2026-02-20", 2_000_000, Some("2026-03-27")),
        billed("2026-03-15", 2_000_000, None),
    ]
}

#[test]
fn outstanding_days_are_open_by_sales_times_days() {
    let found = of(&quarter(), "2026-01-01", "2026-03-31");
    assert_eq!(places(found.dso), Some("30".into()));
    assert_eq!(places(found.best_possible_dso), Some("20".into()));
    assert_eq!(places(found.delinquent_days), Some("10".into()));
}

#[test]
fn counted_back_the_last_month_counts_whole_and_the_one_before_in_part() {
    // 30,000.00 open: March's 20,000.00 with its 31 days, a third of February's 30,000.00.
    let found = of(&quarter(), "2026-01-01", "2026-03-31");
    assert_eq!(places(found.countback_dso), Some("40.3".into()));
    let more = vec![Billed {
        less: vec![(day("2026-03-01"), usd(-50))],
        ..billed("2026-03-01", 100, None)
    }];
    assert_eq!(of(&more, "2026-03-01", "2026-03-31").countback_dso, None);
}

#[test]
fn days_to_pay_and_days_late_are_weighted_by_amount() {
    let found = of(&quarter(), "2026-01-01", "2026-03-31");
    // 40,000.00 after 30 days and 20,000.00 after 35.
    assert_eq!(places(found.days_to_pay), Some("31.7".into()));
    assert_eq!(places(found.days_late), Some("1.7".into()));
    let early = vec![
        billed("2026-01-01", 100, Some("2026-01-11")),
        billed("2026-01-01", 100, Some("2026-02-10")),
    ];
    let found = of(&early, "2026-01-01", "2026-03-31");
    assert_eq!(
        (places(found.days_late), places(found.days_late_floored)),
        (Some("-5".into()), Some("5".into()))
    );
}

#[test]
fn effectiveness_is_what_was_collected_of_what_could_be() {
    // Opening 0, sales 90,000.00, closing 30,000.00, of which 20,000.00 not due: 60 of 70.
    let found = of(&quarter(), "2026-01-01", "2026-03-31");
    assert_eq!(places(found.effectiveness), Some("85.7".into()));
}

#[test]
fn on_time_counts_what_fell_due_by_number_and_by_value() {
    // Due within: 9 February (on time), 12 March (open), 22 March (five days late).
    let found = of(&quarter(), "2026-01-01", "2026-03-31");
    assert_eq!(places(found.on_time), Some("33.3".into()));
    assert_eq!(places(found.on_time_by_value), Some("57.1".into()));
    let old = of(&quarter(), "2026-01-01", "2026-06-30");
    assert_eq!(places(old.at_risk), Some("11.1".into()));
}

#[test]
fn nothing_billed_gives_nothing_instead_of_a_made_up_number() {
    assert_eq!(of(&[], "2026-01-01", "2026-03-31"), Metrics::default());
}

#[test]
fn rolls_are_what_is_still_open_of_what_had_an_age_thirty_days_before() {
    // Section 4.6, roll rates bucket to bucket. On 1 March, on 31 March:
    let all = [
        // Not due, then paid: 0 of 100.00; not due, then late: 300.00 of 300.00.
        billed("2026-02-10", 10_000, Some("2026-03-20")),
        billed("2026-02-15", 30_000, None),
        // Late by 1 to 30 days on 1 March: half of 200.00 came since.
        Billed {
            less: vec![(day("2026-03-10"), usd(10_000))],
            ..billed("2026-01-10", 20_000, None)
        },
        // Not due on either day: no part of it.
        billed("2026-03-01", 70_000, None),
    ];
    let found = rolls(&all, day("2026-03-31")).unwrap();
    assert_eq!(found.map(places), [Some("75".into()), Some("50".into()), None, None]);
}

#[test]
fn shares_and_averages_of_nothing_are_nothing() {
    assert_eq!(share_of_count(2, 3).map(|rate| rate.to_string()), Some("66.7".into()));
    assert_eq!(share_of_count(0, 0), None);
    assert_eq!(share(usd(1), usd(8)).map(|rate| rate.to_string()), Some("12.5".into()));
    assert_eq!(share(usd(1), usd(0)), None);
    assert_eq!(average(&[3, 4]).map(|days| days.to_string()), Some("3.5".into()));
    assert_eq!(average(&[]), None);
}

#[test]
fn an_hour_brings_what_was_earned_by_hours_to_the_cent() {
    assert_eq!(hourly(usd(100_000), Decimal::new(75, 1)), Some(usd(13_333)));
    assert_eq!(hourly(usd(100_000), Decimal::ZERO), None);
}

#[test]
fn concentration_is_the_share_of_the_largest_and_of_the_largest_five() {
    let parts = [usd(50), usd(10), usd(10), usd(10), usd(10), usd(10)];
    let found = concentration(Currency::Usd, &parts).unwrap();
    assert_eq!(found.map(places), [Some("50".into()), Some("90".into())]);
    assert_eq!(concentration(Currency::Usd, &[]).unwrap(), [None, None]);
}

fn clients(minors: &[i64]) -> std::collections::BTreeMap<crate::ids::ClientId, Money> {
    use crate::ids::Id;
    let id = |at: usize| crate::ids::ClientId::from_uuid(uuid::Uuid::from_u128(at as u128));
    let some = minors.iter().enumerate().filter(|(_, minor)| **minor > 0);
    some.map(|(at, minor)| (id(at), usd(*minor))).collect()
}

#[test]
fn what_recurs_moves_by_new_clients_more_less_and_those_who_left() {
    let found = movement(Currency::Usd, &clients(&[0, 100, 100, 100]), &clients(&[40, 0, 130, 90]))
        .unwrap();
    let minors = [found.before, found.new, found.expansion, found.contraction, found.churn];
    assert_eq!(minors.map(Money::minor), [300, 40, 30, 10, 100]);
    assert_eq!(found.after, usd(260));
}

proptest! {
    /// What recurs after is what recurred before and how it moved, to the cent.
    #[test]
    fn the_movement_of_what_recurs_adds_up(
        before in proptest::collection::vec(0_i64..1_000, 8),
        after in proptest::collection::vec(0_i64..1_000, 8),
    ) {
        let found = movement(Currency::Usd, &clients(&before), &clients(&after)).unwrap();
        let gained = found.new.minor() + found.expansion.minor();
        let lost = found.contraction.minor() + found.churn.minor();
        prop_assert_eq!(found.before.minor() + gained - lost, found.after.minor());
    }

    /// What was open goes on at most whole.
    #[test]
    fn no_more_goes_on_than_was_there(
        all in proptest::collection::vec(
            (0_u64..200, 1_i64..1_000_000, proptest::option::of(0_u64..200)), 0..30),
    ) {
        let start = day("2026-01-01");
        let billed: Vec<Billed> = all.iter().map(|(after, minor, paid)| {
            let issued_on = start + Days::new(*after);
            let paid_on = paid.map(|days| (issued_on + Days::new(days)).to_string());
            billed(&issued_on.to_string(), *minor, paid_on.as_deref())
        }).collect();
        let bounds = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        for rate in rolls(&billed, start + Days::new(180)).unwrap() {
            prop_assert!(rate.is_none_or(|rate| bounds.contains(&rate)));
        }
    }

    /// The best possible is never worse than what is, and effectiveness never above 100 per cent.
    #[test]
    fn the_figures_stay_within_their_bounds(
        all in proptest::collection::vec(
            (0_u64..300, 1_i64..1_000_000, proptest::option::of(0_u64..200)), 1..30),
    ) {
        let start = day("2026-01-01");
        let billed: Vec<Billed> = all.iter().map(|(after, minor, paid)| {
            let issued_on = start + Days::new(*after);
            let paid_on = paid.map(|days| issued_on + Days::new(days));
            let less = paid_on.map(|on| (on, usd(*minor))).into_iter().collect();
            let due_on = issued_on + Days::new(30);
            Billed { issued_on, due_on, total: usd(*minor), count: 1, less, paid_on }
        }).collect();
        let found = all_of(&billed, start, start + Days::new(330));
        prop_assert!(found.best_possible_dso <= found.dso);
        let bounds = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        for share in [found.effectiveness, found.on_time, found.on_time_by_value, found.at_risk] {
            prop_assert!(share.is_none_or(|share| bounds.contains(&share)));
        }
    }
}
