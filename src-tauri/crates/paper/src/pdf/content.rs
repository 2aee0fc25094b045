//! The content stream of a page: text, rules, frames, strokes, pictures.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name, Rect, Settings};
use rustybuzz::ttf_parser::OutlineBuilder;

use super::embed::Used;
use super::file::whole;
use super::show::Show;
use super::tags::{PlacedLink, Tree};
use crate::flow::Page;
use crate::fonts::Face;
use crate::ink::{Color, Ink, Picture};
use crate::page::Paper;
use crate::structure::{Structure, Tag};
use crate::text::{Line, Piece};

/// The name of a picture among a page's resources.
pub(super) fn picture_name(at: usize) -> String {
    format!("P{at}")
}

/// What pages are drawn with.
pub(super) struct Look<'a> {
    /// The paper.
    pub(super) paper: Paper,
    /// The glyphs of all pages.
    pub(super) used: &'a Used,
    /// The pictures of all pages.
    pub(super) pictures: &'a [Arc<Picture>],
    /// The parts of the document.
    pub(super) structure: &'a Structure,
}

/// A page as it is drawn.
pub(super) struct Drawn {
    /// The content stream.
    pub(super) bytes: Vec<u8>,
    /// The part that each marked piece belongs to.
    pub(super) tags: Vec<Tag>,
    /// The links with their areas.
    pub(super) links: Vec<PlacedLink>,
    /// The keys of the elements to which the links lead.
    pub(super) targets: HashMap<Tag, Rc<str>>,
    /// The pictures with their areas.
    pub(super) figures: Vec<(Tag, Rect)>,
}

/// Draws a page.
pub(super) fn content(page: &Page, look: &Look<'_>, draft: bool) -> Drawn {
    let drawn = Drawn {
        bytes: Vec::new(),
        tags: Vec::new(),
        links: Vec::new(),
        targets: HashMap::new(),
        figures: Vec::new(),
    };
    let height = look.paper.height();
    let content = Content::with_settings(Settings { pretty: false });
    let mut pen = Pen { goes_on: false, content, height, look, open: None, drawn };
    if draft {
        pen.belong(Tag::default());
        pen.draft(look.paper);
    }
    for (at, ink) in page.ink.iter().enumerate() {
        pen.goes_on = page.ink.get(at + 1).is_some_and(|next| goes_on(ink, next));
        pen.draw(ink);
    }
    pen.end();
    let Pen { content, mut drawn, .. } = pen;
    drawn.bytes = content.finish().into_vec();
    drawn
}

/// Whether a text goes on with another that stands apart from it, so that a space parts the two
/// when they are read.
fn goes_on(ink: &Ink, next: &Ink) -> bool {
    let (Ink::Text { line, .. }, Ink::Text { line: next, .. }) = (ink, next) else {
        return false;
    };
    let spaced = line.pieces.last().is_some_and(|piece| &*piece.shaped.text == " ");
    line.tag == next.tag && !line.tag.is_page_only() && !spaced
}

struct Pen<'a> {
    /// Whether the text in hand goes on with the next.
    goes_on: bool,
    content: Content,
    height: f32,
    look: &'a Look<'a>,
    /// The part whose content is being marked.
    open: Option<Tag>,
    drawn: Drawn,
}

impl Pen<'_> {
    /// What follows belongs to this part.
    fn belong(&mut self, tag: Tag) {
        if self.open == Some(tag) {
            return;
        }
        self.end();
        self.open = Some(tag);
        if tag.is_page_only() {
            self.content.begin_marked_content(Name(b"Artifact"));
            return;
        }
        let name = Tree::name(self.look.structure, tag);
        let number = whole(self.drawn.tags.len());
        let mut mark = self.content.begin_marked_content_with_properties(Name(name));
        mark.properties().identify(number);
        self.drawn.tags.push(tag);
    }

    /// Ends what is being marked.
    fn end(&mut self) {
        if self.open.take().is_some() {
            self.content.end_marked_content();
        }
    }

    fn draw(&mut self, ink: &Ink) {
        if !matches!(ink, Ink::Text { .. }) {
            self.belong(ink.tag());
            self.keep_figure(ink);
        }
        match ink {
            Ink::Text { x, y, line, color } => self.text(*x, *y, line, *color),
            Ink::Rule { x, y, length, weight, color } => {
                let y = self.up(*y);
                self.stroke_color(*color);
                self.content.set_line_width(*weight);
                self.content.move_to(fine(*x), y).line_to(fine(x + length), y).stroke();
            }
            Ink::Frame { x, y, width, height, weight, radius, color, .. } => {
                self.stroke_color(*color);
                self.content.set_line_width(*weight);
                self.frame(*x, self.height - y - height, *width, *height, *radius);
            }
            Ink::Strokes { strokes, weight, .. } => self.strokes(strokes, *weight),
            Ink::Image { x, y, width, height, picture, .. } => {
                let same = |known: &Arc<Picture>| Arc::ptr_eq(known, picture);
                let Some(at) = self.look.pictures.iter().position(same) else {
                    return;
                };
                let bottom = self.up(y + height);
                self.content.save_state();
                self.content.transform([fine(*width), 0.0, 0.0, fine(*height), fine(*x), bottom]);
                self.content.x_object(Name(picture_name(at).as_bytes())).restore_state();
            }
        }
    }

    /// Keeps the area of a picture that says something.
    fn keep_figure(&mut self, ink: &Ink) {
        let tag = ink.tag();
        if tag.is_page_only() {
            return;
        }
        let (left, top, right, bottom) = match ink {
            Ink::Frame { x, y, width, height, .. } | Ink::Image { x, y, width, height, .. } => {
                (*x, *y, x + width, y + height)
            }
            Ink::Strokes { strokes, .. } => {
                let points = || strokes.iter().flatten();
                let least = |of: fn(&(f32, f32)) -> f32| points().map(of).fold(f32::MAX, f32::min);
                let most = |of: fn(&(f32, f32)) -> f32| points().map(of).fold(0.0, f32::max);
                (least(|point| point.0), least(|point| point.1), most(|p| p.0), most(|p| p.1))
            }
            Ink::Text { .. } | Ink::Rule { .. } => return,
        };
        if left <= right && top <= bottom {
            let area = Rect::new(fine(left), self.up(bottom), fine(right), self.up(top));
            self.drawn.figures.push((tag, area));
        }
    }

    fn up(&self, y: f32) -> f32 {
        fine(self.height - y)
    }

    fn stroke_color(&mut self, color: Color) {
        match color {
            Color::Black => self.content.set_stroke_gray(0.0),
            Color::Hairline => self.content.set_stroke_gray(0.55),
            Color::Settled => self.content.set_stroke_rgb(0.1137, 0.3529, 0.2549),
        };
    }

    fn text(&mut self, x: f32, y: f32, line: &Line, color: Color) {
        if line.pieces.is_empty() {
            return;
        }
        let linked = line.pieces.iter().any(|piece| piece.link.is_some());
        // Marks may not cross the ends of a text; links are marked within it.
        if linked {
            self.end()
        } else {
            self.belong(line.tag)
        }
        match color {
            Color::Black | Color::Hairline => self.content.set_fill_gray(0.0),
            Color::Settled => self.content.set_fill_rgb(0.1137, 0.3529, 0.2549),
        };
        let bottom = self.up(y);
        self.content.begin_text().next_line(fine(x), bottom);
        let mut writer = Show::new();
        let mut pen = 0.0;
        for (offset, piece) in line.as_read() {
            if !line.runs_right() {
                // Drawn in the order in which it is read, each piece where it stands.
                writer.flush(&mut self.content);
                self.content.next_line(fine(offset) - pen, 0.0);
                pen = fine(offset);
            }
            let tag = piece.link.unwrap_or(line.tag);
            if linked && self.open != Some(tag) {
                writer.flush(&mut self.content);
                self.belong(tag);
            }
            if piece.link.is_some() {
                self.keep_link(tag, (x + offset, y), piece);
            }
            let style = piece.style;
            for run in &piece.shaped.runs {
                writer.font(&mut self.content, run.face, style.size, style.tracking * style.size);
                writer.run(&mut self.content, self.look.used, run, &piece.shaped);
            }
            if piece.stretch > 0.0 {
                writer.adjust(-piece.stretch * 1000.0 / style.size);
            }
        }
        if self.goes_on {
            if linked {
                writer.flush(&mut self.content);
                self.belong(line.tag);
            }
            writer.space(self.look.used);
        }
        writer.flush(&mut self.content);
        if writer.tracking != 0.0 {
            self.content.set_char_spacing(0.0);
        }
        if linked {
            self.end();
        }
        self.content.end_text();
    }

    /// Keeps a link with the area of its text.
    fn keep_link(&mut self, tag: Tag, (x, y): (f32, f32), piece: &Piece) {
        let size = piece.style.size;
        let (bottom, top) = (self.up(y + size * 0.25), self.up(y - size * 0.75));
        let area = Rect::new(fine(x), bottom, fine(x + piece.width()), top);
        if let Some(last) = self.drawn.links.last_mut().filter(|last| last.tag == tag)
            && (last.area.y1 - area.y1).abs() < 1.0
        {
            last.area.x2 = area.x2;
            return;
        }
        if let Some(target) = &self.look.structure.nodes[tag.index()].target {
            self.drawn.targets.insert(tag, Rc::clone(target));
            self.drawn.links.push(PlacedLink { tag, area });
        }
    }

    fn strokes(&mut self, strokes: &[Vec<(f32, f32)>], weight: f32) {
        self.content.save_state().set_stroke_gray(0.0).set_line_width(weight);
        self.content.set_line_cap(LineCapStyle::RoundCap);
        self.content.set_line_join(LineJoinStyle::RoundJoin);
        for stroke in strokes {
            let Some((first, rest)) = stroke.split_first() else {
                continue;
            };
            self.content.move_to(fine(first.0), self.up(first.1));
            if rest.is_empty() {
                self.content.line_to(fine(first.0), self.up(first.1));
            }
            for point in rest {
                self.content.line_to(fine(point.0), self.up(point.1));
            }
            self.content.stroke();
        }
        self.content.restore_state();
    }

    /// The outline of a rectangle given by its lower left corner.
    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32) {
        let (x, y) = (fine(x), fine(y));
        if radius <= 0.0 {
            self.content.rect(x, y, width, height).stroke();
            return;
        }
        let (right, top) = (x + width, y + height);
        // The usual share of the radius for a quarter circle drawn as one Bézier curve.
        let handle = radius * 0.447_715;
        let content = &mut self.content;
        content.move_to(x + radius, y).line_to(right - radius, y);
        content.cubic_to(right - handle, y, right, y + handle, right, y + radius);
        content.line_to(right, top - radius);
        content.cubic_to(right, top - handle, right - handle, top, right - radius, top);
        content.line_to(x + radius, top);
        content.cubic_to(x + handle, top, x, top - handle, x, top - radius);
        content.line_to(x, y + radius);
        content.cubic_to(x, y + handle, x + handle, y, x + radius, y);
        content.close_and_stroke();
    }

    /// The word "Draft" in outline across the page, fainter than a hairline: no tint under the
    /// text, nothing to extract.
    fn draft(&mut self, paper: Paper) {
        let face = Face::Serif.loaded();
        let scale = 150.0 / face.face.units_per_em().max(1) as f32;
        let (sin, cos) = (0.766_044, 0.642_788);
        let (left, bottom) = (paper.width() / 2.0 - 125.0, paper.height() / 2.0 - 180.0);
        self.content.save_state();
        self.content.set_stroke_gray(0.8).set_line_width(0.4 / scale);
        let matrix = [scale * cos, scale * sin, -scale * sin, scale * cos, left, bottom];
        self.content.transform(matrix);
        let mut outline = Outline { content: &mut self.content, x: 0.0, at: (0.0, 0.0) };
        for character in "Draft".chars() {
            let Some(glyph) = face.face.glyph_index(character) else {
                continue;
            };
            face.outline(glyph.0, &mut outline);
            outline.x += f32::from(face.face.glyph_hor_advance(glyph).unwrap_or(0));
        }
        self.content.stroke().restore_state();
    }
}

/// Draws glyph outlines into a content stream.
struct Outline<'a> {
    content: &'a mut Content,
    x: f32,
    at: (f32, f32),
}

impl OutlineBuilder for Outline<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.content.move_to(self.x + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.content.line_to(self.x + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let third = |from: f32, control: f32| from + (control - from) * 2.0 / 3.0;
        let (x0, y0) = self.at;
        self.curve_to(third(x0, x1), third(y0, y1), third(x, x1), third(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.at = (x, y);
        self.content.cubic_to(self.x + x1, y1, self.x + x2, y2, self.x + x, y);
    }

    fn close(&mut self) {
        self.content.close_path();
    }
}

/// A length to a thousandth of a point, which no printer resolves.
pub(super) fn fine(length: f32) -> f32 {
    (length * 1000.0).round() / 1000.0
}
