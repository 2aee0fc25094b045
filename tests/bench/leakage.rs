//! Leakage of many agreements over three years: three services each, a charge in fifty not billed
//! and one in fifty waived. One agreement at a time, as the command does it, so that memory does
//! not grow with their number.

use chrono::{Days, NaiveDate};
use domain::charge::{Course, charges};
use domain::ids::{AgreementId, Id};
use domain::leakage::{Billed, Claim, Entitled, Key, Proof, Totals, Waived, leakage};
use domain::money::Currency;
use uuid::Uuid;

use crate::charges::rules;
use crate::{Report, median, memory, milliseconds};

/// How many agreements, from few to ten times the aim.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

pub(crate) fn measure(report: &mut Report) {
    for agreements in SIZES {
        let mut count = 0;
        let time = median(3, || count = all(agreements));
        let what = format!("Leakage of {agreements} agreements over 3 years, {count} charges");
        let held = memory(std::process::id());
        report.add(&what, format!("{} (process at {held})", milliseconds(time)));
    }
}

fn all(agreements: u64) -> usize {
    let rules = rules();
    let holidays = domain::holidays::Holidays::default();
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day");
    let until = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let clause = Some("FEE".to_owned());
    let proof = Proof { clause, revision: Some(1), page: Some(3), amendment: None };
    let mut totals = Totals::zero(Currency::Usd);
    let (mut count, mut leaks) = (0, 0);
    for n in 0..agreements {
        let course = Course { holidays: &holidays, ..Course::starting(first + Days::new(n % 28)) };
        let agreement = AgreementId::from_uuid(Uuid::from_u128(u128::from(n)));
        let (mut entitled, mut billed, mut waived) = (Vec::new(), Vec::new(), Vec::new());
        for terms in &rules {
            for charge in charges(terms, &course, until).expect("small amounts").due {
                let key = Key {
                    agreement,
                    service: charge.service,
                    occurrence: charge.occurrence,
                    beyond_cap: false,
                };
                let (period, price, net) = (charge.period, charge.price, charge.net);
                let claim = Claim::Agreed;
                entitled.push(Entitled { key, period, price, net, claim, proof: &proof });
                match entitled.len() % 50 {
                    1 => {}
                    2 => waived.push(Waived { key, net }),
                    _ => billed.push(Billed { key, price, net }),
                }
            }
        }
        let found = leakage(&entitled, &billed, &waived).expect("each key once");
        totals = totals.plus(found.totals[&Currency::Usd]).expect("small amounts");
        count += entitled.len();
        leaks += found.leaks.len();
    }
    assert!(leaks > 0 && totals.leaked.is_positive() && totals.over.is_zero());
    count
}
