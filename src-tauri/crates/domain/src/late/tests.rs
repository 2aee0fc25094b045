use proptest::prelude::*;

use super::*;
use crate::clause::Regime;
use crate::jurisdiction::Jurisdiction;
use crate::lint::ClientKind;
use crate::money::Currency;

fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn debt(minor: i64, due_on: &str) -> Debt {
    Debt { due_on: day(due_on), total: gbp(minor), less: Vec::new(), spared: Vec::new() }
}

/// The interest of a debt by the law of the United Kingdom up to a day.
fn uk(debt: &Debt, method: Method, to: &str) -> Working {
    let pack = pack(Jurisdiction::Gb, debt.starts_on()).unwrap();
    let start = debt.starts_on();
    let rate = |on| pack.rate(method, start, on, &[]);
    debt.interest(start, day(to), rate).unwrap()
}

#[test]
fn ten_thousand_at_11_75_per_cent_for_60_days_is_193_15_and_a_hundred() {
    let owed = debt(1_000_000, "2026-01-10");
    let working = uk(&owed, Method::Fixed, "2026-03-11");
    assert_eq!((working.days.len(), working.days[0].per_cent), (60, Decimal::new(1175, 2)));
    assert_eq!(working.interest, gbp(19_315));
    let pack = pack(Jurisdiction::Gb, owed.starts_on()).unwrap();
    assert_eq!(pack.fixed_sum(owed.total), Some(gbp(10_000)));
}

#[test]
fn the_rate_of_the_day_interest_starts_stays_for_the_life_of_a_british_debt() {
    let mut owed = debt(100_000, "2023-06-14");
    owed.less.push((day("2023-09-12"), gbp(100_000)));
    let working = uk(&owed, Method::Fixed, "2023-12-31");
    assert!(working.days.iter().all(|day| day.per_cent == Decimal::new(1150, 2)));
    assert_eq!(working.interest, gbp(2_836));
    let pack = pack(Jurisdiction::Gb, owed.starts_on()).unwrap();
    assert_eq!(pack.fixed_sum(owed.total), Some(gbp(7_000)));
    // The other method splits at 1 July, when the reference had become 5.00%.
    let split = uk(&owed, Method::EachHalfYear, "2023-12-31");
    assert_eq!(split.interest, gbp(16 * 1150 * 1000 / 36_500 + 74 * 1300 * 1000 / 36_500 + 1));
}

#[test]
fn the_sum_for_recovery_follows_the_size_of_the_debt_to_the_penny() {
    let pack = pack(Jurisdiction::Gb, day("2026-01-01")).unwrap();
    for (debt, sum) in [(1, 4_000), (99_999, 4_000), (100_000, 7_000), (999_999, 7_000)] {
        assert_eq!(pack.fixed_sum(gbp(debt)), Some(gbp(sum)));
    }
    assert_eq!(pack.fixed_sum(gbp(1_000_000)), Some(gbp(10_000)));
    assert_eq!(pack.fixed_sum(Money::new(100, Currency::Usd).unwrap()), None);
}

#[test]
fn ireland_takes_the_rate_of_the_half_year_in_which_a_debt_falls_late() {
    let pack = pack(Jurisdiction::Ie, day("2025-06-20")).unwrap();
    let rate = |on| pack.rate(pack.method, day("2025-06-20"), day(on), &[]);
    assert_eq!(rate("2025-06-30"), Ok(Decimal::new(1115, 2)));
    assert_eq!(rate("2025-07-01"), Ok(Decimal::new(1115, 2)));
    let later = pack.rate(pack.method, day("2025-07-01"), day("2025-12-31"), &[]);
    assert_eq!(later, Ok(Decimal::new(1015, 2)));
    // The Schedule: not exceeding 1,000, not exceeding 10,000, and above.
    for (debt, sum) in [(100_000, 4_000), (100_001, 7_000), (1_000_000, 7_000), (1_000_001, 10_000)]
    {
        let debt = Money::new(debt, Currency::Eur).unwrap();
        assert_eq!(pack.fixed_sum(debt).unwrap().minor(), sum, "{debt:?}");
    }
}

#[test]
fn a_rate_that_is_not_known_is_asked_for_by_name_and_taken_from_what_was_typed() {
    let pack = pack(Jurisdiction::Gb, day("2031-02-02")).unwrap();
    let (start, half) = (day("2031-02-02"), day("2031-01-01"));
    let unknown = pack.rate(Method::Fixed, start, start, &[]).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "the Bank of England rate for the half-year from 2031-01-01 is not known to this version; \
         type it in under Settings, Following up"
    );
    let own = OwnReference { series: Series::BankOfEngland, half, per_cent: Decimal::from(2) };
    assert_eq!(pack.rate(Method::Fixed, start, start, &[own]), Ok(Decimal::from(10)));
}

#[test]
fn when_the_principal_is_paid_the_interest_until_then_remains_claimable() {
    let mut owed = debt(1_000_000, "2026-01-10");
    owed.less.push((day("2026-03-11"), gbp(1_000_000)));
    assert_eq!(uk(&owed, Method::Fixed, "2026-03-11").interest, gbp(19_315));
    assert_eq!(uk(&owed, Method::Fixed, "2026-10-31").interest, gbp(19_315));
}

#[test]
fn what_is_in_dispute_bears_nothing_meanwhile() {
    let mut owed = debt(1_000_000, "2026-01-10");
    let (from, until) = (day("2026-01-21"), Some(day("2026-01-30")));
    owed.spared.push(Spared { amount: gbp(400_000), from, until });
    let working = uk(&owed, Method::Fixed, "2026-02-09");
    let unpaid: Vec<i64> = working.days.iter().map(|day| day.unpaid.minor()).collect();
    assert_eq!(
        (unpaid[9], unpaid[10], unpaid[19], unpaid[20]),
        (1_000_000, 600_000, 600_000, 1_000_000)
    );
    // 20 days on ten thousand and 10 on six thousand.
    assert_eq!(working.interest, gbp(8_370));
}

#[test]
fn a_day_is_shown_with_four_places_and_the_last_running_sum_rounds_to_the_interest() {
    let working = uk(&debt(100_000, "2023-06-14"), Method::Fixed, "2023-09-12");
    assert_eq!(working.days[0].interest().to_string(), "0.3151");
    assert_eq!(working.days[89].running().to_string(), "28.3562");
    assert_eq!(working.daily().to_string(), "0.3151");
}

#[test]
fn nothing_is_late_on_the_due_date() {
    let owed = debt(100, "2026-01-10");
    let none = owed.interest(owed.due_on, owed.due_on, |_| Ok(Decimal::TEN));
    assert_eq!(none, Err(LateError::NotLate));
}

fn terms() -> Terms {
    Terms {
        place: Jurisdiction::Gb,
        regime: Regime::UnitedKingdom,
        client: ClientKind::Business,
        agreed_on: Some(day("2025-01-01")),
        stated: Some(Decimal::from(12)),
        issued_on: day("2026-01-01"),
        statute: true,
    }
}

#[test]
fn the_remarks_name_what_stands_in_the_way_and_what_to_know() {
    let interest = |per_cent: i64| Asked::Interest { per_cent: Decimal::from(per_cent) };
    let us = Terms { place: Jurisdiction::Us, regime: Regime::UnitedStates, ..terms() };
    let canada = Terms { place: Jurisdiction::Ca, regime: Regime::Canada, stated: None, ..terms() };
    let consumer = Terms { client: ClientKind::Consumer, ..terms() };
    let late = Terms { agreed_on: Some(day("2026-02-01")), ..terms() };
    let high = Terms { stated: Some(Decimal::from(24)), ..us };
    for (asked, terms, rules) in [
        (Asked::Statute, &terms(), vec!["late-substantial-remedy"]),
        (Asked::Statute, &Terms { stated: None, ..terms() }, vec![]),
        (Asked::Statute, &consumer, vec!["late-statute-consumer!"]),
        (Asked::Statute, &Terms { statute: false, ..us }, vec!["late-no-statute!"]),
        (interest(12), &us, vec![]),
        (interest(13), &us, vec!["late-above-agreed!"]),
        (interest(24), &high, vec!["late-above-cap"]),
        (interest(12), &Terms { agreed_on: None, ..us }, vec!["late-not-agreed!"]),
        (interest(12), &late, vec!["late-agreed-after!"]),
        (interest(6), &canada, vec!["late-annual-rate!"]),
        (interest(5), &canada, vec![]),
        (
            interest(36),
            &Terms { stated: Some(Decimal::from(36)), client: ClientKind::Consumer, ..canada },
            vec!["late-above-cap!"],
        ),
        (Asked::Fee, &us, vec!["late-fee-penalty"]),
    ] {
        let said: Vec<String> = remarks(asked, terms)
            .iter()
            .map(|remark| format!("{}{}", remark.rule, if remark.blocks { "!" } else { "" }))
            .collect();
        assert_eq!(said, rules, "{asked:?}");
    }
}

proptest! {
    /// Cutting the days anywhere changes nothing but the rounding of the two parts.
    #[test]
    fn the_parts_of_a_time_come_to_the_whole(
        total in 1_i64..100_000_000, paid in 0_i64..100_000_000,
        at in 1_u64..400, cut in 1_u64..399,
    ) {
        let mut owed = debt(total, "2025-01-10");
        owed.less.push((owed.due_on + Days::new(at), gbp(paid.min(total))));
        let (from, to) = (owed.starts_on(), owed.due_on + Days::new(400));
        let middle = owed.due_on + Days::new(cut);
        let rate = |_| Ok(Decimal::new(1175, 2));
        let whole = owed.interest(from, to, rate).unwrap().interest;
        let first = owed.interest(from, middle, rate).unwrap().interest;
        let rest = owed.interest(middle + Days::new(1), to, rate).unwrap().interest;
        prop_assert!((whole.minor() - first.minor() - rest.minor()).abs() <= 1);
    }

    /// Interest is never below zero, and never more than on all of it for all of the time.
    #[test]
    fn payments_and_disputes_only_lessen_the_interest(
        total in 1_i64..100_000_000,
        less in proptest::collection::vec((0_u64..200, 0_i64..50_000_000), 0..6),
        part in 0_i64..200_000_000, from in 0_u64..200,
    ) {
        let plain = debt(total, "2025-01-10");
        let mut owed = plain.clone();
        for (after, amount) in less {
            owed.less.push((owed.due_on + Days::new(after), gbp(amount)));
        }
        let from = owed.due_on + Days::new(from);
        owed.spared.push(Spared { amount: gbp(part), from, until: None });
        let (start, to) = (owed.starts_on(), owed.due_on + Days::new(200));
        let rate = |_| Ok(Decimal::from(8));
        let some = owed.interest(start, to, rate).unwrap();
        let all = plain.interest(start, to, rate).unwrap();
        prop_assert!(some.interest.minor() >= 0 && some.interest.minor() <= all.interest.minor());
    }
}
