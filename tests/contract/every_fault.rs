//! Each trouble at each call between a bill and its money, at every processor: in the end the money
//! was moved once, and the book says the same.
//!
//! `QUITTANCE_RUNS=50 cargo test -p tests --test contract each_trouble -- --nocapture` makes fifty
//! runs of each trouble at each call, with other lengths of the trouble and other pauses, and
//! prints how many there were. Without the number each trouble meets one call in eight.

use domain::named::Named;
use tests::gocardless::GoCardlessServer;
use tests::square::SquareServer;
use tests::stripe::StripeServer;
use tests::{Desk, Fault};

use crate::dice::Dice;
use crate::practice::{Practice, StandIn};

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    /// Calls fail.
    Fault(Fault),
    /// The answer is lost, and this computer's clock is a day ahead or behind.
    WrongClock,
    /// The answer is lost, and the program looks again when every key at the processor is over.
    OldKey,
    /// The answer is lost, and what happened is told twice and in another order.
    Disorder,
    /// The answer is lost, and a payout comes back from the practice's bank.
    Bounce,
}

/// A day and an hour, in minutes.
const LONG: i64 = 25 * 60;

fn troubles() -> impl Iterator<Item = Trouble> {
    let others = [Trouble::WrongClock, Trouble::OldKey, Trouble::Disorder, Trouble::Bounce];
    Fault::ALL.into_iter().map(Trouble::Fault).chain(others)
}

fn desk() -> Desk {
    Desk::on("2026-03-02")
}

/// From the bill to its money.
fn collect<S: StandIn>(practice: &mut Practice<S>) {
    practice.bill_and_tell();
    practice.turns();
    practice.server.settle();
    practice.pass_minutes(60);
}

/// How many calls that takes when nothing goes wrong.
fn calls<S: StandIn>() -> usize {
    let mut practice = Practice::<S>::at(desk());
    practice.server.strike(Fault::TooMany, usize::MAX, usize::MAX);
    collect(&mut practice);
    let calls = practice.server.mend();
    assert_eq!((practice.state().as_str(), practice.taken()), ("settled", vec![45_000]));
    practice.is_sound();
    calls
}

/// One trouble from one call on.
fn strike<S: StandIn>(trouble: Trouble, call: usize, dice: &mut Dice) {
    let mut practice = Practice::<S>::at(desk());
    let (fault, length) = match trouble {
        Trouble::Fault(fault) => (fault, dice.index(3)),
        _ => (Fault::BrokenAfterDone, 0),
    };
    let skew = if dice.below(2) == 0 { LONG } else { -LONG };
    match trouble {
        Trouble::WrongClock => practice.set_clock(skew),
        Trouble::Disorder => practice.server.disorder(),
        _ => {}
    }
    practice.patience = 150;
    practice.server.strike(fault, call, call + length);
    collect(&mut practice);
    practice.server.mend();
    practice.patience = 20_000;
    match trouble {
        Trouble::WrongClock => practice.set_clock(-skew),
        Trouble::OldKey => practice.turn_clocks(LONG),
        _ => {}
    }
    let pauses = [6, 6, 60, 60 * i64::try_from(dice.below(24)).unwrap(), 1_440, 1_440, 4_320];
    for minutes in pauses {
        practice.pass_minutes(minutes);
        practice.server.settle();
    }
    if matches!(trouble, Trouble::Bounce) {
        practice.server.bounce();
    }
    practice.pass_minutes(1_440);
    practice.pass_minutes(1_440);

    let name = format!("{trouble:?} at call {call} at {}", S::BRAND.name());
    assert_eq!(practice.taken(), [45_000], "{name}: {}", practice.newest());
    assert_eq!(practice.state(), "settled", "{name}: {}", practice.newest());
    assert_eq!(practice.open(), 0, "{name}");
    if matches!(trouble, Trouble::Bounce) {
        let payouts = practice.desk.call("payouts.list", serde_json::json!({}));
        assert_eq!(payouts["rows"][0]["state"], "bounced", "{name}: {payouts}");
    }
    practice.is_sound();
}

#[allow(clippy::print_stdout, reason = "the counts are what is asked for")]
fn each_trouble_at_each_call<S: StandIn>() {
    let times: Option<usize> =
        std::env::var("QUITTANCE_RUNS").ok().and_then(|text| text.parse().ok());
    let (calls, mut dice, mut runs) = (calls::<S>(), Dice::from(0x0051_7452_9914_2026), 0);
    for (at, trouble) in troubles().enumerate() {
        let met = match times {
            Some(times) => (1..=calls).flat_map(|call| vec![call; times]).collect(),
            None => (1 + at % 8..=calls).step_by(8).collect::<Vec<usize>>(),
        };
        for call in met {
            strike::<S>(trouble, call, &mut dice);
            runs += 1;
        }
    }
    let troubles = troubles().count();
    println!(
        "{}: {runs} runs of {troubles} troubles at {calls} calls: the money was moved once",
        S::BRAND.name()
    );
}

#[test]
fn each_trouble_at_each_call_to_stripe_moves_the_money_once() {
    each_trouble_at_each_call::<StripeServer>();
}

#[test]
fn each_trouble_at_each_call_to_gocardless_moves_the_money_once() {
    each_trouble_at_each_call::<GoCardlessServer>();
}

#[test]
fn each_trouble_at_each_call_to_square_moves_the_money_once() {
    each_trouble_at_each_call::<SquareServer>();
}
