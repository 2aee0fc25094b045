//! The program ends at random, a thousand times, while a practice lives on: months are billed,
//! collected, paid back and paid out, and in the end every sum was moved exactly once.
//!
//! `cargo test -p tests --test contract random -- --nocapture` prints how many ends there were.

use serde_json::json;
use tests::stripe::StripeServer;
use tests::{Fault, Folder, id};

use crate::dice::Dice;
use crate::practice::Practice;

/// How many times the program ends.
const ENDS: u32 = 1_000;

/// What went wrong so far.
#[derive(Default)]
struct Counts {
    ends: u32,
    at_money: u32,
    faults: u32,
    collections: u32,
    refunds: u32,
}

#[test]
#[allow(clippy::print_stdout, reason = "the counts are what is asked for")]
fn a_thousand_random_ends_of_the_program_move_every_sum_once() {
    let (mut dice, mut counts) = (Dice::from(0x0051_7452_9914_2026), Counts::default());
    while counts.ends < ENDS {
        let folder = Folder::new();
        let mut practice = Practice::at(folder.desk("2026-03-02"));
        for _ in 0..6 {
            month(&mut practice, &folder, &mut dice, &mut counts);
        }
        practice.is_sound();
    }
    println!(
        "{} ends of the program, {} of them between a sending and its answer, and {} faults of \
         the net: {} collections and {} refunds, each moved exactly once",
        counts.ends, counts.at_money, counts.faults, counts.collections, counts.refunds
    );
}

/// A month is billed, collected and now and then paid back, while the program ends again and again.
fn month(
    practice: &mut Practice<StripeServer>,
    folder: &Folder,
    dice: &mut Dice,
    counts: &mut Counts,
) {
    practice.bill_and_tell();
    struck(practice, folder, dice, counts);
    recovered(practice);
    counts.collections += 1;
    assert_eq!(practice.state(), "settled", "{}", practice.newest());
    assert_eq!(practice.taken(), [45_000], "{}", practice.newest());

    if dice.below(3) == 0 {
        let asked = json!({ "id": practice.newest()["id"], "amount": "100.00",
            "reason": "agreed" });
        practice.desk.call("collections.refund", asked);
        struck(practice, folder, dice, counts);
        recovered(practice);
        let refund = practice.newest()["refunds"][0].clone();
        let expected: &[i64] = if refund["state"] == "failed" { &[] } else { &[10_000] };
        assert_eq!(practice.server.refunded(&id(&refund)), expected, "{refund}");
        counts.refunds += 1;
    }
    practice.server.pay_out();
    practice.pass_minutes(1_440);
}

/// Turns until there are none, with ends of the program and faults of the net in between.
fn struck(
    practice: &mut Practice<StripeServer>,
    folder: &Folder,
    dice: &mut Dice,
    counts: &mut Counts,
) {
    for _ in 0..12 {
        match dice.below(4) {
            0 => {
                let fault = Fault::ALL[dice.index(Fault::ALL.len())];
                let first = 1 + dice.index(3);
                practice.turns_with(Some((fault, first, first)));
                counts.faults += 1;
            }
            side => {
                counts.at_money += u32::from(practice.ends(folder, side == 1));
                counts.ends += 1;
            }
        }
        practice.turn_clocks(6);
    }
}

/// Nothing goes wrong for two days.
fn recovered(practice: &mut Practice<StripeServer>) {
    for minutes in [6, 6, 60, 1_440, 60, 1_440] {
        practice.pass_minutes(minutes);
    }
}
