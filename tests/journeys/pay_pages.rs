//! Pages on which clients pay an invoice by themselves: the link goes with the invoice's e-mail,
//! what is paid there is seen and settled, and nobody pays twice.

use app::collecting::Said;
use domain::processor::Trouble;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, id, monthly};

use crate::paper;

/// A desk with the trial processor and an invoice of 450.00; the client.
fn billed() -> (Desk, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.call("connections.connect", json!({ "brand": "trial" }));
    desk.bill_all();
    (desk, client)
}

fn invoice(desk: &mut Desk) -> Value {
    desk.invoice("INV-0001")["id"].clone()
}

/// The page of the invoice.
fn page(desk: &mut Desk) -> Value {
    let invoice = invoice(desk);
    desk.call("pay_pages.of_invoice", json!({ "id": invoice }))["page"].clone()
}

/// Plays the client at the page.
fn pay(desk: &mut Desk, conduct: &str) {
    let invoice = invoice(desk);
    desk.call("pay_pages.try", json!({ "id": invoice, "conduct": conduct }));
}

/// The collections of the invoice, the newest first: state and method.
fn collections(desk: &mut Desk) -> Vec<String> {
    let rows = desk.call("collections.list", json!({}))["rows"].clone();
    let words = |row: &Value| format!("{} {}", row["state"], row["method"]).replace('"', "");
    rows.as_array().unwrap().iter().map(words).collect()
}

/// Gives the client a method by hand.
fn give_method(desk: &mut Desk, client: &str) {
    let ask = json!({ "client_id": client, "brand": "trial" });
    let asked = id(&desk.call("permissions.ask", ask));
    desk.turns();
    desk.call("permissions.try", json!({ "id": asked, "conduct": "pays" }));
}

fn payments(desk: &mut Desk) -> usize {
    desk.call("payments.list", json!({}))["rows"].as_array().unwrap().len()
}

#[test]
fn an_invoice_is_paid_on_its_page_and_its_pdf_stays_as_it_was() {
    let (mut desk, _) = billed();
    let about = json!({ "kind": "invoice", "id": invoice(&mut desk) });
    let show = json!({ "id": invoice(&mut desk) });
    let before = desk.call("invoices.show", show.clone())["document"].clone();
    assert_eq!(desk.turns()[0], "OpenBill");
    let open = page(&mut desk);
    assert_eq!(open["state"], "open");
    let url = open["url"].as_str().unwrap().to_owned();
    assert!(open["code"]["size"].as_u64().unwrap() >= 21, "a code for a telephone: {open}");
    let mail = desk.call("mail.preview", about);
    let body = mail["body"].as_str().unwrap();
    assert!(body.contains(&format!("You can pay it on this page: {url}")), "{body}");
    assert_eq!(mail["files"][1]["name"], "Pay INV-0001.pdf");
    let slip = json!({ "id": invoice(&mut desk) });
    let kept = desk.call("pay_pages.slip", slip.clone())["sha256"].clone();
    if let Some(text) = paper::text(&paper::document(&mut desk, &kept)) {
        assert!(text.contains(&url) && text.contains("$450.00"), "{text}");
    }

    pay(&mut desk, "pays");
    desk.turns();
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(collections(&mut desk), ["settled Paid on a page"]);
    assert_eq!(page(&mut desk)["state"], "paid");
    desk.refused("pay_pages.slip", slip);
    assert_eq!(desk.call("invoices.show", show)["document"], before);
    desk.turn_to("2026-03-04");
    desk.turns();
    let payout = desk.call("payouts.list", json!({}))["rows"][0].clone();
    assert_eq!(
        (&payout["lines"][0]["number"], &payout["amount"]["minor"]),
        (&json!("INV-0001"), &json!(43_665))
    );
    let month = json!({ "from": "2026-03-01", "to": "2026-03-31" });
    assert_eq!(desk.call("leakage.show", month)["fees_absorbed"]["minor"], 1_335);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_mail_before_its_page_says_so() {
    let (mut desk, _) = billed();
    let about = json!({ "kind": "invoice", "id": invoice(&mut desk) });
    // The page is planned and the processor has not answered.
    desk.app.next_turn().unwrap().expect("a page is to be made");
    let mail = desk.call("mail.preview", about);
    assert!(mail["later"].as_str().unwrap().contains("still being made"), "{mail}");
    assert!(!mail["body"].as_str().unwrap().contains("on this page"), "{mail}");
}

#[test]
fn an_ended_page_is_made_anew_where_the_user_says_so() {
    let (mut desk, client) = billed();
    desk.turns();
    give_method(&mut desk, &client);
    desk.turns();
    let planned = desk.call("collections.list", json!({}))["rows"][0]["id"].clone();
    desk.call("collections.retract", json!({ "id": planned }));
    let about = json!({ "kind": "invoice", "id": invoice(&mut desk) });
    let mail = desk.call("mail.preview", about.clone());
    assert!(mail["later"].as_str().unwrap().contains("has ended"), "{mail}");
    assert_eq!(page(&mut desk)["may_renew"], true);
    let invoice = invoice(&mut desk);
    desk.call("pay_pages.renew", json!({ "id": invoice }));
    desk.turns();
    let body = desk.call("mail.preview", about)["body"].clone();
    let url = page(&mut desk)["url"].clone();
    assert!(body.as_str().unwrap().contains(url.as_str().unwrap()), "{body}");
}

#[test]
fn rule_8_what_was_paid_on_a_page_and_comes_back_opens_the_invoice() {
    let (mut desk, _) = billed();
    desk.turns();
    pay(&mut desk, "comes_back");
    let mut states = Vec::new();
    for day in ["2026-03-02", "2026-03-06", "2026-03-12"] {
        desk.turn_to(day);
        desk.turns();
        states.push(format!("{day} {} {}", collections(&mut desk)[0], desk.open_of("INV-0001")));
        assert_eq!(desk.findings(), Vec::<String>::new(), "on {day}");
    }
    expect![[r#"
        2026-03-02 processing Paid on a page 45000
        2026-03-06 settled Paid on a page 0
        2026-03-12 returned Paid on a page 45000"#]]
    .assert_eq(&states.join("\n"));
    let invoice = invoice(&mut desk);
    desk.call("pay_pages.renew", json!({ "id": invoice }));
    desk.turns();
    pay(&mut desk, "pays");
    desk.turns();
    assert_eq!(desk.open_of("INV-0001"), 0, "and is paid on another");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_page_is_ended_before_its_invoice_is_taken_from_a_method() {
    let (mut desk, client) = billed();
    desk.turns();
    give_method(&mut desk, &client);
    let done = desk.turns();
    let at = |what: &str| done.iter().position(|one| one == what);
    assert!(
        at("CloseBill").unwrap() < at("ReadBill").unwrap(),
        "looked at after it ended: {done:?}"
    );
    assert_eq!(page(&mut desk)["state"], "ended");
    let planned = desk.call("collections.list", json!({}))["rows"][0]["id"].clone();
    desk.call("collections.told", json!({ "id": planned, "on": "2026-03-02" }));
    desk.turn_to("2026-03-17");
    desk.turns();
    assert_eq!(collections(&mut desk), ["settled Trial card ending in 4242"]);
    assert_eq!(payments(&mut desk), 1);
}

#[test]
fn what_did_not_move_at_the_processor_is_not_read_again() {
    let (mut desk, _) = billed();
    desk.turns();
    desk.turn_to("2026-03-03");
    assert_eq!(desk.turns(), ["Changes", "Payouts"], "a page that waits");
    pay(&mut desk, "debit");
    assert_eq!(desk.turns(), ["ReadBill"]);
    desk.turn_to("2026-03-05");
    assert_eq!(desk.turns(), ["Changes", "Payouts"], "a debit on its way");
    desk.turn_to("2026-03-07");
    assert_eq!(desk.turns(), ["Changes", "Read", "Payouts"], "a debit that settled");
    desk.turn_to("2026-03-08");
    assert_eq!(desk.turns(), ["Changes", "Payouts"], "a debit that is settled");
    assert_eq!(desk.open_of("INV-0001"), 0);
}

#[test]
fn a_page_whose_end_nobody_heard_of_is_ended_again_and_keeps_nothing_waiting() {
    let (mut desk, client) = billed();
    desk.turns();
    give_method(&mut desk, &client);
    while let Some(turn) = desk.app.next_turn().unwrap() {
        let mut said = turn.take(turn.trial().unwrap());
        if let Said::Closed(end) = &mut said {
            *end = Err(Trouble::Unknown("no answer came".to_owned()));
        }
        desk.app.end_turn(turn, said, &[]).unwrap();
    }
    assert_eq!(page(&mut desk)["state"], "closing");
    desk.turn_to("2026-03-03");
    assert_eq!(desk.turns()[..2], ["CloseBill", "ReadBill"]);
    assert_eq!(page(&mut desk)["state"], "ended");
}

#[test]
fn rule_9_who_pays_on_the_page_while_it_is_ended_is_not_charged_too() {
    let (mut desk, client) = billed();
    desk.turns();
    give_method(&mut desk, &client);
    // They pay in the moment between giving the method and the end of the page.
    pay(&mut desk, "pays");
    desk.turns();
    let both = ["retracted Trial card ending in 4242", "settled Paid on a page"];
    assert_eq!(collections(&mut desk), both);
    desk.turn_to("2026-03-17");
    desk.turns();
    desk.turn_to("2026-03-26");
    desk.turns();
    assert_eq!(payments(&mut desk), 1, "{:?}", collections(&mut desk));
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_page_ends_when_its_invoice_is_paid_otherwise_and_follows_what_is_left() {
    let (mut desk, client) = billed();
    desk.turns();
    let first = page(&mut desk)["url"].clone();
    let pay_part = |desk: &mut Desk, amount: &str| {
        let invoice = invoice(desk);
        desk.call(
            "payments.record",
            json!({ "client_id": client, "received_on": "2026-03-02",
            "amount": amount, "method": "cheque", "reference": "",
            "allocations": [{ "invoice_id": invoice, "amount": amount }] }),
        );
        desk.turns();
    };
    pay_part(&mut desk, "200.00");
    let second = page(&mut desk);
    assert_eq!(second["state"], "open");
    assert_ne!(second["url"], first, "a page for the rest");
    pay_part(&mut desk, "250.00");
    assert_eq!(page(&mut desk)["state"], "ended");
    let invoice = invoice(&mut desk);
    let late = desk.refused("pay_pages.renew", json!({ "id": invoice }));
    assert!(late.message.contains("nothing is open"), "{}", late.message);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn what_is_paid_back_of_a_page_is_owed_again() {
    let (mut desk, _) = billed();
    desk.turns();
    pay(&mut desk, "pays");
    desk.turns();
    let paid = desk.call("collections.list", json!({}))["rows"][0]["id"].clone();
    let back = json!({ "id": paid, "amount": "50.00", "reason": "One visit less" });
    desk.call("collections.refund", back);
    desk.turns();
    let row = desk.call("collections.list", json!({}))["rows"][0].clone();
    assert_eq!((&row["state"], &row["refunds"][0]["state"]), (&json!("settled"), &json!("done")));
    assert_eq!((&row["refundable"]["minor"], desk.open_of("INV-0001")), (&json!(40_000), 5_000));
    assert_eq!(payments(&mut desk), 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_8_a_dispute_of_what_was_paid_on_a_page_is_answered_and_when_lost_opens_the_invoice() {
    let (mut desk, _) = billed();
    desk.turns();
    pay(&mut desk, "disputes");
    desk.turns();
    assert_eq!((collections(&mut desk), desk.open_of("INV-0001")), (settled(), 0));
    desk.turn_to("2026-03-10");
    desk.turns();
    let row = desk.call("collections.list", json!({}))["rows"][0].clone();
    assert_eq!(row["state"], "disputed");
    let made = desk.call("disputes.evidence", json!({ "id": row["id"] }));
    assert!(made["name"].as_str().unwrap().ends_with(".zip"), "{made}");
    desk.turn_to("2026-04-10");
    desk.turns();
    assert_eq!(collections(&mut desk), ["returned Paid on a page"]);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
    assert_eq!(page(&mut desk)["may_renew"], true, "it can be paid on another page");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

fn settled() -> Vec<String> {
    vec!["settled Paid on a page".to_owned()]
}
