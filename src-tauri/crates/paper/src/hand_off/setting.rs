//! The cover of a hand-off pack row by row.

use super::{HandOff, Party};
use crate::certificate::setting::shortened;
use crate::compose::Composer;
use crate::flow::{Break, Row};
use crate::grid::{FULL, LEADING, LEFT, RIGHT, SMALL_LEADING, TEXT};
use crate::ink::Ink;
use crate::page::Rendered;
use crate::stationery::MetaRow;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, heads_of, row, under_head};
use crate::text::{COLUMN, NOTE, PROSE, Setter};
use crate::words::with_sign;

/// Where the creditor stands, and how wide each party is.
const CREDITOR: (f32, f32) = (299.0, 219.0);

/// Sets the cover.
pub(super) fn render(pack: &HandOff) -> Rendered {
    let mut composer = Composer::new(&pack.stationery);
    let dates = pack.stationery.dates;
    composer.letterhead();
    let meta = [
        MetaRow::new("Pack", &pack.number),
        MetaRow::new("Figures at", dates.long(pack.figures_at)),
        MetaRow::new("Files", pack.files.len().to_string()),
    ];
    composer.title_beside("Hand-off pack", &pack.summary, &meta);
    composer.amount("owed", "Owed today", &with_sign(pack.owed), &pack.owed_says);
    parties(&mut composer, pack);
    dated(&mut composer, pack);
    files(&mut composer, pack);
    for (at, note) in pack.notes.iter().enumerate() {
        let gap = if at == 0 { 12.0 } else { 2.8 };
        composer.note(&format!("note-{at}"), &note.label, &note.text, gap);
    }
    signature(&mut composer, pack);
    composer.finish(&format!("Hand-off pack {}", pack.number))
}

/// Debtor and creditor side by side.
fn parties(composer: &mut Composer<'_>, pack: &HandOff) {
    let key = composer.at("parties");
    let (mut ink, mut end) = (Vec::new(), 0.0_f32);
    for (party, head, x) in
        [(&pack.debtor, "Debtor", LEFT), (&pack.creditor, "Creditor", CREDITOR.0)]
    {
        end = end.max(set_party(composer, &mut ink, party, head, x));
    }
    composer.rows.push(Row::new(end + 4.0).with(ink).keyed(&key).after(19.0));
}

/// Sets one party from its left edge; returns its last baseline.
fn set_party(
    composer: &mut Composer<'_>,
    ink: &mut Vec<Ink>,
    party: &Party,
    head: &str,
    x: f32,
) -> f32 {
    let head = |setter: &mut Setter| setter.line(head, COLUMN);
    let head = composer.setter.within(Role::Heading, head);
    ink.push(Ink::text(x, 6.6, head));
    ink.push(Ink::hairline(x, 15.0, CREDITOR.1));
    let mut y = 30.0 - LEADING;
    for text in &party.lines {
        let lines = |setter: &mut Setter| setter.paragraph(text, PROSE, CREDITOR.1);
        for line in composer.setter.within(Role::Paragraph, lines) {
            y += LEADING;
            ink.push(Ink::text(x, y, line));
        }
    }
    y += 11.1 - SMALL_LEADING;
    let remark = |setter: &mut Setter| setter.paragraph(&party.remark, NOTE, CREDITOR.1);
    for line in composer.setter.within(Role::Paragraph, remark) {
        y += SMALL_LEADING;
        ink.push(Ink::text(x, y, line));
    }
    y
}

fn dated(composer: &mut Composer<'_>, pack: &HandOff) {
    let key = composer.at("dates");
    let dates = pack.stationery.dates;
    let columns = [Column::new(LEFT, 414.0), Column::new(424.0, RIGHT)];
    let title = |setter: &mut Setter| setter.line("Dates that matter", COLUMN);
    let title = composer.setter.within(Role::Heading, title);
    let mut head = Row::new(12.2).keyed(&key).after(17.0);
    head.ink.extend([Ink::text(LEFT, 6.6, title), Ink::rule(LEFT, 12.2, FULL, 0.5)]);
    composer.setter.structure.open(Role::Table);
    let mut rows = Vec::new();
    for (at, fact) in pack.dates.iter().enumerate() {
        let below = if at + 1 == pack.dates.len() { Below::Thin } else { Below::Hairline };
        let on = dates.long(fact.on);
        let cells = [Cell::Name(&fact.what), Cell::Words(&on)];
        rows.push(row(&mut composer.setter, &columns, &cells, Look::DENSE, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 250.0, 2));
}

fn files(composer: &mut Composer<'_>, pack: &HandOff) {
    let key = composer.at("files");
    let columns = [
        Column::new(LEFT, 74.0),
        Column::new(78.0, 288.0),
        Column::new(296.0, 396.0),
        Column::new(400.0, 434.0),
        Column::new(440.0, RIGHT),
    ];
    let heads =
        [("", false), ("In the pack", false), ("File", false), ("Pages", true), ("SHA-256", true)];
    composer.setter.structure.open(Role::Table);
    let mut head = Row::new(12.2).keyed(&key).after(18.0);
    head.ink = heads_of(&mut composer.setter, &columns, &heads, 6.6);
    head.ink.push(Ink::rule(LEFT, 12.2, FULL, 0.5));
    let mut rows = Vec::new();
    for (at, of) in pack.files.iter().enumerate() {
        let key = composer.at(&format!("file-{}", at + 1));
        let below = if at + 1 == pack.files.len() { Below::Thin } else { Below::Hairline };
        let number = (at + 1).to_string();
        let pages = of.pages.map_or_else(|| "–".to_owned(), |pages| pages.to_string());
        let cells = [
            Cell::Name(&number),
            Cell::Words(&of.what),
            Cell::Small(&of.file),
            Cell::Figure(pages),
            Cell::HashToRight(shortened(&of.sha256)),
        ];
        rows.push(row(&mut composer.setter, &columns, &cells, Look::LIST, below).keyed(&key));
    }
    composer.setter.structure.close();
    composer.rows.extend(under_head(head, rows, 250.0, 2));
}

fn signature(composer: &mut Composer<'_>, pack: &HandOff) {
    let key = composer.at("signature");
    let name = |setter: &mut Setter| setter.fitted(&pack.signatory, PROSE, 200.0);
    let name = composer.setter.within(Role::Paragraph, name);
    let date = |setter: &mut Setter| setter.line("Date", NOTE);
    let date = composer.setter.within(Role::Paragraph, date);
    let ink = [
        Ink::rule(TEXT, 0.3, 200.0, 0.6),
        Ink::rule(390.0, 0.3, 90.0, 0.6),
        Ink::text(TEXT, 13.0, name),
        Ink::text(390.0, 12.0, date),
    ];
    composer.rows.push(Row::new(18.0).with(ink).keyed(&key).after(34.0).broken(Break::Never));
}
