use std::collections::HashSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_prefix_comes_out_by_day_and_client() {
    for (typed, scope) in [
        ("INV-", "INV-"),
        ("", ""),
        ("{year}-", "2026-"),
        ("{year}/{month}/", "2026/03/"),
        ("{client}-{year}{month}-", "ALDE-202603-"),
        ("{currency}-{year}-", "EUR-2026-"),
    ] {
        let prefix = Prefix::parse(typed).unwrap();
        assert_eq!(prefix.scope(day("2026-03-02"), "ALDE", Currency::Eur), scope);
        assert_eq!(prefix.is_fixed(), !typed.contains('{'));
    }
    assert_eq!(number("2026-", 42), "2026-0042");
    assert_eq!(number("2026-", 12_345), "2026-12345");
}

#[test]
fn prefixes_that_could_print_a_number_twice_are_refused() {
    for (typed, why) in [
        (&*"x".repeat(33), PrefixError::Long),
        ("{week}-", PrefixError::Unknown),
        ("{year-", PrefixError::Unknown),
        ("year}-", PrefixError::Unknown),
        ("}{year}-", PrefixError::Unknown),
        ("{}-", PrefixError::Unknown),
        ("{year}-{year}-", PrefixError::Twice),
        ("{month}-", PrefixError::MonthAlone),
        ("{year}", PrefixError::NoMark),
        ("{client}", PrefixError::NoMark),
        ("{year}-1", PrefixError::NoMark),
    ] {
        assert_eq!(Prefix::parse(typed), Err(why), "{typed}");
    }
}

#[test]
fn client_codes_are_short_and_never_taken() {
    let mut taken: HashSet<String> = HashSet::new();
    let mut codes = Vec::new();
    for name in ["Alder Bakery", "Alder Books", "alde", "A1", "Ünal", "日本", "東京"] {
        let code = client_code(name, |code| taken.contains(code));
        taken.insert(code.clone());
        codes.push(code);
    }
    assert_eq!(codes, ["ALDE", "ALDE.2", "ALDE.3", "A1", "NAL", "C", "C.2"]);
}

fn prefixes() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "{year}-",
        "{year}{month}-",
        "{year}-{month}-",
        "{client}-",
        "{client}-{year}-",
        "{client}{year}/",
        "{currency}-{year}-",
        "INV-{year}-",
        "INV-{year}{month}-{client}-",
    ])
    .prop_map(str::to_owned)
}

fn places() -> impl Strategy<Value = (String, u64, usize, i64)> {
    (prefixes(), 0..40_000_u64, 0..4_usize, 1..200_000_i64)
}

proptest! {
    /// Two places print one number only if they are one place of one scope, whatever the prefixes.
    #[test]
    fn no_two_places_of_any_prefixes_print_the_same_number(a in places(), b in places()) {
        let codes = ["ALDE", "ALDE.2", "A1", "20"];
        let printed = |(typed, days, client, place): &(String, u64, usize, i64)| {
            let on = day("1990-01-01") + Days::new(*days);
            let (code, currency) = (codes[*client], Currency::ALL[*client]);
            let scope = Prefix::parse(typed).unwrap().scope(on, code, currency);
            (number(&scope, *place), scope, *place)
        };
        let (one, other) = (printed(&a), printed(&b));
        prop_assert_eq!(one.0 == other.0, (one.1, one.2) == (other.1, other.2));
    }
}
