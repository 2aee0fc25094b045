//! GoCardless: mandates, payments that it holds, what comes back, and what it pays out.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use connect::processors;
use domain::ids::{AuthorizationId, ClientId, CollectionId, Id, RefundId};
use domain::money::Currency;
use domain::ports::{Call, Processor, Secret, World};
use domain::processor::{
    Answer, Brand, Instrument, Object, Order, Payer, PayoutKind, Permission, Reason, RefundOrder,
    RefundState, Scheme, Taken, Trouble,
};
use tests::StoppedWorld;
use tests::gocardless::{GoCardlessServer, TOKEN};

use crate::office::{days, declined, dollars, morning, outside, refused};

/// A practice's account at the stand-in.
pub(crate) struct Account {
    pub(crate) server: GoCardlessServer,
    pub(crate) gocardless: Box<dyn Processor + Send>,
    world: Arc<StoppedWorld>,
    pub(crate) calls: Arc<Mutex<Vec<Call>>>,
}

impl Account {
    pub(crate) fn open() -> Account {
        Account::with(TOKEN)
    }

    fn with(token: &str) -> Account {
        let server = GoCardlessServer::at(morning().timestamp());
        let world = Arc::new(StoppedWorld::on("2026-11-23"));
        let calls = Arc::default();
        let gocardless = connect(token, &server, &world, &calls, Duration::from_secs(20));
        Account { server, gocardless, world, calls }
    }

    /// The same account from a program that gives up soon.
    pub(crate) fn hasty(&self) -> Box<dyn Processor + Send> {
        connect(TOKEN, &self.server, &self.world, &self.calls, Duration::from_millis(150))
    }

    pub(crate) fn order(&self, instrument: &Instrument) -> Order {
        Order {
            collection: CollectionId::from_uuid(self.world.new_id()),
            attempt: 1,
            reference: None,
            begun_at: morning(),
            amount: dollars(45_000),
            instrument: instrument.clone(),
            invoice: "2026-0042".to_owned(),
            on: None,
            recurring: true,
        }
    }

    pub(crate) fn taken(&self, order: &Order) -> Vec<i64> {
        self.server.taken(&order.collection.to_string())
    }

    pub(crate) fn refund(&self, charge: &str, minor: i64, before: i64) -> RefundOrder {
        RefundOrder {
            id: RefundId::from_uuid(self.world.new_id()),
            charge: charge.to_owned(),
            amount: dollars(minor),
            before: dollars(before),
        }
    }

    fn permission(&self) -> Permission {
        Permission {
            id: AuthorizationId::from_uuid(self.world.new_id()),
            link: 1,
            payer: Payer {
                client: ClientId::from_uuid(self.world.new_id()),
                name: "Ada Lowe".to_owned(),
                email: "ada@example.com".to_owned(),
                reference: None,
            },
            schemes: vec![Scheme::Card, Scheme::Ach],
            currency: Currency::Usd,
            terms: "I agree to letter P-0007.".to_owned(),
            subject: "P-0007".to_owned(),
            letter: "9f86d081".to_owned(),
            leads_to: "https://bell.example/thanks".to_owned(),
            business: true,
        }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.server.wrongs(), Vec::<String>::new());
        }
    }
}

fn connect(
    token: &str,
    server: &GoCardlessServer,
    world: &Arc<StoppedWorld>,
    calls: &Arc<Mutex<Vec<Call>>>,
    whole: Duration,
) -> Box<dyn Processor + Send> {
    let outside = outside(world, calls, &Arc::default(), whole);
    let url = server.url();
    processors::open(Brand::GoCardless, Secret::new(token), Some(&url), outside).unwrap().unwrap()
}

#[test]
fn a_client_signs_a_mandate_and_the_letter_is_named_beside_it() {
    let account = Account::open();
    let asked = account.permission();
    let page = account.gocardless.open_page(&asked).unwrap();
    assert_eq!(page.ends_at, Some(days(7)));
    assert_eq!(account.gocardless.open_page(&asked), Ok(page.clone()), "once for each link");
    assert_eq!(account.gocardless.read_page(&page.reference), Ok(Answer::Waiting));
    let mandate = account.server.complete(&page.reference);
    let answer = account.gocardless.read_page(&page.reference).unwrap();
    let Answer::Permitted(given) = answer else { panic!("{answer:?}") };
    assert_eq!(given.instrument.reference, mandate);
    assert_eq!(
        (given.instrument.scheme, given.instrument.label.as_str()),
        (Scheme::Ach, "TEST BANK")
    );
    assert_eq!((given.letter.as_str(), given.at), ("9f86d081", morning()));
    let evidence = String::from_utf8(given.evidence).unwrap();
    assert!(evidence.contains("fulfilled") && evidence.contains(&mandate), "{evidence}");
    assert_eq!(account.gocardless.close_page(&page.reference), Ok(()), "used up is ended");
}

#[test]
fn a_page_ends_after_a_week_or_when_it_is_closed() {
    let account = Account::open();
    let page = account.gocardless.open_page(&account.permission()).unwrap();
    account.world.turn_to("2026-11-30");
    assert_eq!(account.gocardless.read_page(&page.reference), Ok(Answer::Ended));
    let page = account.gocardless.open_page(&account.permission()).unwrap();
    assert_eq!(account.gocardless.close_page(&page.reference), Ok(()));
    assert_eq!(account.gocardless.close_page(&page.reference), Ok(()));
    assert_eq!(account.gocardless.read_page(&page.reference), Ok(Answer::Ended));
}

#[test]
fn a_mandate_that_did_not_come_to_be_is_refused_and_one_that_ended_is_blocked() {
    let account = Account::open();
    for (status, part) in [("failed", "the mandate is failed"), ("cancelled", "cancelled")] {
        let page = account.gocardless.open_page(&account.permission()).unwrap();
        let mandate = account.server.complete(&page.reference);
        account.server.becomes("mandates", &mandate, status, "invalid_bank_details");
        let answer = account.gocardless.read_page(&page.reference).unwrap();
        let Answer::Refused { words } = answer else { panic!("{answer:?}") };
        assert!(words.contains(part), "{words}");
    }
    let bank = account.server.instrument();
    assert_eq!(account.gocardless.read_instrument(&bank).unwrap().blocked, None);
    assert_eq!(
        account.gocardless.earliest(&bank, morning().date_naive()),
        Ok(days(2).date_naive())
    );
    assert_eq!(account.gocardless.revoke(&bank), Ok(()));
    assert_eq!(account.gocardless.revoke(&bank), Ok(()), "given up twice is given up");
    let blocked = account.gocardless.read_instrument(&bank).unwrap().blocked;
    assert_eq!(blocked.as_deref(), Some("the mandate is cancelled"));
    let today = morning().date_naive();
    assert_eq!(refused(account.gocardless.earliest(&bank, today)), Reason::PermissionGone);
    assert_eq!(refused(account.gocardless.charge(&account.order(&bank))), Reason::PermissionGone);
}

#[test]
fn a_payment_is_held_goes_to_the_bank_and_settles() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    let charge = account.gocardless.charge(&order).unwrap();
    assert_eq!(charge.state, Taken::Held { on: days(2).date_naive() });
    assert_eq!(account.gocardless.charge(&order), Ok(charge.clone()));
    assert_eq!(account.gocardless.find(&order), Ok(Some(charge.clone())));
    let state = || account.gocardless.read(&charge.reference).unwrap().state;
    let become_ = |status| account.server.becomes("payments", &charge.reference, status, "");
    become_("submitted");
    assert_eq!(state(), Taken::Processing { expected_on: None });
    assert_eq!(refused(account.gocardless.retract(&charge.reference)), Reason::TooLate);
    for status in ["confirmed", "paid_out"] {
        become_(status);
        assert_eq!(state(), Taken::Settled { on: days(2).date_naive() });
    }
    become_("a_word_of_2027");
    assert_eq!(state(), Taken::Strange { word: "a_word_of_2027".to_owned() });
}

#[test]
fn a_payment_of_a_later_day_is_never_before_the_mandate_allows_it() {
    let account = Account::open();
    for (asked, held) in [(1, 2), (9, 9)] {
        let on = Some(days(asked).date_naive());
        let order = Order { on, ..account.order(&account.server.instrument()) };
        let charge = account.gocardless.charge(&order).unwrap();
        assert_eq!(charge.state, Taken::Held { on: days(held).date_naive() });
        assert_eq!(account.gocardless.retract(&charge.reference).unwrap().state, Taken::Retracted);
        assert_eq!(account.gocardless.retract(&charge.reference).unwrap().state, Taken::Retracted);
        assert_eq!(account.taken(&order), [0_i64; 0]);
    }
}

#[test]
fn a_payment_that_failed_is_tried_again_as_the_same_payment_and_not_too_often() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    let charge = account.gocardless.charge(&order).unwrap();
    let name = charge.reference.clone();
    for attempt in 1..=4 {
        account.server.pass(3_600);
        account.server.becomes("payments", &name, "failed", "insufficient_funds");
        let made = Order { attempt, reference: Some(name.clone()), ..order.clone() };
        assert_eq!(declined(&account.gocardless.charge(&made).unwrap().state), Reason::Funds);
        assert_eq!(
            declined(&account.gocardless.find(&made).unwrap().unwrap().state),
            Reason::Funds
        );
        let next = Order { attempt: attempt + 1, ..made };
        assert_eq!(account.gocardless.find(&next).unwrap().unwrap().state, Taken::Prepared);
        account.server.pass(3_600);
        if attempt == 4 {
            assert_eq!(refused(account.gocardless.charge(&next)), Reason::Forbidden);
        } else {
            assert!(matches!(account.gocardless.charge(&next).unwrap().state, Taken::Held { .. }));
            assert!(matches!(account.gocardless.charge(&next).unwrap().state, Taken::Held { .. }));
        }
    }
    assert_eq!(account.server.retries(&name), 3);
}

#[test]
fn what_had_settled_can_come_back() {
    let account = Account::open();
    for (status, cause, reason) in [
        ("failed", "insufficient_funds", Reason::Funds),
        ("failed", "bank_account_closed", Reason::MethodDead),
        ("charged_back", "authorisation_disputed", Reason::PermissionGone),
        ("charged_back", "a_word_of_2027", Reason::PermissionGone),
    ] {
        let order = account.order(&account.server.instrument());
        let name = account.gocardless.charge(&order).unwrap().reference;
        account.server.pass(86_400);
        account.server.becomes("payments", &name, "confirmed", "payment_confirmed");
        account.server.pass(86_400);
        account.server.becomes("payments", &name, status, cause);
        let back = account.gocardless.read(&name).unwrap().state;
        let Taken::Returned { on: _, why } = back else { panic!("{back:?}") };
        assert_eq!((why.reason, why.words), (reason, format!("The bank says {cause}.")));
    }
}

#[test]
fn money_is_paid_back_with_the_sum_of_what_was_paid_back_before() {
    let account = Account::open();
    let order = account.order(&account.server.instrument());
    let name = account.gocardless.charge(&order).unwrap().reference;
    let early = account.refund(&name, 1_000, 0);
    assert_eq!(refused(account.gocardless.refund(&early)), Reason::TooLate);
    account.server.becomes("payments", &name, "confirmed", "");
    let part = account.refund(&name, 15_000, 0);
    assert_eq!(account.gocardless.find_refund(&part), Ok(None));
    let refund = account.gocardless.refund(&part).unwrap();
    assert_eq!(refund.state, RefundState::Processing);
    assert_eq!(account.gocardless.refund(&part), Ok(refund.clone()));
    assert_eq!(account.gocardless.read(&name).unwrap().refunded, dollars(15_000));
    let wrong = account.refund(&name, 15_000, 0);
    assert_eq!(refused(account.gocardless.refund(&wrong)), Reason::NotThisAmount);
    account.gocardless.refund(&account.refund(&name, 30_000, 15_000)).unwrap();
    for (status, state) in [
        ("paid", RefundState::Done),
        ("bounced", RefundState::Failed { words: "bounced".to_owned() }),
    ] {
        let fields = serde_json::json!({ "status": status });
        account.server.alter("refunds", &refund.reference, fields);
        assert_eq!(account.gocardless.read_refund(&refund.reference).unwrap().state, state);
    }
}

#[test]
fn a_change_is_told_once() {
    let account = Account::open();
    let start = account.gocardless.changes("").unwrap();
    assert!(start.hints.is_empty() && !start.gap);
    account.server.pass(60);
    let order = account.order(&account.server.instrument());
    let name = account.gocardless.charge(&order).unwrap().reference;
    account.server.pass(60);
    account.server.becomes("payments", &name, "confirmed", "");
    account.server.pass(60);
    let refund = account.gocardless.refund(&account.refund(&name, 1_000, 0)).unwrap();
    account.server.pass(60);
    account.server.becomes("mandates", &order.instrument.reference, "cancelled", "");
    account.server.pass(60);
    let payout = account.server.pay_out(100, &[]);
    let told = account.gocardless.changes(&start.cursor).unwrap();
    let about: Vec<_> = told.hints.iter().map(|h| (h.about, h.reference.as_str())).collect();
    let expected = [
        (Object::Charge, name.as_str()),
        (Object::Refund, refund.reference.as_str()),
        (Object::Instrument, order.instrument.reference.as_str()),
        (Object::Payout, payout.as_str()),
    ];
    assert_eq!(about, expected);
    assert_eq!(told.hints[2].at, morning() + TimeDelta::seconds(240));
    assert!(account.gocardless.changes(&told.cursor).unwrap().hints.is_empty());
    account.world.turn_to("2028-11-23");
    assert!(account.gocardless.changes(&told.cursor).unwrap().gap, "it forgets after 18 months");
}

#[test]
fn three_hundred_changes_are_told_over_several_pages() {
    let account = Account::open();
    let start = account.gocardless.changes("").unwrap();
    let bank = account.server.instrument();
    for _ in 0..300 {
        account.gocardless.charge(&account.order(&bank)).unwrap();
    }
    assert_eq!(account.gocardless.changes(&start.cursor).unwrap().hints.len(), 300);
}

#[test]
fn a_payout_adds_up_or_is_not_itemised() {
    let account = Account::open();
    let name = account.gocardless.charge(&account.order(&account.server.instrument())).unwrap();
    let charge = name.reference.as_str();
    let items = [
        ("payment_paid_out", "45000.0", charge),
        ("gocardless_fee", "-470.4", charge),
        ("payment_refunded", "-1000.0", charge),
        ("gocardless_fee", "-0.3", ""),
    ];
    account.server.pay_out(43_529, &items);
    account.server.pay_out(43_000, &items);
    let all = account.gocardless.payouts(morning().date_naive()).unwrap();
    assert_eq!((all.len(), all[0].trace.as_str()), (2, "BELL-4711"));
    let lines = all[0].lines.as_ref().unwrap();
    let shown: Vec<_> =
        lines.iter().map(|l| (l.kind, l.charge.as_str(), l.gross.minor())).collect();
    // The list comes newest first.
    let expected = [
        (PayoutKind::Refund, charge, -1_000),
        (PayoutKind::Charge, charge, 45_000),
        (PayoutKind::Fee, "", -471),
    ];
    assert_eq!(shown, expected);
    assert_eq!(all[1].lines, None, "more than rounding is missing");
    assert_eq!(account.gocardless.payouts(days(1).date_naive()), Ok(Vec::new()));
}

#[test]
fn the_test_of_a_connection_names_what_is_missing() {
    let account = Account::open();
    let standing = account.gocardless.check().unwrap();
    assert_eq!(standing.missing, []);
    assert_eq!((standing.account.as_str(), standing.live), ("CR01", false));
    assert_eq!(standing.schemes, [Scheme::Ach, Scheme::Bacs]);
    account.server.deny("POST");
    account.server.deny("verification");
    let missing = account.gocardless.check().unwrap().missing;
    let whats: Vec<&str> = missing.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(whats, ["Verification", "Access token: read-write"]);
    assert!(missing.iter().all(|m| m.link.starts_with("https://manage-sandbox.gocardless.com/")));
}

#[test]
fn what_gocardless_cannot_do_is_refused_before_anything_is_said() {
    let account = Account::open();
    let card = Permission { schemes: vec![Scheme::Card], ..account.permission() };
    assert_eq!(refused(account.gocardless.open_page(&card)), Reason::NotThisAmount);
    assert_eq!(refused(account.gocardless.paid_on("BRQ1")), Reason::NotThisAmount);
    assert_eq!(refused(account.gocardless.read("../creditors")), Reason::NotFound);
    assert!(account.calls.lock().unwrap().is_empty());
}

#[test]
fn a_token_that_opens_nothing_is_told_apart_and_not_repeated() {
    for (token, part) in [
        ("", "no access token"),
        ("hunter2", "no access token"),
        ("sandbox_wrong4712", "does not take this token"),
    ] {
        let account = Account::with(token);
        let outcome = account.gocardless.check();
        let said = format!("{outcome:?} {:?}", account.calls.lock().unwrap());
        assert!(matches!(outcome, Err(Trouble::Refused(_))), "{said}");
        assert!(said.contains(part) && !said.contains("wrong4712"), "{said}");
    }
}
