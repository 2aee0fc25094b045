//! "Why this amount?": the chain from the clause of the accepted letter to the ledger, whose sums
//! are those of the line and of the invoice.

use app::home::Home;
use serde_json::{Value, json};
use tests::{Desk, charge_keys, monthly, texts};

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

fn sum(rows: &Value) -> i64 {
    rows.as_array().unwrap().iter().map(|row| minor(&row["amount"])).sum()
}

fn words(why: &Value, kind: &str) -> Vec<String> {
    let steps = why["steps"].as_array().unwrap();
    let of = steps.iter().filter(|step| step["kind"] == kind);
    of.map(|step| step["words"].as_str().unwrap().to_owned()).collect()
}

/// Sentences on lines of some 80 characters, what goes on further in.
fn wrapped(sentences: &[String]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let mut width = 0;
        for (at, word) in sentence.split(' ').enumerate() {
            let part = match width {
                0 if at == 0 => word.to_owned(),
                so_far if so_far + word.len() > 80 => {
                    width = 0;
                    format!("\n  {word}")
                }
                _ => format!(" {word}"),
            };
            width += part.len();
            text.push_str(&part);
        }
        text.push('\n');
    }
    text
}

/// Why the first line of an invoice has its amount, with every sum held against the invoice.
fn why(desk: &mut Desk, number: &str) -> Value {
    let id = desk.invoice(number)["id"].clone();
    let page = desk.call("invoices.show", json!({ "id": id }));
    let lines = page["lines"].as_array().unwrap().clone();
    let mut first = None;
    for line in &lines {
        let asked = json!({ "invoice_id": id, "line_id": line["id"] });
        let why = desk.call("invoices.why", asked);
        adds_up(&page, line, &why);
        first = first.or(Some(why));
    }
    first.expect("an invoice has a line")
}

fn adds_up(page: &Value, line: &Value, why: &Value) {
    let number = &page["row"]["number"];
    assert_eq!(sum(&why["working"]), minor(&line["net"]), "{number}: {why:#}");
    assert_eq!(minor(&why["net"]) + minor(&why["tax"]), minor(&why["total"]), "{number}");
    assert_eq!([&why["net"], &why["tax"]], [&line["net"], &line["tax"]], "{number}");
    assert_eq!(sum(&why["settling"]), minor(&page["row"]["open"]), "{number}: {why:#}");
    assert_eq!(why["open"], page["row"]["open"], "{number}");
    let open: i64 = words(why, "ledger").iter().map(|words| receivable(words)).sum();
    assert_eq!(open, minor(&page["row"]["open"]), "{number}: {why:#}");
    for step in why["steps"].as_array().unwrap() {
        let words = step["words"].as_str().unwrap();
        assert!(words.ends_with('.'), "a step is a sentence: {words}");
        assert!(why["text"].as_str().unwrap().contains(words), "{words}");
    }
}

/// What a transfer in words adds to what clients owe.
fn receivable(words: &str) -> i64 {
    let (amount, rest) = words.strip_prefix("In the ledger ").unwrap().split_once(' ').unwrap();
    let minor: i64 = amount.replace([',', '.'], "").parse().unwrap();
    match (rest.contains("to receivables"), rest.contains("from receivables")) {
        (true, false) => minor,
        (false, true) => -minor,
        _ => 0,
    }
}

/// Alder's books, 450.00 a month from the middle of January, and the calendar on 15 February.
fn books(desk: &mut Desk, line: Value) -> String {
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-15", json!([line]));
    desk.turn_to("2026-02-15");
    client
}

fn pay(desk: &mut Desk, client: &str, number: &str, amount: &str) {
    let invoice = desk.invoice(number)["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-02-10", "amount": amount,
            "method": "cheque", "reference": "2231",
            "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
    );
}

#[test]
fn a_line_is_told_from_clause_to_ledger() {
    let mut desk = Desk::on("2026-01-15");
    let client = books(&mut desk, monthly("Bookkeeping", "450.00"));
    desk.bill_all();
    pay(&mut desk, &client, "INV-0001", "400.00");
    let credit = json!({ "invoice_id": desk.invoice("INV-0001")["id"],
        "what": { "kind": "sum", "amount": "30.00" }, "reason": "Two days missing",
        "rest": "credit" });
    desk.call("credit_notes.issue", credit);
    let off = json!({ "id": desk.invoice("INV-0001")["id"], "reason": "Not worth a letter",
        "approved": "20.00" });
    desk.call("invoices.write_off", off);
    let why = why(&mut desk, "INV-0001");
    let letter = words(&why, "letter").remove(0);
    let document = why["steps"][0]["document"].as_str().unwrap();
    assert!(letter.contains(document) && document.len() == 64, "{letter}");
    let rest: Vec<String> = why["steps"].as_array().unwrap()[1..]
        .iter()
        .map(|step| {
            let of = |part: &str| step[part].as_str().unwrap().to_owned();
            format!("{}: {}", of("kind"), of("words"))
        })
        .collect();
    expect_test::expect![[r#"
        terms: What was agreed stands in clause FEE, revision 1, page 2: Bookkeeping at
          450.00, billed each month on the 15th.
        rule: The rule "each month on the 15th" makes the charge for Jan 15 to Feb 14,
          2026, due on January 15, 2026.
        price: 1 at the agreed price of 450.00 is 450.00.
        tax: No tax is charged on it.
        invoice: Invoice INV-0001 of January 15, 2026 bills it with 450.00, due on
          January 30, 2026.
        credit: Credit note CN-0001 of February 15, 2026 takes 30.00 back: Two days
          missing.
        payment: Check 2231 of 400.00 received on February 10, 2026: 400.00 of it is
          joined to this invoice.
        write_off: 20.00 was written off on February 15, 2026: Not worth a letter.
        ledger: In the ledger 450.00 went from revenue to receivables.
        ledger: In the ledger 30.00 went from receivables to revenue.
        ledger: In the ledger 400.00 went from receivables to client credit.
        ledger: In the ledger 20.00 went from receivables to bad debt.
    "#]]
    .assert_eq(&wrapped(&rest));
    assert_eq!(why["agrees"], true);
}

#[test]
fn a_price_for_once_and_a_move_are_told_with_who_when_and_why() {
    let mut desk = Desk::on("2026-01-15");
    books(&mut desk, monthly("Bookkeeping", "450.00"));
    let charge = charge_keys(&desk.call("catch_up.show", json!({}))).remove(1);
    let price = json!({ "charge": charge, "price": "400", "reason": "Half the work." });
    desk.call("charges.reprice", price);
    desk.call("charges.move", json!({ "charge": charge, "due_on": "2026-02-14" }));
    desk.bill_all();
    let why = why(&mut desk, "INV-0002");
    let said = [words(&why, "decision"), words(&why, "price")].concat();
    expect_test::expect![[r#"
        On February 15, 2026 the practice set its price to 400.00 for once: Half the
          work.
        On February 15, 2026 the practice moved it to February 14, 2026.
        1 at the price for this once of 400.00 is 400.00.
    "#]]
    .assert_eq(&wrapped(&said));
    assert_eq!(why["agrees"], true);
}

#[test]
fn a_part_of_a_period_is_told_as_what_is_taken_off() {
    let mut desk = Desk::on("2026-01-15");
    let mut line = monthly("Bookkeeping", "450.00");
    line["billing"] = json!({ "kind": "recurring", "every": "month", "day": { "day": 1 },
        "proration": "by_day" });
    books(&mut desk, line);
    desk.bill_all();
    let why = why(&mut desk, "INV-0001");
    let working: Vec<String> = why["working"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", row["words"].as_str().unwrap(), minor(&row["amount"])))
        .collect();
    expect_test::expect![[r#"
        1 × 450.00 45000
        only 17 of 31 days -20323
    "#]]
    .assert_eq(&wrapped(&working));
    assert_eq!(why["agrees"], true);
}

#[test]
fn a_void_invoice_says_that_it_counts_for_nothing() {
    let mut desk = Desk::on("2026-01-15");
    books(&mut desk, monthly("Bookkeeping", "450.00"));
    desk.bill_all();
    let void = json!({ "id": desk.invoice("INV-0001")["id"], "reason": "Wrong client" });
    desk.call("invoices.void", void);
    let why = why(&mut desk, "INV-0001");
    assert_eq!(words(&why, "void"), ["It was voided on February 15, 2026: Wrong client."]);
    let page = desk.invoice("INV-0002");
    let strange = json!({ "invoice_id": page["id"], "line_id": "inl_1" });
    assert!(desk.refused("invoices.why", strange).message.contains("invoice line"));
}

#[test]
fn every_line_of_the_sample_practice_is_explained_to_the_cent() {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.call("sample.create", json!({}));
    let asked = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    let rows = desk.call("invoices.list", asked)["rows"].clone();
    let numbers: Vec<Value> =
        rows.as_array().unwrap().iter().map(|row| row["number"].clone()).collect();
    assert!(numbers.len() > 50, "the sample is lived in");
    for number in texts(&json!(numbers)) {
        assert_eq!(why(&mut desk, &number)["agrees"], true, "{number}");
    }
}
