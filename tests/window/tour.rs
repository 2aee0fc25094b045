//! Every screen of the sample practice, light and dark.

use crate::driver::{Computer, ENTER, Window};

const PLACES: [(&str, &str); 12] = [
    ("today", "#/today"),
    ("catch-up", "#/catch-up"),
    ("clients", "#/clients"),
    ("proposals", "#/proposals"),
    ("agreements", "#/agreements"),
    ("invoices", "#/invoices"),
    ("reconcile", "#/reconcile"),
    ("insights", "#/insights"),
    ("services", "#/services"),
    ("settings", "#/settings"),
    ("settings-data", "#/settings?part=data"),
    ("settings-history", "#/settings?part=history"),
];

/// Lists whose first row opens a page of its own.
const INSIDE: [(&str, &str); 4] = [
    ("client", "#/clients"),
    ("proposal", "#/proposals"),
    ("agreement", "#/agreements"),
    ("invoice", "#/invoices"),
];

fn both(window: &Window, name: &str) {
    for theme in ["light", "dark"] {
        window.look(&format!("document.documentElement.dataset.theme = '{theme}'"));
        std::thread::sleep(std::time::Duration::from_millis(350));
        window.picture(&format!("{name}-{theme}"));
    }
    window.look("document.documentElement.dataset.theme = 'light'");
}

#[test]
fn every_screen_of_the_sample_practice_can_be_seen() {
    let computer = Computer::new("tour");
    let window = computer.start();
    window.wait("sample-explore");
    both(&window, "first-run");
    window.click("sample-explore");
    window.wait("sample-label");
    for (name, place) in PLACES {
        window.go(place);
        window.wait("page-title");
        std::thread::sleep(std::time::Duration::from_millis(900));
        both(&window, name);
    }
    for (name, place) in INSIDE {
        window.go(place);
        window.wait_css("[data-test=row]");
        window.click_css("[data-test=row]");
        window.keys(&ENTER.to_string());
        window.wait("path-back");
        std::thread::sleep(std::time::Duration::from_millis(1500));
        both(&window, name);
    }
    window.close();
}
