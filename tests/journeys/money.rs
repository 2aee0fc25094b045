//! Rule 1: whole minor units, parts that add up, one function behind every figure.

use domain::money::{Currency, Money};
use serde_json::{Value, json};
use tests::{Desk, Folder, line, practice};

use crate::paper;

fn british() -> Value {
    let mut form = practice();
    form["jurisdiction"] = json!("GB");
    form["region"] = json!("");
    form["currency"] = json!("GBP");
    form["time_zone"] = json!("Europe/London");
    form["usual_tax"] = json!("gb_standard");
    form["tax_registration"] = json!("GB 123 4567 89");
    form
}

/// Prices and quantities whose net and tax both have to be rounded.
fn awkward_lines() -> Value {
    let mut lines: Vec<Value> =
        [("Returns", "33.33", "1.5"), ("Payroll", "0.07", "3"), ("VAT", "1.15", "0.333")]
            .into_iter()
            .map(|(name, price, quantity)| {
                let mut one = line(name, price, json!({ "kind": "on_acceptance" }));
                one["quantity"] = json!(quantity);
                one["tax"] = json!("usual");
                one
            })
            .collect();
    lines.push(line("Untaxed", "1234567.89", json!({ "kind": "on_acceptance" })));
    json!(lines)
}

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

fn shown(amount: &Value) -> String {
    let currency = Currency::from_code(amount["currency"].as_str().unwrap()).unwrap();
    Money::new(minor(amount), currency).unwrap().shown()
}

fn one_invoice(folder: &Folder) -> (Desk, Value) {
    let mut desk = folder.desk_of("2026-03-02", british());
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    desk.agreement(&client, "2026-03-02", awkward_lines());
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    let row = desk.invoice("INV-0001");
    let page = desk.call("invoices.show", json!({ "id": row["id"] }));
    (desk, page)
}

#[test]
fn rule_1_the_parts_of_an_invoice_add_up_to_its_total() {
    let folder = Folder::new();
    let (_, page) = one_invoice(&folder);
    let lines = page["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 4);
    let nets: Vec<i64> = lines.iter().map(|line| minor(&line["net"])).collect();
    let taxes: Vec<i64> = lines.iter().map(|line| minor(&line["tax"])).collect();
    // 33.33 x 1.5 = 49.995; 0.07 x 3; 1.15 x 0.333 = 0.38295; 20% of each, by line.
    assert_eq!(nets, [5_000, 21, 38, 123_456_789]);
    assert_eq!(taxes, [1_000, 4, 8, 0]);
    assert_eq!(minor(&page["net"]), nets.iter().sum::<i64>());
    assert_eq!(minor(&page["tax"]), taxes.iter().sum::<i64>());
    assert_eq!(minor(&page["row"]["total"]), minor(&page["net"]) + minor(&page["tax"]));
}

#[test]
fn rule_1_screen_paper_and_ledger_show_the_same_figures() {
    let folder = Folder::new();
    let (mut desk, page) = one_invoice(&folder);
    let posted = |side: &str, account: &str| {
        folder.number(&format!("SELECT sum(amount_minor) FROM ledger WHERE {side} = '{account}'"))
    };
    assert_eq!(posted("debit", "receivable"), minor(&page["row"]["total"]));
    assert_eq!(posted("credit", "revenue"), minor(&page["net"]));
    assert_eq!(posted("credit", "tax:vat"), minor(&page["tax"]));

    let pdf = paper::document(&mut desk, &page["document"]);
    let Some(text) = paper::text(&pdf) else {
        return;
    };
    let mut wanted = vec![shown(&page["net"]), shown(&page["tax"]), shown(&page["row"]["total"])];
    wanted.extend(page["lines"].as_array().unwrap().iter().map(|line| shown(&line["net"])));
    for figure in wanted {
        assert!(text.contains(&figure), "{figure} is not on the page:\n{text}");
    }
}

#[test]
fn rule_1_the_catch_up_review_promises_what_the_invoice_asks() {
    let folder = Folder::new();
    let mut desk = folder.desk_of("2026-03-02", british());
    desk.fill_blanks();
    let client = desk.client("Alder Bakery Ltd");
    desk.agreement(&client, "2026-03-02", awkward_lines());
    let promised = minor(&desk.call("catch_up.show", json!({}))["total"]);
    desk.bill_all();
    assert_eq!(desk.open_of("INV-0001"), promised);
}

#[test]
fn rule_1_one_total_stands_in_every_list() {
    let folder = Folder::new();
    let (mut desk, page) = one_invoice(&folder);
    let total = minor(&page["row"]["total"]);
    let clients = desk.call("clients.list", json!({ "archived": false }));
    assert_eq!(minor(&clients["open"]), total);
    assert_eq!(minor(&clients["rows"][0]["open"]), total);
    let insights = desk.call("insights.show", json!({}));
    assert_eq!(minor(&insights["ageing"]["owed"]), total);
    let buckets = insights["ageing"]["buckets"].as_array().unwrap();
    let sum: i64 = buckets.iter().map(|bucket| minor(&bucket["amount"])).sum();
    assert_eq!(sum, total);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_1_an_amount_beyond_the_limit_is_refused_and_never_wraps() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let proposal = tests::id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    let mut one = line("Audit", "90071992547409.91", json!({ "kind": "on_acceptance" }));
    one["quantity"] = json!("2");
    draft["lines"] = json!([one]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let refusal = desk.refused("proposals.send", json!({ "id": proposal }));
    assert!(refusal.message.contains("too large"), "{}", refusal.message);
}

#[test]
fn rule_1_the_currency_stays_once_terms_are_agreed_in_it() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(
        &client,
        "2026-03-02",
        json!([line("Set-up", "600.00", json!({ "kind": "on_acceptance" }))]),
    );
    let mut form = practice();
    form["currency"] = json!("EUR");
    let refusal = desk.refused("practice.save", form);
    assert_eq!(refusal.field.as_deref(), Some("currency"));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
}
