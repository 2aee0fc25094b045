use expect_test::{Expect, expect};

use crate::reading::Reading;
use crate::{Mapping, profile};

fn read(text: &str) -> Reading {
    crate::read(text.as_bytes(), None, None)
}

/// A statement in dollars around these records.
fn statement(records: &str) -> String {
    format!(
        "OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>\
         <CURDEF>USD<BANKACCTFROM><BANKID>021000021<ACCTID>123 456<ACCTTYPE>CHECKING\
         </BANKACCTFROM><BANKTRANLIST>{records}</BANKTRANLIST><LEDGERBAL><BALAMT>100.00\
         <DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
}

fn record(date: &str, amount: &str, rest: &str) -> String {
    format!("<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{date}<TRNAMT>{amount}<FITID>1{rest}</STMTTRN>\n")
}

fn told(reading: &Reading) -> String {
    let mut out = format!("{} {}\n", reading.format.name(), reading.outcome.name());
    for account in &reading.accounts {
        let id = account.id.as_deref().unwrap_or("-");
        let code = account.currency.as_deref().unwrap_or("-");
        let closing = account.closing.map_or("-".to_owned(), |closing| closing.amount.to_string());
        out.push_str(&format!("account {id} {code} {closing}\n"));
        for line in &account.lines {
            let reference = line.reference.as_deref().unwrap_or("-");
            out.push_str(&format!(
                "{} {} \"{}\" {reference}\n",
                line.posted_on, line.amount, line.description
            ));
        }
    }
    for (kind, list) in [("rejected", &reading.rejected), ("skipped", &reading.skipped)] {
        for refused in list {
            out.push_str(&format!("{kind} line {}: {}\n", refused.line, refused.reason));
        }
    }
    for words in reading.questions.iter().map(|question| question.words()) {
        out.push_str(&format!("{words}\n"));
    }
    for note in reading.warnings.iter().chain(&reading.notes).chain(&reading.refusal) {
        out.push_str(&format!("{note}\n"));
    }
    out
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&told(&read(text)));
}

#[test]
fn a_statement_without_end_tags_is_read() {
    let records =
        record("20260115120000[-5:EST]", "-8.95000", "<NAME>Joe & Sons<MEMO>Joe & Sons Ltd")
            + &record("20260116", "+1250.5", "<CHECKNUM>0<REFNUM>77<MEMO>A<BR/>B &amp; C &#163;5");
    check(
        &statement(&records),
        expect![[r#"
        ofx1_sgml import
        account 123 456 USD 100
        2026-01-15 -8.95 "Joe & Sons Ltd" -
        2026-01-16 1250.50 "A B & C £5" 77
    "#]],
    );
}

#[test]
fn the_bank_s_own_date_is_kept_whatever_the_zone() {
    let records =
        record("20260101000000.000[+12:NZST]", "1", "") + &record("20251231235959[-11]", "1", "");
    check(
        &statement(&records),
        expect![[r#"
        ofx1_sgml import
        account 123 456 USD 100
        2026-01-01 1 "" -
        2025-12-31 1 "" -
    "#]],
    );
}

#[test]
fn amounts_that_are_not_exact_or_no_numbers_are_rejected_with_their_line() {
    let amounts = ["", "            .  ", "$120", "1.005", "12-5", "1e3", "9999999999999999999"];
    let records: String = amounts.map(|amount| record("20260115", amount, "")).concat();
    check(
        &statement(&records),
        expect![[r#"
        ofx1_sgml import_with_rejects
        account 123 456 USD 100
        rejected line 5: there is no amount
        rejected line 6: "." is not an amount
        rejected line 7: "$120" is not an amount
        rejected line 8: "1.005" has more decimals than the currency has
        rejected line 9: "12-5" is not an amount
        rejected line 10: "1e3" is not an amount
        rejected line 11: "9999999999999999999" is too large an amount
    "#]],
    );
}

#[test]
fn dates_that_are_no_days_are_rejected() {
    let dates = ["", "00000000", "201120000000", "20260230", "0000-01-01", "01/02/2026"];
    let records: String = dates.map(|date| record(date, "1", "")).concat();
    check(
        &statement(&records),
        expect![[r#"
        ofx1_sgml import_with_rejects
        account 123 456 USD 100
        rejected line 5: there is no date
        rejected line 6: "00000000" is not a date
        rejected line 7: "201120000000" is not a date
        rejected line 8: "20260230" is not a date
        rejected line 9: "0000-01-01" is not a date
        rejected line 10: "01/02/2026" is not a date
    "#]],
    );
}

#[test]
fn commas_are_decimals_or_thousands_by_the_whole_file() {
    let file = |amounts: [&str; 2]| {
        statement(&amounts.map(|amount| record("20260115", amount, "")).concat())
    };
    let first =
        |amounts| read(&file(amounts)).accounts.first().map(|a| a.lines[0].amount.to_string());
    assert_eq!(first(["1,650.00", "2.50"]).as_deref(), Some("1650"));
    assert_eq!(first(["1,650", "2.50"]).as_deref(), Some("1650"));
    assert_eq!(first(["-1650,25", "2,5"]).as_deref(), Some("-1650.25"));
    assert_eq!(first(["-   12.80", "2"]).as_deref(), Some("-12.80"));
    check(
        &file(["1,650", "3"]),
        expect![[r#"
        ofx1_sgml must_ask
        Does the mark in 1,650 separate thousands or cents?
    "#]],
    );
    let answer: Mapping = profile::from_json(r#"{"decimal_mark": "."}"#).unwrap();
    let answered = crate::read(file(["1,650", "3"]).as_bytes(), Some(&answer), None);
    assert_eq!(answered.accounts[0].lines[0].amount.to_string(), "1650");
}

#[test]
fn a_file_cut_off_keeps_what_is_whole_and_names_the_rest() {
    let whole = statement(&(record("20260115", "-5", "") + &record("20260116", "-123.45", "")));
    let cut = &whole[..whole.find("3.45").unwrap()];
    check(
        cut,
        expect![[r#"
        ofx1_sgml import_with_rejects
        account 123 456 USD -
        2026-01-15 -5 "" -
        rejected line 6: the file ends inside this transaction
        the file ends before its closing tag; it may be cut off
    "#]],
    );
}

#[test]
fn records_run_together_are_rejected_rather_than_mixed() {
    check(
        &statement("<STMTTRN><DTPOSTED>20260115<TRNAMT>1<DTPOSTED>20260116<TRNAMT>2</STMTTRN>"),
        expect![[r#"
            ofx1_sgml import_with_rejects
            account 123 456 USD 100
            rejected line 5: two transactions have run together here
        "#]],
    );
}

#[test]
fn a_record_left_open_ends_where_the_next_begins() {
    let records = "<STMTTRN><DTPOSTED>20260115<TRNAMT>1<STMTTRN><DTPOSTED>20260116<TRNAMT>2";
    check(
        &statement(records),
        expect![[r#"
        ofx1_sgml import
        account 123 456 USD 100
        2026-01-15 1 "" -
        2026-01-16 2 "" -
    "#]],
    );
}

#[test]
fn other_accounts_currencies_and_payees_inside_a_record_stay_apart() {
    check(
        &statement(
            "<STMTTRN><DTPOSTED>20260115<TRNAMT>-3.65<FITID>1<PAYEE><NAME>Payee<ADDR1>\
             Street</PAYEE>\
             <BANKACCTTO><BANKID>9<ACCTID>999</BANKACCTTO><CURRENCY><CURRATE>1.06<CURSYM>\
             EUR</CURRENCY>\
             </STMTTRN><STMTTRN><DTPOSTED>20260116<TRNAMT>-5.00<FITID>2<ORIGCURRENCY><CURRATE>1.06\
             <CURSYM>EUR</ORIGCURRENCY></STMTTRN>",
        ),
        expect![[r#"
            ofx1_sgml import
            account 123 456 USD 100
            2026-01-15 -3.65 "Payee" -
            2026-01-16 -5 "" -
            1 line is in another currency than the account
        "#]],
    );
}

#[test]
fn pending_investment_and_commented_records_are_skipped_by_rule() {
    check(
        &statement(
            "<!-- <STMTTRN><TRNAMT>1</STMTTRN> --><STMTTRNP><TRNTYPE>POS<DTTRAN>20260115<TRNAMT>-1\
             <NAME>Soon</STMTTRNP><INVTRAN><FITID>1<DTTRADE>20260115</INVTRAN>\
             <STMTTRN><DTPOSTED>20260115<TRNAMT>1<MEMO><![CDATA[a < b & c]]></STMTTRN>",
        ),
        expect![[r#"
            ofx1_sgml import
            account 123 456 USD 100
            2026-01-15 1 "a < b & c" -
            skipped line 5: pending; the bank has not booked it yet
            skipped line 5: a trade in securities, not a line of the cash account
            skipped line 5: inside a comment
        "#]],
    );
}

#[test]
fn small_letters_headerless_files_and_xml_attributes_are_read() {
    check(
        "<banktranlist><stmttrn><dtposted>20260115</dtposted><trnamt>1.00</trnamt></stmttrn>\
         </banktranlist>",
        expect![[r#"
            ofx1_sgml import
            account - - -
            2026-01-15 1 "" -
        "#]],
    );
    check(
        "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX xmlns=\"x\"><STMTRS><STMTTRN >\
         <DTPOSTED>20260115</DTPOSTED><TRNAMT>1.00</TRNAMT></STMTTRN></STMTRS></OFX>\0\0",
        expect![[r#"
            ofx2_xml import
            account - - -
            2026-01-15 1 "" -
        "#]],
    );
}

#[test]
fn a_refusal_of_the_bank_is_told() {
    check(
        "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Wrong password\
         </STATUS></SONRS></SIGNONMSGSRSV1></OFX>",
        expect![[r#"
            ofx1_sgml empty
            the bank answered with error 15500: Wrong password
        "#]],
    );
}

#[test]
fn two_accounts_stay_two() {
    let one = "<STMTRS><CURDEF>BRL<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN>\
               <DTPOSTED>20260115<TRNAMT>-1,50</STMTTRN></BANKTRANLIST></STMTRS>";
    let two = one.replace("<ACCTID>1", "<ACCTID>2").replace("BRL", "JPY").replace("-1,50", "-150");
    check(
        &format!("<OFX>{one}{two}</OFX>"),
        expect![[r#"
        ofx1_sgml import
        account 1 BRL -
        2026-01-15 -1.50 "" -
        account 2 JPY -
        2026-01-15 -150 "" -
    "#]],
    );
}

#[test]
fn the_forerunner_of_ofx_is_read() {
    check(
        "<OFC><DTD>2<CPAGE>1252<ACCTSTMT><ACCTFROM><BANKID>1<ACCTID>77<ACCTTYPE>0</ACCTFROM>\
         <STMTRS><DTSTART>20000101<LEDGER>12.50<STMTTRN><TRNTYPE>1<DTPOSTED>20000102\
         <TRNAMT>-2.50<FITID>9<CHKNUM>101<NAME>Shop</STMTTRN></STMTRS></ACCTSTMT></OFC>",
        expect![[r#"
            ofx1_sgml import
            account 77 - 12.50
            2000-01-02 -2.50 "Shop" 101
        "#]],
    );
    check(
        "<OFC><ACCTSTMT><ACCTFROM><ACCTID>77</ACCTFROM><STMTRS><GENTRN><DTPOSTED>20000102\
         <TRNAMT>-2.50</GENTRN></STMTRS></ACCTSTMT></OFC>",
        expect![[r#"
            ofx1_sgml import
            account 77 - -
            2000-01-02 -2.50 "" -
        "#]],
    );
}

#[test]
fn the_currency_of_every_line_is_that_of_an_account_without_one() {
    let aud = "<CURRENCY><CURRATE>1<CURSYM>AUD</CURRENCY>";
    let file = statement(&record("20260115", "1", aud)).replace("<CURDEF>USD", "<CURDEF></CURDEF>");
    check(
        &file,
        expect![[r#"
        ofx1_sgml import_with_warnings
        account 123 456 AUD 100
        2026-01-15 1 "" -
        the statement does not name its currency
    "#]],
    );
}
