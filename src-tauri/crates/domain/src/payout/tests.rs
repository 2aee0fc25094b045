use proptest::prelude::*;

use super::{PayoutError, sums};
use crate::money::{Currency, Money};
use crate::named::Named;
use crate::processor::{PayoutKind, PayoutLine};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn line(kind: PayoutKind, gross: i64, fee: i64) -> PayoutLine {
    let (reference, charge) = ("txn".to_owned(), String::new());
    PayoutLine { reference, kind, charge, gross: usd(gross), fee: usd(fee) }
}

#[test]
fn rule_11_a_payout_is_itemised_to_the_cent() {
    let lines = [
        line(PayoutKind::Charge, 45_000, 1_335),
        line(PayoutKind::Charge, 35_000, 80),
        line(PayoutKind::Refund, -5_000, 0),
        line(PayoutKind::Dispute, -35_000, 1_500),
        line(PayoutKind::Fee, -200, 0),
    ];
    let sums = sums(usd(36_885), &lines).unwrap();
    assert_eq!(
        (sums.gross, sums.refunds, sums.disputes, sums.fees),
        (usd(80_000), usd(-5_000), usd(-35_000), usd(3_115))
    );
    assert_eq!(sums.net, usd(36_885));
}

#[test]
fn a_cent_too_many_is_shown_and_not_posted() {
    let found = sums(usd(43_666), &[line(PayoutKind::Charge, 45_000, 1_335)]);
    let Err(PayoutError::Difference { difference, .. }) = found else {
        panic!("a cent is missing");
    };
    assert_eq!(difference, "0.01");
}

proptest! {
    #[test]
    fn the_sums_always_add_up_to_the_payout(
        parts in prop::collection::vec((0..PayoutKind::NAMES.len(), -90_000_i64..90_000,
            0_i64..3_000), 0..30),
    ) {
        let lines: Vec<_> =
            parts.iter().map(|(at, gross, fee)| line(PayoutKind::NAMES[*at].1, *gross, *fee)).collect();
        let amount = parts.iter().map(|(_, gross, fee)| gross - fee).sum();
        let sums = sums(usd(amount), &lines).unwrap();
        let parts = [sums.gross, sums.refunds, sums.disputes, sums.adjustments, sums.fees.negated()];
        prop_assert_eq!(Money::sum(Currency::Usd, parts.into_iter()).unwrap(), usd(amount));
    }
}
