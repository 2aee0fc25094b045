//! Rule 4: each period is billed at most once, and billed, waived with a reason, or in view.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, monthly};

fn due(desk: &mut Desk) -> Vec<Value> {
    charge_keys(&desk.call("catch_up.show", json!({})))
}

fn issue(keys: &[Value]) -> Value {
    json!({ "charges": keys, "date": "own_date", "merge": false })
}

fn three_months(folder: &Folder) -> Desk {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-05-04");
    desk
}

#[test]
fn rule_4_a_second_issue_of_the_same_charge_is_refused() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    let keys = due(&mut desk);
    assert_eq!(keys.len(), 3);
    desk.call("catch_up.issue", issue(&keys[..1]));
    let again = desk.refused("catch_up.issue", issue(&keys[..1]));
    assert_eq!(again.code, Code::Conflict);
    // One that is decided stops all: nothing is issued by halves.
    assert_eq!(desk.refused("catch_up.issue", issue(&keys)).code, Code::Conflict);
    assert_eq!(folder.number("SELECT count(*) FROM invoices"), 1);
    let waived = json!({ "charges": keys[..1], "reason": "No" });
    assert_eq!(desk.refused("catch_up.waive", waived).code, Code::Conflict);
    assert_eq!(due(&mut desk), keys[1..]);
}

#[test]
fn rule_4_the_same_charge_twice_in_one_question_is_billed_once() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    let first = due(&mut desk)[0].clone();
    desk.call("catch_up.issue", issue(&[first.clone(), first]));
    assert_eq!(folder.number("SELECT count(*) FROM invoice_lines"), 1);
    assert_eq!(desk.open_of("INV-0001"), 45_000);
}

#[test]
fn rule_4_the_file_itself_refuses_to_bill_a_period_twice() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    desk.bill_all();
    let again = folder.refuses(
        "INSERT INTO invoice_lines SELECT 'twin', invoice_id, position + 100, agreement_service_id,
            occurrence, beyond_cap, description, period_from, period_to, quantity, price_minor,
            net_minor, treatment, tax_minor FROM invoice_lines LIMIT 1",
    );
    assert!(again.contains("UNIQUE"), "{again}");
    let waived = folder.refuses(
        "INSERT INTO waivers SELECT agreement_service_id, occurrence, beyond_cap, 'why',
            '2026-05-04' FROM invoice_lines LIMIT 1",
    );
    assert!(waived.contains("this charge was billed"), "{waived}");
}

#[test]
fn rule_4_a_charge_ahead_of_its_day_cannot_be_billed() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    let mut ahead = due(&mut desk)[2].clone();
    ahead["occurrence"] = json!(3);
    assert_eq!(desk.refused("catch_up.issue", issue(&[ahead.clone()])).code, Code::Conflict);
    ahead["occurrence"] = json!(-1);
    let refusal = desk.refused("catch_up.issue", issue(&[ahead]));
    assert_eq!(refusal.field.as_deref(), Some("charges"));
    assert_eq!(folder.number("SELECT count(*) FROM invoices"), 0);
}

#[test]
fn rule_4_a_charge_is_let_go_only_with_a_reason_and_comes_back_on_request() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    let keys = due(&mut desk);
    let silent = json!({ "charges": keys[..1], "reason": "  " });
    assert_eq!(desk.refused("catch_up.waive", silent).field.as_deref(), Some("reason"));
    assert_eq!(due(&mut desk).len(), 3);
    let waived = desk.done("catch_up.waive", json!({ "charges": keys[..1], "reason": "A gift" }));
    assert_eq!(due(&mut desk), keys[1..]);
    let billed = folder.refuses(
        "INSERT INTO invoice_lines SELECT 'x', i.id, 9, w.agreement_service_id, w.occurrence,
            w.beyond_cap, 'd', '2026-03-02', '2026-03-02', '1', 1, 1, 'none', 0 FROM waivers w,
            (SELECT 'none' AS id) i",
    );
    assert!(billed.contains("this charge was waived"), "{billed}");
    let agreements = desk.call("agreements.list", json!({}));
    let page = desk.call("agreements.show", json!({ "id": agreements["rows"][0]["id"] }));
    assert_eq!(page["past"][0]["reason"], "A gift");
    desk.undo(&waived);
    assert_eq!(due(&mut desk), keys);
}

#[test]
fn rule_4_every_period_is_billed_waived_or_in_view_whatever_is_decided() {
    let folder = Folder::new();
    let mut desk = three_months(&folder);
    desk.turn_to("2027-03-02");
    let keys = due(&mut desk);
    assert_eq!(keys.len(), 13);
    for (at, key) in keys.iter().enumerate() {
        match at % 3 {
            0 => drop(desk.call("catch_up.issue", issue(std::slice::from_ref(key)))),
            1 => drop(desk.call("catch_up.waive", json!({ "charges": [key], "reason": "Gift" }))),
            _ => {}
        }
    }
    let (billed, waived) = (
        folder.number("SELECT count(*) FROM invoice_lines"),
        folder.number("SELECT count(*) FROM waivers"),
    );
    assert_eq!((billed, waived, due(&mut desk).len()), (5, 4, 4));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_4_a_completion_is_logged_once_and_stays_once_billed() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let line = tests::line("Set-up", "600.00", json!({ "kind": "on_completion" }));
    let agreement = desk.agreement(&client, "2026-03-02", json!([line]));
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    let work = json!({ "agreement_service_id": page["services"][0]["id"],
        "delivered_on": "2026-03-02", "hours": "", "note": "" });
    let logged = desk.done("deliveries.record", work.clone());
    assert_eq!(desk.refused("deliveries.record", work).code, Code::Conflict);
    assert_eq!(desk.bill_all(), ["INV-0001"]);
    let back = desk.refused("deliveries.remove", json!({ "id": logged.reply["id"] }));
    assert_eq!(back.code, Code::Conflict);
}

#[test]
fn two_agreements_of_one_client_are_billed_apart_unless_merged() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    for name in ["Monthly bookkeeping", "Payroll"] {
        desk.agreement(&client, "2026-03-02", json!([monthly(name, "100.00")]));
    }
    assert_eq!(desk.bill_all(), ["INV-0001", "INV-0002"]);
    desk.turn_to("2026-04-02");
    let due = desk.call("catch_up.show", json!({}));
    let asked = json!({ "charges": charge_keys(&due), "date": "today", "merge": true });
    let issued = desk.call("catch_up.issue", asked);
    assert_eq!(issued["numbers"], json!(["INV-0003"]));
    assert_eq!(issued["total"]["minor"], 20_000);
}

/// The book keeps a run of charges that ended and looks outside of it: in whatever order charges
/// end and are freed, what is undecided is all that did not end.
#[test]
fn rule_4_what_is_undecided_is_all_that_did_not_end_in_whatever_order_it_did() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-01-01");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-01-01", json!([monthly("Bookkeeping", "450.00")]));
    desk.turn_to("2026-08-02");
    let keys = due(&mut desk);
    let bill = |desk: &mut Desk, at: usize| {
        let asked = json!({ "charges": [keys[at]], "date": "own_date", "merge": false });
        desk.call("catch_up.issue", asked)["ids"][0].clone()
    };
    let left = |desk: &mut Desk, places: &[usize]| {
        let expected: Vec<Value> = places.iter().map(|at| keys[*at].clone()).collect();
        assert_eq!(due(desk), expected);
        assert_eq!(desk.findings(), Vec::<String>::new());
    };
    let fourth = bill(&mut desk, 3);
    bill(&mut desk, 5);
    let waived = desk.done("catch_up.waive", json!({ "charges": [keys[4]], "reason": "A gift" }));
    left(&mut desk, &[0, 1, 2, 6, 7]);
    assert_eq!(folder.number("SELECT first * 100 + next FROM ended_runs"), 306);
    bill(&mut desk, 2);
    bill(&mut desk, 6);
    left(&mut desk, &[0, 1, 7]);
    desk.undo(&waived);
    left(&mut desk, &[0, 1, 4, 7]);
    desk.call("invoices.void", json!({ "id": fourth, "reason": "A mistake" }));
    left(&mut desk, &[0, 1, 3, 4, 7]);
    for at in [4, 0, 3, 1] {
        bill(&mut desk, at);
    }
    left(&mut desk, &[7]);
}
