//! Every fault at every call to GoCardless: nobody is charged twice.

use domain::processor::{Order, Taken, Trouble};
use tests::Fault;

use crate::gocardless::Account;
use crate::office::days;

/// How long a fault lasts: one call, or until it is mended.
const LENGTHS: [usize; 2] = [0, usize::MAX >> 1];

/// Runs an order under every fault at every one of its calls.
fn strike_every_call(steps: usize, make: impl Fn(&Account) -> Order, retries: i64) {
    for fault in Fault::ALL {
        for step in 1..=steps {
            for length in LENGTHS {
                let account = Account::open();
                let order = make(&account);
                let hasty = account.hasty();
                let name = format!("{fault:?} at call {step} for {length}");
                account.server.strike(fault, step, step.saturating_add(length));
                let outcome = hasty.charge(&order);
                account.server.mend();
                let taken = account.taken(&order);
                if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
                    assert_eq!(taken, [0_i64; 0], "{name}: {outcome:?} and yet it was done");
                }
                let found = account.gocardless.find(&order).unwrap();
                let open = found.filter(|charge| charge.state != Taken::Prepared);
                assert_eq!(open.is_some(), !taken.is_empty(), "{name}: {outcome:?}");
                let charge = match open {
                    Some(charge) => charge,
                    None => account.gocardless.charge(&order).unwrap(),
                };
                assert!(matches!(charge.state, Taken::Held { .. }), "{name}");
                assert_eq!(account.taken(&order), [45_000], "{name}");
                assert_eq!(account.server.retries(&charge.reference), retries, "{name}");
                let said = format!("{outcome:?} {:?}", account.calls.lock().unwrap());
                assert!(!said.contains("canary47"), "{said}");
            }
        }
    }
}

#[test]
fn a_bank_account_is_debited_once_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(2, |account| account.order(&account.server.instrument()), 0);
}

#[test]
fn a_payment_of_a_later_day_is_made_once_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(
        3,
        |account| {
            let bank = account.server.instrument();
            Order { on: Some(days(9).date_naive()), ..account.order(&bank) }
        },
        0,
    );
}

#[test]
fn a_payment_is_tried_again_once_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(
        3,
        |account| {
            let order = account.order(&account.server.instrument());
            let first = account.gocardless.charge(&order).unwrap();
            account.server.pass(3_600);
            account.server.becomes("payments", &first.reference, "failed", "insufficient_funds");
            account.server.pass(3_600);
            Order { attempt: 2, reference: Some(first.reference), ..order }
        },
        1,
    );
}

#[test]
fn money_is_paid_back_once_whatever_goes_wrong_at_whichever_call() {
    for fault in Fault::ALL {
        for step in 1..=2 {
            for length in LENGTHS {
                let account = Account::open();
                let order = account.order(&account.server.instrument());
                let name = account.gocardless.charge(&order).unwrap().reference;
                account.server.becomes("payments", &name, "confirmed", "");
                let refund = account.refund(&name, 20_000, 0);
                let hasty = account.hasty();
                account.server.strike(fault, step, step.saturating_add(length));
                let outcome = hasty.refund(&refund);
                account.server.mend();
                let done = account.gocardless.find_refund(&refund).unwrap();
                if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
                    assert_eq!(done, None, "{fault:?} at {step}: {outcome:?}");
                }
                account.gocardless.refund(&refund).unwrap();
                let back = account.gocardless.read(&name).unwrap().refunded;
                assert_eq!(back.minor(), 20_000, "{fault:?} at {step}");
            }
        }
    }
}
