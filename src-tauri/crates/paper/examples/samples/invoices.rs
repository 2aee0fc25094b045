//! An American invoice with a credit used, and a British VAT invoice.

use domain::money::Money;
use paper::MetaRow;
use paper::invoice::{Invoice, InvoiceLine, LineTax, Note, TaxSummary, TaxSummaryRow, TotalRow};

use super::practice::{american, british, day, gbp, texts, usd};

/// An American invoice with a credit used.
pub(crate) fn invoice() -> Invoice {
    Invoice {
        stationery: american("Halden Ledger Accounting LLC · Invoice 2026-0147 · Cole Dental PC"),
        addressee: texts(&[
            "Dr. Priya Cole",
            "Cole Dental PC",
            "1250 Juniper Avenue",
            "Bend, Oregon 97701",
        ]),
        title: "Invoice".into(),
        number: "2026-0147".into(),
        issued_on: day(2026, 11, 2),
        tax_point: None,
        due_on: day(2026, 11, 16),
        meta: vec![MetaRow::new("Agreement", "EL-0031")],
        amount_due: usd(134_625),
        what_happens: "We will debit your bank account ending 4417 on November 16, 2026. You \
                       need do nothing. Your statement will show HALDEN LEDGER."
            .into(),
        lines: lines(),
        tax_name: "Sales tax".into(),
        totals: vec![
            total("Subtotal", usd(139_625), false),
            total("Sales tax (none applies in Oregon)", usd(0), false),
            total("Total", usd(139_625), true),
            total("Credit on account, from October 22, 2026", usd(-5_000), false),
            total("Amount due, US dollars", usd(134_625), true),
        ],
        tax_summary: None,
        notes: notes(),
    }
}

fn lines() -> Vec<InvoiceLine> {
    let lines = [
        (
            "Monthly bookkeeping",
            "November 1 to 30, 2026 · clause 4.1, FEE",
            "1 month",
            78_000,
            78_000,
        ),
        ("Payroll", "October 2026, eleven employees · clause 4.1, FEE", "11", 950, 10_450),
        (
            "Fixed-asset register rebuilt",
            "October 19 to 23, approved October 16 · clause 4.2, FEE-OOS",
            "2.75 h",
            16_500,
            45_375,
        ),
        (
            "Document storage, at cost",
            "October 2026, receipt attached · clause 4.4, FEE-EXP",
            "1",
            5_800,
            5_800,
        ),
    ];
    let line = |(at, (name, sub_line, quantity, rate, amount)): (usize, _)| InvoiceLine {
        key: format!("line-{}", at + 1),
        name: str::to_owned(name),
        sub_line: str::to_owned(sub_line),
        quantity: str::to_owned(quantity),
        rate: Some(usd(rate)),
        amount: usd(amount),
        tax: None,
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn notes() -> Vec<Note> {
    vec![
        note(
            "Another way to pay",
            "By check to Halden Ledger Accounting LLC at the address above, or by bank \
                 transfer; ask us for the details by telephone. Tell us before November 12 so \
                 that we do not also debit you.",
        ),
        note(
            "A question?",
            "Tell us by November 17 which part seems wrong and why. We stop asking for that \
                 part until it is settled (clause 5.6, DISP).",
        ),
        note(
            "If it is late",
            "If any of it is still unpaid on November 26, simple interest of 12% a year (1% \
                 a month) runs on that part from November 17 (clause 5.4, PAY-LATE).",
        ),
    ]
}

/// A British VAT invoice.
pub(crate) fn vat_invoice() -> Invoice {
    Invoice {
        stationery: british(
            "Pennard & Wray Accountancy Limited · VAT invoice PW-1187 · Severn Loft Interiors \
             Limited",
        ),
        addressee: texts(&["Severn Loft Interiors Limited", "31 Tobacco Yard", "Bristol BS1 0AC"]),
        title: "VAT invoice".into(),
        number: "PW-1187".into(),
        issued_on: day(2026, 11, 13),
        tax_point: Some(day(2026, 11, 13)),
        due_on: day(2026, 11, 27),
        meta: vec![MetaRow::new("Agreement", "EL-0012")],
        amount_due: gbp(41_600),
        what_happens: "We will collect £416.00 by Direct Debit on 27 November 2026, reference \
                       PW-EL0012. You need do nothing. This is your notice of the amount and \
                       date."
            .into(),
        lines: vat_lines(),
        tax_name: "VAT".into(),
        totals: vec![
            total("Net, with the disbursement", gbp(35_500), false),
            total("VAT", gbp(6_100), false),
            total("Amount due, pounds sterling", gbp(41_600), true),
        ],
        tax_summary: Some(tax_summary()),
        notes: vat_notes(),
    }
}

fn vat_lines() -> Vec<InvoiceLine> {
    let line = |key: &str, name: &str, sub: &str, net: i64, tax: Option<i64>| InvoiceLine {
        key: key.into(),
        name: name.into(),
        sub_line: sub.into(),
        quantity: "1".into(),
        rate: Some(gbp(net)),
        amount: gbp(net),
        tax: Some(LineTax {
            rate: if tax.is_some() { "20%" } else { "none" }.into(),
            amount: tax.map(gbp),
        }),
    };
    vec![
        line("line-1", "VAT return", "quarter to 31 October 2026 · 4.1, FEE", 9_500, Some(1_900)),
        line(
            "line-2",
            "Monthly bookkeeping",
            "1 to 31 October 2026 · 4.1, FEE",
            21_000,
            Some(4_200),
        ),
        line(
            "line-3",
            "Registrar's filing fee, paid on your behalf",
            "11 November 2026 · 4.4, FEE-EXP",
            5_000,
            None,
        ),
    ]
}

fn tax_summary() -> TaxSummary {
    let row = |label: &str, net: i64, tax: Option<i64>| TaxSummaryRow {
        label: label.into(),
        net: gbp(net),
        tax: tax.map(gbp),
    };
    TaxSummary {
        rows: vec![
            row("Standard rate, 20%", 30_500, Some(6_100)),
            row("Disbursement, no VAT", 5_000, None),
        ],
        together: row("Together", 35_500, Some(6_100)),
    }
}

fn vat_notes() -> Vec<Note> {
    vec![
        note(
            "Another way to pay",
            "By bank transfer, quoting PW-1187; ask us for the details by telephone. Tell us \
                 by 23 November so that we do not also collect.",
        ),
        note(
            "A question?",
            "Tell us by 28 November which part seems wrong and why. We stop asking for that \
                 part until it is settled (5.6, DISP).",
        ),
        note(
            "If it is late",
            "We may claim interest at 11.75% a year and a fixed sum of £40 under the Late \
                 Payment of Commercial Debts (Interest) Act 1998 (5.4, PAY-LATE).",
        ),
    ]
}

fn note(label: &str, text: &str) -> Note {
    Note { label: label.into(), text: text.into() }
}

fn total(label: &str, amount: Money, strong: bool) -> TotalRow {
    TotalRow { label: label.into(), amount, strong }
}
