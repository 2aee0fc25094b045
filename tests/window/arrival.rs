//! Arrival in the window: agreements of another program are brought over, their past is held
//! against a list of invoices, what proof is missing is seen, and a letter is begun that confirms.

use chrono::{Datelike, Months, NaiveDate};

use crate::driver::{Computer, ENTER, Window};
use crate::hand::Hand;
use crate::journey::{Files, first_start, today};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

/// The first of the month, so many months from this one.
fn first(back: u32, ahead: u32) -> NaiveDate {
    let this = today().with_day(1).unwrap();
    (this - Months::new(back)) + Months::new(ahead)
}

/// Two agreements of Alder Bakery and Cedar Homes, and a row that cannot come.
fn agreements() -> String {
    let (began, next) = (first(4, 0), first(0, 1));
    let head = "Client name,Client email,Proposal reference,Service name,Service status,\
        Billing frequency,Price,Start date,Next billing date";
    let row = |rest: &str, next| format!("{rest},{began},{next}");
    let (alder, cedar) =
        ("Alder Bakery LLC,june@alder.example,P-7", "Cedar Homes LLC,office@cedar.example,P-9");
    [
        head.to_owned(),
        row(&format!("{alder},Bookkeeping,Active,Monthly,450.00"), next),
        row(&format!("{alder},Sales tax filing,Active,Quarterly,150.00"), first(0, 2)),
        row(&format!("{cedar},Payroll,Active,Monthly,85.00"), next),
        row(&format!("{cedar},Set-up,Ended,On acceptance,300.00"), next),
    ]
    .join("\n")
}

/// Of four months one was never billed, and the last is open.
fn invoices() -> String {
    let mut rows = vec!["Invoice number,Client,Date,Due date,Total,Amount due".to_owned()];
    for (number, back, total, open) in [
        ("A-41", 4, "600.00", "0.00"),
        ("A-43", 2, "450.00", "0.00"),
        ("A-44", 1, "600.00", "600.00"),
    ] {
        let on = first(back, 0);
        rows.push(format!("{number},Alder Bakery LLC,{on},{on},{total},{open}"));
    }
    rows.join("\n")
}

#[test]
fn agreements_and_open_invoices_are_brought_over_and_audited() {
    let computer = Computer::new("arrival");
    let window = computer.start();
    let files = Files::of(&computer);
    first_start(&window, HAND);

    window.go("#/agreements");
    window.click("agreements-import-open");
    window.pick_file("import-file", &files.keep("active.csv", agreements().as_bytes()));
    window.wait_text("import-summary", "2 agreements with 3 services");
    window.wait_words("only what is active comes over");
    both(&window, "arrival-agreements");
    window.click("import-bring");
    window.wait_text("audit-words", "No list here tells what was billed");
    both(&window, "arrival-audit-untold");

    window.click("audit-invoices");
    window.pick_file("import-file", &files.keep("invoices.csv", invoices().as_bytes()));
    window.wait_text("import-summary", "1 open invoice, 600.00");
    both(&window, "arrival-invoices");
    window.click("import-bring");
    window.wait_gone("open-invoices-import");
    window.wait_words("A-44");

    window.go("#/insights/leakage?first=1");
    window.wait_text("audit-words", "not plainly billed");
    both(&window, "arrival-audit");

    confirm(&window);
    pages(&window);
    window.close();
}

/// The page says what is not here; a letter is begun that confirms it.
fn confirm(window: &Window) {
    window.go("#/agreements");
    window.wait_words("OLD-0001");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&ENTER.to_string());
    window.wait_text("elsewhere", "no signature and no certificate");
    both(window, "arrival-agreement");
    window.click("service-pause");
    HAND.write(window, "course-reason", "Closed for the season");
    window.picture("arrival-pause-service");
    window.click("course-save");
    window.wait_gone("course-sheet");
    window.wait("service-resume");
    window.click("agreement-confirm");
    window.wait_words("First year");
    both(window, "arrival-confirm");
}

/// The books, a statement of account and the consent that changes need.
fn pages(window: &Window) {
    window.go("#/insights?part=books");
    window.wait_words("600.00");
    both(window, "arrival-books");
    window.go("#/clients");
    window.wait_words("Alder Bakery LLC");
    window.click_css("[data-test=row] td:nth-of-type(2)");
    window.keys(&ENTER.to_string());
    window.wait("path-back");
    window.click("statement-open");
    window.wait("statement-sheet");
    both(window, "arrival-statement");
    window.go("#/settings?part=consent");
    window.wait("page-title");
    both(window, "arrival-consent");
}
