//! Getting paid through the built-in processor: a client permits a method under a letter, invoices
//! are collected on their day after notice, and whatever goes wrong is told, and nobody is charged
//! twice.

mod card_cost;
mod disputes;
mod fees;
mod held;

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Folder, id, monthly};

/// A client who permitted a method, with an agreement at 450.00 a month; the client and the day.
pub(crate) fn permitted(desk: &mut Desk, conduct: &str) -> String {
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.call("connections.connect", json!({ "brand": "trial" }));
    ask(desk, &client, conduct);
    client
}

/// Asks a client and plays them at the page.
fn ask(desk: &mut Desk, client: &str, conduct: &str) {
    let asked = id(&desk.call("permissions.ask", json!({ "client_id": client, "brand": "trial" })));
    desk.turns();
    desk.call("permissions.try", json!({ "id": asked, "conduct": conduct }));
    desk.turns();
}

fn methods(desk: &mut Desk, client: &str) -> Value {
    desk.call("permissions.of_client", json!({ "id": client }))
}

/// The newest collection.
fn newest(desk: &mut Desk) -> Value {
    desk.call("collections.list", json!({}))["rows"][0].clone()
}

fn state(desk: &mut Desk) -> String {
    newest(desk)["state"].as_str().unwrap_or("none").to_owned()
}

/// Bills what is due, and tells the client what is to be collected.
pub(crate) fn billed_and_told(desk: &mut Desk, on: &str) {
    desk.bill_all();
    desk.turns();
    let planned = newest(desk);
    assert_eq!(planned["waits_for_notice"], true, "{planned}");
    desk.call("collections.told", json!({ "id": planned["id"], "on": on }));
}

/// Turns to each day from one to another, as a laptop that is open every day.
fn live(desk: &mut Desk, days: &[&str]) -> Vec<String> {
    let mut states = Vec::new();
    for day in days {
        desk.turn_to(day);
        desk.turns();
        let now = newest(desk);
        let open = desk.open_of(now["number"].as_str().unwrap());
        states.push(format!("{day} {} {open}", now["state"].as_str().unwrap()));
        assert_eq!(desk.findings(), Vec::<String>::new(), "on {day}");
    }
    states
}

#[test]
fn a_client_permits_a_method_and_the_invoice_is_collected_on_its_day() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "pays");
    let page = methods(&mut desk, &client);
    assert_eq!(page["methods"][0]["words"], "Trial card ending in 4242");
    assert_eq!(page["asked"][0]["state"], "permitted");
    assert!(page["asked"][0]["evidence"].is_string(), "what was agreed is kept: {page}");
    let terms = page["asked"][0]["terms"].as_str().unwrap();
    assert!(terms.contains("engagement letter PR-0001, revision 1"), "{terms}");

    billed_and_told(&mut desk, "2026-03-02");
    assert_eq!(newest(&mut desk)["collect_on"], "2026-03-17", "when it is due");
    let days = ["2026-03-05", "2026-03-16", "2026-03-17", "2026-03-19"];
    expect![[r#"
        2026-03-05 notified 45000
        2026-03-16 notified 45000
        2026-03-17 settled 0
        2026-03-19 settled 0"#]]
    .assert_eq(&live(&mut desk, &days).join("\n"));
    let payment = desk.call("payments.list", json!({}))["rows"][0].clone();
    assert_eq!(
        (&payment["method"], &payment["reference"]),
        (&json!("card"), &json!("ending in 4242"))
    );
    let payouts = desk.call("payouts.list", json!({}));
    let payout = &payouts["rows"][0];
    // 2.9 % and 0.30 of 450.00 are 13.35.
    assert_eq!(payout["amount"]["minor"], 43_665, "{payouts}");
    assert_eq!(payout["fees"]["minor"], 1_335);
    assert_eq!(payout["lines"][0]["number"], "INV-0001");
    assert_eq!(payouts["clearing"][0]["held"]["minor"], 0, "rule 11: it returns to zero");
}

#[test]
fn too_little_money_is_tried_again_and_then_collected() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "pays_later");
    billed_and_told(&mut desk, "2026-03-02");
    let days = ["2026-03-17", "2026-03-18", "2026-03-26", "2026-03-28"];
    expect![[r#"
        2026-03-17 declined 45000
        2026-03-18 declined 45000
        2026-03-26 settled 0
        2026-03-28 settled 0"#]]
    .assert_eq(&live(&mut desk, &days).join("\n"));
    let steps = newest(&mut desk)["steps"].clone();
    let declined = steps.as_array().unwrap().iter().find(|step| step["state"] == "declined");
    assert_eq!(declined.unwrap()["code"], "insufficient_funds", "{steps}");
}

#[test]
fn rule_8_a_debit_is_paid_when_it_has_settled_and_a_late_return_opens_the_invoice() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "comes_back");
    billed_and_told(&mut desk, "2026-03-02");
    let days = ["2026-03-17", "2026-03-20", "2026-03-21", "2026-03-24", "2026-03-27", "2026-03-29"];
    expect![[r#"
        2026-03-17 processing 45000
        2026-03-20 processing 45000
        2026-03-21 settled 0
        2026-03-24 settled 0
        2026-03-27 returned 45000
        2026-03-29 returned 45000"#]]
    .assert_eq(&live(&mut desk, &days).join("\n"));
    let needs = desk.call("today.show", json!({}))["needs"].clone();
    let told = needs.as_array().unwrap().iter().any(|need| need["kind"] == "collection");
    assert!(told, "Today says so: {needs}");
    let held = desk.call("payouts.list", json!({}))["clearing"][0]["held"]["minor"].clone();
    assert_eq!(held, 0, "rule 11: paid out, and taken from the next payout");
}

/// Whatever the client's bank does: on each day what is held has its items, to the cent, and in
/// the end it is zero.
#[test]
fn rule_11_what_a_processor_holds_is_named_item_by_item_every_day() {
    for (token, most) in [("pays", 1), ("comes_back", 1), ("disputes", 1)] {
        let mut desk = Desk::on("2026-03-02");
        permitted(&mut desk, token);
        billed_and_told(&mut desk, "2026-03-02");
        let mut items_seen = 0;
        for day in 3..=31 {
            desk.turn_to(&format!("2026-03-{day:02}"));
            desk.turns();
            let proof = desk.call("clearing.proof", json!({}));
            let Some(sheet) = proof["sheets"].get(0) else { continue };
            let minor = |field: &str| sheet[field]["minor"].as_i64().unwrap();
            let moved = ["received", "taken_back", "refunds", "fees", "paid_out"];
            assert_eq!(moved.map(minor).iter().sum::<i64>(), minor("held"), "{sheet:#}");
            assert_eq!(minor("unnamed"), 0, "{sheet:#}");
            let items = sheet["items"].as_array().unwrap();
            let sum: i64 = items.iter().map(|item| item["amount"]["minor"].as_i64().unwrap()).sum();
            assert_eq!(sum, minor("held"), "{sheet:#}");
            assert!(items.iter().all(|item| item["words"] != "" && item["why"] != ""), "{sheet:#}");
            items_seen = items_seen.max(items.len());
        }
        assert!(items_seen <= most, "{token}");
        let payouts = desk.call("payouts.list", json!({}))["rows"].as_array().unwrap().len();
        let transit = desk.call("clearing.proof", json!({}))["in_transit"].clone();
        assert_eq!(transit.as_array().unwrap().len(), payouts, "no bank line shows any yet");
    }
}

#[test]
fn a_lost_dispute_opens_the_invoice_again() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "disputes");
    billed_and_told(&mut desk, "2026-03-02");
    let days = ["2026-03-17", "2026-03-24", "2026-04-14"];
    expect![[r#"
        2026-03-17 settled 0
        2026-03-24 disputed 0
        2026-04-14 returned 45000"#]]
    .assert_eq(&live(&mut desk, &days).join("\n"));
    let dispute = newest(&mut desk)["disputes"][0].clone();
    assert_eq!(dispute["state"], "lost");
    assert_eq!(dispute["reply_by"], "2026-04-07");
}

#[test]
fn a_dead_card_is_never_charged_again_and_a_new_one_goes_on() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "dead");
    billed_and_told(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17", "2026-03-20", "2026-03-23"]);
    let stopped = newest(&mut desk);
    assert!(stopped["stopped"].as_str().unwrap().contains("another payment method"), "{stopped}");
    let tries = stopped["steps"].as_array().unwrap().iter().filter(|s| s["state"] == "declined");
    assert_eq!(tries.count(), 1);
    assert_eq!(
        methods(&mut desk, &client)["methods"][0]["ended"],
        "the card was blocked by its bank"
    );

    let asked = methods(&mut desk, &client)["asked"][0].clone();
    assert_eq!((&asked["occasion"], &asked["state"]), (&json!("another"), &json!("waiting")));
    desk.call("permissions.try", json!({ "id": asked["id"], "conduct": "pays" }));
    desk.turns();
    expect![["2026-03-24 settled 0"]].assert_eq(&live(&mut desk, &["2026-03-24"]).join("\n"));
    assert_eq!(newest(&mut desk)["method"], "Trial card ending in 4242");
}

#[test]
fn a_bank_account_is_charged_only_when_it_is_verified() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "verifies");
    let asked = methods(&mut desk, &client)["asked"][0].clone();
    assert_eq!(asked["state"], "verifying", "accepted is not chargeable");
    assert_eq!(methods(&mut desk, &client)["methods"], json!([]));
    desk.call("permissions.try", json!({ "id": asked["id"], "conduct": "" }));
    desk.turns();
    assert_eq!(methods(&mut desk, &client)["methods"][0]["scheme"], "ach");
}

#[test]
fn rule_9_what_was_sent_when_the_program_ended_is_looked_up_and_taken_once() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    desk.turn_to("2026-03-17");
    // Up to the charge, and no further: the answer is lost with the program.
    loop {
        let turn = desk.app.next_turn().unwrap().expect("a charge is due");
        if matches!(turn.what, app::collecting::What::Charge(..)) {
            break;
        }
        let said = turn.take(turn.trial().unwrap());
        desk.app.end_turn(turn, said, &[]).unwrap();
    }
    assert_eq!(state(&mut desk), "sending");
    let mut desk = folder.again(desk);
    assert_eq!(state(&mut desk), "unknown");
    let again = json!({ "invoice_id": newest(&mut desk)["invoice_id"], "on": "" });
    let refused = desk.refused("collections.collect", again);
    assert!(refused.message.contains("being collected already"), "{}", refused.message);
    let done = desk.turns();
    let found = done.iter().position(|what| what == "Find").expect("it is looked up");
    let sent = done.iter().position(|what| what == "Charge").expect("it is sent");
    assert!(found < sent, "looked up first: {done:?}");
    assert_eq!(state(&mut desk), "settled");
    let payments = desk.call("payments.list", json!({}));
    assert_eq!(payments["rows"].as_array().unwrap().len(), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn an_invoice_that_was_paid_otherwise_is_not_collected() {
    let mut desk = Desk::on("2026-03-02");
    let client = permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    let invoice = newest(&mut desk)["invoice_id"].clone();
    let part = json!({ "client_id": client, "received_on": "2026-03-02", "amount": "200.00",
        "method": "cheque", "reference": "", "allocations":
        [{ "invoice_id": invoice, "amount": "200.00" }] });
    desk.call("payments.record", part);
    desk.turns();
    let rows = desk.call("collections.list", json!({}))["rows"].clone();
    assert_eq!(
        (&rows[0]["amount"]["minor"], &rows[1]["state"]),
        (&json!(25_000), &json!("retracted"))
    );
    let rest = json!({ "client_id": client, "received_on": "2026-03-02", "amount": "250.00",
        "method": "cheque", "reference": "", "allocations":
        [{ "invoice_id": invoice, "amount": "250.00" }] });
    desk.call("payments.record", rest);
    desk.turns();
    assert_eq!(state(&mut desk), "retracted");
    live(&mut desk, &["2026-03-17", "2026-03-26"]);
    assert_eq!(desk.call("payments.list", json!({}))["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn money_is_paid_back_in_part_and_never_beyond_what_was_taken() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17"]);
    let taken = newest(&mut desk);
    let ask = |amount: &str| json!({ "id": taken["id"], "amount": amount, "reason": "Agreed" });
    let wrong = desk.refused("collections.refund", ask("450.01"));
    assert_eq!(wrong.field.as_deref(), Some("amount"));
    desk.call("collections.refund", ask("100.00"));
    desk.turns();
    assert_eq!(newest(&mut desk)["refunds"][0]["state"], "done");
    assert_eq!(desk.open_of("INV-0001"), 10_000, "what was paid back is open again");
    let wrong = desk.refused("collections.refund", ask("350.01"));
    assert_eq!(wrong.field.as_deref(), Some("amount"));
    desk.call("collections.refund", ask("350.00"));
    live(&mut desk, &["2026-03-18", "2026-03-20"]);
    assert_eq!(state(&mut desk), "refunded");
    assert_eq!(desk.open_of("INV-0001"), 45_000);
}

#[test]
fn what_is_late_waits_for_the_user() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    // The lid stays closed for three weeks after the day.
    live(&mut desk, &["2026-04-07"]);
    assert_eq!(state(&mut desk), "notified");
    let needs = desk.call("today.show", json!({}))["needs"].to_string();
    assert!(needs.contains("was to be collected and was not"), "{needs}");
    let invoice = newest(&mut desk)["invoice_id"].clone();
    desk.call("collections.collect", json!({ "invoice_id": invoice, "on": "" }));
    desk.turns();
    assert_eq!(state(&mut desk), "settled");
}

#[test]
fn what_was_not_told_is_not_taken_and_what_was_taken_back_stays_so() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "pays");
    desk.bill_all();
    live(&mut desk, &["2026-03-17"]);
    assert_eq!(state(&mut desk), "planned", "nobody told the client");
    let planned = newest(&mut desk)["id"].clone();
    let done = desk.done("collections.retract", json!({ "id": planned }));
    live(&mut desk, &["2026-03-17"]);
    assert_eq!(state(&mut desk), "retracted");
    desk.undo(&done);
    live(&mut desk, &["2026-03-18"]);
    assert_eq!(state(&mut desk), "planned");
}

#[test]
fn a_page_that_ended_is_made_anew_and_one_taken_back_is_ended() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let ask = json!({ "client_id": client, "brand": "trial" });
    desk.call("connections.connect", json!({ "brand": "trial" }));
    let refused = desk.refused("permissions.ask", ask.clone());
    assert!(refused.message.contains("engagement letter"), "{}", refused.message);
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let asked = id(&desk.call("permissions.ask", ask.clone()));
    desk.turns();
    let first = methods(&mut desk, &client)["asked"][0]["url"].clone();
    desk.turn_to("2026-03-04");
    desk.turns();
    assert_eq!(methods(&mut desk, &client)["asked"][0]["state"], "ended");
    desk.call("permissions.renew", json!({ "id": asked }));
    desk.turns();
    let page = methods(&mut desk, &client)["asked"][0].clone();
    assert_eq!(page["state"], "waiting");
    assert_ne!(page["url"], first);
    desk.call("permissions.withdraw", json!({ "id": asked }));
    assert_eq!(desk.turns()[0], "ClosePage");
    let late = desk.refused("permissions.try", json!({ "id": asked, "conduct": "pays" }));
    assert!(late.message.contains("has ended"), "{}", late.message);
}

#[test]
fn rule_11_a_payout_is_found_on_the_bank_statement_and_taken_back_to_the_cent() {
    let mut desk = Desk::on("2026-03-02");
    permitted(&mut desk, "pays");
    billed_and_told(&mut desk, "2026-03-02");
    live(&mut desk, &["2026-03-17", "2026-03-19"]);
    let csv = "Date,Description,Amount\n2026-03-19,TRIAL PROCESSOR PAYOUT,436.65\n\
        2026-03-19,COUNTER DEPOSIT,436.65\n2026-03-18,COFFEE,-4.50\n2026-03-19,COFFEE,-4.50\n";
    let asked = json!({ "account_id": null, "mapping": null,
        "file": tests::file("bank.csv", csv.as_bytes()) });
    let account = desk.call("statements.import", asked)["account_id"].clone();
    let all = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 10 });
    let lines = desk.call("lines.list", all)["rows"].clone();
    let at = |text: &str| {
        let lines = lines.as_array().unwrap().iter();
        lines.clone().find(|line| line["description"] == text).unwrap()["id"].clone()
    };
    let page = desk.call("lines.show", json!({ "id": at("TRIAL PROCESSOR PAYOUT") }));
    let best = &page["explanations"][0];
    assert_eq!((&best["kind"], &best["certainty"]), (&json!("payout"), &json!("certain")));
    assert_eq!(best["payout"]["lines"][0]["number"], "INV-0001");
    let explain = json!({ "kind": "payout", "payout_id": best["payout"]["id"] });
    let accept = |line: Value| json!({ "line_id": line, "explain": explain });
    let done = desk.done("matches.accept", accept(at("TRIAL PROCESSOR PAYOUT")));
    assert_eq!(desk.findings(), Vec::<String>::new());
    let explained = desk.call("lines.show", json!({ "id": at("TRIAL PROCESSOR PAYOUT") }));
    let words = explained["matched"].to_string();
    assert!(words.contains("payout"), "{words}");

    let second = desk.refused("matches.accept", accept(at("COUNTER DEPOSIT")));
    assert!(second.message.contains("another bank line"), "{}", second.message);
    desk.undo(&done);
    assert_eq!(desk.findings(), Vec::<String>::new());
    let again = desk.call("lines.show", json!({ "id": at("COUNTER DEPOSIT") }));
    assert_eq!(again["explanations"][0]["certainty"], "likely");
}
