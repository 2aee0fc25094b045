//! What all documents share when they are put together: head, addressee, notes, foot, the file.

mod parts;

use std::collections::HashMap;
use std::rc::Rc;

use crate::flow::{self, Break, Placed, Row};
use crate::grid::{FULL, LEADING, LEFT, MEASURE, RIGHT, RISE, TEXT};
use crate::ink::Ink;
use crate::page::{Finding, Rendered};
use crate::pdf::{self, About, Leading};
use crate::stationery::{Letterhead, MetaRow, Stationery};
use crate::structure::{Role, Tag};
use crate::text::{LABEL, Line, NOTE, PROSE, Setter, Span, Style, cleaned};
use crate::{fonts::Face, logo};

/// No letterhead has more lines of address than this.
const MOST_ADDRESS_LINES: usize = 24;

/// A bookmark: what it is called, and where it leads.
pub(crate) struct Bookmark {
    /// The title.
    pub(crate) title: String,
    /// The key of the element it leads to.
    pub(crate) key: String,
    /// 0, or 1 for one that stands under the one before.
    pub(crate) level: usize,
}

/// A document on its way to pages.
pub(crate) struct Composer<'a> {
    /// What it is set on.
    pub(crate) stationery: &'a Stationery,
    /// What sets its text.
    pub(crate) setter: Setter,
    /// Its rows so far.
    pub(crate) rows: Vec<Row>,
    /// Its bookmarks.
    pub(crate) bookmarks: Vec<Bookmark>,
    /// A remark at the very end of the last page.
    pub(crate) foot_note: Vec<Line>,
    /// The lines at the foot of each document of the file.
    footers: Vec<&'a str>,
}

impl<'a> Composer<'a> {
    /// A document with nothing on it yet.
    pub(crate) fn new(stationery: &'a Stationery) -> Composer<'a> {
        Composer {
            stationery,
            setter: Setter::default(),
            rows: Vec::new(),
            bookmarks: Vec::new(),
            foot_note: Vec::new(),
            footers: vec![&stationery.footer],
        }
    }

    /// Begins another document on a new sheet of the same paper.
    pub(crate) fn next_document(&mut self, stationery: &'a Stationery) {
        self.stationery = stationery;
        self.footers.push(&stationery.footer);
        self.rows.push(Row::new(0.0).broken(Break::Always));
    }

    /// Starts an element: what is set from here stands under its key.
    pub(crate) fn at(&mut self, key: &str) -> Rc<str> {
        self.setter.at(key);
        key.into()
    }

    /// The letterhead with the rule below it; the row ends at the rule.
    pub(crate) fn letterhead(&mut self) {
        let key = self.at("letterhead");
        let head = &self.stationery.letterhead;
        let mut ink = Vec::new();
        let (name_left, with_name) = self.logo(head, &mut ink);
        // The name is read before the address, which is set first because the name gives way.
        let name = self.setter.structure.add(Role::Paragraph, String::new(), None);
        let mut address = Vec::new();
        let address_left = self.address(head, &mut address);
        let mut bottom = 34.0_f32.max(9.1 * address.len() as f32 - 4.0);
        if with_name {
            self.setter.structure.reopen(name);
            bottom = bottom.max(self.name(head, name_left, address_left - 16.0, &mut ink));
            self.setter.structure.close();
        }
        ink.extend(address);
        let rule = bottom + 14.8;
        ink.push(Ink::rule(LEFT, rule, FULL, 0.8));
        self.rows.push(Row::new(rule).with(ink).keyed(&key));
    }

    /// Places the logo; returns where the name starts and whether there is one.
    fn logo(&mut self, head: &Letterhead, ink: &mut Vec<Ink>) -> (f32, bool) {
        let Some(logo) = &head.logo else {
            return (LEFT, true);
        };
        let picture = match logo::picture(logo) {
            Ok(picture) => picture,
            Err(fault) => {
                self.setter.report(Finding::Logo(fault));
                return (LEFT, true);
            }
        };
        let (wide, high) = (picture.width as f32, picture.height as f32);
        let is_wide = wide / high > 2.5;
        let most = if is_wide { 150.0 } else { 34.0 };
        // Never larger than its pixels at 300 to the inch.
        let scale = (most / wide).min(34.0 / high).min(72.0 / 300.0);
        let (width, height) = (wide * scale, high * scale);
        let y = (34.0 - height) / 2.0;
        let says = format!("Logo of {}", head.practice);
        let tag = self.setter.structure.add(Role::Figure, says, None);
        ink.push(Ink::Image { x: LEFT, y, width, height, picture, tag });
        (LEFT + 46.0, !is_wide)
    }

    /// The address at the right; returns where its longest line starts.
    fn address(&mut self, head: &Letterhead, ink: &mut Vec<Ink>) -> f32 {
        let mut left = RIGHT;
        if head.address.len() > MOST_ADDRESS_LINES {
            self.setter.squeezed();
        }
        for (at, text) in head.address.iter().take(MOST_ADDRESS_LINES).enumerate() {
            let line = |setter: &mut Setter| setter.fitted(text, NOTE, 220.0);
            let line = self.setter.within(Role::Paragraph, line);
            left = left.min(RIGHT - line.width);
            ink.push(Ink::text_to(RIGHT, 5.1 + 9.1 * at as f32, line));
        }
        left
    }

    /// Name and person; returns where they end.
    fn name(&mut self, head: &Letterhead, left: f32, right: f32, ink: &mut Vec<Ink>) -> f32 {
        let width = right - left;
        let large = Style::new(Face::SerifSemibold, 14.0);
        let line = self.setter.line(&head.practice, large);
        let mut y = if head.person.is_empty() { 21.5 } else { 16.2 };
        if line.width <= width {
            ink.push(Ink::text(left, y, line));
        } else {
            let small = Style::new(Face::SerifSemibold, 10.5);
            let (lines, step) = self.shrinking(&[&head.practice], small, width, 60.0);
            y = 8.0 - step;
            for line in lines {
                y += step;
                ink.push(Ink::text(left, y, line));
            }
        }
        if !head.person.is_empty() {
            y += 11.1;
            let line = self.setter.fitted(&head.person, NOTE, width);
            ink.push(Ink::text(left, y, line));
        }
        y + 2.0
    }

    /// The addressee, inside the window of an envelope, and the rows at the right of it.
    pub(crate) fn addressee(&mut self, addressee: &[String], meta: &[MetaRow]) {
        let key = self.at("meta");
        // The addressee is read before the rows beside, which are set first: it gives way.
        let division = self.setter.structure.add(Role::Division, String::new(), None);
        let mut meta_ink = Vec::new();
        let (meta_left, meta_end) = self.meta(meta, 47.4, 104.0, &mut meta_ink);
        let addressee_key = self.at("addressee");
        let mut ink = Vec::new();
        let texts: Vec<&str> = addressee.iter().map(String::as_str).collect();
        self.setter.structure.reopen(division);
        let (lines, step) = self.shrinking(&texts, PROSE, meta_left - 12.0 - TEXT, 160.0);
        self.setter.structure.close();
        let mut y = 47.4 - step;
        for line in lines {
            y += step;
            ink.push(Ink::text(TEXT, y, line));
        }
        let end = y.max(meta_end) + 6.2;
        // Two rows on the same place, so that each has its box: the first takes no height.
        self.rows.push(Row::new(0.0).with(ink).keyed(&addressee_key).broken(Break::Never));
        let row = Row::new(end).with(meta_ink).keyed(&key).broken(Break::Never);
        self.rows.push(row);
    }

    /// Paragraphs set smaller until they are at most `height` high, but not below 4 points; what
    /// is still too much is left out and reported. Returns the lines and their distance.
    fn shrinking(
        &mut self,
        texts: &[&str],
        style: Style,
        width: f32,
        height: f32,
    ) -> (Vec<Line>, f32) {
        let mut size = style.size;
        let structure = &mut self.setter.structure;
        let tag = |_: &&str| match structure.nodes[structure.current().index()].role {
            Role::Division => structure.add(Role::Paragraph, String::new(), None),
            _ => structure.current(),
        };
        let tags: Vec<Tag> = texts.iter().map(tag).collect();
        loop {
            let step = size * LEADING / 10.0;
            let style = Style { size, ..style };
            let mut lines: Vec<Line> = Vec::new();
            for (text, tag) in texts.iter().zip(&tags) {
                self.setter.structure.reopen(*tag);
                lines.extend(self.setter.paragraph(text, style, width));
                self.setter.structure.close();
            }
            if step * lines.len() as f32 <= height {
                return (lines, step);
            }
            self.setter.squeezed();
            if size <= 4.0 {
                lines.truncate((height / step) as usize);
                return (lines, step);
            }
            size = (size - 2.0).max(4.0);
        }
    }

    /// The title, at `x`; the row ends 14 below its baseline.
    pub(crate) fn title(&mut self, title: &str, style: Style, x: f32, gap: f32) {
        let key = self.at("title");
        let rise = style.size * 0.645;
        let lines = |setter: &mut Setter| setter.paragraph(title, style, RIGHT - x);
        let lines = self.setter.within(Role::Title, lines);
        let last = lines.len().saturating_sub(1) as f32 * style.size * 1.2;
        let row = Row::new(rise + last + 14.0).after(gap).broken(Break::Never).keyed(&key);
        let ink = lines
            .into_iter()
            .enumerate()
            .map(|(at, line)| Ink::text(x, rise + style.size * 1.2 * at as f32, line));
        self.rows.push(row.with(ink));
    }

    /// A paragraph in the text column.
    pub(crate) fn paragraph(&mut self, key: &Rc<str>, text: &str, gap: f32) {
        let lines = |setter: &mut Setter| setter.prose_of(&[Span::new(text, PROSE)], MEASURE);
        let lines = self.setter.within(Role::Paragraph, lines);
        self.rows.extend(prose(lines, TEXT, key, gap));
    }

    /// A label in the margin column and its remark in the text column; each line of the remark's
    /// text is a paragraph.
    pub(crate) fn note(&mut self, key: &str, label: &str, text: &str, gap: f32) {
        let key = self.at(key);
        let label = |setter: &mut Setter| setter.paragraph(label, LABEL, TEXT - LEFT - 8.0);
        let label = self.setter.within(Role::Paragraph, label);
        let mut rows = Vec::new();
        for text in text.lines() {
            let lines = |setter: &mut Setter| setter.paragraph(text, PROSE, MEASURE);
            let lines = self.setter.within(Role::Paragraph, lines);
            let gap = if rows.is_empty() { gap } else { 0.0 };
            rows.extend(prose(lines, TEXT, &key, gap));
        }
        for (at, line) in label.into_iter().enumerate() {
            // A label longer than its remark goes on beside empty rows.
            let y = 8.5 * at as f32;
            let beside = ((y + 4.0) / LEADING) as usize;
            while rows.len() <= beside {
                let gap = if rows.is_empty() { gap } else { 0.0 };
                rows.push(Row::new(LEADING).keyed(&key).after(gap));
            }
            let ink = Ink::text(LEFT, RISE + y - LEADING * beside as f32, line);
            let before = rows[beside].ink.len().saturating_sub(1);
            rows[beside].ink.insert(before, ink);
        }
        self.rows.extend(rows);
    }

    /// Places the rows, prints the foot of every page, writes the file.
    pub(crate) fn finish(mut self, title: &str) -> Rendered {
        let paper = self.stationery.paper;
        let mut placed = flow::place(&self.rows, paper);
        self.put_foot_note(&mut placed);
        self.put_footers(&mut placed);
        let (structure, findings) = self.setter.into_parts();
        let mut places = HashMap::new();
        for of in &placed.boxes {
            places.entry(of.key.as_str()).or_insert((of.page, of.rect.y));
        }
        let bookmark = |bookmark: Bookmark| {
            let (page, y) = *places.get(bookmark.key.as_str())?;
            Some(Leading { title: bookmark.title, level: bookmark.level, page, y })
        };
        let title = Some(cleaned(title)).filter(|title| !title.is_empty());
        let language = self.stationery.language.as_str();
        let is_tag = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let about = About {
            title: title.as_deref().unwrap_or("Document"),
            author: &cleaned(&self.stationery.letterhead.practice),
            // What is no tag of a language would be no file of the standard.
            language: if is_tag && language.len() > 1 { language } else { "en" },
            made_at: self.stationery.made_at,
            draft: self.stationery.draft,
            one_sided: self.footers.len() > 1,
            bookmarks: self.bookmarks.into_iter().filter_map(bookmark).collect(),
            places,
        };
        let bytes = pdf::write(&placed.pages, paper, &about, &structure);
        Rendered { bytes, pages: placed.pages.len(), boxes: placed.boxes, findings }
    }

    /// The remark at the end of the last page, on a page of its own if there is no room.
    fn put_foot_note(&mut self, placed: &mut Placed) {
        let Some(rest) = self.foot_note.len().checked_sub(1) else {
            return;
        };
        let bottom = self.stationery.paper.height() - flow::BOTTOM;
        let first = bottom - crate::grid::SMALL_LEADING * rest as f32;
        if placed.end + 12.0 > first - 7.0 {
            placed.pages.push(flow::Page::default());
        }
        let Some(page) = placed.pages.last_mut() else {
            return;
        };
        for (at, line) in self.foot_note.drain(..).enumerate() {
            let y = first + crate::grid::SMALL_LEADING * at as f32;
            page.ink.push(Ink::text(LEFT, y, line));
        }
    }

    fn put_footers(&mut self, placed: &mut Placed) {
        self.setter.at("footer");
        let edge = self.stationery.paper.height() - 42.0;
        let ends = placed.starts.iter().copied().chain([placed.pages.len()]);
        let mut first = 0;
        for (footer, end) in self.footers.iter().zip(ends) {
            for (at, page) in placed.pages[first..end].iter_mut().enumerate() {
                let number = format!("Page {} of {}", at + 1, end - first);
                let number = self.setter.line(&number, NOTE);
                let width = FULL - number.width - 16.0;
                let text = self.setter.fitted(footer, NOTE, width);
                page.ink.push(Ink::hairline(LEFT, edge, FULL));
                page.ink.push(Ink::text(LEFT, edge + 12.8, text));
                page.ink.push(Ink::text_to(RIGHT, edge + 12.8, number));
            }
            first = end;
        }
    }
}

/// Lines of prose as rows: two stay together at either end.
pub(crate) fn prose(lines: Vec<Line>, x: f32, key: &Rc<str>, gap: f32) -> Vec<Row> {
    let count = lines.len();
    let row = |(at, line)| {
        let before =
            if at > 0 && (at == 1 || at + 1 == count) { Break::Never } else { Break::Free };
        let gap = if at == 0 { gap } else { 0.0 };
        Row::new(LEADING)
            .with([Ink::text(x, RISE, line)])
            .keyed(key)
            .after(gap)
            .hanging(6.2)
            .broken(before)
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// A text cut at its backticks: what stands between them cites a clause.
pub(crate) fn cited(text: &str, style: Style, mut cite: impl FnMut(&str) -> Span) -> Vec<Span> {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks leaves one that cites nothing.
    let whole = parts.len() % 2 == 1;
    if !whole {
        return vec![Span::new(text, style)];
    }
    let span = |(at, part): (usize, &&str)| {
        if at % 2 == 1 { cite(part) } else { Span::new(*part, style) }
    };
    parts.iter().enumerate().map(span).collect()
}
