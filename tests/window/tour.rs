//! Every screen of the sample practice, light and dark.

use std::path::{Path, PathBuf};

use crate::driver::{Computer, ENTER, ESCAPE, Window};

const PLACES: &[(&str, &str)] = &[
    ("today", "#/today"),
    ("catch-up", "#/catch-up"),
    ("clients", "#/clients"),
    ("proposals", "#/proposals"),
    ("agreements", "#/agreements"),
    ("invoices", "#/invoices"),
    ("reconcile", "#/reconcile"),
    ("collections", "#/collections"),
    ("insights", "#/insights"),
    ("forecast", "#/insights?part=forecast"),
    ("ageing", "#/insights?part=ageing"),
    ("collecting", "#/insights?part=collecting"),
    ("leakage-sample", "#/insights/leakage"),
    ("books", "#/insights?part=books"),
    ("payouts-sample", "#/insights?part=payouts"),
    ("price-review-sample", "#/price-review"),
    ("services", "#/services"),
    ("settings", "#/settings"),
    ("settings-clauses", "#/settings?part=clauses"),
    ("settings-consent", "#/settings?part=consent"),
    ("settings-mail", "#/settings?part=mail"),
    ("settings-following", "#/settings?part=following"),
    ("settings-connections", "#/settings?part=connections"),
    ("settings-network", "#/settings?part=network"),
    ("settings-data", "#/settings?part=data"),
    ("settings-history", "#/settings?part=history"),
];

/// Lists whose first row opens a page of its own.
const INSIDE: &[(&str, &str)] = &[
    ("client", "#/clients"),
    ("proposal", "#/proposals"),
    ("agreement", "#/agreements"),
    ("invoice", "#/invoices"),
];

/// A picture of the screen in each mode.
pub(crate) fn both(window: &Window, name: &str) {
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
        window.click_css("[data-test=row] td:nth-of-type(2)");
        window.keys(&ENTER.to_string());
        window.wait("path-back");
        std::thread::sleep(std::time::Duration::from_millis(1500));
        both(&window, name);
    }
    window.close();
}

/// Real files of banks, where they are at hand: each is shown with what it would add.
#[test]
fn real_statements_are_shown_before_they_are_imported() {
    let Some(samples) = samples() else {
        println!("skipped: no sample statements; set QUITTANCE_SHARED to the folder that has them");
        return;
    };
    let computer = Computer::new("statements");
    let window = computer.start();
    window.wait("sample-explore");
    window.click("sample-explore");
    window.wait("sample-label");
    for folder in ["ofx1_sgml", "csv"] {
        let file = readable(&samples.join(folder));
        window.go("#/today");
        window.go("#/reconcile");
        window.click("statement-import-open");
        window.wait("statement-import");
        window.pick_file("import-file", &file);
        window.wait("statement-summary");
        window.picture(&format!("statement-{folder}"));
        window.keys(&ESCAPE.to_string());
        window.wait_gone("statement-import");
    }
    window.close();
}

fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("QUITTANCE_SHARED").map_or(beside, PathBuf::from);
    Some(shared.join("samples/statements")).filter(|folder| folder.is_dir())
}

/// The first file of a folder that reads without a question, in dollars.
fn readable(folder: &Path) -> PathBuf {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let reads = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let usd = domain::money::Currency::from_code("USD");
        let reading = statements::read(&bytes, None, usd);
        let lines = reading.accounts.iter().map(|account| account.lines.len()).sum::<usize>();
        reading.outcome == statements::Outcome::Import && lines > 2
    };
    files.into_iter().find(reads).expect("one of the files reads by itself")
}
