use super::*;
use crate::follow::{Known, lint};

/// What the program fills, and the parts that are set.
const FILLED: [&str; 10] = [
    "client",
    "total",
    "agreed",
    "late",
    "answer_by",
    "days",
    "forms",
    "signed",
    "invoices",
    "how_to_pay",
];

fn on(place: Jurisdiction, region: &str, person: bool, day: &str) -> &'static Rule {
    rule_of(place, region, person, day.parse().unwrap())
}

#[test]
fn the_days_are_those_of_the_place_the_debtor_and_the_day() {
    for (place, region, person, day, days) in [
        (Gb, "", true, "2026-11-23", 30),
        (Gb, "England", true, "2026-11-23", 30),
        (Gb, "", false, "2026-11-23", 14),
        // Before the protocol a person had what the practice direction gives.
        (Gb, "", true, "2017-09-30", 14),
        (Gb, "Scotland", true, "2026-11-23", 14),
        (Us, "Maine", true, "2026-11-23", 14),
        (Ie, "", false, "2026-11-23", 14),
        (Ca, "Ontario", false, "2026-11-23", 14),
        (Ca, "Québec", false, "2026-11-23", 10),
        (Au, "NSW", false, "2026-11-23", 14),
        (Au, "SA", false, "2026-11-23", 21),
        (Nz, "", false, "2026-11-23", 14),
    ] {
        assert_eq!(on(place, region, person, day).days, days, "{place:?} {region} {person} {day}");
    }
}

#[test]
fn where_there_is_no_rule_it_is_said_that_fourteen_days_are_a_custom() {
    for rule in &RULES {
        assert!(!rule.source.is_empty());
        let no_rule = rule.source.starts_with("No ");
        assert_eq!(no_rule, rule.words == CUSTOM, "{}", rule.source);
        assert!(!no_rule || rule.days == 14, "{}", rule.source);
    }
    let letter = on(Gb, "", true, "2026-11-23");
    assert!(letter.by_post && letter.forms.contains("reply form"));
}

#[test]
fn every_demand_passes_the_review_and_opens_the_way_to_dispute_and_to_a_plan() {
    for rule in &RULES {
        let (subject, body) = words(rule);
        assert_eq!(lint(&subject, &body, &Known::default()), [], "{}", rule.source);
        for said in ["dispute any part", "plan", "before that day", "Your own records are yours"] {
            assert!(body.contains(said), "{said}: {}", rule.source);
        }
        assert_eq!(body.contains("{forms}"), !rule.forms.is_empty());
        for name in body.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            assert!(FILLED.contains(&name), "{name}");
        }
    }
}
