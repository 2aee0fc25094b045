//! Credit reports are recorded with their source, and looked at again on their day.

use serde_json::json;
use tests::{Desk, file};

#[test]
fn a_credit_report_is_recorded_with_its_file_and_is_a_task_on_its_day() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let form = json!({ "client_id": client, "source": "Creditsafe", "checked_on": "2026-03-01",
        "score": "62 of 100", "limit": "2500.00", "review_on": "2026-09-01",
        "report": file("report.pdf", b"%PDF-1.7 report") });
    for (field, value) in [
        ("source", " "),
        ("checked_on", "2026-03-03"),
        ("limit", "-1.00"),
        ("review_on", "2026-02-01"),
    ] {
        let mut wrong = form.clone();
        wrong[field] = json!(value);
        assert_eq!(desk.refused("credit_checks.add", wrong).field.as_deref(), Some(field));
    }
    let added = desk.done("credit_checks.add", form.clone());
    desk.undo(&added);
    desk.call("credit_checks.add", form.clone());
    let rows = desk.call("credit_checks.of_client", json!({ "id": client }))["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["limit"]["minor"], 250_000);
    assert!(rows[0]["report"].is_string());
    let needs = |desk: &mut Desk| desk.call("today.show", json!({}))["needs"].to_string();
    assert!(!needs(&mut desk).contains("credit of Alder"));
    desk.turn_to("2026-09-01");
    assert!(needs(&mut desk).contains("Look again at the credit of Alder Bakery LLC"));
    let mut newer = form;
    (newer["checked_on"], newer["review_on"]) = (json!("2026-09-01"), json!(""));
    desk.call("credit_checks.add", newer);
    assert!(!needs(&mut desk).contains("credit of Alder"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}
