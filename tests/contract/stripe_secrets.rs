//! The key stays where it is.

use domain::ports::{Processor, Secret};
use domain::processor::Scheme;
use tests::Fault;
use tests::stripe::KEY;

use crate::office::Office;

#[test]
fn the_key_is_in_no_note_no_error_and_no_words() {
    let office = Office::open();
    let order = office.order(&office.card());
    let mut said = String::new();
    for fault in Fault::ALL {
        office.server.strike(fault, 1, usize::MAX);
        let hasty = office.hasty();
        said += &format!("{:?} {:?}", hasty.charge(&order), hasty.check());
        office.server.mend();
    }
    said += &format!("{:?}", office.stripe.charge(&order));
    said += &format!("{:?}", office.stripe.open_page(&office.permission(&[Scheme::Card])));
    said += &format!("{:?}", office.calls.lock().unwrap());
    assert!(!said.contains("canary47"), "{said}");
    assert!(!said.contains("ada@example.com"), "no note holds what was said");
    assert_eq!(format!("{:?}", Secret::new(KEY)), "<redacted>");
}

#[test]
fn a_service_that_repeats_a_wrong_key_is_not_repeated() {
    let wrong = "rk_test_wrong4712wrong4712";
    let office = Office::with(wrong);
    let said = format!("{:?} {:?}", office.stripe.check(), office.calls.lock().unwrap());
    assert!(said.contains("does not take this key"), "{said}");
    assert!(!said.contains("wrong4712"), "{said}");
}

#[test]
fn each_call_is_noted_with_its_purpose_result_and_stripes_name_of_it() {
    let office = Office::open();
    office.stripe.charge(&office.order(&office.card())).unwrap();
    let calls = office.calls.lock().unwrap();
    let notes: Vec<_> =
        calls.iter().map(|call| (call.purpose.as_str(), call.result.as_str())).collect();
    let expected = [
        ("look for the charge of an invoice", "200"),
        ("prepare a charge", "200"),
        ("charge a client", "200"),
    ];
    assert_eq!(notes, expected);
    assert!(calls.iter().all(|call| call.host.starts_with("127.0.0.1:")));
    assert!(calls.iter().all(|call| call.trace.starts_with("req_") && call.received > 0));
    assert!(calls[0].sent == 0 && calls[1].sent > 0);
}
