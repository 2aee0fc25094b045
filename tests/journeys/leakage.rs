//! Leakage: what the terms entitled to, less what was billed, less what was decided otherwise.
//! Every difference has its cause, the place that proves it, and a mend.

use app::home::Home;
use serde_json::{Value, json};
use store::Book;
use store::invoices::{Invoice, Line};
use tests::{Desk, Folder, charge_keys, line, monthly, table};

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

/// What leaked of everything that fell due until today.
fn leakage(desk: &mut Desk) -> Value {
    let page = desk.call("leakage.show", json!({ "from": "2020-01-01", "to": "2099-12-31" }));
    adds_up(&page);
    page
}

/// The sums of the page are those of its rows, and the formula holds.
fn adds_up(page: &Value) {
    let sum = |rows: &str| -> i64 {
        page[rows].as_array().unwrap().iter().map(|row| minor(&row["amount"])).sum()
    };
    let of = |name: &str| minor(&page[name]);
    let left = of("entitled") - of("billed") - of("decided");
    assert_eq!(left, of("leaked") + of("over"), "{page:#}");
    assert_eq!(sum("leaks"), left);
    assert_eq!(sum("decisions"), of("decided"));
    for by in ["by_cause", "by_client", "by_month"] {
        assert_eq!(sum(by), of("leaked"), "{by}");
    }
}

fn leaks(page: &Value) -> String {
    table(&page["leaks"], &["due_on", "service", "cause", "amount"])
}

fn decided(page: &Value) -> String {
    table(&page["decisions"], &["due_on", "kind", "words", "reason", "amount"])
}

fn key(row: &Value) -> Value {
    row["charge"].clone()
}

fn bill(desk: &mut Desk, row: &Value) {
    let asked = json!({ "charges": [key(row)], "date": "today", "merge": false });
    desk.call("catch_up.issue", asked);
}

/// Alder's books, 100.00 a month from January, and the calendar on 15 March.
fn three_months(desk: &mut Desk) -> String {
    let client = desk.client("Alder Bakery LLC");
    let agreement = desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    desk.turn_to("2026-03-15");
    agreement
}

/// An agreement over hours, five a month without asking.
fn hours(desk: &mut Desk) -> Value {
    let client = desk.client("Birch Café");
    let rule = json!({ "kind": "logged", "unit": "hour", "cap": "5", "per": "month" });
    let agreement = desk.agreement(&client, "2026-01-01", json!([line("Work", "100.00", rule)]));
    desk.turn_to("2026-01-25");
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    page["services"][0]["id"].clone()
}

fn log(desk: &mut Desk, service: &Value, on: &str, hours: &str) {
    let work = json!({ "agreement_service_id": service, "delivered_on": on, "hours": hours,
        "note": "" });
    desk.call("deliveries.record", work);
}

#[test]
fn what_was_not_billed_leaks_until_it_is() {
    let mut desk = Desk::on("2026-01-01");
    three_months(&mut desk);
    let due = desk.call("catch_up.show", json!({}));
    let two = &charge_keys(&due)[..2];
    desk.call("catch_up.issue", json!({ "charges": two, "date": "own_date", "merge": false }));
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "2026-03-01 | Books | not_billed | 10000\n");
    assert_eq!((&page["rate"], &page["checked"]), (&json!("33.3"), &json!(3)));
    let row = page["leaks"][0].clone();
    assert_eq!((&row["words"], &row["label"]), (&json!("not billed"), &json!("Not billed")));
    assert_eq!(row["mends"], json!(["bill", "waive"]));
    bill(&mut desk, &row);
    let page = leakage(&mut desk);
    assert_eq!((leaks(&page).as_str(), &page["rate"]), ("", &json!("0")));
    assert_eq!(
        page["proven"],
        "3 charges of 1 agreement fell due from January 1, 2026 to March 15, 2026; compared with \
         3 lines of invoices and 0 decisions, each is billed in full or decided."
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_leak_is_proven_by_the_page_of_the_accepted_letter() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let (proposal, revision) =
        desk.sent(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    let draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    let drawn = desk.call("proposals.preview", json!({ "id": proposal, "draft": draft }));
    let boxes = drawn["boxes"].as_array().unwrap();
    let placed = boxes.iter().find(|placed| placed["key"] == "FEE").unwrap();
    desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));
    let page = leakage(&mut desk);
    let expected = format!("clause FEE, revision 1, page {}", placed["page"].as_i64().unwrap() + 1);
    assert_eq!(page["leaks"][0]["proof"], expected.as_str());
}

#[test]
fn only_the_days_asked_for_are_checked() {
    let mut desk = Desk::on("2026-01-01");
    three_months(&mut desk);
    let asked = json!({ "from": "2026-02-01", "to": "2026-02-28" });
    let page = desk.call("leakage.show", asked);
    adds_up(&page);
    assert_eq!(leaks(&page), "2026-02-01 | Books | not_billed | 10000\n");
    assert_eq!(
        table(&page["by_month"], &["key", "label", "amount"]),
        "2026-02 | Feb 2026 | 10000\n"
    );
    let turned = json!({ "from": "2026-03-01", "to": "2026-02-28" });
    assert_eq!(desk.refused("leakage.show", turned).field.as_deref(), Some("from"));
    let foreign = json!({ "from": "2026-02-01", "to": "2026-02-28", "currency": "EUR" });
    assert_eq!(desk.refused("leakage.show", foreign).field.as_deref(), Some("currency"));
    let empty = desk.call("leakage.show", json!({ "from": "2025-02-01", "to": "2025-02-28" }));
    assert_eq!(empty["rate"], Value::Null);
    let nothing = "No charge fell due from February 1, 2025 to February 28, 2025.";
    assert_eq!(empty["proven"], nothing);
}

#[test]
fn a_skip_without_a_reason_leaks_and_one_with_a_reason_is_decided() {
    let mut desk = Desk::on("2026-01-01");
    three_months(&mut desk);
    let charges = charge_keys(&desk.call("catch_up.show", json!({})));
    desk.call("charges.skip", json!({ "charge": charges[0] }));
    desk.call("charges.skip", json!({ "charge": charges[1], "reason": "On holiday" }));
    desk.bill_all();
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "2026-01-01 | Books | skipped | 10000\n");
    assert_eq!(decided(&page), "2026-02-01 | skipped | skipped | On holiday | 10000\n");
    assert_eq!(page["leaks"][0]["mends"], json!(["bill_skipped", "waive"]));
    let waived = json!({ "charges": [charges[0]], "reason": "A favour" });
    let waived = desk.done("catch_up.waive", waived);
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "");
    assert_eq!(minor(&page["decided"]), 20_000);
    desk.undo(&waived);
    let billed = desk.call("charges.bill_skipped", json!({ "charge": charges[0] }));
    assert_eq!(billed["numbers"], json!(["INV-0002"]));
    assert_eq!(leaks(&leakage(&mut desk)), "");
    desk.refused("charges.bill_skipped", json!({ "charge": charges[0] }));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn work_beyond_the_cap_leaks_until_it_is_approved_and_billed() {
    let mut desk = Desk::on("2026-01-01");
    let service = hours(&mut desk);
    log(&mut desk, &service, "2026-01-20", "6.5");
    desk.bill_all();
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "2026-01-20 | Work | out_of_scope | 15000\n");
    assert!(page["leaks"][0]["proof"].as_str().unwrap().starts_with("clause FEE-OOS, revision 1"));
    let row = page["leaks"][0].clone();
    let approval = json!({ "charge": key(&row), "reason": "By e-mail, 21 January" });
    let approved = desk.done("deliveries.approve", approval.clone());
    assert_eq!(leaks(&leakage(&mut desk)), "2026-01-20 | Work | cap_overrun | 15000\n");
    desk.undo(&approved);
    assert_eq!(leaks(&leakage(&mut desk)), "2026-01-20 | Work | out_of_scope | 15000\n");
    desk.call("deliveries.approve", approval);
    bill(&mut desk, &row);
    assert_eq!(leaks(&leakage(&mut desk)), "");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_pause_is_a_decision_while_it_lasts_and_leaks_when_it_is_over() {
    let mut desk = Desk::on("2026-01-01");
    let agreement = three_months(&mut desk);
    let pause = json!({ "id": agreement, "from": "2026-02-01", "reason": "Rebuilding" });
    desk.call("agreements.pause", pause);
    desk.bill_all();
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "");
    expect_test::expect![[r#"
        2026-02-01 | paused | while the pause lasts | Rebuilding | 10000
        2026-03-01 | paused | while the pause lasts | Rebuilding | 10000
    "#]]
    .assert_eq(&decided(&page));
    desk.call("agreements.resume", json!({ "id": agreement, "on": "2026-03-10" }));
    let page = leakage(&mut desk);
    expect_test::expect![[r#"
        2026-02-01 | Books | paused | 10000
        2026-03-01 | Books | paused | 10000
    "#]]
    .assert_eq(&leaks(&page));
    bill(&mut desk, &page["leaks"][0]);
    let waived = json!({ "charges": [key(&page["leaks"][1])], "reason": "Nothing was done" });
    desk.call("catch_up.waive", waived);
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "");
    assert_eq!(decided(&page), "2026-03-01 | waived | waived | Nothing was done | 10000\n");
}

#[test]
fn a_price_for_once_and_a_credit_note_are_decisions_with_their_reasons() {
    let mut desk = Desk::on("2026-01-01");
    three_months(&mut desk);
    let charges = charge_keys(&desk.call("catch_up.show", json!({})));
    let price = json!({ "charge": charges[0], "price": "80", "reason": "Half the work" });
    desk.call("charges.reprice", price);
    assert_eq!(minor(&leakage(&mut desk)["leaked"]), 28_000);
    desk.bill_all();
    let invoice = desk.invoice("INV-0002")["id"].clone();
    let credit = json!({ "invoice_id": invoice, "what": { "kind": "sum", "amount": "30.00" },
        "reason": "Three days missing", "rest": "credit" });
    desk.call("credit_notes.issue", credit);
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "");
    expect_test::expect![[r#"
        2026-01-01 | repriced | at 80.00 for this once | Half the work | 2000
        2026-02-01 | credited | credited by CN-0001 | Three days missing | 3000
    "#]]
    .assert_eq(&decided(&page));
    let billed = [minor(&page["entitled"]), minor(&page["billed"])];
    assert_eq!(billed, [30_000, 25_000]);
}

/// Bills an occurrence at 90.00, as a program that did not know the terms would have.
fn billed_at_90(folder: &Folder, occurrence: u32) {
    let mut book = Book::open(&folder.book()).unwrap();
    book.write(|tx| {
        let agreement = store::agreements::list(tx, None)?.remove(0);
        let service = store::agreements::services(tx, None)?.remove(0);
        let old = service.terms.price.at_rate("0.9".parse().unwrap()).unwrap();
        let nothing = domain::money::Money::zero(old.currency());
        let (sequence, number) = store::practice::take_number(tx, "invoice")?;
        let on = agreement.starts_on;
        let document = store::documents::keep(tx, "one.pdf", "application/pdf", b"%PDF-1.7")?;
        let invoice = Invoice {
            id: id(1),
            sequence,
            number,
            client_id: agreement.client_id,
            client_name: agreement.client,
            client_address: String::new(),
            about: service.name.clone(),
            issued_on: on,
            due_on: on,
            currency: old.currency(),
            rounding: domain::tax::Rounding::Line,
            net: old,
            tax: nothing,
            total: old,
            open: old,
            credited: nothing,
            written_off: nothing,
            void: false,
            import: None,
            paid_on: None,
            document,
        };
        let line = Line {
            id: id(2),
            service: service.terms.id,
            occurrence,
            beyond_cap: false,
            description: service.name,
            period: domain::schedule::Period { from: on, to: on },
            quantity: 1.into(),
            price: old,
            net: old,
            treatment: "none".to_owned(),
            tax: nothing,
            taxes: Vec::new(),
        };
        store::invoices::add(tx, &invoice, &[line])
    })
    .unwrap();
}

fn id<T: domain::ids::Id>(n: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 | n))
}

#[test]
fn an_old_price_on_an_invoice_is_told_with_both_prices() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    drop(desk);
    billed_at_90(&folder, 0);
    let mut desk = folder.desk("2026-01-15");
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "2026-01-01 | Books | old_price | 1000\n");
    let row = &page["leaks"][0];
    assert_eq!(row["words"], "billed at 90.00 instead of 100.00");
    let mends = json!(["rebill", "invoice", "let_go"]);
    assert_eq!((&row["invoice"], &row["mends"]), (&json!("INV-0001"), &mends));
    // It is let go with a reason, for exactly what is missing, and taken up again.
    let mut go = json!({ "charge": key(row), "reason": "", "approved": "10.00" });
    assert_eq!(desk.refused("leakage.let_go", go.clone()).field.as_deref(), Some("reason"));
    go["reason"] = json!("Told too late");
    go["approved"] = json!("9.00");
    assert_eq!(desk.refused("leakage.let_go", go.clone()).field.as_deref(), Some("approved"));
    go["approved"] = json!("10.00");
    let done = desk.done("leakage.let_go", go);
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "");
    let said = "2026-01-01 | let_go | the difference is let go | Told too late | 1000\n";
    assert_eq!(decided(&page), said);
    desk.undo(&done);
    // Or the invoice is voided by a row of its own and the charge is billed anew, in one.
    let again = json!({ "charge": key(row), "reason": "At the old price" });
    let issued = desk.call("leakage.rebill", again);
    assert_eq!((&issued["numbers"], desk.open_of("INV-0002")), (&json!(["INV-0002"]), 10_000));
    assert_eq!(desk.invoice("INV-0001")["state"], "void");
    assert_eq!(leaks(&leakage(&mut desk)), "");
}

#[test]
fn an_invoice_that_was_paid_is_not_billed_anew() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    drop(desk);
    billed_at_90(&folder, 0);
    let mut desk = folder.desk("2026-01-15");
    let paid = json!({ "client_id": client, "received_on": "2026-01-10", "amount": "90.00",
        "method": "transfer", "reference": "",
        "allocations": [{ "invoice_id": desk.invoice("INV-0001")["id"], "amount": "90.00" }] });
    desk.call("payments.record", paid);
    let row = leakage(&mut desk)["leaks"][0].clone();
    assert_eq!(row["mends"], json!(["invoice", "let_go"]));
    let again = json!({ "charge": key(&row), "reason": "At the old price" });
    desk.refused("leakage.rebill", again);
}

/// A review of ten per cent from February of what [`three_months`] makes, written and not sent.
fn reviewed(desk: &mut Desk) {
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    let plan = json!({ "by": { "kind": "per_cent", "percent": "10" }, "step": "1",
        "towards": "down", "notice_days": "30", "not_before": "2026-01-01" });
    desk.call("price_reviews.make", plan);
    desk.turn_to("2026-03-15");
    desk.bill_all();
}

#[test]
fn a_review_that_was_decided_and_never_sent_leaks_until_it_is_let_go() {
    let mut desk = Desk::on("2026-01-01");
    reviewed(&mut desk);
    let page = leakage(&mut desk);
    assert_eq!(
        leaks(&page),
        "2026-02-01 | Books | review_not_applied | 1000\n\
         2026-03-01 | Books | review_not_applied | 1000\n"
    );
    let row = &page["leaks"][0];
    let words = "price review not applied: billed at 100.00 instead of 110.00";
    assert_eq!((&row["words"], &row["mends"]), (&json!(words), &json!(["amendment", "let_go"])));
    let proof = row["proof"].as_str().unwrap();
    assert!(proof.ends_with("amendment 1"), "{proof}");
    let go = json!({ "charge": key(row), "reason": "Not asked for", "approved": "10.00" });
    desk.call("leakage.let_go", go);
    assert_eq!(leaks(&leakage(&mut desk)), "2026-03-01 | Books | review_not_applied | 1000\n");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_review_that_was_taken_back_is_decided_and_leaks_nothing() {
    let mut desk = Desk::on("2026-01-01");
    reviewed(&mut desk);
    let agreement = desk.call("agreements.list", json!({}))["rows"][0]["id"].clone();
    let written = desk.call("amendments.list", json!({ "id": agreement }))["rows"][0].clone();
    let back = json!({ "id": written["id"], "reason": "Not this year" });
    desk.call("amendments.withdraw", back);
    assert_eq!(leaks(&leakage(&mut desk)), "");
}

#[test]
fn prices_that_stand_longer_than_the_letter_says_are_listed() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let proposal = tests::id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-01-01");
    draft["lines"] = json!([monthly("Books", "100.00")]);
    draft["clauses"]["added"] = json!(["FEE-REV"]);
    draft["clauses"]["values"] = json!({ "review_percent": "5%", "review_notice_days": "30" });
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));
    desk.turn_to("2026-12-31");
    assert_eq!(leakage(&mut desk)["unreviewed"], json!([]));
    desk.turn_to("2027-01-15");
    let row = leakage(&mut desk)["unreviewed"][0].clone();
    let words = row["words"].as_str().unwrap();
    assert!(words.starts_with("Its prices stand since January 1, 2026; clause FEE-REV"), "{words}");
}

#[test]
fn work_after_the_end_leaks_until_it_is_let_go() {
    let mut desk = Desk::on("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    let hours = json!({ "kind": "logged", "unit": "hour", "cap": "10" });
    let agreement = desk.agreement(&client, "2026-01-01", json!([line("Advice", "90.00", hours)]));
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let end = json!({ "agreement_id": agreement, "effective_on": "2026-02-01",
        "mid_period": "from_next_period", "changes": [{ "kind": "end", "on": "2026-02-28" }] });
    let amendment = tests::id(&desk.call("amendments.create", end));
    desk.call("amendments.send", json!({ "id": amendment }));
    let yes = json!({ "id": amendment, "answer": "approved", "on": "2026-01-01",
        "words": "June Alder", "file": null });
    desk.call("amendments.answer", yes);
    desk.turn_to("2026-03-15");
    for (day, hours) in [("2026-02-20", "2"), ("2026-03-10", "3")] {
        let done = json!({ "agreement_service_id": page["services"][0]["id"],
            "delivered_on": day, "hours": hours, "note": "" });
        desk.call("deliveries.record", done);
    }
    desk.bill_all();
    let seen = leakage(&mut desk);
    assert_eq!(leaks(&seen), "2026-03-10 | Advice | expired | 27000\n");
    let row = &seen["leaks"][0];
    assert_eq!(row["words"], "served after the agreement ended on 28 February 2026");
    assert_eq!(row["mends"], json!(["renew", "let_go"]));
    let go = json!({ "charge": key(row), "reason": "A courtesy", "approved": "270.00" });
    let done = desk.done("leakage.let_go", go);
    let seen = leakage(&mut desk);
    let said = "2026-03-10 | let_go | the difference is let go | A courtesy | 27000\n";
    assert_eq!((&leaks(&seen)[..], &decided(&seen)[..]), ("", said));
    desk.undo(&done);
    assert_eq!(leakage(&mut desk)["leaks"].as_array().unwrap().len(), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_line_that_no_terms_entitle_to_is_told_and_is_no_leak() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Books", "100.00")]));
    desk.bill_all();
    drop(desk);
    billed_at_90(&folder, 99);
    let mut desk = folder.desk("2026-01-15");
    let page = leakage(&mut desk);
    assert_eq!(leaks(&page), "2026-01-01 | Books | billed_over | -9000\n");
    assert_eq!([minor(&page["leaked"]), minor(&page["over"])], [0, -9_000]);
    assert_eq!(page["leaks"][0]["client"], "Alder Bakery LLC");
}

#[test]
fn the_sample_practice_adds_up() {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.call("sample.create", json!({}));
    let page = leakage(&mut desk);
    assert!(page["checked"].as_u64().unwrap() > 100, "the sample is lived in");
    let due = desk.call("catch_up.show", json!({}));
    let open = charge_keys(&due).len() + due["held"].as_array().unwrap().len();
    assert_eq!(page["leaks"].as_array().unwrap().len(), open);
}
