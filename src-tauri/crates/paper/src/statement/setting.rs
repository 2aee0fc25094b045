//! The statement of account row by row.

use chrono::{Datelike, NaiveDate};
use domain::money::Money;

use super::{OpenSums, Statement};
use crate::compose::Composer;
use crate::flow::Break;
use crate::grid::{FULL, LEFT, RIGHT};
use crate::invoice::setting::title_gap;
use crate::page::Rendered;
use crate::stationery::{DateStyle, MetaRow};
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::{NOTE, Setter, TITLE};
use crate::words::with_sign;

/// Sets the statement.
pub(super) fn render(statement: &Statement) -> Rendered {
    let mut composer = Composer::new(&statement.stationery);
    composer.letterhead();
    composer.addressee(&statement.addressee, &meta(statement));
    let gap = title_gap(&composer);
    composer.title("Statement of account", TITLE, LEFT, gap);
    // A negative balance is the client's.
    let ours = !statement.owed.is_positive() && !statement.owed.is_zero();
    let (label, owed) = match ours {
        true => ("We owe you", statement.owed.negated()),
        false => ("You owe", statement.owed),
    };
    composer.amount("owed", label, &with_sign(owed), &statement.says);
    ageing(&mut composer, statement);
    movements(&mut composer, statement, label);
    open_invoices(&mut composer, statement);
    let key = composer.at("note");
    let note = |setter: &mut Setter| setter.paragraph(&statement.note, NOTE, FULL);
    let note = composer.setter.within(Role::Paragraph, note);
    composer.remark(&key, note, 4.0);
    let until = statement.stationery.dates.long(statement.until);
    composer.finish(&format!("Statement of account, {until}"))
}

fn meta(statement: &Statement) -> Vec<MetaRow> {
    let dates = statement.stationery.dates;
    let mut meta = vec![
        MetaRow::new("Statement at", dates.long(statement.until)),
        MetaRow::new("From", dates.long(statement.from)),
    ];
    meta.extend(statement.meta.iter().cloned());
    meta
}

/// What is open by age, one column for each band, and all of it.
fn ageing(composer: &mut Composer<'_>, statement: &Statement) {
    let key = composer.at("ageing");
    if statement.ageing.is_empty() {
        return;
    }
    composer.setter.structure.open(Role::Table);
    let pitch = FULL / (statement.ageing.len() + 1) as f32;
    let column = |at: usize| {
        let right = LEFT + pitch * (at + 1) as f32;
        Column::new(
            right - pitch + 6.0,
            if at == statement.ageing.len() { RIGHT } else { right - 6.0 },
        )
    };
    let columns: Vec<Column> = (0..=statement.ageing.len()).map(column).collect();
    let mut heads: Vec<(&str, bool)> =
        statement.ageing.iter().map(|band| (band.label.as_str(), true)).collect();
    heads.push(("Invoices open", true));
    let mut head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(26.8);
    // The bands need no rule above: the amount's own stands near.
    head.ink.remove(0);
    let mut cells: Vec<Cell<'_>> =
        statement.ageing.iter().map(|band| Cell::Figure(band.open.shown())).collect();
    cells.push(Cell::Strong(statement.invoices_open.shown()));
    let mut set = row(&mut composer.setter, &columns, &cells, Look::OPEN, Below::Nothing);
    set.ink.push(crate::ink::Ink::hairline(LEFT, set.height, FULL));
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, vec![set.keyed(&key)], 100.0, 1));
}

/// The day without its year, which stands in the head.
fn day(dates: DateStyle, date: NaiveDate, year: Option<i32>) -> String {
    match (year, dates) {
        (None, _) => dates.short(date),
        (Some(_), DateStyle::MonthFirst) => date.format("%b %-d").to_string(),
        (Some(_), DateStyle::DayFirst) => date.format("%-d %b").to_string(),
    }
}

/// The year of all days, if it is one.
fn one_year(mut days: impl Iterator<Item = NaiveDate>) -> Option<i32> {
    let first = days.next()?.year();
    days.all(|day| day.year() == first).then_some(first)
}

fn movements(composer: &mut Composer<'_>, statement: &Statement, owed: &str) {
    composer.at("movements");
    let dates = statement.stationery.dates;
    let days = statement.movements.iter().map(|movement| movement.on);
    let year = one_year(days.chain([statement.until]));
    let wide = if year.is_some() { 108.0 } else { 124.0 };
    let columns = [
        Column::new(LEFT, wide - 6.0),
        Column::new(wide, 304.0),
        Column::new(310.0, 352.0),
        Column::new(352.0, 394.0),
        Column::new(400.0, 456.0),
        Column::new(460.0, RIGHT),
    ];
    composer.setter.structure.open(Role::Table);
    let shown = year.map_or_else(|| "Day".to_owned(), |year| year.to_string());
    let heads = [
        (shown.as_str(), false),
        ("What happened", false),
        ("Due", false),
        ("Billed", true),
        ("Paid, credited", true),
        ("Balance", true),
    ];
    let head = head(&mut composer.setter, &columns, &heads).after(25.4);
    let figure =
        |money: Option<Money>| money.map_or(Cell::Empty, |money| Cell::Figure(money.shown()));
    let mut rows = Vec::new();
    for (at, movement) in statement.movements.iter().enumerate() {
        let key = composer.at(&format!("movement-{at}"));
        let on = day(dates, movement.on, year);
        let due = movement.due_on.map(|due| day(dates, due, year)).unwrap_or_default();
        let cells = [
            Cell::Words(&on),
            Cell::Words(&movement.what),
            Cell::Words(&due),
            figure(movement.billed),
            figure(movement.paid),
            Cell::Figure(movement.balance.shown()),
        ];
        let last = at + 1 == statement.movements.len();
        let below = if last { Below::Thin } else { Below::Hairline };
        rows.push(row(&mut composer.setter, &columns, &cells, Look::LIST, below).keyed(&key));
    }
    let key = composer.at("balance");
    let until = day(dates, statement.until, year);
    let cells = [
        Cell::Words(&until),
        Cell::Words(owed),
        Cell::Empty,
        Cell::Figure(statement.billed.shown()),
        Cell::Figure(statement.paid.shown()),
        Cell::Figure(statement.owed.shown()),
    ];
    let look = Look::LIST.strong();
    rows.push(row(&mut composer.setter, &columns, &cells, look, Below::End).keyed(&key));
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 120.0, 3));
}

fn open_invoices(composer: &mut Composer<'_>, statement: &Statement) {
    let key = composer.at("open-invoices");
    if statement.open_invoices.is_empty() {
        return;
    }
    let dates = statement.stationery.dates;
    let days = statement.open_invoices.iter().map(|invoice| invoice.due_on);
    let year = one_year(days.chain([statement.until]));
    let columns = [
        Column::new(LEFT, 206.0),
        Column::new(216.0, 284.0),
        Column::new(290.0, 340.0),
        Column::new(346.0, 394.0),
        Column::new(400.0, 456.0),
        Column::new(460.0, RIGHT),
    ];
    composer.setter.structure.open(Role::Table);
    let heads = [
        ("Open invoice", false),
        ("Due", false),
        ("Days late", true),
        ("Total", true),
        ("Paid, credited", true),
        ("Open", true),
    ];
    let mut head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(23.0);
    head.ink.remove(0);
    let mut rows = Vec::new();
    let count = statement.open_invoices.len();
    for (at, invoice) in statement.open_invoices.iter().enumerate() {
        let key = composer.at(&format!("open-{at}"));
        let due = day(dates, invoice.due_on, year);
        let late = invoice.days_late.map_or_else(|| "–".to_owned(), |days| days.to_string());
        let OpenSums { total, paid, open } = invoice.sums;
        let cells = [
            Cell::Name(&invoice.number),
            Cell::Words(&due),
            Cell::Figure(late),
            Cell::Figure(total.shown()),
            Cell::Figure(paid.shown()),
            Cell::Figure(open.shown()),
        ];
        let below = if at + 1 == count { Below::Thin } else { Below::Hairline };
        rows.push(row(&mut composer.setter, &columns, &cells, Look::LIST, below).keyed(&key));
    }
    let OpenSums { total, paid, open } = statement.together;
    let cells = [
        Cell::Name("Together"),
        Cell::Empty,
        Cell::Empty,
        Cell::Figure(total.shown()),
        Cell::Figure(paid.shown()),
        Cell::Strong(open.shown()),
    ];
    let together = row(&mut composer.setter, &columns, &cells, Look::LIST, Below::Nothing);
    rows.push(together.keyed(&key).broken(Break::Never));
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 200.0, 3));
}
