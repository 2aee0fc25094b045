//! Text that is shaped, tied, and broken into lines; all lengths are points.

mod clean;
mod hyphens;
mod lines;
mod shape;
mod tie;

use std::rc::Rc;

pub(crate) use hyphens::Customs;
pub(crate) use shape::{Glyph, GlyphRun, Shaped};

use crate::fonts::Face;
use crate::page::Finding;
use crate::structure::{Role, Structure, Tag};

/// How a run of text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Style {
    /// The face.
    pub(crate) face: Face,
    /// The size in points.
    pub(crate) size: f32,
    /// Extra space after each glyph, in parts of the size.
    pub(crate) tracking: f32,
}

impl Style {
    /// A style without tracking.
    pub(crate) const fn new(face: Face, size: f32) -> Style {
        Style { face, size, tracking: 0.0 }
    }

    /// The same with tracking in parts of the size.
    pub(crate) const fn tracked(self, tracking: f32) -> Style {
        Style { tracking, ..self }
    }
}

/// Prose, clauses, addressee.
pub(crate) const PROSE: Style = Style::new(Face::Serif, 10.0);
/// A clause's run-in heading, a total.
pub(crate) const STRONG: Style = Style::new(Face::SerifSemibold, 10.0);
/// A section heading.
pub(crate) const HEADING: Style = Style::new(Face::SerifSemibold, 11.5);
/// The title of a document.
pub(crate) const TITLE: Style = Style::new(Face::Serif, 20.0);
/// The amount of a document.
pub(crate) const AMOUNT: Style = Style::new(Face::Serif, 22.0);
/// A label at the left.
pub(crate) const LABEL: Style = Style::new(Face::Sans, 6.75).tracked(0.03);
/// The head of a column.
pub(crate) const COLUMN: Style = Style::new(Face::SansMedium, 6.75).tracked(0.03);
/// A sub-line, a note, the footer.
pub(crate) const NOTE: Style = Style::new(Face::Sans, 7.5);
/// A clause id in the margin.
pub(crate) const CLAUSE_ID: Style = Style::new(Face::Sans, 6.0).tracked(0.04);
/// A hash.
pub(crate) const HASH: Style = Style::new(Face::Mono, 7.0);

/// What a hyphen is that is there only because a line ends.
pub(crate) const SOFT_HYPHEN: &str = "\u{ad}";

/// A run of text in one style, before it is set.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// The text.
    pub(crate) text: String,
    /// How it is set.
    pub(crate) style: Style,
    /// The link it is.
    pub(crate) link: Option<Tag>,
}

impl Span {
    /// A span from its parts.
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Span {
        Span { text: text.into(), style, link: None }
    }

    /// The same as a link.
    pub(crate) fn linked(self, link: Tag) -> Span {
        Span { link: Some(link), ..self }
    }
}

/// A shaped run in one style.
#[derive(Clone)]
pub(crate) struct Piece {
    /// How it is set.
    pub(crate) style: Style,
    /// Its glyphs.
    pub(crate) shaped: Rc<Shaped>,
    /// The link it is part of.
    pub(crate) link: Option<Tag>,
    /// Space added after it so that its line fills the measure, in points.
    pub(crate) stretch: f32,
    /// The level of the bidirectional algorithm; odd runs right to left.
    level: u8,
}

impl Piece {
    /// The width in points, tracking included.
    pub(crate) fn width(&self) -> f32 {
        let tracking = self.style.tracking * self.shaped.count as f32;
        self.style.size * (self.shaped.width / 1000.0 + tracking) + self.stretch
    }
}

/// A line of text, its pieces from left to right.
#[derive(Clone, Default)]
pub(crate) struct Line {
    /// The pieces, spaces among them; a space at the end has no width on the page.
    pub(crate) pieces: Vec<Piece>,
    /// The width in points.
    pub(crate) width: f32,
    /// The part of the document it belongs to.
    pub(crate) tag: Tag,
    /// The places of the pieces in the order in which they are read; empty if that is from left to
    /// right.
    logical: Vec<usize>,
}

impl Line {
    /// The text as it reads.
    pub(crate) fn text(&self) -> String {
        let pieces = self.as_read().map(|(_, piece)| &*piece.shaped.text);
        let mut text: String = pieces.collect();
        text.truncate(text.trim_end().len());
        text
    }

    /// The pieces in the order in which they are read, each with the distance of its left end from
    /// that of the line.
    pub(crate) fn as_read(&self) -> impl Iterator<Item = (f32, &Piece)> {
        let mut right = 0.0;
        let mut placed = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            placed.push((right, piece));
            right += piece.width();
        }
        // What was added at the end since the pieces were ordered is read last.
        let rest = self.logical.len();
        let first: Vec<(f32, &Piece)> = self.logical.iter().map(|at| placed[*at]).collect();
        first.into_iter().chain(placed.into_iter().skip(rest))
    }

    /// Whether it is read from left to right throughout.
    pub(crate) fn runs_right(&self) -> bool {
        self.logical.is_empty()
    }

    fn from_pieces(pieces: Vec<Piece>, tag: Tag) -> Line {
        let width = pieces.iter().map(Piece::width).sum();
        Line { pieces, width, tag, logical: Vec::new() }
    }

    /// The same with the space that parts it from the next line of its paragraph.
    fn followed_by(mut self, space: Option<Piece>) -> Line {
        self.pieces.extend(space);
        self
    }
}

/// The text as it is set: curly quotes, single spaces, nothing that only steers.
pub(crate) fn cleaned(text: &str) -> String {
    let mut cleaner = clean::Cleaner::new();
    cleaner.push(text);
    cleaner.finish()
}

/// How prose is set. The default is ragged, without hyphens.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Manner {
    /// Whether every line but the last fills the measure.
    pub(crate) justified: bool,
    /// Whose customs divide words; nobody's, and words stay whole.
    pub(crate) customs: Option<Customs>,
}

/// Sets text and keeps what could not be set.
#[derive(Default)]
pub(crate) struct Setter {
    /// The parts of the document so far.
    pub(crate) structure: Structure,
    /// How prose is set.
    pub(crate) manner: Manner,
    place: String,
    findings: Vec<Finding>,
}

impl Setter {
    /// What follows stands in the element with this key.
    pub(crate) fn at(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    /// Sets something as a part of the document.
    pub(crate) fn within<T>(&mut self, role: Role, set: impl FnOnce(&mut Setter) -> T) -> T {
        self.structure.open(role);
        let made = set(self);
        self.structure.close();
        made
    }

    /// Keeps a finding, once.
    pub(crate) fn report(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// The key of the element in hand.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// The parts of the document, and what could not be set.
    pub(crate) fn into_parts(self) -> (Structure, Vec<Finding>) {
        (self.structure, self.findings)
    }

    /// One line, however long.
    pub(crate) fn line(&mut self, text: &str, style: Style) -> Line {
        lines::unbroken(self, &[Span::new(text, style)])
    }

    /// One line that is at most `width` wide: set smaller, and reported, if it would be wider.
    pub(crate) fn fitted(&mut self, text: &str, style: Style, width: f32) -> Line {
        self.fitted_of(&[Span::new(text, style)], width)
    }

    /// The same of several styles.
    pub(crate) fn fitted_of(&mut self, spans: &[Span], width: f32) -> Line {
        let line = lines::unbroken(self, spans);
        if line.width <= width || width <= 0.0 {
            return line;
        }
        self.squeezed();
        let scale = width / line.width * 0.999;
        let smaller = |span: &Span| {
            let style = Style { size: span.style.size * scale, ..span.style };
            Span { style, ..span.clone() }
        };
        lines::unbroken(self, &spans.iter().map(smaller).collect::<Vec<_>>())
    }

    /// A paragraph of one style, broken into lines at most `measure` wide.
    pub(crate) fn paragraph(&mut self, text: &str, style: Style, measure: f32) -> Vec<Line> {
        self.paragraph_of(&[Span::new(text, style)], measure)
    }

    /// A paragraph of several styles. No text gives no lines.
    pub(crate) fn paragraph_of(&mut self, spans: &[Span], measure: f32) -> Vec<Line> {
        lines::broken(self, spans, measure, Manner::default())
    }

    /// The same in the manner in which prose is set.
    pub(crate) fn prose_of(&mut self, spans: &[Span], measure: f32) -> Vec<Line> {
        lines::broken(self, spans, measure, self.manner)
    }

    fn piece(&mut self, text: &str, style: Style, level: u8) -> Piece {
        let shaped = shape::shape(style.face, text, level % 2 == 1);
        for character in &shaped.missing {
            let (character, place) = (*character, self.place.clone());
            self.report(Finding::NoGlyph { character, place });
        }
        Piece { style, shaped, link: None, stretch: 0.0, level }
    }

    /// The hyphen of a divided word: drawn, and read as none (U+00AD).
    fn hyphen(&mut self, style: Style, level: u8) -> Piece {
        let piece = self.piece("-", style, level);
        let mut shaped = Shaped::clone(&piece.shaped);
        shaped.text = SOFT_HYPHEN.into();
        for glyph in shaped.runs.iter_mut().flat_map(|run| &mut run.glyphs) {
            glyph.stands_for = 0..SOFT_HYPHEN.len();
        }
        Piece { shaped: Rc::new(shaped), ..piece }
    }

    /// Reports that the element in hand is too long for its place.
    pub(crate) fn squeezed(&mut self) {
        self.report(Finding::Squeezed { place: self.place.clone() });
    }
}

#[cfg(test)]
mod tests;
