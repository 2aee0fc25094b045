//! A second referee for what is said to Karbon: Prism over Karbon's own description. It knows no
//! history, so only what it says of requests counts.
//!
//! ```text
//! npx @stoplight/prism-cli@5.14.2 mock -p 4127 --errors karbon-mock.json
//! QUITTANCE_PRISM_KARBON=http://127.0.0.1:4127 cargo test -p tests --test contract prism_office \
//!   -- --nocapture
//! ```

use std::sync::Arc;
use std::time::Duration;

use connect::karbon::{Karbon, keys};
use domain::ids::{ClientId, Id};
use domain::office::{Client, Entry, Letter, Put, Work};
use domain::ports::{Office, World};
use tests::StoppedWorld;
use tests::karbon::{ACCESS, APPLICATION, PERSON};

use crate::office::{dollars, morning, outside};

#[test]
#[allow(clippy::print_stdout, reason = "what was skipped, and how much was asked, is said")]
fn prism_finds_nothing_wrong_in_what_karbon_is_asked() {
    let Ok(url) = std::env::var("QUITTANCE_PRISM_KARBON") else {
        println!("skipped: QUITTANCE_PRISM_KARBON names no Prism to ask");
        return;
    };
    let (calls, world) = (Arc::default(), Arc::new(StoppedWorld::on("2026-11-23")));
    let outside = outside(&world, &calls, &Arc::default(), Duration::from_secs(20));
    let keys = keys(APPLICATION, ACCESS).unwrap();
    let karbon = Karbon::new(&keys, Some(&url), outside).unwrap();
    let client = |person| {
        Entry::Client(Client {
            name: "Ada May Lowe".to_owned(),
            person,
            email: "ada@example.com".to_owned(),
            phone: "(207) 555-0110".to_owned(),
        })
    };
    let work = |client: &str, fee| {
        Entry::Work(Work {
            client: client.to_owned(),
            title: "Bookkeeping - Ada's Bakery (PR-0007)".to_owned(),
            starts_on: morning().date_naive(),
            assignee: PERSON.to_owned(),
            fee,
            words: "We keep the books.".to_owned(),
        })
    };
    let letter = |client: &str| {
        Entry::Letter(Letter {
            client: client.to_owned(),
            name: "Engagement letter PR-0007.pdf".to_owned(),
            bytes: b"%PDF-1.7\n".to_vec(),
        })
    };
    let entries = [
        client(true),
        client(false),
        work("Organization/2Nw8tnxwQCVf", Some(dollars(45_000))),
        work("Contact/67zlxNyJSr8e", None),
        letter("Organization/2Nw8tnxwQCVf"),
        letter("Contact/67zlxNyJSr8e"),
    ];
    // What Prism answers is made up, so what the program makes of it does not count.
    let _ = karbon.check();
    for entry in entries {
        let put = Put { key: ClientId::from_uuid(world.new_id()).to_string(), entry };
        let _ = karbon.find(&put);
        let _ = karbon.make(&put);
    }
    let said = calls.lock().unwrap();
    let wrong: Vec<String> = said
        .iter()
        // It answers 500 where its own made-up work item does not fit the description.
        .filter(|call| ["400", "404", "405", "422"].contains(&&*call.result))
        .map(|call| format!("{}: {}", call.purpose, call.result))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert!(said.len() > 10, "{said:?}");
    println!("Prism finds nothing wrong in {} requests to Karbon", said.len());
}
