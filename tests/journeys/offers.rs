//! Offers with choices: what is chosen is what is billed, and nothing else; every signatory signs;
//! what blocks a letter stops it.

use crate::paper;
use serde_json::{Value, json};
use tests::{Desk, id, in_person, line, monthly, texts};

fn add_on(mut line: Value) -> Value {
    line["offered"] = json!({ "kind": "add_on" });
    line
}

fn in_options(mut line: Value, options: &[u32]) -> Value {
    line["offered"] = json!({ "kind": "options", "options": options });
    line
}

fn once(name: &str, price: &str) -> Value {
    line(name, price, json!({ "kind": "on_acceptance" }))
}

/// A proposal with this change of its draft; its id.
fn drafted(desk: &mut Desk, lines: Value, change: impl FnOnce(&mut Value)) -> String {
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("2026-03-02");
    draft["lines"] = lines;
    change(&mut draft);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    proposal
}

fn sent(desk: &mut Desk, proposal: &str) -> String {
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    sent["revision"]["id"].as_str().unwrap().to_owned()
}

fn two_options(draft: &mut Value) {
    draft["options"] = json!([{ "name": "Essentials", "about": "" },
        { "name": "Complete", "about": "With payroll" }]);
}

fn chosen(revision: &str, option: Option<u32>, add_ons: &[u32]) -> Value {
    let mut question = in_person(revision, "June Alder");
    question["signing"]["choice"] = json!({ "option": option, "add_ons": add_ons });
    question
}

fn services(desk: &mut Desk, agreement: &Value) -> Vec<String> {
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let services = page["services"].as_array().unwrap();
    services.iter().map(|service| service["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn only_what_was_chosen_is_agreed_and_billed() {
    let mut desk = Desk::on("2026-03-02");
    let lines = json!([
        monthly("Bookkeeping", "450.00"),
        in_options(monthly("Payroll", "180.00"), &[1]),
        in_options(once("Set-up", "300.00"), &[0, 1]),
        add_on(once("Review meeting", "240.00")),
        add_on(once("Budget", "500.00")),
    ]);
    let proposal = drafted(&mut desk, lines, two_options);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let options = page["totals"]["options"].as_array().unwrap();
    let month = |at: usize| options[at]["per_month"]["minor"].as_i64().unwrap();
    assert_eq!([month(0), month(1)], [45_000, 63_000]);
    let revision = sent(&mut desk, &proposal);
    let nothing = desk.refused("acceptances.in_person", in_person(&revision, "June Alder"));
    assert_eq!(nothing.field.as_deref(), Some("signing.choice"));
    let made = desk.call("acceptances.in_person", chosen(&revision, Some(1), &[3]));
    let agreed = services(&mut desk, &made["agreement_id"]);
    assert_eq!(agreed, ["Bookkeeping", "Payroll", "Set-up", "Review meeting"]);
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let words = texts(&page["acceptance"]["chosen"]);
    assert_eq!(words, ["Option 2, Complete", "Add-on, Review meeting"]);
    desk.bill_all();
    let billed = desk.invoice("INV-0001")["total"]["minor"].as_i64().unwrap();
    assert_eq!(billed, 45_000 + 18_000 + 30_000 + 24_000);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// Rule 1: what is due on acceptance, as the letter shows it, is what the first invoice asks.
#[test]
fn rule_1_the_figures_shown_before_signing_are_those_billed_after() {
    let mut desk = Desk::on("2026-03-02");
    let mut first = monthly("Bookkeeping", "450.00");
    first["discount"] = json!({ "kind": "percent", "value": "33.3", "first_periods": "2",
        "with": null });
    let mut bundle = monthly("Payroll", "180.00");
    bundle["discount"] = json!({ "kind": "amount", "value": "30.00", "first_periods": "",
        "with": 0 });
    let mut tiered = once("Payslips", "0.00");
    tiered["quantity"] = json!("12");
    tiered["pricing"] = json!({ "kind": "tiered", "tiers": [{ "from": "1", "price": "8.00" },
        { "from": "11", "price": "6.55" }] });
    let mut work = line("Clean-up", "999.99", json!({ "kind": "on_completion" }));
    work["deposit_percent"] = json!("33");
    let mut open = once("Forecast", "0.00");
    open["pricing"] = json!({ "kind": "to_be_confirmed" });
    let lines = json!([first, bundle, tiered, work, open]);
    let proposal = drafted(&mut desk, lines, |draft| {
        draft["discount_percent"] = json!("2.5");
        draft["clauses"]["added"] = json!(["FEE-DEP", "FEE/confirm"]);
    });
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["totals"]["lines"][4], Value::Null);
    let due = page["totals"]["due_on_acceptance"]["minor"].as_i64().unwrap();
    let revision = sent(&mut desk, &proposal);
    let made = desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    let agreed = services(&mut desk, &made["agreement_id"]);
    let expected = ["Bookkeeping", "Payroll", "Payslips", "Clean-up, deposit", "Clean-up, balance"];
    assert_eq!(agreed, expected);
    desk.bill_all();
    assert_eq!(desk.invoice("INV-0001")["total"]["minor"].as_i64(), Some(due));
    // 450.00 less 33.3 % is 300.15, less 2.5 % is 292.65; without the first discount 438.75.
    desk.turn_to("2026-05-02");
    desk.bill_all();
    let may = desk.invoice("INV-0003")["total"].clone();
    let april = desk.invoice("INV-0002")["total"].clone();
    let minor = |amount: &Value| amount["minor"].as_i64().unwrap_or_default();
    assert_eq!(minor(&may) - minor(&april), 43_875 - 29_265);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_agreement_begins_when_the_last_of_the_signatories_has_signed() {
    let mut desk = Desk::on("2026-03-02");
    let lines = json!([monthly("Bookkeeping", "450.00"), add_on(once("Budget", "500.00"))]);
    let proposal = drafted(&mut desk, lines, |draft| {
        draft["signatories"] = json!([
            { "name": "June Alder", "capacity": "Member", "email": "june@alder.example" },
            { "name": "Max Alder", "capacity": "Member", "email": "" },
        ]);
    });
    let revision = sent(&mut desk, &proposal);
    let first = desk.call("acceptances.in_person", chosen(&revision, None, &[1]));
    assert_eq!(first["agreement_id"], Value::Null);
    assert_eq!(texts(&first["waiting_for"]), ["Max Alder"]);
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["row"]["state"], "signed_in_part");
    let again = desk.refused("acceptances.in_person", chosen(&revision, None, &[1]));
    assert_eq!(again.message, "June Alder has signed already");
    let second = |add_ons: &[u32]| {
        let mut question = chosen(&revision, None, add_ons);
        question["signing"]["signatory"] = json!(1);
        question["signing"]["signer"] = json!("Max Alder");
        question
    };
    let other = desk.refused("acceptances.in_person", second(&[]));
    assert!(other.message.starts_with("June Alder chose otherwise"), "{}", other.message);
    let made = desk.call("acceptances.in_person", second(&[1]));
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let signers = page["acceptance"]["signatures"].as_array().unwrap();
    let names: Vec<&Value> = signers.iter().map(|one| &one["signer"]).collect();
    assert_eq!(names, ["June Alder", "Max Alder"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_blocks_a_letter_stops_it_until_a_reason_lets_it_pass() {
    let mut desk = Desk::on("2026-03-02");
    let lines = json!([monthly("Bookkeeping", "450.00")]);
    let proposal = drafted(&mut desk, lines, |draft| {
        draft["clauses"]["left_out"] = json!(["PART"]);
    });
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    let remarks = page["remarks"].as_array().unwrap();
    let missing = remarks.iter().find(|one| one["place"] == "clauses.PART");
    let missing = missing.unwrap_or_else(|| panic!("{remarks:#?}")).clone();
    assert_eq!(missing["severity"], "blocking");
    assert_eq!(missing["fix"], json!({ "kind": "add_clause", "id": "PART" }));
    let stopped = desk.refused("proposals.send", json!({ "id": proposal }));
    assert_eq!(stopped.field.as_deref(), Some("clauses.PART"));
    let mut draft = page["draft"].clone();
    draft["clauses"]["overrides"] = json!([{ "rule": missing["rule"], "place": missing["place"],
        "reason": "The parties are named in the framework contract" }]);
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    desk.call("proposals.send", json!({ "id": proposal }));
    let history = desk.call(
        "history.list",
        json!({ "filter": "let pass", "offset": 0,
        "limit": 5 }),
    );
    let words = history["rows"][0]["words"].as_str().unwrap();
    assert!(words.contains("The parties are named in the framework contract"), "{words}");
}

#[test]
fn a_declined_proposal_can_be_accepted_no_more_and_says_why() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), |_| {});
    let revision = sent(&mut desk, &proposal);
    let declined = json!({ "id": proposal, "who": "June Alder", "reason": "Too dear" });
    desk.call("proposals.decline", declined.clone());
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["row"]["state"], "declined");
    assert_eq!(page["responses"][0]["message"], "Too dear");
    desk.refused("acceptances.in_person", in_person(&revision, "June Alder"));
    desk.refused("proposals.decline", declined);
    let revision = sent(&mut desk, &proposal);
    desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
}

#[test]
fn two_revisions_are_compared_in_words_and_figures() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), |_| {});
    let first = sent(&mut desk, &proposal);
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"][0]["price"] = json!("480.00");
    draft["opening"] = json!("Thank you for your patience.");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let second = sent(&mut desk, &proposal);
    let changes = desk.call("proposals.compare", json!({ "before": first, "after": second }));
    let figures = changes["figures"].as_array().unwrap();
    let of = |what: &str| figures.iter().find(|one| one["what"] == what).unwrap().clone();
    assert_eq!(of("Bookkeeping")["after"], "480.00 each month");
    assert_eq!(of("First twelve months")["before"], "5,400.00");
    let text = changes["texts"][0].clone();
    assert_eq!(text["what"], "Opening and further terms");
    let added: String = text["runs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|run| run["kind"] == "added")
        .map(|run| run["text"].as_str().unwrap())
        .collect();
    assert!(added.contains("patience"), "{added}");
    let same = desk.call("proposals.compare", json!({ "before": second, "after": null }));
    assert_eq!((&same["figures"], &same["texts"]), (&json!([]), &json!([])));
}

#[test]
fn a_template_keeps_the_offer_and_forgets_the_client() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), two_options);
    let kept = json!({ "proposal_id": proposal, "name": "Bakeries" });
    let template = id(&desk.call("templates.keep", kept));
    let new = desk.call("proposals.create", json!({ "client_id": null, "template_id": template }));
    let draft = desk.call("proposals.show", json!({ "id": new["id"] }))["draft"].clone();
    assert_eq!(draft["client_id"], Value::Null);
    assert_eq!(draft["lines"][0]["name"], "Bookkeeping");
    assert_eq!(draft["starts_on"], "2026-04-01");
    desk.call("templates.archive", json!({ "id": template }));
    assert_eq!(desk.call("templates.list", json!({}))["rows"], json!([]));
    desk.call("templates.restore", json!({ "id": template }));
    assert_eq!(desk.call("templates.list", json!({}))["rows"][0]["name"], "Bakeries");
}

#[test]
fn rule_5_a_letter_sent_keeps_its_words_when_the_practice_rewrites_its_clauses() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), |_| {});
    let revision = sent(&mut desk, &proposal);
    let library = desk.call("clauses.library", json!({}));
    let rows = library["rows"].as_array().unwrap();
    let conf = rows.iter().find(|row| row["id"] == "CONF").unwrap();
    desk.call(
        "clauses.save",
        json!({ "id": "CONF", "section": conf["section"], "heading": "Secrecy",
            "text": "We keep what we learn to ourselves.", "standing": "standard" }),
    );
    let versions = desk.call("clauses.versions", json!({ "id": "CONF" }));
    assert_eq!(versions["rows"].as_array().unwrap().len(), 2);
    let made = desk.call("acceptances.in_person", in_person(&revision, "June Alder"));
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let letter = paper::document(&mut desk, &page["acceptance"]["signed_letter"]);
    if let Some(letter) = paper::text(&letter) {
        assert!(!letter.contains("We keep what we learn to ourselves."));
        assert!(letter.contains("Confidentiality"), "{letter}");
    }
    let again = drafted(&mut desk, json!([monthly("Payroll", "80.00")]), |_| {});
    let clauses = desk.call("proposals.show", json!({ "id": again }))["clauses"].clone();
    let conf = clauses.as_array().unwrap().iter().find(|one| one["id"] == "CONF").unwrap();
    assert_eq!((&conf["words_of"], &conf["present"]), (&json!("practice"), &json!(true)));
    desk.call("clauses.restore", json!({ "id": "CONF" }));
    let clauses = desk.call("proposals.show", json!({ "id": again }))["clauses"].clone();
    let conf = clauses.as_array().unwrap().iter().find(|one| one["id"] == "CONF").unwrap();
    assert_eq!(conf["words_of"], "library");
}

#[test]
fn on_behalf_needs_a_reason_and_evidence_and_says_so_for_ever() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), |_| {});
    let revision = sent(&mut desk, &proposal);
    let ask = |reason: &str| {
        json!({ "revision_id": revision, "signing": tests::signing("June Alder"),
            "signed_on": "2026-03-02", "reason": reason,
            "evidence": tests::file("call.txt", b"June agreed by telephone at 10:15.") })
    };
    let without = desk.refused("acceptances.on_behalf", ask("  "));
    assert_eq!(without.field.as_deref(), Some("reason"));
    let made = desk.call("acceptances.on_behalf", ask("She is travelling"));
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let signature = &page["acceptance"]["signatures"][0];
    assert_eq!((&signature["grade"], &page["acceptance"]["grade"]), (&json!("D"), &json!("D")));
    assert_eq!(signature["reason"], "She is travelling");
}

#[test]
fn a_message_in_plain_words_is_kept_with_its_headers() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = drafted(&mut desk, json!([monthly("Bookkeeping", "450.00")]), |_| {});
    let revision = sent(&mut desk, &proposal);
    let message = b"From: June Alder <june@alder.example>\r\nTo: nora@halloway.example\r\n\
        Date: Mon, 2 Mar 2026 09:00:00 -0500\r\nSubject: Re: PR-0001\r\n\r\nWe agree.\r\n";
    let shown = desk.call("acceptances.read_message", tests::file("re.eml", message));
    assert_eq!(shown["from"], "June Alder <june@alder.example>");
    let no = json!({ "revision_id": revision, "signing": tests::signing("June Alder"),
        "message": tests::file("x.eml", b"no message") });
    assert_eq!(desk.refused("acceptances.by_email", no).field.as_deref(), Some("message"));
    let yes = json!({ "revision_id": revision, "signing": tests::signing("June Alder"),
        "message": tests::file("re.eml", message) });
    let made = desk.call("acceptances.by_email", yes);
    let page = desk.call("agreements.show", json!({ "id": made["agreement_id"] }));
    let facts = texts(&page["acceptance"]["signatures"][0]["facts"]);
    assert!(facts[0].contains("june@alder.example"), "{facts:?}");
}
