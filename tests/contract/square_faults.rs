//! Every fault at every call to Square: nobody is charged twice.

use domain::processor::{Answer, Order, PayoutState, Reason, Taken, Trouble};
use serde_json::json;
use tests::Fault;

use crate::office::{days, declined};
use crate::square::Account;

/// How long a fault lasts: one call, or until it is mended.
const LENGTHS: [usize; 2] = [0, usize::MAX >> 1];

/// Runs an order under every fault at every one of its calls.
fn strike_every_call(steps: usize, make: impl Fn(&Account) -> Order) {
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
                let found = account.square.find(&order).unwrap();
                assert_eq!(found.is_some(), !taken.is_empty(), "{name}: {outcome:?}");
                let charge = account.square.charge(&order).unwrap();
                let good = matches!(charge.state, Taken::Held { .. } | Taken::Settled { .. });
                assert!(good, "{name}: {charge:?}");
                assert_eq!(account.taken(&order), [45_000], "{name}");
                // As the program goes on where it believes the attempt to have failed.
                let next = Order { attempt: order.attempt + 1, ..order };
                account.square.charge(&next).unwrap();
                assert_eq!(account.taken(&next), [45_000], "{name}");
                let said = format!("{outcome:?} {:?}", account.calls.lock().unwrap());
                assert!(!said.contains("canary47"), "{said}");
            }
        }
    }
}

/// How many calls an order makes where all goes well.
fn steps(make: impl Fn(&Account) -> Order) -> usize {
    let account = Account::open();
    let order = make(&account);
    account.calls.lock().unwrap().clear();
    account.square.charge(&order).unwrap();
    account.calls.lock().unwrap().len()
}

#[test]
fn a_card_is_charged_once_whatever_goes_wrong_at_whichever_call() {
    let make = |account: &Account| account.order(&account.server.instrument());
    assert_eq!(steps(make), 4);
    strike_every_call(4, make);
}

#[test]
fn a_charge_of_a_later_day_is_made_once_whatever_goes_wrong_at_whichever_call() {
    let make = |account: &Account| {
        let on = Some(days(9).date_naive());
        Order { on, ..account.order(&account.server.instrument()) }
    };
    assert_eq!(steps(make), 5);
    strike_every_call(5, make);
}

#[test]
fn a_refused_card_is_tried_again_once_whatever_goes_wrong_at_whichever_call() {
    let make = |account: &Account| {
        let order = account.order(&account.server.instrument());
        account.server.behave(&order.instrument.reference, "INSUFFICIENT_FUNDS");
        let first = account.square.charge(&order).unwrap();
        account.server.behave(&order.instrument.reference, "");
        Order { attempt: 2, reference: Some(first.reference), ..order }
    };
    assert_eq!(steps(make), 3);
    // Another program than the first asks for the location anew.
    strike_every_call(4, make);
}

#[test]
fn money_is_paid_back_once_whatever_goes_wrong_at_whichever_call() {
    for fault in Fault::ALL {
        for step in 1..=3 {
            for length in LENGTHS {
                let account = Account::open();
                let order = account.order(&account.server.instrument());
                let name = account.square.charge(&order).unwrap().reference;
                let refund = account.refund(&name, 20_000);
                let hasty = account.hasty();
                account.server.strike(fault, step, step.saturating_add(length));
                let outcome = hasty.refund(&refund);
                account.server.mend();
                let done = account.square.find_refund(&refund).unwrap();
                if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
                    assert_eq!(done, None, "{fault:?} at {step}: {outcome:?}");
                }
                account.square.refund(&refund).unwrap();
                let back = account.square.read(&name).unwrap().refunded;
                assert_eq!(back.minor(), 20_000, "{fault:?} at {step}");
            }
        }
    }
}

#[test]
fn a_charge_whose_key_is_forgotten_is_found_by_its_order() {
    for length in LENGTHS {
        let account = Account::open();
        let order = account.order(&account.server.instrument());
        account.server.strike(Fault::BrokenAfterDone, 4, 4_usize.saturating_add(length));
        let outcome = account.hasty().charge(&order);
        assert!(matches!(outcome, Err(Trouble::Unknown(_))), "{outcome:?}");
        account.server.mend();
        account.server.forget_keys();
        account.pass_days(40);
        assert!(account.square.find(&order).unwrap().is_some());
        account.square.charge(&order).unwrap();
        assert_eq!(account.taken(&order), [45_000]);
    }
}

#[test]
fn a_clock_that_is_wrong_by_a_day_hides_no_charge() {
    for off in [-1, 1] {
        let account = Account::open();
        let order = Order { begun_at: days(off), ..account.order(&account.server.instrument()) };
        let charge = account.square.charge(&order).unwrap();
        account.server.forget_keys();
        assert_eq!(account.square.find(&order), Ok(Some(charge.clone())));
        assert_eq!(account.square.charge(&order), Ok(charge));
        assert_eq!(account.taken(&order), [45_000]);
    }
}

#[test]
fn a_refusal_that_the_list_does_not_show_yet_is_not_asked_for_twice() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    account.server.behave(&order.instrument.reference, "INSUFFICIENT_FUNDS");
    account.square.charge(&order).unwrap();
    account.server.lag();
    assert_eq!(account.square.find(&order), Ok(None));
    let again = account.square.charge(&order).unwrap();
    assert_eq!(declined(&again.state), Reason::Funds);
    assert_eq!(account.server.refusals(&order.collection.to_string()), 1);
}

#[test]
fn what_comes_twice_and_in_the_wrong_order_is_told_once() {
    let account = Account::open();
    let start = account.square.changes("").unwrap();
    let card = account.server.instrument();
    for _ in 0..5 {
        account.server.pass(60);
        account.square.charge(&account.order(&card)).unwrap();
    }
    account.server.jumble_events();
    let told = account.square.changes(&start.cursor).unwrap();
    assert_eq!(told.hints.len(), 5);
    assert!(told.hints.is_sorted_by_key(|hint| hint.at));
    assert_eq!(account.square.changes(&told.cursor).unwrap().hints, []);
}

#[test]
fn a_payout_that_bounces_is_told() {
    let account = Account::open();
    let payout = account.server.pay_out(100, &[]);
    account.server.alter("payouts", &payout, json!({ "status": "FAILED" }));
    let payouts = account.square.payouts(days(0).date_naive()).unwrap();
    assert_eq!(payouts[0].state, PayoutState::Bounced);
}

#[test]
fn a_page_is_opened_once_whatever_goes_wrong_at_whichever_call() {
    for fault in Fault::ALL {
        for step in 1..=6 {
            for length in LENGTHS {
                let account = Account::open();
                let bill = account.bill();
                let hasty = account.hasty();
                account.server.strike(fault, step, step.saturating_add(length));
                let first = hasty.pay_page(&bill);
                account.server.mend();
                let page = account.square.pay_page(&bill).unwrap();
                if let Ok(first) = first {
                    assert_eq!(first, page, "{fault:?} at {step}");
                }
                account.server.pay_page(&page.reference, true);
                let answer = account.square.read_page(&page.reference).unwrap();
                assert!(matches!(answer, Answer::Permitted(_)), "{fault:?} at {step}");
                assert_eq!(account.server.taken(&bill.collection.to_string()), [45_000]);
            }
        }
    }
}
