//! A month of one bank account in the window, by keyboard where it counts: a payout of a
//! processor, a cheque batch, a transfer, a mistake undone, and the period closed.

use app::home::Home;
use chrono::{Days, NaiveDate};
use serde_json::json;
use tests::{Desk, id, monthly, practice};

use crate::driver::{Computer, ENTER, ESCAPE, Window, by};
use crate::hand::Hand;
use crate::journey::{Files, today};
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

#[test]
fn a_month_is_reconciled_to_zero_and_closed() {
    let computer = Computer::new("reconcile");
    let (operating, savings) = month(&computer, today());
    let files = Files::of(&computer);
    let window = computer.start();
    window.wait("nav-today");
    window.go("#/reconcile");
    window.wait_words("No bank lines yet");
    both(&window, "reconcile-empty");

    refused(&window, &files);
    import(&window, &files, "Operating 2208.csv", &operating, "Balances prove every line");
    window.go("#/today");
    window.go("#/reconcile");
    import(&window, &files, "Savings 7731.csv", &savings, "1 new line");
    window.choose("account-select", "Operating 2208");

    payout(&window);
    mistake(&window);
    batch(&window);
    transfer(&window);
    plain(&window);
    window.wait_words("Zero left to explain.");
    both(&window, "reconcile-zero");
    close(&window);
    window.close();
}

/// A practice that billed three clients forty days ago and collects from the first; what its bank
/// says of the operating account and of the savings.
fn month(computer: &Computer, today: NaiveDate) -> (String, String) {
    let first = today - Days::new(40);
    let mut desk = Desk::bare(&first.to_string(), Home::Folder(computer.books()));
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    desk.call("connections.connect", json!({ "brand": "trial" }));
    for (name, price) in
        [("Alder Bakery LLC", "450.00"), ("Birch & Co", "321.00"), ("Cole Dental PC", "120.00")]
    {
        let client = desk.client(name);
        let mut work = monthly("Bookkeeping", price);
        work["billing"] = json!({ "kind": "on_acceptance" });
        desk.agreement(&client, &first.to_string(), json!([work]));
        if name.starts_with("Alder") {
            let asked = json!({ "client_id": client, "brand": "trial" });
            let asked = id(&desk.call("permissions.ask", asked));
            desk.turns();
            desk.call("permissions.try", json!({ "id": asked, "conduct": "pays" }));
            desk.turns();
        }
    }
    desk.bill_all();
    desk.turns();
    let planned = desk.call("collections.list", json!({}))["rows"][0]["id"].clone();
    desk.call("collections.told", json!({ "id": planned, "on": first.to_string() }));
    for day in first.iter_days().take_while(|day| *day <= today) {
        desk.turn_to(&day.to_string());
        desk.turns();
    }
    let payout = desk.call("payouts.list", json!({}))["rows"][0].clone();
    assert_eq!(payout["amount"]["minor"], 43_665, "{payout}");
    let arrived: NaiveDate = payout["arrives_on"].as_str().unwrap().parse().unwrap();
    assert_eq!(desk.findings(), Vec::<String>::new());

    let day = |n: u64| first + Days::new(n);
    let mut rows = vec![
        (day(2), "CUSTOM HOUSE PROPERTIES RENT", -90_000),
        (day(9), "ONLINE TRANSFER TO SAVINGS 7731", -20_000),
        (day(12), "REMOTE DEPOSIT 2231 2232", 44_100),
        (arrived, "TRIAL PROCESSOR PAYOUT", 43_665),
        (today - Days::new(1), "MONTHLY SERVICE FEE", -1_500),
    ];
    rows.sort();
    let moved = [(day(10), "FROM OPERATING 2208", 20_000)];
    (statement(&rows, 500_000), statement(&moved, 0))
}

/// What a bank writes, with the balance after each line.
fn statement(rows: &[(NaiveDate, &str, i64)], before: i64) -> String {
    let money = |minor: i64| {
        let sign = if minor < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100)
    };
    let mut balance = before;
    let mut text = "Date,Description,Amount,Balance\n".to_owned();
    for (on, words, minor) in rows {
        balance += minor;
        text += &format!("{on},{words},{},{}\n", money(*minor), money(balance));
    }
    text
}

/// A file that is no statement says so, and nothing is taken from it.
fn refused(window: &Window, files: &Files) {
    window.click("statement-import-open");
    window.wait("statement-import");
    window.pick_file("import-file", &files.keep("letter.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"));
    window.wait_text("statement-summary", "cannot be imported");
    both(window, "reconcile-refused");
    window.keys(&ESCAPE.to_string());
    window.wait_gone("statement-import");
}

fn import(window: &Window, files: &Files, name: &str, text: &str, words: &str) {
    window.click("statement-import-open");
    window.wait("statement-import");
    if window.has("statement-account") {
        window.choose("statement-account", "A new account");
    }
    window.pick_file("import-file", &files.keep(name, text.as_bytes()));
    window.wait("statement-summary");
    // One line alone does not say which way its money went; that is asked once.
    if window.has("statement-question") {
        both(window, "statement-question");
        window.click("answer-in");
    }
    window.wait_text("statement-summary", words);
    window.wait("layout-save");
    both(window, &format!("statement-{}", &name[..4].to_lowercase()));
    window.click("import-bring");
    window.wait_gone("statement-import");
}

/// Chooses the line with these words.
pub(crate) fn line(window: &Window, words: &str) {
    window.wait_words(words);
    let script = format!(
        "return [...document.querySelectorAll('[data-test=line]')].findIndex(one => \
         one.innerText.includes({}))",
        json!(words)
    );
    let at = window.look(&script).as_i64().filter(|at| *at >= 0).expect("the line is in the list");
    window.click_css(&format!("[data-test=lines-list] > div:nth-of-type({})", at + 2));
    // The keys belong to the line when its explanation is there.
    window.wait_css("[data-test=line][aria-selected=true]");
    window.wait_shown(words);
}

/// The line of the processor is what it says that it paid out, fee by fee.
fn payout(window: &Window) {
    line(window, "TRIAL PROCESSOR PAYOUT");
    window.wait_text("explanation-difference", "0.00");
    window.wait_words("INV-0001");
    both(window, "reconcile-payout");
    window.keys(&ENTER.to_string());
    window.wait_text("lines-to-explain", "4");
}

/// Two clients' cheques are taken for something else, and that is taken back with one key.
fn mistake(window: &Window) {
    line(window, "REMOTE DEPOSIT");
    window.keys("n");
    window.wait("not-invoice-dialog");
    window.choose("not-invoice-category", "owner");
    window.picture("reconcile-not-invoice");
    window.click("not-invoice-save");
    window.wait_gone("not-invoice-dialog");
    window.wait_text("lines-to-explain", "3");
    window.click("lines-explained");
    line(window, "REMOTE DEPOSIT");
    window.wait_words("The owner put in");
    both(window, "reconcile-explained");
    window.keys("u");
    window.click("lines-to-explain");
    window.wait_text("lines-to-explain", "4");
}

/// The batch is two clients' cheques.
fn batch(window: &Window) {
    line(window, "REMOTE DEPOSIT");
    window.keys("s");
    window.wait("split-sheet");
    window.wait_words("Left");
    let part = |n: u32| format!("ol li:nth-of-type({n}) {}", by("split-what"));
    window.choose_css(&part(1), "INV-0002");
    window.choose_css(&part(2), "INV-0003");
    window.wait_text("split-left", "0.00");
    both(window, "reconcile-split");
    window.click("split-save");
    window.wait_gone("split-sheet");
    window.wait_text("lines-to-explain", "3");
}

/// The other side of a transfer is found in the other account.
fn transfer(window: &Window) {
    line(window, "TRANSFER TO SAVINGS");
    window.keys("n");
    window.choose("not-invoice-category", "Transfer");
    window.wait_words("FROM OPERATING 2208");
    both(window, "reconcile-transfer");
    window.click("not-invoice-save");
    window.wait_text("lines-to-explain", "2");
}

/// A cost of the practice and a charge of the bank.
fn plain(window: &Window) {
    line(window, "RENT");
    window.keys("n");
    window.wait("not-invoice-expense");
    window.choose("not-invoice-expense", "Rent");
    window.click("not-invoice-save");
    window.wait_text("lines-to-explain", "1");
    line(window, "SERVICE FEE");
    window.keys("n");
    window.choose("not-invoice-category", "Bank charge");
    window.click("not-invoice-save");
}

fn close(window: &Window) {
    window.go("#/reconcile/periods");
    window.choose("account-select", "Operating 2208");
    window.click("period-close");
    window.wait("close-sheet");
    HAND.write(window, "close-opening", "5000.00");
    window.wait_text("close-unnamed", "0.00");
    window.wait("close-proved");
    both(window, "period-close");
    window.click("close-save");
    window.wait_gone("close-sheet");
    window.wait_words("Closed");
    both(window, "periods-closed");
}
