//! What is drawn on a page. Measures are points, y downwards; a row's ink counts from its own top.

use std::rc::Rc;
use std::sync::Arc;

use crate::structure::Tag;
use crate::text::Line;

/// A colour of ink. Rank never comes from colour, so there are three.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Color {
    /// Text, and every rule that means something.
    Black,
    /// Hairlines between rows.
    Hairline,
    /// The word "Settled" and its outline, nothing else.
    Settled,
}

/// One mark on a page.
#[derive(Clone)]
pub(crate) enum Ink {
    /// A line of text; `y` is its baseline, `x` its left end.
    Text {
        /// The left end.
        x: f32,
        /// The baseline.
        y: f32,
        /// The line.
        line: Rc<Line>,
        /// Its colour.
        color: Color,
    },
    /// A horizontal rule; `y` is its middle.
    Rule {
        /// The left end.
        x: f32,
        /// The middle.
        y: f32,
        /// The length.
        length: f32,
        /// The thickness.
        weight: f32,
        /// Its colour.
        color: Color,
    },
    /// The outline of a rectangle.
    Frame {
        /// The left edge.
        x: f32,
        /// The top edge.
        y: f32,
        /// The width.
        width: f32,
        /// The height.
        height: f32,
        /// The thickness of the line.
        weight: f32,
        /// The radius of the corners.
        radius: f32,
        /// Its colour.
        color: Color,
        /// The part of the document it is, if it says something.
        tag: Tag,
    },
    /// Drawn lines with round ends, as of a pen.
    Strokes {
        /// Each stroke's points.
        strokes: Vec<Vec<(f32, f32)>>,
        /// The thickness.
        weight: f32,
        /// The part of the document they are.
        tag: Tag,
    },
    /// A picture.
    Image {
        /// The left edge.
        x: f32,
        /// The top edge.
        y: f32,
        /// The width.
        width: f32,
        /// The height.
        height: f32,
        /// The picture.
        picture: Arc<Picture>,
        /// The part of the document it is.
        tag: Tag,
    },
}

impl Ink {
    /// Black text whose left end is at `x`.
    pub(crate) fn text(x: f32, y: f32, line: Line) -> Ink {
        Ink::Text { x, y, line: Rc::new(line), color: Color::Black }
    }

    /// Black text whose right end is at `right`.
    pub(crate) fn text_to(right: f32, y: f32, line: Line) -> Ink {
        Ink::text(right - line.width, y, line)
    }

    /// A black rule.
    pub(crate) fn rule(x: f32, y: f32, length: f32, weight: f32) -> Ink {
        Ink::Rule { x, y, length, weight, color: Color::Black }
    }

    /// A grey hairline.
    pub(crate) fn hairline(x: f32, y: f32, length: f32) -> Ink {
        Ink::Rule { x, y, length, weight: 0.4, color: Color::Hairline }
    }

    /// The part of the document it belongs to.
    pub(crate) fn tag(&self) -> Tag {
        match self {
            Ink::Text { line, .. } => line.tag,
            Ink::Frame { tag, .. } | Ink::Strokes { tag, .. } | Ink::Image { tag, .. } => *tag,
            Ink::Rule { .. } => Tag::default(),
        }
    }

    /// Belongs to no part of the document any more, as what is printed a second time.
    pub(crate) fn leave_to_the_page(&mut self) {
        match self {
            Ink::Text { line, .. } => {
                Rc::make_mut(line).tag = Tag::default();
            }
            Ink::Frame { tag, .. } | Ink::Strokes { tag, .. } | Ink::Image { tag, .. } => {
                *tag = Tag::default();
            }
            Ink::Rule { .. } => {}
        }
    }

    /// How far down it reaches; a line of text counts as far as its descenders.
    pub(crate) fn foot(&self) -> f32 {
        match self {
            Ink::Text { y, line, .. } => {
                let size = line.pieces.iter().map(|piece| piece.style.size).fold(0.0, f32::max);
                y + size * 0.3
            }
            Ink::Rule { y, .. } => *y,
            Ink::Frame { y, height, .. } | Ink::Image { y, height, .. } => y + height,
            Ink::Strokes { strokes, .. } => {
                strokes.iter().flatten().map(|point| point.1).fold(0.0, f32::max)
            }
        }
    }

    /// The same further down.
    pub(crate) fn lowered(mut self, by: f32) -> Ink {
        match &mut self {
            Ink::Text { y, .. }
            | Ink::Rule { y, .. }
            | Ink::Frame { y, .. }
            | Ink::Image { y, .. } => *y += by,
            Ink::Strokes { strokes, .. } => {
                for point in strokes.iter_mut().flatten() {
                    point.1 += by;
                }
            }
        }
        self
    }
}

/// A picture ready for the page: 8 bits for each of red, green and blue, on white.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Picture {
    /// The width in pixels.
    pub(crate) width: u32,
    /// The height in pixels.
    pub(crate) height: u32,
    /// The pixels, compressed by zlib.
    pub(crate) deflated: Vec<u8>,
}
