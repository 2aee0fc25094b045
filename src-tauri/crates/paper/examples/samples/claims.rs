//! The working of a late charge, a payment plan, and the cover of the pack that is handed off.

use chrono::TimeDelta;
use paper::hand_off::{DatedFact, HandOff, PackFile, Party};
use paper::invoice::{Note, TotalRow};
use paper::late_charge::{ChargedDay, LateCharge};
use paper::payment_plan::{DuePart, PaymentPlan};
use paper::reminder::{Owed, OwedRow, Part, PayPage, Reminder};
use paper::{MetaRow, Stationery};

use super::practice::{british, day, gbp, texts};

/// The day on which a part of the invoice was paid.
const PAID_AFTER: i64 = 27;

/// The practice without its registrations, which these documents do not need.
fn stationery(footer: &str) -> Stationery {
    let mut stationery = british(footer);
    stationery.letterhead.address.truncate(4);
    stationery
}

fn note(label: &str, text: &str) -> Note {
    Note { label: label.into(), text: text.into() }
}

/// Interest and a fixed sum on one British invoice.
pub(crate) fn late_charge() -> LateCharge {
    let row = |label: &str, minor: i64, strong: bool| TotalRow {
        label: label.into(),
        amount: gbp(minor),
        strong,
    };
    LateCharge {
        stationery: stationery(
            "Pennard & Wray Accountancy Limited · Late charge working · PW-1163 · Brackley \
             Joinery Limited",
        ),
        debtor: "Brackley Joinery Limited".into(),
        invoice: "PW-1163".into(),
        invoice_issued_on: day(2026, 8, 31),
        worked_to: day(2026, 11, 21),
        summary: "Interest and fixed sum on one unpaid invoice.".into(),
        claim: vec![
            row("Invoice 2,640.00, less 1,000.00 received on 12 October 2026", 164_000, false),
            row("Interest, 15 September to 21 November 2026, 68 days", 4_459, false),
            row("Fixed sum, debt of £1,000.00 to £9,999.99", 7_000, false),
            row("Owed at the end of 21 November 2026", 175_459, true),
        ],
        claim_note: "From 22 November each further day adds 0.5279, until the 1,640.00 is \
                     received. Late charges carry no VAT."
            .into(),
        notes: vec![
            note(
                "The rule",
                "Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675. Invoice due \
                 14 September 2026, so interest starts on 15 September. Reference rate of 30 June \
                 2026: 3.75%. Rate: 3.75% + 8% = 11.75% a year, fixed for this debt.",
            ),
            note(
                "The method",
                "Unpaid amount × 11.75% ÷ 365 for each day, simple. A day counts if any of the \
                 debt is unpaid when it ends. The days are added exactly and rounded once, half \
                 away from zero, to the penny. Lines below show four places.",
            ),
            note(
                "The check",
                "27 days × 2,640.00 × 0.1175 ÷ 365 = 22.9463, and\n\
                 41 days × 1,640.00 × 0.1175 ÷ 365 = 21.6458. Together 44.5921, rounded 44.59.",
            ),
        ],
        days: days(68),
        remarks: vec![(
            "12 Oct".into(),
            "£1,000.00 received, so the unpaid amount falls on that day.".into(),
        )],
    }
}

/// So many days of the working.
pub(crate) fn days(count: i64) -> Vec<ChargedDay> {
    let mut exact = 0;
    let day_of = |at: i64| {
        let unpaid = if at < PAID_AFTER { 264_000 } else { 164_000 };
        // In 3,650,000ths of a penny.
        let interest = unpaid * 1_175 * 10;
        exact += interest;
        ChargedDay {
            on: day(2026, 9, 15) + TimeDelta::days(at),
            unpaid: gbp(unpaid),
            interest: four_places(interest),
            running: four_places(exact),
            changed: at == PAID_AFTER,
        }
    };
    (0..count).map(day_of).collect()
}

/// 36,500,000ths of a penny as pounds with four places.
fn four_places(exact: i64) -> String {
    let units = (exact + 182_500) / 365_000;
    format!("{}.{:04}", units / 10_000, units % 10_000)
}

/// The same invoice, paid in three instalments.
pub(crate) fn payment_plan() -> PaymentPlan {
    let row =
        |label: &str, strong: bool| TotalRow { label: label.into(), amount: gbp(164_000), strong };
    let part = |number: usize, when: &str, minor: i64| DuePart {
        number,
        when: when.into(),
        amount: gbp(minor),
    };
    PaymentPlan {
        stationery: stationery(
            "Pennard & Wray Accountancy Limited to Brackley Joinery Limited · payment plan · 21 \
             November 2026",
        ),
        addressee: texts(&["Brackley Joinery Limited", "12 Sawpit Lane", "Northampton NN1 0AA"]),
        meta: vec![
            MetaRow::new("Date", "21 November 2026"),
            MetaRow::new("Open until", "30 November 2026"),
            MetaRow::new("Instalments", "3"),
        ],
        total: gbp(164_000),
        says: "Paid in 3 instalments, the last on 30 January 2027.".into(),
        owed: vec![
            row("Invoice PW-1163, due 14 September 2026", false),
            row("Owed, pounds sterling", true),
        ],
        instalments: vec![
            part(1, "On signing, by 30 November 2026", 54_666),
            part(2, "30 December 2026", 54_666),
            part(3, "30 January 2027", 54_668),
        ],
        notes: vec![
            note(
                "The debt",
                "By signing you acknowledge that £1,640.00 is owed on the invoices above.",
            ),
            note(
                "What ends it",
                "If an instalment is not paid within 5 days of its day, the plan is over and all \
                 that is still open is due at once.",
            ),
        ],
        signatories: texts(&[
            "Gareth Lyle, for Brackley Joinery Limited",
            "Isobel Wray, for Pennard & Wray Accountancy Limited",
        ]),
    }
}

/// A letter about the same invoice and another.
pub(crate) fn reminder() -> Reminder {
    let row = |label: &str, due_on, days_late, minor| OwedRow {
        label: label.into(),
        due_on: Some(due_on),
        days_late: Some(days_late),
        amount: gbp(minor),
    };
    let words = |text: &str| Part::Words(text.into());
    Reminder {
        stationery: stationery(
            "Pennard & Wray Accountancy Limited to Brackley Joinery Limited · 21 November 2026",
        ),
        addressee: texts(&["Brackley Joinery Limited", "12 Sawpit Lane", "Northampton NN1 0AA"]),
        meta: vec![
            MetaRow::new("Date", "21 November 2026"),
            MetaRow::new("Reference", "PW-1163, PW-1170"),
        ],
        subject: "2 invoices: £2,290.00 remains unpaid".into(),
        parts: vec![
            words("Dear Brackley Joinery Limited,"),
            words(
                "In spite of our reminders £2,290.00 has been unpaid for 68 days. I ask you to pay \
                 it by 28 November 2026, or to let me have your reasons in writing by then.",
            ),
            Part::Owed(Owed {
                rows: vec![
                    row("PW-1163 of 31 August 2026", day(2026, 9, 14), 68, 164_000),
                    row("PW-1170 of 30 September 2026", day(2026, 10, 14), 38, 65_000),
                ],
                together: vec![TotalRow {
                    label: "Together, pounds sterling".into(),
                    amount: gbp(229_000),
                    strong: true,
                }],
            }),
            Part::Pay {
                words: "By transfer to Pennard & Wray Accountancy Limited, sort code 40-47-84, \
                        account 70872490, with the number of the invoice."
                    .into(),
                pages: vec![PayPage {
                    invoice: "PW-1163".into(),
                    link: "https://pay.example/i/PW-1163".into(),
                }],
            },
            words("If you have paid, or disagree with any of this, please tell us in writing."),
            Part::Signed(texts(&["Isobel Wray", "Pennard & Wray Accountancy Limited"])),
        ],
    }
}

/// The cover of the pack about the same invoice.
pub(crate) fn hand_off() -> HandOff {
    HandOff {
        stationery: stationery(
            "Pennard & Wray Accountancy Limited · Hand-off pack HP-0003 · Brackley Joinery \
             Limited",
        ),
        number: "HP-0003".into(),
        figures_at: day(2026, 11, 21),
        summary: "Prepared for a recovery agent, a solicitor or the court.".into(),
        owed: gbp(175_459),
        owed_says: "Invoice 1,640.00, interest 44.59 and fixed sum 70.00. Each further day adds \
                    £0.53. No part is in dispute."
            .into(),
        debtor: Party {
            lines: texts(&[
                "Brackley Joinery Limited",
                "Company 99345678",
                "12 Sawpit Lane, Northampton NN1 0AA",
                "Director: Gareth Lyle",
                "01632 960188 · accounts@brackleyjoinery.example",
            ]),
            remark: "Business debtor. No guarantor. Pays from an account named BRACKLEY JNRY."
                .into(),
        },
        creditor: Party {
            lines: texts(&[
                "Pennard & Wray Accountancy Limited",
                "Company 99123456",
                "7 Cordwainer Row, Bristol BS1 0AA",
                "Director: Isobel Wray",
                "0117 496 0123 · isobel@pennardwray.example",
            ]),
            remark: "Ms Wray has authority to place this debt. It has not been assigned.".into(),
        },
        dates: dates(),
        files: files(),
        notes: vec![
            note(
                "What is left out",
                "Tax returns, accounts and advice. The pack holds billing information only, as \
                 our duty of confidence allows (7.3, CONF).",
            ),
            note(
                "From now on",
                "Once this debt is placed, we do not contact the debtor about it, and we report \
                 any payment we receive the same day.",
            ),
        ],
        signatory: "Isobel Wray, director".into(),
    }
}

fn dates() -> Vec<DatedFact> {
    let fact = |what: &str, month: u32, date: u32| DatedFact {
        what: what.into(),
        on: day(2026, month, date),
    };
    vec![
        fact("Agreement EL-0009 accepted, evidence grade B", 2, 2),
        fact("Last work done", 8, 28),
        fact("Invoice PW-1163 issued for £2,640.00, due 14 September", 8, 31),
        fact("Last payment, £1,000.00 by transfer", 10, 12),
        fact("Promise to pay the rest by 30 October, not kept", 10, 19),
        fact("Formal letter before claim, sent by e-mail and post", 11, 14),
    ]
}

fn files() -> Vec<PackFile> {
    let files: [(&str, &str, u32); 11] = [
        ("Agreement, signed, with its terms", "01-agreement.pdf", 5),
        ("Acceptance certificate", "02-certificate.pdf", 1),
        ("Amendment 1", "03-amendment-1.pdf", 1),
        ("Invoice PW-1163", "04-invoice.pdf", 1),
        ("Statement of account", "05-statement.pdf", 1),
        ("Late charge working, day by day", "06-late-charges.pdf", 1),
        ("Proof of delivery, without tax content", "07-delivery.pdf", 2),
        ("Chronology of every contact, with copies", "08-contacts.pdf", 9),
        ("Disputes raised: none recorded", "09-disputes.pdf", 1),
        ("Payments, failed payments and promises", "10-payments.pdf", 2),
        ("List of files with full hashes", "manifest.txt", 1),
    ];
    let file = |(at, (what, file, pages)): (usize, &(&str, &str, u32))| PackFile {
        what: (*what).into(),
        file: (*file).into(),
        pages: Some(*pages),
        sha256: std::array::from_fn(|byte| {
            (byte as u8).wrapping_mul(37) ^ (at as u8).wrapping_mul(53)
        }),
    };
    files.iter().enumerate().map(file).collect()
}
