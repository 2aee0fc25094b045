//! Getting paid in the window, with the built-in processor: a client permits a method and an
//! invoice is collected and paid back; and what happened to others while the lid was closed is seen
//! and mended.

use app::home::Home;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use tests::{Desk, id, monthly, practice};

use crate::driver::{Computer, ENTER, Window};
use crate::hand::Hand;
use crate::journey::{Files, accepted, clients, first_start, services, today};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

#[test]
fn a_client_permits_a_method_and_the_invoice_is_collected_and_paid_back() {
    let computer = Computer::new("collecting");
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &Files::of(&computer));
    services(&window, HAND);
    accepted(&window, HAND, &computer);

    window.go("#/settings?part=connections");
    both(&window, "connections-none");
    window.click("trial-connect");
    window.wait_text("connection", "Invoices are collected on their due date");
    both(&window, "connections");
    permit(&window);
    collect(&window);
    pay_back(&window);
    window.close();
}

/// The client is asked, and played at the page.
fn permit(window: &Window) {
    open_row(window, "#/clients", "Alder Bakery LLC");
    window.click("permission-ask");
    window.wait_text("permission", "Waits for the client");
    window.click("permission-try");
    window.wait("try-conduct");
    both(window, "permission-try");
    window.click("try-confirm");
    window.wait_text("method", "ending in 4242");
    both(window, "method");
}

fn collect(window: &Window) {
    window.go("#/catch-up");
    window.click("catch-up-issue");
    window.wait_words("issued");
    open_row(window, "#/invoices", "INV-0001");
    window.wait_text("collection", "It is taken only when the client was told");
    both(window, "collection-planned");
    window.click("collection-told");
    window.wait_text("collection", "Client told");
    window.click("collect-open");
    window.wait("collect-dialog");
    window.picture("collection-by-hand");
    window.click("collect-confirm");
    window.wait_text("collection", "Collected");
    window.wait_words("Paid");
    both(window, "collection-done");
}

fn pay_back(window: &Window) {
    window.click("refund-open");
    HAND.write(window, "refund-amount", "100.00");
    HAND.write(window, "refund-reason", "The third week was not worked");
    window.picture("collection-pay-back");
    window.click("refund-confirm");
    window.wait_text("collection", "was paid back");
    both(window, "collection-paid-back");
}

/// Opens the first row of a list that holds these words.
fn open_row(window: &Window, list: &str, words: &str) {
    window.go(list);
    window.wait_words(words);
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&ENTER.to_string());
}

/// Who pays how, and what the window says in the end.
const CLIENTS: [(&str, &str); 4] = [
    ("Alder Bakery LLC", "pays"),
    ("Birch & Co. Interiors", "pays_later"),
    ("Cedar Dental Group", "comes_back"),
    ("Dogwood Design Studio", "disputes"),
];

#[test]
fn what_happened_while_the_lid_was_closed_is_seen_and_mended() {
    let computer = Computer::new("lid-closed");
    collected_until(&computer, today() - Days::new(12));
    let window = computer.start();
    window.go("#/today");
    window.wait("need-collection");
    // The worker asks the processor what became of everything before anything else is taken.
    window.wait_words("could not be collected");
    window.wait_words("disputed");
    both(&window, "collections-today");

    of_invoice(&window, "INV-0003");
    window.wait_text("collection", "Taken back by the bank");
    both(&window, "collection-returned");
    of_invoice(&window, "INV-0004");
    window.wait_text("collection", "Answer the dispute by");
    both(&window, "collection-disputed");

    // Too little money at first; the day to try again passed while the lid was closed.
    of_invoice(&window, "INV-0002");
    window.wait_text("collection", "Declined");
    both(&window, "collection-declined");
    window.click("collect-open");
    window.click("collect-confirm");
    window.wait_text("collection", "Collected");
    both(&window, "collection-recovered");

    window.go("#/insights?part=payouts");
    window.wait("payout");
    window.click_css("[data-test=payout]:last-of-type summary");
    window.wait_words("INV-0001");
    both(&window, "payouts");
    window.close();
}

fn of_invoice(window: &Window, number: &str) {
    window.palette(number);
    window.wait_words(number);
    window.wait("collection");
}

/// A book whose program was open every day until `last`: four clients with a method each, their
/// first invoices due in between.
fn collected_until(computer: &Computer, last: NaiveDate) {
    let first = last - Days::new(19);
    let mut desk = Desk::bare(&first.to_string(), Home::Folder(computer.books()));
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    desk.call("connections.connect", json!({ "brand": "trial" }));
    for (name, conduct) in CLIENTS {
        let client = desk.client(name);
        let once = json!({ "kind": "on_acceptance" });
        let mut work = monthly("Bookkeeping", "450.00");
        work["billing"] = once;
        desk.agreement(&client, &first.to_string(), json!([work]));
        let asked = json!({ "client_id": client, "brand": "trial" });
        let asked = id(&desk.call("permissions.ask", asked));
        desk.turns();
        desk.call("permissions.try", json!({ "id": asked, "conduct": conduct }));
        desk.turns();
    }
    desk.bill_all();
    desk.turns();
    let planned = desk.call("collections.list", json!({}))["rows"].clone();
    for row in planned.as_array().unwrap() {
        let told = json!({ "id": row["id"], "on": first.to_string() });
        desk.call("collections.told", told);
    }
    for day in first.iter_days().take_while(|day| *day <= last) {
        desk.turn_to(&day.to_string());
        desk.turns();
    }
    let states = desk.call("collections.list", json!({}))["rows"].clone();
    let begun = |row: &Value| row["state"] != "notified" && row["state"] != "planned";
    assert!(states.as_array().unwrap().iter().all(begun), "{states}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}
