//! The letter row by row: opening, sections, clauses with their numbers.

use std::rc::Rc;

use super::numbers::{Numbers, printed_id};
use super::{BriefRow, Clause, Item, Letter, acceptance, fees};
use crate::compose::{Bookmark, Composer, prose};
use crate::flow::{Break, Row};
use crate::grid::{LEADING, LEFT, MEASURE, NUMBER_RIGHT, RIGHT, RISE, TEXT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::Setting;
use crate::structure::Role;
use crate::text::{
    CLAUSE_ID, Customs, HEADING, LABEL, Line, Manner, NOTE, PROSE, STRONG, Setter, Span, TITLE,
};

/// Where the text of a term starts: its label is 62 wide.
const TERM_TEXT: f32 = TEXT + 62.0;
/// What stands before an item of a list.
const BULLET: &str = "•";
/// How far the text of an item stands behind its bullet.
const INDENT: f32 = 12.0;
/// In bytes; what is longer before a colon is part of a sentence.
const LONGEST_LABEL: usize = 32;

/// Sets the letter.
pub(super) fn render(letter: &Letter, setting: Setting) -> Rendered {
    let mut composer = Composer::new(&letter.stationery);
    composer.setter.manner = manner(letter, setting);
    let numbers = Numbers::of(letter);
    composer.letterhead();
    composer.addressee(&letter.addressee, &letter.meta);
    composer.title(&letter.title, TITLE, TEXT, 16.5);
    opening(&mut composer, letter);
    in_brief(&mut composer, &letter.in_brief, &numbers);
    for (at, section) in letter.sections.iter().enumerate() {
        heading(&mut composer, &section.heading, at);
        let mut headed = !section.heading.is_empty();
        for item in &section.items {
            let start = composer.rows.len();
            match item {
                Item::Clause(clause) => set_clause(&mut composer, clause, &numbers),
                Item::Paragraph(text) => {
                    let key = composer.at(&format!("section-{at}"));
                    let spans = numbers.spans(&mut composer, text, PROSE);
                    let lines = composer.setter.paragraph_of(&spans, MEASURE);
                    composer.rows.extend(prose(lines, TEXT, &key, 6.5));
                }
                Item::FeeTable(table) => fees::set(&mut composer, table),
            }
            if std::mem::take(&mut headed)
                && let Some(first) = composer.rows.get_mut(start)
            {
                first.gap = 0.0;
                first.before = Break::Never;
            }
        }
    }
    if let Some(acceptance) = &letter.acceptance {
        keep_clauses_before_acceptance(&mut composer.rows);
        acceptance::set(&mut composer, acceptance, &numbers);
    }
    if let Some(particulars) = &letter.particulars {
        set_particulars(&mut composer, particulars);
    }
    // The file is known by the title and the first of the facts beside: the proposal's number.
    let number = letter.meta.first().map(|row| format!(", {}", row.value));
    composer.finish(&format!("{}{}", letter.title, number.unwrap_or_default()))
}

fn manner(letter: &Letter, setting: Setting) -> Manner {
    let customs = match letter.stationery.language.as_str() {
        "en-US" | "en-CA" => Customs::American,
        _ => Customs::British,
    };
    Manner { justified: setting.justified, customs: setting.hyphenated.then_some(customs) }
}

fn opening(composer: &mut Composer<'_>, letter: &Letter) {
    let key = composer.at("greeting");
    composer.paragraph(&key, &letter.greeting, 0.0);
    let key = composer.at("opening");
    for text in &letter.opening {
        composer.paragraph(&key, text, 6.5);
    }
}

/// A paragraph with its citations.
fn cited_paragraph(
    composer: &mut Composer<'_>,
    text: &str,
    numbers: &Numbers<'_>,
    width: f32,
) -> Vec<Line> {
    composer.setter.structure.open(Role::Paragraph);
    let spans = numbers.spans(composer, text, PROSE);
    let lines = composer.setter.prose_of(&spans, width);
    composer.setter.structure.close();
    lines
}

fn in_brief(composer: &mut Composer<'_>, brief: &[BriefRow], numbers: &Numbers<'_>) {
    if brief.is_empty() {
        return;
    }
    let key = composer.at("in-brief");
    let label = |setter: &mut Setter| setter.line("In brief", LABEL);
    let mut label = Some(composer.setter.within(Role::Paragraph, label));
    composer.setter.structure.open(Role::List);
    for (at, row) in brief.iter().enumerate() {
        composer.setter.structure.open(Role::Item);
        composer.setter.structure.open(Role::Body);
        let spans = numbers.list(composer, &row.clauses);
        let cited = composer.setter.fitted_of(&spans, 120.0);
        let width = MEASURE - cited.width - 14.0;
        let lines = composer.setter.paragraph(&row.text, PROSE, width);
        composer.setter.structure.close();
        composer.setter.structure.close();
        let gap = if at == 0 { 9.5 } else { 0.0 };
        let mut rows = prose(lines, TEXT, &key, gap);
        if let Some(first) = rows.first_mut() {
            first.ink.push(Ink::text_to(RIGHT, RISE, cited));
            if let Some(label) = label.take() {
                first.ink.insert(0, Ink::text(LEFT, RISE, label));
            }
            if at > 0 {
                first.before = Break::Never;
            }
        }
        composer.rows.extend(rows);
    }
    composer.setter.structure.close();
}

fn heading(composer: &mut Composer<'_>, text: &str, at: usize) {
    let key = composer.at(&format!("section-{at}"));
    let lines = |setter: &mut Setter| setter.paragraph(text, HEADING, MEASURE);
    let lines = composer.setter.within(Role::Heading, lines);
    let Some(last) = lines.len().checked_sub(1) else {
        return;
    };
    let last = 14.5 * last as f32;
    let ink = lines.into_iter().enumerate();
    let ink = ink.map(|(at, line)| Ink::text(TEXT, 7.82 + 14.5 * at as f32, line));
    composer.rows.push(Row::new(19.02 + last).with(ink).keyed(&key).after(10.8));
    composer.bookmarks.push(Bookmark { title: text.to_owned(), key: key.to_string(), level: 0 });
}

fn set_clause(composer: &mut Composer<'_>, clause: &Clause, numbers: &Numbers<'_>) {
    let key = composer.at(&clause.id);
    let (body, terms) = body_and_terms(&clause.text);
    let mut paragraphs = body.split('\n').map(str::trim).filter(|text| !text.is_empty());
    composer.setter.structure.open(Role::Paragraph);
    let id = composer.setter.fitted(printed_id(&clause.id), CLAUSE_ID, 84.0);
    let number = numbers.number(&clause.id).unwrap_or_default();
    let margin = [
        Ink::text(LEFT, RISE, id),
        Ink::text_to(NUMBER_RIGHT, RISE, composer.setter.line(&number, PROSE)),
    ];
    let mut spans = Vec::new();
    let heading = clause.heading.trim().trim_end_matches('.');
    if !heading.is_empty() {
        spans.push(Span::new(heading, STRONG));
        spans.push(Span::new(". ", PROSE));
    }
    spans.extend(numbers.spans(composer, paragraphs.next().unwrap_or(""), PROSE));
    let mut lines = composer.setter.prose_of(&spans, MEASURE);
    composer.setter.structure.close();
    if lines.is_empty() {
        lines.push(Line::default());
    }
    let mut rows = prose(lines, TEXT, &key, 5.0);
    if let Some(first) = rows.first_mut() {
        first.ink.splice(0..0, margin);
    }
    for text in paragraphs {
        let lines = cited_paragraph(composer, text, numbers, MEASURE);
        rows.extend(prose(lines, TEXT, &key, 3.0));
    }
    if !terms.is_empty() {
        composer.setter.structure.open(Role::List);
        for (at, (label, text)) in terms.into_iter().enumerate() {
            rows.extend(term(composer, &key, (label, text), numbers, at == 0));
        }
        composer.setter.structure.close();
    }
    composer.rows.extend(rows);
    let printed = printed_id(&clause.id);
    let bookmark = if heading.is_empty() {
        format!("{number} {printed}")
    } else {
        format!("{number} {heading} ({printed})")
    };
    composer.bookmarks.push(Bookmark { title: bookmark, key: key.to_string(), level: 1 });
}

/// A labelled term of an authorization, or an item of a list; it is never split.
fn term(
    composer: &mut Composer<'_>,
    key: &Rc<str>,
    (label, text): (&str, &str),
    numbers: &Numbers<'_>,
    first: bool,
) -> Vec<Row> {
    let is_item = label == BULLET;
    let (x, style) = if is_item { (TEXT + INDENT, PROSE) } else { (TERM_TEXT, LABEL) };
    composer.setter.structure.open(Role::Item);
    let label = |setter: &mut Setter| setter.fitted(label, style, x - TEXT - 4.0);
    let label = composer.setter.within(Role::Label, label);
    composer.setter.structure.open(Role::Body);
    let spans = numbers.spans(composer, text, PROSE);
    let lines = composer.setter.prose_of(&spans, RIGHT - x);
    composer.setter.structure.close();
    composer.setter.structure.close();
    let mut rows = prose(lines, x, key, if is_item { 0.0 } else { 2.0 });
    for (at, row) in rows.iter_mut().enumerate() {
        // The first term stays with the sentence that opens the list.
        row.before = if at > 0 || first { Break::Never } else { Break::Free };
    }
    if let Some(row) = rows.first_mut() {
        row.ink.insert(0, Ink::text(TEXT, RISE, label));
    }
    rows
}

/// The sentences of a clause, and its terms: lines `- Label: text`, or `- text` for an item.
pub(super) fn body_and_terms(text: &str) -> (String, Vec<(&str, &str)>) {
    let mut body = String::new();
    let mut terms = Vec::new();
    for line in text.lines() {
        match line.trim_start().strip_prefix("- ") {
            Some(term) => terms.push(match term.split_once(':') {
                Some((label, text)) if label.len() <= LONGEST_LABEL => (label.trim(), text.trim()),
                _ => (BULLET, term.trim()),
            }),
            None => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    (body, terms)
}

/// At least two clauses, or a clause and the end of the fee table, stand on the page of the
/// acceptance block. A heading between them is not counted.
fn keep_clauses_before_acceptance(rows: &mut [Row]) {
    let mut start = rows.len();
    let mut clauses = 0;
    while clauses < 2 {
        let key = start.checked_sub(1).and_then(|last| rows[last].key.clone());
        let Some(key) = key else { break };
        let same = rows[..start].iter().rev().take_while(|row| row.key.as_ref() == Some(&key));
        start -= same.count();
        clauses += usize::from(!key.starts_with("section-"));
    }
    for row in rows.iter_mut().skip(start + 1) {
        row.before = Break::Never;
    }
}

fn set_particulars(composer: &mut Composer<'_>, particulars: &str) {
    let key = composer.at("particulars");
    let lines = |setter: &mut Setter| setter.paragraph(particulars, NOTE, RIGHT - LEFT);
    let lines = composer.setter.within(Role::Paragraph, lines);
    for (at, line) in lines.into_iter().enumerate() {
        let gap = if at == 0 { 8.0 } else { 0.0 };
        let row = Row::new(9.7).with([Ink::text(LEFT, 5.4, line)]).keyed(&key);
        composer.rows.push(row.after(gap).broken(Break::Unwelcome));
    }
}

/// The height of the lines of a paragraph.
pub(super) fn height_of(lines: usize) -> f32 {
    LEADING * lines as f32
}
