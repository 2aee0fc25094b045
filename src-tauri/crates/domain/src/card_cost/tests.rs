use proptest::prelude::*;

use super::*;
use crate::jurisdiction::Jurisdiction::Nz;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn percent(text: &str) -> Decimal {
    text.parse().unwrap()
}

const TODAY: NaiveDate = day(2026, 11, 23);

fn most(place: (Jurisdiction, &str), client: ClientKind) -> Result<String, &'static str> {
    let found = allowed(place, client, TODAY);
    found.map(|(most, _)| most.normalize().to_string()).map_err(|no| no.source)
}

#[test]
fn each_place_has_its_rule() {
    use ClientKind::{Business, Consumer};
    assert_eq!(most((Us, "Oregon"), Consumer), Ok("3".to_owned()));
    assert_eq!(most((Us, " Colorado "), Business), Ok("2".to_owned()));
    assert_eq!(most((Us, "CO"), Business), Ok("2".to_owned()));
    assert_eq!(most((Us, "California"), Business), Ok("3".to_owned()));
    assert_eq!(most((Us, "California"), Consumer), Err("Cal. Civ. Code § 1770(a)(29)"));
    assert_eq!(most((Us, "Connecticut"), Business), Err("Conn. Gen. Stat. § 42-133ff"));
    assert_eq!(most((Us, ""), Business), Err("the rules of each state and province"));
    assert_eq!(most((Ca, "Ontario"), Business), Ok("2.4".to_owned()));
    assert_eq!(most((Ca, "Québec"), Business), Err("Consumer Protection Act (Quebec) s. 224(c)"));
    assert_eq!(most((Ie, ""), Business), Err("Directive (EU) 2015/2366 art. 62(4)"));
    for (place, region) in [(Gb, "Kent"), (Au, "Victoria"), (Nz, "Otago")] {
        assert!(most((place, region), Business).is_err());
    }
}

#[test]
fn a_rule_holds_from_its_day() {
    let early = allowed((Us, "Oregon"), ClientKind::Business, day(2023, 4, 14));
    assert!(early.is_err());
    assert!(allowed((Ca, "Ontario"), ClientKind::Business, day(2022, 10, 5)).is_err());
}

#[test]
fn no_more_than_cards_cost_is_passed_on() {
    let cost = |gross, fee| Cost::none(usd(0)).with(usd(gross), usd(fee), false).ok();
    assert_eq!(passed_on(percent("2.5"), percent("3"), None), percent("2.5"));
    assert_eq!(passed_on(percent("4"), percent("3"), None), percent("3"));
    assert_eq!(passed_on(percent("3"), percent("3"), cost(100_000, 2_199)), percent("2.19"));
    assert_eq!(passed_on(percent("3"), percent("3"), cost(100_000, 0)), percent("0"));
    assert_eq!(passed_on(percent("3"), percent("3"), cost(0, 30)), percent("3"));
}

#[test]
fn a_hundred_and_a_cent_at_two_and_a_half() {
    assert_eq!(extra(usd(10_001), percent("2.5")).unwrap(), usd(250));
    assert_eq!(extra(usd(39), percent("2.5")).unwrap(), usd(0));
}

proptest! {
    /// Never above the percentage, and less than a minor unit under it.
    #[test]
    fn what_is_added_is_never_above_its_percentage(
        minor in 0i64..1_000_000_000_000,
        hundredths in 0i64..=300,
    ) {
        let added = extra(usd(minor), Decimal::new(hundredths, 2)).unwrap().minor();
        let (exact, added) = (i128::from(minor) * i128::from(hundredths), i128::from(added));
        prop_assert!(added * 10_000 <= exact && exact < (added + 1) * 10_000);
    }
}
