use super::{Brand, Reason, Scheme};
use crate::money::Currency;
use crate::named::Named;

const BRANDS: [Brand; 4] = [Brand::Trial, Brand::Stripe, Brand::GoCardless, Brand::Square];

#[test]
fn names_are_read_back() {
    for (name, brand) in Brand::NAMES {
        assert_eq!(Brand::named(name), Some(*brand));
    }
    for (name, scheme) in Scheme::NAMES {
        assert_eq!(Scheme::named(name), Some(*scheme));
    }
    for (name, reason) in Reason::NAMES {
        assert_eq!(Reason::named(name), Some(*reason));
    }
}

#[test]
fn what_a_processor_holds_it_can_take() {
    for brand in BRANDS {
        let can = brand.capabilities();
        assert!(can.holds.iter().all(|hold| can.schemes.contains(&hold.scheme)), "{}", can.name);
        assert!(can.insists || !can.weakness.is_empty(), "{} hides its weakness", can.name);
    }
}

#[test]
fn every_home_currency_has_a_debit_of_its_own() {
    for currency in [Currency::Usd, Currency::Gbp, Currency::Eur, Currency::Cad, Currency::Aud] {
        let found = Scheme::NAMES.iter().filter(|(_, s)| s.currency() == Some(currency));
        assert_eq!(found.count(), 1, "{}", currency.code());
    }
}

#[test]
fn only_a_soft_no_is_worth_another_attempt() {
    let soft: Vec<_> = Reason::NAMES.iter().filter(|(_, r)| r.is_soft()).map(|(n, _)| n).collect();
    assert_eq!(soft, [&"funds", &"try_later"]);
    assert!(Reason::NAMES.iter().all(|(_, r)| !(r.is_soft() && r.is_about_the_call())));
}
