//! What changed at Stripe, and what it paid out.

use domain::ports::Processor;
use domain::processor::{Hints, Object, Order, PayoutKind, PayoutState, Scheme, Taken, Trouble};
use tests::stripe::Means;

use crate::office::{Office, days, declines, morning};
use tests::stripe::Conduct;

fn about(hints: &Hints) -> Vec<(Object, &str)> {
    hints.hints.iter().map(|hint| (hint.about, hint.reference.as_str())).collect()
}

#[test]
fn a_change_is_told_once_and_in_the_names_of_the_book() {
    let office = Office::open();
    let start = office.stripe.changes("").unwrap();
    assert!(start.hints.is_empty() && !start.gap);
    let order = office.order(&office.bank());
    let charge = office.stripe.charge(&order).unwrap();
    let first = office.stripe.changes(&start.cursor).unwrap();
    assert_eq!(about(&first), [(Object::Charge, charge.reference.as_str())]);
    let second = office.stripe.changes(&first.cursor).unwrap();
    assert!(second.hints.is_empty(), "{second:?}");

    office.server.pass(30);
    office.server.settle(&charge.reference);
    office.server.pass(30);
    office.server.dispute(&charge.reference, "insufficient_funds");
    let third = office.stripe.changes(&second.cursor).unwrap();
    assert_eq!(about(&third), [(Object::Charge, charge.reference.as_str())]);
    assert_eq!(third.hints[0].at, morning() + chrono::TimeDelta::seconds(60));
}

#[test]
fn every_kind_of_thing_rings() {
    let office = Office::open();
    let page = office.stripe.open_page(&office.permission(&[Scheme::Ach])).unwrap();
    let card = office.card();
    let charge = office.stripe.charge(&office.order(&card)).unwrap();
    let cursor = office.stripe.changes("").unwrap().cursor;

    office.server.pass(1);
    office.server.complete(&page.reference, Means::BankByAmounts, Conduct::Pays);
    let told = office.stripe.changes(&cursor).unwrap();
    assert_eq!(about(&told), [(Object::Page, page.reference.as_str())]);
    office.server.pass(1);
    office.server.verify(&page.reference);
    let told = office.stripe.changes(&told.cursor).unwrap();
    assert_eq!(about(&told), [(Object::Page, page.reference.as_str())]);

    office.server.pass(1);
    let refund = office.stripe.refund(&office.refund(&charge.reference, 1_000)).unwrap();
    let told = office.stripe.changes(&told.cursor).unwrap();
    let both = [(Object::Charge, &*charge.reference), (Object::Refund, &*refund.reference)];
    assert_eq!(about(&told), both);

    office.server.pass(1);
    let bank = office.bank();
    office.server.end_mandate(&bank.mandate);
    office.stripe.revoke(&card).unwrap();
    let told = office.stripe.changes(&told.cursor).unwrap();
    let mut both = [(Object::Instrument, &*bank.reference), (Object::Instrument, &*card.reference)];
    both.sort_unstable();
    assert_eq!(about(&told), both);

    office.server.pass(1);
    let payout = office.server.pay_out();
    let told = office.stripe.changes(&told.cursor).unwrap();
    assert_eq!(about(&told), [(Object::Payout, payout.as_str())]);
}

#[test]
fn a_held_charge_rings_under_its_own_name() {
    let office = Office::open();
    let on = Some(days(5).date_naive());
    let order = Order { on, ..office.order(&office.bank()) };
    let held = office.stripe.charge(&order).unwrap();
    let cursor = office.stripe.changes("").unwrap().cursor;
    office.server.pass(5 * 86_400);
    let behind = office.server.behind(&held.reference);
    office.server.settle(&behind);
    let told = office.stripe.changes(&cursor).unwrap();
    assert!(about(&told).contains(&(Object::Charge, held.reference.as_str())), "{told:?}");
    office.server.pass(60);
    office.server.dispute(&behind, "insufficient_funds");
    let told = office.stripe.changes(&told.cursor).unwrap();
    assert_eq!(about(&told), [(Object::Charge, held.reference.as_str())]);
}

#[test]
fn events_that_come_twice_late_or_out_of_order_are_told_once() {
    let office = Office::open();
    office.server.disorder();
    let mut cursor = office.stripe.changes("").unwrap().cursor;
    let mut told = Vec::new();
    let mut made = Vec::new();
    for _ in 0..130 {
        made.push(office.stripe.charge(&office.order(&office.card())).unwrap().reference);
    }
    for _ in 0..3 {
        let news = office.stripe.changes(&cursor).unwrap();
        told.extend(news.hints.into_iter().map(|hint| hint.reference));
        cursor = news.cursor;
    }
    told.sort();
    made.sort();
    assert_eq!(told, made);
}

#[test]
fn after_a_month_away_everything_is_looked_at_anew() {
    let office = Office::open();
    office.stripe.charge(&office.order(&office.card())).unwrap();
    let cursor = office.stripe.changes("").unwrap().cursor;
    office.server.pass(29 * 86_400);
    assert!(!office.stripe.changes(&cursor).unwrap().gap);
    office.server.pass(2 * 86_400);
    let late = office.stripe.changes(&cursor).unwrap();
    assert!(late.gap, "Stripe forgets what is older than thirty days");
    let foreign = office.stripe.changes("a cursor of another program").unwrap();
    assert!(foreign.gap && foreign.hints.is_empty());
}

#[test]
fn a_payout_is_itemised_to_the_cent() {
    let office = Office::open();
    let card = office.stripe.charge(&office.order(&office.card())).unwrap();
    let bank = office.stripe.charge(&office.order(&office.bank())).unwrap();
    office.server.settle(&bank.reference);
    let refund = office.refund(&card.reference, 5_000);
    office.stripe.refund(&refund).unwrap();
    let payout = office.server.pay_out();
    let all = office.stripe.payouts(morning().date_naive()).unwrap();
    let [paid] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((paid.reference.as_str(), paid.trace.as_str()), (payout.as_str(), "TRACE4711"));
    assert_eq!((paid.state, paid.arrives_on), (PayoutState::Paid, morning().date_naive()));
    let lines = paid.lines.as_ref().unwrap();
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.kind, line.charge.as_str(), line.gross.minor(), line.fee.minor()))
        .collect();
    let expected = [
        (PayoutKind::Charge, card.reference.as_str(), 45_000, 1_335),
        (PayoutKind::Charge, bank.reference.as_str(), 45_000, 360),
        (PayoutKind::Refund, card.reference.as_str(), -5_000, 0),
    ];
    assert_eq!(shown, expected);
    let sum: i64 = lines.iter().map(|line| line.gross.minor() - line.fee.minor()).sum();
    assert_eq!(sum, paid.amount.minor());
    assert_eq!(office.stripe.payouts(days(1).date_naive()), Ok(Vec::new()));
}

#[test]
fn a_payout_that_does_not_add_up_or_is_not_ready_is_not_itemised() {
    let office = Office::open();
    office.stripe.charge(&office.order(&office.card())).unwrap();
    let payout = office.server.pay_out();
    let lines = || office.stripe.payouts(morning().date_naive()).unwrap().remove(0).lines;
    assert!(lines().is_some());
    for fields in [
        serde_json::json!({ "amount": 43_664 }),
        serde_json::json!({ "amount": 43_665, "reconciliation_status": "in_progress" }),
        serde_json::json!({ "reconciliation_status": "completed", "automatic": false }),
    ] {
        office.server.alter(&payout, fields);
        assert_eq!(lines(), None);
    }
}

#[test]
fn returns_disputes_and_a_payout_that_bounces_are_lines_of_the_next() {
    let office = Office::open();
    let card = office.stripe.charge(&office.order(&office.card())).unwrap();
    let bank = office.stripe.charge(&office.order(&office.bank())).unwrap();
    office.server.settle(&bank.reference);
    let first = office.server.pay_out();
    office.server.pass(86_400);
    office.server.bounce(&first);
    office.server.dispute(&card.reference, "fraudulent");
    office.server.decide(&card.reference, true);
    office.server.dispute(&bank.reference, "insufficient_funds");
    office.stripe.charge(&office.order(&office.card())).unwrap();
    office.server.pay_out();
    let all = office.stripe.payouts(morning().date_naive()).unwrap();
    assert_eq!(
        all.iter().map(|one| one.state).collect::<Vec<_>>(),
        [PayoutState::Bounced, PayoutState::Paid]
    );
    let lines = all[1].lines.as_ref().unwrap();
    let kinds: Vec<_> = lines.iter().map(|line| (line.kind, line.gross.minor())).collect();
    let expected = [
        (PayoutKind::Adjustment, all[0].amount.minor()),
        (PayoutKind::Dispute, -45_000),
        (PayoutKind::Dispute, 45_000),
        (PayoutKind::Dispute, -45_000),
        (PayoutKind::Charge, 45_000),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(lines[1].charge, card.reference);
    assert_eq!(lines[3].charge, bank.reference);
}

#[test]
fn a_held_charge_stands_in_its_payout_under_its_own_name() {
    let office = Office::open();
    let order = Order { on: Some(days(5).date_naive()), ..office.order(&office.card()) };
    let held = office.stripe.charge(&order).unwrap();
    office.server.pass(5 * 86_400);
    assert!(matches!(office.stripe.read(&held.reference).unwrap().state, Taken::Settled { .. }));
    office.server.dispute(&office.server.behind(&held.reference), "fraudulent");
    office.stripe.charge(&office.order(&office.card())).unwrap();
    office.server.pay_out();
    let paid = office.stripe.payouts(morning().date_naive()).unwrap().remove(0);
    let lines = paid.lines.unwrap();
    assert_eq!(lines[0].charge, held.reference);
    assert_eq!(lines[1].charge, held.reference, "its dispute too");
}

#[test]
fn a_service_that_is_down_says_nothing_changed_and_nothing_is_lost() {
    let office = Office::open();
    let cursor = office.stripe.changes("").unwrap().cursor;
    let refusal = declines("card_declined", "insufficient_funds");
    let card = office.server.instrument(Scheme::Card, refusal);
    let charge = office.stripe.charge(&office.order(&card)).unwrap();
    office.server.strike(tests::Fault::Error, 1, usize::MAX);
    assert!(matches!(office.stripe.changes(&cursor), Err(Trouble::Refused(_))));
    office.server.mend();
    let told = office.stripe.changes(&cursor).unwrap();
    assert_eq!(about(&told), [(Object::Charge, charge.reference.as_str())]);
}
