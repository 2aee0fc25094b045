//! The working of a late charge row by row; its days stand in two columns.

use chrono::Datelike;

use super::{ChargedDay, LateCharge};
use crate::compose::Composer;
use crate::flow::{BOTTOM, Break, Row, TOP};
use crate::fonts::Face;
use crate::grid::{FULL, LEFT, MEASURE, RIGHT, TEXT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::{DateStyle, MetaRow};
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, heads_of, row};
use crate::text::{LABEL, NOTE, Setter, Span, Style};

/// The height of a day.
const DAY: f32 = 9.4;
/// The head of the days, with the rules above and below it.
const HEAD: f32 = 11.7;
/// How far the second column of days stands right of the first.
const SECOND: f32 = 245.0;
/// The width of a column of days.
const WIDE: f32 = 217.0;
/// After so many days a hairline helps the eye.
const GROUP: usize = 5;
/// Fewer days are not put at a page's foot.
const FEWEST: usize = 10;

/// Sets the working.
pub(super) fn render(charge: &LateCharge) -> Rendered {
    let mut composer = Composer::new(&charge.stationery);
    let dates = charge.stationery.dates;
    composer.letterhead();
    let invoice = format!("{} of {}", charge.invoice, dates.long(charge.invoice_issued_on));
    let meta = [
        MetaRow::new("Debtor", &charge.debtor),
        MetaRow::new("Invoice", invoice),
        MetaRow::new("Worked to the end of", dates.long(charge.worked_to)),
    ];
    composer.title_beside("Late charge working", &charge.summary, &meta);
    claim(&mut composer, charge);
    for (at, note) in charge.notes.iter().enumerate() {
        let gap = if at == 0 { 7.7 } else { 2.8 };
        composer.note(&format!("note-{at}"), &note.label, &note.text, gap);
    }
    days(&mut composer, charge);
    remarks(&mut composer, charge);
    composer.finish(&format!("Late charge working, {}", charge.invoice))
}

fn claim(composer: &mut Composer<'_>, charge: &LateCharge) {
    let key = composer.at("claim");
    let columns = [Column::new(TEXT, 440.0), Column::new(446.0, RIGHT)];
    let label = |setter: &mut Setter| setter.line("The claim", LABEL);
    let label = composer.setter.within(Role::Paragraph, label);
    let mut ink = vec![Ink::rule(LEFT, 0.0, FULL, 0.8), Ink::text(LEFT, 15.8, label)];
    let mut y = 8.2;
    composer.setter.structure.open(Role::Table);
    for (at, of) in charge.claim.iter().enumerate() {
        let look = if of.strong { Look::CLAIM.strong() } else { Look::CLAIM };
        let below = match charge.claim.get(at + 1) {
            None => Below::Nothing,
            Some(next) if next.strong => Below::Thin,
            Some(_) => Below::Hairline,
        };
        let cells = [Cell::Name(&of.label), Cell::Figure(of.amount.shown())];
        let set = row(&mut composer.setter, &columns, &cells, look, below);
        ink.extend(set.ink.into_iter().map(|ink| ink.lowered(y)));
        y += set.height;
    }
    composer.setter.structure.close();
    let note = |setter: &mut Setter| setter.paragraph(&charge.claim_note, NOTE, MEASURE);
    for line in composer.setter.within(Role::Paragraph, note) {
        ink.push(Ink::text(TEXT, y + 9.0, line));
        y += 9.3;
    }
    y += 8.6;
    ink.push(Ink::hairline(LEFT, y, FULL));
    composer.rows.push(Row::new(y).with(ink).keyed(&key).broken(Break::Never));
}

/// The days in blocks of two columns, the first as high as the page has room for.
fn days(composer: &mut Composer<'_>, charge: &LateCharge) {
    let page = composer.stationery.paper.height() - BOTTOM - TOP;
    let used: f32 = composer.rows.iter().map(|row| row.height + row.gap).sum();
    // The remark under the days should stand on their page.
    let room = page - used - 9.0 - 20.0;
    let fit = |room: f32| ((room - HEAD) / DAY).max(0.0) as usize;
    let full = fit(page - 20.0).max(1);
    let mut rest = charge.days.as_slice();
    let mut first = true;
    let together = charge.stationery.dates;
    let years =
        charge.days.first().map(|day| day.on.year()) != charge.days.last().map(|day| day.on.year());
    while !rest.is_empty() {
        let most = if first && fit(room) >= FEWEST { fit(room) } else { full };
        let height = rest.len().div_ceil(2).min(most);
        let (block, after) = rest.split_at(rest.len().min(height * 2));
        let row = block_of(composer, block, height, (together, years));
        composer.rows.push(row.after(if first { 9.0 } else { 6.0 }));
        rest = after;
        first = false;
    }
}

/// One block: up to `height` days at the left, the rest at the right.
fn block_of(
    composer: &mut Composer<'_>,
    days: &[ChargedDay],
    height: usize,
    shown: (DateStyle, bool),
) -> Row {
    let key = composer.at("days");
    let mut ink = Vec::new();
    for (at, days) in days.chunks(height.max(1)).enumerate() {
        column(composer, &mut ink, days, LEFT + SECOND * at as f32, shown);
    }
    Row::new(HEAD + DAY * height as f32).with(ink).keyed(&key)
}

fn column(
    composer: &mut Composer<'_>,
    ink: &mut Vec<Ink>,
    days: &[ChargedDay],
    left: f32,
    (dates, with_year): (DateStyle, bool),
) {
    let columns = [
        Column::new(left, left + 46.0),
        Column::new(left + 46.0, left + 99.0),
        Column::new(left + 104.0, left + 158.0),
        Column::new(left + 163.0, left + WIDE),
    ];
    let heads = [("Day", false), ("Unpaid", true), ("Interest", true), ("Running", true)];
    composer.setter.structure.open(Role::Table);
    ink.push(Ink::rule(left, 0.0, WIDE, 0.8));
    ink.extend(heads_of(&mut composer.setter, &columns, &heads, 7.6));
    ink.push(Ink::rule(left, 10.4, WIDE, 0.5));
    for (at, day) in days.iter().enumerate() {
        let y = HEAD + DAY * at as f32;
        let on = match (with_year, dates) {
            (true, _) => dates.short(day.on),
            (false, DateStyle::MonthFirst) => day.on.format("%b %-d").to_string(),
            (false, DateStyle::DayFirst) => day.on.format("%-d %b").to_string(),
        };
        let cells = [
            Cell::Name(&on),
            Cell::Figure(day.unpaid.shown()),
            Cell::Figure(day.interest.clone()),
            Cell::Figure(day.running.clone()),
        ];
        let look = if day.changed { Look::DAYS.strong() } else { Look::DAYS };
        let set = row(&mut composer.setter, &columns, &cells, look, Below::Nothing);
        ink.extend(set.ink.into_iter().map(|ink| ink.lowered(y)));
        if (at + 1).is_multiple_of(GROUP) && at + 1 < days.len() {
            ink.push(Ink::hairline(left, y + DAY - 0.9, WIDE));
        }
    }
    composer.setter.structure.close();
    let end = HEAD + DAY * days.len() as f32;
    ink.push(Ink::rule(left, end, WIDE, 0.8));
}

/// What changed on the days in semibold.
fn remarks(composer: &mut Composer<'_>, charge: &LateCharge) {
    let key = composer.at("remarks");
    let strong = Style::new(Face::SansMedium, NOTE.size);
    for (at, (day, text)) in charge.remarks.iter().enumerate() {
        let spans = [Span::new(format!("{day}: "), strong), Span::new(text, NOTE)];
        let lines = |setter: &mut Setter| setter.paragraph_of(&spans, FULL);
        let lines = composer.setter.within(Role::Paragraph, lines);
        composer.remark(&key, lines, if at == 0 { 4.6 } else { 0.0 });
    }
}
