//! A quittance, a receipt for a part, and a slip to pay by.

use paper::pay_slip::PaySlip;
use paper::receipt::{PaidInvoice, Receipt, ReceiptKind, ReceivedPayment};

use super::invoices::{invoice, vat_invoice};
use super::practice::{american, british, day, gbp, usd};

/// The quittance for the American invoice.
pub(crate) fn quittance() -> Receipt {
    let invoice = invoice();
    Receipt {
        stationery: american(
            "Halden Ledger Accounting LLC · Quittance R-2026-0139 · Cole Dental PC",
        ),
        addressee: invoice.addressee,
        number: "R-2026-0139".into(),
        issued_on: day(2026, 11, 20),
        agreement: Some("EL-0031".into()),
        received_from: "Cole Dental PC".into(),
        sum: usd(139_625),
        kind: ReceiptKind::Settled { on: day(2026, 11, 20) },
        payments: vec![
            ReceivedPayment {
                paid_on: day(2026, 10, 22),
                how: "Check 5120, held as credit".into(),
                sub_line: "applied to this invoice on November 2, 2026".into(),
                settled_on: Some(day(2026, 10, 26)),
                amount: usd(5_000),
            },
            ReceivedPayment {
                paid_on: day(2026, 11, 16),
                how: "Debit, bank account ending 4417".into(),
                sub_line: "statement text HALDEN LEDGER".into(),
                settled_on: Some(day(2026, 11, 20)),
                amount: usd(134_625),
            },
        ],
        invoices: vec![PaidInvoice {
            number: "2026-0147".into(),
            issued_on: day(2026, 11, 2),
            total: usd(139_625),
        }],
        signatory: "Ruth Halden, CPA".into(),
        note: "This quittance rests on money that has settled. If a bank takes any of it back, \
               the invoice is open again for that amount and we tell you the same day."
            .into(),
    }
}

/// A part payment received by the British practice.
pub(crate) fn part_receipt() -> Receipt {
    Receipt {
        stationery: british("Pennard & Wray Accountancy Limited · Receipt R-0040"),
        kind: ReceiptKind::Part { still_owed: gbp(21_500) },
        sum: gbp(20_100),
        payments: vec![ReceivedPayment {
            paid_on: day(2026, 11, 16),
            how: "Bank transfer".into(),
            sub_line: String::new(),
            settled_on: Some(day(2026, 11, 18)),
            amount: gbp(20_100),
        }],
        invoices: vec![PaidInvoice {
            number: "PW-1187".into(),
            issued_on: day(2026, 11, 13),
            total: gbp(41_600),
        }],
        addressee: vat_invoice().addressee,
        received_from: "Severn Loft Interiors Limited".into(),
        number: "R-0040".into(),
        signatory: "Isobel Wray".into(),
        agreement: None,
        note: "If a bank takes any of this payment back, we tell you the same day.".into(),
        ..quittance()
    }
}

/// The slip that goes with the American invoice.
pub(crate) fn pay_slip() -> PaySlip {
    let invoice = invoice();
    PaySlip {
        stationery: american("Halden Ledger Accounting LLC to Cole Dental PC · 2026-0147"),
        addressee: invoice.addressee,
        invoice: "2026-0147".into(),
        due_on: day(2026, 11, 16),
        open: usd(139_625),
        link: "https://pay.example/8kQ2fVx9".into(),
        how_to_pay: "By check to Halden Ledger Accounting LLC, with the invoice's number on it."
            .into(),
    }
}
