//! QuickBooks: who it is, its lists, each document put, found, read back, changed and taken out.

use std::sync::Arc;

use domain::ledgers::{AccountClass, Brand, HeldState, Kind, Put, Reason, Trouble};
use domain::money::Currency;
use domain::ports::Ledger;
use serde_json::json;
use tests::Fault;
use tests::quickbooks::QuickBooksServer;

use crate::ledger_office::{Desk, Mapped, Organisation, money, one, part, reason};
use crate::office::{days, morning};

/// A practice's company at the stand-in.
pub(crate) struct Account {
    pub(crate) server: Arc<QuickBooksServer>,
    pub(crate) desk: Desk,
    pub(crate) books: Box<dyn Ledger + Send>,
    pub(crate) mapped: Mapped,
}

impl Account {
    pub(crate) fn open() -> Account {
        let server = Arc::new(QuickBooksServer::at(morning().timestamp()));
        let desk = Desk::open();
        desk.signed_in(&server.kept());
        let clock = Arc::clone(&server);
        let outside = desk.waiting(move |time| {
            clock.pass(i64::try_from(time.as_secs()).unwrap_or(0));
        });
        let books = desk.ledger(Brand::QuickBooks, server.realm(), &server.url(), outside);
        let mut mapped = Mapped {
            income: server.account("Services"),
            losses: server.account("Bad Debts"),
            fees: server.account("Processor Fees"),
            clearing: server.account("Processor Clearing"),
            bank: server.account("Checking"),
            tax: server.list("TaxCode")[0]["Id"].as_str().unwrap().to_owned(),
            item: String::new(),
        };
        mapped.item =
            one(books.put(&[desk.order(mapped.item_of("Bookkeeping"))])).unwrap().reference;
        Account { server, desk, books, mapped }
    }
}

impl Organisation for Account {
    const BRAND: Brand = Brand::QuickBooks;

    fn open() -> Account {
        Account::open()
    }

    fn desk(&self) -> &Desk {
        &self.desk
    }

    fn mapped(&self) -> &Mapped {
        &self.mapped
    }

    fn steady(&self) -> &dyn Ledger {
        &*self.books
    }

    fn place(&self) -> (&'static str, String) {
        (self.server.realm(), self.server.url())
    }

    fn strike(&self, fault: Fault, first: usize, last: usize) {
        self.server.strike(fault, first, last);
    }

    fn mend(&self) {
        self.server.mend();
    }

    fn pass(&self, seconds: i64) {
        self.desk.pass(seconds);
        self.server.pass(seconds);
    }

    fn count(&self, kind: Kind) -> usize {
        self.server.list(kept_as(kind)).len()
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.server.wrongs(), Vec::<String>::new());
        }
    }
}

/// The list in which it keeps a kind.
fn kept_as(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => "Customer",
        Kind::Item => "Item",
        Kind::Invoice => "Invoice",
        Kind::CreditNote => "CreditMemo",
        Kind::Payment => "Payment",
        Kind::Refund => "Purchase",
        Kind::BankEntry => "Deposit",
        Kind::Attachment => "Attachable",
    }
}

#[test]
fn a_company_says_who_it_is_what_is_closed_and_whether_it_keeps_our_numbers() {
    let account = Account::open();
    let who = account.books.organisation().unwrap();
    assert_eq!((who.name.as_str(), who.demo), ("Halloway Accounting", true));
    assert_eq!((who.currency, who.locked_until), (Some(Currency::Usd), None));
    assert_eq!(who.signed_in_until, Some(days(100)), "told by the service, or by its rule");
    account.server.close("2026-09-30");
    let who = account.books.organisation().unwrap();
    assert_eq!(who.locked_until.map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
    account.server.keep_numbers(false);
    assert_eq!(reason(account.books.organisation()), Reason::PracticeMustAct);
}

#[test]
fn the_lists_are_there_to_be_matched_with() {
    let account = Account::open();
    account.client("Ada Lowe");
    let lists = account.books.lists().unwrap();
    let classes: Vec<_> = lists.accounts.iter().map(|one| one.class).collect();
    let expected = [
        AccountClass::Income,
        AccountClass::Expense,
        AccountClass::Expense,
        AccountClass::CurrentAsset,
        AccountClass::Bank,
        AccountClass::Other,
    ];
    assert_eq!(classes, expected);
    assert_eq!((lists.taxes[0].name.as_str(), lists.taxes[0].percent.as_str()), ("State", "8.25"));
    assert_eq!(lists.items[0].account, account.mapped.income);
    assert_eq!(lists.contacts[0].email, "ada@example.com");
    assert_eq!(lists.contacts[0].mark.len(), 21);
}

#[test]
fn an_invoice_is_there_to_the_cent_and_found_by_its_number() {
    let account = Account::open();
    let client = account.client("O'Hara & Daughters, \\Ltd");
    let order = account.desk.order(account.mapped.invoice("INV-0001", &client));
    assert_eq!(account.books.find(std::slice::from_ref(&order)), Ok(vec![vec![]]));
    let made = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!(
        (made.total, made.open, made.state),
        (money(48_305), money(48_305), HeldState::Live)
    );
    assert_eq!((made.on, made.due_on), (Some(morning().date_naive()), Some(days(15).date_naive())));
    assert_eq!((made.number.as_str(), made.contact.as_str()), ("INV-0001", client.as_str()));
    assert_eq!(Some(made.lines[1].1), money(5_005));
    assert_eq!(account.books.find(&[order]), Ok(vec![vec![made.clone()]]));
    let names = [made.reference.clone(), "4711".to_owned()];
    assert_eq!(account.books.read(Kind::Invoice, &names), Ok(vec![Some(made), None]));
    let same = account.desk.order(account.mapped.contact("O'Hara & Daughters, \\Ltd"));
    assert_eq!(account.books.find(&[same]).unwrap()[0][0].reference, client);
}

#[test]
fn what_is_wrong_with_one_leaves_the_others_done() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    account.invoice("INV-0001", &client);
    let order = |document| account.desk.order(document);
    let outcomes = account.books.put(&[
        order(account.mapped.invoice("INV-0001", &client)),
        order(account.mapped.invoice("INV-0002", "4711")),
        order(account.mapped.invoice("INV-0003", &client)),
    ]);
    let reasons: Vec<_> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Err(Trouble::Refused(no)) => Some((no.reason, no.code.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(reasons, [Some((Reason::Clash, "6140")), Some((Reason::Gone, "610")), None]);
    let same = account.books.put(&[order(account.mapped.contact("Ada Lowe"))]);
    assert_eq!(reason(one(same)), Reason::Clash);
    account.server.close("2026-11-30");
    let late = account.books.put(&[order(account.mapped.invoice("INV-0009", &client))]);
    assert_eq!(reason(one(late)), Reason::Locked);
    let below = account.books.put(&[order(account.mapped.payout("", 500, 2_000))]);
    assert_eq!(reason(one(below)), Reason::NotThis);
}

#[test]
fn a_payment_pays_and_is_taken_out_again() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let order = account.desk.order(account.mapped.payment(&client, &invoice, 48_000));
    let paid = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((paid.total, paid.number.as_str()), (money(48_000), order.mark().as_str()));
    assert_eq!((paid.allocated[0].clone(), paid.contact), (part(&invoice, 48_000), client));
    let read = || {
        let now = account.books.read(Kind::Invoice, std::slice::from_ref(&invoice)).unwrap();
        now[0].clone().unwrap()
    };
    assert_eq!((read().open, read().version.as_str()), (money(305), "1"), "its token went on");
    assert_eq!(reason(account.books.void(Kind::Invoice, &invoice, "1")), Reason::InUse);
    assert_eq!(account.books.find(&[order]).unwrap()[0][0].reference, paid.reference);
    assert_eq!(reason(account.books.void(Kind::Payment, &paid.reference, "7")), Reason::Stale);
    for version in [paid.version.as_str(), "any"] {
        let out = account.books.void(Kind::Payment, &paid.reference, version).unwrap();
        assert_eq!(out.state, HeldState::Deleted, "what is out already is fine");
    }
    let void = account.books.void(Kind::Invoice, &invoice, &read().version).unwrap();
    assert_eq!((void.state, void.total, void.open), (HeldState::Void, money(0), money(0)));
    assert_eq!(read().state, HeldState::Void);
}

#[test]
fn a_credit_note_is_joined_to_its_invoice_and_the_rest_is_paid_back() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let order =
        account.desk.order(account.mapped.credit("CN-0001", &client, 8_305, Some(&invoice)));
    let note = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((note.total, note.open), (money(8_305), money(0)));
    assert_eq!(note.allocated, [part(&invoice, 8_305)]);
    assert_eq!(account.books.find(&[order]), Ok(vec![vec![note]]));
    let free = account.desk.order(account.mapped.credit("CN-0002", &client, 5_000, None));
    let free = one(account.books.put(&[free])).unwrap();
    let order = account.desk.order(account.mapped.refund(&client, &free.reference, 5_000));
    let back = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((back.kind, back.total), (Kind::Refund, money(5_000)));
    assert_eq!(account.books.find(&[order]), Ok(vec![vec![back]]));
    let free = account.books.read(Kind::CreditNote, &[free.reference]).unwrap();
    assert_eq!(free[0].as_ref().unwrap().open, money(0));
}

#[test]
fn a_payout_is_one_deposit_and_a_file_lies_beside_its_invoice() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let order = account.desk.order(account.mapped.payout("", 48_305, 1_431));
    let entry = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((entry.total, entry.number.as_str()), (money(46_874), order.mark().as_str()));
    assert_eq!(account.books.find(&[order]), Ok(vec![vec![entry.clone()]]));
    let out = account.books.void(Kind::BankEntry, &entry.reference, &entry.version).unwrap();
    assert_eq!(out.state, HeldState::Deleted);
    let order = account.desk.order(account.mapped.letter(&invoice));
    let file = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!(account.books.find(&[order]), Ok(vec![vec![file.clone()]]));
    let name = [file.reference.clone()];
    assert_eq!(account.books.read(Kind::Attachment, &name), Ok(vec![Some(file)]));
}

#[test]
fn a_change_is_made_over_what_was_last_seen_only() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let order = account.desk.order(account.mapped.invoice("INV-0001", &client));
    let made = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    account.server.alter("Invoice", &made.reference, json!({ "CustomerMemo": { "value": "hi" } }));
    let over = |version: &str| Put {
        over: Some((made.reference.clone(), version.to_owned())),
        document: account.mapped.invoice("INV-0001b", &client),
        ..order.clone()
    };
    assert_eq!(reason(one(account.books.put(&[over(&made.version)]))), Reason::Stale);
    let changed = one(account.books.put(&[over("1")])).unwrap();
    assert_eq!((changed.number.as_str(), changed.version.as_str()), ("INV-0001b", "2"));
    let kept = &account.server.list("Invoice")[0]["CustomerMemo"]["value"];
    assert_eq!(*kept, "hi", "what is not ours stays as it is");
    let client = account.books.read(Kind::Contact, std::slice::from_ref(&client)).unwrap();
    assert_eq!(client[0].as_ref().unwrap().state, HeldState::Live);
}

#[test]
fn what_was_deleted_there_comes_again_in_a_new_generation_only() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let order = account.desk.order(account.mapped.invoice("INV-0001", &client));
    let made = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    account.server.remove("Invoice", &made.reference);
    let replayed = one(account.books.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!(replayed.reference, made.reference, "the old answer under the old key");
    assert!(account.server.list("Invoice").is_empty());
    let again = Put { generation: 2, ..order };
    let anew = one(account.books.put(&[again])).unwrap();
    assert_ne!(anew.reference, made.reference);
    assert_eq!(account.server.list("Invoice").len(), 1);
}

#[test]
fn changes_are_told_with_payments_that_others_entered_and_what_was_deleted() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let (kept, gone) = (account.invoice("INV-0001", &client), account.invoice("INV-0002", &client));
    let start = account.books.changes("").unwrap();
    assert!(start.held.is_empty() && !start.gap);
    account.pass(3_600);
    let next = account.books.changes(&start.cursor).unwrap();
    account.pass(3_600);
    let part_of =
        json!([{ "Amount": 100.5, "LinkedTxn": [{ "TxnId": kept, "TxnType": "Invoice" }] }]);
    let by_hand = json!({ "CustomerRef": { "value": client }, "TotalAmt": 100.5, "Line": part_of,
        "PaymentRefNum": "cheque 117", "TxnDate": "2026-11-23" });
    account.server.enter("Payment", &by_hand);
    account.server.remove("Invoice", &gone);
    let told = account.books.changes(&next.cursor).unwrap();
    let about: Vec<_> = told.held.iter().map(|one| (one.kind, one.state)).collect();
    let expected = [
        (Kind::Invoice, HeldState::Live),
        (Kind::Invoice, HeldState::Deleted),
        (Kind::Payment, HeldState::Live),
    ];
    assert_eq!(about, expected);
    assert_eq!(told.held[1].reference, gone);
    assert_eq!(told.held[2].allocated, [part(&kept, 10_050)]);
    account.pass(31 * 86_400);
    assert!(account.books.changes(&told.cursor).unwrap().gap, "it knows of 30 days");
}

#[test]
fn a_minute_is_waited_after_too_many_though_intuit_does_not_say_how_long() {
    let account = Account::open();
    for _ in 0..520 {
        account.books.read(Kind::Payment, &["4711".to_owned()]).unwrap();
    }
    let met = account.server.calls().len();
    assert!(met <= 530, "the minute's limit was met once and waited for: {met} calls");
}
