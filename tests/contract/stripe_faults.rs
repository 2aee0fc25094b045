//! Every fault at every call: nobody is charged or paid back twice, and what is not known is said
//! to be not known.

use chrono::TimeDelta;
use domain::ports::Processor;
use domain::processor::{Charge, Order, RefundOrder, RefundState, Scheme, Taken, Trouble};
use tests::Fault;
use tests::stripe::Conduct;

use crate::office::{Office, days, declines};

/// How long a fault lasts: one call, or until it is mended.
const LENGTHS: [usize; 2] = [0, usize::MAX >> 1];

/// What the program does after an answer that it cannot rely on: it looks, and goes on from there.
fn finish(office: &Office, order: &Order) -> Charge {
    let found = office.stripe.find(order).unwrap();
    match found {
        Some(charge) if charge.state != Taken::Prepared => charge,
        _ => office.stripe.charge(order).unwrap(),
    }
}

/// Runs an order under every fault at every one of its calls; how many runs it were.
fn strike_every_call(
    steps: usize,
    make: impl Fn(&Office) -> Order,
    end: impl Fn(&Office, &Order, Charge),
) -> usize {
    let mut runs = 0;
    for fault in Fault::ALL {
        for step in 1..=steps {
            for length in LENGTHS {
                let office = Office::open();
                let order = make(&office);
                let hasty = office.hasty();
                office.server.strike(fault, step, step.saturating_add(length));
                let outcome = hasty.charge(&order);
                let met = office.server.mend();
                let name = format!("{fault:?} at call {step} for {length}");
                assert!(met + 1 >= step, "{name}: only {met} calls were made");
                let taken = office.taken(&order);
                if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
                    assert_eq!(taken, [0_i64; 0], "{name}: {outcome:?} and yet it was done");
                }
                if !taken.is_empty() {
                    let known = office.stripe.find(&order).unwrap().unwrap();
                    assert_ne!(known.state, Taken::Prepared, "{name}");
                }
                // The error that Stripe keeps for the first day is given again until it is gone.
                office.server.pass(25 * 3_600);
                let charge = finish(&office, &order);
                end(&office, &order, charge);
                runs += 1;
            }
        }
    }
    runs
}

#[test]
fn a_card_is_charged_once_whatever_goes_wrong_at_whichever_call() {
    let runs = strike_every_call(
        3,
        |office| office.order(&office.card()),
        |office, order, charge| {
            assert!(matches!(charge.state, Taken::Settled { .. }), "{charge:?}");
            assert_eq!(office.taken(order), [45_000]);
        },
    );
    assert_eq!(runs, 54);
}

#[test]
fn a_bank_account_is_debited_once_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(
        3,
        |office| office.order(&office.bank()),
        |office, order, charge| {
            assert!(matches!(charge.state, Taken::Processing { .. }), "{charge:?}");
            assert_eq!(office.taken(order), [45_000]);
        },
    );
}

#[test]
fn a_charge_is_handed_over_once_whatever_goes_wrong_at_whichever_call() {
    // Two looks, the draft, its line, and the waking.
    strike_every_call(
        4,
        |office| {
            let card = office.card();
            Order { on: Some(days(5).date_naive()), ..office.order(&card) }
        },
        |office, order, charge| {
            assert_eq!(charge.state, Taken::Held { on: days(5).date_naive() });
            office.server.pass(5 * 86_400);
            assert_eq!(office.taken(order), [45_000]);
        },
    );
}

#[test]
fn a_second_attempt_is_made_once_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(
        3,
        |office| {
            let poor = declines("card_declined", "insufficient_funds");
            let card = office.server.instrument(Scheme::Card, poor);
            let order = office.order(&card);
            let first = office.stripe.charge(&order).unwrap();
            office.server.behave(&card.reference, Conduct::Pays);
            Order { attempt: 2, reference: Some(first.reference), ..order }
        },
        |office, order, charge| {
            assert!(matches!(charge.state, Taken::Settled { .. }), "{charge:?}");
            assert_eq!(office.taken(order), [45_000]);
        },
    );
}

#[test]
fn a_refusal_is_a_refusal_whatever_goes_wrong_at_whichever_call() {
    strike_every_call(
        3,
        |office| {
            let lost = declines("card_declined", "lost_card");
            office.order(&office.server.instrument(Scheme::Card, lost))
        },
        |office, order, charge| {
            assert!(matches!(charge.state, Taken::Declined(_)), "{charge:?}");
            assert_eq!(office.taken(order), [0_i64; 0]);
        },
    );
}

#[test]
fn money_is_paid_back_once_whatever_goes_wrong_at_whichever_call() {
    for fault in Fault::ALL {
        for step in 1..=2 {
            for length in LENGTHS {
                let office = Office::open();
                let charge = office.stripe.charge(&office.order(&office.card())).unwrap();
                let order: RefundOrder = office.refund(&charge.reference, 20_000);
                let hasty = office.hasty();
                office.server.strike(fault, step, step.saturating_add(length));
                let outcome = hasty.refund(&order);
                office.server.mend();
                let done = office.server.refunded(&order.id.to_string());
                if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
                    assert_eq!(done, [0_i64; 0], "{fault:?} at {step}: {outcome:?}");
                }
                let found = office.stripe.find_refund(&order).unwrap();
                assert_eq!(found.is_some(), !done.is_empty(), "{fault:?} at {step}");
                office.server.pass(25 * 3_600);
                assert_eq!(office.stripe.refund(&order).unwrap().state, RefundState::Done);
                assert_eq!(office.server.refunded(&order.id.to_string()), [20_000]);
            }
        }
    }
}

#[test]
fn an_answer_that_was_lost_after_the_money_was_taken_is_called_unknown() {
    for fault in [Fault::BrokenAfterDone, Fault::Truncated, Fault::ErrorAfterDone] {
        let office = Office::open();
        let order = office.order(&office.card());
        office.server.strike(fault, 3, 3);
        let outcome = office.stripe.charge(&order);
        assert!(matches!(outcome, Err(Trouble::Unknown(_))), "{fault:?}: {outcome:?}");
        office.server.mend();
        assert_eq!(office.taken(&order), [45_000], "an act is not sent again");
        let found = office.stripe.find(&order).unwrap().unwrap();
        assert!(matches!(found.state, Taken::Settled { .. }));
    }
}

#[test]
fn an_error_that_is_given_again_for_a_day_charges_once_when_the_day_is_over() {
    let office = Office::open();
    let order = office.order(&office.card());
    office.server.strike(Fault::Error, 3, 3);
    assert!(matches!(office.stripe.charge(&order), Err(Trouble::Unknown(_))));
    office.server.mend();
    for _ in 0..3 {
        assert_eq!(office.stripe.find(&order).unwrap().unwrap().state, Taken::Prepared);
        assert!(matches!(office.stripe.charge(&order), Err(Trouble::Unknown(_))));
        office.server.pass(3_600);
    }
    office.server.pass(86_400);
    assert!(matches!(office.stripe.charge(&order).unwrap().state, Taken::Settled { .. }));
    assert_eq!(office.taken(&order), [45_000]);
}

#[test]
fn a_clock_that_is_wrong_by_a_day_hides_no_charge() {
    for hours in [-26, 26] {
        let office = Office::open();
        let mut order = office.order(&office.card());
        order.begun_at += TimeDelta::hours(hours);
        office.server.strike(Fault::BrokenAfterDone, 3, 3);
        assert!(matches!(office.stripe.charge(&order), Err(Trouble::Unknown(_))));
        office.server.mend();
        office.server.pass(3 * 86_400);
        assert!(office.stripe.find(&order).unwrap().is_some(), "{hours} hours");
        office.stripe.charge(&order).unwrap();
        assert_eq!(office.taken(&order), [45_000]);
    }
}

#[test]
fn a_busy_service_is_asked_again_at_its_own_pace() {
    let office = Office::open();
    office.server.strike(Fault::TooMany, 1, 2);
    assert!(office.stripe.charge(&office.order(&office.card())).is_ok());
    let waits: Vec<u128> = office.waits.lock().unwrap().iter().map(|w| w.as_millis()).collect();
    assert_eq!(waits.len(), 2);
    assert!(waits.iter().all(|wait| *wait >= 1_000), "{waits:?}");
    office.server.mend();
    office.server.strike(Fault::TooMany, 1, usize::MAX);
    let outcome = office.stripe.charge(&office.order(&office.card()));
    let Err(Trouble::Refused(no)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(no.wait, Some(std::time::Duration::from_secs(1)));
    office.server.mend();
}
