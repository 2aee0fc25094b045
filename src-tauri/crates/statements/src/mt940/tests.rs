use expect_test::{Expect, expect};

use crate::reading::told;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&told(&crate::read(text.as_bytes(), None, None)));
}

fn message(lines: &str, closing: &str) -> String {
    format!(
        ":20:STARTUMS\n:25:12345678/1020304050\n:28C:1/1\n:60F:C260101EUR100,00\n{lines}\n\
         :62F:{closing}\n-\n"
    )
}

#[test]
fn a_reversed_credit_takes_money_out_and_a_reversed_debit_brings_it_back() {
    let lines = ":61:2601020102C10,00NTRFA1\n:61:260103RC10,00NTRFA1\n:61:260104D5,NTRFA2\n\
                 :61:260105RDR5,00NTRFA2";
    check(
        &message(lines, "C260105EUR100,00"),
        expect![[r#"
            mt940 import
            account 12345678/1020304050 EUR 100 proved in 1
            2026-01-02 10 ""
                reference A1
            2026-01-03 -10 ""
                reference A1
            2026-01-04 -5 ""
                reference A2
            2026-01-05 5 ""
                reference A2
        "#]],
    );
}

#[test]
fn the_booking_day_stands_in_the_year_nearest_to_the_value_day() {
    let lines = ":61:2601011231C1,00NMSC\n:61:2512310102C1,00NMSC\n:61:260102    C1,00NMSC";
    check(
        &message(lines, "C260105EUR103,00"),
        expect![[r#"
            mt940 import
            account 12345678/1020304050 EUR 103 proved in 1
            2025-12-31 1 ""
            2026-01-02 1 ""
            2026-01-02 1 ""
        "#]],
    );
}

#[test]
fn details_of_each_kind_give_words_and_a_payee() {
    let lines = ":61:260102C1,00NTRFNONREF//B6I14PGAHT6R1\n:86:166?00GUTSCHRIFT?100399\
                 ?20EREF+INV-7?21 Rechnung: 7?32KARL?33 KAUFMANN\n\
                 :61:260102C2,00NTRFINV-8\nWISE FEE 0.20\n:86:/TRTP/SEPA/NAME/ACME BV/REMI/INV-8\n\
                 :61:260103C000000000003,00N0440121470966      W.P. Jansen\n:86:Terug: boeking\n\
                 :86:zonder akkoord\n-INV 9";
    check(
        &message(lines, "C260105EUR106,00"),
        expect![[r#"
            mt940 import
            account 12345678/1020304050 EUR 106 proved in 1
            2026-01-02 1 "KARL KAUFMANN GUTSCHRIFT EREF+INV-7 Rechnung: 7"
                payee KARL KAUFMANN
                id B6I14PGAHT6R1
            2026-01-02 2 "WISE FEE 0.20 /TRTP/SEPA/NAME/ACME BV/REMI/INV-8"
                payee ACME BV
                reference INV-8
            2026-01-03 3 "W.P. Jansen Terug: boeking zonder akkoord -INV 9"
                payee W.P. Jansen
                reference 0121470966
        "#]],
    );
}

#[test]
fn a_day_that_only_banks_have_is_the_last_of_its_month_and_said() {
    check(
        &message(":61:260230C1,00NMSC\n:61:2602300302C1,00NMSC", "C260302EUR102,00"),
        expect![[r#"
            mt940 import
            account 12345678/1020304050 EUR 102 proved in 1
            2026-02-28 1 ""
            2026-03-02 1 ""
            note: 30/2/2026 is no day; it was read as 2026-02-28
        "#]],
    );
}

#[test]
fn what_cannot_be_read_is_rejected_with_its_place_and_the_balance_says_what_lacks() {
    let lines = ":61:260102C7,00NMSC\n:61:261302C1,00NMSC\n:61:260102X1,00NMSC\n\
                 :61:260102C1.234.5,67NMSC\n:61:260102CNMSC\n:61:260102C1,005NMSC\n:61:";
    check(
        &message(lines, "C260105EUR112,00"),
        expect![[r#"
            mt940 import_with_rejects
            account 12345678/1020304050 EUR 112 differs by 5 from line 1
            2026-01-02 7 ""
            rejected line 6: "261302" is not a date
            rejected line 7: "260102X1,00NMSC" does not say whether money came in or went out
            rejected line 8: "1.234.5,67" is not an amount
            rejected line 9: "" is not an amount
            rejected line 10: "1,005" has more decimals than the currency has
            rejected line 11: "" is not a statement line
        "#]],
    );
}

#[test]
fn words_after_the_closing_balance_belong_to_the_statement() {
    let lines = ":61:260102C7,00NMSC\n:86:Client";
    check(
        &message(lines, "C260105EUR107,00\n:64:C260105EUR107,00\n:86:Thank you"),
        expect![[r#"
            mt940 import
            account 12345678/1020304050 EUR 107 proved in 1
            2026-01-02 7 "Client"
        "#]],
    );
}

#[test]
fn pages_and_days_of_one_account_are_put_together_and_a_gap_is_told() {
    let page = |from: &str, to: &str, account: &str| {
        format!(
            "{{1:F01BANKGB2LXXXX0000000000}}{{2:I940BANKGB2LXXXXN}}{{4:\r\n:20:A\r\n:25:{account}\
             \r\n:28C:1/1\r\n:60M:C260101GBP{from}\r\n:61:260102C1,00NMSC\r\n:62M:C260102GBP{to}\
             \r\n-}}{{5:}}\r\n"
        )
    };
    let text = page("1,00", "2,00", "11") + &page("5,", "6,", "22") + &page("2,", "3,00", "11");
    check(
        &text,
        expect![[r#"
            mt940 import
            account 11 GBP 3 proved in 2
            2026-01-02 1 ""
            2026-01-02 1 ""
            account 22 GBP 6 proved in 1
            2026-01-02 1 ""
        "#]],
    );
    check(
        &(page("1,", "2,", "11") + &page("3,", "4,", "11")),
        expect![[r#"
            mt940 import
            account 11 GBP 4 proved in 2
            2026-01-02 1 ""
            2026-01-02 1 ""
            note: the statements of 11 do not follow one another; one may be missing
        "#]],
    );
}

#[test]
fn lines_of_an_interim_report_that_are_only_expected_are_skipped() {
    let text = ":20:A\n:25:11\n:28C:1\n:34F:GBP0,\n:13D:2601020900+0000\n\
                :61:260102EC9,00NMSC\n:61:260102C1,00NMSC\n:90D:0GBP0,\n:90C:1GBP1,\n-\n";
    check(
        text,
        expect![[r#"
            mt940 import
            account 11 GBP - no proof
            2026-01-02 1 ""
            skipped line 6: expected; the bank has not booked it yet
        "#]],
    );
}
