use std::collections::BTreeSet;

use chrono::Days;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::*;
use crate::amendment::tests::{accepted, chain, day, each, id, price, service, signed};
use crate::amendment::{Amendment, Change, Letter, Matrix, Terms};
use crate::charge::{Cap, Delivered, Pause, Unit};
use crate::ids::Id;
use crate::schedule::{Billed, DueDay, Every, Proration, Recurrence};

fn until() -> NaiveDate {
    day(2027, 4, 30)
}

fn course() -> Course<'static> {
    Course::starting(day(2027, 1, 1))
}

fn text(found: &[Entitled]) -> String {
    let tell = |entitled: &Entitled| {
        let charge = &entitled.charge;
        let by = entitled.amendment.map_or("accepted".to_owned(), |by| format!("amendment {by}"));
        let held = entitled.held.map_or(String::new(), |why| format!(" | {why:?}"));
        format!(
            "{} | {} | {} to {} | {} + {} | {by}{held}\n",
            charge.occurrence,
            charge.due_on,
            charge.period.from,
            charge.period.to,
            charge.net.plain(),
            charge.tax.plain(),
        )
    };
    found.iter().map(tell).collect()
}

fn check(amendments: &[Amendment], course: &Course<'_>, expected: Expect) {
    let found = chain(amendments).unwrap().charges(id(1), course, until()).unwrap();
    expected.assert_eq(&text(&found));
}

fn amended(mid_period: MidPeriod, on: NaiveDate, changes: Vec<Change>) -> Amendment {
    Amendment { mid_period, ..signed(1, on, changes) }
}

#[test]
fn without_amendments_the_charges_are_those_of_the_accepted_terms() {
    let terms = &accepted().services[0].terms;
    let plain = charges(terms, &course(), until()).unwrap().due;
    let found = chain(&[]).unwrap().charges(id(1), &course(), until()).unwrap();
    assert_eq!(found.iter().map(|entitled| entitled.charge).collect::<Vec<_>>(), plain);
}

#[test]
fn a_price_from_the_middle_of_a_month_is_prorated_kept_or_set_off() {
    let rise = |mid| vec![amended(mid, day(2027, 3, 16), vec![price(1, 66_000)])];
    check(
        &rise(MidPeriod::Prorate),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-15 | 169.35 + 33.87 | accepted
        400002 | 2027-03-16 | 2027-03-16 to 2027-03-31 | 340.65 + 68.13 | amendment 1
        3 | 2027-04-01 | 2027-04-01 to 2027-04-30 | 660.00 + 132.00 | amendment 1
    "#]],
    );
    check(
        &rise(MidPeriod::FromNextPeriod),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
        3 | 2027-04-01 | 2027-04-01 to 2027-04-30 | 660.00 + 132.00 | amendment 1
    "#]],
    );
    check(
        &rise(MidPeriod::CreditTheRest),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
        400002 | 2027-03-16 | 2027-03-16 to 2027-03-31 | 160.00 + 32.00 | amendment 1
        3 | 2027-04-01 | 2027-04-01 to 2027-04-30 | 660.00 + 132.00 | amendment 1
    "#]],
    );
}

#[test]
fn a_service_that_ends_in_the_middle_of_a_month_is_cut_kept_or_credited() {
    let ends = |mid| vec![amended(mid, day(2027, 3, 16), vec![Change::EndService(id(1))])];
    check(
        &ends(MidPeriod::Prorate),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-15 | 169.35 + 33.87 | accepted
    "#]],
    );
    check(
        &ends(MidPeriod::FromNextPeriod),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
    "#]],
    );
    check(
        &ends(MidPeriod::CreditTheRest),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
        400002 | 2027-03-16 | 2027-03-16 to 2027-03-31 | -180.65 + -36.13 | amendment 1
    "#]],
    );
}

#[test]
fn another_rhythm_counts_its_periods_anew() {
    let billing = Change::Billing { service: id(1), billing: each(Every::QUARTER) };
    let quarterly =
        |mid| vec![amended(mid, day(2027, 2, 15), vec![billing.clone(), price(1, 105_000)])];
    check(
        &quarterly(MidPeriod::Prorate),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-14 | 175.00 + 35.00 | accepted
        600000 | 2027-02-15 | 2027-02-15 to 2027-05-14 | 1050.00 + 210.00 | amendment 1
    "#]],
    );
    check(
        &quarterly(MidPeriod::FromNextPeriod),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        600000 | 2027-03-01 | 2027-03-01 to 2027-05-31 | 1050.00 + 210.00 | amendment 1
    "#]],
    );
    check(
        &quarterly(MidPeriod::CreditTheRest),
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        400001 | 2027-02-15 | 2027-02-15 to 2027-02-28 | -175.00 + -35.00 | amendment 1
        600000 | 2027-02-15 | 2027-02-15 to 2027-05-14 | 1050.00 + 210.00 | amendment 1
    "#]],
    );
}

#[test]
fn the_end_of_the_agreement_ends_every_service() {
    let end = Change::End(Some(day(2027, 3, 15)));
    check(
        &[amended(MidPeriod::CreditTheRest, day(2027, 2, 1), vec![end])],
        &course(),
        expect![[r#"
            0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
            1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
            2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
            400002 | 2027-03-16 | 2027-03-16 to 2027-03-31 | -180.65 + -36.13 | amendment 1
        "#]],
    );
    let both = vec![price(1, 66_000), Change::End(Some(day(2027, 3, 20)))];
    let both = amended(MidPeriod::CreditTheRest, day(2027, 3, 11), both);
    check(
        &[both],
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-28 | 350.00 + 70.00 | accepted
        2 | 2027-03-01 | 2027-03-01 to 2027-03-31 | 350.00 + 70.00 | accepted
        400002 | 2027-03-11 | 2027-03-11 to 2027-03-20 | -24.20 + -4.84 | amendment 1
    "#]],
    );
}

#[test]
fn another_client_is_billed_from_the_day_of_the_transfer() {
    let other = ClientId::from_uuid(Uuid::max());
    let transfer = amended(MidPeriod::Prorate, day(2027, 3, 16), vec![Change::Transfer(other)]);
    let chain = chain(&[transfer]).unwrap();
    let found = chain.charges(id(1), &course(), day(2027, 3, 31)).unwrap();
    let theirs: Vec<_> = found.iter().filter(|entitled| entitled.client == other).collect();
    assert_eq!((found.len(), theirs.len()), (4, 1));
    assert_eq!(theirs[0].charge.period.from, day(2027, 3, 16));
}

#[test]
fn a_service_that_is_added_is_billed_from_its_day() {
    let new = service(3, "Advice", each(Every::MONTH), 10_000);
    let chain = chain(&[signed(1, day(2027, 3, 10), vec![Change::AddService(new)])]).unwrap();
    let found = chain.charges(id(3), &course(), until()).unwrap();
    expect![[r#"
        0 | 2027-03-10 | 2027-03-10 to 2027-04-09 | 100.00 + 20.00 | amendment 1
        1 | 2027-04-10 | 2027-04-10 to 2027-05-09 | 100.00 + 20.00 | amendment 1
    "#]]
    .assert_eq(&text(&found));
}

#[test]
fn work_is_billed_at_the_price_of_its_day() {
    let billing = Billing::Logged { unit: Unit::Hour, cap: Cap { most: Decimal::TEN, per: None } };
    let terms = Terms { services: vec![service(1, "Advice", billing, 9_000)], ..accepted() };
    let done =
        |sequence, on| Delivered { sequence, on, quantity: Decimal::from(6), approved: false };
    let done = [done(0, day(2027, 2, 28)), done(1, day(2027, 3, 1))];
    let course = Course { delivered: &done, ..course() };
    let rise = signed(1, day(2027, 3, 1), vec![price(1, 10_000)]);
    let letter = Letter { clauses: &[], initialled: false, review: None };
    let chain = Chain::new(terms, &[rise], &Matrix::default(), letter, day(2027, 1, 1)).unwrap();
    let found = chain.charges(id(1), &course, until()).unwrap();
    expect![[r#"
        0 | 2027-02-28 | 2027-02-28 to 2027-02-28 | 540.00 + 108.00 | accepted
        1 | 2027-03-01 | 2027-03-01 to 2027-03-01 | 400.00 + 80.00 | amendment 1
        1 | 2027-03-01 | 2027-03-01 to 2027-03-01 | 200.00 + 40.00 | amendment 1 | BeyondCap
    "#]]
    .assert_eq(&text(&found));
}

#[test]
fn what_is_cut_off_can_be_skipped_and_waits_in_a_pause() {
    let rise = amended(MidPeriod::Prorate, day(2027, 3, 16), vec![price(1, 66_000)]);
    let chain = chain(&[rise]).unwrap();
    let held = |course: &Course<'_>| -> Vec<Option<Why>> {
        let found = chain.charges(id(1), course, day(2027, 3, 31)).unwrap();
        found.iter().map(|entitled| entitled.held).collect()
    };
    let changes = BTreeMap::from([(cut_off(1) + 2, charge::Change::Skip)]);
    let skipped = Course { changes: &changes, ..course() };
    assert_eq!(held(&skipped), [None, None, None, Some(Why::Skipped)]);
    let pauses = [Pause { from: day(2027, 3, 10), to: None }];
    let paused = Course { pauses: &pauses, ..course() };
    assert_eq!(held(&paused), [None, None, None, Some(Why::Paused)]);
}

#[test]
fn a_second_amendment_of_one_day_leaves_the_keys_of_the_first() {
    let on = day(2027, 2, 15);
    let billing = Change::Billing { service: id(1), billing: each(Every::QUARTER) };
    let rhythm = signed(1, on, vec![billing]);
    let rise = signed(2, on, vec![price(1, 105_000)]);
    check(
        &[rhythm.clone(), rise.clone()],
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-14 | 175.00 + 35.00 | accepted
        600000 | 2027-02-15 | 2027-02-15 to 2027-05-14 | 1050.00 + 210.00 | amendment 2
    "#]],
    );
    check(
        &[rhythm, signed(2, on, vec![Change::EndService(id(1))])],
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-14 | 175.00 + 35.00 | accepted
    "#]],
    );
    let rise = Amendment { number: 1, ..rise };
    check(
        &[rise, signed(2, on, vec![Change::EndService(id(1))])],
        &course(),
        expect![[r#"
        0 | 2027-01-01 | 2027-01-01 to 2027-01-31 | 350.00 + 70.00 | accepted
        1 | 2027-02-01 | 2027-02-01 to 2027-02-14 | 175.00 + 35.00 | accepted
    "#]],
    );
}

/// An amendment of service 1: its day, its policy and its change.
fn any_amendment() -> impl Strategy<Value = (u64, MidPeriod, Change)> {
    let mid = prop_oneof![
        Just(MidPeriod::Prorate),
        Just(MidPeriod::FromNextPeriod),
        Just(MidPeriod::CreditTheRest),
    ];
    let in_arrears = Recurrence {
        billed: Billed::InArrears,
        proration: Proration::ByDay,
        ..Recurrence::each(Every::MONTH, DueDay::LastDay)
    };
    let billing = |billing| Change::Billing { service: id(1), billing };
    let change = prop_oneof![
        4 => (0_i64..90_000).prop_map(|minor| price(1, minor)),
        1 => Just(billing(each(Every::QUARTER))),
        1 => Just(billing(each(Every::MONTH))),
        1 => Just(billing(Billing::Recurring(in_arrears))),
        1 => Just(Change::Transfer(ClientId::from_uuid(Uuid::max()))),
    ];
    (0_u64..400, mid, change)
}

fn amendments_of(drawn: Vec<(u64, MidPeriod, Change)>) -> Vec<Amendment> {
    (1..)
        .zip(drawn)
        .map(|(number, (days, mid_period, change))| Amendment {
            mid_period,
            ..signed(number, day(2027, 1, 1) + Days::new(days), vec![change])
        })
        .collect()
}

fn total(found: &[Entitled]) -> i64 {
    found.iter().map(|entitled| entitled.charge.net.minor()).sum()
}

proptest! {
    /// Rule 4: however often an agreement is amended, no two charges have one key.
    #[test]
    fn keys_are_unique_and_runs_agree(
        drawn in prop::collection::vec(any_amendment(), 0..7),
        end in prop::option::of(400_u64..500),
        until in 0_u64..700,
    ) {
        let mut amendments = amendments_of(drawn);
        if let Some(days) = end {
            let number = u32::try_from(amendments.len()).unwrap() + 1;
            let on = day(2027, 1, 1) + Days::new(days);
            amendments.push(signed(number, on, vec![Change::End(Some(on + Days::new(7)))]));
        }
        let chain = chain(&amendments).unwrap();
        let all = chain.charges(id(1), &course(), day(2029, 1, 1)).unwrap();
        let keys: BTreeSet<u32> = all.iter().map(|found| found.charge.occurrence).collect();
        prop_assert_eq!(keys.len(), all.len());
        let until = day(2027, 1, 1) + Days::new(until);
        let early = chain.charges(id(1), &course(), until).unwrap();
        let known: Vec<Entitled> =
            all.iter().copied().filter(|found| found.charge.due_on <= until).collect();
        prop_assert_eq!(early, known);
    }

    /// Rule 5: an amendment leaves every charge alone whose period is over before its day.
    #[test]
    fn the_accepted_past_never_changes(
        drawn in prop::collection::vec(any_amendment(), 1..7),
    ) {
        let mut amendments = amendments_of(drawn);
        amendments.sort_by_key(|amendment| amendment.effective_on);
        for (number, amendment) in (1..).zip(&mut amendments) {
            amendment.number = number;
        }
        let (last, earlier) = amendments.split_last().unwrap();
        let past = |amendments: &[Amendment]| -> Vec<Entitled> {
            let chain = chain(amendments).unwrap();
            let all = chain.charges(id(1), &course(), day(2029, 1, 1)).unwrap();
            let over = |found: &Entitled| found.charge.period.to < last.effective_on;
            all.into_iter().filter(over).collect()
        };
        let (before, after) = (past(earlier), past(&amendments));
        // What the last one cut short ends before its day too, and only that is new.
        let cut = after.len() - before.len();
        prop_assert!(cut <= 1);
        prop_assert!(before.iter().all(|found| after.contains(found)));
    }

    /// However a month is cut at one price, its parts come to the month; and to set off comes to
    /// the same as to prorate.
    #[test]
    fn the_parts_of_a_period_come_to_the_whole(
        days in prop::collection::vec(0_u64..360, 0..7),
        minors in prop::collection::vec(0_i64..90_000, 7),
        credit in prop::collection::vec(any::<bool>(), 7),
    ) {
        let of = |one_price: bool, credited: bool| {
            let amendments: Vec<Amendment> = (1..)
                .zip(days.iter().enumerate())
                .map(|(number, (at, days))| Amendment {
                    mid_period: match credited && credit[at] {
                        true => MidPeriod::CreditTheRest,
                        false => MidPeriod::Prorate,
                    },
                    ..signed(number, day(2027, 1, 1) + Days::new(*days), vec![
                        price(1, if one_price { 35_000 } else { minors[at] }),
                        Change::Transfer(ClientId::from_uuid(Uuid::from_u128(at as u128))),
                    ])
                })
                .collect();
            let chain = chain(&amendments).unwrap();
            total(&chain.charges(id(1), &course(), day(2027, 12, 31)).unwrap())
        };
        prop_assert_eq!(of(true, false), 12 * 35_000);
        prop_assert_eq!(of(true, true), 12 * 35_000);
        prop_assert_eq!(of(false, false), of(false, true));
    }
}
