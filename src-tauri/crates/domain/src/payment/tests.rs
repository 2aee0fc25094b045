use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::Id;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn open(n: u128, days: i64, minor: i64) -> Open {
    let due_on = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Duration::days(days);
    Open { id: InvoiceId::from_uuid(Uuid::from_u128(n)), due_on, open: usd(minor) }
}

#[test]
fn an_exact_invoice_comes_before_the_oldest() {
    let parts = suggest(usd(300), &[open(1, 0, 500), open(2, 9, 300)]).unwrap();
    assert_eq!(parts, [Part { id: open(2, 9, 300).id, amount: usd(300) }]);
}

#[test]
fn otherwise_the_oldest_is_paid_first_and_the_rest_is_credit() {
    let parts = suggest(usd(1_000), &[open(1, 5, 300), open(2, 0, 500)]).unwrap();
    let amounts: Vec<i64> = parts.iter().map(|part| part.amount.minor()).collect();
    assert_eq!(amounts, [500, 300]);
}

#[test]
fn parts_are_refused_in_the_order_of_the_checks() {
    let part = |n, minor| Part { id: open(n, 0, 1).id, amount: usd(minor) };
    let refused = |parts: &[(Part, Money)]| check(usd(100), parts).unwrap_err().to_string();
    assert_eq!(refused(&[(part(1, 0), usd(5))]), "a part of a payment must be more than 0.00");
    assert_eq!(
        refused(&[(part(1, 2), usd(5)), (part(1, 2), usd(5))]),
        "an invoice appears twice; give it one amount"
    );
    assert_eq!(refused(&[(part(1, 6), usd(5))]), "0.06 is more than the 0.05 still open on it");
    assert_eq!(
        refused(&[(part(1, 200), usd(900))]),
        "the parts come to 2.00, more than the 1.00 there is"
    );
    assert_eq!(check(usd(100), &[(part(1, 40), usd(40))]), Ok(usd(60)));
}

proptest! {
    /// Invariants I2 and I3: no part beyond its invoice, no parts beyond the payment.
    #[test]
    fn a_suggestion_can_always_be_joined(
        amount in 1_i64..1_000_000,
        opens in prop::collection::vec((0_i64..400, 1_i64..300_000), 0..20),
    ) {
        let invoices: Vec<Open> =
            opens.iter().zip(1_u128..).map(|((days, minor), n)| open(n, *days, *minor)).collect();
        let parts = suggest(usd(amount), &invoices).unwrap();
        let with_open: Vec<(Part, Money)> = parts
            .iter()
            .map(|part| (*part, invoices.iter().find(|i| i.id == part.id).unwrap().open))
            .collect();
        prop_assert!(check(usd(amount), &with_open).is_ok());
    }
}
