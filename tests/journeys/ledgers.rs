//! Ledgers of others: one way there, read back, and what differs is the user's to decide.

use app::ledgers::Next;
use domain::ledgers::{Brand, HeldState, Kind};
use domain::money::{Currency, Money};
use domain::ports::{Secret, Secrets};
use serde_json::{Value, json};
use tests::{BooksThere, Desk, Fate, Folder, id, monthly, table};

/// A desk whose client has a bill of 450.00, half of it paid, and the books of a demo company.
pub(crate) fn told() -> (Desk, BooksThere, String) {
    let mut desk = Desk::on("2026-03-02");
    let client = billed(&mut desk, "Alder Bakery");
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    (desk, books, client)
}

/// A client with one bill, half of it paid.
fn billed(desk: &mut Desk, name: &str) -> String {
    let client = desk.client(name);
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    paid(desk, &client, "225.00");
    client
}

/// Money of a client that pays its first open invoice in part.
fn paid(desk: &mut Desk, client: &str, amount: &str) -> String {
    let asked = json!({ "client_id": client, "amount": amount });
    let open = desk.call("payments.suggest", asked)["rows"][0]["invoice_id"].clone();
    id(&desk.call(
        "payments.record",
        json!({ "client_id": client, "received_on": "2026-03-02", "amount": amount,
            "method": "transfer", "reference": "",
            "allocations": [{ "invoice_id": open, "amount": amount }] }),
    ))
}

/// A first look, the choices that are proposed, and a whole run.
pub(crate) fn first_run(desk: &mut Desk, books: &BooksThere) -> String {
    desk.sync(books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    desk.sync(books, false)
}

pub(crate) fn connected(desk: &mut Desk) -> Value {
    desk.call("ledgers.show", json!({}))["connected"].clone()
}

pub(crate) fn plan(desk: &mut Desk) -> String {
    table(&desk.call("ledgers.plan", json!({}))["rows"], &["kind", "title", "step", "words"])
}

fn decide(desk: &mut Desk, decision: &str) {
    let conflict = connected(desk)["conflicts"][0].clone();
    desk.call("ledgers.decide", json!({ "key": conflict["key"], "decision": decision }));
}

const WHOLE: [&str; 3] = ["Contact Alder Bakery ", "Invoice INV-0001 450.00", "Payment  225.00"];

#[test]
fn nothing_is_made_there_before_a_look_and_a_choice() {
    let (mut desk, books, _) = told();
    let early = desk.refused("ledgers.run", json!({ "dry": false }));
    assert_eq!(early.message, "look first at what would be sent, with a dry run");
    desk.sync(&books, true);
    assert_eq!(books.calls().1, 0, "a dry run only looks");
    assert_eq!(
        plan(&mut desk),
        "contact | Alder Bakery | create | \n\
         invoice | INV-0001 | choose | choose first: Other services\n\
         payment | Payment of INV-0001 | not | it waits for what it belongs to\n"
    );
    let mapping = desk.call("ledgers.mapping", json!({}));
    assert_eq!(
        table(&mapping["rows"], &["label", "theirs", "proposed", "reason"]),
        "Other services |  | 4000 | it is the account of sales\n\
         Where clients' money comes |  | 1000 | it is the only bank account\n\
         No tax |  | NONE | it adds the same 0 %\n"
    );
    assert_eq!(mapping["open"], 3);
    desk.call("ledgers.accept_proposals", json!({}));
    assert_eq!(connected(&mut desk)["open_choices"], 0);
    let steps: Vec<String> =
        plan(&mut desk).lines().map(|row| row.contains("| create |").to_string()).collect();
    assert_eq!(steps, ["true", "true", "true"]);
}

#[test]
fn rule_10_one_click_sends_reads_back_and_does_nothing_the_second_time() {
    let (mut desk, books, _) = told();
    assert_eq!(first_run(&mut desk, &books), "pushed 3, verified 2, differences 0");
    assert_eq!(books.shown(), WHOLE);
    let calls = books.calls();
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
    let after = books.calls();
    assert_eq!((after.0 - calls.0, after.1 - calls.1), (3, 0), "three questions, nothing changed");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_10_whatever_is_lost_at_whatever_call_each_document_is_there_once() {
    for fate in [Fate::LostBefore, Fate::LostAfter, Fate::Busy, Fate::SignedOut] {
        for at in 0..3 {
            let (mut desk, books, _) = told();
            desk.sync(&books, true);
            desk.call("ledgers.accept_proposals", json!({}));
            let mut fates = vec![Fate::Well; at];
            fates.push(fate);
            books.fates(&fates);
            desk.sync(&books, false);
            desk.turn_to("2026-03-03");
            desk.sync_turns(&books);
            if connected(&mut desk)["runs"][0]["state"] == "stopped" {
                desk.sync(&books, false);
            }
            assert_eq!(books.shown(), WHOLE, "{fate:?} at {at}");
            assert_eq!(
                desk.sync(&books, false),
                "pushed 0, verified 0, differences 0",
                "{fate:?} at {at}"
            );
        }
    }
}

#[test]
fn rule_10_a_program_that_ends_while_sending_looks_before_it_sends_again() {
    for arrives in [false, true] {
        for at in 0..20 {
            let folder = Folder::new();
            let mut desk = folder.desk("2026-03-02");
            billed(&mut desk, "Alder Bakery");
            let books = BooksThere::of("Demo Company");
            desk.connect_ledger(Brand::QuickBooks, &books);
            desk.sync(&books, true);
            desk.call("ledgers.accept_proposals", json!({}));
            desk.call("ledgers.run", json!({ "dry": false }));
            let mut killed = false;
            for step in 0.. {
                let Next::Take(turn) = desk.app.next_sync_turn().unwrap() else { break };
                if step == at {
                    if arrives {
                        let _ = turn.take(&books);
                    }
                    killed = true;
                    break;
                }
                let heard = turn.take(&books);
                desk.app.end_sync_turn(turn, heard, &[]).unwrap();
            }
            let mut desk = folder.again(desk);
            desk.sync_turns(&books);
            assert_eq!(books.shown(), WHOLE, "killed at {at}, arrived: {arrives}");
            assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
            if !killed {
                break;
            }
        }
    }
}

#[test]
fn restoring_yesterdays_backup_and_syncing_makes_nothing_twice() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    billed(&mut desk, "Alder Bakery");
    let books = BooksThere::of("Demo Company");
    desk.connect_ledger(Brand::Xero, &books);
    desk.sync(&books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    let before = folder.path().join("yesterday.quittance");
    folder.raw().execute("VACUUM INTO ?1", [before.display().to_string()]).unwrap();
    desk.sync(&books, false);
    assert_eq!(books.shown(), WHOLE);
    let mut desk = folder.restored(desk, &before);
    assert_eq!(connected(&mut desk)["runs"].as_array().unwrap().len(), 1, "only the dry run");
    let made = books.calls().1;
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 2, differences 0");
    assert_eq!((books.shown().len(), books.calls().1), (3, made), "found, and not made again");
}

#[test]
fn another_organisation_never_gets_the_map_of_the_first() {
    let (mut desk, first, _) = told();
    first_run(&mut desk, &first);
    let second = BooksThere::of("Another Company");
    let both =
        desk.app.connect_ledger(Brand::Xero, &second.who(), &Secret::new("key")).unwrap_err();
    assert_eq!(both.message, "disconnect Demo Company first");
    let row = connected(&mut desk);
    desk.call("ledgers.disconnect", json!({ "id": row["id"] }));
    assert!(desk.keyring.names().iter().all(|name| !name.starts_with("ledger:")));
    desk.connect_ledger(Brand::Xero, &second);
    assert_eq!(connected(&mut desk)["name"], "Another Company");
    assert_eq!(first_run(&mut desk, &second), "pushed 3, verified 2, differences 0");
    assert_eq!(second.shown(), WHOLE);
    let row = connected(&mut desk);
    desk.call("ledgers.disconnect", json!({ "id": row["id"] }));
    desk.connect_ledger(Brand::Xero, &first);
    assert_eq!(desk.sync(&first, false), "pushed 0, verified 0, differences 0");
}

#[test]
fn what_answers_as_another_organisation_stops_the_run() {
    let (mut desk, books, _) = told();
    first_run(&mut desk, &books);
    books.set(|now| now.reference = "org-of-a-client".to_owned());
    books.set(|now| now.name = "Cole Dental".to_owned());
    let words = desk.sync(&books, false);
    assert_eq!(words, "what answers there is not Demo Company but Cole Dental");
    assert_eq!(connected(&mut desk)["name"], "Demo Company");
}

#[test]
fn what_was_changed_there_is_shown_and_put_right_left_or_detached() {
    let changed = || {
        let (mut desk, books, _) = told();
        first_run(&mut desk, &books);
        let more = Money::new(48_000, Currency::Usd).unwrap();
        books.edit(Kind::Invoice, "INV-0001", |held| held.total = Some(more));
        assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 1");
        let conflict = connected(&mut desk)["conflicts"][0].clone();
        assert_eq!(conflict["title"], "INV-0001");
        let today = desk.call("today.show", json!({}));
        assert_eq!(today["counts"]["sync"], 1);
        let need = today["needs"].as_array().unwrap().iter().find(|need| need["kind"] == "ledger");
        assert_eq!(need.unwrap()["title"], "1 of your documents differ in Demo Company");
        assert_eq!(conflict["words"], "its total is 480.00 in Xero and 450.00 here");
        (desk, books)
    };
    let (mut desk, books) = changed();
    decide(&mut desk, "keep_ours");
    assert_eq!(desk.sync(&books, false), "pushed 1, verified 1, differences 0");
    assert_eq!(books.shown(), WHOLE);

    for left in ["take_theirs", "detach"] {
        let (mut desk, books) = changed();
        decide(&mut desk, left);
        let calls = books.calls().1;
        assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
        assert_eq!(books.calls().1, calls);
        assert_eq!(books.shown()[1], "Invoice INV-0001 480.00");
    }
}

#[test]
fn what_was_deleted_there_is_made_again_only_by_a_click() {
    let (mut desk, books, _) = told();
    first_run(&mut desk, &books);
    books.edit(Kind::Invoice, "INV-0001", |held| held.state = HeldState::Deleted);
    desk.sync(&books, false);
    assert_eq!(connected(&mut desk)["conflicts"][0]["words"], "it was deleted in Xero");
    desk.sync(&books, false);
    assert_eq!(books.shown().len(), 2, "nothing by itself");
    decide(&mut desk, "keep_ours");
    desk.sync(&books, false);
    assert_eq!(books.shown(), WHOLE);
}

#[test]
fn a_payment_recorded_there_comes_back_as_a_suggestion_and_is_not_sent() {
    let (mut desk, books, _) = told();
    first_run(&mut desk, &books);
    books.pay("INV-0001", 22_500, "2026-03-02");
    desk.sync(&books, false);
    let there = connected(&mut desk)["payments"][0].clone();
    assert_eq!((&there["number"], &there["amount"]["minor"]), (&json!("INV-0001"), &json!(22_500)));
    assert_eq!(desk.open_of("INV-0001"), 22_500, "nothing is concluded");
    desk.call("ledgers.record_payment", json!({ "reference": there["reference"] }));
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!(desk.sync(&books, false), "pushed 0, verified 0, differences 0");
    assert_eq!(books.shown().len(), 4);
    assert_eq!(connected(&mut desk)["payments"], json!([]));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_payment_there_can_be_passed_over() {
    let (mut desk, books, _) = told();
    first_run(&mut desk, &books);
    books.pay("INV-0001", 100, "2026-03-02");
    desk.sync(&books, false);
    let there = connected(&mut desk)["payments"][0]["reference"].clone();
    desk.call("ledgers.pass_over", json!({ "reference": there }));
    desk.sync(&books, false);
    assert_eq!(connected(&mut desk)["payments"], json!([]));
}

#[test]
fn what_is_taken_back_here_is_taken_out_there_payments_before_their_invoice() {
    let (mut desk, books, client) = told();
    let payment = paid(&mut desk, &client, "100.00");
    first_run(&mut desk, &books);
    desk.call("payments.reverse", json!({ "id": payment, "reason": "Recorded twice" }));
    assert_eq!(desk.sync(&books, false), "pushed 1, verified 1, differences 0");
    assert_eq!(books.shown(), WHOLE);
}

#[test]
fn a_foreign_document_and_one_of_closed_books_are_refused_each_with_its_reason() {
    let (mut desk, books, _) = told();
    books.set(|now| now.locked_until = "2026-03-31".parse().ok());
    desk.sync(&books, true);
    let rows = plan(&mut desk);
    let closed = "not | the books in Xero are closed through March 31, 2026";
    assert!(rows.contains(&format!("invoice | INV-0001 | {closed}")), "{rows}");

    let mut desk = Desk::on("2026-03-02");
    billed(&mut desk, "Alder Bakery");
    let euros = BooksThere::of("Euro Company");
    euros.set(|now| now.currency = Some(Currency::Eur));
    desk.connect_ledger(Brand::Xero, &euros);
    desk.sync(&euros, true);
    desk.call("ledgers.accept_proposals", json!({}));
    desk.sync(&euros, false);
    let rows = plan(&mut desk);
    assert!(rows.contains("it is in USD, and the books in Xero are kept in EUR"), "{rows}");
    assert_eq!(euros.shown(), ["Contact Alder Bakery "]);
}

#[test]
fn a_client_that_is_there_already_waits_for_the_user_to_say_so() {
    let mut desk = Desk::on("2026-03-02");
    billed(&mut desk, "Alder Bakery");
    let books = BooksThere::of("Demo Company");
    books.contact("contact-7", "ALDER BAKERY", "");
    desk.connect_ledger(Brand::Xero, &books);
    desk.sync(&books, true);
    let contact = desk.call("ledgers.mapping", json!({}))["contacts"][0].clone();
    assert_eq!((&contact["proposed"], &contact["open"]), (&json!("contact-7"), &json!(true)));
    assert_eq!(contact["reason"], "it has the same name");
    assert!(plan(&mut desk).contains("not | say first which contact it is there"));
    desk.call("ledgers.accept_proposals", json!({}));
    desk.sync(&books, false);
    assert_eq!(books.shown(), WHOLE[1..], "no second contact");
    let wrong = desk
        .refused("ledgers.choose", json!({ "ours": "received", "theirs": "an account of nobody" }));
    assert_eq!(wrong.field.as_deref(), Some("theirs"));
}

#[test]
fn a_run_can_be_cancelled_and_the_next_goes_on() {
    let (mut desk, books, _) = told();
    desk.sync(&books, true);
    desk.call("ledgers.accept_proposals", json!({}));
    desk.call("ledgers.run", json!({ "dry": false }));
    for _ in 0..5 {
        let Next::Take(turn) = desk.app.next_sync_turn().unwrap() else { panic!("a turn") };
        let heard = turn.take(&books);
        desk.app.end_sync_turn(turn, heard, &[]).unwrap();
    }
    desk.call("ledgers.cancel", json!({}));
    assert!(matches!(desk.app.next_sync_turn().unwrap(), Next::Nothing));
    assert_eq!(connected(&mut desk)["runs"][0]["state"], "cancelled");
    desk.call("ledgers.run", json!({ "dry": false }));
    // A run ends once, and whoever takes the turns is told.
    loop {
        match desk.app.next_sync_turn().unwrap() {
            Next::Take(turn) => {
                let heard = turn.take(&books);
                desk.app.end_sync_turn(turn, heard, &[]).unwrap();
            }
            Next::Ended => break,
            Next::Nothing => panic!("the end of a run is told"),
        }
    }
    assert!(matches!(desk.app.next_sync_turn().unwrap(), Next::Nothing));
    assert_eq!(connected(&mut desk)["runs"][0]["state"], "done");
    assert_eq!(books.shown(), WHOLE);
}

#[test]
fn a_daily_run_is_made_without_being_asked_for_once_one_was_made_by_hand() {
    let (mut desk, books, client) = told();
    let wish = json!({ "from_on": "2026-03-01", "automatic": true, "files": false });
    assert_eq!(desk.refused("ledgers.save", wish.clone()).field.as_deref(), Some("automatic"));
    first_run(&mut desk, &books);
    let saved = desk.done("ledgers.save", wish);
    paid(&mut desk, &client, "25.00");
    assert_eq!(desk.sync_turns(&books), Vec::<String>::new(), "not on the same day");
    desk.turn_to("2026-03-04");
    desk.sync_turns(&books);
    assert_eq!(books.shown().len(), 4);
    desk.undo(&saved);
    assert_eq!(connected(&mut desk)["automatic"], false);
}

#[test]
fn the_end_of_a_sign_in_is_told_two_weeks_before() {
    let (mut desk, books, _) = told();
    books.set(|now| now.signed_in_until = "2026-05-01T12:00:00Z".parse().ok());
    first_run(&mut desk, &books);
    assert_eq!(connected(&mut desk)["signed_in_until"], "2026-05-01");
    let told = |desk: &mut Desk| desk.call("today.show", json!({}))["needs"].to_string();
    desk.turn_to("2026-04-16");
    assert!(!told(&mut desk).contains("The sign-in at"));
    desk.turn_to("2026-04-18");
    assert!(told(&mut desk).contains("The sign-in at Demo Company ends on May 1"));
    // Each sync prolongs it, and the ledger says until when.
    books.set(|now| now.signed_in_until = "2026-06-18T12:00:00Z".parse().ok());
    desk.sync(&books, false);
    assert!(!told(&mut desk).contains("The sign-in at"));
}

#[test]
fn without_its_key_a_run_says_what_to_do() {
    let (mut desk, _, _) = told();
    let name = desk.keyring.names().into_iter().find(|name| name.starts_with("ledger:")).unwrap();
    desk.keyring.forget(&name).unwrap();
    assert_eq!(connected(&mut desk)["key_kept"], false);
    let no = desk.refused("ledgers.run", json!({ "dry": true }));
    assert!(no.message.starts_with("sign in there anew"), "{}", no.message);
}
