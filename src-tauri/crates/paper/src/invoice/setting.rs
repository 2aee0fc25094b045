//! The invoice row by row.

use domain::money::Money;

use super::{Invoice, InvoiceLine, TaxSummary, TaxSummaryRow};
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::grid::{LEFT, RIGHT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::MetaRow;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, heads_of, row, rule, under_head};
use crate::text::TITLE;
use crate::words::with_sign;

/// Where the totals start.
const TOTALS: f32 = 292.0;
/// Where the totals start beside a summary of tax.
pub(crate) const TOTALS_BESIDE: f32 = 318.0;

/// Sets the invoice.
pub(super) fn render(invoice: &Invoice) -> Rendered {
    let mut composer = Composer::new(&invoice.stationery);
    composer.letterhead();
    composer.addressee(&invoice.addressee, &meta(invoice));
    let gap = title_gap(&composer);
    composer.title(&invoice.title, TITLE, LEFT, gap);
    let amount = with_sign(invoice.amount_due);
    composer.amount("amount-due", "Amount due", &amount, &invoice.what_happens);
    lines(&mut composer, "Service", &invoice.tax_name, &invoice.lines);
    sums(&mut composer, invoice);
    for (at, note) in invoice.notes.iter().enumerate() {
        let gap = if at == 0 { 25.0 } else { 2.8 };
        composer.note(&format!("note-{at}"), &note.label, &note.text, gap);
    }
    composer.finish(&format!("{} {}", invoice.title, invoice.number))
}

fn meta(invoice: &Invoice) -> Vec<MetaRow> {
    let dates = invoice.stationery.dates;
    let mut meta = vec![MetaRow::new(&invoice.title, &invoice.number)];
    let issued = if invoice.tax_point.is_some() { "Date of issue" } else { "Date" };
    meta.push(MetaRow::new(issued, dates.long(invoice.issued_on)));
    if let Some(day) = invoice.tax_point {
        meta.push(MetaRow::new("Tax point", dates.long(day)));
    }
    meta.push(MetaRow::new("Due", dates.long(invoice.due_on)));
    meta.extend(invoice.meta.iter().cloned());
    meta
}

/// The title stands 130 below the letterhead's rule, or below what is longer.
pub(crate) fn title_gap(composer: &Composer<'_>) -> f32 {
    let used = composer.rows.last().map_or(0.0, |row| row.height);
    (130.0 - 12.9 - used).max(16.5)
}

/// The lines under their head; `what` names the first column.
pub(crate) fn lines(
    composer: &mut Composer<'_>,
    what: &str,
    tax_name: &str,
    lines: &[InvoiceLine],
) {
    composer.at("lines");
    let taxed = lines.iter().any(|line| line.tax.is_some());
    let rate = format!("{tax_name} rate");
    let (columns, heads): (Vec<Column>, Vec<(&str, bool)>) = if taxed {
        let columns = [
            (LEFT, 252.0),
            (256.0, 304.0),
            (308.0, 356.0),
            (360.0, 400.0),
            (406.0, 460.0),
            (466.0, RIGHT),
        ];
        let heads = [
            (what, false),
            ("Quantity", true),
            ("Unit price", true),
            (rate.as_str(), true),
            ("Net", true),
            (tax_name, true),
        ];
        (columns.map(|(left, right)| Column::new(left, right)).to_vec(), heads.to_vec())
    } else {
        let columns = [(LEFT, 308.0), (314.0, 380.0), (386.0, 440.0), (446.0, RIGHT)];
        let heads = [(what, false), ("Quantity", true), ("Rate", true), ("Amount", true)];
        (columns.map(|(left, right)| Column::new(left, right)).to_vec(), heads.to_vec())
    };
    composer.setter.structure.open(Role::Table);
    let head = head(&mut composer.setter, &columns, &heads).after(26.8);
    let count = lines.len();
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let below = if at + 1 == count { Below::End } else { Below::Hairline };
        let key = composer.at(&line.key);
        let cells = cells(line, taxed);
        rows.push(row(&mut composer.setter, &columns, &cells, Look::OPEN, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 0.0, 2));
}

fn cells(line: &InvoiceLine, taxed: bool) -> Vec<Cell<'_>> {
    let dash = || "–".to_owned();
    let figure = |money: Option<Money>| Cell::Figure(money.map_or_else(dash, Money::shown));
    let mut cells = vec![
        Cell::WordsOver(&line.name, &line.sub_line),
        Cell::Figure(line.quantity.clone()),
        line.rate.map_or(Cell::Empty, |rate| Cell::Figure(rate.shown())),
    ];
    if taxed {
        let rate = line.tax.as_ref().map_or_else(dash, |tax| tax.rate.clone());
        cells.push(Cell::Figure(rate));
        cells.push(Cell::Figure(line.amount.shown()));
        cells.push(figure(line.tax.as_ref().and_then(|tax| tax.amount)));
    } else {
        cells.push(Cell::Figure(line.amount.shown()));
    }
    cells
}

/// The summary of tax at the left and the totals at the right, in one row that is never split.
fn sums(composer: &mut Composer<'_>, invoice: &Invoice) {
    let key = composer.at("totals");
    let left = if invoice.tax_summary.is_some() { TOTALS_BESIDE } else { TOTALS };
    let gap = if invoice.tax_summary.is_some() { 16.7 } else { 12.7 };
    let mut ink = Vec::new();
    let mut height = composer.totals(&mut ink, &invoice.totals, left);
    if let Some(summary) = &invoice.tax_summary {
        height = height.max(tax_summary(composer, &mut ink, summary, &invoice.tax_name));
    }
    composer.rows.push(Row::new(height).with(ink).keyed(&key).after(gap).broken(Break::Never));
}

fn tax_summary(
    composer: &mut Composer<'_>,
    ink: &mut Vec<Ink>,
    summary: &TaxSummary,
    tax_name: &str,
) -> f32 {
    let columns = [Column::new(LEFT, 160.0), Column::new(166.0, 228.0), Column::new(234.0, 282.0)];
    let look = Look { size: 9.0, ..Look::OPEN };
    let title = format!("{tax_name} summary");
    let heads = [(title.as_str(), false), ("Net", true), (tax_name, true)];
    composer.setter.structure.open(Role::Table);
    ink.extend(heads_of(&mut composer.setter, &columns, &heads, 8.15));
    let length = 282.0 - LEFT;
    let mut y = 13.1;
    ink.push(Ink::hairline(LEFT, y, length));
    let mut set = |composer: &mut Composer<'_>, of: &TaxSummaryRow, below: Below| {
        let tax = of.tax.map_or_else(|| "–".to_owned(), Money::shown);
        let cells = [Cell::Name(&of.label), Cell::Figure(of.net.shown()), Cell::Figure(tax)];
        let set = row(&mut composer.setter, &columns, &cells, look, Below::Nothing);
        let height = set.height;
        ink.extend(set.ink.into_iter().map(|ink| ink.lowered(y)));
        y += height;
        ink.extend(rule(below, LEFT, y, length));
    };
    let count = summary.rows.len();
    for (at, of) in summary.rows.iter().enumerate() {
        set(composer, of, if at + 1 == count { Below::Thin } else { Below::Hairline });
    }
    set(composer, &summary.together, Below::Hairline);
    composer.setter.structure.close();
    y
}
