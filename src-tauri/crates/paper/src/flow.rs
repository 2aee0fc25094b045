//! Rows one under the other on as many pages as they need.
//!
//! A row is never split. Between two rows a page may break, had better not, or must not; a run of
//! rows that must stay together and is higher than a page is broken nevertheless.

use std::rc::Rc;

use crate::ink::Ink;
use crate::page::{Paper, PlacedBox, Rect};
use crate::text::SOFT_HYPHEN;

/// The distance of the first line's top from the paper's top edge.
pub(crate) const TOP: f32 = 54.0;
/// The distance of the end of the text from the paper's bottom edge.
pub(crate) const BOTTOM: f32 = 64.0;
/// How far a page may end short before a break that had better not be is made: ten lines.
const SHORT: f32 = 130.0;

/// Whether a page may break before a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Break {
    /// It does: another document begins.
    Always,
    /// It may.
    Free,
    /// Only if the page would end short otherwise.
    Unwelcome,
    /// Only if the page would end short even after the unwelcome breaks.
    Grave,
    /// Never, unless the rows that stay together are higher than a page.
    Never,
}

/// A row of a document. Its ink counts from its own top.
#[derive(Clone)]
pub(crate) struct Row {
    /// The height.
    pub(crate) height: f32,
    /// How much of the height is white below its last line, and may hang over a page's end.
    pub(crate) hang: f32,
    /// Space above, left out at the top of a page.
    pub(crate) gap: f32,
    /// Whether a page may break before it.
    pub(crate) before: Break,
    /// What is drawn.
    pub(crate) ink: Vec<Ink>,
    /// The key of the element it belongs to.
    pub(crate) key: Option<Rc<str>>,
    /// The head that is repeated when a page starts with this row.
    pub(crate) head: Option<Rc<Row>>,
    /// A rule that closes the page's part of a table when the page ends after this row.
    pub(crate) close: Option<Ink>,
}

impl Row {
    /// A row of a height, without ink.
    pub(crate) fn new(height: f32) -> Row {
        Row {
            height,
            hang: 0.0,
            gap: 0.0,
            before: Break::Free,
            ink: Vec::new(),
            key: None,
            head: None,
            close: None,
        }
    }

    /// The same with this ink.
    pub(crate) fn with(mut self, ink: impl IntoIterator<Item = Ink>) -> Row {
        self.ink.extend(ink);
        self
    }

    /// The same under a key.
    pub(crate) fn keyed(mut self, key: &Rc<str>) -> Row {
        self.key = Some(Rc::clone(key));
        self
    }

    /// The same with space above.
    pub(crate) fn after(mut self, gap: f32) -> Row {
        self.gap = gap;
        self
    }

    fn head_height(&self) -> f32 {
        self.head.as_ref().map_or(0.0, |head| head.height)
    }

    /// The row, or if it is higher than `room` its parts, cut between its lines.
    fn slices(&self, room: f32) -> Vec<Row> {
        if self.height <= room || room <= 0.0 {
            return vec![self.clone()];
        }
        let count = (self.height / room).ceil().max(1.0) as usize;
        let mut slices: Vec<Row> = Vec::with_capacity(count);
        for at in 0..count {
            let top = room * at as f32;
            let height = room.min(self.height - top);
            let mut slice = Row { ink: Vec::new(), height, ..self.clone() };
            if at > 0 {
                slice.gap = 0.0;
                slice.before = Break::Free;
            }
            slices.push(slice);
        }
        for ink in &self.ink {
            let at = ((ink.foot() / room) as usize).min(count - 1);
            slices[at].ink.push(ink.clone().lowered(-room * at as f32));
        }
        slices
    }

    /// The same with white at its foot that may hang over the end of a page.
    pub(crate) fn hanging(mut self, hang: f32) -> Row {
        self.hang = hang;
        self
    }

    /// The same with a rule about the break before it.
    pub(crate) fn broken(mut self, before: Break) -> Row {
        self.before = before;
        self
    }
}

/// A page with everything on it; ink counts from the page's top.
#[derive(Default)]
pub(crate) struct Page {
    /// What is drawn, in reading order.
    pub(crate) ink: Vec<Ink>,
}

/// The rows on their pages.
pub(crate) struct Placed {
    /// The pages, at least one.
    pub(crate) pages: Vec<Page>,
    /// Where the keyed elements are.
    pub(crate) boxes: Vec<PlacedBox>,
    /// Where the text on the last page ends, from its top.
    pub(crate) end: f32,
    /// The first page of each document after the first, in order.
    pub(crate) starts: Vec<usize>,
}

/// Places rows on pages of this paper.
pub(crate) fn place(rows: &[Row], paper: Paper) -> Placed {
    let room = paper.height() - BOTTOM - TOP;
    let too_high = |row: &Row| row.height + row.head_height() > room;
    if rows.iter().any(too_high) {
        let cut = rows.iter().flat_map(|row| row.slices(room - row.head_height()));
        return place_rows(&cut.collect::<Vec<Row>>(), paper);
    }
    place_rows(rows, paper)
}

/// Places rows none of which is higher than a page.
fn place_rows(rows: &[Row], paper: Paper) -> Placed {
    let mut sheet = Sheet { close: None, pages: vec![Page::default()], boxes: Vec::new(), y: TOP };
    let bottom = paper.height() - BOTTOM;
    let mut start = 0;
    let mut starts = Vec::new();
    while start < rows.len() {
        if rows[start].before == Break::Always {
            sheet.turn();
            starts.push(sheet.pages.len() - 1);
        }
        let end = group_end(rows, start);
        let group = &rows[start..end];
        if sheet.y + sheet.height_of(group) - hang(group) <= bottom + 0.01 {
            sheet.put_all(group);
            start = end;
            continue;
        }
        let fits = sheet.how_many_fit(group, bottom);
        let split = if sheet.is_fresh() {
            // Higher than a page: it must be broken somewhere, and something must be placed.
            latest(group, fits, Break::Grave).unwrap_or(fits.max(1))
        } else {
            sheet.split_for_want_of_room(group, fits, bottom)
        };
        sheet.put_all(&group[..split]);
        start += split;
        if start < rows.len() {
            sheet.turn();
        }
    }
    Placed { pages: sheet.pages, boxes: sheet.boxes, end: sheet.y, starts }
}

/// Where the rows end that begin at `start` and may only be parted against a rule.
fn group_end(rows: &[Row], start: usize) -> usize {
    let later = rows[start + 1..].iter().position(|row| row.before <= Break::Free);
    later.map_or(rows.len(), |at| start + 1 + at)
}

/// What hangs over the end of some rows.
fn hang(rows: &[Row]) -> f32 {
    rows.last().map_or(0.0, |row| row.hang)
}

/// The latest place up to `fits` where a break is no worse than `worst`.
fn latest(group: &[Row], fits: usize, worst: Break) -> Option<usize> {
    (1..=fits).rev().find(|at| group.get(*at).is_some_and(|row| row.before <= worst))
}

struct Sheet {
    close: Option<Ink>,
    pages: Vec<Page>,
    boxes: Vec<PlacedBox>,
    y: f32,
}

impl Sheet {
    fn is_fresh(&self) -> bool {
        self.y <= TOP
    }

    /// The height the rows would take from here.
    fn height_of(&self, rows: &[Row]) -> f32 {
        let mut height = 0.0;
        for (at, row) in rows.iter().enumerate() {
            height += self.height_added(row, at == 0);
        }
        height
    }

    fn height_added(&self, row: &Row, first: bool) -> f32 {
        if first && self.is_fresh() { row.height + row.head_height() } else { row.height + row.gap }
    }

    /// How many rows go on this page although not all fit: none, unless it would end short.
    fn split_for_want_of_room(&self, group: &[Row], fits: usize, bottom: f32) -> usize {
        let mut split = 0;
        for worst in [Break::Unwelcome, Break::Grave] {
            if bottom - self.y - self.height_of(&group[..split]) <= SHORT {
                break;
            }
            split = latest(group, fits, worst).unwrap_or(split);
        }
        split
    }

    fn how_many_fit(&self, rows: &[Row], bottom: f32) -> usize {
        let mut y = self.y;
        for (at, row) in rows.iter().enumerate() {
            y += self.height_added(row, at == 0);
            if y - row.hang > bottom + 0.01 {
                return at;
            }
        }
        rows.len()
    }

    fn put_all(&mut self, rows: &[Row]) {
        for row in rows {
            if self.is_fresh() {
                if let Some(head) = &row.head {
                    self.put(head);
                }
            } else {
                self.y += row.gap;
            }
            self.put(row);
        }
    }

    fn put(&mut self, row: &Row) {
        let page = self.pages.len() - 1;
        let first = self.pages[page].ink.len();
        let y = self.y;
        self.pages[page].ink.extend(row.ink.iter().map(|ink| ink.clone().lowered(y)));
        if let Some(key) = &row.key {
            let text = text_of(&self.pages[page].ink[first..]);
            self.keep_box(page, key, row.height, &text, &row.ink);
        }
        self.y += row.height;
        self.pending_close(row);
    }

    /// Remembers the closing rule of a table's row as the page's last ink, to be drawn on turning.
    fn pending_close(&mut self, row: &Row) {
        self.close = row.close.clone().map(|ink| ink.lowered(self.y));
    }

    fn keep_box(&mut self, page: usize, key: &str, height: f32, text: &str, ink: &[Ink]) {
        let y = self.y;
        let (left, right) = extent(ink);
        let height = ink.iter().fold(height, |height, ink| match ink {
            Ink::Text { y, .. } => height.max(y + 3.0),
            _ => height,
        });
        if let Some(last) = self.boxes.last_mut()
            && last.page == page
            && last.key == key
        {
            let far = (last.rect.x + last.rect.width).max(right);
            last.rect.x = last.rect.x.min(left);
            last.rect.width = far - last.rect.x;
            last.rect.height = last.rect.height.max(y + height - last.rect.y);
            join(&mut last.text, text);
            return;
        }
        let rect = Rect { x: left, y, width: right - left, height };
        self.boxes.push(PlacedBox { page, rect, key: key.to_owned(), text: text.to_owned() });
    }

    fn turn(&mut self) {
        if let Some(ink) = self.close.take() {
            let page = self.pages.len() - 1;
            self.pages[page].ink.push(ink);
        }
        self.pages.push(Page::default());
        self.y = TOP;
    }
}

/// The texts of some ink, joined by spaces.
fn text_of(ink: &[Ink]) -> String {
    let mut text = String::new();
    for ink in ink {
        if let Ink::Text { line, .. } = ink {
            join(&mut text, &line.text());
        }
    }
    text
}

/// Adds a text after a space, or at once where a word was divided.
fn join(text: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    if text.ends_with(SOFT_HYPHEN) {
        text.truncate(text.len() - SOFT_HYPHEN.len());
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The leftmost and the rightmost place of some ink.
fn extent(ink: &[Ink]) -> (f32, f32) {
    let mut extent: Option<(f32, f32)> = None;
    for ink in ink {
        let (left, right) = match ink {
            Ink::Text { x, line, .. } => (*x, x + line.width),
            Ink::Rule { x, length, .. } => (*x, x + length),
            Ink::Frame { x, width, .. } | Ink::Image { x, width, .. } => (*x, x + width),
            Ink::Strokes { .. } => continue,
        };
        extent = Some(extent.map_or((left, right), |(l, r)| (l.min(left), r.max(right))));
    }
    extent.unwrap_or((crate::grid::LEFT, crate::grid::RIGHT))
}

#[cfg(test)]
mod tests;
