//! A letter made from the clause library, as a new one is made for a client.

use domain::clause::{LetterSection, Placeholder, Regime, Values, fill, standard};
use paper::letter::{
    Acceptance, Clause, FeeOption, FeeRow, FeeRowKind, FeeTable, Item, Letter, Mark, Section,
    Signatory,
};
use paper::{MetaRow, Stationery};

use super::practice::{american, british, gbp, texts};

/// The letter of a regime's standard clauses with one monthly fee.
pub(crate) fn letter(regime: Regime) -> Letter {
    let footer = "Pennard & Wray Accountancy Limited to Quayside Cycles Limited · PR-0018";
    let stationery = match regime {
        Regime::UnitedStates => american(footer),
        _ => british(footer),
    };
    Letter {
        addressee: texts(&["Tom Beddoe", "Quayside Cycles Limited", "3 Harbour Way, Bristol"]),
        meta: vec![MetaRow::new("Proposal", "PR-0018"), MetaRow::new("Revision", "1")],
        title: "Engagement letter".into(),
        greeting: "Dear Tom,".into(),
        opening: texts(&["Thank you for asking us to keep the books of the company."]),
        in_brief: Vec::new(),
        sections: sections(regime, &values(regime, &stationery)),
        acceptance: Some(acceptance()),
        particulars: None,
        stationery,
    }
}

fn values(regime: Regime, stationery: &Stationery) -> Values {
    let mut values = Values::examples(regime);
    values.set(Placeholder::PracticeName, &stationery.letterhead.practice);
    values.set(Placeholder::ClientName, "Quayside Cycles Limited");
    values.set(Placeholder::PracticeContact, &stationery.letterhead.address[3]);
    values.set(Placeholder::Currency, "pounds sterling");
    values.set(Placeholder::StartDate, "1 December 2026");
    values
}

fn sections(regime: Regime, values: &Values) -> Vec<Section> {
    let mut sections = Vec::new();
    for section in LetterSection::ALL {
        let mut items = Vec::new();
        for clause in standard(regime, &[]).iter().filter(|clause| clause.section == section) {
            items.push(Item::Clause(Clause {
                id: clause.id.into(),
                heading: clause.heading.into(),
                text: fill(clause.text, values).expect("every placeholder has a value"),
            }));
            if clause.id == "FEE" {
                items.push(Item::FeeTable(fee_table()));
            }
        }
        if !items.is_empty() {
            sections.push(Section { heading: section.heading().into(), items });
        }
    }
    sections
}

fn fee_table() -> FeeTable {
    let row = |key: &str, kind: FeeRowKind, name: &str, rate: Option<i64>, times: &str| FeeRow {
        key: key.into(),
        kind,
        name: name.into(),
        sub_line: String::new(),
        rate: rate.map(gbp),
        times: times.into(),
        amounts: vec![Some(gbp(252_000))],
    };
    FeeTable {
        key: "fees".into(),
        options: vec![FeeOption { label: String::new(), name: "Amount".into(), mark: Mark::Open }],
        rows: vec![
            row("fee-1", FeeRowKind::Line, "Monthly bookkeeping", Some(21_000), "12"),
            row("total", FeeRowKind::Total, "First year", None, ""),
        ],
        note: "All amounts without VAT.".into(),
    }
}

fn acceptance() -> Acceptance {
    let signatory = |name: &str, capacity: &str| Signatory {
        name: name.into(),
        capacity: capacity.into(),
        signed: None,
    };
    Acceptance {
        choices: Vec::new(),
        consent: None,
        statement: "I have read PR-0018, revision 1. I accept it for Quayside Cycles Limited and \
                    have authority to do so. I consent to electronic records (`#ECOM`)."
            .into(),
        signatories: vec![
            signatory("Isobel Wray", "Director, Pennard & Wray"),
            signatory("Tom Beddoe", "Director, Quayside Cycles"),
        ],
    }
}
