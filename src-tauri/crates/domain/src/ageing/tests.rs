use proptest::prelude::*;

use super::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn apart(in_flight: i64, disputed: i64, on_plan: i64) -> Apart {
    Apart { in_flight: usd(in_flight), disputed: usd(disputed), on_plan: usd(on_plan) }
}

#[test]
fn what_is_on_its_way_comes_before_what_is_disputed_and_that_before_a_plan() {
    assert_eq!(apart(60, 0, 100).of(usd(100)).unwrap(), apart(60, 0, 40));
    assert_eq!(apart(60, 30, 100).of(usd(100)).unwrap(), apart(60, 30, 10));
    assert_eq!(apart(60, 90, 100).of(usd(100)).unwrap(), apart(60, 40, 0));
    assert_eq!(apart(0, 0, 0).of(usd(100)).unwrap(), Apart::nothing(Currency::Usd));
}

proptest! {
    /// Whatever stands apart, all of it adds up to what is owed, to the cent.
    #[test]
    fn the_parts_add_up_to_what_is_owed(
        all in proptest::collection::vec(
            (1_i64..1_000_000, 0_usize..5, 0_i64..600_000, 0_i64..600_000, 0_i64..600_000), 0..30),
    ) {
        let mut aged = Aged::nothing(Currency::Usd);
        for (open, age, in_flight, disputed, on_plan) in &all {
            aged.by_age[*age] = aged.by_age[*age].plus(usd(*open)).unwrap();
            let part = apart(*in_flight, *disputed, *on_plan).of(usd(*open)).unwrap();
            prop_assert!(part.sum().unwrap().minor() <= *open);
            aged.set_apart(Age::ALL[*age], part).unwrap();
        }
        let owed: i64 = all.iter().map(|one| one.0).sum();
        prop_assert_eq!(aged.owed().unwrap(), usd(owed));
        prop_assert!(aged.by_age.iter().all(|sum| sum.minor() >= 0));
    }
}
