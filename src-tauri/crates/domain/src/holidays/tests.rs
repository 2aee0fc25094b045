use chrono::Datelike;
use expect_test::{Expect, expect};

use super::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn check(place: Place, year: i32, expected: Expect) {
    let mut text = String::new();
    for (day, name) in place.holidays(year) {
        text += &format!("{} {name}\n", day.format("%m-%d %a"));
    }
    expected.assert_eq(&text);
}

fn rests(place: Place, dates: &[(i32, u32, u32)]) {
    for &(y, m, d) in dates {
        let rests = place.holidays(y).contains_key(&day(y, m, d));
        assert!(rests, "{} works on {y}-{m}-{d}", place.code());
    }
}

fn works(place: Place, dates: &[(i32, u32, u32)]) {
    for &(y, m, d) in dates {
        let rests = place.holidays(y).contains_key(&day(y, m, d));
        assert!(!rests, "{} rests on {y}-{m}-{d}", place.code());
    }
}

#[test]
fn easter_falls_where_the_tables_say() {
    let known = [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2018, 4, 1),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2285, 3, 22),
    ];
    for (y, m, d) in known {
        assert_eq!(easter(y), Some(day(y, m, d)));
    }
    assert!((1900..=2999).filter_map(easter).all(|day| day.weekday() == Weekday::Sun));
}

#[test]
fn united_states_in_2026() {
    check(
        Place::UnitedStates,
        2026,
        expect![[r#"
        01-01 Thu New Year's Day
        01-19 Mon Martin Luther King's Birthday
        02-16 Mon Washington's Birthday
        05-25 Mon Memorial Day
        06-19 Fri Juneteenth
        07-03 Fri Independence Day
        09-07 Mon Labor Day
        10-12 Mon Columbus Day
        11-11 Wed Veterans Day
        11-26 Thu Thanksgiving Day
        12-25 Fri Christmas Day
    "#]],
    );
}

#[test]
fn a_federal_saturday_is_kept_on_friday_even_in_the_year_before() {
    let us = Place::UnitedStates;
    rests(us, &[(2021, 12, 31), (2021, 12, 24), (2022, 12, 26), (2023, 1, 2), (2022, 6, 20)]);
    works(us, &[(2022, 1, 1), (2022, 1, 3), (2022, 12, 25), (2020, 6, 19), (1985, 1, 21)]);
}

#[test]
fn england_and_wales_in_2022() {
    check(
        Place::EnglandAndWales,
        2022,
        expect![[r#"
        01-03 Mon New Year's Day
        04-15 Fri Good Friday
        04-18 Mon Easter Monday
        05-02 Mon Early May bank holiday
        06-02 Thu Spring bank holiday
        06-03 Fri Platinum Jubilee
        08-29 Mon Summer bank holiday
        09-19 Mon State funeral of Queen Elizabeth II
        12-26 Mon Boxing Day
        12-27 Tue Christmas Day
    "#]],
    );
}

#[test]
fn british_one_offs_and_moved_days_are_kept() {
    for place in [Place::EnglandAndWales, Place::Scotland, Place::NorthernIreland] {
        rests(place, &[(2011, 4, 29), (2012, 6, 4), (2012, 6, 5), (2020, 5, 8), (2022, 6, 2)]);
        rests(place, &[(2022, 6, 3), (2022, 9, 19), (2023, 5, 8), (2023, 5, 1), (1995, 5, 8)]);
        works(place, &[(2012, 5, 28), (2020, 5, 4), (2022, 5, 30), (1995, 5, 1), (2024, 5, 8)]);
        // Christmas on a Saturday: Monday and Tuesday. On a Sunday: Boxing Day keeps Monday.
        rests(place, &[(2021, 12, 27), (2021, 12, 28), (2022, 12, 26), (2022, 12, 27)]);
    }
}

#[test]
fn the_parts_of_the_united_kingdom_differ() {
    rests(
        Place::Scotland,
        &[(2026, 1, 2), (2022, 1, 4), (2026, 8, 3), (2026, 11, 30), (2024, 12, 2)],
    );
    works(Place::Scotland, &[(2026, 4, 6), (2026, 8, 31)]);
    // By proclamation, in Scotland alone.
    rests(Place::Scotland, &[(2026, 6, 15)]);
    works(Place::NorthernIreland, &[(2026, 6, 15)]);
    rests(Place::NorthernIreland, &[(2026, 3, 17), (2026, 7, 13), (2026, 4, 6), (2026, 8, 31)]);
    works(Place::EnglandAndWales, &[(2026, 3, 17), (2026, 7, 13), (2026, 1, 2), (2026, 11, 30)]);
}

#[test]
fn a_practice_keeps_the_days_of_its_part_of_the_kingdom() {
    let of = |region| Place::of(crate::jurisdiction::Jurisdiction::Gb, region);
    assert_eq!(of("Scotland"), Place::Scotland);
    assert_eq!(of("County Antrim, Northern Ireland"), Place::NorthernIreland);
    assert_eq!((of("Surrey"), of("")), (Place::EnglandAndWales, Place::EnglandAndWales));
}

#[test]
fn ireland_keeps_st_brigid_since_2023() {
    let ie = Place::Ireland;
    rests(ie, &[(2023, 2, 6), (2024, 2, 5), (2030, 2, 1), (2022, 3, 18), (2026, 10, 26)]);
    works(ie, &[(2022, 2, 7), (2030, 2, 4), (2023, 3, 20)]);
    check(
        ie,
        2026,
        expect![[r#"
        01-01 Thu New Year's Day
        02-02 Mon St Brigid's Day
        03-17 Tue St Patrick's Day
        04-06 Mon Easter Monday
        05-04 Mon May holiday
        06-01 Mon June holiday
        08-03 Mon August holiday
        10-26 Mon October holiday
        12-25 Fri Christmas Day
        12-26 Sat St Stephen's Day
    "#]],
    );
}

#[test]
fn canada_in_2026() {
    check(
        Place::Canada,
        2026,
        expect![[r#"
        01-01 Thu New Year's Day
        04-03 Fri Good Friday
        05-18 Mon Victoria Day
        07-01 Wed Canada Day
        09-07 Mon Labour Day
        09-30 Wed Truth and Reconciliation Day
        10-12 Mon Thanksgiving Day
        11-11 Wed Remembrance Day
        12-25 Fri Christmas Day
        12-28 Mon Boxing Day
    "#]],
    );
    rests(Place::Canada, &[(2023, 7, 3), (2023, 10, 2), (2027, 12, 27), (2027, 12, 28)]);
    works(Place::Canada, &[(2020, 9, 30)]);
}

#[test]
fn australia_in_2026() {
    check(
        Place::Australia,
        2026,
        expect![[r#"
        01-01 Thu New Year's Day
        01-26 Mon Australia Day
        04-03 Fri Good Friday
        04-06 Mon Easter Monday
        04-25 Sat Anzac Day
        12-25 Fri Christmas Day
        12-28 Mon Boxing Day
    "#]],
    );
    rests(Place::Australia, &[(2022, 1, 3), (2025, 1, 27), (2022, 9, 22), (2021, 12, 28)]);
    works(Place::Australia, &[(2027, 4, 26)]);
}

#[test]
fn new_zealand_in_2022() {
    check(
        Place::NewZealand,
        2022,
        expect![[r#"
        01-03 Mon New Year's Day
        01-04 Tue Day after New Year's Day
        02-07 Mon Waitangi Day
        04-15 Fri Good Friday
        04-18 Mon Easter Monday
        04-25 Mon Anzac Day
        06-06 Mon Sovereign's Birthday
        06-24 Fri Matariki
        09-26 Mon Queen Elizabeth II Memorial Day
        10-24 Mon Labour Day
        12-26 Mon Boxing Day
        12-27 Tue Christmas Day
    "#]],
    );
}

#[test]
fn new_zealand_moves_waitangi_and_anzac_since_2014_only() {
    let nz = Place::NewZealand;
    rests(nz, &[(2016, 2, 8), (2015, 4, 27), (2021, 4, 26), (2023, 1, 3), (2021, 12, 28)]);
    works(nz, &[(2010, 2, 8), (2010, 4, 26), (2021, 6, 24)]);
}

#[test]
fn matariki_is_a_friday_of_june_or_july_from_2022_to_2052() {
    let found: Vec<NaiveDate> = (2000..2100)
        .flat_map(|year| Place::NewZealand.holidays(year))
        .filter(|(_, name)| *name == "Matariki")
        .map(|(day, _)| day)
        .collect();
    assert_eq!(found.iter().map(|day| day.year()).collect::<Vec<_>>(), Vec::from_iter(2022..=2052));
    assert!(found.iter().all(|day| day.weekday() == Weekday::Fri));
    assert!(found.iter().all(|day| matches!(day.month(), 6 | 7)));
}

#[test]
fn every_place_rests_on_weekdays_and_no_place_for_weeks() {
    for place in Place::ALL {
        for year in 1974..2100 {
            let kept = place.holidays(year);
            assert!((6..=15).contains(&kept.len()), "{} in {year}: {kept:?}", place.code());
            assert!(kept.keys().all(|day| day.year() == year));
        }
    }
}

#[test]
fn ones_own_days_are_no_working_days_and_weekends_never_are() {
    let own = Holidays { place: None, own: BTreeSet::from([day(2026, 8, 12)]) };
    assert!(!own.is_working_day(day(2026, 8, 12)));
    assert!(own.is_working_day(day(2026, 8, 13)));
    assert!(!own.is_working_day(day(2026, 8, 15)));
    assert!(own.is_working_day(day(2026, 12, 25)));
}
