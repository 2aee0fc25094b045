//! Breaking a paragraph into lines: the fewest lines, and among those the least ragged ones.

use unicode_bidi::BidiInfo;

use super::clean::Cleaner;
use super::shape::is_joined_to_the_one_before;
use super::tie::tied_spaces;
use super::{Line, Piece, Setter, Span, Style};
use crate::structure::Tag;

/// What stays on one line, and the space that follows it when the line goes on.
struct Atom {
    pieces: Vec<Piece>,
    width: f32,
    gap: Option<Piece>,
}

/// All spans on one line.
pub(super) fn unbroken(setter: &mut Setter, spans: &[Span]) -> Line {
    let atoms = atoms(setter, &Text::new(spans));
    line_of(&atoms, setter.structure.current())
}

/// The spans in lines at most `measure` wide. A word that is wider is broken, and reported.
pub(super) fn broken(setter: &mut Setter, spans: &[Span], measure: f32) -> Vec<Line> {
    let mut atoms = atoms(setter, &Text::new(spans));
    if atoms.iter().any(|atom| atom.width > measure) {
        setter.squeezed();
        atoms = atoms.into_iter().flat_map(|atom| narrowed(setter, atom, measure)).collect();
    }
    let tag = setter.structure.current();
    let mut lines = Vec::new();
    let mut start = 0;
    for end in line_ends(&atoms, measure) {
        let line = line_of(&atoms[start..end], tag);
        let space = if end < atoms.len() { atoms[end - 1].gap.clone() } else { None };
        lines.push(line.followed_by(space));
        start = end;
    }
    lines
}

/// The cleaned text of a paragraph with the style of each stretch of it.
struct Text {
    text: String,
    styles: Vec<(usize, Style, Option<Tag>)>,
}

impl Text {
    fn new(spans: &[Span]) -> Text {
        let mut cleaner = Cleaner::new();
        let mut styles = Vec::with_capacity(spans.len());
        for span in spans {
            styles.push((cleaner.push(&span.text), span.style, span.link));
        }
        Text { text: cleaner.finish(), styles }
    }

    /// The style at a byte, the link there, and where the stretch ends.
    fn style_at(&self, at: usize) -> (Style, Option<Tag>, usize) {
        let found = self.styles.iter().find(|(end, ..)| at < *end).or(self.styles.last());
        let found = found.map(|(end, style, link)| (*style, *link, *end));
        found.unwrap_or((super::PROSE, None, self.text.len()))
    }
}

/// The level of each byte, if any text runs right to left.
fn levels(text: &str) -> Option<Vec<unicode_bidi::Level>> {
    let foreign = text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    });
    foreign.then(|| BidiInfo::new(text, Some(unicode_bidi::Level::ltr())).levels)
}

fn atoms(setter: &mut Setter, text: &Text) -> Vec<Atom> {
    let tied = tied_spaces(&text.text);
    let levels = levels(&text.text);
    let level_at = |at: usize| {
        levels.as_ref().and_then(|levels| levels.get(at)).map_or(0, |level| level.number())
    };
    let mut atoms = Vec::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.text.len() {
        let rest = &text.text[at..];
        let level = level_at(at);
        if rest.starts_with(' ') && tied.binary_search(&at).is_err() {
            let gap = setter.piece(" ", text.style_at(at).0, level);
            atoms.push(atom(std::mem::take(&mut pieces), Some(gap)));
            at += 1;
            continue;
        }
        if let Some(rest) = rest.strip_prefix([' ', '\u{a0}']) {
            pieces.push(setter.piece(" ", text.style_at(at).0, level));
            at = text.text.len() - rest.len();
            continue;
        }
        if let Some(rest) = rest.strip_prefix('\u{200b}') {
            atoms.push(atom(std::mem::take(&mut pieces), None));
            at = text.text.len() - rest.len();
            continue;
        }
        let (style, link, style_end) = text.style_at(at);
        let length = chunk_length(&rest[..style_end.max(at + 1).min(text.text.len()) - at]);
        let length = (1..length)
            .find(|&inside| rest.is_char_boundary(inside) && level_at(at + inside) != level)
            .unwrap_or(length);
        pieces.push(Piece { link, ..setter.piece(&rest[..length], style, level) });
        at += length;
        if may_break_after(&text.text, at) {
            atoms.push(atom(std::mem::take(&mut pieces), None));
        }
    }
    if !pieces.is_empty() {
        atoms.push(atom(pieces, None));
    }
    atoms.retain(|atom| !atom.pieces.is_empty());
    atoms
}

fn atom(pieces: Vec<Piece>, gap: Option<Piece>) -> Atom {
    let width = pieces.iter().map(Piece::width).sum();
    Atom { pieces, width, gap }
}

/// How many bytes belong to the chunk that starts here: up to a space or a place to break.
fn chunk_length(rest: &str) -> usize {
    for (at, character) in rest.char_indices() {
        if at > 0 && (matches!(character, ' ' | '\u{a0}' | '\u{200b}') || may_break_after(rest, at))
        {
            return at;
        }
    }
    rest.len()
}

/// Whether a line may end at `at` within a word: after a hyphen between words of two letters or
/// more (so not in `e-mail`, `PR-0042`), after a dash.
fn may_break_after(text: &str, at: usize) -> bool {
    let (head, tail) = text.split_at(at);
    let next_two = tail.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    if head.ends_with('—') {
        return next_two;
    }
    let Some(stem) = head.strip_suffix('-') else {
        return false;
    };
    let lower = |c: &char| c.is_alphabetic() && c.is_lowercase();
    let two_before = stem.chars().rev().take(2).filter(lower).count() == 2;
    let plain = stem.rsplit(' ').next().is_some_and(|word| !word.contains(['@', '/', '.']));
    next_two && two_before && plain && tail.chars().take(2).all(|c| lower(&c))
}

/// Cuts an atom that is wider than the measure between its characters.
fn narrowed(setter: &mut Setter, wide: Atom, measure: f32) -> Vec<Atom> {
    if wide.width <= measure {
        return vec![wide];
    }
    let mut narrow: Vec<Atom> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut filled = 0.0;
    for piece in &wide.pieces {
        let mut chunk = String::new();
        for character in piece.shaped.text.chars() {
            let width = setter.piece(&character.to_string(), piece.style, piece.level).width();
            let full = filled + width > measure * 0.98 && !is_joined_to_the_one_before(character);
            if full && (!chunk.is_empty() || !pieces.is_empty()) {
                if !chunk.is_empty() {
                    pieces.push(Piece {
                        link: piece.link,
                        ..setter.piece(&chunk, piece.style, piece.level)
                    });
                    chunk.clear();
                }
                narrow.push(atom(std::mem::take(&mut pieces), None));
                filled = 0.0;
            }
            chunk.push(character);
            filled += width;
        }
        if !chunk.is_empty() {
            pieces
                .push(Piece { link: piece.link, ..setter.piece(&chunk, piece.style, piece.level) });
        }
    }
    narrow.push(atom(pieces, wide.gap));
    narrow
}

/// The best way to reach the end of an atom: how many lines, how ragged, where the line starts.
#[derive(Clone, Copy)]
struct Way {
    lines: usize,
    ragged: f32,
    start: usize,
}

/// After which atoms the lines end. Raggedness is the sum of the squares of what is left free at
/// the ends of all lines but the last.
fn line_ends(atoms: &[Atom], measure: f32) -> Vec<usize> {
    let mut ways = vec![Way { lines: 0, ragged: 0.0, start: 0 }];
    for end in 1..=atoms.len() {
        let mut best: Option<Way> = None;
        let mut width = 0.0;
        for start in (0..end).rev() {
            let gap = atoms[start].gap.as_ref().map_or(0.0, Piece::width);
            width += atoms[start].width + if start + 1 == end { 0.0 } else { gap };
            if width > measure && start + 1 < end {
                break;
            }
            let free = if end == atoms.len() { 0.0 } else { (measure - width).max(0.0) };
            let lines = ways[start].lines + 1;
            let way = Way { lines, ragged: ways[start].ragged + free * free, start };
            if best.is_none_or(|b| (way.lines, way.ragged) < (b.lines, b.ragged)) {
                best = Some(way);
            }
        }
        // The loop always tries the atom by itself.
        ways.push(best.unwrap_or(Way { lines: end, ragged: 0.0, start: end - 1 }));
    }
    let mut ends = Vec::new();
    let mut end = atoms.len();
    while end > 0 {
        ends.push(end);
        end = ways[end].start;
    }
    ends.reverse();
    ends
}

fn line_of(atoms: &[Atom], tag: Tag) -> Line {
    let mut pieces = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        pieces.extend(atom.pieces.iter().cloned());
        if at + 1 < atoms.len() {
            pieces.extend(atom.gap.iter().cloned());
        }
    }
    if pieces.iter().any(|piece| piece.level > 0) {
        pieces = from_left_to_right(pieces);
    }
    Line::from_pieces(pieces, tag)
}

/// Rule L2 of the Unicode Bidirectional Algorithm, for whole pieces.
fn from_left_to_right(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let highest = pieces.iter().map(|piece| piece.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < pieces.len() {
            let run = pieces[start..].iter().take_while(|piece| piece.level >= level).count();
            pieces[start..start + run].reverse();
            start += run.max(1);
        }
    }
    pieces
}
