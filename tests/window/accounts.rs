//! Accounts at processors in the window, against stand-ins on this computer, and a letter that asks
//! for a payment method and passes the cost of credit cards on.

use app::home::Home;
use serde_json::json;
use tests::square::{self, SquareServer};
use tests::stripe::{self, StripeServer};
use tests::{Desk, id, monthly, practice};

use crate::driver::{Computer, ESCAPE, Window};
use crate::hand::Hand;
use crate::journey::today;
use crate::ledgers::now;
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

/// A practice in Oregon.
fn book(computer: &Computer) -> Desk {
    let mut desk = Desk::bare(&today().to_string(), Home::Folder(computer.books()));
    let mut form = practice();
    form["region"] = json!("Oregon");
    desk.call("books.create", json!({ "practice": form, "folder": null }));
    desk
}

/// Connects an account: once with a key that is none, and then with its own.
fn connect(window: &Window, brand: &str, wrong: &str, key: &str, says: &str) {
    window.go("#/settings?part=connections");
    window.click(&format!("connect-{brand}"));
    both(window, &format!("account-{brand}-steps"));
    HAND.write(window, "connect-key", wrong);
    window.click("connect-confirm");
    window.wait_text("connect-dialog", says);
    both(window, &format!("account-{brand}-refused"));
    HAND.write(window, "connect-key", key);
    window.click("connect-confirm");
    window.wait_gone("connect-dialog");
    window.wait("connection");
    both(window, &format!("account-{brand}"));
}

#[test]
fn square_is_connected_and_a_wrong_token_is_told_beside_its_field() {
    let (computer, there) = (Computer::new("square"), SquareServer::at(now()));
    drop(book(&computer));
    let window = computer.start_with(&[("QUITTANCE_PROCESSOR", &there.url())]);
    let wrong = "sandbox:EAAAlwrong4712wrong4712wrong";
    connect(&window, "square", wrong, square::TOKEN, "does not take this token");
    assert_eq!(there.wrongs(), Vec::<String>::new());
    window.close();
}

#[test]
fn charges_are_held_by_stripe_and_a_letter_passes_the_cost_of_cards_on() {
    let (computer, there) = (Computer::new("stripe"), StripeServer::at(now()));
    let mut desk = book(&computer);
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!(today().to_string());
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["clauses"]["added"] = json!(["PAY-CARD"]);
    draft["clauses"]["values"] = json!({ "card_cost": "4%" });
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    drop(desk);

    let window = computer.start_with(&[("QUITTANCE_PROCESSOR", &there.url())]);
    connect(&window, "stripe", "rk_test_another", stripe::KEY, "does not take this key");
    window.click("connection-edit");
    HAND.tick(&window, "connection-holds");
    both(&window, "account-stripe-holds");
    window.click("connection-save");
    window.wait_gone("connection-sheet");

    window.go(&format!("#/proposals/{proposal}"));
    window.wait("proposal-method");
    HAND.choose(&window, "proposal-method", "Required before work starts");
    window.wait_words("No more than 3% may be added for a credit card");
    both(&window, "letter-method");
    window.keys(&ESCAPE.to_string());
    assert_eq!(there.wrongs(), Vec::<String>::new());
    window.close();
}
