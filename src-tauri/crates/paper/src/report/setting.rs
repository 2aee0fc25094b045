//! The report row by row.

use super::{Report, Table};
use crate::compose::Composer;
use crate::grid::{FULL, LEFT, RIGHT};
use crate::invoice::setting::title_gap;
use crate::page::Rendered;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::{NOTE, Setter, TITLE};

/// How wide a column of figures is, in points.
const FIGURES: f32 = 64.0;

/// Sets the report.
pub(super) fn render(report: &Report) -> Rendered {
    let mut composer = Composer::new(&report.stationery);
    composer.letterhead();
    composer.addressee(&report.about, &report.meta);
    let gap = title_gap(&composer);
    composer.title(&report.title, TITLE, LEFT, gap);
    let (label, figure, says) = &report.figure;
    composer.amount("figure", label, figure, says);
    for (at, table) in report.tables.iter().enumerate() {
        set(&mut composer, &format!("table-{at}"), table, at == 0);
    }
    let key = composer.at("note");
    let note = |setter: &mut Setter| setter.paragraph(&report.note, NOTE, FULL);
    let note = composer.setter.within(Role::Paragraph, note);
    composer.remark(&key, note, 4.0);
    composer.finish(&report.title)
}

fn set(composer: &mut Composer<'_>, name: &str, table: &Table, first: bool) {
    let key = composer.at(name);
    if table.rows.is_empty() {
        return;
    }
    let count = table.heads.len();
    let edge = |at: usize| RIGHT - FIGURES * (count - at) as f32;
    let mut columns = vec![Column::new(LEFT, edge(0) - 4.0)];
    columns.extend((0..count).map(|at| Column::new(edge(at) + 4.0, edge(at + 1))));
    let mut heads = vec![(table.head.as_str(), false)];
    heads.extend(table.heads.iter().map(|head| (head.as_str(), true)));
    composer.setter.structure.open(Role::Table);
    let mut head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(24.0);
    if first {
        // The figure's own rule stands near.
        head.ink.remove(0);
    }
    let mut rows = Vec::new();
    for (at, one) in table.rows.iter().enumerate() {
        let key = composer.at(&format!("{name}-{at}"));
        let words = match one.sub_line.as_str() {
            "" => Cell::Name(&one.name),
            sub_line => Cell::WordsOver(&one.name, sub_line),
        };
        let mut cells = vec![words];
        cells.extend(one.figures.iter().map(|figure| match figure.as_str() {
            "" => Cell::Empty,
            figure => Cell::Figure(figure.to_owned()),
        }));
        let below = match table.rows.get(at + 1) {
            None => Below::End,
            Some(next) if next.total => Below::Thin,
            Some(_) => Below::Hairline,
        };
        let look = if one.total { Look::DENSE.strong() } else { Look::DENSE };
        rows.push(row(&mut composer.setter, &columns, &cells, look, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 120.0, 2));
}
