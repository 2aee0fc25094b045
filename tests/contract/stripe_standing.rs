//! The test of a connection.

use domain::ports::Processor;
use domain::processor::{Reason, Scheme, Trouble};
use expect_test::expect;
use tests::Fault;

use crate::office::{Office, morning, refused};

#[test]
fn an_account_that_lacks_nothing_says_who_it_is_and_how_it_takes_money() {
    let office = Office::open();
    office.server.deactivate("sepa_debit");
    office.server.deactivate("bacs_debit");
    let standing = office.stripe.check().unwrap();
    assert_eq!(standing.missing, []);
    assert_eq!(standing.name, "Nora Bell Accounting");
    assert_eq!((standing.account.as_str(), standing.live), ("acct_1canary", false));
    assert_eq!(standing.schemes, [Scheme::Card, Scheme::Ach, Scheme::Pad, Scheme::Becs]);
    assert_eq!(standing.now, Some(morning()));
}

#[test]
fn every_missing_box_is_named_with_what_it_is_for() {
    let office = Office::open();
    for template in [
        "/v1/customers/{id}",
        "/v1/payment_methods/{id}/detach",
        "/v1/setup_intents/{id}",
        "/v1/mandates/{id}",
        "/v1/checkout/sessions/{id}/expire",
        "/v1/payment_intents/{id}/cancel",
        "/v1/charges/{id}",
        "/v1/refunds/{id}",
        "/v1/invoices/{id}/void",
        "/v1/billing_portal/sessions",
        "/v1/events/{id}",
        "/v1/balance_transactions/{id}",
        "/v1/payouts/{id}",
        "/v1/disputes/{id}",
        "/v1/account",
    ] {
        office.server.deny(template);
    }
    let standing = office.stripe.check().unwrap();
    let boxes: Vec<String> =
        standing.missing.iter().map(|one| format!("{}: {}\n", one.what, one.why)).collect();
    expect![[r#"
        Customers: Write: clients cannot be added as payers
        PaymentMethods: Write: clients' methods cannot be read or given up
        SetupIntents: Read: clients' answers cannot be read
        Mandates: Read: clients' mandates cannot be read
        Checkout Sessions: Write: no page can be opened for a client
        PaymentIntents: Write: nothing can be charged
        Charges: Read: charges cannot be read
        Refunds: Write: nothing can be paid back
        Invoices: Write: no charge can be handed over for a later day
        Customer portal: Write: clients cannot put another method in place of a failing one
        Events: Read: changes are not noticed
        Balance: Read: what payouts are made of cannot be read
        Payouts: Read: payouts cannot be read
        Disputes: Read: disputes cannot be read
    "#]]
    .assert_eq(&boxes.concat());
    let link = &standing.missing[0].link;
    let page = "https://dashboard.stripe.com/test/apikeys/create?name=Quittance&permissions[]=";
    assert!(link.starts_with(page), "{link}");
    assert_eq!((standing.account.as_str(), standing.schemes.len()), ("", 0));
}

#[test]
fn a_missing_address_of_the_terms_is_named_with_the_page_where_it_is_set() {
    let office = Office::open();
    office.server.forget_terms();
    let standing = office.stripe.check().unwrap();
    let [missing] = standing.missing.as_slice() else { panic!("{:?}", standing.missing) };
    assert_eq!(missing.what, "Terms of service URL");
    assert_eq!(missing.link, "https://dashboard.stripe.com/settings/public");
    assert_eq!(standing.schemes.len(), 6, "the methods are seen all the same");
}

#[test]
fn a_key_that_opens_nothing_is_told_apart() {
    for (key, part) in [
        ("", "no key of Stripe's"),
        ("hunter2", "no key of Stripe's"),
        ("pk_test_canary", "the publishable key"),
        ("rk_test_another", "does not take this key"),
    ] {
        let office = Office::with(key);
        match office.stripe.check() {
            Err(Trouble::Refused(no)) => {
                assert_eq!(no.reason, Reason::PracticeMustAct);
                assert!(no.words.contains(part), "{}", no.words);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_service_that_is_down_is_not_taken_for_a_missing_box() {
    let office = Office::open();
    office.server.strike(Fault::TooMany, 1, usize::MAX);
    assert_eq!(refused(office.stripe.check()), Reason::Busy);
    office.server.mend();
    office.server.strike(Fault::Refused, 3, usize::MAX);
    assert!(matches!(office.stripe.check(), Err(Trouble::NotSent(_))));
    office.server.mend();
}
