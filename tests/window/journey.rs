//! The whole path in the real window: from first start to reconciled cash, with a restart in the
//! middle and a kill at the end. Once by mouse, once by keyboard.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Days, NaiveDate};

use crate::driver::{Computer, ENTER, Window};
use crate::hand::Hand;

#[test]
fn the_whole_path_by_mouse() {
    whole_path(Hand::Mouse);
}

#[test]
fn the_whole_path_by_keyboard() {
    whole_path(Hand::Keyboard);
}

fn whole_path(hand: Hand) {
    let computer = Computer::new(&format!("journey-{}", hand.name()));
    let files = Files::of(&computer);
    let window = computer.start();
    first_start(&window, hand);
    clients(&window, hand, &files);
    services(&window, hand);
    let today = files.today;
    proposal(&window, hand, today);
    send(&window, hand, &computer);
    accept_in_person(&window, hand);
    window.close();

    let window = computer.start();
    assert!(!window.has("sample-explore"), "the book of last time opens by itself");
    bill(&window, hand);
    pay(&window, hand);
    bank(&window, hand, &files);
    see(&window, hand);
    accept_on_paper(&window, hand, &files);
    window.kill();

    let window = computer.start();
    hand.go(&window, "invoices", 'i');
    window.wait_words("Paid");
    window.close();
    no_finding(&computer);
}

/// Files of the day, made from the fixtures.
pub(crate) struct Files {
    folder: PathBuf,
    today: NaiveDate,
}

impl Files {
    /// Files in a folder of this computer.
    pub(crate) fn of(computer: &Computer) -> Files {
        Files { folder: computer.folder("files"), today: today() }
    }

    /// A file with these bytes; its place.
    pub(crate) fn keep(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes).expect("a file can be written in target");
        path
    }

    fn write(&self, fixture: &str, number: &str) -> PathBuf {
        let text = String::from_utf8(tests::fixture(fixture)).expect("fixtures are UTF-8");
        let day = if fixture.ends_with("csv") { "%Y-%m-%d" } else { "%Y%m%d" };
        let from = self.today - Days::new(30);
        let text = text
            .replace("{today}", &self.today.format(day).to_string())
            .replace("{from}", &from.format(day).to_string())
            .replace("{number}", number);
        self.keep(fixture, text.as_bytes())
    }

    fn scan(&self) -> PathBuf {
        let path = self.folder.join("signed.png");
        std::fs::copy(root().join("icons/32x32.png"), &path).expect("the icon is there");
        path
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the tree").to_owned()
}

/// Today as the program sees it in Maine; the journey reads it from the system's own clock.
pub(crate) fn today() -> NaiveDate {
    let text = Command::new("date").arg("+%F").env("TZ", "America/New_York").output();
    let text = text.expect("date is part of the system").stdout;
    String::from_utf8_lossy(&text).trim().parse().expect("date +%F writes 2026-11-23")
}

/// Step 1: the practice is set up.
pub(crate) fn first_start(window: &Window, hand: Hand) {
    window.wait("practice-name");
    hand.write(window, "practice-name", "Halden Ledger Accounting");
    hand.write(window, "practice-person", "Ruth Halden, CPA");
    hand.choose(window, "practice-jurisdiction", "United States");
    hand.choose(window, "practice-time-zone", "New York");
    hand.press(window, "setup-continue");
    window.wait("practice-invoice-prefix");
    hand.press(window, "setup-continue");
    window.wait("practice-folder");
    hand.press(window, "practice-create");
    window.wait("nav-today");
}

/// Step 2: clients come from a list, and one is added by hand.
pub(crate) fn clients(window: &Window, hand: Hand, files: &Files) {
    hand.go(window, "clients", 'c');
    hand.press(window, "client-import-open");
    window.pick_file("import-file", &files.write("window-clients.csv", ""));
    window.wait("import-summary");
    window.wait_words("QuickBooks Online");
    window.wait_words("is not an e-mail address");
    window.picture(&format!("journey-{}-client-import", hand.name()));
    hand.press(window, "import-bring");
    window.wait_words("Alder Bakery LLC");
    window.wait_gone("clients-import");
    hand.press(window, "client-add");
    hand.write(window, "client-name", "Elm Street Pediatrics");
    hand.write(window, "client-contact", "Ruth Okafor");
    hand.press(window, "client-save");
    window.wait_words("Elm Street Pediatrics");
}

/// Step 3: the starter library.
pub(crate) fn services(window: &Window, hand: Hand) {
    match hand {
        Hand::Mouse => window.click("nav-services"),
        Hand::Keyboard => window.palette("Services"),
    }
    hand.press(window, "services-starters");
    window.wait_words("Monthly bookkeeping");
    window.picture(&format!("journey-{}-services", hand.name()));
}

/// Step 4: a proposal with its letter live at the right.
fn proposal(window: &Window, hand: Hand, today: NaiveDate) {
    hand.go(window, "proposals", 'p');
    hand.press(window, "proposal-add");
    window.wait("proposal-client");
    hand.pick(window, "proposal-client", "Alder");
    hand.pick(window, "line-add", "Monthly bookkeeping");
    window.wait("line-price");
    hand.write(window, "line-price", "450.00");
    hand.pick(window, "line-add", "Individual income tax return");
    hand.write(window, "blank-tax_forms", "Form 1040 and its state return");
    hand.write(window, "blank-tax_places", "Maine");
    window.wait_gone("proposal-held");
    let started = today - Days::new(40);
    hand.write(window, "proposal-starts-on", &started.format("%b %-d, %Y").to_string());
    window.keys(&ENTER.to_string());
    window.wait_text("proposal-saved", "Saved");
    window.wait_css("[data-test=proposal-letter] canvas");
    window.wait_text("proposal-first-year", "6,050.00");
    window.picture(&format!("journey-{}-proposal", hand.name()));
}

/// Step 5: a revision is frozen, and a draft with the letter opens in the mail program.
fn send(window: &Window, hand: Hand, computer: &Computer) {
    hand.press(window, "proposal-send");
    window.wait("send-dialog");
    hand.choose(window, "send-way", "mail program");
    hand.press(window, "send-confirm");
    window.wait("accept-person");
    let mail = computer.wait_opened(".eml");
    let text = std::fs::read_to_string(&mail).expect("the draft is there");
    assert!(text.contains("X-Unsent: 1"), "it opens as a draft");
    assert!(text.contains("june@alder.example"), "it is to the client");
    assert!(text.contains("application/pdf"), "the letter is attached");
}

/// Step 6: the client reads, consents, types the name and signs.
fn accept_in_person(window: &Window, hand: Hand) {
    hand.press(window, "accept-person");
    window.wait("accept-read");
    hand.tick(window, "accept-read");
    hand.tick(window, "accept-agree");
    hand.tick(window, "accept-consent");
    hand.write(window, "accept-name", "June Alder");
    match hand {
        Hand::Mouse => {
            window.draw("signature-pad", &[(-120, 10), (-60, -30), (-20, 25), (40, -20), (110, 5)]);
        }
        Hand::Keyboard => hand.tick(window, "signature-type"),
    }
    window.picture(&format!("journey-{}-accept", hand.name()));
    hand.press(window, "accept-confirm");
    window.wait_gone("accept-dialog");
    window.wait_words("Alder Bakery LLC");
}

/// Steps 4 to 6: a letter to Alder, two periods of it in the past, is sent and accepted.
pub(crate) fn accepted(window: &Window, hand: Hand, computer: &Computer) {
    proposal(window, hand, today());
    send(window, hand, computer);
    accept_in_person(window, hand);
}

/// Step 7: what fell due is on Today; it is issued.
fn bill(window: &Window, hand: Hand) {
    hand.go(window, "today", 't');
    window.wait("need-catch_up");
    window.picture(&format!("journey-{}-today", hand.name()));
    match hand {
        Hand::Mouse => window.click_css("[data-test=need-catch_up] [data-test=need-open]"),
        Hand::Keyboard => hand.press(window, "need-open"),
    }
    // What fell due before acceptance is due with it: two periods, here on an invoice each.
    for number in ["INV-0001", "INV-0002"] {
        window.wait("catch-up-issue");
        hand.tick(window, "charge-tick");
        hand.press(window, "catch-up-issue");
        window.wait_words(&format!("{number} issued"));
    }
    hand.go(window, "invoices", 'i');
    window.wait_words("INV-0001");
    window.wait_words("INV-0002");
    window.picture(&format!("journey-{}-invoices", hand.name()));
}

/// Step 8, first half: a cheque pays part of an invoice.
fn pay(window: &Window, hand: Hand) {
    hand.press(window, "payment-add");
    hand.pick(window, "payment-client", "Alder");
    hand.write(window, "payment-amount", "200.00");
    hand.choose(window, "payment-method", "heck");
    hand.write(window, "payment-reference", "2231");
    window.wait("payment-part");
    hand.press(window, "payment-save");
    window.wait_gone("payment-sheet");
    window.wait_words("250.00");
}

/// Step 8, second half: the bank's files are read and every line is explained.
fn bank(window: &Window, hand: Hand, files: &Files) {
    hand.go(window, "reconcile", 'r');
    import(window, hand, &files.write("window-statement.ofx", "INV-0002"));
    window.wait_words("No explanation found for");
    not_an_invoice(window, hand, "harge");
    window.wait_words("INV-0002 in full");
    window.picture(&format!("journey-{}-reconcile", hand.name()));
    hand.press(window, "match-accept");
    window.wait_words("all 2 lines are explained");
    hand.press(window, "undo-last");
    window.wait_words("1 of 2");
    window.wait_words("INV-0002 in full");
    hand.press(window, "match-accept");
    window.wait_words("all 2 lines are explained");
    import(window, hand, &files.write("window-statement.csv", ""));
    window.wait_words("No explanation found for");
    not_an_invoice(window, hand, "xpense");
    window.wait_words("recorded payment reached the bank");
    hand.press(window, "match-accept");
    window.wait_words("all 4 lines are explained");
    window.picture(&format!("journey-{}-reconciled", hand.name()));
}

fn import(window: &Window, hand: Hand, file: &Path) {
    hand.press(window, "statement-import-open");
    window.wait("statement-import");
    window.pick_file("import-file", file);
    window.wait("statement-summary");
    hand.press(window, "import-bring");
    window.wait_gone("statement-import");
}

fn not_an_invoice(window: &Window, hand: Hand, category: &str) {
    hand.press(window, "line-not-invoice");
    window.wait("not-invoice-dialog");
    hand.choose(window, "not-invoice-category", category);
    hand.press(window, "not-invoice-save");
    window.wait_gone("not-invoice-dialog");
}

/// Step 9: the charts, their tables, and the rows behind.
fn see(window: &Window, hand: Hand) {
    hand.go(window, "insights", 's');
    window.wait("chart-ageing");
    window.wait("chart-received");
    window.wait("chart-expected");
    window.wait_words("650.00");
    window.picture(&format!("journey-{}-insights", hand.name()));
}

/// Step 6 again, the other way: signed on paper, the scan is the evidence.
fn accept_on_paper(window: &Window, hand: Hand, files: &Files) {
    hand.go(window, "proposals", 'p');
    hand.press(window, "proposal-add");
    hand.pick(window, "proposal-client", "Birch");
    hand.pick(window, "line-add", "Quarterly review meeting");
    window.wait_text("proposal-saved", "Saved");
    window.wait_text("proposal-first-year", "1,040.00");
    hand.press(window, "proposal-send");
    hand.choose(window, "send-way", "Nothing");
    hand.press(window, "send-confirm");
    hand.press(window, "accept-paper");
    hand.write(window, "paper-name", "Imogen Birch");
    window.pick_file("paper-scan", &files.scan());
    window.wait_words("signed.png");
    hand.press(window, "paper-confirm");
    window.wait_gone("paper-sheet");
    window.wait_words("Birch & Co. Interiors LLC");
}

/// The book that the journey left keeps all its promises.
fn no_finding(computer: &Computer) {
    let book = computer.books().join("Practice.quittance");
    let book = store::Book::open(&book).expect("the book opens after a kill");
    let report = store::verify::verify(book.db()).expect("the book can be read");
    assert_eq!(report.findings, Vec::<String>::new());
    let invoices = store::invoices::open(book.db(), None).expect("invoices can be read");
    let left: Vec<(String, String)> =
        invoices.iter().map(|i| (i.number.clone(), i.open.plain())).collect();
    assert_eq!(left, [("INV-0001".to_owned(), "250.00".to_owned())]);
}
