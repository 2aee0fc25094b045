//! What people do in a ledger while a practice syncs with it: each is told in a sentence and waits
//! for one of three choices, at either service.

use std::time::Duration;

use app::ledgers::{Next, Say};
use domain::ledgers::Brand;
use serde_json::{Value, json};
use tests::{Desk, monthly};

use crate::ledger_runs::Practice;
use crate::ledger_there::There;

const BRANDS: [Brand; 2] = [Brand::Xero, Brand::QuickBooks];
const CHOICES: [&str; 3] = ["keep_ours", "take_theirs", "detach"];

/// A practice with one client, whose bill is in the ledger, half of it paid.
fn synced(brand: Brand) -> Practice {
    let mut practice = Practice::of(1, brand, Desk::on("2026-03-02"));
    again(&mut practice, |_| {});
    assert_eq!(conflicts(&mut practice), Vec::<Value>::new());
    practice
}

/// One run; just before something is first put there, somebody there does `meanwhile`.
fn again(practice: &mut Practice, meanwhile: impl Fn(&There)) {
    practice.pass(400);
    practice.desk.call("ledgers.run", json!({ "dry": false }));
    let mut done = false;
    while let Next::Take(turn) = practice.desk.app.next_sync_turn().unwrap() {
        if !done && matches!(turn.say, Say::Put(_)) {
            meanwhile(&practice.there);
            done = true;
        }
        let heard = practice.take(&turn, Duration::from_secs(20));
        practice.desk.app.end_sync_turn(turn, heard, &[]).unwrap();
    }
    let run = practice.run();
    assert_eq!(run["state"], "done", "{run}");
    assert_eq!(practice.there.wrongs(), Vec::<String>::new());
    assert_eq!(practice.desk.findings(), Vec::<String>::new());
}

fn conflicts(practice: &mut Practice) -> Vec<Value> {
    let page = practice.desk.call("ledgers.show", json!({}));
    page["connected"]["conflicts"].as_array().unwrap().clone()
}

/// The one thing to decide, in words.
fn told(practice: &mut Practice) -> String {
    let all = conflicts(practice);
    assert_eq!(all.len(), 1, "{all:#?}");
    format!("{}: {}", all[0]["title"].as_str().unwrap(), all[0]["words"].as_str().unwrap())
}

fn decide(practice: &mut Practice, decision: &str) {
    let key = conflicts(practice)[0]["key"].clone();
    practice.desk.call("ledgers.decide", json!({ "key": key, "decision": decision }));
}

/// The ledger's name, as sentences say it.
fn name(brand: Brand) -> &'static str {
    brand.capabilities().name
}

/// Something that happens to the invoice there is told in `words`; each choice ends the matter or
/// tells in a sentence why it cannot.
fn each_choice(happens: impl Fn(&There), words: &str, kept: [&str; 2]) {
    for (brand, kept) in BRANDS.into_iter().zip(kept) {
        for choice in CHOICES {
            let mut practice = synced(brand);
            happens(&practice.there);
            again(&mut practice, |_| {});
            assert_eq!(told(&mut practice), words.replace("LEDGER", name(brand)));
            again(&mut practice, |_| {});
            assert_eq!(conflicts(&mut practice).len(), 1, "nothing is solved by itself");
            decide(&mut practice, choice);
            again(&mut practice, |_| {});
            let left = conflicts(&mut practice);
            let left = left.first().map_or("", |one| one["words"].as_str().unwrap());
            assert_eq!(left, if choice == "keep_ours" { kept } else { "" }, "{brand:?} {choice}");
        }
    }
}

#[test]
fn an_invoice_that_is_changed_there_is_told_and_put_right_left_or_detached() {
    let due = |there: &There| {
        let day = json!({ "DueDate": "2026-05-31" });
        let xero = json!({ "DueDate": "/Date(1780185600000+0000)/" });
        there.alter_invoice("INV-0001", xero, day);
    };
    let words = "INV-0001: it is due on May 31, 2026 in LEDGER and on Mar 17, 2026 here";
    each_choice(due, words, ["", ""]);
}

#[test]
fn an_invoice_that_is_voided_there_is_told_and_left_or_detached() {
    let void = |there: &There| {
        let quickbooks = json!({ "PrivateNote": "Voided", "TotalAmt": 0, "Balance": 0 });
        there.alter_invoice("INV-0001", json!({ "Status": "VOIDED" }), quickbooks);
    };
    // What is voided keeps its number at both, and the refusal says so.
    let kept = [
        "Xero has this name or number already (Invoice # must be unique.)",
        "QuickBooks has this name or number already (Duplicate Document Number Error : You must \
         specify a different number.)",
    ];
    each_choice(void, "INV-0001: it was voided in LEDGER", kept);
}

#[test]
fn an_invoice_that_is_deleted_there_is_told_and_made_again_left_or_detached() {
    let words = "INV-0001: it was deleted in LEDGER";
    each_choice(|there| there.delete_invoice("INV-0001"), words, ["", ""]);
}

#[test]
fn an_invoice_that_is_paid_there_already_takes_no_payment_of_ours_and_says_so() {
    for brand in BRANDS {
        for choice in CHOICES {
            let mut practice = synced(brand);
            let paid = json!({ "Status": "PAID", "AmountDue": 0, "AmountPaid": 450 });
            practice.there.alter_invoice("INV-0001", paid, json!({ "Balance": 0 }));
            let client = practice.clients[0].clone();
            let invoice = practice.desk.invoice("INV-0001")["id"].clone();
            practice.desk.call(
                "payments.record",
                json!({ "client_id": client, "received_on": "2026-03-02", "amount": "225.00",
                    "method": "transfer", "reference": "",
                    "allocations": [{ "invoice_id": invoice, "amount": "225.00" }] }),
            );
            again(&mut practice, |_| {});
            let words = match brand {
                Brand::Xero => "Payment of INV-0001: payments or credits in Xero stand in the way",
                Brand::QuickBooks => "Payment of INV-0001: QuickBooks does not take it (A payment",
            };
            let said = told(&mut practice);
            assert!(said.starts_with(words), "{said}");
            // There is nothing there to take.
            if choice == "take_theirs" {
                assert_eq!(conflicts(&mut practice)[0]["there"], false);
                continue;
            }
            decide(&mut practice, choice);
            again(&mut practice, |_| {});
            assert_eq!(conflicts(&mut practice).len(), usize::from(choice == "keep_ours"));
        }
    }
}

#[test]
fn a_name_that_is_taken_there_meanwhile_is_told_and_no_second_contact_is_made() {
    for brand in BRANDS {
        let mut practice = synced(brand);
        let client = practice.desk.client("Birch & Co");
        practice.desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
        practice.desk.bill_all();
        again(&mut practice, |there| there.name_somebody("Birch & Co"));
        let said = told(&mut practice);
        let words = format!("Birch & Co: {} has this name or number already", name(brand));
        assert!(said.starts_with(&words), "{said}");
        let contacts = practice.there.shown("contacts");
        let same = contacts.iter().filter(|(name, _)| name == "Birch & Co").count();
        assert!(same <= 1, "{contacts:?}");
        let plan = practice.desk.call("ledgers.plan", json!({}))["rows"].to_string();
        assert!(plan.contains("it waits for what it belongs to"), "{plan}");
        decide(&mut practice, "keep_ours");
        again(&mut practice, |_| {});
        assert!(told(&mut practice).starts_with(&words), "no second one by a click either");
        if brand == Brand::Xero {
            let listed = practice.desk.call("ledgers.mapping", json!({}))["options"].clone();
            let same = |one: &&Value| one["list"] == "contact" && one["name"] == "Birch & Co";
            let theirs = listed.as_array().unwrap().iter().find(same).unwrap()["reference"].clone();
            let linked = json!({ "ours": client, "theirs": theirs });
            practice.desk.call("ledgers.link_contact", linked);
            again(&mut practice, |_| {});
            assert_eq!(conflicts(&mut practice), Vec::<Value>::new());
            assert_eq!(practice.there.shown("invoices").len(), 2);
        }
    }
}

#[test]
fn what_is_changed_there_while_it_is_put_right_is_read_again_before_it_is_changed() {
    for brand in BRANDS {
        let mut practice = synced(brand);
        let due = |there: &There| {
            let xero = json!({ "DueDate": "/Date(1780185600000+0000)/" });
            there.alter_invoice("INV-0001", xero, json!({ "DueDate": "2026-05-31" }));
        };
        due(&practice.there);
        again(&mut practice, |_| {});
        decide(&mut practice, "keep_ours");
        again(&mut practice, due);
        assert_eq!(conflicts(&mut practice), Vec::<Value>::new(), "{brand:?}");
        again(&mut practice, |_| {});
        assert_eq!(practice.run()["words"], "pushed 0, verified 0, differences 0", "{brand:?}");
    }
}

#[test]
fn a_day_that_is_closed_there_is_told_before_it_is_sent_and_when_it_is_closed_meanwhile() {
    for brand in BRANDS {
        let mut practice = synced(brand);
        practice.pass(31 * 86_400);
        practice.desk.bill_all();
        again(&mut practice, |there| there.lock("2026-04-30"));
        let said = told(&mut practice);
        let words = format!("INV-0002: its day lies in closed books in {}", name(brand));
        assert!(said.starts_with(&words), "{said}");
        decide(&mut practice, "keep_ours");
        again(&mut practice, |_| {});
        assert_eq!(conflicts(&mut practice), Vec::<Value>::new());
        let plan = practice.desk.call("ledgers.plan", json!({}))["rows"].to_string();
        let words = format!("the books in {} are closed through April 30, 2026", name(brand));
        assert!(plan.contains(&words), "{plan}");
        practice.there.lock("2026-03-31");
        again(&mut practice, |_| {});
        assert_eq!(practice.there.shown("invoices").len(), 2, "an opened day takes it");
    }
}

#[test]
fn an_invoice_that_is_voided_here_is_taken_out_there_with_the_payment_that_raised_its_version() {
    for brand in BRANDS {
        let mut practice = synced(brand);
        let payments = practice.desk.call("payments.list", json!({}))["rows"].clone();
        let payment = payments[0]["id"].clone();
        practice
            .desk
            .call("payments.reverse", json!({ "id": payment, "reason": "Recorded twice" }));
        let invoice = practice.desk.invoice("INV-0001")["id"].clone();
        let mistake = json!({ "id": invoice, "reason": "Billed by mistake" });
        practice.desk.call("invoices.void", mistake);
        again(&mut practice, |_| {});
        assert_eq!(conflicts(&mut practice), Vec::<Value>::new(), "{brand:?}");
        let run = practice.run();
        assert_eq!((&run["pushed"], &run["differences"]), (&json!(2), &json!(0)), "{run}");
        assert_eq!(practice.there.shown("invoices"), [], "{brand:?}");
    }
}
