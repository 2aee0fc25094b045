use expect_test::{Expect, expect};

use super::*;
use crate::reading::told;

fn check(text: &str, currency: Option<&str>, expected: Expect) {
    let currency = currency.and_then(domain::money::Currency::from_code);
    expected.assert_eq(&told(&crate::read(text.as_bytes(), None, currency)));
}

#[test]
fn there_are_layouts_of_more_than_forty_banks_in_six_countries_each_with_its_source() {
    let rows = include_str!("layouts.txt").lines().filter(|row| !row.starts_with('#'));
    assert_eq!(LAYOUTS.len(), rows.count());
    let banks: Vec<&Layout> = LAYOUTS.iter().filter(|layout| layout.country != "--").collect();
    assert!(banks.len() >= 40, "{}", banks.len());
    for country in ["US", "GB", "IE", "CA", "AU", "NZ"] {
        let own = banks.iter().filter(|layout| layout.country == country).count();
        assert!(own >= 5, "{country}: {own}");
    }
    for layout in LAYOUTS.iter() {
        assert!(["b2y", "ff3", "table", "own"].contains(&layout.source.as_str()), "{layout:?}");
        let width = match &layout.sign {
            Sign::Heading(names) | Sign::Shape(names) => names.len(),
        };
        let amounts = layout.mapping.amount.iter().flat_map(crate::csv::columns_of);
        let columns = amounts.chain(layout.mapping.balance).chain(layout.mapping.date);
        assert!(columns.into_iter().all(|column| column < width), "{layout:?}");
    }
}

#[test]
fn a_file_without_a_heading_is_known_by_its_shape_and_the_accounts_currency() {
    let text = "03/04/2026,-12.50,COFFEE\n05/04/2026,450.00,CLIENT\n";
    check(
        text,
        None,
        expect![[r#"
        csv must_ask
        asked: Is 03/04/2026 written as day/month/year or month/day/year?
    "#]],
    );
    check(
        text,
        Some("AUD"),
        expect![[r#"
        csv import
        account - AUD - no proof
        2026-04-03 -12.50 "COFFEE"
        2026-04-05 450 "CLIENT"
        note: laid out as ANZ does it
    "#]],
    );
    let text = "03/04/2026,SHOP,12.50,,987.50\n05/04/2026,CLIENT,,450.00,1437.50\n";
    check(
        text,
        Some("CAD"),
        expect![[r#"
        csv import
        account - CAD - no proof
        2026-03-04 -12.50 "SHOP"
        2026-05-04 450 "CLIENT"
        note: laid out as TD Canada Trust does it
    "#]],
    );
}

#[test]
fn a_telling_heading_answers_the_order_of_dates_wherever_it_comes_from() {
    let text =
        "Number,Date,Account,Amount,Subcategory,Memo\n,03/04/2026,20-00-00 1,-5.00,PAYMENT,A\n";
    check(
        text,
        None,
        expect![[r#"
        csv import
        account 20-00-00 1 - - no proof
        2026-04-03 -5 "A"
        skipped line 1: above the table
        note: laid out as Barclays does it
    "#]],
    );
}

#[test]
fn a_short_heading_that_many_banks_share_is_known_by_the_currency_only() {
    let text = "Date,Details,Debit,Credit,Balance\n03/04/2026,SHOP,5.00,,95.00\n";
    check(
        text,
        None,
        expect![[r#"
        csv must_ask
        asked: Is 03/04/2026 written as day/month/year or month/day/year?
    "#]],
    );
    check(
        text,
        Some("EUR"),
        expect![[r#"
        csv import
        account - EUR 95 no proof
        2026-04-03 -5 "SHOP"
        skipped line 1: above the table
        note: laid out as Bank of Ireland does it
    "#]],
    );
}

#[test]
fn a_layout_that_does_not_fit_the_file_is_put_aside() {
    let text = "Date,Details,Debit,Credit,Balance\n04/23/2026,SHOP,5.00,,95.00\n\
                04/24/2026,SHOP,5.00,,90.00\n";
    check(
        text,
        Some("EUR"),
        expect![[r#"
        csv import
        account - EUR 90 proved in 1
        2026-04-23 -5 "SHOP"
        2026-04-24 -5 "SHOP"
        skipped line 1: above the table
    "#]],
    );
}

#[test]
fn exports_of_processors_give_what_reached_the_balance_and_keep_their_ids() {
    let stripe = "id,Type,Source,Amount,Fee,Destination Platform Fee,Net,Currency,Created (UTC),\
                  Available On (UTC),Description\n\
                  txn_1,charge,ch_1,100.00,3.20,,96.80,usd,2026-03-02 10:00,2026-03-04,INV-7\n\
                  txn_2,payout,po_1,-96.80,0,,-96.80,usd,2026-03-05,2026-03-05,PAYOUT\n";
    check(
        stripe,
        None,
        expect![[r#"
        csv import
        account - USD - no proof
        2026-03-02 96.80 "charge INV-7"
            reference ch_1
            id txn_1
        2026-03-05 -96.80 "payout PAYOUT"
            reference po_1
            id txn_2
        skipped line 1: above the table
        note: laid out as Stripe, balance does it
    "#]],
    );
    let paypal = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,\
                  To Email Address,Transaction ID\n\
                  03/13/2026,10:00:00,PST,Ada,Payment,Completed,USD,\"1,000.00\",-29.30,970.70,a@b,\
                  c@d,8AB\n03/14/2026,10:00:00,PST,Bo,Payment,Pending,USD,5,0,5,a@b,c@d,9AB\n";
    check(
        paypal,
        None,
        expect![[r#"
        csv import
        account - USD - no proof
        2026-03-13 970.70 "Ada Payment"
            payee Ada
            id 8AB
        skipped line 1: above the table
        skipped line 3: pending; the bank has not booked it yet
        note: laid out as PayPal, activity does it
    "#]],
    );
    let square = "Deposit Date,Deposit ID,Gross Amount,Fees,Net Amount\n\
                  2026-03-02,DEP1,$100.00,-$2.90,$97.10\n";
    check(
        square,
        None,
        expect![[r#"
        csv import
        account - - - no proof
        2026-03-02 97.10 ""
            id DEP1
        skipped line 1: above the table
        note: laid out as Square, deposits does it
    "#]],
    );
}
