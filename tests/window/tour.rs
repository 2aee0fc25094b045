//! Every screen of the sample practice, light and dark.

use crate::driver::{Computer, Window};

const PLACES: [(&str, &str); 9] = [
    ("today", "#/today"),
    ("catch-up", "#/catch-up"),
    ("clients", "#/clients"),
    ("proposals", "#/proposals"),
    ("agreements", "#/agreements"),
    ("invoices", "#/invoices"),
    ("reconcile", "#/reconcile"),
    ("insights", "#/insights"),
    ("settings", "#/settings"),
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
    window.close();
}
