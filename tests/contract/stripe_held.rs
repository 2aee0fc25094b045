//! Charges that Stripe holds for a day.

use domain::ports::Processor;
use domain::processor::{Order, Reason, Scheme, Taken};
use tests::stripe::Conduct;

use crate::office::{Office, days, declined, declines, dollars, refused};

/// An order for the fifth day from now.
fn ahead(office: &Office, order: Order) -> Order {
    Order {
        on: Some(days(5).date_naive()),
        begun_at: office.order(&order.instrument).begun_at,
        ..order
    }
}

#[test]
fn a_held_charge_is_taken_on_its_day_without_this_computer() {
    let office = Office::open();
    let order = ahead(&office, office.order(&office.card()));
    let held = office.stripe.charge(&order).unwrap();
    assert_eq!(held.state, Taken::Held { on: days(5).date_naive() });
    assert_eq!(office.stripe.charge(&order), Ok(held.clone()));
    assert_eq!(office.stripe.find(&order), Ok(Some(held.clone())));
    assert_eq!(office.taken(&order), [0_i64; 0]);

    office.server.pass(5 * 86_400);
    let charge = office.stripe.read(&held.reference).unwrap();
    assert_eq!(charge.state, Taken::Settled { on: days(5).date_naive() });
    assert_eq!((&charge.reference, charge.fee), (&held.reference, Some(dollars(1_335))));
    assert_eq!(office.stripe.charge(&order).unwrap().state, charge.state);
    assert_eq!(office.taken(&order), [45_000]);
    let refund = office.refund(&held.reference, 45_000);
    office.stripe.refund(&refund).unwrap();
    assert_eq!(office.stripe.read(&held.reference).unwrap().refunded, dollars(45_000));
}

#[test]
fn a_held_charge_is_taken_back_before_its_day_and_not_after() {
    let office = Office::open();
    let order = ahead(&office, office.order(&office.card()));
    let held = office.stripe.charge(&order).unwrap();
    assert_eq!(office.stripe.retract(&held.reference).unwrap().state, Taken::Retracted);
    assert_eq!(office.stripe.find(&order), Ok(None));
    office.server.pass(6 * 86_400);
    assert_eq!(office.taken(&order), [0_i64; 0]);

    let order = Order { on: Some(days(7).date_naive()), ..office.order(&office.card()) };
    let held = office.stripe.charge(&order).unwrap();
    office.server.pass(86_400);
    assert_eq!(refused(office.stripe.retract(&held.reference)), Reason::TooLate);
}

#[test]
fn a_held_charge_that_is_refused_is_tried_again_or_given_up() {
    let office = Office::open();
    let poor = declines("card_declined", "insufficient_funds");
    let card = office.server.instrument(Scheme::Card, poor);
    let order = ahead(&office, office.order(&card));
    let held = office.stripe.charge(&order).unwrap();
    office.server.pass(5 * 86_400);
    assert_eq!(declined(&office.stripe.read(&held.reference).unwrap().state), Reason::Funds);
    assert_eq!(declined(&office.stripe.charge(&order).unwrap().state), Reason::Funds);

    let again = Order { attempt: 2, reference: Some(held.reference.clone()), ..order.clone() };
    assert_eq!(declined(&office.stripe.charge(&again).unwrap().state), Reason::Funds);
    office.server.behave(&card.reference, Conduct::Pays);
    let third = Order { attempt: 3, ..again };
    assert!(matches!(office.stripe.charge(&third).unwrap().state, Taken::Settled { .. }));
    assert_eq!(office.taken(&order), [45_000]);

    let card = office.server.instrument(Scheme::Card, poor);
    let order = Order { on: Some(days(9).date_naive()), ..office.order(&card) };
    let held = office.stripe.charge(&order).unwrap();
    office.server.pass(5 * 86_400);
    assert_eq!(office.stripe.retract(&held.reference).unwrap().state, Taken::Retracted);
    assert_eq!(office.stripe.read(&held.reference).unwrap().state, Taken::Retracted);
}

#[test]
fn a_held_debit_is_on_its_way_until_the_bank_has_let_it_through() {
    let office = Office::open();
    let order = ahead(&office, office.order(&office.bank()));
    let held = office.stripe.charge(&order).unwrap();
    office.server.pass(5 * 86_400);
    let state = || office.stripe.read(&held.reference).unwrap().state;
    assert!(matches!(state(), Taken::Processing { .. }));
    assert_eq!(refused(office.stripe.retract(&held.reference)), Reason::TooLate);
    office.server.settle(&office.server.behind(&held.reference));
    assert!(matches!(state(), Taken::Settled { .. }));
    office.server.dispute(&office.server.behind(&held.reference), "insufficient_funds");
    assert!(matches!(state(), Taken::Returned { .. }));
}
