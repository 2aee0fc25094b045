use super::Cost;
use crate::money::{Currency, Money};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

#[test]
fn what_was_taken_back_costs_its_fee_and_brings_nothing() {
    let cost = Cost::none(usd(0)).with(usd(45_000), usd(1_335), false).unwrap();
    assert_eq!(cost.per_cent().unwrap().to_string(), "2.97");
    let cost = cost.with(usd(10_000), usd(320), true).unwrap();
    assert_eq!((cost.count, cost.gross, cost.fee), (2, usd(45_000), usd(1_655)));
    assert_eq!(cost.per_cent().unwrap().to_string(), "3.68");
}

#[test]
fn nothing_that_came_in_has_no_per_cent() {
    let cost = Cost::none(usd(0));
    assert_eq!(cost.per_cent(), None);
    assert_eq!(cost.with(usd(10_000), usd(320), true).unwrap().per_cent(), None);
}

#[test]
fn currencies_do_not_mix() {
    let euro = Money::new(1, Currency::Eur).unwrap();
    assert!(Cost::none(usd(0)).with(euro, euro, false).is_err());
}
