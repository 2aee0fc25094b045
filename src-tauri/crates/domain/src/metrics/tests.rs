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
        less: paid_on.map(|on| (day(on), usd(minor))).into_iter().collect(),
        paid_on: paid_on.map(day),
    }
}

fn of(billed: &[Billed], from: &str, to: &str) -> Metrics {
    metrics(billed, Currency::Usd, day(from), day(to)).unwrap()
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

proptest! {
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
            Billed { issued_on, due_on, total: usd(*minor), less, paid_on }
        }).collect();
        let found = metrics(&billed, Currency::Usd, start, start + Days::new(330)).unwrap();
        prop_assert!(found.best_possible_dso <= found.dso);
        let bounds = Decimal::ZERO..=Decimal::ONE_HUNDRED;
        for share in [found.effectiveness, found.on_time, found.on_time_by_value, found.at_risk] {
            prop_assert!(share.is_none_or(|share| bounds.contains(&share)));
        }
    }
}
