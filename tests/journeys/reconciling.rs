//! Explaining bank lines: every kind, split to the cent, transfers once, classes together, each
//! undone to the very same balances (I10).

use serde_json::{Value, json};
use tests::{Desk, Folder, file, id, monthly, table, texts};

use crate::ledger::balances;

const HEAD: &str = "Date,Description,Amount\n";

/// A book with one client who owes 450.00, in April.
pub(crate) fn billed(folder: &Folder) -> (Desk, String) {
    let mut desk = folder.desk("2026-03-02");
    let client = desk.client("Alder Bakery LLC");
    desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    desk.bill_all();
    desk.turn_to("2026-04-03");
    (desk, client)
}

pub(crate) fn import(desk: &mut Desk, account: &Value, rows: &str) -> Value {
    let mapping = json!({ "skip_rows": 1, "date": 0, "amount": 2, "inverted": false,
        "out_flags": [], "description": [1] });
    let question = json!({ "account_id": account, "mapping": mapping,
        "file": file("bank.csv", format!("{HEAD}{rows}").as_bytes()) });
    desk.call("statements.import", question)
}

pub(crate) fn lines(desk: &mut Desk, account: &Value) -> Vec<Value> {
    let asked = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 500 });
    desk.call("lines.list", asked)["rows"].as_array().unwrap().clone()
}

pub(crate) fn line_of(desk: &mut Desk, account: &Value, text: &str) -> Value {
    let found = lines(desk, account).into_iter();
    found.into_iter().find(|row| row["description"].as_str().unwrap().contains(text)).unwrap()
}

pub(crate) fn accept(desk: &mut Desk, line: &Value, explain: Value) -> app::Done {
    desk.done("matches.accept", json!({ "line_id": line["id"], "explain": explain }))
}

fn nature(category: &str) -> Value {
    json!({ "kind": "not_an_invoice", "category": category, "note": "" })
}

/// Explains what is left: fees as charges, rent as rent, the rest as other.
pub(crate) fn explain_rest(desk: &mut Desk, account: &Value) {
    for row in lines(desk, account).iter().filter(|row| row["state"] == "to_explain") {
        let text = row["description"].as_str().unwrap();
        let category = match text {
            text if text.contains("FEE") => "fee",
            text if text.contains("RENT") => "expense:rent",
            _ => "other",
        };
        accept(desk, row, nature(category));
    }
}

/// Another account with these lines.
fn savings(desk: &mut Desk, rows: &str) -> Value {
    let asked = json!({ "name": "Savings", "currency": "USD" });
    let account = desk.call("bank.add_account", asked)["id"].clone();
    import(desk, &account, rows);
    account
}

fn refusal(desk: &mut Desk, line: &Value, explain: Value) -> String {
    let question = json!({ "line_id": line["id"], "explain": explain });
    let refused = desk.refused("matches.accept", question);
    format!("{}: {}", refused.field.unwrap_or_default(), refused.message)
}

fn held(folder: &Folder, account: &str) -> i64 {
    let found = balances(folder).into_iter().find(|(name, _)| name == account);
    found.map_or(0, |(_, minor)| minor)
}

#[test]
fn each_kind_of_line_posts_to_an_account_of_its_own_and_is_undone_to_the_cent() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let before = balances(&folder);
    let account = import(&mut desk, &Value::Null, "2026-03-30,LINE,-12.34\n")["account_id"].clone();
    let line = line_of(&mut desk, &account, "LINE");
    for (category, ledger, words) in [
        ("fee", "bank_charges", "Bank charge"),
        ("interest", "interest", "Interest paid"),
        ("transfer", "in_transit", "Transfer to an own account"),
        ("owner", "owners_money", "The owner took out"),
        ("not_mine", "not_ours", "Not mine, sent back"),
        ("expense", "expense:other", "Other expenses"),
        ("expense:telephone", "expense:telephone", "Telephone and internet"),
        ("other", "not_from_clients", "Other"),
    ] {
        let done = accept(&mut desk, &line, nature(category));
        assert_eq!(held(&folder, ledger), 1_234, "{category}");
        assert_eq!(held(&folder, &format!("bank:{}", account.as_str().unwrap())), -1_234);
        let shown = line_of(&mut desk, &account, "LINE");
        assert_eq!((&shown["state"], &shown["words"]), (&json!("explained"), &json!(words)));
        assert_eq!(desk.findings(), Vec::<String>::new());
        desk.undo(&done);
        assert_eq!(balances(&folder), before, "{category}");
    }
    let wrong = refusal(&mut desk, &line, nature("expense:gold"));
    assert_eq!(wrong, "category: choose what the line is");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

/// A cheque batch: one deposit, two clients, a recorded cheque, and a fee kept by the bank.
#[test]
fn a_line_is_split_over_several_explanations_that_add_up_to_the_cent() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let other = desk.client("Birch & Co");
    let cheque = json!({ "client_id": other, "received_on": "2026-03-29", "amount": "120.00",
        "method": "cheque", "reference": "2231", "allocations": [] });
    let cheque = id(&desk.call("payments.record", cheque));
    let before = balances(&folder);
    let rows = "2026-03-30,REMOTE DEPOSIT,568.77\n2026-03-31,DEPOSIT AGAIN,120.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let (line, again) =
        (line_of(&mut desk, &account, "REMOTE"), line_of(&mut desk, &account, "AGAIN"));
    let invoice = desk.invoice("INV-0001")["id"].clone();
    let pays = json!({ "kind": "invoices", "client_id": client, "invoices": [invoice] });
    let recorded = json!({ "kind": "recorded_payment", "payment_id": cheque });
    let split = |fee: &str| {
        json!({ "kind": "split", "parts": [
            { "amount": "450.00", "explain": pays },
            { "amount": "120.00", "explain": recorded },
            { "amount": fee, "explain": nature("fee") }] })
    };
    let weighed = json!({ "line_id": line["id"], "amounts": ["450.00", "120", "", "1.2.3"] });
    let sums = desk.call("lines.weigh", weighed);
    assert_eq!((&sums["left_typed"], &sums["adds_up"]), (&json!("-1.23"), &json!(false)));
    assert!(sums["wrong"][3].as_str().unwrap().contains("1.2.3"));
    assert_eq!(
        refusal(&mut desk, &line, split("-1.22")),
        "parts: the parts miss the line of 568.77 by \u{2212}0.01; they must add up to it"
    );
    assert!(refusal(&mut desk, &line, split("0")).starts_with("parts.2.amount: a part of nothing"));
    assert!(refusal(&mut desk, &line, split("x")).starts_with("parts.2.amount: "));
    let done = accept(&mut desk, &line, split("-1.23"));
    assert_eq!(desk.open_of("INV-0001"), 0);
    assert_eq!((held(&folder, "bank_charges"), held(&folder, "undeposited")), (123, 0));
    let page = desk.call("lines.show", json!({ "id": line["id"] }));
    assert_eq!(
        table(&page["split"], &["words", "amount"]),
        "Alder Bakery LLC, INV-0001 | 45000\nBirch & Co, recorded payment | 12000\n\
         Bank charge | -123\n"
    );
    assert_eq!(desk.findings(), Vec::<String>::new());
    assert_eq!(
        refusal(&mut desk, &again, recorded),
        ": another bank line is matched to this payment",
        "a part counts as a match"
    );
    let reverse = json!({ "id": cheque, "reason": "A mistake" });
    desk.refused("payments.reverse", reverse);
    folder.refuses("UPDATE match_parts SET amount_minor = 1");
    folder.refuses("DELETE FROM match_parts");
    folder.refuses(
        "INSERT INTO matches (id, line_id, account_id, kind, payment_id, category, words,
            matched_at) SELECT 'm', 'other', account_id, 'recorded_payment', (SELECT payment_id
            FROM match_parts WHERE kind = 'recorded_payment'), '', '', '' FROM matches LIMIT 1",
    );
    desk.undo(&done);
    assert_eq!(balances(&folder), before);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_split_needs_two_parts_none_of_which_is_a_split() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let account = import(&mut desk, &Value::Null, "2026-03-30,A,-20.00\n")["account_id"].clone();
    let line = line_of(&mut desk, &account, "A");
    let one = json!({ "kind": "split", "parts": [
        { "amount": "-20.00", "explain": nature("fee") }] });
    assert!(refusal(&mut desk, &line, one.clone()).starts_with("parts: a line is split over two"));
    let aside = json!({ "kind": "set_aside", "reason": "x" });
    for inner in [one, aside] {
        let nested = json!({ "kind": "split", "parts": [
            { "amount": "-10.00", "explain": nature("fee") },
            { "amount": "-10.00", "explain": inner }] });
        let said = refusal(&mut desk, &line, nested);
        assert_eq!(said, "parts.1: this explains a whole line and no part of one");
    }
    assert_eq!(line_of(&mut desk, &account, "A")["state"], "to_explain");
}

#[test]
fn a_transfer_explains_both_lines_and_moves_the_money_once() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let rows = "2026-03-30,TO SAVINGS,-200.00\n2026-03-31,TO SAVINGS TOO,-50.00\n";
    let operating = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let savings = savings(&mut desk, "2026-04-01,FROM OPERATING,200.00\n");
    let (out, small) = (
        line_of(&mut desk, &operating, "TO SAVINGS"),
        line_of(&mut desk, &operating, "SAVINGS TOO"),
    );
    let (out, small) = if out["id"] == small["id"] {
        let all = lines(&mut desk, &operating);
        (all.into_iter().find(|row| row["id"] != small["id"]).unwrap(), small)
    } else {
        (out, small)
    };
    let came = line_of(&mut desk, &savings, "FROM");
    let found = desk.call("lines.other_sides", json!({ "id": out["id"] }));
    assert_eq!(
        table(&found["rows"], &["account", "description", "amount", "explained"]),
        "Savings | FROM OPERATING | 20000 | false\n"
    );
    let nothing = desk.call("lines.other_sides", json!({ "id": small["id"] }));
    assert_eq!(nothing["rows"], json!([]));
    let to = |line: &Value| json!({ "kind": "transfer", "other_line_id": line["id"] });
    assert!(
        refusal(&mut desk, &small, to(&came)).contains("the lines are \u{2212}50.00 and 200.00")
    );
    assert!(refusal(&mut desk, &small, to(&out)).contains("in another account"));
    let before = balances(&folder);
    let done = accept(&mut desk, &out, to(&came));
    let bank = |account: &Value| held(&folder, &format!("bank:{}", account.as_str().unwrap()));
    assert_eq!((bank(&operating), bank(&savings)), (-20_000, 20_000));
    assert_eq!(held(&folder, "in_transit"), 0, "the money moved once");
    let shown = desk.call("lines.show", json!({ "id": came["id"] }));
    assert_eq!(shown["matched"], "Transfer from bank to Savings");
    assert_eq!(shown["other_side"], "bank, Mar 30, TO SAVINGS");
    assert!(refusal(&mut desk, &small, to(&came)).contains("the lines are"));
    assert_eq!(desk.findings(), Vec::<String>::new());
    // Undone from either side, both are to explain again.
    let other = line_of(&mut desk, &savings, "FROM")["match_id"].clone();
    desk.call("matches.undo", json!({ "id": other }));
    assert_eq!(balances(&folder), before);
    let gone = desk
        .refused(&done.undo.as_ref().unwrap().name, done.undo.as_ref().unwrap().question.clone());
    assert_eq!(gone.code, app::failure::Code::NotFound);
    // One side may be explained first; the money is on its way until the other line comes.
    accept(&mut desk, &out, nature("transfer"));
    assert_eq!(held(&folder, "in_transit"), 20_000);
    let found = desk.call("lines.other_sides", json!({ "id": came["id"] }));
    assert_eq!(found["rows"][0]["explained"], true);
    accept(&mut desk, &came, to(&out));
    assert_eq!(held(&folder, "in_transit"), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_class_is_accepted_after_its_list_was_shown_and_undone_as_one() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    for (name, price) in [("Alder Bakery LLC", "450.00"), ("Birch & Co", "321.00")] {
        let client = desk.client(name);
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", price)]));
    }
    desk.bill_all();
    desk.turn_to("2026-04-03");
    let rows = "2026-03-28,COFFEE,-4.50\n2026-03-29,ZELLE FROM ALDER BAKERY INV-0001,450.00\n\
        2026-03-30,ZELLE FROM ALDER BAKERY INV-0001,450.00\n\
        2026-03-31,WIRE FROM BIRCH & CO INV-0002,321.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let certain = desk.call("lines.certain", json!({ "id": account }));
    let shown = table(&certain["rows"], &["posted_on", "amount", "sentence"]);
    assert_eq!(
        shown,
        "2026-03-31 | 32100 | Birch & Co pays INV-0002 in full.\n\
         2026-03-30 | 45000 | Alder Bakery LLC pays INV-0001 in full.\n",
        "the second line for the same invoice waits"
    );
    assert_eq!(
        (&certain["came_in"]["minor"], &certain["went_out"]["minor"]),
        (&json!(77_100), &json!(0))
    );
    let before = balances(&folder);
    let chosen: Vec<Value> = certain["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!({ "line_id": row["line_id"], "explain": row["explain"] }))
        .collect();
    let done = desk.done("matches.accept_all", json!({ "lines": chosen }));
    assert_eq!(desk.open_of("INV-0001") + desk.open_of("INV-0002"), 0);
    assert_eq!(desk.findings(), Vec::<String>::new());
    desk.undo(&done);
    assert_eq!(balances(&folder), before);
    desk.refused("matches.undo_all", done.reply.clone());
    // One that cannot be taken leaves all as they were.
    let mut twice = chosen.clone();
    twice.push(chosen[0].clone());
    let refused = desk.refused("matches.accept_all", json!({ "lines": twice }));
    assert_eq!(refused.field.as_deref(), Some("lines.2"));
    assert_eq!(balances(&folder), before);
    let none = desk.refused("matches.accept_all", json!({ "lines": [] }));
    assert_eq!(none.field.as_deref(), Some("lines"));
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn a_client_is_made_from_a_line_and_the_line_is_its_credit() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let rows = "2026-03-30,ACH COLE DENTAL PLLC,200.00\n2026-03-31,FEE,-1.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let line = line_of(&mut desk, &account, "COLE");
    let question = |name: &str| {
        json!({ "line_id": line["id"], "name": name, "email": "",
            "payer_name": "COLE DENTAL PLLC" })
    };
    let nameless = desk.refused("matches.accept_new_client", question(" "));
    assert_eq!(nameless.field.as_deref(), Some("name"));
    let done = desk.done("matches.accept_new_client", question("Cole Dental"));
    assert_eq!(held(&folder, "client_credit"), -20_000);
    let shown = line_of(&mut desk, &account, "COLE");
    assert_eq!(shown["words"], "Cole Dental, credit");
    desk.undo(&done);
    assert_eq!(held(&folder, "client_credit"), 0);
    let out = line_of(&mut desk, &account, "FEE");
    let question = json!({ "line_id": out["id"], "name": "Nobody", "email": "", "payer_name": "" });
    desk.refused("matches.accept_new_client", question);
    let clients = folder.number("SELECT count(*) FROM clients WHERE name = 'Nobody'");
    assert_eq!(clients, 0, "what is refused leaves no client behind");
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn finding_looks_among_invoices_payments_and_clients() {
    let folder = Folder::new();
    let (mut desk, client) = billed(&folder);
    let recorded = json!({ "client_id": client, "received_on": "2026-03-29", "amount": "75.00",
        "method": "cheque", "reference": "2231", "allocations": [] });
    desk.call("payments.record", recorded);
    let account = import(&mut desk, &Value::Null, "2026-03-30,DEP,75.00\n")["account_id"].clone();
    let line = line_of(&mut desk, &account, "DEP");
    let mut find = |text: &str| {
        let found = desk.call("lines.find", json!({ "line_id": line["id"], "text": text }));
        [
            table(&found["rows"], &["number"]),
            table(&found["payments"], &["reference", "exact"]),
            table(&found["clients"], &["client"]),
        ]
        .concat()
    };
    assert_eq!(find(""), "INV-0001\n2231 | true\n");
    assert_eq!(find("alder"), "INV-0001\n2231 | true\nAlder Bakery LLC\n");
    assert_eq!(find("2231"), "2231 | true\n");
    assert_eq!(find("zebra"), "");
}

#[test]
fn a_note_stands_beside_a_line_and_views_tell_what_is_set_aside() {
    let folder = Folder::new();
    let (mut desk, _) = billed(&folder);
    let rows = "2026-03-30,A LINE,75.00\n2026-03-30,ANOTHER,5.00\n";
    let account = import(&mut desk, &Value::Null, rows)["account_id"].clone();
    let line = line_of(&mut desk, &account, "A LINE");
    let note = |words: &str| json!({ "line_id": line["id"], "note": words });
    let done = desk.done("lines.note", note("Asked Jo on Tuesday"));
    let show =
        |desk: &mut Desk| desk.call("lines.show", json!({ "id": line["id"] }))["note"].clone();
    assert_eq!(show(&mut desk), "Asked Jo on Tuesday");
    desk.undo(&done);
    assert_eq!(show(&mut desk), "");
    accept(&mut desk, &line, json!({ "kind": "set_aside", "reason": "Ask Jo" }));
    let mut view = |name: &str| {
        let asked = json!({ "account_id": account, "view": name, "filter": "", "offset": 0,
            "limit": 9 });
        let list = desk.call("lines.list", asked);
        let rows = list["rows"].as_array().unwrap().iter().map(|row| row["description"].clone());
        texts(&rows.collect::<Vec<Value>>().into()).join(", ")
    };
    assert_eq!(view("set_aside"), "A LINE");
    assert_eq!(view("to_explain"), "ANOTHER");
    assert_eq!(view("explained"), "A LINE");
    assert_eq!(view("all"), "ANOTHER, A LINE");
}

/// Rule 12: one deposit that may be any of six clients' keeps each of them from being asked for it,
/// not only those whose it most likely is.
#[test]
fn rule_12_money_of_one_of_many_keeps_each_of_them_from_being_asked() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let names = ["Bakery", "Dental", "Motors", "Design", "Joinery", "Freight"];
    let clients = names.map(|name| {
        let client = desk.client(&format!("Alder {name} LLC"));
        desk.agreement(&client, "2026-03-02", json!([monthly("Bookkeeping", "350.00")]));
        client
    });
    assert_eq!(desk.bill_all().len(), clients.len());
    desk.turn_to("2026-03-20");
    import(&mut desk, &Value::Null, "2026-03-19,DEPOSIT ALDER,350.00\n");
    for client in clients {
        let followed = desk.call("follow_ups.of_client", json!({ "id": client }));
        let reasons = texts(&followed["row"]["reasons"]);
        let waits = "350.00 USD of Mar 19, 2026 may be theirs; explain that bank line first";
        assert!(reasons.iter().any(|reason| reason == waits), "{reasons:?}");
    }
}
