//! Charges, refunds, returns and disputes at Stripe.

use domain::ports::Processor;
use domain::processor::{DisputeState, Order, Reason, RefundState, Scheme, Taken, Trouble};
use tests::stripe::Conduct;

use crate::office::{Office, days, declined, declines, dollars, morning, refused};

/// The next attempt at the same charge.
fn next(order: &Order, reference: &str) -> Order {
    let reference = Some(reference.to_owned());
    Order { attempt: order.attempt + 1, reference, ..order.clone() }
}

#[test]
fn a_card_pays_at_once_and_the_fee_is_known() {
    let office = Office::open();
    let order = office.order(&office.card());
    let charge = office.stripe.charge(&order).unwrap();
    assert_eq!(charge.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(charge.fee, Some(dollars(1_335)));
    assert_eq!((charge.amount, charge.refunded), (dollars(45_000), dollars(0)));
    assert_eq!(office.taken(&order), [45_000]);
    let steps = [
        "GET /v1/payment_intents",
        "POST /v1/payment_intents",
        "POST /v1/payment_intents/{id}/confirm",
    ];
    assert_eq!(office.server.calls(), steps);
}

#[test]
fn the_same_attempt_twice_is_one_charge_with_or_without_its_name() {
    let office = Office::open();
    let order = office.order(&office.card());
    let first = office.stripe.charge(&order).unwrap();
    assert_eq!(office.stripe.charge(&order), Ok(first.clone()));
    let named = Order { reference: Some(first.reference.clone()), ..order.clone() };
    assert_eq!(office.stripe.charge(&named), Ok(first.clone()));
    office.server.pass(2 * 86_400);
    assert_eq!(office.stripe.charge(&order), Ok(first.clone()), "the key is forgotten by now");
    assert_eq!(office.stripe.find(&order), Ok(Some(first.clone())));
    assert_eq!(office.stripe.read(&first.reference), Ok(first));
    assert_eq!(office.taken(&order), [45_000]);
}

#[test]
fn two_laptops_with_one_key_charge_once() {
    let office = Office::open();
    let order = office.order(&office.card());
    let other = office.hasty();
    assert_eq!(office.stripe.charge(&order), other.charge(&order));
    assert_eq!(office.taken(&order), [45_000]);
}

#[test]
fn each_refusal_says_what_comes_next() {
    let office = Office::open();
    for (code, decline, advice, reason) in [
        ("card_declined", "insufficient_funds", "", Reason::Funds),
        ("card_declined", "insufficient_funds", "do_not_try_again", Reason::Forbidden),
        ("card_declined", "do_not_honor", "", Reason::TryLater),
        ("card_declined", "lost_card", "", Reason::MethodDead),
        ("card_declined", "revocation_of_authorization", "", Reason::PermissionGone),
        ("expired_card", "", "", Reason::MethodDead),
        ("authentication_required", "", "", Reason::PayerMustAct),
        ("card_declined", "a_code_of_2027", "", Reason::TryLater),
    ] {
        let conduct = Conduct::Declines { code, decline, advice };
        let order = office.order(&office.server.instrument(Scheme::Card, conduct));
        let charge = office.stripe.charge(&order).unwrap();
        assert_eq!(declined(&charge.state), reason, "{code} {decline} {advice}");
        assert_eq!(office.taken(&order), [0_i64; 0]);
        let Some(found) = office.stripe.find(&order).unwrap() else { panic!("{code} is lost") };
        assert_eq!(declined(&found.state), reason);
    }
}

#[test]
fn another_attempt_confirms_the_same_intent() {
    let office = Office::open();
    let poor = declines("card_declined", "insufficient_funds");
    let card = office.server.instrument(Scheme::Card, poor);
    let order = office.order(&card);
    let first = office.stripe.charge(&order).unwrap();
    let same = office.stripe.charge(&order).unwrap();
    assert_eq!(declined(&same.state), Reason::Funds);
    let confirmed = office.server.calls().iter().filter(|call| call.ends_with("/confirm")).count();
    assert_eq!(confirmed, 1, "this attempt was made");

    let second = next(&order, &first.reference);
    let waiting = office.stripe.find(&second).unwrap().unwrap();
    assert_eq!(waiting.state, Taken::Prepared, "the refusal was the first attempt's");
    assert_eq!(declined(&office.stripe.charge(&second).unwrap().state), Reason::Funds);
    assert_eq!(declined(&office.stripe.find(&second).unwrap().unwrap().state), Reason::Funds);

    office.server.behave(&card.reference, Conduct::Pays);
    let third = office.stripe.charge(&next(&second, &first.reference)).unwrap();
    assert_eq!(third.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(third.reference, first.reference);
    assert_eq!(office.taken(&order), [45_000]);
}

#[test]
fn another_attempt_may_take_another_method_and_another_amount() {
    let office = Office::open();
    let lost = declines("card_declined", "lost_card");
    let order = office.order(&office.server.instrument(Scheme::Card, lost));
    let first = office.stripe.charge(&order).unwrap();
    let mut card = office.card();
    card.payer.clone_from(&order.instrument.payer);
    card.reference = office.server.add_method(&card.payer);
    let second =
        Order { instrument: card, amount: dollars(40_000), ..next(&order, &first.reference) };
    let charge = office.stripe.charge(&second).unwrap();
    assert_eq!((charge.reference, charge.amount), (first.reference, dollars(40_000)));
    assert_eq!(office.taken(&order), [40_000]);
}

#[test]
fn a_debit_is_paid_only_when_it_has_settled() {
    let office = Office::open();
    let order = office.order(&office.bank());
    let charge = office.stripe.charge(&order).unwrap();
    let expected_on = Some(days(4).date_naive());
    assert_eq!(charge.state, Taken::Processing { expected_on });
    assert_eq!(refused(office.stripe.retract(&charge.reference)), Reason::TooLate);
    office.server.pass(4 * 86_400);
    office.server.settle(&charge.reference);
    let settled = office.stripe.read(&charge.reference).unwrap();
    assert_eq!(settled.state, Taken::Settled { on: days(4).date_naive() });
    assert_eq!(settled.fee, Some(dollars(360)));
}

#[test]
fn a_debit_that_the_bank_refuses_is_declined() {
    let office = Office::open();
    for (code, reason) in [
        ("insufficient_funds", Reason::Funds),
        ("account_closed", Reason::MethodDead),
        ("debit_not_authorized", Reason::PermissionGone),
    ] {
        let order = office.order(&office.bank());
        let charge = office.stripe.charge(&order).unwrap();
        office.server.fail(&charge.reference, code);
        let failed = office.stripe.read(&charge.reference).unwrap();
        assert_eq!(declined(&failed.state), reason);
        assert_eq!(office.taken(&order), [0_i64; 0]);
    }
}

#[test]
fn a_settled_debit_can_come_back() {
    let office = Office::open();
    for (why, reason) in [
        ("insufficient_funds", Reason::Funds),
        ("debit_not_authorized", Reason::PermissionGone),
        ("bank_cannot_process", Reason::TryLater),
        ("incorrect_account_details", Reason::MethodDead),
        ("a_word_of_2027", Reason::PermissionGone),
    ] {
        let charge = office.stripe.charge(&office.order(&office.bank())).unwrap();
        office.server.settle(&charge.reference);
        office.server.dispute(&charge.reference, why);
        let back = office.stripe.read(&charge.reference).unwrap();
        let Taken::Returned { on, why } = back.state else { panic!("{:?}", back.state) };
        assert_eq!((on, why.reason), (morning().date_naive(), reason));
    }
}

#[test]
fn a_disputed_card_payment_waits_for_an_answer_and_ends() {
    let office = Office::open();
    for (won, end) in [(true, DisputeState::Won), (false, DisputeState::Lost)] {
        let charge = office.stripe.charge(&office.order(&office.card())).unwrap();
        office.server.dispute(&charge.reference, "fraudulent");
        let state = |name: &str| match office.stripe.read(name).unwrap().state {
            Taken::Disputed(dispute) => dispute,
            other => panic!("{other:?}"),
        };
        let dispute = state(&charge.reference);
        assert_eq!((dispute.state, dispute.amount), (DisputeState::Open, dollars(45_000)));
        assert_eq!(dispute.reply_by, Some(days(14)));
        assert_eq!(dispute.reason, "fraudulent");
        office.server.decide(&charge.reference, won);
        assert_eq!(state(&charge.reference).state, end);
    }
}

#[test]
fn a_word_that_nobody_knows_is_shown_and_not_guessed() {
    let office = Office::open();
    let charge = office.stripe.charge(&office.order(&office.card())).unwrap();
    office.server.alter(&charge.reference, serde_json::json!({ "status": "requires_capture" }));
    let word = "requires_capture".to_owned();
    assert_eq!(office.stripe.read(&charge.reference).unwrap().state, Taken::Strange { word });
}

#[test]
fn what_took_nothing_can_be_taken_back_and_then_charged_anew() {
    let office = Office::open();
    let asks = declines("authentication_required", "");
    let card = office.server.instrument(Scheme::Card, asks);
    let order = office.order(&card);
    let charge = office.stripe.charge(&order).unwrap();
    assert_eq!(office.stripe.retract(&charge.reference).unwrap().state, Taken::Retracted);
    assert_eq!(office.stripe.retract(&charge.reference).unwrap().state, Taken::Retracted);
    assert_eq!(office.stripe.find(&order).unwrap().unwrap().state, Taken::Retracted);
    office.server.behave(&card.reference, Conduct::Pays);
    let again = Order { attempt: 2, ..order.clone() };
    let charge = office.stripe.charge(&again).unwrap();
    assert!(matches!(charge.state, Taken::Settled { .. }));
    assert_eq!(refused(office.stripe.retract(&charge.reference)), Reason::TooLate);
    assert_eq!(office.taken(&order), [45_000]);
}

#[test]
fn what_cannot_be_charged_is_refused_with_its_reason() {
    let office = Office::open();
    let small = Order { amount: dollars(49), ..office.order(&office.card()) };
    assert_eq!(refused(office.stripe.charge(&small)), Reason::NotThisAmount);

    let bank = office.bank();
    office.server.end_mandate(&bank.mandate);
    assert_eq!(refused(office.stripe.charge(&office.order(&bank))), Reason::PermissionGone);

    let gone = office.card();
    office.stripe.revoke(&gone).unwrap();
    assert_eq!(refused(office.stripe.charge(&office.order(&gone))), Reason::MethodDead);

    let mut foreign = office.card();
    foreign.scheme = Scheme::BecsNz;
    assert_eq!(refused(office.stripe.charge(&office.order(&foreign))), Reason::NotThisAmount);

    for name in ["pi_none", "../../v1/account", ""] {
        assert_eq!(refused(office.stripe.read(name)), Reason::NotFound, "{name}");
    }
}

#[test]
fn money_is_paid_back_once_in_parts_or_whole() {
    let office = Office::open();
    let charge = office.stripe.charge(&office.order(&office.card())).unwrap();
    let part = office.refund(&charge.reference, 15_000);
    assert_eq!(office.stripe.find_refund(&part), Ok(None));
    let refund = office.stripe.refund(&part).unwrap();
    assert_eq!(refund.state, RefundState::Done);
    office.server.pass(2 * 86_400);
    assert_eq!(office.stripe.refund(&part), Ok(refund.clone()), "the key is forgotten by now");
    assert_eq!(office.stripe.find_refund(&part), Ok(Some(refund.clone())));
    assert_eq!(office.stripe.read_refund(&refund.reference), Ok(refund));
    assert_eq!(office.server.refunded(&part.id.to_string()), [15_000]);
    assert_eq!(office.stripe.read(&charge.reference).unwrap().refunded, dollars(15_000));

    let much = office.refund(&charge.reference, 40_000);
    assert!(matches!(office.stripe.refund(&much), Err(Trouble::Refused(_))));
    office.stripe.refund(&office.refund(&charge.reference, 30_000)).unwrap();
    let more = office.refund(&charge.reference, 1_000);
    assert_eq!(refused(office.stripe.refund(&more)), Reason::NotThisAmount);
}

#[test]
fn a_refund_to_a_bank_account_takes_days_and_may_fail() {
    let office = Office::open();
    let charge = office.stripe.charge(&office.order(&office.bank())).unwrap();
    office.server.settle(&charge.reference);
    let refund = office.stripe.refund(&office.refund(&charge.reference, 45_000)).unwrap();
    assert_eq!(refund.state, RefundState::Processing);
    let failed = serde_json::json!({ "status": "failed", "failure_reason": "account_closed" });
    office.server.alter(&refund.reference, failed);
    let words = "account closed".to_owned();
    let now = office.stripe.read_refund(&refund.reference).unwrap();
    assert_eq!(now.state, RefundState::Failed { words });
}
