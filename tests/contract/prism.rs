//! A second referee for what is said to Stripe: Prism over the reduced description. It knows no
//! history, so only what it says of requests counts.
//!
//! ```text
//! npx @stoplight/prism-cli@5.14.2 mock -p 4018 --errors stripe-reduced.prism.json
//! QUITTANCE_PRISM=http://127.0.0.1:4018 cargo test -p tests --test contract prism -- --nocapture
//! ```

use std::sync::Arc;
use std::time::Duration;

use connect::processors;
use domain::ports::Secret;
use domain::processor::{Brand, Order, Scheme};
use tests::StoppedWorld;
use tests::stripe::KEY;

use crate::office::{Office, days, outside};

/// What Prism 5.14.2 refuses of its own accord.
const LIMITS: [(&str, &str); 3] = [
    ("see whose account it is", "the reduced description lacks the path"),
    ("make a link to pay an invoice by", "it reads no lists of objects in forms"),
    ("see whether a link was paid by", "it wants parts of a filter that is not given"),
];

#[test]
#[allow(clippy::print_stdout, reason = "what was skipped, and how much was asked, is said")]
fn prism_finds_nothing_wrong_in_what_stripe_is_asked() {
    let Ok(url) = std::env::var("QUITTANCE_PRISM") else {
        println!("skipped: QUITTANCE_PRISM names no Prism to ask");
        return;
    };
    let office = Office::open();
    let calls = Arc::default();
    let world = Arc::new(StoppedWorld::on("2026-11-23"));
    let outside = outside(&world, &calls, &Arc::default(), Duration::from_secs(20));
    let opened = processors::open(Brand::Stripe, Secret::new(KEY), Some(&url), outside);
    let stripe = opened.unwrap().unwrap();
    let (card, bank) = (office.card(), office.bank());
    let order = office.order(&card);
    // What Prism answers is made up, so what the program makes of it does not count.
    let _ = stripe.check();
    let _ = stripe.open_page(&office.permission(&[Scheme::Card, Scheme::Ach]));
    let _ = stripe.read_page("cs_test_1");
    let _ = stripe.close_page("cs_test_1");
    let _ = stripe.pay_page(&office.bill());
    let _ = stripe.paid_on("plink_1");
    let _ = stripe.read_instrument(&card);
    let _ = stripe.charge(&order);
    let _ = stripe.charge(&office.order(&bank));
    let _ = stripe.charge(&Order { on: Some(days(5).date_naive()), ..office.order(&card) });
    let _ = stripe.find(&order);
    let _ = stripe.read("pi_1");
    let _ = stripe.retract("pi_1");
    let _ = stripe.refund(&office.refund("pi_1", 100));
    let _ = stripe.read_refund("re_1");
    let _ = stripe.changes("evt_1");
    let _ = stripe.payouts(days(0).date_naive());
    let said = calls.lock().unwrap();
    let wrong: Vec<String> = said
        .iter()
        .filter(|call| ["400", "404", "405", "422"].contains(&&*call.result))
        .filter(|call| LIMITS.iter().all(|(purpose, _)| call.purpose != *purpose))
        .map(|call| format!("{}: {}", call.purpose, call.result))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    let taken = said.iter().filter(|call| call.result == "200").count();
    assert!(taken > 10, "Prism took {taken} of {} requests", said.len());
    println!("{taken} of {} requests were taken by Prism; its limits: {LIMITS:?}", said.len());
}
