//! Rule 17: what can be undone is undone exactly; what cannot says so.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, file, id, line, monthly};

use crate::ledger::balances;

/// What a person sees of the whole book, for holding before against after.
fn seen(desk: &mut Desk, folder: &Folder) -> Value {
    let invoices = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 500 });
    let questions = [
        ("clients.list", json!({ "archived": false })),
        ("clients.list", json!({ "archived": true })),
        ("services.list", json!({ "archived": false })),
        ("agreements.list", json!({})),
        ("catch_up.show", json!({})),
        ("invoices.list", invoices),
        ("insights.show", json!({})),
    ];
    let answers: Vec<Value> =
        questions.into_iter().map(|(name, asked)| desk.call(name, asked)).collect();
    json!({ "answers": answers, "ledger": balances(folder) })
}

/// Does it, sees that something changed, takes it back, and sees that nothing did.
fn there_and_back(desk: &mut Desk, folder: &Folder, name: &str, question: Value) {
    let before = seen(desk, folder);
    let done = desk.done(name, question);
    assert_ne!(seen(desk, folder), before, "{name} changed nothing");
    desk.undo(&done);
    assert_eq!(seen(desk, folder), before, "{name} was not taken back");
}

fn form(name: &str) -> Value {
    json!({ "name": name, "kind": "business", "contact": "", "email": "", "phone": "",
        "address": "", "tax_number": "", "payer_names": "", "notes": "" })
}

fn service() -> Value {
    json!({ "name": "Payroll", "description": "", "price": "80.00", "tax": "none",
        "billing": { "kind": "recurring", "every": "month", "day": "last_day" } })
}

#[test]
fn rule_17_clients_and_services_come_back_as_they_were() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let made = id(&desk.call("services.add", service()));
    there_and_back(&mut desk, &folder, "clients.add", form("Birch LLC"));
    there_and_back(
        &mut desk,
        &folder,
        "clients.save",
        json!({ "id": client, "form": form("Elder Bakery LLC") }),
    );
    there_and_back(&mut desk, &folder, "clients.archive", json!({ "id": client }));
    let list = b"Name,Email\nBirch,b@birch.example\nCedar,c@cedar.example\n";
    let question = json!({ "kind": "clients", "file": file("list.csv", list) });
    let mapping = desk.call("imports.preview", question)["mapping"].clone();
    there_and_back(
        &mut desk,
        &folder,
        "imports.run",
        json!({ "kind": "clients", "file": file("list.csv", list), "mapping": mapping }),
    );
    let mut dearer = service();
    dearer["price"] = json!("90.00");
    there_and_back(&mut desk, &folder, "services.save", json!({ "id": made, "form": dearer }));
    there_and_back(&mut desk, &folder, "services.archive", json!({ "id": made }));
}

#[test]
fn rule_17_a_client_taken_out_comes_back_with_every_field() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let mut whole = form("Birch LLC");
    for field in ["contact", "phone", "address", "tax_number", "payer_names", "notes"] {
        whole[field] = json!(format!("the {field}"));
    }
    whole["email"] = json!("b@birch.example");
    whole["tax_place"] = json!("eu");
    whole["currency"] = json!("EUR");
    let client = id(&desk.call("clients.add", whole.clone()));
    let done = desk.done("clients.discard", json!({ "id": client }));
    let back = id(&desk.undo(&done));
    assert_eq!(desk.call("clients.show", json!({ "id": back }))["form"], whole);
}

#[test]
fn rule_17_decisions_about_charges_and_money_come_back_to_the_cent() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let hourly = line("Advice", "150.00", json!({ "kind": "hourly", "cap_hours": "10" }));
    let lines = json!([monthly("Bookkeeping", "450.00"), hourly]);
    let agreement = desk.agreement(&client, "2026-03-02", lines);
    desk.bill_all();
    desk.turn_to("2026-04-02");
    let due = charge_keys(&desk.call("catch_up.show", json!({})));
    there_and_back(
        &mut desk,
        &folder,
        "catch_up.waive",
        json!({ "charges": due, "reason": "Gift" }),
    );
    let page = desk.call("agreements.show", json!({ "id": agreement }));
    there_and_back(
        &mut desk,
        &folder,
        "deliveries.record",
        json!({ "agreement_service_id": page["services"][1]["id"],
            "delivered_on": "2026-04-01", "hours": "1.5", "note": "" }),
    );
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let paid = json!({ "client_id": client, "received_on": "2026-04-01", "amount": "500.00",
        "method": "cheque", "reference": "2231",
        "allocations": [{ "invoice_id": invoice, "amount": "450.00" }] });
    there_and_back(&mut desk, &folder, "payments.record", paid.clone());
    desk.call("payments.record", paid);
    let page = desk.call("invoices.show", json!({ "id": invoice }));
    let allocation = page["payments"][0]["allocation_id"].clone();
    there_and_back(&mut desk, &folder, "payments.unallocate", json!({ "id": allocation }));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn rule_17_the_history_offers_the_same_undo_later() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.call("clients.archive", json!({ "id": client }));
    drop(desk);
    let mut desk = folder.desk("2026-03-09");
    let asked = json!({ "filter": "archived", "offset": 0, "limit": 10 });
    let undo = desk.call("history.list", asked)["rows"][0]["undo"].clone();
    desk.call(undo["name"].as_str().unwrap(), undo["question"].clone());
    let list = desk.call("clients.list", json!({ "archived": false }));
    assert_eq!(list["rows"][0]["name"], "Alder Bakery LLC");
}

#[test]
fn rule_17_an_undo_that_came_too_late_is_refused_and_harms_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.done("clients.add", form("Alder Bakery LLC"));
    let id = id(&client.reply);
    desk.agreement(&id, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let before = seen(&mut desk, &folder);
    let undo = client.undo.unwrap();
    assert_eq!(desk.refused(&undo.name, undo.question).code, Code::Conflict);
    assert_eq!(seen(&mut desk, &folder), before);
}

#[test]
fn rule_17_a_proposal_thrown_away_comes_back_with_its_draft() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": client })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"] = json!([monthly("Bookkeeping", "450.00")]);
    draft["further_terms"] = json!("Half-written ter");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let saved = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    assert_eq!(saved["further_terms"], "Half-written ter");
    let gone = desk.done("proposals.discard", json!({ "id": proposal }));
    assert_eq!(desk.call("proposals.list", json!({}))["rows"], json!([]));
    desk.undo(&gone);
    assert_eq!(desk.call("proposals.show", json!({ "id": proposal }))["draft"], saved);
}

#[test]
fn rule_17_a_matter_put_off_comes_back_at_once_on_request() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let need = desk.call("today.show", json!({}))["needs"][0].clone();
    let question = json!({ "key": need["key"], "title": need["title"], "until": "2026-03-09",
        "reason": "Next week" });
    let put_off = desk.done("today.snooze", question);
    let page = desk.call("today.show", json!({}));
    assert!(!page["needs"].as_array().unwrap().contains(&need));
    desk.undo(&put_off);
    assert_eq!(desk.call("today.show", json!({}))["needs"][0], need);
}
