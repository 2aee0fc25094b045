//! Ledgers of others and the office in the window, against stand-ins on this computer: connected
//! through the browser, looked at, sent, a difference decided, disconnected.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use app::home::Home;
use serde_json::{Value, json};
use tests::karbon::{ACCESS, APPLICATION, KarbonServer};
use tests::quickbooks::QuickBooksServer;
use tests::xero::XeroServer;
use tests::{CLIENT, Desk, SECRET, monthly, practice};

use crate::driver::{Computer, Window};
use crate::hand::Hand;
use crate::journey::today;
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

/// A book with one client, whose bill was issued today.
fn billed(computer: &Computer) {
    let day = today().to_string();
    let mut desk = Desk::bare(&day, Home::Folder(computer.books()));
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    let client = desk.client("Alder Bakery");
    desk.agreement(&client, &day, json!([monthly("Bookkeeping", "450.00")]));
    assert_eq!(desk.bill_all(), ["INV-0001"]);
}

/// This instant in seconds, as the system's clock says.
pub(crate) fn now() -> i64 {
    let out = std::process::Command::new("date").arg("+%s").output();
    let out = out.expect("date is part of the system").stdout;
    String::from_utf8_lossy(&out).trim().parse().expect("date +%s writes a number")
}

/// The browser comes back to this computer with the answer of the service.
fn come_back(computer: &Computer, consent: impl Fn(&str) -> String) {
    let address = (0..200).find_map(|_| {
        sleep(Duration::from_millis(100));
        computer.opened().into_iter().find(|one| one.contains("redirect_uri"))
    });
    let address = address.expect("the browser was opened");
    let port: u16 = address.split("localhost%3A").nth(1).unwrap()[..5].parse().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head =
        format!("GET /callback?{} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", consent(&address));
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Go back to Quittance"), "{answer}");
}

/// Signs in, and sees which organisation answered.
fn connect(
    computer: &Computer,
    window: &Window,
    brand: &str,
    secret: &str,
    consent: impl Fn(&str) -> String,
) {
    window.go("#/settings?part=ledgers");
    window.click(&format!("ledger-connect-{brand}"));
    HAND.write(window, "ledger-client", CLIENT);
    if !secret.is_empty() {
        HAND.write(window, "ledger-secret", secret);
    }
    both(window, &format!("ledger-{brand}-application"));
    window.click("ledger-next");
    come_back(computer, consent);
    window.wait("ledger-organisation");
    window.click("ledger-next");
    window.wait_text("ledger-reached", "We reached your organisation: Halloway Accounting");
    both(window, &format!("ledger-{brand}-reached"));
    window.keys(&crate::driver::ESCAPE.to_string());
}

/// A dry run, the choices, and the first run.
fn first_run(window: &Window, brand: &str, choices: impl Fn(&Window)) {
    window.go("#/sync");
    window.click("sync-dry");
    window.wait_text("sync-run", "1 to send");
    both(window, &format!("ledger-{brand}-dry"));
    window.go("#/sync/mapping");
    window.wait("mapping-row");
    choices(window);
    both(window, &format!("ledger-{brand}-mapping"));
    window.go("#/sync");
    window.click("sync-now");
    window.wait_text("sync-run", "1 read back, to the cent");
    both(window, &format!("ledger-{brand}-sent"));
}

/// Somebody changed the invoice there: ours is kept, and the next run puts it right.
fn conflict(window: &Window, brand: &str) {
    window.click("sync-now");
    window.wait("conflict");
    both(window, &format!("ledger-{brand}-difference"));
    window.click("conflict-decide");
    window.wait_gone("conflict");
    window.click("sync-now");
    // The run that found it pushed nothing.
    window.wait_text("sync-run", "Pushed\n1\nVerified\n1 read back");
}

fn disconnect(window: &Window, brand: &str) {
    window.go("#/settings?part=ledgers");
    window.click("ledger-disconnect");
    window.wait(&format!("ledger-connect-{brand}"));
    both(window, &format!("ledger-{brand}-disconnected"));
}

#[test]
fn the_books_at_xero_are_connected_sent_to_compared_and_left() {
    let (computer, there) = (Computer::new("ledger-xero"), XeroServer::at(now()));
    billed(&computer);
    let window = computer.start_with(&[("QUITTANCE_LEDGER", &there.url())]);
    connect(&computer, &window, "xero", "", |address| there.consent(address));
    first_run(&window, "xero", |window| window.click("mapping-accept"));
    let invoice = there.list("Invoices")[0].clone();
    assert_eq!(invoice["InvoiceNumber"], "INV-0001");
    let id = invoice["InvoiceID"].as_str().unwrap();
    there.alter("Invoices", id, json!({ "DueDate": "/Date(1893456000000+0000)/" }));
    conflict(&window, "xero");
    disconnect(&window, "xero");
    assert!(!there.connected());
    assert_eq!(there.wrongs(), Vec::<String>::new());
    window.close();
}

#[test]
fn the_books_at_quickbooks_are_connected_sent_to_compared_and_left() {
    let (computer, there) = (Computer::new("ledger-quickbooks"), QuickBooksServer::at(now()));
    let income = json!({ "value": there.account("Services") });
    let item = json!({ "Name": "Services", "Type": "Service", "IncomeAccountRef": income });
    there.enter("Item", &item);
    billed(&computer);
    let window = computer.start_with(&[("QUITTANCE_LEDGER", &there.url())]);
    connect(&computer, &window, "quickbooks", SECRET, |address| there.consent(address));
    first_run(&window, "quickbooks", |window| {
        window.click("mapping-accept");
        HAND.choose(window, "mapping-tax", "NON");
    });
    let invoice: Value = there.list("Invoice")[0].clone();
    let id = invoice["Id"].as_str().unwrap().to_owned();
    there.alter("Invoice", &id, json!({ "DueDate": "2030-01-01" }));
    conflict(&window, "quickbooks");
    disconnect(&window, "quickbooks");
    assert_eq!(there.wrongs(), Vec::<String>::new());
    window.close();
}

#[test]
fn karbon_is_connected_told_of_an_accepted_letter_and_left() {
    let (computer, there) = (Computer::new("office"), KarbonServer::at(now()));
    billed(&computer);
    let window = computer.start_with(&[("QUITTANCE_OFFICE", &there.url())]);
    window.go("#/settings?part=office");
    window.click("office-connect");
    HAND.write(&window, "office-application", APPLICATION);
    HAND.write(&window, "office-access", ACCESS);
    both(&window, "office-keys");
    window.click("office-next");
    window.wait("office-assignee");
    both(&window, "office-person");
    window.click("office-next");
    window.wait_text("office-reached", "Karbon is connected");
    window.keys(&crate::driver::ESCAPE.to_string());
    window.wait_words("Engagement letter PR-0001.pdf");
    window.wait_css("[data-test=office-done]:last-of-type");
    both(&window, "office-told");
    assert_eq!(there.shown().len(), 3, "{:?}", there.shown());
    window.click("office-disconnect");
    window.wait("office-connect");
    assert_eq!(there.wrongs(), Vec::<String>::new());
    window.close();
}
