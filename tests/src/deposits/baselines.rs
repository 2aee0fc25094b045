//! The two simple rules that every program has, as a measure for any better one.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::bank::tail;

/// An invoice as the rules see it.
struct Open {
    id: String,
    client: String,
    digits: String,
    issued: NaiveDate,
    open: i64,
}

/// A deposit as the rules see it.
struct Line {
    id: String,
    on: NaiveDate,
    amount: i64,
    words: String,
}

/// Applies a deposit where exactly one invoice of the last 90 days is open with its amount.
pub fn unique_amount(input: &Value) -> Vec<Value> {
    let mut open = invoices(input);
    let mut by_amount: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, invoice) in open.iter().enumerate() {
        by_amount.entry(invoice.open).or_default().push(at);
    }
    let answer = |deposit: &Line| {
        let none = Vec::new();
        let mut found = by_amount.get(&deposit.amount).unwrap_or(&none).iter().filter(|at| {
            let Open { issued, open: left, .. } = open[**at];
            let recent = issued <= deposit.on && deposit.on <= issued + Days::new(90);
            left == deposit.amount && recent
        });
        let only = match (found.next(), found.next()) {
            (Some(at), None) => vec![*at],
            _ => Vec::new(),
        };
        let said = said(deposit, &open, &only);
        only.iter().for_each(|at| open[*at].open = 0);
        said
    };
    deposits(input).iter().map(answer).collect()
}

/// Applies a deposit whose words hold the digits of open invoices that together come to its amount.
pub fn digits_and_amount(input: &Value) -> Vec<Value> {
    let mut open = invoices(input);
    let mut by_digits: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, invoice) in open.iter().enumerate() {
        by_digits.entry(invoice.digits.clone()).or_default().push(at);
    }
    let answer = |deposit: &Line| {
        let mut named: Vec<usize> = deposit
            .words
            .split(|sign: char| !sign.is_ascii_digit())
            .filter_map(|digits| by_digits.get(digits.trim_start_matches('0')))
            .flatten()
            .copied()
            .filter(|at| open[*at].open > 0)
            .collect();
        named.sort_unstable();
        named.dedup();
        let exact: Vec<usize> =
            named.iter().copied().filter(|at| open[*at].open == deposit.amount).collect();
        let sum: i64 = named.iter().map(|at| open[*at].open).sum();
        let pays = match exact.as_slice() {
            [one] => vec![*one],
            [] if sum == deposit.amount => named,
            _ => Vec::new(),
        };
        let said = said(deposit, &open, &pays);
        pays.iter().for_each(|at| open[*at].open = 0);
        said
    };
    deposits(input).iter().map(answer).collect()
}

/// The answer to one deposit: applied where there is something to pay.
fn said(deposit: &Line, open: &[Open], pays: &[usize]) -> Value {
    if pays.is_empty() {
        return json!({ "id": deposit.id, "decision": "none", "hypotheses": [] });
    }
    let allocations: Vec<Value> = pays
        .iter()
        .map(|at| json!({ "invoice": open[*at].id, "amount": open[*at].open }))
        .collect();
    let client = &open[pays[0]].client;
    json!({ "id": deposit.id, "decision": "auto", "hypotheses": [{ "kind": "exact",
        "client": client, "allocations": allocations, "score": 1, "evidence": [] }] })
}

fn invoices(input: &Value) -> Vec<Open> {
    let rows = input["invoices"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .map(|row| Open {
            id: text(&row["id"]),
            client: text(&row["client"]),
            digits: tail(row["number"].as_str().unwrap_or_default())
                .trim_start_matches('0')
                .to_owned(),
            issued: date(&row["issued"]),
            open: row["amount"].as_i64().unwrap_or_default(),
        })
        .collect()
}

/// The deposits by their date.
fn deposits(input: &Value) -> Vec<Line> {
    let rows = input["deposits"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut lines: Vec<Line> = rows
        .iter()
        .map(|row| Line {
            id: text(&row["id"]),
            on: date(&row["date"]),
            amount: row["amount"].as_i64().unwrap_or_default(),
            words: ["payer", "reference", "description"].map(|field| text(&row[field])).join(" "),
        })
        .collect();
    lines.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
    lines
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn date(value: &Value) -> NaiveDate {
    let written = value.as_str().unwrap_or_default();
    written.parse().unwrap_or_else(|_| panic!("{written} is a date"))
}
