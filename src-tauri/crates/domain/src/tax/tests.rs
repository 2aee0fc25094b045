use super::*;
use crate::money::Currency;

const ALL: Known<'_> = Known {
    registration: "GB 123 4567 89",
    practice_address: "1 High Street",
    client_address: "2 Low Street",
};

fn pence(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp).unwrap()
}

#[test]
fn an_invoice_with_tax_lacks_what_the_law_of_its_place_wants() {
    use Particular::{ClientAddress, PracticeAddress, Registration};
    let bare = Known { registration: " ", practice_address: "", client_address: "" };
    for (place, known, lacks) in [
        (Jurisdiction::Gb, ALL, None),
        (Jurisdiction::Gb, bare, Some(Registration)),
        (Jurisdiction::Gb, Known { practice_address: "", ..ALL }, Some(PracticeAddress)),
        (Jurisdiction::Ie, Known { client_address: "", ..ALL }, Some(ClientAddress)),
        (Jurisdiction::Ca, Known { client_address: "", ..ALL }, None),
        (Jurisdiction::Ca, bare, Some(Registration)),
        (Jurisdiction::Au, bare, Some(Registration)),
        (Jurisdiction::Nz, bare, Some(Registration)),
        (Jurisdiction::Us, bare, None),
    ] {
        assert_eq!(missing(place, pence(20), known), lacks, "{place:?}");
        assert_eq!(missing(place, pence(0), known), None, "{place:?} without tax");
    }
}

#[test]
fn every_demand_names_its_rule_of_law() {
    for place in Jurisdiction::ALL {
        let demand = demand(place);
        assert_eq!(demand.is_none(), place == Jurisdiction::Us);
        assert!(demand.is_none_or(|demand| demand.source.contains(char::is_numeric)));
    }
}
