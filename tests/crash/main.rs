//! The program is killed as a power cut would kill it, at random and at every acknowledged step,
//! and opened again. What was acknowledged is there, nothing is doubled, and the book is sound.
//!
//! `QUITTANCE_KILLS` sets how often (150 unless told), `QUITTANCE_SEED` which moments, and
//! `QUITTANCE_CLI` which program; without it `quittance-cli` is built first.

mod catch_up;
mod journey;

use std::time::{Duration, Instant};

use journey::{Journey, STEPS};
use serde_json::json;
use tests::{Folder, Serving};

fn number(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Numbers that look random and are the same for each seed (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Spins until `wait` has passed; no test sleeps.
fn let_pass(wait: Duration) {
    let from = Instant::now();
    while from.elapsed() < wait {
        std::hint::spin_loop();
    }
}

#[test]
fn rules_4_and_10_killed_after_each_acknowledged_step_nothing_is_lost_or_doubled() {
    let folder = Folder::new();
    let mut journey = Journey::default();
    for step in 0..STEPS {
        let mut program = Serving::over(&folder.book());
        journey.reached(&mut program, step);
        journey.take(&mut program, step).expect("the program answers");
        program.kill();
        let mut program = Serving::over(&folder.book());
        journey.reached(&mut program, step + 1);
        // Asked once more, it is refused or finds its work done: nothing happens twice.
        journey.again(&mut program, step);
        journey.reached(&mut program, step + 1);
        program.kill();
    }
}

#[test]
fn rules_4_and_10_killed_at_random_moments_nothing_is_lost_or_doubled() {
    let (kills, seed) = (number("QUITTANCE_KILLS", 150), number("QUITTANCE_SEED", 20_261_101));
    let mut dice = Dice(seed.max(1));
    let mut killed = 0;
    let mut amid = 0;
    while killed < kills {
        let folder = Folder::new();
        let mut journey = Journey::default();
        let mut step = 0;
        while step < STEPS && killed < kills {
            let mut program = Serving::over(&folder.book());
            let done = journey.reached_or_one_more(&mut program, step);
            amid += usize::from(done > step);
            step = done;
            let acknowledged = dice.below(3);
            for _ in 0..acknowledged {
                if step < STEPS {
                    journey.take(&mut program, step).expect("the program answers");
                    step += 1;
                }
            }
            if step < STEPS {
                let question = journey.question(step);
                assert!(program.put(question.0, &question.1), "seed {seed}, kill {killed}");
                let_pass(Duration::from_micros(dice.below(25_000)));
            }
            program.kill();
            killed += 1;
        }
    }
    println!("{killed} kills, {amid} after the commit and before the answer, seed {seed}");
    assert!(killed >= kills);
}

#[test]
fn rule_19_the_lock_of_a_killed_program_is_taken_over_and_that_of_a_living_one_is_not() {
    let folder = Folder::new();
    let mut journey = Journey::default();
    let mut first = Serving::over(&folder.book());
    journey.take(&mut first, 0).expect("the program answers");
    for _ in 0..5 {
        let mut second = Serving::over(&folder.book());
        assert_eq!(second.answer().expect("a refusal")["code"], "BooksInUse");
        let asked = first.ask("books.verify", &json!({})).expect("the first goes on");
        assert_eq!(asked["done"]["reply"]["findings"], json!([]));
    }
    first.kill();
    let mut second = Serving::over(&folder.book());
    journey.reached(&mut second, 1);
}
