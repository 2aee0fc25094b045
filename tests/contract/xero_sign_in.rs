//! Signing in at Xero: the browser's way back, the proof of RFC 7636, and tokens that turn.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use connect::ledgers::{self, Application, SignIn, SignInError};
use domain::ledgers::{Brand, Reason, Trouble};
use domain::ports::Ledger;
use tests::xero::XeroServer;
use tests::{CLIENT, Fault};

use crate::ledger_office::{Desk, reason};
use crate::office::morning;

const TWENTY: Duration = Duration::from_secs(20);

fn application() -> Application {
    Application::Xero { client: format!(" {CLIENT} ") }
}

fn server() -> XeroServer {
    XeroServer::at(morning().timestamp())
}

/// Asks this computer as a browser would; the status.
fn browse(port: u16, method: &str, target: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// The port that an address leads back to.
fn port_of(address: &str) -> u16 {
    let back = address.split("localhost%3A").nth(1).unwrap();
    back.split("%2F").next().unwrap().parse().unwrap()
}

fn ledger(desk: &Desk, server: &XeroServer) -> Box<dyn Ledger + Send> {
    desk.ledger(Brand::Xero, server.tenant(), &server.url(), desk.outside(TWENTY))
}

#[test]
fn the_browser_comes_back_and_the_organisations_are_there_to_choose_from() {
    let (desk, server) = (Desk::open(), server());
    let outside = desk.waiting(|_| std::thread::yield_now());
    let sign_in = SignIn::begin(application(), &[0], Some(&server.url()), outside).unwrap();
    let address = sign_in.address().to_owned();
    assert!(address.starts_with("https://login.xero.com/identity/connect/authorize?"));
    assert!(address.contains("offline_access%20accounting.invoices%20accounting.payments"));
    assert!(!address.contains("accounting.transactions"), "no scope of before March 2026");
    assert!(!sign_in.is_pasted());
    let port = port_of(&address);
    let came = server.consent(&address);
    let browser = std::thread::spawn(move || {
        let here = format!("localhost:{port}");
        let good = format!("/callback?{came}");
        [
            browse(port, "GET", &good, "evil.example"),
            browse(port, "POST", &good, &here),
            browse(port, "GET", "/favicon.ico", &here),
            browse(port, "GET", "/callback?code=stolen&state=other", &here),
            browse(port, "GET", &format!("{good}&state=again"), &here),
            browse(port, "GET", &good, &here),
        ]
    });
    assert_eq!(sign_in.wait(&desk.keys(), &|| false), Ok(None));
    assert_eq!(browser.join().unwrap(), ["421", "405", "404", "400", "400", "200"]);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "it listens no more");
    let kept = desk.kept();
    assert_eq!((kept["client"].as_str(), kept["secret"].is_null()), (Some(CLIENT), true));
    let until = desk.keys().signed_in_until().unwrap();
    assert_eq!(until, Some(crate::office::days(60)), "it ends after 60 days without use");
    let outside = desk.outside(TWENTY);
    let tenants = ledgers::tenants(&desk.keys(), Some(&server.url()), outside).unwrap();
    assert_eq!(tenants.len(), 1, "the practice itself keeps no books");
    assert_eq!(
        (tenants[0].name.as_str(), tenants[0].reference.as_str()),
        ("Halloway Accounting", server.tenant())
    );
    assert_eq!(server.wrongs(), Vec::<String>::new());
}

#[test]
fn the_second_port_serves_where_the_first_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let desk = Desk::open();
    let begin = |ports: &[u16]| SignIn::begin(application(), ports, None, desk.outside(TWENTY));
    assert!(port_of(begin(&[port, 0]).unwrap().address()) != port);
    let Err(wrong) = begin(&[port]) else { panic!("the port is taken") };
    assert_eq!(wrong, SignInError::PortsTaken(vec![port]));
    assert_eq!(ledgers::PORTS.len(), 3);
}

#[test]
fn nobody_waits_longer_than_five_minutes_or_than_the_user_likes() {
    let desk = Arc::new(Desk::open());
    let clock = Arc::clone(&desk);
    let looks = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&looks);
    let outside = desk.waiting(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        clock.pass(60);
    });
    let sign_in = SignIn::begin(application(), &[0], None, outside.clone()).unwrap();
    assert_eq!(sign_in.wait(&desk.keys(), &|| false), Err(SignInError::Late));
    assert_eq!(looks.load(Ordering::SeqCst), 6);
    let sign_in = SignIn::begin(application(), &[0], None, outside).unwrap();
    assert_eq!(sign_in.wait(&desk.keys(), &|| true), Err(SignInError::Cancelled));
}

#[test]
fn a_no_in_the_browser_is_told_and_a_code_without_its_proof_is_worth_nothing() {
    let (desk, server) = (Desk::open(), server());
    let url = server.url();
    let come = |query: &dyn Fn(&str) -> String| {
        let outside = desk.waiting(|_| std::thread::yield_now());
        let sign_in = SignIn::begin(application(), &[0], Some(&url), outside).unwrap();
        let address = sign_in.address().to_owned();
        let port = port_of(&address);
        let target = format!("/callback?{}", query(&address));
        let browser =
            std::thread::spawn(move || browse(port, "GET", &target, &format!("localhost:{port}")));
        let outcome = sign_in.wait(&desk.keys(), &|| false);
        browser.join().unwrap();
        outcome
    };
    let state = |address: &str| {
        address.split("&state=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    };
    let said = come(&|address| format!("error=access_denied&state={}", state(address)));
    assert_eq!(said, Err(SignInError::Denied("access denied".to_owned())));
    // A code that was given for another sign-in: its challenge does not fit this verifier.
    let outside = desk.outside(TWENTY);
    let other = SignIn::begin(application(), &[0], Some(&url), outside).unwrap();
    let stolen = server.consent(other.address());
    let code = stolen.split('&').next().unwrap().to_owned();
    let said = come(&|address| format!("{code}&state={}", state(address)));
    let Err(SignInError::Shut(why)) = said else { panic!("{said:?}") };
    assert!(why.to_string().contains("sign in anew"), "{why}");
    assert!(desk.keys().signed_in_until().unwrap().is_none(), "nothing was kept");
}

#[test]
fn a_new_refresh_token_is_in_the_keyring_before_its_access_is_used() {
    let (desk, server) = (Desk::open(), server());
    desk.signed_in(&server.kept());
    let before = desk.kept()["refresh"].clone();
    // The keyring is locked while access is got: nothing may be done with it.
    desk.keyring.lock(true);
    let said = ledger(&desk, &server).organisation();
    assert!(matches!(said, Err(Trouble::NotSent(_))), "{said:?}");
    assert_eq!(server.given(), 0);
    desk.keyring.lock(false);
    // The connection breaks while the answer is on its way: it is asked for again at once, and the
    // old one is taken once more.
    server.strike(Fault::BrokenAfterDone, 1, 2);
    let said = ledger(&desk, &server).organisation();
    assert!(matches!(said, Err(Trouble::NotSent(_))), "{said:?}");
    server.mend();
    assert_eq!(desk.kept()["refresh"], before);
    assert_eq!(ledger(&desk, &server).organisation().unwrap().name, "Halloway Accounting");
    assert_ne!(desk.kept()["refresh"], before);
    assert_eq!(server.given(), 3);
}

#[test]
fn access_is_got_anew_when_it_ends_early_or_on_time_and_not_twice() {
    let (desk, server) = (Desk::open(), server());
    desk.signed_in(&server.kept());
    let ledger = ledger(&desk, &server);
    ledger.organisation().unwrap();
    ledger.organisation().unwrap();
    assert_eq!(server.given(), 1, "access is held as long as it lasts");
    desk.pass(1_800);
    server.pass(1_800);
    ledger.organisation().unwrap();
    assert_eq!(server.given(), 2);
    server.end_access();
    ledger.organisation().unwrap();
    assert_eq!(server.given(), 3);
    server.strike(Fault::Unauthorised, 1, usize::MAX >> 1);
    assert_eq!(reason(ledger.organisation()), Reason::SignIn);
    server.mend();
    assert_eq!(server.given(), 4, "a refusal after new access is believed");
}

#[test]
fn a_consent_that_was_taken_back_asks_for_a_new_sign_in() {
    let (desk, server) = (Desk::open(), server());
    desk.signed_in(&server.kept());
    server.revoke();
    assert_eq!(reason(ledger(&desk, &server).organisation()), Reason::SignIn);
    let (url, keys) = (server.url(), desk.keys());
    let end = || {
        let outside = desk.outside(TWENTY);
        ledgers::disconnect(Brand::Xero, server.tenant(), &keys, Some(&url), outside)
    };
    assert_eq!(end(), Ok(()), "what is over needs no end");
    desk.signed_in(&server.kept());
    assert!(server.connected());
    assert_eq!(end(), Ok(()));
    assert!(!server.connected());
    assert_eq!(desk.keyring.names(), Vec::<String>::new());
}

#[test]
fn an_organisation_that_was_cut_off_is_noticed_before_anything_is_sent() {
    let (desk, server) = (Desk::open(), server());
    desk.signed_in(&server.kept());
    let outside = desk.outside(TWENTY);
    let other = "00000000-0000-4000-8000-00000000dead";
    let foreign = desk.ledger(Brand::Xero, other, &server.url(), outside);
    assert_eq!(reason(foreign.organisation()), Reason::SignIn);
}

#[test]
fn rule_15_no_error_of_a_sign_in_repeats_a_code_or_a_token() {
    let mut said = String::new();
    for fault in [Fault::Error, Fault::TooMany, Fault::BrokenAfterDone, Fault::Truncated] {
        let (desk, server) = (Desk::open(), server());
        desk.signed_in(&server.kept());
        server.strike(fault, 1, usize::MAX);
        said += &format!("{:?}", ledger(&desk, &server).organisation());
        server.mend();
        said += &format!("{:?}", desk.calls.lock().unwrap());
    }
    let (desk, server) = (Desk::open(), server());
    let mut kept = server.kept();
    kept["client"] = serde_json::json!("another");
    desk.signed_in(&kept);
    let Err(wrong) = ledger(&desk, &server).organisation() else { panic!("it is another's") };
    said += &format!("{wrong} {wrong:?}");
    assert!(said.contains("does not know this application"), "{said}");
    assert!(!said.contains("canary47"), "{said}");
}
