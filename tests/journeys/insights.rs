//! Rule 1 and invariant I9: every bar of Insights is the sum of the rows behind it, and the
//! figures of one screen are those of the others.

use app::home::Home;
use serde_json::{Value, json};
use tests::Desk;

fn sample() -> Desk {
    let mut desk = Desk::bare("2026-11-20", Home::Memory);
    desk.call("sample.create", json!({}));
    desk
}

fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap()
}

#[test]
fn the_rows_behind_every_bar_add_up_to_it() {
    let mut desk = sample();
    let page = desk.call("insights.show", json!({}));
    let mut bars: Vec<(&str, &Value, i64)> = Vec::new();
    for bar in page["ageing"]["buckets"].as_array().unwrap() {
        bars.push(("ageing", bar, minor(&bar["amount"])));
    }
    for bar in page["received"].as_array().unwrap() {
        bars.push(("received", bar, minor(&bar["amount"])));
    }
    for bar in page["expected"].as_array().unwrap() {
        bars.push(("expected", bar, minor(&bar["invoiced"]) + minor(&bar["agreed"])));
    }
    assert!(bars.iter().filter(|(_, _, sum)| *sum > 0).count() > 20, "the sample is lived in");
    for (chart, bar, sum) in bars {
        let behind = desk.call("insights.behind", json!({ "chart": chart, "key": bar["key"] }));
        let rows = behind["rows"].as_array().unwrap();
        assert_eq!(minor(&behind["total"]), sum, "{chart} {}", bar["key"]);
        assert_eq!(json!(rows.len()), bar["count"], "{chart} {}", bar["key"]);
        assert_eq!(rows.iter().map(|row| minor(&row["amount"])).sum::<i64>(), sum);
    }
}

#[test]
fn what_is_owed_is_one_figure_on_every_screen() {
    let mut desk = sample();
    let owed = minor(&desk.call("insights.show", json!({}))["ageing"]["owed"]);
    let asked = json!({ "view": "open", "filter": "", "sort": "number", "descending": true,
        "offset": 0, "limit": 1 });
    assert_eq!(minor(&desk.call("invoices.list", asked)["open"]), owed);
    assert_eq!(minor(&desk.call("clients.list", json!({ "archived": false }))["open"]), owed);
    let today = desk.call("today.show", json!({}));
    let figures = today["figures"].as_array().unwrap();
    let figure = figures.iter().find(|figure| figure["key"] == "owed").unwrap();
    assert_eq!(minor(&figure["amount"]), owed);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
