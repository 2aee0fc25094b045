//! Every charge of many agreements over five years: three services each, one of them on working
//! days only.

use std::num::NonZeroU8;

use chrono::{Days, NaiveDate};
use domain::charge::{Billing, Course, ServiceTerms, charges};
use domain::holidays::{Holidays, Place};
use domain::ids::{AgreementServiceId, Id};
use domain::money::{Currency, Money};
use domain::schedule::{Cadence, DueDay, Every, Recurrence, Shift};
use domain::tax::Taxing;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{Report, median, milliseconds};

/// How many agreements, from few to ten times the aim and more.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

pub(crate) fn measure(report: &mut Report) {
    for agreements in SIZES {
        let mut count = 0;
        let time = median(3, || count = all(agreements));
        let what = format!("Charges of {agreements} agreements over 5 years, {count} charges");
        report.add(&what, milliseconds(time));
    }
}

fn all(agreements: u64) -> usize {
    let rules = rules();
    let holidays = Holidays { place: Some(Place::UnitedStates), ..Holidays::default() };
    let first = NaiveDate::from_ymd_opt(2021, 1, 1).expect("a day");
    let until = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let mut count = 0;
    for n in 0..agreements {
        let course = Course { holidays: &holidays, ..Course::starting(first + Days::new(n % 28)) };
        for terms in &rules {
            count += charges(terms, &course, until).expect("small amounts").due.len();
        }
    }
    count
}

/// A service on the last working day of each month, one each fortnight, one each quarter.
pub(crate) fn rules() -> [ServiceTerms; 3] {
    let shifted =
        Recurrence { shift: Shift::Next, ..Recurrence::each(Every::MONTH, DueDay::LastDay) };
    let fortnightly = Recurrence::new(Cadence::Weeks(NonZeroU8::new(2).expect("not zero")));
    let quarterly = Recurrence::each(Every::QUARTER, DueDay::StartDay);
    [(1, shifted), (2, fortnightly), (3, quarterly)].map(|(n, rule)| ServiceTerms {
        id: AgreementServiceId::from_uuid(Uuid::from_u128(n)),
        billing: Billing::Recurring(rule),
        quantity: Decimal::ONE,
        price: Money::new(45_000, Currency::from_code("USD").expect("a currency")).expect("small"),
        introductory: None,
        milestones: Vec::new(),
        taxing: Taxing::flat(Decimal::new(55, 1)),
    })
}
