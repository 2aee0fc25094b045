use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::{AgreementServiceId, Id};
use crate::schedule::{DueDay, Every, Recurrence};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn percent(hundredths: i64) -> By {
    By::PerCent(Decimal::new(hundredths, 2))
}

fn to(step: Step, towards: Towards) -> Option<Rounding> {
    Some(Rounding { step, towards })
}

fn review(by: By) -> Review {
    Review {
        by,
        rounding: None,
        limits: Limits::default(),
        notice_on: day(2026, 11, 22),
        notice_days: 30,
        not_before: day(2027, 1, 1),
    }
}

fn subject(price: i64) -> Subject {
    Subject {
        agreement: AgreementId::from_uuid(Uuid::nil()),
        terms: ServiceTerms {
            id: AgreementServiceId::from_uuid(Uuid::nil()),
            billing: Billing::Recurring(Recurrence::each(Every::MONTH, DueDay::StartDay)),
            quantity: Decimal::ONE,
            price: usd(price),
            introductory: None,
            milestones: Vec::new(),
            taxing: crate::tax::Taxing::none(),
        },
        ends_on: None,
        notice_days: None,
        clause: None,
        left_out: false,
    }
}

fn changed(review: &Review, subject: &Subject) -> Changed {
    match review.outcome(subject).unwrap() {
        Outcome::Changed(changed) => changed,
        other => panic!("{other:?}"),
    }
}

/// Golden test 6 of the market study, after Anchor's own example.
#[test]
fn a_rise_of_eight_and_a_half_per_cent_is_rounded_down_to_379_375_and_370() {
    for (step, expected) in [(Step::One, 37_900), (Step::Five, 37_500), (Step::Ten, 37_000)] {
        let rounding = to(step, Towards::Down);
        let new = new_price(usd(35_000), percent(850), rounding, Limits::default());
        assert_eq!(new, Ok(usd(expected)));
    }
    let plain = new_price(usd(35_000), percent(850), None, Limits::default());
    assert_eq!(plain, Ok(usd(37_975)));
}

#[test]
fn rounding_sees_the_exact_price_and_not_its_cents() {
    // 378.996 is 379.00 in cents, and still below 379.
    let new =
        new_price(usd(37_600), By::PerCent("0.7968".parse().unwrap()), None, Limits::default());
    assert_eq!(new, Ok(usd(37_900)));
    let down = to(Step::One, Towards::Down);
    let new =
        new_price(usd(37_600), By::PerCent("0.7968".parse().unwrap()), down, Limits::default());
    assert_eq!(new, Ok(usd(37_800)));
}

#[test]
fn a_small_rise_that_rounding_swallows_leaves_the_price_and_never_lowers_it() {
    let down = to(Step::Ten, Towards::Down);
    assert_eq!(new_price(usd(35_200), percent(50), down, Limits::default()), Ok(usd(35_200)));
    let up = to(Step::Ten, Towards::Up);
    assert_eq!(new_price(usd(35_200), percent(-50), up, Limits::default()), Ok(usd(35_200)));
}

#[test]
fn an_index_moves_a_price_as_it_moved_itself() {
    let at = |on, value| IndexValue { on, value: Decimal::new(value, 1) };
    let (from, until) = (at(day(2025, 10, 1), 1_200), at(day(2026, 10, 1), 1_230));
    let index = Index::new(from, until).unwrap();
    let new = new_price(usd(40_000), By::Index(index), None, Limits::default());
    assert_eq!(new, Ok(usd(41_000)));
    assert_eq!(Index::new(until, from), Err(PriceError::Index));
    assert_eq!(Index::new(at(day(2025, 10, 1), 0), until), Err(PriceError::Index));
}

#[test]
fn a_floor_and_a_cap_hold_and_may_not_contradict_one_another() {
    let limits = Limits { cap_percent: Some(Decimal::from(5)), ..Limits::default() };
    assert_eq!(new_price(usd(35_000), percent(850), None, limits), Ok(usd(36_750)));
    let limits = Limits { floor_amount: Some(usd(1_000)), ..Limits::default() };
    assert_eq!(new_price(usd(35_000), percent(0), None, limits), Ok(usd(36_000)));
    let limits = Limits { floor_amount: Some(usd(9_000)), cap_amount: Some(usd(1)), ..limits };
    let refused = new_price(usd(35_000), percent(0), None, limits);
    assert_eq!(refused, Err(PriceError::FloorAboveCap));
    let refused = new_price(usd(100), By::Amount(usd(-200)), None, Limits::default());
    assert_eq!(refused, Err(PriceError::BelowZero));
}

#[test]
fn the_longest_notice_holds_and_the_clause_waits_for_its_anniversary() {
    let review = review(percent(500));
    assert_eq!(changed(&review, &subject(35_000)).effective_on, day(2027, 1, 1));
    let slow = Subject { notice_days: Some(60), ..subject(35_000) };
    assert_eq!(changed(&review, &slow).effective_on, day(2027, 1, 22));
    let clause =
        FeeRev { percent: Decimal::from(5), notice_days: 45, started_on: day(2024, 2, 29) };
    let agreed = Subject { clause: Some(clause), ..subject(35_000) };
    let found = changed(&review, &agreed);
    assert_eq!((found.effective_on, found.under_clause), (day(2027, 2, 28), true));
}

#[test]
fn more_than_the_clause_allows_needs_consent() {
    let clause = FeeRev { percent: Decimal::from(5), notice_days: 45, started_on: day(2024, 3, 1) };
    let agreed = Subject { clause: Some(clause), ..subject(35_000) };
    let found = changed(&review(percent(501)), &agreed);
    assert_eq!((found.effective_on, found.under_clause), (day(2027, 1, 1), false));
}

#[test]
fn what_is_left_out_says_why() {
    let review = review(By::Amount(usd(1_000)));
    let excluded = |subject: Subject| match review.outcome(&subject).unwrap() {
        Outcome::Excluded(why) => why.words(),
        other => panic!("{other:?}"),
    };
    let left_out = Subject { left_out: true, ..subject(100) };
    assert_eq!(excluded(left_out), "taken out of this review");
    let mut once = subject(100);
    once.terms.billing = Billing::OnCompletion;
    assert_eq!(excluded(once), "the fee does not recur");
    let mut pounds = subject(100);
    pounds.terms.price = Money::new(100, Currency::Gbp).unwrap();
    assert_eq!(excluded(pounds), "the review is in another currency");
    let ends = Subject { ends_on: Some(day(2026, 12, 31)), ..subject(100) };
    assert_eq!(excluded(ends), "the agreement ends on 31 December 2026");
}

#[test]
fn the_effect_of_a_year_counts_quantity_and_rhythm() {
    let mut eight = subject(2_000);
    eight.terms.quantity = Decimal::from(8);
    let found = changed(&review(By::Amount(usd(100))), &eight);
    assert_eq!((found.change, found.per_year), (usd(100), usd(100 * 8 * 12)));
}

fn any_rounding() -> impl Strategy<Value = Option<Rounding>> {
    let step = prop_oneof![Just(Step::One), Just(Step::Five), Just(Step::Ten)];
    let towards = prop_oneof![Just(Towards::Down), Just(Towards::Up), Just(Towards::Nearest)];
    prop::option::of((step, towards).prop_map(|(step, towards)| Rounding { step, towards }))
}

proptest! {
    #[test]
    fn no_price_leaves_its_floor_or_its_cap(
        old in 0_i64..5_000_000,
        rate in -5_000_i64..5_000,
        rounding in any_rounding(),
        low in -2_000_i64..2_000,
        width in 0_i64..3_000,
        amount in prop::option::of(0_i64..100_000),
    ) {
        let (floor, cap) = (Decimal::new(low, 2), Decimal::new(low + width, 2));
        let limits = Limits {
            floor_percent: Some(floor),
            floor_amount: None,
            cap_percent: Some(cap),
            cap_amount: amount.map(usd),
        };
        let exactly = |percent| Decimal::from(old) * (Decimal::ONE_HUNDRED + percent);
        match new_price(usd(old), percent(rate), rounding, limits) {
            Err(error) => prop_assert_eq!(error, PriceError::FloorAboveCap),
            Ok(new) => {
                let hundredfold = Decimal::from(new.minor()) * Decimal::ONE_HUNDRED;
                prop_assert!(hundredfold <= exactly(cap));
                // A floor between two cents that the cap does not let pass is met to the cent.
                let below = exactly(floor) - hundredfold;
                prop_assert!(below <= Decimal::ZERO || (below < Decimal::ONE_HUNDRED
                    && hundredfold + Decimal::ONE_HUNDRED > exactly(cap)
                    || amount.is_some_and(|most| new.minor() == old + most)));
            }
        }
    }

    #[test]
    fn a_price_is_rounded_in_the_direction_that_was_chosen(
        old in 0_i64..5_000_000,
        rate in -5_000_i64..5_000,
        step in prop_oneof![Just(Step::One), Just(Step::Five), Just(Step::Ten)],
    ) {
        let exact = Decimal::from(old) * (Decimal::ONE_HUNDRED + Decimal::new(rate, 2))
            / Decimal::ONE_HUNDRED;
        let of = |towards| {
            let new = new_price(usd(old), percent(rate), to(step, towards), Limits::default());
            Decimal::from(new.unwrap().minor())
        };
        prop_assert!(of(Towards::Down) <= exact);
        prop_assert!(of(Towards::Up) >= exact);
        prop_assert!(of(Towards::Down) <= of(Towards::Nearest));
        prop_assert!(of(Towards::Nearest) <= of(Towards::Up));
    }

    #[test]
    fn no_per_cent_changes_nothing(old in 0_i64..5_000_000, rounding in any_rounding()) {
        let new = new_price(usd(old), percent(0), rounding, Limits::default());
        prop_assert_eq!(new, Ok(usd(old)));
    }

    #[test]
    fn the_effects_of_all_come_to_the_total(
        prices in prop::collection::vec(0_i64..500_000, 0..30),
        rate in -2_000_i64..2_000,
        rounding in any_rounding(),
    ) {
        let subjects: Vec<Subject> = prices.into_iter().map(subject).collect();
        let review = Review { rounding, ..review(percent(rate)) };
        let preview = review.preview(&subjects).unwrap();
        let sum: i64 = preview
            .outcomes
            .iter()
            .map(|outcome| match outcome {
                Outcome::Changed(changed) => changed.per_year.minor(),
                _ => 0,
            })
            .sum();
        prop_assert_eq!(preview.per_year.get(&Currency::Usd).map_or(0, |sum| sum.minor()), sum);
    }
}
