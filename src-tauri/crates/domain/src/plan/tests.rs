use proptest::prelude::*;

use super::*;
use crate::ids::Id;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn invoice(number: u128) -> InvoiceId {
    InvoiceId::from_uuid(uuid::Uuid::from_u128(number))
}

fn thirds() -> Vec<Instalment> {
    instalments(usd(100_000), Shape::Parts(3), day("2026-01-31")).unwrap()
}

fn days(changes: &[(&str, i64)]) -> Vec<(NaiveDate, Money)> {
    changes.iter().map(|(on, minor)| (day(on), usd(*minor))).collect()
}

fn course(received: &[(&str, i64)], coming: &[(&str, i64)]) -> Course {
    let (received, coming) = (days(received), days(coming));
    Course { total: usd(100_000), instalments: thirds(), received, coming, grace: 5 }
}

fn stands(received: &[(&str, i64)], today: &str) -> Stands {
    progress(&course(received, &[]), day(today)).unwrap().stands
}

#[test]
fn the_rest_is_in_the_last_and_a_short_month_does_not_move_the_day() {
    let shown = |shape| -> Vec<(String, i64)> {
        let found = instalments(usd(100_000), shape, day("2026-01-31")).unwrap();
        found.iter().map(|one| (one.due_on.to_string(), one.amount.minor())).collect()
    };
    let expected = [("2026-01-31", 33_333), ("2026-02-28", 33_333), ("2026-03-31", 33_334)];
    assert_eq!(shown(Shape::Parts(3)), expected.map(|(on, minor)| (on.to_owned(), minor)));
    let expected = [("2026-01-31", 45_000), ("2026-02-28", 45_000), ("2026-03-31", 10_000)];
    let monthly = shown(Shape::Monthly(usd(45_000)));
    assert_eq!(monthly, expected.map(|(on, minor)| (on.to_owned(), minor)));
}

#[test]
fn what_cannot_be_cut_is_refused() {
    let cut = |total, shape| instalments(usd(total), shape, day("2026-01-31"));
    assert_eq!(cut(1_000, Shape::Parts(1)), Err(PlanError::Count(1)));
    assert_eq!(cut(1_000, Shape::Parts(25)), Err(PlanError::Count(25)));
    assert_eq!(cut(1_000, Shape::Monthly(usd(1_000))), Err(PlanError::Count(1)));
    assert_eq!(cut(1_000, Shape::Monthly(usd(0))), Err(PlanError::Count(0)));
    assert_eq!(cut(2, Shape::Parts(3)), Err(PlanError::TooSmall));
}

#[test]
fn a_plan_runs_falls_behind_and_breaks_after_its_grace() {
    assert_eq!(stands(&[], "2026-01-31"), Stands::Runs);
    assert_eq!(stands(&[], "2026-02-05"), Stands::Behind(day("2026-02-05")));
    assert_eq!(stands(&[], "2026-02-06"), Stands::Broken(day("2026-02-06")));
    let in_time = [("2026-02-05", 33_333)];
    assert_eq!(stands(&in_time, "2026-02-27"), Stands::Runs);
    // What comes after the break does not mend it.
    let late = [("2026-02-07", 100_000)];
    assert_eq!(stands(&late, "2026-02-07"), Stands::Broken(day("2026-02-06")));
    let all = [("2026-01-20", 50_000), ("2026-02-01", 50_000)];
    assert_eq!(stands(&all, "2026-06-01"), Stands::Kept(day("2026-02-01")));
}

#[test]
fn money_that_goes_back_puts_a_plan_behind_again() {
    let back = [("2026-01-31", 33_333), ("2026-02-10", -33_333)];
    assert_eq!(stands(&back, "2026-02-15"), Stands::Behind(day("2026-02-15")));
    assert_eq!(stands(&back, "2026-02-16"), Stands::Broken(day("2026-02-16")));
    let kept_once = [("2026-02-01", 100_000), ("2026-02-20", -100_000)];
    assert_eq!(stands(&kept_once, "2026-02-21"), Stands::Behind(day("2026-02-25")));
}

/// Rule 8: what is on its way keeps a plan from breaking, and only what is there completes it.
#[test]
fn rule_8_what_is_on_its_way_is_in_time_and_pays_nothing() {
    let arrives_late = |today| {
        let taken = [("2026-01-31", 33_333), ("2026-02-09", -33_333)];
        progress(&course(&[("2026-02-09", 33_333)], &taken), day(today)).unwrap()
    };
    assert_eq!(arrives_late("2026-02-08").stands, Stands::Runs);
    assert_eq!(arrives_late("2026-02-08").received, usd(0));
    assert_eq!(arrives_late("2026-02-20").stands, Stands::Runs);
    let all = progress(&course(&[], &[("2026-01-31", 100_000)]), day("2026-05-01")).unwrap();
    assert_eq!(all.stands, Stands::Runs);
}

#[test]
fn what_comes_next_is_the_open_part_of_the_first_unpaid_instalment() {
    let found = progress(&course(&[("2026-01-31", 40_000)], &[]), day("2026-03-02")).unwrap();
    let next = Instalment { due_on: day("2026-02-28"), amount: usd(26_666) };
    assert_eq!((found.next, found.missing), (Some(next), usd(26_666)));
}

#[test]
fn a_long_plan_a_breaker_and_a_consumer_are_remarked_on() {
    assert_eq!(remarks(&thirds(), 1, false), Vec::<&str>::new());
    let year = instalments(usd(100_000), Shape::Parts(12), day("2026-01-31")).unwrap();
    assert_eq!(remarks(&year, 2, true).len(), 3);
}

proptest! {
    /// Rule 1: the parts add up to the total, by instalment and by invoice, and what is awaited
    /// and what came do.
    #[test]
    fn rule_1_shares_add_up_to_the_cent(
        owed in prop::collection::vec(1_i64..5_000_000, 1..6),
        count in 2_usize..=24,
        came in -1_000_i64..6_000_000,
    ) {
        let owed: Vec<_> = (1..).zip(owed).map(|(at, minor)| (invoice(at), usd(minor))).collect();
        let total = Money::sum(Currency::Usd, owed.iter().map(|(_, open)| *open)).unwrap();
        prop_assume!(total.minor() >= 24);
        let cut = instalments(total, Shape::Parts(count), day("2026-01-31")).unwrap();
        let sum = |amounts: Vec<Money>| Money::sum(Currency::Usd, amounts).unwrap();
        prop_assert_eq!(sum(cut.iter().map(|one| one.amount).collect()), total);
        let shares = shares(&cut, &owed).unwrap();
        for (number, instalment) in (1..).zip(&cut) {
            let of: Vec<_> = shares.iter().filter(|one| one.number == number).collect();
            prop_assert!(of.iter().all(|one| one.amount.is_positive()));
            prop_assert_eq!(sum(of.iter().map(|one| one.amount).collect()), instalment.amount);
        }
        for (id, open) in &owed {
            let of = shares.iter().filter(|one| one.invoice == *id).map(|one| one.amount);
            prop_assert_eq!(sum(of.collect()), *open);
        }
        let left = awaited(&shares, usd(came)).unwrap();
        let counted = came.clamp(0, total.minor());
        prop_assert!(left.iter().all(|share| share.amount.is_positive()));
        let left = sum(left.iter().map(|share| share.amount).collect());
        prop_assert_eq!(left.minor(), total.minor() - counted);
    }

    /// Rule 9: whatever was paid by other means, taking every share takes no more than is owed.
    #[test]
    fn rule_9_what_is_taken_never_exceeds_what_is_owed(
        open in 100_i64..5_000_000,
        count in 2_usize..=24,
        paid in prop::collection::vec(0_i64..3_000_000, 24),
    ) {
        let cut = instalments(usd(open), Shape::Parts(count), day("2026-01-31")).unwrap();
        let shares = shares(&cut, &[(invoice(1), usd(open))]).unwrap();
        let mut fell = 0;
        for (share, paid) in shares.iter().zip(paid) {
            fell = open.min(fell + paid / count as i64);
            let take = to_take(*share, &shares, usd(fell)).unwrap();
            fell += take.map_or(0, Money::minor);
            prop_assert!(fell <= open);
        }
        prop_assert_eq!(fell, open);
    }

    /// A plan whose instalments come on their days is kept, and never behind before.
    #[test]
    fn a_plan_that_is_paid_in_time_is_kept(count in 2_usize..=24, total in 24_i64..9_000_000) {
        let cut = instalments(usd(total), Shape::Parts(count), day("2026-01-31")).unwrap();
        let received: Vec<_> = cut.iter().map(|one| (one.due_on, one.amount)).collect();
        let last = cut.last().unwrap().due_on;
        let course = Course {
            total: usd(total), instalments: cut, received, coming: Vec::new(), grace: 0,
        };
        for today in day("2026-01-01").iter_days().take_while(|today| *today < last) {
            prop_assert_eq!(progress(&course, today).unwrap().stands, Stands::Runs);
        }
        prop_assert_eq!(progress(&course, last).unwrap().stands, Stands::Kept(last));
    }
}
