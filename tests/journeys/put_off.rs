//! Messages that could not leave when they were to: what leaves later still is true, and nobody is
//! asked about what never left.

use serde_json::{Value, json};
use tests::{Desk, id};

use crate::asking::{asked, desk_with_processor, permitted};
use crate::follow_ups::{deliver, history, morning, owing, run};
use crate::reconciling::import;

/// What becomes of a reminder of Friday that has not left by Tuesday.
const OLD: &str = "2026-03-20 | A reminder: invoice INV-0001 | held_back | its words are of March \
                   20, 2026; what is due is said anew";

/// A page for another method that the user sends again on Friday, and a reminder of the same hour.
fn both_on_friday() -> (Desk, String) {
    let mut desk = desk_with_processor();
    let client = permitted(&mut desk, "dead");
    let mut policy = desk.call("follow_policy.show", json!({}));
    policy["by_itself"] = json!(true);
    desk.call("follow_policy.keep", policy);
    desk.bill_all();
    desk.turns();
    let planned = desk.call("collections.list", json!({}))["rows"][0].clone();
    desk.call("collections.told", json!({ "id": planned["id"], "on": "2026-03-02" }));
    deliver(&mut desk, "2026-03-02T15:00:00Z");
    morning(&desk, "2026-03-17");
    desk.turns();
    assert_eq!(asked(&mut desk, &client)["occasion"], "another");
    // The lid is closed until Friday.
    assert_eq!(deliver(&mut desk, "2026-03-20T15:00:00Z"), Vec::<String>::new());
    assert_eq!(run(&mut desk)["sent"], 1, "a page that did not leave is no message of today");
    let page = unknown(&mut desk);
    assert_eq!(page.len(), 1, "an older copy of the book may have sent the page");
    desk.call("mail.settle_unknown", json!({ "id": id(&page[0]), "arrived": false }));
    assert_eq!(deliver(&mut desk, "2026-03-20T15:05:00Z").len(), 1, "one of them a day");
    (desk, client)
}

/// What the user is asked about.
fn unknown(desk: &mut Desk) -> Vec<Value> {
    let rows = desk.call("mail.outbox", json!({}))["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    rows.filter(|row| row["state"] == "unknown").cloned().collect()
}

#[test]
fn rule_13_what_is_put_off_to_the_next_day_leaves_then_though_the_lid_was_closed() {
    let (mut desk, client) = both_on_friday();
    // On Monday at eleven in Portland; it was put off to eight o'clock.
    assert_eq!(deliver(&mut desk, "2026-03-23T15:00:00Z").len(), 1);
    assert_eq!(unknown(&mut desk), Vec::<Value>::new());
    let told = history(&mut desk, &client);
    assert_eq!(told, ["2026-03-20 | A reminder: invoice INV-0001 | confirmed"]);
}

#[test]
fn rule_13_what_waited_over_a_weekend_and_longer_is_said_anew_and_nobody_is_asked() {
    let (mut desk, client) = both_on_friday();
    assert_eq!(deliver(&mut desk, "2026-03-24T15:00:00Z"), Vec::<String>::new());
    assert_eq!(unknown(&mut desk), Vec::<Value>::new());
    assert_eq!(run(&mut desk)["sent"], 1);
    assert_eq!(deliver(&mut desk, "2026-03-24T15:05:00Z").len(), 1);
    let anew = "2026-03-24 | A reminder: invoice INV-0001 | confirmed";
    assert_eq!(history(&mut desk, &client), [anew, OLD]);
}

#[test]
fn rule_13_words_of_more_than_three_days_ago_never_leave() {
    let (mut desk, client) = owing();
    morning(&desk, "2026-03-20");
    assert_eq!(run(&mut desk)["sent"], 1);
    // The laptop is open all the time, and nobody explains what may be theirs.
    let rows = "2026-03-19,ALDER BAKERY LLC,400.00\n2026-04-01,COFFEE,-4.50\n";
    import(&mut desk, &Value::Null, rows);
    let first: chrono::DateTime<chrono::Utc> = "2026-03-20T15:30:00Z".parse().unwrap();
    for hours in (0..5 * 24).step_by(6) {
        let now = first + chrono::Duration::hours(hours);
        let left = deliver(&mut desk, &now.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        assert_eq!(left, Vec::<String>::new(), "{now}");
    }
    assert_eq!(history(&mut desk, &client), [OLD]);
}
