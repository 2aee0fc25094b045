use std::io::{Cursor, Write};

use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::digits;
use crate::reading::told;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these rows; style 1 is a date.
fn excel(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zipped(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}\
                 /officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"May\" \
                 sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}\
                 /worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>\
                 </cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

fn words(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn check(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&told(&crate::read(bytes, None, None)));
}

#[test]
fn a_number_is_the_fifteen_digits_that_its_sheet_keeps() {
    let cases = [
        (4.35, "4.35"),
        (-0.30000000000000004, "-0.3"),
        (1234567.89, "1234567.89"),
        (0.05, "0.05"),
        (100.0, "100"),
        (0.0, "0"),
        (-0.0, "0"),
        (123456789012345.0, "123456789012345"),
        (1e20, "100000000000000000000"),
    ];
    for (number, text) in cases {
        assert_eq!(digits(number), text);
    }
}

#[test]
fn a_workbook_reads_like_the_table_it_shows() {
    let heads: String = ["Date", "Description", "Amount", "Balance"].map(words).concat();
    let row = |at: usize, date: &str, words_: &str, amount: &str, balance: &str| {
        format!(
            "<row r=\"{at}\"><c s=\"1\"><v>{date}</v></c>{}<c><v>{amount}</v></c><c><v>{balance}\
             </v></c></row>",
            words(words_)
        )
    };
    let rows = format!("<row r=\"1\">{}</row><row r=\"3\">{heads}</row>", words("My bank"))
        + &row(4, "46031", "Client, \"Ada\"", "1250.1", "1350.1")
        + &row(5, "46032.9999", "Fee", "-4.3499999999999996", "1345.75");
    check(
        &excel(&rows),
        expect![[r#"
        workbook import
        account - - 1345.75 proved in 1
        2026-01-09 1250.10 "Client, "Ada""
        2026-01-10 -4.35 "Fee"
        skipped line 1: above the table
        skipped line 3: above the table
    "#]],
    );
}

#[test]
fn an_open_document_keeps_its_amounts_as_they_are_written() {
    let cell = |value: &str, text: &str| {
        format!("<table:table-cell {value}><text:p>{text}</text:p></table:table-cell>")
    };
    let plain = |text: &str| cell("office:value-type=\"string\"", text);
    let row = |date: &str, text: &str, amount: &str| {
        let date = cell(&format!("office:value-type=\"date\" office:date-value=\"{date}\""), "x");
        let amount = cell(&format!("office:value-type=\"float\" office:value=\"{amount}\""), "y");
        format!("<table:table-row>{date}{}{amount}</table:table-row>", plain(text))
    };
    let content = format!(
        "<office:document-content><office:body><table:table table:name=\"One\"><table:table-row>\
         {}{}{}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>{}{}\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>\
         </table:table-row></table:table></office:body></office:document-content>",
        plain("Date"),
        plain("Description"),
        plain("Amount"),
        row("2026-01-31T23:59:00", "Ada &amp; Co", "1234.56"),
        row("2026-02-01", "Rent", "-900")
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    check(
        &zipped(&[("mimetype", kind), ("content.xml", &content)]),
        expect![[r#"
        workbook import
        account - - - no proof
        2026-01-31 1234.56 "Ada & Co"
        2026-02-01 -900 "Rent"
        skipped line 1: above the table
    "#]],
    );
}

#[test]
fn a_packed_statement_is_unpacked_and_what_cannot_be_is_refused() {
    let csv = "Date,Description,Amount\n2026-01-31,Ada,5.00\n2026-02-01,Rent,-7.00\n";
    check(
        &zipped(&[("may/statement.csv", csv)]),
        expect![[r#"
        csv import
        account - - - no proof
        2026-01-31 5 "Ada"
        2026-02-01 -7 "Rent"
        skipped line 1: above the table
    "#]],
    );
    check(
        &zipped(&[("a.csv", csv), ("b.csv", csv)]),
        expect![[r#"
        workbook refuse
        refused: the zip file holds several files; unpack it and import each
    "#]],
    );
    check(
        &zipped(&[("only.txt", "")]),
        expect![[r#"
        unknown refuse
        refused: the file is empty
    "#]],
    );
    check(
        b"PK\x03\x04 and nothing else",
        expect![[r#"
        workbook refuse
        refused: the file is a zip file that cannot be opened
    "#]],
    );
    let bomb = "0".repeat(150 * 1024 * 1024);
    check(
        &zipped(&[("a.csv", &bomb), ("b.csv", &bomb)]),
        expect![[r#"
        workbook refuse
        refused: the zip file is too large when unpacked; export a shorter period
    "#]],
    );
}

#[test]
fn a_sheet_that_claims_a_far_corner_takes_no_memory_for_it() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    check(
        &excel(far),
        expect![[r#"
        workbook refuse
        refused: the sheet is too large; export a shorter period
    "#]],
    );
}
