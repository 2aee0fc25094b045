//! Payment plans: weighed, signed, collected by instalments, kept or broken; nobody on a plan is
//! asked for anything else.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, texts};

use crate::collections::{billed_and_told, permitted};
use crate::late_charges::in_leeds;
use crate::reconciling::{accept, import, line_of};

/// A client who owes 450.00, due on 17 March, of which nobody collects anything.
fn owing() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    (desk, client)
}

/// A plan of three instalments over an invoice, the first on signing.
fn form(desk: &mut Desk, client: &str, first_on: &str) -> Value {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    json!({ "client_id": client, "invoices": [invoice], "parts": "3", "monthly": "",
        "first_on": first_on, "at_signing": true, "grace_days": 5, "frozen": true })
}

/// Offers a plan and keeps the signed paper of the same day; the plan.
fn signed(desk: &mut Desk, form: Value, on: &str) -> String {
    let plan = id(&desk.call("plans.offer", form));
    let scan = file("signed.pdf", b"%PDF-1.7 signed");
    desk.call(
        "plans.accept",
        json!({ "id": plan, "signed_on": on, "signed_by": "June Alder", "how": "on_paper",
            "evidence": scan }),
    );
    plan
}

fn pay(desk: &mut Desk, client: &str, on: &str, amount: &str) {
    let invoice = desk.invoice("INV-0001")["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": on, "amount": amount, "method": "transfer",
            "reference": "", "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
    );
}

fn plan(desk: &mut Desk, client: &str) -> Value {
    desk.call("plans.of_client", json!({ "id": client }))["rows"][0].clone()
}

/// State and sentence of a client's newest plan.
fn stands(desk: &mut Desk, client: &str) -> String {
    let plan = plan(desk, client);
    format!("{}: {}", plan["state"].as_str().unwrap(), plan["words"].as_str().unwrap())
}

fn reasons(desk: &mut Desk, client: &str) -> Vec<String> {
    let seen = desk.call("follow_ups.of_client", json!({ "id": client }));
    texts(&seen["row"]["reasons"])
}

#[test]
fn a_plan_is_weighed_before_it_is_offered_signed_and_kept() {
    let (mut desk, client) = owing();
    desk.turn_to("2026-04-01");
    let mut form = form(&mut desk, &client, "2026-04-10");
    let seen = desk.call("plans.preview", form.clone());
    let amounts: Vec<i64> = seen["instalments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["amount"]["minor"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [15_000, 15_000, 15_000]);
    assert_eq!(
        texts(&seen["effects"]),
        [
            "The last of 3 instalments comes on June 10, 2026.",
            "All of 450.00 still comes within 13 weeks.",
            "No interest is claimed while it is kept; if it breaks, interest counts all along.",
        ]
    );
    assert_eq!(seen["remarks"], json!([]));
    form["parts"] = json!("12");
    let seen = desk.call("plans.preview", form.clone());
    assert_eq!(
        texts(&seen["effects"])[1],
        "Within 13 weeks 112.50 of 450.00 comes in; 337.50 comes after that."
    );
    assert_eq!(seen["remarks"].as_array().unwrap().len(), 1, "{}", seen["remarks"]);
    form["parts"] = json!("3");
    let offered = desk.done("plans.offer", form.clone());
    assert_eq!(stands(&mut desk, &client), "offered: They have until April 10, 2026 to agree.");
    assert_eq!(desk.refused("plans.offer", form.clone()).code, Code::Conflict);
    desk.undo(&offered);
    assert_eq!(stands(&mut desk, &client), "ended: Ended: taken back.");
    let accepted = signed(&mut desk, form, "2026-04-01");
    assert_eq!(stands(&mut desk, &client), "runs: 150.00 is due April 1, 2026.");
    for (on, amount) in
        [("2026-04-02", "150.00"), ("2026-05-09", "150.00"), ("2026-06-12", "150.00")]
    {
        desk.turn_to(on);
        pay(&mut desk, &client, on, amount);
        assert_eq!(desk.findings(), Vec::<String>::new());
    }
    assert_eq!(stands(&mut desk, &client), "kept: Kept; the last money came on June 12, 2026.");
    assert_eq!(plan(&mut desk, &client)["id"], json!(accepted));
    assert_eq!(plan(&mut desk, &client)["received"]["minor"], 45_000);
}

#[test]
fn a_signature_needs_its_proof_and_its_day() {
    let (mut desk, client) = owing();
    desk.turn_to("2026-04-01");
    let form = form(&mut desk, &client, "2026-04-03");
    let plan = id(&desk.call("plans.offer", form.clone()));
    let accept = |on: &str, by: &str, how: &str| {
        let mut question = json!({ "id": plan, "signed_on": on, "signed_by": by });
        question["how"] = json!(how);
        question
    };
    for (question, field) in [
        (accept("2026-03-31", "June", "on_behalf"), "signed_on"),
        (accept("2026-04-02", "June", "on_behalf"), "signed_on"),
        (accept("2026-04-01", " ", "on_behalf"), "signed_by"),
        (accept("2026-04-01", "June", "on_paper"), "evidence"),
        (accept("2026-04-01", "June", "by_email"), "evidence"),
        (accept("2026-04-01", "June", "sung"), "how"),
    ] {
        let refused = desk.refused("plans.accept", question.clone());
        assert_eq!(refused.field.as_deref(), Some(field), "{question}");
    }
    desk.turn_to("2026-04-04");
    assert_eq!(stands(&mut desk, &client), "lapsed: They did not agree by April 3, 2026.");
    let late = accept("2026-04-04", "June", "on_behalf");
    assert_eq!(desk.refused("plans.accept", late).field.as_deref(), Some("signed_on"));
    // A lapsed offer gives way, and money that came since asks for another one.
    let mut form = form;
    form["first_on"] = json!("2026-04-20");
    let plan = id(&desk.call("plans.offer", form));
    pay(&mut desk, &client, "2026-04-04", "50.00");
    let accept = json!({ "id": plan, "signed_on": "2026-04-04", "signed_by": "June",
        "how": "on_behalf" });
    assert_eq!(desk.refused("plans.accept", accept).code, Code::Conflict);
}

/// Rule 13: nobody on a plan is asked for anything; when it breaks the whole is due again.
#[test]
fn rule_13_nothing_is_said_to_a_client_on_a_plan_until_it_breaks() {
    let (mut desk, client) = owing();
    desk.turn_to("2026-04-01");
    let form = form(&mut desk, &client, "2026-04-01");
    let plan = id(&desk.call("plans.offer", form.clone()));
    let offered = reasons(&mut desk, &client);
    assert!(offered.contains(&"a plan was offered, and they have until Apr 1, 2026".to_owned()));
    let scan = file("signed.pdf", b"%PDF-1.7 signed");
    desk.call(
        "plans.accept",
        json!({ "id": plan, "signed_on": "2026-04-01", "signed_by": "June Alder",
            "how": "on_paper", "evidence": scan }),
    );
    pay(&mut desk, &client, "2026-04-01", "150.00");
    for day in ["2026-04-02", "2026-04-30", "2026-05-01", "2026-05-06"] {
        desk.turn_to(day);
        let why = "on a plan, of which the next instalment is due May 1, 2026".to_owned();
        assert!(reasons(&mut desk, &client).contains(&why), "{day}");
        let seen = desk.call("follow_ups.of_client", json!({ "id": client }));
        assert_eq!((&seen["row"]["message"], &seen["row"]["call"]), (&Value::Null, &Value::Null));
        assert_eq!(desk.call("follow_ups.run", json!({}))["sent"], 0);
    }
    let words = "behind: 150.00 is missing; it breaks after May 6, 2026.";
    assert_eq!(stands(&mut desk, &client), words);
    desk.turn_to("2026-05-07");
    let words = "broken: Broken on May 7, 2026; the whole is due again.";
    assert_eq!(stands(&mut desk, &client), words);
    let seen = desk.call("follow_ups.of_client", json!({ "id": client }));
    assert_eq!(seen["row"]["plan_broken_on"], "2026-05-07");
    assert_eq!(seen["row"]["late"]["minor"], 30_000);
    assert!(seen["row"]["message"].is_object(), "{}", seen["row"]);
    let needs = desk.call("today.show", json!({}))["needs"].to_string();
    assert!(needs.contains("Alder Bakery LLC broke a plan"), "{needs}");
    assert!(needs.contains("300.00 is due again, all at once"), "{needs}");
    // Another one takes its place, and the broken one stays what it was.
    let mut form = form;
    form["first_on"] = json!("2026-05-10");
    signed(&mut desk, form, "2026-05-07");
    let rows = desk.call("plans.of_client", json!({ "id": client }))["rows"].clone();
    assert_eq!((&rows[0]["state"], &rows[1]["state"]), (&json!("runs"), &json!("broken")));
    let needs = desk.call("today.show", json!({}))["needs"].to_string();
    assert!(!needs.contains("broke a plan"), "{needs}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn interest_is_frozen_while_a_plan_is_kept_and_counts_all_along_when_it_breaks() {
    let folder = Folder::new();
    let (mut desk, invoice) = in_leeds(&folder, "2026-03-02", "2026-02-20", "450.00");
    let client = invoice["client_id"].clone();
    let due: chrono::NaiveDate = "2026-02-20".parse().unwrap();
    let day = |days: u64| (due + chrono::Days::new(days)).to_string();
    let form = json!({ "client_id": client, "invoices": [invoice["id"]], "parts": "2",
        "monthly": "", "first_on": day(21), "at_signing": false, "grace_days": 0, "frozen": true });
    desk.turn_to(&day(20));
    let claim = json!({ "invoice_id": invoice["id"], "basis": "statute" });
    let before = desk.call("late_charges.preview", claim.clone())["interest"]["minor"].clone();
    signed(&mut desk, form, &day(20));
    let refused = desk.refused("late_charges.preview", claim.clone());
    assert!(refused.message.contains("on a plan that freezes late charges"), "{}", refused.message);
    desk.turn_to(&day(22));
    let after = desk.call("late_charges.preview", claim)["interest"]["minor"].clone();
    assert!(after.as_i64() > before.as_i64(), "it broke: {before} and {after}");
}

/// Rule 9: instalments are collected once each, and what is paid otherwise is not taken again.
#[test]
fn rule_9_instalments_are_collected_from_the_method_on_file_and_never_twice() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    desk.turn_to("2026-03-10");
    let form = form(&mut desk, &client, "2026-03-10");
    signed(&mut desk, form, "2026-03-10");
    desk.turns();
    let rows = |desk: &mut Desk| -> Vec<String> {
        let invoice = desk.invoice("INV-0001")["id"].clone();
        let list = desk.call("collections.of_invoice", json!({ "id": invoice }))["rows"].clone();
        let told = |row: &Value| {
            let (on, state) = (row["collect_on"].as_str().unwrap(), row["state"].as_str().unwrap());
            format!("{on} {} {state}", row["amount"]["minor"])
        };
        list.as_array().unwrap().iter().map(told).collect()
    };
    // The whole is not taken any more.
    let whole = rows(&mut desk);
    assert_eq!(whole.last().unwrap(), "2026-03-17 45000 retracted");
    let first = desk.call("collections.list", json!({}))["rows"][0].clone();
    assert_eq!(first["amount"]["minor"], 15_000, "{first}");
    let by_hand = json!({ "invoice_id": desk.invoice("INV-0001")["id"], "on": "" });
    assert_eq!(desk.refused("collections.collect", by_hand).code, Code::Conflict);
    if first["waits_for_notice"] == true {
        desk.call("collections.told", json!({ "id": first["id"], "on": "2026-03-10" }));
    }
    for day in 10..=31 {
        desk.turn_to(&format!("2026-03-{day}"));
        desk.turns();
        assert_eq!(desk.findings(), Vec::<String>::new());
    }
    assert_eq!(desk.open_of("INV-0001"), 30_000, "{:?}", rows(&mut desk));
    // The second instalment is planned, and paid by a transfer beside it.
    assert!(rows(&mut desk)[0].starts_with("2026-04-10 15000"), "{:?}", rows(&mut desk));
    pay(&mut desk, &client, "2026-03-31", "150.00");
    for month in ["04", "05"] {
        for day in 1..=28 {
            desk.turn_to(&format!("2026-{month}-{day:02}"));
            desk.turns();
            let newest = desk.call("collections.list", json!({}))["rows"][0].clone();
            if newest["waits_for_notice"] == true {
                let told = json!({ "id": newest["id"], "on": format!("2026-{month}-{day:02}") });
                desk.call("collections.told", told);
            }
        }
    }
    assert_eq!(desk.open_of("INV-0001"), 0, "{:?}", rows(&mut desk));
    let settled: Vec<String> =
        rows(&mut desk).into_iter().filter(|row| row.ends_with("settled")).collect();
    assert_eq!(settled.len(), 2, "{settled:?}");
    assert!(stands(&mut desk, &client).starts_with("kept"), "{}", stands(&mut desk, &client));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_plan_that_is_ended_can_go_on_unless_another_took_its_place() {
    let (mut desk, client) = owing();
    desk.turn_to("2026-04-01");
    let form = form(&mut desk, &client, "2026-04-05");
    let plan = signed(&mut desk, form.clone(), "2026-04-01");
    let end = |reason: &str| json!({ "id": plan, "reason": reason });
    assert_eq!(desk.refused("plans.end", end(" ")).field.as_deref(), Some("reason"));
    let ended = desk.done("plans.end", end("They pay at once"));
    assert_eq!(desk.refused("plans.end", end("again")).code, Code::Conflict);
    desk.undo(&ended);
    assert_eq!(stands(&mut desk, &client), "runs: 150.00 is due April 1, 2026.");
    let ended = desk.done("plans.end", end("They pay at once"));
    desk.call("plans.offer", form);
    let undo = ended.undo.unwrap();
    assert_eq!(desk.refused(&undo.name, undo.question).code, Code::Conflict);
}

/// Rule 13: an instalment that nobody has explained yet and that names nobody keeps its client from
/// being asked for anything, though the plan looks broken; explained, the plan runs.
#[test]
fn rule_13_an_instalment_that_waits_to_be_explained_is_not_held_against_its_client() {
    let (mut desk, client) = owing();
    assert_eq!(desk.bill_all(), Vec::<String>::new());
    desk.turn_to("2026-04-06");
    assert_eq!(desk.bill_all(), ["INV-0002"]);
    let asked = form(&mut desk, &client, "2026-04-06");
    signed(&mut desk, asked, "2026-04-06");
    desk.turn_to("2026-04-27");
    let account = import(
        &mut desk,
        &Value::Null,
        "2026-04-06,COUNTER DEPOSIT,150.00\n2026-04-26,COFFEE,-4.50\n",
    );
    assert_eq!(
        stands(&mut desk, &client),
        "broken: Broken on April 12, 2026; the whole is due again."
    );
    let waits = "150.00 USD of Apr 6, 2026 may be theirs; explain that bank line first";
    assert_eq!(reasons(&mut desk, &client), [waits, "there is no e-mail address"]);
    let line = line_of(&mut desk, &account["account_id"], "COUNTER");
    let shown = desk.call("lines.show", json!({ "id": line["id"] }));
    assert!(shown.to_string().contains("It is an instalment of their plan: INV-0001"), "{shown}");
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let explained = json!({ "kind": "invoices", "client_id": client, "invoices": [invoice] });
    accept(&mut desk, &line, explained);
    assert_eq!(stands(&mut desk, &client), "runs: 150.00 is due May 6, 2026.");
}

#[test]
fn the_agreement_of_a_plan_goes_by_e_mail_while_it_can_be_signed() {
    let (mut desk, client) = owing();
    desk.turn_to("2026-04-01");
    let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
        "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
        "copy_to_self": "none", "password": null, "sends_notices": false });
    desk.call("mail.save_account", account);
    let form = form(&mut desk, &client, "2026-04-10");
    let plan = id(&desk.call("plans.offer", form));
    let about = json!({ "kind": "plan", "id": plan });
    let seen = desk.call("mail.preview", about.clone());
    assert_eq!(seen["subject"], "A plan to pay 450.00 USD in parts");
    let body = seen["body"].as_str().unwrap();
    assert!(body.contains("send it back by April 10, 2026"), "{body}");
    let write = json!({ "about": about, "to": "june@alder.example", "cc": "",
        "subject": seen["subject"], "body": body, "files": ["document"] });
    desk.call("mail.send", write.clone());
    let outbox = desk.call("mail.outbox", json!({}))["rows"][0].to_string();
    assert!(outbox.contains("Payment plan Alder Bakery LLC.pdf"), "{outbox}");
    // Their answer in plain words is the proof that it is kept with.
    let answer = file("answer.eml", b"From: june@alder.example\r\n\r\nI agree.");
    desk.call(
        "plans.accept",
        json!({ "id": plan, "signed_on": "2026-04-01", "signed_by": "June Alder",
            "how": "by_email", "evidence": answer }),
    );
    let over = desk.refused("mail.preview", about);
    assert_eq!(over.code, Code::Conflict);
}

/// Each kind of mail takes words of the user's own, that of a plan among them.
#[test]
fn the_words_of_every_kind_of_mail_can_be_the_users_own() {
    let mut desk = Desk::on("2026-03-02");
    let kinds = desk.call("mail.templates", json!({}))["rows"].clone();
    for kind in kinds.as_array().unwrap() {
        let own = json!({ "kind": kind["kind"], "subject": "From {practice}", "body": "{signed}" });
        desk.call("mail.save_template", own);
    }
    let rows = desk.call("mail.templates", json!({}))["rows"].clone();
    assert!(rows.as_array().unwrap().iter().all(|row| row["subject"] == "From {practice}"));
    assert!(rows.as_array().unwrap().iter().any(|row| row["kind"] == "plan"));
}
