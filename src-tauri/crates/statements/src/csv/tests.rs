use expect_test::{Expect, expect};

use crate::reading::Reading;
use crate::{Mapping, profile};

fn read(text: &str, mapping: &str) -> Reading {
    let mapping: Option<Mapping> =
        Some(mapping).filter(|text| !text.is_empty()).map(|text| profile::from_json(text).unwrap());
    crate::read(text.as_bytes(), mapping.as_ref(), None)
}

/// The reading as a person would tell it.
fn told(reading: &Reading) -> String {
    let mut out = format!("{}\n", reading.outcome.name());
    for account in &reading.accounts {
        let id = account.id.as_deref().unwrap_or("-");
        let code = account.currency.as_deref().unwrap_or("-");
        out.push_str(&format!("account {id} {code} {:?}\n", account.proof));
        for line in &account.lines {
            out.push_str(&format!("{} {} {}\n", line.posted_on, line.amount, line.description));
        }
    }
    for refused in &reading.rejected {
        out.push_str(&format!("rejected line {}: {}\n", refused.line, refused.reason));
    }
    for question in &reading.questions {
        out.push_str(&format!("{}\n", question.words()));
    }
    for note in reading.warnings.iter().chain(&reading.refusal) {
        out.push_str(&format!("{note}\n"));
    }
    out
}

fn check(text: &str, mapping: &str, expected: Expect) {
    expected.assert_eq(&told(&read(text, mapping)));
}

#[test]
fn a_preamble_with_its_own_headings_is_passed_over() {
    check(
        "Description,,Summary Amt.\nBeginning balance as of 01/01/2026,,\"1,000.00\"\n\
         Total credits,,\"500.00\"\nTotal debits,,\"-20.00\"\nEnding balance as of 01/20/2026,,\
         \"1,480.00\"\n\nDate,Description,Amount,Running Bal.\n01/01/2026,Beginning balance as of \
         01/01/2026,,\"1,000.00\"\n01/05/2026,\"PAYROLL, ACME\",\"500.00\",\"1,\
         500.00\"\n01/20/2026,\
         COFFEE,\"-20.00\",\"1,480.00\"\n",
        "",
        expect![[r#"
            import
            account - - Some(Proved { steps: 1 })
            2026-01-05 500 PAYROLL, ACME
            2026-01-20 -20 COFFEE
        "#]],
    );
}

#[test]
fn withdrawals_and_deposits_in_two_columns_are_told_by_their_headings() {
    check(
        "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,\
         Debit Amount,Credit Amount,Balance\n31/03/2026,DD,'12-34-56,12345678,GAS CO,45.10,,\
         954.90\n\
         30/03/2026,FPI,'12-34-56,12345678,A CLIENT INV 12,,500.00,1000.00\n",
        "",
        expect![[r#"
            import
            account 12345678 - Some(Proved { steps: 1 })
            2026-03-31 -45.10 GAS CO
            2026-03-30 500 A CLIENT INV 12
        "#]],
    );
}

#[test]
fn zeros_instead_of_blanks_are_no_second_amount() {
    check(
        "Date;Money out;Money in\n13/01/2026;0.00;15.00\n14/01/2026;7.50;0.00\n15/01/2026;\
         5.00;5.00\n",
        "",
        expect![[r#"
            import_with_rejects
            account - - None
            2026-01-13 15 
            2026-01-14 -7.50 
            rejected line 4: "5 out and 5 in" is not an amount
        "#]],
    );
}

#[test]
fn a_card_that_prints_charges_as_positive_is_asked_about() {
    check(
        "Date,Description,Amount\n01/15/2026,HOTEL,120.00\n01/16/2026,FLIGHT,310.00\n\
         01/20/2026,ONLINE PAYMENT - THANK YOU,-430.00\n",
        "",
        expect![[r#"
            must_ask
            Is 120.00 (HOTEL) money that came in or money that went out?
        "#]],
    );
}

#[test]
fn a_running_balance_proves_the_direction() {
    check(
        "Date,Details,Amount,Balance\n2026-01-15,HOTEL,120.00,880.00\n2026-01-16,FLIGHT,310.00,\
         570.00\n2026-01-17,MEAL,20.00,550.00\n",
        "",
        expect![[r#"
            import
            account - - Some(Proved { steps: 2 })
            2026-01-15 -120 HOTEL
            2026-01-16 -310 FLIGHT
            2026-01-17 -20 MEAL
        "#]],
    );
}

#[test]
fn without_a_heading_the_balance_names_the_columns() {
    check(
        "15/01/2026,120.00,SALE,1120.00\n16/01/2026,-10.00,FEE,1110.00\n17/01/2026,-1110.00,\
         RENT,0.00\n",
        "",
        expect![[r#"
            import
            account - - Some(Proved { steps: 2 })
            2026-01-15 120 SALE
            2026-01-16 -10 FEE
            2026-01-17 -1110 RENT
        "#]],
    );
}

#[test]
fn pending_declined_and_total_rows_are_left_out() {
    check(
        "Type,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n\
         CARD_PAYMENT,2026-01-02 10:00:00,2026-01-03 08:00:00,Shop,-10.00,0.00,GBP,COMPLETED,\
         90.00\n\
         TOPUP,2026-01-04 10:00:00,2026-01-04 10:00:01,Top-up,50.00,0.00,GBP,COMPLETED,140.00\n\
         CARD_PAYMENT,2026-01-05 10:00:00,,Cafe,-3.00,0.00,GBP,PENDING,\n\
         CARD_PAYMENT,2026-01-05 10:00:00,,Bar,-3.00,0.00,GBP,REVERTED,\n",
        "",
        expect![[r#"
            import
            account - GBP Some(Proved { steps: 1 })
            2026-01-03 -10 Shop
            2026-01-04 50 Top-up
        "#]],
    );
}

#[test]
fn two_currencies_make_two_accounts() {
    check(
        "Date,Name,Currency,Gross,Fee,Net,Transaction ID\n01/13/2026,A,USD,100.00,-3.00,97.00,T1\n\
         01/14/2026,B,EUR,50.00,-2.00,48.00,T2\n01/15/2026,C,USD,-5.00,0.00,-5.00,T3\n\
         01/16/2026,D,USD,-5.00,0.00,-5.00,T4\n",
        "",
        expect![[r#"
            import
            account - USD None
            2026-01-13 97 A
            2026-01-15 -5 C
            2026-01-16 -5 D
            account - EUR None
            2026-01-14 48 B
        "#]],
    );
}

#[test]
fn an_amount_that_is_not_exact_is_rejected_with_its_line() {
    check(
        "Date,Text,Amount\n2026-01-15,A,1.005\n2026-01-16,B,-2.500\n2026-01-17,C,-x\n\
         0000-01-01,D,-1.00\n2026-02-30,E,-1.00\n2026-01-18,F,-1.25\n",
        r#"{"decimal_mark": ".", "amount": ["A", 2]}"#,
        expect![[r#"
            import_with_rejects
            account - - None
            2026-01-16 -2.50 B
            2026-01-18 -1.25 F
            rejected line 2: "1.005" has more decimals than the currency has
            rejected line 4: "-x" is not an amount
            rejected line 5: "0000-01-01" is not a date
            rejected line 6: "2026-02-30" is not a date
        "#]],
    );
}

#[test]
fn a_comma_that_moves_the_cells_rejects_the_row() {
    check(
        "Date,Text,Amount,Balance\n2026-01-15,A,-1.00,9.00\n2026-01-16,B, C,-2.00,7.00\n\
         2026-01-17,D,1.00,8.00\n2026-01-18,E,-1.00,7.00\n",
        "",
        expect![[r#"
            import_with_rejects
            account - - Some(Differs { by: Exact { units: -2, decimals: 0 }, line: 4 })
            2026-01-15 -1 A
            2026-01-17 1 D
            2026-01-18 -1 E
            rejected line 3: the row has 5 cells where there are 4 columns
        "#]],
    );
}

#[test]
fn day_and_month_are_settled_by_evidence_or_asked() {
    let file = |dates: [&str; 3]| {
        let row = |date: &str| format!("{date},X,-1.00\n");
        format!("Date,Text,Amount\n{}", dates.map(row).concat())
    };
    let outcome = |dates| told(&read(&file(dates), "")).lines().nth(1).map(str::to_owned);
    let first =
        |dates| read(&file(dates), "").accounts.first().map(|a| a.lines[0].posted_on.to_string());
    assert_eq!(first(["01/02/2026", "13/02/2026", "03/02/2026"]).as_deref(), Some("2026-02-01"));
    assert_eq!(first(["01/02/2026", "02/13/2026", "03/02/2026"]).as_deref(), Some("2026-01-02"));
    assert_eq!(first(["01.02.2026", "02.02.2026", "03.02.2026"]).as_deref(), Some("2026-02-01"));
    assert_eq!(first(["02/02/2026", "03/03/2026", "04/04/2026"]).as_deref(), Some("2026-02-02"));
    assert_eq!(
        outcome(["01/02/2026", "02/02/2026", "03/02/2026"]).as_deref(),
        Some("Is 01/02/2026 written as day/month/year or month/day/year?")
    );
}

#[test]
fn many_days_in_order_settle_the_order() {
    let days = ["11/10", "12/10", "01/11", "05/11", "12/11", "02/12", "09/12"];
    let rows = days.map(|day| format!("{day}/2026,X,-1.00\n")).concat();
    let reading = read(&format!("Date,Text,Amount\n{rows}"), "");
    assert_eq!(reading.accounts[0].lines[0].posted_on.to_string(), "2026-10-11");
}

#[test]
fn thousands_and_decimals_are_told_apart_or_asked() {
    check(
        "Date,Text,Amount\n2026-01-15,A,\"-1,650\"\n2026-01-16,B,\"-2,000\"\n",
        "",
        expect![[r#"
            must_ask
            Does the mark in 1,650 separate thousands or cents?
        "#]],
    );
    check(
        "Date;Text;Amount\n2026-01-15;A;-1.650\n2026-01-16;B;-2,50\n",
        "",
        expect![[r#"
            import
            account - - None
            2026-01-15 -1650 A
            2026-01-16 -2.50 B
        "#]],
    );
}

#[test]
fn unknown_flags_are_asked_and_known_ones_used() {
    let rows = "2026-01-15,A,5.00,Debit\n2026-01-16,B,6.00,Credit\n2026-01-17,C,7.00,Debit\n";
    check(
        &format!("Date,Text,Amount,Credit/Debit\n{rows}"),
        "",
        expect![[r#"
            import
            account - - None
            2026-01-15 -5 A
            2026-01-16 6 B
            2026-01-17 -7 C
        "#]],
    );
    let strange = rows.replace("Debit", "Q");
    check(
        &format!("Date,Text,Amount,Type\n{strange}{strange}"),
        "",
        expect![[r#"
            must_ask
            Which of these mark money that went out: Q, Credit?
        "#]],
    );
}

#[test]
fn what_is_no_statement_is_refused() {
    for text in [
        "hello\nworld\n",
        "Name,Email\nAda,ada@example.com\nBob,bob@example.com\n",
        "a,b\n",
        &",".repeat(10_000),
    ] {
        assert_eq!(read(text, "").outcome.name(), "refuse", "{text}");
    }
    assert_eq!(read("Date,Description,Amount\n", "").outcome.name(), "empty");
    assert_eq!(read("Date,Description,Amount\nx,y,1.00\n", "").outcome.name(), "must_ask");
}

#[test]
fn fees_beside_the_amounts_are_told() {
    check(
        "Date,Text,Amount,Fee,Balance\n2026-01-15,A,-10.00,0.50,89.50\n2026-01-16,B,5.00,0.00,\
         94.50\n\
         2026-01-17,C,-1.00,0.25,93.25\n",
        "",
        expect![[r#"
            import_with_warnings
            account - - Some(Differs { by: Exact { units: -25, decimals: 2 }, line: 4 })
            2026-01-15 -10 A
            2026-01-16 5 B
            2026-01-17 -1 C
            the column "Fee" is not part of the amounts
        "#]],
    );
}

#[test]
fn a_letter_that_never_changes_is_no_flag() {
    check(
        "2026-01-15;K;-10.00;Shop\n2026-01-16;K;-5.00;Cafe\n2026-01-17;K;-1.00;Bar\n",
        "",
        expect![[r#"
            import
            account - - None
            2026-01-15 -10 Shop
            2026-01-16 -5 Cafe
            2026-01-17 -1 Bar
        "#]],
    );
}

#[test]
fn debits_and_credits_that_only_the_heading_tells_apart_are_read_by_their_side() {
    check(
        "Date,Description,Debit,Credit\n01/15/2026,SHOP,12.00,\n01/14/2026,PAYMENT,,-100.00\n",
        "",
        expect![[r#"
            import
            account - - None
            2026-01-15 -12 SHOP
            2026-01-14 100 PAYMENT
        "#]],
    );
}

#[test]
fn a_remembered_mapping_is_dropped_where_the_headings_have_changed() {
    let before = "Date,Text,Amount\n2026-01-15,A,-10.00\n2026-01-16,B,-5.00\n";
    let after = "Date,Text,Balance,Amount\n2026-02-15,A,90.00,-10.00\n2026-02-16,B,85.00,-5.00\n";
    let mapping = read(before, "").mapping.unwrap();
    let reading = crate::read(after.as_bytes(), Some(&mapping), None);
    assert_eq!(reading.accounts[0].lines[0].amount.to_string(), "-10");
    assert_eq!(reading.notes, ["the headings have changed; the columns were found anew"]);
    let same = crate::read(before.as_bytes(), Some(&mapping), None);
    assert_eq!(same.accounts[0].lines.len(), 2);
    assert!(same.notes.is_empty());
}
