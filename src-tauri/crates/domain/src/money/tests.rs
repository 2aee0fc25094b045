use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

#[test]
fn an_amount_is_read_as_a_person_writes_it() {
    for (text, minor) in [
        ("1450", 145_000),
        ("1,450.00", 145_000),
        ("1 450.5", 145_050),
        (".5", 50),
        ("-30.54", -3_054),
        ("\u{2212}30.54", -3_054),
        ("(85.00)", -8_500),
        ("+7", 700),
        ("2.2500", 225),
    ] {
        assert_eq!(Money::parse(text, Currency::Usd), Ok(usd(minor)), "{text}");
    }
}

#[test]
fn what_is_not_exactly_an_amount_is_refused() {
    for text in ["", ".", "8a0.00", "1,45.00", "1.2.3", "(5", "--5", "NaN", "1e3", "٣"] {
        assert_eq!(
            Money::parse(text, Currency::Usd),
            Err(MoneyError::NotAnAmount(text.to_owned())),
            "{text}"
        );
    }
    let three = Money::parse("1.005", Currency::Usd);
    assert_eq!(three, Err(MoneyError::TooManyDecimals("1.005".to_owned(), Currency::Usd)));
    assert_eq!(Money::parse("99999999999999999999", Currency::Usd), Err(MoneyError::OutOfRange));
}

#[test]
fn a_currency_without_minor_unit_shows_none() {
    let yen = Money::parse("1200", Currency::Jpy).unwrap();
    assert_eq!((yen.plain(), yen.shown()), ("1200".to_owned(), "1,200".to_owned()));
}

#[test]
fn two_currencies_never_meet_in_one_sum() {
    let eur = Money::new(1, Currency::Eur).unwrap();
    assert_eq!(usd(1).plus(eur), Err(MoneyError::MixedCurrencies(Currency::Usd, Currency::Eur)));
}

#[test]
fn a_full_discount_leaves_zero_and_never_a_negative_cent() {
    // Golden test 13 of the market study: 2.25 × 64.22 less 100 %.
    let line = usd(6_422).at_rate(Decimal::new(225, 2)).unwrap();
    let discount = line.per_cent(Decimal::ONE_HUNDRED).unwrap();
    assert_eq!((line.minor(), line.minus(discount).unwrap().minor()), (14_450, 0));
}

#[test]
fn money_for_people_has_groups_and_a_real_minus() {
    assert_eq!(usd(-123_456_789).shown(), "\u{2212}1,234,567.89");
    assert_eq!(usd(5).shown(), "0.05");
}

proptest! {
    /// Rule 1: the parts always add up to the total, and no part is on the wrong side of zero.
    #[test]
    fn a_split_always_sums_to_the_whole(
        minor in -Money::LIMIT_MINOR..=Money::LIMIT_MINOR,
        weights in prop::collection::vec(0_u64..=u64::from(u32::MAX), 1..40),
    ) {
        let parts = usd(minor).split(&weights);
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(Money::sum(Currency::Usd, parts.iter().copied()).unwrap(), usd(minor));
        prop_assert!(parts.iter().all(|part| part.minor().signum() * minor.signum() >= 0));
    }

    /// Equal weights differ by one minor unit at most.
    #[test]
    fn an_even_split_is_even(minor in -1_000_000_i64..1_000_000, count in 1_usize..60) {
        let parts = usd(minor).split(&vec![1; count]);
        let low = parts.iter().map(|part| part.minor()).min().unwrap();
        let high = parts.iter().map(|part| part.minor()).max().unwrap();
        prop_assert!(high - low <= 1);
    }

    #[test]
    fn what_is_written_is_read_back(minor in -Money::LIMIT_MINOR..=Money::LIMIT_MINOR) {
        for currency in Currency::ALL {
            let amount = Money::new(minor, currency).unwrap();
            prop_assert_eq!(Money::parse(&amount.plain(), currency), Ok(amount));
            prop_assert_eq!(Money::parse(&amount.shown(), currency), Ok(amount));
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,40}") {
        let _ = Money::parse(&text, Currency::Usd);
    }
}
