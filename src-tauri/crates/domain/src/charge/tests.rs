use uuid::Uuid;

use super::*;
use crate::ids::Id;
use crate::money::Currency;
use crate::schedule::{DueDay, Every};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn terms(billing: Billing) -> ServiceTerms {
    ServiceTerms {
        id: AgreementServiceId::from_uuid(Uuid::nil()),
        billing,
        quantity: Decimal::ONE,
        price: Money::new(45_000, Currency::Gbp).unwrap(),
        introductory: None,
        tax_percent: Decimal::from(20),
    }
}

#[test]
fn a_monthly_service_is_billed_once_a_month_from_its_start() {
    let rule = Recurrence { every: Every::Month, day: DueDay::StartDay };
    let found =
        charges(&terms(Billing::Recurring(rule)), day(2026, 1, 31), &[], day(2026, 3, 30)).unwrap();
    let shown: Vec<String> = found
        .iter()
        .map(|c| {
            format!(
                "{} {} to {} {} + {}",
                c.due_on,
                c.period.from,
                c.period.to,
                c.net.plain(),
                c.tax.plain()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "2026-01-31 2026-01-31 to 2026-02-27 450.00 + 90.00",
            "2026-02-28 2026-02-28 to 2026-03-30 450.00 + 90.00",
        ]
    );
}

#[test]
fn work_done_is_billed_on_its_day_and_never_before() {
    let done = [Delivered { sequence: 3, on: day(2026, 4, 2), quantity: Decimal::new(15, 1) }];
    let hourly = terms(Billing::Hourly { cap_hours: Decimal::TEN });
    assert_eq!(charges(&hourly, day(2026, 1, 1), &done, day(2026, 4, 1)), Ok(vec![]));
    let found = charges(&hourly, day(2026, 1, 1), &done, day(2026, 4, 2)).unwrap();
    assert_eq!((found[0].occurrence, found[0].net.plain()), (3, "675.00".to_owned()));
    let once =
        charges(&terms(Billing::OnCompletion), day(2026, 1, 1), &done, day(2026, 4, 2)).unwrap();
    assert_eq!(once[0].net.plain(), "450.00");
}

#[test]
fn an_introductory_price_holds_for_its_periods_and_no_longer() {
    let rule = Recurrence { every: Every::Month, day: DueDay::StartDay };
    let less = Money::new(30_000, Currency::Gbp).unwrap();
    let terms = ServiceTerms {
        introductory: Some(Introductory { price: less, periods: 2 }),
        ..terms(Billing::Recurring(rule))
    };
    let found = charges(&terms, day(2026, 1, 1), &[], day(2026, 4, 1)).unwrap();
    let nets: Vec<i64> = found.iter().map(|charge| charge.net.minor()).collect();
    assert_eq!(nets, [30_000, 30_000, 45_000, 45_000]);
}
