use expect_test::{Expect, expect};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::*;
use crate::amendment::tests::{accepted, chain, day, each, id, price, service, signed};
use crate::amendment::{Amendment, Change, Letter, Matrix, Standing, Terms};
use crate::charge::{Cap, Delivered, Pause, Unit};
use crate::ids::Id;
use crate::schedule::{Billed, DueDay, Every, Proration, Recurrence};

mod properties;

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
    let found =
        chain(amendments).unwrap().charges(id(1), course, &BilledTo::new(), until()).unwrap();
    expected.assert_eq(&text(&found));
}

fn amended(mid_period: MidPeriod, on: NaiveDate, changes: Vec<Change>) -> Amendment {
    Amendment { mid_period, ..signed(1, on, changes) }
}

#[test]
fn without_amendments_the_charges_are_those_of_the_accepted_terms() {
    let terms = &accepted().services[0].terms;
    let plain = charges(terms, &course(), until()).unwrap().due;
    let found = chain(&[]).unwrap().charges(id(1), &course(), &BilledTo::new(), until()).unwrap();
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

/// Consent by silence may come after a period was billed in advance: what was billed stays, and
/// nothing of it is billed twice.
#[test]
fn a_period_that_was_billed_whole_before_the_change_held_is_set_off() {
    let rise = |mid| amended(mid, day(2027, 3, 16), vec![price(1, 66_000)]);
    let late = chain(&[rise(MidPeriod::Prorate)]).unwrap();
    let billed = BilledTo::from([(2, day(2027, 3, 31))]);
    let found = late.charges(id(1), &course(), &billed, until()).unwrap();
    let chosen = chain(&[rise(MidPeriod::CreditTheRest)]).unwrap();
    let same = chosen.charges(id(1), &course(), &BilledTo::new(), until()).unwrap();
    assert_eq!(found, same);
    let part = BilledTo::from([(2, day(2027, 3, 15))]);
    let prorated = late.charges(id(1), &course(), &BilledTo::new(), until()).unwrap();
    assert_eq!(late.charges(id(1), &course(), &part, until()).unwrap(), prorated);
    assert_ne!(found, prorated);
}

#[test]
fn a_period_that_was_billed_as_far_as_a_cut_is_set_off_as_far_when_an_earlier_one_is_agreed() {
    let falls = signed(1, day(2027, 3, 20), vec![price(1, 18_600)]);
    let rises = signed(2, day(2027, 3, 10), vec![price(1, 62_000)]);
    let found = |amendments: &[Amendment], billed: &BilledTo| {
        let chain = chain(amendments).unwrap();
        let mut found = chain.charges(id(1), &course(), billed, until()).unwrap();
        found.retain(|one| one.charge.occurrence % SPACE == 2);
        text(&found)
    };
    let falls = std::slice::from_ref(&falls);
    let first = found(falls, &BilledTo::new());
    let billed = "2 | 2027-03-01 | 2027-03-01 to 2027-03-19 | 214.52 + 42.90 | accepted\n";
    assert!(first.starts_with(billed), "{first}");
    let both = [falls[0].clone(), rises];
    expect![[r#"
        2 | 2027-03-01 | 2027-03-01 to 2027-03-19 | 214.52 + 42.90 | accepted
        800002 | 2027-03-10 | 2027-03-10 to 2027-03-19 | 87.09 + 17.42 | amendment 2
        400002 | 2027-03-20 | 2027-03-20 to 2027-03-31 | 72.00 + 14.40 | amendment 1
    "#]]
    .assert_eq(&found(&both, &BilledTo::from([(2, day(2027, 3, 19))])));
}

/// Rule 5: what was billed short for an amendment that was then taken back is billed on.
#[test]
fn the_rest_of_a_period_that_was_billed_as_far_as_a_cut_that_is_no_more_is_billed() {
    let rises = signed(1, day(2027, 3, 20), vec![price(1, 62_000)]);
    let found = |amendments: &[Amendment]| {
        let billed = BilledTo::from([(2, day(2027, 3, 19))]);
        let chain = chain(amendments).unwrap();
        let mut found = chain.charges(id(1), &course(), &billed, until()).unwrap();
        found.retain(|one| one.charge.occurrence % SPACE == 2);
        text(&found)
    };
    let back = Amendment { standing: Standing::Withdrawn { on: day(2027, 3, 5) }, ..rises.clone() };
    // The same price, from the period after this one on, leaves nothing for it to change.
    let earlier = Amendment {
        mid_period: MidPeriod::FromNextPeriod,
        ..signed(2, day(2027, 3, 16), vec![price(1, 62_000)])
    };
    for amendments in [vec![back], vec![rises, earlier]] {
        expect![[r#"
            2 | 2027-03-01 | 2027-03-01 to 2027-03-19 | 214.52 + 42.90 | accepted
            400002 | 2027-03-20 | 2027-03-20 to 2027-03-31 | 135.48 + 27.10 | accepted
        "#]]
        .assert_eq(&found(&amendments));
    }
}

#[test]
fn another_client_is_billed_from_the_day_of_the_transfer() {
    let other = ClientId::from_uuid(Uuid::max());
    let transfer = amended(MidPeriod::Prorate, day(2027, 3, 16), vec![Change::Transfer(other)]);
    let chain = chain(&[transfer]).unwrap();
    let found = chain.charges(id(1), &course(), &BilledTo::new(), day(2027, 3, 31)).unwrap();
    let theirs: Vec<_> = found.iter().filter(|entitled| entitled.client == other).collect();
    assert_eq!((found.len(), theirs.len()), (4, 1));
    assert_eq!(theirs[0].charge.period.from, day(2027, 3, 16));
}

#[test]
fn a_service_that_is_added_is_billed_from_its_day() {
    let new = service(3, "Advice", each(Every::MONTH), 10_000);
    let chain = chain(&[signed(1, day(2027, 3, 10), vec![Change::AddService(new)])]).unwrap();
    let found = chain.charges(id(3), &course(), &BilledTo::new(), until()).unwrap();
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
    let letter = Letter { clauses: &[], initialled: false, notice_days: 0, review: None };
    let chain = Chain::new(terms, &[rise], &Matrix::default(), letter, day(2027, 1, 1)).unwrap();
    let found = chain.charges(id(1), &course, &BilledTo::new(), until()).unwrap();
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
        let found = chain.charges(id(1), course, &BilledTo::new(), day(2027, 3, 31)).unwrap();
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

#[test]
fn what_is_billed_in_arrears_is_cut_too_and_stays_due_on_its_day() {
    let rule =
        Recurrence { billed: Billed::InArrears, ..Recurrence::each(Every::MONTH, DueDay::LastDay) };
    let services = vec![service(1, "Payroll", Billing::Recurring(rule), 31_000)];
    let rise = signed(1, day(2027, 3, 16), vec![price(1, 62_000)]);
    let end = signed(2, day(2027, 4, 1), vec![Change::End(Some(day(2027, 4, 15)))]);
    let letter = Letter { clauses: &[], initialled: false, notice_days: 0, review: None };
    let terms = Terms { services, ..accepted() };
    let amendments = [rise, end];
    let chain = Chain::new(terms, &amendments, &Matrix::default(), letter, day(2027, 1, 1));
    let found = chain.unwrap().charges(id(1), &course(), &BilledTo::new(), until()).unwrap();
    expect![[r#"
        0 | 2027-01-31 | 2027-01-01 to 2027-01-31 | 310.00 + 62.00 | accepted
        1 | 2027-02-28 | 2027-02-01 to 2027-02-28 | 310.00 + 62.00 | accepted
        2 | 2027-03-31 | 2027-03-01 to 2027-03-15 | 150.00 + 30.00 | accepted
        400002 | 2027-03-31 | 2027-03-16 to 2027-03-31 | 320.00 + 64.00 | amendment 1
        3 | 2027-04-30 | 2027-04-01 to 2027-04-15 | 310.00 + 62.00 | amendment 1
    "#]]
    .assert_eq(&text(&found));
}
