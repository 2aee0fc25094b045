//! Rule 18: a refusal names the field it belongs to and says what to do; the work in hand stays.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, practice};

fn with(mut form: Value, field: &str, value: Value) -> Value {
    form[field] = value;
    form
}

fn client() -> Value {
    json!({ "name": "Alder Bakery LLC", "kind": "business", "contact": "", "email": "",
        "phone": "", "address": "", "tax_number": "", "payer_names": "", "notes": "" })
}

fn service() -> Value {
    json!({ "name": "Payroll", "description": "", "price": "80.00", "tax": "none",
        "billing": { "kind": "on_acceptance" } })
}

/// Asserts that each question is refused by the field that is named with it.
fn named<const N: usize>(name: &str, cases: [(Value, &str); N]) {
    let mut desk = Desk::on("2026-03-02");
    for (question, field) in cases {
        let refusal = desk.refused(name, question);
        let said = &refusal.message;
        assert_eq!(refusal.field.as_deref(), Some(field), "{name}: {said}");
        assert_eq!(refusal.code, Code::InvalidInput, "{name} {field}");
        let capital = said.starts_with(char::is_uppercase);
        assert!(!capital && !said.ends_with('.'), "{said}");
    }
}

#[test]
fn rule_18_every_field_of_a_client_or_service_that_cannot_be_taken_is_named() {
    let client = |field: &'static str, value: &str| (with(client(), field, json!(value)), field);
    named(
        "clients.add",
        [
            client("name", " "),
            client("name", &"x".repeat(501)),
            client("kind", "friend"),
            client("email", "nobody"),
            client("phone", "1\u{7}2"),
        ],
    );
    let service = |field: &'static str, value: &str| (with(service(), field, json!(value)), field);
    named(
        "services.add",
        [
            service("name", ""),
            service("price", "12.345"),
            service("price", "-1"),
            service("price", "ten"),
        ],
    );
}

#[test]
fn rule_18_every_field_of_the_practice_that_cannot_be_taken_is_named() {
    let form = |field: &'static str, value: &str| (with(practice(), field, json!(value)), field);
    named(
        "practice.save",
        [
            form("name", ""),
            form("currency", "XXX"),
            form("time_zone", "Mars/Olympus"),
            form("usual_tax", "gb_standard"),
            form("tax_rounding", "week"),
            form("payment_days", "366"),
            form("jurisdiction", "ZZ"),
            (with(practice(), "logo", file("a.png", b"GIF89a")), "logo"),
        ],
    );
}

#[test]
fn rule_18_every_other_field_that_cannot_be_taken_is_named() {
    named(
        "bank.add_account",
        [
            (json!({ "name": "", "currency": "USD" }), "name"),
            (json!({ "name": "Main", "currency": "usd" }), "currency"),
        ],
    );
    let list = json!({ "view": "all", "filter": "", "sort": "number", "descending": false,
        "offset": 0, "limit": 1 });
    named(
        "invoices.list",
        [
            (with(list.clone(), "view", json!("odd")), "view"),
            (with(list, "sort", json!("odd")), "sort"),
        ],
    );
    named("books.open", [(json!({ "path": "relative/file" }), "folder")]);
}

#[test]
fn rule_18_dates_out_of_this_world_are_refused_by_field() {
    let mut desk = Desk::on("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    for day in [
        "0000-01-01",
        "1899-12-31",
        "3000-01-01",
        "2026-02-30",
        "02/03/2026",
        "",
        "today",
        "2026-3-2",
        "99999-01-01",
        "２０２６-03-02",
    ] {
        let question = json!({ "client_id": client, "received_on": day, "amount": "1.00",
            "method": "cash", "reference": "", "allocations": [] });
        let refusal = desk.refused("payments.record", question);
        assert_eq!(refusal.field.as_deref(), Some("received_on"), "{day}");
    }
    let question = json!({ "client_id": client, "received_on": "2026-03-03", "amount": "1.00",
        "method": "cash", "reference": "", "allocations": [] });
    let tomorrow = desk.refused("payments.record", question);
    assert_eq!(tomorrow.field.as_deref(), Some("received_on"));
}

#[test]
fn rule_18_a_draft_is_kept_with_all_its_mistakes_and_each_is_named() {
    let mut desk = Desk::on("2026-03-02");
    let proposal = id(&desk.call("proposals.create", json!({ "client_id": null })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["starts_on"] = json!("0000-00-00");
    draft["payment_days"] = json!("soon");
    draft["discount_percent"] = json!("150");
    draft["lines"] = json!([monthly("", "12.345")]);
    draft["lines"][0]["billing"] = json!({ "kind": "recurring", "every": "month",
        "day": "start_day", "billed": "", "shift": "", "proration": "", "cycles": "",
        "ends_on": "", "continues": false });
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["draft"], draft);
    let fields: Vec<&str> = page["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].as_str().unwrap())
        .collect();
    for field in [
        "client_id",
        "starts_on",
        "payment_days",
        "discount_percent",
        "lines.0.name",
        "lines.0.price",
    ] {
        assert!(fields.contains(&field), "{field} is not among {fields:?}");
    }
    let refusal = desk.refused("proposals.send", json!({ "id": proposal }));
    assert!(fields.contains(&refusal.field.as_deref().unwrap()));
    let preview = desk.call("proposals.preview", json!({ "id": proposal, "draft": draft }));
    assert!(preview["pages"].as_i64().unwrap() >= 1);
}

#[test]
fn rule_18_unknown_fields_ids_and_commands_are_refused_not_guessed() {
    let mut desk = Desk::on("2026-03-02");
    let extra = desk.refused("clients.add", with(client(), "colour", json!("red")));
    assert_eq!(extra.code, Code::InvalidInput);
    for wrong in ["", "cli_1", "inv_018f0000-0000-7000-8000-000000000001", "'; DROP TABLE clients"]
    {
        let refusal = desk.refused("clients.show", json!({ "id": wrong }));
        assert_eq!(refusal.code, Code::InvalidInput, "{wrong}");
    }
    let nobody = desk.client("Alder Bakery LLC").replace("0001", "9999");
    assert!(matches!(
        desk.refused("clients.show", json!({ "id": nobody })).code,
        Code::NotFound | Code::InvalidInput
    ));
    assert_eq!(desk.refused("clients.explode", json!({})).code, Code::NotFound);
    assert_eq!(desk.refused("clients.show", json!(null)).code, Code::InvalidInput);
    assert_eq!(desk.refused("clients.show", json!([1, 2])).code, Code::InvalidInput);
}

/// Every command, asked nonsense: a refusal, never a panic, and nothing is changed.
#[test]
fn rule_18_no_command_falls_over_whatever_it_is_asked() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    let entries = folder.number("SELECT count(*) FROM journal");
    let nonsense = [
        json!(null),
        json!({}),
        json!([]),
        json!("text"),
        json!(1.5),
        json!({ "id": "" }),
        json!({ "id": client }),
        json!({ "id": null }),
        json!({ "id": "x".repeat(100_000) }),
        json!({ "charges": [] }),
        json!({ "limit": -1 }),
        json!({ "text": "\u{0}" }),
    ];
    let skipped = [
        "books.create",
        "books.move",
        "books.backup",
        "sample.create",
        "sample.remove",
        "services.add_starters",
        "today.visit",
        "proposals.create",
    ];
    for command in app::commands::COMMANDS {
        if skipped.contains(&command.name) {
            continue;
        }
        for question in &nonsense {
            if question.get("id") == Some(&json!(client)) && command.name.starts_with("clients.") {
                continue;
            }
            if let Err(refusal) = desk.app.call(command.name, question.clone()) {
                assert_ne!(refusal.code, Code::Bug, "{} {question}", command.name);
            }
        }
    }
    assert_eq!(folder.number("SELECT count(*) FROM journal"), entries);
}

#[test]
fn rule_18_without_a_book_every_command_says_so() {
    let folder = Folder::new();
    let mut desk = folder.closed_desk("2026-03-02");
    for (name, question) in [
        ("today.show", json!({})),
        ("clients.add", client()),
        ("books.verify", json!({})),
        ("books.backup", json!({})),
    ] {
        assert_eq!(desk.refused(name, question).code, Code::NoBooks, "{name}");
    }
    assert_eq!(desk.call("books.status", json!({}))["open"], Value::Null);
}
