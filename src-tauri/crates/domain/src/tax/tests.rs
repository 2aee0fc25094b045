use proptest::prelude::*;

use super::*;
use crate::jurisdiction::Jurisdiction;
use crate::money::Currency;

const ALL: Known<'_> = Known {
    registration: "GB 123 4567 89",
    second_registration: "1234567890 TQ0001",
    practice_address: "1 High Street",
    client_address: "2 Low Street",
    client_number: "IE 6388047V",
};

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::Cad).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A treatment of the law as a service of the book has it.
fn taxing(code: &str, included: bool) -> Taxing {
    treatment(code).unwrap().taxing(included)
}

#[test]
fn an_invoice_with_tax_lacks_what_the_law_of_its_place_wants() {
    use Particular::{ClientAddress, PracticeAddress, Registration, SecondRegistration};
    let bare = Known { registration: " ", practice_address: "", client_address: "", ..ALL };
    let vat = [(Kind::Vat, money(20))];
    let qst = [(Kind::Gst, money(5)), (Kind::Qst, money(10))];
    for (place, taxes, total, known, lacks) in [
        (Jurisdiction::Gb, &vat[..], 120, ALL, None),
        (Jurisdiction::Gb, &vat, 120, bare, Some(Registration)),
        (Jurisdiction::Gb, &vat, 120, Known { practice_address: "", ..ALL }, Some(PracticeAddress)),
        (Jurisdiction::Ie, &vat, 120, Known { client_address: "", ..ALL }, Some(ClientAddress)),
        (Jurisdiction::Ca, &vat, 120, Known { client_address: "", ..ALL }, None),
        (
            Jurisdiction::Ca,
            &qst,
            120,
            Known { second_registration: "", ..ALL },
            Some(SecondRegistration),
        ),
        (Jurisdiction::Ca, &vat, 120, Known { second_registration: "", ..ALL }, None),
        (Jurisdiction::Au, &vat, 120, bare, Some(Registration)),
        (Jurisdiction::Nz, &vat, 120, bare, Some(Registration)),
        (Jurisdiction::Nz, &vat, 99_999, Known { client_address: "", ..ALL }, None),
        (Jurisdiction::Nz, &vat, 100_000, Known { client_address: "", ..ALL }, Some(ClientAddress)),
        (Jurisdiction::Us, &vat, 120, bare, None),
    ] {
        let found = missing(place, taxes, money(total), false, known);
        assert_eq!(found.map(|(what, _)| what), lacks, "{place:?} {total}");
        let none = missing(place, &[(Kind::Vat, money(0))], money(total), false, bare);
        assert_eq!(none, None, "{place:?} without tax");
    }
}

#[test]
fn a_reverse_charge_needs_the_clients_own_number() {
    let bare = Known { client_number: "", ..ALL };
    for place in [Jurisdiction::Gb, Jurisdiction::Ie] {
        let found = missing(place, &[], money(100), true, bare).unwrap();
        assert_eq!(found.0, Particular::ClientNumber);
        assert_eq!(missing(place, &[], money(100), true, ALL), None);
    }
}

#[test]
fn every_demand_and_every_tax_point_names_its_rule_of_law() {
    for place in Jurisdiction::ALL {
        let demand = demand(place);
        assert_eq!(demand.is_none(), place == Jurisdiction::Us);
        assert!(demand.is_none_or(|demand| demand.source.contains(char::is_numeric)));
        assert!(place == Jurisdiction::Us || tax_point(place).1.contains("section"));
    }
}

#[test]
fn the_rates_of_a_treatment_are_those_of_the_day() {
    for (code, on, percents) in [
        ("gb_standard", "2011-01-03", &["17.5"][..]),
        ("gb_standard", "2011-01-04", &["20"]),
        ("ie_standard", "2020-09-01", &["21"]),
        ("ie_standard", "2021-03-01", &["23"]),
        ("ca_ns", "2025-03-31", &["15"]),
        ("ca_ns", "2025-04-01", &["14"]),
        ("ca_on", "2026-11-22", &["13"]),
        ("ca_qc", "2026-11-22", &["5", "9.975"]),
        ("ca_mb", "2019-06-30", &["5", "8"]),
        ("ca_mb", "2019-07-01", &["5", "7"]),
        ("ca_bc", "2026-09-30", &["5"]),
        ("ca_bc", "2026-10-01", &["5", "7"]),
        ("nz_gst", "2010-09-30", &["12.5"]),
        ("nz_gst", "2026-11-22", &["15"]),
        ("au_free", "2026-11-22", &["0"]),
        ("gb_exempt", "2026-11-22", &[]),
    ] {
        let taxing = taxing(code, false);
        let rates = taxing.on(day(on));
        let shares = taxing.shares(rates, rates.on_net(money(100)).unwrap());
        let found: Vec<String> =
            shares.iter().map(|share| share.percent.normalize().to_string()).collect();
        assert_eq!(found, percents, "{code} {on}");
    }
}

#[test]
fn treatments_have_names_of_their_own_dates_in_order_and_a_source() {
    let mut codes = Vec::new();
    for treatment in Jurisdiction::ALL.into_iter().flat_map(known) {
        assert!(!codes.contains(&treatment.code), "{} twice", treatment.code);
        codes.push(treatment.code);
        assert!(treatment.taxes.len() <= MOST_TAXES);
        assert!(treatment.source.contains(|c: char| c.is_ascii_digit() || c == 'V'));
        for tax in treatment.taxes {
            assert!(tax.rates.windows(2).all(|pair| pair[0].from < pair[1].from));
            assert!(tax.rates.iter().all(|rate| rate.source.contains(char::is_whitespace)));
        }
        let said =
            matches!(treatment.standing, Standing::Exempt | Standing::Outside | Standing::Reverse);
        assert_eq!(said, !treatment.note.is_empty(), "{}", treatment.code);
    }
    assert_eq!(codes.len(), 31);
}

#[test]
fn a_place_and_its_province_say_what_is_usual() {
    for (place, region, expected) in [
        (Jurisdiction::Gb, "Kent", "gb_standard"),
        (Jurisdiction::Ca, "Ontario", "ca_on"),
        (Jurisdiction::Ca, "qc", "ca_qc"),
        (Jurisdiction::Ca, "Quebec", "ca_qc"),
        (Jurisdiction::Ca, "Alberta", "ca_gst"),
        (Jurisdiction::Nz, "", "nz_gst"),
        (Jurisdiction::Us, "Texas", NONE),
    ] {
        assert_eq!(usual(place, region), expected);
    }
}

#[test]
fn where_the_client_is_decides_with_the_service() {
    let gb = Home { place: Jurisdiction::Gb, usual: "gb_standard", second: false };
    let ie = Home { place: Jurisdiction::Ie, usual: "ie_standard", second: false };
    let on = Home { place: Jurisdiction::Ca, usual: "ca_on", second: false };
    let au = Home { place: Jurisdiction::Au, usual: "au_gst", second: false };
    let named = |name| At::named(name).unwrap();
    for (home, service, at, business, expected) in [
        (gb, USUAL, "", true, "gb_standard"),
        (gb, USUAL, "eu", true, "gb_reverse"),
        (gb, USUAL, "eu", false, "gb_outside"),
        (gb, USUAL, "abroad", true, "gb_outside"),
        (gb, "gb_exempt", "abroad", true, "gb_exempt"),
        (gb, NONE, "eu", true, NONE),
        (Home { usual: NONE, ..gb }, "gb_standard", "", true, NONE),
        (ie, USUAL, "eu", true, "ie_reverse"),
        (ie, USUAL, "eu", false, "ie_standard"),
        (ie, "ie_reduced", "abroad", false, "ie_outside"),
        (on, USUAL, "ca_ns", true, "ca_ns"),
        (on, USUAL, "ca_qc", true, "ca_gst"),
        (Home { second: true, ..on }, USUAL, "ca_qc", true, "ca_qc"),
        (on, USUAL, "abroad", true, "ca_zero"),
        (au, USUAL, "abroad", true, "au_free"),
        (au, "own:Levy", "abroad", true, "own:Levy"),
    ] {
        assert_eq!(
            applied(home, service, named(at), business),
            expected,
            "{home:?} {service} {at}"
        );
    }
}

#[test]
fn two_taxes_are_rounded_each_by_itself() {
    let rates = taxing("ca_qc", false).on(day("2026-11-22"));
    assert_eq!(rates.parts(money(10_030)).unwrap(), (money(10_030), [money(502), money(1_000)]));
    assert_eq!(rates.percent().normalize().to_string(), "14.975");
}

/// Halves are found exactly: 0.03 with 20% included is 0.025 and rounds up.
#[test]
fn a_price_with_its_tax_is_taken_apart_exactly() {
    let rates = taxing("gb_standard", true).on(day("2026-11-22"));
    assert_eq!(rates.amounts(money(3)).unwrap(), (money(3), money(0)));
    assert_eq!(rates.amounts(money(12_000)).unwrap(), (money(10_000), money(2_000)));
}

proptest! {
    /// Rule 1: net and taxes add up to the price that holds them, and to nothing else.
    #[test]
    fn rule_1_net_and_taxes_add_up_to_a_price_that_holds_them(
        minor in -1_000_000_000_i64..1_000_000_000,
        at in 0..31_usize,
    ) {
        let treatment = Jurisdiction::ALL.into_iter().flat_map(known).nth(at).unwrap();
        let rates = treatment.taxing(true).on(day("2026-11-22"));
        let (net, taxes) = rates.parts(money(minor)).unwrap();
        prop_assert_eq!(net.minor() + taxes[0].minor() + taxes[1].minor(), minor);
        prop_assert!(taxes.iter().all(|tax| tax.minor().signum() * minor.signum() >= 0));
        let (same, tax) = rates.amounts(money(minor)).unwrap();
        prop_assert_eq!((same, tax.minor()), (net, taxes[0].minor() + taxes[1].minor()));
    }
}
