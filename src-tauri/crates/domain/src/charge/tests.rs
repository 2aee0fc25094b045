use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU8;

use chrono::Duration;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::holidays::{Holidays, Place};
use crate::ids::Id;
use crate::money::Currency;
use crate::schedule::{
    Billed, Cadence, DueDay, MonthDay, MonthSet, Nth, Past, Proration, Shift, Start, TwoDays,
};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn pounds(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp).unwrap()
}

fn terms(billing: Billing) -> ServiceTerms {
    ServiceTerms {
        id: AgreementServiceId::from_uuid(Uuid::nil()),
        billing,
        quantity: Decimal::ONE,
        price: pounds(45_000),
        introductory: None,
        milestones: Vec::new(),
        taxing: Taxing::flat(Decimal::from(20)),
    }
}

fn monthly() -> Recurrence {
    Recurrence::each(Every::MONTH, DueDay::StartDay)
}

fn on_the(number: u32) -> DueDay {
    DueDay::Day(MonthDay::new(number).unwrap())
}

fn check(terms: &ServiceTerms, course: &Course<'_>, until: NaiveDate, expected: Expect) {
    let found = charges(terms, course, until).unwrap();
    let mut text = String::new();
    let mut tell = |charge: &Charge, why: &str| {
        text += &format!(
            "{why}{} | {} | {} to {} | {} + {} | {}\n",
            charge.occurrence,
            charge.due_on,
            charge.period.from,
            charge.period.to,
            charge.net.plain(),
            charge.tax.plain(),
            terms.words(course, charge)
        );
    };
    found.due.iter().for_each(|charge| tell(charge, ""));
    found.held.iter().for_each(|held| tell(&held.charge, &format!("{:?} ", held.why)));
    expected.assert_eq(&text);
}

#[test]
fn a_monthly_service_is_billed_once_a_month_from_its_start() {
    let course = Course::starting(day(2026, 1, 31));
    check(
        &terms(Billing::Recurring(monthly())),
        &course,
        day(2026, 3, 30),
        expect![[r#"
            0 | 2026-01-31 | 2026-01-31 to 2026-02-27 | 450.00 + 90.00 | each month on the 31st
            1 | 2026-02-28 | 2026-02-28 to 2026-03-30 | 450.00 + 90.00 | each month on the 31st, here the 28th: the month is shorter
        "#]],
    );
}

#[test]
fn a_weekend_moves_the_billing_day_and_never_the_period() {
    let holidays = Holidays { place: Some(Place::EnglandAndWales), own: BTreeSet::new() };
    let rule = Recurrence { shift: Shift::Next, ..monthly() };
    let course = Course { holidays: &holidays, ..Course::starting(day(2025, 12, 25)) };
    check(
        &terms(Billing::Recurring(rule)),
        &course,
        day(2026, 4, 30),
        expect![[r#"
            0 | 2025-12-29 | 2025-12-25 to 2026-01-24 | 450.00 + 90.00 | each month on the 25th, or the next working day; moved from Thursday 25 December (Christmas Day) to Monday 29 December 2025
            1 | 2026-01-26 | 2026-01-25 to 2026-02-24 | 450.00 + 90.00 | each month on the 25th, or the next working day; moved from Sunday 25 January to Monday 26 January 2026
            2 | 2026-02-25 | 2026-02-25 to 2026-03-24 | 450.00 + 90.00 | each month on the 25th, or the next working day
            3 | 2026-03-25 | 2026-03-25 to 2026-04-24 | 450.00 + 90.00 | each month on the 25th, or the next working day
            4 | 2026-04-27 | 2026-04-25 to 2026-05-24 | 450.00 + 90.00 | each month on the 25th, or the next working day; moved from Saturday 25 April to Monday 27 April 2026
        "#]],
    );
}

#[test]
fn work_done_is_billed_on_its_day_and_never_before() {
    let done = |on| Delivered { sequence: 3, on, quantity: Decimal::new(15, 1), approved: false };
    let done = [done(day(2026, 4, 2))];
    let course = Course { delivered: &done, ..Course::starting(day(2026, 1, 1)) };
    let hourly =
        terms(Billing::Logged { unit: Unit::Hour, cap: Cap { most: Decimal::TEN, per: None } });
    assert_eq!(charges(&hourly, &course, day(2026, 4, 1)), Ok(Charges::default()));
    let found = charges(&hourly, &course, day(2026, 4, 2)).unwrap().due;
    assert_eq!((found[0].occurrence, found[0].net.plain()), (3, "675.00".to_owned()));
    let once = charges(&terms(Billing::OnCompletion), &course, day(2026, 4, 2)).unwrap().due;
    assert_eq!(once[0].net.plain(), "450.00");
}

#[test]
fn what_exceeds_a_cap_is_apart_and_waits_until_it_is_approved() {
    let work = |sequence, on, quantity: i64, approved| Delivered {
        sequence,
        on,
        quantity: Decimal::from(quantity),
        approved,
    };
    let done = [
        work(0, day(2026, 1, 10), 4, false),
        work(1, day(2026, 1, 20), 3, false),
        work(2, day(2026, 1, 30), 2, true),
        work(3, day(2026, 2, 3), 5, false),
    ];
    let course = Course { delivered: &done, ..Course::starting(day(2026, 1, 1)) };
    let capped =
        |per| terms(Billing::Logged { unit: Unit::Hour, cap: Cap { most: Decimal::from(5), per } });
    check(
        &capped(Some(Every::MONTH)),
        &course,
        day(2026, 2, 28),
        expect![[r#"
            0 | 2026-01-10 | 2026-01-10 to 2026-01-10 | 1800.00 + 360.00 | by the hour, at most 5 hours each month
            1 | 2026-01-20 | 2026-01-20 to 2026-01-20 | 450.00 + 90.00 | by the hour, at most 5 hours each month
            2 | 2026-01-30 | 2026-01-30 to 2026-01-30 | 900.00 + 180.00 | by the hour, at most 5 hours each month; beyond the cap
            3 | 2026-02-03 | 2026-02-03 to 2026-02-03 | 2250.00 + 450.00 | by the hour, at most 5 hours each month
            BeyondCap 1 | 2026-01-20 | 2026-01-20 to 2026-01-20 | 900.00 + 180.00 | by the hour, at most 5 hours each month; beyond the cap
        "#]],
    );
    check(
        &capped(None),
        &course,
        day(2026, 2, 28),
        expect![[r#"
            0 | 2026-01-10 | 2026-01-10 to 2026-01-10 | 1800.00 + 360.00 | by the hour, at most 5 hours
            1 | 2026-01-20 | 2026-01-20 to 2026-01-20 | 450.00 + 90.00 | by the hour, at most 5 hours
            2 | 2026-01-30 | 2026-01-30 to 2026-01-30 | 900.00 + 180.00 | by the hour, at most 5 hours; beyond the cap
            BeyondCap 1 | 2026-01-20 | 2026-01-20 to 2026-01-20 | 900.00 + 180.00 | by the hour, at most 5 hours; beyond the cap
            BeyondCap 3 | 2026-02-03 | 2026-02-03 to 2026-02-03 | 2250.00 + 450.00 | by the hour, at most 5 hours; beyond the cap
        "#]],
    );
}

#[test]
fn milestones_are_billed_as_they_are_done_and_come_to_the_price() {
    let part = |name: &str| Milestone { name: name.to_owned(), weight: 1 };
    let split = ServiceTerms {
        price: pounds(100_000),
        milestones: vec![part("Draft"), part("Review"), part("Filing")],
        ..terms(Billing::OnCompletion)
    };
    let done = |sequence, on| Delivered { sequence, on, quantity: Decimal::ONE, approved: false };
    let done = [done(2, day(2026, 5, 1)), done(0, day(2026, 2, 1)), done(1, day(2026, 3, 1))];
    let course = Course { delivered: &done, ..Course::starting(day(2026, 1, 1)) };
    check(
        &split,
        &course,
        day(2026, 12, 31),
        expect![[r#"
            0 | 2026-02-01 | 2026-02-01 to 2026-02-01 | 333.34 + 66.67 | milestone "Draft", when done
            1 | 2026-03-01 | 2026-03-01 to 2026-03-01 | 333.33 + 66.67 | milestone "Review", when done
            2 | 2026-05-01 | 2026-05-01 to 2026-05-01 | 333.33 + 66.67 | milestone "Filing", when done
        "#]],
    );
}

#[test]
fn an_introductory_price_holds_for_its_periods_and_no_longer() {
    let terms = ServiceTerms {
        introductory: Some(Introductory { price: pounds(30_000), periods: 2 }),
        ..terms(Billing::Recurring(monthly()))
    };
    let found = charges(&terms, &Course::starting(day(2026, 1, 1)), day(2026, 4, 1)).unwrap().due;
    let nets: Vec<i64> = found.iter().map(|charge| charge.net.minor()).collect();
    assert_eq!(nets, [30_000, 30_000, 45_000, 45_000]);
}

#[test]
fn billing_begins_as_was_chosen() {
    let rule =
        Recurrence { proration: Proration::ByDay, ..Recurrence::each(Every::MONTH, on_the(1)) };
    let begun = |start| {
        let (anchor, accepted_on) = (day(2026, 1, 1), day(2026, 3, 16));
        let course = Course { start, accepted_on, ..Course::starting(anchor) };
        let found = charges(&terms(Billing::Recurring(rule)), &course, day(2026, 4, 30)).unwrap();
        found
            .due
            .iter()
            .map(|c| format!("{} {} {}", c.due_on, c.period.from, c.net.plain()))
            .collect::<Vec<_>>()
    };
    assert_eq!(begun(Start::NextBillingDay), ["2026-04-01 2026-04-01 450.00"]);
    let on = day(2026, 2, 15);
    assert_eq!(
        begun(Start::On { on, past: Past::Billed }),
        [
            "2026-03-16 2026-02-15 225.00",
            "2026-03-16 2026-03-01 450.00",
            "2026-04-01 2026-04-01 450.00"
        ]
    );
    assert_eq!(begun(Start::On { on, past: Past::NotBilled }), ["2026-04-01 2026-04-01 450.00"]);
    assert_eq!(
        begun(Start::OnAcceptance),
        ["2026-03-16 2026-03-16 232.26", "2026-04-01 2026-04-01 450.00"]
    );
    assert_eq!(begun(Start::ByHand { started_on: None }), Vec::<String>::new());
    assert_eq!(
        begun(Start::ByHand { started_on: Some(day(2026, 4, 1)) }),
        ["2026-04-01 2026-04-01 450.00"]
    );
}

/// Pain 23: cannot stop, skip, restart or change one run. Pain 3: what a pause held back is shown.
#[test]
fn pain_23_one_charge_is_skipped_moved_or_priced_and_keeps_its_key_and_period() {
    let changes = BTreeMap::from([
        (1, Change::Skip),
        (2, Change::Bill { due_on: Some(day(2026, 3, 9)), price: None }),
        (3, Change::Bill { due_on: None, price: Some(pounds(10_000)) }),
        (7, Change::Bill { due_on: Some(day(2026, 1, 2)), price: None }),
    ]);
    let pauses = [Pause { from: day(2026, 5, 1), to: Some(day(2026, 6, 30)) }];
    let course = Course { changes: &changes, pauses: &pauses, ..Course::starting(day(2026, 1, 1)) };
    check(
        &terms(Billing::Recurring(monthly())),
        &course,
        day(2026, 7, 1),
        expect![[r#"
            0 | 2026-01-01 | 2026-01-01 to 2026-01-31 | 450.00 + 90.00 | each month on the 1st
            7 | 2026-01-02 | 2026-08-01 to 2026-08-31 | 450.00 + 90.00 | each month on the 1st; moved by hand from 1 August 2026 to 2 January 2026
            2 | 2026-03-09 | 2026-03-01 to 2026-03-31 | 450.00 + 90.00 | each month on the 1st; moved by hand from 1 March 2026 to 9 March 2026
            3 | 2026-04-01 | 2026-04-01 to 2026-04-30 | 100.00 + 20.00 | each month on the 1st; price for this once
            6 | 2026-07-01 | 2026-07-01 to 2026-07-31 | 450.00 + 90.00 | each month on the 1st
            Skipped 1 | 2026-02-01 | 2026-02-01 to 2026-02-28 | 450.00 + 90.00 | each month on the 1st
            Paused 4 | 2026-05-01 | 2026-05-01 to 2026-05-31 | 450.00 + 90.00 | each month on the 1st
            Paused 5 | 2026-06-01 | 2026-06-01 to 2026-06-30 | 450.00 + 90.00 | each month on the 1st
        "#]],
    );
}

/// Golden test 2: the laptop was off for 93 days; three services; exactly the missed set, once.
/// Pain 3: nothing missed is lost. Pain 4: nothing is doubled.
#[test]
fn golden_2_ninety_three_days_off_find_the_missed_set_once() {
    let anchor = day(2026, 1, 31);
    let (closed, opened) = (day(2026, 2, 1), day(2026, 2, 1) + Duration::days(93));
    let rules = [
        monthly(),
        Recurrence::each(Every::MONTH, DueDay::LastDay),
        Recurrence::each(Every::QUARTER, DueDay::StartDay),
    ];
    let missed: Vec<String> = rules
        .into_iter()
        .flat_map(|rule| {
            charges(&terms(Billing::Recurring(rule)), &Course::starting(anchor), opened)
                .unwrap()
                .due
        })
        .filter(|charge| charge.due_on > closed)
        .map(|charge| charge.due_on.to_string())
        .collect();
    assert_eq!(
        missed,
        [
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-04-30"
        ]
    );
}

/// Pain 5: the key is the occurrence; whatever is decided about a charge, it never has another.
#[test]
fn pain_5_no_two_charges_of_a_service_have_one_key() {
    let changes =
        BTreeMap::from([(4, Change::Bill { due_on: Some(day(2026, 1, 1)), price: None })]);
    let course = Course { changes: &changes, ..Course::starting(day(2026, 1, 1)) };
    let weekly = Recurrence::new(Cadence::Weeks(NonZeroU8::MIN));
    let found =
        charges(&terms(Billing::Recurring(weekly)), &course, day(2026, 12, 31)).unwrap().due;
    let keys: BTreeSet<(u32, bool)> = found.iter().map(|c| (c.occurrence, c.beyond_cap)).collect();
    assert_eq!((found.len(), keys.len()), (53, 53));
}

fn rules() -> impl Strategy<Value = Recurrence> {
    let two = TwoDays::new(MonthDay::new(15).unwrap(), None).unwrap();
    let cadence = prop_oneof![
        (1_u8..6).prop_map(|weeks| Cadence::Weeks(NonZeroU8::new(weeks).unwrap())),
        (1_u8..14, 1_u32..=31).prop_map(|(n, d)| Cadence::Months(
            Every::Months(NonZeroU8::new(n).unwrap()),
            on_the(d)
        )),
        Just(Cadence::Months(Every::MONTH, DueDay::LastDay)),
        Just(Cadence::Months(Every::MONTH, DueDay::TwoDays(two))),
        Just(Cadence::Months(
            Every::Chosen(MonthSet::new([1, 4, 9]).unwrap()),
            DueDay::Weekday(Nth::Last, chrono::Weekday::Fri)
        )),
    ];
    let billed = prop_oneof![Just(Billed::InAdvance), Just(Billed::InArrears)];
    let shift = prop_oneof![
        Just(Shift::None),
        Just(Shift::Next),
        Just(Shift::Previous),
        Just(Shift::ModifiedFollowing)
    ];
    let proration = prop_oneof![Just(Proration::None), Just(Proration::ByDay)];
    (cadence, billed, shift, proration).prop_map(|(cadence, billed, shift, proration)| Recurrence {
        billed,
        shift,
        proration,
        ..Recurrence::new(cadence)
    })
}

fn starts() -> impl Strategy<Value = Start> {
    let on = (0_i64..500).prop_map(|days| day(2026, 1, 1) + Duration::days(days));
    prop_oneof![
        Just(Start::NextBillingDay),
        (on.clone(), any::<bool>()).prop_map(|(on, billed)| Start::On {
            on,
            past: if billed { Past::Billed } else { Past::NotBilled }
        }),
        Just(Start::OnAcceptance),
        on.prop_map(|on| Start::ByHand { started_on: Some(on) }),
    ]
}

proptest! {
    /// Pains 1, 3 and 4: the laptop may be off on any days; what each run finds that the last did
    /// not comes, all together, to what one late run finds.
    #[test]
    fn pains_1_3_and_4_any_days_off_give_exactly_the_missed_set_once(
        rule in rules(), start in starts(), accepted in 0_i64..500, place in 0_usize..8,
        moved in 0_u32..12, to in 0_i64..900, gaps in prop::collection::vec(1_i64..120, 1..12),
    ) {
        let anchor = day(2025, 12, 31);
        let holidays = Holidays { place: Some(Place::ALL[place]), own: BTreeSet::new() };
        let due_on = Some(anchor + Duration::days(to));
        let changes = BTreeMap::from([(moved, Change::Bill { due_on, price: None })]);
        let course = Course {
            start,
            accepted_on: anchor + Duration::days(accepted),
            holidays: &holidays,
            changes: &changes,
            ..Course::starting(anchor)
        };
        let terms = terms(Billing::Recurring(rule));
        let mut today = anchor;
        let mut billed: BTreeMap<u32, Charge> = BTreeMap::new();
        for gap in gaps {
            let before = billed.clone();
            today += Duration::days(gap);
            for charge in charges(&terms, &course, today).unwrap().due {
                let again = billed.insert(charge.occurrence, charge);
                prop_assert!(again.is_none_or(|same| same == charge));
            }
            prop_assert!(before.keys().all(|key| billed.contains_key(key)));
        }
        let mut at_once = charges(&terms, &course, today).unwrap().due;
        at_once.sort_by_key(|charge| charge.occurrence);
        prop_assert_eq!(billed.into_values().collect::<Vec<_>>(), at_once);
    }

    /// What is not asked for is left out, and nothing else changes for it.
    #[test]
    fn a_run_of_occurrences_that_ended_is_left_out_and_the_rest_stays_as_it_was(
        rule in rules(), start in starts(), accepted in 0_i64..500, moved in 0_u32..12,
        first in 0_u32..20, length in 0_u32..20, since in 0_i64..1500,
    ) {
        let anchor = day(2025, 12, 31);
        let due_on = Some(anchor + Duration::days(700));
        let changes = BTreeMap::from([(moved, Change::Bill { due_on, price: None })]);
        let accepted_on = anchor + Duration::days(accepted);
        let whole = Course { start, accepted_on, changes: &changes, ..Course::starting(anchor) };
        let terms = terms(Billing::Recurring(rule));
        let until = day(2030, 1, 1);
        let all = charges(&terms, &whole, until).unwrap();
        let run = first..first + length;
        let without = Course { without: (run.start, run.end), ..whole };
        let mut rest = all.clone();
        rest.due.retain(|charge| !run.contains(&charge.occurrence));
        prop_assert_eq!(charges(&terms, &without, until).unwrap(), rest);
        let since = anchor + Duration::days(since);
        let over = long_due(&terms, &whole, since);
        prop_assert!(all.due.iter().all(|one| one.due_on < since || one.occurrence >= over));
    }

    /// Shifts never leave the order of the periods, and every day is a working day.
    #[test]
    fn charges_fall_on_working_days_in_the_order_of_their_periods(
        rule in rules(), start in starts(), accepted in 0_i64..500, place in 0_usize..8,
    ) {
        let anchor = day(2025, 12, 31);
        let holidays = Holidays { place: Some(Place::ALL[place]), own: BTreeSet::new() };
        let accepted_on = anchor + Duration::days(accepted);
        let course = Course { start, accepted_on, holidays: &holidays, ..Course::starting(anchor) };
        let until = day(2040, 1, 1);
        let found = charges(&terms(Billing::Recurring(rule)), &course, until).unwrap().due;
        prop_assert!(!found.is_empty());
        prop_assert!(found.is_sorted_by_key(|charge| (charge.occurrence, charge.due_on)));
        prop_assert!(found.is_sorted_by_key(|charge| charge.due_on));
        if rule.shift != Shift::None {
            prop_assert!(found.iter().all(|charge| holidays.is_working_day(charge.due_on)));
        }
        for pair in found.windows(2) {
            prop_assert_eq!(pair[0].period.to.succ_opt().unwrap(), pair[1].period.from);
        }
    }
}
