//! Breaking a paragraph into lines: the fewest lines, and among those the least ragged ones.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::clean::Cleaner;
use super::shape::is_joined_to_the_one_before;
use super::tie::tied_spaces;
use super::{Customs, Line, Manner, Piece, Setter, Span, Style};
use crate::structure::Tag;

/// What stays on one line, and the space that follows it when the line goes on, or the hyphen
/// that follows it when the line ends.
struct Atom {
    pieces: Vec<Piece>,
    width: f32,
    gap: Option<Piece>,
    hyphen: Option<Piece>,
}

impl Atom {
    /// The width at the end of a line.
    fn width_at_end(&self) -> f32 {
        self.width + self.hyphen.as_ref().map_or(0.0, Piece::width)
    }
}

/// A line that ends with a hyphen counts as if so much of the measure were left free.
const COST_OF_HYPHEN: f32 = 0.15;
/// Spaces are stretched up to so many times their width; a looser line stays ragged.
const MOST_STRETCH: f32 = 3.0;

/// All spans on one line.
pub(super) fn unbroken(setter: &mut Setter, spans: &[Span]) -> Line {
    let atoms = atoms(setter, &Text::new(spans));
    line_of(&atoms, setter.structure.current())
}

/// The spans in lines at most `measure` wide. A word that is wider is broken, and reported.
pub(super) fn broken(
    setter: &mut Setter,
    spans: &[Span],
    measure: f32,
    manner: Manner,
) -> Vec<Line> {
    let mut atoms = atoms(setter, &Text::new(spans));
    if let Some(customs) = manner.customs {
        atoms = atoms.into_iter().flat_map(|atom| divided(setter, atom, customs)).collect();
    }
    if atoms.iter().any(|atom| atom.width_at_end() > measure) {
        setter.squeezed();
        atoms = atoms.into_iter().flat_map(|atom| narrowed(setter, atom, measure)).collect();
    }
    let tag = setter.structure.current();
    let mut lines = Vec::new();
    let mut start = 0;
    for end in line_ends(&atoms, measure) {
        let mut line = line_of(&atoms[start..end], tag);
        let last = end == atoms.len();
        if manner.customs.is_some() {
            line = rejoined(setter, line, measure);
        }
        if manner.justified && !last {
            line = stretched(line, measure);
        }
        let space = if last { None } else { atoms[end - 1].gap.clone() };
        lines.push(line.followed_by(space));
        start = end;
    }
    lines
}

/// An atom cut where its last word may be divided.
fn divided(setter: &mut Setter, mut whole: Atom, customs: Customs) -> Vec<Atom> {
    let Some(at) = whole.pieces.iter().rposition(|piece| piece.shaped.text.len() > 4) else {
        return vec![whole];
    };
    let piece = whole.pieces[at].clone();
    let text = &piece.shaped.text;
    // Quotes and full stops around a word are no part of it.
    let start = text.len() - text.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let word = text.trim_matches(|c: char| !c.is_alphabetic());
    let places = if piece.level == 0 { customs.places(word) } else { Vec::new() };
    let mut parts = Vec::new();
    let rest = whole.pieces.split_off(at + 1);
    whole.pieces.pop();
    let mut from = 0;
    for place in places {
        let to = start + place;
        let part = Piece { link: piece.link, ..setter.piece(&text[from..to], piece.style, 0) };
        let mut pieces = std::mem::take(&mut whole.pieces);
        pieces.push(part);
        let hyphen = Some(setter.hyphen(piece.style, 0));
        parts.push(Atom { hyphen, ..atom(pieces, None) });
        from = to;
    }
    let last = &text[from..];
    let mut pieces = std::mem::take(&mut whole.pieces);
    pieces.push(Piece { link: piece.link, ..setter.piece(last, piece.style, piece.level) });
    pieces.extend(rest);
    parts.push(atom(pieces, whole.gap));
    parts
}

/// The parts of words that stayed on one line shaped as the words they are, if there is room.
fn rejoined(setter: &mut Setter, line: Line, measure: f32) -> Line {
    if !line.runs_right() {
        return line;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in &line.pieces {
        let joins = |before: &Piece| {
            let letters = |piece: &Piece| piece.shaped.text.chars().all(char::is_alphanumeric);
            let same = before.style == piece.style && before.link == piece.link;
            same && before.level == 0
                && piece.level == 0
                && letters(before)
                && piece.shaped.text.starts_with(char::is_alphabetic)
        };
        match pieces.last_mut() {
            Some(last) if joins(last) => {
                let text = format!("{}{}", last.shaped.text, piece.shaped.text);
                *last = Piece { link: last.link, ..setter.piece(&text, piece.style, 0) };
            }
            _ => pieces.push(piece.clone()),
        }
    }
    let joined = Line::from_pieces(pieces, line.tag);
    if joined.width <= measure { joined } else { line }
}

/// The line as wide as the measure, its spaces stretched evenly.
fn stretched(mut line: Line, measure: f32) -> Line {
    let is_space = |piece: &Piece| &*piece.shaped.text == " ";
    let spaces = line.pieces.iter().filter(|piece| is_space(piece)).count();
    let width: f32 = line.pieces.iter().filter(|piece| is_space(piece)).map(Piece::width).sum();
    let free = measure - line.width;
    if spaces == 0 || free > width * MOST_STRETCH {
        return line;
    }
    for piece in line.pieces.iter_mut().filter(|piece| is_space(piece)) {
        piece.stretch = free / spaces as f32;
    }
    line.width = measure;
    line
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
fn levels(text: &str) -> Option<Vec<Level>> {
    let foreign = text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    });
    foreign.then(|| BidiInfo::new(text, Some(direction(text))).levels)
}

/// A paragraph runs from right to left if it begins so and most of its letters do: a sentence that
/// begins with a foreign name keeps its own direction.
fn direction(text: &str) -> Level {
    let class = |character| match bidi_class(character) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    };
    let strong = || text.chars().filter_map(class);
    let leftward = strong().filter(|leftward| *leftward).count();
    let most = leftward * 2 > strong().count();
    if strong().next() == Some(true) && most { Level::rtl() } else { Level::ltr() }
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
    Atom { pieces, width, gap, hyphen: None }
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
    if wide.width_at_end() <= measure {
        return vec![wide];
    }
    let mut narrow: Vec<Atom> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut room = measure;
    for piece in &wide.pieces {
        let mut rest = &*piece.shaped.text;
        while !rest.is_empty() {
            let part = beginning(setter, piece, rest, room);
            if part.width() > room && !pieces.is_empty() {
                narrow.push(atom(std::mem::take(&mut pieces), None));
                room = measure;
                continue;
            }
            rest = &rest[part.shaped.text.len()..];
            room -= part.width();
            pieces.push(part);
        }
    }
    narrow.push(atom(pieces, wide.gap));
    narrow
}

/// As much of a text as there is room for, a character at the least. A mark stays with the
/// character it stands on unless the two alone are too wide.
fn beginning(setter: &mut Setter, like: &Piece, text: &str, room: f32) -> Piece {
    let mut set =
        |text: &str| Piece { link: like.link, ..setter.piece(text, like.style, like.level) };
    let mut ends: Vec<usize> = Vec::new();
    let mut width = 0.0;
    for (at, character) in text.char_indices() {
        width += set(character.encode_utf8(&mut [0; 4])).width();
        if width > room && !ends.is_empty() {
            break;
        }
        ends.push(at + character.len_utf8());
    }
    let marked = |end: usize| text[end..].starts_with(is_joined_to_the_one_before);
    let whole = ends.iter().rposition(|end| !marked(*end)).map_or(ends.len(), |last| last + 1);
    ends.truncate(whole);
    // Letters that join, or that a neighbour changes, are not as wide as each by itself.
    loop {
        let end = ends.pop().unwrap_or(text.len());
        let part = set(&text[..end]);
        if part.width() <= room || ends.is_empty() {
            return part;
        }
    }
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
            let atom = &atoms[start];
            width += if start + 1 == end { atom.width_at_end() } else { atom.width + gap };
            if width > measure && start + 1 < end {
                break;
            }
            let mut free = if end == atoms.len() { 0.0 } else { (measure - width).max(0.0) };
            if atoms[end - 1].hyphen.is_some() {
                free += measure * COST_OF_HYPHEN;
            }
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
        let last = at + 1 == atoms.len();
        let after = if last { &atom.hyphen } else { &atom.gap };
        pieces.extend(after.iter().cloned());
    }
    if pieces.iter().all(|piece| piece.level == 0) {
        return Line::from_pieces(pieces, tag);
    }
    let levels = pieces.iter().map(|piece| piece.level).collect::<Vec<u8>>();
    let visual = from_left_to_right(&levels);
    let mut logical = vec![0; visual.len()];
    for (place, at) in visual.iter().enumerate() {
        logical[*at] = place;
    }
    let pieces = visual.iter().map(|at| pieces[*at].clone()).collect();
    Line { logical, ..Line::from_pieces(pieces, tag) }
}

/// Rule L2 of the Unicode Bidirectional Algorithm for whole pieces: which stands where, from left
/// to right.
fn from_left_to_right(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            let run = order[start..].iter().take_while(|at| levels[**at] >= level).count();
            order[start..start + run].reverse();
            start += run.max(1);
        }
    }
    order
}
