//! A British credit note and an American statement of account.

use paper::MetaRow;
use paper::credit_note::CreditNote;
use paper::invoice::{InvoiceLine, LineTax, Note, TotalRow};
use paper::statement::{AgeBand, Movement, OpenInvoice, OpenSums, Statement};

use super::practice::{american, british, day, gbp, texts, usd};

/// A credit note for a part of the British VAT invoice.
pub(crate) fn credit_note() -> CreditNote {
    let total = |label: &str, minor: i64, strong: bool| TotalRow {
        label: label.into(),
        amount: gbp(minor),
        strong,
    };
    let note = |label: &str, text: &str| Note { label: label.into(), text: text.into() };
    CreditNote {
        stationery: british(
            "Pennard & Wray Accountancy Limited · VAT credit note PW-C0021 · Severn Loft \
             Interiors Limited",
        ),
        addressee: texts(&["Severn Loft Interiors Limited", "31 Tobacco Yard", "Bristol BS1 0AC"]),
        title: "Credit note".into(),
        number: "PW-C0021".into(),
        issued_on: day(2026, 11, 18),
        corrects: "PW-1187".into(),
        invoice_issued_on: day(2026, 11, 13),
        meta: vec![MetaRow::new("Agreement", "EL-0012")],
        credit: gbp(1_800),
        reason: "The VAT return was billed at £95.00. Amendment 2 of 2 October 2026 set the price \
                 at £80.00. The difference and its VAT are credited here."
            .into(),
        lines: vec![InvoiceLine {
            key: "line-1".into(),
            name: "VAT return, difference in price".into(),
            sub_line: "quarter to 31 October 2026 · line 1 of PW-1187".into(),
            quantity: "1".into(),
            rate: Some(gbp(1_500)),
            amount: gbp(1_500),
            tax: Some(LineTax { rate: "20%".into(), amount: Some(gbp(300)) }),
        }],
        tax_name: "VAT".into(),
        totals: vec![
            total("Net credit", 1_500, false),
            total("VAT credit", 300, false),
            total("Total credit, pounds sterling", 1_800, true),
        ],
        leaves: vec![
            total("Invoice total, 13 November 2026", 41_600, false),
            total("This credit note, 18 November 2026", -1_800, false),
            total("Still to pay", 39_800, true),
        ],
        notes: vec![
            note(
                "What happens next",
                "We will collect £398.00 by Direct Debit on 2 December 2026, reference PW-EL0012, \
                 in place of £416.00 on 27 November. This is your notice of the change.",
            ),
            note(
                "For your VAT",
                "Reduce the input tax you claim on PW-1187 by £3.00. The original invoice stands; \
                 it is not replaced.",
            ),
        ],
    }
}

/// The statement of a landscaping company.
pub(crate) fn statement() -> Statement {
    let band = |label: &str, minor: i64| AgeBand { label: label.into(), open: usd(minor) };
    Statement {
        stationery: american(
            "Halden Ledger Accounting LLC · Statement of account · Larkspur Landscaping LLC",
        ),
        addressee: texts(&[
            "Jo Larkin",
            "Larkspur Landscaping LLC",
            "77 Basalt Road",
            "Redmond, Oregon 97756",
        ]),
        from: day(2026, 8, 1),
        until: day(2026, 11, 21),
        meta: vec![MetaRow::new("Agreement", "EL-0026")],
        owed: usd(156_000),
        says: "Of this, $1,320.00 is past due. We hold a payment of $75.00 for you that is not \
               yet set against an invoice; it is already deducted. Nothing is in dispute and no \
               payment is on its way."
            .into(),
        ageing: vec![
            band("Not yet due", 31_500),
            band("1–30 days late", 56_000),
            band("31–60 days", 56_000),
            band("61–90 days", 20_000),
            band("Over 90 days", 0),
        ],
        invoices_open: usd(163_500),
        movements: movements(),
        billed: usd(255_500),
        paid: usd(-141_500),
        open_invoices: open_invoices(),
        together: OpenSums { total: usd(199_500), paid: usd(-36_000), open: usd(163_500) },
        note: "US dollars. Late charges are not included. Days late are counted from the due date \
               to November 21, 2026. Tell us at once if this differs from your books."
            .into(),
    }
}

fn movements() -> Vec<Movement> {
    type Move = (u32, u32, &'static str, Option<(u32, u32)>, i64, i64);
    let moves: [Move; 11] = [
        (8, 1, "Balance brought forward", None, 0, 42_000),
        (8, 3, "Invoice 2026-0104", Some((8, 17)), 56_000, 98_000),
        (8, 19, "Payment, check 2231", None, -42_000, 56_000),
        (9, 1, "Invoice 2026-0117", Some((9, 15)), 56_000, 112_000),
        (9, 22, "Payment, transfer, to 2026-0104", None, -56_000, 56_000),
        (10, 1, "Invoice 2026-0129", Some((10, 15)), 56_000, 112_000),
        (10, 9, "Credit note CN-2026-0011, to 2026-0117", None, -6_000, 106_000),
        (11, 2, "Invoice 2026-0148", Some((11, 16)), 56_000, 162_000),
        (11, 5, "Payment, card ending 1881, to 2026-0117", None, -30_000, 132_000),
        (11, 16, "Invoice 2026-0153", Some((11, 30)), 31_500, 163_500),
        (11, 18, "Payment, transfer, not yet set against an invoice", None, -7_500, 156_000),
    ];
    let movement = |(month, date, what, due, change, balance): Move| Movement {
        on: day(2026, month, date),
        what: what.into(),
        due_on: due.map(|(month, date)| day(2026, month, date)),
        billed: (change > 0).then(|| usd(change)),
        paid: (change < 0).then(|| usd(change)),
        balance: usd(balance),
    };
    moves.map(movement).to_vec()
}

fn open_invoices() -> Vec<OpenInvoice> {
    let open = |number: &str, due: (u32, u32), late: Option<u32>, total: i64, paid: i64| {
        let sums = OpenSums { total: usd(total), paid: usd(paid), open: usd(total + paid) };
        OpenInvoice {
            number: number.into(),
            due_on: day(2026, due.0, due.1),
            days_late: late,
            sums,
        }
    };
    vec![
        open("2026-0117", (9, 15), Some(67), 56_000, -36_000),
        open("2026-0129", (10, 15), Some(37), 56_000, 0),
        open("2026-0148", (11, 16), Some(5), 56_000, 0),
        open("2026-0153", (11, 30), None, 31_500, 0),
    ]
}
