//! What holds of every chain.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;

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
        let all = chain.charges(id(1), &course(), &BilledTo::new(), day(2029, 1, 1)).unwrap();
        let keys: BTreeSet<u32> = all.iter().map(|found| found.charge.occurrence).collect();
        prop_assert_eq!(keys.len(), all.len());
        let until = day(2027, 1, 1) + Days::new(until);
        let early = chain.charges(id(1), &course(), &BilledTo::new(), until).unwrap();
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
            let all = chain.charges(id(1), &course(), &BilledTo::new(), day(2029, 1, 1)).unwrap();
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
            total(&chain.charges(id(1), &course(), &BilledTo::new(), day(2027, 12, 31)).unwrap())
        };
        prop_assert_eq!(of(true, false), 12 * 35_000);
        prop_assert_eq!(of(true, true), 12 * 35_000);
        prop_assert_eq!(of(false, false), of(false, true));
    }

    /// Rule 5: whatever comes to be agreed or is taken back after some of a period was billed, what
    /// is billed day by day is what everything that was agreed entitles to in the end, to the cent,
    /// and no day is left out.
    #[test]
    fn what_is_billed_day_by_day_is_what_all_of_it_entitles_to(
        drawn in prop::collection::vec(
            (0_u64..120, 0_u64..50, 0_usize..3, 1_i64..6, prop::option::of(0_u64..50)), 1..6,
        ),
    ) {
        let mut drawn = drawn;
        drawn.sort_unstable();
        let mid = [MidPeriod::Prorate, MidPeriod::FromNextPeriod, MidPeriod::CreditTheRest];
        let mut amendments: Vec<Amendment> = Vec::new();
        let mut lines: BTreeMap<u32, Charge> = BTreeMap::new();
        let mut all = Vec::new();
        for days in 0..240 {
            let today = day(2027, 1, 1) + Days::new(days);
            for (number, (known, ahead, kind, what, back)) in (1..).zip(&drawn) {
                let on = day(2027, 1, 1) + Days::new(known + ahead);
                let mut changed = amendments.clone();
                if *known == days {
                    let change = match what {
                        4 => Change::End(Some(on + Days::new(40))),
                        5 => Change::End(None),
                        _ => price(1, what * 9_999),
                    };
                    let new = signed(number, on, vec![change]);
                    changed.push(Amendment { mid_period: mid[*kind], ..new });
                } else if back.is_some_and(|back| back < *ahead && known + back == days) {
                    // What holds is not taken back.
                    changed[number as usize - 1].standing = Standing::Withdrawn { on: today };
                } else {
                    continue;
                }
                // What does not fit in is not agreed, or not taken back.
                if chain(&changed).is_err() && *known == days {
                    changed.last_mut().unwrap().standing = Standing::Withdrawn { on: today };
                }
                if chain(&changed).is_ok() {
                    amendments = changed;
                }
            }
            let billed = lines.iter().map(|(key, line)| (*key, line.period.to)).collect();
            all = chain(&amendments).unwrap().charges(id(1), &course(), &billed, today).unwrap();
            for found in &all {
                lines.entry(found.charge.occurrence).or_insert(found.charge);
            }
        }
        let mut served: BTreeSet<NaiveDate> = BTreeSet::new();
        for line in lines.values() {
            served.extend(line.period.from.iter_days().take_while(|day| *day <= line.period.to));
        }
        let first = served.first().copied().unwrap();
        prop_assert_eq!(first.iter_days().find(|day| !served.contains(day)), served.last()
            .and_then(|last| last.succ_opt()));
        let nets = |found: Vec<(u32, Charge)>| -> Vec<(u32, i64)> {
            found.into_iter().map(|(key, charge)| (key, charge.net.minor())).collect()
        };
        let entitled = all.iter().map(|found| (found.charge.occurrence, found.charge)).collect();
        let mut entitled = nets(entitled);
        entitled.sort_unstable();
        prop_assert_eq!(nets(lines.into_iter().collect()), entitled);
    }
}
