//! A letter leaves by the practice's own mail account: set up, tested, written and sent in the
//! window, taken by a real server on this computer.

use tests::{MailServer, Mood};

use crate::answers::sent;
use crate::driver::{Computer, Window};
use crate::hand::Hand;
use crate::journey::{Files, clients, first_start, services};

const HAND: Hand = Hand::Mouse;

#[test]
fn a_letter_is_mailed_by_the_account_of_the_practice() {
    let server = MailServer::start(Mood::Kind);
    let computer = Computer::new("mail");
    let window = computer.start();
    first_start(&window, HAND);
    clients(&window, HAND, &Files::of(&computer));
    services(&window, HAND);
    account(&window, &server);

    sent(&window, "Elm Street");
    window.click("signatory-mail");
    window.wait("mail-to");
    HAND.write(&window, "mail-to", "ruth@elm.example");
    window.picture("mail-sheet");
    window.click("mail-send");
    window.wait_gone("mail-sheet");
    window.go("#/settings?part=mail");
    window.wait_text("outbox-row", "Taken by the server");
    window.picture("settings-mail-sent");
    let received = server.received();
    assert_eq!(received.len(), 1, "one message, once");
    assert_eq!(received[0].to, ["ruth@elm.example"]);
    let text = String::from_utf8_lossy(&received[0].bytes);
    for part in ["Engagement letter PR-0001", "PR-0001 Ruth Okafor.html", "application/pdf"] {
        assert!(text.contains(part), "the message has {part}");
    }
    window.close();
}

/// Settings, E-mail: the account is saved and tested, and a refusal is told where it happened.
fn account(window: &Window, server: &MailServer) {
    window.go("#/settings?part=mail");
    HAND.write(window, "mail-host", "127.0.0.1");
    HAND.write(window, "mail-port", &server.port.to_string());
    HAND.choose(window, "mail-security", "None");
    HAND.write(window, "mail-user", "ruth");
    HAND.write(window, "mail-password", "secret of the test");
    HAND.write(window, "mail-from-name", "Ruth Halden");
    HAND.write(window, "mail-from-address", "ruth@halden.example");
    window.click("mail-save");
    window.wait("mail-test");
    server.turn(Mood::RefusesLogin);
    window.click("mail-test");
    window.wait_text("mail-tested", "It stops at: login");
    window.picture("settings-mail-refused");
    server.turn(Mood::Kind);
    window.click("mail-test");
    window.wait_text("mail-tested", "The server lets us in");
    window.picture("settings-mail-account");
}
