use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Rule 20: the period is that of the place and of the day the debt was due.
#[test]
fn rule_20_a_period_is_that_of_the_place_and_the_day() {
    for (place, region, due_on, years) in [
        (Gb, "", "2026-03-17", Some(6)),
        (Gb, "Scotland", "2026-03-17", Some(5)),
        (Ie, "Dublin", "2026-03-17", Some(6)),
        (Us, "Maine", "2026-03-17", Some(6)),
        (Us, "ME", "2026-03-17", Some(6)),
        (Us, "Ohio", "2021-06-15", Some(8)),
        (Us, "Ohio", "2021-06-16", Some(6)),
        (Us, "Nowhere", "2026-03-17", None),
        (Ca, "Québec", "2026-03-17", Some(3)),
        (Au, "NT", "2026-03-17", Some(3)),
        (Au, "", "2026-03-17", None),
    ] {
        let found = rule_of(place, region, day(due_on)).map(|rule| rule.years);
        assert_eq!(found, years, "{place:?} {region} {due_on}");
    }
}

#[test]
fn a_payment_starts_the_time_anew_where_that_is_certain() {
    let last = |place, region, paid: Option<&str>| {
        let rule = rule_of(place, region, day("2026-02-28")).unwrap();
        last_day(rule, day("2026-02-28"), paid.map(day)).unwrap().to_string()
    };
    assert_eq!(last(Gb, "", None), "2032-02-28");
    assert_eq!(last(Gb, "", Some("2027-05-01")), "2033-05-01");
    assert_eq!(last(Gb, "", Some("2026-01-01")), "2032-02-28");
    assert_eq!(last(Us, "ny", Some("2027-05-01")), "2032-02-28");
}

#[test]
fn every_rule_has_its_source_and_no_place_two_at_once() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(rule.years > 0 && !rule.source.is_empty());
        let same = |other: &&Rule| {
            other.place == rule.place
                && other.since == rule.since
                && (other.regions == rule.regions
                    || other.regions.iter().any(|name| rule.regions.contains(name)))
        };
        assert_eq!(RULES.iter().position(|other| same(&other)), Some(at), "{}", rule.source);
    }
}
