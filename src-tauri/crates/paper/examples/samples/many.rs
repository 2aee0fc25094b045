//! Many letters of one length, for `tests/bench/letters`: the same words that the others set.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use domain::reading::{Block, Row};
use paper::letter::{Item, Letter, Section};

use super::letters;
use super::practice;

/// How many clauses stand in each of the fourteen sections.
const CLAUSES: [usize; 14] = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/// A letter of three pages with a logo, a fee table and fourteen sections, or one of about sixty.
fn letter(long: bool) -> Letter {
    let mut letter = letters::letter();
    let sections = letter.sections.clone();
    let mut clauses = sections
        .into_iter()
        .flat_map(|section| section.items)
        .filter(|item| matches!(item, Item::Clause(_)));
    let mut made: Vec<Section> = Vec::new();
    for (at, count) in CLAUSES.into_iter().enumerate() {
        let mut items: Vec<Item> = clauses.by_ref().take(count).collect();
        if at == 2 {
            items.push(Item::FeeTable(letters::fee_table()));
        }
        made.push(Section { heading: format!("Section {}", at + 1), items });
    }
    letter.in_brief.clear();
    letter.sections = made;
    if let Some(acceptance) = &mut letter.acceptance {
        acceptance.statement = "We have read this letter and agree to it.".into();
        acceptance.consent = None;
    }
    for item in letter.sections.iter_mut().flat_map(|section| &mut section.items) {
        if let Item::Clause(clause) = item {
            clause.text = clause.text.replace(['`', '#'], "");
        }
    }
    if long {
        let once = letter.sections.clone();
        let table = |item: &Item| matches!(item, Item::FeeTable(_));
        let plain = once.iter().filter(|section| !section.items.iter().any(table));
        let plain: Vec<Section> = plain.cloned().collect();
        for _ in 0..37 {
            letter.sections.extend(plain.iter().cloned());
        }
    }
    letter
}

/// Sets so many letters, each to another client; the last is written.
pub(crate) fn set(long: bool, count: usize, file: &Path) -> io::Result<()> {
    let mut letter = letter(long);
    let mut last = Vec::new();
    for number in 0..count {
        letter.addressee[1] = format!("Alder Bakery {number} LLC");
        letter.meta[0].value = format!("PR-{number:04}");
        last = letter.render().bytes;
    }
    fs::write(file, last)
}

/// Writes the words of a letter and its logo for others to set.
pub(crate) fn export(long: bool, directory: &Path) -> io::Result<()> {
    let mut json = String::from("[");
    for (at, block) in letter(long).reading().iter().enumerate() {
        if at > 0 {
            json.push(',');
        }
        push_block(&mut json, block);
    }
    json.push_str("]\n");
    fs::create_dir_all(directory)?;
    fs::write(directory.join("letter.json"), json)?;
    fs::write(directory.join("logo.png"), practice::logo().0)
}

fn push_block(json: &mut String, block: &Block) {
    let text = |text: &str| format!("{text:?}").replace("\\'", "'").replace("\\u{", "\\u{{");
    let list = |texts: Vec<String>| format!("[{}]", texts.join(","));
    // Writing to memory cannot fail.
    let _ = match block {
        Block::Heading { level, text: of } => {
            write!(json, r#"{{"kind":"heading","level":{level},"text":{}}}"#, text(of))
        }
        Block::Paragraph(of) => write!(json, r#"{{"kind":"paragraph","text":{}}}"#, text(of)),
        Block::Facts(facts) => {
            let rows = facts.iter().map(|(label, value)| list(vec![text(label), text(value)]));
            write!(json, r#"{{"kind":"facts","rows":{}}}"#, list(rows.collect()))
        }
        Block::Clause { number, id, heading, text: of, .. } => write!(
            json,
            r#"{{"kind":"clause","number":{},"id":{},"heading":{},"text":{}}}"#,
            text(number),
            text(id),
            text(heading),
            text(of)
        ),
        Block::Table { head, rows, note } => {
            let head = list(head.iter().map(|of| text(of)).collect());
            let row = |row: &Row| list(row.cells.iter().map(|cell| text(cell)).collect());
            let rows = list(rows.iter().map(row).collect());
            write!(json, r#"{{"kind":"table","head":{head},"rows":{rows},"note":{}}}"#, text(note))
        }
    };
}
