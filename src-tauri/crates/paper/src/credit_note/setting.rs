//! The credit note row by row.

use super::CreditNote;
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::grid::{LEFT, RIGHT};
use crate::invoice::setting::{TOTALS_BESIDE, lines, title_gap};
use crate::page::Rendered;
use crate::stationery::MetaRow;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::TITLE;
use crate::words::with_sign;

/// Sets the credit note.
pub(super) fn render(note: &CreditNote) -> Rendered {
    let mut composer = Composer::new(&note.stationery);
    composer.letterhead();
    composer.addressee(&note.addressee, &meta(note));
    let gap = title_gap(&composer);
    composer.title(&note.title, TITLE, LEFT, gap);
    composer.amount("credit", "We credit you", &with_sign(note.credit), &note.reason);
    lines(&mut composer, "Credited", &note.tax_name, &note.lines);
    let key = composer.at("totals");
    let mut ink = Vec::new();
    let height = composer.totals(&mut ink, &note.totals, TOTALS_BESIDE);
    let totals = Row::new(height).with(ink).keyed(&key).after(12.7).broken(Break::Never);
    composer.rows.push(totals);
    leaves(&mut composer, note);
    for (at, remark) in note.notes.iter().enumerate() {
        let gap = if at == 0 { 22.7 } else { 2.8 };
        composer.note(&format!("note-{at}"), &remark.label, &remark.text, gap);
    }
    composer.finish(&format!("{} {}", note.title, note.number))
}

fn meta(note: &CreditNote) -> Vec<MetaRow> {
    let dates = note.stationery.dates;
    let mut meta = vec![
        MetaRow::new(&note.title, &note.number),
        MetaRow::new("Date of issue", dates.long(note.issued_on)),
        MetaRow::new("Corrects invoice", &note.corrects),
        MetaRow::new("Invoice date", dates.long(note.invoice_issued_on)),
    ];
    meta.extend(note.meta.iter().cloned());
    meta
}

/// What remains of the invoice, over the full width.
fn leaves(composer: &mut Composer<'_>, note: &CreditNote) {
    let key = composer.at("leaves");
    if note.leaves.is_empty() {
        return;
    }
    composer.setter.structure.open(Role::Table);
    let columns = [Column::new(LEFT, 400.0), Column::new(410.0, RIGHT)];
    let what = format!("What this leaves of invoice {}", note.corrects);
    let heads = [(what.as_str(), false), ("Amount", true)];
    let head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(31.0);
    let count = note.leaves.len();
    let mut rows = Vec::new();
    for (at, of) in note.leaves.iter().enumerate() {
        let look = if of.strong { Look::OPEN.strong() } else { Look::OPEN };
        let below = match note.leaves.get(at + 1) {
            None => Below::End,
            Some(next) if next.strong => Below::Thin,
            Some(_) => Below::Hairline,
        };
        let cells = [Cell::Name(&of.label), Cell::Figure(of.amount.shown())];
        rows.push(row(&mut composer.setter, &columns, &cells, look, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 300.0, count));
}
