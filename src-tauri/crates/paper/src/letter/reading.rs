//! The letter as plain reading text: the words that `render` prints, in the same order.

use domain::money::Money;
use domain::reading::{Block, Row};

use super::fees::SERVICE;
use super::numbers::{Citation, Numbers, printed_id};
use super::setting::body_and_terms;
use super::{Clause, FeeOption, FeeRow, FeeRowKind, FeeTable, Item, Letter, Mark};
use crate::text::cleaned;

/// What parts the lines of an address when they stand on one.
const BETWEEN: &str = " · ";

/// The letter's blocks; the acceptance is not among them.
pub(super) fn blocks(letter: &Letter) -> Vec<Block> {
    let numbers = Numbers::of(letter);
    let mut blocks = Vec::new();
    let head = &letter.stationery.letterhead;
    paragraph(&mut blocks, joined([&head.practice, &head.person]));
    paragraph(&mut blocks, joined(&head.address));
    paragraph(&mut blocks, joined(&letter.addressee));
    let facts = letter.meta.iter().map(|row| (cleaned(&row.label), cleaned(&row.value)));
    let facts: Vec<(String, String)> = facts.collect();
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    heading(&mut blocks, 1, &letter.title);
    paragraph(&mut blocks, cleaned(&letter.greeting));
    for text in &letter.opening {
        paragraph(&mut blocks, cleaned(text));
    }
    blocks.extend(in_brief(letter, &numbers));
    for section in &letter.sections {
        heading(&mut blocks, 2, &section.heading);
        for item in &section.items {
            match item {
                Item::Clause(of) => blocks.push(clause(of, &numbers)),
                Item::Paragraph(text) => paragraph(&mut blocks, numbers.plain(text)),
                Item::FeeTable(table) => blocks.push(fee_table(table)),
            }
        }
    }
    if let Some(particulars) = &letter.particulars {
        paragraph(&mut blocks, cleaned(particulars));
    }
    blocks
}

fn paragraph(blocks: &mut Vec<Block>, text: String) {
    if !text.is_empty() {
        blocks.push(Block::Paragraph(text));
    }
}

fn heading(blocks: &mut Vec<Block>, level: u8, text: &str) {
    let text = cleaned(text);
    if !text.is_empty() {
        blocks.push(Block::Heading { level, text });
    }
}

fn joined<'a>(lines: impl IntoIterator<Item = &'a String>) -> String {
    let lines = lines.into_iter().map(|line| cleaned(line));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

fn in_brief(letter: &Letter, numbers: &Numbers<'_>) -> Option<Block> {
    let rows = letter.in_brief.iter().map(|row| Row {
        cells: vec![cleaned(&row.text), numbers.listed(&row.clauses)],
        sub_line: String::new(),
        total: false,
    });
    let rows: Vec<Row> = rows.collect();
    let head = vec!["In brief".to_owned(), "Clause".to_owned()];
    (!rows.is_empty()).then_some(Block::Table { head, rows, note: String::new() })
}

fn clause(clause: &Clause, numbers: &Numbers<'_>) -> Block {
    let (body, terms) = body_and_terms(&clause.text);
    let paragraphs = body.split('\n').map(|text| numbers.plain(text));
    let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    let terms = terms.into_iter().map(|(label, text)| (cleaned(label), numbers.plain(text)));
    Block::Clause {
        number: numbers.number(&clause.id).unwrap_or_default(),
        id: cleaned(printed_id(&clause.id)),
        heading: cleaned(clause.heading.trim().trim_end_matches('.')),
        text: paragraphs.join("\n\n"),
        terms: terms.collect(),
    }
}

fn fee_table(table: &FeeTable) -> Block {
    let mut head: Vec<String> = [SERVICE, "Rate", "Times"].map(str::to_owned).to_vec();
    let amounts = table.rows.iter().map(|row| row.amounts.len());
    let options = amounts.fold(table.options.len().max(1), usize::max);
    head.extend((0..options).map(|at| table.options.get(at).map_or_else(String::new, option)));
    let rows = table.rows.iter().map(|row| fee_row(row, options)).collect();
    Block::Table { head, rows, note: cleaned(&table.note) }
}

/// "Option 1, Essentials".
fn option(option: &FeeOption) -> String {
    let (label, name) = (cleaned(&option.label), cleaned(&option.name));
    if label.is_empty() { name } else { format!("{label}, {name}{}", chosen(option.mark)) }
}

/// What a marked box says in words; an open one says nothing.
fn chosen(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "",
        Mark::Chosen => " (chosen)",
        Mark::NotChosen => " (not chosen)",
    }
}

fn fee_row(fee: &FeeRow, options: usize) -> Row {
    let mark = match fee.kind {
        FeeRowKind::AddOn(mark) => chosen(mark),
        FeeRowKind::Line | FeeRowKind::ToConfirm | FeeRowKind::Total | FeeRowKind::Sum => "",
    };
    let mut cells = vec![
        format!("{}{mark}", cleaned(&fee.name)),
        fee.rate.map_or_else(String::new, Money::shown),
        cleaned(&fee.times),
    ];
    let amount = |at: usize| match fee.amounts.get(at).copied().flatten() {
        Some(amount) => amount.shown(),
        None => fee.amount_words(at).to_owned(),
    };
    cells.extend((0..options).map(amount));
    Row { cells, sub_line: cleaned(&fee.sub_line), total: fee.kind == FeeRowKind::Total }
}

impl Numbers<'_> {
    /// The text as it is printed, with its citations.
    fn plain(&self, text: &str) -> String {
        let parts: Vec<&str> = text.split('`').collect();
        // An odd number of backticks leaves one that cites nothing, as where it is set.
        if parts.len().is_multiple_of(2) {
            return cleaned(text);
        }
        let mut plain = String::with_capacity(text.len());
        for (at, part) in parts.into_iter().enumerate() {
            if at % 2 == 0 {
                plain.push_str(part);
                continue;
            }
            match self.citation(part) {
                Citation::Number(text) | Citation::Id(text) => plain.push_str(&text),
                Citation::Unknown(id) => plain.push_str(printed_id(&id)),
            }
        }
        cleaned(&plain)
    }
}

#[cfg(test)]
mod tests;
