//! The payment plan row by row.

use super::PaymentPlan;
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::grid::{LEFT, RIGHT, TEXT};
use crate::ink::Ink;
use crate::invoice::setting::title_gap;
use crate::page::Rendered;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, head, row, under_head};
use crate::text::{NOTE, PROSE, Setter, TITLE};
use crate::words::with_sign;

/// Sets the agreement.
pub(super) fn render(plan: &PaymentPlan) -> Rendered {
    let mut composer = Composer::new(&plan.stationery);
    composer.letterhead();
    composer.addressee(&plan.addressee, &plan.meta);
    let gap = title_gap(&composer);
    composer.title("Payment plan", TITLE, LEFT, gap);
    composer.amount("total", "You owe", &with_sign(plan.total), &plan.says);
    owed(&mut composer, plan);
    instalments(&mut composer, plan);
    for (at, note) in plan.notes.iter().enumerate() {
        let gap = if at == 0 { 16.0 } else { 2.8 };
        composer.note(&format!("note-{at}"), &note.label, &note.text, gap);
    }
    for (at, signatory) in plan.signatories.iter().enumerate() {
        signature(&mut composer, at, signatory);
    }
    composer.finish("Payment plan")
}

fn owed(composer: &mut Composer<'_>, plan: &PaymentPlan) {
    let key = composer.at("owed");
    let columns = [Column::new(LEFT, 400.0), Column::new(410.0, RIGHT)];
    composer.setter.structure.open(Role::Table);
    let heads = [("What is owed", false), ("Amount", true)];
    let head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(20.0);
    let mut rows = Vec::new();
    for (at, of) in plan.owed.iter().enumerate() {
        let look = if of.strong { Look::DENSE.strong() } else { Look::DENSE };
        let below = match plan.owed.get(at + 1) {
            None => Below::End,
            Some(next) if next.strong => Below::Thin,
            Some(_) => Below::Hairline,
        };
        let cells = [Cell::Name(&of.label), Cell::Figure(of.amount.shown())];
        rows.push(row(&mut composer.setter, &columns, &cells, look, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 300.0, 2));
}

fn instalments(composer: &mut Composer<'_>, plan: &PaymentPlan) {
    let key = composer.at("instalments");
    let columns = [Column::new(LEFT, 140.0), Column::new(150.0, 400.0), Column::new(410.0, RIGHT)];
    composer.setter.structure.open(Role::Table);
    let heads = [("Instalment", false), ("Due", false), ("Amount", true)];
    let head = head(&mut composer.setter, &columns, &heads).keyed(&key).after(20.0);
    let mut rows = Vec::new();
    for (at, part) in plan.instalments.iter().enumerate() {
        let below = if at + 1 == plan.instalments.len() { Below::End } else { Below::Hairline };
        let number = part.number.to_string();
        let cells =
            [Cell::Name(&number), Cell::Words(&part.when), Cell::Figure(part.amount.shown())];
        rows.push(row(&mut composer.setter, &columns, &cells, Look::DENSE, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 300.0, 2));
}

/// A line to sign on, with the name and the place for the day under it.
fn signature(composer: &mut Composer<'_>, at: usize, signatory: &str) {
    let key = composer.at(&format!("signature-{}", at + 1));
    let name = |setter: &mut Setter| setter.fitted(signatory, PROSE, 245.0);
    let name = composer.setter.within(Role::Paragraph, name);
    let date = |setter: &mut Setter| setter.line("Date", NOTE);
    let date = composer.setter.within(Role::Paragraph, date);
    let ink = [
        Ink::rule(TEXT, 0.3, 240.0, 0.6),
        Ink::rule(424.0, 0.3, 76.0, 0.6),
        Ink::text(TEXT, 13.0, name),
        Ink::text(424.0, 12.0, date),
    ];
    let before = if at == 0 { Break::Free } else { Break::Never };
    composer.rows.push(Row::new(18.0).with(ink).keyed(&key).after(30.0).broken(before));
}
