//! The order of a day's work: which matter comes before which.
//!
//! What can be lost by waiting comes first, the nearest day first. Then comes what brings most
//! money for a minute of work, and last what has no money in it, the shortest first.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};

/// A matter whose last day is at most so many days away is urgent, whatever it is worth.
const URGENT_DAYS: u64 = 3;

/// What a matter weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The money that depends on it, in minor units; nought where there is none. Money of another
    /// currency counts by its number: this is an order and no sum.
    pub stake_minor: i64,
    /// So many minutes it should take; nought counts as one.
    pub minutes: u32,
    /// The last day on which it can be done, if there is one.
    pub by: Option<NaiveDate>,
}

impl Weight {
    /// Which of two matters comes first today. Matters of one weight are equal, so that a stable
    /// sort leaves them as they came.
    pub fn first(self, other: Self, today: NaiveDate) -> Ordering {
        let soon = today.checked_add_days(Days::new(URGENT_DAYS)).unwrap_or(today);
        let last_day = |one: Self| one.by.filter(|by| *by <= soon).unwrap_or(NaiveDate::MAX);
        // Stake for a minute, compared without a division.
        let worth = |one: Self, by: Self| {
            i128::from(one.stake_minor.unsigned_abs()) * i128::from(by.minutes.max(1))
        };
        last_day(self)
            .cmp(&last_day(other))
            .then_with(|| worth(other, self).cmp(&worth(self, other)))
            .then_with(|| self.minutes.cmp(&other.minutes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn weight(stake_minor: i64, minutes: u32, in_days: Option<u64>) -> Weight {
        Weight { stake_minor, minutes, by: in_days.map(|days| today() + Days::new(days)) }
    }

    #[test]
    fn a_day_is_ordered_by_what_can_be_lost_then_by_money_for_a_minute_then_by_effort() {
        let answer_tomorrow = weight(5_000, 15, Some(1));
        let court_in_three_days = weight(900_000, 10, Some(3));
        let bill = weight(400_000, 3, None);
        let call_with_time = weight(600_000, 10, Some(30));
        let small = weight(2_000, 2, None);
        let backup = weight(0, 1, None);
        let connection = weight(0, 5, None);
        let wanted =
            [answer_tomorrow, court_in_three_days, bill, call_with_time, small, backup, connection];
        let mut day = wanted;
        day.reverse();
        day.sort_by(|one, other| one.first(*other, today()));
        assert_eq!(day, wanted);
    }

    fn any_weight() -> impl Strategy<Value = Weight> {
        (any::<i64>(), any::<u32>(), proptest::option::of(0..400_u64))
            .prop_map(|(stake, minutes, by)| weight(stake, minutes, by))
    }

    proptest! {
        #[test]
        fn the_order_is_one_order(
            one in any_weight(), two in any_weight(), three in any_weight(),
        ) {
            let first = |a: Weight, b: Weight| a.first(b, today());
            prop_assert_eq!(first(one, two), first(two, one).reverse());
            prop_assert_eq!(first(one, one), Ordering::Equal);
            if first(one, two).is_le() && first(two, three).is_le() {
                prop_assert!(first(one, three).is_le());
            }
        }
    }
}
