//! Services and agreements of another program are brought over: what each row becomes is shown
//! first, nothing of the past is billed, what proof is missing is said, and a letter confirms it.

use app::failure::Code;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, fixture, id, in_person, rows_of_import, table, texts};

fn ignition() -> Value {
    file("active.csv", &fixture("clients/ignition_active_services.csv"))
}

fn preview(desk: &mut Desk, kind: &str, file: &Value) -> Value {
    desk.call("imports.preview", json!({ "kind": kind, "file": file }))
}

fn bring(desk: &mut Desk, kind: &str, file: &Value) -> app::Done {
    let mapping = preview(desk, kind, file)["mapping"].clone();
    desk.done("imports.run", json!({ "kind": kind, "file": file, "mapping": mapping }))
}

/// A list of one monthly service of Alder Bakery since July 2025.
fn alder() -> Value {
    let rows = "Client,Service,Price,Frequency,Start date,Next billing date,Agreement\n\
        Alder Bakery LLC,Bookkeeping,450.00,Monthly,2025-07-01,2026-04-01,A-7\n";
    file("alder.csv", rows.as_bytes())
}

/// The only agreement's page.
fn page(desk: &mut Desk) -> Value {
    let rows = desk.call("agreements.list", json!({}))["rows"].clone();
    desk.call("agreements.show", json!({ "id": rows[0]["id"] }))
}

#[test]
fn a_list_of_active_services_shows_what_would_come_and_why_the_rest_would_not() {
    let mut desk = Desk::on("2026-03-10");
    desk.client("Alder Bakery LLC");
    let seen = preview(&mut desk, "agreements", &ignition());
    expect![[r#"
        2 | Alder Bakery LLC | Monthly bookkeeping | PROP-1042 | each month | 450.00 | Apr 1, 2026 | adds: 
        3 | Alder Bakery LLC | Sales tax return | PROP-1042 | each quarter | 180.00 | Apr 1, 2026 | adds: 
        4 | Alder Bakery LLC | Set-up | PROP-1042 | On acceptance | 300.00 |  | refused: it is "Ended" there, and only what is active comes over
        5 | Birch Dental LLC | Payroll | PROP-1050 | every 2 weeks | 85.00 | Mar 13, 2026 | adds: the client is added
        6 | Birch Dental LLC | Year-end accounts | PROP-1050 | once, when done | 1,400.00 |  | adds: the client is added
        7 | Cedar Homes LLC | Advice | PROP-1061 | by the hour | 120.00 |  | adds: the client is added
        8 | Cedar Homes LLC | Hosting | PROP-1061 | Now and then | 20.00 |  | refused: "Now and then" is no way of billing; map another column or mend the file
        9 | Dogwood Studio | Bookkeeping | PROP-1070 | Monthly | ten |  | refused: "ten" is not an amount
    "#]]
    .assert_eq(&rows_of_import(&seen));
    assert_eq!(seen["recognised"], "Ignition");
    assert_eq!(seen["summary"], "3 agreements with 5 services");
    assert_eq!(seen["bills_from"], "2026-03-10");
    // A look changes nothing.
    assert_eq!(desk.call("agreements.list", json!({}))["rows"], json!([]));
}

#[test]
fn agreements_brought_over_bill_from_their_day_on_and_never_the_past() {
    let mut desk = Desk::on("2026-03-10");
    let done = bring(&mut desk, "agreements", &ignition());
    assert_eq!((&done.reply["added"], &done.reply["clients"]), (&json!(5), &json!(3)));
    assert_eq!(desk.bill_all(), Vec::<String>::new());
    desk.turn_to("2026-04-02");
    assert_eq!(desk.bill_all().len(), 3);
    let listed = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 10 });
    let invoices = desk.call("invoices.list", listed);
    expect![[r#"
        INV-0001 | Birch Dental LLC | 2026-03-13 | 8500
        INV-0002 | Birch Dental LLC | 2026-03-27 | 8500
        INV-0003 | Alder Bakery LLC | 2026-04-01 | 63000
    "#]]
    .assert_eq(&table(&invoices["rows"], &["number", "client", "issued_on", "total"]));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_stated_day_holds_back_what_falls_due_before_it_and_is_not_in_the_past() {
    let mut desk = Desk::on("2026-03-10");
    let mapping = preview(&mut desk, "agreements", &alder())["mapping"].clone();
    let mut run = json!({ "kind": "agreements", "file": alder(), "mapping": mapping,
        "bills_from": "2026-03-09" });
    let refused = desk.refused("imports.run", run.clone());
    assert_eq!(refused.field.as_deref(), Some("bills_from"));
    run["bills_from"] = json!("2026-05-01");
    desk.call("imports.run", run);
    let page = page(&mut desk);
    assert_eq!(page["elsewhere"]["bills_from"], "2026-05-01");
    assert_eq!(page["coming"][0]["due_on"], "2026-05-01");
    desk.turn_to("2026-04-30");
    assert_eq!(desk.bill_all(), Vec::<String>::new());
}

#[test]
fn the_page_says_what_proof_is_missing_and_keeps_a_letter_from_elsewhere() {
    let mut desk = Desk::on("2026-03-10");
    bring(&mut desk, "agreements", &alder());
    let seen = page(&mut desk);
    assert_eq!((&seen["acceptance"], &seen["proposal_id"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&seen["row"]["brought_over"], &seen["row"]["agreed_on"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(seen["elsewhere"]["reference"], "A-7");
    let lacks = seen["elsewhere"]["lacks"].as_str().unwrap();
    assert!(lacks.contains("no letter, no signature and no certificate"), "{lacks}");
    let agreement = seen["row"]["id"].clone();
    let pack = desk.refused("evidence.make", json!({ "id": agreement }));
    assert_eq!(pack.code, Code::Conflict);
    assert!(pack.message.contains("send a letter to confirm it"), "{}", pack.message);
    let kept = json!({ "id": agreement, "file": file("signed.txt", b"I agree. June Alder") });
    let done = desk.done("agreements.keep_letter", kept);
    assert!(page(&mut desk)["elsewhere"]["letter"].is_string());
    desk.undo(&done);
    assert_eq!(page(&mut desk)["elsewhere"]["letter"], Value::Null);
}

#[test]
fn a_letter_that_confirms_takes_the_place_and_nothing_is_billed_twice() {
    let mut desk = Desk::on("2026-03-10");
    desk.fill_blanks();
    bring(&mut desk, "agreements", &alder());
    desk.turn_to("2026-04-10");
    assert_eq!(desk.bill_all().len(), 1);
    let old = page(&mut desk)["row"]["id"].as_str().unwrap().to_owned();
    let proposal = id(&desk.call("agreements.confirm", json!({ "id": old })));
    let again = desk.refused("agreements.confirm", json!({ "id": old }));
    assert_eq!(again.code, Code::Conflict);
    let draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    assert_eq!(
        (&draft["lines"][0]["name"], &draft["lines"][0]["price"]),
        (&json!("Bookkeeping"), &json!("450.00"))
    );
    let mut other = draft.clone();
    other["start"] = json!("start_date");
    desk.call("proposals.save", json!({ "id": proposal, "draft": other }));
    let refused = desk.refused("proposals.send", json!({ "id": proposal }));
    assert_eq!(refused.field.as_deref(), Some("start"));
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    desk.turn_to("2026-05-05");
    assert_eq!(desk.bill_all().len(), 1);
    desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    let rows = desk.call("agreements.list", json!({}))["rows"].clone();
    expect![[r#"
        OLD-0001 | complete | true | 0 | null
        PR-0001 | running | false | 540000 | 2026-06-01
    "#]]
    .assert_eq(&table(&rows, &["number", "state", "brought_over", "per_year", "next_on"]));
    desk.turn_to("2026-06-05");
    assert_eq!(desk.bill_all().len(), 1);
    let leaks = desk.call("leakage.show", json!({ "from": "2026-01-01", "to": "2026-06-05" }));
    assert_eq!((&leaks["leaks"], &leaks["entitled"]["minor"]), (&json!([]), &json!(135_000)));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_signature_dated_before_what_was_billed_is_refused() {
    let mut desk = Desk::on("2026-03-10");
    desk.fill_blanks();
    bring(&mut desk, "agreements", &alder());
    let old = page(&mut desk)["row"]["id"].clone();
    let proposal = id(&desk.call("agreements.confirm", json!({ "id": old })));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let scan = file("signed.pdf", b"%PDF-1.7 signed");
    let paper = json!({ "revision_id": sent["revision"]["id"], "signed_on": "2026-03-20",
        "signing": { "signer": "June Alder", "capacity": "Owner" }, "scan": scan });
    let refused = desk.refused("acceptances.on_paper", paper);
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.message.contains("April 1, 2026"), "{}", refused.message);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn amendments_work_on_what_was_brought_over_and_silence_is_no_consent_there() {
    let mut desk = Desk::on("2026-03-10");
    bring(&mut desk, "agreements", &alder());
    let seen = page(&mut desk);
    let form = json!({ "agreement_id": seen["row"]["id"], "effective_on": "2026-05-01",
        "mid_period": "from_next_period", "consent": "notice", "note": "",
        "changes": [{ "kind": "price", "service_id": seen["services"][0]["id"],
            "price": "480.00" }] });
    let asked = desk.call("amendments.preview", form.clone());
    assert_eq!(asked["consent"], "approval");
    let amendment = id(&desk.call("amendments.create", form));
    desk.call("amendments.send", json!({ "id": amendment }));
    let yes = json!({ "id": amendment, "answer": "approved", "on": "2026-03-10",
        "words": "June Alder by telephone", "file": null });
    desk.call("amendments.answer", yes);
    desk.turn_to("2026-05-02");
    desk.bill_all();
    assert_eq!(desk.open_of("INV-0002"), 48_000);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn why_and_leakage_say_as_agreed_elsewhere() {
    let mut desk = Desk::on("2026-03-10");
    bring(&mut desk, "agreements", &alder());
    desk.turn_to("2026-05-02");
    let leaks = desk.call("leakage.show", json!({ "from": "2026-01-01", "to": "2026-05-02" }));
    expect![[r#"
        Bookkeeping | 2026-04-01 | not_billed | as agreed elsewhere | 45000
        Bookkeeping | 2026-05-01 | not_billed | as agreed elsewhere | 45000
    "#]]
    .assert_eq(&table(&leaks["leaks"], &["service", "due_on", "cause", "proof", "amount"]));
    desk.bill_all();
    let invoice = desk.invoice("INV-0001");
    let shown = desk.call("invoices.show", json!({ "id": invoice["id"] }));
    let asked = json!({ "invoice_id": invoice["id"], "line_id": shown["lines"][0]["id"] });
    let why = desk.call("invoices.why", asked);
    let steps = why["steps"].as_array().unwrap();
    let words = |at: usize| steps[at]["words"].as_str().unwrap();
    let said = "OLD-0001 was agreed elsewhere, where it is A-7, and brought over; it is billed \
        here from March 10, 2026. This book holds no accepted letter of it.";
    assert_eq!((&steps[0]["kind"], words(0)), (&json!("letter"), said));
    assert_eq!(words(1), "The list says: Bookkeeping at 450.00, billed each month on the 1st.");
    let kinds: Vec<&Value> = steps.iter().map(|step| &step["kind"]).collect();
    assert_eq!(kinds[2..], ["rule", "price", "tax", "invoice", "ledger"]);
}

#[test]
fn an_import_of_agreements_is_taken_back_as_one_until_one_is_billed() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-10");
    let done = bring(&mut desk, "agreements", &ignition());
    desk.undo(&done);
    assert_eq!(folder.number("SELECT count(*) FROM agreements"), 0);
    assert_eq!(folder.number("SELECT count(*) FROM clients"), 0);
    let done = bring(&mut desk, "agreements", &ignition());
    let again = preview(&mut desk, "agreements", &ignition());
    assert_eq!((&again["adds"], &again["known"]), (&json!(0), &json!(5)));
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let refused = desk.refused("imports.undo", json!({ "id": done.reply["id"] }));
    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_file_itself_keeps_what_is_proven_and_what_was_brought_over_apart() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-10");
    bring(&mut desk, "agreements", &alder());
    let both = folder.refuses(
        "INSERT INTO agreements SELECT 'twin', 'X', client_id, NULL, NULL, NULL, NULL, '', '',
            starts_on, start, holidays, payment_rule, payment_days, currency,
            prices_include_tax, method FROM agreements",
    );
    assert!(both.contains("CHECK"), "{both}");
    let changed = folder.refuses("UPDATE agreements SET bills_from = '2020-01-01'");
    assert!(changed.contains("accepted terms cannot be changed"), "{changed}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn services_come_into_the_library_and_those_that_differ_only_if_asked_for() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-10");
    let list = file(
        "services.csv",
        b"Service name,Description,Price,Billing type,Taxable\n\
          Bookkeeping,Every entry,450.00,Monthly,No\n\
          Payroll,,85.00,Every 2 weeks,No\n\
          Advice,,120.00,Hourly,No\n\
          Odd,,1.00,Whenever,No\n\
          ,,1.00,Monthly,No\n",
    );
    let done = bring(&mut desk, "services", &list);
    assert_eq!(done.reply["words"], "3 services");
    let other = file(
        "services.csv",
        b"Service name,Price,Billing type\nBookkeeping,480.00,Monthly\nPayroll,85.00,Fortnightly\n",
    );
    let seen = preview(&mut desk, "services", &other);
    expect![[r#"
        2 | Bookkeeping |  | Monthly | 480.00 | differs: the library has it at 450.00 each month; ticked, it comes beside it
        3 | Payroll |  | Fortnightly | 85.00 | known: the library has it already
    "#]]
    .assert_eq(&rows_of_import(&seen));
    let run = json!({ "kind": "services", "file": other, "mapping": seen["mapping"] });
    assert_eq!(desk.refused("imports.run", run.clone()).field.as_deref(), Some("file"));
    let mut asked = run;
    asked["take"] = json!([2]);
    assert_eq!(desk.call("imports.run", asked)["added"], 1);
    desk.undo(&done);
    assert_eq!(folder.number("SELECT count(*) FROM services"), 1);
}

#[test]
fn the_first_audit_holds_the_past_against_the_invoices_that_the_lists_tell() {
    let mut desk = Desk::on("2026-03-10");
    let asked = json!({ "since": "2025-12-01" });
    let none = desk.call("imports.audit", asked.clone());
    assert!(none["words"].as_str().unwrap().contains("No agreement was brought over"));
    bring(&mut desk, "agreements", &ignition());
    let untold = desk.call("imports.audit", asked.clone());
    let words = untold["words"].as_str().unwrap();
    assert!(words.contains("No list here tells what was billed"), "{words}");
    assert_eq!((&untold["due"]["minor"], &untold["rows"]), (&json!(0), &json!([])));
    let told = file(
        "invoices.csv",
        b"Invoice number,Client,Date,Due date,Total,Amount due\n\
          I-90,Alder Bakery LLC,2025-12-01,2025-12-16,450.00,0.00\n\
          I-91,Alder Bakery LLC,2026-01-02,2026-01-17,630.00,0.00\n\
          I-92,Alder Bakery LLC,2026-02-01,2026-02-16,400.00,400.00\n",
    );
    let brought = bring(&mut desk, "open_invoices", &told);
    assert_eq!(brought.reply["added"], 1);
    let audit = desk.call("imports.audit", asked.clone());
    let said = "11 bills fell due since December 1, 2025 by 3 agreements brought over; held \
        against 3 invoices that the lists tell of, 2 are not plainly billed. Of Birch Dental LLC \
        the lists tell no invoice, so nothing can be said.";
    assert_eq!(audit["words"], said);
    expect![[r#"
        Alder Bakery LLC | Monthly bookkeeping | 2026-02-01 | 45000 | 40000 | I-92 of Feb 1, 2026 bills 400.00
        Alder Bakery LLC | Monthly bookkeeping | 2026-03-01 | 45000 | 0 | no invoice of the time is told
    "#]]
    .assert_eq(&table(&audit["rows"], &["client", "services", "due_on", "due", "billed", "words"]));
    desk.undo(&brought);
    let words = desk.call("imports.audit", asked)["words"].clone();
    assert!(texts(&json!([words]))[0].contains("No list here tells"), "{words}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}
