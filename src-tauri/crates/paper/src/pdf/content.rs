//! The content stream of a page: text, rules, frames, strokes, pictures.

use std::sync::Arc;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name, Str};
use rustybuzz::ttf_parser::OutlineBuilder;

use super::embed::{Used, font_name};
use crate::flow::Page;
use crate::fonts::Face;
use crate::ink::{Color, Ink, Picture};
use crate::page::Paper;
use crate::text::{Glyph, Line, Shaped};

/// The name of a picture among a page's resources.
pub(super) fn picture_name(at: usize) -> String {
    format!("P{at}")
}

/// The bytes of a page's content stream.
pub(super) fn content(
    page: &Page,
    paper: Paper,
    used: &Used,
    pictures: &[Arc<Picture>],
    draft: bool,
) -> Vec<u8> {
    let mut pen = Pen { content: Content::new(), height: paper.height(), used };
    if draft {
        pen.draft(paper);
    }
    for ink in &page.ink {
        pen.draw(ink, pictures);
    }
    pen.content.finish().into_vec()
}

struct Pen<'a> {
    content: Content,
    height: f32,
    used: &'a Used,
}

impl Pen<'_> {
    fn draw(&mut self, ink: &Ink, pictures: &[Arc<Picture>]) {
        match ink {
            Ink::Text { x, y, line, color } => self.text(*x, *y, line, *color),
            Ink::Rule { x, y, length, weight, color } => {
                let y = self.up(*y);
                self.stroke_color(*color);
                self.content.set_line_width(*weight);
                self.content.move_to(fine(*x), y).line_to(fine(x + length), y).stroke();
            }
            Ink::Frame { x, y, width, height, weight, radius, color } => {
                self.stroke_color(*color);
                self.content.set_line_width(*weight);
                self.frame(*x, self.height - y - height, *width, *height, *radius);
            }
            Ink::Strokes { strokes, weight } => self.strokes(strokes, *weight),
            Ink::Image { x, y, width, height, picture } => {
                let Some(at) = pictures.iter().position(|known| Arc::ptr_eq(known, picture)) else {
                    return;
                };
                let bottom = self.up(y + height);
                self.content.save_state();
                self.content.transform([fine(*width), 0.0, 0.0, fine(*height), fine(*x), bottom]);
                self.content.x_object(Name(picture_name(at).as_bytes())).restore_state();
            }
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
        match color {
            Color::Black | Color::Hairline => self.content.set_fill_gray(0.0),
            Color::Settled => self.content.set_fill_rgb(0.1137, 0.3529, 0.2549),
        };
        let y = self.up(y);
        self.content.begin_text().next_line(fine(x), y);
        let mut writer = Show { font: None, tracking: 0.0, bytes: Vec::new(), items: Vec::new() };
        for piece in &line.pieces {
            let style = piece.style;
            for run in &piece.shaped.runs {
                writer.font(&mut self.content, run.face, style.size, style.tracking * style.size);
                for glyph in &run.glyphs {
                    writer.glyph(&mut self.content, self.used, run.face, glyph, &piece.shaped);
                }
            }
        }
        writer.flush(&mut self.content);
        if writer.tracking != 0.0 {
            self.content.set_char_spacing(0.0);
        }
        self.content.end_text();
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

    /// The word "Draft" in outline across the page: no tint under the text, nothing to extract.
    fn draft(&mut self, paper: Paper) {
        let face = Face::Serif.loaded();
        let scale = 150.0 / face.face.units_per_em().max(1) as f32;
        let (sin, cos) = (0.766_044, 0.642_788);
        let (left, bottom) = (paper.width() / 2.0 - 125.0, paper.height() / 2.0 - 180.0);
        self.content.save_state();
        self.content.set_stroke_gray(0.55).set_line_width(0.4 / scale);
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

/// Collects glyphs of one font and shows them in one go.
struct Show {
    font: Option<(Face, f32)>,
    tracking: f32,
    bytes: Vec<u8>,
    items: Vec<Item>,
}

enum Item {
    Glyphs(Vec<u8>),
    Adjust(f32),
}

impl Show {
    fn font(&mut self, content: &mut Content, face: Face, size: f32, tracking: f32) {
        if self.font != Some((face, size)) {
            self.flush(content);
            content.set_font(Name(font_name(face).as_bytes()), fine(size));
            self.font = Some((face, size));
        }
        if (self.tracking - tracking).abs() > f32::EPSILON {
            self.flush(content);
            content.set_char_spacing(fine(tracking));
            self.tracking = tracking;
        }
    }

    fn glyph(
        &mut self,
        content: &mut Content,
        used: &Used,
        face: Face,
        glyph: &Glyph,
        shaped: &Shaped,
    ) {
        let own = &shaped.text[glyph.stands_for.clone()];
        // A glyph that stands for another text here than elsewhere says so itself.
        let named = !own.is_empty() && own != " " && own != used.text(face, glyph.id);
        let raised = glyph.dy.abs() > 0.01;
        if named || raised {
            self.flush(content);
        }
        if named {
            let mut mark = content.begin_marked_content_with_properties(Name(b"Span"));
            mark.properties().actual_text(pdf_writer::TextStr(own));
        }
        if raised {
            let size = self.font.map_or(0.0, |font| font.1);
            content.set_rise(fine(glyph.dy * size / 1000.0));
        }
        self.adjust(-glyph.dx);
        self.bytes.extend(used.number(face, glyph.id).to_be_bytes());
        self.adjust(glyph.dx - (glyph.advance - glyph.natural));
        if named || raised {
            self.flush(content);
        }
        if raised {
            content.set_rise(0.0);
        }
        if named {
            content.end_marked_content();
        }
    }

    fn adjust(&mut self, by: f32) {
        if by.abs() > 0.01 {
            if !self.bytes.is_empty() {
                self.items.push(Item::Glyphs(std::mem::take(&mut self.bytes)));
            }
            self.items.push(Item::Adjust(by));
        }
    }

    fn flush(&mut self, content: &mut Content) {
        if self.items.is_empty() {
            if !self.bytes.is_empty() {
                content.show(Str(&self.bytes));
                self.bytes.clear();
            }
            return;
        }
        if !self.bytes.is_empty() {
            self.items.push(Item::Glyphs(std::mem::take(&mut self.bytes)));
        }
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        for item in self.items.drain(..) {
            match item {
                Item::Glyphs(bytes) => items.show(Str(&bytes)),
                Item::Adjust(by) => items.adjust(fine(by)),
            };
        }
    }
}

/// A length to a thousandth of a point, which no printer resolves.
fn fine(length: f32) -> f32 {
    (length * 1000.0).round() / 1000.0
}
