//! Square: orders that are paid once, invoices it charges by itself, what comes back, what changed,
//! and what it pays out.

use chrono::TimeDelta;
use domain::ports::World;
use domain::processor::{
    Dispute, DisputeState, Instrument, Object, Order, PayoutKind, Reason, RefundState, Taken,
};
use serde_json::json;

use crate::office::{days, declined, dollars, morning, refused};
use crate::square::Account;

#[test]
fn a_card_is_charged_at_once_and_once() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    assert_eq!(account.square.find(&order), Ok(None));
    let charge = account.square.charge(&order).unwrap();
    assert_eq!(charge.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(charge.fee, Some(dollars(1_335)));
    assert_eq!(account.square.charge(&order), Ok(charge.clone()));
    assert_eq!(account.square.find(&order), Ok(Some(charge.clone())));
    let next = Order { attempt: 2, reference: Some(charge.reference.clone()), ..order.clone() };
    assert_eq!(account.square.charge(&next), Ok(charge.clone()), "an order is paid once");
    assert_eq!(account.square.read(&charge.reference), Ok(charge.clone()));
    assert_eq!(refused(account.square.retract(&charge.reference)), Reason::TooLate);
    assert_eq!(account.taken(&order), [45_000]);
    account.server.alter_payment(&charge.reference, json!({ "status": "A_WORD_OF_2028" }));
    let strange = Taken::Strange { word: "A_WORD_OF_2028".to_owned() };
    assert_eq!(account.state(&charge.reference), strange);
}

#[test]
fn a_card_that_is_refused_says_why_and_is_tried_again_on_the_same_order() {
    for (code, reason) in [
        ("INSUFFICIENT_FUNDS", Reason::Funds),
        ("GENERIC_DECLINE", Reason::TryLater),
        ("A_WORD_OF_2028", Reason::TryLater),
        ("CARD_DECLINED_VERIFICATION_REQUIRED", Reason::PayerMustAct),
        ("CARD_EXPIRED", Reason::MethodDead),
    ] {
        let account = Account::open();
        let order = account.order(&account.server.instrument());
        account.server.behave(&order.instrument.reference, code);
        let charge = account.square.charge(&order).unwrap();
        assert_eq!(declined(&charge.state), reason, "{code}");
        assert_eq!(declined(&account.square.charge(&order).unwrap().state), reason);
        assert_eq!(account.server.refusals(&order.collection.to_string()), 1, "the same attempt");
        assert_eq!(declined(&account.square.find(&order).unwrap().unwrap().state), reason);
        assert_eq!(declined(&account.state(&charge.reference)), reason);
        account.server.behave(&order.instrument.reference, "");
        let reference = Some(charge.reference.clone());
        let next = Order { attempt: 2, reference, ..order.clone() };
        assert_eq!(account.square.find(&next), Ok(None), "it is not made yet");
        let again = account.square.charge(&next).unwrap();
        assert_eq!(again.reference, charge.reference);
        assert_eq!(account.taken(&order), [45_000]);
    }
}

#[test]
fn another_card_takes_the_place_of_one_that_was_refused() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    account.server.behave(&order.instrument.reference, "CARD_EXPIRED");
    account.square.charge(&order).unwrap();
    let payer = order.instrument.payer.clone();
    let reference = account.server.another_card(&payer);
    let other = Instrument { reference, ..order.instrument.clone() };
    let other = Order { instrument: other, ..order.clone() };
    let charge = account.square.charge(&other).unwrap();
    assert_eq!(charge.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(account.taken(&order), [45_000]);
}

#[test]
fn a_charge_of_a_later_day_is_held_and_charged_by_square() {
    let account = Account::open();
    let on = days(9).date_naive();
    let order = Order { on: Some(on), ..account.order(&account.server.instrument()) };
    let charge = account.square.charge(&order).unwrap();
    assert_eq!(charge.state, Taken::Held { on });
    assert_eq!(account.square.charge(&order), Ok(charge.clone()));
    assert_eq!(account.square.find(&order), Ok(Some(charge.clone())));
    account.pass_days(9);
    account.server.charge_held();
    assert_eq!(account.state(&charge.reference), Taken::Settled { on });
    assert_eq!(account.taken(&order), [45_000]);
}

#[test]
fn a_held_charge_that_the_bank_refuses_is_made_anew() {
    let account = Account::open();
    let on = days(9).date_naive();
    let order = Order { on: Some(on), ..account.order(&account.server.instrument()) };
    let charge = account.square.charge(&order).unwrap();
    account.server.behave(&order.instrument.reference, "INSUFFICIENT_FUNDS");
    account.pass_days(9);
    account.server.charge_held();
    assert_eq!(declined(&account.state(&charge.reference)), Reason::Funds);
    account.server.behave(&order.instrument.reference, "");
    let next = Order { attempt: 2, reference: Some(charge.reference), on: None, ..order.clone() };
    let again = account.square.charge(&next).unwrap();
    assert_eq!(again.state, Taken::Settled { on });
    assert_eq!(account.taken(&order), [45_000]);
}

#[test]
fn what_was_not_paid_is_taken_back() {
    let account = Account::open();
    let on = Some(days(9).date_naive());
    let held = Order { on, ..account.order(&account.server.instrument()) };
    let declined = account.order(&account.server.instrument());
    account.server.behave(&declined.instrument.reference, "GENERIC_DECLINE");
    for order in [held, declined] {
        let charge = account.square.charge(&order).unwrap();
        assert_eq!(account.square.retract(&charge.reference).unwrap().state, Taken::Retracted);
        assert_eq!(account.square.retract(&charge.reference).unwrap().state, Taken::Retracted);
        assert_eq!(account.state(&charge.reference), Taken::Retracted);
        assert_eq!(account.taken(&order), [0_i64; 0]);
    }
}

#[test]
fn a_dispute_has_a_deadline_and_an_outcome() {
    let account = Account::open();
    for (word, state) in [
        ("EVIDENCE_REQUIRED", DisputeState::Open),
        ("INQUIRY_EVIDENCE_REQUIRED", DisputeState::Open),
        ("PROCESSING", DisputeState::UnderReview),
        ("A_WORD_OF_2028", DisputeState::UnderReview),
        ("WON", DisputeState::Won),
        ("LOST", DisputeState::Lost),
        ("ACCEPTED", DisputeState::Lost),
    ] {
        let order = account.order(&account.server.instrument());
        let name = account.square.charge(&order).unwrap().reference;
        let dispute = account.server.dispute(&name, word, "2026-12-07T00:00:00.000Z");
        let expected = Dispute {
            reference: dispute,
            amount: dollars(45_000),
            reason: "not as described".to_owned(),
            reply_by: "2026-12-07T00:00:00Z".parse().ok(),
            state,
        };
        assert_eq!(account.state(&name), Taken::Disputed(expected), "{word}");
    }
}

#[test]
fn money_is_paid_back_once_for_each_order() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    let name = account.square.charge(&order).unwrap().reference;
    let part = account.refund(&name, 15_000);
    assert_eq!(account.square.find_refund(&part), Ok(None));
    let refund = account.square.refund(&part).unwrap();
    assert_eq!(refund.state, RefundState::Processing);
    assert_eq!(account.square.refund(&part), Ok(refund.clone()));
    assert_eq!(account.square.find_refund(&part), Ok(Some(refund.clone())));
    assert_eq!(account.square.read(&name).unwrap().refunded, dollars(15_000));
    let more = account.refund(&name, 31_000);
    assert_eq!(refused(account.square.refund(&more)), Reason::NotThisAmount);
    account.square.refund(&account.refund(&name, 30_000)).unwrap();
    for (status, state) in [
        ("COMPLETED", RefundState::Done),
        ("REJECTED", RefundState::Failed { words: "rejected".to_owned() }),
    ] {
        account.server.alter("refunds", &refund.reference, json!({ "status": status }));
        assert_eq!(account.square.read_refund(&refund.reference).unwrap().state, state);
    }
    let unpaid = account.order(&account.server.instrument());
    account.server.behave(&unpaid.instrument.reference, "GENERIC_DECLINE");
    let unpaid = account.square.charge(&unpaid).unwrap().reference;
    assert_eq!(refused(account.square.refund(&account.refund(&unpaid, 1))), Reason::TooLate);
}

#[test]
fn a_change_is_told_once() {
    let account = Account::open();
    let card = account.server.instrument();
    let start = account.square.changes("").unwrap();
    assert!(start.hints.is_empty() && !start.gap);
    let later = || {
        account.server.pass(60);
        account.world.turn_to_instant(&(account.world.now() + TimeDelta::minutes(1)).to_rfc3339());
    };
    later();
    let name = account.square.charge(&account.order(&card)).unwrap().reference;
    later();
    let refund = account.square.refund(&account.refund(&name, 1_000)).unwrap();
    later();
    account.server.dispute(&name, "EVIDENCE_REQUIRED", "2026-12-07T00:00:00.000Z");
    later();
    account.square.revoke(&card).unwrap();
    later();
    let payout = account.server.pay_out(100, &[]);
    let told = account.square.changes(&start.cursor).unwrap();
    let about: Vec<_> = told.hints.iter().map(|h| (h.about, h.reference.as_str())).collect();
    let expected = [
        (Object::Refund, refund.reference.as_str()),
        (Object::Charge, name.as_str()),
        (Object::Instrument, card.reference.as_str()),
        (Object::Payout, payout.as_str()),
    ];
    assert_eq!(about, expected);
    assert_eq!(told.hints[1].at, morning() + TimeDelta::minutes(3), "at its last time");
    assert!(account.square.changes(&told.cursor).unwrap().hints.is_empty());
    account.pass_days(29);
    assert!(account.square.changes(&told.cursor).unwrap().gap, "it forgets after 28 days");
    assert!(account.square.changes("of another kind").unwrap().gap);
}

#[test]
fn three_hundred_changes_are_told_over_several_pages() {
    let account = Account::open();
    let start = account.square.changes("").unwrap();
    let card = account.server.instrument();
    for _ in 0..300 {
        account.square.charge(&account.order(&card)).unwrap();
    }
    assert_eq!(account.square.changes(&start.cursor).unwrap().hints.len(), 300);
}

#[test]
fn a_payout_adds_up_or_is_not_itemised() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    let charge = account.square.charge(&order).unwrap().reference;
    let entries = [
        ("CHARGE", 45_000, 1_335, charge.as_str()),
        ("REFUND", -1_000, -29, charge.as_str()),
        ("OPEN_DISPUTE", -500, 0, charge.as_str()),
        ("SUBSCRIPTION_FEE", -200, 0, ""),
        ("A_WORD_OF_2028", 7, 0, ""),
    ];
    account.server.pay_out(42_001, &entries);
    account.server.pay_out(42_000, &entries);
    let all = account.square.payouts(morning().date_naive()).unwrap();
    assert_eq!((all.len(), all[0].trace.as_str()), (2, "L2100000005B38CD"));
    let lines = all[0].lines.as_ref().unwrap();
    let shown: Vec<_> =
        lines.iter().map(|l| (l.kind, l.charge.as_str(), l.gross.minor(), l.fee.minor())).collect();
    let expected = [
        (PayoutKind::Charge, charge.as_str(), 45_000, 1_335),
        (PayoutKind::Refund, charge.as_str(), -1_000, -29),
        (PayoutKind::Dispute, charge.as_str(), -500, 0),
        (PayoutKind::Fee, "", -200, 0),
        (PayoutKind::Adjustment, "", 7, 0),
    ];
    assert_eq!(shown, expected);
    assert_eq!(all[1].lines, None, "a cent is not explained");
    assert_eq!(account.square.payouts(days(1).date_naive()), Ok(Vec::new()));
}
