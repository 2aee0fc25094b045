//! Clients from other programs' lists: recognised or mapped, previewed, one unit, undone as one.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, fixture, monthly, rows_of_import, table};

fn list(name: &str) -> Value {
    file(name, &fixture(&format!("clients/{name}")))
}

fn preview(desk: &mut Desk, list: &Value) -> Value {
    desk.call("imports.preview", json!({ "kind": "clients", "file": list, "mapping": null }))
}

fn import(list: &Value, mapping: &Value) -> Value {
    json!({ "kind": "clients", "file": list, "mapping": mapping })
}

/// As [`import`], these lines alone.
fn take(list: &Value, mapping: &Value, lines: &[u32]) -> Value {
    json!({ "kind": "clients", "file": list, "mapping": mapping, "take": lines })
}

#[test]
fn a_list_from_quickbooks_online_is_recognised_with_its_bad_rows_and_twins() {
    let mut desk = Desk::on("2026-03-02");
    let list = list("quickbooks_online.csv");
    let seen = preview(&mut desk, &list);
    assert_eq!(
        (&seen["recognised"], &seen["encoding"]),
        (&json!("QuickBooks Online"), &json!("utf-8"))
    );
    expect_test::expect![[r#"
        2 | Alder Bakery LLC |  | june@alder.example | 14 Custom House Street, Suite 2, Portland, ME 04101, USA | adds: 
        5 | Birch & Sons |  | office@birch.example | 9 Pearl Street, Portland, ME 04101, USA | adds: 
        6 | Café Zoë |  | zoe@cafe.example | 1 Wharf Street, Portland, ME 04101, USA | adds: 
        7 |  |  |  |  | refused: a client needs a name
        8 | Dogwood Dental |  | not-an-address | 5 Exchange Street, Portland, ME 04101, USA | refused: "not-an-address" is not an e-mail address
        9 | Birch & Sons |  |  | 9 Pearl Street, Portland, ME 04101, USA | differs: line 5 of this file has the same name
    "#]].assert_eq(&rows_of_import(&seen));
    assert_eq!(
        (&seen["adds"], &seen["refused"], &seen["differs"]),
        (&json!(3), &json!(2), &json!(1))
    );
}

#[test]
fn a_list_from_xero_in_utf_16_is_recognised_with_every_letter() {
    let mut desk = Desk::on("2026-03-02");
    let seen = preview(&mut desk, &list("xero_utf16.csv"));
    assert_eq!((&seen["recognised"], &seen["encoding"]), (&json!("Xero"), &json!("utf-16le")));
    expect_test::expect![[r#"
        2 | Harbour Café Ltd | Ana Lindström | ana@harbour.example | The Old Mill, 12 Quay Road, Bristol, Avon BS1 4TR, United Kingdom | adds: 
        3 | Ólafsson, Þór & Co | Þór Ólafsson | thor@olafsson.example | 3 Laugavegur, Reykjavík 101, Iceland | adds: 
        4 | Müller GmbH | Jürgen Müller |  | Hauptstraße 5, Köln 50667, Germany | adds: 
    "#]]
    .assert_eq(&rows_of_import(&seen));
    desk.call("imports.run", import(&list("xero_utf16.csv"), &seen["mapping"]));
    let clients = desk.call("clients.list", json!({ "archived": false }));
    let form = desk.call("clients.show", json!({ "id": clients["rows"][1]["id"] }))["form"].clone();
    assert_eq!(
        (&form["name"], &form["tax_number"]),
        (&json!("Müller GmbH"), &json!("DE811907980"))
    );
}

#[test]
fn a_list_of_unknown_columns_is_read_by_the_mapping_that_the_user_gives() {
    let mut desk = Desk::on("2026-03-02");
    let list = list("unknown_columns_cp1252.csv");
    let seen = preview(&mut desk, &list);
    assert_eq!(seen["recognised"], Value::Null);
    assert_eq!(seen["adds"], 0);
    assert_eq!(table(&seen["columns"], &["head"]), "Kundenname\nStraße\nOrt\nE-Mail\nTelefon\n");
    let refused = desk.refused("imports.run", import(&list, &seen["mapping"]));
    assert_eq!(refused.field.as_deref(), Some("file"));
    let mapping = json!({ "name": [0], "email": [3], "phone": [4], "address": [1, 2] });
    let again = json!({ "kind": "clients", "file": list, "mapping": mapping });
    let seen = desk.call("imports.preview", again);
    expect_test::expect![[r#"
        2 | Bäckerei Grün |  | info@gruen.example | Hauptstraße 1, Köln | adds: 
        3 | Café “Zoë” – Rösterei |  | zoe@cafe.example | Marktplatz 2, Bonn | adds: 
        4 | Société Générale d’Été |  |  | 3 rue de l’Église, Besançon | adds: 
    "#]]
    .assert_eq(&rows_of_import(&seen));
    assert_eq!(desk.call("imports.run", import(&list, &mapping))["added"], 3);
}

#[test]
fn an_import_is_one_unit_with_its_rejected_rows_named_and_undone_as_one() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let list = list("quickbooks_online.csv");
    let mapping = preview(&mut desk, &list)["mapping"].clone();
    let done = desk.done("imports.run", take(&list, &mapping, &[2, 5, 6]));
    let (added, left) = (&done.reply["added"], &done.reply["left_out"]);
    assert_eq!((added, left), (&json!(3), &json!(1)));
    assert_eq!(table(&done.reply["rejected"], &["line", "reason"]).lines().count(), 2);
    assert_eq!(folder.number("SELECT count(*) FROM journal"), 2);
    let active = json!({ "archived": false });
    assert_eq!(desk.call("clients.list", active.clone())["rows"].as_array().unwrap().len(), 3);
    let first = desk.call("clients.list", active.clone())["rows"][0]["id"].clone();
    let form = desk.call("clients.show", json!({ "id": first }))["form"].clone();
    assert_eq!(form["notes"], "Says \"call first\"\nPays by Zelle");
    desk.undo(&done);
    assert_eq!(desk.call("clients.list", active)["rows"], json!([]));
    let again = desk.refused("imports.undo", json!({ "id": done.reply["id"] }));
    assert_eq!(again.code, Code::NotFound);
}

#[test]
fn an_import_whose_client_is_in_use_stays_whole() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-02");
    let list = list("xero_utf16.csv");
    let mapping = preview(&mut desk, &list)["mapping"].clone();
    let done = desk.done("imports.run", import(&list, &mapping));
    let clients = desk.call("clients.list", json!({ "archived": false }));
    let used = clients["rows"][1]["id"].as_str().unwrap().to_owned();
    desk.agreement(&used, "2026-03-02", json!([monthly("Bookkeeping", "450.00")]));
    let refusal = desk.refused("imports.undo", json!({ "id": done.reply["id"] }));
    assert_eq!(refusal.code, Code::Conflict);
    assert_eq!(folder.number("SELECT count(*) FROM clients"), 3);
}

#[test]
fn those_who_are_clients_already_are_pointed_out() {
    let mut desk = Desk::on("2026-03-02");
    desk.client("MÜLLER GMBH");
    let seen = preview(&mut desk, &list("xero_utf16.csv"));
    let words: Vec<&Value> =
        seen["rows"].as_array().unwrap().iter().map(|row| &row["note"]).collect();
    assert_eq!(words, ["", "", "MÜLLER GMBH has the same name"]);
}

#[test]
fn lists_that_are_none_are_refused_with_a_reason() {
    let mut desk = Desk::on("2026-03-02");
    for bytes in [
        b"".as_slice(),
        b"\n\n",
        b"Name,Email\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x14\0",
        b"\xff\xfe",
    ] {
        let asked = json!({ "kind": "clients", "file": file("list.csv", bytes), "mapping": null });
        let refusal = desk.refused("imports.preview", asked);
        assert_eq!(refusal.field.as_deref(), Some("file"), "{bytes:?}: {}", refusal.message);
    }
    let many = format!("Name\n{}", "A Client\n".repeat(20_001));
    let asked =
        json!({ "kind": "clients", "file": file("list.csv", many.as_bytes()), "mapping": null });
    let refusal = desk.refused("imports.preview", asked);
    assert!(refusal.message.contains("20,000"), "{}", refusal.message);
}

#[test]
fn a_mapping_beyond_the_files_columns_makes_no_client_from_nothing() {
    let mut desk = Desk::on("2026-03-02");
    let list = list("xero_utf16.csv");
    let mapping = json!({ "name": [999], "contact": [4_294_967_295_u32] });
    let refusal = desk.refused("imports.run", import(&list, &mapping));
    assert_eq!(refusal.field.as_deref(), Some("file"));
    let hostile = b"Name,Notes\n\"'); DROP TABLE clients; --\",x\n<img onerror=1>,y\n";
    let list = file("hostile.csv", hostile);
    let mapping = preview(&mut desk, &list)["mapping"].clone();
    assert_eq!(desk.call("imports.run", import(&list, &mapping))["added"], 2);
    assert_eq!(desk.findings(), Vec::<String>::new());
}
