//! The whole program against the stand-in for Stripe: a client permits a card or a bank account,
//! an invoice is collected, and whatever goes wrong, the book and Stripe agree in the end.

use serde_json::json;
use tests::stripe::{Conduct, Means, StripeServer};
use tests::{Desk, Fault, Folder, id};

use crate::office::declines;
use crate::practice::Practice;

/// A practice whose client permitted a card or a bank account that behaves so.
fn practice(desk: Desk, means: Means, conduct: Conduct) -> Practice<StripeServer> {
    let (mut practice, page) = Practice::<StripeServer>::asking(desk);
    practice.answered(|server| server.complete(&page, means, conduct));
    practice
}

fn with(means: Means, conduct: Conduct) -> Practice<StripeServer> {
    practice(Desk::on("2026-03-02"), means, conduct)
}

#[test]
fn a_card_is_permitted_and_the_invoice_collected_on_its_day() {
    let mut practice = with(Means::Card, Conduct::Pays);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "settled");
    assert_eq!(practice.taken(), [45_000]);
    assert_eq!(practice.desk.open_of("INV-0001"), 0);
    practice.server.pay_out();
    practice.pass_minutes(1_440);
    let payouts = practice.desk.call("payouts.list", json!({}));
    assert_eq!(payouts["rows"][0]["amount"]["minor"], 43_665, "{payouts}");
    assert_eq!(payouts["clearing"][0]["held"]["minor"], 0, "rule 11: it returns to zero");
    let calls = practice.desk.call("calls.list", json!({})).to_string();
    assert!(calls.contains("charge a client") && !calls.contains("canary"), "{calls}");
    practice.is_sound();
}

#[test]
fn a_debit_settles_in_days_comes_back_and_opens_the_invoice() {
    let mut practice = with(Means::Bank, Conduct::Pays);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "processing");
    assert_eq!(practice.desk.open_of("INV-0001"), 45_000, "rule 8: paid when it has settled");
    let charge = practice.server.newest("payment_intent");
    practice.turn_clocks(4 * 1_440);
    practice.server.settle(&charge);
    practice.turns();
    assert_eq!((practice.state().as_str(), practice.desk.open_of("INV-0001")), ("settled", 0));
    practice.turn_clocks(10 * 1_440);
    practice.server.dispute(&charge, "insufficient_funds");
    practice.turns();
    assert_eq!(practice.state(), "returned");
    assert_eq!(practice.desk.open_of("INV-0001"), 45_000);
    practice.is_sound();
}

#[test]
fn a_card_without_money_is_tried_again_and_pays() {
    let poor = declines("card_declined", "insufficient_funds");
    let mut practice = with(Means::Card, poor);
    practice.bill_and_tell();
    practice.turns();
    assert_eq!(practice.state(), "declined");
    assert_eq!(practice.taken(), [0_i64; 0]);
    let card = practice.server.newest("payment_method");
    practice.server.behave(&card, Conduct::Pays);
    for _ in 0..10 {
        practice.pass_minutes(1_440);
    }
    assert_eq!(practice.state(), "settled");
    assert_eq!(practice.taken(), [45_000]);
    practice.is_sound();
}

#[test]
fn whatever_goes_wrong_while_charging_the_book_and_stripe_agree_in_the_end() {
    for fault in Fault::ALL {
        for step in 1..=3 {
            for last in [step, usize::MAX] {
                let mut practice = with(Means::Card, Conduct::Pays);
                practice.bill_and_tell();
                practice.turns_with(Some((fault, step, last)));
                // An error that Stripe gives again is gone after a day.
                for minutes in [6, 6, 6, 60, 1_440, 60] {
                    practice.pass_minutes(minutes);
                }
                let name = format!("{fault:?} from call {step} to {last}");
                assert_eq!(practice.taken(), [45_000], "{name}: {}", practice.newest());
                assert_eq!(practice.state(), "settled", "{name}");
                assert_eq!(practice.desk.open_of("INV-0001"), 0, "{name}");
                practice.is_sound();
            }
        }
    }
}

#[test]
fn whatever_goes_wrong_while_paying_back_the_book_and_stripe_agree_in_the_end() {
    for fault in Fault::ALL {
        for step in 1..=2 {
            for last in [step, usize::MAX] {
                let mut practice = with(Means::Card, Conduct::Pays);
                practice.bill_and_tell();
                practice.turns();
                let asked = json!({ "id": practice.newest()["id"], "amount": "100.00",
                    "reason": "agreed" });
                practice.desk.call("collections.refund", asked);
                practice.turns_with(Some((fault, step, last)));
                for minutes in [6, 6, 6, 60, 1_440, 60] {
                    practice.pass_minutes(minutes);
                }
                let name = format!("{fault:?} from call {step} to {last}");
                let refund = practice.newest()["refunds"][0].clone();
                let back = practice.server.refunded(&id(&refund));
                // What the book calls failed was not paid back.
                let expected: &[i64] = if refund["state"] == "failed" { &[] } else { &[10_000] };
                assert_eq!(back, expected, "{name}: {refund}");
                assert!(
                    refund["state"] == "done" || refund["state"] == "failed",
                    "{name}: {refund}"
                );
                practice.is_sound();
            }
        }
    }
}

#[test]
fn a_program_that_ends_at_the_money_moves_it_once() {
    for done in [false, true] {
        for twice in [false, true] {
            let folder = Folder::new();
            let desk = folder.desk("2026-03-02");
            let mut practice = Practice::<StripeServer>::at(desk);
            practice.bill_and_tell();
            practice.killed_at_the_money(&folder, done);
            assert_eq!(practice.state(), "unknown");
            if twice && !done {
                practice.killed_at_the_money(&folder, true);
            }
            practice.turns();
            assert_eq!((practice.state().as_str(), practice.taken()), ("settled", vec![45_000]));

            let asked = json!({ "id": practice.newest()["id"], "amount": "100.00",
                "reason": "agreed" });
            practice.desk.call("collections.refund", asked);
            practice.killed_at_the_money(&folder, done);
            practice.pass_minutes(6);
            let refund = practice.newest()["refunds"][0].clone();
            assert_eq!(practice.server.refunded(&id(&refund)), [10_000], "{refund}");
            assert_eq!(refund["state"], "done");
            practice.is_sound();
        }
    }
}
