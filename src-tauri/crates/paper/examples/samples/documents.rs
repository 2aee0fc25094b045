//! A sample of every kind of document. All names are invented.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::money::{Currency, Money};
use paper::certificate::{Certificate, Digest, Event, Seal, Signer};
use paper::invoice::{Invoice, InvoiceLine, LineTax, Note, TaxSummary, TaxSummaryRow, TotalRow};
use paper::letter::{
    Acceptance, BriefRow, Choice, Clause, Consent, FeeOption, FeeRow, FeeRowKind, FeeTable, Item,
    Letter, Mark, Section, Signatory, Signature, Signed,
};
use paper::receipt::{PaidInvoice, Receipt, ReceiptKind, ReceivedPayment};
use paper::{DateStyle, Letterhead, Logo, MetaRow, Paper, Stationery};

use super::clauses::SECTIONS;

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// An amount in US dollars.
pub(crate) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).expect("a small amount")
}

/// An amount in pounds.
pub(crate) fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp).expect("a small amount")
}

/// A logo: a black square with a white H, as a PNG.
pub(crate) fn logo() -> Logo {
    let mut picture = image::RgbImage::new(170, 170);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let bar = (35..135).contains(&y) && ((45..65).contains(&x) || (105..125).contains(&x));
        let cross = (77..93).contains(&y) && (45..125).contains(&x);
        *pixel = image::Rgb(if bar || cross { [255; 3] } else { [0; 3] });
    }
    let mut file = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut file, image::ImageFormat::Png);
    written.expect("writing to memory");
    Logo(file.into_inner())
}

/// An American practice.
pub(crate) fn american(footer: &str) -> Stationery {
    Stationery {
        letterhead: Letterhead {
            practice: "Halden Ledger Accounting LLC".into(),
            person: "Ruth Halden, CPA".into(),
            address: texts(&[
                "418 Larch Street, Suite 2",
                "Bend, Oregon 97701",
                "(541) 555-0142",
                "ruth@haldenledger.example",
            ]),
            logo: Some(logo()),
        },
        paper: Paper::Letter,
        dates: DateStyle::MonthFirst,
        language: "en-US".into(),
        made_at: DateTime::from_timestamp(1_795_282_928, 0).expect("an instant"),
        footer: footer.into(),
        draft: false,
    }
}

/// A British practice, without a logo.
pub(crate) fn british(footer: &str) -> Stationery {
    Stationery {
        letterhead: Letterhead {
            practice: "Pennard & Wray Accountancy Limited".into(),
            person: "Isobel Wray".into(),
            address: texts(&[
                "7 Cordwainer Row",
                "Bristol BS1 0AA",
                "0117 496 0123",
                "isobel@pennardwray.example",
                "VAT registration GB 999 9999 73",
                "Registered in England and Wales 99123456",
                "Registered office as above",
            ]),
            logo: None,
        },
        paper: Paper::A4,
        dates: DateStyle::DayFirst,
        language: "en-GB".into(),
        ..american(footer)
    }
}

/// The engagement letter of the bakery, unsigned.
pub(crate) fn letter() -> Letter {
    let mut sections: Vec<Section> = Vec::new();
    for (heading, clauses) in SECTIONS {
        let clause = |(id, heading, text): &(&str, &str, &str)| {
            Item::Clause(Clause {
                id: (*id).into(),
                heading: (*heading).into(),
                text: (*text).into(),
            })
        };
        let mut items: Vec<Item> = clauses.iter().map(clause).collect();
        if *heading == "Fees" {
            items.insert(1, Item::FeeTable(fee_table()));
        }
        sections.push(Section {
            heading: (*heading).into(),
            items,
        });
    }
    let brief = |text: &str, clauses: &[&str]| BriefRow {
        text: text.into(),
        clauses: texts(clauses),
    };
    Letter {
        stationery: american(
            "Halden Ledger Accounting LLC to Alder Bakery LLC · PR-0042, revision 2 · \
             November 21, 2026",
        ),
        addressee: texts(&[
            "Maya Alder and Jonas Alder",
            "Alder Bakery LLC",
            "96 Millrace Avenue",
            "Bend, Oregon 97701",
        ]),
        meta: vec![
            MetaRow::new("Proposal", "PR-0042"),
            MetaRow::new("Revision", "2"),
            MetaRow::new("Date", "November 21, 2026"),
            MetaRow::new("Open until", "December 5, 2026"),
        ],
        title: "Engagement letter".into(),
        greeting: "Dear Maya and Jonas,".into(),
        opening: texts(&[
            "Thank you for asking us to keep the books of the bakery and to prepare \
             its 2026 tax returns. This letter says what we will do, what we need from you, what \
             it costs and how it is paid. When you both sign on the last page, it is our \
             agreement.",
        ]),
        in_brief: vec![
            brief(
                "Monthly books, a clean-up of 2026 and the company's two returns",
                &["SCOPE", "SCOPE/2", "SCOPE/3"],
            ),
            brief(
                "Two options: $10,850.00 or $15,230.00 in the first year",
                &["FEE"],
            ),
            brief(
                "Paid from your bank account on the due date; you hear the amount first",
                &["PAY", "PAY-AUTH"],
            ),
            brief(
                "Begins December 1, 2026; either of us may end it with 30 days' notice",
                &["TERM"],
            ),
        ],
        sections,
        acceptance: Some(acceptance()),
        particulars: None,
    }
}

/// A total, rate and amounts of the fee table.
fn fee(
    key: &str,
    kind: FeeRowKind,
    name: (&str, &str),
    rate: Option<i64>,
    times: &str,
    amounts: [Option<i64>; 2],
) -> FeeRow {
    FeeRow {
        key: key.into(),
        kind,
        name: name.0.into(),
        sub_line: name.1.into(),
        rate: rate.map(usd),
        times: times.into(),
        amounts: amounts.map(|amount| amount.map(usd)).to_vec(),
    }
}

/// The fee table of the bakery.
pub(crate) fn fee_table() -> FeeTable {
    use FeeRowKind::{AddOn, Line, Sum, Total};
    let option = |label: &str, name: &str| FeeOption {
        label: label.into(),
        name: name.into(),
        mark: Mark::Open,
    };
    let both = |minor: i64| [Some(minor), Some(minor)];
    let name = ("Clean-up, January to November 2026", "once, on acceptance");
    let monthly = (
        "Monthly bookkeeping",
        "on the 1st of each month, in advance",
    );
    let returns = (
        "Business tax returns 2026, federal and Oregon",
        "once, when ready to file",
    );
    let bills = (
        "Weekly bill payment run",
        "on the 1st of each month, in advance",
    );
    let review = (
        "Quarterly review meeting",
        "on the last day of each quarter",
    );
    let forms = (
        "Add-on: Forms 1099-NEC",
        "per form filed, in January; 11 expected",
    );
    FeeTable {
        key: "fees".into(),
        options: vec![
            option("Option 1", "Essentials"),
            option("Option 2", "Complete"),
        ],
        rows: vec![
            fee("fee-1", Line, name, Some(120_000), "1", both(120_000)),
            fee("fee-2", Line, monthly, Some(65_000), "12", both(780_000)),
            fee("fee-3", Line, returns, Some(185_000), "1", both(185_000)),
            fee(
                "fee-4",
                Line,
                bills,
                Some(24_000),
                "12",
                [None, Some(288_000)],
            ),
            fee(
                "fee-5",
                Line,
                review,
                Some(37_500),
                "4",
                [None, Some(150_000)],
            ),
            fee(
                "total",
                Total,
                ("First year, from December 1, 2026", ""),
                None,
                "",
                [Some(1_085_000), Some(1_523_000)],
            ),
            fee(
                "add-on",
                AddOn(Mark::Open),
                forms,
                Some(2_200),
                "11",
                both(24_200),
            ),
            fee(
                "total-with",
                Sum,
                ("First year with the add-on", ""),
                None,
                "",
                [Some(1_109_200), Some(1_547_200)],
            ),
        ],
        note: "All amounts in US dollars. No sales tax applies. Mark one option, and the add-on \
               if you want it, when you accept."
            .into(),
    }
}

fn acceptance() -> Acceptance {
    let choice = |name: &str, amount: &str| Choice {
        name: name.into(),
        amount: amount.into(),
        mark: Mark::Open,
    };
    let signatory = |name: &str, capacity: &str| Signatory {
        name: name.into(),
        capacity: capacity.into(),
        signed: None,
    };
    Acceptance {
        choices: vec![
            choice("Option 1, Essentials", "$10,850.00 in the first year"),
            choice("Option 2, Complete", "$15,230.00 in the first year"),
            choice("Add-on, Forms 1099-NEC", "$22.00 a form"),
        ],
        consent: Some(Consent {
            text: "Initial here to allow consent by notice (`#AMEND`). Leave empty to refuse."
                .into(),
            initials: None,
        }),
        statement: "We have read PR-0042, revision 2. We accept it for Alder Bakery LLC with the \
                    choices marked, and have authority to do so. We give the bank authorization \
                    in `#PAY-AUTH` and the consent to electronic records in `#ECOM`."
            .into(),
        signatories: vec![
            signatory("Ruth Halden, CPA", "Halden Ledger Accounting LLC"),
            signatory("Maya Alder", "Member, Alder Bakery LLC"),
            signatory("Jonas Alder", "Member, Alder Bakery LLC"),
        ],
    }
}

/// A drawn signature: a few loops.
pub(crate) fn drawn() -> Signature {
    let point = |at: i16| {
        let t = f32::from(at) / 6.0;
        (
            t * 14.0 + 10.0 * (t * 2.1).sin(),
            30.0 + 18.0 * (t * 2.9).cos() * (1.0 - t / 14.0),
        )
    };
    Signature::Drawn(vec![
        (0..70).map(point).collect(),
        vec![(20.0, 60.0), (180.0, 52.0)],
    ])
}

/// The same letter on A4, accepted and signed in each way.
pub(crate) fn signed_letter() -> Letter {
    let mut letter = letter();
    letter.stationery.paper = Paper::A4;
    let Some(acceptance) = &mut letter.acceptance else {
        return letter;
    };
    acceptance.choices[0].mark = Mark::Chosen;
    acceptance.choices[1].mark = Mark::NotChosen;
    acceptance.choices[2].mark = Mark::Chosen;
    if let Some(consent) = &mut acceptance.consent {
        consent.initials = Some("MA".into());
    }
    let ways = [
        Signature::Typed("Ruth Halden".into()),
        drawn(),
        Signature::OnPaper,
    ];
    for (signatory, signature) in acceptance.signatories.iter_mut().zip(ways) {
        signatory.signed = Some(Signed {
            on: day(2026, 11, 24),
            signature,
        });
    }
    letter.particulars = Some(
        "Halden Ledger Accounting LLC. Member of an invented state society. Professional \
         indemnity cover is described in a separate letter that is sent on request, free of \
         charge, to every client who asks for it."
            .into(),
    );
    letter
}

fn note(label: &str, text: &str) -> Note {
    Note {
        label: label.into(),
        text: text.into(),
    }
}

fn total(label: &str, amount: Money, strong: bool) -> TotalRow {
    TotalRow {
        label: label.into(),
        amount,
        strong,
    }
}

/// An American invoice with a credit used.
pub(crate) fn invoice() -> Invoice {
    let line =
        |key: &str, name: &str, sub: &str, quantity: &str, rate: i64, amount: i64| InvoiceLine {
            key: key.into(),
            name: name.into(),
            sub_line: sub.into(),
            quantity: quantity.into(),
            rate: Some(usd(rate)),
            amount: usd(amount),
            tax: None,
        };
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
        lines: vec![
            line(
                "line-1",
                "Monthly bookkeeping",
                "November 1 to 30, 2026 · clause 4.1, FEE",
                "1 month",
                78_000,
                78_000,
            ),
            line(
                "line-2",
                "Payroll",
                "October 2026, eleven employees · clause 4.1, FEE",
                "11",
                950,
                10_450,
            ),
            line(
                "line-3",
                "Fixed-asset register rebuilt",
                "October 19 to 23, approved October 16 · clause 4.2, FEE-OOS",
                "2.75 h",
                16_500,
                45_375,
            ),
            line(
                "line-4",
                "Document storage, at cost",
                "October 2026, receipt attached · clause 4.4, FEE-EXP",
                "1",
                5_800,
                5_800,
            ),
        ],
        tax_name: "Sales tax".into(),
        totals: vec![
            total("Subtotal", usd(139_625), false),
            total("Sales tax (none applies in Oregon)", usd(0), false),
            total("Total", usd(139_625), true),
            total(
                "Credit on account, from October 22, 2026",
                usd(-5_000),
                false,
            ),
            total("Amount due, US dollars", usd(134_625), true),
        ],
        tax_summary: None,
        notes: vec![
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
        ],
    }
}

/// A British VAT invoice.
pub(crate) fn vat_invoice() -> Invoice {
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
    let row = |label: &str, net: i64, tax: Option<i64>| TaxSummaryRow {
        label: label.into(),
        net: gbp(net),
        tax: tax.map(gbp),
    };
    Invoice {
        stationery: british(
            "Pennard & Wray Accountancy Limited · VAT invoice PW-1187 · Severn Loft Interiors \
             Limited",
        ),
        addressee: texts(&[
            "Severn Loft Interiors Limited",
            "31 Tobacco Yard",
            "Bristol BS1 0AC",
        ]),
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
        lines: vec![
            line(
                "line-1",
                "VAT return",
                "quarter to 31 October 2026 · 4.1, FEE",
                9_500,
                Some(1_900),
            ),
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
        ],
        tax_name: "VAT".into(),
        totals: vec![
            total("Net, with the disbursement", gbp(35_500), false),
            total("VAT", gbp(6_100), false),
            total("Amount due, pounds sterling", gbp(41_600), true),
        ],
        tax_summary: Some(TaxSummary {
            rows: vec![
                row("Standard rate, 20%", 30_500, Some(6_100)),
                row("Disbursement, no VAT", 5_000, None),
            ],
            together: row("Together", 35_500, Some(6_100)),
        }),
        notes: vec![
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
        ],
    }
}

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
        kind: ReceiptKind::Settled {
            on: day(2026, 11, 20),
        },
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
        kind: ReceiptKind::Part {
            still_owed: gbp(21_500),
        },
        sum: gbp(20_100),
        payments: vec![ReceivedPayment {
            paid_on: day(2026, 11, 16),
            how: "Bank transfer".into(),
            sub_line: String::new(),
            settled_on: None,
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
        ..quittance()
    }
}

/// The acceptance certificate of the bakery.
pub(crate) fn certificate() -> Certificate {
    let start: DateTime<Utc> = DateTime::from_timestamp(1_795_282_928, 0).expect("an instant");
    let hash =
        |seed: u8| std::array::from_fn(|at| seed.wrapping_mul(31) ^ (at as u8).wrapping_mul(91));
    let happened = [
        "Revision 2 frozen",
        "Sent to both signers by e-mail",
        "Opened by Maya Alder, read to the end 16:10:57",
        "Terms accepted",
        "Bank account connected, authorization given",
        "Signed by Maya Alder",
        "Signed in ink by Jonas Alder, seen by Ruth Halden",
        "All signed; agreement EL-0042 made",
        "Signed copy sent to both and taken by their servers",
    ];
    let event = |(at, what): (usize, &&str)| {
        let instant = start + TimeDelta::seconds(i64::try_from(at).unwrap_or(0) * 14_231);
        Event {
            at: instant,
            local: (instant - TimeDelta::hours(8)).naive_utc(),
            what: (*what).into(),
            hash: hash(at as u8 + 40),
        }
    };
    Certificate {
        stationery: american(
            "Halden Ledger Accounting LLC · Acceptance certificate AC-0042 · EL-0042",
        ),
        number: "AC-0042".into(),
        made_on: day(2026, 11, 24),
        client: "Alder Bakery LLC".into(),
        summary: "Engagement letter PR-0042, revision 2, is accepted. It is agreement EL-0042."
            .into(),
        grade: "C, ink seen by the practice".into(),
        grade_remark: "the lower of the two signers' grades".into(),
        grade_legend: "A: recorded by a third party at the time. B: signed file returned from a \
             verified address. C: signed before the practice, on screen or in ink. D: recorded on \
             the client's behalf. No grade claims an advanced or qualified electronic signature \
             of the client."
            .into(),
        signers: signers(),
        digests: [
            "Letter, 58,864 bytes",
            "Consent text shown",
            "Bank authorization text",
            "Scan of the ink page",
        ]
        .iter()
        .enumerate()
        .map(|(at, label)| Digest {
            label: (*label).into(),
            sha256: hash(at as u8),
        })
        .collect(),
        facts: vec![
            MetaRow::new(
                "Made from",
                "Clauses US tax 1, US bookkeeping 1; template 3; no earlier amendment",
            ),
            MetaRow::new(
                "Payment method",
                "Business bank account ending 2290, held by the payment provider",
            ),
        ],
        local_place: "Bend".into(),
        events: happened.iter().enumerate().map(event).collect(),
        seal: Some(Seal {
            fingerprint: hash(7),
            signature: std::array::from_fn(|at| (at as u8).wrapping_mul(57)),
            remark: "First line: fingerprint of the practice's Ed25519 public key. Then: \
                     signature over this record. The seal is the practice's own and attests this \
                     record; it is not the client's signature."
                .into(),
        }),
        how_to_check: "Compute the SHA-256 of the letter file: it must equal the first line \
             above. Each entry hash covers the entry before it. The seal, the public key and the \
             entries are attached to this file; no network is needed."
            .into(),
    }
}

fn signers() -> Vec<Signer> {
    let maya = Signer {
        name: "Maya Alder".into(),
        stands_for: "Member, with authority stated".into(),
        reached_at: "maya@alderbakery.example".into(),
        how: "Hosted page, name typed, box ticked".into(),
        identified_by: "Link to her address, bank sign-in".into(),
        when: "Nov 23, 2026, 8:13:05 am, Bend".into(),
        from: "203.0.113.24, browser on Windows".into(),
        chosen: "Option 1, add-on, notice consent".into(),
        grade: "A".into(),
    };
    let jonas = Signer {
        name: "Jonas Alder".into(),
        reached_at: "jonas@alderbakery.example".into(),
        how: "Ink on paper at our office, scanned".into(),
        identified_by: "Known to Ruth Halden, client since 2023".into(),
        when: "Nov 24, 2026, 10:20 am, Bend".into(),
        from: "not applicable".into(),
        grade: "C".into(),
        ..maya.clone()
    };
    vec![maya, jonas]
}
