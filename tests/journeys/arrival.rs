//! Arrival from elsewhere: what clients still owe on invoices of another program is brought over
//! under its own numbers, balanced, payable, and never mixed with the practice's own series.

use app::failure::Code;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, fixture, monthly, rows_of_import};

fn list(name: &str) -> Value {
    file(name, &fixture(&format!("clients/{name}")))
}

fn text(content: &str) -> Value {
    file("open.csv", content.as_bytes())
}

fn preview(desk: &mut Desk, file: &Value) -> Value {
    desk.call("imports.preview", json!({ "kind": "open_invoices", "file": file }))
}

fn import(file: &Value, mapping: &Value) -> Value {
    json!({ "kind": "open_invoices", "file": file, "mapping": mapping })
}

/// Brings over whatever of a file can be; the answer.
fn bring(desk: &mut Desk, file: &Value) -> app::Done {
    let mapping = preview(desk, file)["mapping"].clone();
    desk.done("imports.run", import(file, &mapping))
}

#[test]
fn a_quickbooks_report_shows_what_would_come_and_why_the_rest_would_not() {
    let mut desk = Desk::on("2026-03-02");
    desk.client("Alder Bakery LLC");
    let seen = preview(&mut desk, &list("quickbooks_open_invoices.csv"));
    expect![[r#"
        7 | 1001 | Alder Bakery LLC | Jan 15, 2026 | Jan 30, 2026 | 450.00 | adds: 
        8 | 1007 | Alder Bakery LLC | Feb 15, 2026 | Mar 2, 2026 | 450.00 | adds: 
        9 | 1009 | Alder Bakery LLC |  |  |  | refused: this is no invoice but "Credit Memo"
        12 | 1004 | Birch Dental LLC | Feb 1, 2026 | Feb 16, 2026 | 1,250.00 | adds: the client is added
        13 | 1005 | Birch Dental LLC | Feb 3, 2026 | Feb 18, 2026 | 0.00 | known: nothing is open on it; kept for the first audit
    "#]]
    .assert_eq(&rows_of_import(&seen));
    assert_eq!(seen["recognised"], "QuickBooks");
    assert_eq!(
        (&seen["adds"], &seen["known"], &seen["refused"]),
        (&json!(3), &json!(1), &json!(1))
    );
    assert_eq!(seen["summary"], "3 open invoices, 2,150.00");
    // A look changes nothing.
    assert_eq!(desk.invoice("1001"), Value::Null);
}

#[test]
fn a_xero_export_counts_an_invoice_once_and_refuses_another_currency() {
    let mut desk = Desk::on("2026-03-02");
    let seen = preview(&mut desk, &list("xero_invoices.csv"));
    assert_eq!(seen["recognised"], "Xero");
    expect![[r#"
        2 | INV-0098 | Alder Bakery LLC | Jan 14, 2026 | Jan 28, 2026 | 500.00 | adds: the client is added
        4 | INV-0101 | Cedar Homes LLC | Feb 2, 2026 | Feb 16, 2026 | 80.00 | adds: the client is added
        5 | INV-0102 | Dogwood GmbH |  |  |  | refused: it is in EUR, and this book is kept in USD
    "#]]
    .assert_eq(&rows_of_import(&seen));
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
    let mapping = json!({ "number": [1], "client": [0], "issued_on": [2], "open": [3] });
    let asked = json!({ "kind": "open_invoices", "file": odd, "mapping": mapping });
    let seen = desk.call("imports.preview", asked);
    expect![[r#"
        2 | 7 | Alder Bakery LLC | Jan 5, 2026 | Jan 20, 2026 | 10.00 | adds: the client is added
        3 | 8 |  | Jan 5, 2026 | Jan 20, 2026 | 10.00 | refused: it names no client
        4 |  | Alder Bakery LLC | Jan 5, 2026 | Jan 20, 2026 | 10.00 | refused: it has no number
        5 | 7 | Alder Bakery LLC | Jan 5, 2026 | Jan 20, 2026 | 11.00 | refused: line 2 of this file has the same number
        6 | 9 | Alder Bakery LLC |  |  |  | refused: "soon" is not a date
        7 | 10 | Alder Bakery LLC |  |  |  | refused: it is dated ahead of today
        8 | 11 | Alder Bakery LLC |  |  |  | refused: "ten" is not an amount
    "#]]
    .assert_eq(&rows_of_import(&seen));
    // Without a day the practice's own terms count.
    assert_eq!(seen["rows"][0]["cells"][3], "Jan 20, 2026");
    let empty = desk.refused(
        "imports.run",
        import(&text("Num,Customer,Date,Open balance\n1,A,x,1\n"), &mapping),
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
    assert_eq!(seen["rows"][0]["note"], "it was brought over already");
    let other = text("Num,Customer,Date,Open balance\n1001,Alder Bakery LLC,2026-01-15,99\n");
    let seen = preview(&mut desk, &other);
    let known = "the book has this number already, 450.00 to Alder Bakery LLC";
    assert_eq!(seen["rows"][0]["note"], known);
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
    let refusal = desk.refused("imports.undo", json!({ "id": done.reply["id"] }));
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
