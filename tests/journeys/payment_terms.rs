//! Payment terms: as they were offered they are accepted, printed, and counted on the invoice.

use serde_json::{Value, json};
use tests::{Desk, Folder, id, in_person, monthly};

use crate::paper;

/// A proposal sent with payment terms: the id of its revision, and the letter.
fn sent(desk: &mut Desk, client: &str, rule: &str, days: &str) -> (String, Value) {
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    assert_eq!(draft["payment_rule"], "after_issue");
    draft["starts_on"] = json!("2026-03-10");
    draft["payment_rule"] = json!(rule);
    draft["payment_days"] = json!(days);
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = &sent["revision"];
    (revision["id"].as_str().unwrap().to_owned(), revision["letter"].clone())
}

/// Words of a page, the breaks of its lines gone.
fn words(desk: &mut Desk, sha256: &Value) -> Option<String> {
    let bytes = paper::document(desk, sha256);
    paper::text(&bytes).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn invoices_fall_due_as_the_accepted_terms_say_and_letter_and_invoice_say_it_in_words() {
    for (rule, days, due_on, said) in [
        ("after_issue", "15", "2026-03-25", "due 15 days after its date"),
        (
            "after_month_end",
            "15",
            "2026-04-15",
            "due 15 days after the end of the month of its date",
        ),
        (
            "day_of_next_month",
            "31",
            "2026-04-30",
            "due on the last day of the month after its date",
        ),
    ] {
        let folder = Folder::new();
        let mut desk = folder.desk("2026-03-02");
        let client = desk.client("Alder Bakery LLC");
        let (revision, letter) = sent(&mut desk, &client, rule, days);
        if let Some(letter) = words(&mut desk, &letter) {
            assert!(letter.contains(&format!("Each invoice is {said}")), "{letter}");
        }
        let accepted = desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
        let agreement = desk.call("agreements.show", json!({ "id": accepted["agreement_id"] }));
        assert_eq!(format!("due {}", agreement["payment_words"].as_str().unwrap()), said);
        desk.turn_to("2026-03-12");
        let numbers = desk.bill_all();
        let row = desk.invoice(&numbers[0]);
        assert_eq!((&row["issued_on"], &row["due_on"]), (&json!("2026-03-10"), &json!(due_on)));
        let invoice = desk.call("invoices.show", json!({ "id": row["id"] }));
        if let Some(invoice) = words(&mut desk, &invoice["document"]) {
            assert!(invoice.contains(&said.replacen("due", "Due", 1)), "{invoice}");
        }
        assert_eq!(desk.findings(), Vec::<String>::new());
        folder.refuses("UPDATE agreements SET payment_rule = 'after_issue'");
    }
}

#[test]
fn terms_that_cannot_be_counted_are_named_beside_their_field() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": null })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    for (rule, days, field) in [
        ("after_issue", "366", "payment_days"),
        ("after_month_end", "soon", "payment_days"),
        ("day_of_next_month", "0", "payment_days"),
        ("day_of_next_month", "32", "payment_days"),
        ("whenever", "15", "payment_rule"),
    ] {
        draft["payment_rule"] = json!(rule);
        draft["payment_days"] = json!(days);
        let asked = json!({ "id": proposal, "draft": draft });
        let page = desk.call("proposals.save", asked);
        let problems = page["problems"].as_array().unwrap();
        assert!(problems.iter().any(|one| one["field"] == field), "{rule} {days}: {problems:?}");
    }
}

#[test]
fn a_draft_that_knows_days_alone_is_still_read() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": null })));
    drop(desk);
    let raw = folder.raw();
    let sql = "UPDATE proposals SET draft = json_remove(draft, '$.payment_rule')";
    assert_eq!(raw.execute(sql, []).unwrap(), 1);
    drop(raw);
    let mut desk = folder.desk("2026-03-02");
    let draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    assert_eq!(draft["payment_rule"], "after_issue");
    assert_eq!(draft["payment_days"], "15");
}
