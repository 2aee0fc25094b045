//! Several currencies: an agreement is billed, paid and told of in its own, and no sum mixes two.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, charge_keys, monthly, practice, texts};

use crate::paper;

/// A practice in dollars whose numbers name the currency, a client in dollars and one in euros.
fn two_currencies(folder: &Folder) -> (Desk, String, String) {
    let mut form = practice();
    form["invoice_prefix"] = json!("{currency}-{year}-");
    form["credit_prefix"] = json!("C/{currency}/");
    let mut desk = folder.desk_of("2026-03-02", form);
    desk.fill_blanks();
    let home = desk.client("Alder Bakery LLC");
    let abroad = desk.client("Birke GmbH");
    let mut form = desk.call("clients.show", json!({ "id": abroad }))["form"].clone();
    form["currency"] = json!("EUR");
    desk.call("clients.save", json!({ "id": abroad, "form": form }));
    desk.agreement(&home, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.agreement(&abroad, "2026-03-02", json!([monthly("Bookkeeping", "90.00")]));
    (desk, home, abroad)
}

fn amount(minor: i64, currency: &str) -> Value {
    json!({ "minor": minor, "currency": currency })
}

fn all_invoices(desk: &mut Desk) -> Value {
    desk.call(
        "invoices.list",
        json!({ "view": "all", "filter": "", "sort": "number", "descending": false, "offset": 0,
            "limit": 10 }),
    )
}

#[test]
fn each_currency_has_numbers_of_its_own_where_the_prefix_names_it() {
    let folder = Folder::new();
    let (mut desk, _, abroad) = two_currencies(&folder);
    desk.bill_all();
    desk.turn_to("2026-04-02");
    let mut numbers = desk.bill_all();
    numbers.sort();
    assert_eq!(numbers, ["EUR-2026-0002", "USD-2026-0002"]);
    let row = desk.invoice("EUR-2026-0001");
    assert_eq!((&row["client_id"], &row["total"]), (&json!(abroad), &amount(9_000, "EUR")));
    let page = desk.call("invoices.show", json!({ "id": row["id"] }));
    if let Some(text) = paper::text(&paper::document(&mut desk, &page["document"])) {
        assert!(text.contains("Amount due, euros"), "{text}");
    }
    let credit = json!({ "invoice_id": row["id"], "what": { "kind": "sum", "amount": "10.00" },
        "reason": "Late", "rest": "credit" });
    let note = desk.call("credit_notes.issue", credit);
    assert_eq!((&note["number"], &note["total"]), (&json!("C/EUR/0001"), &amount(1_000, "EUR")));
    assert_eq!(desk.call("numbering.report", json!({}))["missing"], 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn no_total_mixes_two_currencies() {
    let folder = Folder::new();
    let (mut desk, _, abroad) = two_currencies(&folder);
    let due = desk.call("catch_up.show", json!({}));
    assert_eq!(
        (&due["total"], &due["others"]),
        (&amount(45_000, "USD"), &json!([amount(9_000, "EUR")]))
    );
    let birke = due["clients"].as_array().unwrap().iter().find(|one| one["client_id"] == abroad);
    assert_eq!(birke.unwrap()["others"], json!([amount(9_000, "EUR")]));
    let today = desk.call("today.show", json!({}));
    let title = today["needs"][0]["title"].as_str().unwrap();
    assert_eq!(title, "2 charges are due to be billed, 450.00 and 90.00 EUR");

    let asked = json!({ "charges": charge_keys(&due), "date": "today", "merge": true });
    let issued = desk.call("catch_up.issue", asked);
    assert_eq!(
        (&issued["total"], &issued["others"]),
        (&amount(45_000, "USD"), &json!([amount(9_000, "EUR")]))
    );
    let list = all_invoices(&mut desk);
    assert_eq!(
        (&list["count"], &list["open"], &list["others"]),
        (&json!(2), &amount(45_000, "USD"), &json!([amount(9_000, "EUR")]))
    );
    assert_eq!(list["ageing"]["owed"], amount(45_000, "USD"));
    let clients = desk.call("clients.list", json!({ "archived": false }));
    assert_eq!(clients["open"], amount(45_000, "USD"));
    let owed: Vec<Value> = clients["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["open"]["minor"], row["others"]]))
        .collect();
    assert_eq!(owed, [json!([45_000, []]), json!([0, [amount(9_000, "EUR")]])]);
    let agreements = desk.call("agreements.list", json!({}));
    assert_eq!(
        (&agreements["per_year"], &agreements["others"]),
        (&amount(540_000, "USD"), &json!([amount(108_000, "EUR")]))
    );
    assert_eq!(desk.call("insights.show", json!({}))["recurring_month"], amount(45_000, "USD"));
    let sheets = desk.call("ledger.trial_balance", json!({ "on": "2026-03-02" }));
    let sheets = sheets["sheets"].as_array().unwrap();
    let sides: Vec<Value> =
        sheets.iter().map(|sheet| json!([sheet["debits"], sheet["credits"]])).collect();
    assert!(sides.contains(&json!([amount(9_000, "EUR"), amount(9_000, "EUR")])), "{sides:?}");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn money_pays_invoices_of_its_own_currency_and_no_other() {
    let folder = Folder::new();
    let (mut desk, _, abroad) = two_currencies(&folder);
    desk.bill_all();
    let id = desk.invoice("EUR-2026-0001")["id"].clone();
    let mut paid = json!({ "client_id": abroad, "received_on": "2026-03-02", "amount": "90.00",
        "method": "transfer", "reference": "",
        "allocations": [{ "invoice_id": id, "amount": "90.00" }] });
    let refusal = desk.refused("payments.record", paid.clone());
    assert_eq!(refusal.code, Code::InvalidInput);
    assert_eq!(refusal.message, "EUR-2026-0001 is in EUR and this money in USD; they do not mix");
    let asked =
        |currency: Value| json!({ "client_id": abroad, "amount": "90.00", "currency": currency });
    let home = desk.call("payments.suggest", asked(Value::Null));
    assert_eq!(home["rows"], json!([]));
    let own = desk.call("payments.suggest", asked(json!("EUR")));
    assert_eq!(own["rows"][0]["amount"], amount(9_000, "EUR"));
    paid["currency"] = json!("EUR");
    desk.call("payments.record", paid);
    assert_eq!(desk.open_of("EUR-2026-0001"), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_file_itself_refuses_to_join_money_to_an_invoice_of_another_currency() {
    let folder = Folder::new();
    let (mut desk, home, _) = two_currencies(&folder);
    desk.bill_all();
    desk.call(
        "payments.record",
        json!({ "client_id": home, "received_on": "2026-03-02", "amount": "5.00",
            "method": "cash", "reference": "", "allocations": [] }),
    );
    let refusal = folder.refuses(
        "INSERT INTO allocations SELECT 'x', p.id, i.id, 1, '2026-03-02', NULL
            FROM payments p, invoices i WHERE i.currency = 'EUR'",
    );
    assert!(refusal.contains("of its own currency"), "{refusal}");
}

#[test]
fn an_account_is_told_of_in_its_currency_and_for_any_day() {
    let folder = Folder::new();
    let (mut desk, home, abroad) = two_currencies(&folder);
    desk.bill_all();
    desk.turn_to("2026-04-02");
    desk.bill_all();
    let id = desk.invoice("EUR-2026-0001")["id"].clone();
    desk.call(
        "payments.record",
        json!({ "client_id": abroad, "received_on": "2026-04-02", "amount": "90.00",
            "currency": "EUR", "method": "transfer", "reference": "",
            "allocations": [{ "invoice_id": id, "amount": "90.00" }] }),
    );
    let mut on = |client: &str, until: Value, currency: Value| {
        let asked = json!({ "client_id": client, "from": "2026-03-01", "until": until,
            "currency": currency });
        let page = desk.call("account_statements.preview", asked);
        json!([page["owed"], page["past_due"], page["open_invoices"], page["movements"]])
    };
    let none = Value::Null;
    assert_eq!(
        on(&abroad, none.clone(), none.clone()),
        json!([amount(9_000, "EUR"), amount(0, "EUR"), 1, 3])
    );
    assert_eq!(
        on(&abroad, json!("2026-03-31"), none.clone()),
        json!([amount(9_000, "EUR"), amount(9_000, "EUR"), 1, 1])
    );
    assert_eq!(on(&home, none.clone(), none)[0], amount(90_000, "USD"));
    let asked = json!({ "client_id": home, "from": "2026-03-01", "currency": "EUR" });
    let refusal = desk.refused("account_statements.preview", asked);
    assert_eq!(refusal.message, "nothing was billed to Alder Bakery LLC in EUR yet");
    let later = json!({ "client_id": home, "from": "2026-03-01", "until": "2026-05-01" });
    let refusal = desk.refused("account_statements.make", later);
    assert_eq!(refusal.field.as_deref(), Some("until"));
}

/// One client with agreements in two currencies gets an invoice for each, merged or not.
#[test]
fn an_invoice_never_holds_two_currencies() {
    let folder = Folder::new();
    let (mut desk, _, abroad) = two_currencies(&folder);
    desk.call("clients.bill_together", json!({ "id": abroad, "together": true }));
    let proposal = tests::id(&desk.call("proposals.create", json!({ "client_id": abroad })));
    let mut draft = desk.call("proposals.show", json!({ "id": proposal }))["draft"].clone();
    draft["lines"] = json!([monthly("Advice", "70.00")]);
    draft["starts_on"] = json!("2026-03-02");
    draft["currency"] = json!("XYZ");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let page = desk.call("proposals.show", json!({ "id": proposal }));
    assert_eq!(page["problems"][0]["field"], "currency");
    draft["currency"] = json!("USD");
    desk.call("proposals.save", json!({ "id": proposal, "draft": draft }));
    let sent = desk.call("proposals.send", json!({ "id": proposal }));
    let revision = sent["revision"]["id"].as_str().unwrap().to_owned();
    desk.call("acceptances.in_person", tests::in_person(&revision, "June Alder"));
    let due = desk.call("catch_up.show", json!({}));
    let asked = json!({ "charges": charge_keys(&due), "date": "today", "merge": true });
    let mut numbers = texts(&desk.call("catch_up.issue", asked)["numbers"]);
    numbers.sort();
    assert_eq!(numbers, ["EUR-2026-0001", "USD-2026-0001", "USD-2026-0002"]);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
