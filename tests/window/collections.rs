//! Who is late, in the window: the policy, a reminder that is held back because the money came, a
//! dispute, a plan, a debt handed off, and the cash that is coming.

use app::home::Home;
use chrono::Days;
use serde_json::json;
use tests::{Desk, id, monthly, practice};

use crate::driver::{Computer, ENTER, ESCAPE, Window, by};
use crate::hand::Hand;
use crate::journey::{Files, today};
use crate::reconcile::line;
use crate::tour::both;

const HAND: Hand = Hand::Mouse;

/// Who owes what since the same day.
const DEBTS: [(&str, &str); 4] = [
    ("Alder Bakery LLC", "450.00"),
    ("Birch & Co", "321.00"),
    ("Cole Dental PC", "120.00"),
    ("Dogwood Design", "200.00"),
];

#[test]
fn who_is_late_is_heard_waited_for_and_let_go_with_care() {
    let computer = Computer::new("collections");
    let [alder, birch, cole, dogwood] = late(&computer);
    let window = computer.start();
    window.wait("nav-today");
    policy(&window);
    window.go("#/collections");
    window.wait_text("collections-late", "1,091.00");
    both(&window, "collections-board");
    held_back(&window, &computer, &birch);
    dispute(&window, &cole);
    plan(&window, &computer, &alder);
    hand_off(&window, &computer, &dogwood);
    window.go("#/insights?part=forecast");
    window.wait_words("come in all");
    both(&window, "collections-forecast");
    window.close();
}

/// A practice with four clients whose invoices have been due for weeks, and a mail account; the
/// clients' ids.
fn late(computer: &Computer) -> [String; 4] {
    let first = today() - Days::new(45);
    let mut desk = Desk::bare(&first.to_string(), Home::Folder(computer.books()));
    desk.call("books.create", json!({ "practice": practice(), "folder": null }));
    let account = json!({ "host": "127.0.0.1", "port": 25, "security": "none", "user": "",
        "from_name": "Nora", "from_address": "nora@halloway.example", "reply_to": "",
        "copy_to_self": "none", "password": null, "sends_notices": false });
    desk.call("mail.save_account", account);
    let ids = DEBTS.map(|(name, price)| {
        let form = json!({ "name": name, "kind": "business", "contact": "June", "phone": "",
            "email": "june@client.example", "address": "1 Main Street", "tax_number": "",
            "payer_names": "", "notes": "" });
        let client = id(&desk.call("clients.add", form));
        let mut work = monthly("Bookkeeping", price);
        work["billing"] = json!({ "kind": "on_acceptance" });
        desk.agreement(&client, &first.to_string(), json!([work]));
        client
    });
    assert_eq!(desk.bill_all().len(), 4);
    ids
}

/// Settings, Collections: one step more, and it stays.
fn policy(window: &Window) {
    window.go("#/settings?part=following");
    window.wait("follow-step-add");
    let steps = |window: &Window| {
        let script = "return document.querySelectorAll('[data-test=follow-step]').length";
        window.look(script).as_i64().unwrap_or_default()
    };
    let before = steps(window);
    window.click("follow-step-add");
    HAND.write(window, "follow-fresh", "4");
    both(window, "collections-policy");
    window.click("follow-policy-save");
    window.wait_words("Saved");
    window.go("#/today");
    window.wait("nav-today");
    window.go("#/settings?part=following");
    window.wait("follow-step-add");
    assert_eq!(steps(window), before + 1, "the step is kept");
}

fn client(window: &Window, id: &str, name: &str) {
    window.go(&format!("#/collections/{id}"));
    window.wait_text("followed", name);
}

/// A reminder waits for a yes; the bank's file brings the money, and then nobody is reminded.
fn held_back(window: &Window, computer: &Computer, birch: &str) {
    client(window, birch, "Birch & Co");
    window.click("message-read");
    window.wait("message-body");
    both(window, "collections-message");
    window.keys(&ESCAPE.to_string());
    window.wait_gone("message");

    let day = |n: u64| today() - Days::new(n);
    let text = format!(
        "Date,Description,Amount,Balance\n{},OFFICE SUPPLIES,-20.00,980.00\n\
         {},BIRCH AND CO INV-0002,321.00,1301.00\n",
        day(3),
        day(1)
    );
    window.go("#/reconcile");
    window.click("statement-import-open");
    window.wait("statement-import");
    let files = Files::of(computer);
    window.pick_file("import-file", &files.keep("Operating 2208.csv", text.as_bytes()));
    window.wait_text("statement-summary", "2 new lines");
    window.click("import-bring");
    window.wait_gone("statement-import");

    client(window, birch, "Birch & Co");
    window.wait_words("Nothing is said now: 321.00");
    assert!(!window.has("message-read"), "nobody can be reminded of money that came");
    both(window, "collections-held-back");

    window.go("#/reconcile");
    line(window, "BIRCH AND CO");
    window.keys(&ENTER.to_string());
    window.wait_text("lines-to-explain", "1");
    window.go("#/collections");
    window.wait_text("collections-late", "770.00");
}

/// What a client disputes is left alone, and answered: half of it is credited.
fn dispute(window: &Window, cole: &str) {
    client(window, cole, "Cole Dental PC");
    window.click("dispute-open");
    window.wait("dispute-dialog");
    window.choose("dispute-about", "Wrong amount");
    HAND.write(window, "dispute-amount", "40.00");
    HAND.write(window, "dispute-words", "Two hours were billed twice");
    window.picture("collections-dispute-open");
    window.click("dispute-keep");
    window.wait_gone("dispute-dialog");
    window.wait_text("followed", "40.00 disputed");
    both(window, "collections-disputed");

    window.click("dispute-answer-open");
    window.wait("dispute-dialog");
    window.choose("dispute-outcome", "Split");
    HAND.write(window, "dispute-credited", "20.00");
    HAND.write(window, "dispute-answer", "One hour was; it is taken off");
    window.picture("collections-dispute-answer");
    window.click("dispute-keep");
    window.wait_gone("dispute-dialog");
    window.wait_text("followed-late", "100.00");
    both(window, "collections-dispute-over");
}

/// A plan is weighed, offered and signed; then its parts are what is asked for.
fn plan(window: &Window, computer: &Computer, alder: &str) {
    client(window, alder, "Alder Bakery LLC");
    window.click("plan-open");
    window.wait("plan-effects");
    HAND.write(window, "plan-parts", "1");
    window.wait_text("plan-sheet", "a plan has 2 to 24 instalments; this makes 1");
    HAND.write(window, "plan-parts", "3");
    window.wait_text("plan-sheet", "150.00");
    both(window, "collections-plan");
    window.click("plan-offer");
    window.wait_gone("plan-sheet");
    window.wait_text("plan-row", "Offered");
    window.click("plan-accept-open");
    window.wait("plan-dialog");
    HAND.write(window, "plan-signed-by", "June Alder");
    let scan =
        Files::of(computer).keep("plan signed.pdf", b"%PDF-1.7\nthe scan of what was signed\n");
    window.pick_file("plan-proof", &scan);
    window.picture("collections-plan-signed");
    window.click("plan-keep");
    window.wait_gone("plan-dialog");
    window.wait_text("followed", "On a plan");
    both(window, "collections-plan-runs");
}

/// A debt goes to an agency with what it needs; what comes back is booked, less what was kept.
fn hand_off(window: &Window, computer: &Computer, dogwood: &str) {
    client(window, dogwood, "Dogwood Design");
    window.click("decide-open");
    window.wait_text("hand-off-owed", "200.00");
    HAND.write(window, "hand-off-name", "Harbor Recovery Inc");
    HAND.write(window, "hand-off-reason", "Nothing was heard for weeks");
    window.wait_css(&format!("{} canvas", by("hand-off-page")));
    both(window, "collections-hand-off");
    window.click("hand-off-make");
    window.wait_gone("hand-off-sheet");
    computer.wait_saved("Dogwood", ".zip");
    window.wait_text("hand-off-row", "Harbor Recovery Inc");
    window.wait_words("Nothing is said now");
    window.click("recovery-open");
    window.wait("recovery-dialog");
    HAND.write(window, "recovery-amount", "80.00");
    HAND.write(window, "recovery-commission", "20.00");
    window.picture("collections-recovery");
    window.click("recovery-keep");
    window.wait_gone("recovery-dialog");
    window.wait_text("followed", "Recovered");
    both(window, "collections-handed-off");
}
