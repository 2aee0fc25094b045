//! The import contract for every kind of bank file: asked once, never twice, linked when the bank
//! changes a line, undone as a whole.

use serde_json::{Value, json};
use tests::{Desk, Folder, file, table};

const MT940: &str = ":20:A\n:25:NL01BANK0123456789\n:28C:1/1\n:60F:C260301EUR100,00\n\
    :61:2603020302C450,00NTRFINV-0001//B6I14PGAHT6R1\n:86:/NAME/ALDER BAKERY/REMI/INV-0001\n\
    :61:2603030303D4,50NMSCNONREF\n:86:COFFEE\n:62F:C260303EUR545,50\n-\n";

const CAMT: &str = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
    <BkToCstmrStmt><Stmt><Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id><Ccy>GBP</Ccy></Acct>\
    <Ntry><Amt Ccy=\"GBP\">450.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>\
    2026-03-02</Dt></BookgDt></Ntry><Ntry><Amt Ccy=\"GBP\">4.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>\
    <BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>";

const BAI2: &str = "01,BANK,ME,260305,0800,1,,,2/\n02,MEME,BANK,1,260304,,USD,2/\n\
    03,1234567,USD,010,10000,,,015,54550,,/\n16,142,45000,,A77,INV-0001/\n88,ALDER BAKERY\n\
    16,475,450,,,1044,COFFEE/\n49,110000,5/\n98,110000,1,7/\n99,110000,1,9/\n";

const QIF: &str = "!Type:Bank\nD02/03/2026\nT450.00\nPALDER BAKERY\n^\nD03/03/2026\nT-4.50\n\
    PCOFFEE\n^\n";

fn asked(account: &Value, name: &str, text: &str, mapping: &Value) -> Value {
    json!({ "account_id": account, "file": file(name, text.as_bytes()), "mapping": mapping })
}

fn import(desk: &mut Desk, account: &Value, text: &str) -> Value {
    desk.call("statements.import", asked(account, "bank.sta", text, &Value::Null))
}

fn account(desk: &mut Desk, currency: &str) -> Value {
    let question = json!({ "name": format!("Account in {currency}"), "currency": currency });
    desk.call("bank.add_account", question)["id"].clone()
}

fn lines(desk: &mut Desk, account: &Value) -> Vec<Value> {
    let asked = json!({ "account_id": account, "view": "all", "filter": "", "offset": 0,
        "limit": 5000 });
    desk.call("lines.list", asked)["rows"].as_array().unwrap().clone()
}

fn counts(imported: &Value) -> [i64; 3] {
    ["added", "known", "updated"].map(|name| imported[name].as_i64().unwrap())
}

#[test]
fn every_kind_of_file_is_imported_once_proved_and_undone_as_a_whole() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-04");
    for (currency, text, proof) in [
        ("EUR", MT940, Some("Balances prove every line")),
        ("GBP", CAMT, None),
        ("USD", BAI2, Some("Balances prove every line")),
    ] {
        let account = account(&mut desk, currency);
        let question = asked(&account, "a.txt", text, &Value::Null);
        let preview = desk.call("statements.preview", question.clone());
        assert_eq!(preview["proof"].as_str(), proof, "{currency}");
        let first = desk.done("statements.import", question);
        assert_eq!(counts(&first.reply), [2, 0, 0], "{currency}");
        assert_eq!(counts(&import(&mut desk, &account, text)), [0, 2, 0], "{currency}");
        desk.undo(&first);
        assert_eq!(lines(&mut desk, &account), Vec::<Value>::new());
        assert_eq!(counts(&import(&mut desk, &account, text)), [2, 0, 0], "{currency}");
    }
    assert_eq!(desk.findings(), Vec::<String>::new());
}

#[test]
fn the_order_of_a_qif_files_dates_is_asked_once_and_remembered_for_the_account() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-04");
    let account = account(&mut desk, "USD");
    let preview = desk.call("statements.preview", asked(&account, "a.qif", QIF, &Value::Null));
    assert_eq!(preview["outcome"], "must_ask");
    assert_eq!(preview["questions"][0]["field"], "date_order");
    let told = json!({ "skip_rows": null, "date": null, "date_order": "month_first",
        "amount": null, "inverted": false, "debit": null, "credit": null, "signs": null,
        "flag": null, "out_flags": [], "description": [], "reference": null, "balance": null,
        "decimal_mark": null });
    desk.call("statements.import", asked(&account, "a.qif", QIF, &told));
    let later = QIF.replace("02/03", "04/05");
    assert_eq!(counts(&import(&mut desk, &account, &later)), [1, 1, 0]);
    let days: Vec<Value> =
        lines(&mut desk, &account).iter().map(|row| row["posted_on"].clone()).collect();
    assert_eq!(json!(days), json!(["2026-04-05", "2026-03-03", "2026-02-03"]));
}

fn ofx(day: &str, amount: &str, name: &str) -> String {
    format!(
        "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>12345678</BANKACCTFROM>\
         <BANKTRANLIST><STMTTRN><DTPOSTED>{day}<TRNAMT>{amount}<FITID>F77<NAME>{name}</STMTTRN>\
         </BANKTRANLIST></STMTRS></OFX>"
    )
}

#[test]
fn a_line_that_was_pending_is_linked_by_its_id_with_an_equal_amount_within_five_days() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-20");
    let first = import(&mut desk, &Value::Null, &ofx("20260302", "-12.00", "PENDING SHOP"));
    let account = first["account_id"].clone();
    let posted = ofx("20260306", "-12.00", "SHOP LONDON");
    let preview = desk.call("statements.preview", asked(&account, "b.ofx", &posted, &Value::Null));
    assert_eq!(preview["lines"][0]["updated"], true);
    assert_eq!(preview["updated_lines"], 1);
    assert_eq!(counts(&import(&mut desk, &account, &posted)), [0, 1, 1]);
    let other = ofx("20260306", "-12.01", "SHOP LONDON");
    assert_eq!(counts(&import(&mut desk, &account, &other)), [1, 0, 0]);
    let late = ofx("20260312", "-12.00", "SHOP LONDON");
    assert_eq!(counts(&import(&mut desk, &account, &late)), [1, 0, 0]);
    assert_eq!(lines(&mut desk, &account).len(), 3);
}

#[test]
fn overlapping_downloads_through_the_program_lose_nothing_and_double_nothing() {
    let mut seed = 11_u64;
    let mut dice = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % below
    };
    let mut days: Vec<String> = Vec::new();
    let mut all = 0;
    for day in 0..60 {
        let on = format!("2026-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
        let rows = dice(4);
        all += rows;
        days.push(
            (0..rows).map(|_| format!("{on},SHOP {},-{}.00\n", dice(2), 1 + dice(2))).collect(),
        );
    }
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-20");
    let account = account(&mut desk, "USD");
    let mut added = 0;
    for round in 0..101 {
        let (from, to) = match round {
            100 => (0, days.len()),
            _ => {
                let from = dice(days.len());
                (from, (from + 1 + dice(14)).min(days.len()))
            }
        };
        let text = format!("Date,Description,Amount\n{}", days[from..to].concat());
        if text.lines().count() > 1 {
            added += counts(&import(&mut desk, &account, &text))[0];
        }
    }
    assert_eq!(usize::try_from(added).unwrap(), all);
    assert_eq!(lines(&mut desk, &account).len(), all);
}

#[test]
fn a_file_of_several_accounts_is_imported_into_each_of_them() {
    let folder = Folder::new();
    let mut desk = folder.desk("2026-03-04");
    let text = MT940.replace("EUR", "USD");
    let second = text.replace("NL01BANK0123456789", "NL02BANK9876543210");
    let both = format!("{text}{}", second.replace(":61:2603030303D4,50NMSCNONREF\n", ""));
    let preview = desk.call("statements.preview", asked(&Value::Null, "a", &both, &Value::Null));
    let notes = preview["notes"].to_string();
    assert!(notes.contains("also holds the account ending 3210 (1 lines)"), "{notes}");
    let one = import(&mut desk, &Value::Null, &both);
    let other = import(&mut desk, &Value::Null, &both);
    assert_ne!(one["account_id"], other["account_id"]);
    assert_eq!(counts(&one)[0] + counts(&other)[0], 3);
    let again = import(&mut desk, &Value::Null, &both);
    assert_eq!(counts(&again)[0], 0);
}

/// What is read when the first question of a preview is answered with `value`.
fn answered(desk: &mut Desk, account: &Value, text: &str, value: &str) -> Value {
    let preview = desk.call("statements.preview", asked(account, "a.csv", text, &Value::Null));
    assert_eq!(preview["outcome"], "must_ask", "{preview:#}");
    let choices = preview["questions"][0]["choices"].as_array().unwrap().clone();
    let chosen = choices.iter().find(|choice| choice["value"] == value);
    let mapping = chosen.unwrap_or_else(|| panic!("{choices:?} has no {value}"))["mapping"].clone();
    desk.call("statements.import", asked(account, "a.csv", text, &mapping))
}

#[test]
fn the_way_of_unsigned_money_is_asked_once_and_the_answer_holds() {
    for (value, minor) in [("in", 20_000), ("out", -20_000)] {
        let mut desk = Desk::on("2026-03-09");
        let usd = account(&mut desk, "USD");
        let one = "Date,Description,Amount\n2026-03-04,FROM OPERATING,200.00\n";
        assert_eq!(counts(&answered(&mut desk, &usd, one, value)), [1, 0, 0]);
        let next = one.replace("03-04", "03-05");
        assert_eq!(counts(&import(&mut desk, &usd, &next)), [1, 0, 0], "it is not asked again");
        let sums: Vec<i64> = lines(&mut desk, &usd)
            .iter()
            .map(|row| row["amount"]["minor"].as_i64().unwrap())
            .collect();
        assert_eq!(sums, [minor, minor]);
    }
}

#[test]
fn words_for_in_and_out_that_nobody_knows_are_asked_for_once() {
    let mut desk = Desk::on("2026-03-09");
    let usd = account(&mut desk, "USD");
    let rows = "Date,Amount,Direction,Description\n2026-03-02,10.00,XA,CORNER SHOP LONDON\n\
        2026-03-03,20.00,XB,ALDER BAKERY INV-0001\n2026-03-04,30.00,XC,COFFEE HOUSE\n\
        2026-03-05,40.00,XA,CORNER SHOP LEEDS\n";
    assert_eq!(counts(&answered(&mut desk, &usd, rows, "XA,XC")), [4, 0, 0]);
    let mut sums: Vec<i64> =
        lines(&mut desk, &usd).iter().map(|row| row["amount"]["minor"].as_i64().unwrap()).collect();
    sums.sort_unstable();
    assert_eq!(sums, [-4_000, -3_000, -1_000, 2_000]);
}

/// A table that asks who is who: two dates, no word for money.
const ODD: &str = "Gebucht;Wert;Umsatz;Zweck\n03.04.2026;04.04.2026;-1.200,50;MIETE\n";

#[test]
fn a_layout_is_a_small_file_that_another_practice_reads_with() {
    let mut desk = Desk::on("2026-05-04");
    let layout = json!({ "skip_rows": 1, "date": 0, "date_order": "day_first", "amount": 2,
        "inverted": false, "out_flags": [], "description": [3], "decimal_mark": "comma" });
    let euros = account(&mut desk, "EUR");
    desk.call("statements.import", asked(&euros, "umsatz.csv", ODD, &layout));
    let written = desk.call("statements.layout", layout)["text"].clone();
    let shared = file("Layout umsatz.json", written.as_str().unwrap().as_bytes());

    let mut other = Desk::on("2026-05-04");
    let read = other.call("statements.read_layout", shared);
    let euros = account(&mut other, "EUR");
    let shown = other.call("statements.preview", asked(&euros, "umsatz.csv", ODD, &read));
    assert_eq!(shown["lines"][0]["amount"], "-1200.50");
    assert_eq!(shown["lines"][0]["description"], "MIETE");
    for (bytes, why) in [
        (&b"\xff\xfe\x00"[..], "this is no layout: it is not a text"),
        (b"Date,Amount", "this is no layout: the mapping is not a JSON object"),
        (b"{\"formula\": 1}", "this is no layout: the mapping has an unknown field \"formula\""),
        (b"{\"skip\": -3}", "this is no layout: the mapping's field \"skip\" cannot be understood"),
    ] {
        let refused = other.refused("statements.read_layout", file("layout.json", bytes));
        assert_eq!((refused.field.as_deref(), refused.message.as_str()), (Some("file"), why));
    }
}

#[test]
fn an_account_is_called_after_its_first_file_until_it_is_renamed() {
    let mut desk = Desk::on("2026-03-09");
    let csv = |day: &str| format!("Date,Description,Amount\n{day},COFFEE,-4.50\n");
    for day in ["2026-03-02", "2026-03-03"] {
        let named = asked(&Value::Null, "Operating 2208.csv", &csv(day), &Value::Null);
        desk.call("statements.import", named);
    }
    let names = |desk: &mut Desk| {
        let rows = desk.call("bank.accounts", json!({}))["rows"].clone();
        table(&rows, &["name"])
    };
    assert_eq!(names(&mut desk), "Operating 2208\nOperating 2208 2\n");
    let rows = desk.call("bank.accounts", json!({}))["rows"].clone();
    let named = |name: &str| json!({ "id": rows[1]["id"], "name": name });
    let taken = desk.refused("bank.rename_account", named("Operating 2208"));
    assert_eq!(taken.message, "another account is called that");
    assert_eq!(desk.refused("bank.rename_account", named(" ")).field.as_deref(), Some("name"));
    let done = desk.done("bank.rename_account", named("Savings"));
    assert_eq!(names(&mut desk), "Operating 2208\nSavings\n");
    desk.undo(&done);
    assert_eq!(names(&mut desk), "Operating 2208\nOperating 2208 2\n");
}
