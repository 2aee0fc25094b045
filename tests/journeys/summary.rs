//! The week in a page: made when it is asked for, sent to the practice itself at most once a week.

use serde_json::{Value, json};
use tests::{Desk, monthly};

fn account(desk: &mut Desk) {
    let form = json!({ "host": "mail.halloway.example", "port": 465, "security": "tls",
        "user": "nora", "password": "an app password", "from_name": "Nora Halloway",
        "from_address": "nora@halloway.example", "reply_to": "", "copy_to_self": "none",
        "sends_notices": false });
    desk.call("mail.save_account", form);
}

fn outbox(desk: &mut Desk) -> Vec<Value> {
    desk.call("mail.outbox", json!({}))["rows"].as_array().unwrap().clone()
}

fn run(desk: &mut Desk) -> bool {
    desk.call("summary.run", json!({}))["sent"].as_bool().unwrap()
}

#[test]
fn the_summary_goes_to_the_practice_on_its_day_and_never_twice_a_week() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-01", json!([monthly("Bookkeeping", "900.00")]));
    assert!(!run(&mut desk), "nobody asked for it");
    // Wednesday; the second of March is a Monday.
    let kept = desk.done("summary.keep_policy", json!({ "weekday": 3 }));
    desk.turn_to("2026-03-04");
    assert!(!run(&mut desk), "nothing can send it");
    account(&mut desk);
    desk.turn_to("2026-03-03");
    assert!(!run(&mut desk), "it is Tuesday");
    // The lid was closed on Wednesday.
    desk.turn_to("2026-03-05");
    assert!(run(&mut desk));
    let rows = outbox(&mut desk);
    assert_eq!((rows.len(), &rows[0]["to"]), (1, &json!("nora@halloway.example")));
    assert_eq!(rows[0]["subject"], "Your week of March 2, 2026");
    assert_eq!(rows[0]["files"], json!(["Week of 2026-03-02.pdf"]));
    assert!(!run(&mut desk), "once a week");
    desk.call("mail.cancel", json!({ "id": rows[0]["id"] }));
    desk.turn_to("2026-03-08");
    assert!(!run(&mut desk), "once a week, even if it was taken back");
    desk.turn_to("2026-03-09");
    assert!(!run(&mut desk), "Monday of the next week");
    desk.turn_to("2026-03-11");
    assert!(run(&mut desk));
    desk.undo(&kept);
    desk.turn_to("2026-03-18");
    assert!(!run(&mut desk), "nobody wants it any more");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_summary_is_made_when_asked_for_and_each_matter_says_its_minutes() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-02-01", json!([monthly("Bookkeeping", "900.00")]));
    let page = desk.call("today.show", json!({}));
    let needs = page["needs"].as_array().unwrap();
    assert!(!needs.is_empty());
    assert!(needs.iter().all(|need| need["minutes"].as_u64().unwrap() > 0));
    let file = desk.call("summary.paper", json!({}));
    assert_eq!(file["name"], "Week of 2026-03-02.pdf");
    assert_eq!(
        desk.call("summary.policy", json!({})),
        json!({ "weekday": null,
        "can_send": false, "sent": false })
    );
    let wrong = desk.refused("summary.keep_policy", json!({ "weekday": 8 }));
    assert_eq!(wrong.field.as_deref(), Some("weekday"));
}
