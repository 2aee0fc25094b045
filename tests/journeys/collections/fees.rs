//! What each way to be paid costs.

use serde_json::{Value, json};
use tests::{Desk, id, monthly};

use super::{ask, billed_and_told, live, permitted};

fn minor(row: &Value, field: &str) -> i64 {
    row[field]["minor"].as_i64().unwrap()
}

fn report(desk: &mut Desk, from: &str, to: &str) -> Value {
    desk.call("fees.show", json!({ "from": from, "to": to }))
}

#[test]
fn what_each_way_to_be_paid_costs_is_told_by_processor_method_and_client() {
    let mut desk = Desk::on("2026-03-02");
    let card = permitted(&mut desk, "pays");
    let debit = desk.client("Birch and Company");
    desk.agreement(&debit, "2026-03-02", json!([monthly("Payroll", "100.00")]));
    ask(&mut desk, &debit, "comes_back");
    billed_and_told(&mut desk, "2026-03-02");
    let planned = desk.call("collections.list", json!({}))["rows"].clone();
    for row in planned.as_array().unwrap() {
        if row["waits_for_notice"] == true {
            desk.call("collections.told", json!({ "id": id(row), "on": "2026-03-02" }));
        }
    }
    live(&mut desk, &["2026-03-17", "2026-03-21", "2026-03-24"]);
    let before = report(&mut desk, "2026-03-01", "2026-03-31");
    let rows = |report: &Value, list: &str| report[list].as_array().unwrap().clone();
    let clients = rows(&before, "clients");
    assert_eq!(clients.len(), 2, "{before}");
    assert_eq!(clients[0]["client_id"], json!(card));
    // 2.9 % and 0.30 of 450.00 are 13.35, which is 2.97 in a hundred.
    assert_eq!((minor(&clients[0], "gross"), minor(&clients[0], "fee")), (45_000, 1_335));
    assert_eq!(clients[0]["per_cent"], "2.97");
    assert_eq!(minor(&clients[1], "gross"), 10_000);
    for list in ["processors", "methods", "clients"] {
        for field in ["gross", "fee"] {
            let sum: i64 = rows(&before, list).iter().map(|row| minor(row, field)).sum();
            assert_eq!(sum, minor(&before["together"][0], field), "{list} {field}");
        }
    }
    let methods = rows(&before, "methods");
    let methods: Vec<&Value> = methods.iter().map(|row| &row["name"]).collect();
    assert_eq!(methods, ["Cards", "US bank accounts (ACH)"]);

    live(&mut desk, &["2026-03-27"]);
    let after = report(&mut desk, "2026-03-01", "2026-03-31");
    let back = &rows(&after, "clients")[1];
    assert_eq!(minor(back, "gross"), 0, "the bank took it back");
    assert_eq!(back["fee"], clients[1]["fee"], "and its fee stays");
    assert_eq!(back["per_cent"], Value::Null);
    assert_eq!(
        rows(&report(&mut desk, "2026-04-01", "2026-04-30"), "clients"),
        Vec::<Value>::new()
    );
}

#[test]
fn a_time_that_ends_before_it_begins_is_refused() {
    let mut desk = Desk::on("2026-03-02");
    let asked = json!({ "from": "2026-03-02", "to": "2026-03-01" });
    assert_eq!(desk.refused("fees.show", asked).field.as_deref(), Some("to"));
}
