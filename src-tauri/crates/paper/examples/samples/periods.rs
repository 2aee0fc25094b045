//! The report of an American bank account's period.

use paper::MetaRow;
use paper::reconciliation::{Line, Reconciliation, Sum};

use super::practice::{american, day, texts, usd};

/// Three weeks of November.
pub(crate) fn reconciliation() -> Reconciliation {
    let sum = |label: &str, sub_line: &str, minor: i64| Sum {
        label: label.into(),
        sub_line: sub_line.into(),
        amount: usd(minor),
    };
    let line = |date: u32, text: &str, words: &str, minor: i64| Line {
        on: day(2026, 11, date),
        text: text.into(),
        words: words.into(),
        amount: usd(minor),
    };
    Reconciliation {
        stationery: american(
            "Halden Ledger Accounting LLC · reconciliation of Operating · November 20, 2026",
        ),
        account: texts(&["Operating", "Account ending 2208"]),
        from: day(2026, 11, 1),
        until: day(2026, 11, 20),
        meta: vec![MetaRow::new("Closed", "November 23, 2026")],
        stated: usd(1_644_418),
        says: "Opening balance and 5 lines come to the same, and so do the books. 1 line of 62.50 \
               is set aside."
            .into(),
        by_bank: vec![
            sum("Opening balance", "as closed on October 31", 1_244_618),
            sum("Came in", "3 lines", 607_700),
            sum("Went out", "2 lines", -207_900),
            sum("Closing balance, as the bank states", "", 1_644_418),
        ],
        by_books: vec![
            sum("Opening balance of the first period", "", 812_000),
            sum("In the books", "", 826_168),
            sum("Set aside, not in the books", "", 6_250),
            sum("Closing balance, as the bank states", "", 1_644_418),
        ],
        lines: vec![
            line(9, "STRIPE TRANSFER ST-F9C3X6 HALLOWAY", "Stripe payout", 553_450),
            line(13, "CUSTOM HOUSE PROPERTIES INTERNET", "Telephone and internet", -7_900),
            line(
                16,
                "ONLINE TRANSFER TO SAVINGS 7731",
                "Transfer from Operating to Savings",
                -200_000,
            ),
            line(20, "ZELLE FROM L MARSH REF LARKSPUR OCT", "Larkspur, INV-0301", 48_000),
        ],
        lines_sum: usd(393_550),
        aside: vec![line(17, "COUNTER DEPOSIT 0091", "Ask the bank who paid it in", 6_250)],
        note: "US dollars. The balance is as the bank's file states it.".into(),
    }
}
