//! Every fault at every call to a ledger: each document is there once, and no secret is told.

use domain::jurisdiction::DateStyle;
use domain::ledgers::{Document, Held, HeldState, Kind, Put, Reason, Trouble};
use domain::ports::Ledger;
use domain::sync::{Found, recognise};
use tests::Fault;

use crate::ledger_office::{Organisation, counted};
use crate::{quickbooks, xero};

/// How long a fault lasts: one call, or until it is mended.
const LENGTHS: [usize; 2] = [0, usize::MAX >> 1];

fn faults() -> impl Iterator<Item = Fault> {
    Fault::ALL.into_iter().chain([Fault::Unauthorised])
}

/// Puts an order while a fault lasts, and then as the sync does: what is not known is looked up,
/// and what is not found is sent. Tells what was said.
fn through(
    hasty: &dyn Ledger,
    steady: &dyn Ledger,
    order: &Put,
    strike: &dyn Fn(),
    mend: &dyn Fn(),
) -> (String, Held) {
    let orders = std::slice::from_ref(order);
    strike();
    let outcome = hasty.put(orders).remove(0);
    mend();
    let found = steady.find(orders).unwrap().remove(0);
    if matches!(outcome, Err(Trouble::NotSent(_) | Trouble::Refused(_))) {
        assert!(found.is_empty(), "{outcome:?} and yet it was done");
    }
    assert!(found.len() <= 1, "{outcome:?}: it is there twice");
    let said = format!("{outcome:?}");
    match found.into_iter().next() {
        Some(held) => (said, held),
        None => {
            let again = steady.put(orders).remove(0);
            (format!("{said} {again:?}"), again.unwrap())
        }
    }
}

/// Strikes an organisation at each of so many calls, with each fault and for each length, and does
/// to it what `act` says; what was said holds no secret.
fn struck<A: Organisation>(steps: usize, act: impl Fn(&A, &dyn Fn(), &dyn Fn()) -> String) {
    for fault in faults() {
        for step in 1..=steps {
            for length in LENGTHS {
                let account = A::open();
                let last = step.saturating_add(length);
                // What was answered under a key is kept a while, an error of the service's own too.
                let mend = || {
                    account.mend();
                    account.pass(400);
                };
                let said = act(&account, &|| account.strike(fault, step, last), &mend);
                let said = format!("{said} {:?}", account.desk().calls.lock().unwrap());
                assert!(!said.contains("canary47"), "{said}");
            }
        }
    }
}

/// A document is there once in the end, whatever goes wrong at whichever call.
fn once<A: Organisation>(kind: Kind, document: impl Fn(&A) -> Document) {
    struck::<A>(5, |account, strike, mend| {
        let order = account.desk().order(document(account));
        let before = account.count(kind);
        let (said, held) = through(&*account.hasty(), account.steady(), &order, strike, mend);
        assert_eq!(account.count(kind), before + 1, "{said}");
        // A second step that was lost is made over what is there.
        let whole = wholly(account.steady(), order.clone(), held);
        let joined = joined_to(&order.document);
        let names: Vec<_> = whole.allocated.iter().map(|part| &part.invoice).collect();
        assert_eq!(names, joined, "{said}");
        assert_eq!(account.count(kind), before + 1, "{said}");
        said
    });
}

/// Names of what a document is to be joined to.
fn joined_to(document: &Document) -> Vec<&String> {
    match document {
        Document::Payment(payment) => vec![&payment.pays.invoice],
        Document::Refund(refund) => vec![&refund.credit_note],
        Document::CreditNote(note) => note.takes_off.iter().map(|part| &part.invoice).collect(),
        _ => Vec::new(),
    }
}

/// What is there, joined to what it is for.
fn wholly(steady: &dyn Ledger, order: Put, held: Held) -> Held {
    let dates = DateStyle::MonthFirst;
    let found = steady.find(std::slice::from_ref(&order)).unwrap().remove(0);
    match recognise(&order.document, &found, false, dates) {
        Found::Same(held) => *held,
        Found::Half(..) => {
            let over = Some((held.reference, found[0].version.clone()));
            let order = Put { over, ..order };
            steady.put(std::slice::from_ref(&order)).remove(0).unwrap();
            steady.find(&[order]).unwrap().remove(0).remove(0)
        }
        other => panic!("{other:?}"),
    }
}

/// What is taken out stays out, and nothing takes its place.
fn out<A: Organisation>(kind: Kind, document: impl Fn(&A) -> Document) {
    struck::<A>(3, |account, strike, mend| {
        let order = account.desk().order(document(account));
        let made = account.steady().put(&[order]).remove(0).unwrap();
        strike();
        let said = account.hasty().void(kind, &made.reference, &made.version);
        mend();
        let now = account.steady().read(kind, std::slice::from_ref(&made.reference)).unwrap();
        let gone = now[0].as_ref().is_none_or(|held| held.state != HeldState::Live);
        assert!(gone || said.is_err(), "{said:?} and yet it counts");
        let version = now[0].as_ref().map_or(&made.version, |held| &held.version);
        let again = account.steady().void(kind, &made.reference, version);
        let fine = |why: &Trouble| matches!(why, Trouble::Refused(no) if no.reason == Reason::Gone);
        assert!(
            again.as_ref().is_ok_and(|held| held.state != HeldState::Live)
                || again.as_ref().is_err_and(fine),
            "{said:?} {again:?}"
        );
        format!("{said:?}")
    });
}

fn invoice<A: Organisation>(account: &A) -> Document {
    account.mapped().invoice("INV-0001", &account.client("Ada"))
}

fn payment<A: Organisation>(account: &A) -> Document {
    let client = account.client("Ada");
    account.mapped().payment(&client, &account.invoice("INV-0001", &client), 48_305)
}

fn credit<A: Organisation>(account: &A) -> Document {
    let client = account.client("Ada");
    let invoice = account.invoice("INV-0001", &client);
    account.mapped().credit("CN-0001", &client, 10_000, Some(&invoice))
}

fn refund<A: Organisation>(account: &A) -> Document {
    let client = account.client("Ada");
    account.mapped().refund(&client, &account.credit(&client), 5_000)
}

fn letter<A: Organisation>(account: &A) -> Document {
    let client = account.client("Ada");
    account.mapped().letter(&account.invoice("INV-0001", &client))
}

/// Every kind of document, each in a test of its own.
macro_rules! each_once {
    ($($name:ident: $account:ty, $kind:ident, $document:expr;)*) => {$(
        #[test]
        fn $name() {
            once::<$account>(Kind::$kind, $document);
        }
    )*};
}

each_once! {
    a_contact_is_at_xero_once_whatever_goes_wrong: xero::Account, Contact,
        |account| account.mapped.contact("Ada");
    an_item_is_at_xero_once_whatever_goes_wrong: xero::Account, Item,
        |account| account.mapped.item_of("Payroll");
    an_invoice_is_at_xero_once_whatever_goes_wrong: xero::Account, Invoice, invoice;
    a_payment_is_at_xero_once_whatever_goes_wrong: xero::Account, Payment, payment;
    a_credit_note_is_at_xero_once_whatever_goes_wrong: xero::Account, CreditNote, credit;
    a_refund_is_at_xero_once_whatever_goes_wrong: xero::Account, Refund, refund;
    a_file_is_at_xero_once_whatever_goes_wrong: xero::Account, Attachment, letter;
    a_payout_is_at_xero_once_whatever_goes_wrong: xero::Account, BankEntry,
        |account| account.mapped.payout(&account.client("Stripe"), 48_305, 1_431);
    a_contact_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Contact,
        |account| account.mapped.contact("Ada");
    an_item_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Item,
        |account| account.mapped.item_of("Payroll");
    an_invoice_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Invoice, invoice;
    a_payment_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Payment, payment;
    a_credit_note_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, CreditNote,
        credit;
    a_refund_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Refund, refund;
    a_file_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, Attachment, letter;
    a_payout_is_at_quickbooks_once_whatever_goes_wrong: quickbooks::Account, BankEntry,
        |account| account.mapped.payout("", 48_305, 1_431);
}

#[test]
fn what_is_taken_out_at_xero_stays_out_whatever_goes_wrong() {
    out::<xero::Account>(Kind::Invoice, invoice);
    out::<xero::Account>(Kind::Payment, payment);
}

#[test]
fn what_is_taken_out_at_quickbooks_stays_out_whatever_goes_wrong() {
    out::<quickbooks::Account>(Kind::Invoice, invoice);
    out::<quickbooks::Account>(Kind::Payment, payment);
}

/// `cargo test --workspace --test contract -- --nocapture held_against` prints the counts.
#[test]
fn every_kind_of_call_is_held_against_the_services_own_descriptions() {
    let (ours, theirs) = (xero::Account::open(), quickbooks::Account::open());
    let client = ours.client("Ada");
    let invoice = ours.invoice("INV-0001", &client);
    let documents = [
        ours.mapped.item_of("Bookkeeping"),
        ours.mapped.letter(&invoice),
        ours.mapped.credit("CN-0001", &client, 305, Some(&invoice)),
        ours.mapped.payment(&client, &invoice, 48_000),
        ours.mapped.payout(&client, 48_000, 1_400),
    ];
    for document in documents {
        ours.xero.put(&[ours.desk.order(document)]).remove(0).unwrap();
    }
    ours.xero.lists().unwrap();
    let client = theirs.client("Ada");
    let invoice = theirs.invoice("INV-0001", &client);
    let documents = [
        theirs.mapped.letter(&invoice),
        theirs.mapped.credit("CN-0001", &client, 305, Some(&invoice)),
        theirs.mapped.payment(&client, &invoice, 48_000),
        theirs.mapped.payout("", 48_000, 1_400),
    ];
    for document in documents {
        theirs.books.put(&[theirs.desk.order(document)]).remove(0).unwrap();
    }
    theirs.books.lists().unwrap();
    counted("Xero", ours.server.checked(), &ours.server.wrongs());
    counted("QuickBooks", theirs.server.checked(), &theirs.server.wrongs());
}
