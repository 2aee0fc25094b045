use super::*;
use crate::checks::text_of;
use crate::letters;

/// Everything a block says, in order.
fn words(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => vec![text.clone()],
        Block::Facts(facts) => {
            facts.iter().flat_map(|(label, value)| [label.clone(), value.clone()]).collect()
        }
        Block::Clause { number, id, heading, text, terms } => {
            let mut words = vec![id.clone(), number.clone(), heading.clone()];
            words.extend(text.split("\n\n").map(str::to_owned));
            words.extend(terms.iter().flat_map(|(label, text)| [label.clone(), text.clone()]));
            words
        }
        Block::Table { head, rows, note } => {
            let mut words = head.clone();
            for row in rows {
                words.push(row.cells[0].clone());
                words.push(row.sub_line.clone());
                words.extend(row.cells[1..].iter().cloned());
            }
            words.push(note.clone());
            words
        }
    }
}

#[test]
fn what_is_read_is_what_is_printed() {
    let letter = letters::letter();
    let rendered = letter.render();
    let pages: String = rendered.boxes.iter().map(|placed| format!("{} ", placed.text)).collect();
    for block in letter.reading() {
        let Block::Clause { id, .. } = &block else {
            continue;
        };
        for word in words(&block) {
            assert!(pages.contains(&word), "{id}: {word}");
        }
    }
}

#[test]
fn citations_hold_the_numbers_of_the_pages() {
    let letter = letters::letter();
    let rendered = letter.render();
    let clauses: Vec<(String, String)> = letter
        .reading()
        .into_iter()
        .filter_map(|block| match block {
            Block::Clause { number, id, .. } => Some((id, number)),
            _ => None,
        })
        .collect();
    assert!(clauses.contains(&("PAY-LATE".into(), "5.4".into())));
    for (id, number) in clauses {
        let shown: Vec<&str> = rendered.boxes.iter().map(|placed| &*placed.text).collect();
        let start = format!("{id} {number} ");
        assert!(shown.iter().any(|text| text.starts_with(&start)), "{start}");
    }
    assert!(text_of(&rendered, "in-brief").contains("2.1–2.3"));
    let brief = &letter.reading()[7];
    assert!(words(brief).contains(&"2.1–2.3".to_owned()), "{brief:?}");
}

#[test]
fn the_blocks_begin_with_who_writes_and_end_with_the_last_clause() {
    let blocks = letters::letter().reading();
    let first = "Halden Ledger Accounting LLC · Ruth Halden, CPA";
    assert_eq!(blocks[0], Block::Paragraph(first.into()));
    let title = Block::Heading { level: 1, text: "Engagement letter".into() };
    assert!(blocks.contains(&title));
    assert!(matches!(blocks.last(), Some(Block::Clause { id, .. }) if id == "ASSIGN"));
    let said: String = blocks.iter().flat_map(words).collect();
    assert!(!said.contains('`') && !said.contains("We have read PR-0042"));
}

#[test]
fn a_price_that_is_not_known_is_said_in_words() {
    let mut letter = letters::signed_letter();
    for item in letter.sections.iter_mut().flat_map(|section| &mut section.items) {
        let Item::FeeTable(table) = item else {
            continue;
        };
        table.options[0].mark = Mark::Chosen;
        table.rows[0].kind = FeeRowKind::ToConfirm;
        table.rows[0].rate = None;
        table.rows[0].amounts = vec![None, None];
        table.rows[6].kind = FeeRowKind::AddOn(Mark::NotChosen);
        table.rows[6].amounts = vec![None, None];
    }
    let blocks = letter.reading();
    let table = blocks.iter().find_map(|block| match block {
        Block::Table { head, rows, .. } if head.len() == 5 => Some((head, rows)),
        _ => None,
    });
    let (head, rows) = table.unwrap();
    assert_eq!(head[3], "Option 1, Essentials (chosen)");
    assert_eq!(rows[0].cells[1..], ["", "1", "to be confirmed", "to be confirmed"]);
    assert_eq!(rows[3].cells[3..], ["–", "2,880.00"]);
    assert!(rows[6].cells[0].ends_with("(not chosen)"));
    assert_eq!(rows[6].cells[3], "to be confirmed");
    assert!(rows[5].total && !rows[7].total);
    let rendered = letter.render();
    assert!(text_of(&rendered, "fee-1").ends_with("1 to be confirmed to be confirmed"));
    assert_eq!(rendered.findings, []);
}
