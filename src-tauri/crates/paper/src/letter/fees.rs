//! The fee table: rate × times = amount, one column of amounts for each option.

use super::{FeeOption, FeeRow, FeeRowKind, FeeTable, Mark};
use crate::compose::Composer;
use crate::flow::{Break, Row, TOP};
use crate::fonts::Face;
use crate::grid::{FULL, LEFT, RIGHT};
use crate::ink::Ink;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, mark_box, row, under_head};
use crate::text::{COLUMN, LABEL, NOTE, Setter, Style};

/// Where a price is not known yet.
const TO_CONFIRM: &str = "to be confirmed";
/// The head of the column of services.
pub(super) const SERVICE: &str = "Service and when it is billed";
/// The head of an option's column.
const OPTION: Style = Style::new(Face::SerifSemibold, 10.0);

/// Sets the table and its note.
pub(super) fn set(composer: &mut Composer<'_>, table: &FeeTable) {
    // Every amount is printed, also one without an option above it.
    let amounts = table.rows.iter().map(|row| row.amounts.len());
    let columns = columns(amounts.fold(table.options.len().max(1), usize::max));
    composer.at(&table.key);
    composer.setter.structure.open(Role::Table);
    let head = head(composer, table, &columns);
    let mut rows = Vec::new();
    for (at, fee) in table.rows.iter().enumerate() {
        let next = table.rows.get(at + 1).map(|next| next.kind);
        rows.push(fee_row(composer, fee, next, &columns));
    }
    composer.setter.structure.close();
    let paper = composer.stationery.paper;
    let half = (paper.height() - TOP - crate::flow::BOTTOM) / 2.0;
    let tail = (table.rows.iter().rev())
        .position(|row| row.kind == FeeRowKind::Line)
        .map_or(3, |after| after + 2);
    let mut rows = under_head(head, rows, half, tail);
    if let Some(first) = rows.first_mut() {
        first.gap = 5.5;
        first.before = Break::Unwelcome;
    }
    composer.rows.extend(rows);
    set_note(composer, table);
}

/// Name, rate, times, and a column for each option, from the right.
fn columns(options: usize) -> Vec<Column> {
    let pitch = (210.0 / options as f32).min(80.0);
    let times = RIGHT - pitch * options as f32 + 6.0;
    let rate = times - 38.0;
    let mut columns = vec![
        Column::new(LEFT, rate - 56.0),
        Column::new(rate - 50.0, rate),
        Column::new(rate + 4.0, times),
    ];
    for option in 0..options {
        let right = RIGHT - pitch * (options - 1 - option) as f32;
        columns.push(Column::new(right - pitch + 12.0, right));
    }
    columns
}

fn head(composer: &mut Composer<'_>, table: &FeeTable, columns: &[Column]) -> Row {
    let key = composer.at(&table.key);
    let labelled = table.options.iter().any(|option| !option.label.is_empty());
    let (height, baseline) = if labelled { (27.0, 22.5) } else { (13.2, 8.15) };
    let mut head = Row::new(height).keyed(&key);
    head.ink.push(Ink::rule(LEFT, 0.0, FULL, 0.8));
    composer.setter.structure.open(Role::Row);
    let first = composer.setter.within(Role::ColumnHead, |setter| setter.line(SERVICE, COLUMN));
    head.ink.push(Ink::text(LEFT, baseline, first));
    for (column, text) in columns[1..3].iter().zip(["Rate", "Times"]) {
        let line = composer.setter.within(Role::ColumnHead, |setter| setter.line(text, COLUMN));
        head.ink.push(Ink::text_to(column.right, baseline, line));
    }
    for (at, column) in columns[3..].iter().enumerate() {
        composer.setter.structure.open(Role::ColumnHead);
        if let Some(option) = table.options.get(at) {
            set_option(composer, &mut head, *column, option, baseline);
        }
        composer.setter.structure.close();
    }
    composer.setter.structure.close();
    head.ink.push(Ink::rule(LEFT, height, FULL, 0.5));
    head
}

fn set_option(
    composer: &mut Composer<'_>,
    head: &mut Row,
    column: Column,
    option: &FeeOption,
    baseline: f32,
) {
    let width = column.right - column.left;
    if option.label.is_empty() {
        let style = if baseline > 10.0 { OPTION } else { COLUMN };
        let name = composer.setter.fitted(&option.name, style, width);
        head.ink.push(Ink::text_to(column.right, baseline, name));
        return;
    }
    let label = composer.setter.fitted(&option.label, LABEL, width - 14.0);
    let x = column.right - label.width - 12.6;
    let marked = option.mark == Mark::Chosen;
    head.ink.extend(mark_box(&mut composer.setter, x, 10.6, marked));
    head.ink.push(Ink::text_to(column.right, 10.15, label));
    let name = composer.setter.fitted(&option.name, OPTION, width);
    head.ink.push(Ink::text_to(column.right, baseline, name));
}

fn fee_row(
    composer: &mut Composer<'_>,
    fee: &FeeRow,
    next: Option<FeeRowKind>,
    columns: &[Column],
) -> Row {
    let key = composer.at(&fee.key);
    let look = match fee.kind {
        FeeRowKind::Total => Look::FEES.strong(),
        FeeRowKind::Line | FeeRowKind::ToConfirm | FeeRowKind::AddOn(_) | FeeRowKind::Sum => {
            Look::FEES
        }
    };
    let below = match (fee.kind, next) {
        (_, None) => Below::End,
        (FeeRowKind::Total, _) | (_, Some(FeeRowKind::Total)) => Below::Thin,
        (_, Some(_)) => Below::Hairline,
    };
    let mut columns = columns.to_vec();
    let name = match fee.kind {
        FeeRowKind::AddOn(mark) => Cell::ToMark(&fee.name, &fee.sub_line, mark == Mark::Chosen),
        FeeRowKind::Line | FeeRowKind::ToConfirm | FeeRowKind::Total | FeeRowKind::Sum => {
            Cell::WordsOver(&fee.name, &fee.sub_line)
        }
    };
    let is_sum = matches!(fee.kind, FeeRowKind::Total | FeeRowKind::Sum);
    if is_sum && fee.rate.is_none() && fee.times.is_empty() {
        // A total may use the place of rate and times.
        columns[0].right = columns[2].right;
    }
    let mut cells = vec![name];
    cells.push(fee.rate.map_or(Cell::Empty, |rate| Cell::Figure(rate.shown())));
    let times = Cell::Figure(fee.times.clone());
    cells.push(if fee.times.is_empty() { Cell::Empty } else { times });
    cells.extend((0..columns.len() - 3).map(|at| amount(fee, at)));
    row(&mut composer.setter, &columns, &cells, look, below).keyed(&key)
}

/// An amount as it is printed: a figure, or words in small type.
fn amount(fee: &FeeRow, at: usize) -> Cell<'static> {
    match fee.amount_words(at) {
        "" => fee
            .amounts
            .get(at)
            .copied()
            .flatten()
            .map_or(Cell::Empty, |amount| Cell::Figure(amount.shown())),
        "–" => Cell::Figure("–".to_owned()),
        words => Cell::LabelToRight(words),
    }
}

impl FeeRow {
    /// What stands in place of a missing amount: a dash where an option has not the service,
    /// words where the price is not known, nothing in a sum.
    pub(super) fn amount_words(&self, at: usize) -> &'static str {
        if self.amounts.get(at).copied().flatten().is_some() {
            return "";
        }
        match self.kind {
            FeeRowKind::ToConfirm => TO_CONFIRM,
            FeeRowKind::AddOn(_) if self.amounts.iter().all(Option::is_none) => TO_CONFIRM,
            FeeRowKind::Line | FeeRowKind::AddOn(_) => "–",
            FeeRowKind::Total | FeeRowKind::Sum => "",
        }
    }
}

fn set_note(composer: &mut Composer<'_>, table: &FeeTable) {
    let key = composer.at(&table.key);
    let note = |setter: &mut Setter| setter.paragraph(&table.note, NOTE, FULL);
    let lines = composer.setter.within(Role::Paragraph, note);
    let count = lines.len();
    for (at, line) in lines.into_iter().enumerate() {
        let height = if at + 1 == count { 12.0 } else { 9.7 };
        let gap = if at == 0 { 5.5 } else { 0.0 };
        let row = Row::new(height).with([Ink::text(LEFT, 5.4, line)]).keyed(&key);
        composer.rows.push(row.after(gap).hanging(height - 5.4).broken(Break::Never));
    }
}
