//! Square: cards kept on a first invoice, bills paid on a page, and what an account needs.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use connect::processors;
use domain::ids::{AuthorizationId, ClientId, CollectionId, Id, RefundId};
use domain::money::{Currency, Money};
use domain::ports::{Call, Processor, Secret, World};
use domain::processor::{
    Answer, Bill, Brand, Instrument, Keeping, Order, Payer, Permission, Reason, RefundOrder,
    Scheme, Taken, Trouble,
};
use serde_json::json;
use tests::StoppedWorld;
use tests::square::{SquareServer, TOKEN};

use crate::office::{declined, dollars, morning, outside, refused};

/// A practice's account at the stand-in.
pub(crate) struct Account {
    pub(crate) server: SquareServer,
    pub(crate) square: Box<dyn Processor + Send>,
    pub(crate) world: Arc<StoppedWorld>,
    pub(crate) calls: Arc<Mutex<Vec<Call>>>,
}

impl Account {
    pub(crate) fn open() -> Account {
        Account::with(TOKEN)
    }

    fn with(token: &str) -> Account {
        let server = SquareServer::at(morning().timestamp());
        let world = Arc::new(StoppedWorld::on("2026-11-23"));
        let calls = Arc::default();
        let square = connect(token, &server, &world, &calls, Duration::from_secs(20));
        Account { server, square, world, calls }
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

    pub(crate) fn refund(&self, charge: &str, minor: i64) -> RefundOrder {
        RefundOrder {
            id: RefundId::from_uuid(self.world.new_id()),
            charge: charge.to_owned(),
            amount: dollars(minor),
            before: dollars(0),
        }
    }

    fn payer(&self) -> Payer {
        Payer {
            client: ClientId::from_uuid(self.world.new_id()),
            name: "Ada Lowe".to_owned(),
            email: "ada@example.com".to_owned(),
            reference: None,
        }
    }

    fn permission(&self) -> Permission {
        Permission {
            id: AuthorizationId::from_uuid(self.world.new_id()),
            link: 1,
            payer: self.payer(),
            schemes: vec![Scheme::Card],
            currency: Currency::Usd,
            terms: "I agree to letter P-0007.".to_owned(),
            subject: "P-0007".to_owned(),
            letter: "9f86d081".to_owned(),
            leads_to: "https://bell.example/thanks".to_owned(),
            business: true,
        }
    }

    pub(crate) fn bill(&self) -> Bill {
        Bill {
            collection: CollectionId::from_uuid(self.world.new_id()),
            page: 1,
            payer: self.payer(),
            amount: dollars(45_000),
            invoice: "2026-0042".to_owned(),
            keeps: Some(Keeping {
                terms: "I agree to letter P-0007.".to_owned(),
                letter: "9f86d081".to_owned(),
            }),
            leads_to: "https://bell.example/thanks".to_owned(),
        }
    }

    pub(crate) fn state(&self, charge: &str) -> Taken {
        self.square.read(charge).unwrap().state
    }

    /// Time goes on, here and at Square.
    pub(crate) fn pass_days(&self, more: i64) {
        self.server.pass(more * 86_400);
        self.world.turn_to_instant(&(self.world.now() + TimeDelta::days(more)).to_rfc3339());
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
    server: &SquareServer,
    world: &Arc<StoppedWorld>,
    calls: &Arc<Mutex<Vec<Call>>>,
    whole: Duration,
) -> Box<dyn Processor + Send> {
    let outside = outside(world, calls, &Arc::default(), whole);
    let url = server.url();
    processors::open(Brand::Square, Secret::new(token), Some(&url), outside).unwrap().unwrap()
}

#[test]
fn a_client_pays_a_first_invoice_and_keeps_the_card() {
    let account = Account::open();
    let bill = account.bill();
    let page = account.square.pay_page(&bill).unwrap();
    assert_eq!((page.ends_at, page.url.is_empty()), (None, false));
    assert_eq!(account.square.pay_page(&bill), Ok(page.clone()), "once for each page");
    assert_eq!(account.square.paid_on(&page.reference), Ok(None));
    assert_eq!(account.square.read_page(&page.reference), Ok(Answer::Waiting));
    let card = account.server.pay_page(&page.reference, true);
    let answer = account.square.read_page(&page.reference).unwrap();
    let Answer::Permitted(given) = answer else { panic!("{answer:?}") };
    let instrument = &given.instrument;
    assert_eq!((&instrument.reference, &instrument.payer), (&card, &page.payer));
    assert_eq!((instrument.label.as_str(), instrument.last4.as_str()), ("Visa", "1111"));
    assert!(instrument.credit);
    assert_eq!(instrument.ends_on, "2028-11-30".parse().ok());
    assert_eq!((given.letter.as_str(), given.at), ("", morning()));
    let evidence = String::from_utf8(given.evidence).unwrap();
    assert!(evidence.contains("I agree to letter P-0007.") && evidence.contains(&card));
    let paid = account.square.paid_on(&page.reference).unwrap().unwrap();
    assert_eq!(
        (paid.state, paid.amount.minor()),
        (Taken::Settled { on: morning().date_naive() }, 45_000)
    );
    assert_eq!(account.square.close_page(&page.reference), Ok(()), "used up is ended");
}

#[test]
fn a_client_who_does_not_tick_the_box_permits_nothing() {
    let account = Account::open();
    let page = account.square.pay_page(&account.bill()).unwrap();
    account.server.pay_page(&page.reference, false);
    assert_eq!(account.square.read_page(&page.reference), Ok(Answer::Waiting), "it may yet show");
    account.pass_days(1);
    let answer = account.square.read_page(&page.reference).unwrap();
    let Answer::Refused { words } = answer else { panic!("{answer:?}") };
    assert!(words.contains("did not tick the box"), "{words}");
}

#[test]
fn a_page_is_open_until_it_is_closed() {
    let account = Account::open();
    let page = account.square.pay_page(&account.bill()).unwrap();
    account.pass_days(60);
    assert_eq!(account.square.read_page(&page.reference), Ok(Answer::Waiting));
    assert_eq!(account.square.close_page(&page.reference), Ok(()));
    assert_eq!(account.square.close_page(&page.reference), Ok(()));
    assert_eq!(account.square.read_page(&page.reference), Ok(Answer::Ended));
}

#[test]
fn a_client_is_one_payer_however_often_asked() {
    let account = Account::open();
    let bill = account.bill();
    let payer = account.square.pay_page(&bill).unwrap().payer;
    let again = Bill { page: 2, ..bill };
    assert_eq!(account.square.pay_page(&again).unwrap().payer, payer);
}

#[test]
fn a_bill_is_paid_on_a_page_and_found_by_its_obligation() {
    let account = Account::open();
    let bill = account.bill();
    let page = account.square.pay_page(&bill).unwrap();
    let payer = Instrument { payer: page.payer.clone(), ..account.server.instrument() };
    let order = Order { collection: bill.collection, ..account.order(&payer) };
    assert_eq!(account.square.find(&order), Ok(None));
    account.server.pay_page(&page.reference, false);
    let found = account.square.find(&order).unwrap().unwrap();
    assert_eq!(found.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(account.square.charge(&order), Ok(found), "it is not charged beside");
    assert_eq!(account.taken(&order), [45_000]);
}

#[test]
fn an_open_page_is_closed_before_the_card_is_charged() {
    let account = Account::open();
    let bill = account.bill();
    let mut card = account.server.instrument();
    let payer = Payer { reference: Some(card.payer.clone()), ..bill.payer.clone() };
    let page = account.square.pay_page(&Bill { payer, ..bill.clone() }).unwrap();
    card.payer = page.payer;
    let order = Order { collection: bill.collection, ..account.order(&card) };
    let charge = account.square.charge(&order).unwrap();
    assert_eq!(charge.state, Taken::Settled { on: morning().date_naive() });
    assert_eq!(account.square.read_page(&page.reference), Ok(Answer::Ended));
    assert_eq!(account.taken(&order), [45_000]);
}

#[test]
fn a_card_is_read_and_given_up() {
    let account = Account::open();
    let card = account.server.instrument();
    assert_eq!(account.square.read_instrument(&card).unwrap().blocked, None);
    let today = morning().date_naive();
    assert_eq!(account.square.earliest(&card, today), Ok(today));
    account.server.alter(
        "cards",
        &card.reference,
        json!({ "issuer_alert":
        "ISSUER_ALERT_CARD_CLOSED" }),
    );
    let blocked = account.square.read_instrument(&card).unwrap().blocked;
    assert_eq!(blocked.as_deref(), Some("the bank says that the card is closed"));
    assert_eq!(account.square.revoke(&card), Ok(()));
    assert_eq!(account.square.revoke(&card), Ok(()), "given up twice is given up");
    let charge = account.square.charge(&account.order(&card)).unwrap();
    assert_eq!(declined(&charge.state), Reason::MethodDead);
}

#[test]
fn the_test_of_a_connection_names_each_missing_permission() {
    let account = Account::open();
    let standing = account.square.check().unwrap();
    assert_eq!(standing.missing, []);
    assert_eq!((standing.account.as_str(), standing.live), ("MLBELL", false));
    assert_eq!(standing.name, "Nora Bell Accounting");
    assert_eq!(standing.schemes, [Scheme::Card]);
    let all = ["CUSTOMERS_WRITE", "PAYMENTS_WRITE", "DISPUTES_READ", "PAYOUTS_READ"];
    for scope in all {
        account.server.deny(scope);
    }
    account.server.deny("cards");
    let missing = account.square.check().unwrap().missing;
    let named = |m: &domain::processor::Missing| m.what == "Card processing";
    let told: Vec<&str> = missing.iter().map(|one| one.what.as_str()).take(4).collect();
    assert_eq!(told, all);
    // What the location can do was asked once.
    assert!(!missing.iter().any(named));
    let missing = account.hasty().check().unwrap().missing;
    assert!(missing.iter().any(named), "{missing:?}");
    account.server.deny("MERCHANT_PROFILE_READ");
    let standing = account.square.check().unwrap();
    assert_eq!(standing.missing[0].what, "MERCHANT_PROFILE_READ");
}

#[test]
fn what_square_cannot_do_is_refused_before_anything_is_said() {
    let account = Account::open();
    let alone = account.permission();
    assert_eq!(refused(account.square.open_page(&alone)), Reason::NotThisAmount);
    assert_eq!(refused(account.square.change_page(&alone)), Reason::NotThisAmount);
    assert_eq!(refused(account.square.read("../locations")), Reason::NotFound);
    assert!(account.calls.lock().unwrap().is_empty());
    let euros = Money::new(45_000, Currency::Eur).unwrap();
    let order = Order { amount: euros, ..account.order(&account.server.instrument()) };
    let Err(Trouble::Refused(no)) = account.square.charge(&order) else { panic!("it is refused") };
    assert_eq!(no.words, "this account at Square takes USD and not EUR");
}

#[test]
fn a_token_that_opens_nothing_is_told_apart_and_not_repeated() {
    for (token, part) in [
        ("", "no access token"),
        ("sandbox:hunter2", "no access token"),
        ("sandbox:EAAAlwrong4712wrong4712wrong", "does not take this token"),
    ] {
        let account = Account::with(token);
        let outcome = account.square.check();
        let said = format!("{outcome:?} {:?}", account.calls.lock().unwrap());
        assert!(matches!(outcome, Err(Trouble::Refused(_))), "{said}");
        assert!(said.contains(part) && !said.contains("wrong4712"), "{said}");
    }
}
