use expect_test::{Expect, expect};

use crate::reading::told;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&told(&crate::read(text.as_bytes(), None, None)));
}

/// One account of one day around these records.
fn file(records: &str, closing: &str, total: &str, rows: usize) -> String {
    format!(
        "01,BANK,ME,260105,0800,1,,,2/\n02,MEME,BANK,1,260104,,USD,2/\n\
         03,1234567,USD,010,10000,,,015,{closing},,/\n{records}\n49,{total},{rows}/\n\
         98,{total},1,8/\n99,{total},1,10/\n"
    )
}

#[test]
fn credits_and_debits_are_told_by_their_type_and_the_ledger_balances_prove_them() {
    let records = "16,142,50000,,A77,INV-12/\n88,ACME LLC, invoice/12\n88,and more\n\
                   16,475,2500,V,260105,,,1044,CHECK 1044/\n\
                   16,195,100,S,100,0,0,B1,,WIRE/\n16,195,200,D,2,0,150,1,50,B2,C2,TWO DAYS\n\
                   16,890,,,,,NOTICE OF FEES/";
    check(
        &file(records, "57800", "120600", 9),
        expect![[r#"
            bai2 import
            account 1234567 USD 578 proved in 1
            2026-01-04 500 "ACME LLC, invoice/12 and more"
                reference INV-12
                id A77
            2026-01-04 -25 "CHECK 1044"
                reference 1044
            2026-01-04 1 "WIRE"
                id B1
            2026-01-04 2 "TWO DAYS"
                reference C2
                id B2
            skipped line 10: words of the bank without an amount
        "#]],
    );
}

#[test]
fn many_records_on_one_line_are_told_apart_and_a_slash_in_the_words_is_not() {
    let records = "16,165,100,,,,ACH 12/16,17 AND 01/03,02/\n16,455,40,,,,FEE/";
    let text = file(records, "10060", "20200", 4);
    check(
        &text,
        expect![[r#"
            bai2 import
            account 1234567 USD 100.60 proved in 1
            2026-01-04 1 "ACH 12/16,17 AND 01/03,02"
            2026-01-04 -0.40 "FEE"
        "#]],
    );
    check(
        &text.replace('\n', ""),
        expect![[r#"
            bai2 import
            account 1234567 USD 100.60 proved in 1
            2026-01-04 1 "ACH 12/16,17 AND 01/03,02"
            2026-01-04 -0.40 "FEE"
        "#]],
    );
}

#[test]
fn a_trailer_that_does_not_fit_warns_and_never_refuses() {
    check(
        &file("16,165,100,,,,ACH/", "10000", "777", 12),
        expect![[r#"
            bai2 import_with_warnings
            account 1234567 USD 100 differs by -1 from line 3
            2026-01-04 1 "ACH"
            warning: the control total of account 1234567 is 7.77, its records give 201
            warning: account 1234567 should have 12 records and has 3; some may be missing
        "#]],
    );
}

#[test]
fn what_cannot_be_read_is_rejected_with_its_place() {
    let records = "16,165,1.00,,,,ACH/\n16,015,100,,,,X/\n16,720,100,,,,LOAN/\n16,165,,,,,X/\n16/";
    check(
        &file(records, "10000", "20000", 7),
        expect![[r#"
            bai2 import_with_rejects
            account 1234567 USD 100 proved in 1
            rejected line 4: "1.00" is not an amount
            rejected line 5: the type "015" does not say whether money came in or went out
            rejected line 6: the type "720" does not say whether money came in or went out
            rejected line 7: there is no amount
            rejected line 8: the type "" does not say whether money came in or went out
        "#]],
    );
    check(
        "01,BANK,ME,260105,0800,1,,,2/\n02,ME,BANK,1,,,,2/\n16,165,1,,,,X/\n\
         03,1,,/\n16,165,1,,,,X/\n",
        expect![[r#"
            bai2 import_with_rejects
            account 1 USD - no proof
            rejected line 3: the record stands outside an account
            rejected line 5: the group above it states no date
            warning: the file ends without its closing record; it may be cut
        "#]],
    );
}
