use expect_test::{Expect, expect};

use crate::reading::told;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&told(&crate::read(text.as_bytes(), None, None)));
}

fn record(date: &str, amount: &str) -> String {
    format!("D{date}\nT{amount}\nPClient\n^\n")
}

#[test]
fn dates_of_every_spelling_are_read_by_the_order_that_all_prove_together() {
    let dates = ["6/ 4'18", " 8/ 1/97", "12/31'2020", "2/14/20"];
    let records: String = dates.iter().map(|date| record(date, "1.00")).collect();
    check(
        &format!("!Type:Bank\n{records}"),
        expect![[r#"
            qif import
            account - - - no proof
            2018-06-04 1 "Client"
                payee Client
            1997-08-01 1 "Client"
                payee Client
            2020-12-31 1 "Client"
                payee Client
            2020-02-14 1 "Client"
                payee Client
        "#]],
    );
    let dates = ["28.02'2009", "3.01.2010", "2026-09-23", "5 Jan 2026"];
    let records: String = dates.iter().map(|date| record(date, "1,00")).collect();
    check(
        &format!("!Type:CCard\r\n{}", records.replace('\n', "\r\n")),
        expect![[r#"
            qif import
            account - - - no proof
            2009-02-28 1 "Client"
                payee Client
            2010-01-03 1 "Client"
                payee Client
            2026-09-23 1 "Client"
                payee Client
            2026-01-05 1 "Client"
                payee Client
        "#]],
    );
}

#[test]
fn an_order_that_every_date_leaves_open_is_asked_once() {
    let text = format!("!Type:Bank\n{}{}", record("01/02/2026", "5"), record("03/02/2026", "-6"));
    check(
        &text,
        expect![[r#"
        qif must_ask
        asked: Is 01/02/2026 written as day/month/year or month/day/year?
    "#]],
    );
    let told_so = crate::profile::from_json(r#"{"date_fmt": "%d/%m/%Y"}"#).unwrap();
    let reading = crate::read(text.as_bytes(), Some(&told_so), None);
    expect![[r#"
        qif import
        account - - - no proof
        2026-02-01 5 "Client"
            payee Client
        2026-02-03 -6 "Client"
            payee Client
    "#]]
    .assert_eq(&told(&reading));
    let remembered = crate::read(text.as_bytes(), reading.mapping.as_ref(), None);
    assert_eq!(remembered.accounts, reading.accounts);
}

#[test]
fn splits_numbers_and_the_memo_are_kept_in_their_places() {
    let text = "### made by hand\n\n!Type:Bank\nD2/14'2020\nT67.50\nU67.50\nN1044\nPT-Mobile\n\
                MCredit\nLBills\nSBills\n$-15.00\nSBills\n$82.00\n^\nD2/15'2020\nPNo amount\n^\n\
                Mx\nT3\n^\nD2/16'2020\nT12.345\n^\nM2/17'2020\nT-4\nPBank\n^^\n";
    check(
        text,
        expect![[r#"
            qif import_with_rejects
            account - - - no proof
            2020-02-14 67.50 "T-Mobile Credit"
                payee T-Mobile
                reference 1044
            2020-02-17 -4 "Bank"
                payee Bank
            rejected line 16: there is no amount
            rejected line 19: there is no date
            rejected line 22: "12.345" has more decimals than the currency has
            note: lines whose splits do not sum to their amount: 1
        "#]],
    );
}

#[test]
fn several_accounts_lists_and_trades_are_told_apart() {
    let text = "!Option:AutoSwitch\n!Account\nNCurrent\nTBank\n^\nNCard\nTCCard\n^\n\
                !Clear:AutoSwitch\n!Type:Cat\nNFees\nE\n^\n!Account\nNCurrent\nTBank\n^\n\
                !Type:Bank \nD2026-01-02\nT1\n^\n!Account\nNCard\nTCCard\n^\n!Type:CCard\n\
                D2026-01-03\nT-2\n^\n!Account\nNFund\nTInvst\n^\n!Type:Invst\nD2026-01-03\nNBuy\n\
                T5\n^\n";
    check(
        text,
        expect![[r#"
            qif import
            account Current - - no proof
            2026-01-02 1 ""
            account Card - - no proof
            2026-01-03 -2 ""
            skipped line 3: the description of an account
            skipped line 6: the description of an account
            skipped line 11: an entry of a list, not a movement of money
            skipped line 15: the description of an account
            skipped line 23: the description of an account
            skipped line 31: the description of an account
            skipped line 35: a trade in securities, not a line of the cash account
        "#]],
    );
    check(
        "!Type:Invst\nD8/25/93\nNShrsIn\nT1,000.00\n^\n",
        expect![[r#"
        qif refuse
        skipped line 2: a trade in securities, not a line of the cash account
        refused: the file lists trades in securities only; export the bank, card or cash account
    "#]],
    );
}

#[test]
fn records_without_a_heading_or_a_last_caret_are_read() {
    check(
        "D31/12/2026\nT-1.50\nPFee\n^\nD30/12/2026\nT2\nPInterest",
        expect![[r#"
            qif import
            account - - - no proof
            2026-12-31 -1.50 "Fee"
                payee Fee
            2026-12-30 2 "Interest"
                payee Interest
        "#]],
    );
}
