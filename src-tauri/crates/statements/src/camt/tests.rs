use expect_test::{Expect, expect};

use crate::reading::told;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&told(&crate::read(text.as_bytes(), None, None)));
}

fn balance(kind: &str, amount: &str) -> String {
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"GBP\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-01</Dt></Dt></Bal>\n"
    )
}

fn entry(amount: &str, direction: &str, rest: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"GBP\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><BookgDt><Dt>\
         2026-01-02</Dt></BookgDt>{rest}</Ntry>\n"
    )
}

fn statement(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\
         \"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>GB29\
         </IBAN></Id><Ccy>GBP</Ccy></Acct>\n{inside}</Stmt></BkToCstmrStmt></Document>\n"
    )
}

#[test]
fn entries_are_posted_once_and_their_parts_are_words() {
    let part = |name: &str, amount: &str| {
        format!(
            "<TxDtls><Refs><EndToEndId>INV-{amount}</EndToEndId></Refs><Amt Ccy=\"GBP\">{amount}\
             </Amt><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>\
             for {amount}</Ustrd></RmtInf></TxDtls>"
        )
    };
    let two = format!("<NtryDtls>{}{}</NtryDtls>", part("Ada &amp; Co", "1500"), part("Bo", "26"));
    let one = format!("<Sts><Cd>BOOK</Cd></Sts><NtryDtls>{}</NtryDtls>", part("Cy", "7.50"));
    let inside = balance("OPBD", "10.00")
        + &balance("CLBD", "1541.50")
        + &entry("1526", "CRDT", &two)
        + &entry("7.50", "CRDT", &one)
        + &entry("2", "DBIT", "<Sts>BOOK</Sts><AddtlNtryInf>Fee &#163;2</AddtlNtryInf>");
    check(
        &statement(&inside),
        expect![[r#"
            camt import
            account GB29 GBP 1541.50 proved in 1
            2026-01-02 1526 "2 payments: Ada & Co for 1500 1500; Bo for 26 26;"
            2026-01-02 7.50 "Cy for 7.50"
                payee Cy
                reference INV-7.50
            2026-01-02 -2 "Fee £2"
        "#]],
    );
    let prefixed = statement(&inside).replace("</", "</a:").replace('<', "<a:");
    let prefixed = prefixed.replace("<a:/a:", "</a:").replace("<a:?", "<?");
    let plain = crate::read(statement(&inside).as_bytes(), None, None);
    assert_eq!(crate::read(prefixed.as_bytes(), None, None).accounts, plain.accounts);
}

#[test]
fn pending_entries_and_those_in_comments_are_skipped() {
    let inside = entry("1", "CRDT", "<Sts>PDNG</Sts>")
        + &format!("<!-- {} -->", entry("9", "CRDT", ""))
        + &entry("2", "CRDT", "<Sts><Cd>INFO</Cd></Sts>")
        + &entry("3", "CRDT", "<RvslInd>true</RvslInd>");
    check(
        &statement(&inside),
        expect![[r#"
            camt import
            account GB29 GBP - no proof
            2026-01-02 3 ""
            skipped line 3: pending; the bank has not booked it yet
            skipped line 4: inside a comment
            skipped line 5: for information only; the bank has not booked it
        "#]],
    );
}

#[test]
fn what_cannot_be_read_is_rejected_with_its_place() {
    let inside = entry("12..34", "CRDT", "")
        + &entry("1.005", "CRDT", "")
        + &entry("5", "", "")
        + &entry("6", "DBIT", "").replace("2026-01-02", "2026-13-02")
        + &entry("7", "DBIT", "")
            .replace("<Dt>2026-01-02</Dt>", "<DtTm>2026-01-02T23:59:00-08:00</DtTm>")
        + &entry("8", "DBIT", "<A></B>")
        + &entry("9", "DBIT", "")
        + "<Ntry><Amt Ccy=\"GBP\">10</Amt>";
    check(
        &statement(&inside),
        expect![[r#"
            camt import_with_rejects
            account GB29 GBP - no proof
            2026-01-02 -7 ""
            2026-01-02 -9 ""
            rejected line 3: "12..34" is not an amount
            rejected line 4: "1.005" has more decimals than the currency has
            rejected line 5: it does not say whether money came in or went out
            rejected line 6: "2026-13-02" is not a date
            rejected line 8: the markup breaks inside this entry
            rejected line 10: the markup breaks inside this entry
            warning: the file ends before its closing tag; it may be cut off
        "#]],
    );
}

#[test]
fn other_currencies_are_marked_and_pages_of_one_account_are_put_together() {
    let dollars = entry("4", "CRDT", "").replace("GBP", "USD");
    let first = balance("OPBD", "1") + &balance("CLBD", "3") + &entry("2", "CRDT", "");
    let second = balance("PRCD", "3") + &balance("CLBD", "2") + &entry("1", "DBIT", "");
    let text = statement(&first).replace("</BkToCstmrStmt></Document>\n", "")
        + statement(&(second + &dollars)).split_once("</GrpHdr>").unwrap().1;
    check(
        &text,
        expect![[r#"
            camt import
            account GB29 GBP 2 proved in 2
            2026-01-02 2 ""
            2026-01-02 -1 ""
            2026-01-02 4 USD ""
            note: lines in another currency than the account: 1
        "#]],
    );
}

#[test]
fn entities_of_the_file_are_not_expanded() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
    let text = statement(&entry("1", "CRDT", "<AddtlNtryInf>x &b; A & B</AddtlNtryInf>"));
    check(
        &text.replacen("<Document", &format!("{bomb}<Document"), 1),
        expect![[r#"
            camt import
            account GB29 GBP - no proof
            2026-01-02 1 "x &b; A & B"
        "#]],
    );
}

#[test]
fn a_file_with_a_head_alone_is_refused() {
    check(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><GrpHdr>\
         <MsgId>1</MsgId></GrpHdr></BkToCstmrStmt></Document>",
        expect![[r#"
            camt refuse
            refused: the file holds no statement, report or notification
        "#]],
    );
}
