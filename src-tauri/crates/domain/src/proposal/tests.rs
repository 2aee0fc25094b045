use super::*;
use crate::schedule::Recurrence;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

fn line(billing: Billing, quantity: i64, price: i64) -> Line {
    Line {
        billing,
        quantity: Decimal::from(quantity),
        price: usd(price),
        tax_percent: Decimal::ZERO,
    }
}

fn each(every: Every) -> Billing {
    Billing::Recurring(Recurrence { every, day: DueDay::StartDay })
}

/// The figures of the design's proposal: 820.00 a month × 12 + 2,570.00 = 12,410.00.
#[test]
fn the_totals_of_an_offer_can_be_checked_by_hand() {
    let lines = [
        line(each(Every::Month), 1, 56_000),
        line(each(Every::Month), 8, 2_000),
        line(each(Every::Month), 1, 10_000),
        line(Billing::OnAcceptance, 4, 28_000),
        line(each(Every::Year), 1, 145_000),
    ];
    let start = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let totals = totals(Currency::Usd, &lines, Decimal::ZERO, start).unwrap();
    assert_eq!(totals.per_month, usd(82_000));
    assert_eq!(totals.first_year, usd(1_241_000));
    assert_eq!(totals.due_on_acceptance, usd(82_000 + 112_000 + 145_000));
}

#[test]
fn a_discount_is_rounded_on_the_price_so_that_price_times_quantity_holds() {
    let price = discounted(usd(33_333), Decimal::TEN).unwrap();
    assert_eq!(price, usd(30_000));
    assert_eq!(discounted(usd(1), Decimal::ONE_HUNDRED), Ok(usd(0)));
}
