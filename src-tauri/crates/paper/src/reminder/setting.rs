//! The reminder row by row.

use super::{Owed, Part, PayPage, Reminder};
use crate::compose::Composer;
use crate::flow::Break;
use crate::grid::{LEFT, RIGHT, TEXT};
use crate::page::Rendered;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::TITLE;

/// The edge of a code in points, 2.8 cm.
const EDGE: f32 = 80.0;
/// The room for a signature.
const PEN: f32 = 34.0;

/// Sets the letters, each from a new sheet on.
pub(super) fn render(first: &Reminder, others: &[Reminder]) -> Rendered {
    let mut composer = Composer::new(&first.stationery);
    letter(&mut composer, first);
    for other in others {
        composer.next_document(&other.stationery);
        letter(&mut composer, other);
    }
    let title = match others.len() {
        0 => first.subject.clone(),
        more => format!("{} letters to post", more + 1),
    };
    composer.finish(&title)
}

fn letter(composer: &mut Composer<'_>, letter: &Reminder) {
    composer.letterhead();
    composer.addressee(&letter.addressee, &letter.meta);
    composer.title(&letter.subject, TITLE, TEXT, 16.5);
    let mut gap = 0.0;
    for (at, part) in letter.parts.iter().enumerate() {
        let key = format!("part-{at}");
        let before = std::mem::replace(&mut gap, 13.0);
        match part {
            Part::Words(words) => {
                paragraph(composer, &key, words, before);
                gap = 6.5;
            }
            Part::Owed(owed) => table(composer, owed),
            Part::Pay { words, pages } => ways_to_pay(composer, words, pages),
            Part::Signed(lines) => signature(composer, lines),
        }
    }
}

fn paragraph(composer: &mut Composer<'_>, key: &str, words: &str, gap: f32) {
    let key = composer.at(key);
    for (at, line) in words.lines().enumerate() {
        composer.paragraph(&key, line, if at == 0 { gap } else { 0.0 });
    }
}

fn table(composer: &mut Composer<'_>, owed: &Owed) {
    let key = composer.at("owed");
    let dates = composer.stationery.dates;
    let columns = [
        Column::new(LEFT, 270.0),
        Column::new(276.0, 376.0),
        Column::new(380.0, 424.0),
        Column::new(430.0, RIGHT),
    ];
    composer.setter.structure.open(Role::Table);
    let heads = [("What is owed", false), ("Due", false), ("Days late", true), ("Amount", true)];
    let head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(13.0);
    let mut rows = Vec::new();
    for (at, of) in owed.rows.iter().enumerate() {
        let due = of.due_on.map(|day| dates.long(day)).unwrap_or_default();
        let late = of.days_late.map_or_else(|| "–".to_owned(), |days| days.to_string());
        let cells = [
            Cell::Name(&of.label),
            Cell::Words(&due),
            Cell::Figure(late),
            Cell::Figure(of.amount.shown()),
        ];
        let last = at + 1 == owed.rows.len();
        let below = if last { Below::Thin } else { Below::Hairline };
        rows.push(row(&mut composer.setter, &columns, &cells, Look::DENSE, below).keyed(&key));
    }
    for (at, of) in owed.together.iter().enumerate() {
        let last = at + 1 == owed.together.len();
        let below = if last { Below::End } else { Below::Nothing };
        let figure = Cell::Figure(of.amount.shown());
        let cells = [Cell::Name(&of.label), Cell::Empty, Cell::Empty, figure];
        let look = Look::DENSE.strong();
        let set = row(&mut composer.setter, &columns, &cells, look, below);
        rows.push(set.keyed(&key).broken(Break::Never));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 200.0, 3));
}

fn ways_to_pay(composer: &mut Composer<'_>, words: &str, pages: &[PayPage]) {
    if !words.is_empty() {
        composer.note("how-to-pay", "How to pay", words, 13.0);
    }
    for (at, page) in pages.iter().enumerate() {
        let label = format!("On a page, for {}", page.invoice);
        composer.note(&format!("page-{at}"), &label, &page.link, 10.0);
        composer.code(&format!("code-{at}"), &page.link, EDGE, 8.0);
    }
}

fn signature(composer: &mut Composer<'_>, lines: &[String]) {
    let key = composer.at("signed");
    for (at, line) in lines.iter().enumerate() {
        let first = composer.rows.len();
        composer.paragraph(&key, line, if at == 0 { PEN } else { 0.0 });
        if at > 0 {
            composer.rows[first..].iter_mut().for_each(|row| row.before = Break::Never);
        }
    }
}
