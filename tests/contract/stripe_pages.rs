//! Stripe's pages for clients.

use domain::ports::Processor;
use domain::processor::{Answer, Bill, Permission, Permitted, Scheme, Taken};
use tests::stripe::{Conduct, Means};

use crate::office::{Office, days, morning};

fn permitted(answer: Answer) -> Permitted {
    match answer {
        Answer::Permitted(permitted) => *permitted,
        other => panic!("{other:?} is not permitted"),
    }
}

#[test]
fn a_client_agrees_to_the_letter_and_gives_a_card() {
    let office = Office::open();
    let asked = office.permission(&[Scheme::Card, Scheme::Ach]);
    let page = office.stripe.open_page(&asked).unwrap();
    assert_eq!(page.ends_at, Some(days(1)));
    assert!(page.url.starts_with("https://checkout.stripe.com/"), "{}", page.url);
    assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Waiting));

    office.server.complete(&page.reference, Means::Card, Conduct::Pays);
    let given = permitted(office.stripe.read_page(&page.reference).unwrap());
    let card = given.instrument;
    assert_eq!((card.scheme, card.label.as_str()), (Scheme::Card, "visa"));
    assert!(card.credit);
    assert_eq!((card.last4.as_str(), card.payer.as_str()), ("4242", page.payer.as_str()));
    assert_eq!(card.ends_on, Some("2030-12-31".parse().unwrap()));
    assert_eq!((given.letter.as_str(), given.at), ("9f86d081", morning()));
    let evidence = String::from_utf8(given.evidence).unwrap();
    for part in ["\"terms_of_service\":\"accepted\"", &asked.terms, "9f86d081"] {
        assert!(evidence.contains(part), "{part} is missing in {evidence}");
    }
    let order = office.order(&office.stripe.read_instrument(&card).unwrap());
    assert!(matches!(office.stripe.charge(&order).unwrap().state, Taken::Settled { .. }));
}

#[test]
fn the_same_link_twice_is_one_page_and_one_payer() {
    let office = Office::open();
    let asked = office.permission(&[Scheme::Card]);
    let first = office.stripe.open_page(&asked).unwrap();
    assert_eq!(office.stripe.open_page(&asked), Ok(first.clone()));
    let next = Permission { link: 2, ..asked };
    let second = office.stripe.open_page(&next).unwrap();
    assert_ne!(second.reference, first.reference);
    assert_eq!(second.payer, first.payer, "the payer is found by our mark");
}

#[test]
fn a_bank_account_that_waits_for_its_small_amounts_cannot_be_charged_yet() {
    let office = Office::open();
    let page = office.stripe.open_page(&office.permission(&[Scheme::Ach])).unwrap();
    office.server.complete(&page.reference, Means::BankByAmounts, Conduct::Pays);
    let waiting = office.stripe.read_page(&page.reference).unwrap();
    let url = "https://payments.stripe.com/microdeposit/canary".to_owned();
    let arrives_on = Some(days(2).date_naive());
    assert_eq!(waiting, Answer::Verifying { url, arrives_on });

    office.server.verify(&page.reference);
    let given = permitted(office.stripe.read_page(&page.reference).unwrap());
    assert_eq!(given.instrument.scheme, Scheme::Ach);
    assert_eq!(given.instrument.label, "TEST BANK");
    assert!(given.instrument.mandate.starts_with("mandate_"));
    let evidence = String::from_utf8(given.evidence).unwrap();
    assert!(evidence.contains("203.0.113.7"), "where the client agreed from is kept");
    let order = office.order(&given.instrument);
    assert!(matches!(office.stripe.charge(&order).unwrap().state, Taken::Processing { .. }));
}

#[test]
fn a_page_ends_after_a_day_or_when_it_is_closed() {
    let office = Office::open();
    let page = office.stripe.open_page(&office.permission(&[Scheme::Card])).unwrap();
    office.server.pass(86_400);
    assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Ended));
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()), "it ended already");

    let page = office.stripe.open_page(&office.permission(&[Scheme::Card])).unwrap();
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()));
    assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Ended));
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()), "closed twice is closed");
}

#[test]
fn every_scheme_that_stripe_has_can_be_asked_for() {
    let office = Office::open();
    let all = [Scheme::Card, Scheme::Ach, Scheme::Bacs, Scheme::Sepa, Scheme::Pad, Scheme::Becs];
    office.stripe.open_page(&office.permission(&all)).unwrap();
    for business in [true, false] {
        let asked = Permission { business, ..office.permission(&[Scheme::Pad]) };
        office.stripe.open_page(&asked).unwrap();
    }
    let none = office.permission(&[Scheme::BecsNz]);
    office.stripe.open_page(&none).expect_err("Stripe has no such scheme");
}

#[test]
fn another_method_is_seen_by_being_newer_than_the_page() {
    let office = Office::open();
    let old = office.card();
    let mut asked = office.permission(&[Scheme::Card]);
    asked.payer.reference = Some(old.payer.clone());
    office.server.pass(60);
    let page = office.stripe.change_page(&asked).unwrap();
    assert_eq!((page.ends_at, page.payer.as_str()), (None, old.payer.as_str()));
    assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Waiting));
    office.server.pass(60);
    let new = office.server.add_method(&old.payer);
    let given = permitted(office.stripe.read_page(&page.reference).unwrap());
    assert_eq!(given.instrument.reference, new);
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()));
}

#[test]
fn what_pays_a_bill_is_found_on_its_page_which_lasts() {
    let office = Office::open();
    for keeps in [None, Some(office.keeping())] {
        let bill = Bill { keeps: keeps.clone(), ..office.bill() };
        let page = office.stripe.pay_page(&bill).unwrap();
        assert_eq!(page.ends_at, None, "a link in a letter works as long as the invoice is open");
        assert_eq!(office.stripe.pay_page(&bill), Ok(page.clone()), "once");
        // Somebody looks at it and goes away; that visit ends, and the link goes on.
        office.server.visit(&page.reference);
        office.server.pass(20 * 86_400);
        assert_eq!(office.stripe.paid_on(&page.reference), Ok(None));
        assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Waiting));
        office.server.complete(&page.reference, Means::Card, Conduct::Pays);
        let charge = office.stripe.paid_on(&page.reference).unwrap().unwrap();
        assert!(matches!(charge.state, Taken::Settled { .. }));
        assert_eq!(charge.amount, bill.amount);
        assert_eq!(office.server.taken(&bill.collection.to_string()), [45_000]);
        let answer = office.stripe.read_page(&page.reference).unwrap();
        match keeps {
            None => assert_eq!(answer, Answer::Ended),
            Some(keeping) => {
                let given = permitted(answer);
                assert_eq!(given.letter, keeping.letter);
                let evidence = String::from_utf8(given.evidence).unwrap();
                assert!(evidence.contains(&keeping.terms), "{evidence}");
                let order = office.order(&given.instrument);
                let later = office.stripe.charge(&order).unwrap();
                assert!(matches!(later.state, Taken::Settled { .. }));
            }
        }
    }
}

#[test]
fn a_page_that_was_ended_takes_nothing_even_from_who_had_it_open() {
    let office = Office::open();
    let page = office.stripe.pay_page(&office.bill()).unwrap();
    let open = office.server.visit(&page.reference);
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()));
    assert_eq!(office.stripe.close_page(&page.reference), Ok(()), "closed twice is closed");
    assert_eq!(office.stripe.read_page(&page.reference), Ok(Answer::Ended));
    assert_eq!(office.stripe.paid_on(&page.reference), Ok(None));
    assert_eq!(office.stripe.read_page(&open), Ok(Answer::Ended), "the visit ended with it");
}

#[test]
fn a_method_says_why_it_cannot_be_charged() {
    let office = Office::open();
    let card = office.card();
    assert_eq!(office.stripe.read_instrument(&card).unwrap().blocked, None);
    assert_eq!(office.stripe.revoke(&card), Ok(()));
    assert_eq!(office.stripe.revoke(&card), Ok(()), "given up twice is given up");
    let blocked = office.stripe.read_instrument(&card).unwrap().blocked;
    assert_eq!(blocked.as_deref(), Some("it was given up at Stripe"));

    let bank = office.bank();
    office.server.end_mandate(&bank.mandate);
    let blocked = office.stripe.read_instrument(&bank).unwrap().blocked;
    assert_eq!(blocked.as_deref(), Some("the mandate is not valid any more"));
}
