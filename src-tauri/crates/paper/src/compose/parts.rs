//! Parts that several documents have: labelled facts, the amount of the document, totals.

use std::rc::Rc;

use super::Composer;
use crate::flow::{Break, Row};
use crate::grid::{FULL, LEADING, LEFT, MEASURE, RIGHT, TEXT};
use crate::ink::Ink;
use crate::invoice::TotalRow;
use crate::qr::Code;
use crate::stationery::MetaRow;
use crate::structure::Role;
use crate::table::{Below, Cell, Column, Look, row, rule};
use crate::text::{AMOUNT, LABEL, Line, PROSE, STRONG, Setter, TITLE};

impl Composer<'_> {
    /// Labels and values, at most `most` wide, at the right from this baseline on. Returns their
    /// left edge and the last baseline.
    pub(crate) fn meta(
        &mut self,
        meta: &[MetaRow],
        first: f32,
        most: f32,
        ink: &mut Vec<Ink>,
    ) -> (f32, f32) {
        let mut set = Vec::new();
        self.setter.structure.open(Role::List);
        for row in meta {
            self.setter.structure.open(Role::Item);
            let label = |setter: &mut Setter| setter.fitted(&row.label, LABEL, 80.0);
            let value = |setter: &mut Setter| setter.fitted(&row.value, PROSE, most);
            set.push((
                self.setter.within(Role::Label, label),
                self.setter.within(Role::Body, value),
            ));
            self.setter.structure.close();
        }
        self.setter.structure.close();
        let widest = |width: fn(&(Line, Line)) -> f32| set.iter().map(width).fold(0.0, f32::max);
        let left = RIGHT - widest(|row| row.1.width) - 14.0 - widest(|row| row.0.width);
        let mut y = first - 12.3;
        for (label, value) in set {
            y += 12.3;
            ink.push(Ink::text(left, y, label));
            ink.push(Ink::text_to(RIGHT, y, value));
        }
        (left.min(RIGHT - 120.0), y)
    }

    /// The title with a sentence under it and facts beside it, above everything else.
    pub(crate) fn title_beside(&mut self, title: &str, summary: &str, meta: &[MetaRow]) {
        let key = self.at("title");
        let heading = self.setter.structure.add(Role::Title, String::new(), None);
        let below = self.setter.structure.add(Role::Paragraph, String::new(), None);
        let mut meta_ink = Vec::new();
        let (left, meta_end) = self.meta(meta, 29.4, 190.0, &mut meta_ink);
        self.setter.structure.reopen(heading);
        let title = self.setter.fitted(title, TITLE, left - LEFT - 12.0);
        self.setter.structure.close();
        let mut ink = vec![Ink::text(LEFT, 36.2, title)];
        let mut y = 53.0 - LEADING;
        self.setter.structure.reopen(below);
        for line in self.setter.paragraph(summary, PROSE, left - LEFT - 20.0) {
            y += LEADING;
            ink.push(Ink::text(LEFT, y, line));
        }
        self.setter.structure.close();
        ink.extend(meta_ink);
        let end = y.max(meta_end).max(53.0) + 18.8;
        self.rows.push(Row::new(end).with(ink).keyed(&key).broken(Break::Never));
    }

    /// The amount of the document, large, between its label and what it means.
    pub(crate) fn amount(&mut self, key: &str, label: &str, amount: &str, text: &str) {
        let key = self.at(key);
        let label = |setter: &mut Setter| setter.paragraph(label, LABEL, TEXT - LEFT - 8.0);
        let label = self.setter.within(Role::Paragraph, label);
        let amount = |setter: &mut Setter| setter.fitted(amount, AMOUNT, MEASURE);
        let amount = self.setter.within(Role::Paragraph, amount);
        let text = |setter: &mut Setter| setter.paragraph(text, PROSE, MEASURE);
        let text = self.setter.within(Role::Paragraph, text);
        let mut ink = vec![Ink::rule(LEFT, 0.0, FULL, 0.8)];
        let labels = label.into_iter().enumerate();
        ink.extend(labels.map(|(at, line)| Ink::text(LEFT, 15.8 + 8.5 * at as f32, line)));
        ink.push(Ink::text(TEXT, 23.96, amount));
        let mut y = 23.96 + 21.5 - LEADING;
        for line in text {
            y += LEADING;
            ink.push(Ink::text(TEXT, y, line));
        }
        let end = y + 8.94;
        ink.push(Ink::hairline(LEFT, end, FULL));
        self.rows.push(Row::new(end).with(ink).keyed(&key).broken(Break::Never));
    }

    /// Labels and their sums from `left` to the right edge; returns how high they are.
    pub(crate) fn totals(&mut self, ink: &mut Vec<Ink>, totals: &[TotalRow], left: f32) -> f32 {
        let columns = self.total_columns(totals, left);
        let length = RIGHT - left;
        let last = totals.iter().rposition(|total| total.strong);
        let mut y = 0.0;
        self.setter.structure.open(Role::Table);
        for (at, total) in totals.iter().enumerate() {
            let look = if total.strong { Look::OPEN.strong() } else { Look::OPEN };
            let below = match totals.get(at + 1) {
                None => Below::End,
                Some(next) if next.strong && Some(at + 1) == last => Below::End,
                Some(next) if next.strong => Below::Hairline,
                Some(_) if totals.len() == 3 && last == Some(2) => Below::Hairline,
                Some(_) => Below::Nothing,
            };
            let cells = [Cell::Name(&total.label), Cell::Figure(total.amount.shown())];
            let set = row(&mut self.setter, &columns, &cells, look, Below::Nothing);
            let height = set.height;
            ink.extend(set.ink.into_iter().map(|ink| ink.lowered(y)));
            y += height;
            ink.extend(rule(below, left, y, length));
        }
        self.setter.structure.close();
        y
    }

    /// The figures take what they need and the labels the rest.
    fn total_columns(&mut self, totals: &[TotalRow], left: f32) -> [Column; 2] {
        let widest = totals.iter().map(|total| {
            let style = if total.strong { STRONG } else { PROSE };
            self.setter.line(&total.amount.shown(), style).width
        });
        let figures = RIGHT - widest.fold(40.0, f32::max).min(110.0) - 0.1;
        [Column::new(left, figures - 12.0), Column::new(figures, RIGHT)]
    }

    /// The code of an address in the text column; nothing where it is too long for any.
    pub(crate) fn code(&mut self, key: &str, link: &str, edge: f32, gap: f32) {
        let Some(code) = Code::of(link) else { return };
        let key = self.at(key);
        let square = edge / code.size as f32;
        // A little higher than a square, so that no light shows between two rows.
        let ink = code.runs.iter().map(|(column, row, count)| {
            let (x, y) = (*column as f32 * square, (*row as f32 + 0.5) * square);
            Ink::rule(TEXT + x, y, *count as f32 * square, square * 1.02)
        });
        let row = Row::new(edge).with(ink).keyed(&key).after(gap).broken(Break::Never);
        self.rows.push(row);
    }

    /// Lines of small or ordinary type over the full width, under a table.
    pub(crate) fn remark(&mut self, key: &Rc<str>, lines: Vec<Line>, gap: f32) {
        for (at, line) in lines.into_iter().enumerate() {
            let gap = if at == 0 { gap } else { 0.0 };
            let row = Row::new(9.7).with([Ink::text(LEFT, 5.4, line)]).keyed(key);
            self.rows.push(row.after(gap).broken(Break::Never));
        }
    }
}
