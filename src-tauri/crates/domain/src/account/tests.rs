use chrono::Days;
use proptest::prelude::*;

use super::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

proptest! {
    /// Whatever happened and whenever the page begins: what was brought forward and both sums make
    /// what is owed, and so does the last balance.
    #[test]
    fn what_is_brought_forward_and_what_moved_make_what_is_owed(
        mut changes in prop::collection::vec((0..400_u64, -1_000_000..1_000_000_i64), 0..80),
        begins in 0..400_u64,
    ) {
        changes.sort_by_key(|(day, _)| *day);
        let all: i64 = changes.iter().map(|(_, minor)| minor).sum();
        let moved = changes
            .iter()
            .map(|(day, minor)| {
                Moved { on: first() + Days::new(*day), change: usd(*minor), what: () }
            })
            .collect();
        let from = first() + Days::new(begins);
        let shown = account(Currency::Usd, moved, from).unwrap();
        prop_assert_eq!(shown.owed, usd(all));
        let sums = shown.brought_forward.plus(shown.billed).unwrap().plus(shown.paid).unwrap();
        prop_assert_eq!(sums, shown.owed);
        let last = shown.rows.last().map_or(shown.brought_forward, |(_, balance)| *balance);
        prop_assert_eq!(last, shown.owed);
        prop_assert!(shown.rows.iter().all(|(one, _)| one.on >= from));
    }
}
