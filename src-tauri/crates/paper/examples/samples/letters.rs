//! The engagement letter of a bakery: proposed, and accepted.

use paper::letter::{
    Acceptance, BriefRow, Choice, Clause, Consent, FeeOption, FeeRow, FeeRowKind, FeeTable, Item,
    Letter, Mark, Section, Signatory, Signature, Signed,
};
use paper::{MetaRow, Paper};

use super::clauses::SECTIONS;
use super::practice::{american, day, texts, usd};

/// The engagement letter of the bakery, unsigned.
pub(crate) fn letter() -> Letter {
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
        in_brief: in_brief(),
        sections: sections(),
        acceptance: Some(acceptance()),
        particulars: None,
    }
}

fn in_brief() -> Vec<BriefRow> {
    let rows: [(&str, &[&str]); 4] = [
        (
            "Monthly books, a clean-up of 2026 and the company's two returns",
            &["SCOPE", "SCOPE/2", "SCOPE/3"],
        ),
        ("Two options: $10,850.00 or $15,230.00 in the first year", &["FEE"]),
        (
            "Paid from your bank account on the due date; you hear the amount first",
            &["PAY", "PAY-AUTH"],
        ),
        ("Begins December 1, 2026; either of us may end it with 30 days' notice", &["TERM"]),
    ];
    rows.map(|(text, clauses)| BriefRow { text: text.into(), clauses: texts(clauses) }).to_vec()
}

fn sections() -> Vec<Section> {
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
        sections.push(Section { heading: (*heading).into(), items });
    }
    sections
}

/// The fee table of the bakery.
pub(crate) fn fee_table() -> FeeTable {
    let option = |label: &str, name: &str| FeeOption {
        label: label.into(),
        name: name.into(),
        mark: Mark::Open,
    };
    FeeTable {
        key: "fees".into(),
        options: vec![option("Option 1", "Essentials"), option("Option 2", "Complete")],
        rows: fee_rows(),
        note: "All amounts in US dollars. No sales tax applies. Mark one option, and the add-on \
               if you want it, when you accept."
            .into(),
    }
}

/// Key, name, sub-line, rate, times, amounts; money in cents.
type Fee = (&'static str, &'static str, &'static str, Option<i64>, &'static str, [Option<i64>; 2]);

fn fee_rows() -> Vec<FeeRow> {
    const MONTHLY: &str = "on the 1st of each month, in advance";
    let both = |minor: i64| [Some(minor), Some(minor)];
    let fees: [Fee; 8] = [
        (
            "fee-1",
            "Clean-up, January to November 2026",
            "once, on acceptance",
            Some(120_000),
            "1",
            both(120_000),
        ),
        ("fee-2", "Monthly bookkeeping", MONTHLY, Some(65_000), "12", both(780_000)),
        (
            "fee-3",
            "Business tax returns 2026, federal and Oregon",
            "once, when ready to file",
            Some(185_000),
            "1",
            both(185_000),
        ),
        ("fee-4", "Weekly bill payment run", MONTHLY, Some(24_000), "12", [None, Some(288_000)]),
        (
            "fee-5",
            "Quarterly review meeting",
            "on the last day of each quarter",
            Some(37_500),
            "4",
            [None, Some(150_000)],
        ),
        (
            "total",
            "First year, from December 1, 2026",
            "",
            None,
            "",
            [Some(1_085_000), Some(1_523_000)],
        ),
        (
            "add-on",
            "Add-on: Forms 1099-NEC",
            "per form filed, in January; 11 expected",
            Some(2_200),
            "11",
            both(24_200),
        ),
        (
            "total-with",
            "First year with the add-on",
            "",
            None,
            "",
            [Some(1_109_200), Some(1_547_200)],
        ),
    ];
    fees.map(fee_row).to_vec()
}

fn fee_row((key, name, sub_line, rate, times, amounts): Fee) -> FeeRow {
    let kind = match key {
        "total" => FeeRowKind::Total,
        "add-on" => FeeRowKind::AddOn(Mark::Open),
        "total-with" => FeeRowKind::Sum,
        _ => FeeRowKind::Line,
    };
    FeeRow {
        key: key.into(),
        kind,
        name: name.into(),
        sub_line: sub_line.into(),
        rate: rate.map(usd),
        times: times.into(),
        amounts: amounts.map(|amount| amount.map(usd)).to_vec(),
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

/// A drawn signature: a few loops and a line below.
pub(crate) fn drawn() -> Signature {
    const LOOPS: [(u8, u8); 35] = [
        (0, 48),
        (11, 40),
        (19, 24),
        (23, 14),
        (22, 18),
        (20, 32),
        (19, 44),
        (23, 43),
        (31, 32),
        (42, 19),
        (53, 17),
        (61, 25),
        (65, 37),
        (64, 42),
        (62, 37),
        (61, 26),
        (65, 19),
        (73, 22),
        (84, 31),
        (95, 39),
        (103, 38),
        (106, 31),
        (106, 24),
        (104, 22),
        (103, 27),
        (107, 34),
        (115, 37),
        (127, 34),
        (137, 28),
        (145, 25),
        (148, 26),
        (148, 31),
        (145, 34),
        (145, 33),
        (149, 30),
    ];
    let loops = LOOPS.map(|(x, y)| (f32::from(x), f32::from(y)));
    Signature::Drawn(vec![loops.to_vec(), vec![(20.0, 60.0), (150.0, 54.0)]])
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
        Signature::Elsewhere("signed on paper".into()),
    ];
    for (signatory, signature) in acceptance.signatories.iter_mut().zip(ways) {
        signatory.signed = Some(Signed { on: day(2026, 11, 24), signature });
    }
    letter.particulars = Some(
        "Halden Ledger Accounting LLC. Member of an invented state society. Professional \
         indemnity cover is described in a separate letter that is sent on request, free of \
         charge, to every client who asks for it."
            .into(),
    );
    letter
}

/// A letter in several scripts, with 60 fees and a character no face has.
pub(crate) fn scripts() -> Letter {
    let mut letter = letter();
    letter.addressee = texts(&[
        "Nguyễn Thị Hồng Ngọc",
        "Łódź Śliwowica Spółka z ograniczoną odpowiedzialnością",
        "Λεωφόρος Ελευθερίου Βενιζέλου 12",
        "Щукин переулок 7, Київ",
    ]);
    letter.opening = texts(&[
        "Αυτή η επιστολή λέει τι θα κάνουμε, τι χρειαζόμαστε από εσάς και πόσο κοστίζει.",
        "Это письмо говорит, что мы будем делать, что нам нужно от вас и сколько это стоит.",
        "Thư này nói rõ chúng tôi sẽ làm gì, cần gì ở quý vị và chi phí là bao nhiêu.",
        "The name שלום עולם 123 stands in a sentence, and so does مرحبا بالعالم in another.",
        "A character without a picture, 東, is named in a finding. Þórður, Ştefan, Ærø, Čapek.",
    ]);
    for item in letter.sections.iter_mut().flat_map(|section| &mut section.items) {
        let Item::FeeTable(table) = item else {
            continue;
        };
        let line = table.rows[1].clone();
        table
            .rows
            .splice(1..2, (0..60).map(|at| FeeRow { key: format!("fee-2-{at}"), ..line.clone() }));
    }
    letter
}
