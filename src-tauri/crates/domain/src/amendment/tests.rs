use chrono::Days;
use expect_test::expect;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::charge::{Billing, Cap, Unit};
use crate::ids::Id;
use crate::money::{Currency, Money};
use crate::review::FeeRev;
use crate::schedule::{Billed, DueDay, Every, Recurrence, date_words};

pub(super) fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub(super) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

pub(super) fn id(number: u128) -> AgreementServiceId {
    AgreementServiceId::from_uuid(Uuid::from_u128(number))
}

pub(super) fn each(every: Every) -> Billing {
    Billing::Recurring(Recurrence::each(every, DueDay::StartDay))
}

pub(super) fn service(number: u128, name: &str, billing: Billing, price: i64) -> Service {
    Service {
        name: name.to_owned(),
        scope: "as listed".to_owned(),
        terms: ServiceTerms {
            id: id(number),
            billing,
            quantity: Decimal::ONE,
            price: usd(price),
            introductory: None,
            milestones: Vec::new(),
            taxing: crate::tax::Taxing::flat(Decimal::from(20)),
        },
    }
}

/// Bookkeeping at 350.00 a month and payroll at 8 × 20.00 a month.
pub(super) fn accepted() -> Terms {
    let mut payroll = service(2, "Payroll", each(Every::MONTH), 2_000);
    payroll.terms.quantity = Decimal::from(8);
    Terms {
        client: ClientId::from_uuid(Uuid::nil()),
        services: vec![service(1, "Monthly bookkeeping", each(Every::MONTH), 35_000), payroll],
        payment_days: 30,
        end: None,
    }
}

pub(super) const LETTER: Letter<'_> = Letter {
    clauses: &["FEE", "AMEND", "AMEND/notice"],
    initialled: true,
    notice_days: 0,
    review: None,
};

pub(super) fn price(number: u128, minor: i64) -> Change {
    Change::Price { service: id(number), price: usd(minor) }
}

pub(super) fn signed(number: u32, effective_on: NaiveDate, changes: Vec<Change>) -> Amendment {
    Amendment {
        number,
        effective_on,
        changes,
        mid_period: MidPeriod::Prorate,
        consent: Consent::Silent,
        standing: Standing::Signed { on: day(2027, 1, 1) },
    }
}

pub(super) fn chain(amendments: &[Amendment]) -> Result<Chain, ChainError> {
    Chain::new(accepted(), amendments, &Matrix::default(), LETTER, day(2027, 6, 1))
}

fn effect(amendment: &Amendment, letter: Letter<'_>, today: NaiveDate) -> String {
    let matrix = Matrix::default();
    let effect = takes_effect(&accepted(), amendment, &matrix, letter, today).unwrap();
    effect.words(amendment, &date_words)
}

fn sentences(amendment: &Amendment) -> String {
    let after = amendment.applied(&accepted()).unwrap();
    let from = amendment.effective_on;
    let found = difference(&accepted(), &after, Currency::Usd, from, &date_words).unwrap();
    let totals = |totals: Totals| {
        format!("{} a month, {} a year", totals.per_month.shown(), totals.per_year.shown())
    };
    let (before, after) = (totals(found.before), totals(found.after));
    format!("{}\n{before} -> {after}\n", found.sentences.join("\n"))
}

#[test]
fn the_terms_of_a_day_are_what_was_accepted_and_every_amendment_until_then() {
    let chain = chain(&[
        signed(1, day(2027, 3, 1), vec![price(1, 37_900)]),
        signed(2, day(2027, 2, 1), vec![Change::EndService(id(2)), Change::PaymentDays(14)]),
    ])
    .unwrap();
    let on = |day: NaiveDate| {
        let terms = chain.terms_on(day);
        (terms.services.len(), terms.services[0].terms.price.minor(), terms.payment_days)
    };
    assert_eq!(on(day(2027, 1, 31)), (2, 35_000, 30));
    assert_eq!(on(day(2027, 2, 28)), (1, 35_000, 14));
    assert_eq!(on(day(2027, 3, 1)), (1, 37_900, 14));
    assert_eq!(chain.stage_on(day(2027, 3, 1)).amendment, Some(1));
    assert_eq!(chain.terms_on(day(1999, 1, 1)), &accepted());
}

#[test]
fn of_two_prices_from_one_day_the_later_amendments_holds() {
    let on = day(2027, 3, 1);
    let chain =
        chain(&[signed(1, on, vec![price(1, 37_900)]), signed(2, on, vec![price(1, 36_000)])]);
    assert_eq!(chain.unwrap().terms_on(on).services[0].terms.price, usd(36_000));
}

#[test]
fn amendments_that_are_no_chain_are_refused() {
    let (early, late) = (day(2027, 2, 1), day(2027, 3, 1));
    let pounds = Change::Price { service: id(1), price: Money::zero(Currency::Gbp) };
    for (amendments, message) in [
        (
            vec![signed(2, late, vec![price(1, 1)])],
            "amendment 2 stands where 1 should; number them without gaps",
        ),
        (vec![signed(1, late, vec![])], "amendment 1 changes nothing; say what changes"),
        (
            vec![
                signed(1, early, vec![Change::End(Some(day(2027, 2, 15)))]),
                signed(2, late, vec![price(1, 1)]),
            ],
            "the agreement ends before amendment 2 takes effect; date it earlier",
        ),
        (
            vec![signed(1, late, vec![Change::End(Some(early))])],
            "amendment 1 ends the agreement before it takes effect; choose a later end",
        ),
        (
            vec![signed(1, late, vec![Change::AddService(accepted().services[0].clone())])],
            "amendment 1: the agreement already has service \
             ags_00000000000000000000000000000001; change its terms instead",
        ),
        (
            vec![signed(1, late, vec![price(9, 1)])],
            "amendment 1: the agreement has no service ags_00000000000000000000000000000009 \
             then; choose one that it has",
        ),
        (
            vec![signed(1, late, vec![pounds])],
            "amendment 1: the service is billed in USD; give its price in USD",
        ),
        (
            vec![signed(1, late, vec![price(1, -1)])],
            "amendment 1: a price and a quantity cannot be below zero",
        ),
    ] {
        assert_eq!(chain(&amendments).unwrap_err().to_string(), message);
    }
}

#[test]
fn only_what_is_worse_for_the_client_needs_consent() {
    let monthly = |billed| {
        Billing::Recurring(Recurrence { billed, ..Recurrence::each(Every::MONTH, DueDay::LastDay) })
    };
    let rhythm = |billing| Change::Billing { service: id(1), billing };
    let of = |changes: Vec<Change>| {
        let amendment = signed(1, day(2027, 3, 1), changes);
        needed(&accepted(), &amendment, &Matrix::default(), LETTER).unwrap()
    };
    let notice = Consent::Notice { days: 30 };
    let quantity = |to: i64| Change::Quantity { service: id(2), quantity: Decimal::from(to) };
    let scope = |scope: &str| Change::Scope { service: id(1), scope: scope.to_owned() };
    let hours = Cap { most: Decimal::TEN, per: None };
    for (changes, expected) in [
        (vec![price(1, 34_000)], Consent::Silent),
        (vec![price(1, 35_001)], notice),
        (vec![quantity(7)], Consent::Silent),
        (vec![quantity(9)], notice),
        (vec![quantity(9), price(2, 1_000)], Consent::Silent),
        (vec![rhythm(monthly(Billed::InArrears))], Consent::Silent),
        (vec![rhythm(each(Every::QUARTER)), price(1, 105_000)], notice),
        (vec![rhythm(Billing::Logged { unit: Unit::Hour, cap: hours })], notice),
        (vec![scope("as listed")], Consent::Silent),
        (vec![scope("less")], Consent::Approval),
        (vec![Change::PaymentDays(45)], Consent::Silent),
        (vec![Change::PaymentDays(14)], notice),
        (vec![Change::End(Some(day(2027, 12, 31)))], notice),
        (vec![Change::EndService(id(2))], notice),
        (vec![Change::AddService(service(3, "Gift", each(Every::YEAR), 0))], Consent::Silent),
        (
            vec![Change::AddService(service(3, "Tax return", each(Every::YEAR), 1))],
            Consent::Approval,
        ),
        (vec![Change::Transfer(ClientId::from_uuid(Uuid::max()))], Consent::NewSignature),
        (vec![price(1, 34_000), Change::PaymentDays(14)], notice),
    ] {
        assert_eq!(of(changes.clone()), expected, "{changes:?}");
    }
}

#[test]
fn the_matrix_can_be_edited_and_the_practice_can_ask_for_more() {
    let rise = signed(1, day(2027, 3, 1), vec![price(1, 37_900)]);
    let matrix = Matrix::default().with(Kind::Price, Direction::Worse, Consent::NewSignature);
    assert_eq!(needed(&accepted(), &rise, &matrix, LETTER), Ok(Consent::NewSignature));
    let asked = Amendment { consent: Consent::Approval, ..rise };
    let needed = needed(&accepted(), &asked, &Matrix::default(), LETTER);
    assert_eq!(needed, Ok(Consent::Approval));
}

#[test]
fn silence_is_consent_only_under_the_clause_and_with_initials() {
    let on = day(2027, 1, 10);
    let rise = signed(1, day(2027, 3, 1), vec![price(1, 37_900)]);
    let noticed = Amendment { standing: Standing::Noticed { on }, ..rise.clone() };
    let at = |letter, today| effect(&noticed, letter, today);
    assert_eq!(at(LETTER, day(2027, 2, 9)), "The client may object until 9 February 2027.");
    assert_eq!(at(LETTER, day(2027, 2, 10)), "It holds from 1 March 2027.");
    let waits = "It waits for the client's approval.";
    assert_eq!(at(Letter { initialled: false, notice_days: 0, ..LETTER }, day(2027, 2, 10)), waits);
    assert_eq!(at(Letter { clauses: &["AMEND"], ..LETTER }, day(2027, 2, 10)), waits);
    let of = |standing, effective_on| {
        let amendment = Amendment { standing, effective_on, ..rise.clone() };
        effect(&amendment, LETTER, day(2027, 6, 1))
    };
    let march = day(2027, 3, 1);
    assert_eq!(of(Standing::Proposed, march), "It waits to be sent to the client.");
    assert_eq!(of(Standing::Approved { on }, march), "It holds from 1 March 2027.");
    assert_eq!(of(Standing::Objected { on }, march), "The client objected on 10 January 2027.");
    assert_eq!(of(Standing::Withdrawn { on }, march), "It was taken back on 10 January 2027.");
    assert_eq!(
        of(Standing::Noticed { on }, day(2027, 2, 9)),
        "Its notice is not over when it would hold; date it 10 February 2027 or later."
    );
}

#[test]
fn a_rise_that_the_letter_states_needs_only_its_notice() {
    let clause = FeeRev { percent: Decimal::from(5), notice_days: 30, started_on: day(2025, 3, 1) };
    let letter = Letter {
        clauses: &["AMEND", "FEE-REV"],
        initialled: false,
        notice_days: 0,
        review: Some(clause),
    };
    let of = |minor, effective_on| {
        let standing = Standing::Noticed { on: day(2027, 1, 31) };
        let rise = signed(1, effective_on, vec![price(1, minor)]);
        effect(&Amendment { standing, ..rise }, letter, day(2027, 2, 1))
    };
    let waits = "It waits for the client's approval.";
    assert_eq!(of(36_750, day(2028, 3, 1)), "It holds from 1 March 2028.");
    assert_eq!(of(36_751, day(2028, 3, 1)), waits);
    assert_eq!(of(36_750, day(2028, 3, 2)), waits);
    assert_eq!(
        of(36_750, day(2027, 3, 1)),
        "Its notice is not over when it would hold; date it 2 March 2027 or later."
    );
}

#[test]
fn an_amendment_without_its_consent_changes_nothing() {
    for standing in [
        Standing::Proposed,
        Standing::Noticed { on: day(2027, 5, 30) },
        Standing::Objected { on: day(2027, 1, 2) },
        Standing::Withdrawn { on: day(2027, 1, 2) },
    ] {
        let rise = signed(1, day(2027, 8, 1), vec![price(1, 37_900)]);
        let chain = chain(&[Amendment { standing, ..rise }]).unwrap();
        assert_eq!(chain.terms_on(day(2027, 9, 1)), &accepted());
    }
}

#[test]
fn a_notice_is_reminded_of_halfway_and_on_the_day_before() {
    let on = day(2027, 1, 10);
    assert_eq!(reminders(on, 30), [day(2027, 1, 25), day(2027, 2, 8)]);
    assert_eq!(reminders(on, 2), [day(2027, 1, 11)]);
    assert_eq!(reminders(on, 1), []);
}

#[test]
fn the_client_reads_what_changes_in_plain_words() {
    let rise = signed(1, day(2027, 3, 1), vec![price(1, 36_200)]);
    expect![[r#"
        You will pay 12.00 more a month from 1 March 2027.
        Monthly bookkeeping becomes 362.00 a month from 1 March 2027.
        510.00 a month, 6,120.00 a year -> 522.00 a month, 6,264.00 a year
    "#]]
    .assert_eq(&sentences(&rise));
    let quantity = Change::Quantity { service: id(2), quantity: Decimal::from(6) };
    let yearly = service(3, "Tax return", each(Every::YEAR), 50_000);
    let hours = Billing::Logged { unit: Unit::Hour, cap: Cap { most: Decimal::TEN, per: None } };
    let many = signed(
        1,
        day(2027, 3, 1),
        vec![
            quantity,
            Change::AddService(yearly),
            Change::AddService(service(4, "Advice", hours, 9_000)),
            Change::Billing { service: id(1), billing: each(Every::QUARTER) },
            price(1, 100_000),
            Change::Scope { service: id(1), scope: "more".to_owned() },
            Change::PaymentDays(14),
            Change::End(Some(day(2028, 2, 29))),
            Change::Transfer(ClientId::from_uuid(Uuid::max())),
        ],
    );
    expect![[r#"
        You will pay 15.00 less a month from 1 March 2027.
        Monthly bookkeeping is billed each quarter instead of each month from 1 March 2027.
        Monthly bookkeeping becomes 1,000.00 a quarter from 1 March 2027.
        What Monthly bookkeeping covers changes from 1 March 2027.
        Payroll: 6 instead of 8 each time from 1 March 2027.
        Payroll becomes 120.00 a month from 1 March 2027.
        Tax return is new: 500.00 a year, from 1 March 2027.
        Advice is new: 90.00 by the hour, from 1 March 2027.
        Invoices are due 14 days after their date instead of 30, from 1 March 2027.
        The agreement ends on 29 February 2028.
        Another client takes over the agreement from 1 March 2027.
        510.00 a month, 6,120.00 a year -> 495.00 a month, 5,940.00 a year
    "#]]
    .assert_eq(&sentences(&many));
    let fewer = signed(1, day(2027, 3, 1), vec![Change::EndService(id(2)), Change::End(None)]);
    expect![[r#"
        You will pay 160.00 less a month from 1 March 2027.
        Payroll ends on 28 February 2027.
        510.00 a month, 6,120.00 a year -> 350.00 a month, 4,200.00 a year
    "#]]
    .assert_eq(&sentences(&fewer));
}

proptest! {
    /// Rule 5: what comes later never alters what was, and the fold is the same every time.
    #[test]
    fn an_amendment_never_changes_the_terms_of_a_day_before_it(
        days in prop::collection::vec(0_u64..900, 1..8),
        prices in prop::collection::vec(0_i64..90_000, 8),
        on in 0_u64..900,
    ) {
        let start = day(2027, 1, 1);
        let amendments: Vec<Amendment> = (1..)
            .zip(days.iter().zip(&prices))
            .map(|(number, (days, minor))| {
                signed(number, start + Days::new(*days), vec![price(1, *minor)])
            })
            .collect();
        let (all, on) = (chain(&amendments).unwrap(), start + Days::new(on));
        prop_assert_eq!(&all, &chain(&amendments).unwrap());
        let (last, earlier) = amendments.split_last().unwrap();
        if on < last.effective_on {
            let without = chain(earlier).unwrap();
            prop_assert_eq!(all.terms_on(on), without.terms_on(on));
        }
        let known = amendments.iter().filter(|amendment| amendment.effective_on <= on);
        let latest = known.max_by_key(|amendment| (amendment.effective_on, amendment.number));
        let expected = latest.map_or(35_000, |latest| prices[latest.number as usize - 1]);
        prop_assert_eq!(all.terms_on(on).services[0].terms.price, usd(expected));
    }
}
