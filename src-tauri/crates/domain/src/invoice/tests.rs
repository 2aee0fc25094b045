use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::charge::{Origin, Priced};
use crate::ids::{AgreementServiceId, Id};
use crate::schedule::{Period, Share as Part};
use crate::tax::treatment;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur).unwrap()
}

#[test]
fn an_invoice_of_nothing_is_refused() {
    assert_eq!(Draft::new(Vec::new()), Err(DraftError::Empty));
}

/// Rule 8: paid only when nothing is open; overdue from the day after the due date.
#[test]
fn the_state_follows_from_what_is_open_and_the_day() {
    let at = |open, today| standing(open, 0, 0, false).state(day(10), day(today));
    assert_eq!(at(100, 10), State::Open);
    assert_eq!(at(40, 10), State::PartPaid);
    assert_eq!(at(40, 11), State::Overdue);
    assert_eq!(at(0, 31), State::Paid);
}

#[test]
fn an_age_begins_the_day_after_the_due_date() {
    let ages: Vec<Age> = [0, 1, 30, 31, 60, 61, 90, 91]
        .map(|late| Age::on(day(1), day(1) + chrono::Duration::days(late)))
        .into();
    assert_eq!(
        ages,
        [
            Age::NotDue,
            Age::To30,
            Age::To30,
            Age::To60,
            Age::To60,
            Age::To90,
            Age::To90,
            Age::Over90
        ]
    );
}

fn standing(open: i64, credited: i64, written_off: i64, void: bool) -> Standing {
    let (total, open) = (eur(100), eur(open));
    Standing { total, open, credited: eur(credited), written_off: eur(written_off), void }
}

#[test]
fn what_was_credited_given_up_or_void_is_not_called_paid() {
    let at = |standing: Standing| standing.state(day(10), day(10));
    assert_eq!(at(standing(0, 0, 0, true)), State::Void);
    assert_eq!(at(standing(0, 100, 0, false)), State::Credited);
    assert_eq!(at(standing(0, 40, 60, false)), State::WrittenOff);
    assert_eq!(at(standing(0, 40, 0, false)), State::Paid);
    assert_eq!(at(standing(60, 40, 0, false)), State::Open);
    assert_eq!(at(standing(50, 40, 0, false)), State::PartPaid);
    assert_eq!(standing(10, 40, 20, false).paid().unwrap(), eur(30));
    assert_eq!(standing(10, 40, 20, false).creditable().unwrap(), eur(40));
}

fn charge(net: i64, taxing: &Taxing, due: u32) -> Billed {
    let rates = taxing.on(day(due));
    let (net, tax) = rates.amounts(eur(net)).unwrap();
    let charge = Charge {
        service: AgreementServiceId::from_uuid(uuid::Uuid::nil()),
        occurrence: 0,
        beyond_cap: false,
        period: Period { from: day(due), to: day(due) },
        due_on: day(due),
        quantity: Decimal::ONE,
        price: net,
        net,
        tax,
        rates,
        origin: Origin {
            named_on: day(due),
            moved: None,
            share: Part::Whole,
            priced: Priced::AsAgreed,
        },
    };
    Billed { charge, taxing: taxing.clone() }
}

fn issued(charges: Vec<Billed>, rounding: Rounding) -> Issued {
    Draft::new(charges).unwrap().issue("1".to_owned(), day(20), day(20), rounding).unwrap()
}

/// A tax of 20% until the 15th and 25% from then on.
fn changing(included: bool) -> Taxing {
    let mut taxing = Taxing { included, ..Taxing::flat(20.into()) };
    taxing.taxes[0].rates.push((day(15), 25.into()));
    taxing
}

#[test]
fn the_rate_is_that_of_the_day_of_issue_and_not_of_the_day_a_charge_fell_due() {
    let invoice = issued(vec![charge(10_000, &changing(false), 10)], Rounding::Line);
    assert_eq!((invoice.net, invoice.tax), (eur(10_000), eur(2_500)));
    assert_eq!(invoice.lines[0].shares[0].percent, 25.into());
    let held = issued(vec![charge(10_000, &changing(true), 10)], Rounding::Line);
    assert_eq!((held.net, held.tax, held.total), (eur(8_000), eur(2_000), eur(10_000)));
}

#[test]
fn tax_is_rounded_by_line_or_once_for_each_rate_of_the_document() {
    let three = || (0..3).map(|_| charge(2, &changing(false), 16)).collect::<Vec<_>>();
    let line = issued(three(), Rounding::Line);
    assert_eq!((line.net, line.tax), (eur(6), eur(3)));
    let once = issued(three(), Rounding::Document);
    assert_eq!((once.net, once.tax), (eur(6), eur(2)));
    let taxes: Vec<i64> = once.lines.iter().map(|line| line.charge.tax.minor()).collect();
    assert_eq!(taxes, [1, 0, 1]);
}

/// Golden 13: a quantity at a full discount is nothing, not a fraction of a cent.
#[test]
fn golden_13_a_full_discount_leaves_nothing() {
    let price = crate::proposal::discounted(eur(6_422), Decimal::ONE_HUNDRED).unwrap();
    let rates = treatment("ie_standard").unwrap().taxing(false).on(day(1));
    let worth = crate::charge::worth(price, Decimal::new(225, 2), rates).unwrap();
    assert_eq!(worth, (eur(0), eur(0)));
}

proptest! {
    /// Rule 1: lines, taxes and total agree, by line and by document, whatever is billed; once for
    /// the document, each tax is exactly its rate of the sum.
    #[test]
    fn rule_1_lines_taxes_and_total_of_an_invoice_add_up(
        lines in prop::collection::vec((1_i64..100_000, 0..4_usize), 1..8),
        document in any::<bool>(),
    ) {
        let kinds = ["ca_qc", "ca_on", "ca_zero", "ca_exempt"].map(|code| treatment(code).unwrap());
        let rounding = if document { Rounding::Document } else { Rounding::Line };
        let charges: Vec<Billed> = lines
            .iter()
            .map(|(net, kind)| charge(*net, &kinds[*kind].taxing(false), 10))
            .collect();
        let invoice = issued(charges, rounding);
        let shares = invoice.lines.iter().flat_map(|line| &line.shares);
        let by_kind = by_kind(shares).unwrap();
        let taxes: i64 = by_kind.iter().map(|(_, sum)| sum.minor()).sum();
        prop_assert_eq!(taxes, invoice.tax.minor());
        prop_assert_eq!(invoice.net.minor() + taxes, invoice.total.minor());
        for line in &invoice.lines {
            let of_line: i64 = line.shares.iter().map(|share| share.amount.minor()).sum();
            prop_assert_eq!(of_line, line.charge.tax.minor());
        }
        if document {
            let qst: i64 = lines.iter().filter(|(_, kind)| *kind == 0).map(|(net, _)| net).sum();
            let expected = eur(qst).per_cent(Decimal::new(9_975, 3)).unwrap();
            let found = by_kind.iter().find(|(kind, _)| *kind == Kind::Qst);
            prop_assert_eq!(found.map_or(0, |(_, sum)| sum.minor()), expected.minor());
        }
    }
}
