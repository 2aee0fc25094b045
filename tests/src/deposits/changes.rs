//! Changes of an input under which answers must stay as they are, or must not stay automatic.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::chance::Chance;
use super::scoring::allocations;
use super::{Case, Class};

/// The same rows in another order. Every answer must stay as it is.
pub fn permuted(input: &Value, seed: u64) -> Value {
    let mut chance = Chance::from(seed);
    let mut changed = input.clone();
    for list in ["clients", "invoices", "deposits"] {
        if let Some(rows) = changed[list].as_array_mut() {
            chance.shuffle(rows);
        }
    }
    changed
}

/// Everything so many days later. Every answer must stay as it is. Some payers name months, so 1461
/// days are the shift under which even their words stay true.
pub fn shifted(input: &Value, days: u64) -> Value {
    let mut changed = input.clone();
    for (list, fields) in [("invoices", &["issued", "due"][..]), ("deposits", &["date"][..])] {
        for row in changed[list].as_array_mut().into_iter().flatten() {
            for field in fields {
                row[*field] = json!((date(&row[*field]) + Days::new(days)).to_string());
            }
        }
    }
    changed
}

/// The same practice with one more client, whose name, number and amount are like nobody's. Every
/// answer must stay as it is.
pub fn with_an_unrelated_client(input: &Value) -> Value {
    let mut changed = input.clone();
    let issued = input["invoices"][0]["issued"].clone();
    let due = input["invoices"][0]["due"].clone();
    if let Some(clients) = changed["clients"].as_array_mut() {
        let name = "Qvisthjelm Ubåtsverft";
        clients.push(json!({ "id": "c-unrelated", "name": name, "contacts": [] }));
    }
    if let Some(invoices) = changed["invoices"].as_array_mut() {
        invoices.push(json!({ "id": "i-unrelated", "number": "ZZ-98765432", "issued": issued,
            "client": "c-unrelated", "amount": 987_654_321, "due": due }));
    }
    changed
}

/// One deposit by itself, and the same with a second invoice that it may as well pay.
pub struct Doubled {
    /// The deposit.
    pub deposit: String,
    /// All clients and invoices, and this deposit alone.
    pub before: Value,
    /// The same with an invoice of the same client, of the same amount and days.
    pub after: Value,
}

/// Deposits whose words do not name what they pay, at most `count`, each doubled. What is automatic
/// before must not be automatic after.
pub fn with_a_second_candidate(case: &Case, count: usize) -> Vec<Doubled> {
    let unnamed = case.truths.iter().filter(|truth| truth.class == Class::One && !truth.cited);
    unnamed
        .take(count)
        .map(|truth| {
            let mut before = case.input.clone();
            if let Some(deposits) = before["deposits"].as_array_mut() {
                deposits.retain(|row| row["id"] == truth.deposit);
            }
            let mut after = before.clone();
            if let Some(invoices) = after["invoices"].as_array_mut() {
                let paid = &truth.allocations[0].0;
                let of = invoices.iter().find(|row| row["id"] == *paid).cloned();
                let mut second = of.expect("what is paid is an invoice");
                second["id"] = json!("i-second");
                second["number"] = json!("ZZ-87654321");
                invoices.push(second);
            }
            Doubled { deposit: truth.deposit.clone(), before, after }
        })
        .collect()
}

/// The deposits whose answers differ: another decision, or another best hypothesis.
pub fn differences(before: &[Value], after: &[Value]) -> Vec<String> {
    let gist = |answer: &Value| {
        let best = &answer["hypotheses"][0];
        let best = (best["client"].clone(), allocations(best));
        (answer["id"].to_string(), (answer["decision"].clone(), best))
    };
    let mut one: Vec<_> = before.iter().map(gist).collect();
    let mut other: Vec<_> = after.iter().map(gist).collect();
    one.sort_by(|a, b| a.0.cmp(&b.0));
    other.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(one.len(), other.len(), "each deposit has an answer");
    let differing = one.iter().zip(&other).filter(|(a, b)| a != b);
    differing.map(|(answer, _)| answer.0.trim_matches('"').to_owned()).collect()
}

fn date(value: &Value) -> NaiveDate {
    let written = value.as_str().unwrap_or_default();
    written.parse().unwrap_or_else(|_| panic!("{written} is a date"))
}
