//! The sheet a document stands on, and what comes back when it is rendered.

use std::fmt;

/// A size of paper. All measures are points, 1/72 inch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// US Letter, 612 by 792 points: United States and Canada.
    Letter,
    /// ISO 216 A4, 595.28 by 841.89 points: everywhere else.
    A4,
}

impl Paper {
    /// The width in points.
    pub fn width(self) -> f32 {
        match self {
            Paper::Letter => 612.0,
            Paper::A4 => 595.28,
        }
    }

    /// The height in points.
    pub fn height(self) -> f32 {
        match self {
            Paper::Letter => 792.0,
            Paper::A4 => 841.89,
        }
    }
}

/// A rectangle in points, measured from the page's top left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    /// The distance of the left edge from the page's left edge.
    pub x: f32,
    /// The distance of the top edge from the page's top edge.
    pub y: f32,
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

/// Where one element of a document stands, so that a preview can be clicked.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedBox {
    /// The page, counted from 0.
    pub page: usize,
    /// The area of the element on that page; an element that breaks has a box on each page.
    pub rect: Rect,
    /// A clause id (`PAY-LATE`) or the key of another element (`title`, `acceptance`, a row's key).
    pub key: String,
    /// The text of the element on this page, its lines joined by spaces, in reading order.
    pub text: String,
}

/// Something in the input that could not be set as it was given. The document is still whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// No face has this character; U+FFFD stands in its place.
    NoGlyph {
        /// The character that could not be set.
        character: char,
        /// The key of the element in which it stands.
        place: String,
    },
    /// The logo was left out.
    Logo(LogoFault),
    /// A text or the list in brief cites a clause that the letter does not contain.
    UnknownClause {
        /// The id that was cited.
        id: String,
        /// The key of the element that cites it.
        place: String,
    },
    /// A text was longer than its place and was set smaller, or broken inside a word.
    Squeezed {
        /// The key of the element in which it stands.
        place: String,
    },
}

/// Why a logo could not be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogoFault {
    /// The bytes are neither a PNG nor a JPEG that can be read.
    Unreadable,
    /// The file or the picture is larger than this program takes, 8 MB or 40 million pixels.
    TooLarge,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::NoGlyph { character, place } => {
                let code = u32::from(*character);
                write!(
                    f,
                    "no typeface has the character {character} (U+{code:04X}) used in {place}"
                )
            }
            Finding::Logo(LogoFault::Unreadable) => {
                f.write_str("the logo is not a readable PNG or JPEG, so it was left out")
            }
            Finding::Logo(LogoFault::TooLarge) => {
                f.write_str("the logo is too large, so it was left out")
            }
            Finding::UnknownClause { id, place } => {
                write!(f, "{place} cites {id}, which is not in this letter")
            }
            Finding::Squeezed { place } => {
                write!(f, "a text in {place} is too long for its place and was set tighter")
            }
        }
    }
}

/// A document as a finished file, with the places of its elements.
#[derive(Clone, PartialEq, Debug)]
pub struct Rendered {
    /// The PDF. The same input gives the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has, at least 1.
    pub pages: usize,
    /// Where each element stands, in reading order.
    pub boxes: Vec<PlacedBox>,
    /// What could not be set as given, each finding once, in reading order.
    pub findings: Vec<Finding>,
}
