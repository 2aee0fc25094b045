//! Glyphs on their way to a content stream: runs of one font shown in one go, kerning between them,
//! and the text of those that do not say it by themselves.

use pdf_writer::{Content, Name, Str, TextStr};

use super::content::fine;
use super::embed::{Used, font_name, shares};
use crate::fonts::Face;
use crate::text::{Glyph, GlyphRun, Shaped};

/// Collects glyphs of one font and shows them in one go.
pub(super) struct Show {
    font: Option<(Face, f32)>,
    /// The tracking in points, so that the pen can take it back.
    pub(super) tracking: f32,
    bytes: Vec<u8>,
    items: Vec<Item>,
}

enum Item {
    Glyphs(Vec<u8>),
    Adjust(f32),
}

impl Show {
    /// Nothing yet.
    pub(super) fn new() -> Show {
        Show { font: None, tracking: 0.0, bytes: Vec::new(), items: Vec::new() }
    }

    /// What follows is set in this face.
    pub(super) fn font(&mut self, content: &mut Content, face: Face, size: f32, tracking: f32) {
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

    /// The glyphs of a run. Glyphs that do not say by themselves what they stand for here say so
    /// together.
    pub(super) fn run(
        &mut self,
        content: &mut Content,
        used: &Used,
        run: &GlyphRun,
        shaped: &Shaped,
    ) {
        let mut named = false;
        for (at, glyph) in run.glyphs.iter().enumerate() {
            let own = &shaped.text[glyph.stands_for.clone()];
            if !own.is_empty() {
                self.unname(content, &mut named);
                let known = used.text(run.face, glyph.id);
                if own != " " && own != known || shares(&run.glyphs, at) {
                    self.flush(content);
                    let mut mark = content.begin_marked_content_with_properties(Name(b"Span"));
                    mark.properties().actual_text(TextStr(own));
                    named = true;
                }
            }
            self.glyph(content, used, run.face, glyph);
        }
        self.unname(content, &mut named);
    }

    /// A space after the last glyph.
    pub(super) fn space(&mut self, used: &Used) {
        let Some((face, _)) = self.font else {
            return;
        };
        if let Some(space) = face.loaded().face.glyph_index(' ') {
            self.bytes.extend(used.number(face, space.0).to_be_bytes());
        }
    }

    fn unname(&mut self, content: &mut Content, named: &mut bool) {
        if std::mem::take(named) {
            self.flush(content);
            content.end_marked_content();
        }
    }

    fn glyph(&mut self, content: &mut Content, used: &Used, face: Face, glyph: &Glyph) {
        let raised = glyph.dy.abs() > 0.01;
        if raised {
            self.flush(content);
            let size = self.font.map_or(0.0, |font| font.1);
            content.set_rise(fine(glyph.dy * size / 1000.0));
        }
        self.adjust(-glyph.dx);
        self.bytes.extend(used.number(face, glyph.id).to_be_bytes());
        self.adjust(glyph.dx - (glyph.advance - glyph.natural));
        if raised {
            self.flush(content);
            content.set_rise(0.0);
        }
    }

    /// Moves the pen back by thousandths of the size.
    pub(super) fn adjust(&mut self, by: f32) {
        if by.abs() > 0.01 {
            if !self.bytes.is_empty() {
                self.items.push(Item::Glyphs(std::mem::take(&mut self.bytes)));
            }
            self.items.push(Item::Adjust(by));
        }
    }

    /// Shows what was collected.
    pub(super) fn flush(&mut self, content: &mut Content) {
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
