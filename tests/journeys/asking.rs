//! Asking for a payment method with a letter: what the letter must say, what the agreement keeps of
//! it, and who has none.

use serde_json::{Value, json};
use tests::{Desk, id, in_person, monthly};

use crate::paper;

/// A desk with the trial processor and every blank of the clauses filled.
fn desk_with_processor() -> Desk {
    let mut desk = Desk::on("2026-03-02");
    desk.fill_blanks();
    desk.call("connections.connect", json!({ "brand": "trial" }));
    desk
}

/// A proposal for a client that treats the payment method so, with these clauses added; its id.
fn drafted(desk: &mut Desk, client: &str, method: &str, clauses: &[&str]) -> String {
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-03-02");
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["method"] = json!(method);
    draft["clauses"]["added"] = json!(clauses);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    proposal
}

/// What permits to charge a card and an American business account.
const PERMITS: [&str; 3] = ["PAY-AUTH/card", "PAY-AUTH/business-ach", "PAY-FAIL"];

/// Sends a proposal; the revision.
fn sent(desk: &mut Desk, proposal: &str) -> Value {
    desk.call("proposals.send", json!({ "id": proposal }))["revision"].clone()
}

/// Accepts a revision in person; the agreement's id.
fn accepted(desk: &mut Desk, revision: &Value) -> String {
    let question = in_person(revision["id"].as_str().unwrap(), "June Alder");
    let made = desk.call("acceptances.in_person", question);
    made["agreement_id"].as_str().unwrap().to_owned()
}

/// What Today says of payment methods: titles.
fn lacking(desk: &mut Desk) -> Vec<Value> {
    let needs = desk.call("today.show", json!({}))["needs"].clone();
    let needs = needs.as_array().cloned().unwrap_or_default();
    needs.into_iter().filter(|need| need["kind"] == "method").collect()
}

#[test]
fn work_waits_for_a_method_that_the_letter_requires_and_charges_do_not() {
    let mut desk = desk_with_processor();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(&mut desk, &client, "required", &PERMITS);
    let revision = sent(&mut desk, &proposal);
    if let Some(text) = paper::text(&paper::document(&mut desk, &revision["letter"])) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("You give us a payment method before work starts"), "{text}");
        assert!(text.contains("We start the work when you have given a payment method"), "{text}");
    }
    let agreement = accepted(&mut desk, &revision);
    let method = desk.call("agreements.show", json!({ "id": agreement }))["method"].clone();
    assert_eq!((&method["policy"], &method["on_file"]), (&json!("required"), &json!(false)));
    let words = method["words"].as_str().unwrap();
    assert!(words.starts_with("Work is not to start before the client has given"), "{words}");
    let needs = lacking(&mut desk);
    assert_eq!(
        needs[0]["title"],
        "Alder Bakery LLC has no payment method: work under PR-0001 is not to start"
    );
    assert_eq!(desk.bill_all(), ["INV-0001"], "charges are billed all the same");

    // The draft may be changed; what was agreed stays.
    let other = drafted(&mut desk, &client, "not_needed", &[]);
    let revision = sent(&mut desk, &other);
    accepted(&mut desk, &revision);
    let method = desk.call("agreements.show", json!({ "id": agreement }))["method"].clone();
    assert_eq!(method["policy"], "required");
    assert_eq!(lacking(&mut desk).len(), 1, "the other agreement needs none");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_letter_that_asks_for_a_method_is_sent_only_with_what_permits_each_way() {
    let mut desk = desk_with_processor();
    let client = desk.client("Alder Bakery LLC");
    let refused = |desk: &mut Desk, clauses: &[&str]| {
        let proposal = drafted(desk, &client, "wanted", clauses);
        let page = desk.call("proposals.show", json!({ "id": proposal }));
        let refused = desk.refused("proposals.send", json!({ "id": proposal }));
        let remarks = page["remarks"].as_array().unwrap().clone();
        let mends = remarks.into_iter().filter(|remark| remark["severity"] == "blocking");
        let mends: Vec<Value> = mends.map(|remark| remark["fix"]["id"].clone()).collect();
        (refused.field.unwrap_or_default(), mends)
    };
    let (field, mends) = refused(&mut desk, &[]);
    assert_eq!(field, "clauses.PAY-AUTH/card");
    assert_eq!(mends, [json!("PAY-AUTH/card"), json!("PAY-AUTH/business-ach")]);
    let (field, mends) = refused(&mut desk, &["PAY-AUTH/card", "PAY-FAIL"]);
    assert_eq!(field, "clauses.PAY-AUTH/business-ach", "a card is no bank account");
    assert_eq!(mends, [json!("PAY-AUTH/business-ach")]);

    // A letter that names one way is asked for that alone.
    let proposal = drafted(&mut desk, &client, "wanted", &["PAY-AUTH/card", "PAY-FAIL"]);
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["collection"] = json!("card");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    sent(&mut desk, &proposal);

    let mut wrong = draft.clone();
    wrong["method"] = json!("perhaps");
    desk.call("proposals.save", json!({ "id": proposal, "draft": wrong }));
    let refused = desk.refused("proposals.send", json!({ "id": proposal }));
    assert_eq!(refused.field.as_deref(), Some("method"));
}

#[test]
fn a_letter_that_asks_for_a_method_without_a_processor_says_so() {
    let mut desk = Desk::on("2026-03-02");
    desk.fill_blanks();
    let client = desk.client("Alder Bakery LLC");
    let proposal = drafted(&mut desk, &client, "required", &["PAY-AUTH/card"]);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let remarks = page["remarks"].as_array().unwrap().clone();
    let found = remarks.iter().find(|remark| remark["rule"] == "L28-method-without-page");
    assert_eq!(found.expect("it is remarked on")["severity"], "warning");
    sent(&mut desk, &proposal);
}
