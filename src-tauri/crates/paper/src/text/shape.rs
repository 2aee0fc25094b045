//! From characters to glyphs: kerning, ligatures, tabular figures, faces to fall back on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use rustybuzz::{Direction, Feature, Script, ShapePlan, UnicodeBuffer};

use crate::fonts::{FACE_COUNT, Face};

/// A glyph and where it stands. Measures are thousandths of an em.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    /// Its number in the face.
    pub(crate) id: u16,
    /// How far the pen moves on, kerning included.
    pub(crate) advance: f32,
    /// How far the pen would move on without kerning.
    pub(crate) natural: f32,
    /// How far to the right of the pen it is drawn.
    pub(crate) dx: f32,
    /// How far above the baseline it is drawn.
    pub(crate) dy: f32,
    /// The bytes of [`Shaped::text`] it stands for; empty for a further glyph of the same ones.
    pub(crate) stands_for: Range<usize>,
}

/// A run of glyphs of one face.
#[derive(Clone, Debug)]
pub(crate) struct GlyphRun {
    /// The face, which need not be the one asked for.
    pub(crate) face: Face,
    /// The glyphs from left to right.
    pub(crate) glyphs: Vec<Glyph>,
}

/// A shaped word.
#[derive(Clone, Debug)]
pub(crate) struct Shaped {
    /// Its text.
    pub(crate) text: Box<str>,
    /// Its glyphs.
    pub(crate) runs: Vec<GlyphRun>,
    /// Its width in thousandths of an em, without tracking.
    pub(crate) width: f32,
    /// How many glyphs it has.
    pub(crate) count: usize,
    /// Characters no face has; U+FFFD is drawn for each.
    pub(crate) missing: Vec<char>,
}

/// Longer words are not remembered, in bytes.
const MEMORABLE: usize = 64;
/// How many words of a face are remembered before all are forgotten.
const REMEMBERED: usize = 20_000;

#[derive(Default)]
struct Memory {
    left_to_right: HashMap<Box<str>, Rc<Shaped>>,
    plan: Option<Rc<ShapePlan>>,
}

thread_local! {
    static MEMORY: RefCell<[Memory; FACE_COUNT]> = RefCell::new(Default::default());
}

/// Shapes a word. The same word of the same face is shaped once and remembered.
pub(crate) fn shape(face: Face, text: &str, right_to_left: bool) -> Rc<Shaped> {
    if right_to_left || text.len() > MEMORABLE {
        return Rc::new(shape_anew(face, text, right_to_left));
    }
    let known = MEMORY.with_borrow(|memory| memory[face.index()].left_to_right.get(text).cloned());
    if let Some(known) = known {
        return known;
    }
    let shaped = Rc::new(shape_anew(face, text, false));
    MEMORY.with_borrow_mut(|memory| {
        let words = &mut memory[face.index()].left_to_right;
        if words.len() >= REMEMBERED {
            words.clear();
        }
        words.insert(text.into(), Rc::clone(&shaped));
    });
    shaped
}

fn shape_anew(face: Face, text: &str, right_to_left: bool) -> Shaped {
    let mut missing = Vec::new();
    let mut runs = Vec::new();
    for (run_face, range) in runs_by_face(face, text, &mut missing) {
        let run = shape_run(run_face, text, range, right_to_left, &mut missing);
        runs.push(run);
    }
    if right_to_left {
        runs.reverse();
    }
    let glyphs = || runs.iter().flat_map(|run: &GlyphRun| &run.glyphs);
    let width = glyphs().map(|glyph| glyph.advance).sum();
    let count = glyphs().count();
    Shaped { text: text.into(), runs, width, count, missing }
}

/// Cuts a text where the face has to change. A character no face has gets the face that has
/// U+FFFD and is put down as missing.
fn runs_by_face(face: Face, text: &str, missing: &mut Vec<char>) -> Vec<(Face, Range<usize>)> {
    let mut runs: Vec<(Face, Range<usize>)> = Vec::new();
    for (start, character) in text.char_indices() {
        let range = start..start + character.len_utf8();
        let joins = is_joined_to_the_one_before(character);
        let before =
            runs.last().map(|run| run.0).filter(|before| joins && before.loaded().has(character));
        let chosen = before.unwrap_or_else(|| face_for(face, character, missing));
        match runs.last_mut() {
            Some(run) if run.0 == chosen => run.1.end = range.end,
            _ => runs.push((chosen, range)),
        }
    }
    runs
}

fn face_for(face: Face, character: char, missing: &mut Vec<char>) -> Face {
    if face.loaded().has(character) {
        return face;
    }
    let other = face.others().into_iter().find(|other| other.loaded().has(character));
    other.unwrap_or_else(|| {
        if !missing.contains(&character) {
            missing.push(character);
        }
        Face::Mono
    })
}

/// Whether a character is a mark on the one before it.
pub(super) fn is_joined_to_the_one_before(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe2f}')
}

fn shape_run(
    face: Face,
    text: &str,
    range: Range<usize>,
    right_to_left: bool,
    missing: &mut Vec<char>,
) -> GlyphRun {
    let loaded = face.loaded();
    let mut buffer = UnicodeBuffer::new();
    for (at, character) in text[range.clone()].char_indices() {
        let drawn = if loaded.has(character) || is_joined_to_the_one_before(character) {
            character
        } else {
            '\u{fffd}'
        };
        // Clusters are byte places in the whole text; texts are far shorter than 4 GB.
        buffer.add(drawn, u32::try_from(range.start + at).unwrap_or(u32::MAX));
    }
    let simple = !right_to_left && text[range.clone()].chars().all(|c| c < '\u{250}');
    let shaped = if simple {
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(rustybuzz::script::LATIN);
        rustybuzz::shape_with_plan(&loaded.face, &latin_plan(face), buffer)
    } else {
        buffer.guess_segment_properties();
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        rustybuzz::shape(&loaded.face, &features(face), buffer)
    };
    let stands_for = clusters(shaped.glyph_infos(), range.end);
    let infos = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).zip(stands_for);
    let glyphs = infos.map(|((info, position), stands_for)| {
        // Glyph numbers of OpenType fonts are 16 bits.
        let mut id = u16::try_from(info.glyph_id).unwrap_or(0);
        if id == 0 {
            // A mark that the face cannot join: named, and never an empty box.
            let unknown = text[info.cluster as usize..].chars().find(|c| !loaded.has(*c));
            missing.extend(unknown.filter(|unknown| !missing.contains(unknown)));
            id = loaded.replacement();
        }
        Glyph {
            id,
            advance: loaded.thousandths(position.x_advance as f32),
            natural: loaded.advance(id),
            dx: loaded.thousandths(position.x_offset as f32),
            dy: loaded.thousandths(position.y_offset as f32),
            stands_for,
        }
    });
    GlyphRun { face, glyphs: glyphs.collect() }
}

/// The bytes each glyph stands for. Of several glyphs for the same bytes only the first has them.
fn clusters(infos: &[rustybuzz::GlyphInfo], end: usize) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut seen = vec![false; starts.len()];
    let range = |info: &rustybuzz::GlyphInfo| {
        let start = info.cluster as usize;
        match starts.binary_search(&start) {
            Ok(at) if !std::mem::replace(&mut seen[at], true) => {
                start..starts.get(at + 1).copied().unwrap_or(end)
            }
            Ok(_) | Err(_) => start..start,
        }
    };
    infos.iter().map(range).collect()
}

fn features(face: Face) -> Vec<Feature> {
    let tabular = rustybuzz::ttf_parser::Tag::from_bytes(b"tnum");
    if face.needs_tabular_figures() { vec![Feature::new(tabular, 1, ..)] } else { Vec::new() }
}

/// The plan for Latin text, made once for each face.
fn latin_plan(face: Face) -> Rc<ShapePlan> {
    MEMORY.with_borrow_mut(|memory| {
        let plan = memory[face.index()].plan.get_or_insert_with(|| {
            let latin: Script = rustybuzz::script::LATIN;
            let direction = Direction::LeftToRight;
            let features = features(face);
            let face = &face.loaded().face;
            Rc::new(ShapePlan::new(face, direction, Some(latin), None, &features))
        });
        Rc::clone(plan)
    })
}
