//! Xero: who it is, its lists, each document put, found, read back, changed and taken out.

use std::sync::Arc;
use std::time::Duration;

use domain::ledgers::{AccountClass, Brand, HeldState, Kind, Put, Reason, Trouble};
use domain::money::Currency;
use domain::ports::Ledger;
use serde_json::json;
use tests::Fault;
use tests::xero::XeroServer;

use crate::ledger_office::{Desk, Mapped, Organisation, money, one, part, reason};
use crate::office::{days, morning};

/// A practice's organisation at the stand-in.
pub(crate) struct Account {
    pub(crate) server: Arc<XeroServer>,
    pub(crate) desk: Desk,
    pub(crate) xero: Box<dyn Ledger + Send>,
    pub(crate) mapped: Mapped,
}

impl Account {
    pub(crate) fn open() -> Account {
        let server = Arc::new(XeroServer::at(morning().timestamp()));
        let desk = Desk::open();
        desk.signed_in(&server.kept());
        let clock = Arc::clone(&server);
        let outside = desk.waiting(move |time| {
            clock.pass(i64::try_from(time.as_secs()).unwrap_or(0));
        });
        let xero = desk.ledger(Brand::Xero, server.tenant(), &server.url(), outside);
        let mapped = Mapped {
            income: "200".to_owned(),
            losses: "410".to_owned(),
            fees: "404".to_owned(),
            clearing: "611".to_owned(),
            bank: "090".to_owned(),
            tax: "OUTPUT".to_owned(),
            item: String::new(),
        };
        Account { server, desk, xero, mapped }
    }
}

impl Organisation for Account {
    const BRAND: Brand = Brand::Xero;

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
        &*self.xero
    }

    fn place(&self) -> (&'static str, String) {
        (self.server.tenant(), self.server.url())
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
        Kind::Contact => "Contacts",
        Kind::Item => "Items",
        Kind::Invoice => "Invoices",
        Kind::CreditNote => "CreditNotes",
        Kind::Payment => "Payments",
        Kind::Refund => "Payments",
        Kind::BankEntry => "BankTransactions",
        Kind::Attachment => "Attachments",
    }
}

#[test]
fn an_organisation_says_who_it_is_and_which_days_are_locked() {
    let account = Account::open();
    let who = account.xero.organisation().unwrap();
    assert_eq!(
        (who.name.as_str(), who.country.as_str(), who.demo),
        ("Halloway Accounting", "US", true)
    );
    assert_eq!((who.currency, who.locked_until), (Some(Currency::Usd), None));
    assert_eq!(who.signed_in_until, Some(days(60)), "told by the service, or by its rule");
    account.server.lock("2026-09-30");
    let who = account.xero.organisation().unwrap();
    assert_eq!(who.locked_until.map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
}

#[test]
fn the_lists_are_there_to_be_matched_with() {
    let account = Account::open();
    account.client("Ada Lowe");
    one(account.xero.put(&[account.desk.order(account.mapped.item_of("Bookkeeping"))])).unwrap();
    let lists = account.xero.lists().unwrap();
    let accounts: Vec<_> = lists
        .accounts
        .iter()
        .map(|one| (one.reference.as_str(), one.class, one.takes_payments))
        .collect();
    let expected = [
        ("200", AccountClass::Income, false),
        ("404", AccountClass::Expense, false),
        ("410", AccountClass::Expense, false),
        ("611", AccountClass::CurrentAsset, true),
        ("090", AccountClass::Bank, true),
    ];
    assert_eq!(accounts, expected);
    let taxes: Vec<_> =
        lists.taxes.iter().map(|one| (one.reference.as_str(), one.percent.as_str())).collect();
    assert_eq!(taxes, [("OUTPUT", "8.25"), ("NONE", "0")]);
    assert_eq!(lists.items[0].name, "Bookkeeping");
    assert_eq!(lists.contacts[0].name, "Ada Lowe");
    assert!(lists.contacts[0].mark.starts_with('Q') && lists.contacts[0].mark.len() == 21);
}

#[test]
fn an_invoice_is_there_to_the_cent_and_found_by_its_number() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let order = account.desk.order(account.mapped.invoice("INV-0001", &client));
    assert_eq!(account.xero.find(std::slice::from_ref(&order)), Ok(vec![vec![]]));
    let made = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!(
        (made.total, made.open, made.state),
        (money(48_305), money(48_305), HeldState::Live)
    );
    assert_eq!((made.on, made.due_on), (Some(morning().date_naive()), Some(days(15).date_naive())));
    assert_eq!((made.number.as_str(), made.contact.as_str()), ("INV-0001", client.as_str()));
    assert_eq!(made.lines[1].0, "Filing fee, \"at cost\"");
    assert_eq!(Some(made.lines[1].1), money(5_005));
    assert_eq!(account.xero.find(&[order]), Ok(vec![vec![made.clone()]]));
    let names = [made.reference.clone(), "00000000-0000-4000-8000-00000000dead".to_owned()];
    assert_eq!(account.xero.read(Kind::Invoice, &names), Ok(vec![Some(made.clone()), None]));
    account.server.copy("Invoices", &made.reference);
    let twice = account.desk.order(account.mapped.invoice("INV-0001", &client));
    assert_eq!(account.xero.find(&[twice]).unwrap()[0].len(), 2, "one that was doubled shows");
}

#[test]
fn what_is_wrong_with_one_leaves_the_others_done() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    account.invoice("INV-0001", &client);
    let order = |document| account.desk.order(document);
    let gone = "00000000-0000-4000-8000-00000000dead";
    let outcomes = account.xero.put(&[
        order(account.mapped.invoice("INV-0001", &client)),
        order(account.mapped.invoice("INV-0002", gone)),
        order(account.mapped.invoice("INV-0003", &client)),
    ]);
    let reasons: Vec<_> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Err(Trouble::Refused(no)) => Some(no.reason),
            _ => None,
        })
        .collect();
    assert_eq!(reasons, [Some(Reason::Clash), Some(Reason::Gone), None]);
    assert_eq!(outcomes[2].as_ref().unwrap().number, "INV-0003");
    assert_eq!(account.server.list("Invoices").len(), 2);
    let same = account.xero.put(&[order(account.mapped.contact("Ada Lowe"))]);
    assert_eq!(reason(one(same)), Reason::Clash);
    account.server.lock("2026-11-30");
    let late = account.xero.put(&[order(account.mapped.invoice("INV-0009", &client))]);
    assert_eq!(reason(one(late)), Reason::Locked);
}

#[test]
fn a_payment_pays_and_is_taken_out_again() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let order = account.desk.order(account.mapped.payment(&client, &invoice, 48_000));
    let paid = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((paid.total, paid.number.as_str()), (money(48_000), order.mark().as_str()));
    assert_eq!((paid.allocated[0].clone(), paid.contact), (part(&invoice, 48_000), client.clone()));
    let open = account.xero.read(Kind::Invoice, std::slice::from_ref(&invoice)).unwrap();
    let open = open[0].clone().unwrap();
    assert_eq!(open.open, money(305));
    let more = account.desk.order(account.mapped.payment(&client, &invoice, 400));
    assert_eq!(reason(one(account.xero.put(&[more]))), Reason::InUse);
    assert_eq!(reason(account.xero.void(Kind::Invoice, &invoice, &open.version)), Reason::InUse);
    let found = account.xero.find(&[order]).unwrap();
    assert_eq!(found[0][0].reference, paid.reference);
    let out = account.xero.void(Kind::Payment, &paid.reference, &paid.version).unwrap();
    assert_eq!(out.state, HeldState::Deleted);
    let again = account.xero.void(Kind::Payment, &paid.reference, &paid.version).unwrap();
    assert_eq!(again.state, HeldState::Deleted, "what is out already is fine");
    let now = account.xero.read(Kind::Invoice, std::slice::from_ref(&invoice)).unwrap();
    let now = now[0].clone().unwrap();
    assert_eq!(reason(account.xero.void(Kind::Invoice, &invoice, "old")), Reason::Stale);
    let void = account.xero.void(Kind::Invoice, &invoice, &now.version).unwrap();
    assert_eq!((void.state, void.open), (HeldState::Void, money(0)));
}

#[test]
fn a_credit_note_is_joined_to_its_invoice_and_the_rest_is_paid_back() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let order =
        account.desk.order(account.mapped.credit("CN-0001", &client, 8_305, Some(&invoice)));
    let note = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((note.total, note.open), (money(8_305), money(0)));
    assert_eq!(note.allocated, [part(&invoice, 8_305)]);
    assert_eq!(account.xero.find(&[order]), Ok(vec![vec![note.clone()]]));
    let free = account.desk.order(account.mapped.credit("CN-0002", &client, 5_000, None));
    let free = one(account.xero.put(&[free])).unwrap();
    let order = account.desk.order(account.mapped.refund(&client, &free.reference, 5_000));
    let back = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!((back.kind, back.total), (Kind::Refund, money(5_000)));
    assert_eq!(account.xero.find(&[order]), Ok(vec![vec![back]]));
    let free = account.xero.read(Kind::CreditNote, &[free.reference]).unwrap();
    assert_eq!(free[0].as_ref().unwrap().open, money(0));
}

#[test]
fn a_payout_is_one_entry_at_the_bank_and_a_file_lies_beside_its_invoice() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    for (gross, fee, net) in [(48_305, 1_431, 46_874), (500, 2_000, -1_500)] {
        let order = account.desk.order(account.mapped.payout(&client, gross, fee));
        let entry = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
        assert_eq!((entry.total, entry.number.as_str()), (money(net), order.mark().as_str()));
        assert_eq!(account.xero.find(&[order]), Ok(vec![vec![entry.clone()]]));
        let out = account.xero.void(Kind::BankEntry, &entry.reference, &entry.version).unwrap();
        assert_eq!(out.state, HeldState::Deleted);
    }
    let order = account.desk.order(account.mapped.letter(&invoice));
    let file = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    assert_eq!(file.number, "INV 0001.pdf");
    one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    let found = account.xero.find(&[order]).unwrap();
    assert_eq!(found[0].len(), 1, "the same name is the same file");
    let name = [found[0][0].reference.clone()];
    assert_eq!(account.xero.read(Kind::Attachment, &name), Ok(vec![Some(found[0][0].clone())]));
}

#[test]
fn a_change_is_made_over_what_was_last_seen_only() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let order = account.desk.order(account.mapped.invoice("INV-0001", &client));
    let made = one(account.xero.put(std::slice::from_ref(&order))).unwrap();
    let over = |version: &str| Put {
        over: Some((made.reference.clone(), version.to_owned())),
        document: account.mapped.invoice("INV-0001b", &client),
        ..order.clone()
    };
    account.server.alter("Invoices", &made.reference, json!({ "Reference": "changed by hand" }));
    assert_eq!(reason(one(account.xero.put(&[over(&made.version)]))), Reason::Stale);
    let now = account.xero.read(Kind::Invoice, std::slice::from_ref(&made.reference)).unwrap();
    let now = now[0].clone().unwrap();
    let changed = one(account.xero.put(&[over(&now.version)])).unwrap();
    assert_eq!((changed.number.as_str(), changed.reference), ("INV-0001b", made.reference));
    assert_eq!(account.server.list("Invoices").len(), 1);
}

#[test]
fn changes_are_told_with_payments_that_others_entered() {
    let account = Account::open();
    let client = account.client("Ada Lowe");
    let invoice = account.invoice("INV-0001", &client);
    let start = account.xero.changes("").unwrap();
    assert!(start.held.is_empty() && !start.gap);
    account.pass(3_600);
    let next = account.xero.changes(&start.cursor).unwrap();
    account.pass(3_600);
    let by_hand = json!({ "Invoice": { "InvoiceID": invoice }, "Account": { "Code": "090" },
        "Date": "2026-11-23", "Amount": 100.5, "Reference": "cheque 117" });
    account.server.enter("Payments", &by_hand);
    let told = account.xero.changes(&next.cursor).unwrap();
    let about: Vec<_> = told.held.iter().map(|one| (one.kind, one.number.as_str())).collect();
    assert_eq!(about, [(Kind::Invoice, "INV-0001"), (Kind::Payment, "cheque 117")]);
    assert_eq!(told.held[1].allocated, [part(&invoice, 10_050)]);
    account.pass(3_600);
    let again = account.xero.changes(&told.cursor).unwrap();
    assert_eq!(again.held, told.held, "a look goes back a little, and meets the same twice");
    account.pass(3_600);
    assert!(account.xero.changes(&again.cursor).unwrap().held.is_empty());
    assert!(account.xero.changes("no instant").unwrap().gap);
}

#[test]
fn the_pace_that_xero_asks_for_is_kept() {
    let account = Account::open();
    for _ in 0..130 {
        account
            .xero
            .read(Kind::Payment, &["00000000-0000-4000-8000-00000000dead".to_owned()])
            .unwrap();
    }
    let met = account.server.calls().len();
    assert!(met <= 136, "each minute's limit was met once and waited for: {met} calls");
}

#[test]
fn a_day_without_calls_left_is_told_with_how_long_it_lasts() {
    let account = Account::open();
    account.server.end_day();
    let Err(Trouble::Refused(no)) = account.xero.lists() else { panic!("the day is used up") };
    assert_eq!((no.reason, no.code.as_str()), (Reason::Busy, "day"));
    assert_eq!(no.wait, Some(Duration::from_secs(36_000)), "until midnight");
}
