//! Bank files that are wrong, broken, huge or hostile: a reason, and nothing of them in the book.

use app::failure::Code;
use serde_json::{Value, json};
use tests::{Desk, Folder, file, fixture, table};

fn asked(name: &str, bytes: &[u8]) -> Value {
    json!({ "account_id": null, "file": file(name, bytes), "mapping": null })
}

fn untouched(desk: &mut Desk) {
    assert_eq!(desk.call("bank.accounts", json!({}))["rows"], json!([]));
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_file_that_is_no_statement_is_refused_with_the_reason() {
    let mut desk = Desk::on("2026-05-04");
    for (name, bytes) in [
        ("empty.csv", b"".as_slice()),
        ("blank.csv", b"\n\n   \n"),
        ("letter.txt", b"Dear Sir,\nplease find enclosed nothing.\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("letter.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("book.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0"),
        ("book.quittance", b"SQLite format 3\0\x10\0\x01\x01"),
        ("heads.csv", b"Date,Description,Amount\n"),
        ("page.html", b"<!DOCTYPE html><html><body>Session expired</body></html>"),
    ] {
        let refusal = desk.refused("statements.import", asked(name, bytes));
        assert_eq!(refusal.code, Code::InvalidInput, "{name}");
        assert!(!refusal.message.is_empty(), "{name}");
    }
    let broken = json!({ "account_id": null, "mapping": null,
        "file": { "name": "a.csv", "content": "not base64!" } });
    assert_eq!(desk.refused("statements.import", broken).field.as_deref(), Some("file"));
    untouched(&mut desk);
}

#[test]
fn a_hundred_megabytes_of_noise_are_refused_by_their_size_at_once() {
    let mut desk = Desk::on("2026-05-04");
    let noise: Vec<u8> =
        (0..100_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let refusal = desk.refused("statements.import", asked("noise.ofx", &noise));
    assert_eq!(refusal.field.as_deref(), Some("file"));
    assert!(refusal.message.contains("the limit is 64 MB"), "{}", refusal.message);
    let below = &noise[..20 << 20];
    let refusal = desk.refused("statements.import", asked("noise.ofx", below));
    assert_eq!(refusal.code, Code::InvalidInput, "{}", refusal.message);
    untouched(&mut desk);
}

#[test]
fn a_statement_in_utf_16_is_read_as_it_is() {
    let mut desk = Desk::on("2026-05-04");
    let text =
        "Date,Description,Amount\r\n2026-04-03,CAFÉ Zoë,-4.50\r\n2026-04-04,ALDER,450.00\r\n";
    let imported = desk.call("statements.import", asked("bank.csv", &utf16(text)));
    assert_eq!(imported["added"], 2);
    let list = json!({ "account_id": imported["account_id"], "view": "all", "filter": "zoë",
        "offset": 0, "limit": 10 });
    let rows = desk.call("lines.list", list);
    assert_eq!(table(&rows["rows"], &["description", "amount"]), "CAFÉ Zoë | -450\n");
}

/// However much of the file is missing: no panic, no invented line, and what is kept is told.
#[test]
fn a_truncated_ofx_gives_its_whole_records_or_a_refusal_and_says_so() {
    let whole = fixture("statements/april.ofx");
    for length in (0..whole.len()).step_by(7) {
        let mut desk = Desk::on("2026-05-04");
        let preview = desk.app.call("statements.preview", asked("a.ofx", &whole[..length]));
        let Ok(done) = preview else {
            assert_eq!(preview.unwrap_err().code, Code::InvalidInput);
            continue;
        };
        let outcome = done.reply["outcome"].as_str().unwrap().to_owned();
        let lines = done.reply["lines"].as_array().unwrap().len();
        assert!(lines <= 3, "{length}");
        assert_ne!(outcome, "import", "{length} of {} bytes passed as whole", whole.len());
        let real = ["450.00", "-212.40", "-15.00"];
        for line in done.reply["lines"].as_array().unwrap() {
            assert!(real.contains(&line["amount"].as_str().unwrap()), "{length}: {line}");
        }
    }
}

#[test]
fn a_csv_whose_columns_cannot_be_told_asks_and_imports_nothing_until_answered() {
    let mut desk = Desk::on("2026-05-04");
    let text = b"a,b,c\n03/04/2026,12.00,7.00\n05/06/2026,8.00,9.00\n";
    let preview = desk.call("statements.preview", asked("bank.csv", text));
    assert_eq!(preview["outcome"], "must_ask");
    assert!(!preview["questions"].as_array().unwrap().is_empty());
    let refusal = desk.refused("statements.import", asked("bank.csv", text));
    assert_eq!(refusal.field.as_deref(), Some("mapping"));
    untouched(&mut desk);

    let mapping = json!({ "skip_rows": 1, "date": 0, "date_order": "day_first", "amount": 1,
        "inverted": false, "debit": null, "credit": null, "signs": null, "flag": null,
        "out_flags": [], "description": [2], "reference": null, "balance": null,
        "decimal_mark": "point" });
    let mut answered = asked("bank.csv", text);
    answered["mapping"] = mapping;
    let imported = desk.call("statements.import", answered);
    assert_eq!(imported["added"], 2);
    let account = desk.call("bank.accounts", json!({}))["rows"][0].clone();
    assert_eq!(account["through"], "2026-06-05");
}

#[test]
fn an_amount_of_three_decimals_is_rejected_with_its_line_and_never_rounded() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-05-04");
    let text = b"Date,Description,Amount\n2026-04-01,SHOP,-1.00\n2026-04-02,ODD,-2.345\n\
        2026-04-03,SHOP,-3.000\n2026-04-04,ALDER,4.10\n";
    let imported = desk.call("statements.import", asked("bank.csv", text));
    assert_eq!(imported["rejected"].as_array().unwrap().len(), 1, "{imported:#}");
    assert_eq!(imported["rejected"][0]["line"], 3);
    let held = folder.number("SELECT count(*) FROM statement_lines");
    assert_eq!(imported["added"], held);
    assert_eq!(folder.number("SELECT sum(amount_minor) FROM statement_lines"), 10);
    let told = folder.number("SELECT accepted FROM statements");
    assert_eq!(told, held);
    assert_eq!(folder.number("SELECT rejected FROM statements"), 1);
}

#[test]
fn a_date_in_year_0_is_rejected_with_its_line() {
    let mut desk = Desk::on("2026-05-04");
    let text = b"Date,Description,Amount\n0000-01-01,ODD,-2.00\n2026-04-01,SHOP,-1.00\n\
        2026-04-31,ODD,-2.00\n2026-04-02,ALDER,4.00\n";
    let preview = desk.call("statements.preview", asked("bank.csv", text));
    assert_eq!(preview["outcome"], "import_with_rejects", "{preview:#}");
    assert_eq!(table(&preview["rejected"], &["line"]), "2\n4\n");
    let ofx = String::from_utf8(fixture("statements/april.ofx")).unwrap();
    let zero = ofx.replace("<DTPOSTED>20260414", "<DTPOSTED>00000101");
    let preview = desk.call("statements.preview", asked("a.ofx", zero.as_bytes()));
    assert_eq!(preview["rejected"].as_array().unwrap().len(), 1);
    assert_eq!(preview["lines"].as_array().unwrap().len(), 2);
}

#[test]
fn hostile_words_in_a_statement_stay_words() {
    let mut desk = Desk::on("2026-05-04");
    let text = "Date,Description,Amount\n2026-04-01,\"'); DROP TABLE clients; --\",-1.00\n\
        2026-04-02,<img src=x onerror=alert(1)>,-2.00\n2026-04-03,\u{202e}evil,3.00\n\
        2026-04-04,=cmd|' /C calc'!A0,-4.00\n";
    let imported = desk.call("statements.import", asked("../../bank.csv", text.as_bytes()));
    assert_eq!(imported["added"], 4);
    let list = json!({ "account_id": imported["account_id"], "view": "all", "filter": "drop table",
        "offset": 0, "limit": 10 });
    assert_eq!(desk.call("lines.list", list)["count"], 1);
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn every_record_of_a_file_ends_added_known_rejected_or_skipped() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-05-04");
    let mut text = "Date,Description,Amount\n".to_owned();
    for n in 0..300 {
        let amount = if n % 7 == 0 { "n/a".to_owned() } else { format!("-{n}.05") };
        text += &format!("2026-04-{:02},SHOP {n},{amount}\n", 1 + n % 30);
    }
    let imported = desk.call("statements.import", asked("bank.csv", text.as_bytes()));
    let rejected = imported["rejected"].as_array().unwrap().len();
    assert_eq!(rejected, 43);
    assert_eq!(imported["added"].as_u64().unwrap() as usize + rejected, 300);
    // The row of heads is a record too, and is skipped.
    let told = "SELECT accepted + known + rejected + skipped FROM statements";
    assert_eq!(folder.number(told), 301);
    assert_eq!(folder.number("SELECT count(*) FROM statement_lines"), 257);
}
