//! What goes to a ledger of others beside invoices and payments: corrections, payouts, files; and
//! the run that follows a reconciliation.

use domain::ledgers::Brand;
use serde_json::json;
use tests::{BooksThere, Desk, Fate, Folder, monthly, table};

use crate::ledgers::{connected, first_run, plan, told};

#[test]
fn a_credit_note_a_write_off_and_a_void_stand_there_as_they_do_here() {
    let (mut desk, books, client) = told();
    desk.agreement(&client, "2026-03-02", json!([monthly("Payroll", "80.00")]));
    desk.bill_all();
    first_run(&mut desk, &books);
    assert_eq!(books.shown().len(), 4);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let second = desk.invoice("INV-0002")["id"].clone();
    desk.call(
        "credit_notes.issue",
        json!({ "invoice_id": invoice, "what": { "kind": "sum", "amount": "25.00" },
            "reason": "The agreed price was lower", "rest": "credit" }),
    );
    let off = desk.done(
        "invoices.write_off",
        json!({ "id": invoice, "approved": "200.00", "reason": "Too small to chase" }),
    );
    desk.call("invoices.void", json!({ "id": second, "reason": "Billed by mistake" }));
    desk.sync(&books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    assert_eq!(desk.sync(&books, false), "pushed 3, verified 3, differences 0");
    assert_eq!(
        books.shown(),
        [
            "Contact Alder Bakery ",
            "CreditNote CN-0001 25.00",
            "CreditNote WO-INV-0001 200.00",
            "Invoice INV-0001 450.00",
            "Payment  225.00"
        ]
    );
    desk.undo(&off);
    assert_eq!(desk.sync(&books, false), "pushed 1, verified 1, differences 0");
    assert_eq!(books.shown().len(), 4, "what was taken back is taken out");
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
}

#[test]
fn an_item_is_made_there_with_a_yes_once_and_on_the_account_that_was_chosen() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::QuickBooks, &books);
    first_run(&mut desk, &books);
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call(
        "invoices.write_off",
        json!({ "id": invoice, "approved": "450.00", "reason": "Too small to chase" }),
    );
    let mapping = |desk: &mut Desk| {
        let rows = desk.call("ledgers.mapping", json!({}))["rows"].clone();
        table(&rows, &["ours", "list", "theirs", "proposed"])
    };
    // No account is ever proposed for an item.
    assert!(mapping(&mut desk).contains("item:bad_debt | item |  | \n"), "{}", mapping(&mut desk));
    desk.sync(&books, false);
    assert!(plan(&mut desk).contains("choose first: What is given up"));
    desk.refused("ledgers.choose", json!({ "ours": "received", "theirs": "new" }));
    desk.call("ledgers.choose", json!({ "ours": "item:bad_debt", "theirs": "new" }));
    let account = "account:bad_debt | account |  | 6900";
    assert!(mapping(&mut desk).contains(account), "{}", mapping(&mut desk));
    assert!(plan(&mut desk).contains("item | Bad debt | choose | choose first: The account of"));
    desk.call("ledgers.accept_proposals", json!({}));
    for fate in [Fate::LostBefore, Fate::LostAfter] {
        books.fates(&[fate]);
        desk.sync(&books, false);
    }
    desk.sync(&books, false);
    let shown = books.shown();
    let items = shown.iter().filter(|line| line.starts_with("Item")).count();
    assert_eq!(items, 1, "{shown:?}");
    assert!(shown.contains(&"CreditNote WO-INV-0001 450.00".to_owned()), "{shown:?}");
    // Another one may be chosen later: what was made stays, and nothing is made anew.
    desk.call("ledgers.choose", json!({ "ours": "item:bad_debt", "theirs": "item-1" }));
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
    assert_eq!(books.shown(), shown);
}

#[test]
fn a_payout_is_one_entry_on_the_bank_account_less_what_the_processor_kept() {
    let mut desk = Desk::on("2026-03-02");
    crate::collections::permitted(&mut desk, "pays");
    crate::collections::billed_and_told(&mut desk, "2026-03-02");
    for day in ["2026-03-17", "2026-03-19", "2026-03-21", "2026-03-24"] {
        desk.turn_to(day);
        desk.turns();
    }
    let payout = desk.call("payouts.list", json!({}))["rows"][0].clone();
    let net = payout["amount"]["minor"].as_i64().unwrap();
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    desk.call(
        "ledgers.save",
        json!({ "from_on": "2026-03-01", "automatic": false, "files": false }),
    );
    assert_eq!(first_run(&mut desk, &books), "pushed 5, verified 3, differences 0");
    let shown = books.shown();
    let entry = shown.iter().find(|line| line.starts_with("BankEntry")).unwrap();
    let whole = format!("{}.{:02}", net / 100, net % 100);
    assert!(entry.ends_with(&whole), "{entry} and {whole}");
    assert!(shown.contains(&"Payment  450.00".to_owned()), "before the fee: {shown:?}");

    let row = connected(&mut desk);
    desk.call("ledgers.disconnect", json!({ "id": row["id"] }));
    let real = BooksThere::of("Halloway Accounting");
    real.set(|now| now.demo = false);
    desk.connect_ledger(Brand::Xero, &real);
    desk.call(
        "ledgers.save",
        json!({ "from_on": "2026-03-01", "automatic": false, "files": false }),
    );
    first_run(&mut desk, &real);
    assert!(plan(&mut desk).contains("not | the trial processor moved no money"));
    assert_eq!(real.shown().len(), 2, "only the client and the bill");
}

/// What the trial processor holds, what stands for it there, and what makes the difference.
fn held(desk: &mut Desk) -> (i64, i64, String) {
    let row = connected(desk)["clearing"][0].clone();
    let minor = |name: &str| row[name]["minor"].as_i64().unwrap();
    assert_eq!(minor("held") - minor("there"), minor("differs"));
    let items = row["items"].as_array().unwrap();
    let named: i64 = items.iter().map(|item| item["amount"]["minor"].as_i64().unwrap()).sum();
    assert_eq!(named, minor("differs"), "each cent has a name: {row}");
    (minor("held"), minor("there"), table(&row["items"], &["words", "why"]))
}

#[test]
fn what_a_processor_holds_is_there_to_the_cent_or_the_difference_has_a_name() {
    let mut desk = Desk::on("2026-03-02");
    crate::collections::permitted(&mut desk, "pays");
    crate::collections::billed_and_told(&mut desk, "2026-03-02");
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    assert_eq!(connected(&mut desk)["clearing"], json!([]), "nothing was collected yet");
    desk.turn_to("2026-03-17");
    desk.turns();
    let (fees, payout) = (
        "Fees | Kept already; they go there with the payout that they are kept from\n",
        "Payout | Not sent yet\n",
    );
    assert_eq!(held(&mut desk).0, 43_665);
    first_run(&mut desk, &books);
    assert_eq!(held(&mut desk), (43_665, 45_000, fees.to_owned()));
    desk.turn_to("2026-03-19");
    desk.turns();
    assert_eq!(held(&mut desk), (0, 45_000, payout.to_owned()));
    desk.sync(&books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    desk.sync(&books, false);
    assert_eq!(held(&mut desk), (0, 0, String::new()), "the zero is proved there too");
}

#[test]
fn what_a_processor_took_before_the_first_day_is_named_beside_what_it_holds() {
    let mut desk = Desk::on("2026-03-02");
    crate::collections::permitted(&mut desk, "pays");
    crate::collections::billed_and_told(&mut desk, "2026-03-02");
    desk.turn_to("2026-03-17");
    desk.turns();
    desk.turn_to("2026-03-18");
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    first_run(&mut desk, &books);
    let (holds, there, items) = held(&mut desk);
    assert_eq!((holds, there), (43_665, 0));
    let earlier = "What moved earlier | From before March 18, 2026, the day from which documents";
    assert!(items.contains(earlier), "{items}");
}

#[test]
fn a_processor_is_a_contact_there_that_the_user_has_seen_before_it_is_made() {
    let mut desk = Desk::on("2026-03-02");
    crate::collections::permitted(&mut desk, "pays");
    crate::collections::billed_and_told(&mut desk, "2026-03-02");
    for day in ["2026-03-17", "2026-03-19", "2026-03-21", "2026-03-24"] {
        desk.turn_to(day);
        desk.turns();
    }
    let books = BooksThere::of("Demo Company");
    books.contact("theirs-9", "Trial processor", "");
    desk.connect_ledger(Brand::Xero, &books);
    let from = json!({ "from_on": "2026-03-01", "automatic": false, "files": false });
    desk.call("ledgers.save", from);
    desk.sync(&books, true);
    let waits = "contact | Trial processor | not | say first which contact it is there";
    assert!(plan(&mut desk).contains(waits), "{}", plan(&mut desk));
    let contacts = desk.call("ledgers.mapping", json!({}))["contacts"].clone();
    let row = "payer:Trial processor | Trial processor | theirs-9 | it has the same name";
    let rows = table(&contacts, &["ours", "name", "proposed", "reason"]);
    assert!(rows.contains(row), "{rows}");
    desk.call("ledgers.accept_proposals", json!({}));
    desk.sync(&books, false);
    let shown = books.shown();
    assert!(shown.iter().any(|line| line.starts_with("BankEntry")), "{shown:?}");
    assert!(!shown.iter().any(|line| line.contains("Trial")), "it was linked: {shown:?}");
}

#[test]
fn the_pdf_lies_beside_its_invoice_and_the_signed_letter_beside_the_first() {
    let (mut desk, books, client) = told();
    let files = json!({ "from_on": "2026-03-01", "automatic": false, "files": true });
    desk.call("ledgers.save", files);
    assert_eq!(first_run(&mut desk, &books), "pushed 5, verified 2, differences 0");
    let beside = |shown: Vec<String>| -> Vec<String> {
        shown.into_iter().filter(|line| line.starts_with("Attachment")).collect()
    };
    assert_eq!(
        beside(books.shown()),
        ["Attachment Engagement letter PR-0001.pdf ", "Attachment INV-0001.pdf "]
    );
    desk.turn_to("2026-04-02");
    desk.bill_all();
    desk.sync(&books, false);
    assert_eq!(beside(books.shown()).len(), 3, "the letter lies there once");
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
    assert!(!plan(&mut desk).contains("choose"), "{client}");
}

#[test]
fn a_reconciliation_is_followed_by_a_run_where_runs_are_automatic() {
    let folder = Folder::new();
    let (mut desk, account) = crate::periods::march(&folder);
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    first_run(&mut desk, &books);
    let wish = json!({ "from_on": "2026-03-01", "automatic": true, "files": false });
    desk.call("ledgers.save", wish);
    desk.sync_turns(&books);
    let runs = |desk: &mut Desk| connected(desk)["runs"].as_array().map_or(0, Vec::len);
    assert_eq!(runs(&mut desk), 2, "the day's run is not due yet");
    let at = connected(&mut desk)["runs"][0]["started_at"].as_str().unwrap().to_owned();
    desk.turn_to_instant(&at.replace(":00:00.000Z", ":30:00.000Z"));
    desk.call("periods.close", crate::periods::asked(&account, "2026-03-31", "1000.00", "535.00"));
    desk.sync_turns(&books);
    assert_eq!(runs(&mut desk), 3);
    desk.sync_turns(&books);
    assert_eq!(runs(&mut desk), 3, "once");
}
