//! Arrival from elsewhere: what clients still owe on invoices of another program is brought over
//! under its own numbers, balanced, payable, and never mixed with the practice's own series.

use app::failure::Code;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, fixture, monthly, table};

fn list(name: &str) -> Value {
    file(name, &fixture(&format!("clients/{name}")))
}

fn text(content: &str) -> Value {
    file("open.csv", content.as_bytes())
}

fn preview(desk: &mut Desk, file: &Value) -> Value {
    desk.call("opening.preview", json!({ "file": file, "mapping": null }))
}

const FIELDS: [&str; 8] =
    ["line", "number", "client", "new_client", "issued_on", "due_on", "open", "problem"];

/// Brings over whatever of a file can be; the answer.
fn bring(desk: &mut Desk, file: &Value) -> app::Done {
    let mapping = preview(desk, file)["mapping"].clone();
    desk.done("opening.import", json!({ "file": file, "mapping": mapping, "leave_out": [] }))
}

#[test]
fn a_quickbooks_report_shows_what_would_come_and_why_the_rest_would_not() {
    let mut desk = Desk::on("2026-03-02");
    desk.client("Alder Bakery LLC");
    let seen = preview(&mut desk, &list("quickbooks_open_invoices.csv"));
    expect![[r#"
        7 | 1001 | Alder Bakery LLC | false | 2026-01-15 | 2026-01-30 | 45000 | null
        8 | 1007 | Alder Bakery LLC | false | 2026-02-15 | 2026-03-02 | 45000 | null
        9 | 1009 | Alder Bakery LLC | false | null | null | null | this is no invoice but "Credit Memo"
        12 | 1004 | Birch Dental LLC | true | 2026-02-01 | 2026-02-16 | 125000 | null
        13 | 1005 | Birch Dental LLC | true | null | null | null | nothing is open on it
    "#]]
    .assert_eq(&table(&seen["rows"], &FIELDS));
    assert_eq!(seen["recognised"], "QuickBooks");
    assert_eq!((&seen["good"], &seen["bad"]), (&json!(3), &json!(2)));
    assert_eq!(seen["total"]["minor"], 215_000);
    // A look changes nothing.
    assert_eq!(desk.invoice("1001"), Value::Null);
}

#[test]
fn a_xero_export_counts_an_invoice_once_and_refuses_another_currency() {
    let mut desk = Desk::on("2026-03-02");
    let seen = preview(&mut desk, &list("xero_invoices.csv"));
    assert_eq!(seen["recognised"], "Xero");
    expect![[r#"
        2 | INV-0098 | Alder Bakery LLC | true | 2026-01-14 | 2026-01-28 | 50000 | null
        4 | INV-0101 | Cedar Homes LLC | true | 2026-02-02 | 2026-02-16 | 8000 | null
        5 | INV-0102 | Dogwood GmbH | true | null | null | null | it is in EUR, and this book is kept in USD
    "#]]
    .assert_eq(&table(&seen["rows"], &FIELDS));
}

#[test]
fn any_other_list_is_read_by_its_columns_and_each_refusal_says_why() {
    let mut desk = Desk::on("2026-03-02");
    let odd = text(
        "Who,Which,When,Left\n\
         Alder Bakery LLC,7,2026-01-05,$10.00\n\
         ,8,2026-01-05,10.00\n\
         Alder Bakery LLC,,2026-01-05,10.00\n\
         Alder Bakery LLC,7,2026-01-05,11.00\n\
         Alder Bakery LLC,9,soon,10.00\n\
         Alder Bakery LLC,10,2026-04-05,10.00\n\
         Alder Bakery LLC,11,2026-01-05,ten\n",
    );
    let mapping = json!({ "number": 1, "client": 0, "email": null, "issued_on": 2,
        "due_on": null, "open": 3, "total": null, "currency": null, "kind": null });
    let seen = desk.call("opening.preview", json!({ "file": odd, "mapping": mapping }));
    expect![[r#"
        2 | 1000 | null
        3 | 1000 | it names no client
        4 | 1000 | it has no number
        5 | 1100 | line 2 of this file has the same number
        6 | null | "soon" is not a date
        7 | null | it is dated ahead of today
        8 | null | "ten" is not an amount
    "#]]
    .assert_eq(&table(&seen["rows"], &["line", "open", "problem"]));
    // Without a day the practice's own terms count.
    assert_eq!(seen["rows"][0]["due_on"], "2026-01-20");
    let empty = desk.refused(
        "opening.import",
        json!({ "file": text("Num,Customer,Date,Open balance\n1,A,x,1\n"), "mapping": mapping,
            "leave_out": [] }),
    );
    assert_eq!(empty.field.as_deref(), Some("file"));
}

#[test]
fn open_invoices_keep_their_numbers_and_the_own_series_has_no_gap() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let done = bring(&mut desk, &list("xero_invoices.csv"));
    assert_eq!((&done.reply["added"], &done.reply["clients"]), (&json!(2), &json!(1)));
    assert_eq!(done.reply["rejected"][0]["line"], 5);
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    assert_eq!(desk.open_of("INV-0098"), 50_000);
    let old = desk.invoice("INV-0098");
    assert_eq!(
        (&old["issued_on"], &old["state"], &old["client_id"]),
        (&json!("2026-01-14"), &json!("overdue"), &json!(client))
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_own_series_reaches_a_number_that_was_brought_over_and_goes_on() {
    let mut desk = Desk::on("2026-03-02");
    let old = text("Num,Customer,Date,Open balance\nINV-0001,Alder Bakery LLC,2026-01-05,10\n");
    bring(&mut desk, &old);
    let client = desk.client("Birch Dental LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_was_brought_over_is_paid_and_written_off_like_any_other() {
    let mut desk = Desk::on("2026-03-02");
    bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    let (first, second) = (desk.invoice("1001"), desk.invoice("1007"));
    let paid = json!({ "client_id": first["client_id"], "received_on": "2026-03-01",
        "amount": "450.00", "method": "transfer", "reference": "",
        "allocations": [{ "invoice_id": first["id"], "amount": "450.00" }] });
    desk.call("payments.record", paid);
    assert_eq!(desk.invoice("1001")["state"], "paid");
    let given_up = json!({ "id": second["id"], "reason": "Closed down", "approved": "450.00" });
    desk.call("invoices.write_off", given_up);
    assert_eq!(desk.invoice("1007")["state"], "written_off");
    assert_eq!(desk.findings(), Vec::<String>::new());
    let page = desk.call("invoices.show", json!({ "id": first["id"] }));
    assert_eq!((&page["agreement_id"], &page["creditable"]["minor"]), (&Value::Null, &json!(0)));
}

#[test]
fn what_was_brought_over_is_neither_voided_nor_credited_here() {
    let mut desk = Desk::on("2026-03-02");
    bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    let id = desk.invoice("1001")["id"].clone();
    let void = desk.refused("invoices.void", json!({ "id": id, "reason": "A mistake" }));
    assert_eq!(void.code, Code::Conflict);
    let credit = json!({ "invoice_id": id, "what": { "kind": "whole" }, "reason": "A mistake",
        "rest": "credit" });
    assert_eq!(desk.refused("credit_notes.issue", credit).code, Code::Conflict);
}

#[test]
fn a_payment_on_the_bank_statement_finds_the_invoice_that_was_brought_over() {
    let mut desk = Desk::on("2026-03-02");
    bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    let rows = "Date,Description,Amount,Balance\n\
        2026-03-01,BIRCH DENTAL 1004,1250.00,2250.00\n\
        2026-03-02,FEE,-15.00,2235.00\n";
    let asked = json!({ "account_id": null, "file": file("bank.csv", rows.as_bytes()),
        "mapping": null });
    desk.call("statements.import", asked);
    let account = desk.call("bank.accounts", json!({}))["rows"][0]["id"].clone();
    let asked = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 10 });
    let rows = desk.call("lines.list", asked)["rows"].as_array().cloned().unwrap();
    let line = rows.into_iter().find(|line| line["amount"]["minor"] == 125_000).unwrap();
    let invoice = desk.invoice("1004");
    let suggested = desk.call("lines.show", json!({ "id": line["id"] }));
    assert!(suggested.to_string().contains(invoice["id"].as_str().unwrap()), "{suggested}");
    let explain = json!({ "kind": "invoices", "client_id": invoice["client_id"],
        "invoices": [invoice["id"]] });
    desk.call("matches.accept", json!({ "line_id": line["id"], "explain": explain }));
    assert_eq!(desk.invoice("1004")["state"], "paid");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn an_import_is_taken_back_as_a_whole_and_can_be_brought_over_again() {
    let mut desk = Desk::on("2026-03-02");
    let done = bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    desk.undo(&done);
    assert_eq!(desk.invoice("1001"), Value::Null);
    assert_eq!(desk.findings(), Vec::<String>::new());
    let again = bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    assert_eq!(again.reply["added"], 3);
    // A third time everything is known, and one that differs is named.
    let seen = preview(&mut desk, &list("quickbooks_open_invoices.csv"));
    assert_eq!(seen["rows"][0]["problem"], "it was brought over already");
    let other = text("Num,Customer,Date,Open balance\n1001,Alder Bakery LLC,2026-01-15,99\n");
    let seen = preview(&mut desk, &other);
    let known = "the book has this number already, 450.00 to Alder Bakery LLC";
    assert_eq!(seen["rows"][0]["problem"], known);
}

#[test]
fn an_import_stays_once_money_was_joined_to_one_of_its_invoices() {
    let mut desk = Desk::on("2026-03-02");
    let done = bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    let invoice = desk.invoice("1004");
    let paid = json!({ "client_id": invoice["client_id"], "received_on": "2026-03-01",
        "amount": "50.00", "method": "cheque", "reference": "",
        "allocations": [{ "invoice_id": invoice["id"], "amount": "50.00" }] });
    desk.call("payments.record", paid);
    let refusal = desk.refused("opening.undo_import", json!({ "id": done.reply["id"] }));
    assert_eq!(refusal.code, Code::Conflict);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_file_itself_keeps_both_series_apart() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    bring(&mut desk, &list("quickbooks_open_invoices.csv"));
    assert_eq!(folder.number("SELECT count(*) FROM invoices WHERE sequence IS NULL"), 3);
    let numbered = folder.refuses(
        "INSERT INTO invoices SELECT 'twin', 7, 'X', client_id, client_name, client_address,
            about, issued_on, due_on, currency, rounding, net_minor, tax_minor, total_minor,
            document, import_id FROM invoices LIMIT 1",
    );
    assert!(numbered.contains("CHECK"), "{numbered}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}
