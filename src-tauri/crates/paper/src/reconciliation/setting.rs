//! The report of a period row by row.

use chrono::Datelike;
use domain::money::Money;

use super::{Line, Reconciliation, Sum};
use crate::compose::Composer;
use crate::grid::{FULL, LEFT, RIGHT};
use crate::invoice::setting::title_gap;
use crate::page::Rendered;
use crate::stationery::{DateStyle, MetaRow};
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::{NOTE, Setter, TITLE};
use crate::words::with_sign;

/// Sets the report.
pub(super) fn render(report: &Reconciliation) -> Rendered {
    let mut composer = Composer::new(&report.stationery);
    composer.letterhead();
    let dates = report.stationery.dates;
    let mut meta = vec![
        MetaRow::new("Balance at", dates.long(report.until)),
        MetaRow::new("From", dates.long(report.from)),
    ];
    meta.extend(report.meta.iter().cloned());
    composer.addressee(&report.account, &meta);
    let gap = title_gap(&composer);
    composer.title("Reconciliation", TITLE, LEFT, gap);
    composer.amount("stated", "The bank states", &with_sign(report.stated), &report.says);
    sums(&mut composer, "by-bank", "Proved by the bank's lines", &report.by_bank, 26.8);
    sums(&mut composer, "by-books", "Proved by the books", &report.by_books, 23.0);
    lines(&mut composer, "aside", "Set aside, because", &report.aside, None);
    let sum = Some(report.lines_sum);
    lines(&mut composer, "line", "Explained as", &report.lines, sum);
    let key = composer.at("note");
    let note = |setter: &mut Setter| setter.paragraph(&report.note, NOTE, FULL);
    let note = composer.setter.within(Role::Paragraph, note);
    composer.remark(&key, note, 4.0);
    composer.finish(&format!("Reconciliation, {}", dates.long(report.until)))
}

/// Rows that add up to the last one.
fn sums(composer: &mut Composer<'_>, name: &str, title: &str, sums: &[Sum], gap: f32) {
    let key = composer.at(name);
    if sums.is_empty() {
        return;
    }
    composer.setter.structure.open(Role::Table);
    let columns = [Column::new(LEFT, 380.0), Column::new(400.0, RIGHT)];
    let heads = [(title, false), ("Amount", true)];
    let mut head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(gap);
    // The amount's own rule stands near, or the table before ends there.
    head.ink.remove(0);
    let mut rows = Vec::new();
    for (at, sum) in sums.iter().enumerate() {
        let key = composer.at(&format!("{name}-{at}"));
        let last = at + 1 == sums.len();
        let words = if sum.sub_line.is_empty() {
            Cell::Name(&sum.label)
        } else {
            Cell::WordsOver(&sum.label, &sum.sub_line)
        };
        let cells = [words, Cell::Figure(sum.amount.shown())];
        let below = match sums.len() - at {
            1 => Below::End,
            2 => Below::Thin,
            _ => Below::Hairline,
        };
        let look = if last { Look::LIST.strong() } else { Look::LIST };
        rows.push(row(&mut composer.setter, &columns, &cells, look, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 100.0, 2));
}

/// Bank lines, with their sum where it is given.
fn lines(composer: &mut Composer<'_>, name: &str, words: &str, lines: &[Line], sum: Option<Money>) {
    let key = composer.at(&format!("{name}s"));
    if lines.is_empty() {
        return;
    }
    let dates = composer.stationery.dates;
    let year = lines.first().map(|line| line.on.year());
    let year = year.filter(|year| lines.iter().all(|line| line.on.year() == *year));
    let wide = if year.is_some() { 102.0 } else { 124.0 };
    let columns = [
        Column::new(LEFT, wide - 6.0),
        Column::new(wide, 272.0),
        Column::new(280.0, 420.0),
        Column::new(428.0, RIGHT),
    ];
    composer.setter.structure.open(Role::Table);
    let shown = year.map_or_else(|| "Day".to_owned(), |year| year.to_string());
    let heads = [(shown.as_str(), false), ("Bank line", false), (words, false), ("Amount", true)];
    let head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(23.0);
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let key = composer.at(&format!("{name}-{at}"));
        let on = match (year, dates) {
            (None, _) => dates.short(line.on),
            (Some(_), DateStyle::MonthFirst) => line.on.format("%b %-d").to_string(),
            (Some(_), DateStyle::DayFirst) => line.on.format("%-d %b").to_string(),
        };
        let cells = [
            Cell::Words(&on),
            Cell::Words(&line.text),
            Cell::Words(&line.words),
            Cell::Figure(line.amount.shown()),
        ];
        let below = if at + 1 == lines.len() { Below::Thin } else { Below::Hairline };
        rows.push(row(&mut composer.setter, &columns, &cells, Look::DENSE, below).keyed(&key));
    }
    if let Some(sum) = sum {
        let key = composer.at(&format!("{name}-sum"));
        let together =
            [Cell::Empty, Cell::Words("Together"), Cell::Empty, Cell::Figure(sum.shown())];
        let look = Look::DENSE.strong();
        let set = row(&mut composer.setter, &columns, &together, look, Below::End);
        rows.push(set.keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 120.0, 3));
}
