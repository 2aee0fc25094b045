//! Signing in at QuickBooks: on this computer for the sandbox, by a pasted address for production.

use std::time::Duration;

use connect::ledgers::{self, Application, SignIn, SignInError};
use domain::ledgers::{Brand, Reason};
use domain::ports::Secret;
use tests::quickbooks::QuickBooksServer;
use tests::{CLIENT, Fault, SECRET};

use crate::ledger_office::{Desk, reason};
use crate::office::{days, morning};

const TWENTY: Duration = Duration::from_secs(20);
const HOME: &str = "https://halloway.example/quickbooks";

fn application(leads_to: Option<&str>) -> Application {
    let leads_to = leads_to.map(str::to_owned);
    Application::QuickBooks { client: CLIENT.to_owned(), secret: Secret::new(SECRET), leads_to }
}

fn begin(desk: &Desk, server: &QuickBooksServer, leads_to: Option<&str>) -> SignIn {
    let (url, outside) = (server.url(), desk.outside(TWENTY));
    SignIn::begin(application(leads_to), &[0], Some(&url), outside).unwrap()
}

#[test]
fn the_address_that_the_browser_ends_at_is_pasted_and_checked() {
    let (desk, server) = (Desk::open(), QuickBooksServer::at(morning().timestamp()));
    let paste = |change: &dyn Fn(String) -> String| {
        let sign_in = begin(&desk, &server, Some(HOME));
        assert!(sign_in.is_pasted());
        let came = server.consent(sign_in.address());
        sign_in.paste(&change(format!("{HOME}?{came}")), &desk.keys())
    };
    assert_eq!(paste(&|_| "halloway".to_owned()), Err(SignInError::NotTheAddress));
    let elsewhere = |address: String| address.replace("halloway.example", "evil.example");
    assert_eq!(paste(&elsewhere), Err(SignInError::NotTheAddress));
    let other = |address: String| address.replace("state=", "state=x");
    assert_eq!(paste(&other), Err(SignInError::OtherState));
    let twice = |address: String| format!("{address}&code=another");
    assert_eq!(paste(&twice), Err(SignInError::NotTheAddress));
    let no_company = |address: String| address.split("&realmId").next().unwrap().to_owned();
    assert_eq!(paste(&no_company), Err(SignInError::Incomplete("company")));
    let no_code = |address: String| address.replace("code=", "kode=");
    assert_eq!(paste(&no_code), Err(SignInError::Incomplete("code")));
    assert!(desk.keyring.names().is_empty());
    let whole = |address: String| format!("  {address}#  ");
    assert_eq!(paste(&whole), Ok(Some(server.realm().to_owned())));
    let kept = desk.kept();
    assert_eq!((&kept["sandbox"], kept["secret"].as_str()), (&false.into(), Some(SECRET)));
    // 100 days unused, five years at most, as the answer said.
    assert_eq!(desk.keys().signed_in_until().unwrap(), Some(days(100)));
    assert_eq!(kept["ends_at"], days(1_825).to_rfc3339());
}

#[test]
fn production_leads_to_a_named_https_address_only() {
    let desk = Desk::open();
    for wrong in ["http://halloway.example", "https://localhost/x", "https://10.0.0.1/", "halloway"]
    {
        let outside = desk.outside(TWENTY);
        let Err(error) = SignIn::begin(application(Some(wrong)), &[0], None, outside) else {
            panic!("{wrong} was taken")
        };
        assert_eq!(error, SignInError::LeadsNowhere(wrong.to_owned()));
    }
    let bare = Application::QuickBooks {
        client: CLIENT.to_owned(),
        secret: Secret::new(" "),
        leads_to: None,
    };
    let Err(error) = SignIn::begin(bare, &[0], None, desk.outside(TWENTY)) else { panic!() };
    assert_eq!(error, SignInError::NoApplication);
}

#[test]
fn the_sandbox_leads_back_to_this_computer() {
    let (desk, server) = (Desk::open(), QuickBooksServer::at(morning().timestamp()));
    let outside = desk.waiting(|_| std::thread::yield_now());
    let sign_in = SignIn::begin(application(None), &[0], Some(&server.url()), outside).unwrap();
    assert!(!sign_in.is_pasted());
    let address = sign_in.address().to_owned();
    let back = address.split("localhost%3A").nth(1).unwrap().split("%2F").next().unwrap();
    let target = format!("http://localhost:{back}/callback?{}", server.consent(&address));
    let browser = std::thread::spawn(move || ureq::get(&target).call().unwrap().status().as_u16());
    assert_eq!(sign_in.wait(&desk.keys(), &|| false), Ok(Some(server.realm().to_owned())));
    assert_eq!(browser.join().unwrap(), 200);
    assert_eq!(desk.kept()["sandbox"], true);
}

#[test]
fn disconnecting_ends_the_consent_at_intuit_and_forgets_the_keys() {
    let (desk, server) = (Desk::open(), QuickBooksServer::at(morning().timestamp()));
    desk.signed_in(&server.kept());
    let outside = desk.outside(TWENTY);
    let open = desk.ledger(Brand::QuickBooks, server.realm(), &server.url(), outside.clone());
    assert_eq!(open.organisation().unwrap().name, "Halloway Accounting");
    let (url, keys) = (server.url(), desk.keys());
    ledgers::disconnect(Brand::QuickBooks, server.realm(), &keys, Some(&url), outside).unwrap();
    assert!(server.revoked());
    assert!(desk.keyring.names().is_empty());
    server.pass(3_600);
    desk.pass(3_600);
    assert_eq!(reason(open.organisation()), Reason::SignIn);
}

#[test]
fn rule_15_no_error_of_a_sign_in_repeats_a_code_a_token_or_a_secret() {
    let mut said = String::new();
    for fault in [Fault::Error, Fault::TooMany, Fault::BrokenAfterDone, Fault::Truncated] {
        let (desk, server) = (Desk::open(), QuickBooksServer::at(morning().timestamp()));
        let sign_in = begin(&desk, &server, Some(HOME));
        let came = server.consent(sign_in.address());
        server.strike(fault, 1, usize::MAX);
        said += &format!("{:?}", sign_in.paste(&format!("{HOME}?{came}"), &desk.keys()));
        server.mend();
        said += &format!("{:?}", desk.calls.lock().unwrap());
    }
    // A code that is worth nothing, a secret that is wrong, a consent that was taken back.
    let (desk, server) = (Desk::open(), QuickBooksServer::at(morning().timestamp()));
    let sign_in = begin(&desk, &server, Some(HOME));
    let came = server.consent(sign_in.address()).replace("code=", "code=used-");
    said += &format!("{:?}", sign_in.paste(&format!("{HOME}?{came}"), &desk.keys()));
    let application = Application::QuickBooks {
        client: CLIENT.to_owned(),
        secret: Secret::new(format!("wrong-{SECRET}")),
        leads_to: Some(HOME.to_owned()),
    };
    let (url, outside) = (server.url(), desk.outside(TWENTY));
    let sign_in = SignIn::begin(application, &[0], Some(&url), outside).unwrap();
    let came = server.consent(sign_in.address());
    let wrong = sign_in.paste(&format!("{HOME}?{came}"), &desk.keys()).unwrap_err();
    said += &format!("{wrong} {wrong:?}");
    let both = app::wire::encode(format!("{CLIENT}:wrong-{SECRET}").as_bytes());
    assert!(said.contains("does not know this application"), "{said}");
    assert!(!said.contains("canary47") && !said.contains(&both), "{said}");
}
